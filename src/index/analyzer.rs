//! How text becomes terms. The recipe is part of the on-disk contract.
//!
//! Both chains use only filters that the tantivy package for Python has too, so
//! that other tools can register the same tokenizers and get the same terms:
//!
//! | name | chain |
//! |---|---|
//! | `onrecord` | simple (runs of letters and digits), remove_long(255), lowercase, ascii_fold |
//! | `onrecord_stem` | the same, then the English stemmer |
//!
//! `simple` splits at every typographic mark, straight or curly, which is how both
//! kinds of apostrophe and quotation mark come to match each other.

use std::cell::Cell;
use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;
use tantivy::Index;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, RemoveLongFilter, Stemmer, TextAnalyzer, Token,
    TokenStream, Tokenizer,
};

/// Name of the chain without stems: phrases, prefixes, exact words.
pub const WORDS: &str = "onrecord";
/// Name of the chain with stems: plain words.
pub const STEMS: &str = "onrecord_stem";
/// Longer words (in bytes) are not indexed.
pub const LONGEST: usize = 255;

/// The chain without stems.
pub fn words() -> TextAnalyzer {
    TextAnalyzer::from(Quick::new(false))
}

/// The chain with stems.
pub fn stems() -> TextAnalyzer {
    TextAnalyzer::from(Quick::new(true))
}

/// The terms of the documented chains. Most texts go through both, one after the other, and the
/// words of a language come again and again: so a thread remembers what became of each word,
/// and which words the last texts are made of.
#[derive(Clone)]
struct Quick {
    stem: bool,
    token: Token,
}

impl Quick {
    fn new(stem: bool) -> Self {
        Self {
            stem,
            token: Token::default(),
        }
    }
}

impl Tokenizer for Quick {
    type TokenStream<'a> = QuickStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> QuickStream<'a> {
        self.token.reset();
        let mut memory = MEMORY.take().unwrap_or_default();
        QuickStream {
            reading: memory.read(text),
            next: 0,
            stem: self.stem,
            token: &mut self.token,
            memory: Some(memory),
        }
    }
}

thread_local! {
    /// Away while a stream uses it; a second stream beside it makes its own.
    static MEMORY: Cell<Option<Box<Memory>>> = const { Cell::new(None) };
}

struct QuickStream<'a> {
    /// Until it is given back.
    memory: Option<Box<Memory>>,
    /// Which of the remembered texts this is.
    reading: usize,
    next: usize,
    stem: bool,
    token: &'a mut Token,
}

impl Drop for QuickStream<'_> {
    fn drop(&mut self) {
        let memory = self.memory.take();
        // A thread that is ending has no place for it any more.
        let _ = MEMORY.try_with(|place| place.set(memory));
    }
}

impl TokenStream for QuickStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(memory) = &self.memory else {
            return false;
        };
        let tokens = &memory.readings[self.reading].tokens;
        while let Some(seen) = tokens.get(self.next) {
            self.next += 1;
            self.token.position = self.token.position.wrapping_add(1);
            let Some(word) = memory.words.get(seen.word as usize) else {
                continue; // too long
            };
            self.token.offset_from = seen.start;
            self.token.offset_to = seen.end;
            self.token.text.clear();
            let term = if self.stem { word.stem() } else { word.folded() };
            self.token.text.push_str(&memory.letters[term]);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Words remembered: with more, all are forgotten before the next text. Some megabytes a thread.
const MOST_WORDS: usize = 1 << 16;
/// Longer texts, in bytes, are forgotten before the next one.
const LONGEST_TEXT: usize = 1 << 18;

/// What a thread remembers of words and texts.
struct Memory {
    /// Place in `words` plus one, by hash; 0 where there is none. A power of two, at most half full.
    slots: Vec<u32>,
    words: Vec<Word>,
    /// The letters of all words: each as it stands, folded, and its stem.
    letters: String,
    /// The last texts: a headline and a body, each read for both chains.
    readings: [Reading; 2],
    /// Which of them is the older one.
    older: usize,
    folding: TextAnalyzer,
    stemming: TextAnalyzer,
}

/// A text, and its runs of letters and digits.
#[derive(Default)]
struct Reading {
    text: String,
    tokens: Vec<Seen>,
}

/// A run: its bytes, and its place in `words`, which is none for one that is too long.
struct Seen {
    start: usize,
    end: usize,
    word: u32,
}

/// Where the letters of a word stand: its own, the folded ones, those of the stem.
struct Word {
    hash: u32,
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

    fn folded(&self) -> Range<usize> {
        let start = self.own().end;
        start..start + usize::from(self.folded)
    }

    fn stem(&self) -> Range<usize> {
        let start = self.folded().end;
        start..start + usize::from(self.stem)
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            slots: vec![0; 1 << 10],
            words: Vec::new(),
            letters: String::new(),
            readings: Default::default(),
            older: 0,
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

impl Memory {
    /// Which reading is that of `text`, read now unless it was one of the last.
    fn read(&mut self, text: &str) -> usize {
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
        while let Some(at) = self.slots[slot].checked_sub(1) {
            let word = &self.words[at as usize];
            if word.hash == hash && &self.letters[word.own()] == own {
                return at;
            }
            slot = (slot + 1) & mask;
        }
        let folded = first(&mut self.folding, own);
        let stem = first(&mut self.stemming, &folded);
        let at = self.words.len() as u32;
        self.words.push(Word {
            hash,
            start: self.letters.len() as u32,
            own: own.len() as u16,
            folded: folded.len() as u16,
            stem: stem.len() as u16,
        });
        for letters in [own, &folded, &stem] {
            self.letters.push_str(letters);
        }
        self.slots[slot] = at + 1;
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        at
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let mut slots = vec![0; size];
        for (at, word) in (1..).zip(&self.words) {
            let mut slot = word.hash as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = at;
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
fn run(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let (inside, width) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text.get(at..).and_then(|rest| rest.chars().next())?;
            (c.is_alphanumeric(), c.len_utf8())
        };
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(start), false) => return Some((start, at)),
            _ => {}
        }
        at += width;
    }
    start.map(|start| (start, at))
}

/// Makes both chains known to an index.
pub fn register(index: &Index) {
    index.tokenizers().register(WORDS, words());
    index.tokenizers().register(STEMS, stems());
}

/// The terms of a text, in order.
///
/// ```
/// use onrecord::index::analyzer;
/// assert_eq!(analyzer::terms(&mut analyzer::words(), "Élysée’s U.S. talks"), ["elysee", "s", "u", "s", "talks"]);
/// ```
pub fn terms(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut stream = analyzer.token_stream(text);
    while stream.advance() {
        out.push(std::mem::take(&mut stream.token_mut().text));
    }
    out
}

/// A text as the filters compare it: its terms with one space between them.
pub fn folded(text: &str) -> String {
    terms(&mut words(), text).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tantivy::tokenizer::SimpleTokenizer;

    /// The chain as `index/README.md` gives it, of the engine's own parts.
    fn documented(stem: bool) -> TextAnalyzer {
        let words = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter);
        if stem {
            words.filter(Stemmer::new(Language::English)).build()
        } else {
            words.build()
        }
    }

    fn tokens(mut analyzer: TextAnalyzer, text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        analyzer
            .token_stream(text)
            .process(&mut |token| out.push(token.clone()));
        out
    }

    fn check(text: &str) {
        assert_eq!(tokens(words(), text), tokens(documented(false), text), "{text:?}");
        assert_eq!(tokens(stems(), text), tokens(documented(true), text), "{text:?}");
    }

    #[test]
    fn the_quick_chains_give_the_documented_terms() {
        check("Élysée’s U.S. talks: “ŒUVRE” İstanbul, ﬁnance 3,000 ½ naïve GROẞE Zelenskyy’s Łódź");
        check("negotiating negotiators negotiated; running runs ran");
        for length in [254, 255, 256] {
            check(&format!("before {} after", "a".repeat(length)));
            check(&format!("before {} after", "é".repeat(length / 2)));
        }
    }

    #[test]
    fn what_is_remembered_does_not_change_terms() {
        let long = "running ".repeat(LONGEST_TEXT / 8 + 1);
        for text in ["Talks", "talks", &long, "a run", "Talks", "Élysée’s", "a run", "", "talks"] {
            check(text);
        }
        let many: String = (0..MOST_WORDS + 10).map(|n| format!("word{n} ")).collect();
        check(&many);
        check("words of talks");
        let (mut outer, mut inner) = (words(), stems());
        let mut stream = outer.token_stream("Talks ended");
        assert!(stream.advance());
        assert_eq!(terms(&mut inner, "Talks held"), ["talk", "held"]);
        assert!(stream.advance() && stream.token().text == "ended");
    }

    proptest! {
        #[test]
        fn of_any_text(text in "(\\PC|[a-zA-Z’é. ]){0,80}") {
            check(&text);
        }
    }
}
