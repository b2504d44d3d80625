//! The speakers of one article, each once: many quotes are of few.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::Field;

use super::analyzer;
use super::document::LONGEST_VALUE;
use super::joined::Joined;
use super::rows::Rows;
use crate::article::{Annotations, SpeakerType};
use crate::identity::{Identity, Named};

/// Who said the quotes of an article.
pub(super) struct Speakers<'a> {
    pub(super) all: Vec<Speaker<'a>>,
    /// Of each quote its place in `all`.
    pub(super) of_quotes: Vec<Option<usize>>,
}

/// A speaker as the article names it, and as the index does.
pub(super) struct Speaker<'a> {
    /// The name as it stands in the annotations.
    name: &'a str,
    joined: Joined,
    /// Places in [`Rows::known`]: of its key, and of the index's name for it, if it has one.
    pub(super) key: usize,
    pub(super) place: Option<usize>,
}

impl<'a> Speakers<'a> {
    /// The speakers of the quotes, of which `named` says who they are; their names go to `rows`.
    pub(super) fn of(
        annotations: &'a Annotations,
        named: &'a [Option<Named>],
        who: &dyn Fn(&str) -> Identity,
        rows: &mut Rows,
    ) -> Self {
        let mut all: Vec<Speaker<'a>> = Vec::new();
        let mut known: FxHashMap<&Named, usize> = FxHashMap::default();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let mut place = |rows: &mut Rows, text: &str| {
            if let Some(place) = places.get(text) {
                return *place;
            }
            rows.known.push(text.to_owned().into());
            places.insert(text.to_owned(), rows.known.len() - 1);
            rows.known.len() - 1
        };
        let quotes = annotations.quotes.iter().zip(named);
        let of_quotes = quotes.map(|(quote, named)| {
            let (named, name) = (named.as_ref()?, quote.speaker.as_deref()?);
            Some(*known.entry(named).or_insert_with(|| {
                let key = named.key();
                let joined = Joined::of(named, &key, who);
                let speaker = &joined.identity.speaker;
                all.push(Speaker {
                    name,
                    key: place(rows, &key),
                    place: (!speaker.is_empty()).then(|| place(rows, speaker)),
                    joined,
                });
                all.len() - 1
            }))
        });
        let of_quotes = of_quotes.collect();
        Self { all, of_quotes }
    }

    /// Places of the index's names, each once, in the order of the quotes.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut seen = FxHashSet::default();
        let places = self.all.iter().filter_map(|speaker| speaker.place);
        places.filter(|place| seen.insert(*place)).collect()
    }

    /// What is to be kept of names that stand for others; sorted.
    pub(super) fn joined(&self) -> Vec<String> {
        let mut joined: Vec<String> = self.all.iter().filter_map(|s| s.joined.write()).collect();
        joined.sort();
        joined.dedup();
        joined
    }

    /// Puts `form TAB name` for every form by which a speaker of the article can be asked for.
    pub(super) fn put_aliases(&self, annotations: &Annotations, field: Field, rows: &mut Rows) {
        let mut known = FxHashSet::default();
        let mut seen = FxHashSet::default();
        let people: FxHashMap<&str, _> = annotations.people.iter().rev().map(|p| (&*p.name, p)).collect();
        for speaker in &self.all {
            let (name, identity) = (speaker.name, &speaker.joined.identity);
            if !seen.insert((name, speaker.place, identity.rule)) {
                continue;
            }
            let canonical = &identity.speaker;
            let person = people.get(name);
            let mut add = |form: &str| {
                let form = analyzer::folded(form);
                if !form.is_empty() && form.len() <= LONGEST_VALUE {
                    let alias = (speaker.place, form);
                    if !known.contains(&alias) {
                        rows.build(field, &[&alias.1, "\t", canonical]);
                        known.insert(alias);
                    }
                }
            };
            add(name);
            // The one name may be in no article: the user's choice.
            let chosen = identity.rule.map(|_| canonical.as_str());
            chosen.into_iter().for_each(&mut add);
            let forms = person.map_or(&[][..], |p| &p.forms);
            forms.iter().for_each(|form| add(form));
            if person.is_some_and(|p| p.kind == SpeakerType::Person) {
                let words = name
                    .split_whitespace()
                    .chain(chosen.unwrap_or_default().split_whitespace());
                words.filter(|w| w.chars().count() > 2).for_each(&mut add);
            }
        }
    }
}
