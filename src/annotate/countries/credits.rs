//! The lines that only credit reporters.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use crate::text::Text;

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
pub fn find(text: &Text<'_>) -> Vec<Range<usize>> {
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
