//! What the article is about: a score over headline, dateline, lead and frequency.

use super::resolve::{BODY, Reading};

/// Weight of a mention in the headline.
const HEADLINE: f32 = 2.5;
/// Weight of the dateline.
const DATELINE: f32 = 1.5;
/// Weight of a first mention in the first two sentences.
const LEAD: f32 = 1.5;
/// A country is in focus from this share of the highest score on.
const SHARE: f32 = 0.5;

/// Scores by country, and from which score on a country is in focus.
pub fn score(readings: &[Reading<'_>], countries: usize) -> (Vec<f32>, f32) {
    let mut scores = vec![0.0f32; countries];
    let mut counts = vec![0.0f32; countries];
    let mut lead = vec![false; countries];
    for (which, reading) in readings.iter().enumerate() {
        let lead_end = reading
            .text
            .sentence(1)
            .or_else(|| reading.text.sentence(0))
            .map_or(0, |s| s.tokens.end);
        let mut headline = vec![false; countries];
        for (hit, verdict) in reading.hits.iter().zip(&reading.verdicts) {
            let Some(v) = verdict else { continue };
            let c = usize::from(v.country);
            if which != BODY {
                if !headline[c] {
                    scores[c] += HEADLINE * v.weight;
                    headline[c] = true;
                }
                continue;
            }
            if v.rule == "dateline" {
                scores[c] += DATELINE;
                continue;
            }
            counts[c] += v.weight;
            if hit.tokens.start < lead_end && !lead[c] {
                scores[c] += LEAD * v.weight;
                lead[c] = true;
            }
        }
    }
    for c in 0..countries {
        scores[c] += 2.0 * (1.0 + counts[c]).ln();
    }
    let top = scores.iter().copied().fold(0.0, f32::max);
    (scores, top * SHARE)
}
