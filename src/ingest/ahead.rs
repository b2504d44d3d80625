//! Files are read and annotated ahead of the thread that counts, judges and hands over.
//!
//! That thread has its hands full for a tenth of a run. While it has, all cores read on: a batch is
//! being made and another waits.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::vec::IntoIter;

use rayon::prelude::*;

use super::plan::Job;
use super::read::Outcome;

/// Files of a batch at most: enough to keep all cores busy, few enough to bound memory.
pub(super) const BATCH: usize = 256;

/// No file is added to a batch that has so many bytes: those of large files are to be few.
const BATCH_BYTES: u64 = 8 << 20;

/// What became of a batch of files.
pub(super) struct Batch {
    pub(super) outcomes: Vec<Outcome>,
    /// Whether others follow.
    pub(super) more: bool,
}

/// Reads files by `read`, on all cores and in their order, while `take` takes what was read. Where
/// `take` ends early, no batch is begun any more.
pub(super) fn read_ahead<T>(
    jobs: Vec<Job>,
    read: impl Fn(&Job) -> Outcome + Sync,
    take: impl FnOnce(Receiver<Batch>) -> T,
) -> T {
    let (sender, batches) = sync_channel(1);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            // Dropped at the end of this thread, so that `take` sees that nothing comes any more.
            let sender = sender;
            let mut jobs = jobs.into_iter();
            while jobs.len() > 0 {
                let outcomes = next(&mut jobs).par_iter().map(&read).collect();
                let more = jobs.len() > 0;
                if sender.send(Batch { outcomes, more }).is_err() {
                    return;
                }
            }
        });
        let taken = take(batches);
        if let Err(panic) = reader.join() {
            resume_unwind(panic);
        }
        taken
    })
}

/// The files of the next batch.
fn next(jobs: &mut IntoIter<Job>) -> Vec<Job> {
    let mut bytes = 0;
    let fits = |job: &&Job| {
        bytes < BATCH_BYTES && {
            bytes += job.entry.size;
            true
        }
    };
    let count = jobs.as_slice().iter().take(BATCH).take_while(fits).count();
    jobs.take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::FileEntry;

    fn jobs(sizes: &[u64]) -> Vec<Job> {
        let entry = |size: &u64| FileEntry {
            path: String::new(),
            full: "a.txt".into(),
            size: *size,
            modified_ns: 0,
        };
        let job = |size| Job {
            entry: entry(size),
            known: Vec::new(),
            relative: String::new(),
            first_id: String::new(),
            moved: false,
        };
        sizes.iter().map(job).collect()
    }

    fn lengths(batches: Receiver<Batch>) -> Vec<(usize, bool)> {
        batches.iter().map(|b| (b.outcomes.len(), b.more)).collect()
    }

    #[test]
    fn batches_are_cut_by_files_and_by_bytes_and_the_last_is_told() {
        let small = read_ahead(jobs(&[1000; 600]), |_| Outcome::Left, lengths);
        assert_eq!(small, [(256, true), (256, true), (88, false)]);
        let large = read_ahead(
            jobs(&[BATCH_BYTES, 1, BATCH_BYTES - 1, 1, 1]),
            |_| Outcome::Left,
            lengths,
        );
        assert_eq!(large, [(1, true), (2, true), (2, false)]);
        assert!(read_ahead(Vec::new(), |_| Outcome::Left, lengths).is_empty());
    }

    #[test]
    fn outcomes_come_in_the_order_of_the_files() {
        let sizes: Vec<u64> = (0..1000).collect();
        let size = |job: &Job| Outcome::Unchanged(job.entry.size);
        let all = read_ahead(jobs(&sizes), size, |batches| {
            batches.iter().flat_map(|b| b.outcomes).collect::<Vec<_>>()
        });
        let is = |(n, outcome): (u64, &Outcome)| matches!(outcome, Outcome::Unchanged(m) if *m == n);
        assert!(all.len() == 1000 && (0..).zip(&all).all(is));
    }

    #[test]
    fn where_nobody_takes_any_more_the_reader_ends() {
        let first = read_ahead(
            jobs(&[1; 100_000]),
            |_| Outcome::Left,
            |batches| batches.recv().is_ok(),
        );
        assert!(first);
    }
}
