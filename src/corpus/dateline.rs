//! The dateline that opens a paragraph: where, when and by which agency it was filed.

use crate::dates::{Written, find_written};

use super::header;

/// The part before the dash is at most so long, in bytes.
const LONGEST: usize = 110;

/// Capitals and a dash open more than datelines.
const NO_PLACES: &[&str] = &[
    "ALERT",
    "ANALYSIS",
    "BREAKING",
    "COLUMN",
    "COMMENT",
    "CORRECTED",
    "CORRECTION",
    "DEVELOPING",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FEATURE",
    "FILE",
    "INSIGHT",
    "INTERVIEW",
    "LIVE",
    "NEWS",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "PROFILE",
    "REFILE",
    "REVIEW",
    "SPONSORED",
    "TIMELINE",
    "UPDATE",
    "UPDATED",
    "URGENT",
    "VIDEO",
    "WATCH",
    "WRAPUP",
];

/// What a dateline says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dateline {
    /// As printed: "PARIS", "KYIV, Ukraine".
    pub place: Option<String>,
    /// Agency or paper in brackets: "Reuters".
    pub source: Option<String>,
    /// Mostly without a year.
    pub date: Option<Written>,
}

/// Reads the dateline at the beginning of a paragraph: `PARIS, Dec 1 (Source) - `,
/// `BEIRUT (AP) — `, `LONDON — `, `Cleveland (AFP) – `.
///
/// A place without date and agency must be in capitals: a sentence may hold a dash.
pub(super) fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut cut = paragraph.len().min(2 * LONGEST);
    while !paragraph.is_char_boundary(cut) {
        cut -= 1;
    }
    let (before, after) = split_at_dash(&paragraph[..cut])?;
    after
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic())
        .then_some(())?;
    let (rest, source) = split_agency(before.trim());
    let date = find_written(rest);
    let place = match &date {
        Some(written) if !rest[written.span.end..].trim_matches([',', '.', ' ']).is_empty() => return None,
        Some(written) => &rest[..written.span.start],
        None => rest,
    };
    let place = place.trim_matches([',', ' ', '\u{a0}']);
    let named = source.is_some() || date.is_some();
    let fits = if place.is_empty() {
        named
    } else {
        is_place(place, source.is_some())
    };
    fits.then(|| Dateline {
        place: Some(place.to_owned()).filter(|place| !place.is_empty()),
        source: source.map(str::to_owned),
        date,
    })
}

/// The first dash that stands free, or closes brackets or capitals.
fn split_at_dash(paragraph: &str) -> Option<(&str, &str)> {
    const DASHES: [&str; 4] = ["—", "–", "--", "-"];
    let mut at = 0;
    while at < LONGEST {
        let rest = paragraph.get(at..)?;
        let found = rest.find(['—', '–', '-'])?;
        let (before, from_dash) = paragraph.split_at(at + found);
        let dash = DASHES.iter().find(|dash| from_dash.starts_with(**dash))?;
        let after = &from_dash[dash.len()..];
        let spaced = before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        let long =
            *dash != "-" && before.ends_with(|c: char| c == ')' || c.is_uppercase() || c == ' ' || c == '.');
        if (spaced || long) && before.len() <= LONGEST {
            return Some((before, after.trim_start()));
        }
        at += found + dash.len();
    }
    None
}

/// `PARIS (AP)`, `PARIS /PRNewswire/`
fn split_agency(before: &str) -> (&str, Option<&str>) {
    let closed = |open: char, close: char| {
        let inner = before.strip_suffix(close)?;
        let (rest, agency) = inner.rsplit_once(open)?;
        let agency = agency.trim();
        let fits =
            agency.len() <= 40 && agency.starts_with(char::is_uppercase) && find_written(agency).is_none();
        fits.then_some((rest.trim_end(), agency))
    };
    match closed('(', ')').or_else(|| closed('/', '/')) {
        Some((rest, agency)) => (rest, Some(agency)),
        None => (before, None),
    }
}

fn is_place(place: &str, has_agency: bool) -> bool {
    let mut parts = place.split(',').map(str::trim);
    let town = parts.next().unwrap_or_default();
    let letters = || town.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(|c| !c.is_lowercase());
    let words_fit = |part: &str| {
        part.split([' ', '/', '\u{a0}'])
            .filter(|word| !word.is_empty())
            .all(|word| {
                header::is_capitalised(word) && word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
            })
    };
    let first_word = town.split([' ', '/', ':']).next().unwrap_or_default();
    town.split_whitespace().count() <= if has_agency { 5 } else { 4 }
        && (capitals || has_agency)
        && words_fit(town)
        && parts.clone().count() <= 3
        && parts.all(|part| words_fit(part) && part.split_whitespace().count() <= 3)
        && NO_PLACES.binary_search(&first_word).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, want: &str) {
        let got = dateline(paragraph).map_or("none".to_owned(), |d| {
            let date = d.date.map(|w| {
                format!("{:?}-{}-{:?}", w.year, w.month, w.day)
                    .replace("Some(", "")
                    .replace(')', "")
            });
            [d.place, date, d.source]
                .map(|part| part.unwrap_or_default())
                .join(" | ")
        });
        assert_eq!(got, want, "{paragraph}");
    }

    #[test]
    fn datelines() {
        check(
            "PARIS, Dec 1 (Reuters) - Talks began.",
            "PARIS | None-12-1 | Reuters",
        );
        check("BEIRUT (AP) — The army said.", "BEIRUT |  | AP");
        check("LONDON — The bank", "LONDON |  | ");
        check("LONDON—The bank", "LONDON |  | ");
        check("Cleveland (AFP) – The party", "Cleveland |  | AFP");
        check("KYIV, Ukraine (AP) — “No,” he said.", "KYIV, Ukraine |  | AP");
        check("BEDFORD, N.H. (AP) — A debate", "BEDFORD, N.H. |  | AP");
        check(
            "WASHINGTON, Dec. 8 (UPI) — In response",
            "WASHINGTON | None-12-8 | UPI",
        );
        check(
            "PASADENA, Calif., Jan. 1 (UPI) — A handful",
            "PASADENA, Calif. | None-1-1 | UPI",
        );
        check(
            "TOKYO, Dec. 1, 2025 /PRNewswire/ -- The maker",
            "TOKYO | 2025-12-1 | PRNewswire",
        );
        check(
            "NEW YORK/LONDON (Reuters) - Shares",
            "NEW YORK/LONDON |  | Reuters",
        );
        check("Dec 1 (Reuters) - Shares fell.", " | None-12-1 | Reuters");
        check("(Reuters) - Shares fell.", " |  | Reuters");
        check("PORT-AU-PRINCE, Haiti — Gangs", "PORT-AU-PRINCE, Haiti |  | ");
    }

    #[test]
    fn no_datelines() {
        check("The plan — which nobody read — failed.", "none");
        check("BREAKING — The bank failed.", "none");
        check("UPDATE 1 - The bank failed.", "none");
        check("Mr. Ode (he is 40) — and his wife — left.", "none");
        check("A well-known man said no.", "none");
        check("POLLS ARE NOT ALWAYS WRONG, SAYS MAYOR — It is so.", "none");
        check("NATO — the alliance — met.", "none");
        check("", "none");
    }

    #[test]
    fn words_that_are_no_places_are_sorted() {
        assert!(NO_PLACES.is_sorted());
    }
}
