//! Documents on their way to the engine, and how much of them waits at a time.
//!
//! The engine bounds its queue by articles, whatever their length: ten thousand of a hundred
//! thousand bytes would fill the memory. So every article takes room by its length, until
//! its last document is indexed.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::{Document, Field};

/// Room for what waits.
#[derive(Debug)]
pub(super) struct Queue {
    free: Mutex<usize>,
    returned: Condvar,
    /// Bytes of all the room.
    size: usize,
}

/// Bytes taken of a queue; given back when dropped.
#[derive(Debug)]
pub(super) struct Room {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Queue {
    /// A queue of so many bytes.
    pub(super) fn new(size: usize) -> Arc<Self> {
        Arc::new(Self {
            free: Mutex::new(size),
            returned: Condvar::new(),
            size,
        })
    }

    /// Waits for that much room; what is larger than all of it waits until there is nothing else.
    pub(super) fn room(self: &Arc<Self>, bytes: usize) -> Arc<Room> {
        let bytes = bytes.min(self.size);
        let mut free = self.free();
        while *free < bytes {
            free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= bytes;
        Arc::new(Room {
            queue: Arc::clone(self),
            bytes,
        })
    }

    fn free(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *self.queue.free() += self.bytes;
        self.queue.returned.notify_all();
    }
}

/// A document that holds room until it is indexed, or the engine gives up and drops it.
pub(super) struct Queued {
    pub(super) document: TantivyDocument,
    pub(super) _room: Arc<Room>,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

/// Bytes, in some measure, of an article's documents: its text is in them about four times,
/// and a document costs something however short it is.
pub(super) fn weight(body: Field, documents: &[TantivyDocument]) -> usize {
    use tantivy::schema::Value;
    let text = |document: &TantivyDocument| document.get_first(body)?.as_str().map(str::len);
    let bodies: usize = documents.iter().filter_map(text).sum();
    4 * bodies + 1024 * documents.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_waits_than_there_is_room_for() {
        let queue = Queue::new(100);
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for n in 0..8 {
                let (queue, inside, most) = (&queue, &inside, &most);
                scope.spawn(move || {
                    for bytes in [40, 30, 1000, 1] {
                        let room = queue.room(bytes);
                        let now = inside.fetch_add(room.bytes, Ordering::SeqCst) + room.bytes;
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::sleep(std::time::Duration::from_micros(n * 10));
                        inside.fetch_sub(room.bytes, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 100, "never more than all of it");
        assert_eq!(*queue.free(), 100, "all of it is given back");
    }

    #[test]
    fn room_is_held_until_the_last_document_is_gone() {
        let queue = Queue::new(100);
        let room = queue.room(60);
        let queued = |document| Queued {
            document,
            _room: Arc::clone(&room),
        };
        let documents = [TantivyDocument::default(), TantivyDocument::default()].map(queued);
        let [first, second] = documents;
        drop(room);
        drop(first);
        assert_eq!(*queue.free(), 40);
        drop(second);
        assert_eq!(*queue.free(), 100);
    }
}
