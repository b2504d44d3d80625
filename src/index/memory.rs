//! What a thread remembers of words and texts, so that each is looked at once.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, Stemmer, TextAnalyzer,
    TokenStream,
};

use super::analyzer::LONGEST;

/// Words remembered: with more, all are forgotten before the next text. Some megabytes a thread.
pub(super) const MOST_WORDS: usize = 1 << 16;
/// Longer texts, in bytes, are forgotten before the next one.
pub(super) const LONGEST_TEXT: usize = 1 << 18;

/// What a thread remembers of words and texts.
pub(super) struct Memory {
    /// Hash of a word, and its place in `words` plus one, 0 where there is none. A power of two, at most half full.
    slots: Vec<(u32, u32)>,
    pub(super) words: Vec<Word>,
    /// The letters of all words: each as it stands, folded, and its stem.
    pub(super) letters: String,
    /// The last texts: a headline and a body, each read for both chains.
    pub(super) readings: [Reading; 2],
    /// Which of them is the older one.
    older: usize,
    chains: Chains,
}

/// What becomes of one word, by the engine's own filters.
pub(super) struct Chains {
    folding: TextAnalyzer,
    stemming: TextAnalyzer,
}

/// A text, and its runs of letters and digits.
#[derive(Default)]
pub(super) struct Reading {
    text: String,
    pub(super) tokens: Vec<Seen>,
}

/// A run: its bytes, and its place in `words`, which is none for one that is too long.
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: u32,
}

/// Where the letters of a word stand: its own, the folded ones, those of the stem.
pub(super) struct Word {
    start: u32,
    own: u16,
    folded: u16,
    stem: u16,
}

impl Word {
    fn own(&self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.own)
    }

    pub(super) fn folded(&self) -> Range<usize> {
        let start = self.own().end;
        start..start + usize::from(self.folded)
    }

    pub(super) fn stem(&self) -> Range<usize> {
        let start = self.folded().end;
        start..start + usize::from(self.stem)
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            slots: vec![(0, 0); 1 << 10],
            words: Vec::new(),
            letters: String::new(),
            readings: Default::default(),
            older: 0,
            chains: Chains::default(),
        }
    }
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
    /// Which reading is that of `text`, read now unless it was one of the last.
    pub(super) fn read(&mut self, text: &str) -> usize {
        if let Some(known) = self.readings.iter().position(|reading| reading.text == text) {
            self.older = 1 - known;
            return known;
        }
        if self.words.len() > MOST_WORDS || self.readings.iter().any(|r| r.text.len() > LONGEST_TEXT) {
            *self = Self::default();
        }
        let at = self.older;
        self.older = 1 - at;
        let mut reading = std::mem::take(&mut self.readings[at]);
        reading.text.clear();
        reading.text.push_str(text);
        reading.tokens.clear();
        let mut from = 0;
        while let Some((start, end)) = run(text, from) {
            from = end;
            let word = match text.get(start..end) {
                Some(word) if word.len() < LONGEST => self.word(word),
                _ => u32::MAX,
            };
            reading.tokens.push(Seen { start, end, word });
        }
        self.readings[at] = reading;
        at
    }

    /// The place of a word in `words`.
    fn word(&mut self, own: &str) -> u32 {
        let mut hasher = FxHasher::default();
        hasher.write(own.as_bytes());
        let hash = hasher.finish() as u32;
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let (known, 1..) = self.slots[slot] {
            let at = self.slots[slot].1 - 1;
            if known == hash && &self.letters[self.words[at as usize].own()] == own {
                return at;
            }
            slot = (slot + 1) & mask;
        }
        let (folded, stem) = self.chains.of(own);
        let at = self.words.len() as u32;
        self.words.push(Word {
            start: self.letters.len() as u32,
            own: own.len() as u16,
            folded: folded.len() as u16,
            stem: stem.len() as u16,
        });
        for letters in [own, &folded, &stem] {
            self.letters.push_str(letters);
        }
        self.slots[slot] = (hash, at + 1);
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        at
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![(0, 0); mask + 1];
        for known in self.slots.iter().filter(|(_, at)| *at > 0) {
            let mut slot = known.0 as usize & mask;
            while slots[slot].1 > 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = *known;
        }
        self.slots = slots;
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
pub(super) fn run(text: &str, from: usize) -> Option<(usize, usize)> {
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
