//! Names of places that are none here: persons, streets, languages, currencies.

use super::around::{Around, Lead};
use super::evidence::{Evidence, Memory};
use super::gazetteer::{CAPS, DOT, GIVEN, Kind, Sense};
use super::lexicon::Lexicon;
use super::resolve::{Reading, senses};
use super::scan::Hit;
use super::words::{CURRENCIES, LANGUAGES};
use crate::article::Span;
use crate::text::{Text, TokenKind};

/// Whether the hit at `i` is part of a person's name, a street, a language or a currency.
pub fn is_no_place(
    reading: &Reading<'_>,
    i: usize,
    people: &[(Span, &str)],
    lexicon: &Lexicon,
    memory: &mut Memory,
) -> bool {
    let hit = &reading.hits[i];
    let text = reading.text;
    let around = Around::new(text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
    let Some(kind) = senses(text, hit).map(|s| s.kind).min() else {
        return true;
    };
    let adjective = matches!(
        kind,
        Kind::Demonym | Kind::RegionDemonym | Kind::Seat | Kind::Body
    );
    let within = !adjective && is_in_name(text, hit, people);
    let surname = around.after_given_name() && hit.tokens.len() == 1 && around.lead() != Lead::Strong;
    let given = hit.entry.has(GIVEN) && around.before_surname();
    if within || surname || given {
        memory.learn_person(hit.entry.number);
        return true;
    }
    if around.is_street() && kind != Kind::Seat || is_year(text, hit) {
        return true;
    }
    if matches!(kind, Kind::Demonym | Kind::RegionDemonym) {
        return CURRENCIES.has(around.word_after()) || is_language(text, hit, &around);
    }
    // "US$" is a currency.
    text.word(hit.tokens.end) == "$" && !text.tokens[hit.tokens.end].spaced
}

/// Brussels beside the Union, in an article that names nothing else of Belgium, is the Union.
pub fn is_seat_of_union(hit: &Hit, sense: Sense, evidence: &Evidence) -> bool {
    hit.entry.key == b"brussels" && evidence.names_union() && !evidence.names(sense.country)
}

/// "100 B.C." is a year, not British Columbia.
fn is_year(text: &Text<'_>, hit: &Hit) -> bool {
    let after_number = hit
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| text.tokens[before].kind == TokenKind::Number);
    after_number && hit.entry.senses().all(|s| s.form & (CAPS | DOT) != 0)
}

/// "in French", "speaks Russian", "the English language".
fn is_language(text: &Text<'_>, hit: &Hit, around: &Around<'_>) -> bool {
    if !LANGUAGES.has(text.word(hit.tokens.start)) {
        return false;
    }
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
            | "dictionary"
            | "grammar"
            | "accent"
    ) {
        return true;
    }
    if text.word(hit.tokens.end) == "-" {
        let second = text.word(hit.tokens.end + 1);
        if matches!(
            second,
            "language" | "speaking" | "speaker" | "speakers" | "medium"
        ) {
            return true;
        }
    }
    let before = around.word_before().to_ascii_lowercase();
    let spoken = matches!(
        before.as_str(),
        "in" | "speak"
            | "speaks"
            | "spoke"
            | "speaking"
            | "spoken"
            | "learn"
            | "learned"
            | "learnt"
            | "learning"
            | "fluent"
            | "into"
            | "taught"
            | "teach"
            | "teaches"
            | "written"
            | "study"
            | "studied"
            | "broken"
            | "from"
            | "only"
            | "perfect"
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
                | "so"
        );
    spoken && ends
}

/// Whether the hit is part of a person's own name; "U.S." in "U.S. Senator Ann Lowe" is not.
/// `people` are sorted by the ends of their spans.
pub fn is_in_name(text: &Text<'_>, hit: &Hit, people: &[(Span, &str)]) -> bool {
    let span = text.span(hit.tokens.clone());
    let word = text.word(hit.tokens.start);
    let at = people.partition_point(|(s, _)| s.end < span.end);
    let near = people[at..].iter().take(4);
    near.into_iter()
        .any(|(s, name)| s.contains(span) && name.split_whitespace().any(|w| w == word))
}
