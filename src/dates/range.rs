//! What a person writes for `--since` and `--until`.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::written::order;
use super::{DateRange, days_in_month, latest, month, month_name, weekday};

/// Longer texts are no dates.
const LONGEST: usize = 60;

/// Reads what a person writes for `--since` and `--until`.
///
/// Understood, in upper and lower case: `2025-12-01`, `2025-12`, `2025`, `dec 1`, `1 dec`,
/// `dec 1, 2025`, `december 2025`, `december`, `monday`, `last monday`, `today`,
/// `yesterday`, `tomorrow`, `3 days ago`, `a week ago`, `last 7 days`, and `this` or
/// `last` with `week`, `month` or `year`. A week begins on Monday.
///
/// ```
/// use onrecord::dates::parse_range;
/// let today = "2026-11-24".parse().unwrap();
/// assert_eq!(parse_range("dec 1", today).unwrap().first.to_string(), "2025-12-01");
/// assert_eq!(
///     parse_range("1/12/2025", today).unwrap_err(),
///     "\"1/12/2025\" can be read in two ways: write 2025-12-01 or 2025-01-12"
/// );
/// ```
///
/// # Errors
/// A short text saying what is wrong, for [`QueryError::Date`](crate::error::QueryError::Date).
pub fn parse_range(text: &str, today: Date) -> Result<DateRange, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("the date is empty".to_owned());
    }
    let unreadable = || {
        let shown: String = text.chars().take(LONGEST).collect();
        let more = if shown.len() < text.len() { "..." } else { "" };
        format!("cannot read {:?} as a date", shown + more)
    };
    if text.len() > LONGEST {
        return Err(unreadable());
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    numeric(&lower)
        .or_else(|| relative(&words, today))
        .or_else(|| named(&words, today))
        .unwrap_or_else(|| Err(unreadable()))
}

/// `None`: not of this shape; an error: of this shape, and wrong.
type Reading = Option<Result<DateRange, String>>;

/// `2025`, `2025-12`, `2025-12-01`, `20251201`, `31/12/2025`
fn numeric(text: &str) -> Reading {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    if !parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    let small = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    match parts[..] {
        [year] if year.len() == 4 => Some(whole_year(number(year)?)),
        [compact] if compact.len() == 8 => {
            let (year, rest) = compact.split_at(4);
            let (month, day) = rest.split_at(2);
            Some(day_of(Some(number(year)?), small(month)?, small(day)?, None))
        }
        [year, month] if year.len() == 4 => Some(whole_month(number(year)?, small(month)?)),
        [year, month, day] if year.len() == 4 => {
            Some(day_of(Some(number(year)?), small(month)?, small(day)?, None))
        }
        [first, second, year] if year.len() == 4 => {
            let (first, second, year) = (small(first)?, small(second)?, number(year)?);
            Some(match order(first, second, text.contains('.')) {
                Some((day, month)) => day_of(Some(year), month, day, None),
                None if first.max(second) > 12 => Err(format!("there is no month {}", first.max(second))),
                None => Err(format!(
                    "{text:?} can be read in two ways: write {year:04}-{second:02}-{first:02} \
                     or {year:04}-{first:02}-{second:02}"
                )),
            })
        }
        [first, second] if text.contains('/') => {
            small(first)?;
            small(second)?;
            Some(Err(format!(
                "{text:?} can be read in two ways: write it like dec 1 or 2025-12-01"
            )))
        }
        _ => None,
    }
}

/// Words that count from today.
fn relative(words: &[&str], today: Date) -> Reading {
    let day = |date: Result<Date, jiff::Error>| Some(date.map(DateRange::day).map_err(|_| too_far()));
    match *words {
        ["today"] => day(Ok(today)),
        ["yesterday"] => day(today.yesterday()),
        ["tomorrow"] => day(today.tomorrow()),
        [count, unit, "ago"] => {
            let span = span_of(number_word(count)?, unit)?;
            day(span.and_then(|span| today.checked_sub(span)))
        }
        ["last" | "past", count, unit] => {
            let span = span_of(number_word(count)?, unit)?;
            let first = span
                .and_then(|span| today.checked_sub(span))
                .and_then(Date::tomorrow);
            Some(first.map_err(|_| too_far()).map(|first| DateRange {
                first: first.min(today),
                last: today,
            }))
        }
        [which @ ("this" | "last"), unit @ ("week" | "month" | "year")] => {
            let inside = match which {
                "this" => Ok(today),
                _ => span_of(1, unit)?.and_then(|span| today.checked_sub(span)),
            };
            Some(inside.map_err(|_| too_far()).map(|date| around(date, unit)))
        }
        ["last", name] => {
            let yesterday = today.yesterday().ok()?;
            Some(Ok(DateRange::day(on_or_before(weekday(name)?, yesterday))))
        }
        [name] => Some(Ok(DateRange::day(on_or_before(weekday(name)?, today)))),
        _ => None,
    }
}

/// Words and numbers that name a month: `dec`, `dec 1`, `1st of december 2025`.
fn named(words: &[&str], today: Date) -> Reading {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !matches!(*word, "of" | "the"))
        .collect();
    let words = match words.split_first() {
        Some((name, rest)) if !rest.is_empty() && weekday(name).is_some() => rest,
        _ => &words,
    };
    match *words {
        [name] => {
            let month = month(name)?;
            let first = latest(month, 1, today)?;
            Some(whole_month(first.year(), month))
        }
        [name, number] if month(name).is_some() => {
            let month = month(name)?;
            match day_number(number) {
                Some(day) => Some(day_of(None, month, day, Some(today))),
                None => Some(whole_month(year_number(number)?, month)),
            }
        }
        [number, name] => Some(day_of(None, month(name)?, day_number(number)?, Some(today))),
        [name, day, year] if month(name).is_some() => Some(day_of(
            Some(year_number(year)?),
            month(name)?,
            day_number(day)?,
            None,
        )),
        [day, name, year] => Some(day_of(
            Some(year_number(year)?),
            month(name)?,
            day_number(day)?,
            None,
        )),
        _ => None,
    }
}

/// A day; without a year, the latest one that is not after `today`.
fn day_of(year: Option<i16>, month: i8, day: i8, today: Option<Date>) -> Result<DateRange, String> {
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}"));
    }
    let name = month_name(month);
    if !(1..=days_in_month(year, month)).contains(&day) {
        return Err(match year {
            Some(year) => format!("{year} has no {name} {day}"),
            None => format!("{name} has no day {day}"),
        });
    }
    let date = match (year, today) {
        (Some(year), _) => Date::new(year, month, day).ok(),
        (None, Some(today)) => latest(month, day, today),
        (None, None) => None,
    };
    date.map(DateRange::day).ok_or_else(too_far)
}

fn whole_month(year: i16, month: i8) -> Result<DateRange, String> {
    let first = Date::new(year, month, 1).map_err(|_| format!("there is no month {month}"))?;
    Ok(around(first, "month"))
}

fn whole_year(year: i16) -> Result<DateRange, String> {
    let first = Date::new(year, 1, 1).map_err(|_| too_far())?;
    Ok(around(first, "year"))
}

/// The week, month or year around a day.
fn around(date: Date, unit: &str) -> DateRange {
    match unit {
        "week" => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            let first = date.saturating_sub(Span::new().days(back));
            let last = first.saturating_add(Span::new().days(6));
            DateRange { first, last }
        }
        "month" => DateRange {
            first: date.first_of_month(),
            last: date.last_of_month(),
        },
        _ => DateRange {
            first: date.first_of_year(),
            last: date.last_of_year(),
        },
    }
}

fn on_or_before(day: Weekday, date: Date) -> Date {
    let back = i64::from(date.weekday().since(day));
    date.saturating_sub(Span::new().days(back))
}

/// `None` where the unit is none; an error where the count is out of this world.
fn span_of(count: i64, unit: &str) -> Option<Result<Span, jiff::Error>> {
    let span = Span::new();
    Some(match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "month" => span.try_months(count),
        "year" => span.try_years(count),
        _ => return None,
    })
}

fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 10] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    let spelled = WORDS.iter().position(|spelled| *spelled == word);
    match spelled.and_then(|at| i64::try_from(at).ok()) {
        Some(at) => Some(at + 1),
        None if word.bytes().all(|b| b.is_ascii_digit()) => Some(word.parse().unwrap_or(i64::MAX)),
        None => None,
    }
}

fn day_number(word: &str) -> Option<i8> {
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending));
    let digits = ordinal.unwrap_or(word);
    digits
        .parse()
        .ok()
        .filter(|_| digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn year_number(word: &str) -> Option<i16> {
    word.parse()
        .ok()
        .filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

fn too_far() -> String {
    "that day is out of reach".to_owned()
}
