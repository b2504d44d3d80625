//! "The heads of the US Federal Reserve, European Central Bank and Bank of England warned": who speaks is the noun before
//! "of", whatever bodies stand behind it.

use super::agreement::is_document;
use super::descriptions::is_several_heads;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

/// Furthest that the noun stands before the last of the bodies, in items.
const REACH: usize = 18;

impl Units<'_> {
    /// The noun that leads to the bodies of which `found` is the last.
    pub(super) fn officers_of(&self, floor: usize, found: &Subject) -> Option<Subject> {
        let last = found.items.end - 1;
        let body = match found.who {
            Who::Person(_) => {
                let item = self.items[last];
                let words = item.first..item.last;
                let body = Class::ORG.or(Class::BODY).or(Class::FIRM_END);
                let led = self.class(found.start).any(Class::DETERMINER)
                    || self
                        .class(found.items.start.wrapping_sub(1))
                        .any(Class::DETERMINER);
                let whole =
                    words.len() == 1 || led || words.clone().any(|t| self.text.classes[t as usize].any(body));
                whole && !self.is_full_name(last)
            }
            Who::Nominal => {
                self.class(last).any(Class::ORG.or(Class::BODY)) && !self.class(last).any(Class::ROLE)
            }
            Who::Pronoun(_) => false,
        };
        if !body {
            return None;
        }
        let belongs = |i: &usize| {
            let item = self.items[*i];
            match item.kind {
                Kind::Name(_) => true,
                // "sugar, the board": no list, but the same once more.
                Kind::Mark => {
                    self.is_joint(*i) || self.word(*i) == "," && !self.class(i + 1).any(Class::DETERMINER)
                }
                Kind::Quote(_) => false,
                Kind::Word => {
                    let led = item.class.any(Class::DETERMINER) && !item.class.any(Class::SUBORDINATOR);
                    led || self.is_of(*i) && self.word(*i) != "to"
                        || self.word(*i) == "and"
                        || self.has_digit_first(*i)
                        || matches!(self.word(*i), "one" | "two" | "three" | "four" | "five" | "six")
                        || self.is_noun(*i) && !self.verb_at(*i)
                }
            }
        };
        // "..., and Lee says": a clause of its own; "the chairman Ann Lee of Thailand": whose body that is.
        let article = usize::from(self.class(found.start.wrapping_sub(1)).any(Class::DETERMINER));
        let before = found
            .start
            .checked_sub(2 + article)
            .filter(|before| *before > floor)?;
        let named = |at: usize| {
            let body = Class::ORG.or(Class::BODY).or(Class::PLACE).or(Class::DEMONYM);
            let item = self.items[at];
            self.is_name(at)
                && item.last > item.first + 1
                && !(item.first..item.last).any(|t| self.text.classes[t as usize].any(body))
        };
        let other = matches!(self.word(before + 1), "and" | "but") && self.word(before) == ","
            || self.is_of(before + 1) && named(before);
        if other {
            return None;
        }
        let start = (floor.max(found.start.saturating_sub(REACH))..found.start)
            .rev()
            .take_while(belongs)
            .last()?;
        // Of a list with commas only what leads the whole clause in, so that no other clause is entered.
        let list = (start..found.start).any(|i| self.word(i) == ",");
        let leads = |i: &usize| {
            // "a survey of 2,000 residents by the Okun Centre": the centre’s.
            let paper = is_document(self.word(*i)) && !(*i..found.start).any(|at| self.word(at) == "by");
            let head = paper
                || self.class(*i).any(Class::ROLE) && !self.is_name(*i)
                || is_several_heads(self.word(*i));
            head && self.is_of(i + 1)
                && self.word(i + 1) != "to"
                && !self.is_title_noun(*i)
                && i + 2 < found.items.end
        };
        let of = (start..found.start).find(leads)? + 1;
        let first = self.nominal_before(floor, of)?;
        let opens = first.start == floor
            || self.word(first.start - 1) == ","
            || self.is_quote(first.start - 1)
            || matches!(
                self.word(first.start - 1),
                "and" | "but" | "while" | "But" | "And"
            );
        let several = list || (of + 1..found.start).any(|i| self.word(i) == "and" || self.is_of(i));
        let found = (several && opens && first.who == Who::Nominal).then_some(first)?;
        // "Ann Lee, spokesman for the firm Sendmail said": hers.
        Some(self.explained(floor, &found).unwrap_or(found))
    }
}
