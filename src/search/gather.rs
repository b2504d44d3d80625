//! The matches gone through: count, best hits, facet counts.
//!
//! Where the query is made of plain words the best hits are found apart from the count: the
//! engine then passes over whole blocks of documents that cannot be among them, and the
//! count needs no scores. Any other query is gone through once for both.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DateTime, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::broad::{self, DocKind};
use super::columns::Columns;
use super::counts::{self, Counting, OrdinalCounts};
use super::limit::Limit;
use super::rank::{Hit, OrderedScore, Rank, UNDATED, by_score};
use crate::facet::Facet;

/// What to gather.
pub struct Gather<'a> {
    /// Hits to keep.
    pub top: usize,
    /// Their order.
    pub sort: Sort,
    /// Whether scores mean anything for this query.
    pub scored: bool,
    /// Whether the engine can pass over documents that are no best hits.
    pub skips: bool,
    /// Whether it goes through the newest documents first, if it is told when these are enough.
    pub by_day: bool,
    /// Whether the number of matches is wanted.
    pub total: bool,
    /// Facets to count.
    pub counting: Counting<'a>,
    /// Whose counts as a whole may be used: after a first question that very many documents answer.
    pub whole: Option<DocKind>,
    /// Columns of the commit that is asked.
    pub columns: &'a Columns,
    /// Where the best hits are kept.
    pub best: Best,
    /// When to give it up: what is gathered then is not to be used.
    pub limit: &'a Limit<'a>,
}

/// The best hits of the segments gone through so far: what cannot be among them is passed
/// over in the next.
#[derive(Default)]
pub struct Best(Mutex<BinaryHeap<Reverse<Hit>>>);

impl Best {
    fn hits(&self) -> MutexGuard<'_, BinaryHeap<Reverse<Hit>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was gathered.
#[derive(Default)]
pub struct Gathered {
    /// Matches.
    pub total: u64,
    /// The best hits, best first, with their scores.
    pub top: Vec<(DocAddress, Score)>,
    /// Their keys.
    pub keys: Vec<u64>,
    /// Counts by value, one map for each facet asked for.
    pub counts: Vec<HashMap<String, u64>>,
}

/// One segment's share of the work.
pub struct SegmentGather {
    total: u64,
    top: usize,
    sort: Sort,
    segment: SegmentOrdinal,
    heap: BinaryHeap<Reverse<Hit>>,
    days: Column<DateTime>,
    keys: Column<u64>,
    facets: Vec<Option<OrdinalCounts>>,
    /// Documents whose values are counted once all are known.
    matched: Option<Vec<DocId>>,
}

/// What a segment gives back.
pub struct SegmentFruit {
    total: u64,
    counts: Vec<Option<OrdinalCounts>>,
}

impl Collector for Gather<'_> {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = self.columns.of(reader.segment_id())?;
        let facet_counts = |facet: &&'static Facet| -> tantivy::Result<Option<OrdinalCounts>> {
            let column = columns.facet(facet)?;
            Ok(column
                .map(|column| OrdinalCounts::new(column.clone(), self.counting.above))
                .transpose()?)
        };
        let later = self.counting.above.is_none() && !self.counting.facets.is_empty();
        Ok(SegmentGather {
            matched: later.then(Vec::new),
            total: 0,
            top: self.top,
            sort: self.sort,
            segment,
            heap: std::mem::take(&mut *self.best.hits()),
            days: columns.days()?.clone(),
            keys: columns.keys()?.clone(),
            facets: self
                .counting
                .facets
                .iter()
                .map(facet_counts)
                .collect::<tantivy::Result<_>>()?,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.sort == Sort::Relevance && self.top > 0
    }

    fn merge_fruits(&self, fruits: Vec<SegmentFruit>) -> tantivy::Result<Gathered> {
        let mut gathered = Gathered::default();
        let mut counted: Vec<Vec<OrdinalCounts>> = self.counting.facets.iter().map(|_| Vec::new()).collect();
        for fruit in fruits {
            gathered.total += fruit.total;
            for (all, counts) in counted.iter_mut().zip(fruit.counts) {
                all.extend(counts);
            }
        }
        for segments in counted {
            gathered.counts.push(match self.counting.values {
                Some(limit) if self.counting.above.is_none() => counts::most_frequent(&segments, limit)?,
                _ => counts::all(&segments)?,
            });
        }
        let mut top = std::mem::take(&mut *self.best.hits()).into_vec();
        top.sort_unstable();
        top.truncate(self.top);
        for Reverse((rank, address, score)) in top {
            gathered.top.push((address, score.0));
            gathered.keys.push(rank.key.0);
        }
        Ok(gathered)
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentFruit> {
        let mut gather = self.for_segment(segment, reader)?;
        if self.limit.is_reached() {
            return Ok(gather.harvest());
        }
        let limit = self.limit;
        let alive = |doc| reader.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
        let mut here: Vec<DocId> = Vec::new();
        let mut living = |docs: &[DocId], take: &mut dyn FnMut(&[DocId])| match reader.alive_bitset() {
            None => take(docs),
            Some(alive) => {
                here.clear();
                here.extend(docs.iter().filter(|doc| alive.is_alive(**doc)));
                take(&here);
            }
        };
        let counting = self.total || !self.counting.facets.is_empty();
        if self.by_day && matches!(self.sort, Sort::Relevance | Sort::Newest) {
            if self.counting.facets.is_empty() {
                gather.total = u64::from(weight.count(reader)?);
            } else {
                weight.for_each_no_score(reader, &mut |docs| living(docs, &mut |docs| gather.count(docs)))?;
            }
            if self.top > 0 {
                weight.for_each_pruning(Score::MIN, reader, &mut |doc, _| {
                    if limit.is_reached_at(doc) || alive(doc) && !gather.keep_newest(doc) {
                        return Score::MAX;
                    }
                    Score::MIN
                })?;
            }
            return self.done(gather, reader);
        }
        if !self.requires_scoring() {
            weight.for_each_no_score(reader, &mut |docs| {
                if limit.is_reached() {
                    return;
                }
                living(docs, &mut |docs| {
                    gather.count(docs);
                    gather.keep_unscored(docs);
                });
            })?;
            return self.done(gather, reader);
        }
        if counting && !self.skips {
            let mut block = Vec::with_capacity(COLLECT_BLOCK_BUFFER_LEN);
            weight.for_each(reader, &mut |doc, score| {
                if !limit.is_reached_at(doc) && alive(doc) {
                    gather.keep(doc, score);
                    block.push(doc);
                    if block.len() == COLLECT_BLOCK_BUFFER_LEN {
                        gather.count(&block);
                        block.clear();
                    }
                }
            })?;
            gather.count(&block);
            return self.done(gather, reader);
        }
        if counting && self.counting.facets.is_empty() {
            gather.total = u64::from(weight.count(reader)?);
        } else if counting {
            weight.for_each_no_score(reader, &mut |docs| {
                if !limit.is_reached() {
                    living(docs, &mut |docs| gather.count(docs));
                }
            })?;
        }
        weight.for_each_pruning(gather.worst(), reader, &mut |doc, score| {
            if limit.is_reached_at(doc) {
                return Score::MAX;
            }
            if alive(doc) {
                gather.keep(doc, score);
            }
            gather.worst()
        })?;
        self.done(gather, reader)
    }
}

impl Gather<'_> {
    /// Hands on the hits of a segment to the next, and counts what was left until now.
    fn done(&self, mut gather: SegmentGather, reader: &SegmentReader) -> tantivy::Result<SegmentFruit> {
        self.best.hits().append(&mut gather.heap);
        if let Some(matched) = gather.matched.take().filter(|_| !self.limit.is_reached()) {
            let segment = self.columns.of(reader.segment_id())?;
            let facets = &self.counting.facets;
            if broad::is_broad(matched.len()) {
                self.columns.note_broad();
            }
            broad::count(segment, self.whole, &matched, facets, &mut gather.facets)?;
        }
        Ok(gather.harvest())
    }
}

impl SegmentGather {
    fn count(&mut self, docs: &[DocId]) {
        self.total += docs.len() as u64;
        if let Some(matched) = &mut self.matched {
            matched.extend_from_slice(docs);
            return;
        }
        for facet in self.facets.iter_mut().flatten() {
            facet.count(docs);
        }
    }

    /// The score at or below which no document can be a best hit any more. One as good
    /// as the worst that is kept may be: ties are told apart by day and id.
    fn worst(&self) -> Score {
        match self.heap.peek() {
            Some(Reverse((_, _, worst))) if self.heap.len() >= self.top => worst.0.next_down(),
            _ => Score::MIN,
        }
    }

    /// The worst hit that is kept, once there are as many as wanted.
    fn full(&self) -> Option<Rank> {
        match self.heap.peek() {
            Some(Reverse((worst, ..))) if self.heap.len() >= self.top => Some(*worst),
            _ => None,
        }
    }

    /// Keeps a hit if it is among the best; its day and id are looked up only where they decide.
    fn keep(&mut self, doc: DocId, score: Score) {
        let worst = self.full();
        let by_score = by_score(score);
        if self.sort == Sort::Relevance && worst.is_some_and(|worst| by_score < worst.first) {
            return;
        }
        self.keep_of(self.days.first(doc), doc, score);
    }

    /// The same for many documents that are equally good.
    fn keep_unscored(&mut self, docs: &[DocId]) {
        if self.top == 0 {
            return;
        }
        let mut days = [None; COLLECT_BLOCK_BUFFER_LEN];
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            days.fill(None);
            self.days.first_vals(docs, &mut days[..docs.len()]);
            for (doc, day) in docs.iter().zip(days) {
                self.keep_of(day, *doc, 0.0);
            }
        }
    }

    /// The same for the newest document of those to come; whether older ones may be hits too.
    fn keep_newest(&mut self, doc: DocId) -> bool {
        let day = self.days.first(doc);
        let known = day.map_or(UNDATED, DateTime::into_timestamp_secs);
        if self.full().is_some_and(|worst| known < worst.day) {
            return false;
        }
        self.keep_of(day, doc, 0.0);
        true
    }

    /// The same for a document whose day is known.
    fn keep_of(&mut self, day: Option<DateTime>, doc: DocId, score: Score) {
        let by_score = by_score(score);
        let worst = self.full();
        let day = day.map_or(UNDATED, DateTime::into_timestamp_secs);
        let first = match self.sort {
            Sort::Relevance => by_score,
            Sort::Newest => day,
            Sort::Oldest if day == UNDATED => UNDATED,
            Sort::Oldest => -day,
        };
        if worst.is_some_and(|worst| (first, day) < (worst.first, worst.day)) {
            return;
        }
        let rank = Rank {
            first,
            day,
            key: Reverse(self.keys.first(doc).unwrap_or_default()),
        };
        let hit = Reverse((rank, DocAddress::new(self.segment, doc), OrderedScore(score)));
        if worst.is_none() {
            self.heap.push(hit);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && hit < *worst
        {
            *worst = hit;
        }
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.count(&[doc]);
        if self.top > 0 {
            self.keep(doc, score);
        }
    }

    fn harvest(self) -> SegmentFruit {
        SegmentFruit {
            total: self.total,
            counts: self.facets,
        }
    }
}
