//! The user's list of words for the standard topics, which is used beside those that ship.
//!
//! Words speak when an article is annotated: a changed list holds for what is indexed from
//! then on, and for all after a rebuild.

use std::path::{Path, PathBuf};

use crate::annotate::topics::{Lexicon, lists::Fault};
use crate::error::TopicsError;
use crate::index::commit::TopicWords;

/// Which file holds the user's words for the standard topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum WordsFile {
    /// The one that the index was last made with; none where it knows of none.
    #[default]
    Remembered,
    /// This one, from now on.
    Named(PathBuf),
    /// None, from now on.
    Nothing,
}

/// Topics with the words that ship and those of a file, in the form of
/// [`lists`](crate::annotate::topics::lists).
///
/// # Errors
/// [`TopicsError`] where the file cannot be read, or a line of it understood.
pub fn read(path: &Path) -> Result<Lexicon, TopicsError> {
    compile(&text(path)?, path)
}

fn text(path: &Path) -> Result<String, TopicsError> {
    std::fs::read_to_string(path).map_err(|source| TopicsError::Words {
        path: path.to_path_buf(),
        source,
    })
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

/// What is to be remembered, and the topics where a list is added to them.
///
/// # Errors
/// As [`read`].
pub(super) fn open(
    choice: &WordsFile,
    remembered: &TopicWords,
) -> Result<(TopicWords, Option<Lexicon>), TopicsError> {
    let file = match choice {
        WordsFile::Nothing => None,
        WordsFile::Named(path) => Some(path.clone()),
        WordsFile::Remembered => Some(PathBuf::from(&remembered.file)).filter(|p| !p.as_os_str().is_empty()),
    };
    let Some(file) = file else {
        return Ok((TopicWords::default(), None));
    };
    let text = text(&file)?;
    let full = file.canonicalize().map_err(|source| TopicsError::Words {
        path: file.clone(),
        source,
    })?;
    let words = TopicWords {
        file: full.to_string_lossy().into_owned(),
        hash: blake3::hash(text.as_bytes()).to_hex().to_string(),
    };
    Ok((words, Some(compile(&text, &file)?)))
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
