//! Offices: whom "the French president" or "the Florida senator" means, where the story has shown it.

use std::sync::LazyLock;

use super::speakers::{Cast, MENTIONS_BACK, Speaker};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::annotate::people::roles;
use crate::article::Person;
use crate::text::words::Class;

impl Cast<'_> {
    /// The person whom "the French president" means, where the story has shown it.
    pub(super) fn role_holder(&self, subject: &Subject) -> Option<usize> {
        let first = subject.items.start;
        if !matches!(self.units.word(first), "the" | "The") || subject.items.len() < 3 {
            return None;
        }
        let head = subject.items.end - 1;
        if !self.units.class(head).any(Class::ROLE)
            || matches!(self.units.word(head), "officials" | "leaders")
        {
            return None;
        }
        let head_word = self.units.word(head).to_lowercase();
        let modifiers: Vec<String> = (first + 1..head)
            .filter(|i| self.units.items[*i].kind == Kind::Word)
            .map(|i| self.units.word(i).to_lowercase())
            .filter(|w| w != "former" && w != "-")
            .collect();
        let mut best: Option<((usize, usize), usize)> = None;
        for event in self.events.iter().rev().take(MENTIONS_BACK * 2) {
            let words = self.roles[event.person]
                .get_or_init(|| role_words(self.units, &self.people[event.person], &self.units.text.classes));
            if !words.contains(&head_word) {
                continue;
            }
            let matched = modifiers.iter().filter(|m| shows(words, m)).count();
            let contradicted = modifiers.iter().any(|m| contradicts(words, m));
            // A new description after somebody spoke mostly means somebody else.
            let again = matched == 0 && self.last_speaker == Some(Speaker::Person(event.person));
            if contradicted || again || matched == 0 && !modifiers.iter().any(|m| country_of(m).is_some()) {
                continue;
            }
            if best.is_none_or(|(key, _)| (matched, event.item) > key) {
                best = Some(((matched, event.item), event.person));
            }
        }
        best.map(|(_, person)| person)
    }
}

/// Peoples and their countries, states and their abbreviations.
fn peoples() -> &'static [(&'static str, &'static str)] {
    static PEOPLES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let lines = include_str!("peoples.txt")
            .lines()
            .filter(|l| !l.starts_with('#'));
        lines.filter_map(|l| l.split_once(' ')).collect()
    });
    &PEOPLES
}

/// Lower-case words of everything that the story says a person is.
fn role_words(units: &Units<'_>, person: &Person, classes: &[Class]) -> Vec<String> {
    let text = units.text;
    let mut words = Vec::new();
    for mention in person.mentions.iter().take(24) {
        let tokens = text.token_at(mention.start)..text.token_at(mention.end.saturating_sub(1)) + 1;
        let name_words = person.name.split(' ').count().min(tokens.len());
        let name = tokens.end - name_words..tokens.end;
        let (before, after) = roles::around(text, classes, &tokens, &name);
        let mut add = |range: std::ops::Range<usize>| {
            for i in range {
                let word = text.word(i).to_lowercase();
                let word = match word.as_str() {
                    "sen." => "senator".to_string(),
                    "gov." => "governor".to_string(),
                    "rep." => "congressman".to_string(),
                    _ => word,
                };
                if word.len() > 1 && !words.contains(&word) {
                    words.push(word);
                }
            }
        };
        for range in [before, after].into_iter().flatten() {
            add(range);
        }
        // "President Vladimir V. Putin of Russia", "Sen. Marco Rubio (R-Fla.)"
        if matches!(text.word(tokens.end), "of" | "(") {
            add(tokens.end + 1..(tokens.end + 4).min(text.tokens.len()));
        }
    }
    words
}

fn country_of(word: &str) -> Option<&'static str> {
    peoples()
        .iter()
        .find(|(people, _)| *people == word)
        .map(|(_, country)| *country)
}

fn shows(words: &[String], modifier: &str) -> bool {
    words
        .iter()
        .any(|w| w == modifier || peoples().iter().any(|(p, c)| *p == modifier && c == w))
}

/// The words name another country than `modifier` does.
fn contradicts(words: &[String], modifier: &str) -> bool {
    country_of(modifier).is_some()
        && !shows(words, modifier)
        && words
            .iter()
            .any(|w| peoples().iter().any(|(p, c)| c == w || p == w))
}
