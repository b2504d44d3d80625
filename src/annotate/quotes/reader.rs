//! The reader: goes through a story sentence by sentence and hands out its statements.

use std::ops::Range;

use super::claims::Claim;
use super::frames::Frame;
use super::layout::{Turn, Voice};
use super::spare::{self, Room};
use super::speakers::{Cast, Speaker, Trail};
use super::units::{Kind, Units};
use crate::article::{Person, Quote, QuoteKind, Span, SpeakerType};

/// What a reading finds.
pub(super) struct Found {
    /// The statements, in the order of their spans.
    pub(super) quotes: Vec<Quote>,
    /// Whether somebody may speak who is not among the people.
    pub(super) others: bool,
    /// People that are bodies.
    pub(super) bodies: Vec<usize>,
}

/// Reads the whole story.
pub(super) fn quotes(units: &Units<'_>, people: &[Person], turns: &[Turn<'_>]) -> Found {
    let mut room = spare::take_room();
    let mut reader = Reader {
        units,
        people,
        cast: Cast::new(units, people, &mut room),
        out: Vec::new(),
        waiting: Vec::new(),
        unclosed: Vec::new(),
        frames: std::mem::take(&mut room.frames),
        claims: std::mem::take(&mut room.claims),
        speaking: None,
        colon: None,
        open: false,
        paragraph: 0,
        subject: None,
        named: None,
        new: false,
        turns,
    };
    let last_turn = turns.last().map_or(0, |turn| {
        units
            .units
            .partition_point(|(_, paragraph)| *paragraph <= turn.paragraph)
    });
    for unit in 0..units.last_to_read().max(last_turn) {
        reader.sentence(unit);
    }
    reader.give_waiting(None);
    spare::keep_room(Room {
        events: reader.cast.events,
        pronouns: reader.cast.pronouns,
        frames: reader.frames,
        claims: reader.claims,
    });
    let others = !reader.cast.others.is_empty();
    let mut quotes = reader.out;
    quotes.sort_by_key(|q| (q.span.start, q.span.end));
    Found {
        quotes,
        others,
        bodies: reader.cast.its,
    }
}

pub(super) struct Reader<'a> {
    pub(super) units: &'a Units<'a>,
    pub(super) people: &'a [Person],
    pub(super) cast: Cast<'a>,
    pub(super) out: Vec<Quote>,
    /// Quotations of this paragraph that wait for a later frame: indices into `out`, and sentences.
    pub(super) waiting: Vec<(usize, usize)>,
    /// Quotations that were not closed before the one that comes, which goes on with them: indices into `out`, and items.
    pub(super) unclosed: Vec<(usize, usize)>,
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
    /// Whether it is the first to name them, and quotes nobody.
    pub(super) new: bool,
    /// Paragraphs of an interview.
    turns: &'a [Turn<'a>],
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
        if let Ok(turn) = self.turns.binary_search_by_key(&paragraph, |turn| turn.paragraph) {
            return self.turn(unit, &self.turns[turn]);
        }
        let units = self.units;
        let quotations = units.quotations(unit);
        if quotations.is_empty() && units.reporting(unit).is_empty() {
            return self.remember(unit, &range, &[], None);
        }
        let mut frames = std::mem::take(&mut self.frames);
        let mut chosen = std::mem::take(&mut self.claims);
        self.units.frames(unit, &mut frames);
        self.units.claims(&range, &frames, &mut chosen);
        self.units.choose(&frames, &mut chosen);
        let mut covered: Vec<Range<usize>> = Vec::new();
        if !self.open {
            self.unclosed.clear();
        }
        let mut spoke = None;
        let mut quoted = false;
        for claim in &chosen {
            let frame = &frames[claim.frame];
            let subject = frame.subject.as_ref();
            let (speaker, trail) = subject.map_or((None, Trail::default()), |s| self.cast.resolve(unit, s));
            let Some(kind) = self.kind(&claim.items, quotations.is_empty()) else {
                continue;
            };
            let finding = kind == QuoteKind::Indirect && !self.units.reports_alone(frame, claim.items.end);
            if finding && !self.shows(frame, claim) {
                continue;
            }
            if kind == QuoteKind::Indirect && self.units.is_this(&claim.items) {
                self.said_this(unit, frame, speaker, trail);
                continue;
            }
            if !quotations.is_empty() {
                covered.push(claim.items.clone());
            }
            self.emit(claim, kind, frame, speaker, trail);
            // What a survey found is told in passing: nobody goes on speaking.
            if let Some(s) = speaker.filter(|_| !finding) {
                self.cast.spoke(unit, s);
                self.cast.last_asked =
                    matches!(self.units.word(frame.cue.start), "asked" | "asks" | "pressed");
                // Who was quoted goes on speaking; who was reported in passing does not.
                if kind != QuoteKind::Indirect || !quoted {
                    spoke = Some(s);
                }
                quoted |= kind != QuoteKind::Indirect;
            }
        }
        if spoke.is_some() {
            // "“...” The survey found that": of something else.
            let elsewhere = !quoted
                && !self.waiting.is_empty()
                && chosen
                    .iter()
                    .any(|claim| self.units.tells_of_before(&frames[claim.frame]));
            self.drop_waiting(unit);
            self.give_waiting(spoke.filter(|_| !elsewhere));
            self.speaking = spoke;
            // "“One. “Two,” Smith said": one speech in two paragraphs.
            if self.units.is_quote(range.start) && covered.iter().any(|c| c.contains(&range.start)) {
                self.give_unclosed(spoke, range.start);
            }
        }
        for &at in quotations {
            if !covered.iter().any(|c| c.contains(&at)) {
                self.leftover(unit, &range, &frames, at);
            }
        }
        self.remember(unit, &range, &frames, spoke);
        (self.frames, self.claims) = (frames, chosen);
    }

    /// A sentence of a paragraph that begins with who speaks; the first stands for the paragraph.
    fn turn(&mut self, unit: usize, turn: &Turn<'_>) {
        (self.colon, self.subject, self.open) = (None, None, false);
        if unit > 0 && self.units.units[unit - 1].1 == turn.paragraph {
            return;
        }
        let text = self.units.text;
        let label = text.span(turn.label.clone());
        let speaker = match turn.voice {
            Voice::Person(person) => Speaker::Person(person),
            Voice::Unknown(name) => self.cast.other(name.to_owned().into(), SpeakerType::Person),
            Voice::Asking | Voice::Answering => return,
        };
        self.cast.spoke(unit, speaker);
        let paragraph = self.units.units[unit..].iter();
        let mut paragraph = paragraph.take_while(|(_, number)| *number == turn.paragraph);
        let marked = paragraph.any(|(items, _)| !self.units.quotations_in(items).is_empty());
        let kind = if marked {
            QuoteKind::Mixed
        } else {
            QuoteKind::Indirect
        };
        let span = text.span(turn.content.clone());
        let trail = Trail::new(label, "label");
        self.push(span, kind, Some(speaker), Some(label), None, "turn", trail);
    }

    /// "The chairman disclosed this on Monday": what the sentence before says, where nobody says it there.
    fn said_this(&mut self, unit: usize, frame: &Frame, speaker: Option<Speaker>, trail: Trail) {
        let Some((before, _)) = unit.checked_sub(1).map(|unit| self.units.units[unit].clone()) else {
            return;
        };
        let span = self.units.span(self.units.trimmed(before));
        if speaker.is_none() || self.out.iter().rev().take(8).any(|q| q.span.end > span.start) {
            return;
        }
        let cue = Some(self.units.span(frame.cue.clone()));
        let who = frame.subject.as_ref().map(|s| self.units.span(s.items.clone()));
        self.push(span, QuoteKind::Indirect, speaker, who, cue, "said-this", trail);
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
        self.new =
            spoke.is_none() && self.units.quotations(unit).is_empty() && self.cast.is_first(unit, named);
        self.colon = if colon { named } else { None };
        if !matches!(self.units.items[range.start].kind, Kind::Quote(_)) || spoke.is_some() {
            self.subject = spoke.or_else(|| self.cast.goes_on(named));
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

    fn emit(
        &mut self,
        claim: &Claim,
        kind: QuoteKind,
        frame: &Frame,
        speaker: Option<Speaker>,
        trail: Trail,
    ) {
        let cue = Some(self.units.span(frame.cue.clone()));
        let subject = frame.subject.as_ref();
        let who = subject.map(|s| self.units.span(s.items.clone()));
        if kind == QuoteKind::Direct {
            let units = self.units;
            for at in units.quotations_in(&claim.items) {
                if let Some(quoted) = units.quote(*at) {
                    self.push(quoted.inner, kind, speaker, who, cue, claim.rule, trail);
                }
            }
            return;
        }
        for items in self.units.around_report(&claim.items, frame) {
            if let Some(kind) = self.kind(&items, false) {
                let span = self.units.span(items);
                self.push(span, kind, speaker, who, cue, claim.rule, trail);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn push(
        &mut self,
        span: Span,
        kind: QuoteKind,
        speaker: Option<Speaker>,
        speaker_span: Option<Span>,
        cue: Option<Span>,
        rule: &'static str,
        trail: Trail,
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
            evidence: trail.evidence(),
            countries: Vec::new(),
            regions: Vec::new(),
        };
        name(&mut quote, speaker, &self.cast);
        self.out.push(quote);
    }

    /// Gives the quotations that were not closed to whoever goes on with them at an item, with the same marks.
    fn give_unclosed(&mut self, speaker: Option<Speaker>, at: usize) {
        let Some(evidence) = self.out.last().map(|last| last.evidence.clone()) else {
            return;
        };
        let mark = |item: usize| self.units.text.word(self.units.items[item].first as usize);
        for (i, item) in self.unclosed.drain(..) {
            if mark(item) != mark(at) {
                continue;
            }
            let quote = &mut self.out[i];
            name(quote, speaker, &self.cast);
            quote.rule = "frame-behind".into();
            quote.evidence.clone_from(&evidence);
        }
    }

    /// "“...” Lee, who lost, is a teacher. “...,” said Ruth": the first is not Ruth's, where something is told between.
    fn drop_waiting(&mut self, unit: usize) {
        let first = self.waiting.first().map_or(unit, |(_, waits)| *waits);
        // Looked for once: a paragraph may hold any number of quotations.
        let told = (first + 1..unit)
            .rev()
            .find(|between| self.units.quotations(*between).is_empty());
        self.waiting
            .retain(|(_, waits)| told.is_none_or(|told| *waits > told));
    }

    fn give_waiting(&mut self, speaker: Option<Speaker>) {
        let told = speaker.is_some();
        let speaker = speaker.or(self.cast.last_speaker);
        for (i, _) in self.waiting.drain(..) {
            let (before, behind) = self.out.split_at_mut(i + 1);
            let Some(quote) = before.last_mut() else { continue };
            name(quote, speaker, &self.cast);
            // "“...” “...,” Smith said": the frame behind the later one tells of both.
            if let Some(last) = behind.last().filter(|last| told && last.speaker == quote.speaker) {
                quote.rule = "frame-behind".into();
                quote.evidence.clone_from(&last.evidence);
            }
        }
    }
}

/// Puts a speaker down in a statement.
fn name(quote: &mut Quote, speaker: Option<Speaker>, cast: &Cast<'_>) {
    match speaker {
        Some(Speaker::Person(p)) => {
            let person = &cast.people[p];
            quote.speaker = Some(person.name.clone());
            quote.speaker_type = Some(person.kind);
            quote.role.clone_from(&person.role);
        }
        Some(Speaker::Other(o)) => {
            let other = &cast.others[o];
            if other.name.is_empty() {
                return;
            }
            quote.speaker = Some(other.name.clone().into_owned());
            quote.speaker_type = Some(other.kind);
        }
        None => {}
    }
}
