//! Numbers in files of a segment, looked at before the engine trusts them: one flipped bit could ask
//! for all memory there is, which no error can be made of.

use std::path::Path;

use tantivy::index::SegmentComponent;
use tantivy::{Index, TantivyError};

use super::commit::damaged;
use super::open::engine_error;
use super::texts;
use crate::error::IndexError;

/// Looks at the numbers by which the engine sets memory aside, or reads on and on, before it has
/// looked at anything else. Of each segment these are the number of columns in a block of their list,
/// and the number of layers of the index of stored documents.
///
/// # Errors
/// [`IndexError::Damaged`] where a number is greater than the bytes that it counts could be;
/// otherwise as [`super::open::open`].
pub fn check(dir: &Path, index: &Index) -> Result<(), IndexError> {
    let fail = |e| engine_error(dir, e);
    for segment in index.searchable_segments().map_err(fail)? {
        let parts: [(SegmentComponent, Fits); 2] = [
            (SegmentComponent::FastFields, columns_fit),
            (SegmentComponent::Store, layers_fit),
        ];
        for (part, fits) in parts {
            let name = segment.relative_path(part.clone());
            let file = segment
                .open_read(part)
                .map_err(TantivyError::from)
                .map_err(fail)?;
            let bytes = file.read_bytes().map_err(TantivyError::from).map_err(fail)?;
            if !fits(&bytes) {
                let problem = format!("{} is cut short or overwritten", name.display());
                return Err(damaged(dir, &problem));
            }
        }
    }
    Ok(())
}

/// Whether the numbers of a file fit its bytes.
type Fits = fn(&[u8]) -> bool;

fn columns_fit(file: &[u8]) -> bool {
    list_of_columns(file).and_then(blocks_fit).is_some()
}

/// Whether the index of stored documents, which stands behind them, has at least a byte for each of its
/// layers; behind it stand the version, where it begins, and how blocks are pressed.
fn layers_fit(file: &[u8]) -> bool {
    const END: usize = 28;
    let index = || {
        let (rest, end) = file.split_last_chunk::<END>()?;
        let start = usize::try_from(u64::from_le_bytes(*end[4..].first_chunk()?)).ok()?;
        rest.get(start..)
    };
    let fits = |mut index: &[u8]| texts::number(&mut index).is_some_and(|layers| layers <= index.len());
    index().is_some_and(fits)
}

/// Whether the number of these digits, seven bits each, the lowest first, is no greater than `most`.
fn fits(digits: &[u8], most: usize) -> bool {
    let number = digits
        .iter()
        .rev()
        .fold(0_u128, |number, digit| number << 7 | u128::from(digit & 0x7f));
    digits.len() <= 10 && number <= most as u128
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
        if !fits(&block[..digits], block.len() - digits) {
            return None;
        }
        blocks = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks_fit, layers_fit};

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

    #[test]
    fn an_index_of_documents_has_a_byte_for_each_of_its_layers() {
        let store = |number: &[u8], start: u64| {
            let end = [&1_u32.to_le_bytes()[..], &start.to_le_bytes(), &[0; 16]].concat();
            [&[5, 5], number, &[9, 9, 9], &end].concat()
        };
        for (number, start, fits) in [
            (&[0x83][..], 2, true),
            (&[0x84], 2, false),
            (&[3, 0x80], 2, true),
            (&[0x7f, 0x7f, 0x7f, 0x81], 2, false),
            (&[0x7f; 12], 2, false),
            (&[0x83], 99, false),
        ] {
            assert_eq!(layers_fit(&store(number, start)), fits, "{number:?}");
        }
        assert!(!layers_fit(&[]), "nothing");
    }
}
