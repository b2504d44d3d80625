//! The newspaper text format: a headline, a line with source and date, paragraphs.
//!
//! ```text
//! Ministers meet in Oslo            <- headline
//!                                      (blank lines are free)
//! The Morning Ledger, Dec 1         <- header: source and date, byline, in any order
//! By Ada Byrne and Tomas Riel
//! OSLO, Dec 1 - The ministers ...   <- body; a dateline stays in it
//! Reporting was contributed by ...  <- credit, kept apart
//! Comments                          <- furniture, dropped
//! ```
//!
//! Every part may be missing. A line leaves the body only where all of it is
//! understood; in doubt it is story. The body is one stretch of the text, so
//! that a span in it can be turned into a line of the file.

use jiff::civil::Date;

use super::dateline::{Dateline, dateline};
use super::furniture::{is_credit, is_furniture, tail};
use super::header::{self, Header};
use super::{language, year};
use crate::article::Article;

/// A header has at most so many lines.
const HEADER_LINES: usize = 8;
/// A longer first line is a paragraph (in characters)...
const LONGEST_HEADLINE: usize = 220;
/// ... and so is one of more words than this that ends like a sentence.
const HEADLINE_WORDS: usize = 25;
/// Header lines may stand below a standfirst of at most so many bytes.
const LONGEST_STANDFIRST: usize = 300;

/// Reads one article.
///
/// ```
/// use onrecord::corpus::newspaper;
/// let text = "Ministers meet\n\nThe Ledger, Dec 1\nThey met on Monday.\nComments\n";
/// let article = newspaper("a.txt", text, "2026-11-24".parse().unwrap());
/// assert_eq!(article.title, "Ministers meet");
/// assert_eq!(article.source.as_deref(), Some("The Ledger"));
/// assert_eq!(article.published.unwrap().to_string(), "2025-12-01");
/// assert_eq!(article.body, "They met on Monday.");
/// assert_eq!(article.body_line, 4);
/// ```
pub fn newspaper(path: &str, text: &str, today: Date) -> Article {
    let lines: Vec<Line<'_>> = lines(text).take(2 * HEADER_LINES).collect();
    let mut header = Header::default();
    let top = read_header(&lines, &mut header);
    let (title, after_title) = read_title(&lines, top);
    let first = after_title + read_header(&lines[after_title..], &mut header);
    read_below_standfirst(&lines[first..], &mut header);

    let (start, body_line) = lines
        .get(first)
        .map_or((text.len(), 1), |line| (line.start, line.number));
    let tail = tail(&text[start..]);
    let body = &text[start..start + tail.end];
    let filed = lines[first..].iter().take(2).find_map(|line| dateline(line.text));
    let Dateline { place, source, date } = filed.unwrap_or_default();

    // A dateline gives the day of filing, which is the day reported; a header the day of print.
    let (printed, reach) = match header.written {
        Some(written) => (Some(written), year::PRINTED_LATER),
        None => (date, 0),
    };
    let published = printed
        .as_ref()
        .and_then(|written| year::complete(written, reach, body, today));
    let (published, published_note) = published.map_or((None, None), |day| (Some(day.date), day.note));
    Article {
        path: path.to_owned(),
        title: title.to_owned(),
        source: header.source.or(source),
        authors: header.authors,
        published,
        published_note,
        dateline: place.or(header.place),
        language: language(body).to_owned(),
        body: body.to_owned(),
        body_line,
        credit: tail.credit,
        ..Article::default()
    }
}

/// A line that holds more than white space.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    /// Counted from 1.
    number: u32,
    /// Byte of the text at which `text` begins.
    start: usize,
    /// Without white space around it.
    text: &'a str,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    (1..).zip(text.split('\n')).filter_map(move |(number, line)| {
        let trimmed = line.trim_start();
        let begin = start + line.len() - trimmed.len();
        start += line.len() + 1;
        let text = trimmed.trim_end();
        (!text.is_empty()).then_some(Line {
            number,
            start: begin,
            text,
        })
    })
}

/// Takes in header lines and furniture from the front; returns how many.
fn read_header(lines: &[Line<'_>], header: &mut Header) -> usize {
    let mut taken = 0;
    for (at, line) in lines.iter().enumerate().take(HEADER_LINES) {
        if let Some(found) = header::read_line(line.text) {
            header.merge(found);
        } else if !is_furniture(line.text) {
            // A name alone is believed only beside a line that is certain.
            let Some(found) = header::read_bare_name(line.text) else {
                break;
            };
            let after_certain = at > 0 && taken == at;
            let next = || lines.get(at + 1).and_then(|next| header::read_line(next.text));
            if !after_certain && next().is_none() {
                break;
            }
            header.merge(found);
        }
        taken = at + 1;
    }
    taken
}

/// The headline at `top`, if there is one, and the index of the line after it.
fn read_title<'a>(lines: &[Line<'a>], top: usize) -> (&'a str, usize) {
    let Some(line) = lines.get(top) else {
        return ("", top);
    };
    let next = lines.get(top + 1);
    let header_follows = || next.is_some_and(|next| header::read_line(next.text).is_some());
    if is_paragraph(line.text, next.is_none()) && !header_follows() {
        return ("", top);
    }
    (header::strip_title_label(line.text), top + 1)
}

/// Whether a first line is already story: too long for a headline, more than one
/// sentence, or opened by a dateline.
fn is_paragraph(line: &str, alone: bool) -> bool {
    if line.chars().count() > LONGEST_HEADLINE {
        return true;
    }
    let sentence_end = line.ends_with(['.', '!', '?', '”', '"', '’', '»']);
    let words = line.split_whitespace().count();
    let limit = if alone { 9 } else { HEADLINE_WORDS };
    let sentences = sentence_end && words > limit || words > 15 && has_inner_sentence_end(line);
    sentences && !is_in_title_case(line) || sentence_end && dateline(line).is_some()
}

/// Most of the longer words begin with a capital.
fn is_in_title_case(line: &str) -> bool {
    let longer = || line.split_whitespace().filter(|word| word.chars().count() > 4);
    let large = longer().filter(|word| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    });
    3 * large.count() > 2 * longer().count()
}

/// A word of three or more small letters, a period, and a capital after it.
fn has_inner_sentence_end(line: &str) -> bool {
    line.match_indices(". ").any(|(at, _)| {
        let before = line[..at].chars().rev().take(3);
        let after = line[at + 2..].trim_start_matches(['“', '"', '‘', ' ']);
        before.filter(|c| c.is_lowercase()).count() == 3 && after.starts_with(char::is_uppercase)
    })
}

/// Headline, standfirst, header: the standfirst is story, so that the body
/// begins with it; what the lines below it say is still believed.
fn read_below_standfirst(lines: &[Line<'_>], header: &mut Header) {
    if header.written.is_some()
        || lines
            .first()
            .is_none_or(|line| line.text.len() > LONGEST_STANDFIRST)
    {
        return;
    }
    read_header(&lines[1..lines.len().min(4)], header);
}

/// The credit among the last paragraphs, wherever it stands; see [`tail`].
pub(super) fn inner_credit<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    paragraphs.take(6).find(|paragraph| is_credit(paragraph))
}

#[cfg(test)]
#[path = "newspaper_tests.rs"]
mod tests;
