//! Columns, looked at before they are trusted: what is set aside for them is measured by numbers in
//! a file, and one flipped bit of those would ask for gigabytes.

use std::path::Path;

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentComponent;
use tantivy::{Index, SegmentReader, TantivyError};

use super::commit::damaged;
use super::open::engine_error;
use crate::error::IndexError;

/// Looks at the list of columns of every segment: a block of that list begins with the number of
/// its columns, which the engine reads on and on however few there are.
///
/// # Errors
/// [`IndexError::Damaged`] where a block has more columns than bytes, which cannot be; otherwise
/// as [`super::open::open`].
pub fn check(dir: &Path, index: &Index) -> Result<(), IndexError> {
    let fail = |e| engine_error(dir, e);
    for segment in index.searchable_segments().map_err(fail)? {
        let open = segment.open_read(SegmentComponent::FastFields);
        let file = open.map_err(TantivyError::from).map_err(fail)?;
        let bytes = file.read_bytes().map_err(TantivyError::from).map_err(fail)?;
        if list_of_columns(&bytes).and_then(blocks_fit).is_none() {
            let name = segment.relative_path(SegmentComponent::FastFields);
            let problem = format!("{} is cut short or overwritten", name.display());
            return Err(damaged(dir, &problem));
        }
    }
    Ok(())
}

/// The blocks of the list of columns, which stands behind the columns; behind it stand an index of
/// its blocks, and numbers that tell where all of that begins.
fn list_of_columns(file: &[u8]) -> Option<&[u8]> {
    /// Length of the list with its index, number of documents, version and mark of the format.
    const END: usize = 8 + 4 + 8;
    /// Length of the blocks, number of columns, version; the last is the same in all formats.
    const END_OF_LIST: usize = 8 + 8 + 4;
    let (rest, end) = file.split_last_chunk::<END>()?;
    let length = usize::try_from(u64::from_le_bytes(*end.first_chunk()?)).ok()?;
    let list = &rest[rest.len().checked_sub(length)?..];
    let (rest, end) = list.split_last_chunk::<END_OF_LIST>()?;
    let length = usize::try_from(u64::from_le_bytes(*end.first_chunk()?)).ok()?;
    rest.get(..length)
}

/// `Some` where every block has at least a byte for each of its columns.
fn blocks_fit(mut blocks: &[u8]) -> Option<()> {
    loop {
        let (length, rest) = blocks.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        if length <= 1 {
            return Some(());
        }
        let (block, rest) = rest.split_at_checked(length)?;
        // A byte tells whether the block is pressed, which this engine cannot; then comes the number,
        // its lowest seven bits first.
        let (_, block) = block.split_first()?;
        let digits = block.iter().position(|byte| *byte < 0x80)? + 1;
        let mut number: u128 = 0;
        for byte in block.get(..digits.min(10))?.iter().rev() {
            number = number << 7 | u128::from(byte & 0x7f);
        }
        if digits > 10 || number > (block.len() - digits) as u128 {
            return None;
        }
        blocks = rest;
    }
}

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

#[cfg(test)]
mod tests {
    use super::blocks_fit;

    #[test]
    fn a_block_has_a_byte_for_each_of_its_columns() {
        let block = |number: &[u8]| {
            let content = [&[0], number, &[7, 7, 7]].concat();
            let length = u32::try_from(content.len()).expect("a short block");
            [&length.to_le_bytes(), content.as_slice(), &[0; 4]].concat()
        };
        for (number, fits) in [
            (&[3][..], true),
            (&[4], false),
            (&[0x83, 0], true),
            (&[0xff, 0xff, 0x83, 0x92], false),
            (&[0xff; 12], false),
        ] {
            assert_eq!(blocks_fit(&block(number)).is_some(), fits, "{number:?}");
        }
        assert!(blocks_fit(&[9, 0, 0, 0, 0]).is_none(), "shorter than it says");
        assert!(blocks_fit(&[]).is_none(), "without an end");
    }
}
