//! What a story is about: weighted words over the IPTC Media Topics.
//!
//! No model is fitted to any source. `words/*.txt` hold words and phrases by
//! concept with small weights chosen by hand (see [`lists`]); a story gets the
//! topics whose words it uses most, in the headline and at its beginning above
//! all, and none where the words are few. Every topic carries the words that
//! spoke for it.
//!
//! ```
//! use onrecord::annotate::topics::{self, Lexicon};
//! use onrecord::{article::Article, text::Text};
//!
//! let article = Article {
//!     title: "Envoys resume peace talks as ceasefire holds".into(),
//!     body: "Negotiators for both armies returned to the peace talks on Monday.".into(),
//!     ..Default::default()
//! };
//! let topics = topics::annotate(&article, &Text::new(&article.body), &Lexicon::standard());
//! assert_eq!(topics[0].path, ["conflict, war and peace", "peace process", "peace talks"]);
//! ```
//!
//! # Traps
//! * A topic is a node of a tree: a filter on `politics` must take everything
//!   below it ([`Lexicon::ancestors`]).
//! * The lists are compiled by `cargo run --example build_topics`; run it after
//!   every change of a list, or the test that compares the two fails.
//!
//! Labels and codes: IPTC Media Topics, CC BY 4.0, <https://iptc.org/standards/media-topics/>.

mod labels;
pub mod learn;
pub mod lists;
mod room;
mod score;
mod table;
mod taxonomy;
mod words;

use std::borrow::Cow;

use crate::article::{Article, Topic};
use crate::text::Text;
pub use taxonomy::{Concept, ConceptId, Taxonomy};

/// The taxonomy and the compiled word lists.
pub struct Lexicon {
    /// The tree of concepts.
    pub taxonomy: Taxonomy,
    table: table::Table,
}

impl Lexicon {
    /// What ships in the program; used as it lies, nothing is built.
    pub fn standard() -> Self {
        Self::from_compiled(Cow::Borrowed(COMPILED)).unwrap_or_else(|| Self {
            taxonomy: Taxonomy::standard(),
            table: table::Table::empty(),
        })
    }

    /// Takes lists compiled by [`compile`]; `None` where the bytes are none.
    pub fn from_compiled(bytes: Cow<'static, [u8]>) -> Option<Self> {
        Some(Self {
            taxonomy: Taxonomy::standard(),
            table: table::Table::new(bytes)?,
        })
    }

    /// The lists that ship in the program and one more of the same form ([`lists`]).
    ///
    /// All are compiled anew, which takes some tens of milliseconds.
    ///
    /// # Errors
    /// A [`lists::Fault`] of the added list.
    pub fn with_list(list: &str) -> Result<Self, lists::Fault> {
        let whole = |what: String| lists::Fault { line: None, what };
        let taxonomy = Taxonomy::standard();
        let mut entries = lists::parse(list, &taxonomy)?;
        for shipped in SOURCES {
            entries.extend(lists::parse(shipped, &taxonomy)?);
        }
        let bytes = table::compile(lists::settle(entries, &taxonomy)).map_err(whole)?;
        Self::from_compiled(Cow::Owned(bytes)).ok_or_else(|| whole("the lists are too large".to_owned()))
    }

    /// How many words, with their forms, speak for each concept by itself; by position in the taxonomy.
    pub fn words(&self) -> Vec<usize> {
        let mut counts = vec![0; self.taxonomy.len()];
        for concept in self.table.concepts() {
            if let Some(count) = counts.get_mut(usize::from(concept)) {
                *count += 1;
            }
        }
        counts
    }

    /// A concept by its code.
    pub fn concept(&self, code: &str) -> Option<&Concept> {
        self.taxonomy.get(self.taxonomy.by_code(code)?)
    }

    /// The code a reader means by a code, a label or a path with `>` or `/`.
    pub fn lookup(&self, text: &str) -> Option<&'static str> {
        Some(self.taxonomy.get(self.taxonomy.find(text)?)?.code)
    }

    /// Labels that an unknown name may have meant, best first.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        self.taxonomy.nearest(text)
    }

    /// Labels from the top concept down to the one with `code`; empty where unknown.
    pub fn path(&self, code: &str) -> Vec<String> {
        let path = self.taxonomy.by_code(code).map(|id| self.taxonomy.path(id));
        path.into_iter().flatten().map(str::to_owned).collect()
    }

    /// Codes from the top concept down to and with `code`: what a story with
    /// this topic must be indexed under for a filter on a broader one to find it.
    pub fn ancestors(&self, code: &str) -> Vec<&'static str> {
        let line = self.taxonomy.by_code(code).map(|id| self.taxonomy.lineage(id));
        let code = |id: &ConceptId| Some(self.taxonomy.get(*id)?.code);
        line.unwrap_or_default().iter().filter_map(code).collect()
    }
}

/// `words/*.txt` as they are written.
const SOURCES: &[&str] = &[
    include_str!("words/arts.txt"),
    include_str!("words/business.txt"),
    include_str!("words/conflict.txt"),
    include_str!("words/crime.txt"),
    include_str!("words/disaster.txt"),
    include_str!("words/education.txt"),
    include_str!("words/environment.txt"),
    include_str!("words/health.txt"),
    include_str!("words/human_interest.txt"),
    include_str!("words/labour.txt"),
    include_str!("words/lifestyle.txt"),
    include_str!("words/nothing.txt"),
    include_str!("words/politics.txt"),
    include_str!("words/religion.txt"),
    include_str!("words/science.txt"),
    include_str!("words/society.txt"),
    include_str!("words/sport.txt"),
    include_str!("words/weather.txt"),
];

/// `words/*.txt`, compiled.
pub static COMPILED: &[u8] = include_bytes!("words.bin");

/// Compiles word lists, each given as (name, text); deterministic. An error names list and line.
pub fn compile(sources: &[(String, String)]) -> Result<Vec<u8>, String> {
    let taxonomy = Taxonomy::standard();
    let mut entries = Vec::new();
    for (name, source) in sources {
        entries.extend(lists::parse(source, &taxonomy).map_err(|e| format!("{name}: {e}"))?);
    }
    table::compile(lists::settle(entries, &taxonomy))
}

/// The topics of an article, most certain first, at most three.
///
/// Codes given by the publisher win (rule `publisher`); else the words decide (rule `words`).
pub fn annotate(article: &Article, text: &Text<'_>, lexicon: &Lexicon) -> Vec<Topic> {
    of_texts(article, text, &Text::new(&article.title), lexicon)
}

/// The same where the headline has been read as well.
pub fn of_texts(article: &Article, text: &Text<'_>, title: &Text<'_>, lexicon: &Lexicon) -> Vec<Topic> {
    let mut tally = score::Tally::of(title, text, lexicon);
    let given = published(article, lexicon);
    let rule = if given.is_empty() { "words" } else { "publisher" };
    let chosen = if given.is_empty() {
        tally.choose(lexicon)
    } else {
        given
    };
    let topic = |id: ConceptId| Topic {
        id: Cow::Borrowed(lexicon.taxonomy.get(id).map_or("", |c| c.code)),
        path: lexicon.taxonomy.path_as(id, Cow::Borrowed),
        score: tally.weight(id, lexicon),
        rule: Cow::Borrowed(rule),
        evidence: tally.evidence(id, lexicon),
    };
    chosen.into_iter().map(topic).collect()
}

/// Concepts whose codes the publisher gave, in its order: the deepest only, at most three.
fn published(article: &Article, lexicon: &Lexicon) -> Vec<ConceptId> {
    let taxonomy = &lexicon.taxonomy;
    let mut ids: Vec<ConceptId> = Vec::new();
    let codes = article.topic_codes.iter();
    for id in codes.filter_map(|c| taxonomy.by_publisher_code(c)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let deeper = |id: &ConceptId| {
        let branch = taxonomy.branch(*id);
        ids.iter()
            .any(|other| other != id && branch.contains(&(*other as usize)))
    };
    ids.iter()
        .filter(|id| !deeper(id))
        .copied()
        .take(score::MOST)
        .collect()
}
