//! Organisations: joined only where no doubt is left.
//!
//! An article before the name, dots, "&", the two orders of "Department of State", British
//! and American letters, and the few short names that can mean nothing else.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::fold;
use super::table::Held;
use super::{Identity, Rule, Rules};
use crate::text::words::{self, Class};

/// Short names and what they stand for, both normal.
static ACRONYMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let rows = include_str!("acronyms.txt")
        .lines()
        .filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once(':'))
        .map(|(short, full)| (short.to_owned(), normal(full)))
        .collect()
});

/// What all names of one body share.
pub fn key(name: &str) -> String {
    let normal = normal(name);
    // "who" the pronoun is never an organisation: only capitals make the short name.
    ACRONYMS.get(&normal).cloned().unwrap_or(normal)
}

/// Whether a name is one of the short ones.
pub fn is_acronym(name: &str) -> bool {
    ACRONYMS.contains_key(&normal(name))
}

/// Whom each name of one body stands for: the name used most, unless the user knows another.
pub fn judge(held: &[Held<'_>], rules: &Rules) -> Vec<Identity> {
    let given = held.iter().find_map(|h| rules.canonical(&h.named.name));
    let most = held
        .iter()
        .filter(|h| !rules.mention(&h.named.name))
        .max_by_key(|h| (h.uses, h.named.name.len(), std::cmp::Reverse(&h.named.name)));
    let identity = |held: &Held<'_>| {
        let name = held.named.name.as_str();
        if let Some(speaker) = rules.canonical(name) {
            return Identity::joined(name, speaker, Rule::User);
        }
        let Some(speaker) = given.or(most.map(|most| most.named.name.as_str())) else {
            return Identity::itself(name);
        };
        if rules.differ(name, speaker) {
            return Identity::itself(name);
        }
        let rule = if is_acronym(name) == is_acronym(speaker) {
            Rule::Spelling
        } else {
            Rule::Acronym
        };
        Identity::joined(name, speaker, rule)
    };
    held.iter().map(identity).collect()
}

fn normal(name: &str) -> String {
    let folded = fold(&name.replace('&', " and "));
    let mut words: Vec<&str> = folded.split(' ').collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    let is_suffix = |word: &&str| ["inc", "corp", "ltd", "llc", "plc", "co"].contains(word);
    let before = words
        .iter()
        .rposition(|word| !is_suffix(word))
        .map_or(1, |last| last + 1);
    // "Team Inc" is a firm, and "the team" is none.
    let is_noun = before == 1 && words.first().is_some_and(|word| is_noun(word));
    words.truncate(if is_noun { before + 1 } else { before });
    let words: Vec<String> = words.into_iter().map(american).collect();
    // "Department of State" is the State Department.
    match words.as_slice() {
        [office, of, rest @ ..]
            if of == "of" && !rest.is_empty() && ["department", "ministry"].contains(&office.as_str()) =>
        {
            let rest = rest.strip_prefix(&["the".to_owned()]).unwrap_or(rest);
            format!("{} {office}", rest.join(" "))
        }
        words => words.join(" "),
    }
}

/// Whether a word by itself is what sort of body speaks, not its name.
fn is_noun(word: &str) -> bool {
    words::table().get(word).any(Class::BODY.or(Class::ORG))
}

/// A word in American letters.
fn american(word: &str) -> String {
    match word {
        "defence" => "defense".to_owned(),
        "centre" => "center".to_owned(),
        "centres" => "centers".to_owned(),
        "labour" => "labor".to_owned(),
        "programme" => "program".to_owned(),
        _ => match word.strip_suffix("isation") {
            Some(stem) if stem.len() > 2 => format!("{stem}ization"),
            _ => word.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_body() {
        for (a, b) in [
            ("the U.N.", "United Nations"),
            ("State Department", "Department of State"),
            ("World Health Organization", "WHO"),
            ("Ministry of Defence", "Defense Ministry"),
            ("Apple Inc.", "Apple"),
            ("AT&T", "AT & T"),
        ] {
            assert_eq!(key(a), key(b), "{a}, {b}");
        }
        assert_ne!(
            key("NRA"),
            key("National Rifle Association"),
            "or the restaurants'"
        );
        assert_ne!(key("team"), key("Team Inc"));
        assert_ne!(key("Justice Department"), key("Justice Ministry"));
    }
}
