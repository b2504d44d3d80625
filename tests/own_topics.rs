//! Topics of the user's own: from a file of queries to filters, counts and hits.

use std::fs;
use std::path::PathBuf;

use jiff::civil::{Date, date};
use onrecord::error::{Error, TopicsError};
use onrecord::facet;
use onrecord::index::verify;
use onrecord::ingest::{Options, Summary, UserFile, ingest};
use onrecord::search::{Drill, Request, Searcher};
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);

struct House(TempDir);

impl House {
    fn new() -> Self {
        let house = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(house.0.path().join("corpus")).expect("a folder");
        house.story(
            "grain",
            "Ships carried grain over the Black Sea. “The corridor holds,” said Ana Silva.",
        );
        house.story("rain", "It rained in Spain. Nobody carried anything.");
        house
    }

    fn story(&self, name: &str, body: &str) {
        let text = format!("A story of {name}\n\nThe Star, 8 May 2024\n\n{body}\n");
        fs::write(self.0.path().join(format!("corpus/{name}.txt")), text).expect("a file");
    }

    fn topics(&self, text: &str) -> UserFile {
        fs::write(self.file(), text).expect("a file");
        UserFile::Named(self.file())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("topics.toml")
    }

    fn run(&self, topics: UserFile) -> Result<Summary, Error> {
        let options = Options {
            topics,
            ..Options::new(self.0.path().join("index"), TODAY)
        };
        ingest(&[&self.0.path().join("corpus")], &options, &|_| {})
    }

    fn searcher(&self) -> Searcher {
        Searcher::open(&self.0.path().join("index")).expect("an index")
    }

    /// Titles of the articles of a topic; `None` where there is no such topic.
    fn of_topic(&self, name: &str) -> Option<Vec<String>> {
        let found = self
            .searcher()
            .articles(&Request::default().with("topic", name), TODAY);
        let mut titles: Vec<_> = found.ok()?.hits.into_iter().map(|h| h.title).collect();
        titles.sort();
        Some(titles)
    }
}

const FILE: &str = "\"grain deal\" = 'grain \"black sea\"'\ncarrying = 'carried -speaker:nobody'\n";

#[test]
fn a_topic_is_in_filters_counts_hits_and_quotes() {
    let house = House::new();
    let summary = house.run(house.topics(FILE)).expect("indexed");
    assert_eq!((summary.indexed, summary.own_topics), (2, 2));
    assert_eq!(house.of_topic("Grain Deal").expect("known"), ["A story of grain"]);
    assert_eq!(house.of_topic("my:carrying").expect("known").len(), 2);
    let searcher = house.searcher();
    let found = searcher
        .quotes(
            &Request {
                query: "topic:\"grain deal\"".into(),
                ..Request::default()
            },
            TODAY,
        )
        .expect("an answer");
    assert_eq!(found.hits.len(), 1);
    let topic = found.hits[0].topics.last().expect("a topic");
    assert_eq!(
        (topic.id.as_str(), &topic.path[..]),
        ("my:grain deal", &["grain deal".to_owned()][..])
    );
    let facet = facet::by_name("topic").expect("in the table");
    let tops = Drill {
        depth: Some(1),
        ..Drill::default()
    };
    let tree = searcher
        .facet_tree(facet, &Request::default(), &tops, None, TODAY)
        .expect("a tree");
    let own: Vec<_> = tree
        .values
        .iter()
        .filter(|v| v.value.starts_with("my:"))
        .collect();
    assert_eq!(
        own.iter()
            .map(|v| (v.label.as_str(), v.count))
            .collect::<Vec<_>>(),
        [("carrying", 2), ("grain deal", 1)]
    );
    let shown = searcher.show(&found.hits[0].article).expect("the article");
    let evidence = &shown.annotations.topics.last().expect("a topic").evidence;
    let words: Vec<_> = evidence.iter().map(|s| s.of(&shown.article.body)).collect();
    assert_eq!(words, ["grain", "Black Sea"]);
    assert!(
        verify(&house.0.path().join("index"))
            .expect("checked")
            .damage
            .is_empty()
    );
}

#[test]
fn a_changed_file_is_evaluated_without_the_corpus() {
    let house = House::new();
    house.run(house.topics(FILE)).expect("indexed");
    let again = house.run(UserFile::Remembered).expect("nothing to do");
    assert_eq!((again.indexed, again.own_topics), (0, 0));
    // The corpus cannot be read any more: its files are as long and as old as they were.
    for name in ["grain", "rain"] {
        let path = house.0.path().join(format!("corpus/{name}.txt"));
        let (length, time) = fs::metadata(&path)
            .map(|m| (m.len(), m.modified().expect("a time")))
            .expect("a file");
        fs::write(&path, vec![0; length as usize]).expect("written");
        fs::File::options()
            .write(true)
            .open(&path)
            .and_then(|f| f.set_modified(time))
            .expect("aged");
    }
    house.topics("showers = 'rained'\n\"grain deal\" = 'corridor'\n");
    let changed = house.run(UserFile::Remembered).expect("evaluated");
    assert_eq!((changed.indexed, changed.own_topics), (0, 2));
    assert_eq!(house.of_topic("showers").expect("known"), ["A story of rain"]);
    assert_eq!(house.of_topic("grain deal").expect("known"), ["A story of grain"]);
    assert_eq!(house.of_topic("carrying"), None);
    house.run(UserFile::Nothing).expect("forgotten");
    assert_eq!(house.of_topic("grain deal"), None);
}

#[test]
fn new_articles_get_the_topics_that_are_remembered() {
    let house = House::new();
    house.run(house.topics(FILE)).expect("indexed");
    house.story("barley", "Grain again: barley over the Black Sea.");
    let more = house.run(UserFile::Remembered).expect("indexed");
    assert_eq!((more.indexed, more.own_topics), (1, 1));
    assert_eq!(house.of_topic("grain deal").expect("known").len(), 2);
    fs::remove_file(house.file()).expect("removed");
    let lost = house.run(UserFile::Remembered).expect_err("the file is gone");
    assert!(
        matches!(lost, Error::Topics(TopicsError::Unreadable { .. })),
        "{lost}"
    );
    assert_eq!(house.of_topic("grain deal").expect("still there").len(), 2);
}

#[test]
fn a_bad_file_changes_nothing() {
    let house = House::new();
    house.run(house.topics(FILE)).expect("indexed");
    for bad in ["grain = (", "\"grain deal\" = 'speker:x'", "politics = 'x'"] {
        let refused = house.run(house.topics(bad)).expect_err(bad);
        assert!(matches!(refused, Error::Topics(_)), "{refused}");
    }
    assert_eq!(house.of_topic("grain deal").expect("known").len(), 1);
}
