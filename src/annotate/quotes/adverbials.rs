//! What stands between a reporting verb and what is reported: when, where and how it was said.

use super::content::is_point_in_time;
use super::units::{Kind, Units};
use crate::dates;
use crate::text::words::Class;

impl Units<'_> {
    /// Past adverbs, days and "on Monday".
    pub(super) fn skip_adverbials(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end && at < start + 10 {
            let item = self.items[at];
            // "said Wednesday was", "said nearly six million": no more of when and how it was said.
            let said = || start > 0 && matches!(self.word(start - 1), "said" | "says" | "say");
            let counted = || usize::from(self.has_digit_first(at + 1));
            let day = item.class.any(Class::TIME) && self.is_auxiliary(at + 1 + counted()) && said();
            let amount = item.class.any(Class::ADVERB)
                && matches!(
                    self.word(at),
                    "nearly"
                        | "almost"
                        | "approximately"
                        | "roughly"
                        | "virtually"
                        | "relatively"
                        | "fairly"
                        | "potentially"
                        | "substantially"
                        | "significantly"
                        | "possibly"
                        | "largely"
                        | "mainly"
                );
            // "said January construction spending rose"
            let month = item.class.any(Class::TIME)
                && (self.is_month(at) || self.word(at) == "past")
                && self.is_noun(at + 1)
                && !self.capital(at + 1)
                && !self.class(at + 1).any(Class::TIME);
            // "said in today’s statement that"
            let owner = item.class.any(Class::TIME) && self.is_possessive(at + 1)
                || self.class(at + 1).any(Class::TIME) && self.is_possessive(at + 2);
            if day || amount || owner || month && at == start {
                break;
            }
            // "found at that time only 26%"
            let then = item.class.any(Class::PREPOSITION)
                && self.word(at) == "at"
                && matches!(self.word(at + 1), "that" | "this" | "the")
                && is_point_in_time(self.word(at + 2))
                && !matches!(self.word(at + 3), "that" | "of");
            if then {
                at += 3;
                continue;
            }
            // "on March 27, 1986"
            if at > start && item.kind == Kind::Word && self.is_day_of_month(at) {
                let year = self.word(at + 1) == "," && self.has_digit_first(at + 2);
                at += if year { 3 } else { 1 };
                continue;
            }
            // "said here on Wednesday"
            if self.word(at) == "here" && self.is_when_behind(at + 1) {
                at += 1;
                continue;
            }
            // "reported daily to the board"
            let often = matches!(self.word(at), "daily" | "weekly" | "monthly" | "quarterly");
            if often && self.class(at + 1).any(Class::PREPOSITION) {
                at += 1;
                continue;
            }
            let time = item.class.any(Class::TIME) && !item.class.any(Class::AUXILIARY.or(Class::DETERMINER));
            // "in May"
            let month = self.word(at) == "May" && at > start;
            let on_time = matches!(self.word(at), "on" | "in" | "early" | "late" | "last" | "this")
                && self.class(at + 1).any(Class::TIME);
            if item.kind == Kind::Word
                && (time
                    || month
                    || on_time
                    || item.class.any(Class::ADVERB)
                        && !item.class.any(Class::DETERMINER.or(Class::SUBORDINATOR)))
                && (!matches!(
                    self.word(at),
                    "there" | "here" | "not" | "too" | "even" | "perhaps" | "never"
                ) || matches!(self.word(at), "here" | "there")
                    && (self.class(at + 1).any(Class::TIME)
                        || matches!(self.word(at + 1), "." | ":" | "that")))
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// "March 27", "31 December": the number of a day beside its month.
    fn is_day_of_month(&self, at: usize) -> bool {
        let word = self.word(at);
        let day = word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
        day && self.class(at - 1).any(Class::TIME) && self.capital(at - 1)
    }

    fn is_month(&self, at: usize) -> bool {
        let word = self.word(at);
        dates::month(word).is_some_and(|month| dates::month_name(month) == word)
    }
}
