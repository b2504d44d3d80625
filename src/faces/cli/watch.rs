//! `onrecord index --watch`: stays, and follows the corpus.
//!
//! The system tells of changes; a run that finds by itself what has changed follows when it
//! has been quiet for a moment. So nothing depends on what exactly is told, or in which order:
//! a notice only says when to look. A look now and then covers file systems that tell nothing.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::errors::Failure;
use super::index::{Index, first, outcome};
use super::progress::Bar;
use super::signals::Signals;
use super::terminal::{App, FOUND, skipped, write_err};
use super::update;
use crate::error::{Error, IndexError};
use crate::ingest::Summary;

/// A file is read when nothing has changed for so long...
const QUIET: Duration = Duration::from_millis(150);
/// ... but at the latest so long after the first change.
const LATEST: Duration = Duration::from_millis(1000);
/// A look without notice.
const LOOK: Duration = Duration::from_secs(300);
/// A look after something went wrong: a root that is gone, a full disk.
const LOOK_AFTER_TROUBLE: Duration = Duration::from_secs(3);
/// Files that are looked at in a second where the system tells nothing.
const POLLED_PER_SECOND: u64 = 20_000;

pub fn run(app: &App, args: &Index, bar: &Bar, signals: &Signals) -> Result<u8, Failure> {
    let (send, notices) = channel();
    // Watched from before the first look: nothing falls between the two.
    let mut eye = Eye::open(app, args, &send, Duration::from_secs(1));
    let summary = first(app, args, bar, signals)?;
    if eye.polls() {
        let files = summary.indexed + summary.unchanged;
        let every = Duration::from_secs(1 + files / POLLED_PER_SECOND);
        eye = Eye::open(app, args, &send, every);
        app.note(&format!(
            "the system does not tell of changes: looking every {} s",
            every.as_secs()
        ));
    }
    let mut named: HashSet<String> = summary.skipped.iter().map(skipped).collect();
    app.note("watching; Ctrl-C ends it");
    let mut trouble = false;
    loop {
        if let Some(status) = signals.status() {
            return Ok(status);
        }
        let patience = if trouble { LOOK_AFTER_TROUBLE } else { LOOK };
        let Some(root_moved) = changes(&notices, patience) else {
            return Ok(FOUND);
        };
        if trouble || root_moved {
            eye.look_again();
        }
        match update::run(app, args, false, Duration::MAX, bar, signals) {
            Ok(summary) => {
                trouble = false;
                tell(app, &summary, &mut named)?;
            }
            Err(error @ (Error::Corpus(_) | Error::Index(IndexError::Io { .. }))) => {
                if !trouble {
                    app.warn(&format!("{error}; trying again"));
                }
                trouble = true;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Waits for a change, and until it is over. Whether a root itself moved; `None` where
/// nobody will tell any more.
fn changes(notices: &Receiver<Notice>, patience: Duration) -> Option<bool> {
    let mut root_moved = match notices.recv_timeout(patience) {
        Ok(notice) => notice.root_moved,
        Err(RecvTimeoutError::Timeout) => return Some(false),
        Err(RecvTimeoutError::Disconnected) => return None,
    };
    let begun = Instant::now();
    while begun.elapsed() < LATEST {
        match notices.recv_timeout(QUIET) {
            Ok(notice) => root_moved |= notice.root_moved,
            Err(_) => break,
        }
    }
    Some(root_moved)
}

/// One line for a person about every update, one document for a program; files that are
/// skipped are named once.
fn tell(app: &App, summary: &Summary, named: &mut HashSet<String>) -> Result<(), Failure> {
    let now: HashSet<String> = summary.skipped.iter().map(skipped).collect();
    let mut new: Vec<&String> = now.difference(named).collect();
    new.sort_unstable();
    for line in &new {
        app.warn(line);
    }
    if summary.indexed + summary.removed + summary.left > 0 || !new.is_empty() {
        if app.json {
            app.print_json(summary)?;
        }
        if !app.quiet {
            let time = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string();
            write_err(&format!(
                "{time}  {} ({} ms)\n",
                outcome(summary),
                summary.took_ms
            ));
        }
    }
    *named = now;
    Ok(())
}

/// Something has changed.
struct Notice {
    /// A root itself came or went: what was watched there is watched no more.
    root_moved: bool,
}

/// What watches the roots.
struct Eye {
    watcher: Option<Box<dyn Watcher>>,
    roots: Vec<PathBuf>,
    kind: notify::WatcherKind,
}

impl Eye {
    /// By notices of the system, or else by looking at all files every so often.
    fn open(app: &App, args: &Index, send: &Sender<Notice>, every: Duration) -> Self {
        let canonical = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let roots: Vec<PathBuf> = args.paths.iter().map(canonical).collect();
        let index = canonical(&app.index);
        let handler = || {
            let (send, index, roots) = (send.clone(), index.clone(), roots.clone());
            move |event: notify::Result<notify::Event>| {
                if let Some(notice) = notice(event, &index, &roots) {
                    let _ = send.send(notice); // where nobody listens, nobody wants to know
                }
            }
        };
        let config = Config::default()
            .with_poll_interval(every)
            .with_follow_symlinks(false);
        let told = RecommendedWatcher::new(handler(), config).map(|w| Box::new(w) as Box<dyn Watcher>);
        if let Ok(mut watcher) = told
            && watch(watcher.as_mut(), &roots).is_ok()
        {
            return Self {
                watcher: Some(watcher),
                roots,
                kind: RecommendedWatcher::kind(),
            };
        }
        let polled = PollWatcher::new(handler(), config).map(|w| Box::new(w) as Box<dyn Watcher>);
        let mut watcher = polled.ok();
        if let Some(watcher) = &mut watcher {
            let _ = watch(watcher.as_mut(), &roots); // a root that is gone: the run tells
        }
        Self {
            watcher,
            roots,
            kind: notify::WatcherKind::PollWatcher,
        }
    }

    fn polls(&self) -> bool {
        self.kind == notify::WatcherKind::PollWatcher
    }

    fn look_again(&mut self) {
        if let Some(watcher) = &mut self.watcher {
            for root in &self.roots {
                let _ = watcher.unwatch(watched(root).0);
            }
            let _ = watch(watcher.as_mut(), &self.roots);
        }
    }
}

fn watch(watcher: &mut dyn Watcher, roots: &[PathBuf]) -> notify::Result<()> {
    for root in roots {
        let (path, mode) = watched(root);
        watcher.watch(path, mode)?;
    }
    Ok(())
}

/// A file is watched by its folder: editors put another in its place.
fn watched(root: &Path) -> (&Path, RecursiveMode) {
    match root.parent() {
        Some(parent) if root.is_file() => (parent, RecursiveMode::NonRecursive),
        _ => (root, RecursiveMode::Recursive),
    }
}

/// What an event means here: our own writing and everybody's reading mean nothing.
fn notice(event: notify::Result<notify::Event>, index: &Path, roots: &[PathBuf]) -> Option<Notice> {
    let Ok(event) = event else {
        return Some(Notice { root_moved: true }); // events were lost
    };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return None,
        _ => {}
    }
    if !event.paths.is_empty() && event.paths.iter().all(|path| path.starts_with(index)) {
        return None;
    }
    let of_root = event
        .paths
        .iter()
        .any(|path| roots.contains(path) && !path.is_file());
    let gone = matches!(
        event.kind,
        EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_))
    );
    Some(Notice {
        root_moved: event.need_rescan() || (of_root && gone),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::Event;
    use notify::event::{CreateKind, RemoveKind};

    /// Whether a run follows, and whether the roots are watched anew.
    fn check(kind: EventKind, path: &str, expected: Option<bool>) {
        let event = Event::new(kind).add_path(path.into());
        let found = notice(Ok(event), Path::new("/news/index"), &["/news".into()]);
        assert_eq!(found.map(|n| n.root_moved), expected, "{kind:?} {path}");
    }

    #[test]
    fn only_changes_of_the_corpus_matter() {
        let created = EventKind::Create(CreateKind::File);
        let removed = EventKind::Remove(RemoveKind::Any);
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        check(created, "/news/a.txt", Some(false));
        check(written, "/news/a.txt", Some(false));
        check(removed, "/news/a.txt", Some(false));
        check(removed, "/news", Some(true));
        check(read, "/news/a.txt", None);
        check(created, "/news/index/0a.store", None);
    }
}
