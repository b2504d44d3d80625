//! The plain words of the record: an article and what is understood of it.
//!
//! Everything here is data with next to no behaviour of its own. A [`Span`] is always a
//! half-open range of **bytes** into [`Article::body`], on character boundaries;
//! faces that speak code points convert with [`CodePoints`].
//!
//! Words that come from a list (codes, names of countries, labels, rules) are `Cow<'static, str>`:
//! annotating borrows them from the list, what is read from an index owns them.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Version of the shapes of all JSON documents that the program prints.
pub const SCHEMA: u32 = 1;

/// Half-open range of bytes into an article's body.
///
/// ```
/// use onrecord::article::Span;
/// let span = Span::new(3, 7);
/// assert_eq!(span.of("to Kyiv"), "Kyiv");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words under the span; empty where the span does not fit `body`.
    pub fn of(self, body: &str) -> &str {
        body.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the span is non-empty, inside `body` and on character boundaries.
    pub fn is_valid_in(self, body: &str) -> bool {
        !self.is_empty() && body.get(self.start..self.end).is_some()
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Turns byte offsets of one text into Unicode code points.
///
/// Offsets may be asked in any order: the code points up to every [`CodePoints::STEP`]th byte are
/// counted once, and not at all where all is ASCII.
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before every `STEP`th byte; empty for ASCII.
    before: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    /// Prepares offsets of `text`.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            before.reserve_exact(text.len() / Self::STEP + 1);
            let mut points = 0;
            for step in text.as_bytes().chunks(Self::STEP) {
                before.push(points as u32);
                points += Self::count(step);
            }
        }
        Self { text, before }
    }

    /// The bytes that begin a character, of [`CodePoints::STEP`] at most.
    #[inline]
    fn count(bytes: &[u8]) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        let (eights, rest) = bytes.as_chunks();
        // The other bytes of a character are 10xxxxxx; they are counted in each byte of one number.
        let inner = |eight: u64| eight >> 7 & !eight >> 6 & ONES;
        let mut sums: u64 = eights.iter().map(|eight| inner(u64::from_le_bytes(*eight))).sum();
        sums += rest.iter().fold(0, |sum, byte| sum + inner(u64::from(*byte)));
        bytes.len() - (sums.wrapping_mul(ONES) >> 56) as usize
    }

    /// The number of code points before byte `offset` (clamped to the text).
    ///
    /// ```
    /// use onrecord::article::CodePoints;
    /// assert_eq!(CodePoints::new("é!").at(2), 1);
    /// ```
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.before.is_empty() {
            return offset;
        }
        let step = (offset / Self::STEP).min(self.before.len() - 1);
        let rest = self.text.as_bytes().get(step * Self::STEP..offset);
        self.before[step] as usize + Self::count(rest.unwrap_or_default())
    }

    /// Both ends of a span in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

/// One news story as read from a file, before anything is understood of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Stable across runs; empty until the index has given one.
    pub id: String,
    /// The file, as the user would name it, with `/` between its parts.
    pub path: String,
    /// Headline, without the final line break; may be empty.
    pub title: String,
    /// The outlet, as printed ("The New York Times").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Names of the byline, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// How a day that the file does not fully state was completed
    /// ("the year is inferred from Monday"); absent where it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_note: Option<String>,
    /// Where the story was filed, as printed ("PARIS").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// ISO 639-1 code ("en"); empty where unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The story. Paragraphs are separated by line breaks (`\n`). Every span
    /// points into this text, which is never changed after reading.
    pub body: String,
    /// The line of the file, counted from 1, on which the body begins.
    pub body_line: u32,
    /// The paragraph that says who contributed reporting: kept, but no part of the story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// IPTC Media Topic codes given by the publisher; they win over guesses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topic_codes: Vec<String>,
}

impl Article {
    /// The line of the file, counted from 1, on which byte `offset` of the body stands.
    ///
    /// ```
    /// use onrecord::article::Article;
    /// let article = Article { body: "one\ntwo".into(), body_line: 3, ..Article::default() };
    /// assert_eq!(article.line_of(4), 4);
    /// ```
    pub fn line_of(&self, offset: usize) -> u32 {
        let before = self.body.as_bytes().get(..offset).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', before).count();
        self.body_line
            .saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX))
    }
}

/// Everything understood of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// In the order of their spans.
    pub quotes: Vec<Quote>,
    /// Persons, organisations and offices named in the story.
    pub people: Vec<Person>,
    /// Focus countries first, each group by falling weight.
    pub countries: Vec<Country>,
    /// Parts of the world and organisations of states, most named first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// Most certain first; at most three.
    pub topics: Vec<Topic>,
}

/// How a statement is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Whole words inside quotation marks.
    Direct,
    /// Part inside marks, part in the reporter's words.
    Mixed,
    /// No marks.
    Indirect,
}

impl QuoteKind {
    /// The word used in JSON, filters and print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// What sort of speaker a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerType {
    /// A named human being.
    Person,
    /// A body: a ministry, a company, a poll, a newspaper, a document.
    Organisation,
    /// An office whose holder the story does not name ("the French president").
    Role,
    /// People without a name ("officials", "a witness").
    Unnamed,
}

impl SpeakerType {
    /// The word used in JSON, filters and print.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Role => "role",
            Self::Unnamed => "unnamed",
        }
    }

    /// The sort of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Person, Self::Organisation, Self::Role, Self::Unnamed];
        all.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// Words that led to a decision, with what they show ("surname", "apposition").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words, in the body.
    pub span: Span,
    /// What they show, in one or two words.
    pub what: Cow<'static, str>,
}

/// One reported statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The statement; marks at its ends are left out where the kind is direct.
    pub span: Span,
    /// Direct, mixed or indirect.
    pub kind: QuoteKind,
    /// Canonical name of who said it; `None` where nobody is to be found.
    pub speaker: Option<String>,
    /// What sort of speaker; `None` exactly where `speaker` is.
    pub speaker_type: Option<SpeakerType>,
    /// The words that name the speaker here ("he", "Mr. Macron").
    pub speaker_span: Option<Span>,
    /// Title or apposition that the story gives the speaker.
    pub role: Option<String>,
    /// The reporting words ("said", "according to").
    pub cue: Option<Span>,
    /// Name of the rule that made the attribution.
    pub rule: Cow<'static, str>,
    /// Why this speaker: the words followed from the pronoun or title to the name.
    pub evidence: Vec<Evidence>,
    /// ISO codes of the countries named in the quote or in the sentence around it.
    pub countries: Vec<Cow<'static, str>>,
    /// Names of the regions named in the quote or in the sentence around it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Cow<'static, str>>,
}

/// A person, organisation or office of the story with every form of its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Canonical: the fullest form, without titles ("Emmanuel Macron").
    pub name: String,
    /// What sort.
    pub kind: SpeakerType,
    /// Distinct surface forms in order of first use ("President Emmanuel Macron", "Mr. Macron").
    pub forms: Vec<String>,
    /// Title or apposition, as printed ("president of France").
    pub role: Option<String>,
    /// Every place where the person is named or meant (pronouns apart), in order.
    pub mentions: Vec<Span>,
}

/// A country that the article names, or is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: Cow<'static, str>,
    /// English short name.
    pub name: Cow<'static, str>,
    /// Whether the article is about it.
    pub focus: bool,
    /// Weight that decided `focus`; comparable within one article only.
    pub score: f32,
    /// Every mention in the body, in order; may be empty where only the headline names it.
    pub mentions: Vec<CountryMention>,
}

/// A part of the world (the Middle East) or an organisation of states (NATO) that the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// English name, as people use it.
    pub name: Cow<'static, str>,
    /// Every mention in the body, in order; may be empty where only the headline names it.
    pub mentions: Vec<CountryMention>,
}

/// Words that stand for a country or a region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryMention {
    /// The words, in the body.
    pub span: Span,
    /// Name of the rule: `name`, `demonym`, `capital`, `city`, `region`, `metonym`, `dateline`...
    pub rule: Cow<'static, str>,
}

/// What the code of a topic of the user's own begins with; its name follows.
pub const OWN_TOPIC: &str = "my:";

/// A topic of the user's own: a saved query with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTopic {
    /// As people read it ("grain deal").
    pub name: String,
    /// In the query language.
    pub query: String,
}

impl OwnTopic {
    /// Its value of the facet `topic`.
    pub fn value(&self) -> String {
        format!("{OWN_TOPIC}{}", self.name)
    }
}

/// A topic of the IPTC Media Topics, or one of the user's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Eight-digit IPTC code, or [`OWN_TOPIC`] and a name.
    pub id: Cow<'static, str>,
    /// English labels from the top concept down to this one.
    pub path: Vec<Cow<'static, str>>,
    /// Weight of the evidence; comparable within one article only.
    pub score: f32,
    /// Name of the rule: `words`, `publisher`, `query`...
    pub rule: Cow<'static, str>,
    /// The words that spoke for it, in order.
    pub evidence: Vec<Span>,
}
