use super::*;

#[test]
fn tables_are_sorted() {
    assert!(LABELS.is_sorted_by_key(|(word, _)| *word));
    assert!(SECTIONS.is_sorted());
    assert!(TIME_WORDS.is_sorted());
}

fn check(line: &str, want: &str) {
    let got = read_line(line).map_or("none".to_owned(), |header| {
        let date = header.written.map(|w| {
            let part = |part: Option<String>| part.unwrap_or("?".to_owned());
            format!(
                "{}-{}-{}",
                part(w.year.map(|y| y.to_string())),
                w.month,
                part(w.day.map(|d| d.to_string()))
            )
        });
        let parts = [header.source, Some(header.authors.join("; ")), date, header.place];
        parts
            .map(|part| part.unwrap_or_default())
            .join(" | ")
            .trim_end_matches([' ', '|'])
            .to_owned()
    });
    assert_eq!(got, want, "{line}");
}

#[test]
fn source_and_date() {
    check("The New York Times, Dec 1", "The New York Times |  | ?-12-1");
    check("Agencia Sur, March 14, 2024", "Agencia Sur |  | 2024-3-14");
    check("The Ledger | 8 May 2024", "The Ledger |  | 2024-5-8");
    check("gwn, 2016-05-01", "gwn |  | 2016-5-1");
    check("afp-wire2 | 8 May 2024", "afp-wire2 |  | 2024-5-8");
    check("talks, May 8", "none");
    check("The Ledger, 2016-05-01", "The Ledger |  | 2016-5-1");
    check("The Ledger, 14/03/2024", "The Ledger |  | 2024-3-14");
    check("The Ledger (Dec. 1, 2025)", "The Ledger |  | 2025-12-1");
    check("The Ledger - Dec. 1, 2025", "The Ledger |  | 2025-12-1");
    check("kyivpost.com, 1 December 2025", "kyivpost.com |  | 2025-12-1");
    check("Le Monde, Paris, 1 December 2025", "Le Monde |  | 2025-12-1");
    check(
        "Jane Roe, The Star, 1 December 2025",
        "The Star | Jane Roe | 2025-12-1",
    );
    check(
        "World | The Ledger | 1 December 2025",
        "The Ledger |  | 2025-12-1",
    );
    check(
        "Jane Roe | The Ledger | 1 December 2025",
        "The Ledger | Jane Roe | 2025-12-1",
    );
    check("The Atlantic, May 2024", "The Atlantic |  | 2024-5-?");
    check("PARIS, Dec 1", " |  | ?-12-1 | PARIS");
}

#[test]
fn dates_alone() {
    check("2025-10-06", " |  | 2025-10-6");
    check("2025-10-06T09:30:00Z", " |  | 2025-10-6");
    check("Dec. 1, 2025", " |  | 2025-12-1");
    check("Monday, 1 December 2025", " |  | 2025-12-1");
    check("Mon 1 Dec 2025 09.00 GMT", " |  | 2025-12-1");
    check("Dec. 1, 2025, 5:14 p.m. ET", " |  | 2025-12-1");
    check("Published: 1 May 2024 at 10:30am", " |  | 2024-5-1");
    check("Published on May 1, 2024", " |  | 2024-5-1");
    check(
        "First published 1 May 2024 | Updated 2 May 2024",
        " |  | 2024-5-1",
    );
    check("8 May 2024 · 5 min read", " |  | 2024-5-8");
}

#[test]
fn bylines_with_more() {
    check(
        "By Jane Roe | The Ledger | 8 May 2024",
        "The Ledger | Jane Roe | 2024-5-8",
    );
    check(
        "By Jane Roe and John Doe - 8 May 2024",
        " | Jane Roe; John Doe | 2024-5-8",
    );
    check("Author: Jane Roe", " | Jane Roe");
    check("Source: The Star", "The Star");
}

#[test]
fn updates_are_passed_over() {
    check("Updated 5:14 PM ET, Mon December 1, 2025", "");
    check("Last updated: 2 December 2025", "");
    check("Updated 2 hours ago", "");
}

#[test]
fn sentences_are_story() {
    for line in [
        "On Dec 1 the parties met in Geneva",
        "Published in 2019, the book sold well.",
        "By Monday the rebels had taken the town.",
        "The talks of 1 December 2025 failed.",
        "Source: a person close to the talks",
        "Updated rules of 2019 apply to all 12 members.",
        "He was born on May 1, 1960.",
        "It is so.",
        "Pay April 3",
        "Feb 30, 2025",
    ] {
        check(line, "none");
    }
}
