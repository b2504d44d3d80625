//! The reader: goes through a story sentence by sentence and hands out its statements.

use std::ops::Range;

use super::claims::Claim;
use super::cues::Cue;
use super::frames::{Build, Frame};
use super::speakers::{Cast, Speaker};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::article::{Evidence, Person, Quote, QuoteKind, Span};
use crate::text::marks::Quoted;

/// Reads the whole story.
pub fn quotes(units: &Units<'_>, quoted: &[Quoted], people: &[Person]) -> Vec<Quote> {
    let mut reader = Reader {
        units,
        quoted,
        people,
        cast: Cast::new(units, people),
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

pub(super) struct Reader<'a> {
    pub(super) units: &'a Units<'a>,
    pub(super) quoted: &'a [Quoted],
    pub(super) people: &'a [Person],
    pub(super) cast: Cast<'a>,
    pub(super) out: Vec<Quote>,
    /// Quotations of this paragraph that wait for a later frame, as indices into `out`.
    pub(super) waiting: Vec<usize>,
    /// Who spoke in this paragraph, most recently.
    pub(super) speaking: Option<Speaker>,
    /// Who was left speaking by a colon at the end of the sentence before.
    pub(super) colon: Option<Speaker>,
    /// The quotation before was not closed.
    pub(super) open: bool,
    pub(super) paragraph: usize,
    /// Who the sentence before was about.
    pub(super) subject: Option<Speaker>,
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
        let chosen = self.units.choose(self.units.claims(&range, &frames));
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
        // Only a quotation in the next sentence can ask for the rest.
        let next = self
            .units
            .units
            .get(unit + 1)
            .map_or(0..0, |(next, _)| next.clone());
        if !next.into_iter().any(|i| self.units.is_quote(i)) {
            (self.colon, self.subject) = (None, None);
            return;
        }
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

    /// The kind that the marks make it; `None` for words that cannot be a statement.
    fn kind(&self, items: &Range<usize>) -> Option<QuoteKind> {
        let quotes = items.clone().filter(|i| self.units.is_quote(*i)).count();
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
    pub(super) fn push(
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
            regions: Vec::new(),
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
}
