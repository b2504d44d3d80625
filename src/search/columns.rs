//! Columns of an open index, looked up and opened once: the engine does it anew for every
//! question and segment, which costs more than many a question.

use std::sync::OnceLock;

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DateTime, SegmentReader};

use crate::facet::{FACETS, Facet};

/// Columns of all segments of one commit.
pub struct Columns {
    segments: Vec<SegmentColumns>,
}

/// Columns of one segment, each opened when it is first asked for.
pub struct SegmentColumns {
    reader: SegmentReader,
    days: OnceLock<Column<DateTime>>,
    keys: OnceLock<Column<u64>>,
    facets: Vec<OnceLock<Option<StrColumn>>>,
}

impl Columns {
    /// Nothing opened yet.
    pub fn new(engine: &tantivy::Searcher) -> Self {
        let segments = engine.segment_readers().iter();
        Self {
            segments: segments
                .map(|reader| SegmentColumns {
                    reader: reader.clone(),
                    days: OnceLock::new(),
                    keys: OnceLock::new(),
                    facets: FACETS.iter().map(|_| OnceLock::new()).collect(),
                })
                .collect(),
        }
    }

    /// Those of a segment.
    ///
    /// # Errors
    /// Where the segment belongs to another commit.
    pub fn of(&self, segment: SegmentId) -> tantivy::Result<&SegmentColumns> {
        let known = self.segments.iter().find(|s| s.reader.segment_id() == segment);
        known.ok_or_else(|| tantivy::TantivyError::InternalError("a segment of another commit".to_owned()))
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

    /// Ids as numbers.
    pub fn keys(&self) -> tantivy::Result<&Column<u64>> {
        opened(&self.keys, || self.reader.fast_fields().u64("key"))
    }

    /// Values of a facet; `None` where no document of the segment has any.
    pub fn facet(&self, facet: &Facet) -> tantivy::Result<Option<&StrColumn>> {
        let open = || self.reader.fast_fields().str(facet.field);
        let at = FACETS.iter().position(|f| f.name == facet.name);
        let Some(slot) = at.and_then(|at| self.facets.get(at)) else {
            return Ok(None);
        };
        Ok(opened(slot, open)?.as_ref())
    }
}

fn opened<T>(slot: &OnceLock<T>, open: impl FnOnce() -> tantivy::Result<T>) -> tantivy::Result<&T> {
    if let Some(known) = slot.get() {
        return Ok(known);
    }
    let fresh = open()?;
    Ok(slot.get_or_init(|| fresh))
}
