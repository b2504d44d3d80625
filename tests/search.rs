//! Asking a small index: what matches, what is counted, what is pointed at.

mod common;

use common::{House, TODAY, ask};
use jiff::civil::date;
use onrecord::error::{Error, QueryError};
use onrecord::facet;
use onrecord::search::{ArticleHit, FacetChoice, Request, Response, Searcher, Sort};

const STORIES: &[(&str, &str)] = &[
    (
        "harbour.txt",
        "Harbour talks end in Lisbon\n\nThe Star, 8 May 2024\n\n\
         The talks between Portugal and Spain are over. “We negotiated hard, and we are not over yet,” \
         Ana Silva, the Portuguese port minister, said on Tuesday.\n\n\
         The negotiations lasted a week at the Café Crème. Zelda’s lawyers left early.\n",
    ),
    (
        "border.txt",
        "Border opens\n\nThe Star, 9 June 2025\n\n\
         The border between France and Spain opened. “It is a good day for talks,” said Jean Petit, a French mayor.\n",
    ),
    (
        "rain.txt",
        "Rain over Spain\n\nDaily Globe, 1 December 2025\n\n\
         It rained in Spain. Nobody negotiated. “The U.S. sent rain,” Ana Silva said.\n",
    ),
    (
        "undated.txt",
        "A letter without a day\n\nNobody talks in this letter from Portugal.\n",
    ),
];

fn searcher() -> (House, Searcher) {
    let house = House::new();
    for (name, text) in STORIES {
        house.put(name, text);
    }
    let summary = house.run();
    assert_eq!(summary.indexed, STORIES.len() as u64, "{summary:?}");
    let searcher = house.searcher();
    (house, searcher)
}

fn names(response: &Response<ArticleHit>) -> Vec<String> {
    let stem = |path: &str| {
        path.rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".txt")
            .to_owned()
    };
    response.hits.iter().map(|hit| stem(&hit.path)).collect()
}

/// What a query finds, in the order of names.
#[track_caller]
fn check(searcher: &Searcher, query: &str, expected: &[&str]) {
    let response = searcher
        .articles(&ask(query), TODAY)
        .unwrap_or_else(|e| panic!("{query:?}: {e}"));
    let mut found = names(&response);
    found.sort();
    assert_eq!(found, expected, "{query:?}");
    assert_eq!(response.total, expected.len() as u64, "{query:?}");
}

#[test]
fn the_query_language_finds_what_it_says() {
    let (_dir, searcher) = searcher();
    let s = &searcher;
    check(s, "", &["border", "harbour", "rain", "undated"]);
    check(s, "*", &["border", "harbour", "rain", "undated"]);
    check(s, "talks", &["border", "harbour", "undated"]);
    check(s, "talk", &["border", "harbour", "undated"]);
    check(s, "talks spain", &["border", "harbour"]);
    check(s, "rained OR opened", &["border", "rain"]);
    check(s, "talks -spain", &["undated"]);
    check(s, "-talks", &["rain"]);
    check(s, "NOT talks", &["rain"]);
    check(s, "talks (france OR portugal) -letter", &["border", "harbour"]);
    check(s, "“not over yet”", &["harbour"]);
    check(s, "\"not over yet\"", &["harbour"]);
    check(s, "«not over yet»", &["harbour"]);
    check(s, "\"over not yet\"", &[]);
    check(s, "negotiat*", &["harbour", "rain"]);
    check(s, "zel*", &["harbour"]);
    check(s, "creme", &["harbour"]);
    check(s, "CRÈME", &["harbour"]);
    check(s, "zelda's", &["harbour"]);
    check(s, "zelda’s", &["harbour"]);
    check(s, "U.S.", &["rain"]);
    check(s, "title:rain", &["rain"]);
    check(s, "title:talks", &["harbour"]);
    check(s, "nothingofthekind", &[]);
}

#[test]
fn facets_can_be_asked_in_the_query_and_by_filter() {
    let (_dir, searcher) = searcher();
    let s = &searcher;
    check(s, "country:spain", &["border", "harbour", "rain"]);
    check(s, "country:spanish", &["border", "harbour", "rain"]);
    check(s, "country:ES country:FR", &["border"]);
    check(s, "country:es -country:fr", &["harbour", "rain"]);
    check(s, "source:\"the star\"", &["border", "harbour"]);
    check(s, "source:star", &["border", "harbour"]);
    check(s, "speaker:silva", &["harbour", "rain"]);
    check(s, "speaker:\"ana silva\" spain", &["harbour", "rain"]);
    check(s, "speaker:(silva OR petit)", &["border", "harbour", "rain"]);
    check(s, "speaker:sil*", &["harbour", "rain"]);
    check(s, "year:2025", &["border", "rain"]);
    check(s, "since:2025", &["border", "rain"]);
    check(s, "until:2024-05-08", &["harbour"]);
    check(s, "date:2025-06", &["border"]);
    check(s, "date:2024..2025-06", &["border", "harbour"]);
    check(s, "date:*", &["border", "harbour", "rain"]);

    let both = Request::default()
        .with("country", "fr")
        .with("country", "portugal");
    let mut found = names(&searcher.articles(&both, TODAY).expect("found"));
    found.sort();
    assert_eq!(
        found,
        ["border", "harbour", "undated"],
        "values of one facet are alternatives"
    );
    let narrowed = both.with("source", "star").with("speaker", "petit");
    assert_eq!(
        names(&searcher.articles(&narrowed, TODAY).expect("found")),
        ["border"]
    );
}

#[test]
fn a_facets_own_selection_does_not_hide_its_other_values() {
    let (_dir, searcher) = searcher();
    let request = Request::default().with("source", "Daily Globe");
    let response = searcher.articles(&request, TODAY).expect("found");
    assert_eq!(response.total, 1);
    let sources: Vec<_> = response.facets["source"]
        .iter()
        .map(|v| (v.value.as_str(), v.count, v.selected))
        .collect();
    assert_eq!(sources, [("The Star", 2, false), ("Daily Globe", 1, true)]);
    let countries: Vec<_> = response.facets["country"]
        .iter()
        .map(|v| (v.value.as_str(), v.count))
        .collect();
    assert!(
        countries.contains(&("ES", 1)),
        "other facets are narrowed: {countries:?}"
    );
    let in_query = searcher.articles(&ask("source:globe"), TODAY).expect("found");
    assert_eq!(
        in_query.facets, response.facets,
        "a field in the query is a selection too"
    );
}

#[test]
fn facet_counts_are_exact_and_labelled() {
    let (_dir, searcher) = searcher();
    let country = facet::by_name("country").expect("a facet");
    let counts = searcher
        .facets(country, &Request::default(), None, TODAY)
        .expect("counted");
    assert_eq!(counts.total, 4);
    let spain = counts.values.iter().find(|v| v.value == "ES").expect("Spain");
    assert_eq!((spain.label.as_str(), spain.count), ("Spain", 3));
    let kind = facet::by_name("kind").expect("a facet");
    let kinds = searcher
        .facets(kind, &Request::default().with("speaker", "petit"), None, TODAY)
        .expect("counted");
    assert_eq!(
        kinds.values.iter().map(|v| v.count).sum::<u64>(),
        kinds.total,
        "one kind a quote"
    );
}

#[test]
fn order_and_pages_are_stable() {
    let (_dir, searcher) = searcher();
    let sorted = |sort| {
        names(
            &searcher
                .articles(&Request { sort, ..ask("*") }, TODAY)
                .expect("found"),
        )
    };
    assert_eq!(sorted(Sort::Newest), ["rain", "border", "harbour", "undated"]);
    assert_eq!(sorted(Sort::Oldest), ["harbour", "border", "rain", "undated"]);
    assert_eq!(
        sorted(Sort::Relevance),
        sorted(Sort::Newest),
        "no words to match: newest first"
    );
    let mut paged = Vec::new();
    for offset in 0..5 {
        let request = Request {
            offset,
            limit: 1,
            ..ask("*")
        };
        let page = searcher.articles(&request, TODAY).expect("found");
        assert_eq!(page.total, 4);
        paged.extend(names(&page));
    }
    assert_eq!(paged, sorted(Sort::Newest));
    let none = Request {
        limit: 0,
        facets: FacetChoice::None,
        ..ask("talks")
    };
    let counted = searcher.articles(&none, TODAY).expect("found");
    assert_eq!(
        (counted.total, counted.hits.len(), counted.facets.len()),
        (3, 0, 0)
    );
}

#[test]
fn every_highlight_is_the_word_it_claims() {
    let (_dir, searcher) = searcher();
    for (query, words) in [
        ("negotiated", &["negotiated", "negotiations"][..]),
        ("\"not over yet\"", &["not over yet"]),
        ("zel*", &["Zelda"]),
        ("creme", &["Crème"]),
    ] {
        let response = searcher.articles(&ask(query), TODAY).expect("found");
        let mut seen = 0;
        for hit in &response.hits {
            let body: Vec<char> = searcher
                .show(&hit.id)
                .expect("shown")
                .article
                .body
                .chars()
                .collect();
            for snippet in &hit.snippets {
                let text: String = body[snippet.start..snippet.end].iter().collect();
                assert_eq!(text, snippet.text, "{query:?}");
                for highlight in &snippet.highlights {
                    assert!(snippet.start <= highlight.start && highlight.end <= snippet.end);
                    let word: String = body[highlight.start..highlight.end].iter().collect();
                    assert!(words.contains(&word.as_str()), "{query:?} highlights {word:?}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 0, "{query:?} highlights nothing");
    }
}

#[test]
fn a_quote_hit_tells_who_where_and_what_stands_around() {
    let (_dir, searcher) = searcher();
    let found = searcher
        .quotes(&ask("speaker:silva \"not over yet\""), TODAY)
        .expect("found");
    assert_eq!(found.total, 1);
    let hit = &found.hits[0];
    assert_eq!(hit.text, "We negotiated hard, and we are not over yet,");
    assert_eq!(hit.speaker.as_deref(), Some("Ana Silva"));
    assert_eq!(hit.line, 5);
    assert_eq!(hit.id, format!("{}#1", hit.article));
    assert!(hit.after.contains("said on Tuesday"), "{:?}", hit.after);
    let body = searcher
        .show(&hit.id)
        .expect("a quote's id finds its article")
        .article
        .body;
    assert_eq!(&body[hit.byte_start..hit.byte_end], hit.text);
    let chars: Vec<char> = body.chars().collect();
    assert_eq!(chars[hit.start..hit.end].iter().collect::<String>(), hit.text);
    let marked: Vec<String> = hit
        .highlights
        .iter()
        .map(|h| chars[h.start..h.end].iter().collect())
        .collect();
    assert_eq!(marked, ["not over yet"]);
}

#[test]
fn what_cannot_be_understood_is_pointed_at() {
    let (_dir, searcher) = searcher();
    let fail = |query: &str| match searcher.articles(&ask(query), TODAY) {
        Err(Error::Query(error)) => error,
        other => panic!("{query:?}: {other:?}"),
    };
    match fail("talks speker:silva") {
        QueryError::Syntax { span, hint, .. } => {
            assert_eq!(span.of("talks speker:silva").trim_end_matches(':'), "speker");
            assert!(hint.is_some_and(|h| h.contains("speaker")));
        }
        other => panic!("{other:?}"),
    }
    match fail("country:spian") {
        QueryError::UnknownValue { nearest, place, .. } => {
            assert!(nearest.iter().any(|n| n.contains("Spain")), "{nearest:?}");
            assert_eq!(
                place.map(|(query, span)| span.of(&query).to_owned()).as_deref(),
                Some("spian")
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(
        matches!(fail("speaker:silvo"), QueryError::UnknownValue { nearest, .. } if nearest.contains(&"Ana Silva".to_owned()))
    );
    assert!(matches!(fail("topic:polotics"), QueryError::UnknownValue { .. }));
    assert!(matches!(fail("since:2025-02-30"), QueryError::Date { .. }));
    assert!(
        matches!(fail("kind:direct"), QueryError::Syntax { .. }),
        "a property of quotes"
    );
    let filter = Request::default().with("colour", "red");
    assert!(matches!(
        searcher.articles(&filter, TODAY),
        Err(Error::Query(QueryError::UnknownFacet { .. }))
    ));
}

#[test]
fn an_article_is_shown_by_id_beginning_or_path() {
    let (dir, searcher) = searcher();
    let hit = searcher
        .articles(&ask("title:rain"), TODAY)
        .expect("found")
        .hits
        .remove(0);
    let path = dir.corpus().join("rain.txt").to_string_lossy().into_owned();
    for id in [hit.id.as_str(), &hit.id[..6], &path] {
        let shown = searcher.show(id).expect("shown");
        assert_eq!(shown.article.title, "Rain over Spain");
        assert_eq!(shown.article.source.as_deref(), Some("Daily Globe"));
        assert_eq!(shown.article.published, Some(date(2025, 12, 1)));
    }
    assert!(searcher.show("zzzzzzzzzz").is_err());
}

#[test]
fn stats_count_what_is_there() {
    let (_dir, searcher) = searcher();
    let stats = searcher.stats().expect("counted");
    assert_eq!((stats.articles, stats.sources), (4, 2));
    assert_eq!(
        (stats.first.as_deref(), stats.last.as_deref()),
        (Some("2024-05-08"), Some("2025-12-01"))
    );
    assert!(stats.quotes >= 3 && stats.size_bytes > 0 && stats.segments > 0);
}
