//! Articles on their way to the threads that write segments, and how much of them waits at a time.
//!
//! What waits is bounded by bytes, not by articles: ten thousand of a hundred thousand bytes
//! would fill the memory.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::rows::Rows;

/// What waits.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    /// Bytes of all the room.
    size: usize,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Rows>,
    /// Bytes of what waits.
    bytes: usize,
    /// Nothing more is taken in.
    closed: bool,
}

impl Queue {
    /// A queue of so many bytes.
    pub(super) fn new(size: usize) -> Self {
        Self {
            state: Mutex::default(),
            changed: Condvar::new(),
            size,
        }
    }

    /// Puts an article in, as soon as there is room; what is larger than all of it waits until there is
    /// nothing else. Whether it was taken: not where the queue is closed.
    pub(super) fn put(&self, rows: Rows) -> bool {
        let bytes = rows.weight();
        let mut state = self.state();
        while !state.closed && !state.waiting.is_empty() && state.bytes + bytes > self.size {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return false;
        }
        state.bytes += bytes;
        state.waiting.push_back(rows);
        self.changed.notify_all();
        true
    }

    /// The next article, waited for; `None` where the queue is closed and empty.
    pub(super) fn take(&self) -> Option<Rows> {
        let mut state = self.state();
        loop {
            if let Some(rows) = state.waiting.pop_front() {
                state.bytes -= rows.weight();
                self.changed.notify_all();
                return Some(rows);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes nothing more in; what waits is still given out.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }

    /// Takes nothing more in, and forgets what waits.
    pub(super) fn abandon(&self) {
        let mut state = self.state();
        *state = State {
            closed: true,
            ..State::default()
        };
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn article(bytes: usize) -> Rows {
        Rows::of("", String::new(), "a".repeat(bytes / 2))
    }

    #[test]
    fn no_more_waits_than_there_is_room_for_and_all_is_given_out() {
        let queue = Queue::new(100);
        let taken = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            let takers: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(|| {
                        while let Some(rows) = queue.take() {
                            // Both of one moment: other threads put in and take out.
                            let state = queue.state();
                            assert!(state.bytes <= 100 || state.waiting.len() <= 1, "{state:?}");
                            drop(state);
                            taken.fetch_add(rows.weight(), Ordering::SeqCst);
                        }
                    })
                })
                .collect();
            for bytes in [40, 30, 1000, 2].repeat(50) {
                assert!(queue.put(article(bytes)));
            }
            queue.close();
            for taker in takers {
                taker.join().expect("no assertion failed");
            }
        });
        assert_eq!(taken.into_inner(), 50 * 1072);
        assert!(!queue.put(article(2)), "closed");
    }

    #[test]
    fn who_waits_for_room_is_told_when_the_queue_is_given_up() {
        let queue = Queue::new(100);
        assert!(queue.put(article(80)));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| queue.put(article(80)));
            std::thread::sleep(std::time::Duration::from_millis(10));
            queue.abandon();
            assert!(!waiting.join().expect("it ends"));
        });
        assert!(queue.take().is_none());
    }
}
