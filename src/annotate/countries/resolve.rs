//! Which country each name means here, if any.
//!
//! Pairs ("Paris, Texas"), counties and datelines come first; then names that can
//! mean one country only. All of these are evidence for the rest: names of several
//! places, and places that need support from the words around them. Last of all, a
//! story that names no place is placed by the words of its local news, if it can be.

use std::ops::Range;

use super::around::{Around, Lead};
use super::evidence::{Evidence, Memory};
use super::gazetteer::{COMMON_SURNAME, Class, EATER, GIVEN, Kind, PAIR, STOP, SURNAME, Sense, WEAK, WORD};
use super::homonyms::{is_no_place, is_seat_of_union};
use super::lexicon::Lexicon;
use super::pairs;
use super::room::Room;
use super::scan::{Hit, entry_at, sense_fits};
use crate::article::Span;
use crate::text::Text;

/// One text with its names: the body, the headline or the dateline.
pub struct Reading<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// Its names, in order.
    pub hits: Vec<Hit>,
    /// What each name means.
    pub verdicts: Vec<Option<Verdict>>,
    /// Tokens of the dateline.
    pub dateline: Range<usize>,
    /// Capitals tell nothing here.
    pub flat: bool,
}

/// A name read as a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Which.
    pub country: u8,
    /// By which rule.
    pub rule: &'static str,
    /// How much the mention says: 1 for the country's own name.
    pub weight: f32,
}

/// Place of the body among the readings: settled first, so that the headline can learn from it.
pub const BODY: usize = 0;
/// Words of local news that place a story which names no place.
const SETTING: usize = 2;
/// Support that a doubtful place needs.
const THRESHOLD: f32 = 1.2;

/// Weights of cities of so many people.
const QUARTER_MILLION: u8 = 124;
const HALF_MILLION: u8 = 131;

/// Settles every hit of the readings; `people` are the persons' names in the body, sorted by their ends.
pub fn resolve(readings: &mut [Reading<'_>], people: &[(Span, &str)], lexicon: &Lexicon, room: &mut Room) {
    let Room { evidence, memory, .. } = room;
    for reading in readings.iter_mut() {
        evidence.note(reading);
        note_uses(reading, lexicon, memory);
        pairs::counties(reading, lexicon, evidence, memory);
        pairs::pairs(reading, evidence, memory);
        pairs::datelines(reading, lexicon, evidence, memory);
    }
    for (which, reading) in readings.iter_mut().enumerate() {
        let people = if which == BODY { people } else { &[] };
        certain(reading, people, lexicon, evidence, memory);
    }
    for (which, reading) in readings.iter_mut().enumerate() {
        let people = if which == BODY { people } else { &[] };
        doubtful(reading, people, lexicon, evidence, memory);
    }
    if evidence.is_empty() {
        setting(&mut readings[BODY], evidence, memory);
    }
}

/// Meanings that are written as they must be, cues apart.
pub fn senses<'h>(text: &'h Text<'_>, hit: &'h Hit) -> impl Iterator<Item = Sense> + 'h {
    hit.entry
        .senses()
        .filter(|s| s.kind != Kind::Cue && sense_fits(text, &hit.tokens, *s))
}

/// Gives a hit its verdict, unless it has one.
pub fn settle(
    reading: &mut Reading<'_>,
    hit: usize,
    country: u8,
    rule: &'static str,
    weight: f32,
    evidence: &mut Evidence,
    memory: &mut Memory,
) {
    if reading.verdicts[hit].is_some() {
        return;
    }
    let verdict = Verdict {
        country,
        rule,
        weight,
    };
    reading.verdicts[hit] = Some(verdict);
    evidence.add(verdict);
    if matches!(rule, "pair" | "dateline" | "city") {
        memory.learn(reading.hits[hit].entry.number, country);
    }
}

/// The meaning of the highest rank, the last of equals; a single one is not weighed.
pub fn likeliest(mut meanings: impl Iterator<Item = Sense>, rank: impl Fn(Sense) -> f32) -> Option<Sense> {
    let mut best = meanings.next()?;
    let mut highest = None;
    for sense in meanings {
        let (own, other) = (rank(sense), highest.unwrap_or_else(|| rank(best)));
        if own.total_cmp(&other).is_lt() {
            highest = Some(other);
        } else {
            (best, highest) = (sense, Some(own));
        }
    }
    Some(best)
}

/// How likely a meaning is: by its kind or size, and by what the article has named.
/// In local use ("a Paris man") a town of the country of the news wins over a capital elsewhere.
pub fn rank(sense: Sense, lexicon: &Lexicon, evidence: &Evidence, local_use: bool) -> f32 {
    let base = match sense.kind {
        Kind::Name | Kind::Demonym => 19.0,
        Kind::Capital => 17.5,
        Kind::Seat | Kind::Body => 17.0,
        Kind::Region | Kind::RegionDemonym => 16.0,
        Kind::City => f32::from(sense.weight) / 10.0,
        Kind::Cue => 0.0,
    };
    let base = if sense.form & WEAK != 0 {
        f32::min(base, 14.0)
    } else {
        base
    };
    if sense.kind < Kind::City {
        return base + 5.0 * evidence.for_country(lexicon, sense.country);
    }
    // One country among many is weaker ground: in a story of five nations that names
    // Florida, Geneva is still not the town in Illinois.
    let known = evidence.for_place(sense.country) * (2.0 * evidence.share(sense.country)).min(1.0);
    base + 4.0 * known + if local_use && known > 0.1 { 8.0 } else { 0.0 }
}

/// Remembers the names that the article uses as a town's press does, and those of known persons.
fn note_uses(reading: &Reading<'_>, lexicon: &Lexicon, memory: &mut Memory) {
    for (i, hit) in reading.hits.iter().enumerate() {
        if hit.entry.class == Class::Person {
            if let Some(surname) = entry_at(reading.text, hit.tokens.end - 1, &lexicon.gazetteer) {
                memory.learn_person(surname.number);
            }
        } else if hit.entry.senses().any(|s| s.kind == Kind::City) {
            let around = Around::new(reading.text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
            if around.in_local_news() {
                memory.learn_local(hit.entry.number);
            }
        }
    }
}

/// Names that can mean one country only.
fn certain(
    reading: &mut Reading<'_>,
    people: &[(Span, &str)],
    lexicon: &Lexicon,
    evidence: &mut Evidence,
    memory: &mut Memory,
) {
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if reading.verdicts[i].is_some() || hit.entry.has(EATER | STOP) {
            continue;
        }
        let Some(first) = senses(reading.text, hit).find(|s| s.form & PAIR == 0) else {
            continue;
        };
        if first.form & WEAK != 0 || first.kind == Kind::City {
            continue;
        }
        let capital = first.kind == Kind::Capital;
        let local_use = memory.is_local(hit.entry.number);
        let rivals = senses(reading.text, hit).any(|s| {
            s.country != first.country && (capital || local_use || s.kind != Kind::City) && s.form & PAIR == 0
        });
        let person = memory.is_person(hit.entry.number) && first.kind != Kind::Demonym;
        let otherwise = memory
            .meaning(hit.entry.number)
            .is_some_and(|m| m != first.country);
        if rivals || person || otherwise {
            continue;
        }
        if is_seat_of_union(hit, first, evidence) || is_no_place(reading, i, people, lexicon, memory) {
            continue;
        }
        let weight = if matches!(first.kind, Kind::Body | Kind::RegionDemonym) {
            0.7
        } else {
            1.0
        };
        settle(
            reading,
            i,
            first.country,
            first.kind.rule(),
            weight,
            evidence,
            memory,
        );
    }
}

/// Names of several places, and places that need support.
fn doubtful(
    reading: &mut Reading<'_>,
    people: &[(Span, &str)],
    lexicon: &Lexicon,
    evidence: &mut Evidence,
    memory: &mut Memory,
) {
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if reading.verdicts[i].is_some() || hit.entry.has(EATER) {
            continue;
        }
        let number = hit.entry.number;
        let meant = memory.meaning(number);
        let local_use = memory.is_local(number);
        let meanings =
            senses(reading.text, hit).filter(|s| s.form & PAIR == 0 && meant.is_none_or(|m| m == s.country));
        let best = likeliest(meanings, |s| rank(s, lexicon, evidence, local_use));
        let Some(sense) = best else {
            // "London, Ky." made London a town that the gazetteer does not know.
            if let Some(country) = meant {
                settle(reading, i, country, "city", 0.7, evidence, memory);
            }
            continue;
        };
        if is_seat_of_union(hit, sense, evidence) || is_no_place(reading, i, people, lexicon, memory) {
            continue;
        }
        if support(reading, i, sense, lexicon, evidence, memory) >= THRESHOLD {
            settle(
                reading,
                i,
                sense.country,
                sense.kind.rule(),
                0.7,
                evidence,
                memory,
            );
            memory.learn(number, sense.country);
        }
    }
}

/// Points for reading the hit at `i` as a place at all.
fn support(
    reading: &Reading<'_>,
    i: usize,
    sense: Sense,
    lexicon: &Lexicon,
    evidence: &Evidence,
    memory: &Memory,
) -> f32 {
    let entry = &reading.hits[i].entry;
    let around = Around::new(reading.text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
    let lead = around.lead();
    let person = memory.is_person(entry.number);
    if memory.meaning(entry.number).is_some() {
        return if person && lead == Lead::None { 0.0 } else { 2.0 };
    }
    let local_use = around.in_local_news();
    // A name that persons bear as well is doubted less where the words around it expect a place.
    let doubt = if lead == Lead::Strong || local_use {
        0.4
    } else {
        1.0
    };
    let mut points = match sense.kind {
        // 15,000 people give nothing, a million gives 1.05.
        // A doubtful name ("Archangel", "Fatima") gets no credit for the size of its city.
        Kind::City if sense.form & WEAK != 0 => -0.2 * doubt,
        Kind::City => (f32::from(sense.weight) / 10.0 - 9.6) / 4.0,
        _ if entry.senses().any(|s| s.kind == Kind::Name) => 3.0,
        _ if sense.form & WEAK != 0 => 0.5,
        Kind::Region | Kind::RegionDemonym => 1.5,
        _ => 3.0,
    };
    points += match lead {
        Lead::Strong => 1.0,
        Lead::Weak => 0.3,
        Lead::None => 0.0,
    };
    points += evidence
        .for_country(lexicon, sense.country)
        .max(evidence.for_place(sense.country));
    if around.before_county_council() && sense.kind == Kind::Region {
        points += 1.5;
    } else if local_use {
        points += 1.2;
    } else if around.before_follower() {
        points += 0.8;
    }
    if entry.has(STOP) {
        points -= 2.5;
    } else if entry.has(WORD) && sense.weight < QUARTER_MILLION {
        points -= 0.8 * doubt;
    }
    if entry.has(GIVEN) {
        points -= 0.6 * doubt;
    }
    if entry.has(COMMON_SURNAME) {
        points -= 1.0 * doubt;
    } else if entry.has(SURNAME) {
        points -= 0.5 * doubt;
    }
    if sense.kind == Kind::City && sense.weight < HALF_MILLION && evidence.is_foreign(sense.country) {
        points -= 0.6;
    }
    if around.after_unknown_capital() {
        points -= 1.0;
    }
    if around.before_unknown_capital() && lead != Lead::Strong {
        points -= if entry.has(GIVEN | SURNAME | STOP) {
            0.8
        } else {
            0.4
        };
    }
    if around.opens() {
        points -= 0.2;
    }
    if person {
        points -= if lead == Lead::None { 3.0 } else { 1.0 };
    }
    points
}

/// A story that names no place: words of local news place it.
fn setting(body: &mut Reading<'_>, evidence: &mut Evidence, memory: &mut Memory) {
    let Some(country) = evidence.setting(SETTING) else {
        return;
    };
    for i in 0..body.hits.len() {
        let cue = body.hits[i]
            .entry
            .senses()
            .any(|s| s.kind == Kind::Cue && s.country == country);
        if cue {
            settle(body, i, country, "setting", 0.5, evidence, memory);
        }
    }
}
