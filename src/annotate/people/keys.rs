//! Names as rows of numbers: case, suffixes, nicknames and marks do not count.

use rustc_hash::FxHashMap;

use super::names::Name;
use crate::text::words::Class;
use crate::text::{Text, TokenKind, hash};

/// The keys of all names of a text.
pub(super) struct Keys {
    /// The number of each word; a hyphened word is one.
    words: Vec<u64>,
    /// One past the last word of each name.
    ends: Vec<u32>,
}

impl Keys {
    pub(super) fn of(text: &Text<'_>, classes: &[Class], names: &[Name]) -> Self {
        let mut keys = Self {
            words: Vec::with_capacity(names.len() * 2),
            ends: Vec::with_capacity(names.len()),
        };
        for name in names {
            let first = keys.words.len();
            parts(text, classes, name, |token, glued| {
                let number = text.number(token);
                match keys.words.last_mut() {
                    Some(last) if glued => *last = hash::join(*last, number),
                    _ => keys.words.push(number),
                }
                keys.words.len() - first
            });
            keys.ends.push(keys.words.len() as u32);
        }
        keys
    }

    /// The words that identify the bearer of the name at an index.
    pub(super) fn get(&self, name: usize) -> &[u64] {
        let start = name.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start as usize..self.ends[name] as usize]
    }
}

/// The first of those words in lower case.
pub(super) fn first_word(text: &Text<'_>, classes: &[Class], name: &Name) -> String {
    let mut word = String::new();
    let mut count = 0;
    parts(text, classes, name, |token, glued| {
        count += usize::from(!glued);
        if count == 1 {
            if glued {
                word.push('-');
            }
            word.push_str(&text.word(token).to_lowercase());
        }
        count
    });
    word
}

/// Hands out the words of a name that count, each with whether a hyphen joins it to the one before;
/// `take` answers how many it has.
fn parts(text: &Text<'_>, classes: &[Class], name: &Name, mut take: impl FnMut(usize, bool) -> usize) {
    let mut known = 0;
    let mut glue = false;
    for i in name.name.clone() {
        match text.tokens[i].kind {
            TokenKind::Word if classes[i].any(Class::SUFFIX) && i > name.name.start => {}
            TokenKind::Word if glue => {
                if known > 0 {
                    known = take(i, true);
                }
                glue = false;
            }
            TokenKind::Word => known = take(i, false),
            TokenKind::Mark if matches!(text.word(i), "-" | "‑") => glue = true,
            _ => {}
        }
    }
}

/// Bearers by a number, in the order in which they were added, each once.
#[derive(Default)]
pub(super) struct Index {
    /// First and last of each list.
    ends: FxHashMap<u64, (u32, u32)>,
    /// The next of the same list for each bearer.
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Index {
    pub(super) fn with_capacity(bearers: usize) -> Self {
        Self {
            ends: FxHashMap::with_capacity_and_hasher(bearers, Default::default()),
            next: Vec::with_capacity(bearers),
        }
    }

    pub(super) fn add(&mut self, number: u64, bearer: usize) {
        let new = bearer as u32;
        self.next.resize(self.next.len().max(bearer + 1), NONE);
        self.ends
            .entry(number)
            .and_modify(|(_, last)| {
                self.next[*last as usize] = new;
                *last = new;
            })
            .or_insert((new, new));
    }

    pub(super) fn has(&self, number: u64) -> bool {
        self.ends.contains_key(&number)
    }

    pub(super) fn get(&self, number: u64) -> impl Iterator<Item = usize> + '_ {
        let first = self.ends.get(&number).map_or(NONE, |(first, _)| *first);
        let known = |at: u32| (at != NONE).then_some(at);
        std::iter::successors(known(first), move |at| known(self.next[*at as usize])).map(|at| at as usize)
    }
}

/// The items of a list that belong together, in order.
pub(super) struct Chains {
    next: Vec<u32>,
}

impl Chains {
    /// `owners` says for each item to whom it belongs; `heads` gets the first item of each owner.
    pub(super) fn new(owners: &[Option<u32>], heads: &mut [u32]) -> Self {
        let mut next = vec![NONE; owners.len()];
        for (i, owner) in owners.iter().enumerate().rev() {
            if let Some(owner) = owner {
                next[i] = std::mem::replace(&mut heads[*owner as usize], i as u32);
            }
        }
        Self { next }
    }

    /// An item and those behind it that belong to the same owner.
    pub(super) fn from(&self, first: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let next = move |at: &usize| Some(self.next[*at]).filter(|n| *n != NONE).map(|n| n as usize);
        std::iter::successors(Some(first), next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_order() {
        let mut index = Index::default();
        for (number, bearer) in [(7, 0), (8, 1), (7, 2), (7, 5)] {
            index.add(number, bearer);
        }
        assert_eq!(index.get(7).collect::<Vec<_>>(), [0, 2, 5]);
        assert_eq!(index.get(8).collect::<Vec<_>>(), [1]);
        assert!(index.has(8) && !index.has(9) && index.get(9).next().is_none());
        let mut heads = vec![NONE; 2];
        let chains = Chains::new(&[Some(1), None, Some(0), Some(1)], &mut heads);
        assert_eq!(heads, [2, 0]);
        assert_eq!(chains.from(0).collect::<Vec<_>>(), [0, 3]);
    }
}
