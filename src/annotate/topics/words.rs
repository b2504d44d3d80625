//! Words folded for comparison, and the inflected forms a list entry stands for.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{Text, Token, TokenKind};

/// The hash of a word with accents, apostrophes or periods: few, so it may cost an allocation.
#[cold]
fn hash_folded(word: &str) -> u64 {
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '.' | '\'' | '’' | 'ʼ' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .collect();
    let bytes = plain.as_bytes();
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        hash = mix(hash, gather(chunk));
    }
    hash
}

/// The hash of an ASCII word without apostrophe or period, eight letters at a step.
#[inline]
fn hash_plain(bytes: &[u8]) -> Option<u64> {
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let eight = match chunk.try_into() {
            Ok(full) => u64::from_le_bytes(full),
            Err(_) => gather(chunk),
        };
        if eight & each(0x80) != 0 || holds(eight, b'.') || holds(eight, b'\'') {
            return None;
        }
        hash = mix(hash, lower(eight));
    }
    Some(hash)
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
    match (chunk.len(), four(0), chunk.len().checked_sub(4).and_then(four)) {
        (8, Some(a), Some(b)) => u64::from(a) | (u64::from(b) << 32),
        // The second four overlap the first; shifted into place they agree where they do.
        (n, Some(a), Some(b)) => u64::from(a) | (u64::from(b) << (8 * (n - 4))),
        (_, _, _) => chunk.iter().rev().fold(0, |sum, b| (sum << 8) | u64::from(*b)),
    }
}

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Whether one of eight ASCII bytes is `byte`.
const fn holds(eight: u64, byte: u8) -> bool {
    let zeroed = eight ^ each(byte);
    zeroed.wrapping_sub(each(1)) & !zeroed & each(0x80) != 0
}

/// Eight ASCII bytes in lower case.
const fn lower(eight: u64) -> u64 {
    let from_a = eight + each(0x80 - b'A');
    let past_z = eight + each(0x7f - b'Z');
    eight | ((from_a & !past_z & each(0x80)) >> 2)
}

#[inline]
const fn mix(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// A word of a text as the lists see it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// A number for it: case, accents, apostrophes and the periods of acronyms do not count.
    pub hash: u64,
    /// Its token.
    pub token: u32,
    /// Whether a phrase may go on from the word before: nothing stands between them
    /// but a possessive or a hyphen or ampersand without blanks.
    pub joined: bool,
    /// Begins with a capital.
    pub capital: bool,
    /// Is all capitals.
    pub upper: bool,
}

/// The words, numbers and marks of money and share of a text, in order.
pub fn words(text: &Text<'_>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.tokens.len());
    let mut joined = false;
    for (at, token) in text.tokens.iter().enumerate() {
        // Bytes are cut more cheaply than text.
        let bytes = text.source.as_bytes();
        let word = bytes
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default();
        if !counts(word, token) {
            joined = joined && glues(word, token);
            continue;
        }
        words.push(Word {
            hash: hash_plain(word).unwrap_or_else(|| hash_folded(text.word(at))),
            token: at as u32,
            joined: joined && !token.line_start,
            capital: token.capital,
            upper: token.all_caps,
        });
        joined = true;
    }
    words
}

/// Whether a token is a word here: marks of money and share (`%`, `$`, `£`, `€`) are.
#[inline]
fn counts(word: &[u8], token: &Token) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Number => true,
        TokenKind::Possessive => false,
        TokenKind::Mark => matches!(word, b"%" | b"$" | b"\xc2\xa3" | b"\xe2\x82\xac"),
    }
}

fn glues(word: &[u8], token: &Token) -> bool {
    token.kind == TokenKind::Possessive || (!token.spaced && GLUE.contains(&word))
}

/// Marks within a phrase.
const GLUE: [&[u8]; 6] = [b"-", b"&", b"'", "‑".as_bytes(), "–".as_bytes(), "’".as_bytes()];

/// The hash of a word that stands alone.
pub fn hash(word: &str) -> u64 {
    hash_plain(word.as_bytes()).unwrap_or_else(|| hash_folded(word))
}

/// The plural of a noun by the rules of spelling; `None` where it may already be one.
pub fn plural(word: &str) -> Option<String> {
    if word.len() < 3 || word.ends_with('s') || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let sibilant = ["x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e));
    Some(match consonant_y(word) {
        Some(stem) => format!("{stem}ies"),
        None if sibilant => format!("{word}es"),
        None => format!("{word}s"),
    })
}

/// The third person, past and progressive of a regular verb.
pub fn verb_forms(word: &str) -> Vec<String> {
    let mut forms: Vec<String> = plural(word).into_iter().collect();
    if word.ends_with("ss") || word.ends_with("us") {
        forms.push(format!("{word}es"));
    }
    if let Some(stem) = consonant_y(word) {
        forms.extend([format!("{stem}ied"), format!("{word}ing")]);
    } else if let Some(stem) = word.strip_suffix("ie") {
        forms.extend([format!("{word}d"), format!("{stem}ying")]);
    } else if word.ends_with("ee") {
        forms.extend([format!("{word}d"), format!("{word}ing")]);
    } else if let Some(stem) = word.strip_suffix('e') {
        forms.extend([format!("{word}d"), format!("{stem}ing")]);
    } else if doubles(word) {
        let last = &word[word.len() - 1..];
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    } else {
        forms.extend([format!("{word}ed"), format!("{word}ing")]);
    }
    forms
}

fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then_some(stem)
}

/// One vowel before one consonant at the end of a short word: stop, stopped.
fn doubles(word: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let b = word.as_bytes();
    let n = b.len();
    let closed = n >= 3 && !vowel(b[n - 1]) && vowel(b[n - 2]) && !vowel(b[n - 3]);
    closed && !matches!(b[n - 1], b'w' | b'x' | b'y') && b[..n - 2].iter().all(|c| !vowel(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(verb: &str, forms: &str) {
        assert_eq!(verb_forms(verb).join(" "), forms);
    }

    #[test]
    fn inflection() {
        check("invade", "invades invaded invading");
        check("stop", "stops stopped stopping");
        check("bomb", "bombs bombed bombing");
        check("rally", "rallies rallied rallying");
        check("crash", "crashes crashed crashing");
        check("tie", "ties tied tying");
        check("open", "opens opened opening");
        check("pass", "passes passed passing");
        assert_eq!(plural("army").as_deref(), Some("armies"));
        assert_eq!(plural("tax").as_deref(), Some("taxes"));
        assert_eq!(plural("news"), None);
        assert_eq!(plural("covid-19"), None);
    }

    #[test]
    fn folding() {
        assert_eq!(hash("U.S."), hash("us"));
        assert_eq!(hash("État"), hash("etat"));
        assert_eq!(hash("Qur’an"), hash("qur'an"));
        assert_ne!(hash("war"), hash("wars"));
        assert_eq!(hash("WAR"), hash("war"));
        assert_eq!(hash("Mixed-Case[Z@`{"), hash("mixed-case[z@`{"));
        assert_eq!(gather(b"abcdefgh"), u64::from_le_bytes(*b"abcdefgh"));
        assert_eq!(gather(b"abcde"), u64::from_le_bytes(*b"abcde\0\0\0"));
        assert_eq!(gather(b"abc"), u64::from_le_bytes(*b"abc\0\0\0\0\0"));
    }
}
