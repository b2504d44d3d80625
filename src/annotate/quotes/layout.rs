//! Interviews and transcripts: paragraphs that begin with who speaks, "Salma Berrada: ...", "Q: ...".
//!
//! Such a paragraph is its speaker's statement from the label on, without marks. A story has that layout
//! where three paragraphs have such labels, of two speakers at least, one of whom the story names elsewhere,
//! and one label comes again: lists of players, prices and places are labelled as well, but every label once.
//! Two paragraphs do where they are a question and its answer, or two people of the story.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Person, SpeakerType};
use crate::text::{Text, TokenKind};

/// Who speaks by the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Voice<'t> {
    /// One of the people of the article.
    Person(usize),
    /// A name in capitals that the story does not tell of.
    Unknown(&'t str),
    /// "Q": whoever asks, mostly nobody who is named.
    Asking,
    /// "A", where the story names nobody with whom the interview could be.
    Answering,
}

/// A paragraph that somebody speaks.
#[derive(Clone, Debug)]
pub(super) struct Turn<'t> {
    /// Its number.
    pub(super) paragraph: usize,
    /// Tokens of the label, which may stand in an earlier paragraph.
    pub(super) label: Range<usize>,
    /// Tokens of what is said.
    pub(super) content: Range<usize>,
    /// Who speaks.
    pub(super) voice: Voice<'t>,
}

/// Words of a label at most.
const LABEL: usize = 5;
/// Paragraphs behind a label that still are its speaker's, before the next label.
const PARAGRAPHS: usize = 6;

/// The paragraphs that are spoken, in order; none where the story has another layout.
pub(super) fn turns<'t>(text: &Text<'t>, people: &[Person]) -> Vec<Turn<'t>> {
    let labels = text.paragraph_tokens().enumerate();
    let labels = labels.filter_map(|(number, paragraph)| Some((number, label(text, &paragraph)?)));
    let labels: Vec<(usize, Range<usize>)> = labels.collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let paragraphs: Vec<Range<usize>> = text.paragraph_tokens().collect();
    let names = names(people);
    let turn = |(number, label): (usize, Range<usize>)| {
        Some(Turn {
            paragraph: number,
            voice: voice(text, &label, &names)?,
            content: label.end + 1..paragraphs[number].end,
            label,
        })
    };
    let mut turns: Vec<Turn<'t>> = labels.into_iter().filter_map(turn).collect();
    let voices: FxHashSet<Voice<'t>> = turns.iter().map(|turn| turn.voice).collect();
    // "UPDATE: ...", "NOTE: ...": capitals alone name nobody.
    let known = voices.iter().any(|voice| !matches!(voice, Voice::Unknown(_)));
    let again = turns.len() > 2 && voices.len() < turns.len();
    if voices.len() < 2 || !again && !is_pair(text, &turns) || !known {
        return Vec::new();
    }
    if let Some(person) = interviewed(text, people, &turns) {
        let answers = turns.iter_mut().filter(|turn| turn.voice == Voice::Answering);
        answers.for_each(|turn| turn.voice = Voice::Person(person));
    }
    let mut all: Vec<Turn<'t>> = Vec::with_capacity(turns.len());
    let mut following = turns.iter().skip(1).map(|turn| turn.paragraph);
    for turn in &turns {
        all.push(turn.clone());
        let until = following.next().unwrap_or(0).min(turn.paragraph + 1 + PARAGRAPHS);
        all.extend((turn.paragraph + 1..until).map(|paragraph| Turn {
            paragraph,
            content: paragraphs[paragraph].clone(),
            ..turn.clone()
        }));
    }
    all
}

/// One question and its answer, or two people of the story one behind the other, each with a sentence.
fn is_pair(text: &Text<'_>, turns: &[Turn<'_>]) -> bool {
    let [first, second] = turns else { return false };
    let asked = first.voice == Voice::Asking && second.voice == Voice::Answering;
    let people = matches!((first.voice, second.voice), (Voice::Person(_), Voice::Person(_)));
    let whole = |turn: &Turn<'_>| {
        turn.content.len() > 3 && matches!(text.word(turn.content.end - 1), "." | "?" | "!" | "…")
    };
    (asked || people) && first.paragraph + 1 == second.paragraph && whole(first) && whole(second)
}

/// The tokens before the colon with which a paragraph begins.
fn label(text: &Text<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let start = paragraph.start;
    if !text.tokens[start].capital {
        return None;
    }
    let colon = |i: &usize| text.tokens[*i].is_long(1) && text.word(*i) == ":";
    let end = (start + 1..paragraph.end.min(start + 1 + LABEL)).find(colon)?;
    let name = |i: usize| {
        let token = text.tokens[i];
        token.capital && token.kind == TokenKind::Word || matches!(text.word(i), "." | "-" | "’" | "'")
    };
    let content = end + 1;
    let spoken = content < paragraph.end
        && text.tokens[content].spaced
        && !matches!(text.word(content), "“" | "\"" | "‘" | "'" | "«" | "„");
    (spoken && (start..end).all(name)).then_some(start..end)
}

fn voice<'t>(text: &Text<'t>, label: &Range<usize>, names: &FxHashMap<String, usize>) -> Option<Voice<'t>> {
    let written = text.span(label.clone()).of(text.source);
    Some(match written {
        "Q" | "Q." | "Question" => Voice::Asking,
        "A" | "A." | "Answer" => Voice::Answering,
        _ => match names.get(&written.to_lowercase()) {
            Some(person) => Voice::Person(*person),
            None if written.len() > 2 && label.clone().all(|i| text.tokens[i].all_caps) => {
                Voice::Unknown(written)
            }
            None => return None,
        },
    })
}

fn persons(people: &[Person]) -> impl Iterator<Item = (usize, &Person)> {
    let people = people.iter().enumerate();
    people.filter(|(_, person)| person.kind == SpeakerType::Person)
}

/// The persons by whole names, forms and surnames, in small letters; whole names win.
fn names(people: &[Person]) -> FxHashMap<String, usize> {
    let mut names = FxHashMap::default();
    for (number, person) in persons(people) {
        names.entry(person.name.to_lowercase()).or_insert(number);
        for form in &person.forms {
            names.entry(form.to_lowercase()).or_insert(number);
        }
    }
    for (number, person) in persons(people) {
        let surname = person.name.rsplit(' ').next().unwrap_or_default();
        names.entry(surname.to_lowercase()).or_insert(number);
    }
    names
}

/// Whom an interview is with: the person most spoken of before it begins, or in all of it.
fn interviewed(text: &Text<'_>, people: &[Person], turns: &[Turn<'_>]) -> Option<usize> {
    let begins = turns
        .first()
        .map_or(0, |turn| text.span(turn.label.clone()).start);
    persons(people)
        .max_by_key(|(number, person)| {
            let before = person.mentions.iter().filter(|m| m.start < begins).count();
            (before, person.mentions.len(), usize::MAX - number)
        })
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(body: &str) -> Vec<String> {
        let text = Text::new(body);
        let turns = turns(&text, &[]);
        let told = turns.iter().map(|turn| {
            let label = text.span(turn.label.clone()).of(body);
            format!("{label} | {}", text.span(turn.content.clone()).of(body))
        });
        told.collect()
    }

    #[test]
    fn questions_and_answers() {
        assert_eq!(
            spoken(
                "A chef speaks.\n\nQ: Do you miss it?\n\nA: I do.\n\nVery much.\n\nQ: Why?\n\nA: The linen.\n\nThe talk was cut."
            ),
            [
                "Q | Do you miss it?",
                "A | I do.",
                "A | Very much.",
                "Q | Why?",
                "A | The linen."
            ]
        );
        assert_eq!(
            spoken("HART: Go.\n\nQ: No?\n\nHART: Now."),
            ["HART | Go.", "Q | No?", "HART | Now."]
        );
    }

    #[test]
    fn lists_are_no_interviews() {
        let none: [&str; 0] = [];
        assert_eq!(spoken("OSLO: Rain.\n\nBERGEN: Rain.\n\nTROMSO: Snow."), none);
        assert_eq!(spoken("HART: Go.\n\nHART: Now.\n\nHART: Please."), none);
        assert_eq!(spoken("Q: Go?\n\nA: No."), none);
        assert_eq!(spoken("UPDATE: Rain.\n\nNOTE: Snow.\n\nUPDATE: Sun."), none);
        assert_eq!(spoken("HART: “Go.”\n\nLEE: “No.”\n\nHART: “Now.”"), none);
    }
}
