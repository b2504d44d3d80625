//! Which topics words make, and with which evidence.

use super::super::annotate;
use super::*;
use crate::article::Article;
use proptest::prelude::*;

fn article(title: &str, body: &str) -> Article {
    Article {
        title: title.into(),
        body: body.into(),
        ..Default::default()
    }
}

fn check(title: &str, body: &str, expected: &[&str]) {
    let article = article(title, body);
    let found = annotate(&article, &Text::new(body), &Lexicon::standard());
    let tops: Vec<_> = found.iter().map(|t| &*t.path[0]).collect();
    assert_eq!(tops, expected, "{title}: {body}");
}

#[test]
fn capitals_must_be_met() {
    check(
        "",
        "The Fed cut interest rates.",
        &["economy, business and finance"],
    );
    check("", "She fed it with a spoon.", &[]);
    check("", "AIDS and malaria kill.", &["health"]);
}

#[test]
fn the_headline_alone_may_decide() {
    check(
        "Striker scores hat-trick in cup final",
        "It was late.",
        &["sport"],
    );
    check(
        "STRIKER SCORES HAT-TRICK IN CUP FINAL",
        "It was late.",
        &["sport"],
    );
}

#[test]
fn evidence_is_whole_phrases_in_order() {
    let article = article(
        "",
        "The peace talks failed; the cease-fire’s end came before new peace talks.",
    );
    let found = annotate(&article, &Text::new(&article.body), &Lexicon::standard());
    let words: Vec<_> = found[0].evidence.iter().map(|s| s.of(&article.body)).collect();
    assert_eq!(words, ["peace talks", "cease-fire", "peace talks"]);
}

proptest! {
    #[test]
    fn spans_are_valid_and_topics_few(
        title in "\\PC{0,40}",
        body in "\\PC{0,120}|((war|peace talks|Fed|%|’s|é|\\n|bank-rate|AIDS|strike) ?){0,30}",
    ) {
        let article = article(&title, &body);
        let found = annotate(&article, &Text::new(&body), &Lexicon::standard());
        prop_assert!(found.len() <= MOST);
        for topic in &found {
            prop_assert!(!topic.path.is_empty() && topic.id.len() == 8);
            prop_assert!(topic.evidence.iter().all(|s| s.is_valid_in(&body)));
            prop_assert!(topic.evidence.is_sorted());
        }
    }
}
