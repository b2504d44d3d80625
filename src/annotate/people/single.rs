//! One capitalised word by itself, by what stands around it: a letter, an office’s field, a holiday, or a name.

use super::names::{Look, Name};
use super::runs::capital_behind;
use super::{acronyms, roles};
use crate::text::words::Class;
use crate::text::{Text, Token, TokenKind};

/// "the Commissioner for Works, Ngozi Eze": what somebody is minister of is no name.
fn is_portfolio(text: &Text<'_>, at: usize) -> bool {
    const OFFICES: &[&str] = &[
        "Minister",
        "Ministers",
        "Commissioner",
        "Secretary",
        "Ministry",
        "Department",
        "Directorate",
    ];
    of_office(text, at) && OFFICES.contains(&text.word(at - 2))
}

/// "R" in "(R-Ohio)": a letter is no name.
pub(super) fn is_letter(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// "Christmas Eve", "New Year's Eve": no Eve.
fn is_eve(text: &Text<'_>, at: usize) -> bool {
    const OWNERS: &[&str] = &["Christmas", "Year's", "Year’s", "'s", "’s"];
    at > 0 && matches!(text.word(at), "Eve" | "Day") && OWNERS.contains(&text.word(at - 1))
}

/// "the Crown Bill", "Prevention of Terrorism Bill": a word of the name of a law.
fn is_law(text: &Text<'_>, at: usize) -> bool {
    let law = |before: usize| {
        let law = matches!(text.word(before + 1), "Bill" | "Act");
        law && capital_behind(text, before) && !capital_behind(text, before + 1)
    };
    let of = || text.tokens.get(at + 1).is_some_and(|t| t.is_long(2)) && text.word(at + 1) == "of";
    law(at) || of() && law(at + 2)
}

/// "Economic and Fiscal Policy Minister Heizo Ono": the first of the fields of an office.
fn is_first_field(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    const FIELDS: &[&str] = &[
        "Economic",
        "Industrial",
        "Cultural",
        "Legal",
        "Rural",
        "Social",
        "Public",
        "Political",
        "Internal",
        "External",
        "Commercial",
        "Environmental",
        "Medical",
        "Financial",
        "Technical",
        "Municipal",
        "Regional",
    ];
    let mut behind = (at + 2..text.tokens.len().min(at + 6)).take_while(|i| text.tokens[*i].capital);
    FIELDS.contains(&text.word(at))
        && text.word(at + 1) == "and"
        && behind.any(|i| classes[i].any(Class::TITLE.or(Class::ROLE)))
}

/// Money before its sum, and what stands only in one word with it.
const COINS: &[&str] = &["Rs", "Sh", "Shs", "Ksh", "Tk", "Rp"];
const GLUED: &[&str] = &["KSh", "Tsh", "Ush", "GH", "N", "K"];

/// "Sh1" of "Sh1.3 billion", "Rs500": money and its sum in one word.
fn is_sum(word: &str) -> bool {
    let digits = word.bytes().rev().take_while(u8::is_ascii_digit).count();
    let letters = &word[..word.len() - digits];
    digits > 0 && (COINS.contains(&letters) || GLUED.contains(&letters))
}

/// What one capitalised word by itself looks like.
pub(super) fn judge_word(text: &Text<'_>, classes: &[Class], at: usize) -> Option<Name> {
    let class = classes[at];
    let given = class.any(Class::GIVEN) && !class.any(Class::ORG);
    let place = Class::DEMONYM.or(Class::PLACE);
    // "Rs 2.3 crore", "Sh 40"
    let money = COINS.contains(&text.word(at)) || matches!(text.word(at), "Rs." | "Re");
    let number = |next: &Token| next.kind == TokenKind::Number;
    let amount = money && text.tokens.get(at + 1).is_some_and(number) || is_sum(text.word(at));
    let nobody = is_law(text, at)
        || is_first_field(text, classes, at)
        || is_letter(text.word(at))
        || acronyms::is_plural(text.word(at))
        || is_eve(text, at);
    let look = if nobody || is_portfolio(text, at) || amount {
        return None;
    } else if class.any(place) || roles::is_seat(text, classes, at) && !given {
        Look::Place
    } else if class.any(Class::TITLE.or(Class::ROLE)) && !given && text.word(at) != "MCA" {
        return None;
    } else if text.tokens[at].all_caps
        || class.any(Class::ORG)
        || acronyms::is_mixed(text.word(at))
        || acronyms::is_joined(text.word(at))
    {
        Look::Organisation
    } else {
        Look::Single
    };
    Some(Name {
        tokens: at..at + 1,
        name: at..at + 1,
        look,
        titled: false,
    })
}

/// "Under Secretary for Economic Affairs Allen Wallis": what stands behind "for" is an office.
pub(super) fn of_office(text: &Text<'_>, start: usize) -> bool {
    // "Mines and Energy", "the Exchequer"
    let two = start > 3 && text.word(start - 1) == "and" && text.tokens[start - 2].capital;
    let start = start - 2 * usize::from(two);
    let start = start - usize::from(start > 2 && text.word(start - 1) == "the");
    start > 1 && matches!(text.word(start - 1), "for" | "of")
}

/// "the World Cancer Research Fund": a body whose name begins with a word that names nothing.
pub(super) fn leads_world_body(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let words = (at + 1..text.tokens.len().min(at + 5)).take_while(|i| capital_behind(text, i - 1));
    text.word(at) == "World"
        && words
            .last()
            .is_some_and(|last| last > at + 1 && classes[last].any(Class::ORG))
}

/// "Dr Black": titles that stand before a person's name and nothing else.
pub(super) fn is_always_of_person(word: &str) -> bool {
    matches!(
        word,
        "Dr" | "Dr." | "Prof" | "Prof." | "Professor" | "Sir" | "Dame" | "Sgt" | "Sgt." | "Capt" | "Capt."
    )
}
