//! The user's own words for the standard topics, in the life of an index.

mod common;

use std::fs;
use std::path::PathBuf;

use common::TODAY;
use onrecord::error::Error;
use onrecord::ingest::{Options, Summary, UserFile};
use onrecord::search::Request;

struct House(common::House);

impl House {
    fn new() -> Self {
        let house = Self(common::House::new());
        house.story("one");
        house
    }

    fn story(&self, name: &str) {
        let text = "A thwacker at the gribble\n\nThe Star, 8 May 2024\n\nThe thwacker and the gribble went on, thwacker by thwacker.\n";
        self.0.put(&format!("{name}.txt"), text);
    }

    fn file(&self) -> PathBuf {
        self.0.path("words.txt")
    }

    fn list(&self, text: &str) -> UserFile {
        fs::write(self.file(), text).expect("a file");
        UserFile::Named(self.file())
    }

    fn run(&self, topic_words: UserFile, rebuild: bool) -> Result<Summary, Error> {
        let options = Options {
            topic_words,
            rebuild,
            ..self.0.options()
        };
        self.0.run_with(&options)
    }

    /// Articles on sport.
    fn sport(&self) -> u64 {
        let request = Request::default().with("topic", "sport");
        let found = self.0.searcher().articles(&request, TODAY);
        found.expect("an answer").total
    }
}

#[test]
fn a_list_is_remembered_told_once_and_forgotten() {
    let house = House::new();
    house.run(UserFile::Remembered, false).expect("indexed");
    assert_eq!(house.sport(), 0);

    let list = house.list("[sport]\n5: thwacker, gribble\n");
    let summary = house.run(list, false).expect("indexed");
    assert_eq!((summary.indexed, summary.other_words), (0, 1));
    house.story("two");
    let summary = house.run(UserFile::Remembered, false).expect("indexed");
    assert_eq!((summary.indexed, summary.other_words), (1, 0), "told once");
    assert_eq!(house.sport(), 1, "the new article only");
    let summary = house.run(UserFile::Remembered, true).expect("indexed");
    assert_eq!((summary.indexed, summary.other_words), (2, 0));
    assert_eq!(house.sport(), 2);

    let summary = house.run(UserFile::Nothing, false).expect("indexed");
    assert_eq!(summary.other_words, 2);
    fs::remove_file(house.file()).expect("removed");
    house.run(UserFile::Remembered, true).expect("nothing is missed");
    assert_eq!(house.sport(), 0);
}

#[test]
fn a_bad_or_missing_list_changes_nothing() {
    let house = House::new();
    let list = house.list("[sport]\n5: thwacker, gribble\n");
    house.run(list, false).expect("indexed");
    let error = house.run(house.list("[sport]\nfive: thwacker\n"), false);
    let told = error.expect_err("a bad weight").to_string();
    assert!(
        told.ends_with("words.txt, line 2: the weight is no number: five: thwacker"),
        "{told}"
    );
    fs::remove_file(house.file()).expect("removed");
    let told = house
        .run(UserFile::Remembered, false)
        .expect_err("gone")
        .to_string();
    assert!(told.starts_with("cannot read "), "{told}");
    assert_eq!(house.sport(), 1);
}
