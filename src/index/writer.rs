//! The one writer of an index.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::indexer::{IndexWriterOptions, MergePolicy, UserOperation};
use tantivy::{Directory, Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError, Term};

use super::analyzer;
use super::commit::{self, MANAGED, META, OwnTopics, Payload, Remembered, Stamp, TopicWords};
use super::directory::Writable;
use super::manifest::Known;
use super::merging::Merging;
use super::names::Names;
use super::open::engine_error;
use super::queue::{self, Queue, Queued};
use super::schema::{self, Fields};
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
    inner: IndexWriter<Queued>,
    queue: Arc<Queue>,
    /// Last, so that it is given back after all else has ended.
    _lock: DirectoryLock,
}

/// Memory that all writing threads fill before they write segments, in bytes: the more, the fewer
/// segments there are, and the less is merged. Small runs use only what they need.
const MEMORY: usize = 384 << 20;

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
            Index::create(folder, wanted, IndexSettings::default()).map_err(fail)
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
            .num_worker_threads(threads)
            .memory_budget_per_thread(MEMORY / threads)
            .num_merge_threads(1)
            .build();
        let inner: IndexWriter<Queued> = index
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
        Ok(Self {
            fields,
            known,
            speakers,
            topics,
            topic_words,
            dir: dir.to_path_buf(),
            inner,
            queue: Queue::new(WAITING),
            _lock: lock,
        })
    }

    /// Puts an article and its quotes in the place of what was known under its id.
    ///
    /// # Errors
    /// [`IndexError`] where the engine cannot take them.
    pub fn replace(&self, id: &str, documents: Vec<TantivyDocument>) -> Result<(), IndexError> {
        let mut operations = Vec::with_capacity(documents.len() + 1);
        operations.push(UserOperation::Delete(Term::from_field_text(
            self.fields.article,
            id,
        )));
        let room = self.queue.room(queue::weight(self.fields.body, &documents));
        operations.extend(documents.into_iter().map(|document| {
            UserOperation::Add(Queued {
                document,
                _room: Arc::clone(&room),
            })
        }));
        drop(room);
        self.inner.run(operations).map_err(|e| self.error(e))?;
        Ok(())
    }

    /// Takes an article and its quotes out.
    pub fn remove(&self, id: &str) {
        self.inner
            .delete_term(Term::from_field_text(self.fields.article, id));
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

/// The engine's error in our words. Of a writing thread that died it keeps no cause:
/// then the folder is asked whether it can be written to, while what fills it is still there.
fn writing_error(dir: &Path, error: TantivyError) -> IndexError {
    if matches!(error, TantivyError::ErrorInThread(_))
        && let Err(source) = try_to_write(dir)
    {
        return IndexError::Io {
            action: "write to",
            path: dir.to_path_buf(),
            source,
        };
    }
    engine_error(dir, error)
}

/// Writes a file of some size, syncs it, and takes it away again.
fn try_to_write(dir: &Path) -> std::io::Result<()> {
    let path = dir.join(".onrecord-probe.temp");
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&[0; 1 << 18])?;
        file.sync_all()
    });
    let _ = std::fs::remove_file(&path);
    written
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

/// Syncs the folder, so that the renames of a commit outlive a power cut.
pub(super) fn sync(dir: &Path) -> Result<(), IndexError> {
    File::open(dir)
        .and_then(|d| d.sync_all())
        .map_err(|source| IndexError::Io {
            action: "sync",
            path: dir.to_path_buf(),
            source,
        })
}

/// Removes the engine's files, and only those, from `dir`.
fn clear(dir: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if is_engine_file(name) && !name.ends_with(".lock") {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Whether a folder without an index holds anything that is not a leaving of one, or
/// about the folder itself: an index is not mixed with other people's files.
fn holds_something_else(dir: &Path) -> std::io::Result<bool> {
    const WELCOME: &[&str] = &["README.md", ".gitignore", ".gitkeep", ".DS_Store", "lost+found"];
    for entry in std::fs::read_dir(dir)? {
        let name = entry?.file_name();
        let name = name.to_str().unwrap_or_default();
        if !WELCOME.contains(&name) && !is_engine_file(name) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn is_engine_file(name: &str) -> bool {
    const SEGMENT_FILES: &[&str] = &["idx", "pos", "term", "store", "fast", "fieldnorm", "del", "temp"];
    let (stem, rest) = name.split_once('.').unwrap_or((name, ""));
    let extension = rest.rsplit('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    // It writes the first two under a passing name of six letters before they get their own.
    let own = [META, MANAGED, ".tantivy-writer.lock", ".tantivy-meta.lock"];
    let passing = name.len() == 10 && name.starts_with(".tmp");
    own.contains(&name) || passing || (segment && SEGMENT_FILES.contains(&extension))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::TantivyDocument;
    use tantivy::indexer::NoMergePolicy;

    #[test]
    fn what_killed_runs_did_not_merge_is_merged_by_the_next() {
        let dir = tempfile::tempdir().expect("a folder");
        let open = || Writer::open(dir.path(), false, "a test").expect("an index");
        for n in 0..10 {
            let mut writer = open();
            writer.inner.set_merge_policy(Box::new(NoMergePolicy));
            let mut document = TantivyDocument::default();
            document.add_text(writer.fields.doc, super::schema::ARTICLE);
            writer.replace(&n.to_string(), vec![document]).expect("taken");
            writer.commit().expect("committed");
        }
        let segments = |writer: &Writer| {
            writer
                .inner
                .index()
                .searchable_segment_ids()
                .expect("meta.json")
                .len()
        };
        let mut writer = open();
        assert_eq!(segments(&writer), 10);
        assert!(writer.merge_left());
        assert_eq!(segments(&writer), 1);
        assert!(!writer.merge_left());
        writer.finish();
    }

    #[test]
    fn the_first_operation_comes_after_the_last_commit() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut writer = Writer::open(dir.path(), false, "a test").expect("an index");
        writer.commit().expect("committed");
        writer.finish();
        let writer = Writer::open(dir.path(), false, "a test").expect("an index");
        let committed = writer.inner.index().load_metas().expect("meta.json").opstamp;
        let delete = UserOperation::Delete(Term::from_field_text(writer.fields.article, "an id"));
        assert!(writer.inner.run([delete]).expect("taken") > committed);
    }
}
