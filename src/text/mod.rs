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
pub mod cues;
pub mod dateline;
mod ends;
mod glued;
pub mod hash;
mod lines;
pub mod marks;
mod sentences;
mod spare;
mod tokens;
pub mod words;

use std::ops::Range;

use crate::article::Span;
pub use lines::one_line;
use tokens::Tokens;
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
    /// Words that begin with a capital.
    capitals: Vec<u32>,
    /// Words that may report, and "he" and "she".
    listed: Vec<u32>,
    /// Tokens that may be quotation marks.
    quotes: Vec<u32>,
    /// Tokens at which a line begins or a sentence may end.
    stops: Vec<u32>,
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
        let mut kept = spare::take();
        tokens::tokenize(source, &mut kept.read);
        let Tokens {
            tokens,
            hashes,
            classes,
            capitals,
            listed,
            stops,
            quotes,
        } = kept.read;
        sentences::split(source, &tokens, &stops, &mut kept.sentences, &mut kept.paragraphs);
        Self {
            source,
            tokens,
            classes,
            hashes,
            capitals,
            listed,
            quotes,
            stops,
            sentences: kept.sentences,
            paragraphs: kept.paragraphs,
        }
    }

    /// Sentences in order. No sentence crosses a paragraph.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Run> + DoubleEndedIterator + '_ {
        self.sentences.iter().map(|r| self.run(r))
    }

    /// Paragraphs in order: the lines that are not empty, with those that go on with a broken one.
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

    /// The first token of the sentence that holds token `token`.
    pub(crate) fn sentence_start_of(&self, token: usize) -> usize {
        let sentence = self.sentences.get(self.sentence_of(token));
        sentence.map_or(token, |tokens| tokens.start as usize)
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

    /// The number of the word of token `index`, in which case does not count ([`hash::exact`]).
    pub fn number(&self, index: usize) -> u64 {
        match self.hashes.get(index) {
            Some(0) | None => hash::exact(self.word(index)),
            Some(hash) => *hash,
        }
    }

    /// Words that begin with a capital, from token `from` on, as indices into [`Text::tokens`].
    pub fn capitals(&self, from: usize) -> &[u32] {
        &self.capitals[self.capitals.partition_point(|at| (*at as usize) < from)..]
    }

    /// Words that may report, and "he" and "she", as indices into [`Text::tokens`].
    pub(crate) fn listed(&self) -> &[u32] {
        &self.listed
    }

    /// The first token of each sentence, in order.
    pub fn sentence_starts(&self) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.sentences.iter().map(|r| r.start as usize)
    }

    /// The tokens of each paragraph, in order.
    pub fn paragraph_tokens(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.paragraphs.iter().map(|r| r.start as usize..r.end as usize)
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

impl Drop for Text<'_> {
    fn drop(&mut self) {
        spare::keep(spare::Buffers {
            read: Tokens {
                tokens: std::mem::take(&mut self.tokens),
                hashes: std::mem::take(&mut self.hashes),
                classes: std::mem::take(&mut self.classes),
                capitals: std::mem::take(&mut self.capitals),
                listed: std::mem::take(&mut self.listed),
                stops: std::mem::take(&mut self.stops),
                quotes: std::mem::take(&mut self.quotes),
            },
            sentences: std::mem::take(&mut self.sentences),
            paragraphs: std::mem::take(&mut self.paragraphs),
        });
    }
}
