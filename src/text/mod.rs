//! One shared reading of a text: paragraphs, sentences, tokens.
//!
//! All annotators and the snippet cutter work over the same [`Text`], made once
//! in a single pass. Nothing is copied: tokens and sentences are byte ranges.
//!
//! ```
//! use onrecord::text::Text;
//! let text = Text::new("Mr. Macron met Dr. No. He said: “Yes.” The U.S. agreed.");
//! let sentences: Vec<_> = text.sentences().map(|s| s.span.of(text.source)).collect();
//! assert_eq!(sentences, ["Mr. Macron met Dr. No.", "He said: “Yes.”", "The U.S. agreed."]);
//! ```
//!
//! # Traps
//! * A period after a title, an initial or a dotted acronym ends no sentence
//!   unless the next word could only begin one (see `sentences.rs`).
//! * `’` is apostrophe and closing mark at once; a token keeps it only between letters.

mod abbreviations;
pub mod hash;
pub mod marks;
mod sentences;
mod tokens;
pub mod words;

use std::ops::Range;

use crate::article::Span;
pub use tokens::{Token, TokenKind};

/// A text with its tokens, sentences and paragraphs.
pub struct Text<'a> {
    /// The text itself; all spans point into it.
    pub source: &'a str,
    /// Words, numbers and marks in order; white space is not a token.
    pub tokens: Vec<Token>,
    /// Word classes of each token.
    pub classes: Vec<words::Class>,
    /// The number of each token that is a plain word or number ([`hash`]); 0 for marks and for
    /// words with accents, apostrophes or periods.
    pub hashes: Vec<u64>,
    sentences: Vec<Range<u32>>,
    paragraphs: Vec<Range<u32>>,
}

/// A run of tokens with the bytes they cover: a sentence or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Bytes from the first token to the end of the last.
    pub span: Span,
    /// Indices into [`Text::tokens`].
    pub tokens: Range<usize>,
}

impl<'a> Text<'a> {
    /// Reads `source` once; linear in its length.
    pub fn new(source: &'a str) -> Self {
        let (tokens, hashes) = tokens::tokenize(source);
        let classes = words::classify(source, &tokens, &hashes);
        let (sentences, paragraphs) = sentences::split(source, &tokens);
        Self {
            source,
            tokens,
            classes,
            hashes,
            sentences,
            paragraphs,
        }
    }

    /// Sentences in order. No sentence crosses a paragraph.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Run> + DoubleEndedIterator + '_ {
        self.sentences.iter().map(|r| self.run(r))
    }

    /// Paragraphs in order: the non-empty lines.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Run> + DoubleEndedIterator + '_ {
        self.paragraphs.iter().map(|r| self.run(r))
    }

    /// The sentence at an index.
    pub fn sentence(&self, index: usize) -> Option<Run> {
        self.sentences.get(index).map(|r| self.run(r))
    }

    /// The paragraph at an index.
    pub fn paragraph(&self, index: usize) -> Option<Run> {
        self.paragraphs.get(index).map(|r| self.run(r))
    }

    /// Index of the sentence that holds token `token`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|r| r.end as usize <= token)
    }

    /// Index of the paragraph that holds token `token`.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|r| r.end as usize <= token)
    }

    /// Index of the first token that ends after byte `offset`
    /// (the token at or after the offset); `tokens.len()` where there is none.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|t| t.end as usize <= offset)
    }

    /// The text of token `index`; empty past the end.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens
            .get(index)
            .map_or("", |t| &self.source[t.start as usize..t.end as usize])
    }

    /// The value that a map gives to the word of token `index`.
    pub fn look_up<V: Copy + Default>(&self, index: usize, map: &words::WordMap<V>) -> V {
        match self.hashes.get(index) {
            Some(0) | None => map.get(self.word(index)),
            Some(hash) => map.get_hashed(*hash),
        }
    }

    /// Bytes covered by a run of tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            self.tokens.get(tokens.end.wrapping_sub(1)),
        ) {
            (Some(a), Some(b)) => Span::new(a.start as usize, b.end as usize),
            _ => Span::new(0, 0),
        }
    }

    fn run(&self, r: &Range<u32>) -> Run {
        let tokens = r.start as usize..r.end as usize;
        Run {
            span: self.span(tokens.clone()),
            tokens,
        }
    }
}
