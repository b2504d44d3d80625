//! From a corpus folder to a committed index. (Being written.)
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::corpus::Skip;
use crate::error::Error;

/// What one run did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Version of this shape.
    pub schema: u32,
    /// Articles added or replaced in this run.
    pub indexed: u64,
    /// Articles that were up to date.
    pub unchanged: u64,
    /// Articles whose file is gone.
    pub removed: u64,
    /// Quotes in the articles indexed in this run.
    pub quotes: u64,
    /// Everything seen and not indexed.
    pub skipped: Vec<Skip>,
    /// Filled by the caller, who has a clock.
    pub took_ms: u64,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Looking for files; so many found.
    Walking(u64),
    /// Indexing; `done` of `total` files that need it.
    Indexing {
        /// Files finished.
        done: u64,
        /// Files to do.
        total: u64,
    },
    /// Writing to disk.
    Committing,
}

/// What to index, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The index folder; made where it does not exist.
    pub index: PathBuf,
    /// Day on which dates without a year are judged.
    pub today: Date,
    /// Larger files are skipped, in bytes.
    pub max_file_size: u64,
    /// Start over: forget everything indexed before.
    pub rebuild: bool,
}

/// Brings an index up to date with the articles under `roots`.
pub fn ingest(
    roots: &[&Path],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Error> {
    let _ = (roots, options);
    progress(Progress::Walking(0));
    Ok(Summary::default())
}
