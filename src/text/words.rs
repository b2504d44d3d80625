//! Classes of words, asked for once per token.
//!
//! A class is one bit; a word may have many ("may" is an auxiliary and a month).
//! The lists are data (`words.txt`, `given_names.txt`), in lower case. The uppermost bits say what
//! the word is as a reporting verb or noun ([`super::cues`]).

use std::sync::LazyLock;

use super::cues::{self, Cue};
use super::hash;

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

    /// Whether no list of `words.txt` and `given_names.txt` has the word, those apart that only say
    /// what else a noun is.
    pub const fn is_empty(self) -> bool {
        self.0 & (Class::BODY.0 - 1) == 0
    }

    /// What the word is as a reporting verb or noun.
    pub const fn cue(self) -> Cue {
        Cue::from_bits((self.0 >> CUE_AT) as u16)
    }

    /// The same classes with another reporting verb or noun, or none.
    pub const fn with_cue(self, cue: Cue) -> Class {
        let lists = self.0 & ((1 << CUE_AT) - 1);
        Class(lists | ((cue.bits() as u64) << CUE_AT))
    }
}

/// The first of the sixteen bits of a class that say what a reporting verb takes and its form.
const CUE_AT: u32 = 48;

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
    34 BODY "body", 35 FIRM_END "firm_end", 36 OF_FIRMS "of_firms", 37 IN_TEAMS "in_teams",
    38 MASCULINE "masculine", 39 FEMININE "feminine", 40 FAMILY "family", 41 SURNAME_TOO "surname_too", 42 FIRM_LAST "firm_last",
    43 LANDMARK "landmark", 44 TRADE "trade", 45 THING "thing", 46 CALLING "calling",
}

impl Class {
    /// Any reporting verb or noun, or a word that opens a frame without one.
    pub const CUE: Class = Class(u64::MAX << CUE_AT);
    /// Words that the reader of quotes asks for.
    pub(crate) const LISTED: Class = Class::HE.or(Class::SHE).or(Class::CUE);
    /// Any given name.
    pub const GIVEN: Class = Class::GIVEN_M.or(Class::GIVEN_F).or(Class::GIVEN_E);
    /// Any courtesy title.
    pub const COURTESY: Class = Class::MR.or(Class::MRS);
    /// A word that says whose something is: "his", "her", "their".
    pub const OWNER: Class = Class::HIS.or(Class::HER).or(Class::THEIR);
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
        .or(Class::OWNER)
        .or(Class::THEM)
        .or(Class::DETERMINER)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::AUXILIARY);
}

/// A map keyed by words without regard to case, laid out for one look-up per token: open
/// addressing over the words' numbers ([`hash::exact`]), no allocation and no string comparison.
/// A sieve small enough for the nearest cache turns most words away that are in no list.
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    sieve: Box<[u64; SIEVE]>,
    /// Number and value; the number 0 is a free slot.
    slots: Vec<(u64, V)>,
    used: usize,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self {
            sieve: Box::new([0; SIEVE]),
            slots: Vec::new(),
            used: 0,
        }
    }
}

impl<V: Copy + Default> WordMap<V> {
    /// A map with room for so many words, before it has to be laid out anew.
    pub fn with_room(words: usize) -> Self {
        Self {
            slots: vec![(0, V::default()); (words * 2).next_power_of_two()],
            ..Self::default()
        }
    }

    /// The value of a word; the default where it is in no list.
    #[inline]
    pub fn get(&self, word: &str) -> V {
        self.get_hashed(hash::exact(word))
    }

    /// The value of a word that is given as bytes; the default where they are no text.
    #[inline(never)]
    fn of_bytes(&self, word: &[u8]) -> V {
        str::from_utf8(word).map_or(V::default(), |word| self.get(word))
    }

    /// The value of the word that has this number.
    #[inline]
    pub fn get_hashed(&self, hash: u64) -> V {
        let (at, bit) = sieve_place(hash);
        if self.sieve[at] & bit != 0 {
            self.slots[self.slot(hash)].1
        } else {
            V::default()
        }
    }

    /// The value of a word, to be changed.
    pub fn entry(&mut self, word: &str) -> &mut V {
        if self.slots.len() < (self.used + 1) * 2 {
            let larger = (self.slots.len() * 2).max(64);
            let old = std::mem::replace(&mut self.slots, vec![(0, V::default()); larger]);
            for (hash, value) in old.into_iter().filter(|(hash, _)| *hash != 0) {
                let slot = self.slot(hash);
                self.slots[slot] = (hash, value);
            }
        }
        let hash = hash::exact(word);
        let slot = self.slot(hash);
        let (at, bit) = sieve_place(hash);
        self.sieve[at] |= bit;
        if self.slots[slot].0 != hash {
            self.used += 1;
            self.slots[slot].0 = hash;
        }
        &mut self.slots[slot].1
    }

    /// Where the word is, or the free slot where it belongs.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 40) as usize & mask;
        while self.slots[at].0 != hash && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Eights of bytes in the sieve of a map.
const SIEVE: usize = 1 << 10;

/// Where a hash has its bit in the sieve.
#[inline]
const fn sieve_place(hash: u64) -> (usize, u64) {
    ((hash >> 54) as usize % SIEVE, 1 << (hash >> 48 & 63))
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
            Some((name.trim(), words.flat_map(str::split_ascii_whitespace)))
        })
    })
}

/// The table of classes that ships in the program.
pub fn table() -> &'static WordMap<Class> {
    static TABLE: LazyLock<WordMap<Class>> = LazyLock::new(|| {
        let lists = [include_str!("words.txt"), include_str!("given_names.txt")];
        // A word takes seven bytes of them; the forms of reporting verbs come on top. The next larger
        // table would not stay in the caches beside those of topics and places.
        let mut map = WordMap::<Class>::with_room(lists.iter().map(|list| list.len()).sum::<usize>() / 6);
        for data in lists {
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
        cues::add_to(&mut map);
        map
    });
    &TABLE
}

/// The classes of a word by itself, as those of a token are.
pub(crate) fn of(word: &str) -> Class {
    class_of(table(), word.as_bytes(), 0, word.starts_with(char::is_uppercase))
}

/// Whether a token makes an owner of the words before: "Macron’s", "the ministers’".
#[inline]
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(word, "’s" | "'s" | "’")
}

/// "officials"; but "actress".
pub(crate) fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

/// The classes of a word, which has this number; 0 where it is not plain.
#[inline(always)]
pub(super) fn class_of(table: &WordMap<Class>, word: &[u8], hash: u64, capital: bool) -> Class {
    let class = if hash == 0 {
        table.of_bytes(word)
    } else {
        table.get_hashed(hash)
    };
    let class = if !class.any(Class::TRADE.or(Class::WHO)) {
        class
    } else if class.any(Class::WHO) {
        // "The WHO said", of health
        if word == b"WHO" { Class::ORG } else { class }
    } else if capital {
        class
    } else {
        // "a carpenter", but "Carpenter said"
        class.or(Class::ROLE)
    };
    if class.0 == 0 && !capital && is_scientist(word) {
        return Class::ROLE.or(Class::TRADE);
    }
    if word.last() == Some(&b'y') && !capital && is_adverb(word, class) {
        return class.or(Class::ADVERB);
    }
    class
}

/// "bacteriologist", "volcanologists": too many for a list.
#[inline]
fn is_scientist(word: &[u8]) -> bool {
    matches!(word.last(), Some(b't' | b's'))
        && word.len() > 8
        && (word.ends_with(b"ologist") || word.ends_with(b"ologists"))
}

/// "-ly" words are adverbs ("repeatedly"), unless a list knows them as nouns.
#[inline(never)]
fn is_adverb(word: &[u8], class: Class) -> bool {
    let noun = Class::ROLE
        .or(Class::ORG)
        .or(Class::PLACE)
        .or(Class::GIVEN)
        .or(Class::TIME);
    word.ends_with(b"ly")
        && !class.any(noun)
        && !matches!(
            word,
            b"only"
                | b"ally"
                | b"supply"
                | b"reply"
                | b"family"
                | b"assembly"
                | b"rally"
                | b"bully"
                | b"fly"
                | b"daily"
                | b"weekly"
                | b"monthly"
                | b"quarterly"
                | b"elderly"
        )
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
