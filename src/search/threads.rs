//! Segments gone through side by side, where there is enough to do.

use std::sync::OnceLock;

use tantivy::query::{EnableScoring, Query};
use tantivy::{Executor, Searcher};

use super::gather::{Gather, Gathered};

/// Indexes of fewer documents are gone through before threads have started. Unit tests use threads
/// for all, so that both ways are tried.
const ENOUGH: u64 = if cfg!(test) { 1 } else { 200_000 };
/// More threads than this wait for memory.
const MOST: usize = 8;

/// The threads of a searcher; started with the first question that needs them.
#[derive(Default)]
pub struct Threads(OnceLock<Executor>);

impl Threads {
    /// Gathers what matches. Counts of facets are the work that is worth threads: best hits alone are
    /// found faster in turn, since those of one segment are the bar for the next. The answer is the
    /// same either way.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn gather(
        &self,
        engine: &Searcher,
        query: &dyn Query,
        gather: &Gather<'_>,
    ) -> tantivy::Result<Gathered> {
        let much = engine.num_docs() >= ENOUGH && engine.segment_readers().len() > 1;
        if gather.counting.facets.is_empty() || !much {
            return engine.search(query, gather);
        }
        let executor = self.0.get_or_init(|| {
            let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST));
            // Where no thread can be started, this one does it all.
            Executor::multi_thread(cores, "search-").unwrap_or_else(|_| Executor::single_thread())
        });
        let scoring = if tantivy::collector::Collector::requires_scoring(gather) {
            EnableScoring::enabled_from_searcher(engine)
        } else {
            EnableScoring::disabled_from_searcher(engine)
        };
        engine.search_with_executor(query, gather, executor, scoring)
    }
}
