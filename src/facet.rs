//! The ONE table of facets. Schema, filters, help texts and every face read it.
//!
//! A facet is a property of articles and of quotes by which they can be filtered
//! and counted. In the index each is a raw (untokenized) string field with a
//! column, so any tool can filter by term and count by a terms aggregation.
//!
//! ```
//! use onrecord::facet;
//! assert_eq!(facet::by_name("countries").unwrap().name, "country");
//! ```

/// One facet: a row of [`FACETS`].
#[derive(Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is called in flags, queries and JSON.
    pub name: &'static str,
    /// Other spellings accepted in queries and on the command line.
    pub aliases: &'static [&'static str],
    /// Field of the index.
    pub field: &'static str,
    /// Heading over a list of its values.
    pub label: &'static str,
    /// One line for help texts, on what a filter takes.
    pub help: &'static str,
    /// What the values are.
    pub values: Values,
    /// Whether it can be given as a flag (`--speaker`).
    pub flag: bool,
    /// Whether its counts stand beside every result unless the user chooses.
    pub shown: bool,
    /// Whether articles have it (a quote's kind is no property of an article).
    pub on_articles: bool,
}

impl Facet {
    /// Whether its values form a tree: topics, and countries below the regions of UN M49.
    pub const fn is_tree(&self) -> bool {
        matches!(self.values, Values::Topics | Values::Countries)
    }
}

/// What the values of a facet are, and so how a filter value is resolved to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Canonical names; a filter takes any known form.
    Speakers,
    /// ISO 3166-1 alpha-2 codes; a filter takes a code, name or demonym, or a group of countries.
    Countries,
    /// Names of parts of the world and of organisations of states; a filter takes any known form.
    Regions,
    /// IPTC codes, each with its ancestors; a filter takes a code, label or path.
    Topics,
    /// Text as printed; a filter compares without case, accents and marks.
    Text,
    /// A fixed small set of lower-case words.
    Words(&'static [&'static str]),
}

/// All facets, in the order in which they are shown.
pub static FACETS: &[Facet] = &[
    Facet {
        name: "speaker",
        aliases: &["speakers", "who"],
        field: "speaker",
        label: "Speakers",
        help: "who said it: any known form of the name (macron, \"Mr. Macron\")",
        values: Values::Speakers,
        flag: true,
        shown: true,
        on_articles: true,
    },
    Facet {
        name: "country",
        aliases: &["countries"],
        field: "country",
        label: "Countries",
        help: "country named: a code, name or demonym (ua, ukrainian); a continent or UN region takes all of its (europe)",
        values: Values::Countries,
        flag: true,
        shown: true,
        on_articles: true,
    },
    Facet {
        name: "focus",
        aliases: &["about"],
        field: "focus",
        label: "Focus",
        help: "country the article is about: as country",
        values: Values::Countries,
        flag: false,
        shown: false,
        on_articles: true,
    },
    Facet {
        name: "region",
        aliases: &["regions"],
        field: "region",
        label: "Regions",
        help: "part of the world or organisation of states, by any name (nato, \"middle east\")",
        values: Values::Regions,
        flag: true,
        shown: true,
        on_articles: true,
    },
    Facet {
        name: "topic",
        aliases: &["topics"],
        field: "topic",
        label: "Topics",
        help: "IPTC Media Topic: a code, a label or a path, with all below it (politics)",
        values: Values::Topics,
        flag: true,
        shown: true,
        on_articles: true,
    },
    Facet {
        name: "source",
        aliases: &["sources", "outlet"],
        field: "source",
        label: "Sources",
        help: "outlet (\"The New York Times\")",
        values: Values::Text,
        flag: true,
        shown: true,
        on_articles: true,
    },
    Facet {
        name: "author",
        aliases: &["authors", "by"],
        field: "author",
        label: "Authors",
        help: "name in the byline",
        values: Values::Text,
        flag: true,
        shown: false,
        on_articles: true,
    },
    Facet {
        name: "language",
        aliases: &["languages", "lang"],
        field: "language",
        label: "Languages",
        help: "language of the article: an ISO 639-1 code (en)",
        values: Values::Text,
        flag: true,
        shown: false,
        on_articles: true,
    },
    Facet {
        name: "year",
        aliases: &["years"],
        field: "year",
        label: "Years",
        help: "year of publication (2025)",
        values: Values::Text,
        flag: false,
        shown: false,
        on_articles: true,
    },
    Facet {
        name: "month",
        aliases: &["months"],
        field: "month",
        label: "Months",
        help: "month of publication (2025-12)",
        values: Values::Text,
        flag: false,
        shown: false,
        on_articles: true,
    },
    Facet {
        name: "kind",
        aliases: &["kinds"],
        field: "kind",
        label: "Kinds",
        help: "of a quote: direct, mixed or indirect",
        values: Values::Words(&["direct", "mixed", "indirect"]),
        flag: false,
        shown: false,
        on_articles: false,
    },
    Facet {
        name: "speaker_type",
        aliases: &["type"],
        field: "speaker_type",
        label: "Speaker types",
        help: "of a quote's speaker: person, organisation, role or unnamed",
        values: Values::Words(&["person", "organisation", "role", "unnamed"]),
        flag: false,
        shown: false,
        on_articles: false,
    },
];

/// The facet of that name or alias, whatever its case.
pub fn by_name(name: &str) -> Option<&'static Facet> {
    let name = name.to_lowercase();
    FACETS
        .iter()
        .find(|f| f.name == name || f.aliases.contains(&name.as_str()))
}
