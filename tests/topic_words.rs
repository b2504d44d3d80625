//! The user's own words for the standard topics, in the life of an index.

use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use onrecord::error::Error;
use onrecord::ingest::{Options, Summary, UserFile, ingest};
use onrecord::search::{Request, Searcher};
use tempfile::TempDir;

struct House(TempDir);

impl House {
    fn new() -> Self {
        let house = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(house.0.path().join("corpus")).expect("a folder");
        house.story("one");
        house
    }

    fn story(&self, name: &str) {
        let text = "A thwacker at the gribble\n\nThe Star, 8 May 2024\n\nThe thwacker and the gribble went on, thwacker by thwacker.\n";
        fs::write(self.0.path().join(format!("corpus/{name}.txt")), text).expect("a file");
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("words.txt")
    }

    fn list(&self, text: &str) -> UserFile {
        fs::write(self.file(), text).expect("a file");
        UserFile::Named(self.file())
    }

    fn run(&self, topic_words: UserFile, rebuild: bool) -> Result<Summary, Error> {
        let options = Options {
            topic_words,
            rebuild,
            ..Options::new(self.0.path().join("index"), date(2026, 11, 24))
        };
        ingest(&[&self.0.path().join("corpus")], &options, &|_| {})
    }

    /// Articles on sport.
    fn sport(&self) -> u64 {
        let searcher = Searcher::open(&self.0.path().join("index")).expect("an index");
        let request = Request::default().with("topic", "sport");
        searcher
            .articles(&request, date(2026, 11, 24))
            .expect("an answer")
            .total
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
