//! A damaged index: one error that names what is wrong, never a panic; and a way out.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{House, TODAY};
use onrecord::error::{Error, IndexError};
use onrecord::facet;
use onrecord::index::verify;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{FacetChoice, Request, Searcher};
use tempfile::TempDir;

fn made() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    index(&folder.path().join("index"), false).expect("indexing works");
    folder
}

fn index(dir: &Path, rebuild: bool) -> Result<(), Error> {
    let mut options = Options::new(dir, TODAY);
    options.rebuild = rebuild;
    ingest(&[Path::new("tests/data/small")], &options, &|_| {}).map(drop)
}

/// Everything that can be asked of an index.
fn ask(dir: &Path) -> Result<(), Error> {
    let searcher = Searcher::open(dir)?;
    let all = Request {
        limit: 100,
        ..Request::default()
    };
    let some = Request {
        query: "ferr* -\"no such words\" since:2025".into(),
        facets: FacetChoice::Named(vec!["month".into(), "author".into()]),
        ..Request::default()
    };
    for request in [all, some] {
        for hit in searcher.articles(&request, TODAY)?.hits {
            searcher.show(&hit.id)?;
        }
        searcher.quotes(&request, TODAY)?;
        for name in ["speaker", "country", "year"] {
            searcher.facets(facet::by_name(name).expect("in the table"), &request, None, TODAY)?;
        }
    }
    searcher.stats().map(drop)
}

fn is_damage(error: &Error) -> bool {
    matches!(error, Error::Index(IndexError::Damaged { .. }))
}

/// Whatever happens to a file: an answer, or that the index is damaged.
fn check(what: &str, harm: impl Fn(&mut Vec<u8>)) {
    let whole = made();
    let files = fs::read_dir(whole.path().join("index")).expect("an index");
    let mut files: Vec<PathBuf> = files.map(|f| f.expect("a file").path()).collect();
    files.retain(|f| f.extension().is_none_or(|e| e != "lock"));
    for file in files {
        let sound = fs::read(&file).expect("bytes");
        let mut harmed = sound.clone();
        harm(&mut harmed);
        fs::write(&file, &harmed).expect("written");
        let dir = file.parent().expect("a folder");
        let told = format!("{what}: {}", file.display());
        if let Err(error) = ask(dir) {
            assert!(is_damage(&error), "{told}: {error:?}");
        }
        let found = verify(dir).expect("an answer");
        assert!(!found.ok || harmed == sound, "{told} is not found");
        fs::write(&file, &sound).expect("written");
    }
}

#[test]
fn a_file_cut_short() {
    check("empty", Vec::clear);
    check("half", |bytes| bytes.truncate(bytes.len() / 2));
    check("the end", |bytes| bytes.truncate(bytes.len().saturating_sub(3)));
}

#[test]
fn a_file_overwritten() {
    check("zeros", |bytes| bytes.fill(0));
    check("ones", |bytes| bytes.fill(0xff));
    for part in 0..8 {
        check("a part", |bytes| {
            let step = bytes.len() / 8;
            bytes[part * step..(part + 1) * step].fill(0xa5);
        });
    }
}

#[test]
fn a_damaged_index_is_not_written_to_and_can_be_made_anew() {
    for name in ["meta.json", ".managed.json", "fast", "store", "idx"] {
        let folder = made();
        let dir = folder.path().join("index");
        for file in fs::read_dir(&dir).expect("an index") {
            let file = file.expect("a file").path();
            if file.to_string_lossy().ends_with(name) {
                fs::write(file, "spoilt").expect("written");
            }
        }
        let error = index(&dir, false).expect_err("refused");
        assert!(is_damage(&error), "{name}: {error:?}");
        index(&dir, true).expect("made anew");
        assert!(verify(&dir).expect("an answer").ok, "{name}");
        ask(&dir).expect("whole again");
    }
}

#[test]
fn an_index_that_cannot_be_written_to_can_be_read() {
    let folder = made();
    let dir = folder.path().join("index");
    // No permissions bind an administrator, but a folder cannot be opened as a file.
    let lock = dir.join(".tantivy-meta.lock");
    let _ = fs::remove_file(&lock);
    fs::create_dir(&lock).expect("a folder");
    ask(&dir).expect("read");
    assert!(verify(&dir).expect("an answer").ok);
}

#[test]
fn a_whole_index_verifies_and_every_flipped_byte_is_found() {
    let folder = made();
    let dir = folder.path().join("index");
    let whole = verify(&dir).expect("checked");
    assert!(whole.ok, "{whole:?}");
    assert_eq!(whole.articles, 4);
    for entry in fs::read_dir(&dir).expect("the index").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".lock") {
            continue;
        }
        let good = fs::read(entry.path()).expect("a file");
        let mut bad = good.clone();
        // The engine's list may also name files that are gone: nothing hangs on those.
        let at = match name.as_str() {
            ".managed.json" => place_of_a_store(&dir, &good),
            _ => good.len() / 2,
        };
        bad[at] ^= 0x40;
        fs::write(entry.path(), &bad).expect("flipped");
        let damaged = verify(&dir).expect("checked");
        assert!(!damaged.ok, "{name} was flipped and nothing was found");
        assert!(
            damaged.damage.iter().any(|d| d.file == name),
            "{name}: {damaged:?}"
        );
        fs::write(entry.path(), &good[..good.len() / 3]).expect("cut");
        assert!(!verify(&dir).expect("checked").ok, "{name} was cut");
        fs::remove_file(entry.path()).expect("removed");
        assert!(!verify(&dir).expect("checked").ok, "{name} was removed");
        fs::write(entry.path(), &good).expect("mended");
    }
    assert!(verify(&dir).expect("checked").ok);
}

/// Where the engine's list names a file of the commit.
fn place_of_a_store(dir: &Path, list: &[u8]) -> usize {
    let names = fs::read_dir(dir).expect("the index").flatten();
    let mut stores = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".store"));
    let store = stores.next().expect("a store");
    let list = String::from_utf8_lossy(list);
    list.find(&store).expect("listed")
}

#[test]
fn every_flipped_bit_of_small_files_and_many_of_large_ones_are_found() {
    let folder = made();
    let dir = folder.path().join("index");
    for entry in fs::read_dir(&dir).expect("the index").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".lock") || name == ".managed.json" {
            continue;
        }
        let good = fs::read(entry.path()).expect("a file");
        for at in (0..good.len()).step_by(good.len() / 97 + 1) {
            let mut bad = good.clone();
            bad[at] ^= 1 << (at % 8);
            fs::write(entry.path(), &bad).expect("flipped");
            let found = verify(&dir).expect("an answer");
            assert!(
                found.damage.iter().any(|d| d.file == name),
                "{name}, byte {at}: {found:?}"
            );
        }
        fs::write(entry.path(), &good).expect("mended");
    }
}

#[test]
fn numbers_in_files_are_not_trusted() {
    let house = House::new();
    house.tell("a.txt", "“We agreed,” said Ana Silva in Lisbon. The walrus left.");
    house.run();
    for kind in ["fast", "store"] {
        let files = fs::read_dir(house.index()).expect("the index").flatten();
        let mut files = files.map(|entry| entry.path());
        let file = files.find(|path| path.extension().is_some_and(|e| e == kind));
        every_number_is_great(&house, &file.expect("a file of the kind"));
    }
}

/// Some of these make four thousand million words of a column, columns of a list, or layers of an index:
/// to go through as many takes many seconds, if there is memory for them.
fn every_number_is_great(house: &House, file: &Path) {
    let good = fs::read(file).expect("bytes");
    let began = std::time::Instant::now();
    let searches = [Request::default(), common::ask("walrus")];
    let numbers: [&[u8]; 3] = [
        &[0xff],
        &[0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0x81],
    ];
    let places = (0..good.len()).flat_map(|at| numbers.map(|number| (at, number)));
    let places = places.filter(|(at, number)| at + number.len() <= good.len());
    for (at, number) in places {
        let mut bad = good.clone();
        bad[at..at + number.len()].copy_from_slice(number);
        fs::write(file, &bad).expect("spoilt");
        for request in &searches {
            let found = Searcher::open(&house.index()).and_then(|s| s.articles(request, TODAY));
            if let Err(error) = found {
                assert!(is_damage(&error), "byte {at}: {error:?}");
            }
        }
    }
    fs::write(file, &good).expect("mended");
    let each = began.elapsed() / u32::try_from(good.len()).expect("a small file");
    assert!(each.as_millis() < 500, "{each:?} for each");
}

#[test]
fn a_missing_or_cut_file_is_told_at_opening_before_any_question() {
    let folder = made();
    let dir = folder.path().join("index");
    for entry in fs::read_dir(&dir).expect("the index").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == "meta.json" {
            continue;
        }
        let good = fs::read(entry.path()).expect("a file");
        fs::write(entry.path(), &good[..good.len() - 1]).expect("cut");
        let error = Searcher::open(&dir).err().expect("refused");
        assert!(is_damage(&error) && error.to_string().contains(&name), "{error}");
        fs::write(entry.path(), &good).expect("mended");
    }
    ask(&dir).expect("whole again");
}
