//! The sums and lists of one article, kept by the thread for the next one.
//!
//! Most stories are short: to clear a number for every concept, and to ask for the room of every
//! list anew, would cost more than to read their words.

use std::cell::Cell;

use super::score::{Met, Start};
use super::taxonomy::{ConceptId, Taxonomy};

/// What a tally works with; all of it empty when taken.
#[derive(Default)]
pub struct Room {
    pub sums: Sums,
    /// Entries that were met, in the order of headline and body.
    pub met: Vec<Met>,
    /// Their nodes with their places in `met`, sorted.
    pub order: Vec<u64>,
    /// Places in `met` of words of the body, with the concepts for which they speak.
    pub said: Vec<(u32, ConceptId)>,
    /// For each in `met`, whether it speaks for the concept that is asked for.
    pub speaking: Vec<bool>,
    /// Tokens that the sieves let pass: only as many as the scan counts.
    pub passed: Vec<u32>,
    /// Tokens with which an entry may begin.
    pub starts: Vec<Start>,
}

/// The weight of every concept: its own entries and all below.
#[derive(Default)]
pub struct Sums {
    /// By position in the taxonomy; no number but for those touched.
    weights: Vec<f32>,
    /// Each once, in no order that says anything.
    touched: Vec<ConceptId>,
}

impl Sums {
    /// Adds a weight to a concept and to all above it.
    pub fn add(&mut self, concept: ConceptId, weight: f32, taxonomy: &Taxonomy) {
        if self.weights.len() < taxonomy.len() {
            self.weights.resize(taxonomy.len(), f32::NAN);
        }
        let mut next = Some(concept);
        while let Some(id) = next {
            if let Some(sum) = self.weights.get_mut(usize::from(id)) {
                if sum.is_nan() {
                    self.touched.push(id);
                    *sum = 0.0;
                }
                *sum += weight;
            }
            next = taxonomy.above(id);
        }
    }

    /// The weight of a concept.
    pub fn at(&self, id: ConceptId) -> f32 {
        let weight = self.weights.get(usize::from(id)).copied();
        weight.filter(|w| !w.is_nan()).unwrap_or_default()
    }

    /// Every concept that has been added to, once, with its weight.
    pub fn touched(&self) -> impl Iterator<Item = (f32, ConceptId)> + '_ {
        self.touched.iter().map(|id| (self.at(*id), *id))
    }

    fn clear(&mut self) {
        for id in self.touched.drain(..) {
            self.weights[usize::from(id)] = f32::NAN;
        }
    }
}

/// Longer lists are given back: they would stay for the life of the thread.
const LONGEST: usize = 1 << 14;

thread_local! {
    static SPARE: Cell<Option<Room>> = const { Cell::new(None) };
}

/// Empty room.
pub fn take() -> Room {
    let spare = SPARE.try_with(Cell::take);
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps room that is no longer needed.
pub fn keep(mut room: Room) {
    if room.passed.capacity() > LONGEST {
        return;
    }
    room.sums.clear();
    room.met.clear();
    room.order.clear();
    room.said.clear();
    room.starts.clear();
    // Where the thread is ending there is nothing to keep it for.
    let _ = SPARE.try_with(|spare| spare.set(Some(room)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_comes_back_empty() {
        let taxonomy = Taxonomy::standard();
        let leaf = taxonomy.by_code("20000565").expect("a concept");
        let mut room = take();
        room.sums.add(leaf, 2.0, &taxonomy);
        room.sums.add(leaf, -2.0, &taxonomy);
        room.sums.add(leaf, 1.5, &taxonomy);
        assert_eq!(room.sums.at(leaf), 1.5);
        assert_eq!(room.sums.at(taxonomy.top_of(leaf)), 1.5);
        assert_eq!(
            room.sums.touched().count(),
            taxonomy.lineage(leaf).len(),
            "each once"
        );
        keep(room);
        let room = take();
        assert!(taxonomy.iter().all(|(id, _)| room.sums.at(id) == 0.0));
        assert_eq!(room.sums.touched().count(), 0);
    }
}
