//! From the words that name a speaker to the speaker: pronouns, roles, noun phrases.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::pronouns::WEIGHTS;
use super::spare::Room;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::annotate::people::gender::{self, Gender};
use crate::article::{Evidence, Person, Span, SpeakerType};
use crate::text::one_line;
use crate::text::words::Class;

/// A speaker that has been found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speaker {
    /// One of the people of the article.
    Person(usize),
    /// One of [`Cast::others`].
    Other(usize),
}

/// Somebody without an entry: a role, a body, unnamed people.
pub(super) struct Other<'a> {
    /// Empty for one of several who are not told apart.
    pub(super) name: Cow<'a, str>,
    pub(super) kind: SpeakerType,
}

/// The words followed to a speaker, two steps at most, with what they show. Only those of statements
/// that are told become [`Evidence`].
#[derive(Clone, Copy, Default)]
pub(super) struct Trail([Option<(Span, &'static str)>; 2]);

impl Trail {
    pub(super) const fn new(span: Span, what: &'static str) -> Self {
        Self([Some((span, what)), None])
    }

    /// With a second step, where there is one.
    pub(super) fn then(mut self, span: Option<Span>, what: &'static str) -> Self {
        self.0[1] = span.map(|span| (span, what));
        self
    }

    pub(super) fn evidence(self) -> Vec<Evidence> {
        let count = self.0.iter().flatten().count();
        let mut list = Vec::with_capacity(count);
        list.extend(self.0.into_iter().flatten().map(|(span, what)| Evidence {
            span,
            what: what.into(),
        }));
        list
    }
}

/// A person named or meant at a place of the story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) person: usize,
    pub(super) unit: usize,
    pub(super) paragraph: usize,
    pub(super) item: usize,
    pub(super) weight: f32,
}

/// Furthest that one looks back for who is meant, in mentions.
pub(super) const MENTIONS_BACK: usize = 40;

/// What is known of a person, each read where it is asked for.
#[derive(Default)]
pub(super) struct Known {
    /// What the names or the pronouns show, which a pronoun asks for.
    pub(super) gender: OnceCell<Option<Gender>>,
    /// Whether anything shows that it is a person, which a pronoun asks for.
    pub(super) shown: OnceCell<bool>,
    /// What the story says the person is, which an office asks for.
    pub(super) roles: OnceCell<Vec<u64>>,
    /// The offices that the story gives, which "the judge" asks for.
    pub(super) offices: OnceCell<Vec<String>>,
}

/// Everything remembered while a story is read from front to back.
pub struct Cast<'a> {
    pub(super) units: &'a Units<'a>,
    pub(super) people: &'a [Person],
    pub(super) known: Vec<Known>,
    /// Speakers without an entry, one for each time that one was found.
    pub(super) others: Vec<Other<'a>>,
    pub(super) events: Vec<Event>,
    pub(super) pronouns: Vec<(usize, Speaker)>,
    pub(super) last_speaker: Option<Speaker>,
    /// The sentence in which that was.
    pub(super) last_spoke: Option<usize>,
    /// Whether that was a question.
    pub(super) last_asked: bool,
    /// Names that "it" takes up: bodies, whatever they look like.
    pub(super) its: Vec<usize>,
    /// Descriptions by which the story took somebody up, without their articles.
    pub(super) descriptions: Vec<(&'a str, usize)>,
    /// Words with a capital inside a sentence; read where a noun phrase asks for it.
    pub(super) capitals: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Cast<'a> {
    /// Starts with the people of the article.
    pub(super) fn new(units: &'a Units<'a>, people: &'a [Person], room: &mut Room) -> Self {
        Self {
            units,
            people,
            known: people.iter().map(|_| Known::default()).collect(),
            others: Vec::new(),
            events: std::mem::take(&mut room.events),
            pronouns: std::mem::take(&mut room.pronouns),
            last_speaker: None,
            last_spoke: None,
            last_asked: false,
            its: Vec::new(),
            descriptions: Vec::new(),
            capitals: OnceCell::new(),
        }
    }

    /// A speaker without an entry.
    pub(super) fn other(&mut self, name: Cow<'a, str>, kind: SpeakerType) -> Speaker {
        let name = match name {
            Cow::Borrowed(name) => one_line(name),
            owned => owned,
        };
        self.others.push(Other { name, kind });
        Speaker::Other(self.others.len() - 1)
    }

    /// What a speaker is called.
    pub(super) fn name(&self, speaker: Speaker) -> &str {
        match speaker {
            Speaker::Person(p) => &self.people[p].name,
            Speaker::Other(o) => &self.others[o].name,
        }
    }

    /// Takes note of who is named and meant in a sentence.
    pub fn read(&mut self, unit: usize) {
        let (range, paragraph) = self.units.units[unit].clone();
        let mut first = true;
        let units = self.units;
        if let Some(person) = self.office_at(unit, range.start) {
            first = false;
            self.events.push(Event {
                person,
                unit,
                paragraph,
                item: range.start,
                weight: WEIGHTS.subject + WEIGHTS.first_in_sentence,
            });
        }
        for &at in units.referring(unit) {
            let item = self.units.items[at];
            match item.kind {
                Kind::Name(person) => {
                    let person = person as usize;
                    let w = &WEIGHTS;
                    let mut weight = 0.0;
                    let owner = self.units.is_possessive(at + 1);
                    let object = at > range.start
                        && self.units.class(at - 1).any(Class::PREPOSITION)
                        && !self.units.is_brought_in(&range, at);
                    let leads = self.units.leads_to_name(at);
                    if owner || leads {
                        weight += w.owner;
                    } else if object {
                        weight += w.object;
                    } else {
                        weight += w.subject;
                        if first {
                            weight += w.first_in_sentence;
                        }
                    }
                    first &= leads || owner && self.units.is_kin(at + 2);
                    self.events.push(Event {
                        person,
                        unit,
                        paragraph,
                        item: at,
                        weight,
                    });
                }
                Kind::Word if item.class.any(Class::HE.or(Class::SHE)) => {
                    let meant = self.resolve_pronoun(unit, at, item.class);
                    self.pronouns.extend(meant.map(|meant| (at, meant)));
                    if let Some(Speaker::Person(person)) = meant {
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

    /// "The actress, 36, left": the person whom the office that begins a sentence means.
    fn office_at(&self, unit: usize, start: usize) -> Option<usize> {
        let units = self.units;
        let role = |i: usize| units.class(i).any(Class::ROLE);
        if units.word(start) != "The" {
            return None;
        }
        // "The confident 23-year-old is"
        if let Some(end) = units.age_behind(start) {
            let aged = Subject::new(Who::Nominal, start..end);
            return self.just_named(unit, &aged);
        }
        if !(start + 1..start + 4).any(role) {
            return None;
        }
        let subject = units.subject_after(start, start + 6)?;
        let head = subject.items.end - 1;
        let one = subject.who == Who::Nominal && units.is_person(head);
        one.then(|| {
            self.role_holder(unit, &subject)
                .or_else(|| self.taken_up(unit, &subject))
        })?
    }

    /// Remembers that somebody spoke in a sentence.
    pub fn spoke(&mut self, unit: usize, speaker: Speaker) {
        if let Speaker::Person(person) = speaker {
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
        self.last_speaker = Some(speaker);
        self.last_spoke = Some(unit);
        self.last_asked = false;
    }

    /// Who a subject is, with the words followed to the name.
    pub(super) fn resolve(&mut self, unit: usize, subject: &Subject) -> (Option<Speaker>, Trail) {
        let span = self.units.span(subject.items.clone());
        let pronoun = Trail::new(span, "pronoun");
        match subject.who {
            Who::Person(p) => (Some(Speaker::Person(p)), Trail::new(span, "name")),
            Who::Pronoun(class)
                if class.any(Class::HE.or(Class::SHE).or(Class::HIM).or(Class::HIS))
                    || class.any(Class::HER) =>
            {
                let at = subject.items.start;
                let meant = self
                    .known_pronoun(at)
                    .or_else(|| self.resolve_pronoun(unit, at, class));
                let Some(Speaker::Person(p)) = meant else {
                    return (meant, pronoun);
                };
                self.learn(p, class);
                let trail = pronoun.then(self.named_before(p, span), "antecedent");
                (meant, trail)
            }
            Who::Pronoun(class) if class.any(Class::THEY.or(Class::IT).or(Class::THEM)) => {
                // "Pupils should play, they say": who speaks is not what the statement is about.
                let at = subject.items.start;
                let behind = at > 0
                    && self.units.word(at - 1) == ","
                    && matches!(self.units.word(at + 2), "," | "." | "");
                if let Some(own) = (!behind)
                    .then(|| self.clause_subject(unit, subject, class))
                    .flatten()
                {
                    return own;
                }
                let it = class.any(Class::IT);
                let here = self.spoke_in(self.units.units[unit].1);
                let last = self.last_speaker.filter(|s| match *s {
                    Speaker::Person(p) => self.is_body(p) || it && here && self.may_be_body(p),
                    Speaker::Other(o) if it => match self.others[o].kind {
                        SpeakerType::Role => false,
                        SpeakerType::Unnamed => here || self.may_be_it(o),
                        _ => true,
                    },
                    Speaker::Other(o) => !self.is_written(o),
                });
                // Who spoke before the sentence before gives way to whom that is about.
                let earlier = self.last_spoke.is_some_and(|spoke| spoke + 1 < unit);
                let new = (it && earlier).then(|| self.nominal_it(unit)).flatten();
                if let Some(new) = new {
                    return new;
                }
                let body = if it && (earlier || !(here && last.is_some())) {
                    self.it(unit, subject.items.start).map(Speaker::Person).or(last)
                } else {
                    last
                };
                if let Some(Speaker::Person(p)) = body
                    && it
                    && !self.is_body(p)
                {
                    self.its.push(p);
                }
                match body {
                    Some(_) => (body, pronoun),
                    None if it => self.nominal_it(unit).unwrap_or((None, pronoun)),
                    None => self.group_meant(unit).unwrap_or((None, pronoun)),
                }
            }
            Who::Pronoun(_) => (None, pronoun),
            Who::Nominal => self.nominal(unit, subject),
        }
    }

    /// "The council condemned what it called": the subject of the clause before, where it can be "it" or "they".
    fn clause_subject(
        &mut self,
        unit: usize,
        pronoun: &Subject,
        class: Class,
    ) -> Option<(Option<Speaker>, Trail)> {
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

    /// Whether a person is named for the first time in a sentence.
    pub(super) fn is_first(&self, unit: usize, speaker: Option<Speaker>) -> bool {
        let Some(Speaker::Person(person)) = speaker else {
            return false;
        };
        let items = self.units.units[unit].0.clone();
        let first = self.people[person].mentions.first();
        first.is_some_and(|first| first.start >= self.units.span(items).start)
    }

    /// Who was named or meant last, the last first, as far as a description looks back.
    pub(super) fn named_last(&self) -> impl Iterator<Item = &Event> + Clone {
        self.events.iter().rev().take(MENTIONS_BACK * 2)
    }

    /// Of those whom the first one's sentence names, the one that it is about.
    pub(super) fn about<'e>(mut events: impl Iterator<Item = &'e Event>) -> Option<&'e Event> {
        let first = events.next()?;
        let same = events.take_while(|event| event.unit == first.unit);
        Some(same.fold(
            first,
            |best, event| if event.weight > best.weight { event } else { best },
        ))
    }

    /// Whether a noun shows the other sex than a person's: "actress" for him.
    pub(super) fn is_of_other_sex(&self, person: usize, noun: &str) -> bool {
        let shown = gender::of_noun(noun);
        shown.is_some_and(|shown| self.gender(person).is_some_and(|gender| gender != shown))
    }

    /// Who is named or meant from a sentence on, the last first.
    pub(super) fn named_since(&self, unit: usize) -> impl Iterator<Item = &Event> {
        self.events
            .iter()
            .rev()
            .take_while(move |event| event.unit >= unit)
    }

    /// The last place before `span` where a person is named.
    pub(super) fn named_before(&self, person: usize, span: Span) -> Option<Span> {
        let mentions = &self.people[person].mentions;
        let before = mentions.partition_point(|mention| mention.end <= span.start);
        before.checked_sub(1).map(|last| mentions[last])
    }
}
