//! Facets as trees: continents and regions of countries, topics below topics.

mod common;

use common::{House, TODAY, ask};
use onrecord::error::{Error, QueryError};
use onrecord::facet;
use onrecord::search::{Drill, FacetValue, Request, Searcher};

const STORIES: &[(&str, &str)] = &[
    (
        "harbour.txt",
        "Harbour talks\n\nThe Star, 8 May 2024\n\nThe talks between Portugal and Spain are over.\n",
    ),
    (
        "border.txt",
        "Border opens\n\nThe Star, 9 June 2025\n\nThe border between France and Spain opened.\n",
    ),
    (
        "rain.txt",
        "Rain over Spain\n\nDaily Globe, 1 December 2025\n\nIt rained in Spain. The U.S. sent rain, NATO said.\n",
    ),
    (
        "letter.txt",
        "A letter\n\nNobody talks in this letter from Portugal. NATO, the North Atlantic Treaty Organization, did.\n",
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

#[test]
fn a_continent_or_region_takes_all_its_countries() {
    let (_dir, searcher) = searcher();
    let count = |request: &Request| searcher.articles(request, TODAY).expect("an answer").total;
    assert_eq!(count(&ask("country:europe")), 4);
    assert_eq!(count(&ask("country:europe -country:us")), 3);
    assert_eq!(count(&Request::default().with("country", "Southern Europe")), 4);
    assert_eq!(count(&ask("country:\"western europe\"")), 1);
    assert_eq!(count(&ask("country:africa")), 0);
    let wrong = searcher
        .articles(&ask("country:eurpoe"), TODAY)
        .expect_err("unknown");
    assert!(
        matches!(&wrong, Error::Query(QueryError::UnknownValue { nearest, .. }) if nearest.contains(&"Europe".to_owned())),
        "{wrong:?}"
    );
}

#[test]
fn organisations_are_found_by_any_form() {
    let (_dir, searcher) = searcher();
    for form in [
        "region:nato",
        "region:\"north atlantic treaty organisation\"",
        "region:NATO",
    ] {
        let found = searcher.articles(&ask(form), TODAY).expect("an answer");
        assert_eq!(found.total, 2, "{form}");
        assert_eq!(found.hits[0].regions, ["NATO"]);
    }
    let wrong = searcher
        .articles(&ask("region:natoo"), TODAY)
        .expect_err("unknown");
    assert!(
        matches!(&wrong, Error::Query(QueryError::UnknownValue { nearest, .. }) if nearest == &["NATO"]),
        "{wrong:?}"
    );
}

#[test]
fn a_tree_counts_every_article_once() {
    let (_dir, searcher) = searcher();
    let country = facet::by_name("country").expect("in the table");
    let tree = |under: Option<&str>, depth, limit| {
        let drill = Drill {
            under: under.map(str::to_owned),
            depth,
        };
        let found = searcher.facet_tree(country, &Request::default(), &drill, limit, TODAY);
        let path = |v: &FacetValue| v.branch.as_ref().map(|b| b.path.join("/")).unwrap_or_default();
        found.map(|f| {
            f.values
                .iter()
                .map(|v| format!("{} {}", path(v), v.count))
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(
        tree(None, Some(1), None).expect("a tree"),
        ["Europe 4", "Americas 1"]
    );
    assert_eq!(
        tree(Some("europe"), None, None).expect("a tree"),
        [
            "Europe/Southern Europe 4",
            "Europe/Southern Europe/Spain 3",
            "Europe/Southern Europe/Portugal 2",
            "Europe/Western Europe 1",
            "Europe/Western Europe/France 1",
        ]
    );
    assert_eq!(
        tree(None, None, Some(3)).expect("a tree"),
        [
            "Europe 4",
            "Europe/Southern Europe 4",
            "Europe/Southern Europe/Spain 3"
        ]
    );
    assert_eq!(
        tree(Some("latin america"), None, None).expect("a tree"),
        Vec::<String>::new()
    );
    assert!(tree(Some("atlantis"), None, None).is_err());
    let source = facet::by_name("source").expect("in the table");
    let flat = searcher.facet_tree(source, &Request::default(), &Drill::default(), None, TODAY);
    assert!(matches!(flat, Err(Error::Query(QueryError::NoTree(name))) if name == "source"));
}
