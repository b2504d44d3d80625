//! Who is in the story: persons, organisations and offices, one entry each.
//!
//! Names are found as runs of capitalised words ([`names`]), told apart by the
//! words around and inside them ([`crate::text::words`]) and by a list of well-known bodies ([`known`]), and joined to one person per
//! surname and given name ([`resolve`]): "President Emmanuel Macron" introduces,
//! "Mr. Macron" refers. What the story says a person is stands in [`roles`].
//!
//! # Traps
//! * A surname alone that several bear goes to the one whom the paragraph has named, else to the person
//!   most spoken of, unless a courtesy title or a given name's gender speaks against it: "Mr. Clinton" and "Mrs. Clinton".
//! * One word with a capital may be a town ([`lone`]) or a ship ([`firms`]); neither is "he".
//! * The paragraph of reporting credits names people who are not in the story.

mod acronyms;
mod address;
mod codes;
mod couples;
mod days;
mod districts;
mod firms;
pub mod gender;
mod initials;
mod joined;
mod keys;
mod known;
mod lines;
mod lone;
mod misspelt;
pub mod names;
pub mod nicknames;
mod resolve;
pub mod roles;
mod room;
mod runs;
mod shortened;
mod single;
mod surnames;

pub(super) use joined::is_legal_form;

use crate::article::{Article, Person};
use crate::text::Text;

/// Compiled word lists.
pub struct Lexicon {}

impl Lexicon {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        crate::text::words::table();
        Self {}
    }
}

/// The people of one article, in order of first mention.
pub fn annotate(_article: &Article, text: &Text<'_>, _lexicon: &Lexicon) -> Vec<Person> {
    let classes = &text.classes;
    let mut room = room::take();
    names::find(text, classes, &mut room.names);
    let people = resolve::people(text, classes, &mut room);
    room::keep(room);
    people
}

/// The people of a body.
#[cfg(test)]
fn of_body(body: &str) -> Vec<Person> {
    let article = Article {
        body: body.to_owned(),
        ..Article::default()
    };
    annotate(&article, &Text::new(body), &Lexicon::standard())
}

/// Checks who is found in a body, and what sort each is.
#[cfg(test)]
fn check_kinds(body: &str, expected: &[&str]) {
    let found: Vec<_> = of_body(body)
        .iter()
        .map(|p| format!("{} ({})", p.name, p.kind.as_str()))
        .collect();
    assert_eq!(found, expected, "{body:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let found: Vec<_> = of_body(body)
            .iter()
            .map(|p| format!("{} ({}): {}", p.name, p.kind.as_str(), p.forms.join(", ")))
            .collect();
        assert_eq!(found, expected, "{body:?}");
    }

    #[test]
    fn one_person_under_many_forms() {
        check(
            "President Adam Kowalski met Mr. Olsen. Kowalski left.",
            &[
                "Adam Kowalski (person): President Adam Kowalski, Kowalski",
                "Olsen (person): Mr. Olsen",
            ],
        );
    }

    #[test]
    fn two_people_of_one_surname() {
        check(
            "Carol Webb and Simon Webb spoke. Mr. Webb left. Ms. Webb stayed.",
            &[
                "Carol Webb (person): Carol Webb, Ms. Webb",
                "Simon Webb (person): Simon Webb, Mr. Webb",
            ],
        );
    }

    #[test]
    fn bodies_are_no_persons_and_places_are_neither() {
        check(
            "The Foreign Ministry in Paris met the French delegation.",
            &["Foreign Ministry (organisation): Foreign Ministry"],
        );
    }

    #[test]
    fn particles_initials_hyphens_and_suffixes() {
        check(
            "Pieter van der Meer, J. D. Mercer, Jean-Luc Picot and Walter Hale Jr. came.",
            &[
                "Pieter van der Meer (person): Pieter van der Meer",
                "J. D. Mercer (person): J. D. Mercer",
                "Jean-Luc Picot (person): Jean-Luc Picot",
                "Walter Hale Jr. (person): Walter Hale Jr.",
            ],
        );
    }

    #[test]
    fn roles_before_and_behind_the_name() {
        let body = "Karl Aas, the mayor of Bergen, met campaign manager Julia Roth.";
        let people = of_body(body);
        let roles: Vec<_> = people.iter().map(|p| p.role.as_deref()).collect();
        assert_eq!(
            roles,
            [Some("the mayor of Bergen"), None, Some("campaign manager")]
        );
        let people = of_body("“Now,” said singer Karl Aas. Julia Roth, whose first husband sang, left.");
        let roles: Vec<_> = people.iter().map(|p| p.role.as_deref()).collect();
        assert_eq!(roles, [Some("singer"), None]);
    }

    #[test]
    fn offices_are_nobodys_names() {
        check(
            "The Chief Medical Officer met Group Managing Director Karl Aas.",
            &["Karl Aas (person): Group Managing Director Karl Aas"],
        );
    }
}
