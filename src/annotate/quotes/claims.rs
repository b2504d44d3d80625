//! Claims: which words a frame reports, and who gets the quotations that none claims.

use std::ops::Range;

use super::cues::Cue;
use super::frames::{Build, Frame};
use super::speakers::{Cast, Speaker};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::annotate::people::words::Class;
use crate::article::{Evidence, Person, Quote, QuoteKind, Span, SpeakerType};
use crate::text::TokenKind;
use crate::text::marks::Quoted;

/// A frame's claim to a run of items.
struct Claim {
    score: f32,
    items: Range<usize>,
    frame: usize,
    rule: &'static str,
    /// Frames inside it report at second hand.
    outer: bool,
}

/// Reads the whole story.
pub fn quotes(units: &Units<'_>, quoted: &[Quoted], people: &[Person], classes: &[Class]) -> Vec<Quote> {
    let mut reader = Reader {
        units,
        quoted,
        people,
        cast: Cast::new(units, people, classes),
        out: Vec::new(),
        waiting: Vec::new(),
        speaking: None,
        colon: None,
        open: false,
        paragraph: 0,
        subject: None,
    };
    for unit in 0..units.units.len() {
        reader.sentence(unit);
    }
    reader.give_waiting(None);
    let mut out = reader.out;
    out.sort_by_key(|q| (q.span.start, q.span.end));
    out
}

struct Reader<'a> {
    units: &'a Units<'a>,
    quoted: &'a [Quoted],
    people: &'a [Person],
    cast: Cast<'a>,
    out: Vec<Quote>,
    /// Quotations of this paragraph that wait for a later frame, as indices into `out`.
    waiting: Vec<usize>,
    /// Who spoke in this paragraph, most recently.
    speaking: Option<Speaker>,
    /// Who was left speaking by a colon at the end of the sentence before.
    colon: Option<Speaker>,
    /// The quotation before was not closed.
    open: bool,
    paragraph: usize,
    /// Who the sentence before was about.
    subject: Option<Speaker>,
}

impl Reader<'_> {
    fn sentence(&mut self, unit: usize) {
        let (range, paragraph) = self.units.units[unit].clone();
        if paragraph != self.paragraph {
            self.give_waiting(None);
            self.paragraph = paragraph;
            self.speaking = None;
        }
        self.cast.read(unit);
        let frames = self.units.frames(range.clone());
        let chosen = self.choose(self.claims(&range, &frames));
        let mut covered: Vec<Range<usize>> = Vec::new();
        let mut spoke = None;
        let mut quoted = false;
        for claim in &chosen {
            let frame = &frames[claim.frame];
            let subject = frame.subject.as_ref();
            let (speaker, evidence) = subject.map_or((None, Vec::new()), |s| self.cast.resolve(unit, s));
            let Some(kind) = self.kind(&claim.items) else {
                continue;
            };
            if kind == QuoteKind::Indirect && !self.reports_alone(frame, speaker.as_ref()) {
                continue;
            }
            covered.push(claim.items.clone());
            self.emit(claim, kind, frame, subject, speaker.as_ref(), evidence);
            if let Some(s) = speaker {
                self.cast.spoke(unit, &s);
                // Who was quoted goes on speaking; who was reported in passing does not.
                if kind != QuoteKind::Indirect || !quoted {
                    spoke = Some(s);
                }
                quoted |= kind != QuoteKind::Indirect;
            }
        }
        if let Some(s) = &spoke {
            self.give_waiting(Some(s.clone()));
            self.speaking = Some(s.clone());
        }
        for at in range.clone() {
            if let Kind::Quote(q) = self.units.items[at].kind
                && !covered.iter().any(|c| c.contains(&at))
            {
                self.leftover(unit, &range, &frames, at, q);
            }
        }
        self.remember(unit, &range, &frames, spoke);
    }

    /// Notes what the next sentence needs to know of this one.
    fn remember(&mut self, unit: usize, range: &Range<usize>, frames: &[Frame], spoke: Option<Speaker>) {
        let last = self.units.items[range.end - 1];
        self.open = matches!(last.kind, Kind::Quote(q) if !self.quoted[q].closed);
        let colon = matches!(self.units.word(range.end - 1), ":" | "—");
        let main = self.units.main_subject(range, range.end);
        let framed = frames.first().and_then(|f| f.subject.clone());
        let main = match (main, framed) {
            (Some(m), Some(f)) => Some(if m.items.start <= f.items.start { m } else { f }),
            (m, f) => f.or(m),
        };
        let named = main.and_then(|s| self.cast.resolve(unit, &s).0);
        self.colon = if colon { named.clone() } else { None };
        if !matches!(self.units.items[range.start].kind, Kind::Quote(_)) || spoke.is_some() {
            self.subject = spoke.or(named);
        }
    }

    fn claims(&self, range: &Range<usize>, frames: &[Frame]) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (i, frame) in frames.iter().enumerate() {
            self.claim_after(range, frames, i, frame, &mut claims);
            self.claim_before(range, frames, i, frame, &mut claims);
        }
        claims
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.units.get(at).map(|i| i.kind), Some(Kind::Quote(_)))
    }

    /// What stands behind the frame: "said that ...".
    fn claim_after(
        &self,
        range: &Range<usize>,
        frames: &[Frame],
        i: usize,
        frame: &Frame,
        claims: &mut Vec<Claim>,
    ) {
        let Some(start) = frame.content else { return };
        let mut end = range.end;
        for later in &frames[i + 1..] {
            if later.start <= start || later.start >= end {
                continue;
            }
            let comma = self.units.word(later.start.wrapping_sub(1)) == ",";
            let cut = match later.build {
                Build::Coordinated | Build::AccordingTo => true,
                Build::Participle => self.units.word(later.start) == ",",
                Build::Clause | Build::Inverted => {
                    (comma || self.is_quote(later.start - 1))
                        && later.content.is_none_or(|c| self.units.word(c - 1) == ",")
                }
                _ => false,
            };
            if cut {
                end = later.start;
                break;
            }
        }
        // What goes on behind a whole quotation is the reporter's again.
        if let Some(q) = (start..end).find(|q| self.is_quote(*q))
            && q == start
        {
            let mut stop = q + 1;
            while stop < end && self.is_quote(stop) {
                stop += 1;
            }
            if self.units.word(stop) == ","
                || self.units.class(stop).any(Class::SUBORDINATOR) && !(stop..end).any(|x| self.is_quote(x))
            {
                end = end.min(stop);
            }
        }
        let items = self.trimmed(start..end);
        if items.is_empty() {
            return;
        }
        let quote_at = items.clone().find(|q| self.is_quote(*q));
        let manner = frame.takes.takes_only(Cue::SPEAK | Cue::VOICE);
        if manner && quote_at != Some(start) && !frame.that {
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
        let rule = match (frame.build, quote_at == Some(start)) {
            (Build::AccordingTo, _) => "according-to-before",
            (Build::Participle, _) => "participle",
            (Build::Coordinated, _) => "coordinated",
            (Build::Infinitive, _) => "infinitive",
            (Build::Passive, _) => "passive",
            (Build::Inverted, _) => "inverted-before",
            (Build::Clause, true) => "said-quote",
            (Build::Clause, false) => "said-that",
        };
        let subordinate =
            frame.start > range.start && self.units.class(frame.start - 1).any(Class::SUBORDINATOR);
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
    fn claim_before(
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
                Build::Coordinated | Build::Participle | Build::Passive
            )
        {
            return;
        }
        let before = frame.start - 1;
        let comma = matches!(self.units.word(before), "," | "—" | "–" | "―" | "-");
        let quote_at = if comma {
            before.checked_sub(1).filter(|b| *b >= range.start)
        } else {
            Some(before)
        };
        let quote = quote_at.is_some_and(|b| self.is_quote(b) && !self.is_title(range, b));
        if !(comma || quote || frame.build == Build::AccordingTo) {
            return;
        }
        let reports_after = frame
            .content
            .is_some_and(|c| frame.that || self.units.word(c - 1) != ",");
        let colon = frame
            .content
            .is_some_and(|c| self.units.word(c - 1) == ":" && self.is_quote(c));
        if colon || reports_after && !(quote && self.ends_open(quote_at)) {
            return;
        }
        let mut start = range.start;
        for earlier in &frames[..i] {
            let inside = earlier
                .content
                .is_some_and(|c| c > earlier.end.saturating_sub(1) && earlier.build != Build::AccordingTo);
            if quote && earlier.end <= before {
                // A frame between two quotations has its own; this one begins behind it.
                let quote_between = (earlier.end..=before).find(|x| self.is_quote(*x));
                if let Some(q) = quote_between {
                    let own = earlier.content == Some(q);
                    start = if own { q } else { q.max(start) };
                }
            } else if inside && earlier.build == Build::Coordinated {
                start = start.max(earlier.start);
            }
        }
        let inserted = frame.build == Build::Clause
            && !quote
            && self.units.word(frame.end) == ","
            && self.units.word(before) == ","
            && !range.clone().any(|i| self.is_quote(i));
        let items = self.trimmed(start..if inserted { range.end } else { frame.start });
        if items.is_empty() {
            return;
        }
        let score = if quote {
            if self.ends_open(quote_at) { 13.0 } else { 9.5 }
        } else {
            8.5
        };
        let rule = match (frame.build, quote) {
            (Build::AccordingTo, _) => "according-to-after",
            (Build::Inverted, true) => "quote-said-name",
            (Build::Inverted, false) => "clause-said-name",
            (_, true) => "quote-name-said",
            (_, false) if inserted => "inserted",
            (_, false) => "clause-name-said",
        };
        claims.push(Claim {
            score,
            items,
            frame: i,
            rule,
            outer: false,
        });
    }

    /// “CBS This Morning” behind "on": a name between marks, not words that were said.
    fn is_title(&self, range: &Range<usize>, at: usize) -> bool {
        let Some(Kind::Quote(q)) = self.units.get(at).map(|i| i.kind) else {
            return false;
        };
        if at == range.start {
            return false;
        }
        let before = self.units.class(at - 1);
        let led = before.any(Class::PREPOSITION.or(Class::DETERMINER))
            || matches!(self.units.word(at - 1), "’s" | "'s");
        led && self.capitals(q)
    }

    /// Whether all longer words are capitalised, of two words or more.
    fn capitals(&self, q: usize) -> bool {
        let text = self.quoted[q].inner.of(self.units.text.source);
        let mut words = text.split_whitespace().filter(|w| w.len() > 3);
        text.contains(' ') && words.all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    }

    /// Whether the quotation ends as one does that a frame follows: with a comma, `?`, `!` or a dash.
    fn ends_open(&self, at: Option<usize>) -> bool {
        let Some(Kind::Quote(q)) = at.and_then(|a| self.units.get(a)).map(|i| i.kind) else {
            return false;
        };
        let inner = self.quoted[q].inner.of(self.units.text.source).trim_end();
        let comma_after = at.is_some_and(|a| self.units.word(a + 1) == ",");
        comma_after
            || inner.ends_with([',', '?', '!', '—', '–', '-', '.', '…'])
            || inner.ends_with(",'")
            || inner.ends_with(",’")
    }

    /// Without punctuation and conjunctions at the ends.
    fn trimmed(&self, items: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (items.start, items.end);
        let mark = |i: usize| {
            self.units.items[i].kind == Kind::Mark
                && !matches!(self.units.word(i), "$" | "#" | "@" | "%" | ")" | "(" | "[" | "]")
        };
        while start < end && mark(start) {
            start += 1;
        }
        while end > start && (mark(end - 1) || matches!(self.units.word(end - 1), "and" | "but")) {
            end -= 1;
        }
        start..end
    }

    /// Best claims first; a claim that meets a better one's words is dropped.
    fn choose(&self, mut claims: Vec<Claim>) -> Vec<Claim> {
        // A frame inside what another reports is told by the other: "she wrote that he had called it “...”".
        let outer: Vec<(f32, Range<usize>, usize)> = claims
            .iter()
            .filter(|c| c.outer)
            .map(|c| (c.score, c.items.clone(), c.frame))
            .take(64)
            .collect();
        for claim in &mut claims {
            for (score, items, frame) in &outer {
                if *frame < claim.frame && items.start < claim.items.start && claim.items.start < items.end {
                    claim.score = claim.score.min(score - 0.1);
                }
            }
        }
        claims.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.items.start.cmp(&b.items.start))
        });
        let mut chosen: Vec<Claim> = Vec::new();
        for mut claim in claims.into_iter().take(64) {
            for c in &chosen {
                if c.items.start <= claim.items.start && claim.items.start < c.items.end {
                    claim.items.start = c.items.end;
                } else if claim.items.start < c.items.start && c.items.start < claim.items.end {
                    claim.items.end = c.items.start;
                }
            }
            claim.items = if claim.items.start < claim.items.end {
                self.trimmed(claim.items)
            } else {
                continue;
            };
            if !claim.items.is_empty()
                && !chosen
                    .iter()
                    .any(|c| c.frame == claim.frame && c.rule == claim.rule)
            {
                chosen.push(claim);
            }
        }
        chosen.sort_by_key(|c| c.items.start);
        chosen
    }

    /// The kind that the marks make it; `None` for words that cannot be a statement.
    fn kind(&self, items: &Range<usize>) -> Option<QuoteKind> {
        let quotes = items.clone().filter(|i| self.is_quote(*i)).count();
        let words = items
            .clone()
            .filter(|i| matches!(self.units.items[*i].kind, Kind::Word | Kind::Name(_)))
            .count();
        match (quotes, words) {
            (0, n) => (n >= 2).then_some(QuoteKind::Indirect),
            (_, 0) => Some(QuoteKind::Direct),
            _ => Some(QuoteKind::Mixed),
        }
    }

    /// Whether a frame without a quotation reports speech.
    fn reports_alone(&self, frame: &Frame, speaker: Option<&Speaker>) -> bool {
        if frame.build == Build::AccordingTo {
            return true;
        }
        let _ = speaker;
        let takes = frame.takes;
        if takes.takes(Cue::SAY | Cue::TELL) {
            return true;
        }
        frame.that && takes.takes(Cue::SPEAK)
    }

    fn emit(
        &mut self,
        claim: &Claim,
        kind: QuoteKind,
        frame: &Frame,
        subject: Option<&Subject>,
        speaker: Option<&Speaker>,
        evidence: Vec<Evidence>,
    ) {
        let cue = Some(self.units.span(frame.cue.clone()));
        let who = subject.map(|s| self.units.span(s.items.clone()));
        if kind == QuoteKind::Direct {
            for at in claim.items.clone() {
                if let Kind::Quote(q) = self.units.items[at].kind {
                    self.push(
                        self.quoted[q].inner,
                        kind,
                        speaker,
                        who,
                        cue,
                        claim.rule,
                        evidence.clone(),
                    );
                }
            }
            return;
        }
        let span = self.units.span(claim.items.clone());
        self.push(span, kind, speaker, who, cue, claim.rule, evidence);
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        span: Span,
        kind: QuoteKind,
        speaker: Option<&Speaker>,
        speaker_span: Option<Span>,
        cue: Option<Span>,
        rule: &'static str,
        evidence: Vec<Evidence>,
    ) {
        if span.is_empty() {
            return;
        }
        let mut quote = Quote {
            span,
            kind,
            speaker: None,
            speaker_type: None,
            speaker_span,
            role: None,
            cue,
            rule: rule.into(),
            evidence,
            countries: Vec::new(),
        };
        self.name(&mut quote, speaker);
        self.out.push(quote);
    }

    fn name(&self, quote: &mut Quote, speaker: Option<&Speaker>) {
        match speaker {
            Some(Speaker::Person(p)) => {
                let person = &self.people[*p];
                quote.speaker = Some(person.name.clone());
                quote.speaker_type = Some(person.kind);
                quote.role.clone_from(&person.role);
            }
            Some(Speaker::Other(name, kind)) => {
                quote.speaker = Some(name.clone());
                quote.speaker_type = Some(*kind);
            }
            None => {}
        }
    }

    fn give_waiting(&mut self, speaker: Option<Speaker>) {
        let speaker = speaker.or_else(|| self.cast.last_speaker().cloned());
        for i in std::mem::take(&mut self.waiting) {
            let mut quote = self.out[i].clone();
            self.name(&mut quote, speaker.as_ref());
            self.out[i] = quote;
        }
    }

    /// A quotation that no frame claims.
    fn leftover(&mut self, unit: usize, range: &Range<usize>, frames: &[Frame], at: usize, q: usize) {
        let inner = self.quoted[q].inner;
        let words = inner.of(self.units.text.source).split_whitespace().count();
        let whole = range.clone().all(|i| {
            let lead = Class::CONJUNCTION.or(Class::ADVERB);
            matches!(self.units.items[i].kind, Kind::Quote(_) | Kind::Mark)
                || self.units.class(i).any(lead) && i < at
        });
        if let Some(speaker) = self.label(q) {
            self.cast.spoke(unit, &speaker);
            self.speaking = Some(speaker.clone());
            self.push(
                inner,
                QuoteKind::Direct,
                Some(&speaker),
                None,
                None,
                "label",
                Vec::new(),
            );
            return;
        }
        let at_end = (at + 2..=at + 5).contains(&range.end);
        if let Some(speaker) = if whole { self.signed(range.end) } else { None }
            .or_else(|| if at_end { self.signed(at + 1) } else { None })
        {
            self.cast.spoke(unit, &speaker);
            self.push(
                inner,
                QuoteKind::Direct,
                Some(&speaker),
                None,
                None,
                "signed",
                Vec::new(),
            );
            return;
        }
        if whole {
            let continued = self.open || self.speaking.is_some();
            let known = if self.open {
                self.cast.last_speaker().cloned()
            } else {
                None
            }
            .or_else(|| self.speaking.clone())
            .or_else(|| self.colon.clone())
            .or_else(|| self.subject.clone());
            let rule = if self.open {
                "unclosed-before"
            } else if continued {
                "continued"
            } else if self.colon.is_some() {
                "colon-before"
            } else {
                "sentence-before"
            };
            self.push(
                inner,
                QuoteKind::Direct,
                known.as_ref(),
                None,
                None,
                rule,
                Vec::new(),
            );
            if !continued && self.colon.is_none() {
                // A frame later in the paragraph may say better.
                self.waiting.push(self.out.len() - 1);
                if let Some(s) = known {
                    self.cast.spoke(unit, &s);
                }
            }
            return;
        }
        if !self.is_speech(range, at, q, words) {
            return;
        }
        let subject = frames
            .iter()
            .filter(|f| f.start < at)
            .next_back()
            .and_then(|f| f.subject.clone())
            .filter(|s| !matches!(s.who, Who::Nominal))
            .or_else(|| self.units.main_subject(range, at))
            .or_else(|| self.units.main_subject(range, range.end));
        let (speaker, evidence) = match &subject {
            Some(s) => self.cast.resolve(unit, s),
            None => {
                let known = self.speaking.clone().or_else(|| self.colon.clone());
                (
                    known
                        .or_else(|| self.cast.last_speaker().cloned())
                        .or_else(|| self.subject.clone()),
                    Vec::new(),
                )
            }
        };
        let span = subject.map(|s| self.units.span(s.items));
        self.push(
            inner,
            QuoteKind::Direct,
            speaker.as_ref(),
            span,
            None,
            "subject",
            evidence,
        );
    }

    /// "WALLACE: Governor, ..." inside the marks: the layout of a transcript.
    fn label(&self, q: usize) -> Option<Speaker> {
        let text = self.units.text;
        let first = text.token_at(self.quoted[q].inner.start);
        let colon = (first + 1..first + 4).find(|i| text.word(*i) == ":")?;
        let word = |i: usize| text.tokens[i].kind == TokenKind::Word && text.tokens[i].capital;
        if !(first..colon).all(word) {
            return None;
        }
        let label = text.span(first..colon).of(text.source);
        let surname = text.word(colon - 1).to_lowercase();
        let known = self.people.iter().position(|p| {
            p.kind == SpeakerType::Person
                && p.name
                    .rsplit(' ')
                    .next()
                    .is_some_and(|s| s.to_lowercase() == surname)
        });
        // A name the story does not know counts only in a transcript's capitals.
        let capitals = (first..colon).all(|i| text.tokens[i].all_caps);
        let unknown = capitals.then(|| Speaker::Other(label.to_string(), SpeakerType::Person));
        known.map(Speaker::Person).or(unknown)
    }

    /// "- Hillary Clinton" on the line below.
    fn signed(&self, at: usize) -> Option<Speaker> {
        let dash = (at..at + 3)
            .take_while(|i| matches!(self.units.word(*i), "-" | "—" | "–" | "―"))
            .count();
        let name = at + dash;
        let Kind::Name(p) = self.units.get(name).filter(|_| dash > 0)?.kind else {
            return None;
        };
        let after = (name + 1..name + 3).find(|i| {
            self.units
                .get(*i)
                .is_none_or(|i| self.units.text.tokens[i.first].line_start)
        });
        after.map(|_| Speaker::Person(p))
    }

    /// Tells speech from titles, nicknames and scare quotes.
    fn is_speech(&self, range: &Range<usize>, at: usize, q: usize, words: usize) -> bool {
        // “A Title,” by somebody.
        if self.units.word(at + 1) == "by" {
            return false;
        }
        let text = self.quoted[q].inner.of(self.units.text.source);
        // One or two words in the middle of a clause are mostly somebody's term, not a statement.
        let pause =
            at + 1 >= range.end || self.units.items[at + 1].kind == Kind::Mark || self.is_quote(at + 1);
        let before = at
            .checked_sub(1)
            .filter(|b| *b >= range.start)
            .map_or(Class::default(), |b| self.units.class(b));
        let led =
            before.any(Class::PREPOSITION.or(Class::HIS).or(Class::THEIR)) && !before.any(Class::CONJUNCTION);
        let inner_pause = self.quoted[q]
            .inner
            .of(self.units.text.source)
            .ends_with([',', '.']);
        if words <= 1 || words == 2 && !(pause || led || inner_pause) {
            return false;
        }
        let capitals = text
            .split_whitespace()
            .filter(|w| w.len() > 3)
            .all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));

        !capitals
    }
}
