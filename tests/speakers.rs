//! One person across articles: the life of the joins in an index.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::PathBuf;

use common::TODAY;
use onrecord::error::{Error, SpeakersError};
use onrecord::facet::by_name;
use onrecord::identity::Rule;
use onrecord::ingest::{Options, Summary, UserFile, ingest};
use onrecord::search::Request;

/// A house of articles in which somebody speaks.
struct House(common::House);

impl Deref for House {
    type Target = common::House;

    fn deref(&self) -> &common::House {
        &self.0
    }
}

impl House {
    fn new() -> Self {
        Self(common::House::new())
    }

    fn file(&self) -> PathBuf {
        self.path("speakers.toml")
    }

    /// An article in which `name` says something.
    fn write(&self, file: &str, name: &str) {
        let talks = format!("“The talks of {file} will go on,” {name} said.");
        self.tell(file, &format!("The harbour was quiet on Tuesday.\n\n{talks}"));
    }

    fn run(&self) -> Summary {
        self.run_with(UserFile::Remembered).expect("indexing works")
    }

    fn run_with(&self, speakers: UserFile) -> Result<Summary, Error> {
        let options = Options {
            speakers,
            ..self.options()
        };
        self.0.run_with(&options)
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
fn an_article_written_again_keeps_its_other_joins() {
    let house = House::new();
    house.write("a.txt", "Walter Quillfeather");
    house.write("b.txt", "Volodymyr Zelensky");
    house.write("c.txt", "Volodymyr Zelensky");
    house.tell(
        "d.txt",
        "“The talks go on,” Volodymyr Zelenskyy said.\n\n“The walrus left,” Quillfeather said.",
    );
    house.run();
    check(&house, &[("Walter Quillfeather", 2), ("Volodymyr Zelensky", 3)]);

    // The new article speaks of nobody else, so no other names are looked up at first.
    house.write("e.txt", "Hubert Quillfeather");
    assert_eq!(house.run().renamed, 1);
    check(
        &house,
        &[
            ("Walter Quillfeather", 1),
            ("Quillfeather", 1),
            ("Hubert Quillfeather", 1),
            ("Volodymyr Zelensky", 3),
        ],
    );
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
    let hidden = house.path("hidden");
    fs::rename(house.corpus(), &hidden).expect("moved away");
    let elsewhere = house.path("corpus2");
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
