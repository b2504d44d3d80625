//! The buffers of texts that are gone, for the next ones of the same thread.
//!
//! A run reads thousands of texts one after another; to ask for the room of each anew costs more
//! than to find its sentences.

use std::cell::RefCell;

use super::sentences::Runs;
use super::tokens::Tokens;

/// The buffers of one text.
#[derive(Default)]
pub struct Buffers {
    pub read: Tokens,
    pub sentences: Runs,
    pub paragraphs: Runs,
}

/// A body, a headline and a dateline are read at a time.
const MOST: usize = 3;
/// The buffers of longer texts, in tokens, are given back: they would stay for the life of the thread.
const LONGEST: usize = 1 << 15;

thread_local! {
    static SPARE: RefCell<Vec<Buffers>> = const { RefCell::new(Vec::new()) };
}

/// Empty buffers.
pub fn take() -> Buffers {
    let spare = SPARE.try_with(|spare| spare.borrow_mut().pop());
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps buffers that are no longer needed.
pub fn keep(mut buffers: Buffers) {
    if buffers.read.tokens.capacity() > LONGEST {
        return;
    }
    buffers.read.tokens.clear();
    buffers.read.hashes.clear();
    buffers.read.classes.clear();
    buffers.read.capitals.clear();
    buffers.read.listed.clear();
    buffers.read.stops.clear();
    buffers.read.quotes.clear();
    buffers.sentences.clear();
    buffers.paragraphs.clear();
    // Where the thread is ending there is nothing to keep them for.
    let _ = SPARE.try_with(|spare| {
        let mut spare = spare.borrow_mut();
        if spare.len() < MOST {
            spare.push(buffers);
        }
    });
}
