//! Which files an index knows. Read from columns of the article documents, so
//! it is exactly as old as the commit itself.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Bound;
use std::path::PathBuf;

use rayon::prelude::*;
use tantivy::columnar::{ColumnIndex, StrColumn};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Index, ReloadPolicy, Searcher, SegmentReader, Term};

use super::columns;
use super::commit::PROGRAM;
use super::document::Origin;
use super::ids;
use super::names::Names;
use super::schema::Fields;

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

/// What the last commit knows, of which a run reads no more than it has to do with: a run of few
/// files in a large index would otherwise spend most of its time here.
pub struct Known {
    /// `None` where everything is to be forgotten.
    searcher: Option<Searcher>,
    id: Field,
}

/// So many sizes are looked for one by one; more are not worth it.
const FEW_SIZES: usize = 64;

impl Known {
    /// The last commit; `id` is the field of ids.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read, here and below.
    pub fn open(index: &Index, id: Field) -> tantivy::Result<Self> {
        let searcher = Some(open(index)?);
        Ok(Self { searcher, id })
    }

    /// A commit that is to be forgotten.
    pub fn nothing(id: Field) -> Self {
        Self { searcher: None, id }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.searcher
            .as_ref()
            .is_none_or(|searcher| searcher.num_docs() == 0)
    }

    /// The names of speakers; `None` where nothing is known.
    pub fn names(&self, fields: &Fields) -> Option<Names> {
        let searcher = self.searcher.clone().filter(|searcher| searcher.num_docs() > 0)?;
        Some(Names::of(searcher, fields))
    }

    /// The articles of files whose names begin with one of these.
    pub fn below(&self, names: &[Cow<'_, str>]) -> tantivy::Result<Manifest> {
        self.read(&|_, files| {
            let (mut docs, mut found) = (Vec::new(), Vec::new());
            for name in names {
                // No name of a file goes on with the byte 255.
                let beyond = [name.as_bytes(), &[0xff]].concat();
                let names = (
                    Bound::Included(name.as_bytes()),
                    Bound::Excluded(beyond.as_slice()),
                );
                let (from, until) = files.dictionary().term_bounds_to_ord(names.0, names.1)?;
                if let (Bound::Included(from), Bound::Excluded(until)) = (from, until)
                    && from < until
                {
                    let ords = files.ords();
                    ords.get_docids_for_value_range(from..=until - 1, 0..ords.num_docs(), &mut found);
                    // What is found is not added to what is there: it would be taken for rows.
                    docs.append(&mut found);
                }
            }
            Ok(docs)
        })
    }

    /// The articles of files of one of these sizes, and maybe others.
    pub fn of_sizes(&self, sizes: &HashSet<u64>) -> tantivy::Result<Manifest> {
        self.read(&|segment, files| {
            if sizes.len() > FEW_SIZES {
                return Ok(with_value(segment, &files.ords().index).collect());
            }
            let column = segment.fast_fields().u64("size")?;
            let (mut docs, mut found) = (Vec::new(), Vec::new());
            for size in sizes {
                column.get_docids_for_value_range(*size..=*size, 0..column.num_docs(), &mut found);
                docs.append(&mut found);
            }
            Ok(docs)
        })
    }

    /// Whether an article has this id.
    pub fn has(&self, id: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.id, id);
        for segment in self.searcher.iter().flat_map(Searcher::segment_readers) {
            let index = segment.inverted_index(self.id)?;
            if let Some(docs) = index.read_postings(&term, IndexRecordOption::Basic)?
                && match segment.alive_bitset() {
                    Some(alive) => docs.doc_freq_given_deletes(alive) > 0,
                    None => true,
                }
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn read(&self, wanted: Wanted<'_>) -> tantivy::Result<Manifest> {
        match &self.searcher {
            Some(searcher) => read_some(searcher, wanted),
            None => Ok(Manifest::default()),
        }
    }
}

fn open(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    Ok(reader.searcher())
}

/// Reads the whole manifest of the last commit.
///
/// # Errors
/// What the engine says of columns that it cannot read.
pub fn read(index: &Index) -> tantivy::Result<Manifest> {
    read_some(&open(index)?, &|segment, files| {
        Ok(with_value(segment, &files.ords().index).collect())
    })
}

/// Gives the documents of a segment whose entries are wanted, by the column of their files' names.
type Wanted<'a> = &'a (dyn Fn(&SegmentReader, &StrColumn) -> tantivy::Result<Vec<DocId>> + Sync);

fn read_some(searcher: &Searcher, wanted: Wanted<'_>) -> tantivy::Result<Manifest> {
    let segments = searcher.segment_readers().par_iter();
    let segments = segments.map(|segment| read_segment(segment, wanted));
    let segments: Vec<Vec<Entry>> = segments.collect::<tantivy::Result<_>>()?;
    let mut entries: Vec<Entry> = segments.into_iter().flatten().collect();
    entries.sort_by(|a, b| a.origin.file.cmp(&b.origin.file));
    Ok(Manifest { entries })
}

/// The wanted articles of one segment, in the order of their files.
fn read_segment(segment: &SegmentReader, wanted: Wanted<'_>) -> tantivy::Result<Vec<Entry>> {
    let Some(file) = columns::strings(segment, "file")? else {
        return Ok(Vec::new());
    };
    let alive = |doc: &DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(*doc));
    let docs = wanted(segment, &file)?.into_iter().filter(alive);
    let mut docs: Vec<(u64, DocId)> = docs
        .filter_map(|doc| Some((file.ords().first(doc)?, doc)))
        .collect();
    if docs.is_empty() {
        return Ok(Vec::new());
    }
    docs.sort_unstable();
    docs.dedup();
    let numbers = segment.fast_fields();
    let (size, modified) = (numbers.u64("size")?, numbers.i64("modified")?);
    let (hash, key) = (numbers.u64("hash")?, numbers.u64("key")?);
    let program = columns::strings(segment, "program")?;
    let ours = program.as_ref().map(|p| p.dictionary().term_ord(PROGRAM));
    let ours = ours.transpose()?.flatten();
    let ords: Vec<u64> = docs.iter().map(|(ord, _)| *ord).collect();
    let mut entries = Vec::with_capacity(docs.len());
    let mut docs = docs.into_iter();
    file.dictionary().sorted_ords_to_term_cb(&ords, |name| {
        entries.extend(docs.next().map(|(_, doc)| Entry {
            id: ids::spell(key.first(doc).unwrap_or_default() >> 12),
            origin: Origin {
                file: String::from_utf8_lossy(name).into_owned(),
                size: size.first(doc).unwrap_or_default(),
                modified_ns: modified.first(doc).unwrap_or_default(),
                hash: hash.first(doc).unwrap_or_default(),
            },
            other_program: program.as_ref().and_then(|p| p.ords().first(doc)) != ours,
        }));
    })?;
    Ok(entries)
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
