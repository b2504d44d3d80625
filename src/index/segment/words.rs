//! The words of a segment: each run of letters and digits with its number, and its terms.

use rustc_hash::FxHashMap;

use crate::index::analyzer::LONGEST;
use crate::index::memory::{Chains, run};
use crate::index::terms::Terms;
use crate::text::hash::short_word;

/// In the place of a word that is too long to be indexed.
pub(super) const TOO_LONG: u32 = u32::MAX;

/// The words of all texts, by the order in which they came.
pub(super) struct Words {
    /// Words of at most twelve bytes, which most are: one look tells whether it is the one. A power of two,
    /// at most half full.
    slots: Vec<Slot>,
    taken: usize,
    longer: FxHashMap<Box<str>, u32>,
    /// Terms of each word: folded, and its stem.
    of: Vec<[u32; 2]>,
    chains: Chains,
}

/// A word, its bytes as two numbers, and its place in the list.
#[derive(Clone, Copy)]
struct Slot {
    head: u64,
    tail: u32,
    at: u32,
}

impl Slot {
    /// One without a word; not all zeros, for the reason that [`Terms`] have.
    const FREE: Self = Self {
        head: 0,
        tail: 0,
        at: u32::MAX,
    };

    const fn is_free(self) -> bool {
        self.at == u32::MAX
    }
}

/// What a word is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// The word without accents and capitals.
    Folded,
    /// The stem of that.
    Stem,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            slots: vec![Slot::FREE; 1 << 10],
            taken: 0,
            longer: FxHashMap::default(),
            of: Vec::new(),
            chains: Chains::default(),
        }
    }
}

impl Words {
    /// Finds the words of a text: their numbers at the end of `numbers`, their bytes in `places`.
    pub(super) fn read(
        &mut self,
        text: &str,
        terms: &mut Terms,
        numbers: &mut Vec<u32>,
        places: &mut Vec<(u32, u32)>,
    ) {
        places.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            // Two words in three: their letters are at hand in lower case, which is all that their terms show of them.
            let (start, end, number) = match short_word(bytes, at) {
                Some((length, letters)) => {
                    let end = at + length;
                    let word = &text[at..end];
                    (at, end, self.short((letters, 0), word, terms))
                }
                None => match run(text, at) {
                    Some((start, end)) => (start, end, self.number(text, start, end, terms)),
                    None => break,
                },
            };
            numbers.push(number);
            places.push((start as u32, end as u32));
            at = end;
        }
    }

    /// The term of a word.
    pub(super) fn term(&self, word: u32, form: Form) -> u32 {
        self.of[word as usize][form as usize]
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        16 * self.slots.len() + 8 * self.of.len() + 64 * self.longer.len()
    }

    /// The number of the word that stands there.
    fn number(&mut self, text: &str, start: usize, end: usize, terms: &mut Terms) -> u32 {
        let Some(word) = text.get(start..end).filter(|word| word.len() < LONGEST) else {
            return TOO_LONG;
        };
        if let Some(key) = key(text.as_bytes(), start, word.len()) {
            return self.short(key, word, terms);
        }
        if let Some(number) = self.longer.get(word) {
            return *number;
        }
        let number = self.add(word, terms);
        self.longer.insert(word.into(), number);
        number
    }

    /// The number of a word of at most twelve bytes.
    #[inline]
    fn short(&mut self, (head, tail): (u64, u32), word: &str, terms: &mut Terms) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = hash(head, tail) & mask;
        while !self.slots[at].is_free() {
            let slot = self.slots[at];
            if slot.head == head && slot.tail == tail {
                return slot.at;
            }
            at = (at + 1) & mask;
        }
        let number = self.add(word, terms);
        self.slots[at] = Slot {
            head,
            tail,
            at: number,
        };
        self.taken += 1;
        if self.taken * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    #[cold]
    fn add(&mut self, word: &str, terms: &mut Terms) -> u32 {
        let (folded, stem) = self.chains.of(word);
        self.of
            .push([terms.number(folded.as_bytes()), terms.number(stem.as_bytes())]);
        (self.of.len() - 1) as u32
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![Slot::FREE; mask + 1];
        for known in self.slots.iter().filter(|slot| !slot.is_free()) {
            let mut at = hash(known.head, known.tail) & mask;
            while !slots[at].is_free() {
                at = (at + 1) & mask;
            }
            slots[at] = *known;
        }
        self.slots = slots;
    }
}

/// The bytes of a word of at most twelve as two numbers; no word has a zero byte, so they differ where words do.
#[inline]
fn key(text: &[u8], start: usize, length: usize) -> Option<(u64, u32)> {
    if length > 12 {
        return None;
    }
    let bytes: [u8; 12] = match text
        .get(start..start + 12)
        .and_then(|bytes| bytes.try_into().ok())
    {
        Some(bytes) => bytes,
        None => {
            let mut bytes = [0; 12];
            bytes[..length].copy_from_slice(&text[start..start + length]);
            bytes
        }
    };
    let [a, b, c, d, e, f, g, h, i, j, k, l] = bytes;
    let head = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let tail = u32::from_le_bytes([i, j, k, l]);
    Some(match length {
        12 => (head, tail),
        8.. => (head, tail & ((1 << (8 * (length - 8))) - 1)),
        _ => (head & ((1 << (8 * length)) - 1), 0),
    })
}

#[inline]
fn hash(head: u64, tail: u32) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = u128::from(head ^ u64::from(tail).wrapping_mul(ODD)) * u128::from(ODD);
    (mixed >> 64) as usize ^ mixed as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_wherever_it_stands_and_however_long_it_is() {
        let (mut words, mut terms) = (Words::default(), Terms::default());
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let mut text = String::new();
        for n in 0..4000 {
            let length = n % 16;
            text.push_str(&format!("{}{n} ", &letters[n % 10..n % 10 + length]));
        }
        let mut read = |text: &str| {
            let (mut numbers, mut places) = (Vec::new(), Vec::new());
            words.read(text, &mut terms, &mut numbers, &mut places);
            let found: Vec<&str> = places
                .iter()
                .map(|(a, b)| &text[*a as usize..*b as usize])
                .collect();
            assert_eq!(found, text.split_whitespace().collect::<Vec<_>>());
            numbers
        };
        let all = read(&text);
        assert_eq!(all, (0..4000).collect::<Vec<u32>>());
        assert_eq!(read(&text), all);
        for (word, number) in text.split_whitespace().zip(all) {
            assert_eq!(read(word), [number], "at the end of a text");
        }
        assert_eq!(read(&"a".repeat(255)), [TOO_LONG]);
    }
}
