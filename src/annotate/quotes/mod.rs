//! Who said what: quotations and reported speech with their speakers.
//!
//! The story is read from front to back, a sentence at a time, with every quotation
//! as one opaque item ([`units`]). Reporting verbs and "according to" open frames
//! ([`frames`]) with a subject ([`subject`]); every frame claims the words before or
//! after it as what it reports, claims compete by score ([`claims`]), and quotations
//! that no frame claims go to whoever was speaking. Subjects become people in
//! [`speakers`].
//!
//! # Traps
//! * Words between marks are not always speech: titles, nicknames, scare quotes.
//! * "Why?" Smith asked. A quotation's own full stop or question mark ends the
//!   sentence around it only where no frame follows.

pub mod claims;
pub mod cues;
pub mod frames;
pub mod speakers;
pub mod subject;
pub mod units;

use crate::annotate::people::words;
use crate::article::{Article, Person, Quote};
use crate::text::{Text, marks};

/// Compiled word lists.
pub struct Lexicon {
    cues: cues::Table,
}

impl Lexicon {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        Self { cues: cues::table() }
    }
}

/// The statements of one article, in the order of their spans.
pub fn annotate(
    _article: &Article,
    text: &Text<'_>,
    people: &mut Vec<Person>,
    lexicon: &Lexicon,
) -> Vec<Quote> {
    let quoted = marks::quoted(text);
    let classes = words::classify(text);
    let units = units::Units::new(text, &quoted, people, &classes, &lexicon.cues);
    claims::quotes(&units, &quoted, people, &classes)
}
