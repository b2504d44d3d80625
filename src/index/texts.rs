//! The texts that are stored of a document, read from the engine's bytes.
//!
//! The engine's own reader sets memory aside for as long a text as a number in the file says: one
//! flipped bit could ask for all there is. Here every length is compared with what is there, and no
//! text is copied. All stored fields of this index are texts (`schema`).

use std::ops::ControlFlow;

use tantivy::schema::Field;

/// The stored texts of one document.
pub struct Texts<'b> {
    found: Vec<(Field, &'b str)>,
}

/// What the engine writes before a text.
const TEXT: u8 = 0;

impl<'b> Texts<'b> {
    /// Reads the bytes of a document as a store gives them.
    ///
    /// # Errors
    /// A message where they are not those of a document of ours.
    pub fn read(bytes: &'b [u8]) -> Result<Self, String> {
        Self::parse(bytes).ok_or_else(|| "a stored document is cut short or overwritten".to_owned())
    }

    /// The number of texts; of each its field, what it is, its length and its bytes.
    fn parse(mut bytes: &'b [u8]) -> Option<Self> {
        let count = number(&mut bytes)?;
        // A text takes six bytes at least.
        let mut found = Vec::with_capacity(count.min(bytes.len() / 6));
        for _ in 0..count {
            let (field, rest) = bytes.split_first_chunk()?;
            let (kind, mut rest) = rest.split_first()?;
            let length = number(&mut rest)?;
            let (text, rest) = rest.split_at_checked(length).filter(|_| *kind == TEXT)?;
            found.push((
                Field::from_field_id(u32::from_le_bytes(*field)),
                str::from_utf8(text).ok()?,
            ));
            bytes = rest;
        }
        Some(Self { found })
    }

    /// The first text of a field; nothing where there is none.
    pub fn first(&self, field: Field) -> &'b str {
        self.all(field).next().unwrap_or_default()
    }

    /// The texts of a field.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &'b str> {
        self.found
            .iter()
            .filter(move |(f, _)| *f == field)
            .map(|(_, text)| *text)
    }
}

/// Takes a number: seven bits a byte, the lowest first, the last byte marked.
pub(super) fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number: u64 = 0;
    let taken = bytes.iter().take(10).enumerate().try_for_each(|(at, byte)| {
        number |= u64::from(byte & 0x7f) << (7 * at);
        match byte {
            0x80.. => ControlFlow::Break(at + 1),
            _ => ControlFlow::Continue(()),
        }
    });
    let taken = taken.break_value()?;
    *bytes = &bytes[taken..];
    usize::try_from(number).ok()
}

/// Puts a number, as [`number`] takes it.
pub(super) fn write_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number as u8 & 0x7f);
        number >>= 7;
    }
    bytes.push(number as u8 | 0x80);
}

/// Puts a text of a field, as [`Texts`] reads it.
pub(super) fn write_text(field: Field, text: &str, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&field.field_id().to_le_bytes());
    bytes.push(TEXT);
    write_number(text.len(), bytes);
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::directory::OwnedBytes;
    use tantivy::schema::{STORED, Schema};
    use tantivy::{Index, TantivyDocument};

    /// The bytes of a document with these texts in fields 0 and 1.
    fn stored(texts: &[(u32, &str)]) -> OwnedBytes {
        let mut schema = Schema::builder();
        schema.add_text_field("a", STORED);
        schema.add_text_field("b", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
        let mut document = TantivyDocument::default();
        for (field, text) in texts {
            document.add_text(Field::from_field_id(*field), text);
        }
        writer.add_document(document).expect("added");
        writer.commit().expect("committed");
        let searcher = index.reader().expect("a reader").searcher();
        let store = searcher.segment_reader(0).get_store_reader(1).expect("a store");
        store.get_document_bytes(0).expect("a document")
    }

    #[test]
    fn texts_come_back_as_the_engine_has_written_them() {
        let long = "é".repeat(70_000);
        let all = [(0, "one"), (1, long.as_str()), (1, ""), (0, "two")];
        let bytes = stored(&all);
        let texts = Texts::read(&bytes).expect("texts");
        let of = |field| texts.all(Field::from_field_id(field)).collect::<Vec<_>>();
        assert_eq!((of(0), of(1)), (vec!["one", "two"], vec![long.as_str(), ""]));
        let mut own = Vec::new();
        write_number(all.len(), &mut own);
        for (field, text) in all {
            write_text(Field::from_field_id(field), text, &mut own);
        }
        assert_eq!(own, bytes.as_slice(), "and are written so");
        assert_eq!(texts.first(Field::from_field_id(7)), "");
    }

    #[test]
    fn no_byte_is_trusted() {
        let good = stored(&[(0, "a headline"), (1, "words")]).to_vec();
        for at in 0..good.len() {
            assert!(Texts::read(&good[..at]).is_err(), "cut at {at}");
            for byte in 0..=255 {
                let mut bad = good.clone();
                bad[at] = byte;
                let _ = Texts::read(&bad);
            }
        }
        for length in [&[0x7f; 9][..], &[0x7f; 12], &[0x7f, 0x7f, 0x7f, 0x81]] {
            let bad = [&[0x81, 0, 0, 0, 0, TEXT], length, b"words"].concat();
            assert!(Texts::read(&bad).is_err(), "{length:?}");
        }
    }
}
