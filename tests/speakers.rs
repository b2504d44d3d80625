//! One person across articles: the life of the joins in an index.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use jiff::civil::{Date, date};
use onrecord::error::{Error, SpeakersError};
use onrecord::facet::by_name;
use onrecord::identity::Rule;
use onrecord::ingest::{Options, Summary, UserFile, ingest};
use onrecord::search::{Request, Searcher};
use tempfile::TempDir;

const TODAY: Date = date(2026, 11, 24);

struct House {
    folder: TempDir,
}

impl House {
    fn new() -> Self {
        let house = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        fs::create_dir(house.corpus()).expect("corpus");
        house
    }

    fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("speakers.toml")
    }

    /// An article in which `name` says something.
    fn write(&self, file: &str, name: &str) {
        let story = format!(
            "A headline\n\nThe Star, May 8, 2024\n\nThe harbour was quiet on Tuesday.\n\n“The talks of {file} will go on,” {name} said.\n"
        );
        fs::write(self.corpus().join(file), story).expect("a file");
    }

    fn run(&self) -> Summary {
        self.run_with(UserFile::Remembered).expect("indexing works")
    }

    fn run_with(&self, speakers: UserFile) -> Result<Summary, Error> {
        let options = Options {
            speakers,
            ..Options::new(self.index(), TODAY)
        };
        ingest(&[&self.corpus()], &options, &|_| {})
    }

    fn searcher(&self) -> Searcher {
        Searcher::open(&self.index()).expect("an index")
    }

    /// Speakers with the number of their articles.
    fn speakers(&self) -> BTreeMap<String, u64> {
        let speaker = by_name("speaker").expect("a facet");
        let found = self.searcher().facets(speaker, &Request::default(), None, TODAY);
        let values = found.expect("counted").values;
        values.into_iter().map(|v| (v.value, v.count)).collect()
    }
}

fn check(house: &House, expected: &[(&str, u64)]) {
    let expected: BTreeMap<String, u64> = expected
        .iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect();
    assert_eq!(house.speakers(), expected);
}

fn variants() -> House {
    let house = House::new();
    house.write("a.txt", "Volodymyr Zelensky");
    house.write("b.txt", "Volodymyr Zelensky");
    house.write("c.txt", "Volodymyr Zelenskyy");
    house.write("d.txt", "Mr. Zelenskiy");
    house
}

#[test]
fn variants_of_a_name_are_one_speaker() {
    let house = variants();
    house.run();
    check(&house, &[("Volodymyr Zelensky", 4)]);
    for form in ["zelenskiy", "Zelenskyy", "volodymyr zelensky", "Mr. Zelenskiy"] {
        let request = Request::default().with("speaker", form);
        let found = house.searcher().quotes(&request, TODAY).expect("an answer");
        assert_eq!(found.total, 4, "{form}");
        let mut joins: Vec<_> = found
            .hits
            .iter()
            .map(|h| (h.named.as_deref(), h.joined))
            .collect();
        joins.sort();
        assert_eq!(
            joins,
            [
                (None, None),
                (None, None),
                (Some("Volodymyr Zelenskyy"), Some(Rule::Spelling)),
                (Some("Zelenskiy"), Some(Rule::Surname)),
            ]
        );
    }
}

#[test]
fn the_order_in_which_articles_come_does_not_matter() {
    let together = variants();
    together.write("e.txt", "Olena Zelenska");
    together.write("f.txt", "V. Zelensky");
    together.run();
    let names = [
        ("f.txt", "V. Zelensky"),
        ("d.txt", "Mr. Zelenskiy"),
        ("c.txt", "Volodymyr Zelenskyy"),
        ("e.txt", "Olena Zelenska"),
        ("b.txt", "Volodymyr Zelensky"),
        ("a.txt", "Volodymyr Zelensky"),
    ];
    let apart = House::new();
    for (file, name) in names {
        apart.write(file, name);
        apart.run();
    }
    assert_eq!(together.speakers(), apart.speakers());
    check(&apart, &[("Volodymyr Zelensky", 5), ("Olena Zelenska", 1)]);
}

#[test]
fn an_article_that_makes_a_surname_ambiguous_splits_it_again() {
    let house = House::new();
    house.write("a.txt", "Walter Quillfeather");
    house.write("b.txt", "Quillfeather");
    house.run();
    check(&house, &[("Walter Quillfeather", 2)]);

    house.write("c.txt", "Hubert Quillfeather");
    assert_eq!(house.run().renamed, 1);
    check(
        &house,
        &[
            ("Walter Quillfeather", 1),
            ("Quillfeather", 1),
            ("Hubert Quillfeather", 1),
        ],
    );

    fs::remove_file(house.corpus().join("c.txt")).expect("removed");
    assert_eq!(house.run().renamed, 1);
    check(&house, &[("Walter Quillfeather", 2)]);
}

#[test]
fn the_users_file_is_remembered_and_needs_no_corpus() {
    let house = variants();
    house.write("e.txt", "Olena Zelenska");
    house.run();
    fs::write(
        house.file(),
        "[[speaker]]\nname = \"Zelensky of Ukraine\"\naliases = [\"Volodymyr Zelensky\", \"Olena Zelenska\"]\n",
    )
    .expect("a file");
    // The files of the articles are not there to be read.
    let hidden = house.folder.path().join("hidden");
    fs::rename(house.corpus(), &hidden).expect("moved away");
    let elsewhere = house.folder.path().join("corpus2");
    fs::create_dir(&elsewhere).expect("a folder");
    let run = |speakers| {
        let options = Options {
            speakers,
            ..Options::new(house.index(), TODAY)
        };
        ingest(&[&elsewhere], &options, &|_| {}).expect("indexed")
    };
    let summary = run(UserFile::Named(house.file()));
    assert_eq!((summary.indexed, summary.removed, summary.renamed), (0, 0, 5));
    check(&house, &[("Zelensky of Ukraine", 5)]);
    let verified = onrecord::index::verify(&house.index()).expect("verified");
    assert!(verified.damage.is_empty(), "{:?}", verified.damage);

    // Nothing changed: nothing is written.
    let meta = || fs::read(house.index().join("meta.json")).expect("meta.json");
    let before = meta();
    assert_eq!(run(UserFile::Remembered).renamed, 0);
    assert_eq!(meta(), before);

    fs::write(house.file(), "").expect("emptied");
    assert_eq!(run(UserFile::Remembered).renamed, 5);
    check(&house, &[("Volodymyr Zelensky", 4), ("Olena Zelenska", 1)]);
    fs::rename(hidden, house.corpus()).expect("moved back");
    let summary = house.run();
    assert_eq!(
        (summary.unchanged, summary.renamed),
        (5, 0),
        "articles are as they were"
    );
}

#[test]
fn a_file_that_is_wrong_or_gone_changes_nothing() {
    let house = variants();
    fs::write(house.file(), "[[speaker]]\nname = \"Ze\"\nalias = []\n").expect("a file");
    let error = house
        .run_with(UserFile::Named(house.file()))
        .expect_err("refused");
    assert!(
        matches!(
            &error,
            Error::Speakers(SpeakersError::Invalid { line: Some(3), .. })
        ),
        "{error:?}"
    );
    fs::write(house.file(), "[[speaker]]\nname = \"Ze\"\n").expect("a file");
    house.run_with(UserFile::Named(house.file())).expect("indexed");
    fs::remove_file(house.file()).expect("removed");
    let error = house.run_with(UserFile::Remembered).expect_err("gone");
    assert!(
        matches!(error, Error::Speakers(SpeakersError::Unreadable { .. })),
        "{error:?}"
    );
    house.run_with(UserFile::Nothing).expect("indexed");
    house.run();
    check(&house, &[("Volodymyr Zelensky", 4)]);
}

#[test]
fn a_run_that_ended_before_all_was_settled_is_mended_by_the_next() {
    let house = variants();
    house.run();
    house.write("e.txt", "Volodymyr Zelenskyy");
    house.write("f.txt", "Volodymyr Zelenskyy");
    house.write("g.txt", "Volodymyr Zelenskyy");
    // Stopped after the first of the two commits: asked before the second, it is to stop.
    let commits = std::sync::atomic::AtomicU64::new(0);
    let progress = |p| {
        if p == onrecord::ingest::Progress::Committing {
            commits.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
    };
    let steer = || match commits.load(std::sync::atomic::Ordering::SeqCst) {
        0 => onrecord::ingest::Steer::GoOn,
        _ => onrecord::ingest::Steer::Stop,
    };
    let options = Options::new(house.index(), TODAY);
    onrecord::ingest::ingest_steered(&[&house.corpus()], &options, &progress, &steer).expect("stopped");
    assert_eq!(house.speakers().len(), 2, "{:?}", house.speakers());
    let summary = house.run();
    assert_eq!((summary.indexed, summary.unchanged), (0, 7));
    check(&house, &[("Volodymyr Zelenskyy", 7)]);
}
