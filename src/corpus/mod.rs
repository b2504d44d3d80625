//! Bytes to articles: walk, decode, one file per format. (Being written.)
use serde::{Deserialize, Serialize};

/// A file that was seen and not indexed, with the reason in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// The file or folder, as the user would name it.
    pub path: String,
    /// Why, without a final period.
    pub reason: String,
}
