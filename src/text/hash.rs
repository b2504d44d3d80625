//! Words as numbers, eight letters at a step and without allocation for plain words.
//!
//! Two words that differ have different numbers but for an accident of one in 2⁶⁴; words of up to
//! eight letters and equal length never share one. A *plain* word is all ASCII letters and digits.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// The number of a word: case does not count, accents and marks do.
pub fn exact(word: &str) -> u64 {
    if word.is_ascii() {
        return of_bytes(word.as_bytes());
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    of_bytes(lower.as_bytes())
}

/// The number of a word in which case, accents, apostrophes and periods do not count.
/// Plain words have the same number as by [`exact`].
pub fn folded(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if word.is_ascii() {
        let mut kept = [0; 64];
        let mut end = 0;
        for b in bytes.iter().filter(|b| !matches!(b, b'.' | b'\'')) {
            match kept.get_mut(end) {
                Some(place) => *place = *b,
                None => return fold_slowly(word),
            }
            end += 1;
        }
        return of_bytes(&kept[..end]);
    }
    fold_slowly(word)
}

#[cold]
fn fold_slowly(word: &str) -> u64 {
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\'' | '’' | 'ʼ' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .collect();
    of_bytes(plain.as_bytes())
}

/// The run of ASCII letters and digits that begins at `start`: one past its end, and its number.
/// `start` lies inside `bytes`.
#[inline(always)]
pub(super) fn plain_run(bytes: &[u8], start: usize) -> (usize, u64) {
    let eight = load(bytes, start);
    let (bits, small) = letters(eight);
    if bits < 64 && !((eight >> bits) as u8).is_ascii_digit() {
        let length = bits as usize / 8;
        return (start + length, mix(length as u64, small & !(u64::MAX << bits)));
    }
    long_run(bytes, start, bits, small)
}

/// The word of up to seven ASCII letters that begins at `start`: its length, and its letters in lower case.
/// `None` where it is longer, or where a digit or a character of several bytes follows. `start` lies inside `bytes`.
#[inline]
pub fn short_word(bytes: &[u8], start: usize) -> Option<(usize, u64)> {
    let eight = load(bytes, start);
    let (bits, small) = letters(eight);
    let next = eight.checked_shr(bits)? as u8;
    let ends = bits > 0 && next.is_ascii() && !next.is_ascii_digit();
    ends.then_some((bits as usize / 8, small & !(u64::MAX << bits)))
}

/// [`plain_run`] where it has eight letters or more, or digits; `bits` and `first` are what
/// [`letters`] says of its first eight bytes.
fn long_run(bytes: &[u8], start: usize, bits: u32, first: u64) -> (usize, u64) {
    if bits == 64 {
        // Eight letters more are enough for nearly all the rest.
        let eight = load(bytes, start + 8);
        let (bits, small) = letters(eight);
        if bits < 64 && !((eight >> bits) as u8).is_ascii_digit() {
            let length = 8 + bits as usize / 8;
            let hash = mix(length as u64, first);
            let hash = if bits == 0 {
                hash
            } else {
                mix(hash, small & !(u64::MAX << bits))
            };
            return (start + length, hash);
        }
    }
    let mut end = start;
    while end < bytes.len() {
        let more = run(load(bytes, end));
        end += more;
        if more < 8 {
            break;
        }
    }
    (end, of_bytes(&bytes[start..end]))
}

/// The number of a word that is in lower case, or all ASCII, as bytes.
#[inline]
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        hash = mix(hash, lower(gather(chunk)));
    }
    hash
}

/// Eight bytes from `at` on, with zeros past the end.
#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    let rest = &bytes[at..];
    match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => gather(rest),
    }
}

/// Up to eight bytes in one number, missing ones zero.
#[inline]
fn gather(chunk: &[u8]) -> u64 {
    let four = |at: usize| {
        chunk
            .get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .map(u32::from_le_bytes)
    };
    if let Ok(eight) = chunk.try_into() {
        return u64::from_le_bytes(eight);
    }
    match (chunk.len(), four(0), chunk.len().checked_sub(4).and_then(four)) {
        // The second four overlap the first; shifted into place they agree where they do.
        (n, Some(a), Some(b)) => u64::from(a) | (u64::from(b) << (8 * (n - 4))),
        (_, _, _) => chunk.iter().rev().fold(0, |sum, b| (sum << 8) | u64::from(*b)),
    }
}

/// How many bits of eight bytes, from the first on, are ASCII letters; and the eight with those
/// letters in lower case.
#[inline(always)]
const fn letters(eight: u64) -> (u32, u64) {
    let small = eight | (0x20 * ONES);
    let letter = letters_of(small & !HIGH) & !eight & HIGH;
    ((letter ^ HIGH).trailing_zeros() & !7, small)
}

/// Sets the uppermost bit of each byte that is a small letter; of seven bits each.
#[inline(always)]
const fn letters_of(low: u64) -> u64 {
    (low + (0x80 - b'a' as u64) * ONES) & !(low + (0x7f - b'z' as u64) * ONES)
}

/// How many of eight bytes, from the first on, are ASCII letters or digits.
const fn run(eight: u64) -> usize {
    let low = (eight | (0x20 * ONES)) & !HIGH;
    // Digits have the bit already that was set above; control characters have not.
    let digit = (low + (0x80 - b'0' as u64) * ONES) & !(low + (0x7f - b'9' as u64) * ONES) & (eight << 2);
    let plain = (letters_of(low) | digit) & !eight & HIGH;
    (plain ^ HIGH).trailing_zeros() as usize / 8
}

/// ASCII letters of eight bytes in lower case, all other bytes as they are.
#[inline]
const fn lower(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let past_z = low + (0x7f - b'Z' as u64) * ONES;
    eight | ((from_a & !past_z & !eight & HIGH) >> 2)
}

/// One number for a run of words, of the number of those before and that of the next.
#[inline]
pub const fn join(before: u64, next: u64) -> u64 {
    mix(before.rotate_left(5), next)
}

#[inline]
const fn mix(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_counts_and_what_does_not() {
        assert_eq!(folded("U.S."), folded("us"));
        assert_eq!(folded("État"), folded("etat"));
        assert_eq!(folded("Qur’an"), folded("qur'an"));
        assert_ne!(folded("war"), folded("wars"));
        assert_eq!(folded("WAR"), exact("war"));
        assert_eq!(exact("JOSÉ"), exact("josé"));
        assert_ne!(exact("it's"), exact("its"));
        assert_eq!(exact("Mixed-Case[Z@`{"), exact("mixed-case[z@`{"));
        let long = "a.".repeat(80);
        assert_eq!(folded(&long), exact(&"a".repeat(80)));
        assert_eq!(gather(b"abcdefgh"), u64::from_le_bytes(*b"abcdefgh"));
        assert_eq!(gather(b"abcde"), u64::from_le_bytes(*b"abcde\0\0\0"));
        assert_eq!(gather(b"abc"), u64::from_le_bytes(*b"abc\0\0\0\0\0"));
    }

    proptest! {
        #[test]
        fn a_run_ends_at_the_first_other_byte(text in "[a-zA-Z0-9]{1,30}[ -~é’]{0,12}") {
            let (end, hash) = plain_run(text.as_bytes(), 0);
            let expected = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            prop_assert_eq!(end, expected);
            prop_assert_eq!(hash, exact(&text[..end]));
            prop_assert_eq!(hash, folded(&text[..end]));
            let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let whole = text.chars().nth(letters).is_none_or(|c| !c.is_alphanumeric() && c.is_ascii());
            let short = (1..8).contains(&letters) && whole;
            let word = text[..letters].to_ascii_lowercase();
            let expected = short.then(|| (letters, gather(word.as_bytes())));
            prop_assert_eq!(short_word(text.as_bytes(), 0), expected);
        }
    }
}
