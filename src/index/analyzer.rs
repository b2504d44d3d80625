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

use tantivy::Index;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer,
    TokenStream,
};

/// Name of the chain without stems: phrases, prefixes, exact words.
pub const WORDS: &str = "onrecord";
/// Name of the chain with stems: plain words.
pub const STEMS: &str = "onrecord_stem";
/// Longer words (in bytes) are not indexed.
pub const LONGEST: usize = 255;

/// The chain without stems.
pub fn words() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// The chain with stems.
pub fn stems() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
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
