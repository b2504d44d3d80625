//! Spans as numbers, each start counted from the start before it.

use crate::article::Span;

pub(super) fn difference(at: usize, from: usize) -> i64 {
    at as i64 - from as i64
}

pub(super) fn span_from(from: usize, start: i64, length: usize) -> Option<Span> {
    let start = from.checked_add_signed(isize::try_from(start).ok()?)?;
    Some(Span::new(start, start.checked_add(length)?))
}

/// Spans of start, length, start, length…
pub(super) fn unpack(numbers: &[i64]) -> Option<Vec<Span>> {
    let mut last = 0;
    let one = |pair: &[i64]| {
        let [start, length] = pair else { return None };
        let span = span_from(last, *start, usize::try_from(*length).ok()?)?;
        last = span.start;
        Some(span)
    };
    numbers.chunks(2).map(one).collect()
}
