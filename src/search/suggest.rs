//! The known names that a mistyped one could have meant.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// At most `n` of `known` that are near `wanted`, nearest first; ties keep the order of `known`.
///
/// Case and accents do not count. Near is: within a third of the letters (typing
/// errors: a letter wrong, missing, extra, or two swapped), or beginning with
/// `wanted`, or with a word (a surname, say) for which either holds.
///
/// ```
/// use onrecord::search::suggest::nearest;
/// let known = ["Emmanuel Macron", "Volodymyr Zelensky", "Marco Rubio"];
/// assert_eq!(nearest("macrno", known.into_iter(), 1), ["Emmanuel Macron"]);
/// ```
pub fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>, n: usize) -> Vec<String> {
    let wanted: Vec<char> = fold(wanted).into_iter().take(64).collect();
    let mut near: Vec<(usize, &str)> = Vec::new();
    for name in known {
        if let Some(far) = distance(&wanted, name) {
            near.push((far, name));
        }
    }
    near.sort_by_key(|(far, _)| *far);
    let mut names: Vec<String> = Vec::new();
    for (_, name) in near {
        if names.len() == n {
            break;
        }
        if !names.iter().any(|seen| seen == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// How far `name` is; `None` where it is no suggestion. Whole names rank before their words.
fn distance(wanted: &[char], name: &str) -> Option<usize> {
    let name = fold(name);
    let whole = typing_distance(wanted, &name).map(|far| far * 4);
    let words = name
        .split(|c| !c.is_alphanumeric())
        .filter(|w| w.len() > 1 && w.len() < name.len());
    let word = words
        .filter_map(|w| typing_distance(wanted, w))
        .min()
        .map(|far| far * 4 + 1);
    whole.into_iter().chain(word).min()
}

fn typing_distance(wanted: &[char], name: &[char]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    let allowed = (wanted.len() / 3).min(3);
    if wanted.len() >= 2 && name.starts_with(wanted) {
        return Some(usize::from(name.len() > wanted.len()));
    }
    if wanted.len().abs_diff(name.len()) > allowed {
        return None;
    }
    let far = damerau(wanted, name);
    (far <= allowed).then_some(far)
}

/// Letters wrong, missing, extra or swapped with their neighbour.
fn damerau(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for i in 0..a.len() {
        row[0] = i + 1;
        for j in 0..b.len() {
            let wrong = last[j] + usize::from(a[i] != b[j]);
            let mut best = wrong.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

fn fold(text: &str) -> Vec<char> {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(wanted: &str, known: &str, expected: &[&str]) {
        assert_eq!(nearest(wanted, known.split(", "), 3), expected, "{wanted}");
    }

    #[test]
    fn typing_errors() {
        check("speker", "speaker, source, since", &["speaker"]);
        check("sepaker", "speaker, source", &["speaker"]);
        check("contry", "country, topic", &["country"]);
        check("xyzzy", "country, topic", &[]);
        check("", "country", &[]);
        check("ab", "cd", &[]);
    }

    #[test]
    fn case_accents_and_surnames() {
        check("JOSE", "rosé, josé, mosel", &["josé", "rosé"]);
        check("macorn", "Emmanuel Macron, Marco Rubio", &["Emmanuel Macron"]);
        check(
            "zel",
            "Volodymyr Zelensky, Zeljko Ivanek",
            &["Zeljko Ivanek", "Volodymyr Zelensky"],
        );
    }

    #[test]
    fn nearest_first_and_no_repeats() {
        check(
            "france",
            "trance, france, France, frances",
            &["france", "France", "trance"],
        );
        assert_eq!(nearest("a", ["a", "a"].into_iter(), 0), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn a_name_is_nearest_to_itself(name in "[a-zA-Zé]{3,20}", other in "\\PC{0,20}") {
            let near = nearest(&name, [other.as_str(), name.as_str()].into_iter(), 2);
            prop_assert!(near.contains(&name));
        }

        #[test]
        fn distance_is_symmetric_and_bounded(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let (a, b) = (fold(&a), fold(&b));
            prop_assert_eq!(damerau(&a, &b), damerau(&b, &a));
            prop_assert!(damerau(&a, &b) <= a.len().max(b.len()));
        }
    }
}
