//! Understanding: who said what, about which country, on which topic.
//!
//! [`annotate`] is pure and linear in the length of the text. Each annotator owns
//! a folder with its lexicon data and names the rule behind every item.

pub mod countries;
pub mod people;
pub mod quotes;
pub mod topics;

use crate::article::{Annotations, Article};
use crate::text::Text;

/// The compiled word lists of all annotators; build once, share by reference.
pub struct Lexicons {
    /// Titles, first names, name particles.
    pub people: people::Lexicon,
    /// Reporting verbs, nouns and frames.
    pub quotes: quotes::Lexicon,
    /// Gazetteer of countries and places.
    pub countries: countries::Lexicon,
    /// IPTC Media Topics with their words.
    pub topics: topics::Lexicon,
}

impl Lexicons {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        Self {
            people: people::Lexicon::standard(),
            quotes: quotes::Lexicon::standard(),
            countries: countries::Lexicon::standard(),
            topics: topics::Lexicon::standard(),
        }
    }
}

/// Annotates one article.
pub fn annotate(article: &Article, lexicons: &Lexicons) -> Annotations {
    let text = Text::new(&article.body);
    let mut people = people::annotate(article, &text, &lexicons.people);
    let quotes = quotes::annotate(article, &text, &mut people, &lexicons.quotes);
    let countries = countries::annotate(article, &text, &people, &lexicons.countries);
    let topics = topics::annotate(article, &text, &lexicons.topics);
    Annotations {
        quotes,
        people,
        countries,
        topics,
    }
}
