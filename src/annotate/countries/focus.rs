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

/// Scores by country, and from which score on a country is in focus.
pub fn score(readings: &[Reading<'_>], countries: usize) -> (Vec<f32>, f32) {
    // Few of them are named.
    let mut places = [NONE; 256];
    let mut standings: Vec<Standing> = Vec::with_capacity(16);
    for (which, reading) in readings.iter().enumerate() {
        let lead = reading.text.sentence(1).or_else(|| reading.text.sentence(0));
        let lead_end = lead.map_or(0, |s| s.tokens.end);
        for (hit, verdict) in reading.hits.iter().zip(&reading.verdicts) {
            let Some(v) = verdict else { continue };
            let place = &mut places[usize::from(v.country)];
            if *place == NONE {
                *place = standings.len() as u16;
                standings.push(Standing::default());
            }
            let s = &mut standings[usize::from(*place)];
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
    let of = |s: &Standing| {
        if s.place > 0.0 || s.count > 0.0 {
            s.place + if s.lead { LEAD } else { 0.0 } + (1.0 + s.count).ln()
        } else {
            0.0
        }
    };
    let of_place = |place: &u16| standings.get(usize::from(*place)).map_or(0.0, of);
    let scores: Vec<f32> = places.iter().take(countries).map(of_place).collect();
    let top = standings.iter().map(of).fold(0.0, f32::max);
    (scores, top * SHARE)
}
