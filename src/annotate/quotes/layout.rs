//! Interviews and transcripts: paragraphs that begin with who speaks, "Salma Berrada: ...", "Q: ...".
//!
//! Such a paragraph is its speaker's statement from the label on, without marks. A story has that layout
//! where three paragraphs have such labels, of two speakers at least, and one label comes again: lists of
//! players, prices and places are labelled as well, but every label once.

use std::ops::Range;

use crate::article::{Person, SpeakerType};
use crate::text::{Text, TokenKind};

/// Who speaks by the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// One of the people of the article.
    Person(usize),
    /// A name in capitals that the story does not tell of.
    Unknown,
    /// "Q": whoever asks, mostly nobody who is named.
    Asking,
    /// "A": whom the interview is with.
    Answering,
}

/// A paragraph that somebody speaks.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Its number.
    pub(super) paragraph: usize,
    /// Tokens of the label, which may stand in an earlier paragraph.
    pub(super) label: Range<usize>,
    /// Tokens of what is said.
    pub(super) content: Range<usize>,
    /// Who speaks.
    pub(super) voice: Voice,
}

/// Words of a label at most.
const LABEL: usize = 5;
/// Paragraphs behind a label that still are its speaker's, before the next label.
const PARAGRAPHS: usize = 6;

/// The paragraphs that are spoken, in order; none where the story has another layout.
pub(super) fn turns(text: &Text<'_>, people: &[Person]) -> Vec<Turn> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut turns: Vec<Turn> = Vec::new();
    for (number, paragraph) in text.paragraph_tokens().enumerate() {
        turns.extend(labelled(text, people, number, &paragraph));
        paragraphs.push(paragraph);
    }
    let same = |a: &Turn, b: &Turn| match (a.voice, b.voice) {
        (Voice::Unknown, Voice::Unknown) => {
            text.span(a.label.clone()).of(text.source) == text.span(b.label.clone()).of(text.source)
        }
        (a, b) => a == b,
    };
    let again = turns
        .iter()
        .enumerate()
        .any(|(i, turn)| turns[..i].iter().any(|t| same(t, turn)));
    let others = turns.iter().any(|turn| !same(turn, &turns[0]));
    if turns.len() < 3 || !again || !others {
        return Vec::new();
    }
    let mut all: Vec<Turn> = Vec::with_capacity(turns.len());
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

/// The turn of a paragraph that begins with a label.
fn labelled(text: &Text<'_>, people: &[Person], number: usize, paragraph: &Range<usize>) -> Option<Turn> {
    let start = paragraph.start;
    if !text.tokens[start].capital {
        return None;
    }
    let colon = |i: &usize| text.tokens[*i].is_long(1) && text.word(*i) == ":";
    let end = (start + 1..paragraph.end.min(start + 1 + LABEL)).find(colon)?;
    let content = end + 1..paragraph.end;
    let name = |i: usize| {
        let token = text.tokens[i];
        token.capital && token.kind == TokenKind::Word || matches!(text.word(i), "." | "-" | "’" | "'")
    };
    if content.is_empty()
        || !text.tokens[content.start].spaced
        || matches!(text.word(content.start), "“" | "\"" | "‘" | "'" | "«" | "„")
        || !(start..end).all(name)
    {
        return None;
    }
    let label = start..end;
    let written = text.span(label.clone()).of(text.source);
    let voice = match written {
        "Q" | "Q." | "Question" => Voice::Asking,
        "A" | "A." | "Answer" => Voice::Answering,
        _ => match person(written, people) {
            Some(person) => Voice::Person(person),
            None if written.len() > 2 && label.clone().all(|i| text.tokens[i].all_caps) => Voice::Unknown,
            None => return None,
        },
    };
    Some(Turn {
        paragraph: number,
        label,
        content,
        voice,
    })
}

/// The person whom a label names: by the whole name, a form of it or the surname.
fn person(label: &str, people: &[Person]) -> Option<usize> {
    let label = label.to_lowercase();
    let persons = || {
        people
            .iter()
            .enumerate()
            .filter(|(_, p)| p.kind == SpeakerType::Person)
    };
    let whole = |p: &Person| {
        p.name.to_lowercase() == label || p.forms.iter().any(|form| form.to_lowercase() == label)
    };
    let surname = |p: &Person| {
        p.name
            .rsplit(' ')
            .next()
            .is_some_and(|s| s.to_lowercase() == label)
    };
    let found = persons()
        .find(|(_, p)| whole(p))
        .or_else(|| persons().find(|(_, p)| surname(p)));
    found.map(|(person, _)| person)
}

/// Whom an interview is with: the person most spoken of before it begins, or in all of it.
pub(super) fn interviewed(text: &Text<'_>, people: &[Person], turns: &[Turn]) -> Option<usize> {
    let begins = turns
        .first()
        .map_or(0, |turn| text.span(turn.label.clone()).start);
    let persons = people
        .iter()
        .enumerate()
        .filter(|(_, p)| p.kind == SpeakerType::Person);
    persons
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
            spoken("HART: Go.\n\nLEE: No.\n\nHART: Now."),
            ["HART | Go.", "LEE | No.", "HART | Now."]
        );
    }

    #[test]
    fn lists_are_no_interviews() {
        let none: [&str; 0] = [];
        assert_eq!(spoken("OSLO: Rain.\n\nBERGEN: Rain.\n\nTROMSO: Snow."), none);
        assert_eq!(spoken("HART: Go.\n\nHART: Now.\n\nHART: Please."), none);
        assert_eq!(spoken("Q: Go?\n\nA: No."), none);
        assert_eq!(spoken("HART: “Go.”\n\nLEE: “No.”\n\nHART: “Now.”"), none);
    }
}
