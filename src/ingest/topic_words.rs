//! The user's list of words for the standard topics, which is used beside those that ship.
//!
//! Words speak when an article is annotated: a changed list holds for what is indexed from
//! then on, and for all after a rebuild.

use std::path::{Path, PathBuf};

use super::user_file::{self, UserFile};
use crate::annotate::topics::{Lexicon, lists::Fault};
use crate::error::TopicsError;
use crate::index::commit::TopicWords;

/// Topics with the words that ship and those of a file, in the form of
/// [`lists`](crate::annotate::topics::lists).
///
/// # Errors
/// [`TopicsError`] where the file cannot be read, or a line of it understood.
pub fn read(path: &Path) -> Result<Lexicon, TopicsError> {
    let text = std::fs::read_to_string(path).map_err(|source| TopicsError::Words {
        path: path.to_path_buf(),
        source,
    })?;
    compile(&text, path)
}

fn compile(text: &str, path: &Path) -> Result<Lexicon, TopicsError> {
    Lexicon::with_list(text).map_err(|Fault { line, what }| TopicsError::Invalid {
        path: path.to_path_buf(),
        line: line.unwrap_or(1),
        message: what,
        hint: "a list has sections and weights: [peace talks], and below it 3: truce, ceasefire line"
            .to_owned(),
    })
}

/// The list that a run goes by.
pub(super) struct Words {
    /// What the next commit says of it.
    pub(super) remembered: TopicWords,
    list: Option<(PathBuf, String)>,
}

impl Words {
    /// Reads the file, if there is to be one; it is not compiled yet.
    ///
    /// # Errors
    /// [`TopicsError::Words`] where it cannot be read.
    pub(super) fn open(choice: &UserFile, known: &TopicWords) -> Result<Self, TopicsError> {
        let known = Some(known.file.as_str()).filter(|file| !file.is_empty());
        let Some(path) = choice.choose(known) else {
            return Ok(Self {
                remembered: TopicWords::default(),
                list: None,
            });
        };
        let (text, file) = user_file::read(&path).map_err(|source| TopicsError::Words {
            path: path.clone(),
            source,
        })?;
        let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
        Ok(Self {
            remembered: TopicWords { file, hash },
            list: Some((path, text)),
        })
    }

    /// The topics with the list's words, where there is a list.
    ///
    /// # Errors
    /// [`TopicsError::Invalid`] where a line of it cannot be understood.
    pub(super) fn compile(&self) -> Result<Option<Lexicon>, TopicsError> {
        let list = self.list.as_ref();
        list.map(|(path, text)| compile(text, path)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_named() {
        let fault = |list: &str| match compile(list, Path::new("words.txt")) {
            Err(e) => e.to_string(),
            Ok(_) => panic!("{list}"),
        };
        assert_eq!(
            fault("# mine\n[no such topic]\n"),
            "words.txt, line 2: no such concept: [no such topic]"
        );
        assert_eq!(
            fault("[war]\nx: y\n"),
            "words.txt, line 2: the weight is no number: x: y"
        );
    }
}
