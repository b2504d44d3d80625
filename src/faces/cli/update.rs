//! One run of `onrecord index`: the clock, the signals and the lock around it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::index::Index;
use super::progress::Bar;
use super::signals::Signals;
use super::terminal::{App, write_err};
use super::text::{printable_name, shorten};
use crate::error::{Error, IndexError};
use crate::ingest::{Options, Progress, Steer, Summary, UserFile, ingest_steered};

/// A run commits so often: that much can be lost to a cut of power. Every commit makes segments,
/// and searches are the quicker the fewer there are.
const COMMIT_EVERY: Duration = Duration::from_secs(60);
/// How often a lock is tried again.
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// The user's file that an option names: `none` for none from now on.
fn user_file(named: Option<&PathBuf>, otherwise: impl FnOnce() -> UserFile) -> UserFile {
    match named {
        Some(name) if name.as_os_str() == "none" => UserFile::Nothing,
        Some(path) => UserFile::Named(path.clone()),
        None => otherwise(),
    }
}

/// The file that speaks of speakers, where none is named and the index knows of none.
const SPEAKERS: &str = "speakers.toml";
/// The file of topics, here or beside a corpus, where none is named and the index knows of none.
const TOPICS: &str = "topics.toml";

fn speakers_file(args: &Index) -> UserFile {
    user_file(args.speakers.as_ref(), || UserFile::Usual(vec![SPEAKERS.into()]))
}

fn topics_file(args: &Index) -> UserFile {
    user_file(args.topics.as_ref(), || {
        let beside = args.paths.iter().filter_map(|path| path.parent());
        let beside = beside.map(|folder| folder.join(TOPICS));
        UserFile::Usual(std::iter::once(TOPICS.into()).chain(beside).collect())
    })
}

fn words_file(args: &Index) -> UserFile {
    user_file(args.topic_words.as_ref(), UserFile::default)
}

/// Brings the index up to date, after waiting at most so long for another writer.
pub fn run(
    app: &App,
    args: &Index,
    rebuild: bool,
    wait: Duration,
    bar: &Bar,
    signals: &Signals,
) -> Result<Summary, Error> {
    let started = Instant::now();
    let options = Options {
        index: app.index.clone(),
        today: app.today,
        max_file_size: args.max_file_size,
        rebuild,
        speakers: speakers_file(args),
        topics: topics_file(args),
        topic_words: words_file(args),
        holder: holder(),
    };
    let roots: Vec<&Path> = args.paths.iter().map(PathBuf::as_path).collect();
    let last_commit = Mutex::new(Instant::now());
    let last_commit = || last_commit.lock().unwrap_or_else(PoisonError::into_inner);
    let progress = |progress: Progress| {
        // A walk changes nothing.
        signals.set_busy(!matches!(progress, Progress::Walking(_)));
        if progress == Progress::Committing {
            *last_commit() = Instant::now();
        }
        bar.advance(progress);
    };
    let steer = || match signals.status() {
        Some(_) => Steer::Stop,
        None if last_commit().elapsed() > COMMIT_EVERY => Steer::Commit,
        None => Steer::GoOn,
    };
    let mut told = false;
    let outcome = loop {
        match ingest_steered(&roots, &options, &progress, &steer) {
            Err(Error::Index(e @ IndexError::Locked { .. })) if started.elapsed() < wait => {
                if !told {
                    app.note(&format!("waiting: {e}"));
                    told = true;
                }
                std::thread::sleep(TRY_AGAIN);
            }
            outcome => break outcome,
        }
    };
    signals.set_busy(false);
    bar.clear();
    let mut summary = outcome?;
    summary.took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(summary)
}

/// While nothing is to be saved, a signal ends the program at once.
pub fn signals(app: &App, bar: &Bar) -> Signals {
    let (quiet, bar) = (app.quiet, bar.clone());
    Signals::listen(move |busy| {
        bar.clear();
        if !quiet {
            write_err(match busy {
                true => "note: stopped at once; the index is as it was at its last commit\n",
                false => "note: stopped; the index is as it was\n",
            });
        }
    })
}

/// Who this is, for others who want to write meanwhile.
fn holder() -> String {
    let words = std::env::args_os()
        .skip(1)
        .map(|w| w.to_string_lossy().into_owned());
    let command = std::iter::once("onrecord".to_owned()).chain(words);
    let command = command.collect::<Vec<_>>().join(" ");
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("HOSTNAME").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map(|name| format!(" on {}", name.trim()));
    format!(
        "`{}`, process {}{}, since {}",
        shorten(&printable_name(&command), 60),
        std::process::id(),
        host.unwrap_or_default(),
        jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S"),
    )
}
