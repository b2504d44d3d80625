//! Which claims of a sentence stand: no two statements share words.

use std::ops::Range;

use super::agreement::is_written;
use super::claims::Claim;
use super::frames::{Build, Frame};
use super::subject::Who;
use super::units::Units;
use crate::text::words::Class;

/// The name of the rule by which a frame claims what stands behind it: an appeal, a quotation at once or neither.
pub(super) const fn rule_behind(build: Build, appeals: bool, quotation: bool) -> &'static str {
    match (build, quotation) {
        (Build::Clause, false) if appeals => "appeal",
        (Build::AccordingTo, _) => "according-to-before",
        (Build::Label, _) => "label",
        (Build::Noun, _) => "noun-that",
        (Build::Participle, _) => "participle",
        (Build::Coordinated, _) => "coordinated",
        (Build::Infinitive, _) => "infinitive",
        (Build::Passive, _) => "passive",
        (Build::Inverted, _) => "inverted-before",
        (Build::Clause, true) => "said-quote",
        (Build::Clause, false) => "said-that",
    }
}

impl Units<'_> {
    /// "The fleet of old ferries, Lee said, will be sold": the words before the report and those behind it. One or two words
    /// before it ("The ferries, Lee said, ...") tell nothing by themselves and stay with the rest.
    pub(super) fn around_report(&self, items: &Range<usize>, frame: &Frame) -> [Range<usize>; 2] {
        let whole = [items.clone(), 0..0];
        if frame.start <= items.start || frame.start >= items.end {
            return whole;
        }
        let Some(comma) = (items.start..frame.start).rev().find(|i| self.word(*i) == ",") else {
            return whole;
        };
        let before = self.trimmed(items.start..comma);
        // Behind it another frame may have taken the words.
        let behind = self.trimmed(frame.end.min(items.end)..items.end);
        // "He flew to Lomar, where, he says, ferries are few": the reporter's, up to the clause that is reported.
        if comma > items.start && self.leads_clause(comma - 1) && !behind.is_empty() {
            return [behind, 0..0];
        }
        if (before.len() < 3 || self.leads_in(before.clone())) && !behind.is_empty() {
            return whole;
        }
        [before, behind]
    }

    /// "which", "that", "and" before a comma: what follows is a clause of its own.
    fn leads_clause(&self, at: usize) -> bool {
        let leads = Class::WHO.or(Class::SUBORDINATOR);
        // But "That, Lee said, will help".
        self.class(at).any(Class::CONJUNCTION) && self.word(at) != "That"
            || !self.capital(at)
                && (self.class(at).any(leads) || matches!(self.word(at), "which" | "that" | "where"))
    }

    /// "The streets were empty, Lee said, “but shops were open”", "Sales will fall, Lee said: “It is over.”": whether the words
    /// before a report are said as well as those between marks behind it. Words that begin small go on with them; before
    /// others they must be a sentence.
    pub(super) fn leads_into_marks(&self, items: Range<usize>, frame: &Frame) -> bool {
        let clause = matches!(frame.build, Build::Clause | Build::Inverted);
        let Some(quoted) = frame.content.and_then(|c| self.quote(c)).filter(|_| clause) else {
            return false;
        };
        let first = quoted.inner.of(self.text.source).trim_start().chars().next();
        let goes_on = first.is_some_and(char::is_lowercase);
        let word = self.word(items.start);
        let lead = Class::PREPOSITION
            .or(Class::SUBORDINATOR)
            .or(Class::ADVERB)
            .or(Class::TIME);
        let sentence =
            || !self.class(items.start).any(lead) && items.clone().take(60).any(|i| self.is_finite(i));
        items.len() > 2
            && !word.ends_with("ing")
            && !word.ends_with("ed")
            && !self.leads_clause(items.end - 1)
            && (goes_on || sentence())
    }

    /// "Lee said he had corrected it, according to a transcript": what he said, and where it can be read.
    fn leave_to_speakers(&self, frames: &[Frame], claims: &mut Vec<Claim>) {
        let paper = |frame: &Frame| {
            let subject = frame
                .subject
                .as_ref()
                .filter(|subject| subject.who == Who::Nominal);
            frame.build == Build::AccordingTo
                && subject.is_some_and(|subject| {
                    let head = self.word(subject.items.end - 1);
                    is_written(head)
                        || matches!(head, "agreement" | "transcript" | "transcripts" | "recording")
                })
        };
        let said = |claim: &Claim, source: &Claim| {
            let frame = &frames[claim.frame];
            let inside = source.items.start <= frame.start && frame.cue.end <= source.items.end;
            frame.build == Build::Clause
                && inside
                && matches!(self.word(frame.cue.start), "said" | "told" | "says")
                && frame
                    .subject
                    .as_ref()
                    .is_some_and(|subject| subject.who != Who::Nominal)
                && claim.items.start > frame.cue.start
        };
        let told: Vec<usize> = claims
            .iter()
            .filter(|source| paper(&frames[source.frame]))
            .filter(|source| claims.iter().any(|claim| said(claim, source)))
            .map(|source| source.frame)
            .collect();
        claims.retain(|claim| !told.contains(&claim.frame));
    }

    /// Best claims first; a claim that meets a better one's words is dropped. What is left is in the
    /// order of the text.
    pub(super) fn choose(&self, frames: &[Frame], claims: &mut Vec<Claim>) {
        if claims.len() < 2 {
            return;
        }
        self.leave_to_speakers(frames, claims);
        // A frame inside what another reports is told by the other: "she wrote that he had called it “...”".
        let outer: Vec<(f32, Range<usize>, usize)> = claims
            .iter()
            .filter(|c| c.outer)
            .map(|c| (c.score, c.items.clone(), c.frame))
            .take(64)
            .collect();
        for claim in claims.iter_mut() {
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
        for mut claim in claims.drain(..).take(64) {
            let begins = claim.items.start;
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
            let unquoted = || self.quotations_in(&claim.items).is_empty();
            let frame = &frames[claim.frame];
            // "According to the paper, the chairman told friends that ...": what is left are another frame's words.
            let of_another = |f: &Frame| {
                f.start == claim.items.start && claim.items.end <= f.content.unwrap_or(f.end).max(f.end)
            };
            let told = frame.build == Build::AccordingTo && frames.iter().any(of_another);
            // "her claim that she had a way to claim it | would fall": not what the inner verb reports.
            let cut = begins > frame.cue.start && claim.items.start > begins + 1;
            if !claim.items.is_empty()
                && !((told || cut) && unquoted())
                && !chosen
                    .iter()
                    .any(|c| c.frame == claim.frame && c.rule == claim.rule)
            {
                chosen.push(claim);
            }
        }
        chosen.sort_by_key(|c| c.items.start);
        claims.append(&mut chosen);
    }
}
