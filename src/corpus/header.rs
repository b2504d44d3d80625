//! Header lines: source, date, byline, in the many ways of newspapers.
//!
//! A line is metadata only where **all** of it is understood; a sentence that
//! merely holds a date is story.

use super::byline;
use super::names;
use crate::dates::{Written, find_written};

pub(super) use names::is_capitalised;

/// A longer line is a paragraph, in bytes.
const LONGEST: usize = 200;

/// What header lines say; the first line that says something wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    pub source: Option<String>,
    pub authors: Vec<String>,
    pub written: Option<Written>,
    /// Where it was filed, given as "PARIS, Dec 1" on a line of its own.
    pub place: Option<String>,
}

impl Header {
    /// Takes over what is still missing.
    pub fn merge(&mut self, other: Header) {
        self.source = self.source.take().or(other.source);
        self.written = self.written.take().or(other.written);
        self.place = self.place.take().or(other.place);
        if self.authors.is_empty() {
            self.authors = other.authors;
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Label {
    Byline,
    Date,
    /// Days of updates do not tell the day of publication.
    Ignored,
    Source,
}

/// Words that open a header line. Those for dates may stand without a colon.
const LABELS: &[(&str, Label)] = &[
    ("author", Label::Byline),
    ("authors", Label::Byline),
    ("byline", Label::Byline),
    ("date", Label::Date),
    ("date published", Label::Date),
    ("first published", Label::Date),
    ("last modified", Label::Ignored),
    ("last updated", Label::Ignored),
    ("modified", Label::Ignored),
    ("newspaper", Label::Source),
    ("outlet", Label::Source),
    ("posted", Label::Date),
    ("publication", Label::Source),
    ("publication date", Label::Date),
    ("published", Label::Date),
    ("publisher", Label::Source),
    ("source", Label::Source),
    ("updated", Label::Ignored),
    ("written by", Label::Byline),
];

/// Pages of a paper, printed above or beside the header.
const SECTIONS: &[&str] = &[
    "africa",
    "americas",
    "analysis",
    "arts",
    "asia",
    "asia pacific",
    "australia",
    "books",
    "business",
    "climate",
    "culture",
    "economy",
    "education",
    "entertainment",
    "environment",
    "europe",
    "explainer",
    "features",
    "finance",
    "health",
    "home",
    "international",
    "latin america",
    "lifestyle",
    "live",
    "local",
    "markets",
    "media",
    "middle east",
    "money",
    "national",
    "news",
    "opinion",
    "politics",
    "science",
    "society",
    "sport",
    "sports",
    "technology",
    "travel",
    "u.s.",
    "uk",
    "uk news",
    "us",
    "us news",
    "weather",
    "world",
    "world news",
];

/// What the line says, where every part of it is metadata.
pub(super) fn read_line(line: &str) -> Option<Header> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    if let Some(found) = labelled(line).or_else(|| byline::byline(line)) {
        return Some(found);
    }
    if let Some(found) = dated(line) {
        return Some(found);
    }
    several_parts(line)
}

/// A line that holds a bare name ("Reuters", "World", "Jane Roe"): to be
/// believed only beside lines that are certain.
pub(super) fn read_bare_name(line: &str) -> Option<Header> {
    let line = line.trim();
    if line.len() > LONGEST {
        return None;
    }
    if SECTIONS.binary_search(&line.to_lowercase().as_str()).is_ok() {
        return Some(Header::default());
    }
    if names::is_title_like(line) && names::is_outlet(line) {
        return Some(Header {
            source: Some(line.to_owned()),
            ..Header::default()
        });
    }
    let name = line.split_once(" in ").map_or(line, |(name, _)| name);
    (names::is_title_like(line) && names::is_person(name)).then(|| Header {
        authors: vec![names::recased(name)],
        ..Header::default()
    })
}

/// A headline without its label.
pub(super) fn strip_title_label(line: &str) -> &str {
    for label in ["headline:", "title:", "# "] {
        if line
            .get(..label.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(label))
        {
            let rest = line[label.len()..].trim();
            return if rest.is_empty() { line } else { rest };
        }
    }
    line
}

/// `Published: 1 May 2024`, `Source: The Star`, `Updated 2 hours ago`
fn labelled(line: &str) -> Option<Header> {
    let (label, rest, colon) = LABELS.iter().rev().find_map(|(word, label)| {
        let start = line.get(..word.len())?;
        let rest = &line[word.len()..];
        let colon = rest.strip_prefix(':');
        let ends = colon.is_some() || rest.starts_with(char::is_whitespace);
        (start.eq_ignore_ascii_case(word) && ends).then_some((
            *label,
            colon.unwrap_or(rest).trim(),
            colon.is_some(),
        ))
    })?;
    match label {
        Label::Byline if colon => byline::names(rest),
        Label::Source if colon && names::is_title_like(rest) => Some(Header {
            source: Some(rest.to_owned()),
            ..Header::default()
        }),
        Label::Date => dated(rest)
            .or_else(|| several_parts(rest))
            .filter(|found| found.written.is_some()),
        Label::Ignored if rest.len() < 60 && rest.bytes().any(|b| b.is_ascii_digit()) => {
            let counted = rest.ends_with(" ago") || strip_times(rest).is_empty();
            (counted || dated(rest).is_some()).then(Header::default)
        }
        _ => None,
    }
}

/// One part with a date in it: `The Star, Dec 1`, `1 May 2024 10:30 GMT`, `PARIS, Dec 1`
fn dated(part: &str) -> Option<Header> {
    let written = find_written(part)?;
    let (printed_before, printed_after) = (&part[..written.span.start], &part[written.span.end..]);
    let before = strip_times(printed_before);
    let after = strip_times(printed_after);
    let name = match (before, after) {
        ("", name) | (name, "") => name,
        _ => return None,
    };
    // "Pay April 3" is no paper: a name without a mark after it needs a year, or to be known.
    let apart =
        printed_before.trim_end().ends_with(is_mark) || printed_after.trim_start().starts_with(is_mark);
    if !(name.is_empty() || apart || written.year.is_some() || names::is_outlet(name)) {
        return None;
    }
    if find_written(name).is_some() || labelled(name).is_some() {
        return None;
    }
    let mut header = if name.is_empty() {
        Header::default()
    } else if apart && written.year.is_some() && names::is_handle(name) {
        Header {
            source: Some(name.to_owned()),
            ..Header::default()
        }
    } else {
        unlabelled(name)?
    };
    header.written = Some(written);
    Some(header)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Names beside a date: an outlet, after authors and before places perhaps.
fn unlabelled(text: &str) -> Option<Header> {
    if let Some(found) = byline::byline(text) {
        return Some(found);
    }
    if names::is_all_capitals(text) && !names::is_outlet(text) && text.chars().count() > 3 {
        return names::is_title_like(text).then(|| Header {
            place: Some(text.to_owned()),
            ..Header::default()
        });
    }
    let parts: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() || !parts.iter().all(|part| names::is_title_like(part)) {
        return None;
    }
    let outlet = parts
        .iter()
        .position(|part| names::is_outlet(part))
        .unwrap_or_default();
    Some(Header {
        source: Some(parts[outlet].to_owned()),
        authors: parts[..outlet]
            .iter()
            .filter(|part| names::is_person(part))
            .map(|p| names::recased(p))
            .collect(),
        ..Header::default()
    })
}

/// `By Jane Roe | The Star | 1 May 2024`: every part must be known, and one be certain.
fn several_parts(line: &str) -> Option<Header> {
    if !line.contains(['|', '·', '•', '\t', '–', '—', '-', '/']) {
        return None;
    }
    let parts: Vec<&str> = split_parts(line);
    if parts.len() < 2 {
        return None;
    }
    let mut header = Header::default();
    let mut certain = false;
    let mut bare = Vec::new();
    for part in parts {
        if let Some(found) = labelled(part)
            .or_else(|| byline::byline(part))
            .or_else(|| dated(part))
        {
            certain = true;
            header.merge(found);
        } else if strip_times(part).is_empty()
            || SECTIONS.binary_search(&part.to_lowercase().as_str()).is_ok()
        {
            continue;
        } else if names::is_title_like(part) {
            bare.push(part);
        } else {
            return None;
        }
    }
    if !certain {
        return None;
    }
    let sure = bare.iter().position(|part| names::is_outlet(part));
    let source = sure
        .or_else(|| bare.len().checked_sub(1))
        .filter(|_| header.source.is_none());
    for (at, part) in bare.iter().enumerate() {
        if Some(at) == source {
            header.source = Some((*part).to_owned());
        } else if names::is_person(part) && header.authors.is_empty() {
            header.authors.push(names::recased(part));
        }
    }
    Some(header).filter(|header| !header.is_empty())
}

fn split_parts(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for mark in ["|", "·", "•", "\t", " – ", " — ", " - ", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Leaves out times of the day and reading times at both ends, and what joins them.
fn strip_times(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text;
        text = text.trim_matches(|c: char| c.is_whitespace() || ",;:()[]|-–—·•".contains(c));
        if let Some(word) = text.split_whitespace().next().filter(|word| is_time_word(word)) {
            text = &text[word.len()..];
        }
        if let Some(word) = text
            .split_whitespace()
            .next_back()
            .filter(|word| is_time_word(word))
        {
            text = &text[..text.len() - word.len()];
        }
        if text.len() == before.len() {
            return text;
        }
    }
}

/// Words of times: of the day, and of reading.
const TIME_WORDS: &[&str] = &[
    "a.m", "am", "at", "bst", "cest", "cet", "cst", "eastern", "edt", "est", "et", "gmt", "hrs", "ist",
    "local", "min", "mins", "minute", "on", "p.m", "pdt", "pm", "pst", "pt", "read", "time", "utc",
];

fn is_time_word(word: &str) -> bool {
    let word = word
        .trim_matches(|c: char| ",;()[]".contains(c))
        .trim_end_matches('.');
    if TIME_WORDS
        .binary_search(&word.to_ascii_lowercase().as_str())
        .is_ok()
    {
        return true;
    }
    let digits = word.strip_prefix('T').unwrap_or(word);
    let clock = digits.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &digits[clock.len()..];
    clock.starts_with(|c: char| c.is_ascii_digit())
        && clock.len() <= 14
        && clock.chars().all(|c| c.is_ascii_digit() || ":.+-".contains(c))
        // Four digits alone are rather a year.
        && (clock.len() <= 2 || clock.contains([':', '.']))
        && matches!(ending.to_ascii_lowercase().as_str(), "" | "am" | "pm" | "z" | "h")
}

#[cfg(test)]
#[path = "header_tests.rs"]
mod tests;
