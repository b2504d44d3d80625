//! The flow: corpus folder -> articles -> annotations -> one commit.
//!
//! [`ingest`] brings an index up to date. Files whose size and time are those of
//! the manifest are not opened; others are read and, where their content is what
//! the index knows already, left as they are. Files that vanished leave the index.
//! A root that cannot be read stops the run before anything is changed.

mod again;
mod ahead;
mod own_topics;
mod plan;
mod read;
mod speakers;
mod take;
pub mod topic_words;
mod user_file;

use std::io::ErrorKind::NotFound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::annotate::Lexicons;
use crate::article::SCHEMA;
use crate::corpus::{self, Skip, WalkOptions};
use crate::error::{CorpusError, Error};
use crate::index::{Writer, guarded};
use ahead::{BATCH, read_ahead};
use plan::{Job, Plan};
use read::{Outcome, read_and_annotate};
use speakers::Speakers;
use take::take;
use topic_words::Words;
pub use user_file::UserFile;

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
    /// Articles whose speakers have other names since this run, though their files are as they were: none
    /// of `indexed`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub renamed: u64,
    /// Everything seen and not indexed.
    pub skipped: Vec<Skip>,
    /// Of `unchanged`: articles that another version of the program annotated.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_program: u64,
    /// Articles that were given other topics of the user's own.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub own_topics: u64,
    /// Of `unchanged`: articles that may have been annotated with other words of topics, since the list is another now.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_words: u64,
    /// Files that a run did not come to, since it was told to stop.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left: u64,
    /// What is to be said of the queries of the user's own topics: where one may find too little.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Filled by the caller, who has a clock; 0 from the library.
    pub took_ms: u64,
}

/// The lexicons, made where the first article needs them.
type Lazy = LazyLock<Lexicons, Box<dyn FnOnce() -> Lexicons + Send>>;

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
    /// What the user knows better of speakers.
    pub speakers: UserFile,
    /// The file of the user's own topics.
    pub topics: UserFile,
    /// The user's words for the standard topics.
    pub topic_words: UserFile,
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
            speakers: UserFile::default(),
            topics: UserFile::default(),
            topic_words: UserFile::default(),
            holder: String::new(),
        }
    }
}

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
    let speakers = Speakers::open(&options.speakers, &writer.speakers)?;
    let own_topics = own_topics::open(&options.topics, &writer.topics)?;
    let words = Words::open(&options.topic_words, &writer.topic_words)?;
    let other_words = words.remembered.hash != writer.topic_words.hash;
    let told = words.remembered != writer.topic_words;
    // A mistake in a new list stops the run before anything changes; one that is known and for which
    // there is no work is not compiled.
    let mut with_words = if other_words { words.compile()? } else { None };
    writer.topic_words = words.remembered.clone();
    let passing_over = WalkOptions {
        index: Some(options.index.clone()),
        max_file_size: options.max_file_size,
    };
    let walk = corpus::walk(roots, &passing_over, &mut |seen| {
        progress(Progress::Walking(seen))
    })?;
    let plan = plan::make(walk, &writer.known, options.max_file_size).map_err(|e| writer.error(e))?;
    if with_words.is_none() && !plan.jobs.is_empty() {
        with_words = words.compile()?;
    }
    let mut summary = Summary {
        schema: SCHEMA,
        unchanged: plan.unchanged,
        other_program: plan.other_program,
        skipped: plan.skipped.clone(),
        ..Summary::default()
    };
    let lexicons: Lazy = LazyLock::new(Box::new(move || {
        let standard = Lexicons::standard();
        match with_words {
            Some(topics) => Lexicons { topics, ..standard },
            None => standard,
        }
    }));
    let mut committed = run(
        &mut writer,
        speakers,
        plan,
        options,
        &lexicons,
        (progress, steer),
        &mut summary,
    )?;
    if told && !committed {
        writer.commit()?;
        committed = true;
    }
    if other_words {
        summary.other_words = summary.unchanged;
    }
    if summary.left == 0 {
        let before = writer.topics.clone();
        (summary.own_topics, summary.notes) = own_topics::apply(&mut writer, own_topics, options, &lexicons)?;
        committed |= summary.own_topics > 0 || writer.topics != before;
    }
    // Merges may take their time: who wants to stop does not wait for them.
    if summary.left == 0 && (committed || writer.merge_left()) {
        writer.finish();
    }
    summary.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(summary)
}

/// Does the plan; whether anything was committed.
fn run(
    writer: &mut Writer,
    mut speakers: Speakers,
    plan: Plan,
    options: &Options,
    lexicons: &Lazy,
    (progress, steer): (&(dyn Fn(Progress) + Sync), &(dyn Fn() -> Steer + Sync)),
    summary: &mut Summary,
) -> Result<bool, Error> {
    let mut pending = options.rebuild;
    let mut committed = false;
    speakers.expect(plan.jobs.len() + plan.vanished.len());
    speakers.forget(&plan.vanished, writer)?;
    for id in &plan.vanished {
        writer.remove(id)?;
        summary.removed += 1;
        pending = true;
    }
    let total = plan.jobs.len() as u64;
    let finished = AtomicU64::new(0);
    writer.judged_by(speakers.judge());
    let fields = writer.fields.clone();
    let read = |job: &Job| {
        if steer() == Steer::Stop {
            return Outcome::Left;
        }
        let work = AssertUnwindSafe(|| read_and_annotate(job, lexicons, options, &fields));
        // A fault of ours in one file of many costs that file, not the run.
        let outcome = catch_unwind(work)
            .unwrap_or_else(|_| job.skip("a fault of the program stopped its reading; please report it"));
        let done = finished.fetch_add(1, Ordering::Relaxed) + 1;
        progress(Progress::Indexing { done, total });
        outcome
    };
    read_ahead(plan.jobs, read, |batches| -> Result<(), Error> {
        for batch in batches {
            pending |= take(batch.outcomes, writer, &mut speakers, summary)?;
            if pending && batch.more && steer() == Steer::Commit {
                progress(Progress::Committing);
                speakers.commit_unsettled(writer)?;
                (pending, committed) = (false, true);
            }
        }
        Ok(())
    })?;
    // Also where nothing came, and the rules or the user's file are others than last time.
    if pending || committed || speakers.is_due() {
        progress(Progress::Committing);
        if speakers.is_due() {
            speakers.load(writer)?;
        }
        let stopped = || steer() == Steer::Stop;
        summary.renamed = speakers.commit(writer, lexicons, pending, &stopped)?;
        committed = true;
    }
    Ok(committed)
}
