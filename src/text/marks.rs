//! Stretches of text between quotation marks.
//!
//! Knows curly, straight and British single marks, guillemets, low-high marks and
//! doubled single marks (`''`). A stretch ends at the latest with its paragraph:
//! a mark that is never closed runs to the paragraph's end, one that was never
//! opened reaches back to the paragraph's start or the stretch before it.
//!
//! # Traps
//! * `’` closes a quotation and is an apostrophe: after a plural (`the workers’`) it
//!   closes only where a mark is open and no better one follows.
//! * `6"` is a length.

use super::glued::{is_inches, leans_back, leans_forward, of_attribute, reopens, stands_open, turned};
use super::{Text, TokenKind};
use crate::article::Span;

/// What stands between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words without the marks.
    pub inner: Span,
    /// The words with the marks that are there.
    pub outer: Span,
    /// Tokens of `outer`, first and one past the last.
    pub tokens: (usize, usize),
    /// Has an opening mark.
    pub opened: bool,
    /// Has a closing mark.
    pub closed: bool,
    /// Made with single marks.
    pub single: bool,
}

/// The outermost quoted stretches of a text, in order. Linear in its length.
pub fn quoted(text: &Text<'_>) -> Vec<Quoted> {
    let mut out = Vec::with_capacity(text.quotes.len() / 2);
    let mut rest = &text.quotes[..];
    for paragraph in &text.paragraphs {
        if rest.is_empty() {
            break;
        }
        let (here, later) = rest.split_at(rest.partition_point(|mark| *mark < paragraph.end));
        rest = later;
        if !here.is_empty() {
            read(
                text,
                here,
                paragraph.start as usize,
                paragraph.end as usize,
                &mut out,
            );
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    /// „, which “ or ” closes.
    Low,
    Close,
    Straight,
    Doubled,
    SingleOpen,
    None,
}

/// Whether the marks of a paragraph are properly nested; only then one kind may stand in another.
fn well_nested(text: &Text<'_>, marks: &[u32], start: usize, end: usize) -> bool {
    let mut stack = Vec::new();
    for at in marks.iter().map(|mark| *mark as usize) {
        let mark = mark(text, at, end);
        match mark {
            Mark::Open => stack.push(mark),
            Mark::Close if stack.pop() == Some(Mark::Open) => {}
            Mark::Close => return false,
            Mark::Straight => {
                if stands_open(text, at, start) {
                    stack.push(mark);
                } else if stack.pop() != Some(Mark::Straight) {
                    return false;
                }
            }
            _ => {}
        }
    }
    stack.is_empty()
}

fn mark(text: &Text<'_>, at: usize, end: usize) -> Mark {
    match text.word(at) {
        "„" | "‚" => Mark::Low,
        "“" | "‟" | "«" => Mark::Open,
        "”" | "»" => Mark::Close,
        "\"" if of_attribute(text, at) => Mark::None,
        "\"" => Mark::Straight,
        "'" | "’" | "`"
            if at + 1 < end && !text.tokens[at + 1].spaced && text.word(at + 1) == text.word(at) =>
        {
            Mark::Doubled
        }
        "‘" | "'" => {
            let opens =
                text.tokens[at].spaced || at == 0 || matches!(text.word(at - 1), "(" | "[" | "—" | "–" | "-");
            let letter = text
                .tokens
                .get(at + 1)
                .is_some_and(|n| !n.spaced && n.kind != TokenKind::Mark);
            if opens && letter {
                Mark::SingleOpen
            } else {
                Mark::None
            }
        }
        _ => Mark::None,
    }
}

/// Reads a paragraph; `marks` are its tokens that may be quotation marks.
fn read(text: &Text<'_>, marks: &[u32], start: usize, end: usize, out: &mut Vec<Quoted>) {
    let mut open: Option<(usize, usize, Mark)> = None;
    let mut last = start;
    let mut next = start;
    let mut no_single_before = start;
    let nested = well_nested(text, marks, start, end);
    let mut depth = 0;
    for (index, at) in marks.iter().map(|mark| *mark as usize).enumerate() {
        if at < next {
            continue;
        }
        let mark = mark(text, at, end);
        let width = if mark == Mark::Doubled { 2 } else { 1 };
        match (mark, open) {
            (Mark::None | Mark::SingleOpen, Some(_)) | (Mark::None, None) => {}
            (Mark::Straight, None) if is_inches(text, at) => {}
            (Mark::Open, Some((from, inner, Mark::Low))) if text.word(at) == "“" => {
                push(text, out, (from, at + 1), (inner, at), true, true, false);
                open = None;
                last = at + 1;
            }
            (Mark::Open, Some((from, inner, Mark::Open))) if depth == 0 && turned(text, at) => {
                push(text, out, (from, at + 1), (inner, at), true, true, false);
                open = None;
                last = at + 1;
            }
            (Mark::Low, Some(_)) => {}
            (Mark::Open | Mark::Straight, Some((from, inner, kind)))
                if kind == mark && !nested && reopens(text, at, end) =>
            {
                push(text, out, (from, at), (inner, at), true, false, false);
                open = Some((at, at + 1, mark));
                (depth, last) = (0, at);
            }
            // "“We enjoyed it. Ann Lee added: “...”": the first was never closed.
            (Mark::Straight, Some((from, inner, Mark::Straight)))
                if !nested
                    && leans_forward(text, at, end)
                    && text.word(at - 1) == ":"
                    && text.sentence_start_of(at - 1) > inner =>
            {
                let begin = text.sentence_start_of(at - 1);
                push(text, out, (from, begin), (inner, begin), true, false, false);
                open = Some((at, at + 1, mark));
                (depth, last) = (0, at);
            }
            (Mark::Straight, Some((_, _, Mark::Straight))) if nested && stands_open(text, at, start) => {
                depth += 1;
            }
            (Mark::Straight, Some((_, _, Mark::Straight))) if nested && depth > 0 => depth -= 1,
            (Mark::Straight, None) if leans_back(text, at, start, end) => {
                // What the marks of another kind leave over closes a stretch around them.
                if last == start || text.word(last - 1) == "\"" {
                    let from = if last > start {
                        last.max(text.sentence_start_of(at - 1))
                    } else {
                        last
                    };
                    push(text, out, (from, at + 1), (from, at), false, true, false);
                    last = at + 1;
                }
            }
            (Mark::Doubled, None) if text.word(at) == "’" && !text.tokens[at].spaced => {}
            (Mark::Open | Mark::Low | Mark::Straight | Mark::Doubled, None) => {
                open = Some((at, at + width, mark))
            }
            (Mark::Open, Some((_, _, kind))) => depth += usize::from(kind == Mark::Straight || nested),
            (Mark::Close, Some(_)) if depth > 0 => depth -= 1,
            (Mark::Straight, Some((_, _, Mark::Open))) if nested => {}
            (Mark::Doubled, Some((from, inner, Mark::Open)))
                if depth == 0 && doubled_closes(text, marks, (index, at), (inner, end)) =>
            {
                push(text, out, (from, at + 2), (inner, at), true, true, false);
                open = None;
                last = at + 2;
            }
            (Mark::Doubled, Some((_, _, kind))) if kind != Mark::Doubled => {}
            (Mark::Straight, Some((_, _, Mark::Doubled))) => {}
            // "She said: ”We will go.”"
            (Mark::Close, None)
                if at > start && leans_forward(text, at, end) && matches!(text.word(at - 1), ":" | ",") =>
            {
                open = Some((at, at + 1, Mark::Open));
            }
            (Mark::Close, None) => {
                push(text, out, (last, at + 1), (last, at), false, true, false);
                last = at + 1;
            }
            (Mark::Close | Mark::Straight | Mark::Doubled, Some((from, inner, _))) => {
                push(text, out, (from, at + width), (inner, at), true, true, false);
                open = None;
                depth = 0;
                last = at + width;
            }
            (Mark::SingleOpen, None) if at >= no_single_before => {
                match single_close(text, &marks[index + 1..], at, end) {
                    Some(close) => {
                        push(text, out, (at, close + 1), (at + 1, close), true, true, true);
                        last = close + 1;
                        next = close + 1;
                        continue;
                    }
                    None => no_single_before = (at + SINGLE_REACH).min(end),
                }
            }
            (Mark::SingleOpen, None) => {}
        }
        next = at + width;
    }
    if let Some((from, inner, _)) = open {
        let end = unclosed_end(text, start, from, end);
        push(text, out, (from, end), (inner, end), true, false, false);
    }
}

/// `“We will go.’’ He left.`: whether two single marks, the first of which is number `index` of the marks, close a stretch
/// that begins at `inner`: they stand as closing ones do, no single mark opens before them, and no better one follows.
fn doubled_closes(
    text: &Text<'_>,
    marks: &[u32],
    (index, at): (usize, usize),
    (inner, end): (usize, usize),
) -> bool {
    let before = |mark: &&u32| **mark as usize >= inner;
    let opened = marks[..index]
        .iter()
        .rev()
        .take(8)
        .take_while(before)
        .any(|mark| self::mark(text, *mark as usize, end) == Mark::SingleOpen);
    let better = marks[index + 1..]
        .iter()
        .map(|mark| self::mark(text, *mark as usize, end))
        .take(8)
        .find(|mark| matches!(mark, Mark::Open | Mark::Close));
    let behind = text.tokens.get(at + 2);
    let leans = !text.tokens[at].spaced && behind.is_none_or(|next| next.spaced);
    leans && !opened && better != Some(Mark::Close)
}

/// Where a quotation ends whose mark is never closed: with the paragraph, but one that begins
/// in the middle of a clause (`there was “no plan. He left.`) with its sentence.
fn unclosed_end(text: &Text<'_>, start: usize, from: usize, end: usize) -> usize {
    let clause = from > start && text.tokens[from - 1].kind == TokenKind::Word;
    if !clause {
        return end;
    }
    text.sentence(text.sentence_of(from))
        .map_or(end, |s| s.tokens.end.min(end))
}

fn push(
    text: &Text<'_>,
    out: &mut Vec<Quoted>,
    outer: (usize, usize),
    inner: (usize, usize),
    opened: bool,
    closed: bool,
    single: bool,
) {
    if inner.0 < inner.1 {
        let tokens = outer;
        let (outer, inner) = (text.span(outer.0..outer.1), text.span(inner.0..inner.1));
        out.push(Quoted {
            inner,
            outer,
            tokens,
            opened,
            closed,
            single,
        });
    }
}

/// Furthest that a closing single mark is looked for, in tokens.
const SINGLE_REACH: usize = 400;

/// The mark that closes the single mark at `open`: the first after punctuation,
/// else the first before punctuation, else the first that is no plural's apostrophe.
fn single_close(text: &Text<'_>, marks: &[u32], open: usize, end: usize) -> Option<usize> {
    let mut plain = None;
    for at in marks.iter().map(|mark| *mark as usize) {
        if at >= end.min(open + SINGLE_REACH) {
            break;
        }
        let t = text.tokens[at];
        match text.word(at) {
            "’" | "'" => {
                let touches = |i: usize| {
                    text.tokens
                        .get(i)
                        .is_some_and(|n| !n.spaced && n.kind != TokenKind::Mark)
                };
                if t.spaced || touches(at + 1) {
                    continue;
                }
                if matches!(text.word(at - 1), "." | "," | "!" | "?" | "…" | ";") {
                    return Some(at);
                }
                let ends = text
                    .tokens
                    .get(at + 1)
                    .is_none_or(|n| n.line_start || n.kind == TokenKind::Mark && !n.spaced);
                if ends {
                    return Some(plain.unwrap_or(at));
                }
                if plain.is_none() && !text.word(at - 1).ends_with('s') {
                    plain = Some(at);
                }
            }
            "‘" | "“" | "”" => return plain,
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let text = Text::new(source);
        let found: Vec<_> = quoted(&text).iter().map(|q| q.inner.of(source)).collect();
        assert_eq!(found, expected, "{source:?}");
    }

    #[test]
    fn marks_of_every_kind() {
        check(
            "“Yes,” she said. \"No.\" «Peut-être» „Nein“",
            &["Yes,", "No.", "Peut-être", "Nein"],
        );
        check("He left. ''Fine.'' Then", &["Fine."]);
        check("‘It’s the workers’ day,’ he said.", &["It’s the workers’ day,"]);
        check("The ‘so-called’ plan and the players’ union", &["so-called"]);
        check("a 6\" pipe and a \"long\" one", &["long"]);
    }

    #[test]
    fn marks_that_are_missing() {
        check("“One.\n“Two.” Done.", &["One.", "Two."]);
        check("We will,” he said.", &["We will,"]);
        check("\"One. \"Two. \"Three,\" he said.", &["One.", "Two.", "Three,"]);
        check("“One. “Two. “Three,” he said.", &["One.", "Two.", "Three,"]);
        check(
            "\"One,\" he said. Two,\" she said. \"Three.\"",
            &["One,", "Two,", "Three."],
        );
    }

    #[test]
    fn nested_stretches_belong_to_the_outer_one() {
        check(
            "“She said ‘go’ and “left” it,” he said.",
            &["She said ‘go’ and “left” it,"],
        );
        check("called it “vile“ in a post. He “left.”", &["vile", "left."]);
        // Marks that do not pair up are read one by one.
        check("“One “two” he said.", &["One “two"]);
        check("\"He said “go,\" she said. \"Fine.\"", &["He said “go,", "Fine."]);
        check("\"She said \"go\" to me,\" he said.", &["She said \"go\" to me,"]);
        check("\"She said 'go' to me\"", &["She said 'go' to me"]);
    }
}
