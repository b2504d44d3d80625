//! Where a frame ends and what it reports begins: past days, places, hearers and "that".

use std::ops::Range;

use super::frames::Build;
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Numbers before "weeks later".
const COUNTED: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many",
    "moments", "minutes", "hours", "days", "weeks", "months", "years",
];

impl Units<'_> {
    /// Where the frame ends, where its content begins, and whether "that" leads to it.
    pub(super) fn content_after(
        &self,
        unit: &Range<usize>,
        cue_at: usize,
        cue: Cue,
        build: Build,
        subject: Option<&Subject>,
    ) -> (usize, Option<usize>, bool) {
        let mut at = cue_at + 1;
        if matches!(build, Build::Inverted | Build::Passive) {
            at = subject.map_or(at, |s| s.end.max(at));
        }
        let end = unit.end;
        let quote = |i: usize| i < end && matches!(self.items[i].kind, Kind::Quote(_));
        at = self.skip_adverbials(at, end);
        if cue.takes(Cue::TELL) && !quote(at) && build != Build::Inverted {
            let hearer = self.skip_hearer(at, end);
            // "warned electronic counter-measures were": what was warned of, not who was.
            let goes_on = |i: &usize| self.is_noun(*i) && !self.verb_at(*i) || self.is_joint(*i);
            let behind = (hearer..end).find(|i| !goes_on(i)).unwrap_or(end);
            let own = cue.takes(Cue::SAY) && self.class(behind).any(Class::AUXILIARY);
            at = if own && self.word(hearer) != "that" {
                at
            } else {
                hearer
            };
            // "told worshippers in Qom the film was bad"
            let named = |i: usize| self.capital(i) && self.items[i].kind != Kind::Mark;
            if matches!(self.word(at), "in" | "at" | "outside")
                && at + 2 < end
                && named(at + 1)
                && self.may_begin_clause(at + 2)
            {
                at += 2;
            }
            // "told The Herald of Okun last week"
            if self.word(at) == "of" && self.capital(at + 1) && self.class(at + 1).any(Class::PLACE) {
                at += 2;
            }
            at = self.skip_adverbials(at, end);
        }
        // "said only: “...”"
        // "said a week later that"
        if let Some(later) = (at + 1..end.min(at + 5))
            .find(|i| matches!(self.word(*i), "later" | "earlier" | "ago" | "before"))
            && (self.class(at).any(Class::DETERMINER)
                || self.has_digit_first(at)
                || COUNTED.contains(&self.word(at)))
            && matches!(self.word(later + 1), "that" | ":" | ",")
        {
            at = later + 1;
        }
        if self.word(at) == "only" && matches!(self.word(at + 1), ":" | ",") && quote(at + 2) {
            at += 1;
        }
        // "as Smith put it: “...”"
        if self.class(at).any(Class::IT) && matches!(self.word(at + 1), ":" | ",") {
            at += 1;
        }
        if at >= end {
            return (at, None, false);
        }
        match self.word(at) {
            // "said that is why he left", "has much to say that is new"
            "that" if self.class(at + 1).any(Class::AUXILIARY) && !self.class(at + 1).any(Class::TIME) => {
                return (at, (build != Build::Infinitive).then_some(at), false);
            }
            "that" => return (at, Some(at + 1).filter(|c| *c < end), true),
            ":" => return (at, Some(at + 1).filter(|c| *c < end), true),
            "," if quote(at + 1) => return (at, Some(at + 1), true),
            "," | "." | ";" | "!" | "?" | "—" | "–" | ")" => {
                // "..., he added, ...": what follows may go on with the content.
                return (at, self.late_content(at, end), false);
            }
            _ => {}
        }
        if quote(at) {
            return (at, Some(at), true);
        }
        // "said about 2,300 members had joined", "says at least two were hurt"
        let number = self
            .word(at + 1)
            .starts_with(|c: char| c.is_ascii_digit() || c == '$');
        let amount = match self.word(at) {
            "about" | "over" | "around" | "under" | "between" => number,
            "at" => matches!(self.word(at + 1), "least" | "most"),
            _ => false,
        };
        if amount && build != Build::Inverted {
            return (at, Some(at), false);
        }
        if self
            .class(at)
            .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::CONJUNCTION))
            || build == Build::Inverted
        {
            if let Some(c) = self.late_content(at, end) {
                return (at, Some(c), true);
            }
            if build != Build::Inverted
                && cue.takes(Cue::SAY)
                && let Some(c) = self
                    .behind_setting(at, end)
                    .or_else(|| self.led_clause(at, end).map(|_| at))
            {
                return (at, Some(c), false);
            }
            let clause = cue.takes(Cue::SAY)
                && self.class(at).any(Class::SUBORDINATOR)
                && build != Build::Inverted
                && !matches!(
                    self.word(at),
                    "as" | "while" | "because" | "after" | "before" | "since" | "though" | "although"
                );
            return (at, clause.then_some(at), false);
        }
        // "read a statement outside the court: “...”"
        const PAPERS: &[&str] = &["statement", "message", "letter", "note", "poem", "prayer", "post"];
        if self.class(at).any(Class::DETERMINER)
            && (at + 1..at + 4).any(|i| PAPERS.contains(&self.word(i)))
            && let Some(colon) = (at + 1..end.min(at + 14)).find(|i| self.word(*i) == ":" && quote(*i + 1))
        {
            return (at, Some(colon + 1), true);
        }
        // "everything he says is true"
        if self.class(at).any(Class::AUXILIARY) && !self.class(at).any(Class::TIME) {
            // "which Smith said was “...”"
            let near = (at + 1..end.min(at + 6))
                .take_while(|i| self.word(*i) != ",")
                .any(quote);
            let relative = subject.is_some_and(|s| {
                s.start > unit.start
                    && matches!(self.word(s.start - 1), "which" | "that" | "what" | "whom" | "who")
            });
            // "in what detectives say was a robbery"
            let led = |s: &Subject| {
                s.start > unit.start + 1
                    && self.word(s.start - 1) == "what"
                    && self.class(s.start - 2).any(Class::PREPOSITION)
            };
            let told = cue.takes(Cue::SAY) && subject.is_some_and(led);
            return (at, (near && relative || told).then_some(at), false);
        }
        (at, Some(at), false)
    }

    /// "this", and nothing behind it but when and where: what was said before.
    pub(super) fn is_this(&self, items: &Range<usize>) -> bool {
        let behind = self.class(items.start + 1);
        self.word(items.start) == "this"
            && (items.len() == 1
                || behind.any(Class::PREPOSITION)
                || behind.any(Class::TIME) && !behind.any(Class::AUXILIARY))
    }

    /// Past adverbs, days and "on Monday".
    fn skip_adverbials(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end && at < start + 10 {
            let item = self.items[at];
            let time = item.class.any(Class::TIME) && !item.class.any(Class::AUXILIARY.or(Class::DETERMINER));
            // "in May"
            let month = self.word(at) == "May" && at > start;
            let on_time = matches!(self.word(at), "on" | "in" | "early" | "late" | "last" | "this")
                && self.class(at + 1).any(Class::TIME);
            if item.kind == Kind::Word
                && (time
                    || month
                    || on_time
                    || item.class.any(Class::ADVERB)
                        && !item.class.any(Class::DETERMINER.or(Class::SUBORDINATOR)))
                && (!matches!(
                    self.word(at),
                    "there" | "here" | "not" | "too" | "even" | "perhaps" | "never"
                ) || matches!(self.word(at), "here" | "there")
                    && (self.class(at + 1).any(Class::TIME)
                        || matches!(self.word(at + 1), "." | ":" | "that")))
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// "show" and the like behind the name of one.
    fn is_programme(&self, at: usize) -> bool {
        let goes_on = self.is_quote(at + 1) || self.is_noun(at + 1) || self.capital(at + 1);
        matches!(
            self.word(at),
            "show" | "programme" | "program" | "podcast" | "radio"
        ) && !goes_on
    }

    /// Past the hearer of "told".
    fn skip_hearer(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        if self.class(at).any(
            Class::HIM
                .or(Class::HER)
                .or(Class::THEM)
                .or(Class::IT)
                .or(Class::YOU),
        ) || matches!(self.word(at), "me" | "us")
        {
            return (at + 1).min(end);
        }
        if let Some(that) = self.that_behind_hearer(start, end) {
            return that;
        }
        while at < end && at < start + 7 {
            let item = self.items[at];
            match item.kind {
                Kind::Name(_) => {
                    at += 1;
                    // "BBC Radio 4’s Today programme"
                    at += usize::from(self.has_digit_first(at));
                    if !self.is_possessive(at) && !self.is_name(at) {
                        return self.behind_sort(at, end);
                    }
                }
                Kind::Mark if self.is_joint(at) => at += 1,
                Kind::Word
                    if item.class.any(Class::DETERMINER)
                        && !item.class.any(Class::SUBORDINATOR)
                        && at == start =>
                {
                    at += 1
                }
                Kind::Word
                    if at > start
                        && self.capital(at)
                        && (self.capital(at - 1) || matches!(self.word(at - 1), "’s" | "'s")) =>
                {
                    at += 1
                }
                // "Kiss FM’s Rap show", "the magazine"
                Kind::Word if at > start && self.capital(at - 1) && self.is_programme(at) => {
                    return at + 1;
                }
                Kind::Word if self.is_noun(at) => {
                    at += 1;
                    // One plain noun is the hearer; a capital or an owner goes on ("Fox News", "the college’s dean").
                    let owner = self.is_possessive(at);
                    if !self.capital(at) && !self.is_noun(at) && !owner {
                        return at;
                    }
                }
                _ => return at,
            }
        }
        at
    }

    /// "told AFP news agency that", "told the Holyrood chamber that", "told BBC World News: “...”": what leads to the
    /// content behind a hearer of several words.
    fn that_behind_hearer(&self, start: usize, end: usize) -> Option<usize> {
        let belongs = |i: usize| {
            let item = self.items[i];
            match item.kind {
                Kind::Name(_) => true,
                Kind::Mark => self.is_joint(i),
                Kind::Quote(_) => false,
                Kind::Word => {
                    self.is_noun(i) && !item.class.any(Class::VERB)
                        || item.class.any(Class::DETERMINER) && !item.class.any(Class::SUBORDINATOR)
                        || self.capital(i)
                        || matches!(self.word(i), "of" | "and" | "weekly" | "daily" | "monthly")
                        || self.has_digit_first(i)
                }
            }
        };
        let at = (start..end.min(start + 10)).find(|i| !belongs(*i) || self.word(*i) == "that")?;
        match self.word(at) {
            "that" if at > start + 1 && !self.verb_at(at + 1) => Some(at),
            ":" if self.is_quote(at + 1) => Some(at),
            _ => None,
        }
    }

    /// "told Reuters news agency the data were good": the nouns that say what sort of hearer it is, where a clause
    /// begins behind them.
    fn behind_sort(&self, at: usize, end: usize) -> usize {
        if self.is_programme(at) {
            return at + 1;
        }
        let sort = |i: &usize| self.is_noun(*i) && !self.capital(*i) && !self.verb_at(*i);
        let nouns = (at..end.min(at + 3)).take_while(sort).count();
        let behind = at + nouns;
        // "told the paper’s founder Ann Lee she was"
        let named = |i: usize| self.is_name(i);
        if nouns > 0 && named(behind) && self.class(behind - 1).any(Class::ROLE) {
            behind + 1
        } else if nouns > 0 && (self.may_begin_clause(behind) || matches!(self.word(behind), "." | "")) {
            behind
        } else {
            at
        }
    }

    /// Content behind an inserted phrase: "said in an interview that", "said, laughing, “...”".
    fn late_content(&self, start: usize, end: usize) -> Option<usize> {
        for at in start..end.min(start + 30) {
            let near = at < start + 22;
            let item = self.items[at];
            if matches!(item.kind, Kind::Quote(_)) {
                let led = at > start && matches!(self.word(at - 1), "," | ":" | "that");
                return (near && led || at == start).then_some(at);
            }
            // "said in Geneva, after a meeting with the minister, that": the comma closes what is inserted.
            let closes = || (start..at - 1).any(|i| self.word(i) == ",") && !self.verb_at(at + 1);
            if self.word(at) == "that" && at > start && if self.word(at - 1) == "," { closes() } else { near }
            {
                return Some(at + 1).filter(|c| *c < end);
            }
            if self.word(at) == ":" && near {
                return Some(at + 1).filter(|c| *c < end);
            }
            // ", adding that ...": what another verb reports.
            let goes_over = at == start + 1 && self.word(start) == "," && item.cue.ing();
            if item.cue.is_some() && !item.cue.may_be_noun() && (at > start + 1 || goes_over) {
                return None;
            }
        }
        None
    }
}
