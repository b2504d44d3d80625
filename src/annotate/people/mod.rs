//! (Being written.)
use crate::article::{Article, Person};
use crate::text::Text;

/// Compiled word lists.
pub struct Lexicon {}

impl Lexicon {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        Self {}
    }
}

/// (Being written.)
pub fn annotate(_article: &Article, _text: &Text<'_>, _lexicon: &Lexicon) -> Vec<Person> {
    Vec::new()
}
