//! Reports inside what they report: "The plan, Smith said, is dead". Which frames stand so, and what the words on both
//! sides of them are.

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::Who;
use super::units::Units;
use crate::text::cues::Cue;
use crate::text::words::Class;

impl Units<'_> {
    /// "The plan, Smith said, is dead", "In May, according to Smith, he left": a frame between commas, which the clause
    /// that it reports goes on behind. `before` is the comma before it.
    pub(super) fn is_inserted(&self, range: &Range<usize>, frame: &Frame, before: usize) -> bool {
        let leads_in = || self.leads_in(range.start..before) && self.word(frame.end + 1) != "that";
        let clause = || self.quotations_in(&(frame.end..range.end)).is_empty();
        // "It was not a loan, said the bank, but a gift"
        let instead = || {
            self.word(frame.end + 1) == "but"
                && !self.verb_near(frame.end + 2, range.end)
                && (range.start..before).any(|i| self.is_not(i))
        };
        let goes_on = match frame.build {
            Build::Clause => {
                clause() && !self.is_reporters(frame, range.end) || self.goes_on(frame) || leads_in()
            }
            Build::AccordingTo => {
                let noun = Class::DETERMINER.or(Class::OWNER);
                // "There was evidence, according to Smith, that"
                let that =
                    before > range.start && self.word(frame.end + 1) == "that" && self.is_noun(before - 1);
                self.goes_on(frame) && !self.class(frame.end + 1).any(noun) || leads_in() || that
            }
            // "A key priority, said the forum, is to"
            // "It would be free, say the Tories, because that is fair"
            Build::Inverted => {
                leads_in()
                    || self.class(frame.end + 1).any(Class::AUXILIARY)
                    || self.word(frame.end + 1) == "because"
            }
            _ => false,
        };
        let whole = || self.quotations_in(&(range.start..frame.start)).is_empty();
        self.word(frame.end) == ","
            && self.word(before) == ","
            && (goes_on && whole() || frame.build != Build::Label && instead())
    }

    /// "..., police said, while others ran", "..., data showed, but an official said": what goes on behind a report
    /// is not what was reported. Somebody may go on: "..., he said, while others lost".
    fn is_reporters(&self, frame: &Frame, end: usize) -> bool {
        let at = frame.end + 1;
        let another = || {
            (at + 1..end.min(at + 16)).any(|i| {
                let cue = self.items[i].cue;
                cue.takes(Cue::SAY) && !cue.may_be_noun()
            })
        };
        match self.word(at) {
            "while" => frame.subject.as_ref().is_some_and(|s| s.who == Who::Nominal),
            "but" | "and" | "with" => another(),
            word => word.ends_with("ed") && self.word(at + 1) == "by",
        }
    }

    /// "The fleet of old ferries, Lee said, will be sold": the words before the report and those behind it. One or two words
    /// before it ("The ferries, Lee said, ...") tell nothing by themselves and stay with the rest.
    pub(super) fn around_report(&self, items: &Range<usize>, frame: &Frame) -> [Range<usize>; 2] {
        let whole = [items.clone(), 0..0];
        if frame.start <= items.start || frame.start >= items.end {
            return whole;
        }
        let Some(comma) = (items.start..frame.start).rev().find(|i| self.word(*i) == ",") else {
            return whole;
        };
        let before = self.trimmed(items.start..comma);
        // Behind it another frame may have taken the words.
        let behind = self.trimmed(frame.end.min(items.end)..items.end);
        // "He flew to Lomar, where, he says, ferries are few": the reporter's, up to the clause that is reported.
        if comma > items.start && self.leads_clause(comma - 1) && !behind.is_empty() {
            return [behind, 0..0];
        }
        if (before.len() < 3 || self.leads_in(before.clone())) && !behind.is_empty() {
            return whole;
        }
        [before, behind]
    }

    /// "which", "that", "and" before a comma: what follows is a clause of its own.
    fn leads_clause(&self, at: usize) -> bool {
        let leads = Class::WHO.or(Class::SUBORDINATOR);
        // But "That, Lee said, will help".
        self.class(at).any(Class::CONJUNCTION) && self.word(at) != "That"
            || !self.capital(at)
                && (self.class(at).any(leads) || matches!(self.word(at), "which" | "that" | "where"))
    }

    /// "The streets were empty, Lee said, “but shops were open”", "Sales will fall, Lee said: “It is over.”": whether the words
    /// before a report are said as well as those between marks behind it. Words that begin small go on with them; before
    /// others they must be a sentence.
    pub(super) fn leads_into_marks(&self, items: Range<usize>, frame: &Frame) -> bool {
        let clause = matches!(frame.build, Build::Clause | Build::Inverted);
        let Some(quoted) = frame.content.and_then(|c| self.quote(c)).filter(|_| clause) else {
            return false;
        };
        let first = quoted.inner.of(self.text.source).trim_start().chars().next();
        let goes_on = first.is_some_and(char::is_lowercase);
        let word = self.word(items.start);
        let lead = Class::PREPOSITION
            .or(Class::SUBORDINATOR)
            .or(Class::ADVERB)
            .or(Class::TIME);
        let sentence =
            || !self.class(items.start).any(lead) && items.clone().take(60).any(|i| self.is_finite(i));
        items.len() > 2
            && !word.ends_with("ing")
            && !word.ends_with("ed")
            && !self.leads_clause(items.end - 1)
            && (goes_on || sentence())
    }
}
