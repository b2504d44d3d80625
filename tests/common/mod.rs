//! What tests of an index share: a folder of articles with an index beside it.

// Every test is a program of its own, and none uses all of this.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use onrecord::error::Error;
use onrecord::ingest::{Options, Summary, ingest};
use onrecord::search::{Request, Searcher};
use tempfile::TempDir;

/// The day of all tests.
pub const TODAY: Date = date(2026, 11, 24);

/// A passing folder with a corpus and its index.
pub struct House {
    folder: TempDir,
}

impl House {
    pub fn new() -> Self {
        let house = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        fs::create_dir(house.corpus()).expect("a corpus");
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn corpus(&self) -> PathBuf {
        self.path("corpus")
    }

    pub fn index(&self) -> PathBuf {
        self.path("index")
    }

    /// A file of the corpus, as it stands.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.corpus().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// An article with that body.
    pub fn tell(&self, name: &str, body: &str) {
        self.put(name, &format!("A headline\n\nThe Star, May 8, 2024\n\n{body}\n"));
    }

    /// An article of one sentence with that word.
    pub fn write(&self, name: &str, word: &str) {
        self.put(
            name,
            &format!("A headline on {word}\n\nThe Star, May 8, 2024\n\nThe {word} was seen on Tuesday.\n"),
        );
    }

    pub fn options(&self) -> Options {
        Options::new(self.index(), TODAY)
    }

    pub fn run(&self) -> Summary {
        self.run_on(&[&self.corpus()]).expect("indexing works")
    }

    pub fn run_on(&self, roots: &[&Path]) -> Result<Summary, Error> {
        ingest(roots, &self.options(), &|_| {})
    }

    pub fn run_with(&self, options: &Options) -> Result<Summary, Error> {
        ingest(&[&self.corpus()], options, &|_| {})
    }

    pub fn searcher(&self) -> Searcher {
        Searcher::open(&self.index()).expect("an index")
    }

    /// Ids and file names of the articles that match, sorted by name.
    pub fn find(&self, query: &str) -> Vec<(String, String)> {
        let request = Request {
            limit: 1000,
            ..ask(query)
        };
        let response = self.searcher().articles(&request, TODAY).expect("an answer");
        assert_eq!(response.total as usize, response.hits.len());
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut found: Vec<_> = response
            .hits
            .into_iter()
            .map(|hit| (hit.id, name(&hit.path)))
            .collect();
        found.sort_by(|a, b| a.1.cmp(&b.1));
        found
    }

    /// File names of the articles that match.
    pub fn names(&self, query: &str) -> Vec<String> {
        self.find(query).into_iter().map(|(_, name)| name).collect()
    }
}

/// Says what a run did: articles indexed, unchanged and removed.
#[track_caller]
pub fn check(summary: &Summary, indexed: u64, unchanged: u64, removed: u64) {
    let got = (summary.indexed, summary.unchanged, summary.removed);
    assert_eq!(
        got,
        (indexed, unchanged, removed),
        "indexed, unchanged, removed; skipped {:?}",
        summary.skipped
    );
}

/// A request of these words alone.
pub fn ask(query: &str) -> Request {
    Request {
        query: query.into(),
        ..Request::default()
    }
}
