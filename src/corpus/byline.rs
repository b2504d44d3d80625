//! Bylines: who wrote it.

use super::header::Header;
use super::names;
use crate::dates::find_written;

/// What opens a byline.
const OPENINGS: &[&str] = &[
    "by",
    "par",
    "por",
    "reported by",
    "story by",
    "text by",
    "von",
    "words by",
    "written by",
];

/// A longer line is a sentence, in bytes.
const LONGEST: usize = 160;

/// Reads `By Jane Roe, The Star`, `By A, B and C`, `BY JANE ROE in Paris, Dec 1`.
pub(super) fn byline(line: &str) -> Option<Header> {
    let rest = OPENINGS.iter().find_map(|opening| {
        let start = line.get(..opening.len())?;
        let rest = line[opening.len()..].strip_prefix([' ', '\u{a0}', ':'])?;
        let fits =
            start.eq_ignore_ascii_case(opening) && (line.starts_with(char::is_uppercase) || *opening == "by");
        fits.then_some(rest)
    })?;
    names(rest.trim())
}

/// Reads the names of a byline.
pub(super) fn names(text: &str) -> Option<Header> {
    if text.len() > LONGEST || text.ends_with(['.', '?', '!']) && !ends_in_initial(text) {
        return None;
    }
    let mut header = Header::default();
    let mut text = text;
    if let Some(written) = find_written(text) {
        // What follows the date is a time at best.
        let after = &text[written.span.end..];
        if after.chars().filter(|c| c.is_alphabetic()).count() > 12 {
            return None;
        }
        text = &text[..written.span.start];
        header.written = Some(written);
    }
    let mut roles = false;
    let text = text.trim_matches([' ', ',', '|', '-', '–', '—', '(', ')']);
    let items = text
        .split([',', ';', '|', '&', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" with "))
        .map(|item| item.trim().trim_start_matches("and "))
        .filter(|item| !item.is_empty());
    for item in items {
        let (item, outlet) = cut_place(item);
        if let Some(outlet) = outlet {
            header.source.get_or_insert_with(|| outlet.to_owned());
        }
        let first = header.authors.is_empty();
        if first && item.starts_with(char::is_lowercase) {
            return None;
        }
        if names::is_certain_outlet(item) || !first && names::is_outlet(item) {
            header.source.get_or_insert_with(|| item.to_owned());
        } else if names::is_role(item) {
            roles = true;
        } else if names::is_person(item) {
            header.authors.push(names::recased(item));
        } else if !names::is_title_like(item) || first {
            // A lone word after the names is a place; anything else is no byline.
            return None;
        }
    }
    let found = roles || header.source.is_some() || !header.authors.is_empty();
    found.then_some(header)
}

fn ends_in_initial(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    matches!(word, "Jr." | "Sr.") || word.chars().filter(|c| c.is_alphabetic()).count() == 1
}

/// "Jane Roe in Paris" is Jane Roe; "Jane Roe of The Star" names the outlet too.
fn cut_place(item: &str) -> (&str, Option<&str>) {
    for word in [" in ", " at ", " from "] {
        if let Some((name, _)) = item.split_once(word) {
            return (name, None);
        }
    }
    for word in [" for ", " of "] {
        if let Some((name, outlet)) = item.split_once(word)
            && names::is_title_like(outlet)
            && names::is_person(name)
        {
            return (name, Some(outlet));
        }
    }
    (item, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, want: &str) {
        let got = byline(line).map_or("none".to_owned(), |h| {
            let date = h.written.map(|w| format!("{}/{:?}", w.month, w.day));
            let parts = [Some(h.authors.join("; ")), h.source, date];
            parts.map(|part| part.unwrap_or_default()).join(" | ")
        });
        assert_eq!(got, want, "{line}");
    }

    #[test]
    fn bylines() {
        check("By Jane Roe", "Jane Roe |  | ");
        check("By Jane Roe and John Doe", "Jane Roe; John Doe |  | ");
        check(
            "By Jane Roe, John Doe and Ségolène Le Stradic",
            "Jane Roe; John Doe; Ségolène Le Stradic |  | ",
        );
        check("BY JANE ROE, JOHN MCDOE", "Jane Roe; John McDoe |  | ");
        check("By Jane Roe, The Star", "Jane Roe | The Star | ");
        check("By Jane Roe, Associated Press", "Jane Roe | Associated Press | ");
        check("By Jane Roe, BBC News, Nairobi", "Jane Roe | BBC News | ");
        check(
            "By Jane Roe in Paris and John Doe in Kyiv",
            "Jane Roe; John Doe |  | ",
        );
        check("By Jane Roe, Political Correspondent", "Jane Roe |  | ");
        check("By Jane Roe for The Star", "Jane Roe | The Star | ");
        check("By The Associated Press", " | The Associated Press | ");
        check("By Reuters", " | Reuters | ");
        check("By Emily Post", "Emily Post |  | ");
        check("By Jane Roe, Dec. 1, 2025", "Jane Roe |  | 12/Some(1)");
        check("Von Jane Roe", "Jane Roe |  | ");
        check("By John Doe Jr.", "John Doe Jr. |  | ");
    }

    #[test]
    fn no_bylines() {
        check("By Monday the rebels had taken the town", "none");
        check("By Christmas", "none");
        check("By the way", "none");
        check("By Jane Roe was the first novel I read.", "none");
        check("Bystanders fled", "none");
        check("By 10 p.m., police had left", "none");
    }
}
