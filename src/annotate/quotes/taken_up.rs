//! "The United boss said": a description by which a story takes up whom it has just told of.
//!
//! The press avoids a name right behind itself: "Lena Marsk has said the law is clear. The rural affairs minister said it
//! would hold." So a description that no name of the story explains is the person of whom the sentence before tells, where
//! that tells of nobody else. Whom the story has told to be something else is not meant: behind a stallholder, the
//! transport minister is another.

use super::leads::{LEAD, NAMELESS, OF_MANY};
use super::pronouns::WEIGHTS;
use super::speakers::{Cast, Speaker};
use super::subject::{Subject, Who};
use super::titles::{is_office, is_second, is_seldom_named};
use super::units::Kind;
use crate::article::SpeakerType;
use crate::text::words::Class;

/// So many people, and speakers without a name, are looked through for somebody else whom a description fits.
const LOOKED_THROUGH: usize = 200;

/// So many descriptions are remembered; no story needs more.
const REMEMBERED: usize = 64;

impl Cast<'_> {
    /// The person whom a description means, by the next sentences or the one before, or because it meant him already.
    pub(super) fn meant_by(&mut self, unit: usize, subject: &Subject) -> Option<usize> {
        let units = self.units;
        let whole = units.span(subject.items.clone()).of(units.text.source);
        let definite = whole.strip_prefix("the ").or(whole.strip_prefix("The "));
        let description = definite.unwrap_or(whole);
        let again = || {
            let mut meant = self.descriptions.iter().rev();
            meant
                .find(|(known, _)| *known == description)
                .map(|(_, person)| *person)
        };
        // "Scotland’s justice minister said", then "the minister", where no other was taken up so.
        let shorter = || {
            let word = definite.filter(|word| !word.contains(' '))?;
            let of_word = |(known, _): &&(&str, usize)| known.rsplit(' ').next() == Some(word);
            let mut meant = self.descriptions.iter().filter(of_word);
            let (_, person) = meant.next()?;
            meant.all(|(_, other)| other == person).then_some(*person)
        };
        if let Some(person) = self
            .named_next(unit, subject)
            .or_else(|| self.taken_up(unit, subject))
        {
            if self.descriptions.len() < REMEMBERED {
                self.descriptions.push((description, person));
            }
            return Some(person);
        }
        again().or_else(shorter)
    }

    /// The person of whom the sentence before tells, where nobody else is named in it.
    pub(super) fn taken_up(&self, unit: usize, subject: &Subject) -> Option<usize> {
        if !self.may_take_up(subject) {
            return None;
        }
        let only = self.is_only_one(subject);
        if only && unit > LEAD {
            return None;
        }
        let units = self.units;
        let (first, head) = (subject.items.start, subject.items.end - 1);
        let word = units.word(head);
        let (person, spoke) = self.told_of(unit)?;
        // "Rishi Sunak has ... The prime minister said": whom the first sentence introduces, and does not say what he is.
        if only && (self.people[person].role.is_some() || !self.people[person].name.contains(' ')) {
            return None;
        }
        let of = matches!(units.word(head + 1), "of" | "for");
        // "DUP leader": which office is said.
        let whose = units.is_bare_office(subject);
        let bare = subject.items.len() == 2 && !of && !whose && !units.is_prime_minister(head);
        // "Smith was convicted. The judge said", "Lee said so. The registrar said": a word alone takes up only who
        // spoke, and only one that fits many.
        if bare && !(spoke && OF_MANY.contains(&word)) {
            return None;
        }
        // "The foreign secretary" is not the shadow foreign secretary.
        let of_that_office = self.offices(person).iter().any(|office| is_office(word, office));
        if of_that_office && is_second(self.role_words(person), |word| units.is_among(subject, word)) {
            return None;
        }
        let other = self.is_of_other_sex(person, word);
        if other || !self.is_shown(person) {
            return None;
        }
        // Somebody else is it, or spoke under that description.
        let has = |person: usize| self.offices(person).iter().any(|office| is_office(word, office));
        let mut people = self.people.iter().take(LOOKED_THROUGH).enumerate();
        let mut others = self.others.iter().rev().take(LOOKED_THROUGH);
        let own = units.span(subject.items.clone()).of(units.text.source);
        if !whose && people.any(|(i, one)| i != person && one.kind == SpeakerType::Person && has(i))
            || others.any(|other| other.head() == word && (!whose || other.name == own))
        {
            return None;
        }
        // "The transport minister" behind a stallholder, "the authority’s chief executive" behind a councillor: another.
        let owned = (first..head).any(|i| units.is_possessive(i)) || units.word(head - 1) == "chief";
        let title = units.class(head).any(Class::TITLE) && !OF_MANY.contains(&word);
        let office = owned || of || bare || title;
        (!office || has(person) || !self.is_told_of(person)).then_some(person)
    }

    /// "The United boss", "the star of two films": a description of one person whom stories name.
    fn may_take_up(&self, subject: &Subject) -> bool {
        const ANYBODY: &[&str] = &[
            "man",
            "woman",
            "boy",
            "girl",
            "person",
            "moderator",
            "narrator",
            "supporter",
        ];
        let units = self.units;
        let (first, head) = (subject.items.start, subject.items.end - 1);
        let (word, class) = (units.word(head), units.class(head));
        // "the former Scotland international"
        let player = word == "international" && subject.items.len() > 2;
        let prime = units.is_prime_minister(head);
        if head <= first && !prime
            || !matches!(units.word(first), "the" | "The") && !units.is_bare_office(subject)
            || !class.any(Class::ROLE) && !player && !prime
            || class.any(Class::ORG.or(Class::BODY)) && !player
            || units.is_plural(head)
        {
            return false;
        }
        // "the man in the car", "the nurse who"
        let behind = units.class(head + 1);
        let described = behind.any(Class::WHO)
            || behind.any(Class::PREPOSITION) && !matches!(units.word(head + 1), "of" | "for");
        let nameless = is_seldom_named(word) || NAMELESS.contains(&word) || ANYBODY.contains(&word);
        let late = (first..head).any(|i| units.word(i) == "late");
        !described && !nameless && !late
    }

    /// "The prime minister", "the former president": there is one in the country, whom nobody needs to name.
    fn is_only_one(&self, subject: &Subject) -> bool {
        let head = subject.items.end - 1;
        match self.units.word(head) {
            _ if self.units.is_prime_minister(head) => true,
            "minister" => self.units.word(head - 1) == "prime",
            "president" | "premier" | "chancellor" | "pope" | "king" | "queen" => {
                subject.items.len() == 2 || self.units.word(head - 1) == "former"
            }
            _ => false,
        }
    }

    /// Whether nothing but words between marks stands between whoever spoke last and the end of a sentence.
    fn goes_on_since(&self, unit: usize) -> bool {
        let units = self.units;
        let told = |unit: usize| {
            let mut items = units.units[unit].0.clone();
            items.all(|i| units.is_quote(i) || units.items[i].kind == Kind::Mark)
        };
        self.last_spoke
            .is_some_and(|spoke| spoke < unit && unit - spoke < 4 && (spoke + 1..=unit).all(told))
    }

    /// Whether the story tells what a person is: an office, a calling, "Noor Begum, who runs a stall", "Ann Lee, 63".
    fn is_told_of(&self, person: usize) -> bool {
        let text = self.units.text;
        let behind_name = || {
            let mut mentions = self.people[person].mentions.iter().take(4);
            mentions.any(|mention| {
                let comma = text.token_at(mention.end.saturating_sub(1)) + 1;
                let behind = comma + 1;
                let age = || text.word(behind).starts_with(|c: char| c.is_ascii_digit());
                text.word(comma) == ","
                    && behind < text.tokens.len()
                    && (text.classes[behind].any(Class::WHO) || age())
            })
        };
        self.people[person].role.is_some() || !self.offices(person).is_empty() || behind_name()
    }

    /// The only person whom the sentence before one tells of: its subject, or who speaks in it; and whether that is so.
    pub(super) fn told_of(&self, behind: usize) -> Option<(usize, bool)> {
        let unit = behind.checked_sub(1)?;
        let subject = self.subject_of_sentence_before(behind, usize::MAX);
        let about = match subject.map(|(_, subject)| (subject.who, subject.items.start)) {
            Some((Who::Person(person), _)) => Some(person),
            Some((Who::Pronoun(_), at)) => match self.known_pronoun(at) {
                Some(Speaker::Person(person)) => Some(person),
                _ => None,
            },
            // "But Governor Lee laid the blame": the first whom it names, where no verb is known.
            _ => self
                .named_since(unit)
                .filter(|event| {
                    event.unit == unit && event.weight >= WEIGHTS.subject + WEIGHTS.first_in_sentence
                })
                .last()
                .map(|event| event.person),
        };
        let spoke = match self.last_speaker {
            Some(Speaker::Person(person)) if self.last_spoke == Some(unit) => Some(person),
            // "“...,” said Reyne. “They ran.” “We won,” added the boss": words that go on between.
            Some(Speaker::Person(person)) if self.goes_on_since(unit) => Some(person),
            _ => None,
        };
        let person = spoke.or(about)?;
        // "Irons, with whom Lee played, said so. The actor": whose sentence it is, and who speaks in it.
        let both = spoke.is_some() && spoke == about;
        let others = !both
            && self
                .named_since(unit)
                .any(|event| event.person != person && self.people[event.person].kind == SpeakerType::Person);
        (!others && self.people[person].kind == SpeakerType::Person).then_some((person, spoke.is_some()))
    }
}
