//! What the article is about: a score over headline, dateline, lead and frequency.
//!
//! A country gains by being where the story was filed or by being in the headline
//! (whichever counts more; a headline does not make the dateline's country count twice),
//! by standing in the lead, and with the logarithm of its mentions. In focus is
//! every country that reaches a share of the highest score.

use super::resolve::{BODY, Reading};

/// Where the story was filed.
const DATELINE: f32 = 1.6;
/// Named in the headline.
const HEADLINE: f32 = 0.8;
/// Named in the first two sentences.
const LEAD: f32 = 0.3;
/// Share of the highest score that is needed.
const SHARE: f32 = 0.53;

#[derive(Clone, Copy, Default)]
struct Standing {
    place: f32,
    lead: bool,
    count: f32,
}

const NONE: u16 = u16::MAX;

/// The countries that are named, by index, with their scores; and from which score on a country
/// is in focus.
pub fn score(readings: &[Reading<'_>]) -> (Vec<(u8, f32)>, f32) {
    let mut places = [NONE; 256];
    let mut standings: Vec<(u8, Standing)> = Vec::with_capacity(16);
    for (which, reading) in readings.iter().enumerate() {
        let lead = reading.text.sentence(1).or_else(|| reading.text.sentence(0));
        let lead_end = lead.map_or(0, |s| s.tokens.end);
        for (hit, verdict) in reading.hits.iter().zip(&reading.verdicts) {
            let Some(v) = verdict else { continue };
            let place = &mut places[usize::from(v.country)];
            if *place == NONE {
                *place = standings.len() as u16;
                standings.push((v.country, Standing::default()));
            }
            let (_, s) = &mut standings[usize::from(*place)];
            if v.rule == "dateline" || reading.dateline.contains(&hit.tokens.start) {
                s.place = s.place.max(DATELINE);
            } else if which == BODY {
                s.count += v.weight;
                s.lead |= hit.tokens.start < lead_end;
            } else {
                s.place = s.place.max(HEADLINE * v.weight);
            }
        }
    }
    standings.sort_unstable_by_key(|(country, _)| *country);
    let of = |(country, s): &(u8, Standing)| {
        let named = s.place > 0.0 || s.count > 0.0;
        let score = s.place + if s.lead { LEAD } else { 0.0 } + (1.0 + s.count).ln();
        (*country, if named { score } else { 0.0 })
    };
    let scores: Vec<(u8, f32)> = standings.iter().map(of).collect();
    let top = scores.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    (scores, top * SHARE)
}
