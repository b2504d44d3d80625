//! What is refused: the place, the reason and the hint.

use super::tests::{check, sexp};
use super::{MAX_BYTES, parse};
use crate::error::QueryError;

/// The query, a line of carets under the place, the message and the hint.
#[track_caller]
fn fails(query: &str, expected: &str) {
    let shown = match parse(query) {
        Ok(parsed) => panic!("{query:?} was read as {}", sexp(&parsed.tree)),
        Err(QueryError::Syntax {
            query,
            span,
            message,
            hint,
        }) => {
            let before = query[..span.start].chars().count();
            let carets = "^".repeat(span.of(&query).chars().count());
            let hint = hint.map(|h| format!("\nhint: {h}")).unwrap_or_default();
            format!("{query}\n{:before$}{carets} {message}{hint}", "")
        }
        Err(e) => e.to_string(),
    };
    assert_eq!(shown, expected.replace("\n|", "\n").replacen('|', "", 1));
}

#[test]
fn operators_without_operands() {
    let quote =
        |word: &str| format!("|hint: to search for the word itself, write \"{word}\" in quotation marks");
    fails(
        "OR",
        &("|OR\n|^^ nothing stands before OR\n".to_owned() + &quote("OR")),
    );
    fails(
        "AND AND",
        &("|AND AND\n|^^^ nothing stands before AND\n".to_owned() + &quote("AND")),
    );
    fails(
        "a OR",
        &("|a OR\n|  ^^ nothing stands after OR\n".to_owned() + &quote("OR")),
    );
    fails(
        "a AND OR b",
        &("|a AND OR b\n|      ^^ nothing stands between AND and OR\n".to_owned() + &quote("OR")),
    );
    fails(
        "é (b OR)",
        &("|é (b OR)\n|     ^^ nothing stands after OR\n".to_owned() + &quote("OR")),
    );
    fails(
        "NOT",
        &("|NOT\n|^^^ nothing stands after NOT\n".to_owned() + &quote("NOT")),
    );
    fails("| a", "|| a\n|^ nothing stands before |");
    fails("a &&", "|a &&\n|  ^^ nothing stands after &&");
}

#[test]
fn fields_that_are_none_or_empty() {
    let words = "to search for the words, put a space after the colon";
    fails(
        "a speker:macron",
        &format!(
            "|a speker:macron\n|  ^^^^^^ no field is called \"speker\"\n|hint: did you mean speaker: or speaker_type:? {words}"
        ),
    );
    fails(
        "foo:\"a b\"",
        &format!(
            "|foo:\"a b\"\n|^^^ no field is called \"foo\"\n|hint: fields are speaker, country, focus, region, topic, source, author, language, year, month, kind, speaker_type, since, until, date, title, body, credit, cue, id, path; {words}"
        ),
    );
    let since = "|hint: write since:VALUE, published on that day or later (2025-12, \"3 days ago\")";
    for query in ["since:", "since:()", "since:\"\"", "since: -x"] {
        fails(query, &format!("|{query}\n|^^^^^^ since: has no value\n{since}"));
    }
    fails(
        "title:(a OR body:b)",
        "|title:(a OR body:b)\n|            ^^^^^ body: stands in the brackets of title:\n|hint: close the brackets of title: first",
    );
    fails(
        "speaker:−macron",
        "|speaker:−macron\n|        ^^^^^^^ − stands after speaker:\n|hint: to exclude, write -speaker:macron",
    );
    let date = "|hint: write since:2025-12, until:2025-12 or date:2025-01..2025-03";
    fails(
        "date:>=2025",
        &format!("|date:>=2025\n|     ^^^^^^ \">=2025\" is no date\n{date}"),
    );
    fails(
        "date:[x TO y]",
        &format!("|date:[x TO y]\n|     ^^ \"[x\" is no date\n{date}"),
    );
}

#[test]
fn what_other_engines_have() {
    fails(
        "*foo",
        "|*foo\n|^^^^ a star can only end a word\n|hint: write the word without it: foo",
    );
    fails(
        "a fo*o",
        "|a fo*o\n|  ^^^^ a star can only end a word\n|hint: write fo*",
    );
    fails(
        "path:a*b",
        "|path:a*b\n|     ^^^ a star can only end a word\n|hint: write a*",
    );
    fails(
        "date:2025-*",
        "|date:2025-*\n|     ^^^^^^ a star can only end a word\n|hint: write a year or month for all its days: date:2025-12",
    );
    fails(
        "\"a b\"*",
        "|\"a b\"*\n|^^^^^^ a star cannot follow a phrase\n|hint: a star ends a word outside quotation marks: zel*",
    );
    fails(
        "zelenskiy~1",
        "|zelenskiy~1\n|^^^^^^^^^^^ words that are only similar cannot be searched for\n|hint: write how the word begins and a star: zele*",
    );
    fails(
        "a NEAR/5 b",
        "|a NEAR/5 b\n|  ^^^^^^ NEAR is no operator here\n|hint: for words at most 5 apart write \"first second\"~5",
    );
}

#[test]
fn nothing_to_search_for() {
    let hint = "|hint: write words, a phrase in quotation marks, or * for everything";
    for (query, place) in [
        ("🙂", "^"),
        ("()", "^^"),
        ("\"\" &", "^^"),
        ("-", "^"),
        (")", "^"),
        ("-(&)", "  ^"),
    ] {
        fails(
            query,
            &format!("|{query}\n|{place} nothing here can be searched for\n{hint}"),
        );
    }
}

#[test]
fn limits() {
    fails(
        &"a".repeat(MAX_BYTES + 1),
        "the query has 4097 bytes, and the limit is 4096",
    );
    fails(&"(".repeat(101), "brackets stand more than 100 deep");
    fails(
        &"a ".repeat(257),
        "the query has more than 256 words, phrases and fields",
    );
    fails(
        &format!("\"{}\"", "a ".repeat(65)),
        "a phrase has 65 words, and the limit is 64",
    );
    fails(&"a.".repeat(65), "a phrase has 65 words, and the limit is 64");
    let deep = format!("{}a{}", "(".repeat(100), ")".repeat(100));
    check(&deep, "a");
    check(
        &"a ".repeat(256).trim_end().replace(' ', " OR "),
        &format!("(or {})", "a ".repeat(256).trim_end()),
    );
}
