//! Short and pet forms of given names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::runs::capital_behind;
use crate::text::Text;

/// The rows of the list: a given name with its short forms, in lower case.
pub fn rows() -> impl Iterator<Item = &'static str> {
    include_str!("nicknames.txt")
        .lines()
        .filter(|row| !row.starts_with('#'))
}

/// Whether two given names in lower case can be one person's: a name and its short form, or two short forms.
pub fn alike(a: &str, b: &str) -> bool {
    static ROWS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
        let mut map: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (n, row) in rows().enumerate() {
            for name in row.split_whitespace() {
                map.entry(name).or_default().push(n);
            }
        }
        map
    });
    match (ROWS.get(a), ROWS.get(b)) {
        (Some(a), Some(b)) => a.iter().any(|row| b.contains(row)),
        _ => false,
    }
}

/// Where the mark closes that opens at `open`, around a nickname of one word or two: “Jack”, “The Oak”.
pub(super) fn closes(text: &Text<'_>, open: usize) -> Option<usize> {
    let closes = |at: &usize| matches!(text.word(*at), "”" | "\"" | "’" | ")" | "'");
    let two = text.word(open + 1) == "The" && capital_behind(text, open + 1);
    [open + 2, open + 3]
        .into_iter()
        .take(1 + usize::from(two))
        .find(closes)
}
