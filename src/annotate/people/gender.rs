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

/// Titles and roles that only a woman, or only a man, bears.
const FEMININE_TITLES: &[&str] = &[
    "queen",
    "princess",
    "congresswoman",
    "spokeswoman",
    "chairwoman",
    "actress",
    "sister",
    "mother",
    "wife",
    "daughter",
    "councilwoman",
    "assemblywoman",
    "duchess",
    "businesswoman",
];
const MASCULINE_TITLES: &[&str] = &[
    "king",
    "prince",
    "pope",
    "congressman",
    "spokesman",
    "chairman",
    "father",
    "brother",
    "husband",
    "son",
    "councilman",
    "assemblyman",
    "duke",
    "businessman",
    "imam",
    "rabbi",
];

/// The gender that a title or a given name shows; titles win.
pub fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Option<Gender> {
    let table = words::table();
    of_classed(words.map(|word| (word, table.get(word))))
}

/// The same where the classes of the words are known.
pub fn of_classed<'a>(words: impl Iterator<Item = (&'a str, Class)>) -> Option<Gender> {
    let mut by_name = None;
    for (i, (word, class)) in words.enumerate() {
        let (masculine_title, feminine_title) = if i == 0 && class.any(Class::TITLE.or(Class::ROLE)) {
            let is = |list: &[&str]| list.iter().any(|t| t.eq_ignore_ascii_case(word));
            (is(MASCULINE_TITLES), is(FEMININE_TITLES))
        } else {
            (false, false)
        };
        if class.any(Class::MR) && !class.any(Class::PLACE) && i == 0 || masculine_title && i == 0 {
            return Some(Gender::Masculine);
        }
        if i == 0 && (class.any(Class::MRS) || feminine_title) {
            return Some(Gender::Feminine);
        }
        if by_name.is_none() {
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
    let mut named = None;
    for form in &person.forms {
        let mut words = form.split_whitespace().peekable();
        let class = words::table().get(words.peek().copied().unwrap_or_default());
        if class.any(Class::MR) {
            return Some(Gender::Masculine);
        }
        if class.any(Class::MRS) {
            return Some(Gender::Feminine);
        }
        // A surname alone shows nothing: "Kelly", "Harris".
        if named.is_none() && form.contains(' ') {
            named = of_words(std::iter::from_fn(|| {
                words.next().filter(|_| words.peek().is_some())
            }));
        }
    }
    let role = person.role.as_deref().unwrap_or_default();
    named.or_else(|| {
        role.split_whitespace().find_map(|word| {
            let class = words::table().get(word);
            of_classed(std::iter::once((word, class)).filter(|(_, class)| !class.any(Class::GIVEN)))
        })
    })
}
