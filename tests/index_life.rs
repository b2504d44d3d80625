//! The life of an index: what is read again, what keeps its id, what is never lost.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use onrecord::error::{CorpusError, Error, IndexError};
use onrecord::index::{Writer, snapshot, verify, verify_deep};
use onrecord::ingest::{Options, Progress, Steer, Summary, ingest, ingest_steered};
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

    fn write(&self, name: &str, word: &str) {
        let path = self.corpus().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
        let story =
            format!("A headline on {word}\n\nThe Star, May 8, 2024\n\nThe {word} was seen on Tuesday.\n");
        fs::write(path, story).expect("a file");
    }

    fn run(&self) -> Summary {
        self.run_on(&[&self.corpus()]).expect("indexing works")
    }

    fn run_on(&self, roots: &[&Path]) -> Result<Summary, Error> {
        ingest(roots, &Options::new(self.index(), TODAY), &|_| {})
    }

    /// Ids and file names of the articles that match, sorted by name.
    fn find(&self, query: &str) -> Vec<(String, String)> {
        let searcher = Searcher::open(&self.index()).expect("an index");
        let request = Request {
            query: query.into(),
            limit: 1000,
            ..Request::default()
        };
        let response = searcher.articles(&request, TODAY).expect("an answer");
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

    fn names(&self, query: &str) -> Vec<String> {
        self.find(query).into_iter().map(|(_, name)| name).collect()
    }
}

fn check(summary: &Summary, indexed: u64, unchanged: u64, removed: u64) {
    let got = (summary.indexed, summary.unchanged, summary.removed);
    assert_eq!(
        got,
        (indexed, unchanged, removed),
        "indexed, unchanged, removed; skipped {:?}",
        summary.skipped
    );
}

#[test]
fn only_new_and_changed_files_are_indexed_and_vanished_ones_leave() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.write("deep/b.txt", "heron");
    check(&house.run(), 2, 0, 0);
    let first = house.find("*");
    check(&house.run(), 0, 2, 0);

    house.write("a.txt", "lynx");
    check(&house.run(), 1, 1, 0);
    assert_eq!(house.names("walrus"), Vec::<String>::new());
    assert_eq!(house.names("lynx"), ["a.txt"]);
    assert_eq!(house.find("*"), first, "an edited article keeps its id");

    fs::remove_file(house.corpus().join("deep/b.txt")).expect("removed");
    check(&house.run(), 0, 1, 1);
    assert_eq!(house.names("*"), ["a.txt"]);
}

#[test]
fn a_touched_file_is_not_indexed_again() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let meta = fs::read(house.index().join("meta.json")).expect("meta.json");
    let file = fs::File::options()
        .write(true)
        .open(house.corpus().join("a.txt"))
        .expect("a file");
    file.set_modified(std::time::SystemTime::UNIX_EPOCH)
        .expect("touched");
    check(&house.run(), 0, 1, 0);
    assert_eq!(
        fs::read(house.index().join("meta.json")).expect("meta.json"),
        meta,
        "no commit was needed"
    );
}

#[cfg(unix)]
#[test]
fn an_edit_of_equal_size_whose_time_is_set_back_is_seen() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let path = house.corpus().join("a.txt");
    let time = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
    house.write("a.txt", "walnut");
    let file = fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(time).expect("set back");
    check(&house.run(), 1, 0, 0);
    assert_eq!(house.names("walnut"), ["a.txt"]);
}

#[test]
fn a_renamed_file_keeps_its_id() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let before = house.find("*");
    fs::rename(house.corpus().join("a.txt"), house.corpus().join("z.txt")).expect("renamed");
    check(&house.run(), 1, 0, 0);
    let after = house.find("walrus");
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].0, before[0].0);
    assert_eq!(after[0].1, "z.txt");
}

#[test]
fn ids_do_not_depend_on_where_the_corpus_is_or_when_it_was_read() {
    let (one, two) = (House::new(), House::new());
    for name in ["b.txt", "a.txt", "c/d.txt"] {
        one.write(name, "walrus");
    }
    one.run();
    for name in ["c/d.txt", "a.txt", "b.txt"] {
        two.write(name, "walrus");
        two.run();
    }
    assert_eq!(one.find("*"), two.find("*"));
}

#[test]
fn roots_live_side_by_side() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    let other = house.folder.path().join("other");
    fs::create_dir(&other).expect("folder");
    fs::copy(house.corpus().join("a.txt"), other.join("a.txt")).expect("copied");
    check(&house.run_on(&[&other]).expect("indexed"), 1, 0, 0);
    let found = house.find("walrus");
    assert_eq!(found.len(), 2, "the first root's article is still there");
    assert_ne!(found[0].0, found[1].0, "two articles, two ids");
}

#[test]
fn a_vanished_root_never_empties_an_index() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    fs::rename(house.corpus(), house.folder.path().join("elsewhere")).expect("moved away");
    let error = house.run_on(&[&house.corpus()]).expect_err("no corpus");
    assert!(
        matches!(error, Error::Corpus(CorpusError::NotFound(_))),
        "{error}"
    );
    assert_eq!(house.names("*"), ["a.txt"]);
}

#[test]
fn a_file_that_goes_bad_is_named_and_its_last_version_kept() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    fs::write(house.corpus().join("a.txt"), b"").expect("emptied");
    let summary = house.run();
    check(&summary, 0, 0, 0);
    assert_eq!(summary.skipped.len(), 1);
    assert!(
        summary.skipped[0].reason.contains("kept"),
        "{:?}",
        summary.skipped
    );
    assert_eq!(house.names("walrus"), ["a.txt"]);
}

#[test]
fn everything_seen_is_indexed_or_named() {
    let house = House::new();
    house.write("good.txt", "walrus");
    fs::write(house.corpus().join("empty.txt"), b"").expect("a file");
    fs::write(house.corpus().join("binary.txt"), [0u8, 1, 2, 0, 255].repeat(100)).expect("a file");
    fs::write(house.corpus().join("picture.png"), b"\x89PNG").expect("a file");
    fs::write(house.corpus().join("large.txt"), "word ".repeat(300)).expect("a file");
    let options = Options {
        max_file_size: 1000,
        ..Options::new(house.index(), TODAY)
    };
    let summary = ingest(&[&house.corpus()], &options, &|_| {}).expect("indexed");
    let mut names: Vec<_> = summary
        .skipped
        .iter()
        .map(|s| s.path.rsplit('/').next().unwrap_or_default())
        .collect();
    names.sort_unstable();
    assert_eq!(summary.indexed, 1);
    assert_eq!(
        names,
        ["binary.txt", "empty.txt", "large.txt", "picture.png"],
        "{:?}",
        summary.skipped
    );
}

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
            ..Options::new(house.index(), TODAY)
        };
        let error = ingest(&[&house.corpus()], &options, &|_| {}).expect_err("foreign");
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
    let newer = meta.replace(r#"\"format\":2"#, r#"\"format\":999"#);
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
        ..Options::new(house.index(), TODAY)
    };
    check(
        &ingest(&[&house.corpus()], &options, &|_| {}).expect("rebuilt"),
        1,
        0,
        0,
    );
    assert_eq!(house.names("walrus"), ["a.txt"]);
}

#[test]
fn articles_of_this_program_are_not_told_to_be_of_another() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    assert_eq!(house.run().other_program, 0);
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
        ..Options::new(house.index(), TODAY)
    };
    check(
        &ingest(&[&house.corpus()], &options, &|_| {}).expect("rebuilt"),
        2,
        0,
        0,
    );
    assert_eq!(house.find("*"), before);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_known_again() {
    use std::os::unix::ffi::OsStrExt;
    let house = House::new();
    house.write("a.txt", "walrus");
    for byte in [0xfe_u8, 0xff] {
        let name = [b"bad-".as_slice(), &[byte], b".txt"].concat();
        let path = house.corpus().join(std::ffi::OsStr::from_bytes(&name));
        fs::copy(house.corpus().join("a.txt"), path).expect("copied");
    }
    check(&house.run(), 3, 0, 0);
    check(&house.run(), 0, 3, 0);
    assert_eq!(house.names("walrus").len(), 3);
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
    let error = ingest(&[&house.corpus()], &options, &|_| {}).expect_err("refused");
    assert!(matches!(error, Error::Index(IndexError::Foreign(_))), "{error:?}");
    assert!(house.corpus().join("a.txt").exists() && !house.corpus().join("meta.json").exists());
}

#[test]
fn no_index_is_made_for_articles_that_are_not_there() {
    let house = House::new();
    let nowhere = house.folder.path().join("nowhere");
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
    let stats = Searcher::open(&house.index())
        .expect("an index")
        .stats()
        .expect("counted");
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
    let options = Options::new(house.index(), TODAY);
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
    for n in 0..300 {
        house.write(&format!("{n:03}.txt"), "walrus");
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
    let options = Options::new(house.index(), TODAY);
    ingest_steered(&[&house.corpus()], &options, &progress, &|| Steer::Commit).expect("indexed");
    assert_eq!(*seen.lock().expect("a list"), [0, 128, 256]);
    assert_eq!(house.names("walrus").len(), 300);
}

#[test]
fn a_snapshot_is_an_index_and_stays_as_it_was() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.write("b.txt", "heron");
    house.run();
    for copy in [false, true] {
        let kept = house.folder.path().join(format!("kept-{copy}"));
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
        check(
            &ingest(&[&house.corpus()], &options, &|_| {}).expect("restored"),
            0,
            2,
            0,
        );
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
    let kept = house.folder.path().join("kept");
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

#[test]
fn sizes_by_field_add_up_to_the_files() {
    let house = House::new();
    for n in 0..30 {
        house.write(&format!("{n}.txt"), &format!("walrus{n}"));
    }
    house.run();
    let sizes = Searcher::open(&house.index())
        .expect("an index")
        .sizes()
        .expect("sizes");
    let told: u64 = sizes.fields.iter().map(|field| field.total()).sum();
    assert_eq!(told + sizes.stored + sizes.deleted + sizes.other, sizes.total);
    let on_disk: u64 = fs::read_dir(house.index())
        .expect("the folder")
        .map(|file| file.expect("a file"))
        .filter(|file| !file.file_name().to_string_lossy().starts_with('.'))
        .map(|file| file.metadata().expect("its length").len())
        .sum();
    assert_eq!(sizes.total, on_disk);
    let of = |name: &str| {
        let field = sizes.fields.iter().find(|field| field.field == name);
        field.unwrap_or_else(|| panic!("{name} costs something")).clone()
    };
    let (body, file) = (of("body"), of("file"));
    assert!(body.terms > 0 && body.postings > 0 && body.positions > 0 && body.norms > 0 && body.columns == 0);
    assert!(file.terms == 0 && file.postings == 0 && file.columns > 0);
    assert!(sizes.stored > 0 && sizes.deleted == 0);
}

#[test]
fn names_of_a_small_run_are_judged_before_any_article_is_written() {
    let house = House::new();
    let story = |name: &str, who: &str| {
        let text = format!(
            "Harbour talks\n\nThe Star, May 8, 2024\n\n“The talks are over,” {who} said on Tuesday.\n"
        );
        fs::write(house.corpus().join(name), text).expect("a file");
    };
    // More articles than are read at a time: the short form comes first, what it stands for last.
    story("000.txt", "Volodymyr Zelenskyy");
    for n in 1..400 {
        story(&format!("{n:03}.txt"), "Volodymyr Zelensky");
    }
    let summary = house.run();
    assert_eq!((summary.indexed, summary.renamed), (400, 0));
    let request = Request::default().with("speaker", "Volodymyr Zelensky");
    let searcher = Searcher::open(&house.index()).expect("an index");
    assert_eq!(searcher.quotes(&request, TODAY).expect("an answer").total, 400);
}
