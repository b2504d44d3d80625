//! What a page carries besides the story: buttons, links, rights, credits.
//!
//! Furniture is dropped from the end of a body and from its header; in between
//! it stays, because the body is one stretch of the text: whoever reads
//! paragraphs asks [`is_furniture`] and [`is_credit`].

mod table;

use table::{LINES, LIST_OPENERS, PREFIXES};

/// A longer line is no furniture, in bytes, even where it begins like some.
const LONGEST_PREFIXED: usize = 200;

/// A list of other stories has at most so many lines.
const LIST_LINES: usize = 15;
/// A credit is at most so long, in bytes.
const LONGEST_CREDIT: usize = 700;

/// Whether a line is furniture of the page.
///
/// ```
/// use onrecord::corpus::is_furniture;
/// assert!(is_furniture("Post a Comment"));
/// assert!(is_furniture("Comments (12)"));
/// assert!(is_furniture("© 2025 The Morning Ledger"));
/// assert!(!is_furniture("Share prices fell."));
/// ```
pub fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST_PREFIXED {
        return false;
    }
    let lower = lowered(line);
    LINES.binary_search(&core(&lower)).is_ok()
        || starts_with_one(PREFIXES, &lower)
        || is_rule(line)
        || is_reading_time(&lower)
        || is_handle(&lower)
}

fn lowered(line: &str) -> String {
    line.to_lowercase().replace('’', "'").replace('\u{a0}', " ")
}

/// Without counts, arrows and punctuation at both ends.
fn core(lower: &str) -> &str {
    let marks = |c: char| !c.is_alphabetic();
    lower.trim_matches(marks)
}

fn starts_with_one(sorted: &[&str], text: &str) -> bool {
    let at = sorted.partition_point(|prefix| *prefix <= text);
    // No prefix in the tables begins another, so that only the one before can fit.
    at > 0 && text.starts_with(sorted[at - 1])
}

/// `* * *`, `___`, `-----`
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 3 && line.chars().all(|c| "-_*=~#•·. —–".contains(c))
}

fn is_reading_time(lower: &str) -> bool {
    lower.len() < 24
        && lower.starts_with(|c: char| c.is_ascii_digit())
        && ["min read", "minute read", "mins read", "minutes read"]
            .iter()
            .any(|ending| lower.ends_with(ending))
}

/// `Follow Jane Roe on Twitter @janeroe`
fn is_handle(lower: &str) -> bool {
    lower.starts_with("follow ")
        && (lower.contains(" on twitter") || lower.contains(" on x") || lower.contains('@'))
}

/// Whether a paragraph only says who helped to report the story.
///
/// ```
/// use onrecord::corpus::is_credit;
/// assert!(is_credit("Reporting was contributed by Ada Byrne from Oslo."));
/// assert!(is_credit("(Reporting by Ada Byrne; Editing by Tomas Riel)"));
/// assert!(is_credit("Ada Byrne contributed reporting from Oslo."));
/// assert!(!is_credit("Ada Byrne, who contributed reporting to the inquiry, said it was late."));
/// ```
pub fn is_credit(paragraph: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "additional reporting by ",
        "additional reporting from ",
        "additional reporting was contributed by ",
        "compiled by ",
        "contributing: ",
        "edited by ",
        "editing by ",
        "reporting by ",
        "reporting contributed by ",
        "reporting was contributed by ",
        "research was contributed by ",
        "translated by ",
        "with additional reporting by ",
        "with files from ",
        "with reporting by ",
        "with reporting from ",
        "writing by ",
    ];
    let text = paragraph.trim();
    // Most paragraphs are seen to be none by their length or their letters.
    if text.len() < 12 || text.len() > LONGEST_CREDIT {
        return false;
    }
    let inner = text.trim_matches(['(', ')', '[', ']', '—', '–', '-', '*', '_', ' ', '•']);
    let begins = |beginning: &&str| {
        inner
            .get(..beginning.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    if BEGINNINGS.iter().any(begins) {
        let named = inner
            .split_once("by ")
            .or_else(|| inner.split_once("from "))
            .or_else(|| inner.split_once(": "));
        return named.is_some_and(|(_, names)| names.starts_with(|c: char| !c.is_lowercase()))
            && !reports(inner);
    }
    contributes(inner) || reported_from(inner)
}

/// A sentence in which somebody speaks is story, whatever it begins with.
fn reports(text: &str) -> bool {
    ["said", "says", "told", "added"]
        .iter()
        .any(|cue| text.split([' ', ',', '.']).any(|word| word == *cue))
}

/// `NAMES contributed reporting from PLACE.`, `NAMES contributed to this report.`
fn contributes(text: &str) -> bool {
    let Some((names, rest)) = cut_at(text, " contributed ") else {
        return false;
    };
    let object = rest.trim_start_matches("additional ");
    let fits = [
        "reporting",
        "research",
        "to this article",
        "to this report",
        "to this story",
    ]
    .iter()
    .any(|object_of| object.starts_with(object_of));
    fits && !names.contains(['“', '”', '"']) && !reports(rest) && names.split_whitespace().all(is_name_word)
}

/// `NAMES reported from PLACE.`, and nothing else.
fn reported_from(text: &str) -> bool {
    let Some((names, place)) = cut_at(text, " reported from ") else {
        return false;
    };
    let words = || names.split_whitespace().chain(place.split_whitespace());
    words().all(is_name_word) && !place.contains(['“', '”', '"']) && place.ends_with('.')
}

/// Like `split_once`, and several times faster: every paragraph may be asked.
fn cut_at<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let at = memchr::memmem::find(text.as_bytes(), words.as_bytes())?;
    Some((&text[..at], &text[at + words.len()..]))
}

fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.is_empty() || !bare.starts_with(char::is_lowercase) || NAME_JOINTS.contains(&bare)
}

/// Small words between the names of a credit.
const NAME_JOINTS: &[&str] = &[
    "and",
    "correspondent",
    "correspondents",
    "de",
    "from",
    "in",
    "journalist",
    "journalists",
    "of",
    "reporter",
    "reporters",
    "staff",
    "the",
    "van",
    "von",
    "writer",
    "writers",
];

/// Where the story ends, and what the credit below it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tail {
    /// Byte of the text after the last letter of the story.
    pub end: usize,
    /// Paragraphs of credit, joined by line breaks.
    pub credit: Option<String>,
}

/// Drops furniture from the end of a text and takes the credit apart.
pub(super) fn tail(text: &str) -> Tail {
    let mut end = without_list(text);
    let mut credits = Vec::new();
    loop {
        end = text[..end].trim_end().len();
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = &text[start..end];
        if is_credit(line) {
            credits.push(line.trim());
        } else if !is_furniture(line) {
            break;
        }
        end = start;
    }
    if credits.is_empty() {
        let last = text[..end]
            .rsplit('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        credits.extend(super::newspaper::inner_credit(last));
    }
    credits.reverse();
    Tail {
        end,
        credit: Some(credits.join("\n")).filter(|credit| !credit.is_empty()),
    }
}

/// The end of the text without a list of other stories below a line that opens one.
fn without_list(text: &str) -> usize {
    let mut end = text.len();
    let mut cut = end;
    let mut seen = 0;
    while seen < LIST_LINES && end > 0 {
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..end].trim();
        end = start.saturating_sub(1);
        if line.is_empty() {
            if start == 0 {
                break;
            }
            continue;
        }
        seen += 1;
        if line.len() <= LONGEST_PREFIXED && LIST_OPENERS.binary_search(&core(&lowered(line))).is_ok() {
            cut = start;
        } else if !(is_link(line) || is_furniture(line) || is_credit(line) && cut < text.len()) {
            break;
        }
        if start == 0 {
            break;
        }
    }
    cut
}

/// A headline in a list: short, and no sentence.
fn is_link(line: &str) -> bool {
    line.len() <= 140 && !line.ends_with(['.', '!', '”', '"', '’', ':', ','])
}

#[cfg(test)]
#[path = "furniture_tests.rs"]
mod tests;
