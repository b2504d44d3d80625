//! Classes of words, asked for once per token.
//!
//! A class is one bit; a word may have many ("may" is an auxiliary and a month).
//! The lists are data (`words.txt`, `given_names.txt`), in lower case.

use std::sync::LazyLock;

use super::tokens::{Token, TokenKind};

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// Whether the two sets share a class.
    pub const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Declares one constant per class and the table of their names.
macro_rules! classes {
    ($($at:literal $constant:ident $name:literal,)*) => {
        impl Class {
            $(#[doc = concat!("Words of the list `", $name, "`.")]
            pub const $constant: Class = Class(1 << $at);)*
        }
        const NAMES: &[(&str, Class)] = &[$(($name, Class::$constant),)*];
    };
}

classes! {
    0 HE "he", 1 SHE "she", 2 THEY "they", 3 IT "it", 4 FIRST "first", 5 YOU "you", 6 WHO "who",
    7 HIM "him", 8 HER "her", 9 THEM "them", 10 HIS "his", 11 HERS "hers", 12 THEIR "their",
    13 DETERMINER "determiner", 14 PREPOSITION "preposition", 15 CONJUNCTION "conjunction",
    16 SUBORDINATOR "subordinator", 17 AUXILIARY "auxiliary", 18 ADVERB "adverb", 19 TIME "time",
    20 MR "mr", 21 MRS "mrs", 22 TITLE "title", 23 ROLE "role", 24 ORG "org", 25 PLACE "place",
    26 DEMONYM "demonym", 27 NOT_NAME "notname", 28 PARTICLE "particle", 29 SUFFIX "suffix",
    30 GIVEN_M "m", 31 GIVEN_F "f", 32 GIVEN_E "e", 33 VERB "verb",
}

impl Class {
    /// Any given name.
    pub const GIVEN: Class = Class::GIVEN_M.or(Class::GIVEN_F).or(Class::GIVEN_E);
    /// Any courtesy title.
    pub const COURTESY: Class = Class::MR.or(Class::MRS);
    /// A third person pronoun that can be a subject and has a person or persons behind it.
    pub const THIRD: Class = Class::HE.or(Class::SHE).or(Class::THEY);
    /// Any pronoun that can be a subject.
    pub const SUBJECT: Class = Class::THIRD
        .or(Class::IT)
        .or(Class::FIRST)
        .or(Class::YOU)
        .or(Class::WHO);
    /// Words of grammar, never part of a name.
    pub const GRAMMAR: Class = Class::SUBJECT
        .or(Class::HIM)
        .or(Class::HER)
        .or(Class::THEM)
        .or(Class::HIS)
        .or(Class::THEIR)
        .or(Class::DETERMINER)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::AUXILIARY);
}

/// Words of at most this many bytes can be in a list.
const LONGEST: usize = 24;
type Key = [u64; LONGEST / 8];

/// A map keyed by words without regard to case, laid out for one look-up per token: open
/// addressing, keys in place, no allocation and no string comparison. A sieve small enough
/// for the nearest cache turns most words away that are in no list.
#[derive(Clone, Debug, Default)]
pub struct WordMap<V> {
    sieve: Vec<u64>,
    slots: Vec<(Key, V)>,
    used: usize,
}

impl<V: Copy + Default> WordMap<V> {
    /// The value of a word; the default where it is in no list.
    #[inline]
    pub fn get(&self, word: &str) -> V {
        let Some(key) = key(word) else {
            return V::default();
        };
        let mixed = mix(key);
        let (at, bit) = sieve_place(mixed);
        match self.sieve.get(at) {
            Some(bits) if bits & bit != 0 => self.slots[self.slot(key, mixed)].1,
            _ => V::default(),
        }
    }

    /// The value of a word, to be changed; words that are too long share one that is lost.
    pub fn entry(&mut self, word: &str) -> &mut V {
        debug_assert!(word.len() <= LONGEST, "too long for a list: {word}");
        if self.slots.len() < (self.used + 1) * 2 {
            let larger = (self.slots.len() * 2).max(64);
            let old = std::mem::replace(&mut self.slots, vec![(Key::default(), V::default()); larger]);
            for (key, value) in old.into_iter().filter(|(key, _)| *key != Key::default()) {
                let slot = self.slot(key, mix(key));
                self.slots[slot] = (key, value);
            }
        }
        let key = key(word).unwrap_or_default();
        let mixed = mix(key);
        let slot = self.slot(key, mixed);
        self.sieve.resize(SIEVE, 0);
        let (at, bit) = sieve_place(mixed);
        self.sieve[at] |= bit;
        if self.slots[slot].0 != key {
            self.used += 1;
            self.slots[slot].0 = key;
        }
        &mut self.slots[slot].1
    }

    /// Where the key is, or the free slot where it belongs.
    fn slot(&self, key: Key, mixed: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (mixed >> 40) as usize & mask;
        while self.slots[at].0 != key && self.slots[at].0 != Key::default() {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Eights of bytes in the sieve of a map.
const SIEVE: usize = 1 << 10;

/// The hash of a key.
#[inline]
const fn mix(key: Key) -> u64 {
    (key[0] ^ key[1].rotate_left(21) ^ key[2].rotate_left(42)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Where a hash has its bit in the sieve.
#[inline]
const fn sieve_place(mixed: u64) -> (usize, u64) {
    ((mixed >> 54) as usize, 1 << (mixed >> 48 & 63))
}

/// A word in lower case, padded with zeros; `None` where it is too long for any list.
#[inline]
fn key(word: &str) -> Option<Key> {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    let mut key = Key::default();
    if bytes.len() <= 8 {
        key[0] = lower(load(bytes));
    } else {
        for (part, chunk) in key.iter_mut().zip(bytes.chunks(8)) {
            *part = lower(load(chunk));
        }
    }
    if (key[0] | key[1] | key[2]) & 0x8080_8080_8080_8080 != 0 {
        return accented(word);
    }
    Some(key)
}

/// The key of a word that is not all ASCII: rare.
#[cold]
fn accented(word: &str) -> Option<Key> {
    let mut key = Key::default();
    let mut buffer = [0; LONGEST];
    let mut end = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let width = c.len_utf8();
        c.encode_utf8(buffer.get_mut(end..end + width)?);
        end += width;
    }
    for (part, chunk) in key.iter_mut().zip(buffer.chunks(8)) {
        *part = load(chunk);
    }
    Some(key)
}

/// Up to eight bytes as one number.
#[inline]
fn load(bytes: &[u8]) -> u64 {
    match *bytes {
        [a, b, c, d, e, f, g, h] => u64::from_le_bytes([a, b, c, d, e, f, g, h]),
        [a, b, c, d, e, f, g] => u64::from_le_bytes([a, b, c, d, e, f, g, 0]),
        [a, b, c, d, e, f] => u64::from_le_bytes([a, b, c, d, e, f, 0, 0]),
        [a, b, c, d, e] => u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]),
        [a, b, c, d] => u64::from(u32::from_le_bytes([a, b, c, d])),
        [a, b, c] => u64::from(u32::from_le_bytes([a, b, c, 0])),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a] => u64::from(a),
        _ => 0,
    }
}

/// ASCII letters of eight bytes in lower case.
const fn lower(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let low = word & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let past_z = low + (0x7f - b'Z' as u64) * ONES;
    let upper = (from_a ^ past_z) & !word & (0x80 * ONES);
    word | upper >> 2
}

/// Paragraphs of a data file: `name: word word ...` with `#` for remarks.
pub fn paragraphs(data: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
    data.split("\n\n").flat_map(|p| {
        // Lines without a blank between them may still begin a class of their own.
        let mut starts = Vec::new();
        let mut at = 0;
        for line in p.split_inclusive('\n') {
            if !line.starts_with([' ', '#']) && line.contains(':') {
                starts.push(at);
            }
            at += line.len();
        }
        let ends: Vec<_> = starts.iter().skip(1).copied().chain([p.len()]).collect();
        starts.into_iter().zip(ends).filter_map(move |(start, end)| {
            let (name, words) = p.get(start..end)?.split_once(':')?;
            let words = words.lines().filter(|l| !l.starts_with('#'));
            Some((name.trim(), words.flat_map(str::split_whitespace)))
        })
    })
}

/// The table of classes that ships in the program.
pub fn table() -> &'static WordMap<Class> {
    static TABLE: LazyLock<WordMap<Class>> = LazyLock::new(|| {
        let mut map = WordMap::<Class>::default();
        for data in [include_str!("words.txt"), include_str!("given_names.txt")] {
            for (name, words) in paragraphs(data) {
                let Some((_, class)) = NAMES.iter().find(|(n, _)| *n == name) else {
                    continue;
                };
                for word in words {
                    let entry = map.entry(word);
                    *entry = entry.or(*class);
                }
            }
        }
        map
    });
    &TABLE
}

/// The classes of every token of a text.
pub(super) fn classify(source: &str, tokens: &[Token]) -> Vec<Class> {
    let table = table();
    let class_of = |t: &Token| {
        let word = &source[t.start as usize..t.end as usize];
        match t.kind {
            TokenKind::Word => {
                let class = table.get(word);
                // "-ly" words are adverbs ("repeatedly"), unless a list knows them as nouns.
                let noun = Class::ROLE
                    .or(Class::ORG)
                    .or(Class::PLACE)
                    .or(Class::GIVEN)
                    .or(Class::TIME);
                let adverb = word.ends_with("ly")
                    && !t.capital
                    && !class.any(noun)
                    && !matches!(
                        word,
                        "only"
                            | "ally"
                            | "supply"
                            | "reply"
                            | "family"
                            | "assembly"
                            | "rally"
                            | "bully"
                            | "fly"
                    );
                if adverb { class.or(Class::ADVERB) } else { class }
            }
            TokenKind::Mark if word == "&" => Class::CONJUNCTION,
            _ => Class::default(),
        }
    };
    tokens.iter().map(class_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_classes() {
        let class = |w: &str| table().get(w);
        assert!(class("She").any(Class::SHE));
        assert!(class("MAY").any(Class::AUXILIARY) && class("May").any(Class::TIME));
        assert!(class("José").any(Class::GIVEN_M));
        assert!(class("Mrs.").any(Class::COURTESY));
        assert_eq!(class("wombat"), Class::default());
    }
}
