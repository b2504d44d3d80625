//! From words met to topics chosen.
//!
//! A list entry counts by its weight times how often it is met, flattened
//! ([`often`]), where a place in the headline or at the beginning counts for
//! more than one ([`Zone`]). A concept has the sum of its own entries and of all
//! below it. The heaviest top concepts are chosen, then for each the deepest
//! concept that holds a clear share of its weight.

use std::cell::LazyCell;

use super::Lexicon;
use super::lists::LONGEST;
use super::room::{self, Room};
use super::table::{Meaning, Sieves};
use super::taxonomy::ConceptId;
use super::words;
use crate::article::Span;
use crate::text::Text;

/// A story has at most this many topics.
pub(super) const MOST: usize = 3;
/// The evidence of a topic is cut off after this many words.
const MOST_EVIDENCE: usize = 60;
/// The first topic needs at least this weight...
const LEAST: f32 = 2.0;
/// ...and this much more for every hundred words of the story, up to [`LENGTH`] hundreds:
/// any long text uses some words of any topic.
const LEAST_PER_HUNDRED: f32 = 0.8;
const LENGTH: f32 = 8.0;
/// A further topic needs this share of the first one's weight.
const SHARE: f32 = 0.45;
/// A deeper concept needs this share of the weight of the one above it,
/// this multiple of the next heaviest beside it, and this weight.
const DEEPER_SHARE: f32 = 0.3;
const DEEPER_LEAD: f32 = 1.2;
const DEEPER_LEAST: f32 = 2.5;

/// Where in the story a word stands, with how often it counts there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Headline,
    Lead,
    Early,
    Rest,
}

impl Zone {
    /// Tokens of the lead, and of the early part with it.
    const LEAD: usize = 60;
    const EARLY: usize = 350;

    fn at(token: usize) -> Self {
        match token {
            t if t < Self::LEAD => Self::Lead,
            t if t < Self::EARLY => Self::Early,
            _ => Self::Rest,
        }
    }

    const fn times(self) -> f32 {
        match self {
            Self::Headline => 3.0,
            Self::Lead => 2.0,
            Self::Early => 1.0,
            Self::Rest => 0.5,
        }
    }
}

/// How much a word says that is met `times` times: the second time says less than the first.
fn often(times: f32) -> f32 {
    times.sqrt()
}

/// A token with which an entry may begin.
pub(super) struct Start {
    at: u32,
    /// 0 until it has been looked up.
    node: u32,
    hash: u64,
}

/// Words met in one place.
#[derive(Clone, Copy)]
pub(super) struct Met {
    node: u32,
    /// First and last token.
    first: u32,
    last: u32,
    zone: Zone,
    /// Tokens of the phrase from its first word, one bit a word: capital, all capitals.
    capital: u8,
    upper: u8,
}

/// The weight of every concept, and the words behind it.
pub struct Tally<'t> {
    text: &'t Text<'t>,
    tokens: usize,
    room: Room,
}

impl<'t> Tally<'t> {
    /// Reads headline and body.
    pub fn of(title: &Text<'_>, text: &'t Text<'t>, lexicon: &Lexicon) -> Self {
        let mut tally = Self {
            text,
            tokens: title.tokens.len() + text.tokens.len(),
            room: room::take(),
        };
        scan(title, true, lexicon, &mut tally.room);
        scan(text, false, lexicon, &mut tally.room);
        tally.weigh(lexicon);
        tally
    }

    /// Gives every entry that was met to its concepts, in the order of the table.
    fn weigh(&mut self, lexicon: &Lexicon) {
        let Room {
            sums,
            met,
            order,
            said,
            ..
        } = &mut self.room;
        let keys = (0..)
            .zip(&*met)
            .map(|(n, m): (u64, _)| u64::from(m.node) << 32 | n);
        order.extend(keys);
        order.sort_unstable();
        let node = |key: u64| (key >> 32) as u32;
        for same in order.chunk_by(|a, b| node(*a) == node(*b)) {
            for meaning in lexicon.table.record(node(same[0])).meanings() {
                let Some(concept) = meaning.concept else { continue };
                // Times are multiples of a half: their sum is the same in any order.
                let mut times = 0.0;
                for at in same.iter().map(|key| *key as u32) {
                    let one = &met[at as usize];
                    if !fits(one, &meaning) {
                        continue;
                    }
                    times += one.zone.times();
                    if meaning.weight > 0 && one.zone != Zone::Headline {
                        said.push((at, concept));
                    }
                }
                if times > 0.0 {
                    sums.add(
                        concept,
                        f32::from(meaning.weight) * often(times),
                        &lexicon.taxonomy,
                    );
                }
            }
        }
    }

    fn at(&self, id: ConceptId) -> f32 {
        self.room.sums.at(id)
    }

    /// The topics that the words speak for.
    pub fn choose(&self, lexicon: &Lexicon) -> Vec<ConceptId> {
        let least = LEAST + LEAST_PER_HUNDRED * (self.tokens as f32 / 100.0).min(LENGTH);
        let is_top = |id| lexicon.taxonomy.above(id).is_none();
        let touched = self.room.sums.touched();
        // The heaviest so far; few tops are heavy enough at all.
        let mut tops = [(f32::NEG_INFINITY, 0); MOST + 1];
        for top in touched.filter(|(w, id)| *w >= least && is_top(*id)) {
            tops[MOST] = top;
            tops.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        let clear = tops[..MOST]
            .iter()
            .filter(|t| t.0 >= least && t.0 >= SHARE * tops[0].0);
        clear.map(|t| self.deepest(t.1, lexicon)).collect()
    }

    /// The first topic, where its branch has `lead` times the weight of any other.
    pub fn certain(&self, lead: f32, lexicon: &Lexicon) -> Option<ConceptId> {
        let first = *self.choose(lexicon).first()?;
        let own = lexicon.taxonomy.top_of(first);
        let mut others = lexicon.taxonomy.tops().filter(|top| *top != own);
        others
            .all(|top| self.at(top) * lead <= self.at(own))
            .then_some(first)
    }

    /// The deepest concept of a branch with clear evidence of its own.
    fn deepest(&self, top: ConceptId, lexicon: &Lexicon) -> ConceptId {
        let mut here = top;
        loop {
            let mut best: Option<(f32, ConceptId)> = None;
            let mut second = 0.0_f32;
            let is_child = |id| lexicon.taxonomy.above(id) == Some(here);
            for (weight, child) in self.room.sums.touched().filter(|(_, id)| is_child(*id)) {
                match best {
                    Some((most, _)) if weight <= most => second = second.max(weight),
                    _ => second = best.replace((weight, child)).map_or(0.0, |b| b.0),
                }
            }
            match best {
                Some((weight, child))
                    if weight >= DEEPER_LEAST
                        && weight >= DEEPER_SHARE * self.at(here)
                        && weight >= DEEPER_LEAD * second =>
                {
                    here = child;
                }
                _ => return here,
            }
        }
    }

    /// The weight of the branch that a concept belongs to, as far as it speaks for it.
    pub fn weight(&self, id: ConceptId, lexicon: &Lexicon) -> f32 {
        let top = self.at(lexicon.taxonomy.top_of(id));
        // Halves are exact in binary, so that they print short everywhere.
        (top * 2.0).round() / 2.0
    }

    /// The words of the body that speak for a concept: its own, those below it and those above it.
    pub fn evidence(&mut self, id: ConceptId, lexicon: &Lexicon) -> Vec<Span> {
        let taxonomy = &lexicon.taxonomy;
        let (whole, below) = (taxonomy.branch(taxonomy.top_of(id)), taxonomy.branch(id));
        let speaks = |c: ConceptId| {
            let (c, id) = (usize::from(c), usize::from(id));
            whole.contains(&c) && (below.contains(&c) || c < id && taxonomy.end_of(c) > id)
        };
        let Room {
            met, said, speaking, ..
        } = &mut self.room;
        speaking.clear();
        speaking.resize(met.len(), false);
        for (at, _) in said.iter().filter(|(_, c)| speaks(*c)) {
            speaking[*at as usize] = true;
        }
        let count = speaking.iter().filter(|speaks| **speaks).count();
        let places = met.iter().zip(&*speaking).filter(|(_, speaks)| **speaks);
        let span = |m: &Met| self.text.span(m.first as usize..m.last as usize + 1);
        let mut spans = Vec::with_capacity(count.min(MOST_EVIDENCE));
        spans.extend(places.map(|(m, _)| span(m)).take(MOST_EVIDENCE));
        spans
    }
}

impl Drop for Tally<'_> {
    fn drop(&mut self) {
        room::keep(std::mem::take(&mut self.room));
    }
}

fn fits(met: &Met, meaning: &Meaning) -> bool {
    met.capital & meaning.capital == meaning.capital && met.upper & meaning.upper == meaning.upper
}

/// Finds the longest entries from left to right; each word is used once.
fn scan(text: &Text<'_>, headline: bool, lexicon: &Lexicon, room: &mut Room) {
    // In a headline all in capitals, capitals say nothing.
    let shouted = LazyCell::new(|| !text.source.contains(char::is_lowercase));
    // Passes, so that what is far in memory is fetched for many words at once.
    let Room {
        passed, starts, met, ..
    } = room;
    let sieves = lexicon.table.sieves();
    let count = pass(&text.hashes, &sieves, passed);
    starts.clear();
    for at in &passed[..count] {
        let hash = words::hash_at(text, *at as usize);
        if hash != 0 && begins(text, *at as usize, hash, &sieves) {
            let (at, node) = (*at, 0);
            starts.push(Start { at, node, hash });
        }
    }
    let first_words = lexicon.table.first_words();
    for start in &mut *starts {
        start.node = first_words.target(0, start.hash);
    }
    // The record is looked at, and so fetched, but not waited for.
    starts.retain(|start| start.node != 0 && !lexicon.table.record(start.node).is_empty());
    let mut free = 0;
    for start in &*starts {
        if start.at < free {
            continue;
        }
        let Some(mut found) = longest(text, start, lexicon) else {
            continue;
        };
        if !headline {
            found.zone = Zone::at(start.at as usize);
        } else if found.upper != 0 && *shouted {
            found.upper = 0;
        }
        met.push(found);
        free = found.last + 1;
    }
}

/// Writes to the beginning of `passed` the tokens with which an entry may begin, as far as the numbers
/// of plain words tell, and tells how many they are. It has no branch: a third of all tokens pass, and
/// which ones cannot be foreseen.
fn pass(hashes: &[u64], sieves: &Sieves<'_>, passed: &mut Vec<u32>) -> usize {
    if passed.len() < hashes.len() {
        passed.resize(hashes.len(), 0);
    }
    let mut count = 0;
    let mut look = |at: usize, word: u64, next: u64| {
        passed[count] = at as u32;
        count += usize::from(sieves.may_begin(word, next) | (word == 0));
    };
    for (at, two) in hashes.windows(2).enumerate() {
        look(at, two[0], two[1]);
    }
    if let Some(last) = hashes.last() {
        look(hashes.len() - 1, *last, 0);
    }
    count
}

/// Whether an entry may begin with the word at a token that was let pass.
#[inline]
fn begins(text: &Text<'_>, at: usize, word: u64, sieves: &Sieves<'_>) -> bool {
    // Two plain words have been asked already.
    let plain = text.hashes[at] != 0 && text.hashes.get(at + 1).is_some_and(|next| *next != 0);
    plain || {
        let next = words::next(text, at).map(|next| next.1);
        sieves.may_be(word) || next.is_some_and(|next| sieves.may_begin(word, next))
    }
}

/// The longest entry that begins at a token; as in a headline.
fn longest(text: &Text<'_>, start: &Start, lexicon: &Lexicon) -> Option<Met> {
    let mut best = None;
    let mut found = Met {
        node: start.node,
        first: start.at,
        last: start.at,
        zone: Zone::Headline,
        capital: 0,
        upper: 0,
    };
    let mut at = start.at as usize;
    for bit in 0..LONGEST {
        let token = &text.tokens[at];
        found.capital |= u8::from(token.capital) << bit;
        found.upper |= u8::from(token.all_caps) << bit;
        let record = lexicon.table.record(found.node);
        if record.meanings().any(|m| fits(&found, &m)) {
            best = Some(found);
        }
        if bit + 1 == LONGEST || !record.goes_on {
            break;
        }
        let Some((next, hash)) = words::next(text, at) else {
            break;
        };
        // The sieve is nearer than the table.
        if bit == 0 && !lexicon.table.sieves().may_go_on(start.hash, hash) {
            break;
        }
        let Some(node) = lexicon.table.step(found.node, hash) else {
            break;
        };
        at = next;
        found.node = node;
        found.last = next as u32;
    }
    best
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
