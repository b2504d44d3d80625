//! Words, in documents that filters let through.
//!
//! The engine finds every document that has the words and passes, and scores it. Where much passes, the
//! best by their words are found first, with whole blocks of documents passed over, and only those
//! are asked whether they pass. Documents and scores are the engine's.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SeekDangerResult, SegmentReader, TERMINATED};

/// Words and filters.
#[derive(Clone, Debug)]
pub struct Filtered {
    /// Words and filters as one query.
    pub all: Arc<dyn Query>,
    /// What is scored; it must give its documents in order.
    pub words: Arc<dyn Query>,
    /// What passes; nothing of it is scored.
    pub filters: Arc<[Box<dyn Query>]>,
}

/// Filters that let less than one of so many documents through are asked first: what has few
/// matches has no good ones early, and the words alone would be gone through for nothing.
const FEW: u64 = 32;

impl Query for Filtered {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let all = self.all.weight(scoring)?;
        if !scoring.is_scoring_enabled() {
            return Ok(all);
        }
        let filters = self.filters.iter().map(|filter| filter.weight(scoring));
        Ok(Box::new(FilteredWeight {
            all,
            words: self.words.weight(scoring)?,
            filters: filters.collect::<tantivy::Result<_>>()?,
        }))
    }
}

struct FilteredWeight {
    all: Box<dyn Weight>,
    words: Box<dyn Weight>,
    filters: Vec<Box<dyn Weight>>,
}

/// One filter in one segment.
struct Filter {
    scorer: Box<dyn Scorer>,
    /// No document before this one, from where it was asked last, passes.
    next: DocId,
}

impl Filter {
    /// Whether a document passes; documents are asked about in order.
    fn passes(&mut self, doc: DocId) -> bool {
        if doc < self.next {
            return false;
        }
        match self.scorer.seek_danger(doc) {
            SeekDangerResult::Found => true,
            SeekDangerResult::SeekLowerBound(next) => {
                self.next = next;
                false
            }
        }
    }
}

impl Weight for FilteredWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.all.scorer(reader, boost)
    }

    fn for_each(
        &self,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score),
    ) -> tantivy::Result<()> {
        self.all.for_each(reader, callback)
    }

    fn for_each_no_score(
        &self,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(&[DocId]),
    ) -> tantivy::Result<()> {
        self.all.for_each_no_score(reader, callback)
    }

    fn for_each_pruning(
        &self,
        mut threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let mut filters = Vec::with_capacity(self.filters.len());
        for filter in &self.filters {
            let scorer = filter.scorer(reader, 1.0)?;
            if scorer.doc() == TERMINATED {
                return Ok(());
            }
            if u64::from(scorer.size_hint()) * FEW < u64::from(reader.max_doc()) {
                return self.all.for_each_pruning(threshold, reader, callback);
            }
            let next = scorer.doc();
            filters.push(Filter { scorer, next });
        }
        self.words.for_each_pruning(threshold, reader, &mut |doc, score| {
            if filters.iter_mut().all(|filter| filter.passes(doc)) {
                threshold = callback(doc, score);
            }
            threshold
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.all.explain(reader, doc)
    }
}
