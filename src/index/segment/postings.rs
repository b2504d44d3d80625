//! Which documents hold which terms: a list in the order of the documents, turned round in the end.
//!
//! The engine keeps a growing list for every term, and each word of a text is a walk to another
//! place in memory. Here a word is four bytes more at the end of its field's log, and its
//! position is its place there. When the segment is written, the log is sorted by
//! counting, since terms are numbers.

use std::io;

use tantivy::DocId;
use tantivy::postings::FieldSerializer;
use tantivy::schema::IndexRecordOption;

use super::terms::Terms;

/// A place in a log that holds no term: of a word that is not indexed, or between two values.
pub(super) const GAP: u32 = u32::MAX;

/// The terms of one field, document by document.
#[derive(Default)]
pub(super) struct Log {
    terms: Vec<u32>,
    /// A document, and where its terms end; with more than one value it stands here once.
    documents: Vec<(DocId, usize)>,
}

/// Room for the turning of a log, used for one field after the other.
#[derive(Default)]
pub(super) struct Turning {
    /// Of each term: how often it stands in the log, and later where the next of its entries goes.
    counts: Vec<u32>,
    /// The terms of the field.
    found: Vec<u32>,
    /// Documents and positions, term by term.
    entries: Vec<(DocId, u32)>,
    steps: Vec<u32>,
}

impl Log {
    /// Adds a value of a document, which may not be before the last one's; how many terms it has.
    pub(super) fn push(&mut self, document: DocId, terms: impl Iterator<Item = u32>) -> u32 {
        let again = self.documents.last().is_some_and(|(last, _)| *last == document);
        if again {
            self.documents.pop();
            self.terms.push(GAP);
        }
        let start = self.terms.len();
        self.terms.extend(terms);
        // What is not indexed counts for the positions of what follows in the same value only.
        while self.terms.len() > start && self.terms.last() == Some(&GAP) {
            self.terms.pop();
        }
        self.documents.push((document, self.terms.len()));
        let value = &self.terms[start..];
        value.iter().filter(|term| **term != GAP).count() as u32
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.iter().all(|term| *term == GAP)
    }

    /// All terms, each as often as it stands there.
    pub(super) fn total(&self) -> u64 {
        self.terms.iter().filter(|term| **term != GAP).count() as u64
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        4 * self.terms.len() + 16 * self.documents.len()
    }

    /// Writes the terms in the order of their bytes, which `sorted` gives and `rank` the other way round.
    ///
    /// # Errors
    /// Where the files cannot be written.
    pub(super) fn write(
        &self,
        (terms, sorted, rank): (&Terms, &[u32], &[u32]),
        option: IndexRecordOption,
        turning: &mut Turning,
        serializer: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let Turning {
            counts,
            found,
            entries,
            steps,
        } = turning;
        counts.resize(terms.len(), 0);
        found.clear();
        for &term in self.terms.iter().filter(|term| **term != GAP) {
            let count = &mut counts[term as usize];
            if *count == 0 {
                found.push(term);
            }
            *count += 1;
        }
        // Few are sorted, of many the order is known.
        if found.len() * 16 < sorted.len() {
            found.sort_unstable_by_key(|term| rank[*term as usize]);
        } else {
            found.clear();
            found.extend(sorted.iter().filter(|term| counts[**term as usize] > 0));
        }
        let mut start = 0;
        for term in &*found {
            start += std::mem::replace(&mut counts[*term as usize], start);
        }
        entries.clear();
        entries.resize(start as usize, (0, 0));
        let mut from = 0;
        for &(document, to) in &self.documents {
            for (position, &term) in (0..).zip(&self.terms[from..to]) {
                if term != GAP {
                    let next = &mut counts[term as usize];
                    entries[*next as usize] = (document, position);
                    *next += 1;
                }
            }
            from = to;
        }
        let mut start = 0;
        for term in &*found {
            // Where the next entry would go is where those of the term end.
            let end = std::mem::take(&mut counts[*term as usize]) as usize;
            write_term(terms.get(*term), &entries[start..end], option, steps, serializer)?;
            start = end;
        }
        Ok(())
    }
}

/// Writes one term with its documents.
fn write_term(
    term: &[u8],
    entries: &[(DocId, u32)],
    option: IndexRecordOption,
    steps: &mut Vec<u32>,
    serializer: &mut FieldSerializer<'_>,
) -> io::Result<()> {
    let same = |(a, _): &(DocId, u32), (b, _): &(DocId, u32)| a == b;
    if option.has_freq() {
        let documents = entries.chunk_by(same).count() as u32;
        serializer.new_term(term, documents, true)?;
    } else {
        serializer.new_term_without_freq(term)?;
    }
    for entries in entries.chunk_by(same) {
        let document = entries[0].0;
        let frequency = if option.has_freq() {
            entries.len() as u32
        } else {
            0
        };
        steps.clear();
        if option.has_positions() {
            let mut last = 0;
            steps.extend(
                entries
                    .iter()
                    .map(|(_, position)| position - std::mem::replace(&mut last, *position)),
            );
        }
        serializer.write_doc(document, frequency, steps);
    }
    serializer.close_term()
}
