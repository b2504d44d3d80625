//! The compiled word lists are the written ones, and the written ones are tidy.

use std::path::Path;

use onrecord::annotate::topics::{self, COMPILED, lists};

fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/annotate/topics/words");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    names.sort();
    let read = |p: &std::path::PathBuf| {
        let name = p.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(p).unwrap())
    };
    names.iter().map(read).collect()
}

#[test]
fn compiled_lists_are_the_written_ones() {
    let built = topics::compile(&sources()).unwrap();
    assert!(
        built == COMPILED,
        "run `cargo run --example build_topics` after changing a word list"
    );
}

#[test]
fn lists_are_sorted() {
    for (name, source) in sources() {
        assert!(
            lists::tidy(&source) == source,
            "{name}: run `cargo run --example build_topics`"
        );
    }
}
