//! Two who speak together: "the company and regulators", "U.S. and South Korean officials".

use std::ops::Range;

use super::agreement::is_written;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::words::Class;

impl Units<'_> {
    /// Who speaks together with the subject found before a verb: "The company and regulators said", where they open the
    /// sentence or stand behind what they report. Of two persons it is the first.
    pub(super) fn joint_subject(&self, unit: &Range<usize>, subject: Subject) -> Subject {
        if let Some(named) = self
            .named_behind(&subject)
            .or_else(|| self.opening_name_of(unit, &subject))
        {
            return named;
        }
        let and = subject.start.checked_sub(1);
        let Some(and) = and.filter(|and| *and > unit.start && self.word(*and) == "and") else {
            return subject;
        };
        if let Some(joined) = self.joined_adjective(unit, &subject, and) {
            return joined;
        }
        // "a consultant and a lawyer who said": the lawyer.
        let who = |i: usize| self.class(i).any(Class::WHO);
        if who(subject.items.end) || who(subject.end) || matches!(subject.who, Who::Pronoun(_)) {
            return subject;
        }
        let opening = unit.start + usize::from(self.class(unit.start).any(Class::CONJUNCTION));
        // "Ward and other experts"
        let others = matches!(self.word(subject.items.start), "other" | "others") && self.is_name(and - 1);
        // "the Coffee, Sugar and Cocoa Exchange": one name.
        let led = self.class(subject.start).any(Class::DETERMINER) || others;
        let speaks = |first: &Subject| {
            let head = first.items.end - 1;
            let word = self.word(head);
            let opens = first.start <= opening;
            let place = opens && self.capital(head) && self.class(head).any(Class::PLACE);
            match first.who {
                Who::Person(_) => led || opens && subject.who != Who::Nominal,
                Who::Nominal => {
                    (self.class(head).any(SPEAKERS)
                        || is_written(word.strip_suffix('s').unwrap_or(word))
                        || place)
                        && (led || opens || !self.capital(and - 1))
                }
                Who::Pronoun(_) => false,
            }
        };
        let plain = |first: &Subject| {
            let mut items = first.items.clone();
            // "The firm failed in 2002 and prosecutors claim": no two who speak.
            let does = |i: usize| {
                !self.capital(i) && self.word(i).ends_with("ed") && self.class(i + 1).any(Class::PREPOSITION)
            };
            !items.any(|i| self.word(i) == "to" || self.items[i].cue.ing() || does(i))
        };
        let first = self.phrase_before(unit.start, and).filter(speaks).filter(plain);
        let Some(first) = first else {
            return subject;
        };
        let comma = first
            .start
            .checked_sub(1)
            .filter(|comma| self.word(*comma) == ",");
        let behind = comma.is_some_and(|comma| (unit.start..comma).any(|i| self.verb_at(i)));
        if !(behind || others || first.start <= opening) {
            return subject;
        }
        let (start, end) = (first.start, subject.end);
        match (first.who, subject.who) {
            (Who::Person(_), _) => Subject { start, end, ..first },
            (_, Who::Person(_)) => Subject { start, ..subject },
            _ => Subject {
                who: Who::Nominal,
                items: first.items.start..subject.items.end,
                start,
                end,
            },
        }
    }

    /// "Federal and state officials": what sort of them they are, twice.
    fn joined_adjective(&self, unit: &Range<usize>, subject: &Subject, and: usize) -> Option<Subject> {
        let first = and - 1;
        let before = first.checked_sub(1).filter(|before| *before >= unit.start);
        let opens = before.is_none_or(|i| self.word(i) == "," || self.class(i).any(Class::DETERMINER));
        let sort = self.items[first].kind == Kind::Word
            && !self
                .class(first)
                .any(SPEAKERS.or(Class::GRAMMAR).or(Class::PLACE))
            && !self.verb_at(first)
            && !self.is_plural(first)
            && !self.word(first).ends_with("ly");
        let people = subject.who == Who::Nominal
            && subject.items.len() == 2
            && !self.capital(subject.items.start)
            && !self.class(subject.items.start).any(SPEAKERS.or(Class::GRAMMAR))
            && self.is_plural(subject.items.end - 1);
        (opens && sort && people).then(|| Subject {
            items: first..subject.items.end,
            start: first,
            ..subject.clone()
        })
    }

    /// "Another pollster, David Woods of Lomar University, said": the name behind what somebody is.
    fn named_behind(&self, subject: &Subject) -> Option<Subject> {
        let one = matches!(
            self.word(subject.items.start),
            "another" | "Another" | "one" | "One"
        );
        let name = subject.items.end + 1;
        let named = subject.who == Who::Nominal
            && one
            && self.word(name - 1) == ","
            && name < subject.end
            && self.is_full_name(name);
        let Some(Kind::Name(person)) = self.get(name).map(|item| item.kind).filter(|_| named) else {
            return None;
        };
        Some(Subject {
            who: Who::Person(person as usize),
            items: name..name + 1,
            ..subject.clone()
        })
    }

    /// "Ann Beck, who backed Sen. Lee, of Lomar, and fought the board, said": whose clause it is that a name found right
    /// before the verb is an object in.
    fn opening_name_of(&self, unit: &Range<usize>, subject: &Subject) -> Option<Subject> {
        let start = unit.start.max(self.opening);
        let Some(Kind::Name(person)) = self.get(start).map(|item| item.kind) else {
            return None;
        };
        let described = self.word(start + 1) == ","
            && (self.class(start + 2).any(Class::WHO.or(Class::DETERMINER))
                || self.word(start + 2) == "whose");
        let at = subject.items.start;
        if !described || !matches!(subject.who, Who::Person(_)) || at < start + 5 {
            return None;
        }
        let mut led = (start + 3..at).rev().take(4);
        let object = led.find(|i| !self.capital(*i) && !self.class(*i).any(Class::DETERMINER))?;
        let object = self.class(object).any(Class::PREPOSITION) || self.verb_at(object);
        object.then(|| Subject {
            who: Who::Person(person as usize),
            items: start..start + 1,
            start,
            end: subject.end,
        })
    }

    /// "U.S. and South Korean officials": two countries whose people speak together.
    pub(super) fn joins_countries(&self, floor: usize, and: usize) -> bool {
        let country = Class::DEMONYM.or(Class::PLACE);
        let named = |i: usize| {
            self.items[i].kind == Kind::Word && self.capital(i) && self.class(i).any(country)
                || matches!(self.word(i), "South" | "North" | "Saudi")
        };
        let people = |i: usize| {
            self.class(i).any(Class::DEMONYM)
                || matches!(self.word(i), "U.S." | "US" | "UK" | "EU" | "U.N." | "UN")
        };
        and > floor && people(and - 1) && named(and + 1) && self.items[and - 1].kind == Kind::Word
    }
}
