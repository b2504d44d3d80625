//! The threads that write segments.

use std::mem::take;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tantivy::index::SegmentMeta;
use tantivy::{Index, Segment, TantivyError};

use super::Builder;
use crate::identity::Identity;
use crate::index::cast::Judge;
use crate::index::queue::Queue;
use crate::index::rows::Rows;

/// Threads that make segments of the articles that they are given. They begin with the first one
/// and end with [`Crew::finish`].
pub(in crate::index) struct Crew {
    index: Index,
    /// How many threads there are.
    size: usize,
    /// Bytes that each fills before it writes a segment.
    memory: usize,
    /// Bytes of articles that wait.
    waiting: usize,
    /// Who says whom names stand for, when a segment is written.
    judge: Arc<Judge>,
    shift: Option<Shift>,
}

struct Shift {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<tantivy::Result<()>>>,
    written: Arc<Mutex<Vec<Segment>>>,
}

impl Crew {
    /// A crew that takes every name for itself.
    pub(in crate::index) fn new(index: &Index, size: usize, memory: usize, waiting: usize) -> Self {
        Self {
            index: index.clone(),
            size,
            memory,
            waiting,
            judge: Arc::new(|keys: &[&str]| keys.iter().map(|key| Identity::of_key(key)).collect()),
            shift: None,
        }
    }

    /// From the next article on, names are asked for there.
    pub(in crate::index) fn judged_by(&mut self, judge: Arc<Judge>) {
        self.judge = judge;
    }

    /// Hands an article over.
    ///
    /// # Errors
    /// Where a thread could not write.
    pub(in crate::index) fn add(&mut self, rows: Rows) -> tantivy::Result<()> {
        let shift = self.shift.take().unwrap_or_else(|| Shift::begin(self));
        let shift = self.shift.insert(shift);
        if shift.queue.put(rows) {
            return Ok(());
        }
        self.finish()?;
        Err(TantivyError::ErrorInThread(
            "a thread that writes has ended".to_owned(),
        ))
    }

    /// Segments that were written since the last time, while others are in the making.
    pub(in crate::index) fn written(&self) -> Vec<SegmentMeta> {
        self.shift.as_ref().map(Shift::written).unwrap_or_default()
    }

    /// Writes what there is; the segments that were not yet told of.
    ///
    /// # Errors
    /// Where a thread could not write; nothing of what it was given is to be committed then.
    pub(in crate::index) fn finish(&mut self) -> tantivy::Result<Vec<SegmentMeta>> {
        let Some(mut shift) = self.shift.take() else {
            return Ok(Vec::new());
        };
        shift.queue.close();
        shift.end()?;
        Ok(shift.written())
    }
}

impl Shift {
    fn begin(crew: &Crew) -> Self {
        let queue = Arc::new(Queue::new(crew.waiting));
        let written = Arc::default();
        let memory = crew.memory;
        let thread = || {
            let (index, queue, written) = (crew.index.clone(), Arc::clone(&queue), Arc::clone(&written));
            let judge = Arc::clone(&crew.judge);
            std::thread::spawn(move || {
                // Whoever waits for room is not to wait for a thread that has failed.
                let failed = Abandon(&queue);
                write(&index, &queue, memory, &*judge, &written)?;
                std::mem::forget(failed);
                Ok(())
            })
        };
        Self {
            threads: (0..crew.size).map(|_| thread()).collect(),
            queue,
            written,
        }
    }

    /// Waits for all threads; the first fault of one.
    fn end(&mut self) -> tantivy::Result<()> {
        let ends: Vec<_> = take(&mut self.threads)
            .into_iter()
            .map(JoinHandle::join)
            .collect();
        ends.into_iter()
            .try_for_each(|end| end.unwrap_or_else(|panic| resume_unwind(panic)))
    }

    fn written(&self) -> Vec<SegmentMeta> {
        let written = take(&mut *lock(&self.written));
        written.iter().map(|segment| segment.meta().clone()).collect()
    }
}

impl Drop for Shift {
    /// Where nobody wants what is left: what was written is collected as garbage.
    fn drop(&mut self) {
        self.queue.abandon();
        for thread in take(&mut self.threads) {
            let _ = thread.join();
        }
    }
}

/// Gives the queue up where its thread ends early.
struct Abandon<'a>(&'a Queue);

impl Drop for Abandon<'_> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

/// What a thread does.
fn write(
    index: &Index,
    queue: &Queue,
    memory: usize,
    judge: &Judge,
    written: &Mutex<Vec<Segment>>,
) -> tantivy::Result<()> {
    let mut growing: Option<Builder> = None;
    while let Some(rows) = queue.take() {
        let builder = match &mut growing {
            Some(builder) => builder,
            none => none.insert(Builder::new(index)?),
        };
        builder.add(rows)?;
        if builder.memory() >= memory
            && let Some(full) = growing.take()
        {
            let segment = full.finish(judge)?;
            lock(written).push(segment);
        }
    }
    if let Some(last) = growing {
        let segment = last.finish(judge)?;
        lock(written).push(segment);
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
