//! Quotations that no frame claims: whoever was speaking goes on, a transcript's label
//! or a name below the words tells, or the sentence around them is about the speaker.

use std::ops::Range;

use super::frames::Frame;
use super::reader::Reader;
use super::speakers::{Speaker, Trail};
use super::subject::Who;
use super::units::Kind;
use crate::article::{QuoteKind, Span, SpeakerType};
use crate::text::TokenKind;
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Nouns right before words that somebody used.
const TERMS: &[&str] = &[
    "phrase",
    "term",
    "word",
    "words",
    "slogan",
    "chant",
    "message",
    "motto",
    "cry",
    "refrain",
    "mantra",
    "catchphrase",
    "hashtag",
    "epithet",
];

impl Reader<'_> {
    /// A quotation that no frame claims.
    pub(super) fn leftover(&mut self, unit: usize, range: &Range<usize>, frames: &[Frame], at: usize) {
        let Some(inner) = self.units.quote(at).map(|q| q.inner) else {
            return;
        };
        let text = inner.of(self.units.text.source);
        // Nobody asks whether there are more than four.
        let words = text.split_whitespace().take(4).count();
        // "(LAUGHTER.)" in a transcript is nobody's words.
        if text.starts_with('(') && text.trim_end_matches('.').ends_with(')') && words <= 3 {
            return;
        }
        let whole = range.clone().all(|i| {
            let lead = Class::CONJUNCTION.or(Class::ADVERB);
            matches!(self.units.items[i].kind, Kind::Quote(_) | Kind::Mark)
                || self.units.class(i).any(lead) && i < at
        });
        // "“One. “Two?” Lee has agreed to coach": what goes on from the part before needs nobody else.
        let whole = whole || self.open && at == range.start;
        if let Some((speaker, named)) = self.label(inner) {
            self.cast.spoke(unit, speaker);
            self.speaking = Some(speaker);
            self.push(
                inner,
                QuoteKind::Direct,
                Some(speaker),
                Some(named),
                None,
                "label",
                Trail::new(named, "label"),
            );
            return;
        }
        let at_end = (at + 2..=at + 5).contains(&range.end);
        if let Some((speaker, named)) = if whole { self.signed(range.end) } else { None }
            .or_else(|| if at_end { self.signed(at + 1) } else { None })
        {
            self.cast.spoke(unit, speaker);
            self.push(
                inner,
                QuoteKind::Direct,
                Some(speaker),
                Some(named),
                None,
                "signed",
                Trail::new(named, "signature"),
            );
            return;
        }
        if whole {
            let continued = self.open || self.speaking.is_some();
            // "“...,” says Bruno. Dr. Lycka isn’t surprised. “...”"
            let newcomer = self.subject.filter(|_| self.new && !self.open);
            let continued = continued && newcomer.is_none();
            let known = if self.open {
                self.cast.last_speaker
            } else {
                newcomer
            }
            .or(self.speaking)
            .or(self.colon)
            .or(self.subject);
            let rule = if self.open {
                "unclosed-before"
            } else if continued {
                "continued"
            } else if self.colon.is_some() {
                "colon-before"
            } else {
                "sentence-before"
            };
            // "Simon Taylor looks certain to play. “Taylor is outstanding”": who is spoken of does not speak.
            let spoken_of = rule == "sentence-before" && known.is_some_and(|s| self.speaks_of(unit, at, s));
            let known = self.cast.last_speaker.filter(|_| spoken_of).or(known);
            let trail = self.told_before(known);
            self.push(inner, QuoteKind::Direct, known, None, None, rule, trail);
            // Where a frame tells whose the part before is, the rest is theirs, too.
            let told = self.open && self.unclosed.is_empty();
            if rule != "colon-before" && !told && self.units.quote(at).is_some_and(|q| !q.closed) {
                self.unclosed.push((self.out.len() - 1, at));
            }
            if !continued && self.colon.is_none() {
                // A frame later in the paragraph may say better.
                self.waiting.push((self.out.len() - 1, unit));
                if let Some(s) = known {
                    self.cast.spoke(unit, s);
                }
            }
            return;
        }
        let Some(rule) = self.speech(range, frames, at, inner, words) else {
            return;
        };
        let frame = frames.iter().rfind(|f| {
            // "When Lee suggested ..., Hart fired back: “...”": the colon is not the first clause's.
            let aside = f.start > range.start && self.units.class(f.start - 1).any(Class::SUBORDINATOR);
            f.start < at && !(aside && self.units.word(at - 1) == ":" && f.end + 3 < at)
        });
        let subject = frame
            .and_then(|f| f.subject.clone())
            .filter(|s| match s.who {
                Who::Nominal => rule == "governed" || self.units.class(s.items.end - 1).any(Class::ROLE),
                _ => true,
            })
            .or_else(|| self.units.main_subject(range, at))
            .or_else(|| self.units.main_subject(range, range.end));
        let (speaker, trail) = match &subject {
            Some(s) => self.cast.resolve(unit, s),
            None => {
                let known = self.speaking.or(self.colon);
                let known = known.or(self.cast.last_speaker).or(self.subject);
                let trail = self.told_before(known);
                (known, trail)
            }
        };
        let span = subject.map(|s| self.units.span(s.items));
        let cue = match (rule, frame) {
            ("governed", Some(f)) => Some(self.units.span(f.cue.clone())),
            ("term", _) => Some(self.units.span(at - 1..at)),
            _ => None,
        };
        self.push(inner, QuoteKind::Direct, speaker, span, cue, rule, trail);
    }

    /// Where somebody who goes on speaking was named last.
    fn told_before(&self, speaker: Option<Speaker>) -> Trail {
        let Some(speaker) = speaker else {
            return Trail::default();
        };
        let name = self.cast.name(speaker);
        let last = self.out.iter().rev().take(8);
        let named = last
            .filter(|q| q.speaker.as_deref() == Some(name))
            .find_map(|q| q.speaker_span);
        let span = named.or(self.named);
        span.map_or(Trail::default(), |span| Trail::new(span, "named before"))
    }

    /// "WALLACE: Governor, ..." inside the marks: the layout of a transcript.
    fn label(&mut self, inner: Span) -> Option<(Speaker, Span)> {
        let text = self.units.text;
        let first = text.token_at(inner.start);
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
        let speaker = match known {
            Some(person) => Speaker::Person(person),
            None if capitals => self.cast.other(label.into(), SpeakerType::Person),
            None => return None,
        };
        Some((speaker, text.span(first..colon)))
    }

    /// Whether the quotations of the paragraph from item `at` on name somebody.
    fn speaks_of(&self, unit: usize, at: usize, speaker: Speaker) -> bool {
        let Speaker::Person(person) = speaker else {
            return false;
        };
        let units = self.units;
        let paragraph = units.units[unit].1;
        let here = units.units[unit..]
            .iter()
            .take(12)
            .take_while(|(_, number)| *number == paragraph);
        let items = here.flat_map(|(range, _)| range.clone());
        let mut quoted = items
            .filter(|item| *item >= at)
            .filter_map(|item| units.quote(item));
        quoted.any(|quoted| {
            let end = Span::new(quoted.inner.end, quoted.inner.end);
            let last = self.cast.named_before(person, end);
            last.is_some_and(|mention| quoted.inner.start <= mention.start)
        })
    }

    /// "- Hillary Clinton" on the line below.
    fn signed(&self, at: usize) -> Option<(Speaker, Span)> {
        let dash = (at..at + 3)
            .take_while(|i| matches!(self.units.word(*i), "-" | "—" | "–" | "―"))
            .count();
        let name = at + dash;
        let Kind::Name(p) = self.units.get(name).filter(|_| dash > 0)?.kind else {
            return None;
        };
        let reach = if self.units.word(name + 1) == "," { 9 } else { 3 };
        let after = (name + 1..name + reach).find(|i| {
            self.units
                .get(*i)
                .is_none_or(|i| self.units.text.tokens[i.first as usize].line_start)
        });
        after.map(|_| (Speaker::Person(p as usize), self.units.span(name..name + 1)))
    }

    /// Tells speech from titles, nicknames and scare quotes; the rule that says so.
    fn speech(
        &self,
        range: &Range<usize>,
        frames: &[Frame],
        at: usize,
        inner: Span,
        words: usize,
    ) -> Option<&'static str> {
        // “A Title,” by somebody.
        if self.units.word(at + 1) == "by" {
            return None;
        }
        // “A Poster” (2005)
        let dated = self.units.word(at + 2).parse::<u16>().is_ok() && self.units.word(at + 3) == ")";
        if self.units.word(at + 1) == "(" && dated {
            return None;
        }
        // "a play called “...”": a name.
        let named = [
            "called",
            "titled",
            "entitled",
            "named",
            "headlined",
            "nicknamed",
            "nickname",
            "moniker",
            "known",
        ];
        if at > range.start && named.contains(&self.units.word(at - 1)) {
            return None;
        }
        // "has been dubbed “...”"
        let passive = at > range.start + 1 && self.units.is_be(at - 2);
        if passive && matches!(self.units.word(at - 1), "dubbed" | "labelled" | "labeled") {
            return None;
        }
        // "known to the delegates as “the blue paper”"
        let known = |i: usize| matches!(self.units.word(i), "known" | "dubbed" | "nicknamed");
        if at > range.start + 1
            && self.units.word(at - 1) == "as"
            && (range.start.max(at.saturating_sub(6))..at - 1).any(known)
        {
            return None;
        }
        // "has been described as one of the “best”": by somebody else, whom nothing names.
        let described =
            |i: usize| i > range.start && self.units.word(i) == "described" && self.units.is_be(i - 1);
        let near = range.start.max(at.saturating_sub(6))..at;
        if near.clone().any(described) && !near.clone().any(|i| self.units.word(i) == "by") {
            return None;
        }
        let text = inner.of(self.units.text.source);
        // "warned of a “fierce” fight", "the phrase “...”": words that a verb or a noun of speech governs.
        if at > range.start && TERMS.contains(&self.units.word(at - 1)) {
            // "The term “blog” was chosen"
            let verb = self.units.class(at + 1).any(Class::AUXILIARY);
            let word = words == 1 && verb && matches!(self.units.word(at - 1), "term" | "word");
            return (!word).then_some("term");
        }
        if self.governed(frames, at) && !self.units.capitals(inner) {
            return Some("governed");
        }
        // One or two words in the middle of a clause are mostly somebody's term, not a statement.
        let pause =
            at + 1 >= range.end || self.units.items[at + 1].kind == Kind::Mark || self.units.is_quote(at + 1);
        let before = at
            .checked_sub(1)
            .filter(|b| *b >= range.start)
            .map_or(Class::default(), |b| self.units.class(b));
        let led =
            before.any(Class::PREPOSITION.or(Class::HIS).or(Class::THEIR)) && !before.any(Class::CONJUNCTION);
        let inner_pause = text.ends_with([',', '.']);
        if words <= 1 || words == 2 && !(pause || led || inner_pause) {
            return None;
        }
        let long = text.split_whitespace().any(|w| w.len() > 3);
        (long && !self.units.capitals(inner)).then_some("subject")
    }

    /// A reporting verb stands close before, with a preposition and nothing else but the phrase around the words.
    fn governed(&self, frames: &[Frame], at: usize) -> bool {
        frames.iter().rfind(|f| f.end <= at).is_some_and(|f| {
            let preposition = self.units.class(f.end).any(Class::PREPOSITION);
            let between = |i: usize| {
                self.units.items[i].kind != Kind::Mark
                    && !self.units.is_quote(i)
                    && !self
                        .units
                        .class(i)
                        .any(Class::AUXILIARY.or(Class::SUBORDINATOR).or(Class::CONJUNCTION))
            };
            let speaks = f.takes.takes(Cue::SAY | Cue::TELL | Cue::SPEAK);
            speaks && preposition && f.content.is_none() && at - f.end <= 4 && (f.end..at).all(between)
        })
    }
}
