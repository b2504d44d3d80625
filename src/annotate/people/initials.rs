//! Initials and other letters in names: "AJ", "William A. Ackman", "UK Independence Party".

use std::ops::Range;

use super::runs::capital_behind;
use crate::text::Text;
use crate::text::words::Class;

/// "AJ", "JK": the initials of given names, unless the two letters are an office, a rank or a body.
pub(super) fn is_initials(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "AG", "AI", "BC", "CB", "CM", "CO", "CP", "DA", "DC", "DE", "DG", "DI", "DJ", "DS", "EC", "EP", "EU",
        "FA", "FM", "GM", "HE", "HR", "IT", "LB", "MC", "MD", "MP", "MS", "PC", "PM", "PR", "QB", "QC", "RB",
        "RC", "RE", "RN", "SC", "SP", "SS", "TD", "TE", "TV", "UK", "UN", "US", "VC", "VP", "WR",
    ];
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase()) && !OTHERS.contains(&word)
}

/// Words that are no surname where they stand behind an initial.
pub(super) const NO_SURNAME: Class = Class::NOT_NAME
    .or(Class::GRAMMAR)
    .or(Class::COURTESY)
    .or(Class::TITLE)
    .or(Class::ROLE);

/// "A. L. Shanmugam", "William A. Ackman": a letter that is a word of grammar without its period.
pub(super) fn is_initial(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    // But "hepatitis A. Doctor Ann Lee said".
    text.tokens[at].is_long(2)
        && text.word(at).ends_with('.')
        && capital_behind(text, at)
        && (text.tokens[at + 1].is_long(2) || !classes[at + 1].any(NO_SURNAME))
}

/// "UK Independence Party": letters before the words of a body belong to it.
pub(super) fn ends_as_body(text: &Text<'_>, classes: &[Class], run: &Range<usize>) -> bool {
    let last = run.end - 1;
    run.len() > 2
        && classes[last].any(Class::ORG)
        && !classes[last].any(Class::ROLE.or(Class::TITLE))
        && !(run.start + 1..last).any(|at| classes[at].any(Class::GIVEN.or(Class::ORG)))
        && text.tokens[last].capital
}
