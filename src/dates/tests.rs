use proptest::prelude::*;

use super::*;

/// A Tuesday.
const TODAY: Date = Date::constant(2026, 11, 24);

fn check(text: &str, want: &str) {
    let got = match parse_range(text, TODAY) {
        Ok(range) if range.first == range.last => range.first.to_string(),
        Ok(range) => format!("{} {}", range.first, range.last),
        Err(message) => message,
    };
    assert_eq!(got, want, "{text}");
}

#[test]
fn numbers() {
    check("2025-12-01", "2025-12-01");
    check("20251201", "2025-12-01");
    check("2025/12/1", "2025-12-01");
    check("2025-12", "2025-12-01 2025-12-31");
    check("2024-02", "2024-02-01 2024-02-29");
    check("2025", "2025-01-01 2025-12-31");
    check("31/12/2025", "2025-12-31");
    check("12/31/2025", "2025-12-31");
    check("1.12.2025", "2025-12-01");
    check("5/5/2025", "2025-05-05");
}

#[test]
fn names() {
    check("dec 1", "2025-12-01");
    check("1 dec", "2025-12-01");
    check("Nov 24", "2026-11-24");
    check("Nov. 25", "2025-11-25");
    check("Dec 1, 2025", "2025-12-01");
    check("1st of December 2025", "2025-12-01");
    check("Monday, December 1, 2025", "2025-12-01");
    check("december 2025", "2025-12-01 2025-12-31");
    check("december", "2025-12-01 2025-12-31");
    check("november", "2026-11-01 2026-11-30");
    check("feb 29", "2024-02-29");
}

#[test]
fn from_today() {
    check("today", "2026-11-24");
    check("Yesterday", "2026-11-23");
    check("tomorrow", "2026-11-25");
    check("3 days ago", "2026-11-21");
    check("a week ago", "2026-11-17");
    check("two weeks ago", "2026-11-10");
    check("1 month ago", "2026-10-24");
    check("last 7 days", "2026-11-18 2026-11-24");
    check("last month", "2026-10-01 2026-10-31");
    check("this month", "2026-11-01 2026-11-30");
    check("last week", "2026-11-16 2026-11-22");
    check("this week", "2026-11-23 2026-11-29");
    check("this year", "2026-01-01 2026-12-31");
    check("last year", "2025-01-01 2025-12-31");
    check("monday", "2026-11-23");
    check("tuesday", "2026-11-24");
    check("last tuesday", "2026-11-17");
    check("wed", "2026-11-18");
}

#[test]
fn what_is_wrong_is_said() {
    check("2025-02-30", "2025 has no February 30");
    check("feb 30 2025", "2025 has no February 30");
    check("2025-02-29", "2025 has no February 29");
    check("feb 30", "February has no day 30");
    check("2025-13-01", "there is no month 13");
    check("2025-13", "there is no month 13");
    check("32/13/2025", "there is no month 32");
    check(
        "1/12/2025",
        "\"1/12/2025\" can be read in two ways: write 2025-12-01 or 2025-01-12",
    );
    check(
        "1/12",
        "\"1/12\" can be read in two ways: write it like dec 1 or 2025-12-01",
    );
    check("foo", "cannot read \"foo\" as a date");
    check("2025-12-01T10:00", "cannot read \"2025-12-01T10:00\" as a date");
    check("99999999999999999999 days ago", "that day is out of reach");
    check("  ", "the date is empty");
    check("\u{1b}[31m", "cannot read \"\\u{1b}[31m\" as a date");
}

#[test]
fn found_in_a_line() {
    for (line, want) in [
        ("Oslo, Dec. 1", "?-12-1 Dec. 1"),
        ("1st December, 2025 and 2 May", "2025-12-1 1st December, 2025"),
        ("Sunday 14 Sept 2025", "2025-9-14 Sunday 14 Sept 2025"),
        ("at 2025-12-01T10:00", "2025-12-1 2025-12-01"),
        ("in May 2024", "2024-5-? May 2024"),
        ("in May", ""),
        ("Feb 30", ""),
        ("Dec 12:30", ""),
        ("1/12/2025", ""),
        ("version 2.10.2025b", "2025-10-2 2.10.2025"),
        ("They may 3 times", "?-5-3 may 3"),
    ] {
        let got = find_written(line).map_or(String::new(), |w| {
            let year = w.year.map_or("?".to_owned(), |y| y.to_string());
            let day = w.day.map_or("?".to_owned(), |d| d.to_string());
            format!("{year}-{}-{day} {}", w.month, &line[w.span])
        });
        assert_eq!(got, want, "{line}");
    }
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,80}") {
        if let Ok(range) = parse_range(&text, TODAY) {
            prop_assert!(range.first <= range.last);
        }
        if let Some(found) = find_written(&text) {
            prop_assert!(text.get(found.span).is_some());
        }
    }

    #[test]
    fn any_words(words in prop::collection::vec(prop::sample::select(vec![
        "1", "31", "99999999999", "2025", "-", "/", ".", ",", "dec", "may", "monday", "last", "this", "week", "days", "ago",
        "year", "a", "of", "1st", "0", "0000", "9999", "today", " ",
    ]), 0..6), tight in any::<bool>(), today in -3000i32..3_500_000) {
        let today = Date::constant(0, 3, 1).saturating_add(jiff::Span::new().days(today));
        let text = words.join(if tight { "" } else { " " });
        if let Ok(range) = parse_range(&text, today) {
            prop_assert!(range.first <= range.last);
        }
        let _ = find_written(&text);
    }
}
