//! The speakers of one article, with their names in the index.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::Field;

use super::analyzer;
use super::document::LONGEST_VALUE;
use super::joined;
use super::rows::Rows;
use crate::article::{Annotations, SpeakerType};
use crate::identity::{Identity, Quoted};

/// The speakers of [`Quoted`], in its order.
pub(super) struct Speakers<'a> {
    pub(super) all: Vec<Speaker<'a>>,
}

/// A speaker as the article names it, and as the index does.
pub(super) struct Speaker<'a> {
    /// The name as it stands in the annotations, and its key.
    name: &'a str,
    key_text: &'a str,
    identity: Identity,
    /// Places of texts that the rows know: of its key, and of the index's name for it, if it has one.
    pub(super) key: usize,
    pub(super) place: Option<usize>,
}

impl<'a> Speakers<'a> {
    /// The speakers of an article's quotes; `who` says whom their names stand for. Names go to `rows`.
    pub(super) fn of(
        annotations: &'a Annotations,
        quoted: &'a Quoted,
        who: &dyn Fn(&str) -> Identity,
        rows: &mut Rows,
    ) -> Self {
        // Two names of an article may stand for one speaker of the index.
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        let all = quoted.speakers.iter().map(|speaker| {
            let identity = joined::kept(&speaker.key, who);
            let place = (!identity.speaker.is_empty()).then(|| match places.get(&identity.speaker) {
                Some(place) => *place,
                None => {
                    let place = rows.know(&identity.speaker);
                    places.insert(identity.speaker.clone(), place);
                    place
                }
            });
            let quote = annotations.quotes.get(speaker.first);
            Speaker {
                name: quote
                    .and_then(|quote| quote.speaker.as_deref())
                    .unwrap_or_default(),
                key_text: &speaker.key,
                identity,
                key: rows.know(&speaker.key),
                place,
            }
        });
        Self { all: all.collect() }
    }

    /// Places of the index's names, each once, in the order of the quotes.
    pub(super) fn places(&self) -> Vec<usize> {
        let mut seen = FxHashSet::default();
        let places = self.all.iter().filter_map(|speaker| speaker.place);
        places.filter(|place| seen.insert(*place)).collect()
    }

    /// What is to be kept of names that stand for others; sorted.
    pub(super) fn joined(&self) -> Vec<String> {
        let joined = self.all.iter();
        let mut joined: Vec<String> = joined
            .filter_map(|s| joined::write(s.key_text, &s.identity))
            .collect();
        joined.sort();
        joined
    }

    /// Puts `form TAB name` for every form by which a speaker of the article can be asked for.
    pub(super) fn put_aliases(&self, annotations: &Annotations, field: Field, rows: &mut Rows) {
        let mut aliases: Vec<String> = Vec::new();
        let mut seen = FxHashSet::default();
        let people: FxHashMap<&str, _> = annotations.people.iter().rev().map(|p| (&*p.name, p)).collect();
        for speaker in &self.all {
            let (name, identity) = (speaker.name, &speaker.identity);
            if !seen.insert((name, speaker.place, identity.rule)) {
                continue;
            }
            let canonical = &identity.speaker;
            let person = people.get(name);
            let mut add = |form: &str| {
                let mut form = analyzer::folded(form);
                if !form.is_empty() && form.len() <= LONGEST_VALUE {
                    form.reserve_exact(1 + canonical.len());
                    form.push('\t');
                    form.push_str(canonical);
                    aliases.push(form);
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
        aliases.sort_unstable();
        aliases.dedup();
        aliases.iter().for_each(|alias| rows.build(field, &[alias]));
    }
}
