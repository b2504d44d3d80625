//! Documents with a word that begins so, in a text or its headline.
//!
//! All words that begin so are gone through once, into a set of documents, and none of them is
//! scored. A document counts one for the text and one for the headline.

use std::cmp::Reverse;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
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
    /// Calls `take` with every word that begins so.
    fn each_word(
        &self,
        index: &InvertedIndexReader,
        mut take: impl FnMut(&TermInfo) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let beyond = format!("{}{}", self.beginning, char::MAX);
        let range = index.terms().range().without_keys();
        let mut words = range.ge(&self.beginning).lt(&beyond).into_stream()?;
        while words.advance() {
            take(words.value())?;
        }
        Ok(())
    }

    /// Calls `take` with every document of a word that begins so, as often as there are words.
    fn each(&self, reader: &SegmentReader, field: Field, mut take: impl FnMut(DocId)) -> tantivy::Result<()> {
        let index = reader.inverted_index(field)?;
        let mut reused = None;
        self.each_word(&index, |word| {
            let docs = documents(&index, word, &mut reused)?;
            while !docs.docs().is_empty() {
                docs.docs().iter().for_each(|doc| take(*doc));
                docs.advance();
            }
            Ok(())
        })
    }

    /// Documents that have it in the headline, in order.
    fn headlines(&self, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let mut headlines = Vec::new();
        if let Some(headline) = self.headline {
            self.each(reader, headline, |doc| headlines.push(doc))?;
            headlines.sort_unstable();
            headlines.dedup();
        }
        Ok(headlines)
    }

    /// Those of some documents, which are in order, that have it in the text.
    fn in_text(&self, reader: &SegmentReader, mut unsure: Vec<DocId>) -> tantivy::Result<Vec<DocId>> {
        let mut found = Vec::new();
        if unsure.is_empty() {
            return Ok(found);
        }
        let index = reader.inverted_index(self.text)?;
        let mut words = Vec::new();
        self.each_word(&index, |word| {
            words.push(word.clone());
            Ok(())
        })?;
        // The most frequent word has nearly all of them, and the others are asked for the rest.
        words.sort_unstable_by_key(|word| Reverse(word.doc_freq));
        let mut reused = None;
        for word in &words {
            if unsure.is_empty() {
                break;
            }
            let docs = documents(&index, word, &mut reused)?;
            if (docs.doc_freq() as usize) < unsure.len() {
                while !docs.docs().is_empty() {
                    for doc in docs.docs() {
                        found.extend(unsure.binary_search(doc).map(|at| unsure.remove(at)).ok());
                    }
                    docs.advance();
                }
                continue;
            }
            unsure.retain(|doc| {
                let at = docs.seek(*doc);
                let has_it = docs.doc(at) == *doc;
                found.extend(has_it.then_some(*doc));
                !has_it
            });
        }
        found.sort_unstable();
        Ok(found)
    }

    fn found(&self, reader: &SegmentReader) -> tantivy::Result<Found> {
        let mut any = Docs::new(reader.max_doc());
        self.each(reader, self.text, |doc| any.add(doc))?;
        let mut both = Vec::new();
        if self.headline.is_some() {
            any.sort();
            let headlines = self.headlines(reader)?;
            both.extend(headlines.iter().filter(|doc| any.contains(**doc)));
            headlines.into_iter().for_each(|doc| any.add(doc));
        }
        Ok(Found {
            any: any.cursor(),
            both,
        })
    }
}

/// The documents of a word; what was set aside for those of the last one is used again.
fn documents<'a>(
    index: &InvertedIndexReader,
    word: &TermInfo,
    reused: &'a mut Option<BlockSegmentPostings>,
) -> tantivy::Result<&'a mut BlockSegmentPostings> {
    Ok(match reused {
        Some(docs) => {
            index.reset_block_postings_from_terminfo(word, docs)?;
            docs
        }
        None => reused.insert(index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?),
    })
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

    /// Documents with both come first, out of order: they are found without the others, which are
    /// left out where those are enough.
    fn for_each_pruning(
        &self,
        mut threshold: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let both = self.in_text(reader, self.headlines(reader)?)?;
        for doc in &both {
            if threshold >= BOTH {
                return Ok(());
            }
            threshold = callback(*doc, BOTH);
        }
        if threshold >= ONE {
            return Ok(());
        }
        let mut docs = self.found(reader)?.any;
        let mut both = both.into_iter().peekable();
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
