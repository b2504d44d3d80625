//! The compiled gazetteer: one file, used in place.
//!
//! `gazetteer.bin` is made by `examples/build_gazetteer.rs` from GeoNames and the
//! tables beside this file. Nothing is built at start-up: the file *is* a hash
//! table over folded word sequences ([`slots`]), and a lookup is one probe into it.
//!
//! # Layout
//! All numbers are little-endian; offsets count from the start of the file.
//!
//! | part | holds |
//! |---|---|
//! | header | magic, the checksum of the tables, then offset and length of every part |
//! | sieve | two bits for every name of one word and every first word of a name, in one of the `u64`: most words of a text are turned away here |
//! | pilots | `u16` each: where the names of a bucket have their slots |
//! | slots | `u32` each: record number + 1 in the low 20 bits, a tag from the hash above; 0 is empty |
//! | records | one a name, in the order of the keys, padded to four bytes: key length, number of senses, flags, class (`u8` each); the senses, four bytes each: country, kind, weight (ln of the population × 10), form; the folded name |
//! | countries | tab-separated lines, sorted by code |
//!
//! The number of a record is its offset in its part, divided by four.
//!
//! # Folding
//! A key is the words of a name in lower case without accents, periods and
//! apostrophes, joined by one space; hyphens between words are spaces too. A
//! possessive is a word of its own ("St. John's" is `st john s`). Every proper
//! prefix of a key is an entry as well, flagged [`PREFIX`], so that the longest
//! match is found by walking on as long as there is one.

use super::super::slots;
pub use super::fold::{Hash, fold, key_of};

/// First bytes of the file; the digit is the layout's version.
pub const MAGIC: &[u8; 8] = b"ORGAZ-03";
/// Parts of the file, in order.
pub const PARTS: usize = 5;
/// Bytes of magic, checksum and the parts' offsets and lengths.
pub const HEADER: usize = 8 + 4 + PARTS * 8;
/// Bits of a slot that hold the record number.
const ENTRY_BITS: u32 = 20;
/// `u64` of the sieve.
pub const SIEVE: usize = 1 << 13;

/// Entry flag: longer names begin with this one.
pub const PREFIX: u8 = 1;
/// Entry flag: a given name.
pub const GIVEN: u8 = 2;
/// Entry flag: a frequent surname.
pub const SURNAME: u8 = 4;
/// Entry flag: an ordinary word; no place without a region beside it.
pub const STOP: u8 = 8;
/// Entry flag: a longer name that means no country (see [`Class`]).
pub const EATER: u8 = 16;
/// Entry flag: a county of the United States.
pub const COUNTY: u8 = 32;
/// Entry flag: a very frequent surname.
pub const COMMON_SURNAME: u8 = 64;
/// Entry flag: a word of English as well.
pub const WORD: u8 = 128;

/// Form of a sense: only where every letter is a capital ("UK", "LA").
pub const CAPS: u8 = 1;
/// Form of a sense: only with its period ("Ill.").
pub const DOT: u8 = 2;
/// Form of a sense: needs support from what stands around it.
pub const WEAK: u8 = 4;
/// Form of a sense: only after a place or a party letter ("Austin, TX").
pub const PAIR: u8 = 8;
/// Form of a sense: only after "the".
pub const THE: u8 = 16;

/// What a name is to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    /// A name of the country.
    Name,
    /// Its people or its adjective.
    Demonym,
    /// Its capital.
    Capital,
    /// A city.
    City,
    /// A state, province, county, island or landmark.
    Region,
    /// People of a part of the country.
    RegionDemonym,
    /// A seat that stands for its government ("Kremlin").
    Seat,
    /// A body that belongs to it ("Bundestag").
    Body,
    /// Words that betray a local story; they are no mention.
    Cue,
}

impl Kind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Demonym,
        Self::Capital,
        Self::City,
        Self::Region,
        Self::RegionDemonym,
        Self::Seat,
        Self::Body,
        Self::Cue,
    ];

    /// The rule's name in the output.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Capital => "capital",
            Self::City => "city",
            Self::Region => "region",
            Self::RegionDemonym => "region-demonym",
            Self::Seat => "metonym",
            Self::Body => "body",
            Self::Cue => "cue",
        }
    }
}

/// Why a longer name means no country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// No eater.
    None,
    /// A part of the world: Africa, the Middle East.
    Area,
    /// A body of many countries: the EU, NATO, the UN.
    Body,
    /// A sea, a river, a strait.
    Sea,
    /// An animal, a plant, a dish, an illness.
    Species,
    /// A language.
    Language,
    /// A newspaper or an agency.
    Paper,
    /// A sports club.
    Club,
    /// A person.
    Person,
    /// A firm or an institution.
    Firm,
}

impl Class {
    /// All classes with the word that the tables use, in the order of their numbers.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::None, ""),
        (Self::Area, "area"),
        (Self::Body, "body"),
        (Self::Sea, "sea"),
        (Self::Species, "species"),
        (Self::Language, "language"),
        (Self::Paper, "paper"),
        (Self::Club, "club"),
        (Self::Person, "person"),
        (Self::Firm, "firm"),
    ];
}

/// One meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// Index into the countries, which are sorted by code.
    pub country: u8,
    /// What the name is to the country.
    pub kind: Kind,
    /// ln of the population × 10 for cities; 0 elsewhere.
    pub weight: u8,
    /// [`CAPS`], [`DOT`], [`WEAK`], [`PAIR`], [`THE`].
    pub form: u8,
}

/// One name with its meanings.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its number: the same name is the same number everywhere.
    pub number: u32,
    /// The folded name.
    pub key: &'a [u8],
    /// [`PREFIX`], [`GIVEN`], [`SURNAME`], [`STOP`], [`EATER`], [`COUNTY`].
    pub flags: u8,
    /// Why it means no country, for eaters.
    pub class: Class,
    senses: &'a [u8],
}

impl Entry<'_> {
    /// Its meanings, the likeliest first.
    pub fn senses(&self) -> impl ExactSizeIterator<Item = Sense> + '_ {
        self.senses
            .as_chunks()
            .0
            .iter()
            .map(|&[country, kind, weight, form]| Sense {
                country,
                // The file knows no others.
                kind: Kind::ALL.get(usize::from(kind)).copied().unwrap_or(Kind::Cue),
                weight,
                form,
            })
    }

    /// Whether the name means something by itself, and is no mere prefix or given name.
    pub const fn is_name(&self) -> bool {
        !self.senses.is_empty() || self.flags & EATER != 0
    }

    /// Whether any of `flags` is set.
    pub const fn has(&self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// The parts of pilots and slots for names, given as their hashes and the numbers of their records;
/// `None` where there are too many, or two are the same.
pub fn lay_out(names: &[(Hash, u32)]) -> Option<(Vec<u8>, Vec<u8>)> {
    let keys: Vec<u64> = names.iter().map(|(hash, _)| hash.number()).collect();
    let layout = slots::lay_out(&keys)?;
    let fits = names.iter().all(|(_, number)| number + 1 < 1 << ENTRY_BITS);
    let slot = |slot: Option<u32>| {
        let name = slot.map(|n| names[n as usize]);
        let slot = name.map_or(0, |(hash, number)| (number + 1) | hash.tag() << ENTRY_BITS);
        slot.to_le_bytes()
    };
    let slots = layout.slots.into_iter().flat_map(slot).collect();
    fits.then(|| (layout.pilots.concat(), slots))
}

/// The file, seen as a table.
#[derive(Clone, Copy)]
pub struct Gazetteer<'a> {
    sieve: &'a [u8],
    pilots: &'a [[u8; 2]],
    slots: &'a [[u8; 4]],
    records: &'a [u8],
    countries: &'a str,
    checksum: u32,
}

impl<'a> Gazetteer<'a> {
    /// Reads the header; `None` where `file` is no gazetteer of this layout.
    pub fn open(file: &'a [u8]) -> Option<Self> {
        if file.get(..8)? != MAGIC {
            return None;
        }
        let part = |i: usize| {
            let at = 12 + i * 8;
            let start = u32_at(file, at)? as usize;
            file.get(start..start.checked_add(u32_at(file, at + 4)? as usize)?)
        };
        let sieve = part(0).filter(|sieve| sieve.len() == SIEVE * 8)?;
        Some(Self {
            sieve,
            pilots: part(1)?.as_chunks().0,
            slots: part(2)?.as_chunks().0,
            records: part(3)?,
            countries: std::str::from_utf8(part(4)?).ok()?,
            checksum: u32_at(file, 8)?,
        })
    }

    /// CRC-32 of the tables from which the file was built.
    pub const fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The countries as tab-separated lines.
    pub const fn countries(&self) -> &'a str {
        self.countries
    }

    /// All names and prefixes, in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'a>> + '_ {
        let mut next = 0;
        std::iter::from_fn(move || {
            let entry = self.entry(next)?;
            next += (4 + entry.senses.len() + entry.key.len()).div_ceil(4) as u32;
            Some(entry)
        })
    }

    /// The entry of a number.
    #[inline]
    fn entry(&self, number: u32) -> Option<Entry<'a>> {
        let record = self.records.get(number as usize * 4..)?;
        let [key, senses, flags, class] = *record.first_chunk()?;
        let (senses, rest) = record[4..].split_at_checked(usize::from(senses) * 4)?;
        Some(Entry {
            number,
            key: rest.get(..usize::from(key))?,
            senses,
            flags,
            class: Class::ALL.get(usize::from(class)).map_or(Class::None, |c| c.0),
        })
    }

    /// Whether a name may be this single word, or begin with it; `false` is certain.
    #[inline]
    pub fn may_begin(&self, word: Hash) -> bool {
        let (at, bits) = word.sieve_place(SIEVE - 1);
        let eight = self.sieve.get(at * 8..at * 8 + 8).and_then(|e| e.try_into().ok());
        eight.is_some_and(|eight| u64::from_le_bytes(eight) & bits == bits)
    }

    /// The entry of a folded name whose hash is `hash`.
    pub fn find(&self, hash: Hash, key: &[u8]) -> Option<Entry<'a>> {
        self.find_by(hash, |found| found == key)
    }

    /// The entry of a word of ASCII letters and digits whose hash is `hash`.
    #[inline]
    pub fn find_plain(&self, hash: Hash, word: &[u8]) -> Option<Entry<'a>> {
        self.find_by(hash, |key| is_key_of(key, word))
    }

    /// The entry whose hash is `hash` and whose key is the one that is meant.
    #[inline]
    pub fn find_by(&self, hash: Hash, is_meant: impl Fn(&[u8]) -> bool) -> Option<Entry<'a>> {
        let at = slots::slot(hash.number(), self.pilots, self.slots.len());
        let slot = u32::from_le_bytes(*self.slots.get(at)?);
        if slot >> ENTRY_BITS != hash.tag() {
            return None;
        }
        let number = (slot & ((1 << ENTRY_BITS) - 1)).checked_sub(1)?;
        self.entry(number).filter(|entry| is_meant(entry.key))
    }

    /// The entry of a name as people write it.
    pub fn find_text(&self, text: &str) -> Option<Entry<'a>> {
        if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let word = text.as_bytes();
            let hash = Hash::of_word(word);
            return self.may_begin(hash).then(|| self.find_plain(hash, word))?;
        }
        let key = key_of(text);
        self.find(Hash::of(key.as_bytes()), key.as_bytes())
    }
}

/// Whether a word of ASCII letters and digits has this key.
#[inline]
fn is_key_of(key: &[u8], word: &[u8]) -> bool {
    // The bit that makes letters small is set in digits already.
    let four = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) | 0x2020_2020;
    if key.len() != word.len() {
        return false;
    }
    let ends = (
        key.first_chunk(),
        key.last_chunk(),
        word.first_chunk(),
        word.last_chunk(),
    );
    match ends {
        (Some(a), Some(b), Some(c), Some(d)) if key.len() <= 8 => four(a) == four(c) && four(b) == four(d),
        _ => key.eq_ignore_ascii_case(word),
    }
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_kind_is_refused() {
        assert!(Gazetteer::open(b"").is_none());
        assert!(Gazetteer::open(&[0; 100]).is_none());
        assert!(Gazetteer::open(&MAGIC.repeat(20)).is_none());
    }
}
