//! Which files there are.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{FileType, Metadata};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::{Skip, format_of, io_reason, skip, too_large};
use crate::error::CorpusError;

/// What to pass over.
#[derive(Clone, Debug)]
pub struct WalkOptions {
    /// The index folder, passed over in silence; other index folders are recognised.
    pub index: Option<PathBuf>,
    /// Larger files are named as skipped.
    pub max_file_size: u64,
}

impl Default for WalkOptions {
    fn default() -> Self {
        Self {
            index: None,
            max_file_size: super::MAX_FILE_SIZE,
        }
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// As the user would name it: the root as given, then the way down, `/` between the parts.
    /// Bytes that are not UTF-8 are written `\xNN`. Unique within a [`Walk`].
    pub path: String,
    /// Canonical and absolute.
    pub full: PathBuf,
    /// In bytes, when it was seen.
    pub size: u64,
    /// Time of the last change in nanoseconds since 1970, when it was seen; 0 where unknown.
    pub modified_ns: i64,
}

/// Everything found under the roots.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Files to read, root by root, in byte order of their names.
    pub files: Vec<FileEntry>,
    /// Everything else that was seen, with the reason.
    pub skipped: Vec<Skip>,
    /// Canonical paths of folders that could not be listed: what an index holds
    /// from below them has not vanished.
    pub unreadable: Vec<PathBuf>,
    /// The roots, canonical, in the order given.
    pub canonical_roots: Vec<PathBuf>,
}

impl Walk {
    /// Whether `full` lies below a folder that could not be listed.
    pub fn is_hidden_from_view(&self, full: &Path) -> bool {
        self.unreadable.iter().any(|folder| full.starts_with(folder))
    }
}

/// Lists the files under `roots`, each once even where roots overlap.
///
/// `on_seen` hears the number of files found so far. A root may be a file; a
/// root that is a symbolic link is resolved, links below it are named and not
/// followed. Hidden entries and index folders are passed over in silence.
///
/// # Errors
/// A root that does not exist or cannot be read at all.
pub fn walk(
    roots: &[&Path],
    options: &WalkOptions,
    on_seen: &mut dyn FnMut(u64),
) -> Result<Walk, CorpusError> {
    let index = options.index.as_deref().and_then(|dir| dir.canonicalize().ok());
    let mut walk = Walk::default();
    for root in roots {
        let full = root.canonicalize().map_err(|source| root_error(root, source))?;
        let metadata = full.metadata().map_err(|source| root_error(root, source))?;
        if metadata.is_dir() {
            std::fs::read_dir(&full).map_err(|source| root_error(root, source))?;
        }
        walk_root(&mut walk, root, &full, index.as_deref(), options, on_seen);
        walk.canonical_roots.push(full);
    }
    if roots.len() > 1 {
        let mut seen = HashSet::new();
        walk.files.retain(|file| seen.insert(file.full.clone()));
        let mut named = HashSet::new();
        walk.skipped.retain(|skip| named.insert(skip.path.clone()));
    }
    make_unique(&mut walk.files);
    Ok(walk)
}

fn walk_root(
    walk: &mut Walk,
    root: &Path,
    full: &Path,
    index: Option<&Path>,
    options: &WalkOptions,
    on_seen: &mut dyn FnMut(u64),
) {
    let base = shown(root);
    let name = |path: &Path| join(&base, path.strip_prefix(full).unwrap_or(path));
    let entries = WalkDir::new(full)
        .sort_by(|a, b| a.file_name().cmp(b.file_name()))
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry, index));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(full);
                let reason = match error.io_error() {
                    Some(io) if io.kind() == ErrorKind::NotFound => continue,
                    Some(io) => io_reason(io),
                    None => "cannot be listed".to_owned(),
                };
                walk.skipped.push(skip(&name(path), reason));
                walk.unreadable.push(path.to_owned());
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let path = name(entry.path());
        match judge(&entry, &path, options.max_file_size) {
            Ok(metadata) => {
                walk.files.push(FileEntry {
                    path,
                    full: entry.into_path(),
                    size: metadata.len(),
                    modified_ns: modified_ns(&metadata),
                });
                on_seen(walk.files.len() as u64);
            }
            Err(reason) => walk.skipped.push(skip(&path, reason)),
        }
    }
}

/// The metadata of a file to read, or why it is none.
fn judge(entry: &DirEntry, path: &str, max_file_size: u64) -> Result<Metadata, String> {
    if let Some(reason) = special(entry.file_type()) {
        return Err(reason.to_owned());
    }
    format_of(path)?;
    let metadata = entry
        .metadata()
        .map_err(|error| error.io_error().map_or_else(|| error.to_string(), io_reason))?;
    if metadata.len() > max_file_size {
        return Err(too_large(max_file_size));
    }
    Ok(metadata)
}

/// Why a file of this type is never opened; `None` for regular files.
pub(super) fn special(file_type: FileType) -> Option<&'static str> {
    if file_type.is_file() {
        return None;
    }
    if file_type.is_symlink() {
        return Some("symbolic link, not followed");
    }
    if file_type.is_dir() {
        return Some("is a folder now");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file_type.is_fifo() {
            return Some("named pipe, not a file");
        }
        if file_type.is_socket() {
            return Some("socket, not a file");
        }
        if file_type.is_block_device() || file_type.is_char_device() {
            return Some("device, not a file");
        }
    }
    Some("not a regular file")
}

fn is_passed_over(entry: &DirEntry, index: Option<&Path>) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
        || entry.file_type().is_dir() && (index == Some(entry.path()) || is_index(entry.path()))
}

/// Whether a folder holds an index of ours: the engine's `meta.json` carries
/// segments, and our name in the payload of its commit.
fn is_index(folder: &Path) -> bool {
    let meta = folder.join("meta.json");
    if !meta
        .symlink_metadata()
        .is_ok_and(|m| m.is_file() && m.len() < 64 << 20)
    {
        return false;
    }
    std::fs::read(meta).is_ok_and(|bytes| {
        memchr::memmem::find(&bytes, b"\"segments\"").is_some()
            && memchr::memmem::find(&bytes, b"onrecord").is_some()
    })
}

fn root_error(root: &Path, source: std::io::Error) -> CorpusError {
    match source.kind() {
        ErrorKind::NotFound => CorpusError::NotFound(root.to_owned()),
        _ => CorpusError::Unreadable {
            path: root.to_owned(),
            source,
        },
    }
}

pub(super) fn modified_ns(metadata: &Metadata) -> i64 {
    let Ok(modified) = metadata.modified() else {
        return 0;
    };
    let nanoseconds = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => i128::try_from(before.duration().as_nanos()).map_or(i128::MIN, |n| -n),
    };
    let modified = i64::try_from(nanoseconds).unwrap_or(if nanoseconds < 0 { i64::MIN } else { i64::MAX });
    modified.max(changed_ns(metadata))
}

/// When the system last saw the file change in any way: nobody can set that back.
#[cfg(unix)]
fn changed_ns(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt;
    metadata
        .ctime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed_ns(_metadata: &Metadata) -> i64 {
    i64::MIN
}

/// `base` and the way down from it; `base` is empty for the current folder.
fn join(base: &str, relative: &Path) -> String {
    let relative = shown(relative);
    match (base, relative.as_str()) {
        ("", "") => ".".to_owned(),
        (_, "") => base.to_owned(),
        ("", _) => relative,
        (base, _) if base.ends_with('/') => format!("{base}{relative}"),
        (base, _) => format!("{base}/{relative}"),
    }
}

/// A path with `/` between its parts, without `.` parts, bytes that are not UTF-8 as `\xNN`.
pub(super) fn shown(path: &Path) -> String {
    let mut text = String::new();
    for part in path.components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                text.push('/');
                continue;
            }
            _ if !text.is_empty() && !text.ends_with('/') => text.push('/'),
            _ => {}
        }
        push_name(&mut text, part.as_os_str());
    }
    text
}

fn push_name(text: &mut String, name: &OsStr) {
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    }
}

/// Two names may look alike once written out: `\xff` as one byte and as four
/// characters. The later one gets a number.
fn make_unique(files: &mut [FileEntry]) {
    let escaped = |file: &FileEntry| file.path.contains("\\x");
    if files.iter().filter(|file| escaped(file)).count() < 2 {
        return;
    }
    let mut seen = HashSet::new();
    for file in files.iter_mut().filter(|file| escaped(file)) {
        let plain = file.path.clone();
        let mut number = 2;
        while !seen.insert(file.path.clone()) {
            file.path = format!("{plain} ({number})");
            number += 1;
        }
    }
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
