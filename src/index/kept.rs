//! The stored `data` of an article: everything known of it but id, path, title and body.
//!
//! Half of an index would be annotations if they were stored as the JSON that faces
//! print. So every text stands once in a table, and a row of numbers is an array:
//!
//! ```json
//! {"article":{"id":"","path":"","source":"The Star"},
//!  "words":["Ann Lee","said","Ms. Lee","direct"],
//!  "quotes":[[120,42,3,0,...]],"people":[...],"countries":[...],"topics":[...]}
//! ```
//!
//! Rows are laid out as the structs below say, and `index/README.md` for other tools.
//! A text is its place in `words`, counted from 0. Spans are bytes of the body, each
//! `start, length`; in a list of spans a start counts from the start before it, and
//! within a quote from the start of the quote.

pub mod outline;
mod spans;
mod write;

pub use write::write;

use std::borrow::Cow;

use serde::Deserialize;

use crate::article::{
    Annotations, Article, Country, CountryMention, Evidence, Person, Quote, QuoteKind, Region, SpeakerType,
    Topic,
};
use spans::{span_from, unpack};

/// Reads what [`write`] wrote.
///
/// # Errors
/// A short text where `data` is none of ours.
pub fn read(data: &str) -> Result<(Article, Annotations), String> {
    let wrong = |why: String| format!("the stored data of an article cannot be read: {why}");
    let kept: Kept<'_> = serde_json::from_str(data).map_err(|e| wrong(e.to_string()))?;
    let annotations = kept
        .annotations()
        .ok_or_else(|| wrong("a row points nowhere".to_owned()))?;
    Ok((kept.article, annotations))
}

#[derive(Deserialize)]
struct Kept<'a> {
    article: Article,
    #[serde(borrow)]
    words: Vec<Cow<'a, str>>,
    quotes: Vec<QuoteRow>,
    people: Vec<PersonRow>,
    countries: Vec<CountryRow>,
    #[serde(default)]
    regions: Vec<RegionRow>,
    #[serde(default)]
    quote_regions: Vec<QuoteRegions>,
    topics: Vec<TopicRow>,
}

/// Place in the table of words.
type Word = usize;
/// Start, counted from another start, and length.
type From_ = (i64, usize);

/// Start from the last quote's start; length; kind; speaker; its type; its span; role; cue; rule;
/// evidence as spans, each with what it shows; countries.
#[derive(Deserialize)]
struct QuoteRow(
    i64,
    usize,
    QuoteKind,
    Option<Word>,
    Option<SpeakerType>,
    Option<From_>,
    Option<Word>,
    Option<From_>,
    Word,
    Vec<(i64, usize, Word)>,
    Vec<Word>,
);

/// Name; type; forms; role; mentions.
#[derive(Deserialize)]
struct PersonRow(Word, SpeakerType, Vec<Word>, Option<Word>, Vec<i64>);

/// Code; name; 1 where in focus; score; mentions as start, length, rule.
#[derive(Deserialize)]
struct CountryRow(Word, Word, u8, f32, Vec<i64>);

/// Name; mentions as start, length, rule.
#[derive(Deserialize)]
struct RegionRow(Word, Vec<i64>);

/// A quote by its place, counted from 0; the regions that it names. Few name any.
#[derive(Deserialize)]
struct QuoteRegions(usize, Vec<Word>);

/// Code; path; score; rule; evidence.
#[derive(Deserialize)]
struct TopicRow(Word, Vec<Word>, f32, Word, Vec<i64>);

/// What is made of every row; `None` where one is broken.
fn all<R, T>(rows: &[R], make: impl FnMut(&R) -> Option<T>) -> Option<Vec<T>> {
    rows.iter().map(make).collect()
}

impl Kept<'_> {
    /// `None` where a row points to a word that is not there, or before the text.
    fn annotations(&self) -> Option<Annotations> {
        let mut last = 0;
        let quotes = self.quotes.iter().map(|row| self.quote(row, &mut last));
        let mut quotes: Vec<Quote> = quotes.collect::<Option<_>>()?;
        for QuoteRegions(n, regions) in &self.quote_regions {
            quotes.get_mut(*n)?.regions = self.labels(regions)?;
        }
        Some(Annotations {
            quotes,
            people: all(&self.people, |row| self.person(row))?,
            countries: all(&self.countries, |row| self.country(row))?,
            regions: all(&self.regions, |row| self.region(row))?,
            topics: all(&self.topics, |row| self.topic(row))?,
        })
    }

    fn word(&self, place: Word) -> Option<String> {
        self.words.get(place).map(|word| word.clone().into_owned())
    }

    fn words(&self, places: &[Word]) -> Option<Vec<String>> {
        places.iter().map(|place| self.word(*place)).collect()
    }

    /// `Some(None)` where there is no word, `None` where it is missing.
    fn maybe(&self, place: Option<Word>) -> Option<Option<String>> {
        place.map_or(Some(None), |place| self.word(place).map(Some))
    }

    fn label(&self, place: Word) -> Option<Cow<'static, str>> {
        self.word(place).map(Cow::Owned)
    }

    fn labels(&self, places: &[Word]) -> Option<Vec<Cow<'static, str>>> {
        places.iter().map(|place| self.label(*place)).collect()
    }

    fn quote(&self, row: &QuoteRow, last: &mut usize) -> Option<Quote> {
        let QuoteRow(
            start,
            length,
            kind,
            speaker,
            speaker_type,
            speaker_span,
            role,
            cue,
            rule,
            evidence,
            countries,
        ) = row;
        let span = span_from(*last, *start, *length)?;
        *last = span.start;
        let from = |other: Option<From_>| match other {
            Some((start, length)) => span_from(span.start, start, length).map(Some),
            None => Some(None),
        };
        Some(Quote {
            span,
            kind: *kind,
            speaker: self.maybe(*speaker)?,
            speaker_type: *speaker_type,
            speaker_span: from(*speaker_span)?,
            role: self.maybe(*role)?,
            cue: from(*cue)?,
            rule: self.label(*rule)?,
            evidence: evidence
                .iter()
                .map(|(start, length, what)| {
                    Some(Evidence {
                        span: span_from(span.start, *start, *length)?,
                        what: self.label(*what)?,
                    })
                })
                .collect::<Option<_>>()?,
            countries: self.labels(countries)?,
            regions: Vec::new(),
        })
    }

    fn person(&self, PersonRow(name, kind, forms, role, mentions): &PersonRow) -> Option<Person> {
        Some(Person {
            name: self.word(*name)?,
            kind: *kind,
            forms: self.words(forms)?,
            role: self.maybe(*role)?,
            mentions: unpack(mentions)?,
        })
    }

    fn country(&self, CountryRow(code, name, focus, score, mentions): &CountryRow) -> Option<Country> {
        Some(Country {
            code: self.label(*code)?,
            name: self.label(*name)?,
            focus: *focus != 0,
            score: *score,
            mentions: self.mentions(mentions)?,
        })
    }

    fn region(&self, RegionRow(name, mentions): &RegionRow) -> Option<Region> {
        Some(Region {
            name: self.label(*name)?,
            mentions: self.mentions(mentions)?,
        })
    }

    fn mentions(&self, row: &[i64]) -> Option<Vec<CountryMention>> {
        let mut last = 0;
        let mention = |row: &[i64]| {
            let [start, length, rule] = row else { return None };
            let span = span_from(last, *start, usize::try_from(*length).ok()?)?;
            last = span.start;
            let rule = self.label(usize::try_from(*rule).ok()?)?;
            Some(CountryMention { span, rule })
        };
        row.chunks(3).map(mention).collect()
    }

    fn topic(&self, TopicRow(id, path, score, rule, evidence): &TopicRow) -> Option<Topic> {
        Some(Topic {
            id: self.label(*id)?,
            path: self.labels(path)?,
            score: *score,
            rule: self.label(*rule)?,
            evidence: unpack(evidence)?,
        })
    }
}

#[cfg(test)]
#[path = "kept_tests.rs"]
mod tests;
