//! The flow: corpus folder -> articles -> annotations -> one commit.
//!
//! [`ingest`] brings an index up to date. Files whose size and time are those of
//! the manifest are not opened; others are read and, where their content is what
//! the index knows already, left as they are. Files that vanished leave the index.
//! A root that cannot be read stops the run before anything is changed.

pub mod own_topics;
mod plan;

use std::io::ErrorKind::NotFound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::annotate::{self, Lexicons};
use crate::article::SCHEMA;
use crate::corpus::{self, Skip, WalkOptions};
use crate::error::{CorpusError, Error};
use crate::index::document::{self, Origin};
use crate::index::manifest::first_eight;
use crate::index::{Writer, guarded, ids};
pub use own_topics::TopicsFile;
use plan::{Job, Plan};

/// What one run did. Every file seen is in exactly one of `indexed`, `unchanged` and `skipped`.
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
    /// Articles that were given other topics of the user's own.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub own_topics: u64,
    /// Files that a run did not come to, since it was told to stop.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left: u64,
    /// Filled by the caller, who has a clock; 0 from the library.
    pub took_ms: u64,
}

fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// What the caller, who has a clock and an ear for signals, wants of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    /// Nothing.
    GoOn,
    /// What is done is committed now.
    Commit,
    /// What is done is committed, and the run ends.
    Stop,
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
    /// The file of the user's own topics.
    pub topics: TopicsFile,
    /// Who this is, in one line: told to others who want to write meanwhile.
    pub holder: String,
}

impl Options {
    /// The usual options: files up to 16 MiB, no rebuild.
    pub fn new(index: impl Into<PathBuf>, today: Date) -> Self {
        Self {
            index: index.into(),
            today,
            max_file_size: corpus::MAX_FILE_SIZE,
            rebuild: false,
            topics: TopicsFile::default(),
            holder: String::new(),
        }
    }
}

/// Files annotated together before they are handed to the engine: enough to keep
/// all cores busy, few enough to bound memory.
const BATCH: usize = 128;

/// Brings an index up to date with the articles under `roots`, in one commit.
///
/// # Errors
/// [`Error::Corpus`] where a root cannot be walked, [`Error::Index`] where the
/// index cannot be written; in both cases what was committed before stays.
///
/// ```
/// use onrecord::ingest::{Options, ingest};
/// let dir = tempfile::tempdir()?;
/// std::fs::write(dir.path().join("a.txt"), "A headline\n\nThe Star, May 8, 2024\nA story from Paris.\n")?;
/// let options = Options::new(dir.path().join("index"), jiff::civil::date(2026, 1, 1));
/// let summary = ingest(&[&dir.path().join("a.txt")], &options, &|_| {})?;
/// assert_eq!(summary.indexed, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ingest(
    roots: &[&Path],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Summary, Error> {
    ingest_steered(roots, options, progress, &|| Steer::GoOn)
}

/// As [`ingest`], with a say in when to commit and when to stop: `steer` is asked
/// after every file, and what it says holds for those that were not begun.
///
/// # Errors
/// As [`ingest`].
pub fn ingest_steered(
    roots: &[&Path],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    steer: &(dyn Fn() -> Steer + Sync),
) -> Result<Summary, Error> {
    // Before an index is made for nothing.
    if let Some(root) = roots
        .iter()
        .find(|root| root.symlink_metadata().is_err_and(|e| e.kind() == NotFound))
    {
        return Err(CorpusError::NotFound(root.to_path_buf()).into());
    }
    guarded(&options.index, || update(roots, options, progress, steer))
}

fn update(
    roots: &[&Path],
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
    steer: &(dyn Fn() -> Steer + Sync),
) -> Result<Summary, Error> {
    let mut writer = Writer::open(&options.index, options.rebuild, &options.holder)?;
    let own_topics = own_topics::open(&options.topics, &writer.topics)?;
    let passing_over = WalkOptions {
        index: Some(options.index.clone()),
        max_file_size: options.max_file_size,
    };
    let walk = corpus::walk(roots, &passing_over, &mut |seen| {
        progress(Progress::Walking(seen))
    })?;
    let plan = plan::make(walk, &writer.known, options.max_file_size);
    let mut summary = Summary {
        schema: SCHEMA,
        unchanged: plan.unchanged,
        skipped: plan.skipped.clone(),
        ..Summary::default()
    };
    let lexicons: LazyLock<Lexicons> = LazyLock::new(Lexicons::standard);
    let mut committed = run(
        &mut writer,
        &plan,
        options,
        &lexicons,
        (progress, steer),
        &mut summary,
    )?;
    if summary.left == 0 {
        let before = writer.topics.clone();
        summary.own_topics = own_topics::apply(&mut writer, own_topics, options, &lexicons)?;
        committed |= summary.own_topics > 0 || writer.topics != before;
    }
    // Merges may take their time: who wants to stop does not wait for them.
    if committed && summary.left == 0 {
        writer.finish();
    }
    summary.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(summary)
}

/// Does the plan; whether anything was committed.
fn run(
    writer: &mut Writer,
    plan: &Plan,
    options: &Options,
    lexicons: &LazyLock<Lexicons>,
    (progress, steer): (&(dyn Fn(Progress) + Sync), &(dyn Fn() -> Steer + Sync)),
    summary: &mut Summary,
) -> Result<bool, Error> {
    let mut pending = options.rebuild;
    let mut committed = false;
    for id in &plan.vanished {
        writer.remove(id);
        summary.removed += 1;
        pending = true;
    }
    let total = plan.jobs.len() as u64;
    let finished = AtomicU64::new(0);
    for batch in plan.jobs.chunks(BATCH) {
        let outcomes: Vec<Outcome> = batch
            .par_iter()
            .map(|job| {
                if steer() == Steer::Stop {
                    return Outcome::Left;
                }
                let work = AssertUnwindSafe(|| read_and_annotate(job, writer, lexicons, options));
                // A fault of ours in one file of many costs that file, not the run.
                let outcome = catch_unwind(work).unwrap_or_else(|_| {
                    job.skip("a fault of the program stopped its reading; please report it")
                });
                let done = finished.fetch_add(1, Ordering::Relaxed) + 1;
                progress(Progress::Indexing { done, total });
                outcome
            })
            .collect();
        for outcome in outcomes {
            pending |= apply(writer, outcome, summary)?;
        }
        if pending && steer() == Steer::Commit {
            progress(Progress::Committing);
            writer.commit()?;
            (pending, committed) = (false, true);
        }
    }
    if pending {
        progress(Progress::Committing);
        writer.commit()?;
    }
    Ok(pending || committed)
}

/// What became of one file.
enum Outcome {
    /// Its content is known.
    Unchanged(u64),
    /// It was not read, since the run is to stop.
    Left,
    /// It cannot be indexed; its last good version, if any, is kept.
    Skipped(Skip),
    /// Documents by article id, the number of their quotes, and ids that the file no longer holds.
    Documents {
        articles: Vec<(String, Vec<tantivy::TantivyDocument>)>,
        quotes: u64,
        stale: Vec<String>,
    },
}

fn read_and_annotate(job: &Job, writer: &Writer, lexicons: &Lexicons, options: &Options) -> Outcome {
    let skip = |reason: String| job.skip(&reason);
    let raw = match corpus::load(&job.entry, options.max_file_size) {
        Ok(raw) => raw,
        Err(problem) => return skip(problem.reason),
    };
    let hash = first_eight(&raw.hash);
    if !job.moved && !job.known.is_empty() && job.known.iter().all(|known| known.origin.hash == hash) {
        return Outcome::Unchanged(job.known.len() as u64);
    }
    let origin = Origin {
        file: plan::key(&job.entry.full).into_owned(),
        size: raw.bytes.len() as u64,
        modified_ns: job.entry.modified_ns,
        hash,
    };
    let read = match corpus::articles(&job.entry.path, &raw.bytes, options.today) {
        Ok(read) => read,
        Err(reason) => return skip(reason),
    };
    let mut articles = Vec::with_capacity(read.len());
    let mut quotes = 0;
    for (n, mut article) in read.into_iter().enumerate() {
        article.id = job.id(n);
        let id = article.id.clone();
        let annotations = annotate::annotate(&article, lexicons);
        quotes += annotations.quotes.len() as u64;
        let ancestors = |topic: &str| {
            lexicons
                .topics
                .ancestors(topic)
                .into_iter()
                .map(str::to_owned)
                .collect()
        };
        match document::documents(&writer.fields, article, annotations, &origin, &ancestors) {
            Ok(documents) => articles.push((id, documents)),
            Err(problem) => return skip(problem.to_string()),
        }
    }
    let stale = job
        .known
        .iter()
        .skip(articles.len())
        .map(|k| k.id.clone())
        .collect();
    Outcome::Documents {
        articles,
        quotes,
        stale,
    }
}

/// Hands an outcome to the engine; whether that changed anything.
fn apply(writer: &Writer, outcome: Outcome, summary: &mut Summary) -> Result<bool, Error> {
    match outcome {
        Outcome::Unchanged(articles) => summary.unchanged += articles,
        Outcome::Left => summary.left += 1,
        Outcome::Skipped(skip) => summary.skipped.push(skip),
        Outcome::Documents {
            articles,
            quotes,
            stale,
        } => {
            summary.indexed += articles.len() as u64;
            summary.quotes += quotes;
            for (id, documents) in articles {
                writer.replace(&id, documents)?;
            }
            for id in stale {
                writer.remove(&id);
                summary.removed += 1;
            }
            return Ok(true);
        }
    }
    Ok(false)
}

impl Job {
    fn skip(&self, reason: &str) -> Outcome {
        let kept = if self.known.is_empty() {
            ""
        } else {
            "; the version indexed before is kept"
        };
        Outcome::Skipped(Skip {
            path: self.entry.path.clone(),
            reason: format!("{reason}{kept}"),
        })
    }

    /// The id of the file's `n`-th article.
    fn id(&self, n: usize) -> String {
        match self.known.get(n) {
            Some(known) => known.id.clone(),
            None if n == 0 => self.first_id.clone(),
            None => ids::new_id(
                &format!("{}#{n}", self.relative),
                &std::collections::HashSet::new(),
            ),
        }
    }
}
