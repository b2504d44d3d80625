//! A query and a text in; the text with its matches in brackets out.

use proptest::prelude::*;

use super::{Matcher, Place, snippets, spans};
use crate::search::query;

#[track_caller]
fn matcher(query: &str, place: Place) -> Matcher {
    let parsed = query::parse(query).unwrap_or_else(|e| panic!("{query:?}: {e}"));
    Matcher::new(&parsed.tree, place)
}

#[track_caller]
fn check(query: &str, expected: &str) {
    let text = expected.replace(['[', ']'], "");
    let mut marked = text.clone();
    for span in spans(&matcher(query, Place::Body).find(&text)).iter().rev() {
        marked.insert(span.end, ']');
        marked.insert(span.start, '[');
    }
    assert_eq!(marked, expected, "{query:?}");
}

#[track_caller]
fn check_snippets(query: &str, body: &str, max: usize, expected: &[&str]) {
    let matches = matcher(query, Place::Body).find(body);
    let found: Vec<_> = snippets(body, &matches, max).iter().map(|s| s.of(body)).collect();
    assert_eq!(found, expected, "{query:?}");
}

#[test]
fn plain_words_match_by_their_stem() {
    check("talks", "[Talks] [talked] of a [talking] TALKSHOW: [TALK]!");
    check("dying", "They [die], [dying], not dyed");
    check("zelensky", "[Zelensky]’s aide met [ZELENSKY]");
    check("café", "A [cafe], a [café], the [Cafés]");
    check("élan", "[Elan] [élan]");
    check("-talks peace", "talks on [peace]");
    check("ceasefire OR truce", "[truce] or [ceasefire]");
    check("speaker:macron", "Macron spoke");
    check("*", "Everything");
}

#[test]
fn prefixes_phrases_and_near() {
    check("zel*", "[Zelensky], [zel], gazelle, [Zélie]");
    check(
        "\"not over yet\"",
        "It is “[not over] yet”, [not over yet]."
            .replace("[not over] yet", "not over; yes")
            .as_str(),
    );
    check("\"talks\"", "[Talks] talked");
    check("\"a a b\"", "a [a a b] b [a a b]");
    check("\"a b\" \"b c\"", "[a b c] b a");
    check("U.S.", "The [U.S]. and the [u s]");
    check("jean-p*", "[Jean-Pierre] and [jean Paul], Jean Marc");
    check(
        "\"peace kyiv\"~2",
        "[peace] talks in [Kyiv], and war at last; peace or war or talks in Kyiv",
    );
    check("title:peace body:war", "peace and [war]");
}

#[test]
fn the_title_has_its_own_words() {
    let title = matcher("title:peace body:war talks", Place::Title).find("Peace, war, talks");
    assert_eq!(title.len(), 2);
}

const STORY: &str = "PARIS\n\nTalks began in Paris on Monday. Few expect much.\n\n\
    Mr. Macron praised the talks. Russia said no. A truce is far, officials said.\n\
    The talks and a truce would please Macron.";

#[test]
fn sentences_that_show_most() {
    check_snippets(
        "macron truce",
        STORY,
        1,
        &["The talks and a truce would please Macron."],
    );
    check_snippets(
        "russia talks",
        STORY,
        3,
        &[
            "Talks began in Paris on Monday.",
            "Mr. Macron praised the talks.",
            "Russia said no.",
        ],
    );
    check_snippets(
        "\"no a truce\"",
        STORY,
        3,
        &["Russia said no. A truce is far, officials said."],
    );
    check_snippets("russia", STORY, 3, &["Russia said no."]);
    check_snippets("russia", STORY, 0, &[]);
}

#[test]
fn without_matches_the_lead() {
    check_snippets(
        "*",
        STORY,
        3,
        &["Talks began in Paris on Monday. Few expect much."],
    );
    check_snippets("*", "Only this", 3, &["Only this"]);
    check_snippets("*", " \n ", 3, &[]);
    check_snippets("*", "", 3, &[]);
}

#[test]
fn overlong_sentences_are_cut_between_words() {
    let body = format!("{}needle {}", "hay stack ".repeat(100), "straw ".repeat(100));
    let matches = matcher("needle", Place::Body).find(&body);
    let found: Vec<_> = snippets(&body, &matches, 3).iter().map(|s| s.of(&body)).collect();
    assert_eq!(found.len(), 1);
    assert!(
        found[0].len() <= super::MAX_SNIPPET_BYTES && found[0].len() > 300,
        "{}",
        found[0].len()
    );
    assert!(
        found[0].contains(" needle ") && found[0].ends_with("straw"),
        "{:?}",
        found[0]
    );
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "talks", "Talk", "é", "Éa", "a", "b", "zelensky", "die", "dying", ".", "!", "\n", "“", "”", "漢字",
        "📰", "U.S.", "Mr.", "word", "ß",
    ]);
    let gap = prop::sample::select(vec![" ", " ", " ", "", "\n"]);
    let long = (word.clone(), 1..600usize).prop_map(|(w, n)| format!("{w} ").repeat(n));
    let piece = prop_oneof![20 => (word, gap).prop_map(|(w, g)| format!("{w}{g}")), 1 => long];
    prop_oneof![
        prop::collection::vec(piece, 0..60).prop_map(|w| w.concat()),
        any::<String>()
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn matches_and_snippets_are_slices(
        text in text(),
        query in prop::sample::select(vec![
            "talks", "a b", "\"a b\" a*", "\"a a\" OR \"a b a\"", "\"a b\"~3 talks", "é* dying", "z*", "漢字 u.s.", "*",
        ]),
        max in 0..5usize,
    ) {
        let matches = matcher(query, Place::Body).find(&text);
        let marks = spans(&matches);
        prop_assert!(marks.iter().all(|s| s.is_valid_in(&text)));
        prop_assert!(marks.windows(2).all(|w| w[0].end <= w[1].start));
        let cut = snippets(&text, &matches, max);
        prop_assert!(cut.len() <= max);
        prop_assert!(cut.iter().all(|s| s.is_valid_in(&text)), "{cut:?}");
        prop_assert!(cut.windows(2).all(|w| w[0].end <= w[1].start), "{cut:?}");
        for snippet in cut.iter().filter(|_| !matches.is_empty()) {
            prop_assert!(matches.iter().any(|m| snippet.contains(m.span)), "{snippet:?}");
        }
    }

    #[test]
    fn the_gate_lets_every_word_of_a_stem_through(word in "[a-zA-Z]{1,7}(s|es|ies|ing|ed|ied|ly|ation|ness|ful)?") {
        let found = matcher(&word.to_lowercase(), Place::Body).find(&word);
        prop_assert_eq!(found.len(), 1);
    }
}
