//! Words, numbers and marks as byte ranges, in one pass.

use super::{abbreviations, hash};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes between letters (`O’Malley`), the periods of
    /// acronyms and abbreviations (`U.S.`, `Mr.`, `V.`), digits after letters (`G20`).
    Word,
    /// Begins with a digit: `2025`, `3,000`, `2.5`, `1st`.
    Number,
    /// `’s` or `'s` after a word, or the bare apostrophe is left as a mark.
    Possessive,
    /// One character that is none of these: punctuation, symbols, quotation marks.
    Mark,
}

/// One token: a byte range with what a rule asks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Begins with an upper-case letter.
    pub capital: bool,
    /// Two letters or more, all of them upper-case.
    pub all_caps: bool,
    /// White space (or the text's start) stands before it.
    pub spaced: bool,
    /// First token of its line.
    pub line_start: bool,
}

impl Token {
    /// Whether it has so many bytes.
    pub const fn is_long(&self, bytes: u32) -> bool {
        self.end - self.start == bytes
    }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Lead {
    Blank,
    Letter,
    Digit,
    /// Punctuation of ASCII, apostrophe apart: a token by itself.
    Mark,
    /// Whatever needs a look at the character.
    Other,
}

const LEADS: [Lead; 256] = {
    let mut leads = [Lead::Other; 256];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        leads[b] = if byte == b' ' {
            Lead::Blank
        } else if byte.is_ascii_alphabetic() {
            Lead::Letter
        } else if byte.is_ascii_digit() {
            Lead::Digit
        } else if byte.is_ascii_punctuation() && byte != b'\'' {
            Lead::Mark
        } else {
            Lead::Other
        };
        b += 1;
    }
    leads
};

/// Cuts `source` into tokens. White space gives none; every other character is in exactly one.
/// With every token comes its number ([`hash`]) where it is plain, else 0.
pub fn tokenize(source: &str) -> (Vec<Token>, Vec<u64>) {
    let bytes = source.as_bytes();
    let mut tokens = Vec::with_capacity(source.len() / 5 + 8);
    let mut hashes = Vec::with_capacity(source.len() / 5 + 8);
    let mut at = 0;
    let mut spaced = true;
    let mut line_start = true;
    while at < bytes.len() {
        let first = bytes[at];
        let (end, kind, capital, hash) = match LEADS[usize::from(first)] {
            Lead::Blank => {
                spaced = true;
                at += 1;
                continue;
            }
            Lead::Letter => {
                let (end, hash) = word(source, at);
                (end, TokenKind::Word, first.is_ascii_uppercase(), hash)
            }
            Lead::Digit => {
                let (end, hash) = number(source, at);
                (end, TokenKind::Number, false, hash)
            }
            Lead::Mark => (at + 1, TokenKind::Mark, false, 0),
            Lead::Other => {
                let (c, width) = char_at(source, at);
                if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
                    spaced = true;
                    line_start |= c == '\n';
                    at += width;
                    continue;
                }
                let (end, kind) = if c.is_alphabetic() {
                    (word_end(source, at), TokenKind::Word)
                } else if c.is_numeric() {
                    (number_end(source, at), TokenKind::Number)
                } else if is_apostrophe(c)
                    && !spaced
                    && follows_word(&tokens)
                    && possessive(source, at + width)
                {
                    (at + width + 1, TokenKind::Possessive)
                } else {
                    (at + width, TokenKind::Mark)
                };
                (end, kind, c.is_uppercase(), 0)
            }
        };
        let all_caps = capital && kind == TokenKind::Word && is_all_caps(&source[at..end]);
        tokens.push(Token {
            start: at as u32,
            end: end as u32,
            kind,
            capital,
            all_caps,
            spaced,
            line_start,
        });
        hashes.push(hash);
        spaced = false;
        line_start = false;
        at = end;
    }
    (tokens, hashes)
}

/// The end of the word whose first letter, of ASCII, is at `start`, with its number.
#[inline]
fn word(source: &str, start: usize) -> (usize, u64) {
    let bytes = source.as_bytes();
    let (run, hash) = hash::plain_run(bytes, start);
    // What stands behind nearly every word cannot go on with it.
    let end = match bytes.get(run) {
        Some(b'.') if run - start > 1 => {
            run + usize::from(abbreviations::is_abbreviation(&source[start..run]))
        }
        Some(b'.' | b'\'' | 0x80..) => word_end(source, start),
        _ => return (run, hash),
    };
    (end, if end == run { hash } else { 0 })
}

/// The end of the number whose first digit is at `start`, with its own number.
#[inline]
fn number(source: &str, start: usize) -> (usize, u64) {
    let bytes = source.as_bytes();
    let (run, hash) = hash::plain_run(bytes, start);
    let end = match bytes.get(run) {
        Some(b',' | b'.' | b':' | 0x80..) => number_end(source, start),
        _ => return (run, hash),
    };
    (end, if end == run { hash } else { 0 })
}

fn char_at(source: &str, at: usize) -> (char, usize) {
    let b = source.as_bytes()[at];
    if b < 0x80 {
        return (b as char, 1);
    }
    match source[at..].chars().next() {
        Some(c) => (c, c.len_utf8()),
        None => ('\0', 1),
    }
}

pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn follows_word(tokens: &[Token]) -> bool {
    tokens
        .last()
        .is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
}

/// Whether a lone `s` begins at byte `at`.
fn possessive(source: &str, at: usize) -> bool {
    let mut rest = source[at..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(|c| c.is_alphanumeric())
}

/// ASCII letters and digits.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0;
    while b < 128 {
        plain[b] = (b as u8).is_ascii_alphanumeric();
        b += 1;
    }
    plain
};

fn word_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    let mut letters_since_period = 0;
    let mut dotted = false;
    while at < bytes.len() {
        // Plain letters and digits are nearly everything.
        let plain = bytes[at..].iter().take_while(|b| PLAIN[usize::from(**b)]).count();
        if plain > 0 {
            letters_since_period += plain;
            at += plain;
            continue;
        }
        let (c, width) = char_at(source, at);
        if c.is_alphanumeric() || is_combining(c) {
            letters_since_period += 1;
            at += width;
        } else if is_apostrophe(c) && at > start {
            let next = at + width;
            let joined = source[next..].chars().next().is_some_and(char::is_alphabetic);
            if !joined || possessive(source, next) {
                break;
            }
            letters_since_period = 2;
            at = next;
        } else if c == '.' && letters_since_period == 1 && (dotted || at - start <= 4) {
            // A single letter before the period: an initial ("V.") or an acronym ("U.S.").
            let single = source[start..at]
                .chars()
                .next_back()
                .is_some_and(|l| l.is_uppercase() || dotted)
                || next_is_dotted_letter(source, at + 1);
            if !single {
                break;
            }
            dotted = true;
            letters_since_period = 0;
            at += 1;
        } else {
            break;
        }
    }
    if !dotted && bytes.get(at) == Some(&b'.') && abbreviations::is_abbreviation(&source[start..at]) {
        at += 1;
    }
    at
}

/// `.m.` of "a.m." at byte `at`.
fn next_is_dotted_letter(source: &str, at: usize) -> bool {
    let b = source.as_bytes();
    b.get(at).is_some_and(u8::is_ascii_alphabetic) && b.get(at + 1) == Some(&b'.')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

fn number_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let (c, width) = char_at(source, at);
        let inner =
            matches!(c, ',' | '.' | ':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && at > start;
        if c.is_alphanumeric() || inner {
            at += width;
        } else {
            break;
        }
    }
    at
}

fn is_all_caps(word: &str) -> bool {
    // Nearly all capitalised words go on in lower case.
    if word.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return false;
    }
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(source: &str, expected: &[&str]) {
        let words: Vec<_> = tokenize(source)
            .0
            .iter()
            .map(|t| &source[t.start as usize..t.end as usize])
            .collect();
        assert_eq!(words, expected, "{source:?}");
    }

    #[test]
    fn words_names_and_acronyms() {
        check("Mr. O’Malley’s plan", &["Mr.", "O’Malley", "’s", "plan"]);
        check("the U.S.-led effort", &["the", "U.S.", "-", "led", "effort"]);
        check("Vladimir V. Putin.", &["Vladimir", "V.", "Putin", "."]);
        check("don't, he said", &["don't", ",", "he", "said"]);
        check("At 9 a.m. on Dec. 1", &["At", "9", "a.m.", "on", "Dec.", "1"]);
        check(
            "$3,000.50 rose 2.5%.",
            &["$", "3,000.50", "rose", "2.5", "%", "."],
        );
        check("“not over yet.”", &["“", "not", "over", "yet", ".", "”"]);
        check("the workers’ union", &["the", "workers", "’", "union"]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_token(source in "\\PC{0,60}|[a-zA-Z .'’“”\\n]{0,80}") {
            let mut at = 0;
            for t in tokenize(&source).0 {
                let (start, end) = (t.start as usize, t.end as usize);
                prop_assert!(start < end && start >= at);
                prop_assert!(source.get(start..end).is_some());
                let invisible = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
                prop_assert!(source[at..start].chars().all(invisible));
                at = end;
            }
        }
    }
}
