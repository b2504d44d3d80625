//! The folder of an index as a folder: which files in it are the engine's, and what the disk does.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::commit::{MANAGED, META};
use crate::error::IndexError;

/// Writes a file of some size, syncs it, and takes it away again.
pub(super) fn try_to_write(dir: &Path) -> std::io::Result<()> {
    let path = dir.join(".onrecord-probe.temp");
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&[0; 1 << 18])?;
        file.sync_all()
    });
    let _ = std::fs::remove_file(&path);
    written
}

/// Syncs the folder, so that the renames of a commit outlive a power cut.
pub(super) fn sync(dir: &Path) -> Result<(), IndexError> {
    File::open(dir)
        .and_then(|d| d.sync_all())
        .map_err(|source| IndexError::Io {
            action: "sync",
            path: dir.to_path_buf(),
            source,
        })
}

/// Removes the engine's files, and only those, from `dir`.
pub(super) fn clear(dir: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if is_engine_file(name) && !name.ends_with(".lock") {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Whether a folder without an index holds anything that is not a leaving of one, or
/// about the folder itself: an index is not mixed with other people's files.
pub(super) fn holds_something_else(dir: &Path) -> std::io::Result<bool> {
    const WELCOME: &[&str] = &["README.md", ".gitignore", ".gitkeep", ".DS_Store", "lost+found"];
    for entry in std::fs::read_dir(dir)? {
        let name = entry?.file_name();
        let name = name.to_str().unwrap_or_default();
        if !WELCOME.contains(&name) && !is_engine_file(name) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn is_engine_file(name: &str) -> bool {
    const SEGMENT_FILES: &[&str] = &["idx", "pos", "term", "store", "fast", "fieldnorm", "del", "temp"];
    let (stem, rest) = name.split_once('.').unwrap_or((name, ""));
    let extension = rest.rsplit('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    // It writes the first two under a passing name of six letters before they get their own.
    let own = [META, MANAGED, ".tantivy-writer.lock", ".tantivy-meta.lock"];
    let passing = name.len() == 10 && name.starts_with(".tmp");
    own.contains(&name) || passing || (segment && SEGMENT_FILES.contains(&extension))
}
