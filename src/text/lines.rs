//! Line breaks inside sentences: text that was folded to a width, or broken at a link.
//!
//! A line break ends a paragraph, but not where a long line stops in mid-sentence and the next goes
//! on in small letters: "some flights cancelled due to poor visibility at London⏎airports." Where a
//! text has been folded so, a line of about its width may go on with a capital, too.

use std::borrow::Cow;

/// A shorter line is a heading, a row of a table or a verse.
const LONG: usize = 50;

/// Words of the text as one line with single spaces, where a line break or more spaces stand between them.
pub fn one_line(words: &str) -> Cow<'_, str> {
    let (mut before, mut odd) = (b' ', false);
    for byte in words.bytes() {
        odd |= byte == b'\n' || byte == b' ' && before == b' ';
        before = byte;
    }
    if odd {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}

/// What is known of the lines of a text while it is read.
#[derive(Default)]
pub struct Lines {
    /// The first byte of the line that is read.
    start: usize,
    /// Bytes of the longest line that went on in the next.
    width: usize,
}

impl Lines {
    /// Whether the line break at byte `at` ends a paragraph; to be asked once for each, in order.
    pub fn ends(&mut self, bytes: &[u8], at: usize) -> bool {
        let line = bytes[self.start..at].trim_ascii();
        self.start = at + 1;
        let last = line.last().copied().unwrap_or(b'.');
        if line.len() < LONG || !(last.is_ascii_alphanumeric() || last == b',') {
            return true;
        }
        let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r');
        let next = bytes[at + 1..]
            .iter()
            .find(|b| !blank(b))
            .copied()
            .unwrap_or(b'\n');
        if next.is_ascii_lowercase() {
            self.width = self.width.max(line.len());
            return false;
        }
        // A word is about eight bytes: one more had no room.
        let folded = self.width > 0 && line.len() + 8 >= self.width;
        !(folded && (next.is_ascii_alphanumeric() || matches!(next, b'"' | b'$') || next >= 0x80))
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn check(source: &str, paragraphs: usize) {
        assert_eq!(Text::new(source).paragraphs().len(), paragraphs, "{source:?}");
    }

    #[test]
    fn a_folded_line_goes_on() {
        check(
            "Fog has affected travel in southern England with visibility poor at London\n airports.\nFerries run.",
            2,
        );
        check(
            "Fog has affected travel in southern England and the visibility is poor in\nall of it. The airport of \
             the city told all of its passengers that on\nSunday it will open.",
            1,
        );
    }

    #[test]
    fn headings_rows_and_whole_sentences_end() {
        check("net loss 5.1 mln\nshares 4 mln", 2);
        check(
            "Fog has affected travel in southern England with visibility poor at Dover.\nit said",
            2,
        );
        check(
            "Fog has affected travel in southern England with visibility poor at Dover\n\nand the sea",
            2,
        );
        check(
            "Fog has affected travel in southern England with visibility poor at Dover\nFerries run.",
            2,
        );
    }
}
