//! Findings: what a survey, a court or researchers have found is told as what they say.

use std::ops::Range;

use super::agreement::is_written;
use super::claims::Claim;
use super::frames::{Build, Frame};
use super::reader::Reader;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::article::SpeakerType;
use crate::text::cues::Cue;
use crate::text::words::Class;

impl Reader<'_> {
    /// "The survey found that", "records show that": a paper or a body that tells what it found.
    pub(super) fn shows(&self, frame: &Frame, claim: &Claim) -> bool {
        const COURTS: &[&str] = &[
            "court", "courts", "judge", "judges", "justices", "tribunal", "panel",
        ];
        let court = |subject: &Subject| COURTS.contains(&self.units.word(subject.items.end - 1));
        let held = matches!(self.units.word(frame.cue.start), "held" | "holds")
            && frame.subject.as_ref().is_some_and(court);
        let before = claim.items.start < frame.start;
        // "..., Fox found.", but "TV shows and books"
        let told = before && matches!(self.units.word(frame.end), "." | ",");
        let clause = || self.units.begins_finding(&claim.items);
        (held || frame.takes.takes(Cue::SHOW))
            && (frame.that || before || clause())
            && frame.subject.as_ref().is_some_and(|subject| match subject.who {
                Who::Person(p) => (frame.that || told) && self.people[p].kind == SpeakerType::Organisation,
                Who::Nominal if !frame.that && before => {
                    told && self.units.is_paper(subject)
                        || self.units.is_document(subject)
                        || self.units.is_finder(subject)
                }
                // "The survey found the pace is quickening"
                Who::Nominal if !frame.that => {
                    let finite = || {
                        claim.items.clone().any(|i| self.units.is_auxiliary(i))
                            || self.units.several_do(&claim.items)
                    };
                    self.units.tells_figures(subject) || self.units.is_document(subject) && finite()
                }
                Who::Nominal => self.units.is_paper(subject) || self.units.is_finder(subject),
                Who::Pronoun(class) => class.any(Class::IT),
            })
    }
}

impl Units<'_> {
    /// Whether a frame reports speech without a quotation, its words ending at `end`.
    pub(super) fn reports_alone(&self, frame: &Frame, end: usize) -> bool {
        let says = frame.takes.takes(Cue::SAY | Cue::TELL)
            || frame.that && frame.takes.takes(Cue::SPEAK) && !self.word(frame.cue.start).starts_with("beg");
        frame.build == Build::AccordingTo
            || !self.is_unmade_appeal(frame, end)
                && (says || self.voices_concern(frame) || self.appeals(frame, end))
    }

    /// "the report said that": words that tell nothing of a quotation before them.
    pub(super) fn tells_of_before(&self, frame: &Frame) -> bool {
        let paper =
            |subject: &Subject| subject.who == Who::Nominal && is_written(self.word(subject.items.end - 1));
        frame.subject.as_ref().is_some_and(paper)
    }

    /// "the survey", "the court": a body, or something in which one reads.
    pub(super) fn is_paper(&self, subject: &Subject) -> bool {
        self.class(subject.items.end - 1).any(Class::ORG) || self.is_document(subject)
    }

    /// "researchers", "the inspectors": people who tell what they have found.
    pub(super) fn is_finder(&self, subject: &Subject) -> bool {
        const FINDERS: &[&str] = &[
            "researchers",
            "scientists",
            "experts",
            "investigators",
            "inspectors",
            "auditors",
            "academics",
            "economists",
            "doctors",
            "astronomers",
            "engineers",
            "biologists",
            "researcher",
            "scientist",
            "inspector",
            "ombudsman",
            "coroner",
            "panel",
            "jury",
            "tribunal",
            "judge",
        ];
        FINDERS
            .iter()
            .any(|word| word.eq_ignore_ascii_case(self.word(subject.items.end - 1)))
    }

    /// "official figures", "the data": what shows something without "that".
    pub(super) fn tells_figures(&self, subject: &Subject) -> bool {
        matches!(
            self.word(subject.items.end - 1),
            "figures" | "data" | "statistics" | "polls" | "poll" | "research" | "records"
        )
    }

    /// "it imported 171,118 tonnes", "the industry increased output": words that begin with a clause, not a thing.
    pub(super) fn begins_finding(&self, items: &Range<usize>) -> bool {
        let verb = |i: usize| {
            self.is_finite(i) || self.word(i).ends_with("ed") && !self.class(i + 1).any(Class::PREPOSITION)
        };
        let opens = self.may_begin_clause(items.start)
            || self.has_digit_first(items.start)
            || self.is_noun(items.start);
        self.several_do(items)
            || opens
                && (items.start + 1..items.end.min(items.start + 7))
                    .take_while(|i| self.word(*i) != ",")
                    .any(verb)
    }

    /// "people feel unsafe": several people, and a verb that no list has.
    fn several_do(&self, items: &Range<usize>) -> bool {
        const PEOPLE: &[&str] = &["people", "men", "women", "children", "adults", "teenagers"];
        let leads = Class::PREPOSITION
            .or(Class::WHO)
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATOR)
            .or(Class::DETERMINER)
            .or(Class::TIME);
        let (first, behind) = (items.start, items.start + 1);
        let several =
            PEOPLE.contains(&self.word(first)) || self.class(first).any(Class::ROLE) && self.is_plural(first);
        several
            && items.len() > 3
            && self.items[behind].kind == Kind::Word
            && !self.class(behind).any(leads)
            && !["ing", "ed", "en", "s"]
                .iter()
                .any(|end| self.word(behind).ends_with(end))
    }
}
