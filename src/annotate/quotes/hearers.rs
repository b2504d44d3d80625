//! To whom something was told, between the verb and the words: "told the Supreme Soviet (parliament) spending would".

use std::ops::Range;

use super::frames::{Build, Frame};
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// "show" and the like behind the name of one.
    fn is_programme(&self, at: usize) -> bool {
        let goes_on = self.is_quote(at + 1) || self.is_noun(at + 1) || self.capital(at + 1);
        matches!(
            self.word(at),
            "show" | "programme" | "program" | "podcast" | "radio"
        ) && !goes_on
    }

    /// Past the hearer of "told".
    pub(super) fn skip_hearer(&self, start: usize, end: usize) -> usize {
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
                    // "the Supreme Soviet (parliament)", "BBC Scotland"
                    if self.word(at) == "("
                        && let Some(close) = (at + 1..end.min(at + 5)).find(|i| self.word(*i) == ")")
                    {
                        at = close + 1;
                    }
                    let part = self.capital(at)
                        && self.class(at).any(Class::PLACE.or(Class::DEMONYM))
                        && self.is_name(at + 1);
                    at += usize::from(part);
                    // "told the BBC Mr Howard had"
                    if self.is_name(at) && self.is_auxiliary(at + 1) {
                        return at;
                    }
                    if part || !self.is_possessive(at) && !self.is_name(at) {
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
                // "the BBC’s Breakfast with Frost show"
                Kind::Word
                    if at > start + 1
                        && self.word(at) == "with"
                        && self.capital(at - 1)
                        && (self.capital(at + 1) || self.is_name(at + 1)) =>
                {
                    at += 1
                }
                // "Kiss FM’s Rap show", "the magazine"
                Kind::Word if at > start && self.capital(at - 1) && self.is_programme(at) => {
                    return at + 1;
                }
                // "told the Supreme Soviet defence spending would": a clause begins behind a name without an entry.
                Kind::Word
                    if at > start + 1
                        && self.capital(at - 1)
                        && !self.capital(at)
                        && self.is_clause_of_nouns(at, end) =>
                {
                    return at;
                }
                // "told police someone had": who stands at the head of the clause.
                Kind::Word
                    if at > start
                        && matches!(self.word(at), "someone" | "somebody" | "nobody" | "everyone") =>
                {
                    return at;
                }
                Kind::Word if self.is_noun(at) => {
                    at += 1;
                    // "warned the government needs more": who is spoken of.
                    if matches!(
                        self.word(at),
                        "needs" | "faces" | "lacks" | "wants" | "risks" | "deserves"
                    ) {
                        return start;
                    }
                    // One plain noun is the hearer; a capital or an owner goes on ("Fox News", "the college’s dean").
                    let owner = self.is_possessive(at);
                    // "told the meeting Tokyo was ready"
                    let clause = self.capital(at) && !self.capital(at - 1) && self.verb_at(at + 1);
                    if !self.capital(at) && !self.is_noun(at) && !owner || clause {
                        return at;
                    }
                }
                _ => return at,
            }
        }
        at
    }

    /// "asked Mr Myers if he knew": where the question begins, behind whom it was put to.
    pub(super) fn question_behind(&self, at: usize, end: usize) -> Option<usize> {
        let asks = |i: usize| {
            matches!(
                self.word(i),
                "why" | "whether" | "how" | "if" | "what" | "who" | "where"
            )
        };
        let hearer = |i: &usize| self.may_be_hearer(*i) && !self.verb_at(*i);
        let whom = (at..end.min(at + 4)).take_while(|i| !asks(*i) && hearer(i));
        let behind = at + whom.count();
        (behind < end && asks(behind)).then_some(behind)
    }

    /// A name, a noun or "him": a word for somebody behind a verb, whom it may be put to.
    pub(super) fn may_be_hearer(&self, at: usize) -> bool {
        let object = Class::HIM.or(Class::HER).or(Class::THEM).or(Class::DETERMINER);
        self.is_name(at) || self.class(at).any(object) || self.is_noun(at)
    }

    /// "“...,” he told cheering supporters": behind a quotation stands only when, where and to whom it was said.
    pub(super) fn is_tag(&self, range: &Range<usize>, frame: &Frame) -> bool {
        let quotation = || {
            let at = frame.start.checked_sub(1).filter(|q| *q >= range.start)?;
            // "To a question on “...,” Smith said it was": words of a phrase that leads in.
            let alone = at == range.start || self.items[at - 1].kind == Kind::Mark;
            self.quote(at).filter(|_| alone)
        };
        matches!(frame.build, Build::Clause | Build::Inverted)
            && quotation().is_some_and(|quoted| {
                let inner = quoted.inner.of(self.text.source).trim_end();
                inner.ends_with([',', '?', '!']) || inner.ends_with(",'") || inner.ends_with(",’")
            })
    }

    /// "defence spending in 1988 would": nouns with a verb behind them, and no article.
    fn is_clause_of_nouns(&self, at: usize, end: usize) -> bool {
        let noun = |i: &usize| self.is_noun(*i) && !self.capital(*i) && !self.verb_at(*i);
        let behind = at + (at..end.min(at + 4)).take_while(noun).count();
        let timed = self.word(behind) == "in" && self.has_digit_first(behind + 1);
        let verb = behind + 2 * usize::from(timed);
        behind > at + 1 && self.is_auxiliary(verb)
    }

    /// "told AFP news agency that", "told the Holyrood chamber that", "told BBC World News: “...”": what leads to the
    /// content behind a hearer of several words.
    fn that_behind_hearer(&self, start: usize, end: usize) -> Option<usize> {
        let belongs = |i: usize| {
            let item = self.items[i];
            match item.kind {
                Kind::Name(_) => true,
                Kind::Mark => self.is_joint(i) || matches!(self.word(i), "(" | ")" | ","),
                Kind::Quote(_) => false,
                Kind::Word => {
                    matches!(self.word(i), "at" | "in")
                        && (self.class(i + 1).any(Class::DETERMINER) || self.capital(i + 1))
                        || self.is_noun(i) && !item.class.any(Class::VERB)
                        || item.class.any(Class::DETERMINER) && !item.class.any(Class::SUBORDINATOR)
                        || self.capital(i)
                        || matches!(self.word(i), "of" | "and" | "weekly" | "daily" | "monthly")
                        || self.has_digit_first(i)
                }
            }
        };
        let at = (start..end.min(start + 14)).find(|i| !belongs(*i) || self.word(*i) == "that")?;
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
        // "told a House committee Friday to", "told the Senate panel on Monday that"
        let day = behind + usize::from(self.word(behind) == "on");
        let days = (day..end.min(day + 4))
            .take_while(|i| self.class(*i).any(Class::TIME))
            .count();
        if nouns > 0 && days > 0 && !self.is_auxiliary(day) && !self.is_auxiliary(day + days) {
            return behind;
        }
        // "told the paper’s founder Ann Lee she was"
        if nouns > 0 && self.is_name(behind) && self.class(behind - 1).any(Class::ROLE) {
            behind + 1
        } else if nouns > 0 && (self.may_begin_clause(behind) || matches!(self.word(behind), "." | "")) {
            behind
        } else {
            at
        }
    }
}
