//! What is answered. Field names and shapes are the JSON contract.
//!
//! All offsets are Unicode code points into the article's body unless their name
//! says bytes; highlights too, so that `body[start..end]` is the highlighted word.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tree::Branch;
use crate::article::{Annotations, Article, QuoteKind, SCHEMA, SpeakerType};
use crate::identity::Rule;
use crate::index::joined::Joined;

/// Hits with facet counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response<H> {
    /// Version of these shapes.
    pub schema: u32,
    /// The query as given.
    pub query: String,
    /// How many match, exactly.
    pub total: u64,
    /// Filled by the caller, who has a clock; 0 from the library.
    pub took_ms: u64,
    /// The hits asked for.
    pub hits: Vec<H>,
    /// Counts over everything that matches, most frequent first. A facet's own
    /// selection does not hide its other values.
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// What was repaired or assumed ("the quotation mark at 5 was closed at the end").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl<H> Default for Response<H> {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            query: String::new(),
            total: 0,
            took_ms: 0,
            hits: Vec::new(),
            facets: BTreeMap::new(),
            notes: Vec::new(),
        }
    }
}

/// One value of a facet with its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// What a filter takes: a code or a canonical name.
    pub value: String,
    /// What a person reads; absent beside hits where it equals `value`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// How many of the matches have it.
    pub count: u64,
    /// Whether the request filters by it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub selected: bool,
    /// Where it stands in the tree of the facet's values; given where a tree was asked for.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<Branch>,
}

/// Counts of one facet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacetsResponse {
    /// Version of these shapes.
    pub schema: u32,
    /// Name of the facet.
    pub field: String,
    /// How many articles (or quotes) match.
    pub total: u64,
    /// Every value, most frequent first, ties by label. `label` is always filled here.
    pub values: Vec<FacetValue>,
    /// What was repaired or assumed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleHit {
    /// Article id.
    pub id: String,
    /// File.
    pub path: String,
    /// Headline.
    pub title: String,
    /// Outlet.
    pub source: Option<String>,
    /// Byline.
    pub authors: Vec<String>,
    /// Day, ISO.
    pub published: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// Relevance; comparable within one response.
    pub score: f32,
    /// Whole sentences with the matches.
    pub snippets: Vec<Snippet>,
    /// Matches in the headline, as code points of `title`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title_highlights: Vec<Highlight>,
    /// Speakers quoted, most quoted first.
    pub speakers: Vec<String>,
    /// Countries, focus first.
    pub countries: Vec<CountryLabel>,
    /// Parts of the world and organisations of states, most named first.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Topics, most certain first.
    pub topics: Vec<TopicLabel>,
    /// Number of quotes.
    pub quotes: u64,
}

/// A sentence of the body (or a few) that shows why the article matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// The words.
    pub text: String,
    /// Code points into the body.
    pub start: usize,
    /// Code points into the body.
    pub end: usize,
    /// Matches, as code points into the body.
    pub highlights: Vec<Highlight>,
}

/// A match: code points into the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A country of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryLabel {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// English short name.
    pub name: String,
    /// Whether the article is about it.
    pub focus: bool,
}

/// A topic of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicLabel {
    /// IPTC code.
    pub id: String,
    /// Labels from the top down.
    pub path: Vec<String>,
}

/// A quote that matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuoteHit {
    /// `ARTICLE_ID#N`, N counted from 1 in the order of the body.
    pub id: String,
    /// Article id.
    pub article: String,
    /// File.
    pub path: String,
    /// Line of the file, counted from 1, on which the quote begins.
    pub line: u32,
    /// Headline of the article.
    pub title: String,
    /// Outlet.
    pub source: Option<String>,
    /// Day, ISO.
    pub published: Option<String>,
    /// Canonical name.
    pub speaker: Option<String>,
    /// The name that the article gives the speaker, where the index knows him by another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// Why that name was joined to the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Rule>,
    /// Sort of speaker.
    pub speaker_type: Option<SpeakerType>,
    /// The words that name the speaker here.
    pub speaker_text: Option<String>,
    /// Title or apposition.
    pub role: Option<String>,
    /// Reporting words.
    pub cue: Option<String>,
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// The statement.
    pub text: String,
    /// Code points into the body.
    pub start: usize,
    /// Code points into the body.
    pub end: usize,
    /// UTF-8 bytes into the body.
    pub byte_start: usize,
    /// UTF-8 bytes into the body.
    pub byte_end: usize,
    /// The sentence's words before the statement.
    pub before: String,
    /// The sentence's words after it.
    pub after: String,
    /// ISO codes of countries named in it or its sentence.
    pub countries: Vec<CountryLabel>,
    /// Regions named in it or its sentence.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Topics of the article.
    pub topics: Vec<TopicLabel>,
    /// Relevance.
    pub score: f32,
    /// Matches, as code points into the body.
    pub highlights: Vec<Highlight>,
}

/// One article with all that is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The article as indexed.
    pub article: Article,
    /// Its annotations, with spans in bytes of the body.
    pub annotations: Annotations,
    /// For each quote, the name of the article where it stands for a speaker whom the index knows by another.
    pub joined: Vec<Option<NameJoined>>,
}

/// A name of an article that stands for a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameJoined {
    /// The name as the article has it.
    pub named: String,
    /// The speaker.
    pub speaker: String,
    /// Why.
    pub rule: Rule,
}

impl NameJoined {
    pub(super) fn of(joined: Joined) -> Option<Self> {
        Some(Self {
            named: joined.named.name,
            rule: joined.identity.rule?,
            speaker: joined.identity.speaker,
        })
    }
}

/// Who speaks in an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpeakersResponse {
    /// Version of these shapes.
    pub schema: u32,
    /// The part of a name that was asked for.
    pub query: String,
    /// How many speakers match.
    pub total: u64,
    /// Most quoted first.
    pub speakers: Vec<Speaker>,
}

/// One speaker with every name under which articles have him.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The one name.
    pub name: String,
    /// `person`, `organisation`, `role` or `unnamed`.
    #[serde(rename = "type")]
    pub speaker_type: String,
    /// Quotes.
    pub quotes: u64,
    /// Articles that quote him; one that has him under two names counts for each.
    pub articles: u64,
    /// The names, most quoted first.
    pub variants: Vec<Variant>,
}

/// A name as articles have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// Quotes under it.
    pub quotes: u64,
    /// Articles that use it.
    pub articles: u64,
    /// Why it was joined to the speaker; absent on the speaker's own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Rule>,
}

/// What the index holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stats {
    /// Version of these shapes.
    pub schema: u32,
    /// Articles.
    pub articles: u64,
    /// Quotes.
    pub quotes: u64,
    /// Distinct speakers.
    pub speakers: u64,
    /// Distinct countries.
    pub countries: u64,
    /// Distinct parts of the world and organisations of states.
    #[serde(default)]
    pub regions: u64,
    /// Distinct topics, ancestors included.
    pub topics: u64,
    /// Distinct outlets.
    pub sources: u64,
    /// Earliest day, ISO.
    pub first: Option<String>,
    /// Latest day, ISO.
    pub last: Option<String>,
    /// Bytes on disk.
    pub size_bytes: u64,
    /// Segments of the engine.
    pub segments: u64,
    /// Format number of the index.
    pub format: u64,
}
