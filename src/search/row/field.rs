//! Words in a row in one field.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

/// The words as one field has them.
pub(super) struct FieldWords {
    field: Field,
    /// None where scores are not wanted.
    similarity: Option<Bm25Weight>,
    /// Where each word is found, for the segments that have all.
    segments: Vec<(SegmentId, Words)>,
}

/// The words of one segment.
struct Words {
    index: Arc<InvertedIndexReader>,
    infos: Vec<TermInfo>,
}

impl FieldWords {
    pub(super) fn look_up(
        searcher: &Searcher,
        field: Field,
        words: &[String],
        scored: bool,
    ) -> tantivy::Result<Self> {
        let terms: Vec<Term> = words.iter().map(|w| Term::from_field_text(field, w)).collect();
        let mut frequencies = vec![0; terms.len()];
        let mut segments = Vec::new();
        let mut lacking = Vec::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut infos = Vec::with_capacity(terms.len());
            for (term, frequency) in terms.iter().zip(&mut frequencies) {
                let Some(info) = index.get_term_info(term)? else {
                    break;
                };
                *frequency += u64::from(info.doc_freq);
                infos.push(info);
            }
            match infos.len() {
                all if all == terms.len() => segments.push((segment.segment_id(), Words { index, infos })),
                found => lacking.push((index, found + 1)),
            }
        }
        // Where a word is missing, the others count for the scores of other segments, if there are any.
        if scored && !segments.is_empty() {
            for (index, next) in lacking {
                for (term, frequency) in terms.iter().zip(&mut frequencies).skip(next) {
                    *frequency += u64::from(index.get_term_info(term)?.map_or(0, |info| info.doc_freq));
                }
            }
        }
        let similarity = match scored && !segments.is_empty() {
            true => Some(Bm25Weight::for_terms(
                &Counted {
                    searcher,
                    terms: &terms,
                    frequencies: &frequencies,
                },
                &terms,
            )?),
            false => None,
        };
        Ok(Self {
            field,
            similarity,
            segments,
        })
    }

    /// A cursor at the first document of a segment that has all words; `None` where a word is missing in it.
    pub(super) fn cursor(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<FieldRow>> {
        let of_segment = |(id, _): &&(SegmentId, Words)| *id == reader.segment_id();
        let Some((_, Words { index, infos })) = self.segments.iter().find(of_segment) else {
            return Ok(None);
        };
        let mut postings = Vec::with_capacity(infos.len());
        for (info, behind) in infos.iter().rev().zip(0..) {
            let option = IndexRecordOption::WithFreqsAndPositions;
            postings.push((behind, index.read_postings_from_terminfo(info, option)?));
        }
        postings.sort_by_key(|(_, postings)| postings.size_hint());
        let norms = match &self.similarity {
            Some(_) => reader.fieldnorms_readers().get_field(self.field)?,
            None => None,
        };
        let mut row = FieldRow {
            postings,
            similarity: self
                .similarity
                .as_ref()
                .map(|similarity| similarity.boost_by(boost)),
            norms: norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
            at: 0,
            count: 0,
            known: false,
            places: Vec::new(),
            others: Vec::new(),
        };
        row.align(0);
        Ok(Some(row))
    }
}

/// Statistics of words that were counted already.
struct Counted<'a> {
    searcher: &'a Searcher,
    terms: &'a [Term],
    frequencies: &'a [u64],
}

impl Bm25StatisticsProvider for Counted<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.terms.iter().position(|known| known == term) {
            Some(at) => Ok(self.frequencies.get(at).copied().unwrap_or_default()),
            None => self.searcher.doc_freq(term),
        }
    }
}

/// A cursor over the documents of one field in one segment.
pub(super) struct FieldRow {
    /// The rarest word first; each with the number of words behind it.
    postings: Vec<(u32, SegmentPostings)>,
    similarity: Option<Bm25Weight>,
    norms: FieldNormReader,
    /// The document that has all words.
    at: DocId,
    /// How often `at` has the row, once that is known.
    count: u32,
    known: bool,
    /// Room for the places of words.
    places: Vec<u32>,
    others: Vec<u32>,
}

impl FieldRow {
    /// Goes to the first document, from `doc` on, that has all words, in a row or not.
    pub(super) fn go_to(&mut self, doc: DocId) -> DocId {
        let is_not_in = self.known && self.count == 0;
        if self.at >= doc && !is_not_in {
            return self.at;
        }
        self.align(doc.max(self.at + u32::from(is_not_in)));
        self.at
    }

    /// Goes to the first document, from `candidate` on, that has all words.
    fn align(&mut self, mut candidate: DocId) {
        (self.known, self.count) = (false, 0);
        'candidates: while candidate < TERMINATED {
            for (_, postings) in &mut self.postings {
                let found = match postings.doc() {
                    behind if behind < candidate => postings.seek(candidate),
                    there => there,
                };
                if found > candidate {
                    candidate = found;
                    continue 'candidates;
                }
            }
            break;
        }
        self.at = candidate.min(TERMINATED);
    }

    /// Whether the row stands in `doc`, which must not lie before an earlier one.
    pub(super) fn is_in(&mut self, doc: DocId) -> bool {
        if self.at < doc {
            self.go_to(doc);
        }
        if self.at != doc || doc == TERMINATED {
            return false;
        }
        if !self.known {
            self.count = self.count();
            self.known = true;
        }
        self.count > 0
    }

    /// How often the document, which has all words, has them in a row.
    fn count(&mut self) -> u32 {
        let mut lists = self.postings.iter_mut();
        if let Some((behind, postings)) = lists.next() {
            postings.positions_with_offset(*behind, &mut self.places);
        }
        for (behind, postings) in lists {
            postings.positions_with_offset(*behind, &mut self.others);
            keep_common(&mut self.places, &self.others);
            if self.places.is_empty() {
                break;
            }
        }
        self.places.len() as u32
    }

    /// The score of a document, if the row was found to stand in it.
    pub(super) fn score_in(&self, doc: DocId) -> Option<Score> {
        (self.at == doc && self.known && self.count > 0).then(|| self.score(self.count))
    }

    /// Where the cursor is: no document between there and the last one asked about has all words.
    pub(super) fn at(&self) -> DocId {
        self.at
    }

    /// How many documents have each word.
    pub(super) fn frequencies(&self) -> impl Iterator<Item = u32> {
        self.postings.iter().map(|(_, postings)| postings.size_hint())
    }

    fn score(&self, count: u32) -> Score {
        match &self.similarity {
            Some(similarity) => similarity.score(self.norms.fieldnorm_id(self.at), count),
            None => 1.0,
        }
    }

    /// The most that the document at which the cursor stands can score.
    pub(super) fn most(&self) -> Score {
        let often = match self.known {
            true => self.count,
            false => self
                .postings
                .iter()
                .map(|(_, p)| p.term_freq())
                .min()
                .unwrap_or(0),
        };
        // A little more, since larger counts may come out smaller by the last bit.
        self.score(often) * 1.000_01
    }
}

/// Keeps what is in both; both are in order.
fn keep_common(kept: &mut Vec<u32>, other: &[u32]) {
    let mut rest = other.iter().copied().peekable();
    kept.retain(|place| {
        while rest.next_if(|there| there < place).is_some() {}
        rest.peek() == Some(place)
    });
}
