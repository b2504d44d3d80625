//! Names as rows of numbers: case, suffixes, nicknames and marks do not count.

use super::names::Name;
use super::nicknames;
use super::runs::is_article;
use crate::text::words::Class;
use crate::text::{Text, TokenKind, hash};

/// The keys of all names of a text.
#[derive(Default)]
pub(super) struct Keys {
    /// The number of each word; a hyphened word is one.
    words: Vec<u64>,
    /// One past the last word of each name.
    ends: Vec<u32>,
}

impl Keys {
    /// Reads the names of a text; there are none yet.
    pub(super) fn read(&mut self, text: &Text<'_>, classes: &[Class], names: &[Name]) {
        let words = &mut self.words;
        for name in names {
            let first = words.len();
            parts(text, classes, name, |token, glued| {
                let number = text.number(token);
                match words.last_mut() {
                    Some(last) if glued => *last = hash::join(*last, number),
                    _ => words.push(number),
                }
                words.len() - first
            });
            self.ends.push(words.len() as u32);
        }
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.ends.clear();
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
    let (mut glue, mut article) = (false, false);
    for i in name.name.clone() {
        match text.tokens[i].kind {
            TokenKind::Word if classes[i].any(Class::SUFFIX) && i > name.name.start => {}
            // "al-Assad" is Assad.
            TokenKind::Word if !glue && i + 2 < name.name.end && is_article(text, i) => article = true,
            TokenKind::Mark if article => article = false,
            TokenKind::Word if glue => {
                if known > 0 {
                    known = take(i, true);
                }
                glue = false;
            }
            TokenKind::Word => known = take(i, false),
            TokenKind::Mark if matches!(text.word(i), "-" | "‑" | "/") => glue = true,
            _ => {}
        }
    }
}

/// Bearers by a number, in the order in which they were added.
#[derive(Default)]
pub(super) struct Index {
    /// First and last entry of each chain; a power of two of chains.
    chains: Vec<(u32, u32)>,
    entries: Vec<Entry>,
}

struct Entry {
    number: u64,
    bearer: u32,
    /// The next of the same chain.
    next: u32,
}

const NONE: u32 = u32::MAX;

impl Index {
    /// An empty index for about so many bearers.
    pub(super) fn with_capacity(bearers: usize) -> Self {
        let mut index = Self::default();
        index.reset(bearers);
        index
    }

    /// Forgets all, and makes room for about so many bearers. To be done before anything else.
    pub(super) fn reset(&mut self, bearers: usize) {
        self.chains.clear();
        self.chains
            .resize(bearers.max(1).next_power_of_two(), (NONE, NONE));
        self.entries.clear();
    }

    /// The chain of a number; the upper bits of numbers are mixed best.
    const fn chain(&self, number: u64) -> usize {
        (number >> 40) as usize & (self.chains.len() - 1)
    }

    pub(super) fn add(&mut self, number: u64, bearer: usize) {
        let new = self.entries.len() as u32;
        self.entries.push(Entry {
            number,
            bearer: bearer as u32,
            next: NONE,
        });
        let chain = self.chain(number);
        let (first, last) = &mut self.chains[chain];
        match self.entries.get_mut(*last as usize) {
            Some(before) => before.next = new,
            None => *first = new,
        }
        *last = new;
    }

    pub(super) fn has(&self, number: u64) -> bool {
        self.get(number).next().is_some()
    }

    /// The bearers with a word, [`ALIKE`] of them at most.
    pub(super) fn get(&self, number: u64) -> impl Iterator<Item = usize> + '_ {
        let first = self.entries.get(self.chains[self.chain(number)].0 as usize);
        std::iter::successors(first, |entry| self.entries.get(entry.next as usize))
            .filter(move |entry| entry.number == number)
            .map(|entry| entry.bearer as usize)
            .take(ALIKE)
    }
}

/// In no story do so many share a surname; in a text made to be slow each would be compared with all.
const ALIKE: usize = 128;

/// The items of a list that belong together, in order.
#[derive(Default)]
pub(super) struct Chains {
    next: Vec<u32>,
}

impl Chains {
    /// `owners` says for each item to whom it belongs; `heads` gets the first item of each owner.
    pub(super) fn link(&mut self, owners: &[Option<u32>], heads: &mut [u32]) {
        self.next.clear();
        self.next.resize(owners.len(), NONE);
        for (i, owner) in owners.iter().enumerate().rev() {
            if let Some(owner) = owner {
                self.next[i] = std::mem::replace(&mut heads[*owner as usize], i as u32);
            }
        }
    }

    /// An item and those behind it that belong to the same owner.
    pub(super) fn from(&self, first: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let next = move |at: &usize| Some(self.next[*at]).filter(|n| *n != NONE).map(|n| n as usize);
        std::iter::successors(Some(first), next)
    }
}

/// "St. Clair", "De Klerk": a word that begins a surname. "Al", "Ben" and "Mac" are given names, too.
pub(super) fn is_led_by(word: &str) -> bool {
    const LED: &[&str] = &[
        "st", "st.", "de", "du", "van", "von", "da", "di", "del", "della", "la", "le",
    ];
    LED.iter().any(|led| led.eq_ignore_ascii_case(word))
}

/// Whether one of two full names is the other with words left out at an end: the "Board of Ofgem" is not "Ofgem".
pub(super) fn compatible(a: &[u64], b: &[u64]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let owned = short.len() == 1 && is_of(long);
    long.ends_with(short) && !owned || long.starts_with(short) && short.len() > 1
}

/// "Board of Ofgem": words of which the last names an owner. "Commons" is the House of Commons.
pub(super) fn is_of(words: &[u64]) -> bool {
    matches!(words, [whose, .., of, _] if *of == hash::exact("of") && *whose != hash::exact("house"))
}

/// Whether the given names of two full names of one surname do not contradict.
pub(super) fn alike(text: &Text<'_>, classes: &[Class], a: &Name, b: &Name) -> bool {
    let (a, b) = (first_word(text, classes, a), first_word(text, classes, b));
    let (x, y) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.starts_with(short) || nicknames::alike(x, y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_order() {
        let mut index = Index::with_capacity(2);
        for (number, bearer) in [(7, 0), (8, 1), (7, 2), (7, 5)] {
            index.add(number, bearer);
        }
        assert_eq!(index.get(7).collect::<Vec<_>>(), [0, 2, 5]);
        assert_eq!(index.get(8).collect::<Vec<_>>(), [1]);
        assert!(index.has(8) && !index.has(9) && index.get(9).next().is_none());
        let mut heads = vec![NONE; 2];
        let mut chains = Chains::default();
        chains.link(&[Some(1), None, Some(0), Some(1)], &mut heads);
        assert_eq!(heads, [2, 0]);
        assert_eq!(chains.from(0).collect::<Vec<_>>(), [0, 3]);
    }
}
