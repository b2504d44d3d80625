use std::path::Path;

use proptest::prelude::*;

use super::*;

const TODAY: Date = Date::constant(2026, 11, 24);

/// What was read, a field a line; the body by its first and last words.
fn shown(text: &str) -> String {
    let article = newspaper("a.txt", text, TODAY);
    let mut out = format!("title: {}", article.title).trim_end().to_owned() + "\n";
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push_str(&format!("{name}: {value}\n"));
        }
    };
    field("source", article.source.clone());
    field("authors", Some(article.authors.join("; ")));
    field("published", article.published.map(|day| day.to_string()));
    field("note", article.published_note.clone());
    field("dateline", article.dateline.clone());
    field("language", Some(article.language.clone()));
    field("credit", article.credit.clone());
    out.push_str(&format!("body {}:", article.body_line));
    let words: Vec<&str> = article.body.split_whitespace().collect();
    match words.len() {
        0 => {}
        1..=8 => out.push_str(&format!(" {}", words.join(" "))),
        n => out.push_str(&format!(
            " {} ... {}",
            words[..4].join(" "),
            words[n - 4..].join(" ")
        )),
    }
    out.push('\n');
    check_invariants(text, &article);
    out
}

/// The body is one stretch of the text, and begins on the line it says.
fn check_invariants(text: &str, article: &Article) {
    let line = text.split('\n').nth(article.body_line as usize - 1).unwrap();
    let first = article.body.split('\n').next().unwrap();
    assert!(
        line.contains(first),
        "line {}: {line:?} / {first:?}",
        article.body_line
    );
    assert!(text.contains(&article.body));
    assert_eq!(article.body.trim(), article.body);
}

fn check(text: &str, want: &str) {
    let want: String = want
        .trim()
        .lines()
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    assert_eq!(shown(text), want, "{text}");
}

/// Each fixture is a story and, in `NAME.want`, what is read of it; with `ACCEPT`
/// in the environment, what is read now becomes what is wanted.
#[test]
fn fixtures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/newspaper");
    let mut stories = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = crate::corpus::decode(&std::fs::read(&path).unwrap()).unwrap();
            if std::env::var_os("ACCEPT").is_some() {
                std::fs::write(path.with_extension("want"), shown(&text)).unwrap();
            }
            let want = std::fs::read_to_string(path.with_extension("want")).unwrap_or_default();
            assert_eq!(shown(&text), want, "{}", path.display());
            stories += 1;
        }
    }
    assert!(stories >= 8);
}

#[test]
fn header_then_body() {
    check(
        "Headline\n\nThe Ledger, Dec 1\nHe said so on Monday.",
        "title: Headline\nsource: The Ledger\npublished: 2025-12-01
         note: the year is inferred: 1 December fell on a Monday in 2025\nbody 4: He said so on Monday.",
    );
    check(
        "Headline\nThe Ledger | 8 May 2024\nBy Jane Roe\n\nOSLO, May 7 (Agency) - It is so.\n",
        "title: Headline\nsource: The Ledger\nauthors: Jane Roe\npublished: 2024-05-08
         dateline: OSLO\nbody 5: OSLO, May 7 (Agency) - It is so.",
    );
    check(
        "2025-10-06\nHeadline\nIt is so.",
        "title: Headline\npublished: 2025-10-06\nbody 3: It is so.",
    );
}

#[test]
fn a_dateline_fills_what_the_header_lacks() {
    check(
        "Headline\n\nOSLO, Dec 1 (Reuters) - It is so, the mayor said on Monday.\n",
        "title: Headline\nsource: Reuters\npublished: 2025-12-01
         note: the year is inferred: 1 December fell on a Monday in 2025
         dateline: OSLO\nlanguage: en\nbody 3: OSLO, Dec 1 (Reuters) ... mayor said on Monday.",
    );
}

#[test]
fn no_header_at_all() {
    check("Headline\n\nIt is so.\n", "title: Headline\nbody 3: It is so.");
    check("Headline", "title: Headline\nbody 1:");
    check(
        "The mayor said on Monday that the bridge would be closed until the spring.\n",
        "title:\nlanguage: en\nbody 1: The mayor said on ... closed until the spring.",
    );
    check(
        "BEIRUT (AP) — It is so.\n\nAnd so.\n",
        "title:\nsource: AP\ndateline: BEIRUT\nbody 1: BEIRUT (AP) — It is so. And so.",
    );
    check("", "title:\nbody 1:");
}

#[test]
fn a_standfirst_is_story() {
    check(
        "Headline\nThe mayor has her way, and the bridge stays shut.\nBy Jane Roe\nThe Star, 3 March 2024\nIt is so.",
        "title: Headline\nsource: The Star\nauthors: Jane Roe\npublished: 2024-03-03
         language: en\nbody 2: The mayor has her ... 2024 It is so.",
    );
}

#[test]
fn the_end_of_the_page() {
    check(
        "Headline\n\nIt is so.\nReporting was contributed by Ada Byrne from Oslo.\nComments\nPost a Comment",
        "title: Headline\ncredit: Reporting was contributed by Ada Byrne from Oslo.\nbody 3: It is so.",
    );
    check(
        "Headline\n\nIt is so.\n\nRelated\nA bridge too far\nMayor wins again\n\n© 2025 The Ledger",
        "title: Headline\nbody 3: It is so.",
    );
    check(
        "Headline\n\nIt is so.\n(Reporting by Ada Byrne; Editing by Tomas Riel)\nThe bridge opened in 1950.",
        "title: Headline\nlanguage: en\ncredit: (Reporting by Ada Byrne; Editing by Tomas Riel)
         body 3: It is so. (Reporting ... bridge opened in 1950.",
    );
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,40}(\n\\PC{0,60}){0,12}") {
        check_invariants(&text, &newspaper("a.txt", &text, TODAY));
    }

    #[test]
    fn any_page(lines in prop::collection::vec(prop::sample::select(vec![
        "", "Headline", "The Ledger, Dec 1", "By Jane Roe", "Comments", "Related", "8 May 2024", "World",
        "OSLO (AP) — It is so.", "It is so.", "Reporting by Ada Byrne", "  indented \u{a0}", "Reuters", "—", "By", "Published:",
    ]), 0..14)) {
        let text = lines.join("\n");
        check_invariants(&text, &newspaper("a.txt", &text, TODAY));
    }
}
