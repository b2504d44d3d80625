//! How far what a frame reports goes: up to where another frame of the sentence takes over.

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::Who;
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// What somebody does in public while he says something.
const ACTS: &[&str] = &[
    "addressed",
    "announced",
    "appealed",
    "began",
    "called",
    "launched",
    "opened",
    "outlined",
    "presented",
    "published",
    "released",
    "reported",
    "resigned",
    "unveiled",
];

/// "- a position welcomed by many": what a reporter calls what was said, behind a dash.
const BACK: &[&str] = &[
    "accusation",
    "allusion",
    "charge",
    "claim",
    "comparison",
    "position",
    "reference",
    "stance",
    "suggestion",
    "view",
];

impl Units<'_> {
    /// "he wants change as he launched his party", "they break rules - and which expire in May": where the reporter tells
    /// more behind what is reported.
    pub(super) fn told_from(
        &self,
        range: &Range<usize>,
        frame: &Frame,
        start: usize,
        end: usize,
    ) -> Option<usize> {
        // Asked of every word that is reported, so what needs no letters comes first.
        let pronoun = Class::THIRD.or(Class::IT);
        let in_public = |at: usize| {
            self.class(at + 1).any(pronoun) && self.word(at) == "as" && ACTS.contains(&self.word(at + 2))
        };
        // "it was “a choice” - remarks he later took back"
        let behind_dash = |at: usize| match self.word(at) {
            "and" => self.word(at + 1) == "which",
            "a" => BACK.contains(&self.word(at + 1)),
            word => matches!(word, "something" | "remarks" | "comments"),
        };
        // "32% said that it was good and 38% disagreed": what others said.
        let counted = || {
            (range.start.max(frame.start.saturating_sub(4))..frame.cue.start).any(|i| {
                self.is_share(i)
                    || matches!(self.word(i), "quarter" | "quarters" | "third" | "thirds" | "half")
            })
        };
        let joint = Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::PREPOSITION);
        let share = |at: usize| {
            if !self.class(at).any(joint) {
                return false;
            }
            let number =
                at + 1 + usize::from(matches!(self.word(at + 1), "just" | "only" | "another" | "some"));
            self.has_digit_first(number)
                && matches!(self.word(at), "and" | "but" | "while" | "with")
                && self.is_share(number)
                && self.is_share(number + 1)
        };
        // "has said he will call a poll but has not set a date"
        let perfect = matches!(self.word(frame.cue.start.wrapping_sub(1)), "has" | "have");
        let undone = |at: usize| {
            perfect
                && self.word(at) == "but"
                && matches!(self.word(at + 1), "has" | "have" | "hasn’t" | "haven’t")
                && (self.is_not(at + 1) || self.is_not(at + 2))
        };
        // "it stands by its decision, after it was asked to think again"
        let asked = |at: usize| {
            matches!(self.word(at), "after" | "when")
                && self.class(at + 1).any(pronoun)
                && self.is_be(at + 2)
                && matches!(
                    self.word(at + 3),
                    "asked" | "pressed" | "questioned" | "contacted" | "approached"
                )
        };
        (start + 2..end.saturating_sub(2)).find(|at| {
            let mark = self.items[at - 1].kind == Kind::Mark;
            if !mark && !self.class(*at).any(joint) {
                return false;
            }
            in_public(*at)
                || undone(*at)
                || mark && asked(*at)
                || mark && behind_dash(*at) && self.is_dash(at - 1)
                || share(*at) && counted()
        })
    }

    /// A number before "%" or "per cent", or the "%" or "cent".
    pub(super) fn is_share(&self, at: usize) -> bool {
        let share = |at: usize| matches!(self.word(at), "%" | "percent" | "pct" | "per" | "cent");
        share(at) || self.has_digit_first(at) && share(at + 1)
    }

    /// "it solved the issue but some MPs argue", "it would cost jobs and Labour says", "he made that quote, and before he
    /// left the chancellor told reporters: “...”": where what somebody else says begins, behind "but" or "and", or with
    /// words between marks of its own behind a comma.
    fn other_report(&self, start: usize, frame: &Frame, later: &Frame, nested: bool) -> Option<usize> {
        // "its prices are rising, with boss Michael Ebro warning that"
        let with = |i: &usize| self.word(*i) == "," && self.word(i + 1) == "with";
        let saying = matches!(
            self.word(later.cue.start),
            "saying" | "warning" | "adding" | "insisting" | "arguing" | "claiming" | "telling" | "predicting"
        );
        if saying && let Some(comma) = (start + 2..later.cue.start).rev().take(7).find(with) {
            return Some(comma);
        }
        if later.build != Build::Clause {
            return None;
        }
        let named = later
            .subject
            .as_ref()
            .is_some_and(|subject| !matches!(subject.who, Who::Pronoun(_)));
        if !named {
            return None;
        }
        let lead = self.joint_before(start, later.start);
        let joined = |word: &str| {
            let clause = |lead: usize| {
                (start..lead).any(|i| self.verb_at(i) || self.class(i).any(Class::SUBJECT) && i + 1 < lead)
            };
            lead.filter(|lead| self.word(*lead) == word && clause(*lead))
        };
        if !later.takes.takes_only(Cue::THINK | Cue::SHOW)
            && let Some(but) = joined("but")
        {
            return Some(but);
        }
        // Behind "and" only "say", of the same tense, as what is reported may go on with somebody's words.
        let says =
            matches!(self.word(later.cue.start), "say" | "says" | "said") && self.word(later.cue.end) != "to";
        let past = |frame: &Frame| self.items[frame.cue.start].cue.past();
        if says
            && !nested
            && frame.build == Build::Clause
            && past(frame) == past(later)
            && let Some(and) = joined("and")
        {
            return Some(and);
        }
        let quotes = later
            .content
            .is_some_and(|content| self.is_quote(content) && self.word(content - 1) == ":");
        if !quotes {
            return None;
        }
        let joint = |i: &usize| {
            (self.word(*i) == "," || self.is_dash(*i)) && matches!(self.word(i + 1), "and" | "but" | "while")
        };
        (start + 2..later.start).rev().take(14).find(joint)
    }

    /// The "and" or "but" before a subject, with nothing but what belongs to the subject between.
    fn joint_before(&self, start: usize, subject: usize) -> Option<usize> {
        let leads = Class::SUBORDINATOR.or(Class::WHO);
        (start..subject)
            .rev()
            .take(5)
            .take_while(|i| {
                let word = self.items[*i].kind == Kind::Word && self.word(*i) != "to";
                word && !self.verb_at(*i) && !self.class(*i).any(leads)
            })
            .find(|i| matches!(self.word(*i), "and" | "but"))
            // "but they and the government insist"
            .map(|joint| {
                let two = joint > start + 2
                    && self.word(joint) == "and"
                    && matches!(self.word(joint - 2), "and" | "but")
                    && (self.class(joint - 1).any(Class::THEY) || self.is_name(joint - 1));
                if two { joint - 2 } else { joint }
            })
    }

    /// "predicts it will grow and show a brisk rate": a verb behind "and" that cannot go with the one that reports.
    fn disagrees(&self, frame: &Frame, later: &Frame) -> bool {
        let (first, second) = (frame.cue.start, later.cue.start);
        let plain = |at: usize| {
            let cue = self.items[at].cue;
            !cue.past() && !cue.ing() && !self.word(at).ends_with('s')
        };
        // "They have revealed little but say"
        let have = first > 0 && self.word(first - 1) == "have";
        !plain(first) && !self.items[first].cue.ing() && !have && plain(second)
    }

    /// "will go", "would say", "wants to close": a verb with nothing that it reports, of what has not been said.
    fn is_to_come(&self, frame: &Frame) -> bool {
        let before = frame.cue.start - 1;
        let modal = self.is_modal(before) || matches!(self.word(before), "’ll" | "'ll");
        let to = self.word(frame.cue.end) == "to" && !frame.takes.takes(Cue::SAY | Cue::TELL);
        (modal || to) && frame.content.is_none()
    }

    /// Where the words that begin at `start` end by the frames `behind` the one that reports them.
    pub(super) fn end_by_frames(
        &self,
        range: &Range<usize>,
        behind: &[Frame],
        frame: &Frame,
        start: usize,
    ) -> usize {
        let mut end = range.end;
        let led = self.led_clause(start, range.end);
        let mut nested = false;
        for later in behind {
            // "Smith — who admitted that ... — said": the inner report ends where the outer verb takes over.
            if later.start < frame.cue.start && later.cue.start > start && later.cue.start < end {
                let close = (start..later.cue.start)
                    .rev()
                    .take(6)
                    .find(|i| matches!(self.word(*i), "," | "—" | "–" | "-"));
                if let Some(close) = close {
                    end = close;
                    break;
                }
            }
            if later.start <= start || later.start >= end {
                continue;
            }
            // "...; the premier retorted that"
            let mark = |i: &usize| self.items[*i].kind == Kind::Mark && self.word(*i) == ";";
            if later.build == Build::Clause
                && later.takes.takes(Cue::SAY | Cue::TELL)
                && let Some(semicolon) = (start..later.start).rev().find(mark)
            {
                end = semicolon;
                break;
            }
            let mut lead = later.start.wrapping_sub(1);
            if led == Some(lead) {
                continue;
            }
            // "..., while Kansas and Texas have reported"
            if self.word(lead) == "and"
                && lead > start + 2
                && (self.is_name(lead - 1) || self.capital(lead - 1))
                && matches!(self.word(lead - 2), "while" | "but")
            {
                lead -= 2;
            }
            // "..., while Cruz said", "..., but Trump said"
            if matches!(
                self.word(lead),
                "while" | "but" | "and" | "yet" | "whereas" | "as" | "although" | "though"
            ) && (self.word(lead.wrapping_sub(1)) == "," || lead > start && self.is_dash(lead - 1))
            {
                lead -= 1;
            } else if self.says_more(lead, later) {
                end = lead;
                break;
            } else if self.word(lead) == "as" && self.word(lead.wrapping_sub(1)) == "even" {
                lead -= 2;
            }
            if self.parts_quotation(lead, later) {
                end = lead;
                break;
            }
            if let Some(act) = self.act_before(start, later) {
                end = act;
                break;
            }
            if let Some(joint) = self.other_report(start, frame, later, nested) {
                end = joint;
                break;
            }
            nested = true;
            let comma = self.word(lead) == ","
                || self.is_dash(lead)
                    && matches!(self.word(lead + 1), "but" | "while" | "although" | "though");
            // "Days after Israel declared ..., Assad said that"
            let aside = comma && lead + 1 == later.start && self.is_behind_after(range, frame);
            let cut = match later.build {
                Build::Clause if aside => true,
                // "safe, and recommended by doctors"
                Build::Coordinated if self.word(later.cue.end) == "by" => false,
                Build::Coordinated if self.disagrees(frame, later) => false,
                // "he was the driver and did not know", "they were not paid and would not resume": no report.
                Build::Coordinated
                    if later.takes.takes_only(Cue::THINK | Cue::SPEAK | Cue::SHOW)
                        && !matches!(
                            self.word(later.cue.start),
                            "asked" | "urged" | "demanded" | "ordered" | "requested" | "recommended"
                        ) =>
                {
                    later.that || later.content.is_some_and(|content| self.is_quote(content))
                }
                Build::Coordinated | Build::AccordingTo | Build::Label => true,
                Build::Participle => {
                    self.word(later.start) == ","
                        || self.leaves_object(frame, later)
                        || self.word(lead) == "by"
                            && self.word(later.cue.start) != "going"
                            && !self.quotations_in(&(later.start..range.end)).is_empty()
                }
                // "if she wins, she will go": what will be is no report.
                Build::Clause if self.is_to_come(later) => false,
                Build::Clause | Build::Inverted => {
                    let own = lead + 1 < later.start;
                    // "called “...,” and Jones said": the object of "called" ends with its quotation.
                    let object = later.start == start + 1 && frame.takes.takes(Cue::CALL);
                    // "reported record numbers of voters, some said they were"
                    let others = matches!(self.word(later.start), "some" | "others" | "another");
                    let object = object || comma && !own && others && !frame.that;
                    (comma || self.is_quote(later.start - 1) && self.may_part(later))
                        && (own || object || later.content.is_none_or(|c| self.word(c - 1) == ","))
                }
                // "has denied it, with Smith going on air to call"
                Build::Infinitive => {
                    let own = later.subject.as_ref().map_or(0, |s| s.start);
                    if own > start + 1 && self.word(own - 1) == "with" && self.word(own - 2) == "," {
                        end = own - 2;
                        break;
                    }
                    false
                }
                _ => false,
            };
            if cut {
                let by = self.word(lead) == "by" && later.build == Build::Participle;
                end = if comma || by { lead } else { later.start };
                break;
            }
        }
        end
    }
}
