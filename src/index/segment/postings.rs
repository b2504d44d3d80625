//! Which documents hold which terms: logs in the order of the documents, turned round in the end.
//!
//! The engine keeps a growing list for every term, and each word of a text is a walk to another
//! place in memory. Here every text is written down once, as numbers of words, and a field's
//! log says which stretch of it a document has. When the segment is written, the logs
//! are sorted by counting, since terms are numbers.

use std::io;

use tantivy::DocId;
use tantivy::postings::FieldSerializer;
use tantivy::schema::IndexRecordOption;

use super::words::{Form, TOO_LONG, Words};
use crate::index::terms::Terms;

/// What documents hold of one field.
pub(super) enum Log {
    /// Values that are terms as they stand.
    Values(Vec<Value>),
    /// Texts, of which words or stems are terms.
    Texts {
        form: Form,
        texts: Vec<Stretch>,
        /// All words that are indexed.
        total: u64,
    },
}

/// A term of documents that follow each other.
pub(super) struct Value {
    pub(super) first: DocId,
    pub(super) documents: u32,
    pub(super) term: u32,
}

/// A text of a document: a stretch of the words written down.
pub(super) struct Stretch {
    document: DocId,
    start: u32,
    end: u32,
}

/// All texts, one behind the other.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) words: Vec<u32>,
    /// Which of them are too long; few are.
    too_long: Vec<u32>,
}

impl Texts {
    /// Notes the words that are too long, from one on.
    pub(super) fn note(&mut self, from: u32) {
        let new = (from..).zip(&self.words[from as usize..]);
        self.too_long
            .extend(new.filter(|(_, word)| **word == TOO_LONG).map(|(at, _)| at));
    }

    /// How many words of a stretch are indexed.
    fn indexed(&self, start: u32, end: u32) -> u32 {
        let before = |place: u32| self.too_long.partition_point(|at| *at < place) as u32;
        end - start - (before(end) - before(start))
    }
}

impl Log {
    /// Adds a text of a document, which may not be before the last one's; how many terms it has.
    pub(super) fn text(&mut self, document: DocId, (start, end): (u32, u32), of: &Texts) -> u32 {
        let Self::Texts { texts, total, .. } = self else {
            return 0;
        };
        texts.push(Stretch { document, start, end });
        let indexed = of.indexed(start, end);
        *total += u64::from(indexed);
        indexed
    }

    /// Adds a term of some documents, of which none may be before the last ones'; one term of each.
    pub(super) fn value(&mut self, first: DocId, documents: u32, term: u32) -> u32 {
        let Self::Values(values) = self else { return 0 };
        // Documents that follow each other often have the same.
        if let Some(last) = values.last_mut()
            && last.term == term
            && last.first + last.documents == first
        {
            last.documents += documents;
            return 1;
        }
        values.push(Value {
            first,
            documents,
            term,
        });
        1
    }

    /// All terms, each as often as it stands there.
    pub(super) fn total(&self) -> u64 {
        match self {
            Self::Values(values) => values.iter().map(|value| u64::from(value.documents)).sum(),
            Self::Texts { total, .. } => *total,
        }
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        match self {
            Self::Values(values) => size_of::<Value>() * values.len(),
            Self::Texts { texts, .. } => size_of::<Stretch>() * texts.len(),
        }
    }

    /// Tells every term with its document and position, in the order of the documents.
    fn each(&self, (words, texts): (&Words, &Texts), mut tell: impl FnMut(u32, DocId, u32)) {
        match self {
            Self::Values(values) => {
                for value in values {
                    (value.first..value.first + value.documents)
                        .for_each(|document| tell(value.term, document, 0));
                }
            }
            Self::Texts { form, texts: of, .. } => {
                let mut last = None;
                let mut base = 0;
                for stretch in of {
                    if last.replace(stretch.document) != Some(stretch.document) {
                        base = 0;
                    }
                    // Words that are not indexed count for the positions of what follows in the same text only.
                    let mut end = base;
                    let all = &texts.words[stretch.start as usize..stretch.end as usize];
                    for (position, &word) in (base..).zip(all) {
                        if word != TOO_LONG {
                            tell(words.term(word, *form), stretch.document, position);
                            end = position + 1;
                        }
                    }
                    base = end + 1;
                }
            }
        }
    }
}

/// Entries that are sorted at a time: more of them are sorted in several goes, for the sake of memory.
pub(super) const ENTRIES: usize = 8 << 20;

/// Turns logs round, one after the other.
pub(super) struct Turning<'a> {
    terms: &'a Terms,
    words: &'a Words,
    texts: &'a Texts,
    /// All terms in the order of their bytes, and the place of each in that order.
    sorted: Vec<u32>,
    rank: Vec<u32>,
    /// How often each term stands in the log.
    counts: Vec<u32>,
    /// Where the next entry of a term goes; [`NOWHERE`] where it is not sorted now.
    next: Vec<u32>,
    /// The terms of the field.
    found: Vec<u32>,
    /// Documents and positions, term by term.
    entries: Vec<(DocId, u32)>,
    steps: Vec<u32>,
    /// [`ENTRIES`].
    most: usize,
}

const NOWHERE: u32 = u32::MAX;

impl<'a> Turning<'a> {
    pub(super) fn new(terms: &'a Terms, words: &'a Words, texts: &'a Texts, most: usize) -> Self {
        let sorted = terms.sorted();
        let mut rank = vec![0; sorted.len()];
        for (place, term) in (0..).zip(&sorted) {
            rank[*term as usize] = place;
        }
        Self {
            terms,
            words,
            texts,
            counts: vec![0; sorted.len()],
            next: vec![NOWHERE; sorted.len()],
            sorted,
            rank,
            found: Vec::new(),
            entries: Vec::new(),
            steps: Vec::new(),
            most,
        }
    }

    /// Writes the terms of a log in the order of their bytes, each with its documents.
    ///
    /// # Errors
    /// Where the files cannot be written.
    pub(super) fn write(
        &mut self,
        log: &Log,
        option: IndexRecordOption,
        serializer: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        self.count(log);
        let found = std::mem::take(&mut self.found);
        let mut rest = found.as_slice();
        while !rest.is_empty() {
            let mut entries = 0;
            let several = rest.iter().take_while(|term| {
                let first = entries == 0;
                entries += self.counts[**term as usize] as usize;
                first || entries <= self.most
            });
            let (now, later) = rest.split_at(several.count());
            self.sort(now, log);
            let mut start = 0;
            for term in now {
                let end = std::mem::replace(&mut self.next[*term as usize], NOWHERE) as usize;
                let entries = &self.entries[start..end];
                write_term(
                    self.terms.get(*term),
                    entries,
                    option,
                    &mut self.steps,
                    serializer,
                )?;
                start = end;
            }
            rest = later;
        }
        for term in &found {
            self.counts[*term as usize] = 0;
        }
        self.found = found;
        Ok(())
    }

    /// Finds the terms of a log, in the order of their bytes, and how often each stands there.
    fn count(&mut self, log: &Log) {
        let (counts, found) = (&mut self.counts, &mut self.found);
        found.clear();
        log.each((self.words, self.texts), |term, _, _| {
            let count = &mut counts[term as usize];
            if *count == 0 {
                found.push(term);
            }
            *count += 1;
        });
        // Few are sorted, of many the order is known.
        if found.len() * 16 < self.sorted.len() {
            found.sort_unstable_by_key(|term| self.rank[*term as usize]);
        } else {
            found.clear();
            found.extend(self.sorted.iter().filter(|term| counts[**term as usize] > 0));
        }
    }

    /// Brings the entries of some terms together; `next` then says where those of each end.
    fn sort(&mut self, now: &[u32], log: &Log) {
        let mut start = 0;
        for term in now {
            self.next[*term as usize] = start;
            start += self.counts[*term as usize];
        }
        let (next, entries) = (&mut self.next, &mut self.entries);
        entries.resize(start as usize, (0, 0));
        log.each((self.words, self.texts), |term, document, position| {
            let next = &mut next[term as usize];
            if let Some(entry) = entries.get_mut(*next as usize) {
                *entry = (document, position);
                *next += 1;
            }
        });
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
            let step = |(_, position): &(DocId, u32)| position - std::mem::replace(&mut last, *position);
            steps.extend(entries.iter().map(step));
        }
        serializer.write_doc(document, frequency, steps);
    }
    serializer.close_term()
}
