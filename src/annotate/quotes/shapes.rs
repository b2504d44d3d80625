//! What quotations look like from outside: titles, their ends, their place among other words.

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::Who;
use super::units::{Kind, Units};
use crate::article::Span;
use crate::text::TokenKind;
use crate::text::cues::Cue;
use crate::text::words::{self, Class};

/// Whether the verb gives something a name and reports no clause.
pub(super) fn calls(frame: &Frame) -> bool {
    frame.takes.takes(Cue::CALL) && !frame.takes.takes(Cue::SAY | Cue::TELL)
}

impl Units<'_> {
    /// "counter-measures", "so-called": a token that a hyphen joins to another.
    pub(super) fn is_half(&self, token: usize) -> bool {
        let tokens = &self.text.tokens;
        let glued = |at: usize| tokens.get(at).is_some_and(|t| !t.spaced && !t.line_start);
        let hyphen = |at: usize| matches!(self.text.word(at), "-" | "‑") && glued(at) && glued(at + 1);
        let word = |at: usize| tokens.get(at).is_some_and(|t| t.kind != TokenKind::Mark);
        hyphen(token + 1) && word(token + 2) || token > 1 && hyphen(token - 1) && word(token - 2)
    }

    /// Whether the item is somebody's name; not past the end.
    pub(super) fn is_name(&self, at: usize) -> bool {
        matches!(self.get(at).map(|i| i.kind), Some(Kind::Name(_)))
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.get(at).map(|i| i.kind), Some(Kind::Quote(_)))
    }

    /// “CBS This Morning” behind "on": a name between marks, not words that were said.
    pub(super) fn is_title(&self, range: &Range<usize>, at: usize) -> bool {
        let Some(quoted) = self.quote(at) else {
            return false;
        };
        if at == range.start {
            return false;
        }
        let before = self.class(at - 1);
        let led =
            before.any(Class::PREPOSITION.or(Class::DETERMINER)) || matches!(self.word(at - 1), "’s" | "'s");
        // "A memoir by Ann Lee, “The Long Road,” describes": what is called so stands before the comma.
        let called = || {
            let holder = at.checked_sub(2).filter(|holder| *holder >= range.start);
            self.word(at - 1) == ","
                && holder.is_some_and(|i| self.is_name(i) || self.is_noun(i) && !self.items[i].cue.is_some())
        };
        (led || called()) && self.capitals(quoted.inner)
    }

    /// Whether the first word of an item is written in capitals: "CEO", "DHSC".
    pub(super) fn is_all_caps(&self, at: usize) -> bool {
        self.text.tokens[self.items[at].first as usize].all_caps
    }

    /// Whether all longer words are capitalised, of two words or more.
    pub(super) fn capitals(&self, inner: Span) -> bool {
        let text = inner.of(self.text.source);
        let small = Class::GRAMMAR.or(Class::PARTICLE);
        let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let mut words = text
            .split_whitespace()
            .filter(|w| !words::table().get(w).any(small))
            .peekable();
        text.contains(' ') && capital(text.trim_start()) && words.peek().is_some() && words.all(capital)
    }

    /// Whether the quotation ends as one does that a frame follows: with a comma, `?`, `!` or a dash.
    pub(super) fn ends_open(&self, at: Option<usize>) -> bool {
        let Some(quoted) = at.and_then(|a| self.quote(a)) else {
            return false;
        };
        let inner = quoted.inner.of(self.text.source).trim_end();
        let comma_after = at.is_some_and(|a| self.word(a + 1) == ",");
        comma_after
            || inner.ends_with([',', '?', '!', '—', '–', '-', '.', '…'])
            || inner.ends_with(",'")
            || inner.ends_with(",’")
    }

    /// "“... by now.” Smith had said before": a sentence of its own behind a quotation that ends with a full stop.
    pub(super) fn had_said(&self, frame: &Frame, quote: Option<usize>) -> bool {
        let full = |q: usize| {
            self.quote(q)
                .is_some_and(|quoted| quoted.inner.of(self.text.source).trim_end().ends_with('.'))
        };
        frame.build == Build::Clause
            && (frame.start..frame.cue.start).any(|i| self.word(i) == "had")
            && quote.is_some_and(full)
    }

    /// "Smith said: “I am sorry.” The crowd laughed.": a sentence of its own behind a whole quotation that a frame before
    /// leads in.
    pub(super) fn is_introduced(&self, before: &[Frame], frame: &Frame, quote: Option<usize>) -> bool {
        let leads_in = |f: &Frame| {
            f.build == Build::Clause
                && f.subject.is_some()
                && f.content
                    .is_some_and(|content| Some(content) == quote && self.word(content - 1) == ":")
        };
        frame.build == Build::Clause
            && quote.is_some_and(|q| q + 1 == frame.start && self.ends_open(Some(q)))
            && before.iter().any(leads_in)
    }

    /// Without punctuation and conjunctions at the ends.
    pub(super) fn trimmed(&self, items: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (items.start, items.end);
        let mark = |i: usize| {
            self.items[i].kind == Kind::Mark
                && !matches!(
                    self.word(i),
                    "$" | "£" | "€" | "#" | "@" | "%" | ")" | "(" | "[" | "]"
                )
        };
        while start < end && mark(start) {
            start += 1;
        }
        // "for Beatrice’s, she said": an owner’s mark belongs to the words.
        let owner = |i: usize| matches!(self.word(i), "'s" | "’s");
        let cut = |i: usize| mark(i) && !owner(i) || matches!(self.word(i), "and" | "but");
        while end > start && cut(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// "shouted “Liar!” and were ordered out": what those who spoke did, too, behind "and".
    pub(super) fn acts_at(&self, and: usize) -> bool {
        matches!(self.word(and), "and" | "but") && self.word(and + 1) != "there" && self.verb_at(and + 1)
    }

    /// A name, a pronoun or an article: what a clause may begin with.
    pub(super) fn may_begin_clause(&self, at: usize) -> bool {
        let pronoun = Class::THIRD.or(Class::IT);
        self.get(at).is_some_and(|item| {
            matches!(item.kind, Kind::Name(_)) || item.class.any(pronoun.or(Class::DETERMINER))
        })
    }

    /// "It was 20,000; it was fewer, according to the minister": where the last clause begins.
    pub(super) fn behind_semicolon(&self, start: usize, end: usize) -> usize {
        let opens =
            |i: usize| self.may_begin_clause(i) && self.text.tokens[self.items[i].first as usize].spaced;
        let mut marks = (start..end.saturating_sub(1)).rev();
        let mark = marks.find(|i| self.word(*i) == ";" && opens(i + 1));
        mark.map_or(start, |mark| mark + 1)
    }

    /// "These men, Smith said, were “well paid”": the clause goes on behind the frame with its verb.
    pub(super) fn goes_on(&self, frame: &Frame) -> bool {
        let at = frame.end + 1;
        let Some(item) = self.get(at) else { return false };
        let verb = Class::AUXILIARY
            .or(Class::VERB)
            .or(Class::ADVERB)
            .or(Class::DETERMINER);
        let not = Class::CONJUNCTION
            .or(Class::SUBORDINATOR)
            .or(Class::PREPOSITION)
            .or(Class::TIME);
        let past = |i: usize| {
            self.class(i).any(Class::AUXILIARY) || self.items[i].cue.past() || self.word(i).ends_with("ed")
        };
        // "The plan, officials say, leaves out the “waste”": a verb of which the words before are the subject.
        let third = || {
            let lead = Class::DETERMINER.or(Class::PREPOSITION).or(Class::ADVERB);
            let word = self.word(at);
            (word.ends_with('s') || word.ends_with("ed")) && self.is_noun(at) && {
                let next = self.class(at + 1);
                (next.any(lead.or(Class::OWNER))
                    || matches!(self.word(at + 1), "out" | "up" | "off" | "down" | "back" | "over"))
                    && !(frame.start.saturating_sub(12)..frame.start).any(past)
            }
        };
        frame.content.is_none()
            && item.kind == Kind::Word
            && !self.capital(at)
            && (item.class.any(verb) && !item.class.any(not) || item.cue.past() || third())
    }

    /// "it was “symbolic” the talks were held": such a verb parts no quotation from what stands behind it.
    pub(super) fn may_part(&self, later: &Frame) -> bool {
        !later.takes.takes_only(Cue::THINK | Cue::SHOW) && self.word(later.cue.start) != "going"
    }

    /// "attacked the plan saying it was": another verb reports, the plan is all that the first has.
    pub(super) fn leaves_object(&self, frame: &Frame, later: &Frame) -> bool {
        !frame.that
            && !frame.takes.takes(Cue::SAY | Cue::TELL | Cue::SPEAK)
            && later.takes.takes(Cue::SAY)
            && !self
                .class(later.start - 1)
                .any(Class::PREPOSITION.or(Class::SUBORDINATOR))
    }

    /// "accused him of “...” and Lee said": another frame behind a quotation and "and".
    pub(super) fn parts_quotation(&self, and: usize, later: &Frame) -> bool {
        matches!(self.word(and), "and" | "but" | "while")
            && self.is_quote(and - 1)
            && later.build == Build::Clause
            && later.takes.takes(Cue::SAY | Cue::TELL)
    }

    /// "Zuma, who has said he wanted his day in court, denies it": the comma before the verb that the clause with "who" is
    /// inserted before.
    pub(super) fn main_verb_behind(&self, frame: &Frame, start: usize, end: usize) -> Option<usize> {
        let mut before = (frame.start..frame.cue.start).chain([frame.start.wrapping_sub(1)]);
        let who = before.find(|i| self.class(*i).any(Class::WHO) || self.word(*i) == "which")?;
        // "An official, who asked not to be named, told": the main clause's own verb.
        if who < frame.cue.start && (who..frame.cue.start).any(|i| self.word(i) == ",") {
            return None;
        }
        let inserted = frame.build == Build::Clause && who > 0 && self.word(who - 1) == ",";
        let verb =
            |at: usize| self.items[at].cue.is_some() && !self.items[at].cue.ing() || self.is_auxiliary(at);
        inserted
            .then(|| (start..end.saturating_sub(1)).find(|i| self.word(*i) == "," && verb(*i + 1)))
            .flatten()
    }

    /// "it was unaware of that, and released a statement saying": where what else somebody did begins, to say more.
    pub(super) fn act_before(&self, start: usize, later: &Frame) -> Option<usize> {
        let near = later.start.saturating_sub(9).max(start + 1);
        let act = |i: &usize| {
            self.word(*i) == ","
                && matches!(self.word(i + 1), "and" | "but")
                && self.verb_at(i + 2)
                && !self.is_auxiliary(i + 2)
        };
        (later.build == Build::Participle && self.word(later.start) != ",")
            .then(|| (near..later.start).rev().find(act))
            .flatten()
    }

    /// "China is cooperating but she also said that": what somebody said besides, behind "but" or "and".
    pub(super) fn says_more(&self, and: usize, later: &Frame) -> bool {
        let pronoun = || {
            later
                .subject
                .as_ref()
                .is_some_and(|s| matches!(s.who, Who::Pronoun(_)))
        };
        matches!(self.word(and), "but" | "and")
            && later.build == Build::Clause
            && later.that
            && later.takes.takes(Cue::SAY | Cue::TELL)
            && pronoun()
    }

    /// "As a result", "Before July this year": words that lead a clause in and have no verb.
    pub(super) fn leads_in(&self, items: Range<usize>) -> bool {
        let lead = Class::PREPOSITION.or(Class::ADVERB).or(Class::TIME);
        let word = |i: usize| self.items[i].kind != Kind::Mark && !self.is_quote(i) && !self.verb_at(i);
        let joint = self.class(items.start).any(Class::CONJUNCTION) && items.len() > 1;
        let items = items.start + usize::from(joint)..items.end;
        let before = matches!(self.word(items.start), "Before" | "After" | "Since" | "Until")
            || self.word(items.start) == "As" && self.word(items.start + 1) == "a";
        (1..7).contains(&items.len())
            && (before || self.class(items.start).any(lead))
            && items.clone().all(word)
    }

    /// "and as Smith went on about “...”": a clause of its own before the quotation at `q`.
    pub(super) fn while_clause(&self, start: usize, q: usize) -> bool {
        (start..q).rev().take(14).any(|i| {
            matches!(self.word(i), "as" | "while" | "when" | "after" | "before")
                && (self.is_name(i + 1) || self.class(i + 1).any(Class::THIRD))
        })
    }

    /// Cuts "on ABC’s “This Week”" off: where something was said is no part of it.
    pub(super) fn before_programme(&self, range: &Range<usize>, start: usize, end: usize) -> usize {
        let Some(last) = (start..end)
            .rev()
            .find(|i| self.items[*i].kind != Kind::Mark)
            .filter(|q| *q > start && self.is_quote(*q) && self.is_title(range, *q))
        else {
            return end;
        };
        (start + 1..last)
            .rev()
            .take(8)
            .find(|i| matches!(self.word(*i), "on" | "in" | "at" | "during"))
            .unwrap_or(end)
    }
}
