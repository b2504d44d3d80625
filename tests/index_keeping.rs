//! Writing an index and keeping it: one writer, other people's folders, runs that are stopped, snapshots.

mod common;

use std::fs;

use common::{House, TODAY, check};
use onrecord::error::{CorpusError, Error, IndexError};
use onrecord::index::{Writer, snapshot, verify, verify_deep};
use onrecord::ingest::{Options, Progress, Steer, ingest_steered};
use onrecord::search::Searcher;

#[test]
fn a_second_writer_is_told_and_harms_nothing() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let writer = Writer::open(&house.index(), false, "a test").expect("the first writer");
    let error = house.run_on(&[&house.corpus()]).expect_err("locked");
    let Error::Index(IndexError::Locked { holder, .. }) = &error else {
        panic!("{error}")
    };
    assert_eq!(holder, "a test");
    assert!(error.to_string().ends_with(": a test"), "{error}");
    drop(writer);
    check(&house.run(), 0, 1, 0);
}

#[test]
fn an_index_that_is_not_ours_is_left_alone() {
    let house = House::new();
    fs::create_dir(house.index()).expect("folder");
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("x", tantivy::schema::TEXT);
    tantivy::Index::create_in_dir(house.index(), schema.build()).expect("somebody's index");
    let before = fs::read(house.index().join("meta.json")).expect("meta.json");
    for rebuild in [false, true] {
        let options = Options {
            rebuild,
            ..house.options()
        };
        let error = house.run_with(&options).expect_err("foreign");
        assert!(matches!(error, Error::Index(IndexError::Foreign(_))), "{error}");
    }
    assert_eq!(
        fs::read(house.index().join("meta.json")).expect("meta.json"),
        before
    );
}

#[test]
fn another_format_is_refused_and_rebuilt_on_request() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let path = house.index().join("meta.json");
    let meta = fs::read_to_string(&path).expect("meta.json");
    let present = format!(r#"\"format\":{}"#, onrecord::index::schema::FORMAT);
    let newer = meta.replace(&present, r#"\"format\":999"#);
    let sum = newer.find(r#"\"sum\":\""#).expect("a checksum") + r#"\"sum\":\""#.len();
    // Another format has no checksum, or one of its own.
    let newer = format!("{}{}", &newer[..sum], &newer[sum + 8..]);
    assert!(newer.contains("999"));
    fs::write(&path, newer).expect("written");
    let error = Searcher::open(&house.index()).err().expect("refused");
    assert!(
        matches!(error, Error::Index(IndexError::Format { found: 999, .. })),
        "{error}"
    );
    assert!(house.run_on(&[&house.corpus()]).is_err());
    let options = Options {
        rebuild: true,
        ..house.options()
    };
    check(&house.run_with(&options).expect("rebuilt"), 1, 0, 0);
    assert_eq!(house.names("walrus"), ["a.txt"]);
}

#[test]
fn rebuilding_gives_the_same_ids() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.write("b.txt", "heron");
    house.run();
    let before = house.find("*");
    let options = Options {
        rebuild: true,
        ..house.options()
    };
    check(&house.run_with(&options).expect("rebuilt"), 2, 0, 0);
    assert_eq!(house.find("*"), before);
}

#[test]
fn a_folder_of_other_files_is_not_made_an_index() {
    let house = House::new();
    house.write("a.txt", "walrus");
    fs::create_dir(house.index()).expect("a folder");
    fs::write(house.index().join("README.md"), "An index goes here").expect("a file");
    fs::write(house.index().join(".gitignore"), "*").expect("a file");
    check(&house.run(), 1, 0, 0);

    let options = Options::new(house.corpus(), TODAY);
    let error = house.run_with(&options).expect_err("refused");
    assert!(matches!(error, Error::Index(IndexError::Foreign(_))), "{error:?}");
    assert!(house.corpus().join("a.txt").exists() && !house.corpus().join("meta.json").exists());
}

#[test]
fn no_index_is_made_for_articles_that_are_not_there() {
    let house = House::new();
    let nowhere = house.path("nowhere");
    let error = house.run_on(&[&nowhere]).expect_err("refused");
    assert!(
        matches!(error, Error::Corpus(CorpusError::NotFound(_))),
        "{error:?}"
    );
    assert!(!house.index().exists());
}

#[test]
fn many_small_runs_do_not_pile_up_segments() {
    let house = House::new();
    for n in 0..24 {
        house.write(&format!("{n:02}.txt"), "walrus");
        check(&house.run(), 1, n, 0);
    }
    let stats = house.searcher().stats().expect("counted");
    assert_eq!(stats.articles, 24);
    assert!(stats.segments < 12, "{} segments", stats.segments);
}

#[test]
fn a_run_that_is_stopped_keeps_what_is_done() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let house = House::new();
    for n in 0..300 {
        house.write(&format!("{n:03}.txt"), "walrus");
    }
    let options = house.options();
    let done = AtomicU64::new(0);
    let progress = |progress| {
        if let Progress::Indexing { done: so_far, .. } = progress {
            done.store(so_far, Ordering::Relaxed);
        }
    };
    let steer = || match done.load(Ordering::Relaxed) {
        0..200 => Steer::GoOn,
        _ => Steer::Stop,
    };
    let summary = ingest_steered(&[&house.corpus()], &options, &progress, &steer).expect("stopped");
    assert!(summary.indexed >= 200 && summary.left > 0, "{summary:?}");
    assert_eq!(summary.indexed + summary.left, 300);
    assert_eq!(house.names("walrus").len() as u64, summary.indexed);
    check(&house.run(), summary.left, summary.indexed, 0);
}

#[test]
fn a_long_run_commits_on_its_way() {
    let house = House::new();
    for n in 0..600 {
        house.write(&format!("{n:04}.txt"), "walrus");
    }
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |progress| {
        if progress == Progress::Committing && house.index().join("meta.json").exists() {
            let count = Searcher::open(&house.index()).and_then(|s| s.stats());
            seen.lock()
                .expect("a list")
                .push(count.map_or(0, |held| held.articles));
        }
    };
    let options = house.options();
    ingest_steered(&[&house.corpus()], &options, &progress, &|| Steer::Commit).expect("indexed");
    assert_eq!(*seen.lock().expect("a list"), [0, 256, 512]);
    assert_eq!(house.names("walrus").len(), 600);
}

#[test]
fn a_snapshot_is_an_index_and_stays_as_it_was() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.write("b.txt", "heron");
    house.run();
    for copy in [false, true] {
        let kept = house.path(&format!("kept-{copy}"));
        let writer = Writer::open(&house.index(), false, "at work").expect("a writer");
        let found = snapshot(&house.index(), &kept, copy).expect("kept");
        drop(writer);
        assert!(found.ok && found.articles == 2, "{found:?}");
        let error = snapshot(&house.index(), &kept, copy).expect_err("not twice");
        assert!(matches!(error, Error::Index(IndexError::Occupied(_))), "{error}");

        fs::remove_file(house.corpus().join("b.txt")).expect("removed");
        check(&house.run(), 0, 1, 1);
        house.write("b.txt", "heron");
        check(&house.run(), 1, 1, 0);
        assert!(verify(&kept).expect("an answer").ok);
        let options = Options::new(&kept, TODAY);
        check(&house.run_with(&options).expect("restored"), 0, 2, 0);
    }
}

#[test]
fn a_damaged_index_gives_no_snapshot() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    for entry in fs::read_dir(house.index()).expect("an index").flatten() {
        if entry.path().extension().is_some_and(|e| e == "store") {
            let mut bytes = fs::read(entry.path()).expect("a file");
            bytes[3] ^= 1;
            fs::write(entry.path(), bytes).expect("flipped");
        }
    }
    let kept = house.path("kept");
    let error = snapshot(&house.index(), &kept, false).expect_err("refused");
    assert!(
        matches!(error, Error::Index(IndexError::Damaged { .. })),
        "{error}"
    );
    assert_eq!(fs::read_dir(&kept).expect("a folder").count(), 0);
}

#[test]
fn a_deep_check_finds_files_that_changed_unnoticed() {
    let house = House::new();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        house.write(name, "walrus");
    }
    house.run();
    let found = verify_deep(&house.index()).expect("an answer");
    assert_eq!(
        (found.corpus_checked, found.corpus.len()),
        (Some(4), 0),
        "{found:?}"
    );

    let same_time = |name: &str, word: &str| {
        let path = house.corpus().join(name);
        let time = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
        house.write(name, word);
        let file = fs::File::options().write(true).open(path).expect("a file");
        file.set_modified(time).expect("set back");
    };
    same_time("a.txt", "walnut");
    house.write("b.txt", "hippopotamus");
    fs::remove_file(house.corpus().join("c.txt")).expect("removed");
    let found = verify_deep(&house.index()).expect("an answer");
    let problems: Vec<_> = found.corpus.iter().map(|d| d.problem.as_str()).collect();
    assert!(found.ok && found.corpus_checked == Some(4));
    let changed = "has changed since it was indexed";
    assert_eq!(problems, [changed, changed, "is gone"]);
}
