//! "The 43-year-old", "the striker", "the mother of three": descriptions of whom the story has just named.

use super::speakers::Cast;
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::article::SpeakerType;
use crate::text::words::Class;

impl Cast<'_> {
    /// "the 43-year-old farmer", "the striker", "the mother of three": whom the story has just named.
    pub(super) fn just_named(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let units = self.units;
        let first = subject.items.start + 1;
        let start = subject.items.start;
        let aged = units.age_behind(start).or_else(|| units.age_at(start)).is_some();
        const PLAYERS: &[&str] = &[
            "striker",
            "goalkeeper",
            "midfielder",
            "defender",
            "winger",
            "centre-half",
            "lock",
            "prop",
            "hooker",
            "flanker",
            "scrum-half",
            "centre-back",
            "quarterback",
            "pitcher",
            "batsman",
            "bowler",
            "half",
            "back",
            "fly-half",
            "linebacker",
        ];
        // Callings by which a story takes up whom it has named in the sentences before.
        const CALLINGS: &[&str] = &[
            "actor",
            "actress",
            "singer",
            "rapper",
            "musician",
            "songwriter",
            "comedian",
            "comic",
            "novelist",
            "author",
            "writer",
            "poet",
            "sprinter",
            "swimmer",
            "boxer",
            "golfer",
            "cyclist",
            "jockey",
            "teenager",
            "pensioner",
            "widow",
            "widower",
            "plasterer",
            "plumber",
            "electrician",
        ];
        let end = subject.items.end;
        let plain = |i: usize| units.items[i].kind == Kind::Word || units.word(i) == "-";
        // "the Bolton-born comic"
        let born = |i: usize| units.word(i + 1) == "-" && matches!(units.word(i + 2), "born" | "based");
        let bare = (first..end - 1).all(|i| (!units.capital(i) || born(i)) && (plain(i) || born(i)));
        let calling = bare && CALLINGS.contains(&units.word(end - 1));
        let player = calling || PLAYERS.contains(&units.word(end - 1));
        let parent = matches!(
            units.word(end - 1),
            "mother" | "father" | "grandmother" | "grandfather"
        ) && units.word(end) == "of"
            && units.class(end + 1).any(Class::DETERMINER);
        if !aged && !parent && (!player || units.is_owner(end)) {
            return None;
        }
        let mut persons = self.named_since(unit.saturating_sub(2)).filter(|event| {
            event.item < subject.items.start
                && event.weight > 0.0
                && !(calling && event.unit == unit)
                && self.people[event.person].kind == SpeakerType::Person
                && !self.is_of_other_sex(event.person, units.word(end - 1))
        });
        let meant = if aged {
            Self::about(persons)
        } else {
            persons.next()
        };
        meant.map(|event| event.person)
    }
}

impl Units<'_> {
    /// "the 43-year-old", "the confident 23-year-old": one past the age behind an article.
    pub(super) fn age_behind(&self, article: usize) -> Option<usize> {
        (article + 1..article + 3).find_map(|at| self.age_at(at))
    }

    /// "43-year-old": one past an age.
    pub(super) fn age_at(&self, at: usize) -> Option<usize> {
        let digits = |at: usize| {
            let word = self.word(at);
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
        };
        match self.word(at + 1) {
            // A text may end in the middle of it.
            "-" if digits(at) && self.word(at + 2) == "year" => Some((at + 5).min(self.items.len())),
            _ => self.word(at).ends_with("-year-old").then_some(at + 1),
        }
    }
}
