//! A commit as `meta.json` tells of it: which files belong to it, how long they are, and
//! their checksums, with a checksum of `meta.json` itself.
//!
//! The engine replaces `meta.json` in one step, at a commit and again whenever merges end.
//! The list is put into it on that way ([`sealed`]), so it is there exactly when the
//! commit is, names exactly its files, and cannot disagree with it. Files of the engine
//! are written once and never changed; a file's checksum is taken while it is written.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use super::remembered::{OwnTopics, Remembered, TopicWords};
use super::schema::{self, FORMAT};
use crate::error::IndexError;

/// The engine's file that names the segments of the last commit.
pub const META: &str = "meta.json";

/// The engine's list of the files that it may remove.
pub const MANAGED: &str = ".managed.json";

/// Version of this program.
pub const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What every commit says of itself: the payload in `meta.json`.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// See [`Stamp`].
    pub onrecord: Stamp,
}

/// Who wrote a commit, in which format, and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    /// [`FORMAT`] of the writer.
    pub format: u64,
    /// Version of the program.
    pub program: String,
    /// How names were joined.
    #[serde(default)]
    pub speakers: Remembered,
    /// Topics of the user's own.
    #[serde(default, skip_serializing_if = "OwnTopics::is_none")]
    pub topics: OwnTopics,
    /// The user's words for the standard topics.
    #[serde(default, skip_serializing_if = "TopicWords::is_none")]
    pub topic_words: TopicWords,
    /// The files of the commit by name.
    #[serde(default)]
    pub files: Files,
    /// CRC-32 of `meta.json` with eight zeros in the place of this value, in hexadecimal.
    #[serde(default)]
    pub sum: String,
}

/// Files by name.
pub type Files = BTreeMap<String, Sum>;

/// Length in bytes and CRC-32 of a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum(pub u64, pub u32);

impl Stamp {
    /// The stamp of this program, before its files are known.
    pub fn current() -> Self {
        Self {
            format: FORMAT,
            program: PROGRAM.to_owned(),
            ..Self::default()
        }
    }
}

/// What was found in `meta.json`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Commit {
    /// The bytes, as they are.
    pub bytes: Vec<u8>,
    /// What the commit says of itself; `None` before the first one.
    pub stamp: Option<Stamp>,
}

/// The parts of `meta.json` that matter here.
#[derive(Deserialize)]
struct Meta {
    #[serde(default)]
    payload: Option<String>,
    #[serde(default)]
    schema: Value,
    #[serde(default)]
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Segment {
    segment_id: String,
    #[serde(default)]
    deletes: Option<Deletes>,
}

#[derive(Deserialize)]
struct Deletes {
    opstamp: u64,
}

/// Reads the commit in `dir` and checks `meta.json` against its own checksum.
///
/// # Errors
/// [`IndexError::Missing`] where there is none, [`IndexError::Foreign`] where the folder holds an
/// index that is not ours, [`IndexError::Format`] or [`IndexError::OtherFields`] where another version wrote it,
/// [`IndexError::Damaged`] where it is not what was written.
pub fn read(dir: &Path) -> Result<Commit, IndexError> {
    let path = dir.join(META);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        // The engine writes it before anything else.
        Err(e) if e.kind() == ErrorKind::NotFound && holds_segments(dir) => {
            return Err(damaged(dir, &format!("{META} is missing")));
        }
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(IndexError::Missing(dir.to_path_buf()));
        }
        Err(source) => {
            return Err(IndexError::Io {
                action: "read",
                path,
                source,
            });
        }
    };
    let meta: Meta =
        serde_json::from_slice(&bytes).map_err(|e| damaged(dir, &format!("{META} cannot be read: {e}")))?;
    let changed = || damaged(dir, &format!("{META} is not as it was written"));
    let ours = || serde_json::to_value(schema::build().0).is_ok_and(|s| s == meta.schema);
    let stamp = match meta.payload.as_deref().map(serde_json::from_str::<Payload>) {
        Some(Ok(payload)) => payload.onrecord,
        // Made, and stopped before its first commit: empty, and ours.
        None if ours() && meta.segments.is_empty() => return Ok(Commit { bytes, stamp: None }),
        _ if ours() => return Err(changed()),
        _ => return Err(IndexError::Foreign(dir.to_path_buf())),
    };
    let sealed = !stamp.sum.is_empty();
    if sealed && sum_of(&bytes).as_deref() != Some(&stamp.sum) {
        return Err(changed());
    }
    if stamp.format != FORMAT {
        return Err(IndexError::Format {
            path: dir.to_path_buf(),
            found: stamp.format,
            expected: FORMAT,
        });
    }
    if !sealed {
        return Err(changed());
    }
    if !ours() {
        return Err(IndexError::OtherFields {
            path: dir.to_path_buf(),
            program: stamp.program,
        });
    }
    Ok(Commit {
        bytes,
        stamp: Some(stamp),
    })
}

fn holds_segments(dir: &Path) -> bool {
    let mut files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files.any(|file| {
        let path = file.path();
        path.extension().is_some_and(|e| e == "store")
            && super::folder::is_engine_file(&file.file_name().to_string_lossy())
    })
}

/// Reads the commit in `dir` and checks that its files are there, in their full length.
///
/// # Errors
/// As [`read`].
pub fn check(dir: &Path) -> Result<Commit, IndexError> {
    stable(dir, |commit| {
        let damage = commit
            .files()
            .find_map(|(name, sum)| wrong_length(&dir.join(name), *sum).map(|what| format!("{name} {what}")));
        damage.map_or(Ok(()), |problem| Err(damaged(dir, &problem)))
    })
}

/// Does `work` on the commit in `dir`, again where a writer put another in its place
/// meanwhile: it removes the files of the old under our eyes.
pub(super) fn stable(
    dir: &Path,
    mut work: impl FnMut(&Commit) -> Result<(), IndexError>,
) -> Result<Commit, IndexError> {
    let mut commit = read(dir)?;
    for _ in 0..20 {
        let outcome = work(&commit);
        if outcome.is_ok() {
            return Ok(commit);
        }
        let now = read(dir)?;
        if now == commit {
            return outcome.map(|()| commit);
        }
        commit = now;
    }
    work(&commit).map(|()| commit)
}

impl Commit {
    /// The files, by name.
    pub fn files(&self) -> impl Iterator<Item = (&String, &Sum)> {
        self.stamp.iter().flat_map(|stamp| &stamp.files)
    }

    /// Bytes of the files, `meta.json` included.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64 + self.files().map(|(_, sum)| sum.0).sum::<u64>()
    }
}

/// What is wrong with a file that should have that length.
fn wrong_length(path: &Path, sum: Sum) -> Option<String> {
    match std::fs::metadata(path) {
        Ok(found) if found.len() == sum.0 => None,
        Ok(found) => Some(length_problem(found.len(), sum.0)),
        Err(e) => Some(unreadable(&e)),
    }
}

pub(super) fn length_problem(found: u64, expected: u64) -> String {
    if found < expected {
        format!("is cut short: {found} of {expected} bytes")
    } else {
        format!("has {} bytes too many", found - expected)
    }
}

pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "is missing".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// `meta.json` as the engine wants to write it, with the list of its files, each of which
/// must be in `known`, and its own checksum.
///
/// # Errors
/// Where a file's checksum is not known, or the engine's bytes are not what we know of them.
pub(super) fn sealed(bytes: &[u8], known: &HashMap<PathBuf, Sum>) -> io::Result<Vec<u8>> {
    let invalid = |what: String| io::Error::new(ErrorKind::InvalidData, what);
    let meta: Meta = serde_json::from_slice(bytes)?;
    let Some(payload) = meta.payload else {
        return Ok(bytes.to_vec()); // before the first commit
    };
    let mut payload: Payload = serde_json::from_str(&payload)?;
    payload.onrecord.files = Files::new();
    for segment in &meta.segments {
        let own: Files = of_segment(segment, known);
        if own.len() < PARTS.len() + usize::from(segment.deletes.is_some()) {
            return Err(invalid(format!("no checksums of segment {}", segment.segment_id)));
        }
        payload.onrecord.files.extend(own);
    }
    payload.onrecord.sum = ZEROS.to_owned();
    let mut whole: Value = serde_json::from_slice(bytes)?;
    whole["payload"] = Value::String(serde_json::to_string(&payload)?);
    let mut text = serde_json::to_string_pretty(&whole)? + "\n";
    let sum = sum_of(text.as_bytes()).ok_or_else(|| invalid("no place for the checksum".to_owned()))?;
    let at = place_of_sum(text.as_bytes()).unwrap_or_default();
    text.replace_range(at..at + ZEROS.len(), &sum);
    Ok(text.into_bytes())
}

/// What every segment has: postings, positions, columns, lengths of fields, terms, stored documents.
const PARTS: [&str; 6] = ["idx", "pos", "fast", "fieldnorm", "term", "store"];

/// The files of a segment: named by its id, and by its last deletion where there is one.
fn of_segment(segment: &Segment, known: &HashMap<PathBuf, Sum>) -> Files {
    let id = segment.segment_id.replace('-', "");
    let deletes = segment
        .deletes
        .as_ref()
        .map(|d| format!("{id}.{}.del", d.opstamp));
    let names = PARTS.iter().map(|part| format!("{id}.{part}")).chain(deletes);
    names
        .filter_map(|name| known.get(Path::new(&name)).map(|sum| (name.clone(), *sum)))
        .collect()
}

const ZEROS: &str = "00000000";

/// Where the checksum stands in `meta.json`: the payload is a string in it, with its marks escaped.
fn place_of_sum(bytes: &[u8]) -> Option<usize> {
    let mark = br#"\"sum\":\""#;
    let at = memchr::memmem::rfind(bytes, mark)? + mark.len();
    (at + ZEROS.len() <= bytes.len()).then_some(at)
}

/// The checksum that `meta.json` should have.
fn sum_of(bytes: &[u8]) -> Option<String> {
    let at = place_of_sum(bytes)?;
    let mut crc = crc32fast::Hasher::new();
    crc.update(&bytes[..at]);
    crc.update(ZEROS.as_bytes());
    crc.update(&bytes[at + ZEROS.len()..]);
    Some(format!("{:08x}", crc.finalize()))
}

pub(crate) fn damaged(dir: &Path, problem: &str) -> IndexError {
    IndexError::Damaged {
        path: dir.to_path_buf(),
        problem: problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta() -> String {
        let payload = serde_json::to_string(&Payload {
            onrecord: Stamp::current(),
        });
        serde_json::json!({
            "index_settings": {},
            "segments": [
                {"segment_id": "0a-b1", "max_doc": 3, "deletes": null},
                {"segment_id": "0a-b2", "max_doc": 3, "deletes": {"num_deleted_docs": 1, "opstamp": 7}},
            ],
            "schema": schema::build().0,
            "opstamp": 7,
            "payload": payload.expect("JSON"),
        })
        .to_string()
    }

    fn known() -> HashMap<PathBuf, Sum> {
        let mut known = HashMap::new();
        for id in ["0ab1", "0ab2", "0ab3"] {
            for part in [
                "idx",
                "pos",
                "fast",
                "fieldnorm",
                "term",
                "store",
                "5.del",
                "7.del",
            ] {
                known.insert(format!("{id}.{part}").into(), Sum(10, 20));
            }
        }
        known
    }

    #[test]
    fn the_list_names_exactly_the_files_of_the_commit() {
        let dir = tempfile::tempdir().expect("a folder");
        let bytes = sealed(meta().as_bytes(), &known()).expect("sealed");
        std::fs::write(dir.path().join(META), &bytes).expect("written");
        let commit = read(dir.path()).expect("read");
        let names: Vec<_> = commit.files().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), 13);
        assert!(names.contains(&"0ab2.7.del") && !names.contains(&"0ab1.7.del"));
        let again = sealed(&bytes, &known()).expect("sealed again, as after merges");
        assert_eq!(again, bytes);
        assert!(
            sealed(meta().as_bytes(), &HashMap::new()).is_err(),
            "no file goes unlisted"
        );
    }

    #[test]
    fn every_flipped_bit_of_the_commit_is_found() {
        let dir = tempfile::tempdir().expect("a folder");
        let bytes = sealed(meta().as_bytes(), &known()).expect("sealed");
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                std::fs::write(dir.path().join(META), &bad).expect("written");
                assert!(read(dir.path()).is_err(), "byte {at}, bit {bit}");
            }
        }
    }
}
