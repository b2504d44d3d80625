//! Two who speak together: "the company and regulators", "U.S. and South Korean officials".

use std::ops::Range;

use super::agreement::is_written;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// "They will settle, the company and regulators said": both, where what they report stands before the comma.
    pub(super) fn joint_subject(&self, unit: &Range<usize>, subject: Subject) -> Subject {
        let and = subject.start.checked_sub(1);
        let Some(and) = and.filter(|and| *and > unit.start + 1 && self.word(*and) == "and") else {
            return subject;
        };
        let speaks = Class::ROLE.or(Class::ORG).or(Class::BODY);
        let told = |subject: &Subject| {
            let head = subject.items.end - 1;
            let word = self.word(head);
            match subject.who {
                Who::Person(_) => true,
                Who::Nominal => {
                    self.class(head).any(speaks) || is_written(word.strip_suffix('s').unwrap_or(word))
                }
                Who::Pronoun(_) => false,
            }
        };
        // "a consultant and a lawyer who said": the lawyer.
        if self.class(subject.items.end).any(Class::WHO) || self.class(subject.end).any(Class::WHO) {
            return subject;
        }
        // "the Coffee, Sugar and Cocoa Exchange": one name.
        let led = self.class(subject.start).any(Class::DETERMINER);
        let first = self.phrase_before(unit.start, and).filter(told);
        let plain = |first: &Subject| {
            !first
                .items
                .clone()
                .any(|i| self.word(i) == "to" || self.items[i].cue.ing())
        };
        let first = first
            .filter(plain)
            .filter(|first| led || first.who == Who::Nominal && !self.capital(and - 1));
        let Some(first) = first.filter(|_| !matches!(subject.who, Who::Pronoun(_))) else {
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

    /// "Investors sold shares after Okun Corp. issued a warning and said": the name that the last clause is about, where the
    /// sentence begins with a group without one.
    pub(super) fn clause_of_firm(&self, unit: &Range<usize>, and: usize) -> Option<Subject> {
        let after = (unit.start + 2..and)
            .rev()
            .take(24)
            .take_while(|i| self.word(*i) != ",")
            .find(|i| matches!(self.word(*i), "after" | "when" | "as"))?;
        let own = self.main_subject(&(after + 1..and), and)?;
        let group = self.main_subject(unit, after)?;
        let named = matches!(own.who, Who::Person(_)) && own.start == after + 1 && self.verb_at(own.end);
        (named && group.who == Who::Nominal).then_some(own)
    }

    /// "has led astronomers to predict", "prompting one carrier to announce": who is brought to say it.
    pub(super) fn led_to(&self, unit: &Range<usize>, to: usize) -> Option<Subject> {
        let led = (unit.start..to).rev().take(6).find(|i| {
            matches!(
                self.word(*i),
                "led" | "leading" | "prompted" | "prompting" | "leads" | "prompts"
            )
        })?;
        let whom = self.subject_after(led + 1, to)?;
        (whom.who != Who::Nominal
            || self
                .class(whom.items.end - 1)
                .any(Class::ROLE.or(Class::ORG).or(Class::BODY)))
        .then_some(whom)
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
