//! Bytes to articles: walk the folders, decode each file, read its format.
//!
//! ```no_run
//! use std::path::Path;
//! use onrecord::corpus::{self, WalkOptions};
//!
//! let walk = corpus::walk(&[Path::new("corpus")], &WalkOptions::default(), &mut |_seen| {})?;
//! let today = "2026-11-24".parse().unwrap();
//! for entry in &walk.files {
//!     match corpus::read(entry, today, corpus::MAX_FILE_SIZE) {
//!         Ok(file) => println!("{}: {} articles", entry.path, file.articles.len()),
//!         Err(skip) => eprintln!("{}: {}", skip.path, skip.reason),
//!     }
//! }
//! # Ok::<(), onrecord::error::CorpusError>(())
//! ```
//!
//! A new format is one file beside `newspaper.rs` and one row of [`FORMATS`].
//!
//! # Traps
//! * Everything that is seen is read or named: a file is never dropped in
//!   silence, apart from hidden entries and index folders.
//! * Devices, sockets and pipes are never opened; symbolic links never followed.
//! * `path` is for people and may hold anything a file name can hold, control
//!   characters too: whoever prints it escapes it. `full` is for opening.
//! * A text keeps its bidirectional marks (Arabic and Hebrew stories need them);
//!   all other control characters are gone after [`mod@decode`].

mod byline;
mod dateline;
pub mod decode;
mod furniture;
mod header;
mod language;
mod names;
mod newspaper;
mod walk;
mod year;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::article::Article;

pub use decode::decode;
pub use furniture::{is_credit, is_furniture};
pub use language::language;
pub use newspaper::newspaper;
pub use walk::{FileEntry, Walk, WalkOptions, walk};

/// Files larger than this are skipped unless the user says otherwise: 16 MiB.
pub const MAX_FILE_SIZE: u64 = 16 << 20;

/// A file that was seen and not indexed, with the reason in plain words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Skip {
    /// The file or folder, as the user would name it.
    pub path: String,
    /// Why, without a final period.
    pub reason: String,
}

/// A way to lay out articles in a file.
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// Extensions in lower case; the empty one stands for files without.
    pub extensions: &'static [&'static str],
    /// Reads a decoded text; the path is only copied into the articles.
    pub read: fn(path: &str, text: &str, today: Date) -> Vec<Article>,
}

/// Every format that can be read.
pub const FORMATS: &[Format] = &[Format {
    name: "newspaper text",
    extensions: &["", "text", "txt"],
    read: |path, text, today| vec![newspaper(path, text, today)],
}];

/// The format of a file by its name; the reason where none fits.
///
/// ```
/// use onrecord::corpus::format_of;
/// assert_eq!(format_of("talks.TXT").unwrap().name, "newspaper text");
/// assert_eq!(format_of("a/St. Petersburg 2.5").unwrap().name, "newspaper text");
/// assert_eq!(format_of("map.png").err().unwrap(), "no reader for .png files");
/// ```
pub fn format_of(path: &str) -> Result<&'static Format, String> {
    let extension = extension(path);
    FORMATS
        .iter()
        .find(|format| format.extensions.contains(&extension.as_str()))
        .ok_or_else(|| format!("no reader for .{extension} files"))
}

/// What follows the last dot of the name where that looks like an extension: a
/// few letters and digits. Titles used as names ("No. 10 speaks") hold dots too.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return String::new();
    };
    let plain = !stem.is_empty()
        && (1..=12).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic());
    if plain {
        extension.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The bytes of a file as they are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// Everything in the file.
    pub bytes: Vec<u8>,
    /// BLAKE3 of the bytes.
    pub hash: [u8; 32],
}

/// A file and the articles in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadFile {
    /// In the order of the file.
    pub articles: Vec<Article>,
    /// BLAKE3 of the file's bytes.
    pub hash: [u8; 32],
    /// How many bytes the file holds.
    pub bytes: u64,
}

/// Reads a file and the articles in it: [`load`], then [`articles`].
///
/// # Errors
/// A [`Skip`] that says why the file gives no article.
pub fn read(entry: &FileEntry, today: Date, max_file_size: u64) -> Result<ReadFile, Skip> {
    let RawFile { bytes, hash } = load(entry, max_file_size)?;
    let articles = articles(&entry.path, &bytes, today).map_err(|reason| skip(&entry.path, reason))?;
    Ok(ReadFile {
        articles,
        hash,
        bytes: bytes.len() as u64,
    })
}

/// Reads the bytes of a file, at most `max_file_size` of them, even where the
/// file grew or was exchanged since the walk.
///
/// # Errors
/// A [`Skip`] where it is too large, gone, not readable, or no longer a regular file.
pub fn load(entry: &FileEntry, max_file_size: u64) -> Result<RawFile, Skip> {
    let fail = |error: std::io::Error| skip(&entry.path, io_reason(&error));
    // Opening a pipe would wait for its writer: look before.
    let before = std::fs::symlink_metadata(&entry.full).map_err(fail)?;
    if let Some(reason) = walk::special(before.file_type()) {
        return Err(skip(&entry.path, reason));
    }
    let file = File::open(&entry.full).map_err(fail)?;
    let room = before.len().min(max_file_size).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    file.take(max_file_size.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fail)?;
    if bytes.len() as u64 > max_file_size {
        return Err(skip(&entry.path, too_large(max_file_size)));
    }
    let hash = *blake3::hash(&bytes).as_bytes();
    Ok(RawFile { bytes, hash })
}

/// The articles in the bytes of a file; `path` names it and decides the format.
///
/// # Errors
/// Why there is none, in plain words.
pub fn articles(path: &str, bytes: &[u8], today: Date) -> Result<Vec<Article>, String> {
    let format = format_of(path)?;
    if bytes.is_empty() {
        return Err("empty file".to_owned());
    }
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err("holds nothing but white space".to_owned());
    }
    Ok((format.read)(path, &text, today))
}

pub(crate) fn skip(path: &str, reason: impl Into<String>) -> Skip {
    Skip {
        path: path.to_owned(),
        reason: reason.into(),
    }
}

fn too_large(max: u64) -> String {
    const MIB: u64 = 1 << 20;
    if max >= MIB && max.is_multiple_of(MIB) {
        format!("larger than {} MiB", max / MIB)
    } else {
        format!("larger than {max} bytes")
    }
}

fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "gone before it could be read".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::InvalidFilename => "path too long for the system".to_owned(),
        ErrorKind::IsADirectory => "is a folder now".to_owned(),
        _ => error.to_string(),
    }
}

/// The file name of a path for [`walk()`] and messages, bytes that are not UTF-8 as `\xNN`.
pub fn shown(path: &Path) -> String {
    walk::shown(path)
}

/// Time of the last change in nanoseconds since 1970: the later of the two that Unix keeps,
/// since one of them can be set at will. 0 where the system does not tell.
pub fn modified_ns(metadata: &std::fs::Metadata) -> i64 {
    walk::modified_ns(metadata)
}

#[cfg(test)]
mod tests;
