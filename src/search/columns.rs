//! Columns and stored texts of an open index, looked up and opened once: the engine does it anew for every
//! question and segment, which costs more than many a question.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::columnar::{Column, StrColumn};
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentId;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{DateTime, DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyError, Term};

use super::broad::{self, DocKind};
use super::counts::OrdinalCounts;
use crate::facet::{FACETS, Facet};
use crate::index::columns;
use crate::index::joined::{self, Joined};
use crate::index::schema::ARTICLE;

/// Columns of all segments of one commit.
pub struct Columns {
    segments: Vec<SegmentColumns>,
    days_asked: AtomicBool,
    broad_asked: AtomicBool,
}

/// Columns of one segment, each opened when it is first asked for.
pub struct SegmentColumns {
    reader: SegmentReader,
    days: OnceLock<Column<DateTime>>,
    joined: OnceLock<Option<StrColumn>>,
    keys: OnceLock<Column<u64>>,
    facets: Vec<OnceLock<Option<StrColumn>>>,
    by_day: OnceLock<Vec<(i32, DocId)>>,
    store: OnceLock<StoreReader>,
    /// Articles, quotes.
    documents: [OnceLock<Vec<DocId>>; 2],
    /// What all of them have of each facet.
    whole: Vec<[OnceLock<Vec<u32>>; 2]>,
}

/// Blocks of stored texts of a segment that are kept unpacked.
const BLOCKS: usize = 50;

impl Columns {
    /// Nothing opened yet.
    pub fn new(engine: &tantivy::Searcher) -> Self {
        let segments = engine.segment_readers().iter();
        Self {
            segments: segments
                .map(|reader| SegmentColumns {
                    reader: reader.clone(),
                    days: OnceLock::new(),
                    joined: OnceLock::new(),
                    keys: OnceLock::new(),
                    facets: FACETS.iter().map(|_| OnceLock::new()).collect(),
                    by_day: OnceLock::new(),
                    store: OnceLock::new(),
                    documents: Default::default(),
                    whole: FACETS.iter().map(|_| Default::default()).collect(),
                })
                .collect(),
            days_asked: AtomicBool::new(false),
            broad_asked: AtomicBool::new(false),
        }
    }

    /// Whether days have been asked about before: then [`SegmentColumns::by_day`] pays, which
    /// costs more than a single question without it.
    pub fn days_again(&self) -> bool {
        self.days_asked.swap(true, Ordering::Relaxed)
    }

    /// Whether a question that very many documents answer has been asked: then
    /// [`SegmentColumns::whole`] pays for the next.
    pub fn broad_asked(&self) -> bool {
        self.broad_asked.load(Ordering::Relaxed)
    }

    /// Such a question is asked.
    pub fn note_broad(&self) {
        self.broad_asked.store(true, Ordering::Relaxed);
    }

    /// The stored bytes of a document: [`crate::index::texts::Texts`].
    ///
    /// # Errors
    /// Where they cannot be read, or the segment belongs to another commit.
    pub fn stored(&self, address: DocAddress) -> tantivy::Result<OwnedBytes> {
        let segment = self.at(address)?;
        let open = || Ok(segment.reader.get_store_reader(BLOCKS)?);
        opened(&segment.store, open)?.get_document_bytes(address.doc_id)
    }

    /// What an article says of names that stand for others.
    ///
    /// # Errors
    /// As [`Columns::stored`].
    pub fn joined(&self, address: DocAddress) -> tantivy::Result<Vec<Joined>> {
        let segment = self.at(address)?;
        let open = || columns::strings(&segment.reader, "joined");
        joined::read(opened(&segment.joined, open)?.as_ref(), address.doc_id)
    }

    fn at(&self, address: DocAddress) -> tantivy::Result<&SegmentColumns> {
        self.segments
            .get(address.segment_ord as usize)
            .ok_or_else(foreign)
    }

    /// Those of a segment.
    ///
    /// # Errors
    /// Where the segment belongs to another commit.
    pub fn of(&self, segment: SegmentId) -> tantivy::Result<&SegmentColumns> {
        let known = self.segments.iter().find(|s| s.reader.segment_id() == segment);
        known.ok_or_else(foreign)
    }
}

impl SegmentColumns {
    /// Days of publication.
    ///
    /// # Errors
    /// Where the column cannot be read, here and below.
    pub fn days(&self) -> tantivy::Result<&Column<DateTime>> {
        opened(&self.days, || self.reader.fast_fields().date("published"))
    }

    /// The articles that have a day and are not deleted, by day (days since 1970) and number;
    /// `kind` is the field that tells articles from quotes.
    pub fn by_day(&self, kind: Field) -> tantivy::Result<&[(i32, DocId)]> {
        let table = opened(&self.by_day, || {
            let days = self.days()?;
            let articles = Term::from_field_text(kind, ARTICLE);
            let index = self.reader.inverted_index(kind)?;
            let mut table = Vec::new();
            if let Some(mut docs) = index.read_postings(&articles, IndexRecordOption::Basic)? {
                while docs.doc() != TERMINATED {
                    let doc = docs.doc();
                    docs.advance();
                    let alive = self.reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
                    table.extend(days.first(doc).filter(|_| alive).map(|day| (number(day), doc)));
                }
            }
            table.sort_unstable();
            Ok(table)
        })?;
        Ok(table)
    }

    /// All documents of a kind that are not deleted, in order.
    pub fn documents(&self, kind: DocKind) -> tantivy::Result<&[DocId]> {
        let list = || {
            let index = self.reader.inverted_index(kind.field)?;
            let term = Term::from_field_text(kind.field, kind.value());
            let mut list = Vec::new();
            if let Some(mut docs) = index.read_postings(&term, IndexRecordOption::Basic)? {
                while docs.doc() != TERMINATED {
                    list.push(docs.doc());
                    docs.advance();
                }
            }
            if let Some(alive) = self.reader.alive_bitset() {
                list.retain(|doc| alive.is_alive(*doc));
            }
            Ok(list)
        };
        Ok(opened(&self.documents[usize::from(kind.quotes)], list)?)
    }

    /// How many documents of a kind have each value of a facet, by ordinal.
    pub fn whole(&self, facet: &Facet, kind: DocKind) -> tantivy::Result<&[u32]> {
        let at = FACETS.iter().position(|f| f.name == facet.name);
        let (Some(slots), Some(column)) = (at.and_then(|at| self.whole.get(at)), self.facet(facet)?) else {
            return Ok(&[]);
        };
        let count = || {
            let mut counts = OrdinalCounts::new(column.clone(), None)?;
            broad::in_blocks(self.documents(kind)?, |block| counts.count(block));
            Ok(counts.by_ordinal())
        };
        Ok(opened(&slots[usize::from(kind.quotes)], count)?)
    }

    /// Ids as numbers.
    pub fn keys(&self) -> tantivy::Result<&Column<u64>> {
        opened(&self.keys, || self.reader.fast_fields().u64("key"))
    }

    /// Values of a facet; `None` where no document of the segment has any.
    pub fn facet(&self, facet: &Facet) -> tantivy::Result<Option<&StrColumn>> {
        let open = || columns::strings(&self.reader, facet.field);
        let at = FACETS.iter().position(|f| f.name == facet.name);
        let Some(slot) = at.and_then(|at| self.facets.get(at)) else {
            return Ok(None);
        };
        Ok(opened(slot, open)?.as_ref())
    }
}

fn foreign() -> TantivyError {
    TantivyError::InternalError("a segment of another commit".to_owned())
}

/// A day as days since 1970; days are kept as their first second.
pub fn number(day: DateTime) -> i32 {
    let days = day.into_timestamp_secs().div_euclid(86_400);
    i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX })
}

fn opened<T>(slot: &OnceLock<T>, open: impl FnOnce() -> tantivy::Result<T>) -> tantivy::Result<&T> {
    if let Some(known) = slot.get() {
        return Ok(known);
    }
    let fresh = open()?;
    Ok(slot.get_or_init(|| fresh))
}
