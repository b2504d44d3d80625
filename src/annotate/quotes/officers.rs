//! "The heads of the US Federal Reserve, European Central Bank and Bank of England warned": who speaks is the noun before
//! "of", whatever bodies stand behind it.

use std::ops::Range;

use super::agreement::is_document;
use super::descriptions::is_several_heads;
use super::speakers::{Cast, Event, Speaker};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

/// Furthest that the noun stands before the last of the bodies, in items.
const REACH: usize = 18;

impl Units<'_> {
    /// The noun that leads to the bodies of which `found` is the last.
    pub(super) fn officers_of(&self, floor: usize, found: &Subject) -> Option<Subject> {
        // "for the software firm Sendmail"
        let phrase =
            |at: &usize| self.class(*at).any(Class::DETERMINER) || self.is_noun(*at) || self.word(*at) == "-";
        let before = (floor..found.start).rev().take(7).take_while(phrase).count();
        let joint = found
            .start
            .checked_sub(1 + before)
            .filter(|joint| *joint > floor)?;
        // Asked of every subject, so what stands right before it comes first.
        let joined = self.is_of(joint) || matches!(self.word(joint), "and" | ",");
        if !joined || !self.is_last_body(found) || self.is_of_another(joint) {
            return None;
        }
        let start = (floor.max(found.start.saturating_sub(REACH))..found.start)
            .rev()
            .take_while(|at| self.may_lead_to_body(*at))
            .last()?;
        let between = start..found.start;
        let of = between.clone().find(|at| self.leads_to_bodies(*at, found))? + 1;
        let noun = self.nominal_before(floor, of)?;
        let opens = noun.start == floor
            || self.is_quote(noun.start - 1)
            || matches!(
                self.word(noun.start - 1),
                "," | "and" | "but" | "while" | "But" | "And"
            );
        let several = |mut behind: Range<usize>| behind.any(|i| self.word(i) == "and" || self.is_of(i));
        let list = between.clone().any(|i| self.word(i) == ",") || several(of + 1..found.start);
        if !list || !opens || noun.who != Who::Nominal {
            return None;
        }
        // "Ann Lee, spokesman for the firm Sendmail said": hers.
        Some(self.explained(floor, &noun).unwrap_or(noun))
    }

    /// A body, or a name that may be one: one word, behind an article, or with a word that says so.
    fn is_last_body(&self, found: &Subject) -> bool {
        let last = found.items.end - 1;
        let body = Class::ORG.or(Class::BODY).or(Class::FIRM_END);
        match found.who {
            Who::Person(_) => {
                let item = self.items[last];
                let mut words = (item.first..item.last).map(|token| self.text.classes[token as usize]);
                let led = |at: usize| self.class(at).any(Class::DETERMINER);
                let whole = words.len() == 1
                    || led(found.start)
                    || led(found.items.start.wrapping_sub(1))
                    || words.any(|class| class.any(body));
                whole && !self.is_full_name(last)
            }
            Who::Nominal => {
                let class = self.class(last);
                class.any(Class::ORG.or(Class::BODY)) && !class.any(Class::ROLE)
            }
            Who::Pronoun(_) => false,
        }
    }

    /// "..., and Lee says": a clause of its own; "the chairman Ann Lee of Thailand": whose body that is.
    fn is_of_another(&self, joint: usize) -> bool {
        let before = joint - 1;
        let named = || {
            let body = Class::ORG.or(Class::BODY).or(Class::PLACE).or(Class::DEMONYM);
            let item = self.items[before];
            self.is_name(before)
                && item.last > item.first + 1
                && !(item.first..item.last).any(|token| self.text.classes[token as usize].any(body))
        };
        self.word(joint) == "and" && self.word(before) == "," || self.is_of(joint) && named()
    }

    /// What may stand between the noun and the last of the bodies.
    fn may_lead_to_body(&self, at: usize) -> bool {
        let item = self.items[at];
        match item.kind {
            Kind::Name(_) => true,
            // "sugar, the board": no list, but the same once more.
            Kind::Mark => {
                self.is_joint(at) || self.word(at) == "," && !self.class(at + 1).any(Class::DETERMINER)
            }
            Kind::Quote(_) => false,
            Kind::Word => {
                item.class.any(Class::DETERMINER) && !item.class.any(Class::SUBORDINATOR)
                    || self.is_of(at) && self.word(at) != "to"
                    || self.word(at) == "and"
                    || self.has_digit_first(at)
                    || self.is_noun(at) && !self.verb_at(at)
            }
        }
    }

    /// "spokesman for", "heads of", "surveys from": a noun for those who speak, or for what one reads, with its preposition.
    fn leads_to_bodies(&self, at: usize, found: &Subject) -> bool {
        let word = self.word(at);
        // "a survey of 2,000 residents by the Okun Centre": the centre’s.
        // "figures from the firm Okun": the firm's, where there is one.
        let paper = || {
            let behind = || at..found.start;
            is_document(word)
                && !behind().any(|i| self.word(i) == "by")
                && behind().any(|i| self.word(i) == "and")
        };
        let head = self.class(at).any(Class::ROLE) && !self.is_name(at) || is_several_heads(word) || paper();
        head && self.is_of(at + 1)
            && self.word(at + 1) != "to"
            && !self.is_title_noun(at)
            && at + 2 < found.items.end
    }
}

impl Cast<'_> {
    /// "A spokesman for Ann Lee said so. He": for whom somebody without a name has just spoken.
    pub(super) fn is_spoken_for(&self, event: &Event) -> bool {
        let units = self.units;
        let unnamed = matches!(self.last_speaker, Some(Speaker::Other(_)));
        unnamed && self.last_spoke == Some(event.unit) && {
            let start = units.units[event.unit].0.start;
            let whose = units.modifiers_start(start, event.item);
            whose > start + 1 && units.word(whose - 1) == "for" && units.is_person(whose - 2)
        }
    }
}
