//! Gold stories for topics: `tests/gold/topics/*.md`, each a few lines with what is expected of them.
//!
//! ```text
//! ## Name of the case
//! # Headline, may be left out
//! The story.
//!
//! first: conflict, war and peace > peace process > peace talks
//! also: politics
//! ```
//!
//! A path is met by itself and by everything below it. `first` is the first
//! topic, `also` one of the others, `never` no topic at all; `none` alone says
//! that the story has no topic.

use std::path::Path;

use onrecord::annotate::topics::{self, Lexicon};
use onrecord::article::Article;
use onrecord::text::Text;

#[derive(Default)]
struct Case {
    name: String,
    headline: String,
    body: String,
    expected: Vec<(String, String)>,
}

fn read(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Default::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        if let Some(headline) = line.strip_prefix("# ") {
            case.headline = headline.to_owned();
        } else if matches!(key, "first" | "also" | "never" | "none") {
            case.expected.push((key.to_owned(), value.trim().to_owned()));
        } else if !line.is_empty() {
            case.body.push_str(line);
            case.body.push('\n');
        }
    }
    cases
}

/// What is wrong with a case, if anything is.
fn check(case: &Case, lexicon: &Lexicon) -> Option<String> {
    let article = Article {
        title: case.headline.clone(),
        body: case.body.clone(),
        ..Default::default()
    };
    let found = topics::annotate(&article, &Text::new(&article.body), lexicon);
    let paths: Vec<String> = found.iter().map(|t| t.path.join(" > ")).collect();
    let meets = |path: &String, wanted: &str| path == wanted || path.starts_with(&format!("{wanted} > "));
    let met = |(key, wanted): &(String, String)| match key.as_str() {
        "first" => paths.first().is_some_and(|p| meets(p, wanted)),
        "also" => paths.iter().skip(1).any(|p| meets(p, wanted)),
        "never" => !paths.iter().any(|p| meets(p, wanted)),
        _ => paths.is_empty(),
    };
    let missed: Vec<_> = case.expected.iter().filter(|e| !met(e)).collect();
    let said: Vec<_> = found
        .iter()
        .map(|t| t.evidence.iter().map(|s| s.of(&article.body)).collect::<Vec<_>>())
        .collect();
    (!missed.is_empty() || case.expected.is_empty())
        .then(|| format!("{}: {missed:?} not met by {paths:?} {said:?}", case.name))
}

#[test]
fn gold_stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/topics");
    let lexicon = Lexicon::standard();
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        for case in read(&std::fs::read_to_string(&path).unwrap()) {
            count += 1;
            wrong.extend(check(&case, &lexicon).map(|w| format!("{}: {w}", path.display())));
        }
    }
    assert!(count >= 50, "only {count} cases");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn codes_of_the_publisher_win() {
    let lexicon = Lexicon::standard();
    let article = Article {
        body: "The striker scored twice as the home side won the cup final.".into(),
        topic_codes: ["medtop:11000000", "medtop:20000574", "unknown", "04000000"]
            .map(String::from)
            .into(),
        ..Default::default()
    };
    let found = topics::annotate(&article, &Text::new(&article.body), &lexicon);
    let ids: Vec<_> = found.iter().map(|t| &*t.id).collect();
    assert_eq!(ids, ["20000574", "04000000"]);
    assert!(found.iter().all(|t| t.rule == "publisher"));
}
