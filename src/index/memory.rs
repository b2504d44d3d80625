//! What a thread remembers of words, so that each is folded and stemmed once.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, Stemmer, TextAnalyzer,
    TokenStream,
};

use super::analyzer::LONGEST;
use super::terms::Terms;

/// Words remembered: with more, all are forgotten before the next text. Some megabytes a thread.
pub(super) const MOST_WORDS: usize = 1 << 16;
/// Longer texts, in bytes, are forgotten before the next one.
pub(super) const LONGEST_TEXT: usize = 1 << 18;

/// What a thread remembers of words, and the text that it has read last.
#[derive(Default)]
pub(super) struct Memory {
    words: Terms,
    /// What becomes of each word: folded, and its stem.
    pub(super) forms: Vec<(String, String)>,
    pub(super) tokens: Vec<Seen>,
    chains: Chains,
}

/// What becomes of one word, by the engine's own filters.
pub(super) struct Chains {
    folding: TextAnalyzer,
    stemming: TextAnalyzer,
}

/// A run: its bytes, and its place in `forms`, which is none for one that is too long.
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: u32,
}

impl Default for Chains {
    fn default() -> Self {
        Self {
            folding: TextAnalyzer::builder(RawTokenizer::default())
                .filter(RemoveLongFilter::limit(LONGEST))
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter)
                .build(),
            stemming: TextAnalyzer::builder(RawTokenizer::default())
                .filter(Stemmer::new(Language::English))
                .build(),
        }
    }
}

impl Chains {
    /// A word without accents and capitals, and the stem of that.
    pub(super) fn of(&mut self, word: &str) -> (String, String) {
        let folded = first(&mut self.folding, word);
        let stem = first(&mut self.stemming, &folded);
        (folded, stem)
    }
}

impl Memory {
    /// Reads a text: its words are in `tokens` then.
    pub(super) fn read(&mut self, text: &str) {
        let was_long = self.tokens.last().is_some_and(|last| last.end > LONGEST_TEXT);
        if self.forms.len() > MOST_WORDS || was_long {
            *self = Self::default();
        }
        self.tokens.clear();
        let mut from = 0;
        while let Some((start, end)) = run(text, from) {
            from = end;
            let word = match text.get(start..end) {
                Some(word) if word.len() < LONGEST => self.word(word),
                _ => u32::MAX,
            };
            self.tokens.push(Seen { start, end, word });
        }
    }

    /// The place of a word in `forms`.
    fn word(&mut self, own: &str) -> u32 {
        let at = self.words.number(own.as_bytes());
        if at as usize == self.forms.len() {
            self.forms.push(self.chains.of(own));
        }
        at
    }
}

/// The one term that a chain makes of a word.
fn first(chain: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = chain.token_stream(word);
    if stream.advance() {
        std::mem::take(&mut stream.token_mut().text)
    } else {
        String::new()
    }
}

/// Byte range of the first run of letters and digits at or after `from`.
pub(crate) fn run(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = from;
    while inside(text, start, *bytes.get(start)?) == 0 {
        start += width(text, start);
    }
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        match inside(text, end, byte) {
            0 => break,
            width => end += width,
        }
    }
    Some((start, end))
}

/// Bytes of the letter or digit at a place where `byte` stands; 0 where there is none.
#[inline]
fn inside(text: &str, at: usize, byte: u8) -> usize {
    match KINDS[usize::from(byte)] {
        Kind::Other => 0,
        Kind::Letter => 1,
        Kind::Wide => char_at(text, at)
            .filter(|c| c.is_alphanumeric())
            .map_or(0, char::len_utf8),
    }
}

fn width(text: &str, at: usize) -> usize {
    char_at(text, at).map_or(1, char::len_utf8)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// What a byte of a text can begin.
#[derive(Clone, Copy)]
enum Kind {
    Other,
    /// A letter or digit of ASCII.
    Letter,
    /// A character of several bytes.
    Wide,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        if byte >= 128 {
            kinds[byte] = Kind::Wide;
        } else if (byte as u8).is_ascii_alphanumeric() {
            kinds[byte] = Kind::Letter;
        }
        byte += 1;
    }
    kinds
};
