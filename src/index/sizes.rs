//! What each field of an index costs on disk.
//!
//! The engine tells the bytes of its files by field; stored texts lie in compressed
//! blocks that all fields share, so they are told as one sum.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tantivy::space_usage::{PerFieldSpaceUsage, SegmentSpaceUsage};

use super::Opened;
use super::open::engine_error;
use crate::article::SCHEMA;
use crate::error::IndexError;

/// Bytes of an index, by field and by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Version of this shape.
    pub schema: u32,
    /// Bytes of all files of the commit.
    pub total: u64,
    /// By field, the largest first; fields that cost nothing are left out.
    pub fields: Vec<FieldSizes>,
    /// Stored texts of all fields, compressed.
    pub stored: u64,
    /// Marks of documents that are deleted and not yet merged away.
    pub deleted: u64,
    /// `meta.json`, and the tables and footers of the engine's files.
    pub other: u64,
}

/// Bytes of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldSizes {
    /// The field's name.
    pub field: String,
    /// The dictionary of its terms.
    pub terms: u64,
    /// Which documents hold a term, and how often.
    pub postings: u64,
    /// Where in a document a term stands.
    pub positions: u64,
    /// Its column: the values by document.
    pub columns: u64,
    /// How long the field is, for ranking.
    pub norms: u64,
}

impl FieldSizes {
    /// All of it.
    pub fn total(&self) -> u64 {
        self.terms + self.postings + self.positions + self.columns + self.norms
    }
}

/// Adds up what the engine says of an open index.
///
/// # Errors
/// [`IndexError`] where a file cannot be read.
pub fn sizes(opened: &Opened) -> Result<Sizes, IndexError> {
    let searcher = opened.reader.searcher();
    let usage = searcher
        .space_usage()
        .map_err(|e| engine_error(&opened.dir, e.into()))?;
    let mut fields: BTreeMap<&str, FieldSizes> = BTreeMap::new();
    let (mut stored, mut deleted) = (0, 0);
    for segment in usage.segments() {
        for (part, of) in PARTS {
            for field in part(segment).fields() {
                let sizes = fields.entry(field.field_name()).or_default();
                *of(sizes) += field.total().get_bytes();
            }
        }
        stored += segment.store().total().get_bytes();
        deleted += segment.deletes().get_bytes();
    }
    let mut fields: Vec<FieldSizes> = fields
        .into_iter()
        .map(|(name, sizes)| FieldSizes {
            field: name.to_owned(),
            ..sizes
        })
        .filter(|sizes| sizes.total() > 0)
        .collect();
    fields.sort_by(|a, b| b.total().cmp(&a.total()).then_with(|| a.field.cmp(&b.field)));
    let total = super::commit::read(&opened.dir)?.size();
    let told = fields.iter().map(FieldSizes::total).sum::<u64>() + stored + deleted;
    Ok(Sizes {
        schema: SCHEMA,
        total,
        fields,
        stored,
        deleted,
        other: total.saturating_sub(told),
    })
}

/// A file of the engine by field, and where its bytes are counted.
type Part = (
    fn(&SegmentSpaceUsage) -> &PerFieldSpaceUsage,
    fn(&mut FieldSizes) -> &mut u64,
);

const PARTS: [Part; 5] = [
    (SegmentSpaceUsage::termdict, |sizes| &mut sizes.terms),
    (SegmentSpaceUsage::postings, |sizes| &mut sizes.postings),
    (SegmentSpaceUsage::positions, |sizes| &mut sizes.positions),
    (SegmentSpaceUsage::fast_fields, |sizes| &mut sizes.columns),
    (SegmentSpaceUsage::fieldnorms, |sizes| &mut sizes.norms),
];
