//! The reader: goes through a story sentence by sentence and hands out its statements.

use std::ops::Range;

use super::claims::Claim;
use super::frames::{Build, Frame};
use super::speakers::{Cast, Speaker};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::article::{Evidence, Person, Quote, QuoteKind, Span};
use crate::text::cues::Cue;

/// Reads the whole story.
pub fn quotes(units: &Units<'_>, people: &[Person]) -> Vec<Quote> {
    let mut reader = Reader {
        units,
        people,
        cast: Cast::new(units, people),
        out: Vec::new(),
        waiting: Vec::new(),
        frames: Vec::new(),
        claims: Vec::new(),
        speaking: None,
        colon: None,
        open: false,
        paragraph: 0,
        subject: None,
        named: None,
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
    pub(super) people: &'a [Person],
    pub(super) cast: Cast<'a>,
    pub(super) out: Vec<Quote>,
    /// Quotations of this paragraph that wait for a later frame, as indices into `out`.
    pub(super) waiting: Vec<usize>,
    /// The frames and the claims of a sentence, while it is read.
    frames: Vec<Frame>,
    claims: Vec<Claim>,
    /// Who spoke in this paragraph, most recently.
    pub(super) speaking: Option<Speaker>,
    /// Who was left speaking by a colon at the end of the sentence before.
    pub(super) colon: Option<Speaker>,
    /// The quotation before was not closed.
    pub(super) open: bool,
    pub(super) paragraph: usize,
    /// Who the sentence before was about.
    pub(super) subject: Option<Speaker>,
    /// Where it names them.
    pub(super) named: Option<Span>,
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
        let mut frames = std::mem::take(&mut self.frames);
        let mut chosen = std::mem::take(&mut self.claims);
        self.units.frames(unit, &mut frames);
        self.units.claims(&range, &frames, &mut chosen);
        self.units.choose(&mut chosen);
        let units = self.units;
        let quotations = units.quotations(unit);
        let mut covered: Vec<Range<usize>> = Vec::new();
        let mut spoke = None;
        let mut quoted = false;
        for claim in &chosen {
            let frame = &frames[claim.frame];
            let subject = frame.subject.as_ref();
            let (speaker, evidence) = subject.map_or((None, Vec::new()), |s| self.cast.resolve(unit, s));
            let Some(kind) = self.kind(&claim.items, quotations.is_empty()) else {
                continue;
            };
            if kind == QuoteKind::Indirect && !self.reports_alone(frame, speaker.as_ref()) {
                continue;
            }
            if !quotations.is_empty() {
                covered.push(claim.items.clone());
            }
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
            self.give_waiting(Some(s));
            self.speaking = Some(s.clone());
        }
        for &at in quotations {
            if !covered.iter().any(|c| c.contains(&at)) {
                self.leftover(unit, &range, &frames, at);
            }
        }
        self.remember(unit, &range, &frames, spoke);
        (self.frames, self.claims) = (frames, chosen);
    }

    /// Notes what the next sentence needs to know of this one.
    fn remember(&mut self, unit: usize, range: &Range<usize>, frames: &[Frame], spoke: Option<Speaker>) {
        self.open = self.units.quote(range.end - 1).is_some_and(|q| !q.closed);
        // Only a quotation in the next sentence can ask for the rest.
        if self.units.quotations(unit + 1).is_empty() {
            (self.colon, self.subject) = (None, None);
            return;
        }
        let colon = matches!(self.units.word(range.end - 1), ":" | "—");
        let main = self.units.main_subject(range, range.end);
        let framed = frames.first().and_then(|f| f.subject.clone());
        // "..., and Smith responded:" leaves Smith speaking.
        let last_frame = frames
            .last()
            .filter(|f| colon && f.content.is_none() && f.end + 1 >= range.end)
            .and_then(|f| f.subject.clone());
        let main = match (main, framed) {
            _ if last_frame.is_some() => last_frame,
            (Some(m), Some(f)) => Some(if m.items.start <= f.items.start { m } else { f }),
            (m, f) => f.or(m),
        };
        self.named = main.as_ref().map(|s| self.units.span(s.items.clone()));
        let named = main.and_then(|s| self.cast.resolve(unit, &s).0);
        self.colon = if colon { named.clone() } else { None };
        if !matches!(self.units.items[range.start].kind, Kind::Quote(_)) || spoke.is_some() {
            self.subject = spoke.or(named);
        }
    }

    /// The kind that the marks make it; `None` for words that cannot be a statement.
    fn kind(&self, items: &Range<usize>, unquoted: bool) -> Option<QuoteKind> {
        let quotes = if unquoted {
            0
        } else {
            self.units.quotations_in(items).len()
        };
        let words = self.units.items[items.clone()]
            .iter()
            .filter(|i| matches!(i.kind, Kind::Word | Kind::Name(_)))
            .take(2)
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
        mut evidence: Vec<Evidence>,
    ) {
        let cue = Some(self.units.span(frame.cue.clone()));
        let who = subject.map(|s| self.units.span(s.items.clone()));
        if kind == QuoteKind::Direct {
            let units = self.units;
            let mut rest = units.quotations_in(&claim.items);
            while let Some((at, later)) = rest.split_first() {
                rest = later;
                let seen = if rest.is_empty() {
                    std::mem::take(&mut evidence)
                } else {
                    evidence.clone()
                };
                if let Some(quoted) = units.quote(*at) {
                    self.push(quoted.inner, kind, speaker, who, cue, claim.rule, seen);
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
        name(&mut quote, speaker, self.people);
        self.out.push(quote);
    }

    fn give_waiting(&mut self, speaker: Option<&Speaker>) {
        let told = speaker.is_some();
        let speaker = speaker.or(self.cast.last_speaker());
        for i in self.waiting.drain(..) {
            let (before, behind) = self.out.split_at_mut(i + 1);
            let Some(quote) = before.last_mut() else { continue };
            name(quote, speaker, self.people);
            // "“...” “...,” Smith said": the frame behind the later one tells of both.
            if let Some(last) = behind.last().filter(|last| told && last.speaker == quote.speaker) {
                quote.rule = "frame-behind".into();
                quote.evidence.clone_from(&last.evidence);
            }
        }
    }
}

/// Puts a speaker down in a statement.
fn name(quote: &mut Quote, speaker: Option<&Speaker>, people: &[Person]) {
    match speaker {
        Some(Speaker::Person(p)) => {
            let person = &people[*p];
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
