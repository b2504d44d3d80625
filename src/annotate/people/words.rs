//! Classes of words, asked for once per token.
//!
//! A class is one bit; a word may have many ("may" is an auxiliary and a month).
//! The lists are data (`words.txt`, `given_names.txt`), in lower case.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::text::{Text, TokenKind};

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
    30 GIVEN_M "m", 31 GIVEN_F "f", 32 GIVEN_E "e",
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

/// A fast hasher for short words; the keys are our own lists, so no flooding is possible.
#[derive(Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// A map keyed by lower-case words.
pub type WordMap<V> = HashMap<String, V, BuildHasherDefault<WordHasher>>;

/// Looks `word` up in lower case without allocating; words over 32 bytes are in no list.
pub fn look_up<V: Copy + Default>(map: &WordMap<V>, word: &str) -> V {
    if word.is_ascii() {
        let mut buffer = [0; 32];
        let Some(lower) = buffer.get_mut(..word.len()) else {
            return V::default();
        };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower)
            .ok()
            .and_then(|w| map.get(w))
            .copied()
            .unwrap_or_default();
    }
    if word.len() > 48 {
        return V::default();
    }
    map.get(&word.to_lowercase()).copied().unwrap_or_default()
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
                    let entry = map.entry(word.to_string()).or_default();
                    *entry = entry.or(*class);
                }
            }
        }
        map
    });
    &TABLE
}

/// The classes of every token of a text.
pub fn classify(text: &Text<'_>) -> Vec<Class> {
    let table = table();
    text.tokens
        .iter()
        .enumerate()
        .map(|(i, t)| match t.kind {
            TokenKind::Word => {
                let class = look_up(table, text.word(i));
                // "-ly" words are adverbs ("repeatedly"), unless a list knows them as nouns.
                let noun = Class::ROLE
                    .or(Class::ORG)
                    .or(Class::PLACE)
                    .or(Class::GIVEN)
                    .or(Class::TIME);
                let word = text.word(i);
                let adverb = !t.capital
                    && !class.any(noun)
                    && word.ends_with("ly")
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
            TokenKind::Mark if text.word(i) == "&" => Class::CONJUNCTION,
            _ => Class::default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_classes() {
        let class = |w: &str| look_up(table(), w);
        assert!(class("She").any(Class::SHE));
        assert!(class("MAY").any(Class::AUXILIARY) && class("May").any(Class::TIME));
        assert!(class("José").any(Class::GIVEN_M));
        assert!(class("Mrs.").any(Class::COURTESY));
        assert_eq!(class("wombat"), Class::default());
    }
}
