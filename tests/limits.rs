//! Searches that are given up, and words of which there are too many.

mod common;

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::{House, TODAY, ask};
use onrecord::error::Error;
use onrecord::facet;
use onrecord::ingest::{Options, UserFile};
use onrecord::search::{Drill, FacetChoice, Request};

/// What was answered, or that nothing was, when the caller says "enough" at the question of that number.
fn asked<T>(at: usize, search: impl FnOnce(&(dyn Fn() -> bool + Sync)) -> Result<T, Error>) -> Option<T> {
    let questions = AtomicUsize::new(0);
    let enough = || questions.fetch_add(1, Ordering::Relaxed) >= at;
    match search(&enough) {
        Ok(answer) => Some(answer),
        Err(Error::Stopped) => None,
        Err(error) => panic!("{error}"),
    }
}

/// A search that is given up at any of its moments answers nothing, and else all; it is asked more than `least` times.
fn check<T: PartialEq + std::fmt::Debug>(
    least: usize,
    search: impl Fn(&(dyn Fn() -> bool + Sync)) -> Result<T, Error>,
) {
    let whole = search(&|| false).expect("an answer");
    let mut at = 0;
    loop {
        match asked(at, &search) {
            Some(answer) => {
                assert_eq!(answer, whole, "given up at question {at}, in part");
                break;
            }
            None => at += 1,
        }
        assert!(at < 10_000, "no end to the questions");
    }
    assert!(at >= least, "asked only {at} times");
}

#[test]
fn a_search_is_answered_in_full_or_given_up_wherever_it_is() {
    let house = House::new();
    for n in 0..300 {
        let name = format!("{n}.txt");
        house.tell(
            &name,
            &format!("The walrus of pond {n} left. “We saw it,” said Ana Silva in Lisbon."),
        );
    }
    house.run();
    let searcher = house.searcher();
    let (speaker, country) = (
        facet::by_name("speaker").expect("a facet"),
        facet::by_name("country").expect("a facet"),
    );
    let all = Request {
        facets: FacetChoice::Named(vec!["speaker".into(), "country".into()]),
        ..ask("")
    };
    for query in [
        "walrus",
        "*",
        "\"the walrus\"",
        "wal*",
        "of-po*",
        "walrus OR pond -heron",
        "speaker:sil*",
    ] {
        let request = Request {
            query: query.into(),
            ..all.clone()
        };
        // Ten hits, one after the other, and every segment.
        check(10, |stop| searcher.until(stop).articles(&request, TODAY));
    }
    check(10, |stop| searcher.until(stop).quotes(&all, TODAY));
    check(4, |stop| searcher.until(stop).facets(speaker, &all, None, TODAY));
    check(4, |stop| {
        searcher
            .until(stop)
            .facet_tree(country, &all, &Drill::default(), None, TODAY)
    });
    check(4, |stop| {
        searcher
            .until(stop)
            .articles(&all.clone().with("speaker", "silva"), TODAY)
    });
}

#[test]
fn a_begun_word_that_stands_for_too_many_says_so() {
    let house = House::new();
    // One word for each number, in the order of the letters: more than a begun word may stand for.
    let mut text = String::new();
    for n in 0..131_100_u32 {
        let letters =
            [n / 676 / 26, n / 676, n / 26, n].map(|n| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        let _ = write!(text, "the s{} ", letters.iter().collect::<String>());
        if n % 20 == 0 {
            text.push_str("left.\n\n");
        }
    }
    house.tell("words.txt", &text);
    house.run();
    let searcher = house.searcher();
    let notes = |query: &str| {
        let found = searcher.articles(&ask(query), TODAY).expect("an answer");
        assert_eq!(found.total, 1, "{query}");
        found.notes
    };
    let [note] = &notes("the-s*")[..] else {
        panic!("one note is due")
    };
    assert!(note.contains("131072 words begin with “s”"), "{note}");
    assert_eq!(notes("body:the-s*").len(), 1);
    assert!(notes("the-sb*").is_empty());
    assert!(notes("s*").is_empty(), "a word alone stands for all");

    // A topic of the user's own is a question too.
    let file = house.path("topics.toml");
    std::fs::write(&file, "begun = 'the-s*'\nword = 's*'\n").expect("a file");
    let options = Options {
        topics: UserFile::Named(file),
        ..house.options()
    };
    let summary = house.run_with(&options).expect("indexed");
    assert_eq!(summary.own_topics, 1);
    assert_eq!(summary.notes, [format!("topic “begun”: {note}")]);
}
