//! What each character means to the query language: the one place that decides it.

use unicode_normalization::char::is_combining_mark;

/// What a character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Parts words: white space, control and direction characters, typographic dashes.
    Space,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A mark that begins or ends a phrase wherever it stands.
    Double,
    /// A mark that can be an apostrophe as well.
    Single,
    /// `|`
    Bar,
    /// Anything else.
    Other,
}

/// The class of a character.
pub fn class(c: char) -> Class {
    match c {
        '(' | '（' => Class::Open,
        ')' | '）' => Class::Close,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' | '〝'
        | '〞' | '〟' => Class::Double,
        '\'' | '‘' | '’' | '‚' | '‛' | '`' | '´' => Class::Single,
        '|' | '｜' => Class::Bar,
        c if is_dash(c) || is_invisible(c) || c.is_whitespace() || c.is_control() => Class::Space,
        _ => Class::Other,
    }
}

/// A dash between clauses, which no keyboard has a key for: it parts words.
pub const fn is_dash(c: char) -> bool {
    matches!(c, '‒' | '–' | '—' | '―')
}

/// A hyphen or minus sign: before a word it excludes the word.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '−' | '－')
}

/// `:` in either width.
pub const fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// `*` in either width.
pub const fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊')
}

/// The words that join others; in lower case they are words like any.
pub fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Part of a searchable word: letters and digits, as the index analyzer has it, and the accents on them.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A letter or digit that stands on its own: NFC may move a mark that is a letter as well.
pub fn begins_word(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// How many words the index analyzer sees in `text`: its runs of letters and digits.
pub fn count_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .count()
}
