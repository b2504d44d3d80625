//! From a request to what the engine runs.
//!
//! Articles and quotes have text fields of their own, so a clause on text says
//! which kind is meant; where none does, the kind is asked for by the field `doc`.

mod node;

use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query};
use tantivy::schema::Field;

use super::broad::DocKind;
use super::filtered::Filtered;
use super::leaves::any_of;
use super::query::fields::{self, Kind};
use super::query::{self, Node, Value};
use super::request::Request;
use super::values::{Place, Resolver};
use crate::article::Span;
use crate::error::{Error, QueryError};
use crate::facet::{self, FACETS, Facet};

/// Which kind of documents is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// News stories.
    Articles,
    /// Reported statements.
    Quotes,
}

/// A request, ready to run.
pub struct Compiled {
    /// Text, dates and everything that is no selection of a facet.
    base: Vec<(Occur, Box<dyn Query>)>,
    selections: Vec<Selection>,
    /// The tree of the query text, for highlighting.
    pub tree: Node,
    /// Whether there are words to score by.
    pub scored: bool,
    /// Whether all but the selections is plain words, of which the engine can pass over blocks.
    of_words: bool,
    /// Whether days alone are asked for, and the newest come first.
    pub by_day: bool,
    /// Repairs of the query text.
    pub notes: Vec<String>,
    target: Target,
}

/// Values of one facet that a hit must have.
struct Selection {
    facet: &'static Facet,
    values: Vec<String>,
    query: Box<dyn Query>,
}

impl Compiled {
    /// The kind of documents asked for; `field` is the one that tells.
    pub fn kind(&self, field: Field) -> DocKind {
        DocKind {
            field,
            quotes: self.target == Target::Quotes,
        }
    }

    /// The query for the hits.
    pub fn query(&self) -> Box<dyn Query> {
        self.without(None)
    }

    /// Whether the query is made of plain words alone.
    pub fn skips(&self) -> bool {
        self.of_words && self.selections.is_empty()
    }

    /// Whether a facet has a selection of its own.
    pub fn selects(&self, facet: &Facet) -> bool {
        self.selections.iter().any(|s| s.facet.name == facet.name)
    }

    /// Whether a value of a facet is selected.
    pub fn selected(&self, facet: &Facet, value: &str) -> bool {
        let mut selections = self.selections.iter().filter(|s| s.facet.name == facet.name);
        selections.any(|s| s.values.iter().any(|v| v == value))
    }

    /// The query without the selections of one facet: what that facet's counts are over.
    pub fn without(&self, facet: Option<&Facet>) -> Box<dyn Query> {
        let base = || -> Vec<(Occur, Box<dyn Query>)> {
            let base = self.base.iter();
            base.map(|(occur, query)| (*occur, query.box_clone())).collect()
        };
        let selections = self.selections.iter();
        let selections = selections.filter(|s| facet.is_none_or(|f| f.name != s.facet.name));
        let filters: Vec<_> = selections.map(|s| s.query.box_clone()).collect();
        let mut clauses = base();
        clauses.extend(filters.iter().map(|filter| (Occur::Must, filter.box_clone())));
        if !self.of_words || filters.is_empty() {
            return all(clauses);
        }
        Box::new(Filtered {
            all: Arc::from(all(clauses)),
            words: Arc::from(all(base())),
            filters: filters.into(),
        })
    }
}

/// Documents for which all clauses hold.
fn all(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if clauses.len() == 1 && clauses[0].0 == Occur::Must {
        return clauses.swap_remove(0).1;
    }
    Box::new(BooleanQuery::new(clauses))
}

/// Compiles a request.
///
/// # Errors
/// [`QueryError`] where the query, a filter or a date cannot be understood.
pub fn compile(
    request: &Request,
    target: Target,
    today: Date,
    resolver: &Resolver<'_>,
) -> Result<Compiled, Error> {
    let parsed = query::parse(&request.query)?;
    let compiler = Compiler {
        text: &request.query,
        target,
        today,
        resolver,
        notes: RefCell::new(parsed.notes),
    };
    let parts = match parsed.tree.clone() {
        Node::And(parts) => parts,
        Node::All => Vec::new(),
        node => vec![node],
    };
    let mut base = Vec::new();
    let mut selections = compiler.filters(request)?;
    let mut anchored = false;
    for part in &parts {
        if let Some(selection) = compiler.selection(part)? {
            selections.push(selection);
            continue;
        }
        anchored |= anchors(part);
        match part {
            Node::Not(inner) => base.push((Occur::MustNot, compiler.node(inner)?)),
            part => base.push((Occur::Must, compiler.node(part)?)),
        }
    }
    let mut of_kind = anchored;
    if let Some(days) = compiler.days(request)? {
        base.push((Occur::Must, days.query));
        of_kind |= days.of_articles;
    }
    let scored = anchored;
    let by_day = !anchored && of_kind && base.len() == 1 && selections.is_empty();
    if !of_kind {
        base.push((Occur::Must, compiler.kind()));
    }
    let of_words = base.len() == parts.len() && of_words(&parsed.tree);
    Ok(Compiled {
        base,
        selections,
        tree: parsed.tree,
        scored,
        of_words,
        by_day,
        notes: compiler.notes.into_inner(),
        target,
    })
}

/// Whether only documents of the wanted kind can match, because a text field is asked.
fn anchors(node: &Node) -> bool {
    match node {
        Node::All | Node::Not(_) => false,
        Node::Word { .. } | Node::Prefix { .. } | Node::Phrase { .. } => true,
        Node::Field { name, value, .. } => {
            fields::by_name(name).is_some_and(|(_, kind)| kind == Kind::Text) && !matches!(value, Value::Any)
        }
        Node::And(nodes) => nodes.iter().any(anchors),
        Node::Or(nodes) => nodes.iter().all(anchors),
    }
}

/// Whether a query is one word, or several that are all wanted or all alternatives.
fn of_words(node: &Node) -> bool {
    let word = |node: &Node| matches!(node, Node::Word { .. });
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(word),
        node => word(node),
    }
}

struct Compiler<'a> {
    text: &'a str,
    target: Target,
    today: Date,
    resolver: &'a Resolver<'a>,
    notes: RefCell<Vec<String>>,
}

impl Compiler<'_> {
    /// Filters of the request: values of one facet are alternatives.
    fn filters(&self, request: &Request) -> Result<Vec<Selection>, Error> {
        let mut selections = Vec::new();
        for filter in &request.filters {
            if facet::by_name(&filter.facet).is_none() {
                let names = FACETS.iter().map(|f| f.name);
                return Err(Error::from(QueryError::UnknownFacet {
                    name: filter.facet.clone(),
                    nearest: super::suggest::nearest(&filter.facet, names, 3),
                }));
            }
        }
        for facet in FACETS {
            let mut values = Vec::new();
            let mut asked = false;
            for filter in &request.filters {
                if facet::by_name(&filter.facet).is_some_and(|f| f.name == facet.name) {
                    asked = true;
                    self.allow(facet, None)?;
                    values.extend(self.resolver.resolve(facet, &filter.value, None)?);
                }
            }
            if asked {
                selections.push(self.select(facet, values));
            }
        }
        Ok(selections)
    }

    fn select(&self, facet: &'static Facet, values: Vec<String>) -> Selection {
        let query = any_of(self.resolver.fields.facet(facet), &values);
        Selection {
            facet,
            values,
            query: Box::new(ConstScoreQuery::new(query, 0.0)),
        }
    }

    /// A part of the query text that selects values of a facet, as a filter does.
    fn selection(&self, part: &Node) -> Result<Option<Selection>, Error> {
        let Node::Field { name, value, span } = part else {
            return Ok(None);
        };
        let Some(facet) = facet::by_name(name).filter(|f| f.name == *name) else {
            return Ok(None);
        };
        self.allow(facet, Some(*span))?;
        let values = match value {
            Value::Any => return Ok(None),
            value => self.facet_values(facet, value, *span)?,
        };
        Ok(Some(self.select(facet, values)))
    }

    fn facet_values(&self, facet: &'static Facet, value: &Value, span: Span) -> Result<Vec<String>, Error> {
        let place = self.place(span);
        match value {
            Value::Word(text) | Value::Phrase { text, .. } => self.resolver.resolve(facet, text, place),
            Value::Prefix(prefix) => Ok(self.resolver.beginning_with(facet, prefix)?),
            Value::Range { .. } | Value::Any => Ok(Vec::new()),
        }
    }

    fn place(&self, span: Span) -> Place {
        Some((self.text.to_owned(), span))
    }

    /// Refuses a facet that the wanted kind of documents does not have.
    fn allow(&self, facet: &Facet, span: Option<Span>) -> Result<(), Error> {
        if self.target == Target::Articles && !facet.on_articles {
            return Err(self.refuse(
                span,
                format!("`{}` is a property of quotes, not of articles", facet.name),
                "ask `onrecord quotes` instead",
            ));
        }
        Ok(())
    }

    fn refuse(&self, span: Option<Span>, message: String, hint: &str) -> Error {
        Error::from(QueryError::Syntax {
            query: self.text.to_owned(),
            span: span.unwrap_or(Span::new(0, 0)),
            message,
            hint: Some(hint.to_owned()),
        })
    }
}
