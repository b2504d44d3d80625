//! Whose a statement, a release or a message is that is said to say something.

use super::speakers::{Cast, Speaker, Trail};
use super::subject::{Subject, Who};
use super::units::Kind;
use crate::article::SpeakerType;
use crate::text::words::Class;

impl Cast<'_> {
    /// "a report released by Okun Research", "a report in the Lomar Times": whoever brought it out.
    fn publisher(&mut self, unit: usize, subject: &Subject) -> Option<(Option<Speaker>, Trail)> {
        let units = self.units;
        let head = subject.items.end - 1;
        let written = matches!(
            units.word(head),
            "report" | "article" | "story" | "editorial" | "review"
        );
        // "a YouGov poll published in the Lomar Times": whose it is stands before it.
        let owned =
            (subject.items.start..head).any(|i| units.capital(i) && !units.class(i).any(Class::DETERMINER));
        if owned || !(written || matches!(units.word(head), "study" | "survey" | "poll")) {
            return None;
        }
        // "released by", "released on Tuesday by"
        let issued = matches!(units.word(head + 1), "released" | "published" | "issued");
        let when = |i: &usize| units.class(*i).any(Class::TIME.or(Class::PREPOSITION));
        let by = (head + 2..head + 5)
            .find(|i| units.word(*i) == "by" || !when(i))
            .filter(|by| issued && units.word(*by) == "by");
        let inside = units.word(head + 1) == "in"
            && {
                let name = head + 2 + usize::from(units.class(head + 2).any(Class::DETERMINER));
                matches!(units.items.get(name).map(|item| item.kind), Some(Kind::Name(p)) if self.is_press(p as usize))
            };
        let at = by.map_or(head + 2, |by| by + 1);
        let verb = (at + 1..at + 16).find(|i| units.verb_at(*i));
        let before = |end: usize| units.subject_after(at, end);
        let whom = (by.is_some() || inside)
            .then(|| before(at + 16).or_else(|| before(verb?)))
            .flatten()?;
        Some(self.resolve(unit, &whom))
    }

    /// "The Met Office warned of fog. A statement added": the body that a sentence is about in which nobody spoke, right before.
    fn body_before(&self, unit: usize) -> Option<Speaker> {
        let silent = self.last_spoke.is_none_or(|spoke| spoke + 1 < unit);
        let (number, before) = self.subject_of_sentence_before(unit, 1).filter(|_| silent)?;
        let opens = before.items.start <= self.units.units[number].0.start + 1;
        match before.who {
            Who::Person(body) if opens && self.is_body(body) => Some(Speaker::Person(body)),
            _ => None,
        }
    }

    fn is_a_body(&self, speaker: Speaker) -> bool {
        match speaker {
            Speaker::Person(p) => self.is_body(p),
            Speaker::Other(o) => self.others[o].kind == SpeakerType::Organisation,
        }
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
        let owner = (first..head).find(|i| units.is_possessive(*i));
        // "Ann Lee’s message said"
        let own = owner.is_some_and(|mark| mark + 1 == head)
            && matches!(
                units.word(head),
                "message" | "tweet" | "post" | "memo" | "email" | "letter" | "note"
            );
        if !issued(head) && !own {
            return self.publisher(unit, subject);
        }
        let by = matches!(units.word(head + 1), "from" | "by") || units.is_of_body(head + 1);
        let issued_by = matches!(units.word(head + 1), "issued" | "released") && units.word(head + 2) == "by";
        // "a statement on the Department of Agriculture website"
        let mut site = (head + 3..head + 10).filter(|_| units.word(head + 1) == "on");
        let site = site.find(|i| matches!(units.word(*i), "website" | "site" | "webpage"));
        let (by, whom) = (
            by || issued_by || site.is_some(),
            head + 2 + usize::from(issued_by),
        );
        // "an army statement", "a State Department statement", "the company's news release"
        let body = Class::ORG.or(Class::BODY);
        let public = head > first && matches!(units.word(head - 1), "press" | "news" | "media");
        let own_end = head - usize::from(public);
        let whose = own_end > first
            && (units.is_name(own_end - 1) || units.class(own_end - 1).any(body))
            && !units.class(own_end - 1).any(Class::TIME);
        let own = match owner {
            None if whose => units.phrase_before(first, own_end),
            Some(mark) => units.subject_before(first, mark),
            None if by => units.subject_after(whom, site.unwrap_or(head + 20)),
            None => None,
        };
        if let Some(own) = own.filter(|own| own.items != subject.items) {
            return Some(self.resolve(unit, &own));
        }
        if owner.is_some() || whose || by || units.class(head + 1).any(Class::PREPOSITION) {
            return None;
        }
        let indefinite = matches!(units.word(first), "a" | "A");
        let speaker = self
            .body_before(unit)
            .filter(|_| indefinite || units.word(first) == "another")
            .or_else(|| {
                // Only right behind: who spoke in an earlier paragraph issued it in one case of three.
                let right_behind = self.last_spoke.is_some_and(|spoke| spoke + 1 == unit);
                let here = self.spoke_in(units.units[unit].1)
                    || indefinite && units.word(first + 1) != "joint" && right_behind;
                self.last_speaker
                    .filter(|speaker| here && self.is_a_body(*speaker))
            })?;
        let span = units.span(subject.items.clone());
        let named = match speaker {
            Speaker::Person(p) => self.named_before(p, span),
            Speaker::Other(_) => None,
        };
        Some((Some(speaker), Trail::new(span, "statement").then(named, "issuer")))
    }
}
