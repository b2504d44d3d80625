//! Opening an index for reading.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyError};

use super::analyzer;
use super::directory::Readable;
use super::schema::{self, FORMAT, Fields};
use crate::error::IndexError;

/// The engine's file that names the segments of the last commit.
pub const META: &str = "meta.json";

/// An index open for reading, as of its last commit.
pub struct Opened {
    /// The folder.
    pub dir: PathBuf,
    /// The engine's index.
    pub index: Index,
    /// Reader of the commit that was there at opening; [`IndexReader::reload`] moves on.
    pub reader: IndexReader,
    /// Field handles.
    pub fields: Fields,
}

/// What every commit says of itself.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// See [`Stamp`].
    pub onrecord: Stamp,
}

/// Who wrote a commit, and in which format.
#[derive(Serialize, Deserialize)]
pub struct Stamp {
    /// [`FORMAT`] of the writer.
    pub format: u64,
    /// Version of the program.
    pub program: String,
}

impl Payload {
    /// The payload that this program writes.
    pub fn current() -> Self {
        Self {
            onrecord: Stamp {
                format: FORMAT,
                program: env!("CARGO_PKG_VERSION").to_owned(),
            },
        }
    }
}

/// Opens the index in `dir`.
///
/// # Errors
/// [`IndexError::Missing`] where there is none, [`IndexError::Foreign`] where the
/// folder holds an index that is not ours, [`IndexError::Format`] where another
/// version wrote it, [`IndexError::Damaged`] where it cannot be read.
pub fn open(dir: &Path) -> Result<Opened, IndexError> {
    check(dir)?;
    let index = MmapDirectory::open(dir)
        .map_err(TantivyError::from)
        .and_then(|folder| Index::open(Readable(folder)))
        .map_err(|e| engine_error(dir, e))?;
    analyzer::register(&index);
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()
        .map_err(|e| engine_error(dir, e))?;
    let (_, fields) = schema::build();
    Ok(Opened {
        dir: dir.to_path_buf(),
        index,
        reader,
        fields,
    })
}

/// Whether `dir` holds an index that this program can read, without opening it.
///
/// # Errors
/// As [`open`].
pub fn check(dir: &Path) -> Result<(), IndexError> {
    let path = dir.join(META);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(IndexError::Missing(dir.to_path_buf()));
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(IndexError::Missing(dir.to_path_buf()));
        }
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => {
            return Err(damaged(dir, "meta.json is not text"));
        }
        Err(source) => {
            return Err(IndexError::Io {
                action: "read",
                path,
                source,
            });
        }
    };
    #[derive(Deserialize)]
    struct Meta {
        #[serde(default)]
        payload: Option<String>,
        #[serde(default)]
        schema: serde_json::Value,
    }
    let meta: Meta =
        serde_json::from_str(&text).map_err(|e| damaged(dir, &format!("meta.json cannot be read: {e}")))?;
    let ours = || serde_json::to_value(schema::build().0).is_ok_and(|s| s == meta.schema);
    match meta.payload.as_deref().map(serde_json::from_str::<Payload>) {
        Some(Ok(payload)) if payload.onrecord.format == FORMAT && ours() => Ok(()),
        Some(Ok(payload)) if payload.onrecord.format == FORMAT => Err(damaged(
            dir,
            "the fields named in meta.json are not those of its format",
        )),
        Some(Ok(payload)) => Err(IndexError::Format {
            path: dir.to_path_buf(),
            found: payload.onrecord.format,
            expected: FORMAT,
        }),
        // Made, and stopped before its first commit: empty, and ours.
        None if ours() => Ok(()),
        _ => Err(IndexError::Foreign(dir.to_path_buf())),
    }
}

pub(crate) fn damaged(dir: &Path, problem: &str) -> IndexError {
    IndexError::Damaged {
        path: dir.to_path_buf(),
        problem: problem.to_owned(),
    }
}

/// The engine's error in our words.
pub(crate) fn engine_error(dir: &Path, error: TantivyError) -> IndexError {
    let io = |e: &std::io::Error| IndexError::Io {
        action: "use",
        path: dir.to_path_buf(),
        source: std::io::Error::new(e.kind(), e.to_string()),
    };
    match error {
        TantivyError::LockFailure(LockError::IoError(e), _) => io(&e),
        TantivyError::LockFailure(..) => IndexError::Locked(dir.to_path_buf()),
        TantivyError::DataCorruption(e) => damaged(dir, &format!("{e:?}")),
        TantivyError::OpenReadError(e) => unreadable(dir, &e),
        TantivyError::IncompatibleIndex(e) => damaged(dir, &format!("{e:?}")),
        TantivyError::IoError(e) => match e.kind() {
            std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData => {
                damaged(dir, "a file is cut short or overwritten")
            }
            _ => io(&e),
        },
        other => IndexError::Engine(other.to_string()),
    }
}

/// A file that the engine needs and cannot open.
fn unreadable(dir: &Path, error: &OpenReadError) -> IndexError {
    match error {
        OpenReadError::FileDoesNotExist(file) => damaged(dir, &format!("{} is missing", file.display())),
        OpenReadError::IoError { io_error, filepath } => match io_error.kind() {
            std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData => damaged(
                dir,
                &format!("{} is cut short or overwritten", filepath.display()),
            ),
            kind => IndexError::Io {
                action: "read",
                path: dir.join(filepath),
                source: std::io::Error::new(kind, io_error.to_string()),
            },
        },
        OpenReadError::IncompatibleIndex(_) => damaged(dir, "a file is of another version of the engine"),
    }
}
