//! Shortcuts give what the long way gives: the best hits found by passing over blocks of
//! documents, and the most frequent values counted without naming all.

mod common;

use std::fmt::Write;
use std::fs;

use common::{House, TODAY};
use onrecord::facet;
use onrecord::search::{Request, Searcher};

const RUNS: usize = 3;
const ARTICLES: usize = 240;

/// Small numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    /// Below `n`, small numbers far more often.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let unit = (self.0 >> 11) as f64 / (1u64 << 53) as f64;
        ((unit * unit * unit) * n as f64) as usize
    }
}

const WORDS: &[&str] = &[
    "harbour", "treaty", "walrus", "budget", "rain", "railway", "election", "court", "museum", "wheat",
    "strike", "bridge", "glacier", "senate", "ferry", "violin", "orchard", "lantern",
];
const NAMES: &[&str] = &[
    "Ana", "Jean", "Karl", "Ruth", "Omar", "Ingrid", "Paulo", "Mei", "Tariq", "Nora",
];
const SURNAMES: &[&str] = &[
    "Silva", "Petit", "Aas", "Mercer", "Haddad", "Olsen", "Prado", "Chen", "Khan", "Webb",
];

fn article(dice: &mut Dice) -> String {
    let word = |dice: &mut Dice| WORDS[dice.below(WORDS.len())];
    let mut text = format!(
        "{} and {}\n\nThe Star, {} May 2024\n\n",
        word(dice),
        word(dice),
        1 + dice.below(28)
    );
    for _ in 0..1 + dice.below(12) {
        let name = format!(
            "{} {}",
            NAMES[dice.below(NAMES.len())],
            SURNAMES[dice.below(SURNAMES.len())]
        );
        let _ = writeln!(
            text,
            "“The {} waits for the {},” {name} said.\n",
            word(dice),
            word(dice)
        );
    }
    text
}

/// An index of several segments, some documents of which are gone.
fn searcher() -> (House, Searcher) {
    let house = House::new();
    let mut dice = Dice(7);
    for run in 0..RUNS {
        for n in 0..ARTICLES {
            house.put(&format!("{run}-{n}.txt"), &article(&mut dice));
        }
        if run > 0 {
            fs::remove_file(house.corpus().join(format!("{}-{run}.txt", run - 1))).expect("removed");
        }
        house.run();
    }
    let searcher = house.searcher();
    assert!(searcher.stats().expect("stats").segments > 1);
    (house, searcher)
}

const QUERIES: &[&str] = &[
    "harbour",
    "harbour treaty",
    "harbour OR lantern",
    "violin orchard glacier",
    "harbour -treaty",
    "\"waits for the harbour\"",
    "wal*",
    "w*",
    "r* -treaty",
    "harbour since:2024-05-10",
    "date:2024-05-02..2024-05-09 lantern",
    "nowhere",
];

#[test]
fn the_first_hits_are_the_first_of_all_hits() {
    let (_dir, searcher) = searcher();
    for query in QUERIES {
        let ask = |limit, offset| Request {
            query: (*query).into(),
            limit,
            offset,
            ..Request::default()
        };
        let all = searcher.articles(&ask(10_000, 0), TODAY).expect("all");
        assert_eq!(all.hits.len() as u64, all.total, "{query}");
        for (limit, offset) in [(1, 0), (10, 0), (7, 20)] {
            let some = searcher.articles(&ask(limit, offset), TODAY).expect("some");
            assert_eq!(some.total, all.total, "{query}");
            assert_eq!(some.facets, all.facets, "{query}");
            let expected: Vec<_> = all
                .hits
                .iter()
                .skip(offset)
                .take(limit)
                .map(|h| (&h.id, h.score))
                .collect();
            let found: Vec<_> = some.hits.iter().map(|h| (&h.id, h.score)).collect();
            assert_eq!(found, expected, "{query} {limit} {offset}");
            let ranking = searcher.ranking(&ask(limit, offset), TODAY).expect("a ranking");
            let ranking: Vec<_> = ranking.iter().map(|(id, score)| (id, *score)).collect();
            assert_eq!(ranking, expected, "{query} {limit} {offset}");
        }
    }
}

#[test]
fn the_first_hits_under_a_filter_are_the_first_of_all_that_pass() {
    let (_dir, searcher) = searcher();
    for query in [
        "harbour",
        "harbour treaty",
        "harbour OR lantern",
        "\"for the harbour\"",
        "wal*",
    ] {
        for speaker in ["Ana Silva", "Jean Petit"] {
            let ask = |limit| {
                let request = Request {
                    query: query.into(),
                    limit,
                    ..Request::default()
                };
                request.with("speaker", speaker)
            };
            let all = searcher.articles(&ask(10_000), TODAY).expect("all");
            assert_eq!(all.hits.len() as u64, all.total, "{query} {speaker}");
            assert!(
                all.hits
                    .iter()
                    .all(|hit| hit.speakers.iter().any(|s| s == speaker))
            );
            for limit in [1, 10, 100] {
                let ranking = searcher.ranking(&ask(limit), TODAY).expect("a ranking");
                let ranking: Vec<_> = ranking.iter().map(|(id, score)| (id, *score)).collect();
                let first = all.hits.iter().take(limit).map(|hit| (&hit.id, hit.score));
                assert_eq!(ranking, first.collect::<Vec<_>>(), "{query} {speaker} {limit}");
            }
        }
    }
}

#[test]
fn the_most_frequent_values_are_exact_over_all_segments() {
    let (_dir, searcher) = searcher();
    let speaker = facet::by_name("speaker").expect("a facet");
    for query in QUERIES {
        for limit in [1, 3, 10, 1000] {
            let request = Request {
                query: (*query).into(),
                facet_limit: limit,
                ..Request::default()
            };
            let all = searcher
                .facets(speaker, &request, Some(limit), TODAY)
                .expect("counts");
            let beside = searcher.articles(&request, TODAY).expect("hits");
            let short = |value: &str, count| format!("{value} {count}");
            let all: Vec<_> = all.values.iter().map(|v| short(&v.value, v.count)).collect();
            let beside: Vec<_> = beside.facets["speaker"]
                .iter()
                .map(|v| short(&v.value, v.count))
                .collect();
            assert_eq!(beside, all, "{query} {limit}");
        }
    }
}

#[test]
fn days_are_those_of_the_articles() {
    let (house, searcher) = searcher();
    let ask = |searcher: &Searcher, query: &str, since: Option<&str>, until: Option<&str>| {
        let request = Request {
            query: query.into(),
            since: since.map(str::to_owned),
            until: until.map(str::to_owned),
            limit: 10_000,
            ..Request::default()
        };
        let found = searcher.articles(&request, TODAY).expect("hits");
        assert_eq!(found.total, found.hits.len() as u64, "{request:?}");
        found.hits
    };
    let spans = [
        (Some("2024-05-01"), Some("2024-05-01")),
        (Some("2024-05-03"), Some("2024-05-17")),
        (Some("2024-05-28"), None),
        (None, Some("2024-05-02")),
        (Some("2024-04"), Some("2024-06")),
        (Some("2025"), None),
        (None, Some("2023")),
        (Some("2024-05-20"), Some("2024-05-10")),
    ];
    for query in ["*", "harbour", "wal*", "harbour OR lantern"] {
        let all = ask(&searcher, query, None, None);
        for (since, until) in spans {
            let inside = |day: &str| {
                // Days, months and years compare as they are written.
                since.is_none_or(|first| day >= first)
                    && until.is_none_or(|last| day.get(..last.len()) <= Some(last))
            };
            let expected = all
                .iter()
                .filter(|hit| hit.published.as_deref().is_some_and(inside));
            let expected: Vec<_> = expected.map(|hit| (&hit.id, hit.score)).collect();
            // The first question about days is answered without the table by day, all others with it.
            let fresh = house.searcher();
            for searcher in [&fresh, &fresh, &searcher] {
                let found = ask(searcher, query, since, until);
                let found: Vec<_> = found.iter().map(|hit| (&hit.id, hit.score)).collect();
                assert_eq!(found, expected, "{query} {since:?} {until:?}");
            }
        }
    }
}
