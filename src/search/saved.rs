//! Topics of the user's own: named queries, in the query language, over articles.
//!
//! ```toml
//! "grain deal" = 'grain (corridor OR "Black Sea")'
//! floods = 'topic:flood country:europe'
//! ```
//!
//! They are evaluated when articles are indexed (`ingest::own_topics`) and stand
//! beside the standard topics from then on: in filters, counts and hits.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use tantivy::DocSet;
use tantivy::collector::DocSetCollector;
use tantivy::schema::IndexRecordOption;

use super::Searcher;
use super::compile::{self, Target};
use super::highlight::{self, Matcher, Place};
use super::limit::{self, Limit};
use super::query::{self, Node, Value};
use super::request::Request;
use super::values::Resolver;
use crate::article::{OWN_TOPIC, OwnTopic, Span, Topic};
use crate::error::{Error, IndexError, QueryError};
use crate::facet::{self, Values};
use crate::index::ids;

/// The evidence of a topic is cut off after this many matches.
const MOST_EVIDENCE: usize = 60;

/// Checks that a query can be asked of any index: its grammar, its fields, and those of
/// its values that the world knows. Names of speakers and sources may come later.
///
/// # Errors
/// As the query language has them.
pub(crate) fn check(known: &Known<'_>, query: &str) -> Result<(), QueryError> {
    let parsed = query::parse(query)?;
    known.node(&parsed.tree, query)
}

/// What is known without an index.
pub(crate) struct Known<'a> {
    /// The world's countries.
    pub countries: &'a crate::annotate::countries::Lexicon,
    /// The taxonomy of topics.
    pub topics: &'a crate::annotate::topics::Lexicon,
}

impl Known<'_> {
    fn node(&self, node: &Node, query: &str) -> Result<(), QueryError> {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().try_for_each(|node| self.node(node, query)),
            Node::Not(node) => self.node(node, query),
            Node::Field { name, value, span } => self.field(name, value, *span, query),
            Node::All | Node::Word { .. } | Node::Prefix { .. } | Node::Phrase { .. } => Ok(()),
        }
    }

    fn field(&self, name: &str, value: &Value, span: Span, query: &str) -> Result<(), QueryError> {
        let refuse = |message: String| QueryError::Syntax {
            query: query.to_owned(),
            span,
            message,
            hint: Some("topics are asked of articles".to_owned()),
        };
        if name == "cue" {
            return Err(refuse(format!(
                "`{name}` is a property of quotes, not of articles"
            )));
        }
        let Some(facet) = facet::by_name(name).filter(|f| f.name == name) else {
            return Ok(());
        };
        if !facet.on_articles {
            return Err(refuse(format!(
                "`{name}` is a property of quotes, not of articles"
            )));
        }
        let (Value::Word(text) | Value::Phrase { text, .. }) = value else {
            return Ok(());
        };
        let (known, nearest) = match facet.values {
            Values::Countries => (
                self.countries.codes_of(text).is_some(),
                self.countries.nearest(text),
            ),
            Values::Regions => {
                let near = super::suggest::nearest(text, self.countries.regions(), 3);
                (self.countries.region(text).is_some(), near)
            }
            Values::Topics => (self.topics.lookup(text).is_some(), self.topics.nearest(text)),
            Values::Speakers | Values::Text | Values::Words(_) => (true, Vec::new()),
        };
        if known {
            return Ok(());
        }
        Err(QueryError::UnknownValue {
            facet: facet.name.to_owned(),
            value: text.clone(),
            nearest,
            place: Some((query.to_owned(), span)),
        })
    }
}

impl Searcher {
    /// Ids of the articles that match a topic's query, and what is to be said of the query; a
    /// speaker or source that the index does not know matches none.
    pub(crate) fn own_matches(
        &self,
        topic: &OwnTopic,
        today: Date,
    ) -> Result<(BTreeSet<String>, Vec<String>), Error> {
        self.guarded(|| {
            let engine = self.opened.reader.searcher();
            let request = Request {
                query: topic.query.clone(),
                ..Request::default()
            };
            let unlimited = Limit::new(&limit::NEVER);
            let resolver = Resolver {
                lenient: true,
                ..self.resolver(&engine, &unlimited)
            };
            let compiled = compile::compile(&request, Target::Articles, today, &resolver)?;
            let found = engine
                .search(&compiled.query(), &DocSetCollector)
                .map_err(failed)?;
            let mut matching = BTreeSet::new();
            for address in found {
                let segment = engine.segment_reader(address.segment_ord);
                let keys = segment.fast_fields().u64("key").map_err(failed)?;
                matching.insert(ids::spell(keys.first(address.doc_id).unwrap_or_default() >> 12));
            }
            Ok((matching, compiled.notes))
        })
    }

    /// Which articles have which topics of the user's own: values by article id.
    pub(crate) fn own_topics(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
        self.guarded(|| Ok(self.read_own_topics()?))
    }

    fn read_own_topics(&self) -> Result<BTreeMap<String, BTreeSet<String>>, IndexError> {
        let mut held: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let Some(topic) = facet::by_name("topic") else {
            return Ok(held);
        };
        let engine = self.opened.reader.searcher();
        for segment in engine.segment_readers() {
            let index = segment
                .inverted_index(self.opened.fields.facet(topic))
                .map_err(failed)?;
            let keys = segment.fast_fields().u64("key").map_err(failed)?;
            let range = index.terms().range().ge(OWN_TOPIC.as_bytes());
            let mut terms = range.into_stream().map_err(broken)?;
            while terms.advance() && terms.key().starts_with(OWN_TOPIC.as_bytes()) {
                let value = String::from_utf8_lossy(terms.key()).into_owned();
                let mut docs = index
                    .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                    .map_err(broken)?;
                while docs.doc() != tantivy::TERMINATED {
                    let doc = docs.doc();
                    docs.advance();
                    let key = keys.first(doc).unwrap_or_default();
                    let alive = segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
                    // A quote's key ends in its number.
                    if alive && key & 0xfff == 0 {
                        held.entry(ids::spell(key >> 12))
                            .or_default()
                            .insert(value.clone());
                    }
                }
            }
        }
        Ok(held)
    }
}

/// A topic of the user's own as an annotation, with the words of the body that its query asks for.
pub(crate) fn annotation(topic: &OwnTopic, body: &str) -> Topic {
    let evidence = query::parse(&topic.query).map(|parsed| {
        let matches = Matcher::new(&parsed.tree, Place::Body).find(body);
        highlight::spans(&matches)
    });
    let mut evidence = evidence.unwrap_or_default();
    evidence.truncate(MOST_EVIDENCE);
    Topic {
        id: topic.value().into(),
        path: vec![topic.name.clone().into()],
        score: 1.0,
        rule: "query".into(),
        evidence,
    }
}

fn failed(e: tantivy::TantivyError) -> IndexError {
    IndexError::Engine(e.to_string())
}

fn broken(e: std::io::Error) -> IndexError {
    IndexError::Engine(e.to_string())
}
