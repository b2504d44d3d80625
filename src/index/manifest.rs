//! Which files an index knows. Read from columns of the article documents, so
//! it is exactly as old as the commit itself.

use std::path::PathBuf;

use rayon::prelude::*;
use tantivy::columnar::ColumnIndex;
use tantivy::{DocId, Index, ReloadPolicy, SegmentReader};

use super::columns;
use super::commit::PROGRAM;
use super::document::Origin;
use super::ids;

/// The known articles.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// In the order of their files' absolute paths.
    entries: Vec<Entry>,
}

/// One known article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Article id.
    pub id: String,
    /// Where it came from.
    pub origin: Origin,
    /// Whether another version of the program annotated it.
    pub other_program: bool,
}

impl Manifest {
    /// The number of articles.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All articles, in the order of their files' absolute paths.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The articles of a file; none where it is not known.
    pub fn of(&self, file: &str) -> &[Entry] {
        let from = self
            .entries
            .partition_point(|entry| entry.origin.file.as_str() < file);
        let known = self.entries.get(from..).unwrap_or_default();
        let many = known.iter().take_while(|entry| entry.origin.file == file).count();
        known.get(..many).unwrap_or_default()
    }

    /// The articles of each file.
    pub fn files(&self) -> impl Iterator<Item = &[Entry]> {
        self.entries.chunk_by(|a, b| a.origin.file == b.origin.file)
    }
}

/// What the manifest keeps of a content hash.
pub fn first_eight(hash: &[u8; 32]) -> u64 {
    hash.iter().take(8).fold(0, |n, byte| (n << 8) | u64::from(*byte))
}

/// The path that a name in the manifest stands for: bytes that are no text are written
/// `\\xNN` in it, unless a file of just that name is there.
pub fn path_of(name: &str) -> PathBuf {
    let literal = PathBuf::from(name);
    if !name.contains("\\x") || literal.exists() {
        return literal;
    }
    raw_path(name).unwrap_or(literal)
}

#[cfg(unix)]
fn raw_path(name: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(name.len());
    let mut parts = name.split("\\x");
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn raw_path(_name: &str) -> Option<PathBuf> {
    None
}

/// Where the article of a document came from.
///
/// # Errors
/// What the engine says of columns that it cannot read.
pub fn origin_of(segment: &SegmentReader, doc: DocId) -> tantivy::Result<Origin> {
    let numbers = segment.fast_fields();
    let mut file = String::new();
    if let Some(files) = columns::strings(segment, "file")?
        && let Some(ord) = files.ords().first(doc)
    {
        files.ord_to_str(ord, &mut file)?;
    }
    Ok(Origin {
        file,
        size: numbers.u64("size")?.first(doc).unwrap_or_default(),
        modified_ns: numbers.i64("modified")?.first(doc).unwrap_or_default(),
        hash: numbers.u64("hash")?.first(doc).unwrap_or_default(),
    })
}

/// Reads the manifest of the last commit.
///
/// # Errors
/// What the engine says of columns that it cannot read.
pub fn read(index: &Index) -> tantivy::Result<Manifest> {
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let searcher = reader.searcher();
    let segments = searcher.segment_readers().par_iter().map(read_segment);
    let segments: Vec<Vec<Entry>> = segments.collect::<tantivy::Result<_>>()?;
    let mut entries: Vec<Entry> = segments.into_iter().flatten().collect();
    entries.sort_by(|a, b| a.origin.file.cmp(&b.origin.file));
    Ok(Manifest { entries })
}

/// The articles of one segment.
fn read_segment(segment: &SegmentReader) -> tantivy::Result<Vec<Entry>> {
    let numbers = segment.fast_fields();
    let Some(file) = columns::strings(segment, "file")? else {
        return Ok(Vec::new());
    };
    let (size, modified) = (numbers.u64("size")?, numbers.i64("modified")?);
    let (hash, key) = (numbers.u64("hash")?, numbers.u64("key")?);
    let program = columns::strings(segment, "program")?;
    let ours = program.as_ref().map(|p| p.dictionary().term_ord(PROGRAM));
    let ours = ours.transpose()?.flatten();
    let mut names: Vec<String> = Vec::with_capacity(file.dictionary().num_terms());
    let mut stream = file.dictionary().stream()?;
    while stream.advance() {
        names.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    let entry = |doc: DocId| {
        let name = file.ords().first(doc).and_then(|ord| names.get(ord as usize))?;
        Some(Entry {
            id: ids::spell(key.first(doc).unwrap_or_default() >> 12),
            origin: Origin {
                file: name.clone(),
                size: size.first(doc).unwrap_or_default(),
                modified_ns: modified.first(doc).unwrap_or_default(),
                hash: hash.first(doc).unwrap_or_default(),
            },
            other_program: program.as_ref().and_then(|p| p.ords().first(doc)) != ours,
        })
    };
    Ok(with_value(segment, &file.ords().index)
        .filter_map(entry)
        .collect())
}

/// The documents of a segment that have a value in a column and are not deleted. Quotes, of which there
/// are many, have none in the columns of articles and are passed over.
pub(super) fn with_value<'a>(
    segment: &'a SegmentReader,
    column: &'a ColumnIndex,
) -> Box<dyn Iterator<Item = DocId> + 'a> {
    let with_value: Box<dyn Iterator<Item = DocId> + 'a> = match column {
        ColumnIndex::Optional(some) => Box::new(some.iter_non_null_docs()),
        ColumnIndex::Multivalued(many) => many.iter_non_null_docs(),
        ColumnIndex::Empty { .. } | ColumnIndex::Full => return Box::new(segment.doc_ids_alive()),
    };
    let alive = segment.alive_bitset();
    Box::new(with_value.filter(move |doc| alive.is_none_or(|alive| alive.is_alive(*doc))))
}
