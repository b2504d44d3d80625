//! The one writer of an index.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::index::SegmentMeta;
use tantivy::indexer::{IndexWriterOptions, MergePolicy};
use tantivy::{Directory, Index, IndexWriter, TantivyError, Term};

use super::analyzer;
use super::cast::Judge;
use super::commit::{self, OwnTopics, Payload, Remembered, Stamp, TopicWords};
use super::deletion::Order;
use super::directory::Writable;
use super::folder::{clear, holds_something_else, sync, try_to_write};
use super::manifest::Known;
use super::merging::Merging;
use super::names::Names;
use super::open::engine_error;
use super::rows::Rows;
use super::schema::{self, Fields};
use super::segment::Crew;
use super::sound;
use crate::error::IndexError;

/// Holds the index's lock until it is dropped. Nothing is visible to readers before [`Writer::commit`].
pub struct Writer {
    /// Field handles.
    pub fields: Fields,
    /// Which files the last commit knows.
    pub known: Known,
    /// What the next commit says of speakers; at first, what the last one said.
    pub speakers: Remembered,
    /// What the next commit says of the user's own topics; at first, what the last one said.
    pub topics: OwnTopics,
    /// What the next commit says of the user's words for the standard topics; at first, what the last one said.
    pub topic_words: TopicWords,
    dir: PathBuf,
    inner: IndexWriter,
    crew: Crew,
    /// Articles that are in no segment that the engine knows.
    on_the_way: HashSet<String>,
    /// Whether the engine has anything that could be deleted.
    empty: bool,
    order: Order,
    /// Last, so that it is given back after all else has ended.
    _lock: DirectoryLock,
}

/// Memory that all writing threads fill before they write segments, in bytes: the more, the fewer
/// segments there are, and the less is merged. Small runs use only what they need.
const MEMORY: usize = 512 << 20;

/// Documents that wait for the engine at a time, in bytes.
const WAITING: usize = 64 << 20;

impl Writer {
    /// Takes the lock of the index in `dir`, making the index where there is none.
    /// With `rebuild`, whatever index is there will be replaced by the first commit;
    /// one that cannot be opened at all is cleared away now. `holder` is told to others
    /// who want to write meanwhile: who this is, in one line.
    ///
    /// # Errors
    /// [`IndexError::Locked`] where another writer is at work; otherwise as [`super::open::open`].
    pub fn open(dir: &Path, rebuild: bool, holder: &str) -> Result<Self, IndexError> {
        let io = |action: &'static str| {
            move |source| IndexError::Io {
                action,
                path: dir.to_path_buf(),
                source,
            }
        };
        std::fs::create_dir_all(dir).map_err(io("create"))?;
        match commit::read(dir) {
            Err(IndexError::Missing(_)) if holds_something_else(dir).map_err(io("read"))? => {
                return Err(IndexError::Foreign(dir.to_path_buf()));
            }
            Err(IndexError::Foreign(path)) => return Err(IndexError::Foreign(path)),
            _ => {}
        }
        let fail = |e: TantivyError| engine_error(dir, e);
        let folder = MmapDirectory::open(dir).map_err(|e| fail(e.into()))?;
        let lock = take_lock(dir, &folder, holder)?;
        // Nobody else writes from here on: this is the commit to go on from.
        let (mut speakers, mut topics) = (Remembered::default(), OwnTopics::default());
        let mut topic_words = TopicWords::default();
        let opened = match commit::check(dir) {
            Ok(commit) => {
                if let Some(stamp) = &commit.stamp {
                    speakers = stamp.speakers.clone();
                    topics = stamp.topics.clone();
                    topic_words = stamp.topic_words.clone();
                }
                Index::open(Writable::new(folder.clone(), Some(&commit)))
                    .map_err(fail)
                    .and_then(|index| sound::check(dir, &index).map(|()| index))
            }
            Err(e) => Err(e),
        };
        let (wanted, fields) = schema::build();
        let create = || {
            let folder = Writable::new(folder.clone(), None);
            Index::create(folder, wanted, schema::settings()).map_err(fail)
        };
        let index = match opened {
            Ok(index) => index,
            Err(IndexError::Missing(_)) => create()?,
            Err(_) if rebuild => {
                clear(dir).map_err(io("clear"))?;
                create()?
            }
            Err(e) => return Err(e),
        };
        analyzer::register(&index);
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        let inner: IndexWriter = index
            .writer_with_options(options)
            .map_err(|e| engine_error(dir, e))?;
        inner.set_merge_policy(Box::new(Merging::default()));
        inner
            .garbage_collect_files()
            .wait()
            .map_err(|e| engine_error(dir, e))?;
        // The engine gives its first operation the number of the last commit. A merge that begins
        // before the next commit takes a deletion of that number for one that was done: an article
        // that was replaced first could then stay beside its new version. So that number is used up.
        inner.run([]).map_err(|e| engine_error(dir, e))?;
        let known = if rebuild {
            inner.delete_all_documents().map_err(|e| engine_error(dir, e))?;
            Known::nothing(fields.id)
        } else {
            Known::open(&index, fields.id).map_err(|e| engine_error(dir, e))?
        };
        let empty = inner.index().searchable_segment_metas();
        let empty = rebuild || empty.map_err(|e| engine_error(dir, e))?.is_empty();
        let crew = Crew::new(inner.index(), threads, MEMORY / threads, WAITING);
        Ok(Self {
            crew,
            fields,
            known,
            speakers,
            topics,
            topic_words,
            dir: dir.to_path_buf(),
            inner,
            on_the_way: HashSet::new(),
            empty,
            order: Order::default(),
            _lock: lock,
        })
    }

    /// Says who is asked for the names of speakers, when the documents are written that hold them: at
    /// the latest by [`Writer::commit`], on any thread.
    pub fn judged_by(&mut self, judge: Arc<Judge>) {
        self.crew.judged_by(judge);
    }

    /// Puts an article and its quotes in the place of what was known under its id.
    ///
    /// # Errors
    /// [`IndexError`] where they cannot be written.
    pub fn replace(&mut self, rows: Rows) -> Result<(), IndexError> {
        self.remove(rows.id())?;
        self.add(rows)
    }

    /// Puts in an article, with its quotes, of whose id no commit knows: looking for it in every segment is spared.
    ///
    /// # Errors
    /// As [`Writer::replace`].
    pub fn add(&mut self, rows: Rows) -> Result<(), IndexError> {
        if self.on_the_way.contains(rows.id()) {
            self.remove(rows.id())?;
        }
        self.on_the_way.insert(rows.id().to_owned());
        self.crew.add(rows).map_err(|e| self.error(e))?;
        // Those are known to the engine from here on: it merges them while others are made.
        let written = self.crew.written();
        self.take_in(written)
    }

    /// Takes an article and its quotes out.
    ///
    /// # Errors
    /// [`IndexError`] where what came before cannot be written.
    pub fn remove(&mut self, id: &str) -> Result<(), IndexError> {
        // The engine deletes from the segments that it knows, so what is to go must be in one.
        if self.on_the_way.contains(id) {
            self.write_out()?;
        }
        if !self.empty {
            let term = Term::from_field_text(self.fields.article, id);
            let deletion = self.order.deletion(term);
            self.inner.delete_query(deletion).map_err(|e| self.error(e))?;
        }
        Ok(())
    }

    /// Ends the segments that are in the making.
    fn write_out(&mut self) -> Result<(), IndexError> {
        let written = self.crew.finish().map_err(|e| self.error(e))?;
        self.take_in(written)?;
        self.on_the_way.clear();
        Ok(())
    }

    /// Hands segments over to the engine.
    fn take_in(&mut self, segments: Vec<SegmentMeta>) -> Result<(), IndexError> {
        for segment in segments {
            self.empty = false;
            self.order.comes(segment.id());
            self.inner.add_segment(segment).map_err(|e| self.error(e))?;
        }
        Ok(())
    }

    /// Makes everything since the last commit visible and durable, all of it or nothing.
    ///
    /// # Errors
    /// [`IndexError`]; the last commit stays as it was.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        let payload = Payload {
            onrecord: Stamp {
                speakers: self.speakers.clone(),
                topics: self.topics.clone(),
                topic_words: self.topic_words.clone(),
                ..Stamp::current()
            },
        };
        let payload = serde_json::to_string(&payload).map_err(|e| IndexError::Engine(e.to_string()))?;
        self.write_out()?;
        let dir = self.dir.clone();
        let mut prepared = self.inner.prepare_commit().map_err(|e| writing_error(&dir, e))?;
        prepared.set_payload(&payload);
        prepared.commit().map_err(|e| writing_error(&dir, e))?;
        sync(&self.dir)
    }

    /// The names of the last commit.
    ///
    /// # Errors
    /// [`IndexError`] where it cannot be read.
    pub fn names(&self) -> Result<Names, IndexError> {
        Names::open(self.inner.index(), &self.fields).map_err(|e| self.error(e))
    }

    /// Merges what is to be merged, and tells whether there was anything: a run that was killed
    /// behind its commit leaves that to the next, which may have nothing to commit.
    pub fn merge_left(&mut self) -> bool {
        let metas = self.inner.index().searchable_segment_metas();
        let merges = Merging::default().compute_merge_candidates(&metas.unwrap_or_default());
        for merge in &merges {
            // As in `finish`: a merge that fails loses nothing.
            let _ = self.inner.merge(&merge.0).wait();
        }
        !merges.is_empty()
    }

    /// Lets merges end and gives the lock back: without it small segments would pile up.
    ///
    /// A merge that fails loses nothing: its segments stay as they were committed, and
    /// the next run tries again. So this reports no error.
    pub fn finish(self) {
        let dir = self.dir.clone();
        if self.inner.wait_merging_threads().is_ok() {
            let _ = sync(&dir);
        }
    }

    /// The engine's error in our words.
    pub(crate) fn error(&self, e: TantivyError) -> IndexError {
        writing_error(&self.dir, e)
    }
}

/// The engine's error in our words. Where it could not write it may not say why, or say it in many
/// words: then the folder is asked whether it can be written to, while what fills it is still there.
fn writing_error(dir: &Path, error: TantivyError) -> IndexError {
    use tantivy::directory::error::OpenWriteError;
    let failed = |source| IndexError::Io {
        action: "write to",
        path: dir.to_path_buf(),
        source,
    };
    let why = match &error {
        TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => Some(io_error),
        TantivyError::IoError(io_error) => Some(io_error),
        TantivyError::ErrorInThread(_) => None,
        _ => return engine_error(dir, error),
    };
    match (try_to_write(dir), why) {
        (Err(source), _) => failed(source),
        (Ok(()), Some(why)) if matches!(error, TantivyError::OpenWriteError(_)) => {
            failed(std::io::Error::new(why.kind(), why.to_string()))
        }
        _ => engine_error(dir, error),
    }
}

/// Takes the engine's lock, and writes into its file who holds it.
fn take_lock(dir: &Path, folder: &MmapDirectory, holder: &str) -> Result<DirectoryLock, IndexError> {
    let path = dir.join(&INDEX_WRITER_LOCK.filepath);
    match folder.acquire_lock(&INDEX_WRITER_LOCK) {
        Ok(lock) => {
            // Only a courtesy: where the file cannot be written, nobody is named.
            let _ = std::fs::write(&path, holder);
            Ok(lock)
        }
        Err(LockError::LockBusy) => Err(IndexError::Locked {
            path: dir.to_path_buf(),
            holder: std::fs::read_to_string(&path).unwrap_or_default(),
        }),
        Err(e) => Err(engine_error(dir, TantivyError::LockFailure(e, None))),
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
