//! From a node of the syntax tree to a query of the engine.

use jiff::civil::Date;
use tantivy::DateTime;
use tantivy::query::{AllQuery, BooleanQuery, EmptyQuery, ExistsQuery, Occur, Query};
use tantivy::schema::Field;

use super::{Compiler, Target};
use crate::article::Span;
use crate::dates;
use crate::error::{Error, QueryError};
use crate::facet;
use crate::index::document::day_of;
use crate::index::{analyzer, schema};
use crate::search::begun::Begun;
use crate::search::days::Days;
use crate::search::leaves::{
    MOST_EXPANSIONS, any_of, constant, either, expansions, phrase, prefix, raw, term,
};
use crate::search::query::{Node, Value};
use crate::search::request::Request;
use crate::search::values::Place;

/// The note on a phrase whose begun last word stands for more words than are looked for.
fn too_many(text: &str) -> String {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(text);
    format!(
        "“{text}*” may find too little: more than {MOST_EXPANSIONS} words begin with “{last}”, and the first of them are looked for; write more of the word"
    )
}

impl Compiler<'_> {
    /// Documents of the wanted kind.
    pub(super) fn kind(&self) -> Box<dyn Query> {
        let kind = match self.target {
            Target::Articles => schema::ARTICLE,
            Target::Quotes => schema::QUOTE,
        };
        constant(any_of(self.resolver.fields.doc, &[kind.to_owned()]))
    }

    pub(super) fn node(&self, node: &Node) -> Result<Box<dyn Query>, Error> {
        Ok(match node {
            Node::All => Box::new(AllQuery),
            Node::And(nodes) => {
                let clauses: Result<Vec<_>, Error> = nodes
                    .iter()
                    .map(|node| match node {
                        Node::Not(inner) => Ok((Occur::MustNot, self.node(inner)?)),
                        node => Ok((Occur::Must, self.node(node)?)),
                    })
                    .collect();
                let mut clauses = clauses?;
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, constant(Box::new(AllQuery))));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Or(nodes) => {
                let clauses: Result<Vec<_>, Error> = nodes
                    .iter()
                    .map(|node| Ok((Occur::Should, self.node(node)?)))
                    .collect();
                Box::new(BooleanQuery::new(clauses?))
            }
            Node::Not(inner) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, constant(Box::new(AllQuery))),
                (Occur::MustNot, self.node(inner)?),
            ])),
            Node::Word { text, .. } => self.word(text),
            Node::Prefix { text, .. } => {
                let mut words = analyzer::terms(&mut analyzer::words(), text);
                if words.len() == 1 {
                    let fields = self.resolver.fields;
                    return Ok(Box::new(Begun {
                        text: match self.target {
                            Target::Articles => fields.body,
                            Target::Quotes => fields.quote,
                        },
                        headline: (self.target == Target::Articles).then_some(fields.title),
                        beginning: words.swap_remove(0),
                    }));
                }
                let fields = self.exact_fields().into_iter();
                let queries: Result<Vec<_>, Error> = fields.map(|f| self.prefix(f, text)).collect();
                either(queries?)
            }
            Node::Phrase { text, slop, .. } => phrase(&self.exact_fields(), text, *slop),
            Node::Field { name, value, span } => self.field(name, value, *span)?,
        })
    }

    /// A plain word: by its stem. (`stems` holds a headline's words more than once.)
    fn word(&self, text: &str) -> Box<dyn Query> {
        let fields = self.resolver.fields;
        let stems = analyzer::terms(&mut analyzer::stems(), text);
        match (stems.as_slice(), self.target) {
            ([], _) => Box::new(EmptyQuery),
            ([stem], Target::Articles) => term(fields.stems, stem),
            ([stem], Target::Quotes) => term(fields.quote_stems, stem),
            _ => phrase(&self.exact_fields(), text, 0),
        }
    }

    /// Words of which the last one is only begun. Where it stands for too many, the answer says so.
    fn prefix(&self, field: Field, text: &str) -> Result<Box<dyn Query>, Error> {
        let most = expansions(self.resolver.engine, field, text, self.resolver.limit)?;
        if most > MOST_EXPANSIONS {
            let note = too_many(text);
            let mut notes = self.notes.borrow_mut();
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        Ok(prefix(field, text, most))
    }

    /// Where exact words are looked for.
    fn exact_fields(&self) -> Vec<Field> {
        let fields = self.resolver.fields;
        match self.target {
            Target::Articles => vec![fields.body, fields.title],
            Target::Quotes => vec![fields.quote],
        }
    }

    fn field(&self, name: &'static str, value: &Value, span: Span) -> Result<Box<dyn Query>, Error> {
        if let Some(facet) = facet::by_name(name).filter(|f| f.name == name) {
            self.allow(facet, Some(span))?;
            if *value == Value::Any {
                return Ok(constant(Box::new(ExistsQuery::new(
                    facet.field.to_owned(),
                    false,
                ))));
            }
            let values = self.facet_values(facet, value, span)?;
            return Ok(constant(any_of(self.resolver.fields.facet(facet), &values)));
        }
        let fields = self.resolver.fields;
        let on_articles = |field| match self.target {
            Target::Articles => Ok(field),
            Target::Quotes => Err(self.refuse(
                Some(span),
                format!("`{name}` is a property of articles, not of quotes"),
                "ask `onrecord search` instead",
            )),
        };
        match name {
            "title" => self.text_field(on_articles(fields.title)?, value),
            "credit" => self.text_field(on_articles(fields.credit)?, value),
            "body" if self.target == Target::Quotes => self.text_field(fields.quote, value),
            "body" => self.text_field(fields.body, value),
            "cue" if self.target == Target::Quotes => self.text_field(fields.cue, value),
            "cue" => Err(self.refuse(
                Some(span),
                "`cue` is a property of quotes, not of articles".to_owned(),
                "ask `onrecord quotes` instead",
            )),
            "id" => Ok(constant(raw(fields.id, value))),
            "path" => Ok(constant(raw(on_articles(fields.path)?, value))),
            "since" | "until" | "date" => self.date(name, value, span),
            _ => Ok(Box::new(EmptyQuery)),
        }
    }

    fn text_field(&self, field: Field, value: &Value) -> Result<Box<dyn Query>, Error> {
        Ok(match value {
            Value::Word(text) => phrase(&[field], text, 0),
            Value::Phrase { text, slop } => phrase(&[field], text, *slop),
            Value::Prefix(text) => self.prefix(field, text)?,
            Value::Any | Value::Range { .. } => constant(Box::new(AllQuery)),
        })
    }

    fn date(&self, name: &str, value: &Value, span: Span) -> Result<Box<dyn Query>, Error> {
        let read = |text: &str| self.range(text, self.place(span));
        let (from, to) = match value {
            Value::Any | Value::Prefix(_) => {
                return Ok(constant(Box::new(ExistsQuery::new(
                    "published".to_owned(),
                    false,
                ))));
            }
            Value::Word(text) | Value::Phrase { text, .. } => {
                let range = read(text)?;
                (
                    (name != "until").then_some(range.first),
                    (name != "since").then_some(range.last),
                )
            }
            Value::Range { from, to } => (
                from.as_deref().map(&read).transpose()?.map(|r| r.first),
                to.as_deref().map(&read).transpose()?.map(|r| r.last),
            ),
        };
        Ok(self.between(from, to).query)
    }

    /// The request's own `since` and `until`.
    pub(super) fn days(&self, request: &Request) -> Result<Option<Between>, Error> {
        let since = request
            .since
            .as_deref()
            .map(|text| self.range(text, None))
            .transpose()?;
        let until = request
            .until
            .as_deref()
            .map(|text| self.range(text, None))
            .transpose()?;
        if since.is_none() && until.is_none() {
            return Ok(None);
        }
        Ok(Some(self.between(since.map(|r| r.first), until.map(|r| r.last))))
    }

    fn range(&self, text: &str, place: Place) -> Result<dates::DateRange, Error> {
        dates::parse_range(text, self.today).map_err(|message| {
            Error::from(QueryError::Date {
                value: text.to_owned(),
                message,
                place,
            })
        })
    }

    fn between(&self, from: Option<Date>, to: Option<Date>) -> Between {
        if from.is_none() && to.is_none() {
            return Between {
                query: constant(Box::new(AllQuery)),
                of_articles: false,
            };
        }
        let first = from.map_or(DateTime::MIN, day_of);
        let last = to.map_or(DateTime::MAX, day_of);
        let of_articles = self.target == Target::Articles && self.resolver.columns.days_again();
        Between {
            query: Box::new(Days {
                columns: self.resolver.columns.clone(),
                days: first..=last,
                of_articles: of_articles.then_some(self.resolver.fields.doc),
            }),
            of_articles,
        }
    }
}

/// Documents of a span of days.
pub(super) struct Between {
    pub(super) query: Box<dyn Query>,
    /// Whether only articles are among them.
    pub(super) of_articles: bool,
}
