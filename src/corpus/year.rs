//! Completes a date that the paper printed in part.

use jiff::civil::{Date, Weekday};

use crate::dates::{Written, month_name, weekday, weekday_name};

/// A story is printed on the day it reports, or up to so many days later.
const DAYS_LATER: i8 = 3;
/// Years looked back over: after 28 the calendar repeats.
const YEARS_BACK: i16 = 28;
/// Weekdays are looked for in so much of a story, in bytes.
const SAMPLE: usize = 16 << 10;

/// A day, and how it was completed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Completed {
    pub date: Date,
    pub note: Option<String>,
}

/// The day meant by `written`. Its year, where missing, is the latest that fits
/// the weekday the story reports, and never makes the day later than `today`.
pub(super) fn complete(written: &Written, body: &str, today: Date) -> Option<Completed> {
    if let Some(date) = written.date() {
        return Some(Completed { date, note: None });
    }
    let Some(day) = written.day else {
        let date = Date::new(written.year?, written.month, 1).ok()?;
        let month = month_name(written.month);
        let note = format!(
            "the day is not stated: the first of {month} {} stands for it",
            date.year()
        );
        return Some(Completed {
            date,
            note: Some(note),
        });
    };
    let candidates = (0..YEARS_BACK)
        .filter_map(|back| Date::new(today.year().checked_sub(back)?, written.month, day).ok())
        .filter(|date| *date <= today);
    let (reported, reach) = match written.weekday {
        Some(printed) => (Some(printed), 0),
        None => (reported_weekday(body), DAYS_LATER),
    };
    let later = |date: &Date| reported.map_or(0, |reported| date.weekday().since(reported));
    let fitting = candidates.clone().find(|date| later(date) <= reach);
    let date = fitting.or_else(|| candidates.clone().next())?;
    let note = match reported {
        Some(reported) if fitting.is_some() => note(date, reported, later(&date)),
        _ => "the year is inferred from the day of indexing".to_owned(),
    };
    Some(Completed {
        date,
        note: Some(note),
    })
}

fn note(date: Date, reported: Weekday, days_later: i8) -> String {
    let (day, month, year) = (date.day(), month_name(date.month()), date.year());
    let reported = weekday_name(reported);
    match days_later {
        0 => format!("the year is inferred: {day} {month} fell on a {reported} in {year}"),
        1 => format!("the year is inferred: {day} {month} came a day after {reported} in {year}"),
        days => format!("the year is inferred: {day} {month} came {days} days after {reported} in {year}"),
    }
}

/// The weekday that a story names most; the first of them where several are
/// named alike. "On Monday" and "Monday evening" count double.
fn reported_weekday(body: &str) -> Option<Weekday> {
    let mut cut = body.len().min(SAMPLE);
    while !body.is_char_boundary(cut) {
        cut -= 1;
    }
    let sample = &body[..cut];
    let mut votes: Vec<(Weekday, usize)> = Vec::new();
    for at in memchr::memmem::find_iter(sample.as_bytes(), "day") {
        let end = at + "day".len();
        let start = sample[..at]
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |before| {
                before + sample[before..].chars().next().map_or(1, char::len_utf8)
            });
        let whole = !sample[end..].starts_with(|c: char| c.is_alphanumeric());
        let Some(day) = weekday(&sample[start..end]).filter(|_| whole) else {
            continue;
        };
        let before = sample[..start].trim_end();
        let after = sample[end..].trim_start();
        let part_of_day = ["morning", "afternoon", "evening", "night"]
            .iter()
            .any(|part| after.starts_with(part));
        let weight = match () {
            () if ["next", "every", "until"]
                .iter()
                .any(|word| before.ends_with(word)) =>
            {
                continue;
            }
            () if before.ends_with(" on") || before.ends_with("On") || part_of_day => 2,
            () => 1,
        };
        match votes.iter_mut().find(|(voted, _)| *voted == day) {
            Some((_, votes)) => *votes += weight,
            None => votes.push((day, weight)),
        }
    }
    let most = votes.iter().map(|(_, votes)| *votes).max()?;
    votes
        .iter()
        .find(|(_, votes)| *votes == most)
        .map(|(day, _)| *day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::find_written;

    fn check(printed: &str, body: &str, want: &str) {
        let today = Date::constant(2026, 11, 24);
        let written = find_written(printed).unwrap();
        let got = complete(&written, body, today).map_or("none".to_owned(), |day| {
            format!("{} {}", day.date, day.note.unwrap_or_default())
        });
        assert_eq!(got.trim(), want, "{printed}");
    }

    #[test]
    fn years() {
        check("Dec 1, 2025", "", "2025-12-01");
        check(
            "Dec 1",
            "He said on Monday.",
            "2025-12-01 the year is inferred: 1 December fell on a Monday in 2025",
        );
        check(
            "Dec 1",
            "He said on Sunday.",
            "2025-12-01 the year is inferred: 1 December came a day after Sunday in 2025",
        );
        check(
            "Dec 1",
            "He said on Tuesday.",
            "2023-12-01 the year is inferred: 1 December came 3 days after Tuesday in 2023",
        );
        check(
            "Sunday, Dec 1",
            "",
            "2024-12-01 the year is inferred: 1 December fell on a Sunday in 2024",
        );
        check(
            "Dec 1",
            "He said.",
            "2025-12-01 the year is inferred from the day of indexing",
        );
        check(
            "Nov 24",
            "Tuesday evening",
            "2026-11-24 the year is inferred: 24 November fell on a Tuesday in 2026",
        );
        check(
            "Nov 25",
            "",
            "2025-11-25 the year is inferred from the day of indexing",
        );
        check(
            "Feb 29",
            "",
            "2024-02-29 the year is inferred from the day of indexing",
        );
        check(
            "May 2024",
            "",
            "2024-05-01 the day is not stated: the first of May 2024 stands for it",
        );
        check(
            "Dec 1",
            "Monday, Monday, but on Tuesday. Next week, said on Monday",
            "2025-12-01 the year is inferred: 1 December fell on a Monday in 2025",
        );
    }
}
