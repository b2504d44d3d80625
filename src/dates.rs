//! Dates as people and newspapers write them.
//!
//! [`parse_range`] reads what is typed for `--since` and `--until`;
//! [`find_written`] finds a date in a line of a newspaper. Both use the same
//! names of months and days. The clock is never asked: `today` is a parameter.
//!
//! ```
//! use onrecord::dates::parse_range;
//! let today = "2026-11-24".parse().unwrap();
//! let range = parse_range("dec 2025", today).unwrap();
//! assert_eq!(range.first.to_string(), "2025-12-01");
//! assert_eq!(range.last.to_string(), "2025-12-31");
//! assert_eq!(parse_range("30 feb 2025", today).unwrap_err(), "2025 has no February 30");
//! ```
//!
//! # Traps
//! * A day without a year is the latest such day that is not after `today`.
//! * `1/12/2025` is January to some and December to others: refused, not guessed.

mod range;
mod written;

use jiff::civil::{Date, Weekday};

pub use range::parse_range;
pub use written::{Written, find_written};

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
}

impl DateRange {
    /// One day.
    pub const fn day(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }
}

/// English months: in full, then the short forms of newspapers (periods left out).
const MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["jan"]),
    ("February", &["feb"]),
    ("March", &["mar"]),
    ("April", &["apr"]),
    ("May", &[]),
    ("June", &["jun"]),
    ("July", &["jul"]),
    ("August", &["aug"]),
    ("September", &["sep", "sept"]),
    ("October", &["oct"]),
    ("November", &["nov"]),
    ("December", &["dec"]),
];

/// Days of the week from Monday: in full, then short forms.
const WEEKDAYS: [(&str, &[&str]); 7] = [
    ("Monday", &["mon"]),
    ("Tuesday", &["tue", "tues"]),
    ("Wednesday", &["wed"]),
    ("Thursday", &["thu", "thur", "thurs"]),
    ("Friday", &["fri"]),
    ("Saturday", &["sat"]),
    ("Sunday", &["sun"]),
];

fn find_name(table: &[(&str, &[&str])], word: &str) -> Option<i8> {
    // The shortest form has three letters, the longest is "September".
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let is_name = |(full, short): &(&str, &[&str])| {
        full.eq_ignore_ascii_case(word) || short.iter().any(|form| form.eq_ignore_ascii_case(word))
    };
    table
        .iter()
        .position(is_name)
        .and_then(|at| i8::try_from(at).ok())
}

/// The number of a month by its name, full or short, without a period.
///
/// ```
/// use onrecord::dates::month;
/// assert_eq!((month("Sept"), month("MAY"), month("maybe")), (Some(9), Some(5), None));
/// ```
pub fn month(word: &str) -> Option<i8> {
    find_name(&MONTHS, word).map(|at| at + 1)
}

/// The full English name of a month; empty for numbers that are none.
pub fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
    MONTHS.get(at).map_or("", |(full, _)| full)
}

/// A day of the week by its name, full or short, without a period.
pub fn weekday(word: &str) -> Option<Weekday> {
    find_name(&WEEKDAYS, word).and_then(|at| Weekday::from_monday_zero_offset(at).ok())
}

/// The full English name of a day of the week.
pub fn weekday_name(day: Weekday) -> &'static str {
    let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS.get(at).map_or("", |(full, _)| full)
}

/// Days of a month; of February in a leap year where no year is given; 0 for no month.
fn days_in_month(year: Option<i16>, month: i8) -> i8 {
    Date::new(year.unwrap_or(2000), month, 1).map_or(0, Date::days_in_month)
}

/// The latest day of that month and number which is not after `today`.
fn latest(month: i8, day: i8, today: Date) -> Option<Date> {
    // Eight years hold at least one 29 February.
    (0..=8).find_map(|back| {
        let date = Date::new(today.year().checked_sub(back)?, month, day).ok()?;
        (date <= today).then_some(date)
    })
}

#[cfg(test)]
mod tests;
