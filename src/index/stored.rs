//! An article as the index holds it, to be written again without its file being read.

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentMeta;
use tantivy::store::StoreReader;
use tantivy::{DocId, Index, Searcher, SegmentReader, TantivyError};

use super::columns;
use super::document::{self, Origin};
use super::joined::{self, Joined};
use super::manifest;
use super::schema::Fields;
use super::texts::Texts;
use crate::article::{Annotations, Article};
use crate::error::IndexError;

/// An article of a commit.
pub struct Stored {
    /// As indexed.
    pub article: Article,
    /// As indexed.
    pub annotations: Annotations,
    /// The file it came from.
    pub origin: Origin,
    /// Whom its names stand for.
    pub joined: Vec<Joined>,
}

/// The segments of one commit, opened one at a time: the pages read of a segment's files stay in
/// memory as long as it is open, and those of an archive of millions would fill it.
pub struct Segments {
    index: Index,
    /// As long as these are held, the engine keeps their files.
    metas: Vec<SegmentMeta>,
    fields: Fields,
}

/// An open segment.
pub struct Segment<'a> {
    reader: SegmentReader,
    store: StoreReader,
    joined: Option<StrColumn>,
    fields: &'a Fields,
}

/// Blocks of stored texts that are kept unpacked: articles are asked for in their order, on all cores.
const BLOCKS: usize = 16;

impl Segments {
    /// The segments that a searcher sees, in its order; `None` where the index has others by now, since a merge has ended.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn of(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Option<Self>> {
        let index = searcher.index();
        let metas = index.searchable_segment_metas()?;
        let now = metas.iter().map(SegmentMeta::id);
        let seen = searcher.segment_readers().iter().map(SegmentReader::segment_id);
        Ok(now.eq(seen).then(|| Self {
            index: index.clone(),
            metas,
            fields: fields.clone(),
        }))
    }

    /// Opens the segment with this number.
    ///
    /// # Errors
    /// [`IndexError::Engine`] where it cannot be read.
    pub fn open(&self, number: u32) -> Result<Segment<'_>, IndexError> {
        let meta = self.metas.get(number as usize);
        let meta = meta.ok_or_else(|| IndexError::Engine(format!("no segment {number}")))?;
        let reader = SegmentReader::open(&self.index.segment(meta.clone())).map_err(failed)?;
        let store = reader.get_store_reader(BLOCKS).map_err(|e| failed(e.into()))?;
        Ok(Segment {
            joined: columns::strings(&reader, "joined").map_err(failed)?,
            reader,
            store,
            fields: &self.fields,
        })
    }
}

impl Segment<'_> {
    /// Reads the article of a document.
    ///
    /// # Errors
    /// [`IndexError::Engine`] where it cannot be read.
    pub fn article(&self, doc: DocId) -> Result<Stored, IndexError> {
        let bytes = self.store.get_document_bytes(doc).map_err(failed)?;
        let stored = Texts::read(&bytes).map_err(IndexError::Engine)?;
        let (article, annotations) = document::restore(self.fields, &stored).map_err(IndexError::Engine)?;
        Ok(Stored {
            article,
            annotations,
            origin: manifest::origin_of(&self.reader, doc).map_err(failed)?,
            joined: joined::read(self.joined.as_ref(), doc).map_err(failed)?,
        })
    }
}

fn failed(error: TantivyError) -> IndexError {
    IndexError::Engine(error.to_string())
}
