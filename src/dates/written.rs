//! A date somewhere in a line.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{days_in_month, month, weekday};

/// A date as printed; it may lack its year or its day, and it may exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As printed, four digits.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// Only absent where the year is there ("December 2025").
    pub day: Option<i8>,
    /// The day of the week printed beside it.
    pub weekday: Option<Weekday>,
    /// The bytes it takes in the line, day of the week included.
    pub span: Range<usize>,
}

impl Written {
    /// The day, where it is fully stated.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day?).ok()
    }
}

/// Finds the first date in `line`. Days that do not exist are no dates, and
/// neither are numbers that may be read in two ways (`1/12/2025`).
///
/// ```
/// use onrecord::dates::find_written;
/// let found = find_written("The Star, Monday, Dec. 1st, 2025, 10:30").unwrap();
/// assert_eq!(found.date().unwrap().to_string(), "2025-12-01");
/// assert_eq!(&"The Star, Monday, Dec. 1st, 2025, 10:30"[found.span], "Monday, Dec. 1st, 2025");
/// assert_eq!(find_written("in May, 30 of them"), None);
/// ```
pub fn find_written(line: &str) -> Option<Written> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(line);
    (0..tokens.len()).find_map(|at| match_at(&tokens, at))
}

#[derive(Clone, Debug)]
enum Kind<'a> {
    Word(&'a str),
    /// The digits, and whether an ordinal ending is attached ("1st").
    Number(&'a str, bool),
    Mark(char),
}

#[derive(Clone, Debug)]
struct Token<'a> {
    kind: Kind<'a>,
    start: usize,
    end: usize,
}

/// Words, numbers and marks; white space only separates.
fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let start = line.len() - rest.len();
        let run = |keep: fn(char) -> bool| rest.find(|c| !keep(c)).unwrap_or(rest.len());
        let (kind, mut length) = if first.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit());
            (Some(Kind::Number(&rest[..length], false)), length)
        } else if first.is_alphabetic() {
            let length = run(char::is_alphanumeric);
            (Some(Kind::Word(&rest[..length])), length)
        } else if first.is_whitespace() {
            (None, first.len_utf8())
        } else {
            (Some(Kind::Mark(first)), first.len_utf8())
        };
        let kind = match kind {
            Some(Kind::Number(digits, _)) => {
                let ordinal = ordinal_ending(&rest[length..]);
                length += ordinal;
                Some(Kind::Number(digits, ordinal > 0))
            }
            kind => kind,
        };
        if let Some(kind) = kind {
            let end = start + length;
            tokens.push(Token { kind, start, end });
        }
        rest = &rest[length..];
    }
    tokens
}

fn ordinal_ending(rest: &str) -> usize {
    let ending = rest.get(..2).unwrap_or_default();
    let is_ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|o| o.eq_ignore_ascii_case(ending));
    let goes_on = rest
        .get(2..)
        .is_some_and(|r| r.starts_with(char::is_alphanumeric));
    if is_ordinal && !goes_on { 2 } else { 0 }
}

/// Reads on from one token; every `take` moves over what it recognised.
struct Cursor<'a, 't> {
    tokens: &'t [Token<'a>],
    at: usize,
}

impl<'a> Cursor<'a, '_> {
    fn peek(&self) -> Option<&Kind<'a>> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn mark(&mut self, marks: &[char]) -> bool {
        let found = matches!(self.peek(), Some(Kind::Mark(mark)) if marks.contains(mark));
        self.at += usize::from(found);
        found
    }

    fn word<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let Some(Kind::Word(word)) = self.peek() else {
            return None;
        };
        let value = read(word)?;
        self.at += 1;
        self.mark(&['.']);
        Some(value)
    }

    fn number(&mut self, lengths: Range<usize>, allow_ordinal: bool) -> Option<i16> {
        let Some(Kind::Number(digits, ordinal)) = self.peek() else {
            return None;
        };
        if !lengths.contains(&digits.len()) || *ordinal && !allow_ordinal {
            return None;
        }
        let value = digits.parse().ok()?;
        self.at += 1;
        Some(value)
    }

    fn day(&mut self) -> Option<i8> {
        // "12:30" is a time.
        if matches!(
            self.tokens.get(self.at + 1).map(|t| &t.kind),
            Some(Kind::Mark(':'))
        ) {
            return None;
        }
        i8::try_from(self.number(1..3, true)?).ok()
    }

    fn year(&mut self) -> Option<i16> {
        let before = self.at;
        self.mark(&[',']);
        let year = self
            .number(4..5, false)
            .filter(|year| (1500..=2999).contains(year));
        if year.is_none() {
            self.at = before;
        }
        year
    }

    /// Whether the token before `at` ends where `at` begins: "2025-12-01" has no gaps.
    fn is_tight(&self, from: usize) -> bool {
        let run = self.tokens.get(from..self.at).unwrap_or_default();
        run.windows(2).all(|pair| pair[0].end == pair[1].start)
    }
}

fn match_at(tokens: &[Token<'_>], at: usize) -> Option<Written> {
    let mut cursor = Cursor { tokens, at };
    let named = cursor.word(weekday);
    if named.is_some() {
        cursor.mark(&[',']);
        cursor.word(|word| word.eq_ignore_ascii_case("the").then_some(()));
    }
    let start = cursor.at;
    let shapes = [iso, month_first, day_first, by_numbers];
    let (year, month, day) = shapes.iter().find_map(|shape| {
        cursor.at = start;
        let (year, month, day) = shape(&mut cursor)?;
        let exists = day.is_none_or(|day| (1..=days_in_month(year, month)).contains(&day));
        exists.then_some((year, month, day))
    })?;
    let end = cursor.at.checked_sub(1).and_then(|last| tokens.get(last))?.end;
    Some(Written {
        year,
        month,
        day,
        weekday: named,
        span: tokens.get(at)?.start..end,
    })
}

type Parts = (Option<i16>, i8, Option<i8>);

/// `2025-12-01`, `2025/12/01`
fn iso(cursor: &mut Cursor<'_, '_>) -> Option<Parts> {
    let from = cursor.at;
    let year = cursor.number(4..5, false)?;
    cursor.mark(&['-', '/', '.']).then_some(())?;
    let month = i8::try_from(cursor.number(1..3, false)?).ok()?;
    cursor.mark(&['-', '/', '.']).then_some(())?;
    let day = match cursor.peek()? {
        // "2025-12-01T10:30": the time stays behind.
        Kind::Number(digits, _) if digits.len() <= 2 => cursor.number(1..3, false)?,
        _ => return None,
    };
    (cursor.is_tight(from) && (1500..=2999).contains(&year)).then_some(())?;
    Some((Some(year), month, Some(i8::try_from(day).ok()?)))
}

/// `Dec. 1, 2025`, `December 1st`, `December 2025`
fn month_first(cursor: &mut Cursor<'_, '_>) -> Option<Parts> {
    let month = cursor.word(month)?;
    if let Some(day) = cursor.day() {
        return Some((cursor.year(), month, Some(day)));
    }
    let year = cursor.year()?;
    Some((Some(year), month, None))
}

/// `1 December 2025`, `the 1st of December`
fn day_first(cursor: &mut Cursor<'_, '_>) -> Option<Parts> {
    let day = cursor.day()?;
    cursor.mark(&['.']);
    cursor.word(|word| word.eq_ignore_ascii_case("of").then_some(()));
    let month = cursor.word(month)?;
    Some((cursor.year(), month, Some(day)))
}

/// `14/03/2024`, `14.3.2024`: only where one reading exists.
fn by_numbers(cursor: &mut Cursor<'_, '_>) -> Option<Parts> {
    let from = cursor.at;
    let first = i8::try_from(cursor.number(1..3, false)?).ok()?;
    let dotted = cursor.mark(&['.']);
    (dotted || cursor.mark(&['/', '-'])).then_some(())?;
    let second = i8::try_from(cursor.number(1..3, false)?).ok()?;
    cursor.mark(&['.', '/', '-']).then_some(())?;
    let year = cursor.number(4..5, false)?;
    (cursor.is_tight(from) && (1500..=2999).contains(&year)).then_some(())?;
    let (day, month) = order(first, second, dotted)?;
    Some((Some(year), month, Some(day)))
}

/// Day and month out of two numbers, where only one order is possible. Dots are
/// written by those who put the day first.
pub(super) fn order(first: i8, second: i8, dotted: bool) -> Option<(i8, i8)> {
    match (first > 12, second > 12) {
        (true, false) => Some((first, second)),
        (false, true) if !dotted => Some((second, first)),
        (false, false) if dotted || first == second => Some((first, second)),
        _ => None,
    }
}
