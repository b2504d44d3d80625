//! Bytes to text: which encoding, then one clean form.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{UTF_16BE, UTF_16LE};
use unicode_normalization::UnicodeNormalization;

/// A text with more control characters than one in so many is no text.
const CONTROLS_ONE_IN: usize = 10;
/// Nor is one that keeps more than one undecodable character in so many.
const BROKEN_ONE_IN: usize = 50;
/// The detector hears at most so many bytes, from shortly before the first that is not ASCII.
const DETECT: usize = 64 << 10;

/// Decodes a file: by its byte order mark, as UTF-8, else by detection; then
/// line ends become `\n`, letters are composed (NFC), control characters other
/// than `\n` and tab become spaces, soft hyphens and stray marks of byte order go.
///
/// ```
/// use onrecord::corpus::decode;
/// assert_eq!(decode(b"\xEF\xBB\xBFHe said\r\n\x93yes\x94\r").unwrap(), "He said\n\u{201c}yes\u{201d}\n");
/// assert_eq!(decode(b"a\x1b[31mb").unwrap(), "a [31mb");
/// assert_eq!(decode(b"\x7fELF\0\0\0").unwrap_err(), "binary file");
/// ```
///
/// # Errors
/// Why the bytes are no text, in plain words.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    let text = to_unicode(bytes)?;
    clean(text)
}

fn to_unicode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or_detected(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
        return utf_32(rest, u32::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xFE\xFF") {
        return utf_32(rest, u32::from_be_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return accept(UTF_16LE.decode_without_bom_handling(rest).0);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return accept(UTF_16BE.decode_without_bom_handling(rest).0);
    }
    if memchr::memchr(0, bytes).is_some() {
        return utf_16_by_zeros(bytes).ok_or_else(binary)?;
    }
    utf8_or_detected(bytes)
}

fn binary() -> String {
    "binary file".to_owned()
}

fn utf8_or_detected(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    if is_mostly_utf8(bytes) {
        return accept(String::from_utf8_lossy(bytes));
    }
    let from = error.valid_up_to().saturating_sub(1024);
    let sample = &bytes[from..bytes.len().min(from + DETECT)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    accept(encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-8 that was cut, or met a few foreign bytes: well-formed sequences
/// outnumber broken ones by far. Taken for another encoding, every quotation
/// mark in it would turn into three letters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 1 && cut_at_the_end(bytes) || good > 2 * bad
}

fn cut_at_the_end(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| {
        // A lone last byte of another encoding looks the same: ask for two.
        error.error_len().is_none() && bytes.len() - error.valid_up_to() > 1
    })
}

/// Text of Latin letters in UTF-16 without a mark has a zero in nearly every
/// second byte, and none in the others.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<Result<Cow<'_, str>, String>> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let many = sample.len() / 2 * 7 / 10;
    let few = sample.len() / 200;
    if sample.len() < 8 {
        return None;
    }
    let encoding = match (high, low) {
        (h, l) if l >= many && h <= few => UTF_16LE,
        (h, l) if h >= many && l <= few => UTF_16BE,
        _ => return None,
    };
    Some(accept(encoding.decode_without_bom_handling(bytes).0))
}

fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Result<Cow<'_, str>, String> {
    let (units, _) = bytes.as_chunks::<4>();
    let character = |four: &[u8; 4]| char::from_u32(unit(*four)).unwrap_or(char::REPLACEMENT_CHARACTER);
    accept(Cow::Owned(units.iter().map(character).collect()))
}

/// Refuses a decoded text that lost too much.
fn accept(text: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    let broken = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
    if broken > 4 && broken > text.len() / BROKEN_ONE_IN {
        return Err("its character encoding cannot be told".to_owned());
    }
    Ok(text)
}

fn clean(text: Cow<'_, str>) -> Result<String, String> {
    let dirt = Dirt::of(text.as_bytes());
    if dirt.controls > 4 && dirt.controls > text.len() / CONTROLS_ONE_IN || dirt.zeros {
        return Err(binary());
    }
    let text = if dirt.any { scrub(&text) } else { text.into_owned() };
    if dirt.maybe_not_nfc && !unicode_normalization::is_nfc(&text) {
        return Ok(text.nfc().collect());
    }
    Ok(text)
}

/// Bytes that never need a second look: letters and marks of ASCII, second bytes
/// of longer characters, first bytes of Latin letters with accents.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = matches!(byte as u8, b'\t' | b'\n' | 0x20..=0x7E | 0x80..=0xC1 | 0xC3..=0xCB);
        byte += 1;
    }
    plain
};

/// What one pass over the bytes tells.
#[derive(Default)]
struct Dirt {
    any: bool,
    zeros: bool,
    controls: usize,
    maybe_not_nfc: bool,
}

impl Dirt {
    fn of(bytes: &[u8]) -> Self {
        let mut dirt = Self::default();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            // Most of a text is plain for long.
            if let Some(many) = bytes[at..].first_chunk::<32>()
                && many
                    .iter()
                    .fold(true, |plain, byte| plain & matches!(byte, 0x20..=0x7E))
            {
                at += many.len();
                continue;
            }
            at += 1;
            if PLAIN[usize::from(*byte)] {
                continue;
            }
            match byte {
                b'\r' => dirt.any = true,
                0..=0x1F | 0x7F => {
                    dirt.any = true;
                    dirt.zeros |= *byte == 0;
                    dirt.controls += usize::from(!matches!(byte, 0x0B | 0x0C));
                }
                // U+0080..9F are controls, U+00AD is the soft hyphen.
                0xC2 => dirt.any |= bytes.get(at).is_some_and(|next| *next < 0xA0 || *next == 0xAD),
                // Typographic marks; below them odd spaces, which normalise, and among them line separators.
                0xE2 if bytes.get(at) == Some(&0x80) => match bytes.get(at + 1) {
                    Some(0x80 | 0x81) => dirt.maybe_not_nfc = true,
                    Some(0xA8 | 0xA9) => dirt.any = true,
                    _ => {}
                },
                0xEF => {
                    dirt.any |= bytes.get(at..at + 2) == Some(b"\xBB\xBF");
                    dirt.maybe_not_nfc = true;
                }
                _ => dirt.maybe_not_nfc = true,
            }
        }
        dirt
    }
}

fn scrub(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                clean.push('\n');
            }
            // Page breaks and the line ends of other systems.
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' | '\n' => clean.push(character),
            '\u{AD}' | '\u{FEFF}' => {}
            _ if character.is_control() => clean.push(' '),
            _ => clean.push(character),
        }
    }
    clean
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
