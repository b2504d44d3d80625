//! Where a story was filed: "HOUSTON, Feb 26 -", "PARIS (AP) —".

use std::ops::Range;

use super::{Text, TokenKind};

/// A dateline is sought in this many tokens.
const LONGEST: usize = 24;

/// The tokens of the dateline at the beginning of a body; empty where there is none.
///
/// A dateline is a run that begins in capitals and ends before a dash or a colon. Names in
/// ordinary case count only where an agency in brackets stands before the dash.
pub fn find(text: &Text<'_>) -> Range<usize> {
    run(text, after_byline(text))
}

/// The first token of the story, behind dateline or credit and the dash or colon after it; 0 where there is none.
pub fn behind(text: &Text<'_>) -> usize {
    let start = after_byline(text);
    let end = run(text, start).end;
    let mark = if end > start {
        Some(end)
    } else {
        credit(text, start)
    };
    let mark = mark.or_else(|| behind_headline(text, start));
    mark.map_or(0, |mark| mark + 1 + usize::from(text.word(mark + 1) == "-"))
}

/// "Wife worked at home. CARTHAGE, N.C. (AP) - Police are": the dash of a dateline with an agency behind a headline that was
/// taken into the body.
fn behind_headline(text: &Text<'_>, start: usize) -> Option<usize> {
    let headline = text.sentence(text.sentence_of(start))?;
    let begin = headline.tokens.end;
    let capitals = text
        .tokens
        .get(begin)
        .is_some_and(|token| token.all_caps && !token.line_start);
    let end = if capitals { run(text, begin).end } else { begin };
    (end > begin && text.word(end - 1) == ")").then_some(end)
}

/// The dash behind the credit that a web feed puts before a story, and behind the dateline after it:
/// "Reuters - Soldiers shot", "Canadian Press - KINSHASA, Congo (AP) - Attackers". Names that are spoken of behind a dash have another: "Ann Lee - Britain's best - said".
fn credit(text: &Text<'_>, start: usize) -> Option<usize> {
    let named = |i: usize| text.tokens[i].capital || text.word(i).ends_with(".com");
    let capital = |i: &usize| text.tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Word) && named(*i);
    let dash = (start..start + 4).find(|i| !capital(i)).filter(|i| *i > start)?;
    let end = text.sentence(text.sentence_of(start))?.tokens.end;
    let same = |i: &usize| text.word(*i) == text.word(dash) && is_dash(text, *i);
    let behind = dash + 1 + usize::from(text.tokens.get(dash + 1).is_some_and(|t| !t.spaced));
    let credit = text.tokens.get(dash).is_some_and(|t| t.spaced && !t.line_start)
        && is_dash(text, dash)
        && capital(&behind)
        && !goes_on(text, dash);
    let dateline = if credit { run(text, behind) } else { dash..dash };
    if !dateline.is_empty() {
        return Some(dateline.end);
    }
    (credit && !(behind..end).any(|i| same(&i))).then_some(behind - 1)
}

/// The run before a dash or colon that begins at `start`.
fn run(text: &Text<'_>, start: usize) -> Range<usize> {
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
            TokenKind::Mark if word == ":" => {
                let found = capitals > 0
                    && (start..i).all(|i| capital_or_mark(text, i))
                    && agency == (text.word(i - 1) == ")")
                    && !is_labelled(text, i);
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

/// "JAKARTA/BANGKOK"
fn capital_or_mark(text: &Text<'_>, at: usize) -> bool {
    let token = &text.tokens[at];
    token.kind != TokenKind::Word || token.all_caps && token.end - token.start > 1
}

/// Whether other lines have a label before a colon, too: those are who speaks.
fn is_labelled(text: &Text<'_>, colon: usize) -> bool {
    let tokens = &text.tokens[colon..];
    let label = |i: usize| tokens[i].line_start && tokens[i].all_caps && text.word(colon + i + 1) == ":";
    (0..tokens.len().saturating_sub(1)).any(label)
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
