//! Where a story was filed: "HOUSTON, Feb 26 -", "PARIS (AP) —".

use std::ops::Range;

use super::{Text, TokenKind};

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
                let found = i > start && (capitals > 0 || agency) && !goes_on(text, i);
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

/// "SNP MP Ann Lee - a critic of the plan - said": what stands behind the dash tells who somebody is.
pub fn goes_on(text: &Text<'_>, dash: usize) -> bool {
    matches!(text.word(dash + 1), "a" | "an")
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
