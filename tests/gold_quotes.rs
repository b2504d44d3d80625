//! Literate gold stories: who said what, by phenomenon.
//!
//! Each file under `tests/gold/quotes/` holds headings (`## what it shows`), each with a story in a
//! fenced block and below it the statements that must be found, all of them and no others:
//! `- kind | speaker | cue | text`, with `-` where there is no speaker or cue, or `- nothing`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use onrecord::annotate::{Lexicons, people, quotes};
use onrecord::article::Article;
use onrecord::text::Text;
use proptest::prelude::*;

fn article(body: &str) -> Article {
    Article {
        body: body.to_string(),
        ..Article::default()
    }
}

/// The statements of a story, one line each, as the gold files write them.
fn statements(body: &str, lexicons: &Lexicons) -> String {
    let article = article(body);
    let text = Text::new(&article.body);
    let mut people = people::annotate(&article, &text, &lexicons.people);
    let found = quotes::annotate(&article, &text, &mut people, &lexicons.quotes);
    let mut lines = String::new();
    for q in &found {
        let speaker = q.speaker.as_deref().unwrap_or("-");
        let cue = q.cue.map_or("-", |c| c.of(body));
        let _ = writeln!(
            lines,
            "- {} | {speaker} | {cue} | {}",
            q.kind.as_str(),
            q.span.of(body)
        );
    }
    if found.is_empty() {
        lines.push_str("- nothing\n");
    }
    lines
}

/// The gold files, in order.
fn gold_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/quotes");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the gold stories")
        .map(|f| f.expect("a file").path())
        .collect();
    files.sort();
    files
}

#[test]
fn gold_stories() {
    let lexicons = Lexicons::standard();
    let mut cases = 0;
    let mut wrong = String::new();
    for file in gold_files() {
        let source = std::fs::read_to_string(&file).expect("a readable file");
        for case in source.split("\n## ").skip(1) {
            let (heading, rest) = case.split_once('\n').expect("a story");
            let story = rest.split_once("```story\n").expect("an opening fence").1;
            let (story, expected) = story.split_once("\n```\n").expect("a closing fence");
            let found = statements(story, &lexicons);
            cases += 1;
            if found.trim() != expected.trim() {
                let file = file.file_name().unwrap_or_default().to_string_lossy();
                let _ = writeln!(
                    wrong,
                    "{file}: {heading}\nexpected\n{}\nfound\n{found}",
                    expected.trim()
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(cases >= 60, "only {cases} gold stories");
}

/// What must hold for any text: spans on character boundaries and in order, quotations apart.
fn check_invariants(body: &str, lexicons: &Lexicons) {
    let article = article(body);
    let text = Text::new(&article.body);
    let mut people = people::annotate(&article, &text, &lexicons.people);
    let found = quotes::annotate(&article, &text, &mut people, &lexicons.quotes);
    let mut last = 0;
    let mut marked_end = 0;
    for q in &found {
        assert!(q.span.is_valid_in(body), "{:?} in {body:?}", q.span);
        assert!(q.span.start >= last, "out of order in {body:?}");
        last = q.span.start;
        for span in [q.speaker_span, q.cue].into_iter().flatten() {
            assert!(span.is_valid_in(body), "{span:?} in {body:?}");
        }
        assert!(q.evidence.iter().all(|e| e.span.is_valid_in(body)));
        assert_eq!(q.speaker.is_some(), q.speaker_type.is_some());
        if q.kind != onrecord::article::QuoteKind::Indirect {
            assert!(
                q.span.start >= marked_end,
                "overlapping quotations in {body:?}: {found:?}"
            );
            marked_end = q.span.end;
        }
    }
    for p in &people {
        assert!(!p.name.is_empty() && !p.forms.is_empty());
        assert!(p.mentions.iter().all(|m| m.is_valid_in(body)));
    }
}

/// An article may end anywhere: a headline, a download that broke off, a text without its last full stop.
#[test]
fn stories_may_end_behind_any_word() {
    let lexicons = Lexicons::standard();
    let mut cuts = 0;
    for file in gold_files() {
        let source = std::fs::read_to_string(&file).expect("a readable file");
        for story in source.split("```story\n").skip(1) {
            let (story, _) = story.split_once("\n```\n").expect("a closing fence");
            let behind = |(at, c): (usize, char)| (!c.is_alphanumeric()).then_some(at);
            for at in story.char_indices().filter_map(behind) {
                check_invariants(&story[..at], &lexicons);
                cuts += 1;
            }
        }
    }
    assert!(cuts >= 10_000, "only {cuts} cuts");
    for text in [
        "The judge ",
        "“The boats are gone,” said one of those ",
        "he “” saying to",
        "The 43-year",
        "West of England",
    ] {
        check_invariants(text, &lexicons);
    }
}

/// The words and marks that the rules themselves ask for: what stands between quotation marks in their source.
fn asked_for() -> &'static [&'static str] {
    static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/annotate");
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
        let sources = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
        let mut words: Vec<&str> = Vec::new();
        for source in sources {
            // Kept for as long as the tests run.
            for line in String::leak(source)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                let quoted = line.split('"').skip(1).step_by(2);
                words.extend(quoted.filter(|word| (1..25).contains(&word.len())));
            }
        }
        words.sort();
        words.dedup();
        assert!(words.len() > 2_000, "only {} words", words.len());
        words
    });
    &WORDS
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60_000))]

    /// Short texts reach further into the rules than long ones, as nearly every look ahead ends behind the text.
    #[test]
    fn spans_are_valid_for_words_that_the_rules_ask_for(
        words in proptest::collection::vec(prop_oneof![
            4 => prop::sample::select(asked_for()),
            3 => prop::sample::select(&[
                "“", "”", "‘", "’", "'s", "said", "told", "that", "according to", "Anna Smith", "Mr", ",", ".", "?", "he",
                "she", "the", "The", "a", "of", "and", "—", ":", "(", ")", "on", "by", "it", "its", "spokesman", "Inc",
                "Smith", "statement", "judge", "for", "is", "has", "40%", "May", "PARIS", "\n",
            ][..]),
        ], 1..12)
    ) {
        check_invariants(&words.join(" "), &LEXICONS);
    }
}

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::standard);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_valid_for_any_text(body in "\\PC{0,80}|[a-zA-Z .,'’‘“”\"«»—\\n()]{0,160}") {
        check_invariants(&body, &Lexicons::standard());
    }

    #[test]
    fn spans_are_valid_for_texts_of_news_words(
        words in proptest::collection::vec(
            prop::sample::select(&[
                "“", "”", "\"", "‘", "’", "'s", "said", "told", "that", "according", "to", "Anna", "Smith", "Mr.",
                "Smith", ",", ".", "?", "he", "she", "who", "the", "president", "of", "France", "and", "but", "adding",
                "—", "\n", ":", "(", ")", "on", "Monday", "was", "quoted", "as", "saying", "by", "“Yes,”", "no", "a",
            ][..]),
            0..60,
        )
    ) {
        check_invariants(&words.join(" "), &Lexicons::standard());
        check_invariants(&words.concat(), &Lexicons::standard());
    }
}

#[test]
fn hostile_texts_come_to_an_end() {
    // How fast is for the benches; quadratic time would not end within anybody's patience.
    let lexicons = Lexicons::standard();
    let texts = [
        "“".repeat(100_000),
        "”".repeat(100_000),
        "\"".repeat(100_000),
        "‘".repeat(100_000) + &"a’ ".repeat(50_000),
        "said ".repeat(100_000),
        "“a,” he said, ".repeat(20_000),
        "“a,” he said. ".repeat(20_000),
        "When he said that ".repeat(20_000),
        "Anna Smith, ".repeat(30_000),
        "Anna Smith said that ".repeat(20_000),
        "according to Smith, ".repeat(20_000),
        "he said and ".repeat(40_000),
        "Aa Bb. ".repeat(40_000),
        "Q: Go?\n\nA: Yes. Ann Lee.\n\n".repeat(20_000),
        "The road is closed.\n\nAnn Lee said this on Monday.\n\n".repeat(20_000),
        "The company said it would go.\n\n".repeat(40_000),
    ];
    // Names, labels and bodies without end, each another.
    let letters = |n: usize| -> String {
        let digits = n.to_string().into_bytes();
        digits.into_iter().map(|digit| char::from(digit + 49)).collect()
    };
    let many = |story: fn(&str) -> String| -> String { (0..40_000).map(|n| story(&letters(n))).collect() };
    let others = [
        many(|name| format!("A{}: Go.\n\n", name.to_uppercase())),
        many(|name| format!("Ann Ba{name}: Go.\n\n")),
        many(|name| format!("Ann Ba{name} is accused of it. The defendant said no to it.\n\n")),
        many(|name| format!("The Ba{name} Forum met. The forum said it would go.\n\n")),
        many(|name| format!("Quillor{name} met. “Go on now,” it said.\n\n")),
    ];
    for text in texts.into_iter().chain(others) {
        check_invariants(&text, &lexicons);
    }
}
