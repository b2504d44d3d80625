//! Text in, text out: a query and its tree as an s-expression.

use super::{MAX_BYTES, Node, Value, parse};
use crate::error::QueryError;

/// `(and kyiv (not "a b"~2) speaker:macron)`: words bare, phrases quoted, prefixes starred.
pub fn sexp(node: &Node) -> String {
    let list = |name: &str, nodes: &[Node]| {
        let nodes: Vec<String> = nodes.iter().map(sexp).collect();
        format!("({name} {})", nodes.join(" "))
    };
    let phrase = |text: &str, slop: &u32| match slop {
        0 => format!("{text:?}"),
        _ => format!("{text:?}~{slop}"),
    };
    match node {
        Node::All => "*".to_owned(),
        Node::And(nodes) => list("and", nodes),
        Node::Or(nodes) => list("or", nodes),
        Node::Not(node) => list("not", std::slice::from_ref(node)),
        Node::Word { text, .. } => text.clone(),
        Node::Prefix { text, .. } => format!("{text}*"),
        Node::Phrase { text, slop, .. } => phrase(text, slop),
        Node::Field { name, value, .. } => match value {
            Value::Word(text) => format!("{name}:<{text}>"),
            Value::Phrase { text, slop } => format!("{name}:{}", phrase(text, slop)),
            Value::Prefix(text) => format!("{name}:<{text}*>"),
            Value::Range { from, to } => format!("{name}:{from:?}..{to:?}").replace("Some", ""),
            Value::Any => format!("{name}:*"),
        },
    }
}

#[track_caller]
fn check(query: &str, expected: &str) {
    noted(query, expected, &[]);
}

#[track_caller]
fn noted(query: &str, expected: &str, notes: &[&str]) {
    let parsed = parse(query).unwrap_or_else(|e| panic!("{query:?}: {e}"));
    assert_eq!(sexp(&parsed.tree), expected, "{query:?}");
    assert_eq!(parsed.notes, notes, "{query:?}");
    let printed = parsed.tree.to_string();
    let again = parse(&printed).unwrap_or_else(|e| panic!("{query:?} printed as {printed:?}: {e}"));
    assert_eq!(sexp(&again.tree), expected, "{query:?} printed as {printed:?}");
}

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
fn words_are_anded() {
    check("", "*");
    check("  \u{a0}\t", "*");
    check("*", "*");
    check("* ceasefire", "ceasefire");
    check("ceasefire", "ceasefire");
    check("peace talks, Paris.", "(and peace talks Paris)");
    check("peace AND talks && Paris +now", "(and peace talks Paris now)");
    check("and or not", "(and and or not)");
    check(
        "U.S. don’t AT&T C++ 10:30 state-of-the-art",
        "(and U.S don’t AT&T C 10:30 state-of-the-art)",
    );
    check(
        "see https://x.org/a?b=c#d std::fmt",
        "(and see https://x.org/a?b=c#d std::fmt)",
    );
    check("talks–Paris—London", "(and talks Paris London)");
    check("Ukraine: what comes next", "(and Ukraine what comes next)");
    check("cafe\u{301}", "café");
    check("（Kyiv｜Lviv）", "(or Kyiv Lviv)");
}

#[test]
fn or_binds_more_tightly_than_and() {
    check("a OR b", "(or a b)");
    check("a | b || c", "(or a b c)");
    check("paris OR london talks", "(and (or paris london) talks)");
    check("talks paris OR london", "(and talks (or paris london))");
    check("(talks paris) OR london", "(or (and talks paris) london)");
    check("a OR (b OR c)", "(or a b c)");
    check("a (b (c d))", "(and a b c d)");
    noted(
        "talks AND paris OR london",
        "(and talks (or paris london))",
        &["OR binds more tightly than AND; read as talks (paris OR london)"],
    );
}

#[test]
fn negation() {
    check("-a", "(not a)");
    check("NOT a b", "(and (not a) b)");
    check("a OR NOT b", "(or a (not b))");
    check("-(a b)", "(not (and a b))");
    check("-\"a b\" −c", "(and (not \"a b\") (not c))");
    check("NOT NOT a", "a");
    check("-(-(a))", "a");
    check("well-known", "well-known");
    check("-*", "(not *)");
    check("oil AND NOT palm", "(and oil (not palm))");
    noted("!a b", "(and (not a) b)", &["the ! at 1 was read as NOT"]);
}

#[test]
fn prefixes() {
    check("zel*", "zel*");
    check("zel*, -mac*", "(and zel* (not mac*))");
    check("jean-p*", "jean-p*");
    check("zel＊", "zel*");
}

#[test]
fn phrases_in_any_marks() {
    for query in [
        "\"not over yet\"",
        "“not over yet”",
        "„not over yet“",
        "”not over yet”",
        "‟not over yet”",
        "«not over yet»",
        "« not over yet »",
        "»not over yet«",
        "‹not over yet›",
        "「not over yet」",
        "‘not over yet’",
        "'not over yet'",
        "‚not over yet‘",
        "“not over yet\"",
        "\"not over yet»",
        "“ not  over\nyet ”",
    ] {
        check(query, "\"not over yet\"");
    }
    check("\"talks\"", "\"talks\"");
    check("\"a b\"~5 c", "(and \"a b\"~5 c)");
    check("say\"a b\"now", "(and say \"a b\" now)");
    check(r#""say \"no\" now""#, r#""say \"no\" now""#);
    check("“the workers’ union” don't", "(and \"the workers’ union\" don't)");
    check("'tis the season", "(and tis the season)");
    check("‘don’t go’ he said", "(and \"don’t go\" he said)");
    check("\"AND\"", "\"AND\"");
    noted(
        "\"a b\"~4294967296",
        "\"a b\"~64",
        &["words may be at most 64 places apart; ~4294967296 was read as ~64"],
    );
    noted(
        "\"a b*\"",
        "\"a b*\"",
        &["the star in the phrase at 1 stands for nothing; left out"],
    );
}

#[test]
fn fields() {
    check("speaker:macron", "speaker:<macron>");
    check(
        "WHO:macron, Speakers:\"Emmanuel Macron\"",
        "(and speaker:<macron> speaker:\"Emmanuel Macron\")",
    );
    check(
        "-country:fr speaker:'Jean P'",
        "(and (not country:<fr>) speaker:\"Jean P\")",
    );
    check(
        "speaker:(macron OR zelensky)",
        "(or speaker:<macron> speaker:<zelensky>)",
    );
    check(
        "country:(united states OR -fr)",
        "(or country:<united states> (not country:<fr>))",
    );
    check("speaker:(emmanuel mac*)", "speaker:<emmanuel mac*>");
    check("title:(peace talks)", "(and title:<peace> title:<talks>)");
    check(
        "title:\"peace talks\"~2 body:zel*",
        "(and title:\"peace talks\"~2 body:<zel*>)",
    );
    check("speaker:* -topic:*", "(and speaker:* (not topic:*))");
    check("speaker:OR", "speaker:<OR>");
    check(
        "speaker:o’brien topic:economy/trade",
        "(and speaker:<o’brien> topic:<economy/trade>)",
    );
    check(
        "path:../a/b.txt id:3f2a#1 path:corpus/*",
        "(and path:<../a/b.txt> id:<3f2a#1> path:<corpus/*>)",
    );
    check("path:\"a b.txt\"", "path:<a b.txt>");
    check("speaker：macron", "speaker:<macron>");
    check("(speaker:a)", "speaker:<a>");
    noted(
        "speaker: macron",
        "speaker:<macron>",
        &["speaker: was read with the value after the space"],
    );
    noted(
        "speaker:\"a b\"~3",
        "speaker:\"a b\"",
        &["~3 has no meaning in this field; left out"],
    );
}

#[test]
fn dates() {
    check(
        "since:2025-12 until:yesterday",
        "(and since:<2025-12> until:<yesterday>)",
    );
    check("date:2025-01-01..2025-03", "date:(\"2025-01-01\")..(\"2025-03\")");
    check(
        "date:2025.. date:..2025",
        "(and date:(\"2025\")..None date:None..(\"2025\"))",
    );
    check("date:2025-01–2025-03", "date:(\"2025-01\")..(\"2025-03\")");
    check("since:\"3 days ago\"", "since:<3 days ago>");
    check("since:3 days ago talks", "(and since:<3 days ago> talks)");
    check("since:dec 1 talks", "(and since:<dec 1> talks)");
    check("since:Dec. 1, 2025 talks", "(and since:<Dec. 1, 2025> talks)");
    check("date:1 December 2025 kyiv", "(and date:<1 December 2025> kyiv)");
    check("date:december kyiv", "(and date:<december> kyiv)");
    check("since:last month kyiv", "(and since:<last month> kyiv)");
    check("date:(dec 1 OR dec 3)", "(or date:<dec 1> date:<dec 3>)");
}

#[test]
fn repairs() {
    let mark = "the quotation mark at 3 was not closed; closed at the end";
    noted("a “b c", "(and a \"b c\")", &[mark]);
    noted("a \"b c OR (d", "(and a \"b c OR (d\")", &[mark]);
    noted(
        "é (b OR c",
        "(and é (or b c))",
        &["the bracket at 3 was not closed; closed at the end"],
    );
    noted("((a", "a", &["2 brackets were not closed; closed at the end"]);
    noted(
        "a) OR b",
        "(or a b)",
        &["the bracket at 2 closes nothing; left out"],
    );
    noted(
        "a)) (b",
        "(and a b)",
        &[
            "the bracket at 5 was not closed; closed at the end",
            "2 brackets close nothing; left out",
        ],
    );
    noted(
        "speker: x",
        "(and speker x)",
        &["speker: was read as a word; the field is speaker: or speaker_type:"],
    );
    noted("a - b", "(and a b)", &["left out, without a letter or digit: -"]);
    noted(
        "a & b OR 📰",
        "(and a b)",
        &["left out, without a letter or digit: & 📰"],
    );
    noted(
        "a () \"\"",
        "a",
        &["left out, without a letter or digit: () \"\""],
    );
    noted(
        "peace^2 \"a b\"^3 (c)^4 OR d",
        "(and peace \"a b\" (or c d))",
        &["weights change nothing here; ^3 was left out"],
    );
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
            "|foo:\"a b\"\n|^^^ no field is called \"foo\"\n|hint: fields are speaker, country, focus, topic, source, author, language, year, month, kind, speaker_type, since, until, date, title, body, credit, cue, id, path; {words}"
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
