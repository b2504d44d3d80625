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

use std::cell::RefCell;

use rustc_hash::FxHashMap;
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

/// The terms of the documented chains, made in one pass: the engine's own filters
/// work only on words with other letters than ASCII, and each stem is found once.
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
        QuickStream {
            text,
            at: 0,
            stem: self.stem,
            token: &mut self.token,
        }
    }
}

struct QuickStream<'a> {
    text: &'a str,
    at: usize,
    stem: bool,
    token: &'a mut Token,
}

impl QuickStream<'_> {
    /// Byte range of the next run of letters and digits, and whether it is ASCII.
    fn run(&self) -> Option<(usize, usize, bool)> {
        let bytes = self.text.as_bytes();
        let mut start = None;
        let mut ascii = true;
        let mut at = self.at;
        while let Some(&byte) = bytes.get(at) {
            let (inside, width) = if byte.is_ascii() {
                (byte.is_ascii_alphanumeric(), 1)
            } else {
                let c = self.text.get(at..).and_then(|rest| rest.chars().next())?;
                (c.is_alphanumeric(), c.len_utf8())
            };
            match (start, inside) {
                (None, true) => (start, ascii) = (Some(at), byte.is_ascii()),
                (Some(_), true) => ascii &= byte.is_ascii(),
                (Some(start), false) => return Some((start, at, ascii)),
                (None, false) => {}
            }
            at += width;
        }
        start.map(|start| (start, at, ascii))
    }
}

impl TokenStream for QuickStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, end, ascii)) = self.run() {
            self.at = end;
            self.token.position = self.token.position.wrapping_add(1);
            if end - start >= LONGEST {
                continue;
            }
            self.token.offset_from = start;
            self.token.offset_to = end;
            let word = self.text.get(start..end).unwrap_or_default();
            self.token.text.clear();
            if ascii {
                self.token.text.push_str(word);
                self.token.text.make_ascii_lowercase();
            } else {
                FOLDED.with_borrow_mut(|memory| memory.put(word, &mut self.token.text));
            }
            if self.stem {
                let folded = std::mem::take(&mut self.token.text);
                STEMMED.with_borrow_mut(|memory| memory.put(&folded, &mut self.token.text));
            }
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

thread_local! {
    static FOLDED: RefCell<Memory> = RefCell::new(Memory::new(
        TextAnalyzer::builder(RawTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .build(),
    ));
    static STEMMED: RefCell<Memory> = RefCell::new(Memory::new(
        TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(Language::English))
            .build(),
    ));
}

/// A chain of filters that remembers what it made of a word.
struct Memory {
    chain: TextAnalyzer,
    known: FxHashMap<Box<str>, Box<str>>,
}

/// Words remembered at most: some megabytes a thread.
const REMEMBERED: usize = 1 << 16;

impl Memory {
    fn new(chain: TextAnalyzer) -> Self {
        Self {
            chain,
            known: FxHashMap::default(),
        }
    }

    /// Appends what the chain makes of `word` to `out`.
    fn put(&mut self, word: &str, out: &mut String) {
        if let Some(known) = self.known.get(word) {
            out.push_str(known);
            return;
        }
        let mut stream = self.chain.token_stream(word);
        let made = if stream.advance() {
            std::mem::take(&mut stream.token_mut().text)
        } else {
            String::new()
        };
        drop(stream);
        out.push_str(&made);
        if self.known.len() == REMEMBERED {
            self.known.clear();
        }
        self.known.insert(word.into(), made.into());
    }
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

    proptest! {
        #[test]
        fn of_any_text(text in "(\\PC|[a-zA-Z’é. ]){0,80}") {
            check(&text);
        }
    }
}
