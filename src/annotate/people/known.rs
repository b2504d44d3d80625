//! Bodies that everybody knows: nothing in "Red Cross" or "Boeing" says that it is nobody's name.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::address;
use super::names::{Look, Name};
use super::runs::run_end;
use crate::text::words::Class;
use crate::text::{Text, hash};

/// The names by the number of their first word; of each its further words, longest names first.
static KNOWN: LazyLock<FxHashMap<u64, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut known: FxHashMap<u64, Vec<Vec<&'static str>>> = FxHashMap::default();
    let lines = include_str!("known_bodies.txt").lines();
    let names = lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split('|'));
    for name in names.map(str::trim) {
        let mut words = name.split_whitespace().flat_map(tokens);
        if let Some(first) = words.next() {
            known.entry(hash::exact(first)).or_default().push(words.collect());
        }
    }
    for names in known.values_mut() {
        names.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    known
});

/// A word as a text is cut: a hyphen and the mark of an owner stand by themselves.
fn tokens(word: &'static str) -> impl Iterator<Item = &'static str> {
    word.split_inclusive('-')
        .flat_map(|part| match part.strip_suffix('-') {
            Some(before) => [Some(before), Some("-")],
            None => match part.strip_suffix("'s") {
                Some(owner) => [Some(owner), Some("'s")],
                None => [Some(part), None],
            },
        })
        .flatten()
}

/// Whether the word at `at` is by itself the name of a known body.
pub(super) fn is_word(text: &Text<'_>, at: usize) -> bool {
    named(text, at).is_some_and(|names| names.iter().any(Vec::is_empty))
}

/// What may follow the word at `at` in names of known bodies.
fn named(text: &Text<'_>, at: usize) -> Option<&'static [Vec<&'static str>]> {
    let first = match text.hashes[at] {
        0 => hash::exact(text.word(at)),
        plain => plain,
    };
    KNOWN.get(&first).map(Vec::as_slice)
}

/// One past the last token of the known body whose name begins at the capitalised word at `at`; capitals that
/// follow belong to it ("World Bank Group", "Samsung Electronics") where no person is among them.
pub(super) fn end(text: &Text<'_>, classes: &[Class], at: usize) -> Option<usize> {
    let names = named(text, at)?;
    let is_next = |(token, word): (usize, &&str)| {
        let there = text.tokens.get(token);
        let capital = word.starts_with(char::is_uppercase);
        there.is_some_and(|t| !t.line_start && (t.capital || !capital))
            && (text.word(token).eq_ignore_ascii_case(word) || *word == "'s" && text.word(token) == "’s")
    };
    let name = names
        .iter()
        .find(|words| (at + 1..).zip(words.iter()).all(is_next))?;
    let end = at + 1 + name.len();
    // "Moody's Investors Service Inc": a name with a mark inside goes on behind it.
    let whole = match name.is_empty() {
        true => run_end(text, classes, at),
        false => run_end(text, classes, at).max(run_end(text, classes, end - 1)),
    };
    let person = Class::TITLE.or(Class::ROLE).or(Class::GIVEN).or(Class::COURTESY);
    // "Merrill Lynch Capital Markets Mario Balletto", "Google CEO Adam Kowalski": up to the person.
    let persons = (end..whole).find(|at| classes[*at].any(person));
    Some(persons.unwrap_or(whole).max(end))
}

/// "Karl Shell left. Shell said": words in `lone` that are surnames of persons of the story are theirs.
pub(super) fn give_back(text: &Text<'_>, classes: &[Class], lone: &[usize], names: &mut [Name]) {
    let persons = names
        .iter()
        .filter(|name| name.look == Look::Person && name.name.len() > 1);
    let surnames: FxHashSet<&str> = persons
        .flat_map(|name| address::surnames(classes, name))
        .map(|at| text.word(at))
        .collect();
    for n in lone {
        if let Some(name) = names.get_mut(*n)
            && surnames.contains(text.word(name.name.start))
            && !(name.name.start > 0 && classes[name.name.start - 1].any(Class::DETERMINER))
        {
            name.look = Look::Single;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn bodies_that_everybody_knows() {
        check("The World Bank gave more.", &["World Bank (organisation)"]);
        check("It hurt Boeing in May.", &["Boeing (organisation)"]);
        check(
            "Aid came from Doctors Without Borders.",
            &["Doctors Without Borders (organisation)"],
        );
        check(
            "It was seen by Agence France-Presse.",
            &["Agence France-Presse (organisation)"],
        );
        check(
            "It hurt Samsung Electronics and the World Bank Group.",
            &[
                "Samsung Electronics (organisation)",
                "World Bank Group (organisation)",
            ],
        );
        check(
            "The UNICEF report named Google CEO Adam Kowalski.",
            &[
                "UNICEF (organisation)",
                "Google (organisation)",
                "Adam Kowalski (person)",
            ],
        );
    }

    #[test]
    fn a_surname_of_the_story_stays_one() {
        check(
            "Karl Shell, a farmer, left. Shell was tired.",
            &["Karl Shell (person)"],
        );
    }

    #[test]
    fn what_only_begins_so_is_another_name() {
        check(
            "Then came World Champion Adam Kowalski.",
            &["Adam Kowalski (person)"],
        );
        check("He met Anna Walmart-Jones.", &["Anna Walmart-Jones (person)"]);
    }
}
