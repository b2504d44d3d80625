//! Terms, each once and with a number: those of a segment, and the words that a thread remembers.

use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Terms by the order in which they came: the first has the number 0.
pub(super) struct Terms {
    /// Hash of a term, and its number; [`FREE`] where there is none. A power of two, at most half full.
    slots: Vec<(u32, u32)>,
    /// The bytes of all terms, one behind the other.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

/// Not 0: pages of zeros are given out one by one when they are read, and once more when they are written.
const FREE: u32 = u32::MAX;

impl Default for Terms {
    fn default() -> Self {
        Self {
            slots: vec![(0, FREE); 1 << 10],
            bytes: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl Terms {
    /// The number of a term, which is new or known.
    pub(super) fn number(&mut self, term: &[u8]) -> u32 {
        let mut hasher = FxHasher::default();
        hasher.write(term);
        let hash = hasher.finish() as u32;
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (known, number) = self.slots[slot];
            if number == FREE {
                break;
            }
            if known == hash && self.get(number) == term {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(term);
        self.ends.push(self.bytes.len());
        self.slots[slot] = (hash, number);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// The bytes of a term.
    pub(super) fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        self.bytes.len() + 8 * (self.ends.len() + self.slots.len())
    }

    /// The numbers of all terms, in the order of their bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        // Most differ in the first eight bytes, which are compared without a look at the rest.
        let first = |term: &[u8]| {
            let mut bytes = [0; 8];
            let known = term.len().min(8);
            bytes[..known].copy_from_slice(&term[..known]);
            u64::from_be_bytes(bytes)
        };
        let numbers = 0..self.ends.len() as u32;
        let mut order: Vec<(u64, u32)> = numbers.map(|n| (first(self.get(n)), n)).collect();
        order.sort_unstable_by(|(a, m), (b, n)| a.cmp(b).then_with(|| self.get(*m).cmp(self.get(*n))));
        order.into_iter().map(|(_, number)| number).collect()
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![(0, FREE); mask + 1];
        for known in self.slots.iter().filter(|(_, number)| *number != FREE) {
            let mut slot = known.0 as usize & mask;
            while slots[slot].1 != FREE {
                slot = (slot + 1) & mask;
            }
            slots[slot] = *known;
        }
        self.slots = slots;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_numbered_once_and_sorted_by_their_bytes() {
        let mut terms = Terms::default();
        let mut words: Vec<String> = (0..3000).map(|n| format!("word {}", n * 7 % 3000)).collect();
        words.extend(["", "a", "a\0", "Élysée", "abcdefgh", "abcdefghi", "abcdefg"].map(String::from));
        let numbers: Vec<u32> = words.iter().map(|w| terms.number(w.as_bytes())).collect();
        assert_eq!(numbers, (0..words.len() as u32).collect::<Vec<_>>());
        for (word, number) in words.iter().zip(numbers) {
            assert_eq!(terms.number(word.as_bytes()), number);
            assert_eq!(terms.get(number), word.as_bytes());
        }
        let sorted = terms.sorted().into_iter().map(|n| terms.get(n).to_vec());
        words.sort();
        assert!(sorted.eq(words.into_iter().map(String::into_bytes)));
    }
}
