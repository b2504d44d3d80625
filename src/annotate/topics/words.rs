//! Words folded for comparison, and the inflected forms a list entry stands for.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{Text, Token, TokenKind};

/// A number for a word: case, accents, apostrophes and the periods of acronyms do not count.
pub fn hash(word: &str) -> u64 {
    if word.is_ascii() {
        return fold_bytes(word.bytes());
    }
    let plain: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '’' | 'ʼ' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .collect();
    fold_bytes(plain.bytes())
}

fn fold_bytes(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for b in bytes {
        if b != b'.' && b != b'\'' {
            h = (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        }
    }
    h
}

/// Whether a token can be a word of a list: words, numbers, and the marks of money and share.
pub fn counts(text: &Text<'_>, at: usize, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Number => true,
        TokenKind::Possessive => false,
        TokenKind::Mark => matches!(text.word(at), "%" | "$" | "£" | "€"),
    }
}

/// The token that goes on with a phrase after token `at`: the next word of the
/// line, over a possessive, or over a hyphen or ampersand without blanks.
pub fn next_in_phrase(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    let mut token = text.tokens.get(next)?;
    let glue = |t: &Token, word: &str| {
        t.kind == TokenKind::Possessive || (!t.spaced && matches!(word, "-" | "‑" | "–" | "&" | "’" | "'"))
    };
    if glue(token, text.word(next)) {
        next += 1;
        token = text.tokens.get(next)?;
    }
    (!token.line_start && counts(text, next, token)).then_some(next)
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
    }
}
