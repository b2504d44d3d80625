//! Leads: "..., a senior doctor has said. Dr Tom Black told": whom the sentence behind names.
//!
//! The press of Britain, and agencies everywhere, begin with what was said and by whom in a word or two; the next sentence
//! has the name. Somebody is taken for the one in the lead where nobody was named before, and where the next sentence that
//! names anybody is the first to do so and lets him speak, or tells what he did and the one behind it lets him speak.

use super::frames::Frame;
use super::speakers::{Cast, Speaker};
use super::subject::{Subject, Who};
use super::titles::{is_lesser, is_office, is_seldom_named};
use super::units::Kind;
use crate::article::SpeakerType;
use crate::text::words::Class;

/// Sentences in which a story may leave a name out, and those behind that may tell it.
pub(super) const LEAD: usize = 2;
const BEHIND: usize = 2;

/// Others whom a lead leaves without a name, and words for several.
pub(super) const NAMELESS: &[&str] = &[
    "aide",
    "insider",
    "reporter",
    "correspondent",
    "journalist",
    "officer",
    "user",
    "reader",
    "editor",
    "people",
    "men",
    "women",
    "police",
];

/// Words that fit many offices.
pub(super) const OF_MANY: &[&str] = &[
    "boss",
    "chief",
    "head",
    "leader",
    "expert",
    "academic",
    "campaigner",
    "figure",
    "politician",
    "lawmaker",
    "critic",
    "businessman",
    "businesswoman",
    "scientist",
    "researcher",
    "doctor",
    "star",
    "executive",
    "man",
    "woman",
    "veteran",
    "activist",
    "analyst",
    "economist",
    "adviser",
    "advisor",
    "negotiator",
    "councillor",
];

impl Cast<'_> {
    /// The person whom the next sentences name, for "a senior doctor" in the lead.
    pub(super) fn named_next(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let units = self.units;
        let head = subject.items.end - 1;
        let word = units.word(head);
        // "every politician who" is nobody.
        let first = subject.items.start;
        let one = matches!(
            units.word(first),
            "a" | "an" | "the" | "one" | "A" | "An" | "The" | "One" | "its" | "Its"
        ) || !units.class(first).any(Class::DETERMINER);
        let titled = units.capital(head) && unit > 0;
        let nameless = is_seldom_named(word) || NAMELESS.contains(&word);
        if unit >= LEAD || !one || !units.is_person(head) || titled {
            return None;
        }
        let is_person = |person: &usize| self.people[*person].kind == SpeakerType::Person;
        let mut before = self.named_since(0);
        if before.any(|event| event.unit < unit && is_person(&event.person)) {
            return None;
        }
        // Who is named first, and where.
        let mut named_first: Option<(usize, usize)> = None;
        let mut frames: Vec<Frame> = Vec::new();
        for next in unit + 1..=unit + BEHIND {
            let (range, _) = units.units.get(next)?.clone();
            let named = range.filter_map(|at| match units.items[at].kind {
                Kind::Name(person) => Some(person as usize),
                _ => None,
            });
            let mut persons = named.filter(is_person);
            let Some(first) = persons.next() else { continue };
            let (earliest, named_in) = *named_first.get_or_insert((first, next));
            if first != earliest {
                return None;
            }
            units.frames(next, &mut frames);
            let mut speakers = frames
                .iter()
                .filter_map(|frame| match frame.subject.as_ref()?.who {
                    Who::Person(person) => Some(person),
                    _ => None,
                });
            let others: Vec<usize> = persons.collect();
            let Some(person) = speakers.next().filter(is_person) else {
                // "Ann Lee condemned the plan. It was late, Ms Lee said"
                let leads = matches!(units.items[units.units[next].0.start].kind, Kind::Name(_));
                if leads && others.iter().all(|other| *other == first) {
                    continue;
                }
                return None;
            };
            // "A police spokesman said", then "spokesman Ivan Petrov said"
            let number = units.text.number(units.items[head].first as usize);
            let called = || self.role_words(person).contains(&number);
            let two = |other: &usize| *other == person || *other == first;
            let named_in = if person == first { named_in } else { next };
            let fits = (person == first || others.iter().all(two)) && (!nameless || called());
            return Some(person).filter(|person| fits && self.may_be(subject, *person, named_in));
        }
        None
    }

    /// Whether a full name that a sentence is the first to tell may be that of whom a lead speaks.
    fn may_be(&self, subject: &Subject, person: usize, next: usize) -> bool {
        let units = self.units;
        let head = subject.items.end - 1;
        let word = units.word(head).to_lowercase();
        let is_new = self.is_first(next, Some(Speaker::Person(person)));
        let full = self.people[person].name.contains(' ');
        let other = self.is_of_other_sex(person, &word);
        let offices = self.offices(person);
        let fits = offices.is_empty()
            || OF_MANY.contains(&word.as_str())
            || offices.iter().any(|office| is_office(&word, office))
            || !units.class(head).any(Class::TITLE);
        // "Trump’s son says": another Trump.
        let name = &self.people[person].name;
        let surname = name.rsplit(' ').next().unwrap_or(name);
        let kin = subject.items.clone().any(|i| units.word(i) == surname);
        let lesser = is_lesser(self.role_words(person), |word| {
            let mut items = subject.items.clone();
            items.any(|i| units.text.number(units.items[i].first as usize) == word)
        });
        !lesser && is_new && full && self.is_shown(person) && !other && fits && !kin
    }
}
