//! Whole transcripts of the command line: output, errors, exit status.
//!
//! A transcript is a few commands of one concern over the articles of
//! `tests/data/small`; details are tested beside the code. After a wanted change,
//! `TRYCMD=overwrite cargo test --test cli` writes them anew: read the difference.

use std::path::Path;
use std::process::Command;

#[test]
fn transcripts() {
    let dir = tempfile::tempdir().expect("a folder");
    let index = dir.path().join("small.idx");
    onrecord(&["index", "tests/data/small"], &index);
    for fresh in [
        "target/tmp/cli",
        "target/tmp/cli-bad",
        "target/tmp/cli-kept",
        "target/tmp/cli-speakers",
    ] {
        let _ = std::fs::remove_dir_all(fresh);
    }
    let index = index.to_str().expect("a plain name");
    let cases = trycmd::TestCases::new();
    cases
        .env("ONRECORD_INDEX", index)
        .env("ONRECORD_TODAY", "2025-12-02")
        .env("COLUMNS", "100");
    cases.insert_var("[INDEX]", index.to_owned()).expect("a variable");
    cases.case("tests/cli/*.md");
}

/// Runs the program, which must succeed.
fn onrecord(words: &[&str], index: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(words)
        .env("ONRECORD_INDEX", index)
        .env("ONRECORD_TODAY", "2025-12-02")
        .output()
        .expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
