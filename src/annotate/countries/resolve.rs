//! Which country each name means here, if any.
//!
//! Names that can mean one country only are settled first and become evidence;
//! names of several places are settled by what the article has named, by pairs
//! ("Paris, Texas"), by datelines and, last, by the number of people who live there.

use std::ops::Range;

use super::around::{Around, Lead};
use super::gazetteer::{
    CAPS, COMMON_SURNAME, COUNTY, Class, EATER, GIVEN, Kind, PAIR, STOP, SURNAME, Sense, WEAK,
};
use super::lexicon::Lexicon;
use super::scan::{Hit, is_county, sense_fits};
use crate::article::Span;
use crate::text::{Text, TokenKind};

/// One text with its names: the headline or the body.
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

/// What the article has named so far, by country.
pub struct Evidence {
    named: Vec<f32>,
    local: Vec<f32>,
    cues: Vec<f32>,
    /// Bodies of many countries whose seat is in Brussels are named.
    union: bool,
}

impl Evidence {
    fn new(countries: usize) -> Self {
        Self {
            named: vec![0.0; countries],
            local: vec![0.0; countries],
            cues: vec![0.0; countries],
            union: false,
        }
    }

    fn add(&mut self, verdict: Verdict) {
        let c = usize::from(verdict.country);
        self.named[c] += verdict.weight;
        if matches!(verdict.rule, "region" | "city" | "county" | "pair" | "dateline") {
            self.local[c] += 1.0;
        }
    }

    /// From 0, nothing, to 1, much.
    fn of(&self, lexicon: &Lexicon, country: u8, local: bool) -> f32 {
        let c = usize::from(country);
        let own = if local {
            self.local[c] + self.cues[c]
        } else {
            self.named[c] + 0.5 * self.cues[c]
        };
        let around: f32 = if local {
            0.0
        } else {
            lexicon.neighbours[c]
                .iter()
                .map(|n| self.named[usize::from(*n)].min(2.0))
                .sum()
        };
        ((own + 0.25 * around.min(4.0)) / 3.0).min(1.0)
    }
}

/// Languages that share their word with a people.
const LANGUAGES: &[&str] = &[
    "English",
    "French",
    "German",
    "Spanish",
    "Italian",
    "Portuguese",
    "Russian",
    "Chinese",
    "Japanese",
    "Korean",
    "Dutch",
    "Greek",
    "Turkish",
    "Polish",
    "Danish",
    "Swedish",
    "Norwegian",
    "Finnish",
    "Hungarian",
    "Czech",
    "Thai",
    "Vietnamese",
    "Ukrainian",
    "Welsh",
    "Irish",
    "Persian",
    "Swahili",
    "Serbian",
    "Croatian",
    "Romanian",
    "Bulgarian",
    "Catalan",
    "Basque",
    "Kurdish",
    "Bengali",
    "Punjabi",
    "Nepali",
    "Somali",
    "Indonesian",
    "Malay",
    "Burmese",
];

const CURRENCIES: &[&str] = &[
    "dollar",
    "dollars",
    "franc",
    "francs",
    "yen",
    "mark",
    "marks",
    "pound",
    "pounds",
    "rupee",
    "rupees",
    "ruble",
    "rubles",
    "rouble",
    "roubles",
    "lira",
    "lire",
    "peso",
    "pesos",
    "crown",
    "crowns",
    "krone",
    "kroner",
    "krona",
    "kronor",
    "real",
    "yuan",
    "rand",
    "shekel",
    "shekels",
    "punt",
    "guilder",
    "guilders",
    "peseta",
    "pesetas",
    "dinar",
    "dinars",
    "riyal",
    "riyals",
    "won",
    "zloty",
    "cents",
    "dlr",
    "dlrs",
    "schilling",
    "schillings",
];

/// Settles every hit of the readings.
pub fn resolve(readings: &mut [Reading<'_>], people: &[Span], lexicon: &Lexicon) -> Evidence {
    let mut evidence = Evidence::new(lexicon.countries().len());
    let mut memory = Memory::default();
    for reading in readings.iter_mut() {
        note_cues(reading, &mut evidence);
        pairs(reading, &mut evidence, &mut memory);
        datelines(reading, lexicon, &mut evidence, &mut memory);
    }
    for (body, reading) in readings.iter_mut().enumerate() {
        let people = if body == BODY { people } else { &[] };
        certain(reading, people, lexicon, &mut evidence, &mut memory);
    }
    for (body, reading) in readings.iter_mut().enumerate() {
        let people = if body == BODY { people } else { &[] };
        doubtful(reading, people, lexicon, &mut evidence, &mut memory);
    }
    evidence
}

/// Place of the body among the readings: settled first, so that the headline can learn from it.
pub const BODY: usize = 0;

/// What one name has meant in this article.
#[derive(Default)]
struct Memory {
    meant: Vec<(u32, u8)>,
    persons: Vec<u32>,
}

impl Memory {
    fn learn(&mut self, entry: u32, country: u8) {
        if !self.meant.iter().any(|m| m.0 == entry) && self.meant.len() < 256 {
            self.meant.push((entry, country));
        }
    }

    fn meaning(&self, entry: u32) -> Option<u8> {
        self.meant.iter().find(|m| m.0 == entry).map(|m| m.1)
    }

    fn learn_person(&mut self, entry: u32) {
        if !self.persons.contains(&entry) && self.persons.len() < 256 {
            self.persons.push(entry);
        }
    }
}

fn note_cues(reading: &Reading<'_>, evidence: &mut Evidence) {
    for hit in &reading.hits {
        for sense in hit.entry.senses().filter(|s| s.kind == Kind::Cue) {
            evidence.cues[usize::from(sense.country)] += 0.4;
        }
        evidence.union |= hit.entry.class == Class::Body
            && (hit.entry.key.starts_with(b"eu") || [&b"nato"[..], b"ec", b"eec"].contains(&hit.entry.key));
    }
}

/// Meanings that are written as they must be, cues apart.
fn senses<'h>(text: &'h Text<'_>, hit: &'h Hit) -> impl Iterator<Item = Sense> + 'h {
    hit.entry
        .senses()
        .filter(|s| s.kind != Kind::Cue && sense_fits(text, &hit.tokens, *s))
}

/// "City, Region" and "City, Country".
fn pairs(reading: &mut Reading<'_>, evidence: &mut Evidence, memory: &mut Memory) {
    let text = reading.text;
    for i in 0..reading.hits.len() {
        let second = &reading.hits[i];
        if second.entry.has(EATER) {
            continue;
        }
        let start = second.tokens.start;
        let comma = start
            .checked_sub(1)
            .is_some_and(|c| text.word(c) == "," || text.word(c) == "(");
        let party = start >= 2
            && matches!(text.word(start - 1), "-" | "‑" | "–")
            && matches!(text.word(start - 2), "R" | "D" | "I" | "Republican" | "Democrat");
        let first = i.checked_sub(1).filter(|f| {
            let gap = start - reading.hits[*f].tokens.end;
            !reading.hits[*f].entry.has(EATER) && (gap == 0 && text.tokens[start].spaced || gap == 1 && comma)
        });
        let after_name = comma && start >= 2 && text.tokens[start - 2].capital;
        let region = senses(text, second)
            .find(|s| {
                s.kind == Kind::Region && (s.form & PAIR == 0 || party || after_name || first.is_some())
            })
            .or_else(|| senses(text, second).find(|s| s.kind == Kind::Capital && s.form & CAPS != 0));
        let short = region.is_some_and(|r| r.form & !WEAK != 0);
        let spoken = matches!(
            text.word(second.tokens.end),
            "," | "." | ")" | "" | ";" | "—" | "-" | "–" | ":" | "("
        );
        if let (Some(region), Some(f)) = (region, first) {
            let own = senses(text, &reading.hits[f])
                .any(|s| s.country == region.country && s.kind >= Kind::Capital);
            let only_city =
                senses(text, &reading.hits[f]).all(|s| s.kind >= Kind::City && s.kind != Kind::Region);
            if (own || (only_city || short) && (short || spoken))
                && second.entry.number != reading.hits[f].entry.number
            {
                let list = senses(text, &reading.hits[f])
                    .any(|s| s.kind == Kind::Region && s.country == region.country);
                if !list || short {
                    settle(reading, f, region.country, "pair", 1.0, evidence, memory);
                }
                settle(reading, i, region.country, "region", 1.0, evidence, memory);
                continue;
            }
        }
        if let Some(region) =
            region.filter(|r| r.form & PAIR != 0 && (party || after_name || first.is_some()))
        {
            settle(reading, i, region.country, "region", 1.0, evidence, memory);
            continue;
        }
        let country = senses(text, second).find(|s| s.kind == Kind::Name);
        if let (Some(country), Some(f)) = (country, first) {
            let named = senses(text, &reading.hits[f]).any(|s| s.kind == Kind::Name);
            if !named && senses(text, &reading.hits[f]).any(|s| s.country == country.country) {
                settle(reading, f, country.country, "pair", 1.0, evidence, memory);
                settle(reading, i, country.country, "name", 1.0, evidence, memory);
            }
        }
    }
}

fn settle(
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
    if matches!(rule, "pair" | "dateline") {
        memory.learn(reading.hits[hit].entry.number, country);
    }
}

fn datelines(reading: &mut Reading<'_>, lexicon: &Lexicon, evidence: &mut Evidence, memory: &mut Memory) {
    let text = reading.text;
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if hit.tokens.start >= reading.dateline.end {
            break;
        }
        if hit.tokens.start < reading.dateline.start
            || hit.entry.has(EATER | STOP)
            || reading.verdicts[i].is_some()
        {
            continue;
        }
        let best = senses(text, hit)
            .filter(|s| {
                s.form & PAIR == 0 && !matches!(s.kind, Kind::Body | Kind::Demonym | Kind::RegionDemonym)
            })
            .max_by(|a, b| rank(*a, lexicon, evidence).total_cmp(&rank(*b, lexicon, evidence)));
        if let Some(sense) = best {
            settle(reading, i, sense.country, "dateline", 1.0, evidence, memory);
        }
    }
}

/// How likely a meaning is, all else unknown, plus what the article has named.
fn rank(sense: Sense, lexicon: &Lexicon, evidence: &Evidence) -> f32 {
    let weak = sense.form & WEAK != 0;
    let base = match sense.kind {
        Kind::Name | Kind::Demonym => 19.0,
        Kind::Capital => 17.5,
        Kind::Seat | Kind::Body => 17.0,
        Kind::Region | Kind::RegionDemonym => 16.0,
        Kind::City => f32::from(sense.weight) / 10.0,
        Kind::Cue => 0.0,
    };
    let base = if weak { base.min(14.0) } else { base };
    let local = sense.kind >= Kind::City;
    base + 5.0 * evidence.of(lexicon, sense.country, local)
}

/// Whether a hit is part of a person's name, a language, a currency.
fn is_no_place(
    reading: &Reading<'_>,
    i: usize,
    people: &[Span],
    lexicon: &Lexicon,
    memory: &mut Memory,
) -> bool {
    let hit = &reading.hits[i];
    let text = reading.text;
    let around = Around::new(text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
    let kind = senses(text, hit).map(|s| s.kind).min().unwrap_or(Kind::Cue);
    let demonym = matches!(
        kind,
        Kind::Demonym | Kind::RegionDemonym | Kind::Seat | Kind::Body
    );
    let span = text.span(hit.tokens.clone());
    if !demonym && inside_any(span, people) {
        memory.learn_person(hit.entry.number);
        return true;
    }
    let surname = around.after_given_name() && hit.tokens.len() == 1 && around.lead() != Lead::Strong;
    let given = hit.entry.has(GIVEN) && around.before_surname();
    let number = hit.tokens.start > 0
        && text.tokens[hit.tokens.start - 1].kind == TokenKind::Number
        && text.word(hit.tokens.start).contains('.');
    if number || around.is_street() && kind != Kind::Seat {
        return true;
    }
    if surname || given {
        memory.learn_person(hit.entry.number);
        return true;
    }
    if demonym {
        let after = around.word_after();
        if CURRENCIES.contains(&after) {
            return true;
        }
        if LANGUAGES.contains(&text.word(hit.tokens.start)) && is_language(text, hit, &around) {
            return true;
        }
    }
    text.word(hit.tokens.end) == "$" && !text.tokens[hit.tokens.end].spaced
}

/// Brussels beside the Union, in an article that names nothing else of Belgium, is the Union.
fn is_union_seat(hit: &Hit, sense: Sense, evidence: &Evidence) -> bool {
    evidence.union && hit.entry.key == b"brussels" && evidence.named[usize::from(sense.country)] == 0.0
}

fn is_language(text: &Text<'_>, hit: &Hit, around: &Around<'_>) -> bool {
    let after = around.word_after();
    if matches!(
        after,
        "language"
            | "lessons"
            | "translation"
            | "subtitles"
            | "speakers"
            | "speaker"
            | "teacher"
            | "class"
            | "classes"
            | "literature"
            | "words"
            | "word"
    ) {
        return true;
    }
    if text.word(hit.tokens.end) == "-"
        && matches!(
            text.word(hit.tokens.end + 1),
            "language" | "speaking" | "speaker" | "speakers" | "medium"
        )
    {
        return true;
    }
    let before = around.word_before().to_ascii_lowercase();
    let spoken = matches!(
        before.as_str(),
        "in" | "speak"
            | "speaks"
            | "spoke"
            | "speaking"
            | "learn"
            | "fluent"
            | "into"
            | "learning"
            | "taught"
            | "teach"
            | "written"
            | "study"
            | "studied"
            | "broken"
            | "from"
            | "plain"
    );
    let ends = after.is_empty()
        || matches!(
            after,
            "and"
                | "or"
                | "with"
                | "on"
                | "at"
                | "to"
                | "for"
                | "that"
                | "as"
                | "by"
                | "but"
                | "when"
                | "while"
                | "after"
                | "is"
                | "was"
                | "means"
                | "because"
        );
    spoken && ends
}

fn inside_any(span: Span, sorted: &[Span]) -> bool {
    let at = sorted.partition_point(|s| s.end < span.end);
    sorted[at..].iter().take(4).any(|s| s.contains(span))
}

/// Names that can mean one country only.
fn certain(
    reading: &mut Reading<'_>,
    people: &[Span],
    lexicon: &Lexicon,
    evidence: &mut Evidence,
    memory: &mut Memory,
) {
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if reading.verdicts[i].is_some() || hit.entry.has(EATER) || hit.entry.has(STOP) {
            continue;
        }
        let Some(first) = senses(reading.text, hit).find(|s| s.form & PAIR == 0) else {
            continue;
        };
        let strong = first.form & WEAK == 0 && first.kind != Kind::City;
        let capital = first.kind == Kind::Capital;
        let rivals = senses(reading.text, hit)
            .any(|s| s.country != first.country && (capital || s.kind != Kind::City) && s.form & PAIR == 0);
        let person = memory.persons.contains(&hit.entry.number) && !matches!(first.kind, Kind::Demonym);
        let meant = memory.meaning(hit.entry.number);
        if is_union_seat(hit, first, evidence) {
            continue;
        }
        if !strong || rivals || person || meant.is_some_and(|m| m != first.country) {
            continue;
        }
        if is_no_place(reading, i, people, lexicon, memory) {
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
    people: &[Span],
    lexicon: &Lexicon,
    evidence: &mut Evidence,
    memory: &mut Memory,
) {
    for i in 0..reading.hits.len() {
        let hit = &reading.hits[i];
        if reading.verdicts[i].is_some() || hit.entry.has(EATER) {
            continue;
        }
        let text = reading.text;
        if hit.entry.has(COUNTY) && is_county(text, hit.tokens.end) {
            if let Some(us) = lexicon
                .by_code("US")
                .and_then(|c| lexicon.countries().iter().position(|o| o == c))
            {
                settle(reading, i, us as u8, "county", 1.0, evidence, memory);
                continue;
            }
        }
        let meant = memory.meaning(hit.entry.number);
        let best = senses(text, hit)
            .filter(|s| s.form & PAIR == 0 && meant.is_none_or(|m| m == s.country))
            .max_by(|a, b| rank(*a, lexicon, evidence).total_cmp(&rank(*b, lexicon, evidence)));
        let Some(sense) = best else {
            if let Some(country) = meant {
                settle(reading, i, country, "city", 0.7, evidence, memory);
            }
            continue;
        };
        let number = hit.entry.number;
        if is_union_seat(hit, sense, evidence) {
            continue;
        }
        if is_no_place(reading, i, people, lexicon, memory) {
            continue;
        }
        let person = memory.persons.contains(&number);
        let around = Around::new(text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
        let support = support(
            sense,
            hit_flags(&reading.hits[i]),
            &around,
            evidence,
            lexicon,
            person,
            meant.is_some(),
        );
        if support >= THRESHOLD {
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

const fn hit_flags(hit: &Hit) -> u8 {
    hit.entry.flags
}

/// Support that a doubtful place needs.
const THRESHOLD: f32 = 1.2;

fn support(
    sense: Sense,
    flags: u8,
    around: &Around<'_>,
    evidence: &Evidence,
    lexicon: &Lexicon,
    person: bool,
    meant: bool,
) -> f32 {
    if meant {
        return if person && around.lead() == Lead::None {
            0.0
        } else {
            2.0
        };
    }
    let local = sense.kind >= Kind::City;
    let mut points = match sense.kind {
        Kind::City => (f32::from(sense.weight) / 10.0 - 9.6) / 4.0,
        _ if sense.form & WEAK != 0 => 0.5,
        Kind::Region | Kind::RegionDemonym => 1.5,
        _ => 3.0,
    };
    points += match around.lead() {
        Lead::Strong => 1.0,
        Lead::Weak => 0.3,
        Lead::None => 0.0,
    };
    points += evidence
        .of(lexicon, sense.country, false)
        .max(evidence.of(lexicon, sense.country, local));
    if around.before_follower() || around.in_local_news() {
        points += 0.8;
    }
    if flags & STOP != 0 {
        points -= 2.5;
    }
    if flags & GIVEN != 0 {
        points -= 0.6;
    }
    if flags & COMMON_SURNAME != 0 {
        points -= 1.0;
    } else if flags & SURNAME != 0 {
        points -= 0.5;
    }
    if around.after_unknown_capital() {
        points -= 1.0;
    }
    if around.before_unknown_capital() && around.lead() != Lead::Strong {
        points -= 0.8;
    }
    if around.opens() {
        points -= 0.2;
    }
    if person {
        points -= 1.0;
    }
    points
}
