//! Claims: which words a frame reports, by what stands before and behind it.
//!
//! Every frame may claim the words behind it ("said that ...") and the words before it
//! ("..., said Smith"). Claims that want the same words compete by score; the scores say
//! how rarely such a claim is wrong, best first: a quotation ended by a comma right before
//! the frame, a quotation right behind it, a clause behind "that", a bare clause.

use std::ops::Range;

use super::choice::{rule_before, rule_behind};
use super::frames::{Build, Frame};
use super::shapes::calls;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::cues::Cue;
use crate::text::words::Class;

/// A frame's claim to a run of items.
pub(super) struct Claim {
    /// How likely it is, beside the other claims of the sentence.
    pub score: f32,
    /// The items claimed.
    pub items: Range<usize>,
    /// Index of the frame.
    pub frame: usize,
    /// Name of the rule.
    pub rule: &'static str,
    /// Frames inside it report at second hand.
    pub outer: bool,
}

impl Units<'_> {
    /// Puts what the frames of a sentence claim into `claims`, those of one frame behind each other.
    pub(super) fn claims(&self, range: &Range<usize>, frames: &[Frame], claims: &mut Vec<Claim>) {
        claims.clear();
        for (i, frame) in frames.iter().enumerate() {
            if self.is_told_by_source(range, frames, i) {
                continue;
            }
            self.claim_after(range, frames, i, frame, claims);
            self.claim_before(range, frames, i, frame, claims);
        }
    }

    /// "According to a spokesman, tests indicate “...”": what the spokesman says that they do.
    fn is_told_by_source(&self, range: &Range<usize>, frames: &[Frame], i: usize) -> bool {
        let frame = &frames[i];
        let thing = |subject: &Subject| {
            subject.who == Who::Nominal && !self.class(subject.items.end - 1).any(SPEAKERS)
        };
        let source = |outer: &Frame| {
            outer.build == Build::AccordingTo
                && outer.start == range.start
                && outer.content.is_some_and(|content| content <= frame.start)
        };
        i > 0
            && frame.takes.takes(Cue::SHOW)
            && frames[..i].iter().any(source)
            && frame.subject.as_ref().is_some_and(thing)
    }

    /// What stands behind the frame: "said that ...".
    pub(super) fn claim_after(
        &self,
        range: &Range<usize>,
        frames: &[Frame],
        i: usize,
        frame: &Frame,
        claims: &mut Vec<Claim>,
    ) {
        let Some(start) = frame.content else { return };
        // "“...,” she said when I met her": when it was said.
        if self.class(start).any(Class::SUBORDINATOR)
            && !frame.that
            && frame.start > range.start
            && self.is_quote(frame.start - 1)
        {
            return;
        }
        // "reiterated by No 10, who said": whose words they are.
        if self.class(start).any(Class::WHO) && self.get(start + 1).is_some_and(|verb| verb.cue.is_some()) {
            return;
        }
        let mut end = self.end_by_frames(range, &frames[i + 1..], frame, start);
        // "When Trump suggested that ..., Rubio said": the clause ends where the main one begins.
        let subordinate = self.class(range.start).any(Class::SUBORDINATOR)
            && !(range.start..frame.start).any(|i| self.word(i) == ",")
            && frame.build == Build::Clause
            && frame.start > range.start;
        if subordinate && let Some(comma) = (start..end).find(|i| self.word(*i) == ",") {
            end = comma;
        }
        end = self.unsaid_from(start, end).unwrap_or(end);
        end = self.told_from(range, frame, start, end).unwrap_or(end);
        end = self.appeal_end(frame, start, end).unwrap_or(end);
        end = self.circumstance(frame, start, end).unwrap_or(end);
        end = self.main_verb_behind(frame, start, end).unwrap_or(end);
        if frame.build == Build::Noun && frame.start <= range.start + 1 {
            end = self.verb_of_noun(start, end);
        }
        // What goes on behind a whole quotation is the reporter's again.
        if start < end && self.is_quote(start) {
            let mut stop = start + 1;
            while stop < end && self.is_quote(stop) {
                stop += 1;
            }
            let dash =
                self.is_dash(stop) && matches!(self.word(stop + 1), "but" | "and" | "although" | "though");
            let goes_on = dash || self.acts_at(stop) || self.class(stop).any(Class::SUBORDINATOR);
            if self.word(stop) == "," || goes_on && !(stop..end).any(|x| self.is_quote(x)) {
                end = end.min(stop);
            }
        }
        // "described it as “...” and left": what else was done.
        let last = self.quotations_in(&(start..end)).last();
        if let Some(quote) = last.filter(|_| calls(frame) && !frame.that)
            && matches!(self.word(quote + 1), "and" | "but")
            && self.verb_at(quote + 2)
        {
            end = quote + 1;
        }
        let end = self.before_programme(range, start, end);
        let items = self.trimmed(start..end);
        // "is predicted to grow by 11%, while": the rest of a number.
        if items.is_empty() || self.word(items.start) == "%" {
            return;
        }
        let quote_at = self.quotations_in(&items).first().copied();
        // "She cited the inquest: “...”": of what the words are, then the words.
        let led = |quote: &usize| {
            *quote > start + 1
                && self.word(quote - 1) == ":"
                && !self.class(start).any(Class::THIRD)
                && !(start..quote - 1).any(|i| self.is_finite(i) || self.word(i) == ",")
        };
        let items = match quote_at.filter(led) {
            Some(quote) if !frame.that => quote..items.end,
            _ => items,
        };
        let start = items.start;
        let appeals = self.is_appeal(frame, range.end);
        if quote_at.is_none() && frame.build != Build::Noun && !appeals && self.is_thing(frame, &items) {
            return;
        }
        // "declared a critical incident over “...”"
        let acts = || {
            quote_at.is_some_and(|q| q > start + 1 && self.declares(self.word(frame.cue.start), items.start))
        };
        if quote_at != Some(start) && !frame.that && (self.says_no_clause(frame, &items) || acts()) {
            return;
        }
        let says_nothing = || match frame.that {
            true => self.shows_no_clause(frame, &items),
            false => self.is_tag(range, frame),
        };
        if quote_at.is_none() && says_nothing() {
            return;
        }
        let manner = frame.takes.takes_only(Cue::SPEAK | Cue::VOICE);
        if manner && quote_at != Some(start) && !frame.that {
            return;
        }
        // "told NBC’s “Today” on Monday": a programme.
        if quote_at == Some(start)
            && matches!(self.word(start.wrapping_sub(1)), "’s" | "'s")
            && frame.takes.takes(Cue::TELL)
        {
            return;
        }
        if quote_at == Some(start) && self.is_performed(frame, start) {
            return;
        }
        let mut score = match quote_at {
            Some(q) if q == start => 11.0,
            Some(_) if frame.that => 10.0,
            Some(q) => 9.0 - 0.05 * (q - start) as f32,
            None if frame.that => 8.0,
            None => 6.0,
        };
        score -= match frame.build {
            Build::Participle => 0.5,
            Build::Infinitive => 1.0,
            Build::Passive => 1.5,
            _ => 0.0,
        };
        if frame.takes.takes(Cue::SAY | Cue::TELL) {
            score += 0.5;
        } else if frame.takes == Cue::default() {
            score += 0.4;
        } else if !frame.takes.takes(Cue::SPEAK | Cue::VOICE | Cue::CALL) {
            score -= 1.5;
        }
        // A label in the middle of a sentence gives way to any verb.
        if frame.build == Build::Label && frame.start > range.start && !self.is_dash(frame.start - 1) {
            score = 5.0;
        }
        let rule = rule_behind(frame.build, appeals, quote_at == Some(start));
        let subordinate = frame.start > range.start && self.class(frame.start - 1).any(Class::SUBORDINATOR);
        let outer = !subordinate
            && (frame.takes.takes(Cue::SAY | Cue::TELL) || frame.that && frame.takes != Cue::default());
        claims.push(Claim {
            score,
            items,
            frame: i,
            rule,
            outer,
        });
    }

    /// What stands before the frame: "..., said Smith".
    pub(super) fn claim_before(
        &self,
        range: &Range<usize>,
        frames: &[Frame],
        i: usize,
        frame: &Frame,
        claims: &mut Vec<Claim>,
    ) {
        if frame.start == range.start
            || matches!(
                frame.build,
                Build::Coordinated | Build::Participle | Build::Passive | Build::Label | Build::Noun
            )
        {
            return;
        }
        let mut before = frame.start - 1;
        // "“...,” as the memo put it"
        let as_put = self.word(before) == "as" && before > range.start;
        // "“...,” as people raised their arms"
        if as_put && !frame.takes.takes(Cue::SAY | Cue::TELL | Cue::SPEAK | Cue::CALL) {
            return;
        }
        before -= usize::from(as_put);
        // "..., one of the economists said"
        if before > range.start + 1 && self.is_of(before) && self.word(before - 1) == "one" {
            // "one of the largest member states", "one of the items proposed by Lee"
            let cue = self.items[frame.cue.start].cue;
            let noun = cue.may_be_noun() && self.word(frame.cue.start) != "says";
            if noun || self.word(frame.cue.end) == "by" {
                return;
            }
            before -= 2;
        }
        let comma = matches!(self.word(before), "," | "—" | "–" | "―" | "-");
        let quote_at = if comma {
            before.checked_sub(1).filter(|b| *b >= range.start)
        } else {
            Some(before)
        };
        let quote = quote_at.is_some_and(|b| self.is_quote(b) && !self.is_title(range, b));
        if !(comma || quote || frame.build == Build::AccordingTo) {
            return;
        }
        // "..., they could not go": nothing that was said, and what stands before is another's.
        let reports =
            frame.build == Build::AccordingTo || frame.takes.takes(Cue::SAY | Cue::TELL | Cue::SHOW);
        if !quote && (!reports || self.is_plain_clause(frame)) {
            return;
        }
        // "The girl’s mother, Ann Lee, told her to stop": an order, and whose mother it was.
        let orders = frame.build == Build::Clause && self.word(frame.end) == "to";
        if !quote && frame.content.is_none() && orders {
            return;
        }
        let reports_after = frame
            .content
            .is_some_and(|c| frame.that || self.word(c - 1) != ",");
        // "The ways were many, said Lee, and that", "said Lee and that": both are what Lee said.
        let more = frame.build == Build::Inverted
            && frame.content.is_some_and(|c| {
                c >= range.start + 2 && self.word(c - 1) == "that" && self.word(c - 2) == "and"
            });
        let led_in = comma && !quote && self.leads_into_marks(range.start..before, frame);
        let reports_after = reports_after && !more && !led_in;
        let colon = |c: usize| self.word(c - 1) == ":" && self.is_quote(c);
        if !led_in && frame.content.is_some_and(colon)
            || reports_after && !(quote && self.ends_open(quote_at))
        {
            return;
        }
        // "“... gone by now.” Smith had said before": another sentence.
        if quote && self.had_said(frame, quote_at) {
            return;
        }
        // "As for his talk of “...,” Smith found it ...": the words belong to the leading phrase.
        let lead = Class::PREPOSITION.or(Class::SUBORDINATOR);
        if reports_after
            && let Some(q) = quote_at
            && q > range.start
            && self.items[q - 1].kind == Kind::Word
            && (self.class(range.start).any(lead) || self.while_clause(range.start, q))
        {
            return;
        }
        let mut start = range.start.max(self.opening);
        for earlier in &frames[..i] {
            // "According to the police, officers warned him": nothing that they warned of.
            if earlier.build == Build::AccordingTo
                && earlier.start == range.start
                && earlier.content.is_some_and(|content| content > before)
            {
                return;
            }
            if quote && earlier.end <= before {
                // A frame between two quotations has its own; this one begins behind it.
                let quote_between = (earlier.end..=before).find(|x| self.is_quote(*x));
                if let Some(q) = quote_between {
                    let own = earlier.content == Some(q);
                    start = if own { q } else { q.max(start) };
                }
            }
        }
        // "long enough “for a fish to rot”, in the words of Ann Lee": only those between marks are hers.
        let in_words = frame.build == Build::AccordingTo && matches!(self.word(frame.cue.start), "in" | "In");
        if let Some(at) = quote_at.filter(|_| quote && in_words) {
            start = start.max(at);
        }
        // "..., he said, adding that ..."
        let goes_over = frames.get(i + 1).is_some_and(|next| {
            next.build == Build::Participle && next.start == frame.end
                || next.build == Build::Coordinated
                    && next.start == frame.end + 1
                    && next.takes.takes(Cue::SAY | Cue::TELL)
        });
        let inserted = self.is_inserted(range, frame, before) && !quote && !goes_over;
        let end = before + 1;
        if !quote && frame.build == Build::AccordingTo {
            start = self.behind_semicolon(start, frame.start);
        }
        // "However, warns Ann Lee, the timeline is tight": a word that leads the sentence in is the reporter's.
        if inserted && frame.build == Build::Inverted && frame.start == range.start + 2 {
            start = frame.end + 1;
        }
        // "The meeting will be in Italy, they said, but gave no details"
        let unsaid = inserted
            .then(|| self.unsaid_from(frame.end - 1, range.end))
            .flatten();
        let end = match unsaid {
            Some(at) if at <= frame.end + 2 => end,
            Some(at) => at,
            None if inserted => range.end,
            None => end,
        };
        let items = self.trimmed(start..end);
        if items.is_empty()
            || !quote && !inserted && frame.build == Build::Clause && self.says_no_words(&items)
        {
            return;
        }
        // "in what Smith called “...,” Jones said": the verb right before the words has them.
        let bare = quote_at.is_some_and(|q| self.items[q.max(1) - 1].kind != Kind::Mark);
        let taken = quote
            && frames[..i].iter().filter(|f| f.content == quote_at).any(|f| {
                // "When a man shouted, “...,” Lee joked"
                let aside = f.start > range.start
                    && matches!(
                        self.word(f.start - 1),
                        "when" | "When" | "after" | "After" | "as" | "As"
                    );
                bare && (calls(f) || frame.takes == Cue::UNKNOWN) || aside
            });
        if quote && self.is_introduced(&frames[..i], frame, quote_at) {
            return;
        }
        // "called it “...”, according to": who called it so.
        let called = |f: &Frame| {
            calls(f)
                && bare
                && f.content
                    .is_some_and(|c| quote_at.is_some_and(|q| c <= q && q - c < 8))
        };
        let paper = |s: &Subject| s.who == Who::Nominal && self.is_document(s);
        let source = frame.build == Build::AccordingTo || frame.subject.as_ref().is_some_and(paper);
        if source && quote && frames[..i].iter().any(called) {
            return;
        }
        let score = if quote {
            if self.ends_open(quote_at) && !taken {
                13.0
            } else {
                9.5
            }
        } else {
            8.5
        };
        let rule = rule_before(frame.build, quote, inserted);
        claims.push(Claim {
            score,
            items,
            frame: i,
            rule,
            outer: inserted,
        });
    }
}
