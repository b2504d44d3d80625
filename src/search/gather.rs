//! One pass over the matches: count, best hits, facet counts.
//!
//! Facets are counted by ordinal in an array per segment and only the ordinals
//! that occur are turned into words, so that ten values cost what ten thousand do.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DateTime, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::Sort;
use crate::facet::Facet;

/// What to gather.
pub struct Gather<'a> {
    /// Hits to keep.
    pub top: usize,
    /// Their order.
    pub sort: Sort,
    /// Whether scores mean anything for this query.
    pub scored: bool,
    /// Facets to count.
    pub facets: Vec<&'static Facet>,
    /// Gives the values above a value, which documents do not carry themselves: each is
    /// counted once for a document, however many values of the document lie below it.
    pub above: Option<Above<'a>>,
}

/// Values above a value of a facet.
pub type Above<'a> = &'a (dyn Fn(&str) -> Vec<&'static str> + Sync);

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

struct OrdinalCounts {
    column: StrColumn,
    counts: Vec<u32>,
    above: Option<AboveCounts>,
}

/// Counts of the values above those of a column.
struct AboveCounts {
    /// By ordinal: places in `values`.
    of_ord: Vec<Vec<usize>>,
    values: Vec<&'static str>,
    counts: Vec<u32>,
    /// The document that was counted last.
    last: Vec<Option<DocId>>,
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
    counts: Vec<HashMap<String, u64>>,
}

impl Collector for Gather<'_> {
    type Fruit = Gathered;
    type Child = SegmentGather;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let columns = reader.fast_fields();
        let facet_counts = |facet: &&'static Facet| -> tantivy::Result<Option<OrdinalCounts>> {
            let Some(column) = columns.str(facet.field)? else {
                return Ok(None);
            };
            Ok(Some(OrdinalCounts {
                counts: vec![0; column.num_terms()],
                above: self
                    .above
                    .map(|above| AboveCounts::new(&column, above))
                    .transpose()?,
                column,
            }))
        };
        Ok(SegmentGather {
            total: 0,
            top: self.top,
            sort: self.sort,
            segment,
            heap: BinaryHeap::new(),
            days: columns.date("published")?,
            keys: columns.u64("key")?,
            facets: self
                .facets
                .iter()
                .map(facet_counts)
                .collect::<tantivy::Result<_>>()?,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored && self.sort == Sort::Relevance && self.top > 0
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<SegmentFruit>>) -> tantivy::Result<Gathered> {
        let mut gathered = Gathered {
            counts: vec![HashMap::new(); self.facets.len()],
            ..Gathered::default()
        };
        let mut top = Vec::new();
        for fruit in fruits {
            let fruit = fruit?;
            gathered.total += fruit.total;
            top.extend(fruit.top);
            for (all, counts) in gathered.counts.iter_mut().zip(fruit.counts) {
                for (value, count) in counts {
                    *all.entry(value).or_default() += count;
                }
            }
        }
        top.sort_by_key(|(rank, ..)| Reverse(*rank));
        top.truncate(self.top);
        gathered.top = top
            .into_iter()
            .map(|(_, address, score)| (address, score))
            .collect();
        Ok(gathered)
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
    type Fruit = tantivy::Result<SegmentFruit>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        for facet in self.facets.iter_mut().flatten() {
            for ord in facet.column.ords().values_for_doc(doc) {
                if let Some(count) = facet.counts.get_mut(ord as usize) {
                    *count += 1;
                }
                if let Some(above) = &mut facet.above {
                    above.count(ord, doc);
                }
            }
        }
        if self.top > 0 {
            self.keep(doc, score);
        }
    }

    fn harvest(self) -> Self::Fruit {
        let counts = self
            .facets
            .iter()
            .map(|facet| facet.as_ref().map_or(Ok(HashMap::new()), named));
        let counts = counts.collect::<std::io::Result<_>>()?;
        let address = |doc| DocAddress::new(self.segment, doc);
        let top = self
            .heap
            .iter()
            .map(|Reverse((rank, doc, score))| (*rank, address(*doc), score.0));
        Ok(SegmentFruit {
            total: self.total,
            top: top.collect(),
            counts,
        })
    }
}

impl AboveCounts {
    fn new(column: &StrColumn, above: Above<'_>) -> std::io::Result<Self> {
        let mut counts = Self {
            of_ord: Vec::with_capacity(column.num_terms()),
            values: Vec::new(),
            counts: Vec::new(),
            last: Vec::new(),
        };
        let mut terms = column.dictionary().stream()?;
        while terms.advance() {
            let values = above(&String::from_utf8_lossy(terms.key()));
            let places = values.into_iter().map(|value| counts.place(value)).collect();
            counts.of_ord.push(places);
        }
        Ok(counts)
    }

    fn place(&mut self, value: &'static str) -> usize {
        let known = self.values.iter().position(|v| *v == value);
        known.unwrap_or_else(|| {
            self.values.push(value);
            self.counts.push(0);
            self.last.push(None);
            self.values.len() - 1
        })
    }

    fn count(&mut self, ord: u64, doc: DocId) {
        for place in self.of_ord.get(ord as usize).into_iter().flatten() {
            if self.last[*place] != Some(doc) {
                self.last[*place] = Some(doc);
                self.counts[*place] += 1;
            }
        }
    }
}

/// Counts by word instead of by ordinal.
fn named(facet: &OrdinalCounts) -> std::io::Result<HashMap<String, u64>> {
    let present = facet.counts.iter().zip(0u64..).filter(|(count, _)| **count > 0);
    let (counts, ords): (Vec<u64>, Vec<u64>) = present.map(|(count, ord)| (u64::from(*count), ord)).unzip();
    let mut named = HashMap::with_capacity(ords.len());
    let mut next = counts.iter();
    facet.column.dictionary().sorted_ords_to_term_cb(&ords, |term| {
        if let Some(count) = next.next() {
            named.insert(String::from_utf8_lossy(term).into_owned(), *count);
        }
    })?;
    if let Some(above) = &facet.above {
        let counted = above
            .values
            .iter()
            .zip(&above.counts)
            .filter(|(_, count)| **count > 0);
        named.extend(counted.map(|(value, count)| ((*value).to_owned(), u64::from(*count))));
    }
    Ok(named)
}
