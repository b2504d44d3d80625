//! Offices: whom "the French president" or "the Florida senator" means, where the story has shown it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::speakers::{Cast, MENTIONS_BACK, Speaker};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::annotate::people::roles;
use crate::article::Person;
use crate::text::words::Class;
use crate::text::{Token, hash};

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
        let number = |item: usize| self.units.text.number(self.units.items[item].first as usize);
        let head_word = number(head);
        let modifiers: Vec<u64> = (first + 1..head)
            .filter(|i| self.units.items[*i].kind == Kind::Word)
            .filter(|i| !self.units.word(*i).eq_ignore_ascii_case("former"))
            .map(number)
            .collect();
        let mut best: Option<((usize, usize), usize)> = None;
        for event in self.events.iter().rev().take(MENTIONS_BACK * 2) {
            let words = self.roles[event.person]
                .get_or_init(|| role_words(self.units, &self.people[event.person], &self.units.text.classes));
            if !words.contains(&head_word) {
                continue;
            }
            let matched = modifiers.iter().filter(|m| shows(words, **m)).count();
            let contradicted = modifiers.iter().any(|m| contradicts(words, *m));
            // A new description after somebody spoke mostly means somebody else.
            let again = matched == 0 && self.last_speaker == Some(Speaker::Person(event.person));
            if contradicted
                || again
                || matched == 0 && !modifiers.iter().any(|m| places().countries.contains_key(m))
            {
                continue;
            }
            if best.is_none_or(|(key, _)| (matched, event.item) > key) {
                best = Some(((matched, event.item), event.person));
            }
        }
        best.map(|(_, person)| person)
    }
}

/// Peoples and their countries, states and their abbreviations, by the numbers of the words.
struct Places {
    /// The countries of each people.
    countries: FxHashMap<u64, Vec<u64>>,
    /// Peoples and countries.
    all: FxHashSet<u64>,
}

fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(|| {
        let mut places = Places {
            countries: FxHashMap::default(),
            all: FxHashSet::default(),
        };
        let lines = include_str!("peoples.txt")
            .lines()
            .filter(|l| !l.starts_with('#'));
        for (people, country) in lines.filter_map(|l| l.split_once(' ')) {
            let (people, country) = (hash::exact(people), hash::exact(country));
            places.countries.entry(people).or_default().push(country);
            places.all.extend([people, country]);
        }
        places
    });
    &PLACES
}

/// The numbers of titles that are written short, and of the words they stand for.
fn titles() -> &'static [(u64, u64)] {
    static TITLES: LazyLock<[(u64, u64); 3]> = LazyLock::new(|| {
        [("sen.", "senator"), ("gov.", "governor"), ("rep.", "congressman")]
            .map(|(short, long)| (hash::exact(short), hash::exact(long)))
    });
    &*TITLES
}

/// The numbers of the words of everything that the story says a person is.
fn role_words(units: &Units<'_>, person: &Person, classes: &[Class]) -> Vec<u64> {
    let text = units.text;
    let mut words: Vec<u64> = Vec::new();
    let long_name = person.name.split(' ').count();
    for mention in person.mentions.iter().take(24) {
        let first = text.token_at(mention.start);
        let inside = |t: &&Token| (t.end as usize) < mention.end;
        let tokens = first..first + text.tokens[first..].iter().take_while(inside).count() + 1;
        let name = tokens.end - long_name.min(tokens.len())..tokens.end;
        let (before, after) = roles::around(text, classes, &tokens, &name);
        let mut add = |range: std::ops::Range<usize>| {
            for i in range {
                if text.tokens[i].is_long(1) {
                    continue;
                }
                let number = text.number(i);
                let short = titles().iter().find(|(short, _)| *short == number);
                let word = short.map_or(number, |(_, long)| *long);
                if !words.contains(&word) {
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

fn shows(words: &[u64], modifier: u64) -> bool {
    words.contains(&modifier)
        || places()
            .countries
            .get(&modifier)
            .is_some_and(|countries| countries.iter().any(|c| words.contains(c)))
}

/// The words name another country than `modifier` does.
fn contradicts(words: &[u64], modifier: u64) -> bool {
    places().countries.contains_key(&modifier)
        && !shows(words, modifier)
        && words.iter().any(|w| places().all.contains(w))
}
