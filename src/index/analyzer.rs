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

use tantivy::Index;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};

use super::memory::Memory;
pub(crate) use super::memory::run;

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

/// The terms of the documented chains. The words of a language come again and again, in the
/// texts of hits more than elsewhere: so a thread remembers what became of each.
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
        memory.read(text);
        QuickStream {
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
        while let Some(seen) = memory.tokens.get(self.next) {
            self.next += 1;
            self.token.position = self.token.position.wrapping_add(1);
            let Some((folded, stem)) = memory.forms.get(seen.word as usize) else {
                continue; // too long
            };
            self.token.offset_from = seen.start;
            self.token.offset_to = seen.end;
            self.token.text.clear();
            self.token.text.push_str(if self.stem { stem } else { folded });
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
    if !text.is_ascii() {
        return terms(&mut words(), text).join(" ");
    }
    // Most are names in plain letters, and there are many.
    let mut out = String::with_capacity(text.len());
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| (1..LONGEST).contains(&word.len())) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.make_ascii_lowercase();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::memory::{LONGEST_TEXT, MOST_WORDS};
    use proptest::prelude::*;
    use tantivy::tokenizer::{
        AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    };

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
        assert_eq!(folded(text), terms(&mut words(), text).join(" "), "{text:?}");
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
        for text in [
            "Talks",
            "talks",
            &long,
            "a run",
            "Talks",
            "Élysée’s",
            "a run",
            "",
            "talks",
        ] {
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
        fn of_any_text(text in "(\\PC|[a-zA-Z’é. ]){0,80}", plain in "[ -~]{0,40}") {
            check(&text);
            check(&plain);
        }
    }
}
