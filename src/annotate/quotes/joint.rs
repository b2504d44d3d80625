//! Two who speak together: "the company and regulators", "U.S. and South Korean officials".

use std::ops::Range;

use super::agreement::is_written;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::words::Class;

impl Units<'_> {
    /// "They will settle, the company and regulators said": both, where what they report stands before the comma.
    pub(super) fn joint_subject(&self, unit: &Range<usize>, subject: Subject) -> Subject {
        let and = subject.start.checked_sub(1);
        let Some(and) = and.filter(|and| *and > unit.start + 1 && self.word(*and) == "and") else {
            return subject;
        };
        // "a consultant and a lawyer who said": the lawyer.
        let who = |i: usize| self.class(i).any(Class::WHO);
        if who(subject.items.end) || who(subject.end) || matches!(subject.who, Who::Pronoun(_)) {
            return subject;
        }
        // "the Coffee, Sugar and Cocoa Exchange": one name.
        let led = self.class(subject.start).any(Class::DETERMINER);
        let speaks = |first: &Subject| {
            let head = first.items.end - 1;
            let word = self.word(head);
            match first.who {
                Who::Person(_) => led,
                Who::Nominal => {
                    (self.class(head).any(SPEAKERS) || is_written(word.strip_suffix('s').unwrap_or(word)))
                        && (led || !self.capital(and - 1))
                }
                Who::Pronoun(_) => false,
            }
        };
        let plain = |first: &Subject| {
            let mut items = first.items.clone();
            !items.any(|i| self.word(i) == "to" || self.items[i].cue.ing())
        };
        let first = self.phrase_before(unit.start, and).filter(speaks).filter(plain);
        let Some(first) = first else {
            return subject;
        };
        let comma = first
            .start
            .checked_sub(1)
            .filter(|comma| self.word(*comma) == ",");
        if !comma.is_some_and(|comma| (unit.start..comma).any(|i| self.verb_at(i))) {
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
