//! The smallest queries: one field, one value.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::limit::Limit;
use super::query::Value;
use super::row::Row;
use crate::error::{Error, IndexError};
use crate::index::analyzer;

/// Documents with any of the values.
pub fn any_of(field: Field, values: &[String]) -> Box<dyn Query> {
    let term = |value: &String| -> Box<dyn Query> {
        Box::new(TermQuery::new(
            Term::from_field_text(field, value),
            IndexRecordOption::Basic,
        ))
    };
    match values {
        [] => Box::new(EmptyQuery),
        [one] => term(one),
        many => Box::new(BooleanQuery::new(
            many.iter().map(|v| (Occur::Should, term(v))).collect(),
        )),
    }
}

/// The same documents, none better than another.
pub fn constant(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// Documents of any of the queries.
pub fn either(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::new(
            queries.into_iter().map(|q| (Occur::Should, q)).collect(),
        )),
    }
}

/// One indexed word, scored by how often it occurs.
pub fn term(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(field, word),
        IndexRecordOption::WithFreqs,
    ))
}

/// Exact words in a row, in any of the fields.
pub fn phrase(fields: &[Field], text: &str, slop: u32) -> Box<dyn Query> {
    let words = analyzer::terms(&mut analyzer::words(), text);
    if slop == 0 && words.len() > 1 {
        let fields = fields.to_vec();
        return Box::new(Row { fields, words });
    }
    let in_field = |field: &Field| -> Box<dyn Query> {
        match words.as_slice() {
            [] => Box::new(EmptyQuery),
            [word] => term(*field, word),
            words => {
                let terms = words.iter().map(|w| Term::from_field_text(*field, w)).collect();
                let mut phrase = PhraseQuery::new(terms);
                phrase.set_slop(slop);
                Box::new(phrase)
            }
        }
    };
    either(fields.iter().map(in_field).collect())
}

/// Words that the begun last word of a phrase may stand for in one segment, the first in their order:
/// the engine opens all of them at once, some kilobytes each, so there must be an end.
pub const MOST_EXPANSIONS: u32 = 1 << 17;

/// The most words of one segment that the begun last word of a phrase stands for; 0 where `text` is no
/// phrase, one more than [`MOST_EXPANSIONS`] where there are more.
///
/// # Errors
/// [`IndexError`] where a dictionary cannot be read, [`Error::Stopped`] at the limit.
pub fn expansions(engine: &Searcher, field: Field, text: &str, limit: &Limit<'_>) -> Result<u32, Error> {
    let failed = |e: std::io::Error| IndexError::Engine(e.to_string());
    let words = analyzer::terms(&mut analyzer::words(), text);
    let Some(last) = words.last().filter(|_| words.len() > 1) else {
        return Ok(0);
    };
    let mut most = 0;
    for segment in engine.segment_readers() {
        let index = segment
            .inverted_index(field)
            .map_err(|e| IndexError::Engine(e.to_string()))?;
        let range = index.terms().range().ge(last.as_bytes());
        let mut terms = range.into_stream().map_err(failed)?;
        let mut found = 0;
        while found <= MOST_EXPANSIONS && terms.advance() && terms.key().starts_with(last.as_bytes()) {
            limit.check_at(found as usize)?;
            found += 1;
        }
        most = most.max(found);
    }
    Ok(most)
}

/// Words of which the last one is only begun, and stands for at most so many.
pub fn prefix(field: Field, text: &str, most: u32) -> Box<dyn Query> {
    let words = analyzer::terms(&mut analyzer::words(), text);
    match words.as_slice() {
        [] => Box::new(EmptyQuery),
        [word] => Box::new(InvertedIndexRangeQuery::new(
            Bound::Included(Term::from_field_text(field, word)),
            Bound::Excluded(Term::from_field_text(field, &format!("{word}{}", char::MAX))),
        )),
        words => {
            let terms = words.iter().map(|w| Term::from_field_text(field, w)).collect();
            let mut prefix = PhrasePrefixQuery::new(terms);
            prefix.set_max_expansions(most.min(MOST_EXPANSIONS));
            Box::new(prefix)
        }
    }
}

/// A raw value as it stands, or by its beginning.
pub fn raw(field: Field, value: &Value) -> Box<dyn Query> {
    match value {
        Value::Word(text) | Value::Phrase { text, .. } | Value::Prefix(text) => {
            Box::new(InvertedIndexRangeQuery::new(
                Bound::Included(Term::from_field_text(field, text)),
                Bound::Excluded(Term::from_field_text(field, &format!("{text}{}", char::MAX))),
            ))
        }
        Value::Any | Value::Range { .. } => Box::new(AllQuery),
    }
}
