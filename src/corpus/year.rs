//! Completes a date that the paper printed in part.

use jiff::civil::{Date, Weekday};

use crate::dates::{Written, month_name, weekday, weekday_name};

/// A story is printed on the day it reports, or so many days later.
pub(super) const PRINTED_LATER: i8 = 1;
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

/// The day meant by `written`. Its year, where missing, is the latest in which the
/// day is the weekday that the story reports or comes at most `reach` days after
/// it, and never makes the day later than `today`.
pub(super) fn complete(written: &Written, reach: i8, body: &str, today: Date) -> Option<Completed> {
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
    let ((reported, to_come), reach) = match written.weekday {
        Some(printed) => ((Some(printed), Vec::new()), 0),
        None => (weekdays(body), reach),
    };
    let later = |date: &Date| reported.map_or(0, |reported| date.weekday().since(reported));
    // A paper of Tuesday hardly tells of Tuesday as a day to come.
    let likely = |date: &Date| later(date) == 0 || !to_come.contains(&date.weekday());
    let mut fits = candidates.clone().filter(|date| later(date) <= reach);
    let fitting = fits.clone().find(likely).or_else(|| fits.next());
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

/// Words that make a weekday one to come where they stand before it in its sentence.
const NOT_NOW: &[&str] = &[
    "are to ",
    "due ",
    "every ",
    "expected ",
    "is to ",
    "next ",
    "planned ",
    "scheduled ",
    "set to ",
    "until ",
    "was to ",
    "were to ",
    "will ",
    "would ",
];

/// The weekday that a story names most, and those that it names as days to come, which do not count;
/// the first of them where several are named alike. "On Monday" and "Monday evening" count double, and
/// the first paragraph, which tells the news, as much again.
fn weekdays(body: &str) -> (Option<Weekday>, Vec<Weekday>) {
    let mut cut = body.len().min(SAMPLE);
    while !body.is_char_boundary(cut) {
        cut -= 1;
    }
    let sample = &body[..cut];
    let mut votes: Vec<(Weekday, usize)> = Vec::new();
    let mut to_come = Vec::new();
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
        let sentence = before
            .rfind(". ")
            .or_else(|| before.rfind('\n'))
            .map_or(before, |from| &before[from..]);
        if NOT_NOW.iter().any(|words| sentence.contains(words))
            || before.ends_with("next")
            || before.ends_with("every")
        {
            to_come.push(day);
            continue;
        }
        let on = before.ends_with(" on") || before.ends_with("On");
        let lead = !sample[..start].trim_start().contains('\n');
        let weight = (1 + usize::from(on || part_of_day)) * (1 + usize::from(lead));
        match votes.iter_mut().find(|(voted, _)| *voted == day) {
            Some((_, votes)) => *votes += weight,
            None => votes.push((day, weight)),
        }
    }
    let most = votes.iter().map(|(_, votes)| *votes).max();
    let named = votes.iter().find(|(_, votes)| Some(*votes) == most);
    (named.map(|(day, _)| *day), to_come)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::find_written;

    fn check(printed: &str, body: &str, want: &str) {
        check_on(Date::constant(2026, 11, 24), printed, body, want);
    }

    fn check_on(today: Date, printed: &str, body: &str, want: &str) {
        let written = find_written(printed).unwrap();
        let got = complete(&written, PRINTED_LATER, body, today).map_or("none".to_owned(), |day| {
            format!("{} {}", day.date, day.note.unwrap_or_default())
        });
        assert_eq!(got.trim(), want, "{printed}");
    }

    #[test]
    fn a_day_to_come_is_not_the_day_of_printing() {
        let today = Date::constant(2026, 12, 1);
        check_on(
            today,
            "Dec 1",
            "He spoke on Monday. He was due to see her on Tuesday.",
            "2025-12-01 the year is inferred: 1 December fell on a Monday in 2025",
        );
        check_on(
            today,
            "Dec 1",
            "He spoke on Monday.",
            "2026-12-01 the year is inferred: 1 December came a day after Monday in 2026",
        );
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
            "2021-12-01 the year is inferred: 1 December came a day after Tuesday in 2021",
        );
        check(
            "Dec 1",
            "He spoke on Monday.\nHe was due to see her on Tuesday. He will fly home on Tuesday.",
            "2025-12-01 the year is inferred: 1 December fell on a Monday in 2025",
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
