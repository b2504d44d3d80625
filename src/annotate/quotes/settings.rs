//! Where and how something was said, between the verb and the words: "said in a statement it is".

use super::frames::{Build, Frame};
use super::units::{Kind, Units};
use crate::text::words::Class;

/// What somebody says something in.
const SETTINGS: &[&str] = &[
    "statement",
    "interview",
    "letter",
    "report",
    "e-mail",
    "mail",
    "email",
    "note",
    "post",
    "tweet",
    "speech",
    "memo",
    "filing",
    "release",
    "message",
    "blog",
    "podcast",
    "briefing",
    "conference",
    "court",
    "call",
    "hearing",
    "testimony",
    "video",
    "broadcast",
    "article",
    "column",
    "editorial",
    "bulletin",
    "ruling",
    "document",
];

/// Words that lead a clause in which is said before the main one.
const LEADS: &[&str] = &[
    "given",
    "despite",
    "without",
    "under",
    "unlike",
    "instead",
    "while",
    "although",
    "though",
    "even",
    "since",
    "because",
    "once",
    "unless",
    "through",
    "throughout",
    "until",
];

/// Of a time, or of what would be, rather than where something was said.
const TIMES: &[&str] = &[
    "past",
    "future",
    "present",
    "meantime",
    "end",
    "case",
    "circumstances",
    "term",
    "run",
];

impl Units<'_> {
    /// "said in a statement it is", "said in Geneva on Sunday the talks are": the clause behind the place or the paper.
    pub(super) fn behind_setting(&self, start: usize, end: usize) -> Option<usize> {
        if matches!(self.word(start), "before" | "after" | "ahead") {
            return self.behind_event(start, end);
        }
        // "said to date it has been unable", "said as previously announced it has failed"
        let date = self.word(start) == "to" && self.word(start + 1) == "date";
        let as_told =
            self.word(start) == "as" && matches!(self.word(start + 1), "previously" | "earlier" | "already");
        let behind = start + if date { 2 } else { 3 };
        if (date || as_told) && self.is_pronouns_clause(behind, end) {
            return Some(start);
        }
        // "confirmed to the BBC he supports": the clause of a pronoun behind the hearer.
        if self.word(start) == "to" && !self.is_infinitive(start + 1) {
            let at = self.skip_hearer(start + 1, end);
            return (at > start + 1 && at < end && self.is_pronouns_clause(at, end)).then_some(at);
        }
        if !matches!(self.word(start), "in" | "on" | "at" | "during" | "by") {
            return None;
        }
        let mut at = start + 1;
        if self.class(at).any(Class::DETERMINER.or(Class::OWNER)) {
            at += 1;
        }
        let first = at;
        // "in a weekend e-mail"
        let inside = |at: usize| {
            let day = self.class(at).any(Class::TIME) && self.is_noun(at + 1);
            self.is_noun(at) || at > first && self.is_joint(at) || day && at == first && first > start + 1
        };
        while at < end.min(first + 5) && inside(at) {
            at += 1;
        }
        let Some(last) = at.checked_sub(1).filter(|last| *last >= first) else {
            return self.behind_phrase(start, end);
        };
        let place = first == start + 1 && last == first && self.capital(first);
        let word = self.word(last);
        let paper =
            SETTINGS.contains(&word) || word.strip_suffix('s').is_some_and(|one| SETTINGS.contains(&one));
        if !place && !paper {
            return self.behind_phrase(start, end);
        }
        while at < end
            && (self.class(at).any(Class::TIME)
                || self.word(at) == "on" && self.class(at + 1).any(Class::TIME))
        {
            at += 1;
        }
        (self.opens_clause(at) && self.verb_near(at + 1, end)).then_some(at)
    }

    /// "said in the past he had", "said by next year they would": a clause of a pronoun with when and where before it, which
    /// are part of what was said.
    fn behind_phrase(&self, start: usize, end: usize) -> Option<usize> {
        let phrase = |i: &usize| self.may_stand_in_phrase(*i) || self.has_digit_first(*i);
        let at = start + 1 + (start + 1..end.min(start + 6)).take_while(phrase).count();
        let when = |i: usize| self.class(i).any(Class::TIME) || TIMES.contains(&self.word(i));
        // "said in the spinoff it is giving away shares"
        let one = self.is_plain_verb(start) && self.class(start + 1).any(Class::DETERMINER) && at > start + 2;
        ((one || (start + 1..at).any(when)) && self.is_pronouns_clause(at, end)).then_some(start)
    }

    /// "a statement Wednesday", "a statement on Wednesday": a noun and its day, which end at `end`.
    pub(super) fn is_dated(&self, floor: usize, end: usize) -> bool {
        let noun = self.skip_time_back(floor, end);
        noun < end && noun > floor && self.is_noun(noun - 1) && !self.word(noun - 1).ends_with("ed")
    }

    /// "there was", or what a clause may begin with elsewhere, too.
    fn opens_clause(&self, at: usize) -> bool {
        self.may_begin_clause(at) || self.word(at) == "there"
    }

    /// "he would", "it was failing": a pronoun with a verb near behind it.
    fn is_pronouns_clause(&self, at: usize, end: usize) -> bool {
        self.class(at).any(Class::THIRD.or(Class::IT)) && self.verb_near(at + 1, end)
    }

    /// Behind a verb that takes a clause and no preposition: "said", but "insist on", "charged with".
    fn is_plain_verb(&self, behind: usize) -> bool {
        let verb = behind.checked_sub(1).map_or("", |at| self.word(at));
        matches!(verb, "said" | "says" | "say" | "claims" | "claimed")
    }

    /// An article, a day or a noun.
    fn may_stand_in_phrase(&self, at: usize) -> bool {
        let class = self.class(at);
        let time = class.any(Class::TIME) && !class.any(Class::AUXILIARY);
        time || class.any(Class::DETERMINER) || self.is_noun(at) && !self.verb_at(at)
    }

    /// "said before Wednesday’s game he would": the clause of a pronoun behind the time.
    fn behind_event(&self, start: usize, end: usize) -> Option<usize> {
        let phrase = |i: &usize| {
            self.may_stand_in_phrase(*i) || self.is_joint(*i) || self.word(*i) == "of" || self.is_name(*i)
        };
        let at = start + 1 + (start + 1..end.min(start + 8)).take_while(phrase).count();
        (at > start + 1 && self.is_pronouns_clause(at, end)).then_some(at)
    }

    /// "said given the need for calm, they could not": the comma between the phrase and the clause.
    pub(super) fn led_clause(&self, start: usize, end: usize) -> Option<usize> {
        // "said with prices so high, it would close", but "said with a smile, ..."
        let with = self.word(start) == "with"
            && self.is_plain_verb(start)
            && !self.class(start + 1).any(Class::DETERMINER.or(Class::OWNER));
        if !with && !LEADS.contains(&self.word(start)) {
            return None;
        }
        // "said while “the mood was tense”, there was no evidence"
        let concedes = matches!(self.word(start), "while" | "although" | "though" | "despite");
        // "although it had not been called for"
        let reports = |i: usize| self.items[i].cue.past() && !self.is_auxiliary(i - 1);
        let plain = |i: &usize| (concedes || !self.is_quote(*i)) && !reports(*i);
        let mut phrase = (start + 1..end.min(start + 24)).take_while(plain);
        let comma = phrase.find(|i| self.word(*i) == ",")?;
        let opens = self.opens_clause(comma + 1) || self.is_noun(comma + 1) || self.is_some(comma + 1);
        (opens && self.verb_near(comma + 2, end)).then_some(comma)
    }

    /// "said after the merger, it would close", "said in a statement, the unit would close": a clause behind the comma after a
    /// phrase, which belongs to what was said where it is no paper and no day.
    pub(super) fn behind_comma(&self, start: usize, end: usize) -> Option<usize> {
        let verb = self.is_plain_verb(start);
        let leads =
            self.class(start).any(Class::PREPOSITION) || matches!(self.word(start), "after" | "before");
        if !verb || !leads {
            return None;
        }
        let phrase = |i: &usize| {
            self.may_stand_in_phrase(*i)
                || self.is_joint(*i)
                || self.is_name(*i)
                || self.has_digit_first(*i)
                || self.class(*i).any(Class::PREPOSITION.or(Class::OWNER))
        };
        let comma = start + 1 + (start + 1..end.min(start + 12)).take_while(phrase).count();
        if comma == start + 1 || !self.begins_behind(comma, end) {
            return None;
        }
        let paper = (start + 1..comma).any(|i| SETTINGS.contains(&self.word(i)));
        let day = (start + 1..comma).all(|i| self.class(i).any(Class::TIME.or(Class::DETERMINER)));
        let place = self.word(start) == "in" && comma == start + 2 && self.capital(start + 1);
        Some(if paper || day || place { comma + 1 } else { start })
    }

    /// ", the unit would close": whether a clause begins behind a comma; but ", a day after they met".
    pub(super) fn begins_behind(&self, comma: usize, end: usize) -> bool {
        let at = comma + 1;
        let time = self.class(at).any(Class::DETERMINER) && self.class(at + 1).any(Class::TIME);
        let aside = matches!(self.word(at), "a" | "an") || self.class(at).any(Class::WHO);
        self.word(comma) == "," && !time && !aside && self.opens_clause(at) && self.verb_near(at + 1, end)
    }

    pub(super) fn verb_near(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 10)).any(|i| self.verb_at(i) && !self.class(i).any(Class::TIME))
    }

    /// "the BBC has been told" at the end of a sentence: how a paper came to know it.
    fn is_learnt(&self, start: usize, end: usize) -> bool {
        let has = (start + 1..end.min(start + 5)).find(|i| matches!(self.word(*i), "has" | "have"));
        has.is_some_and(|has| {
            let been = usize::from(self.word(has + 1) == "been");
            let learnt = matches!(self.word(has + 1 + been), "told" | "learned" | "learnt" | "seen");
            let close = has + 2 + been;
            learnt && (close >= end || self.word(close) == "." && close + 1 >= end)
        })
    }

    /// "said it would buy a rival, a move that may cost jobs", "said they would win in a videotape broadcast on Monday": what
    /// the reporter adds.
    fn remark_behind(&self, start: usize, end: usize) -> Option<usize> {
        const TAPES: &[&str] = &["videotape", "audiotape", "tape", "video", "recording", "audio"];
        const SHOWN: &[&str] = &["broadcast", "aired", "posted", "released", "shown", "published"];
        let remark = |at: usize| match self.word(at) {
            "," => {
                matches!(self.word(at + 2), "move" | "step")
                    && self.word(at + 1) == "a"
                    && matches!(self.word(at + 3), "that" | "which" | "likely" | "seen")
                    || self.is_learnt(at + 1, end)
                    // ", making it the first firm to stop", ", in his first meeting with her"
                    || matches!(self.word(at + 1), "making" | "marking")
                        && (at + 2..at + 4).any(|i| self.word(i) == "the")
                        && (at + 3..at + 5).any(|i| self.word(i) == "first")
                    || self.word(at + 1) == "in"
                        && self.class(at + 2).any(Class::OWNER)
                        && self.word(at + 3) == "first"
            }
            "in" => {
                self.class(at + 1).any(Class::DETERMINER)
                    && (at + 2..at + 4)
                        .any(|i| TAPES.contains(&self.word(i)) && SHOWN.contains(&self.word(i + 1)))
            }
            _ => false,
        };
        // Asked of every word that is reported, so what needs no letters comes first.
        let may = |at: &usize| {
            let item = &self.items[*at];
            item.kind == Kind::Mark || item.class.any(Class::PREPOSITION)
        };
        (start + 2..end).filter(may).find(|at| remark(*at))
    }

    /// "announced the date in a short statement", "asked what it meant, but the port declined": where what is said ends, and when
    /// and where it was said begins, or what came of it.
    pub(super) fn circumstance(&self, frame: &Frame, start: usize, end: usize) -> Option<usize> {
        const SAID_IN: &[&str] = &[
            "statement",
            "speech",
            "interview",
            "tweet",
            "letter",
            "post",
            "video",
            "filing",
            "address",
            "release",
            "message",
            "blog",
        ];
        let verb = self.word(frame.cue.start);
        if let Some(at) = self.remark_behind(start, end) {
            return Some(at);
        }
        if frame.build != Build::Clause {
            return None;
        }
        if matches!(verb, "asked" | "asks") {
            let asks = matches!(
                self.word(start),
                "what" | "why" | "how" | "whether" | "if" | "when" | "where"
            );
            let but = |i: &usize| self.word(*i) == "," && self.word(i + 1) == "but";
            return (start + 2..end).find(but).filter(|_| asks);
        }
        let appeal = self.is_appeal(frame, end);
        let announces = appeal
            || matches!(
                verb,
                "announced" | "announces" | "unveiled" | "reiterated" | "outlined"
            );
        if frame.that || !announces {
            return None;
        }
        let said_in = |at: usize| {
            let led = self.class(at + 1).any(Class::DETERMINER.or(Class::OWNER));
            led && (at + 2..at + 5).any(|i| SAID_IN.contains(&self.word(i)))
        };
        let begins = |at: &usize| {
            let next = self.word(at + 1);
            match self.word(*at) {
                // "announced his resignation, ending four years of battles"
                "," => next.ends_with("ing") && next != "including" && !self.items[at + 1].cue.is_some(),
                "after" | "when" => {
                    (at + 1..end.min(at + 7)).any(|i| self.is_finite(i) || self.word(i).ends_with("ing"))
                }
                "in" => said_in(*at),
                "on" => next == "a" && self.word(at + 2) == "visit",
                "last" => self.class(at + 1).any(Class::TIME),
                "earlier" => matches!(next, "this" | "today" | "on" | "in"),
                "days" | "weeks" | "hours" | "months" => matches!(self.word(at + 1), "after" | "ago"),
                _ => false,
            }
        };
        let from = self.appeal_link(frame, start, end);
        let at = (from + 1..end).find(begins)?;
        // "Monday, ending"
        let day = self.word(at) == "," && self.is_day(at - 1);
        let at = if day { self.skip_time_back(start, at) } else { at };
        // "four days after"
        let counted = matches!(self.word(at), "days" | "weeks" | "hours" | "months");
        let at = at - usize::from(counted);
        let clause =
            (start..at).any(|i| self.is_finite(i) || self.word(i).ends_with("ed") || self.is_quote(i));
        let led = self.class(start).any(Class::DETERMINER.or(Class::OWNER));
        let shortest = start + usize::from(led) + usize::from(!day && !appeal);
        (at > shortest && !clause).then_some(at)
    }
}
