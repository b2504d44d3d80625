//! What a run has to do: files walked against files known.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::corpus::{self, FileEntry, Skip, Walk};
use crate::index::ids;
use crate::index::manifest::{Entry, Known, Manifest, first_eight};

/// The work of one run.
pub struct Plan {
    /// Files that are new or seem changed, in the order of the walk.
    pub jobs: Vec<Job>,
    /// Articles of files that were not touched since they were indexed.
    pub unchanged: u64,
    /// Those of them that another version of the program annotated.
    pub other_program: u64,
    /// Ids of articles whose file is gone.
    pub vanished: Vec<String>,
    /// Seen by the walk and not to be read.
    pub skipped: Vec<Skip>,
}

/// One file to read.
pub struct Job {
    /// The file.
    pub entry: FileEntry,
    /// Its articles as the index knows them; empty for a new file.
    pub known: Vec<Entry>,
    /// Its path below the corpus root, of which new ids are made.
    pub relative: String,
    /// Id of its first article where none is known.
    pub first_id: String,
    /// The known articles are those of another path that is gone: same content, new name.
    pub moved: bool,
}

/// Compares a walk with what is known.
///
/// # Errors
/// What the engine says of an index that it cannot read.
pub fn make(mut walk: Walk, known: &Known, max_file_size: u64) -> tantivy::Result<Plan> {
    let roots: Vec<Cow<'_, str>> = walk.canonical_roots.iter().map(|root| key(root)).collect();
    let manifest = &known.below(&roots)?;
    let mut gone = vanished(manifest, &walk);
    gone.sort_by(|a, b| a.origin.file.cmp(&b.origin.file).then_with(|| a.id.cmp(&b.id)));

    let failed = RefCell::new(None);
    let is_known = |id: &str| {
        known.has(id).unwrap_or_else(|e| {
            failed.replace(Some(e));
            false
        })
    };
    let mut given: FxHashSet<String> = FxHashSet::default();
    let mut adopted: HashSet<String> = HashSet::new();
    let (mut unchanged, mut other_program) = (0, 0);
    let mut jobs = Vec::new();
    let moved_from = moves(&walk.files, manifest, known, max_file_size)?;
    // Of millions of files one list is enough.
    for entry in std::mem::take(&mut walk.files) {
        let of_file = manifest.of(key(&entry.full).as_ref());
        let same = |e: &Entry| e.origin.size == entry.size && e.origin.modified_ns == entry.modified_ns;
        if !of_file.is_empty() && of_file.iter().all(same) {
            unchanged += of_file.len() as u64;
            other_program += of_file.iter().filter(|e| e.other_program).count() as u64;
            continue;
        }
        let relative = relative(&entry.full, &walk.canonical_roots);
        let old = moved_from.get(&entry.full);
        let old = old.filter(|old| of_file.is_empty() && adopted.insert(old[0].origin.file.clone()));
        let of_file = old.map_or(of_file, Vec::as_slice);
        let first_id = match of_file.first() {
            Some(known) => known.id.clone(),
            None => ids::new_id(&relative, &|id| given.contains(id) || is_known(id)),
        };
        given.insert(first_id.clone());
        jobs.push(Job {
            entry,
            known: of_file.to_vec(),
            relative,
            first_id,
            moved: old.is_some(),
        });
    }
    let vanished = gone
        .into_iter()
        .filter(|entry| !adopted.contains(&entry.origin.file))
        .map(|entry| entry.id.clone())
        .collect();
    match failed.into_inner() {
        Some(failed) => Err(failed),
        None => Ok(Plan {
            jobs,
            unchanged,
            other_program,
            vanished,
            skipped: walk.skipped,
        }),
    }
}

/// The known articles whose files are gone.
fn vanished<'a>(manifest: &'a Manifest, walk: &Walk) -> Vec<&'a Entry> {
    if manifest.is_empty() {
        return Vec::new();
    }
    let seen: HashSet<Cow<'_, str>> = walk.files.iter().map(|f| key(&f.full)).collect();
    let known = manifest.entries().iter();
    known
        .filter(|entry| has_vanished(&entry.origin.file, walk, &seen))
        .collect()
}

/// Whether a known file lies under a root of this run and was certainly not there.
fn has_vanished(file: &str, walk: &Walk, seen: &HashSet<Cow<'_, str>>) -> bool {
    // Bytes first: most files of other roots need no more.
    let below = |root: &PathBuf| {
        file.as_bytes().starts_with(root.as_os_str().as_encoded_bytes()) && Path::new(file).starts_with(root)
    };
    let below = walk.canonical_roots.iter().any(below);
    let known = below && seen.contains(file);
    let file = Path::new(file);
    below
        && !known
        && !walk.is_hidden_from_view(file)
        && std::fs::symlink_metadata(file).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound)
}

/// New files whose content is that of a known file that is no longer at its path, with what is
/// known of that. Only files of a fitting size are read for it.
fn moves(
    files: &[FileEntry],
    manifest: &Manifest,
    known: &Known,
    max_file_size: u64,
) -> tantivy::Result<HashMap<PathBuf, Vec<Entry>>> {
    let new: Vec<&FileEntry> = files
        .iter()
        .filter(|f| manifest.of(key(&f.full).as_ref()).is_empty())
        .collect();
    if new.is_empty() {
        return Ok(HashMap::new());
    }
    let sizes: HashSet<u64> = new.iter().map(|f| f.size).collect();
    let fitting = known.of_sizes(&sizes)?;
    let mut by_size: HashMap<u64, Vec<&[Entry]>> = HashMap::new();
    for of_file in fitting.files() {
        let origin = &of_file[0].origin;
        if sizes.contains(&origin.size) && !Path::new(&origin.file).exists() {
            by_size.entry(origin.size).or_default().push(of_file);
        }
    }
    let mut moved = HashMap::new();
    for file in new {
        let Some(candidates) = by_size.get_mut(&file.size) else {
            continue;
        };
        let Ok(raw) = corpus::load(file, max_file_size) else {
            continue;
        };
        let hash = first_eight(&raw.hash);
        if let Some(at) = candidates
            .iter()
            .position(|of_file| of_file[0].origin.hash == hash)
        {
            moved.insert(file.full.clone(), candidates.remove(at).to_vec());
        }
    }
    Ok(moved)
}

/// A file's name in the manifest: its path, with bytes that are not UTF-8 written
/// `\xNN`, so that two such names stay two.
pub fn key(full: &Path) -> Cow<'_, str> {
    match full.to_str() {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(corpus::shown(full)),
    }
}

/// The path below the deepest root that holds it, with `/` between its parts; the file's name where the file is the root.
fn relative(full: &Path, roots: &[PathBuf]) -> String {
    let below = roots
        .iter()
        .filter_map(|root| full.strip_prefix(root).ok())
        .min_by_key(|path| path.as_os_str().len());
    let path = match below {
        Some(path) if !path.as_os_str().is_empty() => path,
        _ => Path::new(full.file_name().unwrap_or(full.as_os_str())),
    };
    let parts: Vec<_> = path
        .components()
        .map(|part| key(Path::new(part.as_os_str())))
        .collect();
    parts.join("/")
}
