//! Names that their neighbours settle: "Paris, Texas", "London, Ky.", "Baker County", datelines.

use super::evidence::{Evidence, Memory};
use super::gazetteer::{CAPS, COUNTY, EATER, Kind, PAIR, STOP, WEAK};
use super::lexicon::Lexicon;
use super::resolve::{Reading, likeliest, rank, senses, settle};
use super::scan::is_county;
use crate::text::{Text, TokenKind};

/// Settles counties of the United States by the word after them.
pub fn counties(reading: &mut Reading<'_>, lexicon: &Lexicon, evidence: &mut Evidence, memory: &mut Memory) {
    let Some(states) = lexicon.states else {
        return;
    };
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if hit.entry.has(COUNTY) && is_county(reading.text, hit.tokens.end) {
            settle(reading, i, states, "county", 1.0, evidence, memory);
        }
    }
}

/// Settles "City, Region", "City (Region)", "City Region" and "City, Country".
pub fn pairs(reading: &mut Reading<'_>, evidence: &mut Evidence, memory: &mut Memory) {
    for i in 0..reading.hits.len() {
        if !reading.hits[i].entry.has(EATER) {
            pair(reading, i, evidence, memory);
        }
    }
}

/// Settles the hit at `i` as the second half of a pair, and the first half with it.
fn pair(reading: &mut Reading<'_>, i: usize, evidence: &mut Evidence, memory: &mut Memory) {
    let text = reading.text;
    let second = &reading.hits[i];
    let start = second.tokens.start;
    let before = mark_before(text, start);
    let comma = matches!(before, "," | "(");
    let party = matches!(before, "-" | "‑" | "–") && is_party(text, start);
    let first = i.checked_sub(1).filter(|f| {
        let gap = start - reading.hits[*f].tokens.end;
        let beside = gap == 0 && text.tokens[start].spaced || gap == 1 && comma;
        beside && !reading.hits[*f].entry.has(EATER) && senses(text, &reading.hits[*f]).next().is_some()
    });
    let after_name = comma && start > 1 && text.tokens[start - 2].capital;
    let may_follow = party || after_name || first.is_some();
    if !may_follow {
        return;
    }
    let region = senses(text, second)
        .find(|s| s.kind == Kind::Region)
        .or_else(|| senses(text, second).find(|s| s.kind == Kind::Capital && s.form & CAPS != 0));
    if let (Some(region), Some(f)) = (region, first) {
        let place = &reading.hits[f];
        let short = region.form & !WEAK != 0;
        let closed = matches!(
            text.word(second.tokens.end),
            "," | "." | ")" | "" | ";" | "—" | "-" | "–" | ":" | "("
        );
        let own = senses(text, place).any(|s| s.country == region.country && s.kind >= Kind::Capital);
        let country = senses(text, place).any(|s| s.kind == Kind::Name);
        let only_city = senses(text, place).all(|s| s.kind >= Kind::City && s.kind != Kind::Region);
        if (own || !country && short || only_city && closed) && second.entry.number != place.entry.number {
            // "Ohio, Michigan" is a list of regions and settles nothing about Ohio.
            let list = senses(text, place).any(|s| s.kind == Kind::Region && s.country == region.country);
            if !list || short {
                settle(reading, f, region.country, "pair", 1.0, evidence, memory);
            }
            settle(reading, i, region.country, "region", 1.0, evidence, memory);
            return;
        }
    }
    if let Some(region) = region.filter(|r| r.form & PAIR != 0) {
        settle(reading, i, region.country, "region", 1.0, evidence, memory);
        return;
    }
    let country = senses(text, second).find(|s| s.kind == Kind::Name);
    if let (Some(country), Some(f)) = (country, first) {
        let place = &reading.hits[f];
        let named = senses(text, place).any(|s| s.kind == Kind::Name);
        if !named && senses(text, place).any(|s| s.country == country.country) {
            settle(reading, f, country.country, "pair", 1.0, evidence, memory);
            settle(reading, i, country.country, "name", 1.0, evidence, memory);
        }
    }
}

/// The mark right before the name at `start`; empty where there is none.
fn mark_before<'t>(text: &Text<'t>, start: usize) -> &'t str {
    let mark = start
        .checked_sub(1)
        .filter(|i| text.tokens[*i].kind == TokenKind::Mark);
    mark.map_or("", |i| text.word(i))
}

/// "D-Ohio", "R-Texas": a party's letter stands before the hyphen before the name at `start`.
fn is_party(text: &Text<'_>, start: usize) -> bool {
    let party = start.checked_sub(2).map_or("", |i| text.word(i));
    matches!(party, "R" | "D" | "I" | "Republican" | "Democrat")
}

/// Settles the names of the dateline, each as the likeliest place.
pub fn datelines(reading: &mut Reading<'_>, lexicon: &Lexicon, evidence: &mut Evidence, memory: &mut Memory) {
    let text = reading.text;
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if hit.tokens.start >= reading.dateline.end {
            break;
        }
        if hit.tokens.start < reading.dateline.start || hit.entry.has(EATER | STOP) {
            continue;
        }
        let places = senses(text, hit)
            .filter(|s| s.form & PAIR == 0)
            .filter(|s| !matches!(s.kind, Kind::Body | Kind::Demonym | Kind::RegionDemonym));
        if let Some(sense) = likeliest(places, |s| rank(s, lexicon, evidence, false)) {
            settle(reading, i, sense.country, "dateline", 1.0, evidence, memory);
        }
    }
}
