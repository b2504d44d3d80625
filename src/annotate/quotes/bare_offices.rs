//! Offices without an article: "PM said", "DUP leader said", as headlines and short reports have them.

use super::offices::shows;
use super::speakers::Cast;
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::article::SpeakerType;
use crate::text::words::Class;

impl Cast<'_> {
    /// "DUP leader": the last of whom the story has said all these words.
    pub(super) fn described_as(&self, start: usize, head: usize) -> Option<usize> {
        let (office, modifiers) = (self.units.number(head), self.units.modifiers(start, head));
        let before = self.named_last();
        let mut fitting = before.filter(|event| {
            let words = self.role_words(event.person);
            event.item < start
                && self.people[event.person].kind == SpeakerType::Person
                && words.contains(&office)
                && modifiers.iter().all(|m| shows(words, *m))
        });
        fitting.next().map(|event| event.person)
    }
}

impl Units<'_> {
    /// The numbers of the words before an office: "the former Labour leader".
    pub(super) fn modifiers(&self, start: usize, head: usize) -> Vec<u64> {
        let words = (start..head).filter(|i| {
            let item = self.items[*i];
            let name = matches!(item.kind, Kind::Name(_));
            let word = item.kind == Kind::Word || name && item.last == item.first + 1;
            word && !self.word(*i).eq_ignore_ascii_case("former")
        });
        words.map(|i| self.number(i)).collect()
    }

    /// The number of an item's first word.
    pub(super) fn number(&self, item: usize) -> u64 {
        self.text.number(self.items[item].first as usize)
    }

    /// Whether a word with this number is among those that name a subject.
    pub(super) fn is_among(&self, subject: &Subject, word: u64) -> bool {
        subject.items.clone().any(|i| self.number(i) == word)
    }

    /// "PM": the prime minister, whom no list of titles has, as the same letters are an hour of the day.
    pub(super) fn is_prime_minister(&self, at: usize) -> bool {
        self.word(at) == "PM"
    }

    /// "PM", "DUP leader": an office that needs no article, as headlines and short reports have it.
    pub(super) fn is_bare_office(&self, subject: &Subject) -> bool {
        const OFFICES: &[&str] = &[
            "boss",
            "captain",
            "chairman",
            "chairwoman",
            "chief",
            "coach",
            "leader",
            "manager",
            "minister",
            "president",
            "premier",
            "secretary",
        ];
        let (first, head) = (subject.items.start, subject.items.end - 1);
        if first == head {
            return self.is_prime_minister(head);
        }
        OFFICES.contains(&self.word(head))
            && (first..head).all(|i| self.capital(i) && !self.class(i).any(Class::DETERMINER))
    }
}
