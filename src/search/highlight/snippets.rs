//! Chooses the sentences that show why a text matches.

use std::collections::HashMap;
use std::ops::Range;

use super::matcher::Match;
use crate::article::Span;
use crate::text::Text;

/// Longer sentences are cut at word boundaries around a match.
pub const MAX_SNIPPET_BYTES: usize = 400;

/// Lines are cut into sentences only where they could win.
const MAX_LINES: usize = 8;
/// No more of one line than this is cut into sentences.
const MAX_LINE_BYTES: usize = 32 * 1024;
/// A lead of two sentences is no longer than this.
const MAX_LEAD_BYTES: usize = 300;
/// What stands before the match in a sentence that is cut.
const BYTES_BEFORE: usize = 120;

/// A sentence with its matches (indices).
struct Candidate {
    span: Span,
    matches: Range<usize>,
}

/// At most `max` sentences of `body`, in its order, that together show the most
/// different words of the query, rare ones first. Without matches: how the story begins.
///
/// `matches` are those of [`Matcher::find`](super::Matcher::find). Every span is a slice of the body.
pub fn snippets(body: &str, matches: &[Match], max: usize) -> Vec<Span> {
    if matches.is_empty() || max == 0 {
        return lead(body).into_iter().take(max).collect();
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for m in matches {
        *counts.entry(m.term).or_default() += 1;
    }
    let worth = |term: &usize| 1.0 + 1.0 / counts.get(term).copied().unwrap_or(1) as f64;
    let score = |range: &Range<usize>, shown: &[usize]| -> f64 {
        let new = distinct(&matches[range.clone()]);
        new.iter().filter(|t| !shown.contains(t)).map(worth).sum()
    };

    let mut lines = lines_with(body, matches);
    if lines.len() > MAX_LINES {
        lines.sort_by(|a, b| score(&b.matches, &[]).total_cmp(&score(&a.matches, &[])));
        lines.truncate(MAX_LINES);
        lines.sort_by_key(|line| line.span.start);
    }
    let mut candidates: Vec<Candidate> = lines.iter().flat_map(|l| sentences(body, matches, l)).collect();
    let mut shown: Vec<usize> = Vec::new();
    let mut chosen: Vec<Span> = Vec::new();
    while chosen.len() < max && !candidates.is_empty() {
        let scores: Vec<f64> = candidates.iter().map(|c| score(&c.matches, &shown)).collect();
        // The first of the best.
        let best = (0..scores.len())
            .rev()
            .max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let Some(best) = best.filter(|b| scores[*b] > 0.0) else {
            if shown.is_empty() {
                break;
            }
            shown.clear();
            continue;
        };
        let candidate = candidates.remove(best);
        let own = &matches[candidate.matches.clone()];
        let anchor = own.iter().filter(|m| !shown.contains(&m.term)).max_by(|a, b| {
            let (a_worth, b_worth) = (worth(&a.term), worth(&b.term));
            a_worth.total_cmp(&b_worth).then(b.span.cmp(&a.span))
        });
        chosen.push(cut(
            body,
            candidate.span,
            anchor.map_or(candidate.span, |m| m.span),
        ));
        shown.extend(distinct(own));
    }
    chosen.sort_unstable();
    chosen
}

fn distinct(matches: &[Match]) -> Vec<usize> {
    let mut terms: Vec<usize> = matches.iter().map(|m| m.term).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The lines that hold a match; a phrase over a line's end joins the lines.
fn lines_with(body: &str, matches: &[Match]) -> Vec<Candidate> {
    let mut lines: Vec<Candidate> = Vec::new();
    for (i, m) in matches.iter().enumerate() {
        let end_of = |at: usize| memchr::memchr(b'\n', &body.as_bytes()[at..]).map_or(body.len(), |n| at + n);
        match lines.last_mut() {
            Some(line) if m.span.start < line.span.end => {
                line.matches.end = i + 1;
                if m.span.end > line.span.end {
                    line.span.end = end_of(m.span.end);
                }
            }
            _ => {
                let before = &body.as_bytes()[..m.span.start];
                let start = memchr::memrchr(b'\n', before).map_or(0, |n| n + 1);
                lines.push(Candidate {
                    span: Span::new(start, end_of(m.span.end)),
                    matches: i..i + 1,
                });
            }
        }
    }
    lines
}

/// The sentences of a line that hold a match; a phrase over a sentence's end joins the sentences.
fn sentences(body: &str, matches: &[Match], line: &Candidate) -> Vec<Candidate> {
    let span = narrow(body, line.span, matches[line.matches.start].span);
    let text = Text::new(span.of(body));
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut next = line.matches.start;
    let mut sentences = text
        .sentences()
        .map(|s| Span::new(span.start + s.span.start, span.start + s.span.end));
    while let Some(mut sentence) = sentences.next() {
        let first = next;
        while next < line.matches.end && matches[next].span.start < sentence.end {
            while matches[next].span.end > sentence.end {
                match sentences.next() {
                    Some(more) => sentence.end = more.end,
                    None => break,
                }
            }
            next += 1;
        }
        // A match may lie before the first sentence of a narrowed line, or run out of it.
        let inside = (first..next).filter(|m| sentence.contains(matches[*m].span));
        if let (Some(a), Some(b)) = (inside.clone().next(), inside.clone().next_back()) {
            candidates.push(Candidate {
                span: sentence,
                matches: a..b + 1,
            });
        }
    }
    candidates
}

/// A part of an endless line around one match.
fn narrow(body: &str, line: Span, around: Span) -> Span {
    if line.len() <= MAX_LINE_BYTES {
        return line;
    }
    let start = around.start.saturating_sub(MAX_LINE_BYTES / 2).max(line.start);
    let end = (start + MAX_LINE_BYTES).max(around.end).min(line.end);
    between_words(body, Span::new(start, end), around, line)
}

/// Cuts an overlong sentence at word boundaries; what stays holds `anchor`.
fn cut(body: &str, sentence: Span, anchor: Span) -> Span {
    if sentence.len() <= MAX_SNIPPET_BYTES {
        return sentence;
    }
    let latest = sentence.end.saturating_sub(MAX_SNIPPET_BYTES);
    let start = anchor
        .start
        .saturating_sub(BYTES_BEFORE)
        .min(latest)
        .max(sentence.start);
    let end = (start + MAX_SNIPPET_BYTES).max(anchor.end).min(sentence.end);
    between_words(body, Span::new(start, end), anchor, sentence)
}

/// Moves the ends of `span` inwards to word boundaries (where there are some near),
/// never into `anchor`; ends at those of `whole` stay.
fn between_words(body: &str, span: Span, anchor: Span, whole: Span) -> Span {
    const NEAR: usize = 60;
    let (mut start, mut end) = (span.start, span.end.max(anchor.end));
    while !body.is_char_boundary(start) {
        start += 1;
    }
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let (mut start, end) = (start.min(anchor.start), end.max(anchor.end));
    let mut new_end = end;
    if start > whole.start {
        let before = &body[start..anchor.start];
        let space = before
            .char_indices()
            .find(|(i, c)| *i <= NEAR && c.is_whitespace());
        start += space.map_or(0, |(i, c)| i + c.len_utf8());
    }
    if end < whole.end {
        let after = &body[anchor.end..end];
        let space = after.char_indices().rev().find(|(_, c)| c.is_whitespace());
        if let Some((i, _)) = space.filter(|(i, _)| after.len() - i <= NEAR) {
            new_end = anchor.end + i;
        }
    }
    let slice = &body[start..new_end];
    start += slice.len() - slice.trim_start().len();
    Span::new(start, start + slice.trim().len())
}

/// The first sentence, or two, of the first paragraph that is one.
fn lead(body: &str) -> Option<Span> {
    let mut at = 0;
    let mut first = None;
    let mut real = None;
    for line in body.split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        first = first.or(Some(span));
        if words.len() >= 40 && words.contains(['.', '!', '?', '…', '。']) {
            real = Some(span);
            break;
        }
    }
    let line = real.or(first)?;
    let start = line.start;
    let line = narrow(body, line, Span::new(start, start));
    let text = Text::new(line.of(body));
    let mut sentences = text.sentences().map(|s| s.span);
    let one = sentences.next()?;
    let two = sentences.next().filter(|s| s.end - one.start <= MAX_LEAD_BYTES);
    let end = two.map_or(one.end, |s| s.end);
    let span = Span::new(line.start + one.start, line.start + end);
    Some(cut(body, span, Span::new(span.start, span.start)))
}
