//! Who said the quotes of one article: each speaker once, for many quotes are of few.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Named, Uses};
use crate::annotate::people::gender;
use crate::article::{Annotations, SpeakerType};

/// The speakers of an article's quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// Each once, in the order in which they are quoted.
    pub speakers: Vec<QuotedSpeaker>,
    /// Of each quote its place in `speakers`; `None` where nobody is known.
    pub of_quotes: Vec<Option<usize>>,
}

/// A speaker of an article's quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedSpeaker {
    /// Its name as the index keeps it ([`Named::key`]).
    pub key: String,
    /// Its first quote, counted from 0.
    pub first: usize,
    /// How many quotes it has.
    pub quotes: u64,
    /// Its place among the people of the article, where it is one of them.
    pub person: Option<usize>,
}

impl QuotedSpeaker {
    /// How often the article uses the name.
    pub const fn uses(&self) -> Uses {
        Uses {
            articles: 1,
            quotes: self.quotes,
        }
    }
}

impl Quoted {
    /// Who said each quote of an article. `clean` makes a name fit for the index.
    pub fn of(annotations: &Annotations, clean: impl Fn(&str) -> Cow<'_, str>) -> Self {
        let (quotes, people) = (&annotations.quotes, &annotations.people);
        // Of people of one name, the first.
        let places: FxHashMap<&str, usize> = people
            .iter()
            .enumerate()
            .rev()
            .map(|(n, p)| (&*p.name, n))
            .collect();
        let mut speakers: Vec<QuotedSpeaker> = Vec::new();
        let mut known: FxHashMap<(&str, SpeakerType), Option<usize>> = FxHashMap::default();
        // Two names that are not clean may be the same when they are.
        let mut all_clean = true;
        let mut read = |first: usize, speaker: &str, kind: SpeakerType| {
            let name = clean(speaker);
            if name.is_empty() {
                return None;
            }
            let person = places.get(speaker).copied();
            let human = person.map(|at| &people[at]);
            let human = human.filter(|p| p.kind == SpeakerType::Person);
            all_clean &= name == speaker;
            let key = Named {
                name: name.into_owned(),
                kind,
                gender: human.and_then(gender::of),
            }
            .key();
            let same = || speakers.iter().position(|other| other.key == key);
            let place = if all_clean { None } else { same() };
            Some(place.unwrap_or_else(|| {
                speakers.push(QuotedSpeaker {
                    key,
                    first,
                    quotes: 0,
                    person,
                });
                speakers.len() - 1
            }))
        };
        let of_quotes = quotes.iter().enumerate().map(|(n, quote)| {
            let speaker = quote.speaker.as_deref()?;
            let kind = quote.speaker_type.unwrap_or(SpeakerType::Unnamed);
            *known
                .entry((speaker, kind))
                .or_insert_with(|| read(n, speaker, kind))
        });
        let of_quotes: Vec<Option<usize>> = of_quotes.collect();
        for place in of_quotes.iter().flatten() {
            speakers[*place].quotes += 1;
        }
        Self { speakers, of_quotes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Lexicons, annotate};
    use crate::article::Article;

    #[test]
    fn each_speaker_is_there_once_with_the_quotes_that_it_has() {
        let body = "“We won,” Ana Silva said. “They lost,” Mr. Cole said. “Twice,” Ms. Silva added. “Oh,” a man said.";
        let article = Article {
            body: body.to_owned(),
            ..Article::default()
        };
        let mut annotations = annotate(&article, &Lexicons::standard());
        annotations.quotes.push(annotations.quotes[0].clone());
        annotations.quotes[4].speaker = Some(" Ana  Silva".to_owned());
        annotations.quotes[3].speaker = None;
        fn clean(name: &str) -> Cow<'_, str> {
            name.split_whitespace().collect::<Vec<_>>().join(" ").into()
        }
        let quoted = Quoted::of(&annotations, clean);
        assert_eq!(quoted.of_quotes, [Some(0), Some(1), Some(0), None, Some(2)]);
        annotations.people.clear();
        let quoted = Quoted::of(&annotations, clean);
        assert_eq!(quoted.of_quotes, [Some(0), Some(1), Some(0), None, Some(0)]);
        let told = quoted
            .speakers
            .iter()
            .map(|s| (s.key.as_str(), s.first, s.quotes));
        let told: Vec<_> = told.collect();
        assert_eq!(told, [("Ana Silva\tperson\t", 0, 3), ("Cole\tperson\t", 1, 1)]);
    }
}
