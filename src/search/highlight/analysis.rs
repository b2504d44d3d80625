//! Words as the index has them. The filters are the engine's own, so that what is
//! highlighted is what was found; only ASCII is folded without them, where the
//! filters do nothing but lower the case.

use tantivy::tokenizer::TextAnalyzer;

use crate::index::analyzer;

/// Runs of this many bytes or more are no words: the index leaves them out.
pub const TOO_LONG: usize = analyzer::LONGEST;

/// Folds and stems single words; cheap to make, not to be shared.
pub struct Analysis {
    folding: TextAnalyzer,
    stemming: TextAnalyzer,
}

impl Analysis {
    /// The analyzers of the index fields.
    pub fn new() -> Self {
        Self {
            folding: analyzer::words(),
            stemming: analyzer::stems(),
        }
    }

    /// Puts the form of `word` in the unstemmed fields into `folded`.
    pub fn fold(&mut self, word: &str, folded: &mut String) {
        folded.clear();
        if word.is_ascii() {
            folded.push_str(word);
            folded.make_ascii_lowercase();
        } else if let Some(token) = self.folding.token_stream(word).next() {
            folded.push_str(&token.text);
        }
    }

    /// Gives `use_stem` the form of `word` in the stemmed field.
    pub fn stem<T>(&mut self, word: &str, use_stem: impl FnOnce(&str) -> T) -> T {
        let mut stream = self.stemming.token_stream(word);
        use_stem(stream.next().map_or("", |token| token.text.as_str()))
    }
}

/// The runs of letters and digits of a text, as byte ranges.
pub struct Runs<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Runs<'a> {
    /// All runs of `text`, in order.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Runs<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let (start, end) = analyzer::run(self.text, self.at)?;
        self.at = end;
        Some((start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_and_folding_are_those_of_the_engine(text in "\\PC{0,60}|[A-Za-z ’éÉßﬁİΣ0-9.]{0,60}") {
            let mut analysis = Analysis::new();
            let mut engine = Vec::new();
            let mut stream = analysis.folding.token_stream(&text);
            stream.process(&mut |t| engine.push((t.offset_from, t.offset_to, t.text.clone())));
            drop(stream);
            let mut folded = String::new();
            let ours: Vec<_> = Runs::new(&text).map(|(start, end)| {
                analysis.fold(&text[start..end], &mut folded);
                (start, end, folded.clone())
            }).collect();
            prop_assert_eq!(ours, engine);
        }
    }
}
