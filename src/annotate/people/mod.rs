//! Who is in the story: persons, organisations and offices, one entry each.
//!
//! Names are found as runs of capitalised words ([`names`]), told apart by the
//! words around and inside them ([`words`]), and joined to one person per
//! surname and given name ([`resolve`]): "President Emmanuel Macron" introduces,
//! "Mr. Macron" refers. What the story says a person is stands in [`roles`].
//!
//! # Traps
//! * A surname alone goes to the person most spoken of, unless a courtesy title
//!   or a given name's gender speaks against it: "Mr. Clinton" and "Mrs. Clinton".
//! * The paragraph of reporting credits names people who are not in the story.

pub mod gender;
mod lines;
pub mod names;
pub mod resolve;
pub mod roles;
pub mod words;

use crate::article::{Article, Person};
use crate::text::Text;

/// Compiled word lists.
pub struct Lexicon {}

impl Lexicon {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        words::table();
        Self {}
    }
}

/// The people of one article, in order of first mention.
pub fn annotate(_article: &Article, text: &Text<'_>, _lexicon: &Lexicon) -> Vec<Person> {
    let classes = words::classify(text);
    let names = names::find(text, &classes);
    resolve::people(text, &classes, &names)
}
