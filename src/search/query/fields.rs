//! The fields that a query may name: the facets, and the few that are no facets.

use crate::facet::FACETS;

/// How the value of a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A row of [`FACETS`]: one value, resolved like a filter.
    Facet,
    /// Words of the article, matched like plain words and phrases.
    Text,
    /// A day, month, year or range of them.
    Date,
    /// Compared as it stands, or by its beginning.
    Raw,
}

/// A field that is no facet.
#[derive(Debug)]
pub struct Field {
    /// Canonical name.
    pub name: &'static str,
    /// Other spellings.
    pub aliases: &'static [&'static str],
    /// How its value is read.
    pub kind: Kind,
    /// One line for help texts.
    pub help: &'static str,
}

/// The fields that are no facets.
pub static FIELDS: &[Field] = &[
    Field {
        name: "since",
        aliases: &[],
        kind: Kind::Date,
        help: "published on that day or later (2025-12, \"3 days ago\")",
    },
    Field {
        name: "until",
        aliases: &[],
        kind: Kind::Date,
        help: "published on that day or earlier",
    },
    Field {
        name: "date",
        aliases: &["published"],
        kind: Kind::Date,
        help: "published on a day, in a month or year, or in a range (2025-01..2025-03)",
    },
    Field {
        name: "title",
        aliases: &["headline"],
        kind: Kind::Text,
        help: "words of the headline",
    },
    Field {
        name: "body",
        aliases: &["text"],
        kind: Kind::Text,
        help: "words of the story",
    },
    Field {
        name: "credit",
        aliases: &[],
        kind: Kind::Text,
        help: "words of the paragraph that says who contributed reporting",
    },
    Field {
        name: "cue",
        aliases: &["verb"],
        kind: Kind::Text,
        help: "reporting words of a quote (said, \"according to\")",
    },
    Field {
        name: "id",
        aliases: &[],
        kind: Kind::Raw,
        help: "id of the article, or its beginning",
    },
    Field {
        name: "path",
        aliases: &["file"],
        kind: Kind::Raw,
        help: "file of the article, or the beginning of its path",
    },
];

/// The field of that name or alias, whatever its case: canonical name and kind.
pub fn by_name(name: &str) -> Option<(&'static str, Kind)> {
    if let Some(facet) = crate::facet::by_name(name) {
        return Some((facet.name, Kind::Facet));
    }
    let name = name.to_lowercase();
    FIELDS
        .iter()
        .find(|f| f.name == name || f.aliases.contains(&name.as_str()))
        .map(|f| (f.name, f.kind))
}

/// Every name and alias that [`by_name`] knows.
pub fn names() -> impl Iterator<Item = &'static str> {
    let facets = FACETS
        .iter()
        .flat_map(|f| std::iter::once(f.name).chain(f.aliases.iter().copied()));
    let others = FIELDS
        .iter()
        .flat_map(|f| std::iter::once(f.name).chain(f.aliases.iter().copied()));
    facets.chain(others)
}

/// Every canonical name.
pub fn canonical() -> impl Iterator<Item = &'static str> {
    FACETS.iter().map(|f| f.name).chain(FIELDS.iter().map(|f| f.name))
}

/// What a field takes, in one line; empty where there is no such field.
pub fn help(name: &str) -> &'static str {
    let facet = FACETS.iter().find(|f| f.name == name).map(|f| f.help);
    let other = || FIELDS.iter().find(|f| f.name == name).map(|f| f.help);
    facet.or_else(other).unwrap_or_default()
}
