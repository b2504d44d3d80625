//! What an index holds, and finding one article in it.

use std::ops::Bound;

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::{BooleanQuery, InvertedIndexRangeQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher as Engine, Term};

use super::Sort;
use super::columns::Columns;
use super::counts::Counting;
use super::gather::{Best, Gather, Gathered};
use super::leaves::any_of;
use super::limit::{self, Limit};
use super::response::Stats;
use crate::article::SCHEMA;
use crate::error::IndexError;
use crate::facet::by_name;
use crate::index::Opened;
use crate::index::document::date_of;
use crate::index::schema::{ARTICLE, FORMAT, Fields, QUOTE};

/// Counts what the index holds.
///
/// # Errors
/// [`IndexError`] where it cannot be read.
pub fn stats(opened: &Opened, columns: &Columns) -> Result<Stats, IndexError> {
    let engine = opened.reader.searcher();
    let fail = |e| crate::index::open::engine_error(&opened.dir, e);
    let of_kind = |kind: &str| any_of(opened.fields.doc, &[kind.to_owned()]);
    let unlimited = Limit::new(&limit::NEVER);
    let gather = |sort, facets: &[&str]| {
        let gather = Gather {
            top: 1,
            sort,
            scored: false,
            skips: false,
            by_day: false,
            total: true,
            counting: Counting {
                facets: facets.iter().filter_map(|name| by_name(name)).collect(),
                ..Counting::default()
            },
            whole: None,
            columns,
            best: Best::default(),
            limit: &unlimited,
        };
        engine.search(&of_kind(ARTICLE), &gather).map_err(fail)
    };
    let newest = gather(Sort::Newest, &["speaker", "country", "topic", "source", "region"])?;
    let oldest = gather(Sort::Oldest, &[])?;
    let distinct = |at: usize| newest.counts.get(at).map_or(0, |counts| counts.len() as u64);
    Ok(Stats {
        schema: SCHEMA,
        articles: newest.total,
        quotes: engine.search(&of_kind(QUOTE), &Count).map_err(fail)? as u64,
        speakers: distinct(0),
        countries: distinct(1),
        topics: distinct(2),
        sources: distinct(3),
        regions: distinct(4),
        first: day_of_best(&engine, &oldest).map_err(fail)?,
        last: day_of_best(&engine, &newest).map_err(fail)?,
        size_bytes: size_of_index(opened),
        segments: engine.segment_readers().len() as u64,
        format: FORMAT,
    })
}

/// The day of the first hit, in ISO form.
fn day_of_best(engine: &Engine, gathered: &Gathered) -> tantivy::Result<Option<String>> {
    let Some((address, _)) = gathered.top.first() else {
        return Ok(None);
    };
    let days = engine
        .segment_reader(address.segment_ord)
        .fast_fields()
        .date("published")?;
    Ok(days
        .first(address.doc_id)
        .and_then(date_of)
        .map(|day| day.to_string()))
}

/// Bytes of the files directly in the index folder.
fn size_of_index(opened: &Opened) -> u64 {
    let files = std::fs::read_dir(&opened.dir).into_iter().flatten().flatten();
    files
        .filter_map(|f| f.metadata().ok())
        .filter(|m| m.is_file())
        .map(|m| m.len())
        .sum()
}

/// The one article whose path is `id`, or whose id begins with it.
///
/// # Errors
/// [`IndexError`] where the index cannot be read.
pub fn only_article(engine: &Engine, fields: &Fields, id: &str) -> Result<Option<DocAddress>, IndexError> {
    let only = |query: &dyn Query| -> Result<Option<DocAddress>, IndexError> {
        let found = engine
            .search(query, &DocSetCollector)
            .map_err(|e| IndexError::Engine(e.to_string()))?;
        Ok(if found.len() == 1 {
            found.into_iter().next()
        } else {
            None
        })
    };
    let exact = |field: Field| TermQuery::new(Term::from_field_text(field, id), IndexRecordOption::Basic);
    let by_path = only(&exact(fields.path))?;
    if by_path.is_some() || id.len() < 3 {
        return Ok(by_path);
    }
    let begins: Box<dyn Query> = Box::new(InvertedIndexRangeQuery::new(
        Bound::Included(Term::from_field_text(fields.id, id)),
        Bound::Excluded(Term::from_field_text(fields.id, &format!("{id}{}", char::MAX))),
    ));
    let articles = any_of(fields.doc, &[ARTICLE.to_owned()]);
    only(&BooleanQuery::new(vec![
        (Occur::Must, begins),
        (Occur::Must, articles),
    ]))
}
