//! Counts for questions that most documents answer: what all have of a facet, less what the others have.
//!
//! What all have is counted once, when such a question is asked for the second time: it costs as
//! much as the question does.

use tantivy::schema::Field;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId};

use super::columns::SegmentColumns;
use super::counts::OrdinalCounts;
use crate::facet::Facet;
use crate::index::schema::{ARTICLE, QUOTE};

/// Matches of a segment below which counting them is quick enough.
const MANY: usize = if cfg!(test) { 2 } else { 4096 };

/// The documents of which a question asks.
#[derive(Clone, Copy)]
pub struct DocKind {
    /// The field that tells articles from quotes.
    pub field: Field,
    /// Whether quotes are asked for.
    pub quotes: bool,
}

impl DocKind {
    /// The value of the field.
    pub const fn value(self) -> &'static str {
        if self.quotes { QUOTE } else { ARTICLE }
    }
}

/// Whether so many matches of a segment make a question a broad one.
pub const fn is_broad(matched: usize) -> bool {
    matched >= MANY
}

/// Counts the values that some documents have, in order, none deleted; `whole` is their kind, where a
/// broad question has been asked before.
///
/// # Errors
/// Where a column cannot be read.
pub fn count(
    segment: &SegmentColumns,
    whole: Option<DocKind>,
    matched: &[DocId],
    facets: &[&'static Facet],
    counts: &mut [Option<OrdinalCounts>],
) -> tantivy::Result<()> {
    let counts = facets.iter().zip(counts.iter_mut());
    let counts = counts.filter_map(|(facet, counts)| Some((*facet, counts.as_mut()?)));
    if let Some(kind) = whole.filter(|_| is_broad(matched.len())) {
        let all = segment.documents(kind)?;
        if matched.len() * 2 > all.len() {
            let others = others(all, matched);
            for (facet, counts) in counts {
                counts.begin_with(segment.whole(facet, kind)?);
                in_blocks(&others, |block| counts.uncount(block));
            }
            return Ok(());
        }
    }
    for (_, counts) in counts {
        in_blocks(matched, |block| counts.count(block));
    }
    Ok(())
}

/// Many documents are read faster together, but not all of them.
pub fn in_blocks(docs: &[DocId], take: impl FnMut(&[DocId])) {
    docs.chunks(COLLECT_BLOCK_BUFFER_LEN).for_each(take);
}

/// Those of an ordered list that are not in another, which it holds whole.
fn others(all: &[DocId], without: &[DocId]) -> Vec<DocId> {
    let mut without = without.iter().peekable();
    let mut others = Vec::with_capacity(all.len().saturating_sub(without.len()));
    for doc in all {
        if without.next_if_eq(&doc).is_none() {
            others.push(*doc);
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::others;
    use crate::facet;
    use crate::ingest::{Options, ingest};
    use crate::search::{Request, Searcher};

    #[test]
    fn what_is_left_of_an_ordered_list() {
        assert_eq!(others(&[1, 3, 4, 9], &[3, 9]), [1, 4]);
        assert_eq!(others(&[1, 3], &[]), [1, 3]);
        assert!(others(&[1, 3], &[1, 3]).is_empty());
    }

    #[test]
    fn counts_are_the_same_when_they_are_taken_from_the_whole() {
        let today = date(2026, 1, 1);
        let dir = tempfile::tempdir().expect("a folder");
        let index = dir.path().join("index");
        let run = || ingest(&[dir.path()], &Options::new(&index, today), &|_| {}).expect("indexed");
        let countries = ["Chad", "Peru", "Mali", "Oman"];
        for n in 0..14 {
            let bird = if n % 4 == 0 { "gull" } else { "walrus" };
            let country = countries[n % countries.len()];
            let story = format!(
                "A {bird} came\n\nThe Star, May {}, 2024\n\n“We saw a {bird} here,” said Ana Silva of {country}. “It was in {country},” said Karl Moe.\n",
                n + 1
            );
            fs::write(dir.path().join(format!("{n:02}.txt")), story).expect("a story");
            if n == 8 {
                run();
            }
        }
        // Deleted documents stay in their segment.
        fs::remove_file(dir.path().join("03.txt")).expect("removed");
        run();
        for query in ["*", "walrus", "gull", "walrus -peru", "country:peru walrus"] {
            let request = Request {
                query: query.into(),
                ..Request::default()
            };
            for field in ["country", "speaker", "kind", "year", "source"] {
                let searcher = Searcher::open(&index).expect("an index");
                let facet = facet::by_name(field).expect("a facet");
                let count = || searcher.facets(facet, &request, None, today).expect("counts");
                let first = count();
                for _ in 0..3 {
                    assert_eq!(count(), first, "{query}, {field}");
                }
            }
        }
    }
}
