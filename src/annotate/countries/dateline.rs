//! Where a story was filed ("HOUSTON, Feb 26 -", "PARIS (AP) —"), and the lines that only credit reporters.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use crate::text::{Text, TokenKind};

/// A dateline is sought in this many tokens.
const LONGEST: usize = 24;

/// The tokens of the dateline at the beginning of a body; empty where there is none.
///
/// A dateline is a run that begins in capitals and ends before a dash. Names in
/// ordinary case count only where an agency in brackets stands before the dash.
pub fn find(text: &Text<'_>) -> Range<usize> {
    let start = after_byline(text);
    let mut capitals = 0;
    let mut agency = false;
    for i in start..(start + LONGEST).min(text.tokens.len()) {
        let token = &text.tokens[i];
        if i > start && token.line_start {
            return start..start;
        }
        let word = text.word(i);
        match token.kind {
            TokenKind::Mark if is_dash(text, i) => {
                let found = i > start && (capitals > 0 || agency);
                return if found { start..i } else { start..start };
            }
            TokenKind::Mark if word == "(" => agency = true,
            TokenKind::Mark if matches!(word, "," | ")" | "/" | "." | "'" | "’" | "\u{fffd}" | "-") => {}
            TokenKind::Mark => return start..start,
            TokenKind::Word if i == start => {
                if !token.capital {
                    return start..start;
                }
                capitals += usize::from(token.all_caps);
            }
            TokenKind::Word => {
                let small = !token.capital && !agency && !matches!(word, "of" | "de" | "and" | "the");
                if small {
                    return start..start;
                }
            }
            _ => {}
        }
    }
    start..start
}

/// Skips "By Name" where it opens the body in front of a dateline on a line of its own.
fn after_byline(text: &Text<'_>) -> usize {
    match text.paragraph(0) {
        Some(first) if text.word(0) == "By" && first.tokens.len() < 12 => first.tokens.end,
        _ => 0,
    }
}

/// A dash between spaces, or two hyphens; not the hyphen of a compound.
fn is_dash(text: &Text<'_>, i: usize) -> bool {
    let token = &text.tokens[i];
    match text.word(i) {
        "—" | "–" | "―" | "\u{fffd}" | "\u{97}" | "\u{96}" => true,
        "-" => {
            let next = text.tokens.get(i + 1);
            token.spaced && next.is_some_and(|n| n.spaced || text.word(i + 1) == "-")
                || next.is_some_and(|n| !n.spaced && text.word(i + 1) == "-")
        }
        _ => false,
    }
}

/// Words that open a paragraph which only credits reporters.
const OPENINGS: &[&str] = &[
    "Reporting was contributed",
    "Reporting by",
    "Additional reporting",
    "Reporting was",
    "Edited by",
    "Editing by",
    "With reporting",
    "Research was contributed",
    "Writing by",
];

/// Words inside a paragraph or a bracket that credit reporters, by a part that all of them share.
const CREDITS: &[(&str, &[&str])] = &[
    (
        "ting by",
        &["Reporting by", "reporting by", "Editing by", "editing by"],
    ),
    (
        "contributed ",
        &[
            "contributed reporting",
            "contributed research",
            "contributed to this report",
            "contributed to this article",
            "contributed to this story",
        ],
    ),
];

/// What finds the parts.
static FINDERS: LazyLock<Vec<memmem::Finder<'static>>> = LazyLock::new(|| {
    CREDITS
        .iter()
        .map(|(part, _)| memmem::Finder::new(part))
        .collect()
});

/// The bytes of everything that only credits reporters: in order, none touching another.
pub fn credits(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in text.paragraphs() {
        let first = text.source.as_bytes().get(paragraph.span.start);
        if !matches!(first, Some(b'R' | b'A' | b'E' | b'W' | b'(' | b'-' | 0xe2)) {
            continue;
        }
        let words = paragraph
            .span
            .of(text.source)
            .trim_start_matches(['(', '—', '-', ' ']);
        let opens = words.starts_with(['R', 'A', 'E', 'W']) && OPENINGS.iter().any(|o| words.starts_with(o));
        if opens {
            found.push(paragraph.span.start..paragraph.span.end);
        }
    }
    for ((part, phrases), finder) in CREDITS.iter().zip(FINDERS.iter()) {
        let mut from = 0;
        for at in finder.find_iter(text.source.as_bytes()) {
            let credits = phrases.iter().any(|p| {
                let start = at.checked_sub(p.find(part).unwrap_or(0));
                start
                    .and_then(|s| text.source.get(s..))
                    .is_some_and(|rest| rest.starts_with(p))
            });
            if at < from || !credits {
                continue;
            }
            let Some(sentence) = text.sentence(text.sentence_of(text.token_at(at))) else {
                continue;
            };
            // "Reporting by A in B; Editing by C" runs to the end of its sentence.
            from = sentence.span.end;
            found.push(sentence.span.start..sentence.span.end);
        }
    }
    found.sort_by_key(|r| r.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
