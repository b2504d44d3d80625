//! The tables from which the gazetteer is built, as written.
//!
//! Lines of tab-separated columns; `#` begins a comment, `|` separates the
//! items of a list. They are read by the builder and by tests: the program itself
//! uses the compiled file, and of the tables only [`WORLD`] and [`M49`].

use super::gazetteer::{CAPS, THE, WEAK};

/// Countries with their names, demonyms and capitals.
pub const COUNTRIES: &str = include_str!("tables/countries.tsv");
/// UN M49 sub-regions.
pub const M49: &str = include_str!("tables/m49.tsv");
/// States, provinces, islands, landmarks and their abbreviations.
pub const REGIONS: &str = include_str!("tables/regions.tsv");
/// People and adjectives of parts of countries.
pub const DEMONYMS: &str = include_str!("tables/demonyms.tsv");
/// Seats and bodies of governments.
pub const METONYMS: &str = include_str!("tables/metonyms.tsv");
/// English, former and short names of cities.
pub const CITIES: &str = include_str!("tables/cities.tsv");
/// Longer names that mean no country.
pub const EATERS: &str = include_str!("tables/eaters.tsv");
/// Parts of the world and organisations of states, with every form of their names.
pub const WORLD: &str = include_str!("tables/world.tsv");
/// Given names that are towns as well.
pub const GIVEN_NAMES: &str = include_str!("tables/given.tsv");
/// Words that betray the country of a local story.
pub const CUES: &str = include_str!("tables/cues.tsv");
/// Towns whose names are ordinary words.
pub const STOPS: &str = include_str!("tables/stops.tsv");

/// Towns whose names are words as well.
pub const WORDS: &str = include_str!("tables/words.tsv");

const ALL: [&str; 12] = [
    COUNTRIES,
    M49,
    REGIONS,
    DEMONYMS,
    METONYMS,
    CITIES,
    EATERS,
    WORLD,
    GIVEN_NAMES,
    CUES,
    STOPS,
    WORDS,
];

/// The rows of a table, cut into columns.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The items of a list.
pub fn list(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').filter(|item| !item.is_empty())
}

/// A name as written in a table, without its marks, and what they ask of its form: a
/// `?` at its end ([`WEAK`]), "the " before it ([`THE`]), few letters all in capitals ([`CAPS`]).
pub fn marks_of(written: &str) -> (&str, u8) {
    let (mut name, mut form) = (written, 0);
    if let Some(rest) = name.strip_suffix('?') {
        (name, form) = (rest, form | WEAK);
    }
    if let Some(rest) = name.strip_prefix("the ") {
        (name, form) = (rest, form | THE);
    }
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if (2..=5).contains(&letters().count()) && letters().all(char::is_uppercase) {
        form |= CAPS;
    }
    (name, form)
}

/// CRC-32 over all tables; the compiled file carries it, so that a stale file is noticed.
pub fn checksum() -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for table in ALL {
        hasher.update(table.as_bytes());
    }
    hasher.finalize()
}
