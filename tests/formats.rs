//! Indexes of every format that was published, kept as data: the present one opens, older ones say what to do.
//!
//! After a change of the format, this writes the present one anew:
//! `cargo test --test formats -- --ignored`

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use onrecord::error::{Error, IndexError};
use onrecord::index::{schema, verify};
use onrecord::ingest::{Options, ingest};
use onrecord::search::{Request, Searcher};

fn fixture(format: u64) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/formats/{format}"))
}

#[test]
fn the_present_format_opens_and_answers() {
    let dir = fixture(schema::FORMAT);
    let hint = "has the format changed? `cargo test --test formats -- --ignored` writes the fixture anew";
    let found = verify(&dir).expect(hint);
    assert!(found.ok && found.articles == 4, "{hint}: {found:?}");
    let searcher = Searcher::open(&dir).expect(hint);
    let today = date(2026, 11, 24);
    let request = Request {
        query: "ferry".into(),
        ..Request::default()
    };
    let articles = searcher.articles(&request, today).expect("an answer");
    assert_eq!(articles.total, 1, "{hint}");
    assert!(
        articles.hits[0].path.ends_with("ferry.txt"),
        "{:?}",
        articles.hits[0]
    );
    let shown = searcher.show(&articles.hits[0].id).expect("an article");
    assert!(
        shown
            .annotations
            .quotes
            .iter()
            .all(|q| q.span.is_valid_in(&shown.article.body))
    );
    let quotes = searcher.quotes(&Request::default(), today).expect("quotes");
    assert!(quotes.total > 4);
}

#[test]
fn every_older_format_says_rebuild() {
    for format in 1..schema::FORMAT {
        let error = Searcher::open(&fixture(format)).err().expect("refused");
        let Error::Index(IndexError::Format { found, expected, .. }) = &error else {
            panic!("{error}")
        };
        assert_eq!((*found, *expected), (format, schema::FORMAT));
        assert!(matches!(
            verify(&fixture(format)),
            Err(Error::Index(IndexError::Format { .. }))
        ));
    }
}

#[test]
#[ignore = "writes the fixture of the present format anew"]
fn write_the_present_format() {
    // A place that says nothing of the machine: absolute paths are part of an index.
    let corpus = Path::new("/var/tmp/onrecord/corpus");
    let _ = fs::remove_dir_all(corpus);
    fs::create_dir_all(corpus).expect("a folder");
    for file in fs::read_dir("tests/data/small").expect("articles").flatten() {
        fs::copy(file.path(), corpus.join(file.file_name())).expect("copied");
    }
    let dir = fixture(schema::FORMAT);
    let _ = fs::remove_dir_all(&dir);
    ingest(&[corpus], &Options::new(&dir, date(2026, 11, 24)), &|_| {}).expect("indexed");
    for file in fs::read_dir(&dir).expect("an index").flatten() {
        if file.file_name().to_string_lossy().ends_with(".lock") {
            fs::remove_file(file.path()).expect("removed");
        }
    }
    fs::remove_dir_all(corpus).expect("removed");
}
