//! Keeping: the on-disk index. (Being written.)
use serde::{Deserialize, Serialize};

/// Result of checking an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// Version of this shape.
    pub schema: u32,
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Articles counted.
    pub articles: u64,
    /// Index files read to their end.
    pub files_checked: u64,
    /// What is wrong, file by file.
    pub damage: Vec<Damage>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The file, relative to the index folder.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Reads every file of an index and checks it. Never panics, never changes anything.
pub fn verify(dir: &std::path::Path) -> Result<Verification, crate::error::Error> {
    Err(crate::error::IndexError::Missing(dir.to_path_buf()).into())
}
