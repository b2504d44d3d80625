//! The life of an index: what is read again, what keeps its id, what is never lost.

mod common;

use std::fs;

use common::{House, TODAY, check};
use onrecord::error::{CorpusError, Error};
use onrecord::ingest::Options;
use onrecord::search::Request;

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
    let other = house.path("other");
    fs::create_dir(&other).expect("folder");
    fs::copy(house.corpus().join("a.txt"), other.join("a.txt")).expect("copied");
    check(&house.run_on(&[&other]).expect("indexed"), 1, 0, 0);
    let found = house.find("walrus");
    assert_eq!(found.len(), 2, "the first root's article is still there");
    assert_ne!(found[0].0, found[1].0, "two articles, two ids");
}

#[test]
fn several_roots_are_known_together_and_files_move_between_them() {
    let house = House::new();
    for n in 0..3 {
        house.write(&format!("east/a{n}.txt"), &format!("walrus{}", "s".repeat(n)));
        house.write(&format!("west/b{n}.txt"), &format!("heron{}", "s".repeat(n)));
    }
    let (east, west) = (house.corpus().join("east"), house.corpus().join("west"));
    let run = |roots: &[&std::path::Path]| house.run_on(roots).expect("indexing works");
    check(&run(&[&east, &west]), 6, 0, 0);
    check(&run(&[&east, &west]), 0, 6, 0);
    check(&run(&[&house.corpus(), &east]), 0, 6, 0);
    let first = house.find("*");
    for n in 0..2 {
        let name = |folder: &std::path::Path, letter: &str| folder.join(format!("{letter}{n}.txt"));
        fs::rename(name(&east, "a"), name(&west, "a")).expect("moved");
    }
    check(&run(&[&west]), 2, 3, 0);
    assert_eq!(house.find("*"), first, "moved articles keep their ids");
    check(&run(&[&east, &west]), 0, 6, 0);
}

#[test]
fn a_vanished_root_never_empties_an_index() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    fs::rename(house.corpus(), house.path("elsewhere")).expect("moved away");
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
        ..house.options()
    };
    let summary = house.run_with(&options).expect("indexed");
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
fn articles_of_this_program_are_not_told_to_be_of_another() {
    let house = House::new();
    house.write("a.txt", "walrus");
    house.run();
    assert_eq!(house.run().other_program, 0);
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
fn sizes_by_field_add_up_to_the_files() {
    let house = House::new();
    for n in 0..30 {
        house.write(&format!("{n}.txt"), &format!("walrus{n}"));
    }
    house.run();
    let sizes = house.searcher().sizes().expect("sizes");
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
        house.tell(name, &format!("“The talks are over,” {who} said on Tuesday."));
    };
    // More articles than are read at a time: the short form comes first, what it stands for last.
    story("000.txt", "Volodymyr Zelenskyy");
    for n in 1..400 {
        story(&format!("{n:03}.txt"), "Volodymyr Zelensky");
    }
    let summary = house.run();
    assert_eq!((summary.indexed, summary.renamed), (400, 0));
    let request = Request::default().with("speaker", "Volodymyr Zelensky");
    assert_eq!(
        house.searcher().quotes(&request, TODAY).expect("an answer").total,
        400
    );
}
