//! Bodies under a shorter name: "the agency" for the WHO, "the state police", "the paper", "the government" of a story.

use super::speakers::{Cast, Event, MENTIONS_BACK, Speaker};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;

/// Words in the names of newspapers and magazines.
const PRESS: &[&str] = &[
    "Times",
    "Post",
    "News",
    "Journal",
    "Herald",
    "Tribune",
    "Telegraph",
    "Mail",
    "Guardian",
    "Mirror",
    "Express",
    "Standard",
    "Gazette",
    "Chronicle",
    "Observer",
    "Star",
    "Press",
    "Sentinel",
    "Globe",
    "Echo",
    "Argus",
    "Courier",
    "Dispatch",
    "Record",
    "Magazine",
    "Week",
    "Weekly",
    "Daily",
    "Financial",
    "Stone",
    "Survey",
    "Newsletter",
    "Letter",
    "Digest",
    "Bulletin",
];

impl Units<'_> {
    /// "of the ministry", but not "a statement of facts": an owner behind "of".
    pub(super) fn is_of_body(&self, of: usize) -> bool {
        let owner = |own: Subject| own.who != Who::Nominal || self.class(own.items.end - 1).any(Class::ORG);
        self.word(of) == "of" && self.subject_after(of + 1, of + 19).is_some_and(owner)
    }
}

impl Cast<'_> {
    /// "The rating agency": the last one of those that everybody knows.
    pub(super) fn rating_agency(&self, at: usize) -> Option<usize> {
        const AGENCIES: &[&str] = &[
            "Moody",
            "Standard & Poor",
            "Standard and Poor",
            "S&P",
            "Fitch",
            "DBRS",
        ];
        let before = self.named_last().filter(|event| event.item < at);
        let rates = |person: &usize| {
            AGENCIES
                .iter()
                .any(|agency| self.people[*person].name.starts_with(agency))
        };
        before.map(|event| event.person).find(rates)
    }

    /// The newspaper or magazine named last before an item.
    pub(super) fn paper(&self, first: usize) -> Option<usize> {
        let mut named = self.named_last().filter(|event| event.item < first);
        named
            .find(|event| self.is_press(event.person))
            .map(|event| event.person)
    }

    /// Whether a body is a newspaper or magazine, as its name tells.
    pub(super) fn is_press(&self, person: usize) -> bool {
        let Person { name, forms, .. } = &self.people[person];
        let press = |form: &String| form.split(' ').any(|word| PRESS.contains(&word));
        self.is_body(person) && (press(name) || forms.iter().any(press))
    }

    /// "the Bank": of several banks the Bank of England.
    pub(super) fn of_that_name(&self, mut near: impl Iterator<Item = usize>, word: &str) -> Option<usize> {
        let led = |p: &usize| {
            let behind = self.people[*p].name.strip_prefix(word);
            behind.is_some_and(|of| of.starts_with(" of "))
        };
        near.find(led)
    }

    /// "The Bank of England raised rates.⏎It announced": the sentence before, a paragraph of its own, begins with the name,
    /// and no other body has just spoken.
    pub(super) fn opens(&self, event: &Event, unit: usize) -> bool {
        let start = self.units.units[event.unit].0.start;
        let led = usize::from(self.units.class(start).any(Class::DETERMINER));
        let spoke = self.last_spoke.is_some_and(|spoke| spoke + 4 > unit);
        let goes_on = spoke && matches!(self.last_speaker, Some(Speaker::Person(p)) if self.is_body(p));
        event.item == start + led && self.is_body(event.person) && !goes_on
    }

    /// "The WHO said so. The agency says": a body that is called by letters, which do not say what it is, and spoke last.
    pub(super) fn letters_that_spoke(&self, unit: usize, word: &str) -> Option<usize> {
        let called = matches!(
            word,
            "agency" | "organisation" | "organization" | "union" | "charity" | "body"
        );
        let Speaker::Person(body) = self.last_speaker.filter(|_| called)? else {
            return None;
        };
        let letters = |form: &String| form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase());
        let near = self.last_spoke.is_some_and(|spoke| unit - spoke < 4);
        (near && self.is_body(body) && self.people[body].forms.iter().any(letters)).then_some(body)
    }

    /// "The Okun Corp unit said", where a firm of another name has just spoken: that one.
    pub(super) fn unit_that_spoke(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        if !matches!(self.units.word(head), "unit" | "subsidiary" | "affiliate") {
            return None;
        }
        let Speaker::Person(body) = self.last_speaker? else {
            return None;
        };
        let owner = (subject.items.start..head)
            .rev()
            .find_map(|i| match self.units.items[i].kind {
                Kind::Name(p) => Some(p as usize),
                _ => None,
            })?;
        let near = self.last_spoke.is_some_and(|spoke| unit - spoke < 4);
        (near && self.is_body(body) && body != owner).then_some(body)
    }

    /// "Prime said", where the story has "Prime Computer Inc": a firm called by a word that is an office elsewhere.
    pub(super) fn firm_called(&self, subject: &Subject) -> Option<usize> {
        let at = subject.items.start;
        if subject.items.len() > 1 || !self.units.capital(at) {
            return None;
        }
        let word = self.units.word(at);
        let begins = |p: &usize| {
            let behind = self.people[*p].name.strip_prefix(word);
            behind.is_some_and(|behind| behind.starts_with(' ')) && self.has_legal_form(*p)
        };
        let mut firms = (0..self.people.len().min(MENTIONS_BACK)).filter(begins);
        firms.next().filter(|_| firms.next().is_none())
    }

    /// "the state police", "the army command": the one body whose name ends with these words, or the one without an entry
    /// that spoke under a longer name.
    pub(super) fn longer_name(&mut self, unit: usize, subject: &Subject) -> Option<Speaker> {
        let units = self.units;
        let items = subject.items.clone();
        let led = usize::from(matches!(units.word(items.start), "the" | "The"));
        let plain = |i: usize| units.items[i].kind == Kind::Word;
        let body = Class::ORG.or(Class::BODY).or(Class::ROLE);
        if items.len() == led || !items.clone().all(plain) || !units.class(items.end - 1).any(body) {
            return None;
        }
        // Of one word only what the story has called with more words before it, behind "the".
        let many = items.len() > led + 1;
        if !many && led == 0 {
            return None;
        }
        let words = units
            .span(items.start + led..items.end)
            .of(units.text.source)
            .to_lowercase();
        let ends = |name: &str| {
            let at = name.len().checked_sub(words.len()).filter(|at| *at > 0);
            let end = at
                .and_then(|at| name.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(&words));
            end && at.is_some_and(|at| name.as_bytes()[at - 1] == b' ')
        };
        let near = if many {
            self.people.len().min(MENTIONS_BACK)
        } else {
            0
        };
        let mut named = (0..near).filter(|p| self.is_body(*p) && ends(&self.people[*p].name));
        if let (Some(one), None) = (named.next(), named.next()) {
            return Some(Speaker::Person(one));
        }
        if led == 0 {
            return None;
        }
        let mut longer = self
            .others
            .iter()
            .enumerate()
            .rev()
            .take(MENTIONS_BACK)
            .filter(|(_, other)| {
                let of = other.goes_on_behind(&words);
                other.kind != SpeakerType::Person
                    && (of || ends(&other.name) && words.ends_with(&other.head().to_lowercase()))
            });
        if let Some((first, other)) = longer.next() {
            return longer
                .all(|(_, o)| o.name == other.name)
                .then_some(Speaker::Other(first));
        }
        self.just_described(unit, subject)
    }

    /// "A Harlan spokesman gave no details. The spokesman said": the phrase that the sentence before is about, which ends with
    /// the same word and says more.
    fn just_described(&mut self, unit: usize, subject: &Subject) -> Option<Speaker> {
        if subject.items.len() != 2 {
            return None;
        }
        let units = self.units;
        let (before, other) = self.subject_of_sentence_before(unit, 1)?;
        let (head, last) = (subject.items.end - 1, other.items.end - 1);
        let new = matches!(units.word(other.items.start), "A" | "An" | "a" | "an");
        let same = units.word(head) == units.word(last) && other.items.len() > 2;
        (new && same && other.who == Who::Nominal).then(|| self.nominal(before, &other).0)?
    }
}
