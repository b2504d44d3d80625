//! Offices: whom "the French president" or "the Florida senator" means, where the story has shown it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::speakers::{Cast, MENTIONS_BACK, Speaker};
use super::subject::Subject;
use super::titles::{is_lesser, is_office, name_in, offices};
use super::units::{Kind, Units};
use crate::annotate::people::roles;
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;
use crate::text::{Token, hash};

impl Cast<'_> {
    /// "his wife": the one person of whom the story has said so.
    fn kin(&self, unit: usize, head: usize) -> Option<usize> {
        const KIN: &[&str] = &[
            "wife",
            "husband",
            "widow",
            "widower",
            "mother",
            "father",
            "brother",
            "sister",
            "son",
            "daughter",
            "partner",
            "girlfriend",
            "boyfriend",
            "lawyer",
            "attorney",
            "solicitor",
            "agent",
        ];
        if !KIN.contains(&self.units.word(head)) {
            return None;
        }
        let word = self.units.number(head);
        let mut found = None;
        for event in self.named_since(0).filter(|event| event.unit < unit) {
            if !self.role_words(event.person).contains(&word) {
                continue;
            }
            if found.is_some_and(|found| found != event.person) {
                return None;
            }
            found = Some(event.person);
        }
        found
    }

    /// The person whom "the French president" means, where the story has shown it.
    pub(super) fn role_holder(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let first = subject.items.start;
        // "our correspondent added"
        if matches!(self.units.word(first), "our" | "Our") && subject.items.len() == 2 {
            return self.office_holder(subject);
        }
        let head = subject.items.end - 1;
        // "33-year-old says", where an article was lost
        if first == self.units.units[unit].0.start && self.units.age_at(first).is_some() {
            return self.just_named(unit, subject);
        }
        if subject.items.len() == 2 && self.units.class(first).any(Class::OWNER) {
            return self.kin(unit, head);
        }
        if self.units.is_bare_office(subject) {
            return if head == first {
                self.office_holder(subject)
            } else {
                self.described_as(first, head)
            };
        }
        // "Scotland’s employment minister"
        let of_place = subject.items.len() > 3
            && self.units.is_possessive(first + 1)
            && self.units.class(first).any(Class::PLACE);
        if !(matches!(self.units.word(first), "the" | "The") || of_place) || subject.items.len() < 2 {
            return None;
        }
        // "the Scottish Executive"
        if self.units.word(head) == "Executive" {
            return None;
        }
        // "the charity’s director"
        let body = Class::ORG.or(Class::BODY);
        let owned = subject.items.len() == 4 && self.units.is_possessive(first + 2);
        if owned && self.units.class(first + 1).any(body) && !self.units.capital(first + 1) {
            return self.office_holder(subject);
        }
        if let Some(person) = self.just_named(unit, subject) {
            return Some(person);
        }
        if subject.items.len() == 2 {
            return self
                .office_holder(subject)
                .or_else(|| self.fellow(unit, subject))
                .or_else(|| self.only_person(unit, subject));
        }
        if !self.units.class(head).any(Class::ROLE)
            || matches!(self.units.word(head), "officials" | "leaders")
        {
            return None;
        }
        let head_word = self.units.number(head);
        let modifiers = self.units.modifiers(first + 1, head);
        let mut best: Option<((usize, usize), usize)> = None;
        for event in self.named_last() {
            let words = self.role_words(event.person);
            if !words.contains(&head_word) {
                continue;
            }
            let matched = modifiers.iter().filter(|m| shows(words, **m)).count();
            // "The foreign secretary" is not the shadow foreign secretary.
            let contradicted = modifiers.iter().any(|m| contradicts(words, *m))
                || is_lesser(words, |word| self.units.is_among(subject, word));
            // A new description after somebody spoke mostly means somebody else.
            let again = matched == 0 && self.last_speaker == Some(Speaker::Person(event.person));
            if contradicted
                || again
                || matched == 0
                    && !modifiers.iter().any(|m| places().countries.contains_key(m))
                    && !(first + 1..head)
                        .any(|i| self.units.capital(i) && self.units.class(i).any(Class::DEMONYM))
            {
                continue;
            }
            if best.is_none_or(|(key, _)| (matched, event.item) > key) {
                best = Some(((matched, event.item), event.person));
            }
        }
        best.map(|(_, person)| person).or_else(|| {
            let holder = (subject.items.len() == 3)
                .then(|| self.office_holder(subject))
                .flatten();
            let plain = |i: usize| self.units.items[i].kind == Kind::Word && !self.units.capital(i);
            let described = (first + 1..head).all(plain) && subject.items.len() < 5;
            let only = || described.then(|| self.only_person(unit, subject)).flatten();
            holder
                .or_else(only)
                .or_else(|| self.named_later(head_word, &modifiers))
        })
    }

    /// The numbers of the words of everything that the story says a person is.
    pub(super) fn role_words(&self, person: usize) -> &[u64] {
        let roles = &self.known[person].roles;
        roles.get_or_init(|| role_words(self.units, &self.people[person], &self.units.text.classes))
    }

    /// The offices that the story gives a person.
    pub(super) fn offices(&self, person: usize) -> &[String] {
        let known = &self.known[person].offices;
        known.get_or_init(|| offices(self.units, &self.people[person]))
    }

    /// "the economy minister", whom a later sentence calls "economy minister Heizo Takenaka": the only one of whom the story
    /// says all these words.
    fn named_later(&self, head: u64, modifiers: &[u64]) -> Option<usize> {
        if modifiers.is_empty() {
            return None;
        }
        let mut fitting = (0..self.people.len().min(MENTIONS_BACK)).filter(|person| {
            let one = &self.people[*person];
            one.kind == SpeakerType::Person && one.role.is_some() && {
                let words = self.role_words(*person);
                words.contains(&head)
                    && !is_lesser(words, |word| modifiers.contains(&word))
                    && modifiers.iter().all(|m| words.contains(m))
            }
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// "the pharmacist": the only person whom a story has named so far, in the sentences before, where it is a calling.
    fn only_person(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        let class = self.units.class(head);
        if self.units.is_owner(head + 1)
            || !class.any(Class::TRADE.or(Class::CALLING))
            || self.units.is_plural(head)
        {
            return None;
        }
        // Of a long story its beginning and what came last.
        let (beginning, end) = (self.events.iter().take(64), self.events.iter().rev().take(64));
        let before = beginning.chain(end).filter(|event| {
            event.item < subject.items.start && self.people[event.person].kind == SpeakerType::Person
        });
        // One word with a capital shows nobody yet.
        let mut persons = before
            .filter(|event| self.is_shown(event.person) || self.people[event.person].name.contains(' '));
        let first = persons.next()?.person;
        let others = persons.any(|event| event.person != first);
        let near = self
            .named_since(unit.saturating_sub(3))
            .any(|event| event.person == first);
        (near && !others).then_some(first)
    }

    /// "the Swede": of whom the sentence before tells, or whoever spoke last.
    fn fellow(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        let class = self.units.class(head);
        let plural = self.units.is_plural(head);
        if plural || !class.any(Class::DEMONYM) || class.any(Class::ROLE) {
            return None;
        }
        let last = match self.last_speaker {
            Some(Speaker::Person(p)) if self.people[p].kind == SpeakerType::Person => Some(p),
            _ => None,
        };
        self.told_of(unit).map(|(person, _)| person).or(last)
    }

    /// The person whom "the judge" means: the only one whom the story has called a judge so far.
    fn office_holder(&self, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        let next = self.units.get(head + 1);
        // "the spokesman for", "the boy, who": a description of its own.
        let described = next.is_some_and(|i| {
            i.class.any(Class::WHO) || i.class.any(Class::PREPOSITION) && self.units.is_owner(head + 1)
        });
        let anybody = matches!(
            self.units.word(head),
            "candidate" | "nominee" | "man" | "woman" | "person"
        );
        let prime = self.units.is_prime_minister(head);
        if described || anybody || !(prime || self.units.class(head).any(Class::ROLE)) {
            return None;
        }
        let word = self.units.word(head).to_lowercase();
        // "the chief executive": both words; "the former minister": what somebody was.
        let more = (subject.items.len() == 3).then(|| self.units.word(head - 1).to_lowercase());
        let (word, more) = match more {
            _ if prime && subject.items.len() < 3 => ("minister".to_owned(), Some("prime".to_owned())),
            Some(m) if matches!(m.as_str(), "former" | "ex") => (format!("former {word}"), None),
            Some(m) if !self.units.class(head - 1).any(Class::ROLE.or(Class::TITLE)) || m == "-" => {
                return None;
            }
            more => (word, more),
        };
        let (mut holder, mut several) = (None, false);
        for event in self.named_last() {
            if event.item >= subject.items.start {
                continue;
            }
            let person = &self.people[event.person];
            let offices = self.offices(event.person);
            let has = |word: &str| offices.iter().any(|o| is_office(word, o));
            // "The prime minister" is not the deputy prime minister.
            let lesser = || {
                more.is_some()
                    && is_lesser(self.role_words(event.person), |word| {
                        self.units.is_among(subject, word)
                    })
            };
            if person.kind == SpeakerType::Person
                && has(&word)
                && more.as_deref().is_none_or(has)
                && !lesser()
            {
                // Of several, the one who has just spoken.
                if self.last_speaker == Some(Speaker::Person(event.person)) {
                    return Some(event.person);
                }
                several |= holder.is_some_and(|h| h != event.person);
                holder = holder.or(Some(event.person));
            }
        }
        holder.filter(|_| !several)
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
    for mention in person.mentions.iter().take(24) {
        let first = text.token_at(mention.start);
        let inside = |t: &&Token| (t.end as usize) < mention.end;
        let tokens = first..first + text.tokens[first..].iter().take_while(inside).count() + 1;
        let name = name_in(text, person, &tokens);
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

pub(super) fn shows(words: &[u64], modifier: u64) -> bool {
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
