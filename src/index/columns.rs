//! Columns of strings, looked at before they are trusted: what is set aside for their words is
//! measured by a number in a file, and one flipped bit of it would ask for gigabytes.

use tantivy::columnar::StrColumn;
use tantivy::{SegmentReader, TantivyError};

/// The column of a field in a segment; `None` where no document has a value.
///
/// # Errors
/// What the engine says of a column that it cannot read; [`TantivyError::InternalError`] where it
/// has more words than values, which cannot be: every word of a column is somebody's value.
pub fn strings(segment: &SegmentReader, field: &str) -> tantivy::Result<Option<StrColumn>> {
    let column = segment.fast_fields().str(field)?;
    match &column {
        Some(strings) if strings.num_terms() > strings.ords().values.num_vals() as usize => Err(
            TantivyError::InternalError(format!("the column {field} has more words than values")),
        ),
        _ => Ok(column),
    }
}
