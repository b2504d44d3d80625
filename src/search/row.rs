//! Words in a row, in a text or its headline.
//!
//! The engine looks every word up twice in every segment, for its statistics and for its
//! documents, and reads where the words stand in every document that has them all. Here a word is
//! looked up once, and a document is read only if it could be among the best hits: it has the row
//! at most as often as the rarest of its words. Documents and scores are the engine's.

mod field;

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError};

use field::{FieldRow, FieldWords};

/// At least two words that follow each other.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where they are looked for; scores of several are added.
    pub fields: Vec<Field>,
    /// The words, as the analyzer gives them.
    pub words: Vec<String>,
}

impl Query for Row {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let Some(searcher) = scoring.searcher() else {
            let problem = "words in a row are looked up in an index".to_owned();
            return Err(TantivyError::InvalidArgument(problem));
        };
        let scored = scoring.is_scoring_enabled();
        let fields = self.fields.iter();
        let fields = fields.map(|field| FieldWords::look_up(searcher, *field, &self.words, scored));
        Ok(Box::new(RowWeight {
            fields: fields.collect::<tantivy::Result<_>>()?,
        }))
    }
}

struct RowWeight {
    fields: Vec<FieldWords>,
}

impl RowWeight {
    /// A cursor that stands nowhere yet; `None` where no field of the segment has all words.
    fn rows(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<Rows>> {
        let mut fields = Vec::new();
        for field in &self.fields {
            fields.extend(field.cursor(reader, boost)?);
        }
        let max_doc = reader.max_doc();
        Ok((!fields.is_empty()).then_some(Rows {
            fields,
            doc: 0,
            max_doc,
        }))
    }
}

impl Weight for RowWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(mut rows) = self.rows(reader, boost)? else {
            return Ok(Box::new(EmptyScorer));
        };
        rows.go_to(0);
        Ok(Box::new(rows))
    }

    /// Within a conjunction: no document is read before it is asked about.
    fn scorer_danger(
        &self,
        reader: &SegmentReader,
        target: DocId,
        boost: Score,
    ) -> tantivy::Result<(SeekDangerResult, Box<dyn Scorer>)> {
        let Some(mut rows) = self.rows(reader, boost)? else {
            let nothing = SeekDangerResult::SeekLowerBound(TERMINATED);
            return Ok((nothing, Box::new(EmptyScorer)));
        };
        let found = rows.seek_danger(target);
        Ok((found, Box::new(rows)))
    }

    fn for_each_pruning(
        &self,
        mut threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let Some(mut rows) = self.rows(reader, 1.0)? else {
            return Ok(());
        };
        let mut doc = 0;
        loop {
            let next = rows.fields.iter_mut().map(|field| field.go_to(doc)).min();
            doc = next.unwrap_or(TERMINATED);
            if doc == TERMINATED {
                return Ok(());
            }
            if rows.most(doc) > threshold && rows.are_in(doc) {
                let score = rows.score();
                if score > threshold {
                    threshold = callback(doc, score);
                }
            }
            doc += 1;
        }
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "words in a row have no score to explain".to_owned(),
        ))
    }
}

/// A cursor over the documents of all fields in one segment.
struct Rows {
    fields: Vec<FieldRow>,
    doc: DocId,
    max_doc: DocId,
}

impl Rows {
    /// Goes to the first document with the row, from `doc` on.
    fn go_to(&mut self, mut doc: DocId) -> DocId {
        loop {
            let next = self.fields.iter_mut().map(|field| field.go_to(doc)).min();
            doc = next.unwrap_or(TERMINATED);
            if doc == TERMINATED || self.are_in(doc) {
                self.doc = doc;
                return doc;
            }
            doc += 1;
        }
    }

    /// Whether the row stands in `doc`, in any field; then the cursor stands there.
    fn are_in(&mut self, doc: DocId) -> bool {
        let mut found = false;
        for field in &mut self.fields {
            found |= field.is_in(doc);
        }
        if found {
            self.doc = doc;
        }
        found
    }

    /// The most that a document can score to which the fields' cursors were moved.
    fn most(&self, doc: DocId) -> Score {
        let there = self.fields.iter().filter(|field| field.at() == doc);
        there.map(FieldRow::most).sum()
    }
}

impl DocSet for Rows {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.go_to(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.go_to(target.max(self.doc))
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < TERMINATED && self.are_in(target) {
            return SeekDangerResult::Found;
        }
        let next = self.fields.iter().map(|field| field.at()).min();
        SeekDangerResult::SeekLowerBound(next.unwrap_or(TERMINATED).max(target + 1).min(TERMINATED))
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let all = f64::from(self.max_doc.max(1));
        let with_all = |field: &FieldRow| {
            field
                .frequencies()
                .fold(all, |docs, word| docs * f64::from(word) / all)
        };
        // Of those, one in twenty has them in a row.
        (self.fields.iter().map(with_all).sum::<f64>() / 20.0) as u32
    }

    /// To read where words stand is dearer than to find them.
    fn cost(&self) -> u64 {
        let words = self.fields.first().map_or(0, |field| field.frequencies().count());
        u64::from(self.size_hint()) * 200 * words as u64
    }
}

impl Scorer for Rows {
    fn score(&mut self) -> Score {
        self.fields
            .iter()
            .filter_map(|field| field.score_in(self.doc))
            .sum()
    }
}

#[cfg(test)]
mod tests;
