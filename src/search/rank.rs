//! What makes a hit better than another.

use std::cmp::{Ordering, Reverse};

use tantivy::{DocAddress, Score};

/// Position of a hit; greater is better. Equal ranks do not occur within one index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// The score's bits, or the day, as the hits are sorted.
    pub first: i64,
    /// Its first second; [`UNDATED`] without one.
    pub day: i64,
    /// Its id as a number: the lesser is better.
    pub key: Reverse<u64>,
}

/// Stands below every real day.
pub const UNDATED: i64 = i64::MIN;

/// A hit with its position.
pub type Hit = (Rank, DocAddress, OrderedScore);

/// A score that can stand in an ordered tuple; never NaN.
#[derive(Clone, Copy, PartialEq)]
pub struct OrderedScore(pub Score);

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

/// Scores are never negative, so their bits are ordered as they are.
pub fn by_score(score: Score) -> i64 {
    i64::from(score.max(0.0).to_bits())
}
