//! Understanding: who said what, about which country, on which topic.
//!
//! [`annotate`] is pure and linear in the length of the text. Each annotator owns
//! a folder with its lexicon data and names the rule behind every item.

pub mod countries;
pub mod people;
pub mod quotes;
pub mod slots;
pub mod topics;

use std::borrow::Cow;
use std::ops::Range;

use crate::article::{Annotations, Article, CountryMention, Quote, Span};
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
    let title = Text::new(&article.title);
    let mut people = people::annotate(article, &text, &lexicons.people);
    let mut quotes = quotes::annotate(article, &text, &mut people, &lexicons.quotes);
    let places = countries::places(article, &text, &title, &people, &lexicons.countries);
    let topics = topics::of_texts(article, &text, &title, &lexicons.topics);
    place_quotes(&text, &mut quotes, &places);
    Annotations {
        quotes,
        people,
        countries: places.countries,
        regions: places.regions,
        topics,
    }
}

/// Bytes around a quote in which its sentence may name a country: a text without a full stop is one sentence.
const AROUND: usize = 4096;

/// Gives every quote the countries and regions named in it or in the sentences that hold its ends.
fn place_quotes(text: &Text<'_>, quotes: &mut [Quote], places: &countries::Places) {
    if quotes.is_empty() {
        return;
    }
    let countries = places.countries.iter().map(|c| (&c.code, &c.mentions));
    let regions = places.regions.iter().map(|r| (&r.name, &r.mentions));
    let (countries, regions) = (in_order(countries), in_order(regions));
    for quote in quotes {
        let last_byte = quote.span.end.saturating_sub(1);
        let first = text.sentence(text.sentence_of(text.token_at(quote.span.start)));
        let last = text.sentence(text.sentence_of(text.token_at(last_byte)));
        let (nearest, furthest) = (quote.span.start.saturating_sub(AROUND), quote.span.end + AROUND);
        let start = first.map_or(quote.span.start, |s| {
            s.span.start.clamp(nearest, quote.span.start)
        });
        let end = last.map_or(quote.span.end, |s| s.span.end.clamp(quote.span.end, furthest));
        take(&countries, start..end, &mut quote.countries);
        take(&regions, start..end, &mut quote.regions);
    }
}

/// A word of a list, as the plain data has it.
type Word = Cow<'static, str>;

/// Mentions in the order of the text, each with the value it stands for.
fn in_order<'a>(values: impl Iterator<Item = (&'a Word, &'a Vec<CountryMention>)>) -> Vec<(Span, &'a Word)> {
    let one = |(value, mentions): (&'a Word, &'a Vec<CountryMention>)| {
        mentions.iter().map(move |m| (m.span, value))
    };
    let mut mentions: Vec<_> = values.flat_map(one).collect();
    mentions.sort_unstable();
    mentions
}

/// Adds the values mentioned in a stretch of the text, each once.
fn take(mentions: &[(Span, &Word)], stretch: Range<usize>, values: &mut Vec<Word>) {
    let from = mentions.partition_point(|(span, _)| span.start < stretch.start);
    for (_, value) in mentions[from..]
        .iter()
        .take_while(|(span, _)| span.start < stretch.end)
    {
        if !values.contains(value) {
            values.push((*value).clone());
        }
    }
}
