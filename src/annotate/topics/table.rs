//! The compiled word lists: a trie over folded words in one hash table that is used as it lies.
//!
//! Nothing is built at start-up. Layout, all little-endian: a head of four `u32`
//! (magic, slots, bytes of records, 0); a sieve of [`SIEVE`] bytes with two bits set for
//! every entry of one word and two others for the first word of every phrase, and one
//! of as many bytes with two bits for the first two words of every phrase, which turn
//! most words of a text away; `slots` pairs of `u32` (check, node), found by open
//! addressing; then the records of the nodes. A node is the place of its record: one byte
//! with the number of its meanings and whether a phrase goes on from it ([`GOES_ON`]),
//! then five bytes a meaning (concept `u16`, weight, capital mask, upper mask).
//! Node 0 is the root, says nothing and, as a target, is an empty slot.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::lists::Entry;
use super::taxonomy::ConceptId;

const MAGIC: u32 = u32::from_le_bytes(*b"otw5");
const SIEVE_AT: usize = 16;
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
    slots: usize,
    /// Where the records begin.
    records: usize,
}

impl Table {
    /// Takes compiled bytes; `None` where they are none.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let head = |at: usize| read(&bytes, at * 4);
        let (slots, length) = (head(1) as usize, head(2) as usize);
        let records = HEAD + slots * 8;
        let sound = head(0) == MAGIC && slots > 0 && bytes.len() == records + length;
        sound.then_some(Self {
            bytes,
            slots,
            records,
        })
    }

    /// A table without words.
    pub fn empty() -> Self {
        Self {
            bytes: Cow::Owned(vec![0; HEAD + 17]),
            slots: 2,
            records: HEAD + 16,
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

    /// The node reached from `node` by a word.
    #[inline]
    pub fn step(&self, node: u32, word: u64) -> Option<u32> {
        let (mut slot, check) = place(node, word, self.slots);
        loop {
            let at = HEAD + slot * 8;
            let slot_of = self.bytes.get(at..at + 8).and_then(|b| b.first_chunk());
            let found = slot_of.map_or(0, |eight| u64::from_le_bytes(*eight));
            let target = (found >> 32) as u32;
            if target == 0 {
                return None;
            }
            if found as u32 == check {
                return Some(target);
            }
            slot = if slot + 1 == self.slots { 0 } else { slot + 1 };
        }
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
        let eight = read_sieve(self.words, word);
        has(eight, word, ALONE) | has(eight, word, FIRST) & (self.may_go_on(word, next) | (next == 0))
    }

    /// Whether a word may be an entry; `false` is certain.
    #[inline]
    pub fn may_be(&self, word: u64) -> bool {
        has(read_sieve(self.words, word), word, ALONE)
    }

    /// Whether a phrase may begin with these two words; `false` is certain.
    #[inline]
    pub fn may_go_on(&self, word: u64, next: u64) -> bool {
        let pair = pair(word, next);
        has(read_sieve(self.pairs, pair), pair, ALONE)
    }
}

#[inline]
fn read_sieve(sieve: &Sieve, key: u64) -> u64 {
    u64::from_le_bytes(sieve[key as usize % (SIEVE / 8)])
}

/// Whether eight bytes of a sieve have both bits of a key.
#[inline]
fn has(eight: u64, key: u64, from: u32) -> bool {
    (eight >> (key >> from & 63)) & (eight >> (key >> (from + 6) & 63)) & 1 != 0
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

/// From which bit on a key tells where it has its two bits as an entry, and as a beginning.
const ALONE: u32 = 40;
const FIRST: u32 = 52;

/// Where a key has its bits in a sieve: the first of eight bytes, and in them the bits of
/// an entry and those of a beginning.
fn sieve_place(key: u64) -> (usize, u64, u64) {
    let at = (key as usize & (SIEVE / 8 - 1)) * 8;
    let bits = |from: u32| (1 << (key >> from & 63)) | (1 << (key >> (from + 6) & 63));
    (at, bits(ALONE), bits(FIRST))
}

/// Slot and check number of the edge that leaves `node` by `word`.
#[inline]
fn place(node: u32, word: u64, slots: usize) -> (usize, u32) {
    let mut h = word ^ u64::from(node).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    // The low half chooses the slot, the high half tells words apart.
    (
        (((h & 0xffff_ffff) * slots as u64) >> 32) as usize,
        (h >> 32) as u32,
    )
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
    let slots = edges.len() * 5 / 3 + 2;
    let mut table = vec![(0u32, 0u32); slots];
    for ((node, word), target) in &edges {
        let (mut slot, check) = place(places[*node as usize], *word, slots);
        while table[slot].1 != 0 {
            if table[slot].0 == check {
                return Err(format!("two entries share the check number {check}"));
            }
            slot = (slot + 1) % slots;
        }
        table[slot] = (check, places[*target as usize]);
    }
    let mut out = Vec::new();
    for n in [MAGIC, slots as u32, records.len() as u32, 0] {
        out.extend(n.to_le_bytes());
    }
    let mut sieves = vec![0u8; 2 * SIEVE];
    let mut set = |at: usize, bits: u64| {
        for (byte, bit) in sieves[at..at + 8].iter_mut().zip(bits.to_le_bytes()) {
            *byte |= bit;
        }
    };
    for entry in &entries {
        let Some(word) = entry.words.first() else { continue };
        let (at, alone, first) = sieve_place(*word);
        match entry.words.get(1) {
            None => set(at, alone),
            Some(next) => {
                set(at, first);
                let (at, both, _) = sieve_place(pair(*word, *next));
                set(SIEVE + at, both);
            }
        }
    }
    out.extend(sieves);
    for (check, target) in table {
        out.extend(check.to_le_bytes());
        out.extend(target.to_le_bytes());
    }
    out.extend(records);
    Ok(out)
}
