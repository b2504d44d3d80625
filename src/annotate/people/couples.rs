//! "Jack and Sarah Hawkins", then "Mr Hawkins": two people who are named with one surname.

use super::gender::{self, Gender};
use super::keys::Keys;
use super::names::{Look, Name};
use crate::text::Text;
use crate::text::words::Class;

/// So many names of a story are looked through: in a text made to be slow every one could ask for all.
const LOOKED_THROUGH: usize = 256;

/// The first of such a couple, with the second, for a surname behind a title that shows the first one's sex.
pub(super) fn first_of(
    (text, classes): (&Text<'_>, &[Class]),
    (names, keys): (&[Name], &Keys),
    surname: u64,
    shown: Gender,
) -> Option<(usize, usize)> {
    let couple = |(i, two): (usize, &[Name])| {
        let [first, second] = two else { return None };
        let joined = second.tokens.start == first.tokens.end + 1
            && text.word(first.tokens.end) == "and"
            && first.name.len() == 1
            && !first.titled
            && second.look == Look::Person
            && matches!(keys.get(i + 1), [_, last] if *last == surname);
        let is = |name: &Name| gender::of_classed(classes[name.name.start..=name.name.start].iter().copied());
        (joined && is(first) == Some(shown) && is(second) != Some(shown)).then_some((i, i + 1))
    };
    names.windows(2).take(LOOKED_THROUGH).enumerate().find_map(couple)
}
