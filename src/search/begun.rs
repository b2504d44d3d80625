//! Documents with a word that begins so, in a text or its headline.
//!
//! All words that begin so are gone through once, into a set of documents, and none of them is
//! scored. A document counts one for the text and one for the headline.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError,
};

use super::docs::Docs;

/// A begun word.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Field of the text.
    pub text: Field,
    /// Field of the headline, where there is one.
    pub headline: Option<Field>,
    /// The beginning, as the analyzer gives it.
    pub beginning: String,
}

impl Query for Begun {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Begun {
    /// Calls `take` with every document of a word that begins so, as often as there are words.
    fn each(&self, reader: &SegmentReader, field: Field, mut take: impl FnMut(DocId)) -> tantivy::Result<()> {
        let index = reader.inverted_index(field)?;
        let beyond = format!("{}{}", self.beginning, char::MAX);
        let range = index.terms().range().without_keys();
        let mut words = range.ge(&self.beginning).lt(&beyond).into_stream()?;
        let mut reused = None;
        while words.advance() {
            let word = words.value();
            let docs = match &mut reused {
                Some(docs) => {
                    index.reset_block_postings_from_terminfo(word, docs)?;
                    docs
                }
                None => {
                    reused.insert(index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?)
                }
            };
            while !docs.docs().is_empty() {
                docs.docs().iter().for_each(|doc| take(*doc));
                docs.advance();
            }
        }
        Ok(())
    }

    fn found(&self, reader: &SegmentReader) -> tantivy::Result<Found> {
        let mut any = Docs::new(reader.max_doc());
        self.each(reader, self.text, |doc| any.add(doc))?;
        let mut both = Vec::new();
        if let Some(headline) = self.headline {
            any.sort();
            let mut headlines = Vec::new();
            self.each(reader, headline, |doc| headlines.push(doc))?;
            headlines.sort_unstable();
            headlines.dedup();
            both.extend(headlines.iter().filter(|doc| any.contains(**doc)));
            headlines.into_iter().for_each(|doc| any.add(doc));
        }
        Ok(Found {
            any: any.cursor(),
            both,
        })
    }
}

/// What one segment has.
struct Found {
    any: Box<dyn DocSet>,
    /// Documents that have it in text and headline, in order.
    both: Vec<DocId>,
}

impl Weight for Begun {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let found = self.found(reader)?;
        Ok(Box::new(BegunScorer {
            docs: found.any,
            both: found.both,
            at: 0,
            boost,
        }))
    }

    /// Documents with both come first, out of order, so that the others can be left out
    /// where those are enough.
    fn for_each_pruning(
        &self,
        mut threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let found = self.found(reader)?;
        for doc in &found.both {
            if threshold >= BOTH {
                return Ok(());
            }
            threshold = callback(*doc, BOTH);
        }
        let mut docs = found.any;
        let mut both = found.both.into_iter().peekable();
        while docs.doc() != TERMINATED && threshold < ONE {
            if both.next_if_eq(&docs.doc()).is_none() {
                threshold = callback(docs.doc(), ONE);
            }
            docs.advance();
        }
        Ok(())
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "a begun word has no score to explain".to_owned(),
        ))
    }
}

/// Scores of a document with the word in one of the two fields, and in both.
const ONE: Score = 1.0;
const BOTH: Score = 2.0;

struct BegunScorer {
    docs: Box<dyn DocSet>,
    both: Vec<DocId>,
    /// The first of `both` that does not lie behind.
    at: usize,
    boost: Score,
}

impl DocSet for BegunScorer {
    fn advance(&mut self) -> DocId {
        self.docs.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.docs.seek(target)
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        self.docs.seek_danger(target)
    }

    fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
        self.docs.fill_buffer(buffer)
    }

    fn doc(&self) -> DocId {
        self.docs.doc()
    }

    fn size_hint(&self) -> u32 {
        self.docs.size_hint()
    }
}

impl Scorer for BegunScorer {
    fn score(&mut self) -> Score {
        let doc = self.docs.doc();
        while self.both.get(self.at).is_some_and(|behind| *behind < doc) {
            self.at += 1;
        }
        let both = self.both.get(self.at) == Some(&doc);
        self.boost * if both { BOTH } else { ONE }
    }
}
