//! The sums and lists of one article, kept by the thread for the next one.
//!
//! Most stories are short: to clear a number for every concept, and to ask for the room of every
//! list anew, would cost more than to read their words.

use std::cell::Cell;

use super::score::Met;
use super::taxonomy::{ConceptId, Taxonomy};

/// What a tally works with; all of it empty when taken.
#[derive(Default)]
pub struct Room {
    pub sums: Sums,
    /// Entries that were met, in the order of headline and body.
    pub met: Vec<Met>,
    /// Their nodes with their places in `met`, sorted.
    pub order: Vec<u64>,
    /// Tokens with which an entry may begin, with their numbers or nodes.
    pub starts: Vec<(u32, u64)>,
}

/// The weight of every concept: its own entries and all below.
#[derive(Default)]
pub struct Sums {
    /// By position in the taxonomy; 0 but for those touched.
    weights: Vec<f32>,
    touched: Vec<ConceptId>,
}

impl Sums {
    /// Adds a weight to a concept and to all above it.
    pub fn add(&mut self, concept: ConceptId, weight: f32, taxonomy: &Taxonomy) {
        if self.weights.len() < taxonomy.len() {
            self.weights.resize(taxonomy.len(), 0.0);
        }
        let mut next = Some(concept);
        while let Some(id) = next {
            if let Some(sum) = self.weights.get_mut(usize::from(id)) {
                if *sum == 0.0 {
                    self.touched.push(id);
                }
                *sum += weight;
            }
            next = taxonomy.get(id).and_then(|c| c.parent);
        }
    }

    /// The weight of a concept.
    pub fn at(&self, id: ConceptId) -> f32 {
        self.weights.get(usize::from(id)).copied().unwrap_or_default()
    }

    fn clear(&mut self) {
        for id in self.touched.drain(..) {
            self.weights[usize::from(id)] = 0.0;
        }
    }
}

/// Longer lists are given back: they would stay for the life of the thread.
const LONGEST: usize = 1 << 14;

thread_local! {
    static SPARE: Cell<Option<Box<Room>>> = const { Cell::new(None) };
}

/// Empty room.
pub fn take() -> Box<Room> {
    let spare = SPARE.try_with(Cell::take);
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps room that is no longer needed.
pub fn keep(mut room: Box<Room>) {
    if room.starts.capacity() > LONGEST {
        return;
    }
    room.sums.clear();
    room.met.clear();
    room.order.clear();
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
        keep(room);
        let room = take();
        assert!(taxonomy.iter().all(|(id, _)| room.sums.at(id) == 0.0));
    }
}
