//! Documents of a span of days.
//!
//! The engine's own range goes through its column in blocks, whatever else is asked. Mostly
//! something else is, so here a document that matches the rest is looked up; segments of
//! which all days, or none, lie inside cost nothing. Where articles are asked for by day more
//! than once, a table of them by day is made.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use tantivy::columnar::{Cardinality, Column};
use tantivy::query::{
    AllScorer, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::Field;
use tantivy::{DateTime, DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

use super::columns::{Columns, number};
use super::docs::Docs;

/// Documents published on one of the days; none is better than another.
#[derive(Clone)]
pub struct Days {
    /// Columns of the commit that is asked.
    pub columns: Arc<Columns>,
    /// First and last day.
    pub days: RangeInclusive<DateTime>,
    /// Set where only articles are wanted and the table of them is to be used: the field that
    /// tells them from quotes.
    pub of_articles: Option<Field>,
}

impl fmt::Debug for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Days({:?})", self.days)
    }
}

/// How many documents of a segment lie inside.
enum Share {
    None,
    Some,
    All,
}

impl Days {
    fn share(&self, column: &Column<DateTime>) -> Share {
        let (first, last) = (column.min_value(), column.max_value());
        let all_dated = column.get_cardinality() == Cardinality::Full;
        if self.days.is_empty() || *self.days.start() > last || *self.days.end() < first {
            Share::None
        } else if all_dated && self.days.contains(&first) && self.days.contains(&last) {
            Share::All
        } else {
            Share::Some
        }
    }

    /// The articles of the table that lie inside, the oldest first.
    fn inside<'a>(&self, table: &'a [(i32, DocId)]) -> &'a [(i32, DocId)] {
        let (first, last) = (number(*self.days.start()), number(*self.days.end()));
        let from = table.partition_point(|(day, _)| *day < first);
        let inside = table.get(from..).unwrap_or_default();
        &inside[..inside.partition_point(|(day, _)| *day <= last)]
    }

    /// A cursor over them.
    fn listed(&self, table: &[(i32, DocId)], max_doc: DocId) -> Box<dyn Scorer> {
        let inside = self.inside(table);
        if inside.is_empty() {
            return Box::new(EmptyScorer);
        }
        let mut docs = Docs::new(max_doc);
        inside.iter().for_each(|(_, doc)| docs.add(*doc));
        Box::new(ConstScorer::new(docs.cursor(), 0.0))
    }
}

impl Query for Days {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Days {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = self.columns.of(reader.segment_id())?;
        if let Some(kind) = self.of_articles {
            return Ok(self.listed(columns.by_day(kind)?, reader.max_doc()));
        }
        let column = columns.days()?;
        Ok(match self.share(column) {
            Share::None => Box::new(EmptyScorer),
            Share::All => Box::new(ConstScorer::new(AllScorer::new(reader.max_doc()), 0.0)),
            Share::Some => {
                let mut docs = InDays::new(column, &self.days);
                docs.read_on();
                Box::new(ConstScorer::new(docs, 0.0))
            }
        })
    }

    /// Within a conjunction: nothing is looked for before a document is asked about.
    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        _: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let columns = self.columns.of(reader.segment_id())?;
        let column = columns.days()?;
        let mut scorer: Box<dyn Scorer> = match self.share(column) {
            Share::Some if self.of_articles.is_some() => self.scorer(reader, 0.0)?,
            Share::None => Box::new(EmptyScorer),
            Share::All => Box::new(ConstScorer::new(AllScorer::new(reader.max_doc()), 0.0)),
            Share::Some => Box::new(ConstScorer::new(InDays::new(column, &self.days), 0.0)),
        };
        let found = scorer.seek_danger(target);
        Ok((found, scorer))
    }

    /// Of the table only articles that are not deleted are in it.
    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        if let Some(kind) = self.of_articles {
            let columns = self.columns.of(reader.segment_id())?;
            return Ok(self.inside(columns.by_day(kind)?).len() as u32);
        }
        let mut scorer = self.scorer(reader, 1.0)?;
        Ok(match reader.alive_bitset() {
            Some(alive) => scorer.count(alive),
            None => scorer.count_including_deleted(),
        })
    }

    /// With the table: the newest first, out of order, until no more are wanted.
    fn for_each_pruning(
        &self,
        mut threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        if let Some(kind) = self.of_articles {
            let columns = self.columns.of(reader.segment_id())?;
            for (_, doc) in self.inside(columns.by_day(kind)?).iter().rev() {
                if threshold >= 0.0 {
                    break;
                }
                threshold = callback(*doc, 0.0);
            }
            return Ok(());
        }
        let mut scorer = self.scorer(reader, 1.0)?;
        while scorer.doc() != TERMINATED {
            if threshold < 0.0 {
                threshold = callback(scorer.doc(), 0.0);
            }
            scorer.advance();
        }
        Ok(())
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "days have no score to explain".to_owned(),
        ))
    }
}

/// Documents looked through at a time: few at first and after a leap, then more and more.
const FIRST_STRIDE: u32 = 128;
const LAST_STRIDE: u32 = 1 << 16;

/// A cursor over the documents of a segment that lie inside.
struct InDays {
    column: Column<DateTime>,
    days: RangeInclusive<DateTime>,
    /// Matches among the documents looked through last.
    found: Vec<DocId>,
    at: usize,
    /// The first document not looked through.
    next: DocId,
    stride: u32,
}

impl InDays {
    /// Before the first document: [`InDays::read_on`] or a seek goes to one.
    fn new(column: &Column<DateTime>, days: &RangeInclusive<DateTime>) -> Self {
        let (first, last) = (column.min_value(), column.max_value());
        Self {
            column: column.clone(),
            days: first.max(*days.start())..=last.min(*days.end()),
            found: Vec::new(),
            at: 0,
            next: 0,
            stride: FIRST_STRIDE,
        }
    }

    /// Looks on until something is found or the end is reached.
    fn read_on(&mut self) {
        let end = self.column.num_docs();
        self.found.clear();
        self.at = 0;
        while self.found.is_empty() && self.next < end {
            let until = end.min(self.next.saturating_add(self.stride));
            self.column
                .get_docids_for_value_range(self.days.clone(), self.next..until, &mut self.found);
            self.next = until;
            self.stride = (self.stride * 2).min(LAST_STRIDE);
        }
    }
}

impl DocSet for InDays {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        if self.at >= self.found.len() {
            self.read_on();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target >= self.next {
            self.next = target;
            self.stride = FIRST_STRIDE;
            self.read_on();
        }
        while self.doc() < target {
            self.advance();
        }
        self.doc()
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.column.num_docs() {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        if !self
            .column
            .first(target)
            .is_some_and(|day| self.days.contains(&day))
        {
            return SeekDangerResult::SeekLowerBound(target + 1);
        }
        self.found.clear();
        self.found.push(target);
        self.at = 0;
        self.next = target + 1;
        self.stride = FIRST_STRIDE;
        SeekDangerResult::Found
    }

    fn size_hint(&self) -> u32 {
        self.column.num_docs() / 10
    }

    /// To lead, this cursor must look through the whole column, quickly though, and every
    /// document inside is then asked about elsewhere: as many as there are days, about.
    fn cost(&self) -> u64 {
        let seconds = |first: DateTime, last: DateTime| {
            last.into_timestamp_secs()
                .saturating_sub(first.into_timestamp_secs())
                .max(0) as f64
                + 1.0
        };
        let all = seconds(self.column.min_value(), self.column.max_value());
        let inside = seconds(*self.days.start(), *self.days.end());
        (f64::from(self.column.num_docs()) * (1.0 / 64.0 + inside / all)) as u64
    }
}
