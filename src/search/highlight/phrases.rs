//! Phrases: several words in a row, found in one walk whatever they are (Knuth, Morris and Pratt).

use std::collections::HashMap;

use super::matcher::Match;
use crate::article::Span;

/// All phrases of a query, their words numbered.
#[derive(Default)]
pub struct Phrases {
    numbers: HashMap<String, u32>,
    phrases: Vec<Phrase>,
}

/// One phrase.
pub struct Phrase {
    words: Vec<u32>,
    /// For each count of words matched, the longest smaller count that still holds.
    fallback: Vec<usize>,
    /// The beginning of one more word at the end (`jean-p*`).
    prefix: Option<String>,
    slop: usize,
    term: usize,
}

impl Phrase {
    /// A phrase whose words come with [`Phrases::add`].
    pub fn new(prefix: Option<String>, slop: u32, term: usize) -> Self {
        Self {
            words: Vec::new(),
            fallback: Vec::new(),
            prefix,
            slop: slop as usize,
            term,
        }
    }
}

impl Phrases {
    /// Adds a phrase of folded words.
    pub fn add(&mut self, words: Vec<String>, mut phrase: Phrase) {
        for word in words {
            let next = self.numbers.len() as u32;
            phrase.words.push(*self.numbers.entry(word).or_insert(next));
        }
        phrase.fallback = fallback(&phrase.words);
        self.phrases.push(phrase);
    }

    /// Begins a walk over one text.
    pub fn start(&self) -> Walk<'_> {
        let states = self.phrases.iter().map(|p| State {
            matched: 0,
            starts: vec![0; p.words.len() + 1],
            seen: vec![None; if p.slop > 0 { p.words.len() } else { 0 }],
        });
        Walk {
            phrases: self,
            states: states.collect(),
            idle: true,
        }
    }
}

fn fallback(words: &[u32]) -> Vec<usize> {
    let mut table = vec![0; words.len() + 1];
    let mut k = 0;
    for i in 1..words.len() {
        while k > 0 && words[i] != words[k] {
            k = table[k];
        }
        if words[i] == words[k] {
            k += 1;
        }
        table[i + 1] = k;
    }
    table
}

/// Where a walk stands.
pub struct Walk<'a> {
    phrases: &'a Phrases,
    states: Vec<State>,
    /// No phrase has begun.
    idle: bool,
}

struct State {
    /// Words matched so far.
    matched: usize,
    /// First bytes of the last words, in a ring.
    starts: Vec<usize>,
    /// With slop: where each word was seen last.
    seen: Vec<Option<(usize, Span)>>,
}

impl Walk<'_> {
    /// A word that is in no phrase.
    pub fn other_word(&mut self) {
        if !self.idle {
            self.states.iter_mut().for_each(|s| s.matched = 0);
            self.idle = true;
        }
    }

    /// The next word, folded; `position` counts words.
    pub fn word(&mut self, word: &str, position: usize, span: Span, matches: &mut Vec<Match>) {
        if self.states.is_empty() {
            return;
        }
        let number = self.phrases.numbers.get(word).copied();
        self.idle = true;
        for (phrase, state) in self.phrases.phrases.iter().zip(&mut self.states) {
            if phrase.slop > 0 {
                near(phrase, state, number, position, span, matches);
            } else {
                in_row(phrase, state, number, word, (position, span), matches);
                self.idle &= state.matched == 0;
            }
        }
    }
}

fn in_row(
    phrase: &Phrase,
    state: &mut State,
    number: Option<u32>,
    word: &str,
    (position, span): (usize, Span),
    matches: &mut Vec<Match>,
) {
    let length = phrase.words.len();
    let ring = state.starts.len();
    let mut found = |words: usize, starts: &[usize]| {
        let start = starts[(position + 1 + ring - words) % ring];
        let span = Span::new(start, span.end);
        matches.push(Match {
            span,
            term: phrase.term,
        });
    };
    state.starts[position % ring] = span.start;
    if let Some(prefix) = &phrase.prefix
        && state.matched == length
        && word.starts_with(prefix.as_str())
    {
        found(length + 1, &state.starts);
    }
    let Some(number) = number else {
        state.matched = 0;
        return;
    };
    while state.matched == length || phrase.words[state.matched] != number {
        if state.matched == 0 {
            return;
        }
        state.matched = phrase.fallback[state.matched];
    }
    state.matched += 1;
    if state.matched == length && phrase.prefix.is_none() {
        found(length, &state.starts);
    }
}

/// Words near each other: each is a match of its own.
fn near(
    phrase: &Phrase,
    state: &mut State,
    number: Option<u32>,
    position: usize,
    span: Span,
    matches: &mut Vec<Match>,
) {
    let Some(number) = number.filter(|n| phrase.words.contains(n)) else {
        return;
    };
    for (word, seen) in phrase.words.iter().zip(&mut state.seen) {
        if *word == number {
            *seen = Some((position, span));
        }
    }
    let reach = phrase.words.len() + phrase.slop;
    if state
        .seen
        .iter()
        .all(|s| s.is_some_and(|(at, _)| position - at < reach))
    {
        let all = state.seen.iter().flatten();
        matches.extend(all.map(|(_, span)| Match {
            span: *span,
            term: phrase.term,
        }));
    }
}
