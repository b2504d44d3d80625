//! Whether a person is spoken of as "he" or "she".

use crate::article::Person;
use crate::text::words::{self, Class};

/// Which pronoun takes up a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "he"
    Masculine,
    /// "she"
    Feminine,
}

/// The gender of a title or a word for people that only a man, or only a woman, bears.
pub fn borne_by(class: Class) -> Option<Gender> {
    if class.any(Class::MASCULINE) {
        Some(Gender::Masculine)
    } else if class.any(Class::FEMININE) {
        Some(Gender::Feminine)
    } else {
        None
    }
}

/// Words for one person that are no roles.
const MEN: &[&str] = &["man", "boy", "gentleman", "grandfather"];
const WOMEN: &[&str] = &["woman", "girl", "lady", "grandmother"];

/// "man", "girl": one person by a word that is no role.
pub fn is_one(noun: &str) -> bool {
    MEN.contains(&noun) || WOMEN.contains(&noun)
}

/// The gender that a noun in small letters shows: "girl", "duke".
pub fn of_noun(noun: &str) -> Option<Gender> {
    if MEN.contains(&noun) {
        Some(Gender::Masculine)
    } else if WOMEN.contains(&noun) {
        Some(Gender::Feminine)
    } else {
        borne_by(words::of(noun))
    }
}

/// The gender that a title or a given name shows, by the classes of the words; titles win.
pub fn of_classed(classes: impl Iterator<Item = Class>) -> Option<Gender> {
    let mut by_name = None;
    for (i, class) in classes.enumerate() {
        let titled = i == 0 && class.any(Class::TITLE.or(Class::ROLE));
        if i == 0 && class.any(Class::MR) && !class.any(Class::PLACE) {
            return Some(Gender::Masculine);
        }
        if i == 0 && class.any(Class::MRS) {
            return Some(Gender::Feminine);
        }
        if let Some(gender) = borne_by(class).filter(|_| titled) {
            return Some(gender);
        }
        // "Zuwaina Al Jabri" is no Al.
        let particle = i > 0 && class.any(Class::PARTICLE);
        if by_name.is_none() && !particle {
            if class.any(Class::GIVEN_M) && !class.any(Class::GIVEN_F.or(Class::GIVEN_E)) {
                by_name = Some(Gender::Masculine);
            } else if class.any(Class::GIVEN_F) && !class.any(Class::GIVEN_M.or(Class::GIVEN_E)) {
                by_name = Some(Gender::Feminine);
            }
        }
    }
    by_name
}

/// The gender that a person's forms show.
pub fn of(person: &Person) -> Option<Gender> {
    let table = words::table();
    let mut named = None;
    for form in &person.forms {
        let mut words = form.split_whitespace();
        let mut class = table.get(words.next().unwrap_or_default());
        if class.any(Class::MR) {
            return Some(Gender::Masculine);
        }
        if class.any(Class::MRS) {
            return Some(Gender::Feminine);
        }
        // A surname alone shows nothing: "Kelly", "Harris".
        if named.is_none() && form.contains(' ') {
            let all_but_last = std::iter::from_fn(|| {
                let next = words.next()?;
                Some(std::mem::replace(&mut class, table.get(next)))
            });
            named = of_classed(all_but_last);
        }
    }
    let role = person.role.as_deref().unwrap_or_default();
    named.or_else(|| {
        role.split_whitespace().find_map(|word| {
            let class = words::of(word);
            of_classed(std::iter::once(class).filter(|class| !class.any(Class::GIVEN)))
        })
    })
}
