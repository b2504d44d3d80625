//! The smallest queries: one field, one value.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::query::Value;
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

/// Exact words in a row.
pub fn phrase(field: Field, text: &str, slop: u32) -> Box<dyn Query> {
    let words = analyzer::terms(&mut analyzer::words(), text);
    match words.as_slice() {
        [] => Box::new(EmptyQuery),
        [word] => term(field, word),
        words => {
            let terms = words.iter().map(|w| Term::from_field_text(field, w)).collect();
            let mut phrase = PhraseQuery::new(terms);
            phrase.set_slop(slop);
            Box::new(phrase)
        }
    }
}

/// Words that the begun last word of a phrase may stand for, the first in their order: more than
/// an archive has. The engine sets memory aside for all of them at once, so there must be an end.
const MOST_EXPANSIONS: u32 = 1 << 17;

/// Words of which the last one is only begun.
pub fn prefix(field: Field, text: &str) -> Box<dyn Query> {
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
            prefix.set_max_expansions(MOST_EXPANSIONS);
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
