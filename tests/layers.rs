//! The invariants of the house, read off the source itself.
//!
//! 1. A module imports only from modules above it in `src/lib.rs`.
//! 2. The library never prints, and never reads the environment or the clock; only faces do.
//! 3. No source file has over 400 lines.
//! 4. `annotate`, `text` and `corpus` do not know the search engine.

use std::path::{Path, PathBuf};

/// Lines a file may have.
const LONGEST_FILE: usize = 400;

struct Source {
    path: PathBuf,
    /// First part of the module path: `search` for `src/search/hits.rs`.
    module: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let path = entry.expect("src can be walked").into_path();
        if path.extension().is_some_and(|e| e == "rs") {
            let relative = path.strip_prefix(&root).expect("below src").to_path_buf();
            let first = relative.iter().next().expect("a name").to_string_lossy();
            found.push(Source {
                module: first.trim_end_matches(".rs").to_owned(),
                text: std::fs::read_to_string(&path).expect("source is text"),
                path: relative,
            });
        }
    }
    assert!(found.len() > 20, "the walk found the sources");
    found
}

/// The library's modules in the order of their declaration.
fn order() -> Vec<String> {
    let lib =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let declared = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    declared.map(str::to_owned).collect()
}

impl Source {
    /// Files that only tests compile.
    fn is_test(&self) -> bool {
        let name = self
            .path
            .file_stem()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        name == "tests" || name.ends_with("_tests") || name == "properties"
    }
}

/// Code without what only tests compile: everything from the first `#[cfg(test)]` on.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end].lines().enumerate();
    lines
        .map(|(n, line)| (n + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// Every `crate::name` in a line.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").map(|(at, prefix)| {
        let rest = &line[at + prefix.len()..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn arrows_run_only_downward() {
    let order = order();
    let rank = |module: &str| order.iter().position(|m| m == module);
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = rank(&source.module) else { continue };
        for (n, line) in code(&source.text) {
            for import in imports(line) {
                if rank(import).is_some_and(|other| other > own) {
                    wrong.push(format!("{}:{n}: {}", source.path.display(), line.trim()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports from a module further down the flow:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_module_is_in_the_order() {
    let order = order();
    for source in sources() {
        let known = order.contains(&source.module) || ["lib", "main"].contains(&source.module.as_str());
        assert!(
            known,
            "{} is not declared in lib.rs as `pub mod`",
            source.path.display()
        );
    }
}

#[test]
fn only_faces_print_and_read_clock_or_environment() {
    const LOUD: &[&str] = &[
        "println!",
        "eprintln!",
        "print!(",
        "eprint!(",
        "dbg!(",
        "std::env::",
        "env::var",
        "SystemTime::now",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "home_dir",
    ];
    let mut wrong = Vec::new();
    for source in sources()
        .iter()
        .filter(|s| !["faces", "main"].contains(&s.module.as_str()) && !s.is_test())
    {
        for (n, line) in code(&source.text) {
            if LOUD.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{n}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "the library prints, or reads the environment or the clock:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_search_engine_is_known_only_where_it_is_kept_and_asked() {
    for source in sources() {
        if ["index", "ingest", "search", "lib"].contains(&source.module.as_str()) {
            continue;
        }
        for (n, line) in code(&source.text) {
            assert!(
                !line.contains("tantivy::"),
                "{}:{n}: {}",
                source.path.display(),
                line.trim()
            );
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines",
            source.path.display()
        );
    }
}
