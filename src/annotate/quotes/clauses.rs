//! Whom a sentence is about: the subject of its main clause, and the one that two verbs share.

use std::ops::Range;

use super::frames::{Build, Frame};
use super::phrases::NOT_IN_PHRASE;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::words::Class;

impl Units<'_> {
    /// The first name or pronoun of the sentence that is nobody's object.
    pub fn main_subject(&self, unit: &Range<usize>, before: usize) -> Option<Subject> {
        let mut fallback = None;
        let mut start = unit.start.max(self.opening.min(before));
        if self.class(start).any(Class::CONJUNCTION) {
            start += 1;
        }
        let first = self.class(start);
        let leading = first.any(
            Class::SUBORDINATOR
                .or(Class::PREPOSITION)
                .or(Class::ADVERB)
                .or(Class::TIME),
        ) || self.word(start).ends_with("ing");
        if leading && !first.any(Class::DETERMINER) && !self.is_name(start) {
            // "When Wallace died, ...", "In an interview, ...": the main clause begins behind the comma.
            let comma = (start..before.min(start + 30)).find(|i| self.word(*i) == ",");
            let later = comma.filter(|c| self.clause_begins(*c + 1, before));
            start = later.map_or(start, |c| c + 1);
        }
        if let Some(subject) = self.nominal_subject(start, before) {
            return Some(subject);
        }
        for at in start..before.min(unit.start + 40) {
            let item = self.items[at];
            let who = match item.kind {
                Kind::Name(p) => Who::Person(p as usize),
                Kind::Word if item.class.any(Class::THIRD) => Who::Pronoun(item.class),
                _ => continue,
            };
            if self.is_joint(at + 1) || self.leads_to_name(at) || self.office_and_name(at) {
                continue;
            }
            // "The Rove ad": a name that only tells which.
            if at > unit.start
                && self.class(at - 1).any(Class::DETERMINER)
                && self.is_noun(at + 1)
                && !self.verb_at(at + 1)
                && item.kind != Kind::Word
                && !self.capital(at + 1)
            {
                continue;
            }
            let subject = Subject {
                who,
                items: at..at + 1,
                start: at,
                end: at + 1,
            };
            let object = at > unit.start && self.class(at - 1).any(Class::PREPOSITION);
            if !object {
                return Some(subject);
            }
            fallback = fallback.or(Some(subject));
        }
        fallback.or_else(|| self.owner_of_words(unit, before))
    }

    /// Whether a name, a pronoun or a noun phrase with its verb begins at `at`.
    fn clause_begins(&self, at: usize, before: usize) -> bool {
        let near = |i: usize| self.is_name(i) || self.class(i).any(Class::THIRD);
        (at..before.min(at + 5)).any(near) || self.nominal_subject(at, before).is_some()
    }

    /// "The justice sounded off", "Trump’s lawyer said": a noun phrase with its verb.
    fn nominal_subject(&self, start: usize, before: usize) -> Option<Subject> {
        let owner = self.is_name(start) && self.is_possessive(start + 1);
        let class = self.class(start);
        let word = self.word(start);
        let counted = start + self.about_before(start);
        let number = self.has_digit_first(counted) || word == "about";
        // "Critics call", "Polls show": a plural with a capital and no article.
        let plain = |i: usize| self.is_noun(i) && (i == start || !self.capital(i));
        let several = |i: &usize| self.word(*i).ends_with('s') && self.verb_at(*i + 1);
        // "Former colleagues and fans paid tribute"
        let joins = |i: usize| self.word(i) == "and" && i > start && self.is_plural(i - 1) && plain(i + 1);
        let last = (start..start + 6)
            .take_while(|i| plain(*i) || joins(*i))
            .find(several)
            .filter(|last| *last < start + 4 || (start..*last).any(joins));
        if let Some(last) = last.filter(|_| self.capital(start) && !class.any(Class::TIME.or(Class::ROLE))) {
            return Some(Subject::new(Who::Nominal, start..last + 1));
        }
        if !(owner || number || class.any(Class::DETERMINER.or(Class::OWNER).or(Class::ROLE)))
            || matches!(word, "that" | "this" | "That" | "This")
        {
            return None;
        }
        let from = if number { counted } else { start };
        let mut subject = self.subject_after(from, before)?;
        let head = subject.items.end - 1;
        if subject.who != Who::Nominal
            || !self.verb_behind(subject.end, before)
            || self.class(head).any(Class::TIME)
        {
            return None;
        }
        if number && word != "about" {
            subject.items.start = start;
        }
        // "Clinton’s response was: “...”": whose response it is.
        if self.items[head].cue.noun() {
            let class = self.class(start);
            if owner && head == start + 2 {
                let Kind::Name(p) = self.items[start].kind else {
                    return None;
                };
                return Some(Subject::new(Who::Person(p as usize), start..start + 1));
            }
            if class.any(Class::HIS.or(Class::HER)) && head == start + 1 {
                return Some(Subject::new(Who::Pronoun(class), start..start + 1));
            }
        }
        Some(subject)
    }

    /// "about", "more than": how many words before a number say that it is no exact one.
    fn about_before(&self, start: usize) -> usize {
        match (self.word(start), self.word(start + 1)) {
            ("More" | "more" | "Fewer" | "fewer" | "less" | "Less", "than")
            | ("At" | "at", "least")
            | ("Up" | "up", "to") => 2,
            (word, _) => usize::from(matches!(
                word,
                "about"
                    | "About"
                    | "around"
                    | "Around"
                    | "nearly"
                    | "Nearly"
                    | "almost"
                    | "Almost"
                    | "Over"
                    | "over"
                    | "Some"
                    | "some"
                    | "Roughly"
                    | "roughly"
            )),
        }
    }

    /// ", Smith": the phrase before was an apposition to the name.
    fn name_behind_comma(&self, at: usize) -> bool {
        self.word(at) == "," && self.is_name(at + 1)
    }

    /// Whether the verb of a noun phrase that ends at `end` follows, at once or behind what belongs to the phrase.
    fn verb_behind(&self, end: usize, before: usize) -> bool {
        if self.verb_at(end) {
            return true;
        }
        // "The Rove ad hits Clinton"
        let named = self.is_name(end + 1);
        if self.is_noun(end)
            && self.word(end).ends_with('s')
            && !self.capital(end)
            && named
            && end + 1 < before
        {
            return true;
        }
        let limit = before.min(end + 20);
        let inside = |i: &usize| !self.is_quote(*i);
        if self.word(end) == "," {
            // "One such document, obtained by the Post, includes"
            let close = (end + 1..limit).take_while(inside).find(|i| self.word(*i) == ",");
            return close.is_some_and(|c| {
                let class = self.class(c + 1);
                self.items.get(c + 1).is_some_and(|i| i.kind == Kind::Word)
                    && !self.capital(c + 1)
                    && (self.verb_at(c + 1) || self.word(c + 1).ends_with('s'))
                    && !class.any(NOT_IN_PHRASE.or(Class::DETERMINER)) | class.any(Class::AUXILIARY)
            });
        }
        // "A group of artists this week published", "A voice in the ad states"
        self.class(end).any(Class::PREPOSITION)
            && (end + 1..limit)
                .take_while(inside)
                .take_while(|i| !self.name_behind_comma(*i))
                .any(|i| {
                    self.is_finite(i)
                        || self.items[i].cue.past() && self.word(i + 1) != "by"
                        || self.word(i).ends_with("ed") && self.word(i + 1) != "by" && !self.is_noun(i + 1)
                })
    }

    /// "Monday", "yesterday".
    pub(super) fn is_day(&self, at: usize) -> bool {
        let class = self.class(at);
        class.any(Class::TIME)
            && !class.any(Class::ROLE.or(Class::DETERMINER))
            && !self.is_joint(at + 1)
            && !self.has_digit_first(at + 1)
            && (self.capital(at) || matches!(self.word(at), "yesterday" | "today" | "tonight" | "tomorrow"))
    }

    /// Whether a day, "that" or the end of a report stands at `at`.
    pub(super) fn is_when_behind(&self, at: usize) -> bool {
        let day = self
            .class(at + usize::from(self.word(at) == "on"))
            .any(Class::TIME);
        day || matches!(self.word(at), "that" | "." | ",")
    }

    /// "was", "will"; but "May" may be a month.
    pub(super) fn is_auxiliary(&self, at: usize) -> bool {
        self.class(at).any(Class::AUXILIARY) && !self.class(at).any(Class::TIME)
    }

    /// The same, or a past form that the list has: "went".
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.class(at).any(Class::AUXILIARY.or(Class::VERB)) && !self.class(at).any(Class::TIME)
    }

    /// Whether a verb seems to stand at `at`: an auxiliary, a reporting verb, a past form.
    pub(super) fn verb_at(&self, at: usize) -> bool {
        let at = if self.class(at).any(Class::ADVERB) {
            at + 1
        } else {
            at
        };
        let Some(item) = self.get(at) else { return false };
        item.kind == Kind::Word
            && (item.class.any(Class::AUXILIARY)
                || item.cue.is_some()
                || self.word(at).ends_with("ed")
                || item.class.any(Class::VERB))
    }

    /// The subject that a verb behind "and" or "but" shares with one before it: not that of a clause which another
    /// verb reports, nor one behind "after".
    pub(super) fn shared(
        &self,
        unit: &Range<usize>,
        frames: &[Frame],
        past: bool,
        and: usize,
    ) -> Option<Subject> {
        let tense = |f: &&Frame| self.items[f.cue.start].cue.past() == past;
        let parted = and > unit.start && (self.word(and - 1) == "," || self.is_quote(and - 1));
        let own = |f: &&Frame| !(self.is_aside(unit, f, and) || parted && self.is_inside(frames, f));
        frames
            .iter()
            .rev()
            .filter(own)
            .find(tense)
            .or_else(|| frames.last().filter(own))
            .filter(|f| f.build != Build::AccordingTo)
            .and_then(|f| f.subject.clone())
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
        (whom.who != Who::Nominal || self.class(whom.items.end - 1).any(SPEAKERS)).then_some(whom)
    }

    /// "either unfriendly or offered less": an "or" that no verb shares a subject over.
    pub(super) fn is_either(&self, unit: &Range<usize>, end: usize) -> bool {
        (unit.start..end).rev().take(9).any(|i| self.word(i) == "either")
    }

    /// "but on Wednesday said": one past the conjunction behind which a day stands before a verb.
    pub(super) fn behind_joint_and_day(&self, unit: &Range<usize>, verb: usize) -> Option<usize> {
        let day = self.skip_time_back(unit.start, verb);
        (day < verb && matches!(self.word(day.wrapping_sub(1)), "and" | "but")).then_some(day)
    }

    /// "Lee said the first estimates put": a clause that an earlier frame reports.
    fn is_inside(&self, frames: &[Frame], frame: &Frame) -> bool {
        frames
            .iter()
            .any(|outer| outer.build == Build::Clause && outer.content == Some(frame.start))
    }

    /// "Several days after Israel and Hamas declared": a frame in a clause that opens the sentence.
    pub(super) fn is_behind_after(&self, unit: &Range<usize>, frame: &Frame) -> bool {
        (unit.start..frame.start.min(unit.start + 4)).any(|i| {
            matches!(
                self.word(i),
                "after" | "After" | "when" | "When" | "before" | "Before"
            )
        }) && !(unit.start..frame.start).any(|i| self.word(i) == ",")
    }

    /// "After the paper wrote about it, Lee left and": a clause before the main one.
    fn is_aside(&self, unit: &Range<usize>, frame: &Frame, end: usize) -> bool {
        let article =
            usize::from(frame.start > unit.start && self.class(frame.start - 1).any(Class::DETERMINER));
        let before = frame.start - article;
        before > unit.start
            && matches!(
                self.word(before - 1),
                "After" | "after" | "When" | "Before" | "Since" | "Once"
            )
            && before <= unit.start + 4
            && (frame.end..end).any(|i| self.word(i) == ",")
    }
}
