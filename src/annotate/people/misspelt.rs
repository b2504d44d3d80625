//! Surnames with one letter wrong: "McNeil" of Beverly McNeill, "Wickramasinghe" of Ranil Wickremesinghe.

use super::keys::Keys;
use super::names::{Look, Name};
use super::resolve::Bearer;
use crate::text::Text;
use crate::text::words::Class;

/// Bearers of full names that a surname is compared with.
const MOST: usize = 64;
/// Shorter surnames differ by one letter as often as not.
const SHORTEST: usize = 6;

/// The one bearer of a full name whose surname a lone word nearly is, which nobody else bears.
pub(super) fn bearer_of(
    (text, classes): (&Text<'_>, &[Class]),
    names: &[Name],
    keys: &Keys,
    bearers: &[Bearer],
    name: &Name,
) -> Option<usize> {
    let word = text.word(name.name.start);
    if word.len() < SHORTEST || name.look == Look::Organisation || classes[name.name.start].any(Class::GIVEN)
    {
        return None;
    }
    let near = |bearer: &Bearer| {
        bearer.look == Look::Person
            && keys.get(bearer.fullest).len() > 1
            && nearly(word, text.word(names[bearer.fullest].name.end - 1))
    };
    let mut found = bearers
        .iter()
        .take(MOST)
        .enumerate()
        .filter(|(_, bearer)| near(bearer));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(first)
}

/// Whether one word is the other with a letter doubled, a silent "e" or up to two vowels instead of others.
fn nearly(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (short, long) = (short.as_bytes(), long.as_bytes());
    if short.len() < SHORTEST || short[0] != long[0] {
        return false;
    }
    match long.len() - short.len() {
        0 => {
            let vowel = |byte: u8| b"aeiouy".contains(&byte);
            let wrong = short.iter().zip(long).filter(|(x, y)| x != y);
            wrong.clone().all(|(x, y)| vowel(*x) && vowel(*y)) && (1..=2).contains(&wrong.count())
        }
        // "Johnston" is not "Johnson".
        1 => {
            let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
            let doubled = same > 0 && long[same] == long[same - 1];
            short[same..] == long[same + 1..] && (doubled || same == short.len() && long[same] == b'e')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::nearly;
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn one_letter_wrong() {
        assert!(nearly("McNeil", "McNeill") && nearly("Wickramasinghe", "Wickremesinghe"));
        assert!(nearly("Hemminghaus", "Heminghaus") && nearly("Styles", "Stiles"));
        assert!(
            !nearly("Johnson", "Johnston") && !nearly("Martin", "Martins") && !nearly("Hansen", "Hansen")
        );
    }

    #[test]
    fn the_one_who_is_meant() {
        check(
            "Beverly McNeill was sad. “Go,” McNeil said. Mr Hanssen left.",
            &["Beverly McNeill (person)", "Hanssen (person)"],
        );
    }
}
