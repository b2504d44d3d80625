//! Files that only the user can write: who is who, topics of the user's own, words of topics.
//! Each is named once; the index remembers it from then on.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Which file of one kind a run goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum UserFile {
    /// The one that the index was last made with; none where it knows of none.
    #[default]
    Remembered,
    /// The one that the index was last made with; where it knows of none, the first of these that exists.
    Usual(Vec<PathBuf>),
    /// This one, from now on.
    Named(PathBuf),
    /// None, from now on.
    Nothing,
}

impl UserFile {
    /// The path to read. Whatever is found under a usual name is meant to be read, and is an
    /// error where it cannot be: a folder or a dangling link too.
    pub(super) fn choose(&self, remembered: Option<&str>) -> Option<PathBuf> {
        match (self, remembered) {
            (Self::Nothing, _) => None,
            (Self::Named(path), _) => Some(path.clone()),
            (_, Some(path)) => Some(PathBuf::from(path)),
            (Self::Usual(paths), None) => paths.iter().find(|path| path.symlink_metadata().is_ok()).cloned(),
            (Self::Remembered, None) => None,
        }
    }
}

/// The text of a user's file, and its path as later runs find it, from whatever folder.
///
/// # Errors
/// Where it cannot be read, is no UTF-8, or its path is none.
pub(super) fn read(path: &Path) -> std::io::Result<(String, String)> {
    let text = std::fs::read_to_string(path)?;
    let full = path.canonicalize()?;
    let full = full
        .to_str()
        .ok_or_else(|| Error::new(ErrorKind::InvalidInput, "its path is not text"))?;
    Ok((text, full.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_goes_before_what_is_remembered_and_that_before_what_is_usual() {
        let dir = tempfile::tempdir().expect("a folder");
        let there = dir.path().join("there.toml");
        std::fs::create_dir(&there).expect("a folder of that name");
        let usual = UserFile::Usual(vec![dir.path().join("gone.toml"), there.clone()]);
        assert_eq!(usual.choose(None), Some(there));
        assert_eq!(usual.choose(Some("old.toml")), Some("old.toml".into()));
        assert_eq!(UserFile::Usual(vec!["gone.toml".into()]).choose(None), None);
        assert_eq!(UserFile::Remembered.choose(None), None);
        assert_eq!(
            UserFile::Remembered.choose(Some("old.toml")),
            Some("old.toml".into())
        );
        let named = UserFile::Named("new.toml".into());
        assert_eq!(named.choose(Some("old.toml")), Some("new.toml".into()));
        assert_eq!(UserFile::Nothing.choose(Some("old.toml")), None);
    }
}
