//! A set of documents of one segment: a list where they are few, bits where they are many. Bits
//! of a large segment cost more to set aside and to go through than many a question.

use tantivy::query::BitSetDocSet;
use tantivy::{BitSet, DocId, DocSet, TERMINATED};

/// Documents, added in any order and any number of times.
pub struct Docs {
    max_doc: DocId,
    list: Vec<DocId>,
    bits: Option<BitSet>,
}

impl Docs {
    /// None yet, of a segment of `max_doc`.
    pub fn new(max_doc: DocId) -> Self {
        Self {
            max_doc,
            list: Vec::new(),
            bits: None,
        }
    }

    /// Adds a document.
    pub fn add(&mut self, doc: DocId) {
        match &mut self.bits {
            Some(bits) => {
                bits.insert(doc);
            }
            None => {
                self.list.push(doc);
                if self.list.len() > self.most() {
                    self.sort();
                }
            }
        }
    }

    /// So many are put in order faster than the bits of the segment are gone through.
    fn most(&self) -> usize {
        self.max_doc as usize / 512 + 64
    }

    /// Puts the list in order, each document once; still too long, it becomes bits.
    pub fn sort(&mut self) {
        self.list.sort_unstable();
        self.list.dedup();
        if self.list.len() > self.most() / 2 {
            let mut bits = BitSet::with_max_value(self.max_doc);
            for doc in self.list.drain(..) {
                bits.insert(doc);
            }
            self.bits = Some(bits);
        }
    }

    /// Whether a document is among them; of a list only once it is sorted.
    pub fn contains(&self, doc: DocId) -> bool {
        match &self.bits {
            Some(bits) => bits.contains(doc),
            None => self.list.binary_search(&doc).is_ok(),
        }
    }

    /// A cursor over them.
    pub fn cursor(mut self) -> Box<dyn DocSet> {
        self.sort();
        match self.bits {
            Some(bits) => Box::new(BitSetDocSet::from(bits)),
            None => Box::new(Listed {
                docs: self.list,
                at: 0,
            }),
        }
    }
}

/// A cursor over a list in order.
struct Listed {
    docs: Vec<DocId>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.docs.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.docs.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cursor gives what a sorted list of the same documents has, from the start and from any place.
    fn check(max_doc: DocId, docs: &[DocId]) {
        let mut expected = docs.to_vec();
        expected.sort_unstable();
        expected.dedup();
        let set = || {
            let mut set = Docs::new(max_doc);
            docs.iter().for_each(|doc| set.add(*doc));
            set
        };
        let mut found = Vec::new();
        let mut cursor = set().cursor();
        while cursor.doc() != TERMINATED {
            found.push(cursor.doc());
            cursor.advance();
        }
        assert_eq!(found, expected);
        for target in (0..max_doc).step_by(7) {
            let next = expected.iter().find(|doc| **doc >= target);
            assert_eq!(
                set().cursor().seek(target),
                next.copied().unwrap_or(TERMINATED),
                "{target}"
            );
            let mut sorted = set();
            sorted.sort();
            assert_eq!(sorted.contains(target), expected.contains(&target), "{target}");
        }
    }

    #[test]
    fn few_and_many_are_the_same_set() {
        check(500, &[]);
        check(500, &[499, 3, 3, 0]);
        let many: Vec<DocId> = (0..400).map(|n| n * 7919 % 500).collect();
        check(500, &many);
        check(500, &[many.clone(), many].concat());
    }
}
