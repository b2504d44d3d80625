//! "Jack and Sarah Hawkins", then "Mr Hawkins": several people with one surname.

use super::gender::{self, Gender};
use super::keys::Keys;
use super::names::{Look, Name};
use crate::text::Text;
use crate::text::words::Class;

/// So many names of a story are looked through: in a text made to be slow every one could ask for all.
const LOOKED_THROUGH: usize = 256;
/// So many names are gone back for the last full one.
const NAMES_BACK: usize = 64;

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

/// Of those who are named in full as often, the bearer of a surname at name `at`: whom the story first called by it alone in
/// the same way, or, where the name speaks, who was named in full last with a title ("Lee won. Her mother Ann Lee was there.
/// Mrs Lee said") or spoke last without one ("Tim and Ann Lee sold it. Tim Lee says it was time. It was old, Lee says").
pub(super) fn last_in_full(
    (classes, names): (&[Class], &[Name]),
    (keys, owners): (&Keys, &[Option<u32>]),
    at: usize,
    surname: u64,
    fits: impl Fn(&usize) -> bool,
) -> Option<usize> {
    let (mut called, mut full) = (None, None);
    let cue = |at: usize| classes.get(at).is_some_and(|class| class.any(Class::CUE));
    let speaks = |n: usize| {
        let name = &names[n].tokens;
        cue(name.end) || name.start > 0 && cue(name.start - 1)
    };
    let titled = names[at].titled;
    let here = speaks(at);
    for n in (at.saturating_sub(NAMES_BACK)..at).rev() {
        let (alone, last) = match keys.get(n) {
            [only] => (true, only),
            [.., last] => (false, last),
            [] => continue,
        };
        let owner = owners[n].filter(|_| *last == surname).map(|owner| owner as usize);
        let Some(owner) = owner.filter(&fits) else {
            continue;
        };
        // "Democrat Lee" is no full name.
        let given = classes[names[n].name.start].any(Class::GIVEN);
        if alone && names[n].titled == titled && (!titled || speaks(n)) {
            called = Some(owner);
        }
        if !alone && given && here && (titled || speaks(n)) {
            full = full.or(Some(owner));
        }
    }
    called.or(full)
}
