//! Understanding: who said what, about which country, on which topic.
//!
//! [`annotate`] is pure and linear in the length of the text. Each annotator owns
//! a folder with its lexicon data and names the rule behind every item.

pub mod countries;
pub mod people;
pub mod quotes;
pub mod topics;

use crate::article::{Annotations, Article, Country, Quote, Span};
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
    let mut quotes = quotes::annotate(article, &text, &mut people, &lexicons.quotes);
    let countries = countries::annotate(article, &text, &people, &lexicons.countries);
    let topics = topics::annotate(article, &text, &lexicons.topics);
    place_quotes(&text, &mut quotes, &countries);
    Annotations {
        quotes,
        people,
        countries,
        topics,
    }
}

/// Gives every quote the countries named in it or in the sentences that hold its ends.
fn place_quotes(text: &Text<'_>, quotes: &mut [Quote], countries: &[Country]) {
    let mut mentions: Vec<(Span, &str)> = countries
        .iter()
        .flat_map(|country| country.mentions.iter().map(|m| (m.span, country.code.as_str())))
        .collect();
    mentions.sort_unstable();
    for quote in quotes {
        let last_byte = quote.span.end.saturating_sub(1);
        let first = text.sentence(text.sentence_of(text.token_at(quote.span.start)));
        let last = text.sentence(text.sentence_of(text.token_at(last_byte)));
        let start = first.map_or(quote.span.start, |s| s.span.start.min(quote.span.start));
        let end = last.map_or(quote.span.end, |s| s.span.end.max(quote.span.end));
        let from = mentions.partition_point(|(span, _)| span.start < start);
        for (_, code) in mentions[from..].iter().take_while(|(span, _)| span.start < end) {
            if !quote.countries.iter().any(|known| known == code) {
                quote.countries.push((*code).to_owned());
            }
        }
    }
}
