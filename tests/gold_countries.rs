//! Runs the literate gold cases of `tests/gold/countries/*.md`.
//!
//! A case is a heading, a few lines of a story (a line `headline: ...` gives it a
//! headline, `person: ...` a name that is known to be a person's), then a list:
//! every mention in order as `- CODE rule "words"`, and `- focus CODE...` where it
//! matters. `- nothing` says that no country is mentioned. `- region NAME: rule "words"`
//! are parts of the world and organisations of states, by name and then in order
//! (`- region NAME` where only the headline names it); `- no region` says that there is none.

use std::fs;
use std::path::Path;

use onrecord::annotate::countries::{Lexicon, Places, places};
use onrecord::article::{Article, Person, Span, SpeakerType};
use onrecord::text::Text;

#[derive(Default)]
struct Case {
    name: String,
    headline: String,
    body: String,
    people: Vec<String>,
    mentions: Vec<String>,
    focus: Option<String>,
    regions: Option<Vec<String>>,
}

fn read(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in markdown.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(headline) = line.strip_prefix("headline: ") {
            case.headline = headline.to_owned();
        } else if let Some(person) = line.strip_prefix("person: ") {
            case.people.push(person.to_owned());
        } else if let Some(focus) = line.strip_prefix("- focus ") {
            case.focus = Some(focus.to_owned());
        } else if let Some(region) = line.strip_prefix("- region ") {
            case.regions.get_or_insert_default().push(region.to_owned());
        } else if line == "- no region" {
            case.regions.get_or_insert_default();
        } else if line == "- nothing" {
            // An empty list of mentions says it already; the line is for readers.
        } else if let Some(mention) = line.strip_prefix("- ") {
            case.mentions.push(mention.to_owned());
        } else if !line.is_empty() {
            if !case.body.is_empty() {
                case.body.push('\n');
            }
            case.body.push_str(line);
        }
    }
    cases
}

fn person(name: &str, body: &str) -> Person {
    Person {
        name: name.to_owned(),
        kind: SpeakerType::Person,
        forms: vec![name.to_owned()],
        role: None,
        mentions: body
            .match_indices(name)
            .map(|(at, words)| Span::new(at, at + words.len()))
            .collect(),
    }
}

/// What is wrong with a case; empty where nothing is.
fn check(case: &Case, lexicon: &Lexicon) -> String {
    let article = Article {
        title: case.headline.clone(),
        body: case.body.clone(),
        ..Article::default()
    };
    let people: Vec<Person> = case.people.iter().map(|name| person(name, &case.body)).collect();
    let Places { countries, regions } = places(
        &article,
        &Text::new(&article.body),
        &Text::new(&article.title),
        &people,
        lexicon,
    );
    let mut mentions: Vec<(Span, String)> = Vec::new();
    for country in &countries {
        for m in &country.mentions {
            mentions.push((
                m.span,
                format!("{} {} \"{}\"", country.code, m.rule, m.span.of(&article.body)),
            ));
        }
    }
    mentions.sort();
    let mentions: Vec<String> = mentions.into_iter().map(|m| m.1).collect();
    let mut wrong = String::new();
    if mentions != case.mentions {
        wrong += &format!(
            "\n  {}: expected {:#?}, found {mentions:#?}",
            case.name, case.mentions
        );
    }
    if let Some(expected) = &case.regions {
        let mut found: Vec<String> = Vec::new();
        for region in &regions {
            if region.mentions.is_empty() {
                found.push(region.name.to_string());
            }
            for m in &region.mentions {
                let words = m.span.of(&article.body);
                found.push(format!("{}: {} \"{words}\"", region.name, m.rule));
            }
        }
        let of = |line: &String| line.split(':').next().map(str::to_owned);
        found.sort_by_key(of);
        if &found != expected {
            wrong += &format!("\n  {}: expected {expected:#?}, found {found:#?}", case.name);
        }
    }
    if let Some(expected) = &case.focus {
        let mut focus: Vec<&str> = countries.iter().filter(|c| c.focus).map(|c| &*c.code).collect();
        let mut wanted: Vec<&str> = expected.split_whitespace().collect();
        focus.sort_unstable();
        wanted.sort_unstable();
        if focus != wanted {
            wrong += &format!("\n  {}: expected focus {wanted:?}, found {focus:?}", case.name);
        }
    }
    wrong
}

#[test]
fn gold_cases() {
    let lexicon = Lexicon::standard();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/countries");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut count, mut wrong) = (0, String::new());
    for file in files {
        for case in read(&fs::read_to_string(&file).unwrap()) {
            count += 1;
            wrong += &check(&case, &lexicon);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 60, "only {count} cases");
}
