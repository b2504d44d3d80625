//! From the words that name a speaker to the speaker: pronouns, roles, noun phrases.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::annotate::people::gender::{self, Gender};
use crate::article::{Evidence, Person, SpeakerType};
use crate::text::words::Class;

/// A speaker that has been found.
#[derive(Clone, Debug, PartialEq)]
pub enum Speaker {
    /// One of the people of the article.
    Person(usize),
    /// Somebody without an entry: a role, a body, unnamed people.
    Other(String, SpeakerType),
}

/// A person named or meant at a place of the story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) person: usize,
    unit: usize,
    paragraph: usize,
    pub(super) item: usize,
    weight: f32,
}

/// What makes a person the likely meaning of a pronoun. One table, so that it can be read and fitted.
struct Weights {
    per_sentence: f32,
    per_paragraph: f32,
    subject: f32,
    first_in_sentence: f32,
    owner: f32,
    object: f32,
    spoke: f32,
    last_speaker: f32,
    known_gender: f32,
    often: f32,
    same_sentence_object: f32,
}

const WEIGHTS: Weights = Weights {
    per_sentence: -1.9,
    per_paragraph: -0.6,
    subject: 1.0,
    first_in_sentence: 1.5,
    owner: -0.2,
    object: -0.5,
    spoke: 1.0,
    last_speaker: 1.0,
    known_gender: 1.5,
    often: 0.4,
    same_sentence_object: -1.0,
};

/// Furthest that a pronoun looks back, in sentences and in mentions.
const SENTENCES_BACK: usize = 9;
pub(super) const MENTIONS_BACK: usize = 40;

/// Everything remembered while a story is read from front to back.
pub struct Cast<'a> {
    pub(super) units: &'a Units<'a>,
    pub(super) people: &'a [Person],
    /// What the names or the pronouns of each show; read where a pronoun asks for it.
    genders: Vec<OnceCell<Option<Gender>>>,
    /// What the story says each person is; read where an office asks for it.
    pub(super) roles: Vec<OnceCell<Vec<u64>>>,
    /// The offices that the story gives each; read where "the judge" asks for it.
    pub(super) offices: Vec<OnceCell<Vec<String>>>,
    pub(super) events: Vec<Event>,
    pronouns: Vec<(usize, usize)>,
    pub(super) last_speaker: Option<Speaker>,
    /// Words with a capital inside a sentence; read where a noun phrase asks for it.
    pub(super) capitals: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Cast<'a> {
    /// Starts with the people of the article.
    pub fn new(units: &'a Units<'a>, people: &'a [Person]) -> Self {
        Self {
            units,
            people,
            genders: vec![OnceCell::new(); people.len()],
            roles: vec![OnceCell::new(); people.len()],
            offices: vec![OnceCell::new(); people.len()],
            events: Vec::with_capacity(units.referring_count() * 2),
            pronouns: Vec::new(),
            last_speaker: None,
            capitals: OnceCell::new(),
        }
    }

    /// The speaker of the last statement.
    pub fn last_speaker(&self) -> Option<&Speaker> {
        self.last_speaker.as_ref()
    }

    /// Takes note of who is named and meant in a sentence.
    pub fn read(&mut self, unit: usize) {
        let (range, paragraph) = self.units.units[unit].clone();
        let mut first = true;
        let units = self.units;
        for &at in units.referring(unit) {
            let item = self.units.items[at];
            match item.kind {
                Kind::Name(person) => {
                    let person = person as usize;
                    let w = &WEIGHTS;
                    let mut weight = 0.0;
                    let owner = matches!(self.units.word(at + 1), "’s" | "'s" | "’");
                    let object = at > range.start && self.units.class(at - 1).any(Class::PREPOSITION);
                    if owner {
                        weight += w.owner;
                    } else if object {
                        weight += w.object;
                    } else {
                        weight += w.subject;
                        if first {
                            weight += w.first_in_sentence;
                        }
                    }
                    first = false;
                    self.events.push(Event {
                        person,
                        unit,
                        paragraph,
                        item: at,
                        weight,
                    });
                }
                Kind::Word if item.class.any(Class::HE.or(Class::SHE)) => {
                    if let Some(person) = self.resolve_pronoun(unit, at, item.class) {
                        self.pronouns.push((at, person));
                        let weight = WEIGHTS.subject + if first { WEIGHTS.first_in_sentence } else { 0.0 };
                        self.events.push(Event {
                            person,
                            unit,
                            paragraph,
                            item: at,
                            weight,
                        });
                    }
                    first = false;
                }
                _ => {}
            }
        }
    }

    /// Remembers that somebody spoke in a sentence.
    pub fn spoke(&mut self, unit: usize, speaker: &Speaker) {
        if let Speaker::Person(person) = *speaker {
            let (range, paragraph) = &self.units.units[unit];
            let weight = WEIGHTS.subject + WEIGHTS.spoke;
            self.events.push(Event {
                person,
                unit,
                paragraph: *paragraph,
                item: range.end.saturating_sub(1),
                weight,
            });
        }
        self.last_speaker = Some(speaker.clone());
    }

    fn resolve_pronoun(&self, unit: usize, at: usize, class: Class) -> Option<usize> {
        let wanted = if class.any(Class::HE.or(Class::HIM).or(Class::HIS)) {
            Gender::Masculine
        } else {
            Gender::Feminine
        };
        let paragraph = self.units.units[unit].1;
        let w = &WEIGHTS;
        // "Mr. Putin, he added, will come": who speaks is not who the statement is about.
        let inserted = at > 0
            && self.units.word(at - 1) == ","
            && self.units.get(at + 1).is_some_and(|i| i.cue.is_some());
        let topic = match at.checked_sub(2).and_then(|i| self.units.get(i)).map(|i| i.kind) {
            Some(Kind::Name(person)) => Some(person as usize),
            _ => None,
        };
        let mut best: Option<(f32, usize)> = None;
        for event in self.events.iter().rev().take(MENTIONS_BACK) {
            let sentences = unit.saturating_sub(event.unit);
            if sentences > SENTENCES_BACK {
                break;
            }
            let person = &self.people[event.person];
            let gender = self.gender(event.person);
            if person.kind != SpeakerType::Person
                || gender.is_some_and(|g| g != wanted)
                || event.item >= at
                || inserted && (sentences == 0 || topic == Some(event.person))
            {
                continue;
            }
            let mut score = event.weight
                + w.per_sentence * sentences as f32
                + w.per_paragraph * (paragraph - event.paragraph).min(4) as f32
                + w.often * (person.mentions.len() as f32).ln();
            if gender.is_some() {
                score += w.known_gender;
            }
            if self.last_speaker == Some(Speaker::Person(event.person)) {
                score += w.last_speaker;
            }
            if sentences == 0 && event.weight < w.subject {
                score += w.same_sentence_object;
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, event.person));
            }
        }
        best.map(|(_, person)| person)
    }

    /// Who a subject is, with the words followed to the name.
    pub fn resolve(&mut self, unit: usize, subject: &Subject) -> (Option<Speaker>, Vec<Evidence>) {
        let span = self.units.span(subject.items.clone());
        let evidence = |what: &'static str| {
            // An antecedent may follow.
            let mut chain = Vec::with_capacity(if what == "pronoun" { 2 } else { 1 });
            chain.push(Evidence {
                span,
                what: what.into(),
            });
            chain
        };
        match subject.who {
            Who::Person(p) => (Some(Speaker::Person(p)), evidence("name")),
            Who::Pronoun(class)
                if class.any(Class::HE.or(Class::SHE).or(Class::HIM).or(Class::HIS))
                    || class.any(Class::HER) =>
            {
                let at = subject.items.start;
                let person = self
                    .known_pronoun(at)
                    .or_else(|| self.resolve_pronoun(unit, at, class));
                let mut chain = evidence("pronoun");
                if let Some(p) = person {
                    self.learn(p, class);
                    let before = self.people[p].mentions.iter().rev().find(|m| m.end <= span.start);
                    chain.extend(before.map(|m| Evidence {
                        span: *m,
                        what: "antecedent".into(),
                    }));
                }
                (person.map(Speaker::Person), chain)
            }
            Who::Pronoun(class) if class.any(Class::THEY.or(Class::IT).or(Class::THEM)) => {
                if let Some(own) = self.clause_subject(unit, subject, class) {
                    return own;
                }
                let speaker = self.last_speaker.clone().filter(|s| match s {
                    Speaker::Person(p) => self.people[*p].kind != SpeakerType::Person,
                    Speaker::Other(..) => true,
                });
                (speaker, evidence("pronoun"))
            }
            Who::Pronoun(_) => (None, evidence("pronoun")),
            Who::Nominal => self.nominal(subject),
        }
    }

    /// "The council condemned what it called": the subject of the clause before, where it can be "it" or "they".
    fn clause_subject(
        &mut self,
        unit: usize,
        pronoun: &Subject,
        class: Class,
    ) -> Option<(Option<Speaker>, Vec<Evidence>)> {
        let range = self.units.units[unit].0.clone();
        let main = self.units.main_subject(&range, pronoun.items.start)?;
        let head = main.items.end - 1;
        let plural = self.units.word(head).ends_with('s') || self.units.word(head) == "people";
        let fits = match main.who {
            Who::Person(p) => self.people[p].kind == SpeakerType::Organisation && !class.any(Class::THEM),
            Who::Nominal if class.any(Class::IT) => self.units.class(head).any(Class::ORG),
            Who::Nominal => plural,
            Who::Pronoun(_) => false,
        };
        fits.then(|| self.resolve(unit, &main))
    }

    fn known_pronoun(&self, at: usize) -> Option<usize> {
        let found = self.pronouns.binary_search_by_key(&at, |(item, _)| *item).ok()?;
        Some(self.pronouns[found].1)
    }

    fn learn(&mut self, person: usize, class: Class) {
        let shown = if class.any(Class::HE.or(Class::HIM).or(Class::HIS)) {
            Gender::Masculine
        } else {
            Gender::Feminine
        };
        if self.gender(person).is_none() {
            self.genders[person] = OnceCell::from(Some(shown));
        }
    }

    fn gender(&self, person: usize) -> Option<Gender> {
        *self.genders[person].get_or_init(|| gender::of(&self.people[person]))
    }
}
