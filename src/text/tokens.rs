//! Words, numbers and marks as byte ranges, in one pass.

use super::ends::{char_at, is_all_caps, is_apostrophe, number_end, possessive, word_behind, word_end};
use super::hash;
use super::lines::Lines;
use super::words::{self, Class};

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
    /// First token of its line, unless that goes on with the line before ([`super::lines`]).
    pub line_start: bool,
}

impl Token {
    /// What stands where no token has been put yet.
    const NONE: Self = Self {
        start: 0,
        end: 0,
        kind: TokenKind::Mark,
        capital: false,
        all_caps: false,
        spaced: false,
        line_start: false,
    };

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
    /// Punctuation of ASCII, those below apart: a token by itself.
    Mark,
    /// A mark that may end a sentence.
    Stop,
    /// A mark that may be one of quotation; the apostrophe needs a look around it.
    Quote,
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
        } else if matches!(byte, b'.' | b'!' | b'?') {
            Lead::Stop
        } else if matches!(byte, b'"' | b'`') {
            Lead::Quote
        } else if byte.is_ascii_punctuation() && byte != b'\'' {
            Lead::Mark
        } else {
            Lead::Other
        };
        b += 1;
    }
    leads
};

/// The tokens of a text, and which of them later steps need to look at.
#[derive(Default)]
pub struct Tokens {
    /// In order.
    pub tokens: Vec<Token>,
    /// The number of each token that is plain ([`hash`]), else 0.
    pub hashes: Vec<u64>,
    /// Word classes of each token.
    pub classes: Vec<Class>,
    /// Words that begin with a capital.
    pub capitals: Vec<u32>,
    /// Words that may report, and "he" and "she".
    pub listed: Vec<u32>,
    /// Tokens at which a line begins or a sentence may end.
    pub stops: Vec<u32>,
    /// Tokens that may be quotation marks.
    pub quotes: Vec<u32>,
}

impl Tokens {
    fn reserve(&mut self, count: usize) {
        self.tokens.reserve(count);
        self.hashes.reserve(count);
        self.classes.reserve(count);
    }

    /// Takes over the first `count` of a batch.
    fn append(&mut self, batch: &Batch, count: usize) {
        self.tokens.extend_from_slice(&batch.tokens[..count]);
        self.hashes.extend_from_slice(&batch.hashes[..count]);
        self.classes.extend_from_slice(&batch.classes[..count]);
    }
}

const BATCH: usize = 64;

/// Tokens that have been read and not yet put behind the others: to fill three small arrays costs
/// less than to ask three long lists for room at every token.
struct Batch {
    tokens: [Token; BATCH],
    hashes: [u64; BATCH],
    classes: [Class; BATCH],
}

/// Cuts `source` into tokens, added to `out`, which is empty. White space gives none; every other
/// character is in exactly one.
pub fn tokenize(source: &str, out: &mut Tokens) {
    let bytes = source.as_bytes();
    let table = words::table();
    out.reserve(source.len() / 5 + 8);
    let mut batch = Batch {
        tokens: [Token::NONE; BATCH],
        hashes: [0; BATCH],
        classes: [Class::default(); BATCH],
    };
    // How many tokens are put away, and how many are in the batch.
    let (mut done, mut count) = (0, 0);
    let mut at = 0;
    let mut spaced = true;
    let mut line_start = true;
    let mut lines = Lines::default();
    let mut before = TokenKind::Mark;
    while let Some(&first) = bytes.get(at) {
        if count == BATCH {
            out.append(&batch, count);
            done += count;
            count = 0;
        }
        let index = (done + count) as u32;
        let (mut capital, mut all_caps) = (false, false);
        let mut class = Class::default();
        let (end, kind, hash) = match LEADS[usize::from(first)] {
            Lead::Blank => {
                spaced = true;
                at += 1;
                continue;
            }
            Lead::Letter => {
                let (run, hash) = hash::plain_run(bytes, at);
                // What stands behind nearly every run cannot go on with it.
                let (end, hash) = match bytes.get(run) {
                    Some(b' ' | b',' | b'\n' | b'"' | b')' | b'-') | None => (run, hash),
                    Some(next) => {
                        let end = word_behind(source, at, run, *next);
                        if end > run && bytes[end - 1] == b'.' {
                            out.stops.push(index);
                        }
                        (end, if end == run { hash } else { 0 })
                    }
                };
                capital = first < b'a';
                if capital {
                    out.capitals.push(index);
                    // Nearly all capitalised words go on in lower case.
                    all_caps =
                        end > at + 1 && !bytes[at + 1].is_ascii_lowercase() && is_all_caps(&source[at..end]);
                }
                class = words::class_of(table, &bytes[at..end], hash, capital);
                if class.any(Class::LISTED) {
                    out.listed.push(index);
                }
                (end, TokenKind::Word, hash)
            }
            Lead::Digit => {
                let (run, hash) = hash::plain_run(bytes, at);
                let end = match bytes.get(run) {
                    Some(b',' | b'.' | b':' | 0x80..) => number_end(source, at),
                    _ => run,
                };
                (end, TokenKind::Number, if end == run { hash } else { 0 })
            }
            Lead::Mark => {
                if first == b'&' {
                    class = Class::CONJUNCTION;
                }
                (at + 1, TokenKind::Mark, 0)
            }
            Lead::Stop => {
                out.stops.push(index);
                (at + 1, TokenKind::Mark, 0)
            }
            Lead::Quote => {
                out.quotes.push(index);
                (at + 1, TokenKind::Mark, 0)
            }
            Lead::Other => {
                let (c, width) = char_at(source, at);
                if c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' {
                    spaced = true;
                    line_start |= c == '\n' && lines.ends(bytes, at);
                    at += width;
                    continue;
                }
                let behind_word = !spaced && matches!(before, TokenKind::Word | TokenKind::Number);
                let (end, kind) = other(source, at, c, behind_word);
                match kind {
                    TokenKind::Word => {
                        capital = c.is_uppercase();
                        if capital {
                            out.capitals.push(index);
                            all_caps = is_all_caps(&source[at..end]);
                        }
                        class = words::class_of(table, &bytes[at..end], 0, capital);
                        if class.any(Class::LISTED) {
                            out.listed.push(index);
                        }
                    }
                    TokenKind::Mark => out.quotes.push(index),
                    TokenKind::Number | TokenKind::Possessive => {}
                }
                if kind != TokenKind::Number {
                    out.stops.push(index);
                }
                (end, kind, 0)
            }
        };
        if line_start && out.stops.last() != Some(&index) {
            out.stops.push(index);
        }
        let place = count % BATCH;
        batch.tokens[place] = Token {
            start: at as u32,
            end: end as u32,
            kind,
            capital,
            all_caps,
            spaced,
            line_start,
        };
        batch.hashes[place] = hash;
        batch.classes[place] = class;
        count += 1;
        before = kind;
        line_start = false;
        // One space behind a word is the rule.
        spaced = bytes.get(end) == Some(&b' ');
        at = end + usize::from(spaced);
    }
    out.append(&batch, count);
}

/// The end and the kind of a token that begins with `c`, no plain letter, digit or mark.
/// `behind_word`: it stands right behind a word or a number.
fn other(source: &str, at: usize, c: char, behind_word: bool) -> (usize, TokenKind) {
    let width = c.len_utf8();
    // Dashes, curly marks and the like are asked for most.
    let punctuation = matches!(c, '\u{2010}'..='\u{2027}');
    if !punctuation && c.is_alphabetic() {
        (word_end(source, at), TokenKind::Word)
    } else if !punctuation && c.is_numeric() {
        (number_end(source, at), TokenKind::Number)
    } else if is_apostrophe(c) && behind_word && possessive(source, at + width) {
        (at + width + 1, TokenKind::Possessive)
    } else {
        (at + width, TokenKind::Mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(source: &str) -> Vec<Token> {
        let mut out = Tokens::default();
        tokenize(source, &mut out);
        out.tokens
    }

    fn check(source: &str, expected: &[&str]) {
        let words: Vec<_> = cut(source)
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
            for t in cut(&source) {
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
