//! The words of a text as the lists see them, and the inflected forms a list entry stands for.

use crate::text::{Text, Token, TokenKind, hash};

/// The words of a text in order, as tokens with their numbers, in which case, accents, apostrophes
/// and the periods of acronyms do not count ([`hash::folded`]). Words, numbers and marks of money
/// and share (`%`, `$`, `£`, `€`) are words.
pub fn words(text: &Text<'_>) -> Vec<(usize, u64)> {
    let all = (0..text.tokens.len()).map(|at| (at, hash_at(text, at)));
    all.filter(|(_, hash)| *hash != 0).collect()
}

/// The number of the token at `at` as a word; 0 where it is none.
#[inline]
pub fn hash_at(text: &Text<'_>, at: usize) -> u64 {
    match text.hashes[at] {
        0 => unplain(text, at),
        plain => plain,
    }
}

/// The same for a token that is no plain word.
pub fn unplain(text: &Text<'_>, at: usize) -> u64 {
    let token = &text.tokens[at];
    match token.kind {
        TokenKind::Possessive => 0,
        TokenKind::Mark if !counts(bytes(text, token)) => 0,
        _ => hash::folded(text.word(at)),
    }
}

/// The word, with its number, with which a phrase may go on behind the word at `at`: nothing
/// stands between them but a possessive or a hyphen or ampersand without blanks.
#[inline]
pub fn next(text: &Text<'_>, at: usize) -> Option<(usize, u64)> {
    let next = at + 1;
    match *text.hashes.get(next)? {
        0 => next_unplain(text, next),
        plain => (!text.tokens.get(next)?.line_start).then_some((next, plain)),
    }
}

/// The same from a token on that is no plain word.
fn next_unplain(text: &Text<'_>, from: usize) -> Option<(usize, u64)> {
    for (at, token) in text.tokens.iter().enumerate().skip(from) {
        let hash = hash_at(text, at);
        if hash != 0 {
            return (!token.line_start).then_some((at, hash));
        }
        let glues =
            token.kind == TokenKind::Possessive || !token.spaced && GLUE.contains(&bytes(text, token));
        if !glues {
            return None;
        }
    }
    None
}

/// Bytes are cut more cheaply than text.
fn bytes<'t>(text: &Text<'t>, token: &Token) -> &'t [u8] {
    let bytes = text.source.as_bytes();
    bytes
        .get(token.start as usize..token.end as usize)
        .unwrap_or_default()
}

/// Whether a mark is a word here.
#[inline]
fn counts(mark: &[u8]) -> bool {
    matches!(mark, b"%" | b"$" | b"\xc2\xa3" | b"\xe2\x82\xac")
}

/// Marks within a phrase.
const GLUE: [&[u8]; 6] = [b"-", b"&", b"'", "‑".as_bytes(), "–".as_bytes(), "’".as_bytes()];

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
}
