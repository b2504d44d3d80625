//! Counts of facet values: by ordinal while documents go by, by name at the end.
//!
//! Only what is shown is turned into words. Ten values beside the hits cost ten
//! look-ups in the dictionary and not one for each of a hundred thousand speakers;
//! they are exact all the same, see [`most_frequent`].

use std::collections::HashMap;
use std::io;

use tantivy::DocId;
use tantivy::columnar::{RowId, StrColumn};

use crate::facet::Facet;

/// Values above a value of a facet.
pub type Above<'a> = &'a (dyn Fn(&str) -> Vec<&'static str> + Sync);

/// What is to be counted.
#[derive(Clone, Default)]
pub struct Counting<'a> {
    /// Facets, in the order of the answer.
    pub facets: Vec<&'static Facet>,
    /// Values that are wanted of each, the most frequent; all where `None`. More may be given.
    pub values: Option<usize>,
    /// Gives the values above a value, which documents do not carry themselves: each is
    /// counted once for a document, however many values of the document lie below it.
    pub above: Option<Above<'a>>,
}

impl Counting<'_> {
    /// One facet of them, counted alike.
    pub fn only(&self, facet: &'static Facet) -> Self {
        Self {
            facets: vec![facet],
            ..self.clone()
        }
    }
}

/// Counts of one facet in one segment.
pub struct OrdinalCounts {
    column: StrColumn,
    counts: Vec<u32>,
    above: Option<AboveCounts>,
    block: Block,
}

/// The values of the documents that are counted at the moment: many are read faster together.
#[derive(Default)]
struct Block {
    /// The document of each value.
    of: Vec<DocId>,
    /// Its place in the column.
    rows: Vec<RowId>,
    /// The value.
    ords: Vec<u64>,
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

impl OrdinalCounts {
    /// Nothing counted yet.
    ///
    /// # Errors
    /// Where the column's dictionary cannot be read.
    pub fn new(column: StrColumn, above: Option<Above<'_>>) -> io::Result<Self> {
        Ok(Self {
            counts: vec![0; column.num_terms()],
            above: above.map(|above| AboveCounts::new(&column, above)).transpose()?,
            column,
            block: Block::default(),
        })
    }

    /// Counts the values of some documents, each once.
    pub fn count(&mut self, docs: &[DocId]) {
        self.each(docs, |count| *count += 1);
        let Block { of, ords, .. } = &self.block;
        if let Some(above) = &mut self.above {
            ords.iter()
                .zip(of.iter())
                .for_each(|(ord, doc)| above.count(*ord, *doc));
        }
    }

    /// Takes the values of some documents off again.
    pub fn uncount(&mut self, docs: &[DocId]) {
        self.each(docs, |count| *count = count.saturating_sub(1));
    }

    /// Begins with what [`OrdinalCounts::by_ordinal`] has told.
    pub fn begin_with(&mut self, counts: &[u32]) {
        self.counts.clear();
        self.counts.extend_from_slice(counts);
    }

    /// The counts, by ordinal.
    pub fn by_ordinal(self) -> Vec<u32> {
        self.counts
    }

    fn each(&mut self, docs: &[DocId], change: impl Fn(&mut u32)) {
        let Block { of, rows, ords } = &mut self.block;
        of.clear();
        rows.clear();
        self.column.ords().row_ids_for_docs(docs, of, rows);
        ords.resize(rows.len(), 0);
        self.column.ords().values.get_vals(rows, ords);
        for ord in ords.iter() {
            if let Some(count) = self.counts.get_mut(*ord as usize) {
                change(count);
            }
        }
    }

    /// Ordinals with at least `least` documents (and at least one), in order.
    fn ords(&self, least: u64) -> Vec<u64> {
        let least = u32::try_from(least.max(1)).unwrap_or(u32::MAX);
        let present = self.counts.iter().zip(0..).filter(|(count, _)| **count >= least);
        present.map(|(_, ord)| ord).collect()
    }

    /// The count that the `n`-th most frequent value has; 0 where there are fewer.
    fn nth(&self, n: usize) -> u64 {
        let mut counts: Vec<u32> = self.counts.iter().copied().filter(|c| *c > 0).collect();
        match n.checked_sub(1) {
            Some(at) if at < counts.len() => u64::from(*counts.select_nth_unstable_by(at, |a, b| b.cmp(a)).1),
            _ => 0,
        }
    }

    /// Calls `take` with the name and the count of each ordinal.
    fn name(&self, ords: &[u64], mut take: impl FnMut(&str, u64)) -> io::Result<()> {
        let mut next = ords.iter();
        self.column.dictionary().sorted_ords_to_term_cb(ords, |term| {
            let count = next.next().and_then(|ord| self.counts.get(*ord as usize));
            take(&String::from_utf8_lossy(term), u64::from(*count.unwrap_or(&0)));
        })?;
        Ok(())
    }

    /// The count of a value by its name.
    fn of(&self, name: &str) -> io::Result<u64> {
        let ord = self.column.dictionary().term_ord(name.as_bytes())?;
        let count = ord.and_then(|ord| self.counts.get(ord as usize));
        Ok(u64::from(*count.unwrap_or(&0)))
    }
}

/// The counts of all values of a facet, over all segments.
///
/// # Errors
/// Where a dictionary cannot be read.
pub fn all(segments: &[OrdinalCounts]) -> io::Result<HashMap<String, u64>> {
    let mut named: HashMap<String, u64> = HashMap::new();
    for segment in segments {
        let mut add = |name: &str, count| match named.get_mut(name) {
            Some(known) => *known += count,
            None => drop(named.insert(name.to_owned(), count)),
        };
        segment.name(&segment.ords(1), &mut add)?;
        if let Some(above) = &segment.above {
            let counted = above.values.iter().zip(&above.counts);
            counted
                .filter(|(_, count)| **count > 0)
                .for_each(|(name, count)| add(name, u64::from(*count)));
        }
    }
    Ok(named)
}

/// The counts of at least the `limit` most frequent values, with all that are as frequent
/// as the last of them; each exact over all segments.
///
/// Each segment names its most frequent values. A value that a segment did not name has at most
/// as many documents there as the last named has, so the sum of those bounds is the most that a
/// value not seen at all can have: where `limit` values are known to have more, none is missing,
/// and only those whose bounds reach that far are looked up where they were not named. Otherwise
/// the segments name more.
///
/// # Errors
/// Where a dictionary cannot be read.
pub fn most_frequent(segments: &[OrdinalCounts], limit: usize) -> io::Result<HashMap<String, u64>> {
    if limit == 0 {
        return Ok(HashMap::new());
    }
    let segments: Vec<&OrdinalCounts> = segments
        .iter()
        .filter(|s| s.counts.iter().any(|c| *c > 0))
        .collect();
    let mut wanted = limit.saturating_mul(2);
    loop {
        // Small dictionaries are named whole: a look-up costs more.
        let few = |segment: &OrdinalCounts| segment.counts.len() <= wanted.max(SMALL);
        let bounds: Vec<u64> = segments
            .iter()
            .map(|s| if few(s) { 0 } else { s.nth(wanted) })
            .collect();
        let unseen: u64 = bounds.iter().sum();
        let mut named: HashMap<String, Named> = HashMap::new();
        for (at, (segment, bound)) in segments.iter().zip(&bounds).enumerate() {
            segment.name(&segment.ords(bound + 1), |name, count| {
                let value = match named.get_mut(name) {
                    Some(value) => value,
                    None => named.entry(name.to_owned()).or_insert_with(|| Named::new(unseen)),
                };
                value.known += count;
                value.open -= bound;
                value.named_by.push(at);
            })?;
        }
        let mut known: Vec<u64> = named.values().map(|value| value.known).collect();
        let least = match limit.checked_sub(1).filter(|at| *at < known.len()) {
            Some(at) => *known.select_nth_unstable_by(at, |a, b| b.cmp(a)).1,
            None => 0,
        };
        if unseen > 0 && unseen >= least {
            wanted = wanted.saturating_mul(4);
            continue;
        }
        named.retain(|_, value| value.known + value.open >= least);
        let mut totals = HashMap::with_capacity(named.len());
        for (name, value) in named {
            let mut total = value.known;
            for (at, segment) in segments.iter().enumerate() {
                if bounds[at] > 0 && !value.named_by.contains(&at) {
                    total += segment.of(&name)?;
                }
            }
            totals.insert(name, total);
        }
        return Ok(totals);
    }
}

/// Dictionaries of so many values are named whole.
const SMALL: usize = 512;

/// A value that at least one segment named.
struct Named {
    /// Its documents in the segments that named it.
    known: u64,
    /// The most that it can have in the others.
    open: u64,
    /// Those segments.
    named_by: Vec<usize>,
}

impl Named {
    fn new(open: u64) -> Self {
        Self {
            known: 0,
            open,
            named_by: Vec::new(),
        }
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
