//! The lists of a story whose people have been found, for the next one of the same thread: most
//! stories are short, and to ask for the room of each list anew costs as much as to fill it.

use std::cell::RefCell;

use super::keys::{Chains, Index, Keys};
use super::names::Name;
use super::resolve::Bearer;

/// The lists of one story.
#[derive(Default)]
pub(super) struct Room {
    /// All names, in order.
    pub(super) names: Vec<Name>,
    pub(super) keys: Keys,
    pub(super) bearers: Vec<Bearer>,
    /// The bearer of each name.
    pub(super) owners: Vec<Option<u32>>,
    /// Bearers by the last words of their names.
    pub(super) by_word: Index,
    /// The first name of each bearer.
    pub(super) heads: Vec<u32>,
    /// The names of each bearer.
    pub(super) chains: Chains,
}

/// The lists of stories with more names are given back: they would stay for the life of the thread.
const MOST: usize = 1 << 12;

thread_local! {
    static SPARE: RefCell<Option<Room>> = const { RefCell::new(None) };
}

/// Empty lists.
pub(super) fn take() -> Room {
    let spare = SPARE.try_with(|spare| spare.borrow_mut().take());
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps lists that are no longer needed.
pub(super) fn keep(mut room: Room) {
    if room.names.capacity() > MOST {
        return;
    }
    room.names.clear();
    room.keys.clear();
    room.bearers.clear();
    room.owners.clear();
    room.heads.clear();
    // Where the thread is ending there is nothing to keep them for.
    let _ = SPARE.try_with(|spare| *spare.borrow_mut() = Some(room));
}
