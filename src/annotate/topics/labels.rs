//! Labels as people write them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Everyday names for concepts whose label is longer, with the code they mean.
const COMMON_NAMES: &[(&str, &str)] = &[
    ("accidents", "20000139"),
    ("arts", "01000000"),
    ("arts and culture", "01000000"),
    ("business", "04000000"),
    ("business and economy", "04000000"),
    ("conflict", "16000000"),
    ("covid", "20000448"),
    ("culture and entertainment", "01000000"),
    ("disasters", "03000000"),
    ("disasters and accidents", "03000000"),
    ("economics and business", "04000000"),
    ("elections", "20000574"),
    ("entertainment", "01000000"),
    ("finance", "04000000"),
    ("football", "20001065"),
    ("justice", "02000000"),
    ("labor", "09000000"),
    ("law and crime", "02000000"),
    ("leisure", "20000538"),
    ("media", "20000045"),
    ("science", "13000000"),
    ("sports", "15000000"),
    ("tech", "13000000"),
    ("technology", "13000000"),
    ("wars", "20000062"),
];

/// The code of a common name in its plain form.
pub fn common_name(plain: &str) -> Option<&'static str> {
    let at = COMMON_NAMES.binary_search_by_key(&plain, |n| n.0).ok()?;
    Some(COMMON_NAMES[at].1)
}

/// Lower case, no accents, one blank between words, no other marks; `&` is "and".
pub fn plain(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for c in label.nfd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if c == '&' {
            out.push_str(" and ");
        } else if !matches!(c, '\'' | '’') {
            out.push(' ');
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How far `label` lies from what was typed; `None` where it is no suggestion.
/// Both are plain. Small slips come first, then labels that hold the words.
pub fn distance(typed: &str, label: &str) -> Option<usize> {
    if typed.is_empty() || typed.len() > 80 {
        return None;
    }
    let slips = edits(typed, label);
    let allowed = typed.chars().count().min(label.chars().count()) / 3;
    if slips <= allowed {
        return Some(slips);
    }
    let begins = |word: &str| label.split(' ').any(|l| l.starts_with(word));
    (typed.len() > 2 && typed.split(' ').all(begins)).then(|| 10 + label.len() - typed.len().min(label.len()))
}

/// Insertions, deletions, changes and swaps of neighbours between two words.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = [
        vec![0; b.len() + 1],
        (0..=b.len()).collect(),
        vec![0; b.len() + 1],
    ];
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let change = rows[1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = best;
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_are_sorted_and_known() {
        assert!(COMMON_NAMES.is_sorted());
        let taxonomy = super::super::Taxonomy::standard();
        for (name, code) in COMMON_NAMES {
            assert!(taxonomy.by_code(code).is_some(), "{name}");
        }
    }

    #[test]
    fn plain_labels() {
        assert_eq!(plain("Coup d’État & more!"), "coup detat and more");
        assert_eq!(edits("tlaks", "talks"), 1);
        assert_eq!(edits("", "abc"), 3);
    }
}
