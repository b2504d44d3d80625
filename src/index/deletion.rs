//! What is deleted, and from which segments.
//!
//! The engine numbers its operations, and deletes what was added before. Segments that we hand over
//! have no such numbers: it may apply a deletion to a segment that came after it. So a deletion
//! knows when it was made, and passes over segments that came later.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, Term};

/// When segments came, and deletions were made: both are counted by the segments.
#[derive(Clone, Debug, Default)]
pub(super) struct Order(Arc<Mutex<HashMap<SegmentId, usize>>>);

impl Order {
    /// A segment is about to be handed over.
    pub(super) fn comes(&self, segment: SegmentId) {
        let mut known = self.known();
        let before = known.len();
        known.insert(segment, before);
    }

    /// Deletes the documents with a term from what came up to now.
    pub(super) fn deletion(&self, term: Term) -> Box<dyn Query> {
        Box::new(Deletion {
            of: TermQuery::new(term, IndexRecordOption::Basic),
            before: self.known().len(),
            order: self.clone(),
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<SegmentId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Clone, Debug)]
struct Deletion {
    of: TermQuery,
    /// How many segments had come.
    before: usize,
    order: Order,
}

struct OfSegments {
    of: Box<dyn Weight>,
    before: usize,
    order: Order,
}

impl Query for Deletion {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(OfSegments {
            of: self.of.weight(scoring)?,
            before: self.before,
            order: self.order.clone(),
        }))
    }
}

impl OfSegments {
    /// Whether the segment was there. One that is not known was there before all of ours, or was
    /// merged of such as came before: the engine applies no older deletion to those.
    fn was_there(&self, reader: &SegmentReader) -> bool {
        let came = self.order.known().get(&reader.segment_id()).copied();
        came.is_none_or(|came| came < self.before)
    }
}

impl Weight for OfSegments {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.was_there(reader) {
            self.of.scorer(reader, boost)
        } else {
            Ok(Box::new(EmptyScorer))
        }
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.of.explain(reader, doc)
    }
}
