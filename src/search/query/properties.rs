//! What holds for every query, however odd.

use proptest::prelude::*;

use super::tests::sexp;
use super::{MAX_BYTES, Node, Value, parse};
use crate::article::Span;
use crate::error::QueryError;

/// Pieces that mean something somewhere, and some that should mean nothing.
fn piece() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "(",
        ")",
        "\"",
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "*",
        "?",
        "~",
        "~1",
        "^",
        "^2",
        ":",
        "\\",
        "/",
        "+",
        "-",
        "−",
        "–",
        "!",
        "&",
        "&&",
        "|",
        "||",
        "<",
        ">",
        "=",
        "[",
        "]",
        ".",
        "..",
        ",",
        ";",
        "_",
        "#",
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "TO",
        "speaker:",
        "country:",
        "title:",
        "date:",
        "since:",
        "path:",
        "id:",
        "xyz:",
        "dec",
        "1",
        "2025-01-01",
        "3",
        "days",
        "ago",
        "last",
        "month",
        "zel",
        "Kyiv",
        "é",
        "e\u{301}",
        "\u{301}",
        "漢",
        "📰",
        "\u{212a}",
        "\u{1fef}",
        "\u{37e}",
        "\0",
        "\u{202e}",
        "\u{200b}",
        "\n",
        "\u{3000}",
        "（",
        "）",
        "：",
        "＊",
    ]);
    (pieces, prop::sample::select(vec!["", "", " "])).prop_map(|(piece, gap)| format!("{piece}{gap}"))
}

fn query() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat()),
        1 => "\\PC{0,40}",
        1 => any::<String>(),
    ]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zé漢][a-zé0-9]{0,5}",
        "[A-Z][.][A-Z]",
        "[0-9]{1,2}:[0-9]{2}",
        "[a-z]{1,3}[’'-][a-z]{1,3}"
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[a-zé\"“”\\\\*'():-]{0,4}[a-z]( [a-z\"\\\\’.-]{0,3}[a-z0-9]){0,3}"
}

const NOWHERE: Span = Span::new(0, 0);

fn leaf() -> impl Strategy<Value = Node> {
    let span = NOWHERE;
    let field = move |name: &'static str, value| Node::Field { name, value, span };
    let facet = prop::sample::select(vec!["speaker", "country", "title", "topic"]);
    let date = || prop_oneof!["20[0-9]{2}-[01][0-9]", "[0-9] days ago", "dec [0-9]"];
    prop_oneof![
        4 => word().prop_map(move |text| Node::Word { text, span }),
        1 => word().prop_map(move |text| Node::Prefix { text, span }),
        2 => (text(), 0..5u32).prop_map(move |(text, slop)| Node::Phrase { text, slop, span }),
        1 => (facet.clone(), word()).prop_map(move |(name, word)| field(name, Value::Word(word))),
        1 => (facet.clone(), word()).prop_map(move |(name, word)| field(name, Value::Prefix(word))),
        1 => (facet, text()).prop_map(move |(name, text)| field(name, Value::Phrase { text, slop: 0 })),
        1 => Just(field("speaker", Value::Any)),
        1 => (word(), word()).prop_map(move |(a, b)| field("country", Value::Word(format!("{a} {b}")))),
        1 => text().prop_map(move |text| field("path", Value::Word(text))),
        1 => date().prop_map(move |date| field("since", Value::Word(date))),
        1 => (date(), date()).prop_map(move |(a, b)| field("date", Value::Range { from: Some(a), to: Some(b) })),
        1 => date().prop_map(move |a| field("date", Value::Range { from: Some(a), to: None })),
        1 => date().prop_map(move |b| field("date", Value::Range { from: None, to: Some(b) })),
    ]
}

fn tree() -> impl Strategy<Value = Node> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Node::and),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Node::or),
            inner.prop_map(Node::negate),
        ]
    })
}

/// The promises of [`Node`], and every span on character boundaries of the query.
fn check_tree(query: &str, node: &Node) -> Result<(), TestCaseError> {
    match node {
        Node::All => {}
        Node::And(nodes) => {
            prop_assert!(nodes.len() > 1 && !nodes.iter().any(|n| matches!(n, Node::And(_) | Node::All)));
        }
        Node::Or(nodes) => prop_assert!(nodes.len() > 1 && !nodes.iter().any(|n| matches!(n, Node::Or(_)))),
        Node::Not(node) => prop_assert!(!matches!(**node, Node::Not(_))),
        Node::Word { text, span } | Node::Prefix { text, span } | Node::Phrase { text, span, .. } => {
            prop_assert!(text.contains(char::is_alphanumeric));
            prop_assert!(span.is_valid_in(query));
        }
        Node::Field { span, .. } => prop_assert!(span.is_valid_in(query)),
    }
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().try_for_each(|n| check_tree(query, n)),
        Node::Not(node) => check_tree(query, node),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn any_text_is_read_or_refused(query in query()) {
        match parse(&query) {
            Ok(parsed) => {
                check_tree(&query, &parsed.tree)?;
                prop_assert!(!parsed.notes.iter().any(|n| n.contains(char::is_control)), "{:?}", parsed.notes);
                let printed = parsed.tree.to_string();
                let again = parse(&printed);
                prop_assert!(again.is_ok(), "{printed:?}: {again:?}");
                let again = again.map(|p| sexp(&p.tree)).unwrap_or_default();
                prop_assert_eq!(again, sexp(&parsed.tree), "{:?}", printed);
            }
            Err(QueryError::Syntax { query: given, span, message, hint }) => {
                prop_assert_eq!(&given, &query);
                prop_assert!(span.is_valid_in(&query), "{span:?}");
                let words = message + &hint.unwrap_or_default();
                prop_assert!(words.len() < 500 && !words.contains(char::is_control), "{words:?}");
            }
            Err(e) => prop_assert!(matches!(e, QueryError::TooLarge(_)), "{e:?}"),
        }
    }

    #[test]
    fn a_printed_tree_reads_as_itself(tree in tree()) {
        let printed = tree.to_string();
        let parsed = parse(&printed);
        prop_assert!(parsed.is_ok(), "{printed:?}: {parsed:?}");
        let parsed = parsed.map(|p| sexp(&p.tree)).unwrap_or_default();
        prop_assert_eq!(parsed, sexp(&tree), "{:?}", printed);
    }

    #[test]
    fn one_piece_again_and_again(piece in piece(), end in piece()) {
        let query = piece.repeat(MAX_BYTES / piece.len() - 8) + &end;
        let _ = parse(&query);
    }
}
