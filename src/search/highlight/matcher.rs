//! Finds in a text what a query asks for.

use std::collections::HashMap;

use super::analysis::{Analysis, Runs, TOO_LONG};
use super::phrases::{Phrase, Phrases};
use crate::article::Span;
use crate::search::query::{Node, Value};

/// Which text is looked at: fields of the query may ask for one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The headline.
    Title,
    /// The story.
    Body,
}

/// One match: a word, or all words of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// Where, in bytes of the text.
    pub span: Span,
    /// Which word or phrase of the query, counted from 0.
    pub term: usize,
}

/// What a query asks of a text, made ready for many texts.
///
/// Only what must or may be there counts; what `NOT` excludes is not looked for.
/// Plain words match by their stem, prefixes and phrases by the folded word.
pub struct Matcher {
    stems: HashMap<String, usize>,
    prefixes: Vec<(String, usize)>,
    phrases: Phrases,
    gate: Gate,
    terms: usize,
}

impl Matcher {
    /// What `tree` asks of the headline or the body.
    pub fn new(tree: &Node, place: Place) -> Self {
        let mut matcher = Self {
            stems: HashMap::new(),
            prefixes: Vec::new(),
            phrases: Phrases::default(),
            gate: Gate::default(),
            terms: 0,
        };
        matcher.add(tree, place, &mut Analysis::new());
        matcher
    }

    /// Whether the query asks for no words at all.
    pub const fn is_empty(&self) -> bool {
        self.terms == 0
    }

    /// All matches, in order; those of different words of the query may overlap.
    pub fn find(&self, text: &str) -> Vec<Match> {
        let mut matches = Vec::new();
        if self.is_empty() {
            return matches;
        }
        let mut analysis = Analysis::new();
        let mut folded = String::new();
        let mut phrases = self.phrases.start();
        // Stemming costs most: once for each different word of the text.
        let mut stemmed: HashMap<String, Option<usize>> = HashMap::new();
        for (position, (start, end)) in Runs::new(text).enumerate() {
            let word = &text[start..end];
            if word.len() >= TOO_LONG || !self.gate.admits(word.as_bytes()) {
                phrases.other_word();
                continue;
            }
            let span = Span::new(start, end);
            analysis.fold(word, &mut folded);
            phrases.word(&folded, position, span, &mut matches);
            for (prefix, term) in &self.prefixes {
                if folded.starts_with(prefix.as_str()) {
                    matches.push(Match { span, term: *term });
                }
            }
            if !self.stems.is_empty() && self.gate.admits(folded.as_bytes()) {
                let term = match stemmed.get(folded.as_str()) {
                    Some(term) => *term,
                    None => {
                        let term = analysis.stem(word, |stem| self.stems.get(stem).copied());
                        stemmed.insert(folded.clone(), term);
                        term
                    }
                };
                matches.extend(term.map(|term| Match { span, term }));
            }
        }
        matches.sort_unstable();
        matches.dedup();
        matches
    }

    fn add(&mut self, node: &Node, place: Place, analysis: &mut Analysis) {
        match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|n| self.add(n, place, analysis)),
            Node::All | Node::Not(_) => {}
            Node::Word { text, .. } => self.add_word(text, analysis),
            Node::Prefix { text, .. } => self.add_prefix(text, analysis),
            Node::Phrase { text, slop, .. } => self.add_phrase(text, *slop, false, analysis),
            Node::Field { name, value, .. } => {
                let here = match place {
                    Place::Title => "title",
                    Place::Body => "body",
                };
                if *name == here {
                    match value {
                        Value::Word(text) => self.add_word(text, analysis),
                        Value::Prefix(text) => self.add_prefix(text, analysis),
                        Value::Phrase { text, slop } => self.add_phrase(text, *slop, false, analysis),
                        Value::Range { .. } | Value::Any => {}
                    }
                }
            }
        }
    }

    fn add_word(&mut self, text: &str, analysis: &mut Analysis) {
        let mut runs = Runs::new(text);
        match (runs.next(), runs.next()) {
            (Some((start, end)), None) => {
                let stem = analysis.stem(&text[start..end], str::to_owned);
                if !stem.is_empty() {
                    self.gate.open_for_stem(&stem);
                    let next = self.terms;
                    let term = *self.stems.entry(stem).or_insert(next);
                    self.terms = self.terms.max(term + 1);
                }
            }
            _ => self.add_phrase(text, 0, false, analysis),
        }
    }

    fn add_prefix(&mut self, text: &str, analysis: &mut Analysis) {
        if Runs::new(text).nth(1).is_some() {
            return self.add_phrase(text, 0, true, analysis);
        }
        let mut prefix = String::new();
        for (start, end) in Runs::new(text) {
            analysis.fold(&text[start..end], &mut prefix);
        }
        if !prefix.is_empty() {
            self.gate.open_for_prefix(&prefix);
            self.prefixes.push((prefix, self.terms));
            self.terms += 1;
        }
    }

    fn add_phrase(&mut self, text: &str, slop: u32, prefix_last: bool, analysis: &mut Analysis) {
        let mut words: Vec<String> = Vec::new();
        let mut folded = String::new();
        for (start, end) in Runs::new(text) {
            analysis.fold(&text[start..end], &mut folded);
            words.push(folded.clone());
        }
        if words.is_empty() || words.iter().any(String::is_empty) {
            return;
        }
        let prefix = if prefix_last { words.pop() } else { None };
        words.iter().for_each(|word| self.gate.open_for_word(word));
        prefix.iter().for_each(|prefix| self.gate.open_for_prefix(prefix));
        self.phrases.add(words, Phrase::new(prefix, slop, self.terms));
        self.terms += 1;
    }
}

/// Merges matches to spans that do not overlap, in order.
pub fn spans(matches: &[Match]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for Match { span, .. } in matches {
        match spans.last_mut() {
            Some(last) if last.overlaps(*span) => last.end = last.end.max(span.end),
            _ => spans.push(*span),
        }
    }
    spans
}

/// Turns most words away by their first two bytes, before anything is copied.
///
/// A stem keeps the first letter of its word and the second too, but for `y` that
/// became `i` ("dying": "die"); folding keeps ASCII letters.
struct Gate {
    /// Of each first byte, the second bytes that may follow.
    seconds: Box<[u64; 256]>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            seconds: Box::new([0; 256]),
        }
    }
}

impl Gate {
    const ANY: u64 = u64::MAX;
    const NONE: u64 = 1 << 62;

    fn admits(&self, word: &[u8]) -> bool {
        let Some(first) = word.first() else { return false };
        if !first.is_ascii() {
            return true;
        }
        let seconds = self.seconds[usize::from(first.to_ascii_lowercase())];
        seconds != 0 && seconds & Self::bit(word.get(1)) != 0
    }

    fn open_for_word(&mut self, word: &str) {
        if let Some(first) = word.bytes().next() {
            self.seconds[usize::from(first)] |= Self::bit(word.as_bytes().get(1));
        }
    }

    fn open_for_prefix(&mut self, prefix: &str) {
        match prefix.as_bytes() {
            [only] => self.seconds[usize::from(*only)] = Self::ANY,
            _ => self.open_for_word(prefix),
        }
    }

    fn open_for_stem(&mut self, stem: &str) {
        match stem.as_bytes() {
            [only] => self.seconds[usize::from(*only)] = Self::ANY,
            [first, b'i', ..] => self.seconds[usize::from(*first)] |= Self::bit(Some(&b'y')),
            _ => {}
        }
        self.open_for_word(stem);
    }

    /// One bit for each letter and digit; bytes beyond ASCII fit everything.
    const fn bit(byte: Option<&u8>) -> u64 {
        match byte {
            None => Self::NONE,
            Some(b) => match b.to_ascii_lowercase() {
                letter @ b'a'..=b'z' => 1 << (letter - b'a'),
                digit @ b'0'..=b'9' => 1 << (26 + digit - b'0'),
                _ => Self::ANY,
            },
        }
    }
}
