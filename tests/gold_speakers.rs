//! Gold tables of names: `tests/gold/speakers/*.md`, each a few names with what they must come to.
//!
//! ```text
//! ## Name of the case
//! Ana Silva 12
//! A. Silva 2 -> Ana Silva: initials
//! Silva (f) 3 -> Ana Silva: surname
//! > [[speaker]]
//! > name = "Ana Silva"
//! ```
//!
//! A name as its article has it, `(m)` or `(f)` where the article shows it, `[organisation]` where it is
//! no person, the number of articles; then whom it stands for and why, if not for itself.
//! Lines after `>` are the user's `speakers.toml`. Every case is judged in two orders.

use std::path::Path;

use onrecord::identity::{Named, Rules, Table, Uses};

#[derive(Default)]
struct Case {
    name: String,
    names: Vec<(String, u64, String)>,
    user: String,
}

fn read(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(line) = line.strip_prefix("> ") {
            case.user.push_str(line);
            case.user.push('\n');
        } else if !line.trim().is_empty() {
            let (left, right) = line.split_once(" -> ").unwrap_or((line, ""));
            let (name, articles) = left.trim().rsplit_once(' ').expect("a name and a number");
            let sort = |mark: &str| name.ends_with(mark);
            let (kind, gender) = match () {
                () if sort("(m)") => ("person", "m"),
                () if sort("(f)") => ("person", "f"),
                () if sort("[organisation]") => ("organisation", ""),
                () if sort("[role]") => ("role", ""),
                () => ("person", ""),
            };
            let name = name.split(['(', '[']).next().unwrap_or(name).trim();
            let expected = if right.is_empty() {
                format!("{name}: itself")
            } else {
                right.trim().to_owned()
            };
            case.names.push((
                format!("{name}\t{kind}\t{gender}"),
                articles.parse().expect("a number"),
                expected,
            ));
        }
    }
    cases
}

/// What is wrong with a case, a line a name.
fn check(case: &Case, backwards: bool) -> Vec<String> {
    let rules = Rules::parse(&case.user).expect("a sound file");
    let mut table = Table::new(rules);
    let mut names: Vec<_> = case.names.iter().collect();
    if backwards {
        names.reverse();
    }
    for (key, articles, _) in names {
        assert!(Named::from_key(key).is_some(), "{key}");
        table.add(
            key,
            Uses {
                articles: *articles,
                quotes: *articles,
            },
        );
        // Judged on the way as well, as a long run does.
        table.settle();
    }
    let wrong = case.names.iter().filter_map(|(key, _, expected)| {
        let who = table.who(key);
        let got = format!(
            "{}: {}",
            who.speaker,
            who.rule.map_or("itself", |rule| rule.as_str())
        );
        (got != *expected).then(|| format!("{}: {key:?}: got {got:?}, not {expected:?}", case.name))
    });
    wrong.collect()
}

#[test]
fn names_come_to_their_bearers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/speakers");
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the gold folder") {
        let source = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        cases.extend(read(&source));
    }
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .flat_map(|case| [check(case, false), check(case, true)])
        .flatten()
        .collect();
    assert!(
        wrong.is_empty(),
        "{} names wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
