//! A reporting verb with what stands before it: "has so far", "had earlier"; and whose verb it is behind "and".

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// The auxiliaries and adverbs before a verb.
pub(super) struct VerbGroup {
    /// The first of them, or the verb.
    pub(super) left: usize,
    /// A form of "be" is among them.
    pub(super) be: bool,
    /// An auxiliary is.
    pub(super) aux: bool,
    /// It is denied.
    pub(super) not: bool,
}

impl Frame {
    /// "quotes Ann Lee: “...”": the words stand behind a colon at the end of who said them.
    pub(super) fn inverted(verb: usize, takes: Cue, subject: Subject) -> Self {
        Self {
            cue: verb..verb + 1,
            takes,
            build: Build::Inverted,
            start: verb,
            end: subject.end + 1,
            content: Some(subject.end + 1),
            that: true,
            subject: Some(subject),
        }
    }
}

impl Units<'_> {
    /// What belongs to the verb at `at`, looking back no further than `floor`.
    pub(super) fn verb_group(&self, floor: usize, at: usize) -> VerbGroup {
        let mut group = VerbGroup {
            left: at,
            be: false,
            aux: false,
            not: false,
        };
        let ing = self.items[at].cue.ing();
        while group.left > floor {
            let before = group.left - 1;
            let item = self.items[before];
            let class = item.class;
            if item.kind == Kind::Mark && matches!(self.word(before), "’s" | "'s") && ing {
                group.be = true;
            } else if item.kind != Kind::Word
                || (!class.any(Class::AUXILIARY.or(Class::ADVERB)) && self.word(before) != "only"
                    || class.any(Class::TIME) && !class.any(Class::AUXILIARY))
                    && !self.is_when(floor, before)
            {
                break;
            } else if class.any(Class::AUXILIARY) {
                group.aux = true;
                group.be |= matches!(
                    self.word(before),
                    "is" | "was" | "are" | "were" | "be" | "been" | "being" | "am" | "wasn’t" | "isn’t"
                );
            }
            group.not |= self.is_not(before);
            group.left -= 1;
        }
        group
    }

    /// "has so far", "had earlier": when, between the parts of a verb.
    fn is_when(&self, floor: usize, at: usize) -> bool {
        let auxiliary = |at: usize| at > floor && self.is_auxiliary(at - 1);
        match self.word(at) {
            "earlier" | "previously" | "recently" | "today" | "yesterday" | "now" => auxiliary(at),
            "far" => at > floor && matches!(self.word(at - 1), "so" | "thus") && auxiliary(at - 1),
            "so" | "thus" => self.word(at + 1) == "far" && auxiliary(at),
            // "have all said"
            "all" | "both" | "each" => auxiliary(at),
            _ => false,
        }
    }

    /// "Cerar said that Slovenia had to endorse the statement and show its solidarity": a verb behind "and" that does not
    /// go with the one that reports, but with one of what it reports.
    pub(super) fn goes_on_inside(&self, frames: &[Frame], at: usize) -> bool {
        let cue = self.items[at].cue;
        let mut content = usize::MAX;
        let mut same = false;
        for open in frames {
            let outer = self.items[open.cue.start].cue;
            let reports =
                open.takes.takes(Cue::SAY | Cue::TELL | Cue::SHOW) || open.build == Build::AccordingTo;
            if let Some(from) = open.content.filter(|from| *from < at && reports) {
                content = content.min(from);
                // "have questioned the policy and say"
                let have = open.cue.start > 0 && self.word(open.cue.start - 1) == "have";
                same |= outer.past() == cue.past() || outer.ing() || have;
            }
        }
        // "they want peace, but also say that": what else somebody says.
        let but = self.word(at - 1) == "but" || self.class(at - 1).any(Class::ADVERB);
        let says_more = but && cue.takes(Cue::SAY | Cue::TELL);
        if content > at || says_more || cue.ing() || !self.quotations_in(&(content..at)).is_empty() {
            return false;
        }
        // "relatives called her and told her": who called her.
        let object = Class::HIM.or(Class::HER).or(Class::THEM);
        let same_hearer = self.class(at + 1).any(object)
            && cue.takes(Cue::TELL | Cue::SPEAK)
            && (content + 1..at).any(|i| self.word(i) == self.word(at + 1));
        if same_hearer {
            return true;
        }
        // "men were lined up and shot": what was done to them.
        let passive = || {
            (content + 1..at - 1)
                .rev()
                .take(8)
                .any(|i| self.is_be(i) && self.word(i + 1).ends_with("ed"))
        };
        let ends = Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATOR)
            .or(Class::TIME);
        let alone = self.class(at + 1).any(ends) || matches!(self.word(at + 1), "." | "");
        if cue.participle() && !cue.takes(Cue::SAY | Cue::TELL) && alone && passive() {
            return true;
        }
        // "once officials stopped digging and deemed it safe": in a clause of what is reported.
        let names = cue.takes(Cue::CALL | Cue::SHOW) && !cue.takes(Cue::SAY | Cue::TELL);
        let clause = || {
            let mut words = (content + 1..at).rev().take_while(|i| self.word(*i) != ",");
            words.find(|i| matches!(self.word(*i), "once" | "after" | "when" | "before" | "until"))
        };
        if names && clause().is_some_and(|clause| (clause + 2..at - 1).any(|i| self.verb_at(i))) {
            return true;
        }
        // "to expand coverage and raise awareness"
        let infinitive = || (content..at).any(|i| self.word(i) == "to" && self.is_infinitive(i + 1));
        !same || cue.base() && !cue.past() && infinitive()
    }

    /// "may", "would".
    pub(super) fn is_modal(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "may" | "might" | "could" | "would" | "will" | "should" | "must" | "can"
        )
    }

    /// "the idea has not been studied and may not find riders": what may be is told in what is reported. `left` is where the
    /// verb begins.
    pub(super) fn is_modal_inside(&self, frames: &[Frame], left: usize, at: usize) -> bool {
        let open = |frame: &Frame| {
            let reports = frame.takes.takes(Cue::SAY | Cue::TELL);
            frame
                .content
                .is_some_and(|from| from < left && reports && self.quotations_in(&(from..at)).is_empty())
        };
        (left..at).any(|i| self.is_modal(i))
            && !self.items[at].cue.takes(Cue::SAY | Cue::TELL)
            && self.word(left.wrapping_sub(1)) != "but"
            && frames.iter().any(open)
    }

    /// "expressed concern that the sale would", "voiced doubts that": where the clause behind such a word begins; `at` is what
    /// stands behind the verb.
    pub(super) fn concern_that(&self, verb: usize, at: usize) -> Option<usize> {
        const CONCERNS: &[&str] = &[
            "alarm",
            "anger",
            "belief",
            "concern",
            "concerns",
            "confidence",
            "disappointment",
            "doubt",
            "doubts",
            "fear",
            "fears",
            "frustration",
            "hope",
            "hopes",
            "optimism",
            "outrage",
            "regret",
            "scepticism",
            "skepticism",
            "surprise",
            "suspicion",
            "worries",
            "worry",
        ];
        let voices = ["express", "voic", "repeat", "reiterat"];
        // Nearly every verb begins with another letter.
        let begins = self.word(verb).starts_with(['e', 'v', 'r']);
        if !begins || !voices.iter().any(|begin| self.word(verb).starts_with(begin)) {
            return None;
        }
        let that = (at + 1..at + 5).find(|i| self.word(*i) == "that")?;
        let nouns =
            (at..that).all(|i| self.is_noun(i) || self.class(i).any(Class::DETERMINER.or(Class::OWNER)));
        (nouns && CONCERNS.contains(&self.word(that - 1))).then_some(that + 1)
    }

    /// Whether a frame is "expressed concern that" or the like.
    pub(super) fn voices_concern(&self, frame: &Frame) -> bool {
        frame.that
            && frame.build == Build::Clause
            && self.concern_that(frame.cue.start, frame.end) == frame.content
            && frame.content.is_some()
    }

    /// "to expand coverage": no "to people", "to the sea".
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let class = self.class(at);
        self.get(at).is_some_and(|item| item.kind == Kind::Word)
            && !self.capital(at)
            && !self.is_plural(at)
            && !class.any(Class::GRAMMAR.or(Class::ROLE))
    }

    /// "It was announced that", "it was reported in the Post that": by somebody whom the sentence does not name.
    pub(super) fn it_was_said(&self, unit: &Range<usize>, left: usize, verb: usize) -> bool {
        let it = left.checked_sub(1).filter(|it| *it >= unit.start);
        let said = matches!(
            self.word(verb),
            "said" | "announced" | "reported" | "alleged" | "claimed" | "revealed" | "confirmed" | "stated"
        );
        said && it.is_some_and(|it| matches!(self.word(it), "it" | "It")) && self.word(verb + 1) == "that"
    }

    /// "The China Daily quotes Interior Minister Ann Lee: “...”": whom somebody quotes, before a colon and the words.
    pub(super) fn quoted_before_words(&self, unit: &Range<usize>, verb: usize) -> Option<Subject> {
        let subject = self.subject_after(verb + 1, unit.end)?;
        let words = self.word(subject.end) == ":" && self.is_quote(subject.end + 1);
        (words && matches!(subject.who, Who::Person(_) | Who::Nominal)).then_some(subject)
    }
}
