//! What a commit remembers of the files that its user gave: speakers, own topics and words of topics.

use serde::{Deserialize, Serialize};

use crate::article::OwnTopic;

/// How the names of a commit were joined to speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// Absolute path of the user's file, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Which rules, the user's included, every article agrees with; empty where some may not yet.
    #[serde(default)]
    pub settled: String,
}

/// Topics of the user's own, as the last run was told of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTopics {
    /// Absolute path of their file, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The topics, by name.
    #[serde(default)]
    pub list: Vec<OwnTopic>,
}

impl OwnTopics {
    /// Whether there is neither a file nor a topic.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// The user's list of words for the standard topics, as the last run was told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicWords {
    /// Absolute path of the file; empty where there is none.
    #[serde(default)]
    pub file: String,
    /// BLAKE3 of its content, in hexadecimal.
    #[serde(default)]
    pub hash: String,
}

impl TopicWords {
    /// Whether there is no list.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}
