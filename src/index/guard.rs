//! Where the engine stops on its own files: the file at fault is named instead.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

use super::verify::verify;
use crate::error::{Error, IndexError};

/// Does `work` on the index in `dir`. The engine trusts its files and panics on some
/// that are damaged; where it does, or fails in a way of its own, the index is
/// checked, and what is wrong with it is the error.
///
/// # Errors
/// Those of `work`; [`IndexError::Damaged`] where the index is to blame.
///
/// # Panics
/// Where `work` does on an index that is whole: that is a fault of the program.
pub(crate) fn guarded<T>(dir: &Path, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Err(Error::Index(error @ (IndexError::Engine(_) | IndexError::Io { .. })))) => {
            Err(damage(dir).unwrap_or(error).into())
        }
        Ok(outcome) => outcome,
        Err(panic) => match damage(dir) {
            Some(error) => Err(error.into()),
            None => resume_unwind(panic),
        },
    }
}

/// The first thing that is wrong with the index, if anything is.
fn damage(dir: &Path) -> Option<IndexError> {
    let found = verify(dir).ok()?;
    let first = found.damage.into_iter().next()?;
    Some(IndexError::Damaged {
        path: dir.to_path_buf(),
        problem: format!("{} {}", first.file, first.problem),
    })
}
