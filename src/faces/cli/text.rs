//! Text made fit for a terminal: safe, measured, wrapped, coloured.
//!
//! Everything that a person reads goes through a [`Page`], and a page lets no
//! character through that could move the cursor, change colours or turn the
//! direction of the line: articles, file names and queries are other people's words.

use std::borrow::Cow;
use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::PLAIN;
use crate::search::Highlight;

/// How a stream is to be written to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether styles may be used.
    pub colour: bool,
    /// Whether a person sits at the other end.
    pub terminal: bool,
    /// Columns to wrap at; `None` leaves lines whole.
    pub width: Option<usize>,
}

/// Lines being laid out for one stream.
pub struct Page {
    pub look: Look,
    text: String,
    line: Vec<(Style, String)>,
}

impl Page {
    pub fn new(look: Look) -> Self {
        Self {
            look,
            text: String::new(),
            line: Vec::new(),
        }
    }

    /// Adds words to the line; line breaks and tabs in them become spaces.
    pub fn put(&mut self, style: Style, words: &str) -> &mut Self {
        self.line.push((style, printable(words).into_owned()));
        self
    }

    /// Adds a file name, in which a line break is shown as what it is.
    pub fn put_name(&mut self, style: Style, name: &str) -> &mut Self {
        self.line.push((style, printable_name(name).into_owned()));
        self
    }

    /// Adds words of which some are marked: `start` is the place of the first
    /// character in the text that the highlights point into.
    pub fn put_marked(&mut self, words: &str, start: usize, marks: &[Highlight], plain: Style, mark: Style) {
        let mut run = String::new();
        let mut marked = false;
        for (i, c) in words.chars().enumerate() {
            let at = start + i;
            let inside = marks.iter().any(|m| m.start <= at && at < m.end);
            if inside != marked && !run.is_empty() {
                self.put(if marked { mark } else { plain }, &run);
                run.clear();
            }
            marked = inside;
            run.push(c);
        }
        self.put(if marked { mark } else { plain }, &run);
    }

    /// Columns that the line takes so far.
    pub fn columns(&self) -> usize {
        self.line.iter().map(|(_, words)| words.width()).sum()
    }

    /// Ends the line as it is.
    pub fn end(&mut self) {
        let whole: String = self.line.iter().map(|(_, words)| words.as_str()).collect();
        self.emit(0..whole.trim_end().len());
        self.line.clear();
    }

    /// Ends the line, broken between words where the page is narrower.
    pub fn wrap(&mut self, first: &str, rest: &str) {
        let whole: String = self.line.iter().map(|(_, words)| words.as_str()).collect();
        let room = |indent: &str| self.look.width.map(|w| w.saturating_sub(indent.width()).max(20));
        let lines = break_lines(&whole, room(first), room(rest));
        for (i, range) in lines.into_iter().enumerate() {
            self.text.push_str(if i == 0 { first } else { rest });
            self.emit(range);
        }
        self.line.clear();
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// The laid-out text.
    pub fn finish(mut self) -> String {
        if !self.line.is_empty() {
            self.end();
        }
        self.text
    }

    /// Writes the bytes `range` of the line with their styles, and ends it.
    fn emit(&mut self, range: Range<usize>) {
        let mut at = 0;
        for (style, words) in &self.line {
            let (from, to) = (range.start.max(at), range.end.min(at + words.len()));
            if from < to {
                let words = &words[from - at..to - at];
                if self.look.colour && *style != PLAIN {
                    self.text.push_str(&format!("{style}{words}{style:#}"));
                } else {
                    self.text.push_str(words);
                }
            }
            at += words.len();
        }
        self.text.push('\n');
    }
}

/// Byte ranges of the lines into which `text` is broken at spaces; a word wider
/// than a line is cut.
fn break_lines(text: &str, first: Option<usize>, rest: Option<usize>) -> Vec<Range<usize>> {
    let trimmed = |r: Range<usize>| r.start..r.start + text[r].trim_end_matches(' ').len();
    let (Some(first), Some(rest)) = (first, rest) else {
        return vec![trimmed(0..text.len())];
    };
    let mut lines = Vec::new();
    let (mut start, mut columns, mut space) = (0, 0, None);
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        let room = if lines.is_empty() { first } else { rest };
        if c == ' ' {
            space = Some(at + 1);
        } else if wide > 0 && columns + wide > room {
            let next = space.take().unwrap_or(at);
            lines.push(trimmed(start..next));
            start = next;
            columns = text[start..at].width();
        }
        columns += wide;
    }
    lines.push(trimmed(start..text.len()));
    lines
}

/// Words without anything that a terminal would obey; white space becomes a space.
///
/// Control characters, bidirectional overrides and invisible tags are shown as
/// escapes; a pile of combining marks is cut after the eighth.
pub fn printable(words: &str) -> Cow<'_, str> {
    clean(words, true)
}

/// The same for file names, in which every control character is shown.
pub fn printable_name(name: &str) -> Cow<'_, str> {
    clean(name, false)
}

fn clean(words: &str, prose: bool) -> Cow<'_, str> {
    let tame = |c: char| (' '..='~').contains(&c) || (c > '\u{9f}' && !is_wild(c) && c.width() != Some(0));
    if words.chars().all(tame) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut marks = 0;
    for c in words.chars() {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' if prose => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_ascii_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c if is_wild(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            _ if marks > 8 => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Characters above ASCII that act on the line instead of standing in it.
fn is_wild(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// JSON text with the same characters written as escapes, so that a terminal may show it.
pub fn printable_json(json: String) -> String {
    let wild = |c: char| c == '\u{7f}' || is_wild(c);
    if !json.contains(wild) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if wild(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// At most `columns` columns of `text`, with `…` where something was left out.
pub fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    Cow::Owned(format!(
        "{}…",
        text[..end.map_or(text.len(), |(at, _)| at)].trim_end()
    ))
}

/// `1 quote`, `2 quotes`, `1,234 quotes`.
pub fn count(n: u64, one: &str) -> String {
    format!("{} {one}{}", number(n), if n == 1 { "" } else { "s" })
}

/// A number with its thousands set apart.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}

/// A value as it has to be typed in a shell.
pub fn shell_word(word: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "-_./:,@%+=".contains(c);
    if !word.is_empty() && word.chars().all(safe) {
        word.to_owned()
    } else if word.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", word.replace('\'', "'\\''"))
    } else {
        format!("\"{word}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_wild_reaches_a_terminal() {
        assert_eq!(
            printable("a\x1b[31m\nb\u{202e}c\u{9b}é"),
            "a\\x1b[31m b\\u{202e}c\\u{9b}é"
        );
        assert_eq!(printable_name("a\nb"), "a\\nb");
        assert_eq!(
            printable(&format!("z{}", "\u{301}".repeat(500))).chars().count(),
            9
        );
        assert_eq!(
            printable_json("\"\u{202e}\u{e0001}\"".into()),
            r#""\u202e\udb40\udc01""#
        );
    }

    #[test]
    fn lines_break_between_words_and_long_words_are_cut() {
        let broken = |text: &str, width| -> Vec<String> {
            break_lines(text, Some(width), Some(width))
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(broken("one two three", 8), ["one two", "three"]);
        assert_eq!(broken("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(broken("漢字漢字漢字", 4), ["漢字", "漢字", "漢字"]);
        assert_eq!(broken("", 4), [""]);
    }

    #[test]
    fn small_wordings() {
        assert_eq!(shorten("a long headline", 7), "a long…");
        assert_eq!(count(1, "quote"), "1 quote");
        assert_eq!(count(1_234_567, "quote"), "1,234,567 quotes");
        assert_eq!(shell_word("macron"), "macron");
        assert_eq!(shell_word("Emmanuel Macron"), "\"Emmanuel Macron\"");
        assert_eq!(shell_word("it's $5"), "'it'\\''s $5'");
    }
}
