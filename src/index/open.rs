//! Opening an index for reading.

use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyError};

use super::analyzer;
use super::commit::{self, damaged};
use super::directory::Readable;
use super::schema::{self, Fields};
use super::sound;
use crate::error::IndexError;

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

/// Opens the index in `dir`.
///
/// # Errors
/// [`IndexError::Missing`] where there is none, [`IndexError::Foreign`] where the
/// folder holds an index that is not ours, [`IndexError::Format`] where another
/// version wrote it, [`IndexError::Damaged`] where a file is missing, not of its length, or cannot be read.
pub fn open(dir: &Path) -> Result<Opened, IndexError> {
    commit::check(dir)?;
    let index = MmapDirectory::open(dir)
        .map_err(TantivyError::from)
        .and_then(|folder| Index::open(Readable(folder)))
        .map_err(|e| engine_error(dir, e))?;
    sound::check(dir, &index)?;
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

/// The engine's error in our words.
pub(crate) fn engine_error(dir: &Path, error: TantivyError) -> IndexError {
    let io = |e: &std::io::Error| IndexError::Io {
        action: "use",
        path: dir.to_path_buf(),
        source: std::io::Error::new(e.kind(), e.to_string()),
    };
    match error {
        TantivyError::LockFailure(LockError::IoError(e), _) => io(&e),
        TantivyError::LockFailure(..) => IndexError::Locked {
            path: dir.to_path_buf(),
            holder: String::new(),
        },
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
