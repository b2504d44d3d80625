//! Days of the week that are somebody's name: "Sunday Okpara", "England coach Mike Friday".

use super::initials::NO_SURNAME;
use super::known;
use super::runs::capital_behind;
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "Sunday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday"
    )
}

/// "Sunday Okpara": a day with a word behind it that may be a surname.
pub(super) fn is_day_and_surname(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let other = Class::ORG.or(Class::PLACE).or(Class::DEMONYM).or(Class::TIME);
    is_weekday(text.word(at)) && capital_behind(text, at) && !classes[at + 1].any(NO_SURNAME.or(other))
}

/// "a mechanic called Sunday Okpara", "Friday Chanda, a farmer": days that are given names, in much of Africa.
pub(super) fn is_day_of_birth(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    if !is_day_and_surname(text, classes, at) || at == 0 {
        return false;
    }
    let before = classes[at - 1];
    let led = matches!(text.word(at - 1), "called" | "named")
        || before.any(Class::ROLE) && !text.tokens[at - 1].capital;
    let explained = text.word(at + 2) == ","
        && (matches!(text.word(at + 3), "a" | "an" | "the" | "who")
            || text
                .tokens
                .get(at + 3)
                .is_some_and(|t| t.kind == TokenKind::Number));
    let timed = Class::PREPOSITION
        .or(Class::TIME)
        .or(Class::DETERMINER)
        .or(Class::SUBORDINATOR);
    led || explained && !before.any(timed) && known::end(text, classes, at + 1).is_none()
}
