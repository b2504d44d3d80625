//! Which claims of a sentence stand: no two statements share words.

use std::ops::Range;

use super::agreement::is_written;
use super::claims::Claim;
use super::frames::{Build, Frame};
use super::subject::Who;
use super::units::Units;

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

/// The name of the rule by which a frame claims what stands before it: with a quotation at its end, or around the frame.
pub(super) const fn rule_before(build: Build, quotation: bool, inserted: bool) -> &'static str {
    match (build, quotation) {
        (Build::AccordingTo, _) => "according-to-after",
        (Build::Inverted, true) => "quote-said-name",
        (Build::Inverted, false) => "clause-said-name",
        (_, true) => "quote-name-said",
        (_, false) if inserted => "inserted",
        (_, false) => "clause-name-said",
    }
}

impl Units<'_> {
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
