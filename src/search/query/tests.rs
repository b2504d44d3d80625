//! Text in, text out: a query and its tree as an s-expression.

use super::{Node, Value, parse};

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
pub fn check(query: &str, expected: &str) {
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
