//! The program while it runs: what `--watch` follows, and how it and others end.
#![cfg(unix)]

mod common;

use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{TODAY, ask};
use onrecord::index::Writer;
use onrecord::search::Searcher;

/// New files are in the answers after at most two seconds; a busy machine gets some more.
const SOON: Duration = Duration::from_secs(10);

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

    fn start(&self, options: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .arg("index")
            .arg(self.corpus())
            .arg("--index")
            .arg(self.index());
        let piped = command
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        piped.spawn().expect("the program runs")
    }

    fn count(&self, word: &str) -> Option<u64> {
        let found = Searcher::open(&self.index()).and_then(|s| s.articles(&ask(word), TODAY));
        found.ok().map(|found| found.total)
    }

    fn wait_for(&self, word: &str, count: u64) {
        let begun = Instant::now();
        while self.count(word) != Some(count) {
            assert!(
                begun.elapsed() < SOON,
                "{word}: {:?}, not {count}",
                self.count(word)
            );
            sleep(Duration::from_millis(20));
        }
    }
}

fn end(child: Child, signal: &str) -> Output {
    let id = child.id().to_string();
    let sent = Command::new("kill")
        .args([signal, &id])
        .status()
        .expect("kill runs");
    assert!(sent.success());
    child.wait_with_output().expect("it ends")
}

#[test]
fn a_watch_follows_files_that_come_change_and_go() {
    let house = House::new();
    house.write("a.txt", "walrus");
    let child = house.start(&["--watch"]);
    house.wait_for("walrus", 1);

    house.write("b.txt", "heron");
    house.wait_for("heron", 1);
    house.write("b.txt", "lynx");
    house.wait_for("lynx", 1);
    assert_eq!(house.count("heron"), Some(0));
    fs::create_dir_all(house.corpus().join("deep/er")).expect("folders");
    house.write("deep/er/c.txt", "otter");
    house.wait_for("otter", 1);
    fs::rename(house.corpus().join("b.txt"), house.corpus().join("z.txt")).expect("renamed");
    fs::remove_file(house.corpus().join("a.txt")).expect("removed");
    house.wait_for("walrus", 0);
    house.wait_for("lynx", 1);

    // A folder that goes and comes again is still followed.
    let elsewhere = house.path("elsewhere");
    fs::rename(house.corpus(), &elsewhere).expect("moved away");
    sleep(Duration::from_millis(1500));
    fs::rename(&elsewhere, house.corpus()).expect("moved back");
    house.write("d.txt", "puffin");
    house.wait_for("puffin", 1);
    house.write("e.txt", "badger");
    house.wait_for("badger", 1);
    // Found is not yet ended: the run behind it may still be merging.
    sleep(Duration::from_millis(700));

    let ended = end(child, "-INT");
    assert_eq!(ended.status.code(), Some(130));
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(told.contains("note: watching; Ctrl-C ends it\n"), "{told}");
    assert!(told.contains("  1 indexed, 1 unchanged ("), "{told}");
    assert!(
        told.ends_with("note: stopped; the index is as it was\n"),
        "{told}"
    );
}

#[test]
fn a_second_writer_names_the_first_or_waits_for_it() {
    let house = House::new();
    house.write("a.txt", "walrus");
    let writer = Writer::open(&house.index(), false, "`a test`, process 1 on earth").expect("a writer");
    let ended = house.start(&[]).wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(2));
    assert!(told.contains(": `a test`, process 1 on earth\nhint: "), "{told}");

    let child = house.start(&["--wait", "60"]);
    sleep(Duration::from_millis(300));
    drop(writer);
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(house.count("walrus"), Some(1));
}

#[test]
fn a_signal_keeps_what_is_done() {
    let house = House::new();
    let story = fs::read_to_string(Path::new("tests/data/small/ferry.txt")).expect("an article");
    for n in 0..3000 {
        fs::write(house.corpus().join(format!("{n:04}.txt")), &story).expect("a file");
    }
    let child = house.start(&["--json"]);
    // Segments are made once annotated files have been handed over; any moment will do.
    sleep(Duration::from_millis(400));
    let ended = end(child, "-TERM");
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    match ended.status.code() {
        Some(143) => assert!(told.starts_with("note: stopped"), "{told}"),
        Some(0) => return, // it was faster
        other => panic!("{other:?}: {told}"),
    }
    let json: serde_json::Value = serde_json::from_slice(&ended.stdout).unwrap_or_default();
    if json["left"].as_u64().is_some() {
        assert_eq!(house.count("*"), json["indexed"].as_u64(), "{json}");
    }
    let again = house.start(&["--json"]).wait_with_output().expect("it ends");
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(house.count("*"), Some(3000));
}
