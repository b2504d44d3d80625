//! The lists of one article, kept by the thread for the next one: to ask for their room anew costs
//! more than to fill short ones.

use std::cell::Cell;

use super::evidence::{Evidence, Memory};
use super::resolve::Verdict;
use super::scan::{First, Hit};

/// What a reading of places works with; all of it empty when taken.
#[derive(Default)]
pub struct Room {
    /// What the scan works with.
    pub scan: Lists,
    /// The names of each text, and what they mean.
    pub names: [(Vec<Hit>, Vec<Option<Verdict>>); 3],
    pub evidence: Evidence,
    pub memory: Memory,
}

/// The lists of a scan.
#[derive(Default)]
pub struct Lists {
    /// Capitalised words that the sieve lets pass.
    pub starts: Vec<u32>,
    /// Those of them with which a name begins.
    pub firsts: Vec<First>,
    /// A word, folded.
    pub folded: Vec<u8>,
}

/// Longer lists are given back: they would stay for the life of the thread.
const LONGEST: usize = 1 << 12;

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
    if room.scan.starts.capacity() > LONGEST {
        return;
    }
    room.scan.starts.clear();
    room.scan.firsts.clear();
    for (hits, verdicts) in &mut room.names {
        hits.clear();
        verdicts.clear();
    }
    room.evidence.clear();
    room.memory.clear();
    // Where the thread is ending there is nothing to keep it for.
    let _ = SPARE.try_with(|spare| spare.set(Some(room)));
}
