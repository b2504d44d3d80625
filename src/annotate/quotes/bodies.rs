//! Bodies: whom "the company", "the forum", "it" and "a statement" mean.

use super::speakers::{Cast, MENTIONS_BACK, Speaker, Trail};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;

/// What a firm is called when it has been named.
const FIRMS: &[&str] = &[
    "company",
    "firm",
    "airline",
    "carrier",
    "retailer",
    "lender",
    "bank",
    "charity",
    "operator",
    "manufacturer",
    "insurer",
    "carmaker",
    "automaker",
    "utility",
    "club",
    "union",
    "developer",
    "group",
    "consortium",
    "producer",
    "supplier",
    "startup",
    "start-up",
];

/// Words in the names of bodies that are no firms.
const PUBLIC: &[&str] = &[
    "ministry",
    "department",
    "council",
    "court",
    "congress",
    "senate",
    "house",
    "parliament",
    "police",
    "commission",
    "committee",
    "agency",
    "authority",
    "bureau",
    "office",
    "times",
    "post",
    "news",
    "journal",
    "party",
    "university",
    "government",
    "assembly",
    "press",
    "herald",
    "tribune",
    "nations",
    "army",
];

impl Units<'_> {
    /// "Southern Gas general manager Ana Silva": a name that belongs to the next one.
    pub(super) fn leads_to_name(&self, at: usize) -> bool {
        let mut end = at;
        for behind in at + 1..at + 6 {
            match self.get(behind).map(|item| item.kind) {
                Some(Kind::Name(_)) => return end > at && self.class(end).any(Class::ROLE),
                Some(Kind::Word) if self.is_noun(behind) && !self.items[behind].cue.is_some() => end = behind,
                _ => return false,
            }
        }
        false
    }

    /// "of" and the like, behind which a noun phrase goes on.
    pub(super) fn is_owner(&self, at: usize) -> bool {
        matches!(self.word(at), "of" | "for" | "from" | "at" | "in")
    }
}

impl Cast<'_> {
    pub(super) fn is_body(&self, person: usize) -> bool {
        self.people[person].kind == SpeakerType::Organisation
    }

    /// A name of which nothing shows a person.
    pub(super) fn may_be_body(&self, person: usize) -> bool {
        self.is_body(person) || self.people[person].role.is_none() && self.gender(person).is_none()
    }

    /// The body that "the company" or "the forum" means: the one that spoke last, the one that
    /// the paragraph has named, or the only one with that word in its name.
    pub(super) fn body(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let (first, head) = (subject.items.start, subject.items.end - 1);
        if head != first + 1
            || !matches!(self.units.word(first), "the" | "The")
            || self.units.is_owner(head + 1)
        {
            return None;
        }
        let word = self.units.word(head);
        let firm = FIRMS.contains(&word);
        if !firm && !self.units.class(head).any(Class::ORG.or(Class::BODY)) {
            return None;
        }
        if firm
            && let Some(Speaker::Person(p)) = self.last_speaker
            && self.is_body(p)
        {
            return Some(p);
        }
        let before = self.events.iter().rev().take(MENTIONS_BACK * 2);
        // A name of one word of which nothing shows a person may be a firm's, too.
        let maybe = |person: usize| {
            let Person { name, forms, .. } = &self.people[person];
            firm && forms.len() == 1 && !name.contains(' ') && self.may_be_body(person)
        };
        let before =
            before.filter(|event| event.item < first && (self.is_body(event.person) || maybe(event.person)));
        let has = |person: usize, word: &str| {
            let name = &self.people[person].name;
            name.contains(' ') && name.split(' ').any(|part| part.eq_ignore_ascii_case(word))
        };
        let (mut named, mut several) = (None, false);
        for event in before.clone().filter(|event| has(event.person, word)) {
            several |= named.is_some_and(|n| n != event.person);
            named = named.or(Some(event.person));
        }
        if named.is_some() {
            return named.filter(|_| !several);
        }
        let paragraph = self.units.units[unit].1;
        let public = |person: usize| PUBLIC.iter().any(|word| has(person, word));
        let mut here = before.filter(|event| firm && event.paragraph == paragraph && !public(event.person));
        here.next().map(|event| event.person)
    }

    /// Whether the last speaker spoke in this paragraph.
    pub(super) fn spoke_in(&self, paragraph: usize) -> bool {
        self.last_spoke
            .is_some_and(|unit| self.units.units[unit].1 == paragraph)
    }

    /// The body that "it" means where none spoke last: the subject of this sentence or the one before.
    pub(super) fn it(&self, unit: usize, at: usize) -> Option<usize> {
        let paragraph = self.units.units[unit].1;
        let mut bodies = self.named_since(unit.saturating_sub(1)).filter(|event| {
            event.paragraph == paragraph
                && event.item < at
                && self.may_be_body(event.person)
                && self.units.verb_at(event.item + 1)
        });
        bodies.next().map(|event| event.person)
    }

    /// Whose statement "a statement from the ministry", "the campaign’s statement" and "the statement" are.
    pub(super) fn issuer(&mut self, unit: usize, subject: &Subject) -> Option<(Option<Speaker>, Trail)> {
        let units = self.units;
        let issued = |item: usize| {
            matches!(
                units.word(item),
                "statement" | "release" | "communique" | "communiqué"
            )
        };
        let (first, head) = (subject.items.start, subject.items.end - 1);
        if !issued(head) {
            return None;
        }
        let owner = (first..head).find(|i| matches!(units.word(*i), "’s" | "'s" | "’"));
        let by = matches!(units.word(head + 1), "from" | "by");
        let own = match owner {
            Some(mark) => units.subject_before(first, mark),
            None if by => units.subject_after(head + 2, head + 20),
            None => None,
        };
        if let Some(own) = own.filter(|own| own.items != subject.items) {
            return Some(self.resolve(unit, &own));
        }
        if owner.is_some() || by || units.class(head + 1).any(Class::PREPOSITION) {
            return None;
        }
        let speaker = self.last_speaker?;
        let body = match speaker {
            Speaker::Person(p) => self.is_body(p),
            Speaker::Other(o) => self.others[o].kind == SpeakerType::Organisation,
        };
        // Only right behind: who spoke in an earlier paragraph issued it in one case of three.
        let here = self.spoke_in(units.units[unit].1);
        if !body || !here {
            return None;
        }
        let span = units.span(subject.items.clone());
        let named = match speaker {
            Speaker::Person(p) => self.named_before(p, span),
            Speaker::Other(_) => None,
        };
        Some((Some(speaker), Trail::new(span, "statement").then(named, "issuer")))
    }
}
