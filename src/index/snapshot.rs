//! A copy of one commit, in a folder of its own: a backup that is itself an index.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::commit::{self, Commit, MANAGED, META, damaged, unreadable};
use super::folder::{is_engine_file, sync};
use super::verify::{Verification, verify};
use crate::error::{Error, IndexError};

/// Puts the last commit of the index in `dir` into `target`, a folder that is new or empty,
/// and checks every byte of it there. Files are linked where the disk can do that, unless
/// `copy`; linked files take no room and are safe, since no file of an index is ever
/// changed in place. A writer may be at work meanwhile: its next commit is not in the copy.
///
/// `meta.json` comes last, so that a copy that was stopped half-way cannot be taken for a whole one.
///
/// # Errors
/// [`IndexError::Occupied`] where `target` holds anything; [`IndexError::Damaged`] where the index
/// in `dir` is, and then `target` is left empty; otherwise as [`super::open::open`].
pub fn snapshot(dir: &Path, target: &Path, copy: bool) -> Result<Verification, Error> {
    let io = |action: &'static str| {
        move |source| IndexError::Io {
            action,
            path: target.to_path_buf(),
            source,
        }
    };
    commit::check(dir)?;
    fs::create_dir_all(target).map_err(io("create"))?;
    if fs::read_dir(target).map_err(io("read"))?.next().is_some() {
        return Err(IndexError::Occupied(target.to_path_buf()).into());
    }
    let outcome = fill(dir, target, copy).and_then(|()| verify(target));
    let problem = match outcome {
        Ok(found) if found.ok => return Ok(found),
        Ok(found) => {
            let first = found.damage.first().map(|d| format!("{} {}", d.file, d.problem));
            damaged(dir, &first.unwrap_or_default()).into()
        }
        Err(e) => e,
    };
    // What is not whole must not be taken for a backup.
    let _ = empty(target);
    Err(problem)
}

fn fill(dir: &Path, target: &Path, copy: bool) -> Result<(), Error> {
    let io = |source| IndexError::Io {
        action: "write to",
        path: target.to_path_buf(),
        source,
    };
    let commit = commit::stable(dir, |commit| {
        empty(target).map_err(io)?;
        for (name, _) in commit.files() {
            let (from, to) = (dir.join(name), target.join(name));
            if !copy && fs::hard_link(&from, &to).is_ok() {
                continue;
            }
            if let Err(e) = File::open(&from) {
                return Err(damaged(dir, &format!("{name} {}", unreadable(&e))));
            }
            fs::copy(&from, &to)
                .and_then(|_| File::open(&to)?.sync_all())
                .map_err(io)?;
        }
        Ok(())
    })?;
    write(&target.join(MANAGED), &managed(&commit)).map_err(io)?;
    sync(target)?;
    write(&target.join(META), &commit.bytes).map_err(io)?;
    Ok(sync(target)?)
}

/// The engine's list of its files, for the copy.
fn managed(commit: &Commit) -> Vec<u8> {
    let names: Vec<&str> = commit
        .files()
        .map(|(name, _)| name.as_str())
        .chain([META])
        .collect();
    serde_json::to_vec(&names).unwrap_or_default()
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let passing = path.with_extension("temp");
    let mut file = File::create(&passing)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&passing, path)
}

/// Takes away what a first try has put there.
fn empty(target: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(target)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if is_engine_file(name) || name.ends_with(".temp") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
