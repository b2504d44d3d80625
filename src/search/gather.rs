//! The matches gone through: count, best hits, facet counts.
//!
//! Where the query is made of plain words the best hits are found apart from the count: the
//! engine then passes over whole blocks of documents that cannot be among them, and the
//! count needs no scores. Any other query is gone through once for both.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Weight;
use tantivy::{DateTime, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use super::counts::{self, Counting, OrdinalCounts};
use super::limit::Limit;
use crate::facet::Facet;
use crate::index::columns;

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
    /// Whether the number of matches is wanted.
    pub total: bool,
    /// Facets to count.
    pub counting: Counting<'a>,
    /// When to give it up: what is gathered then is not to be used.
    pub limit: &'a Limit<'a>,
}

/// What was gathered.
#[derive(Default)]
pub struct Gathered {
    /// Matches.
    pub total: u64,
    /// The best hits, best first, with their scores.
    pub top: Vec<(DocAddress, Score)>,
    /// Counts by value, one map for each facet asked for.
    pub counts: Vec<HashMap<String, u64>>,
}

/// Position of a hit; greater is better. Equal ranks do not occur within one index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    first: i64,
    day: i64,
    key: Reverse<u64>,
}

/// Stands below every real day.
const UNDATED: i64 = i64::MIN;

/// One segment's share of the work.
pub struct SegmentGather {
    total: u64,
    top: usize,
    sort: Sort,
    segment: SegmentOrdinal,
    heap: BinaryHeap<Reverse<(Rank, DocId, OrderedScore)>>,
    days: Column<DateTime>,
    keys: Column<u64>,
    facets: Vec<Option<OrdinalCounts>>,
}

/// A score that can stand in an ordered tuple; never NaN.
#[derive(Clone, Copy, PartialEq)]
struct OrderedScore(Score);

impl Eq for OrderedScore {}
impl PartialOrd for OrderedScore {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for OrderedScore {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// What a segment gives back.
pub struct SegmentFruit {
    total: u64,
    top: Vec<(Rank, DocAddress, Score)>,
    counts: Vec<Option<OrdinalCounts>>,
}

impl Collector for Gather<'_> {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let numbers = reader.fast_fields();
        let facet_counts = |facet: &&'static Facet| -> tantivy::Result<Option<OrdinalCounts>> {
            let column = columns::strings(reader, facet.field)?;
            Ok(column
                .map(|column| OrdinalCounts::new(column, self.counting.above))
                .transpose()?)
        };
        Ok(SegmentGather {
            total: 0,
            top: self.top,
            sort: self.sort,
            segment,
            heap: BinaryHeap::new(),
            days: numbers.date("published")?,
            keys: numbers.u64("key")?,
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
        let mut top = Vec::new();
        let mut counted: Vec<Vec<OrdinalCounts>> = self.counting.facets.iter().map(|_| Vec::new()).collect();
        for fruit in fruits {
            gathered.total += fruit.total;
            top.extend(fruit.top);
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
        top.sort_by_key(|(rank, ..)| Reverse(*rank));
        top.truncate(self.top);
        gathered.top = top
            .into_iter()
            .map(|(_, address, score)| (address, score))
            .collect();
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
        let counting = self.total || !self.counting.facets.is_empty();
        if !self.requires_scoring() {
            weight.for_each_no_score(reader, &mut |docs| {
                if limit.is_reached() {
                    return;
                }
                docs.iter()
                    .filter(|doc| alive(**doc))
                    .for_each(|doc| gather.collect(*doc, 0.0));
            })?;
            return Ok(gather.harvest());
        }
        if counting && !self.skips {
            weight.for_each(reader, &mut |doc, score| {
                if !limit.is_reached_at(doc) && alive(doc) {
                    gather.collect(doc, score);
                }
            })?;
            return Ok(gather.harvest());
        }
        if counting && self.counting.facets.is_empty() {
            gather.total = u64::from(weight.count(reader)?);
        } else if counting {
            weight.for_each_no_score(reader, &mut |docs| {
                if limit.is_reached() {
                    return;
                }
                docs.iter()
                    .filter(|doc| alive(**doc))
                    .for_each(|doc| gather.count(*doc));
            })?;
        }
        weight.for_each_pruning(Score::MIN, reader, &mut |doc, score| {
            if limit.is_reached_at(doc) {
                return Score::MAX;
            }
            if alive(doc) {
                gather.keep(doc, score);
            }
            gather.worst()
        })?;
        Ok(gather.harvest())
    }
}

impl SegmentGather {
    fn rank(&self, doc: DocId, score: Score) -> Rank {
        let day = self
            .days
            .first(doc)
            .map_or(UNDATED, DateTime::into_timestamp_secs);
        let first = match self.sort {
            // Scores are never negative, so their bits are ordered as they are.
            Sort::Relevance => i64::from(score.max(0.0).to_bits()),
            Sort::Newest => day,
            Sort::Oldest if day == UNDATED => UNDATED,
            Sort::Oldest => -day,
        };
        Rank {
            first,
            day,
            key: Reverse(self.keys.first(doc).unwrap_or_default()),
        }
    }

    fn count(&mut self, doc: DocId) {
        self.total += 1;
        for facet in self.facets.iter_mut().flatten() {
            facet.count(doc);
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

    fn keep(&mut self, doc: DocId, score: Score) {
        if self.sort == Sort::Relevance
            && self.heap.len() >= self.top
            && self
                .heap
                .peek()
                .is_some_and(|Reverse((worst, ..))| i64::from(score.max(0.0).to_bits()) < worst.first)
        {
            return;
        }
        let hit = Reverse((self.rank(doc, score), doc, OrderedScore(score)));
        if self.heap.len() < self.top {
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
        self.count(doc);
        if self.top > 0 {
            self.keep(doc, score);
        }
    }

    fn harvest(self) -> SegmentFruit {
        let address = |doc| DocAddress::new(self.segment, doc);
        let top = self
            .heap
            .iter()
            .map(|Reverse((rank, doc, score))| (*rank, address(*doc), score.0));
        SegmentFruit {
            total: self.total,
            top: top.collect(),
            counts: self.facets,
        }
    }
}
