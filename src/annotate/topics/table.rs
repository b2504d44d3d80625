//! The compiled word lists: a trie over folded words in hash tables that are used as they lie.
//!
//! Nothing is built at start-up. Layout, all little-endian: a head of eight `u32` (magic; pilots
//! and slots of the first words; pilots and slots of all further words; bytes of records; 0, 0); a
//! sieve of [`SIEVE`] bytes with two bits set for every entry of one word and two others for the
//! first word of every phrase, and one of as many bytes with two bits for the first two words of
//! every phrase, which turn most words of a text away; both tables as [`slots`] has them, each its
//! pilots, then its slots, pairs of `u32` (check, node); then the records of the nodes. A node is
//! the place of its record: one byte with the number of its meanings and whether a phrase goes on
//! from it ([`GOES_ON`]), then five bytes a meaning (concept `u16`, weight, capital mask, upper
//! mask). Node 0 is the root, says nothing and, as a target, is an empty slot.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::slots;
use super::lists::Entry;
use super::taxonomy::ConceptId;

const MAGIC: u32 = u32::from_le_bytes(*b"otw6");
const SIEVE_AT: usize = 32;
const SIEVE: usize = 1 << 15;
const PAIRS_AT: usize = SIEVE_AT + SIEVE;
const HEAD: usize = PAIRS_AT + SIEVE;
const MEANING: usize = 5;
/// Bit of a record's first byte: some phrase has more words.
const GOES_ON: u8 = 0x80;
/// Stands for "no concept": the entry only uses up its words.
const NOTHING: u16 = u16::MAX;

/// What a node says when its words are met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// `None` where the words are only used up.
    pub concept: Option<ConceptId>,
    /// How loudly; may be negative.
    pub weight: i8,
    /// Words that must begin with a capital, one bit a word.
    pub capital: u8,
    /// Words that must be all capitals.
    pub upper: u8,
}

/// The table, borrowed from the program or owned.
pub struct Table {
    bytes: Cow<'static, [u8]>,
    /// From the root.
    first: Part,
    /// From all other nodes.
    further: Part,
    /// Where the records begin.
    records: usize,
}

/// Where a table of edges lies: first bytes of its pilots, its slots, and of what is behind.
struct Part {
    pilots: usize,
    slots: usize,
    end: usize,
}

impl Part {
    fn at(pilots: usize, count: u32, slots: u32) -> Self {
        let start = pilots + count as usize * 2;
        Self {
            pilots,
            slots: start,
            end: start + slots as usize * 8,
        }
    }
}

impl Table {
    /// Takes compiled bytes; `None` where they are none.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let head = |at: usize| read(&bytes, at * 4);
        let first = Part::at(HEAD, head(1), head(2));
        let further = Part::at(first.end, head(3), head(4));
        let records = further.end;
        let sound = head(0) == MAGIC && bytes.len() == records + head(5) as usize;
        sound.then_some(Self {
            bytes,
            first,
            further,
            records,
        })
    }

    /// A table without words.
    pub fn empty() -> Self {
        Self {
            bytes: Cow::Owned(vec![0; HEAD + 1]),
            first: Part::at(HEAD, 0, 0),
            further: Part::at(HEAD, 0, 0),
            records: HEAD,
        }
    }

    /// The two sieves, laid out for a run over many words.
    pub fn sieves(&self) -> Sieves<'_> {
        let sieve = |at: usize| {
            let eights = self.bytes.get(at..at + SIEVE).unwrap_or_default().as_chunks().0;
            eights.try_into().unwrap_or(&[[0; 8]; SIEVE / 8])
        };
        Sieves {
            words: sieve(SIEVE_AT),
            pairs: sieve(PAIRS_AT),
        }
    }

    /// The edges from the root, or from all other nodes.
    fn edges(&self, part: &Part) -> Edges<'_> {
        let bytes = |from: usize, to: usize| self.bytes.get(from..to).unwrap_or_default();
        Edges {
            pilots: bytes(part.pilots, part.slots).as_chunks().0,
            slots: bytes(part.slots, part.end).as_chunks().0,
        }
    }

    /// The edges from the root, laid out for a run over many words.
    pub fn first_words(&self) -> Edges<'_> {
        self.edges(&self.first)
    }

    /// The node reached from `node` by a word.
    #[inline]
    pub fn step(&self, node: u32, word: u64) -> Option<u32> {
        let part = if node == 0 { &self.first } else { &self.further };
        let target = self.edges(part).target(node, word);
        (target != 0).then_some(target)
    }

    /// What the words up to `node` say, and whether some phrase goes on from it.
    #[inline]
    pub fn record(&self, node: u32) -> Record<'_> {
        let from = self.bytes.get(self.records + node as usize..);
        let (head, rest) = from.and_then(<[u8]>::split_first).unwrap_or((&0, &[]));
        let length = usize::from(head & !GOES_ON) * MEANING;
        Record {
            goes_on: head & GOES_ON != 0,
            meanings: rest.get(..length).unwrap_or_default(),
        }
    }

    /// The concept of every meaning in the table, in no order that says anything.
    pub fn concepts(&self) -> Vec<ConceptId> {
        let mut found = Vec::new();
        let mut at = 0;
        while self.records + at < self.bytes.len() {
            let node = at as u32;
            let record = self.record(node);
            found.extend(
                record
                    .meanings()
                    .filter(|m| m.weight > 0)
                    .filter_map(|m| m.concept),
            );
            at += 1 + record.meanings.len();
        }
        found
    }
}

/// One of the tables of edges.
#[derive(Clone, Copy)]
pub struct Edges<'a> {
    pilots: &'a [[u8; 2]],
    slots: &'a [[u8; 8]],
}

impl Edges<'_> {
    /// The node reached from `node` by a word; 0 where there is none.
    #[inline]
    pub fn target(&self, node: u32, word: u64) -> u32 {
        let key = edge(node, word);
        let slot = self.slots.get(slots::slot(key, self.pilots, self.slots.len()));
        let slot = slot.map_or(0, |eight| u64::from_le_bytes(*eight));
        if slot as u32 == check(key) {
            (slot >> 32) as u32
        } else {
            0
        }
    }
}

/// The sieves of a table.
pub struct Sieves<'a> {
    words: &'a Sieve,
    pairs: &'a Sieve,
}

type Sieve = [[u8; 8]; SIEVE / 8];

impl Sieves<'_> {
    /// Whether an entry may begin with `word`, behind which `next` stands, 0 where it is not known;
    /// `false` is certain. There is no branch in it.
    #[inline]
    pub fn may_begin(&self, word: u64, next: u64) -> bool {
        let found = bits_of(self.words, word);
        let phrase = found & FIRST != 0;
        (found & ALONE != 0) | phrase & (self.may_go_on(word, next) | (next == 0))
    }

    /// Whether a word may be an entry; `false` is certain.
    #[inline]
    pub fn may_be(&self, word: u64) -> bool {
        bits_of(self.words, word) & ALONE != 0
    }

    /// Whether a phrase may begin with these two words; `false` is certain.
    #[inline]
    pub fn may_go_on(&self, word: u64, next: u64) -> bool {
        bits_of(self.pairs, pair(word, next)) & ALONE != 0
    }
}

/// What a sieve has of a key: [`ALONE`], [`FIRST`].
#[inline]
fn bits_of(sieve: &Sieve, key: u64) -> u64 {
    let (at, [a, b]) = sieve_place(key);
    let eight = u64::from_le_bytes(sieve[at]);
    eight.rotate_right(a) & eight.rotate_right(b)
}

/// What is said at a node.
pub struct Record<'a> {
    /// Whether some phrase goes on from it.
    pub goes_on: bool,
    meanings: &'a [u8],
}

impl<'a> Record<'a> {
    /// Whether nothing is said here and no phrase goes on: a node that was not compiled.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty() && !self.goes_on
    }

    /// What the words up to the node say; nothing where they only begin a phrase.
    #[inline]
    pub fn meanings(&self) -> impl Iterator<Item = Meaning> + use<'a> {
        self.meanings.as_chunks::<MEANING>().0.iter().map(|b| {
            let concept = u16::from_le_bytes([b[0], b[1]]);
            Meaning {
                concept: (concept != NOTHING).then_some(concept),
                weight: b[2] as i8,
                capital: b[3],
                upper: b[4],
            }
        })
    }
}

#[inline]
fn read(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(b) => u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
        None => 0,
    }
}

/// One key for two words in their order.
#[inline]
fn pair(word: u64, next: u64) -> u64 {
    word.rotate_left(5) ^ (next.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 7)
}

/// The bits of an entry and of a beginning, before they are moved to the two places of the key.
const ALONE: u64 = 1;
const FIRST: u64 = 1 << 32;

/// Where a key has its bits in a sieve: which eight bytes, and how far the bits are moved in them.
#[inline]
fn sieve_place(key: u64) -> (usize, [u32; 2]) {
    let moved = |from: u32| (key >> from & 63) as u32;
    (key as usize % (SIEVE / 8), [moved(40), moved(46)])
}

/// The key of the edge that leads from `node` by `word`.
#[inline]
fn edge(node: u32, word: u64) -> u64 {
    let mixed = word ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

/// What tells the key of a slot from others.
#[inline]
const fn check(edge: u64) -> u32 {
    (edge >> 32) as u32
}

/// Compiles entries; the same entries in any order give the same bytes.
/// An error tells of two words that cannot be told apart (change one list).
pub fn compile(mut entries: Vec<Entry>) -> Result<Vec<u8>, String> {
    entries.sort();
    entries.dedup();
    let mut edges: BTreeMap<(u32, u64), u32> = BTreeMap::new();
    let mut said: Vec<Vec<&Entry>> = vec![Vec::new()];
    for entry in &entries {
        let mut node = 0;
        for word in &entry.words {
            node = *edges.entry((node, *word)).or_insert_with(|| {
                said.push(Vec::new());
                said.len() as u32 - 1
            });
        }
        said[node as usize].push(entry);
    }
    let mut goes_on = vec![0; said.len()];
    for (node, _) in edges.keys() {
        goes_on[*node as usize] = GOES_ON;
    }
    // The root has an empty record, so that no other node is at place 0.
    goes_on[0] = 0;
    let mut records = Vec::new();
    let mut places = Vec::with_capacity(said.len());
    for (list, goes_on) in said.iter().zip(&goes_on) {
        if list.len() >= usize::from(GOES_ON) {
            return Err("one phrase says too much".to_owned());
        }
        places.push(records.len() as u32);
        records.push(list.len() as u8 | goes_on);
        for e in list {
            records.extend(e.concept.unwrap_or(NOTHING).to_le_bytes());
            records.extend([e.weight as u8, e.capital, e.upper]);
        }
    }
    let mut sieves = vec![0u64; 2 * SIEVE / 8];
    let mut set = |from: usize, key: u64, bits: u64| {
        let (at, moved) = sieve_place(key);
        sieves[from + at] |= moved.map(|by| bits.rotate_left(by)).iter().fold(0, |a, b| a | b);
    };
    for entry in &entries {
        let Some(word) = entry.words.first() else { continue };
        match entry.words.get(1) {
            None => set(0, *word, ALONE),
            Some(next) => {
                set(0, *word, FIRST);
                set(SIEVE / 8, pair(*word, *next), ALONE);
            }
        }
    }
    let (first, further): (Vec<_>, Vec<_>) = edges.iter().partition(|((node, _), _)| *node == 0);
    let mut head = vec![MAGIC];
    let mut tables = Vec::new();
    for part in [first, further] {
        let place = |((node, word), _): &(&(u32, u64), &u32)| edge(places[*node as usize], *word);
        let keys: Vec<u64> = part.iter().map(place).collect();
        let layout = slots::lay_out(&keys).ok_or("two entries cannot be told apart")?;
        head.extend([layout.pilots.len() as u32, layout.slots.len() as u32]);
        tables.extend(layout.pilots.as_flattened());
        for slot in layout.slots {
            let taken = slot.map_or([0; 2], |n| {
                [check(keys[n as usize]), places[*part[n as usize].1 as usize]]
            });
            tables.extend(taken.into_iter().flat_map(u32::to_le_bytes));
        }
    }
    head.extend([records.len() as u32, 0, 0]);
    let mut out: Vec<u8> = head.into_iter().flat_map(u32::to_le_bytes).collect();
    out.extend(sieves.into_iter().flat_map(u64::to_le_bytes));
    out.extend(tables);
    out.extend(records);
    Ok(out)
}
