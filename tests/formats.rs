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

/// The fixture of the present format, with a field of another name, and sealed like any commit.
fn with_other_fields() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir(fixture(schema::FORMAT)).expect("an index").flatten() {
        fs::copy(file.path(), dir.path().join(file.file_name())).expect("copied");
    }
    let meta = fs::read_to_string(dir.path().join("meta.json")).expect("meta.json");
    let mut meta = meta.replacen(r#""name": "cue""#, r#""name": "hue""#, 1);
    let mark = r#"\"sum\":\""#;
    let at = meta.rfind(mark).expect("a checksum") + mark.len();
    meta.replace_range(at..at + 8, "00000000");
    let sum = format!("{:08x}", crc32fast::hash(meta.as_bytes()));
    meta.replace_range(at..at + 8, &sum);
    fs::write(dir.path().join("meta.json"), meta).expect("written");
    dir
}

#[test]
fn other_fields_in_the_same_format_are_another_versions_work_and_no_damage() {
    let dir = with_other_fields();
    let options = Options::new(dir.path(), date(2026, 11, 24));
    let roots = [Path::new("tests/data/small")];
    let refused = [
        Searcher::open(dir.path()).err().expect("refused"),
        verify(dir.path()).expect_err("refused"),
        ingest(&roots, &options, &|_| {}).expect_err("refused"),
    ];
    for error in refused {
        let Error::Index(IndexError::OtherFields { program, .. }) = &error else {
            panic!("{error}")
        };
        assert_eq!(program, env!("CARGO_PKG_VERSION"));
    }
    let rebuild = Options {
        rebuild: true,
        ..options
    };
    assert_eq!(ingest(&roots, &rebuild, &|_| {}).expect("made anew").indexed, 4);
    assert!(verify(dir.path()).expect("an index").ok);
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
