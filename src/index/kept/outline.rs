//! The part of `data` that a list of hits shows. The rest, most of it, is passed over unread.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Word;
use crate::article::{Article, SpeakerType};

/// What a list of hits shows of an article.
#[derive(Debug, PartialEq)]
pub struct Outline {
    /// The article; title and body are stored by themselves.
    pub article: Article,
    /// Who said each quote, and what sort of speaker that is.
    pub speakers: Vec<(Option<String>, Option<SpeakerType>)>,
    /// Codes and names of countries, and whether the article is about them.
    pub countries: Vec<(String, String, bool)>,
    /// Names of regions.
    pub regions: Vec<String>,
    /// Codes and paths of topics.
    pub topics: Vec<(String, Vec<String>)>,
}

/// Reads an outline of what [`super::write`] wrote.
///
/// # Errors
/// A short text where `data` is none of ours.
pub fn outline(data: &str) -> Result<Outline, String> {
    let wrong = |why: String| format!("the stored data of an article cannot be read: {why}");
    let rows: Rows<'_> = serde_json::from_str(data).map_err(|e| wrong(e.to_string()))?;
    rows.outline()
        .ok_or_else(|| wrong("a row points nowhere".to_owned()))
}

/// As the rows of [`super::Kept`].
#[derive(Deserialize)]
struct Rows<'a> {
    article: Article,
    #[serde(borrow)]
    words: Vec<Text<'a>>,
    quotes: Vec<QuoteRow>,
    countries: Vec<CountryRow>,
    #[serde(default)]
    regions: Vec<RegionRow>,
    topics: Vec<TopicRow>,
}

/// A word that is copied only where it is shown.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

type Rest = IgnoredAny;
/// The fourth and the fifth are the speaker and its type.
type QuoteRow = (
    Rest,
    Rest,
    Rest,
    Option<Word>,
    Option<SpeakerType>,
    Rest,
    Rest,
    Rest,
    Rest,
    Rest,
    Rest,
);
type CountryRow = (Word, Word, u8, Rest, Rest);
type RegionRow = (Word, Rest);
type TopicRow = (Word, Vec<Word>, Rest, Rest, Rest);

impl Rows<'_> {
    fn word(&self, place: Word) -> Option<String> {
        self.words.get(place).map(|Text(word)| word.clone().into_owned())
    }

    /// `None` where a row points to a word that is not there.
    fn outline(self) -> Option<Outline> {
        let speaker = |row: &QuoteRow| match row.3 {
            Some(place) => Some((Some(self.word(place)?), row.4)),
            None => Some((None, row.4)),
        };
        let country = |row: &CountryRow| Some((self.word(row.0)?, self.word(row.1)?, row.2 != 0));
        let topic = |row: &TopicRow| {
            let path = row.1.iter().map(|label| self.word(*label));
            Some((self.word(row.0)?, path.collect::<Option<_>>()?))
        };
        let speakers = self.quotes.iter().map(speaker).collect::<Option<_>>()?;
        let countries = self.countries.iter().map(country).collect::<Option<_>>()?;
        let regions = self
            .regions
            .iter()
            .map(|row| self.word(row.0))
            .collect::<Option<_>>()?;
        let topics = self.topics.iter().map(topic).collect::<Option<_>>()?;
        Some(Outline {
            speakers,
            countries,
            regions,
            topics,
            article: self.article,
        })
    }
}
