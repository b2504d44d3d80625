//! An article as the index holds it, to be written again without its file being read.

use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use super::document::{self, Origin};
use super::joined::{self, Joined};
use super::manifest;
use super::schema::Fields;
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

impl Stored {
    /// Reads the article whose document stands at `address`.
    ///
    /// # Errors
    /// [`IndexError::Engine`] where it cannot be read.
    pub fn read(searcher: &Searcher, fields: &Fields, address: DocAddress) -> Result<Self, IndexError> {
        let fail = |e: TantivyError| IndexError::Engine(e.to_string());
        let doc: TantivyDocument = searcher.doc(address).map_err(fail)?;
        let (article, annotations) = document::restore(fields, &doc).map_err(IndexError::Engine)?;
        let segment = searcher.segment_reader(address.segment_ord);
        Ok(Self {
            article,
            annotations,
            origin: manifest::origin_of(segment, address.doc_id).map_err(fail)?,
            joined: joined::read(fields, &doc),
        })
    }
}
