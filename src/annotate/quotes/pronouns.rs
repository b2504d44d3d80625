//! Whom "he" and "she" mean.

use std::cell::OnceCell;
use std::ops::Range;

use super::speakers::{Cast, Event, MENTIONS_BACK, Speaker};
use super::subject::Who;
use super::titles::is_seldom_named;
use super::units::Kind;
use crate::annotate::people::gender::{self, Gender};
use crate::annotate::people::roles;
use crate::article::{Person, SpeakerType};
use crate::text::words::{self, Class};
use crate::text::{Text, TokenKind};

/// What makes a person the likely meaning of a pronoun. One table, so that it can be read and fitted.
pub(super) struct Weights {
    per_sentence: f32,
    per_paragraph: f32,
    pub(super) subject: f32,
    pub(super) first_in_sentence: f32,
    pub(super) owner: f32,
    pub(super) object: f32,
    pub(super) spoke: f32,
    last_speaker: f32,
    known_gender: f32,
    unshown: f32,
    often: f32,
    same_sentence_object: f32,
    unnamed_speaker: f32,
    goes_on: f32,
    topic: f32,
    asked: f32,
}

pub(super) const WEIGHTS: Weights = Weights {
    per_sentence: -1.9,
    per_paragraph: -0.6,
    subject: 1.0,
    first_in_sentence: 1.5,
    owner: -0.2,
    object: -0.5,
    spoke: 1.0,
    last_speaker: 1.0,
    known_gender: 1.5,
    unshown: -1.5,
    often: 0.4,
    same_sentence_object: -1.0,
    unnamed_speaker: 3.4,
    goes_on: 2.0,
    topic: 3.0,
    asked: 1.5,
};

/// Furthest that a pronoun looks back, in sentences; to somebody without a name.
const SENTENCES_BACK: usize = 9;
const UNNAMED_BACK: usize = 3;

/// Mentions beyond so many make nobody likelier: who is named in every sentence is what a story is about, not who speaks.
const OFTEN: usize = 5;

/// How much it counts that a person is named so many times.
fn times(mentions: usize) -> f32 {
    if mentions == 1 {
        0.0
    } else {
        (mentions.min(OFTEN) as f32).ln()
    }
}

/// The gender that a pronoun of the third person singular shows.
fn gender_of(pronoun: Class) -> Gender {
    if pronoun.any(Class::HE.or(Class::HIM).or(Class::HIS)) {
        Gender::Masculine
    } else {
        Gender::Feminine
    }
}

impl Cast<'_> {
    /// The person, or whoever spoke last without a name, whom a pronoun takes up.
    pub(super) fn resolve_pronoun(&mut self, unit: usize, at: usize, class: Class) -> Option<Speaker> {
        let wanted = gender_of(class);
        let paragraph = self.units.units[unit].1;
        let w = &WEIGHTS;
        // "Mr. Putin, he added, will come": who speaks is not who the statement is about.
        let inserted = at > 0
            && self.units.word(at - 1) == ","
            && self.units.get(at + 1).is_some_and(|i| i.cue.is_some());
        // "Lee started it - since then, he says the channel has": what he says stands behind.
        let behind = !matches!(self.units.word(at + 2), "," | "." | "");
        let start = self.units.units[unit].0.start;
        let opening = Some(start).filter(|start| behind && !self.units.is_joint(start + 1));
        let topic = match at.checked_sub(2).and_then(|i| self.units.get(i)).map(|i| i.kind) {
            Some(Kind::Name(person)) => Some(person as usize),
            _ => None,
        };
        let spoken_of = self.spoken_of(at);
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
                || self.is_of_thing(event)
                || self.is_spoken_for(event)
                || inserted
                    && !self.is_topic(event)
                    && (sentences == 0 && Some(event.item) != opening || topic == Some(event.person))
                || spoken_of.clone().any(|i| {
                    self.units
                        .get(i)
                        .is_some_and(|i| i.kind == Kind::Name(event.person as u32))
                })
            {
                continue;
            }
            let mut score = event.weight
                + w.per_sentence * sentences as f32
                + w.per_paragraph * (paragraph - event.paragraph).min(4) as f32
                + w.often * times(person.mentions.len());
            if gender.is_some() {
                score += w.known_gender;
            } else if !self.is_shown(event.person) {
                if self.stands_aside(event) {
                    continue;
                }
                score += w.unshown;
            }
            if self.last_speaker == Some(Speaker::Person(event.person)) {
                score += w.last_speaker;
            }
            if self.is_topic(event) {
                score += w.topic;
            }
            if sentences == 0 && self.is_asked(event) {
                score += w.asked;
            }
            if sentences == 0 && event.weight < w.subject {
                score += w.same_sentence_object;
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, event.person));
            }
        }
        let unnamed = self.unnamed(unit, wanted).filter(|(speaker, spoke)| {
            // "the Ohio governor" may be somebody whom the story names, and a reporter's question is answered by another.
            let is_role = matches!(speaker, Speaker::Other(o) if self.may_be_named(*o));
            let yields = is_role || self.last_asked || !class.any(Class::HE.or(Class::SHE));
            let sentences = (unit - spoke) as f32;
            let paragraphs = (paragraph - self.units.units[*spoke].1).min(4) as f32;
            // "A spokesman said so. He added": whoever is told of the same breath.
            let adds = class.any(Class::HE.or(Class::SHE))
                && self.units.word(at + 1) == "added"
                && unit == spoke + 1;
            let goes_on = if adds { w.goes_on } else { 0.0 };
            let score =
                w.unnamed_speaker + goes_on + w.per_sentence * sentences + w.per_paragraph * paragraphs;
            best.is_none_or(|(s, _)| score > s && !yields)
        });
        if let Some((speaker, _)) = unnamed {
            return Some(speaker);
        }
        if let Some(speaker) = self.newcomer(unit, at, wanted) {
            return Some(speaker);
        }
        match best {
            Some((_, person)) => Some(Speaker::Person(person)),
            None => self.unnamed_subject(unit, wanted),
        }
    }

    /// "he said of Ann Lee": the items behind the verb that name who is spoken of, who is not "he".
    fn spoken_of(&self, at: usize) -> Range<usize> {
        let cue = self.units.get(at + 1).is_some_and(|item| item.cue.is_some());
        let of = cue && matches!(self.units.word(at + 2), "of" | "about");
        at + 3..if of { at + 8 } else { at + 3 }
    }

    /// "As for Lee, he said".
    fn is_topic(&self, event: &Event) -> bool {
        let start = self.units.units[event.unit].0.start;
        event.item == start + 2 && self.units.word(start) == "As" && self.units.word(start + 1) == "for"
    }

    /// "asked Lee why he had left": whom a question is put to.
    fn is_asked(&self, event: &Event) -> bool {
        let asks = |at: usize| matches!(self.units.word(at), "ask" | "asks" | "asked" | "asking");
        event.item.checked_sub(1).is_some_and(asks)
            && matches!(
                self.units.word(event.item + 1),
                "why" | "if" | "whether" | "what" | "how" | "when" | "where" | "about"
            )
    }

    /// "an Alan Shearer strike": a name that tells which thing.
    fn is_of_thing(&self, event: &Event) -> bool {
        let (units, at) = (self.units, event.item);
        at > 0
            && matches!(units.word(at - 1), "a" | "an" | "A" | "An")
            && units.is_name(at)
            && units.is_noun(at + 1)
            && !units.verb_at(at + 1)
    }

    /// "policies of the G7 nations", "Bollywood films": a name that nothing shows to be a person's, behind a preposition or
    /// before a noun.
    fn stands_aside(&self, event: &Event) -> bool {
        let (units, at) = (self.units, event.item);
        if !units.is_name(at) {
            return false;
        }
        let article = usize::from(units.class(at.saturating_sub(1)).any(Class::DETERMINER));
        let before = at.checked_sub(1 + article);
        let behind = before.is_some_and(|before| units.class(before).any(Class::PREPOSITION));
        let modifies = units.is_noun(at + 1) && !units.verb_at(at + 1) && !units.capital(at + 1);
        // "lost to Gerwyn Price", "Meggan Farrell’s timing": two words are a person’s name more often than not.
        let word = !self.people[event.person].name.contains(' ');
        word && (modifies || behind || units.is_possessive(at + 1))
    }

    /// "A spokesman for the town was angry. “...,” he said": somebody new without a name whom the sentence before is about,
    /// where neither it nor this one names anybody else.
    fn newcomer(&mut self, unit: usize, at: usize, wanted: Gender) -> Option<Speaker> {
        let units = self.units;
        let (range, _) = units.units.get(unit.checked_sub(1)?)?.clone();
        // Every "he" asks for it, so the first word comes first.
        if !matches!(units.word(range.start), "A" | "An" | "Another") {
            return None;
        }
        // "A director pulled her into a studio. “...,” she said": who was there before.
        let taken_up = Class::HIM
            .or(Class::HER)
            .or(Class::HIS)
            .or(Class::HE)
            .or(Class::SHE);
        let asks = |i: usize| matches!(units.word(i), "asked" | "asks" | "pressed");
        if range.clone().any(|i| units.class(i).any(taken_up) || asks(i)) {
            return None;
        }
        let (before, subject) = self.subject_of_sentence_before(unit, 0)?;
        let head = subject.items.end - 1;
        let other = gender::borne_by(units.class(head)).is_some_and(|gender| gender != wanted);
        let named = self
            .named_since(before)
            .any(|event| event.item < at && self.people[event.person].kind == SpeakerType::Person);
        let new = subject.items.start == range.start && subject.who == Who::Nominal;
        (new && units.is_person(head) && !other && !named)
            .then(|| self.nominal(before, &subject).0)
            .flatten()
    }

    /// "A neighbour was at work. She said": somebody without a name who is the subject of the sentence before, where
    /// nobody with a name is near.
    fn unnamed_subject(&mut self, unit: usize, wanted: Gender) -> Option<Speaker> {
        let (before, subject) = self.subject_of_sentence_before(unit, 1)?;
        let head = subject.items.end - 1;
        let other = gender::borne_by(self.units.class(head)).is_some_and(|gender| gender != wanted);
        match subject.who {
            Who::Person(_) => None,
            Who::Pronoun(_) => self.known_pronoun(subject.items.start),
            Who::Nominal if self.units.is_person(head) && !other => self.nominal(before, &subject).0,
            Who::Nominal => None,
        }
    }

    /// "the Ohio governor", "the company’s chairman": an office whose holder the story may name elsewhere. A victim
    /// or a resident has none: noun phrases take them for unnamed.
    fn may_be_named(&self, other: usize) -> bool {
        const STRANGERS: &[&str] = &[
            "broker",
            "villager",
            "shopkeeper",
            "driver",
            "nurse",
            "teacher",
            "student",
            "farmer",
            "waiter",
            "waitress",
            "caller",
            "voter",
        ];
        let other = &self.others[other];
        let head = other.head();
        other.kind == SpeakerType::Role && !is_seldom_named(head) && !STRANGERS.contains(&head)
    }

    /// Whoever spoke last where that was one person without a name ("a spokesman"), with the sentence.
    fn unnamed(&self, unit: usize, wanted: Gender) -> Option<(Speaker, usize)> {
        let (speaker, spoke) = (self.last_speaker?, self.last_spoke?);
        let Speaker::Other(other) = speaker else {
            return None;
        };
        let other = &self.others[other];
        if unit - spoke > UNNAMED_BACK || !matches!(other.kind, SpeakerType::Role | SpeakerType::Unnamed) {
            return None;
        }
        let word = other.head();
        let class = words::of(word);
        let shown = gender::of_noun(word);
        let one = class.any(Class::ROLE.or(Class::TITLE)) && !words::is_plural(word)
            || gender::is_one(word)
            || matches!(word, "one" | "another");
        let other_gender = shown.is_some_and(|shown| shown != wanted);
        (one && !other_gender).then_some((speaker, spoke))
    }

    /// Whether anything but a capital shows a person: a title, a given name, what the story says of them.
    pub(super) fn is_shown(&self, person: usize) -> bool {
        let shown = || {
            let Person { role, mentions, .. } = &self.people[person];
            let text = self.units.text;
            let named = Class::GIVEN
                .or(Class::FAMILY)
                .or(Class::COURTESY)
                .or(Class::TITLE);
            role.is_some()
                || mentions.iter().take(24).any(|mention| {
                    let tokens = text.token_at(mention.start)..text.token_at(mention.end);
                    roles::is_told_of_person(text, tokens.end)
                        || tokens.into_iter().any(|i| text.classes[i].any(named))
                })
        };
        *self.known[person].shown.get_or_init(shown)
    }

    /// Whom the pronoun at an item that has been read means.
    pub(super) fn known_pronoun(&self, at: usize) -> Option<Speaker> {
        let found = self.pronouns.binary_search_by_key(&at, |(item, _)| *item).ok()?;
        Some(self.pronouns[found].1)
    }

    /// What the names, the word before them or a clause behind them show.
    pub(super) fn gender(&self, person: usize) -> Option<Gender> {
        let gender = &self.known[person].gender;
        *gender.get_or_init(|| gender::of(&self.people[person]).or_else(|| self.gender_of_kin(person)))
    }

    /// "His daughter, Rosalind, said": what the word before the comma shows.
    fn gender_of_kin(&self, person: usize) -> Option<Gender> {
        let text = self.units.text;
        let mut mentions = self.people[person].mentions.iter().take(4);
        mentions.find_map(|mention| {
            if let Some(shown) = gender_in_clause(text, text.token_at(mention.end.saturating_sub(1)) + 1) {
                return Some(shown);
            }
            let comma = text.token_at(mention.start).checked_sub(1)?;
            let kin = comma.checked_sub(1).filter(|_| text.word(comma) == ",")?;
            let class = text.classes[kin];
            let led = kin
                .checked_sub(1)
                .is_some_and(|i| text.classes[i].any(Class::OWNER) || words::is_possessive(text.word(i)));
            match class {
                _ if !led || text.tokens[kin].capital => None,
                _ => gender::borne_by(class),
            }
        })
    }

    /// Notes the gender that a pronoun shows of the person it takes up.
    pub(super) fn learn(&mut self, person: usize, class: Class) {
        let shown = gender_of(class);
        if self.gender(person).is_none() {
            self.known[person].gender = OnceCell::from(Some(shown));
        }
    }
}

/// "Kamila, who won with her song": what a clause behind a name shows, from its comma on.
fn gender_in_clause(text: &Text<'_>, comma: usize) -> Option<Gender> {
    if text.word(comma) != "," || text.word(comma + 1) != "who" {
        return None;
    }
    // Up to the next name: behind it the owner may be another.
    let of_clause = |i: &usize| {
        let token = text.tokens[*i];
        text.word(*i) != "," && !(token.capital && token.kind == TokenKind::Word)
    };
    let mut clause = (comma + 2..text.tokens.len().min(comma + 10)).take_while(of_clause);
    let owner = Class::HIS.or(Class::HER);
    let shown = clause.find(|i| text.classes[*i].any(owner))?;
    Some(gender_of(text.classes[shown]))
}
