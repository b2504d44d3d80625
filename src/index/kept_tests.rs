//! What is stored comes back, and damage is told.

use super::*;
use crate::annotate::{Lexicons, annotate};

const STORY: &str = "Ann Lee, the mayor of Kyiv, said on Monday that talks with NATO and Poland would go on.\n\
    “We are not there yet,” Ms. Lee said. “But peace talks help.”\n\
    According to officials in Paris, the president of France agreed.";

fn story() -> (Article, Annotations) {
    let mut article = Article {
        title: "Peace talks go on".into(),
        source: Some("The Star".into()),
        body: STORY.into(),
        ..Article::default()
    };
    let annotations = annotate(&article, &Lexicons::standard());
    article.title.clear();
    article.body.clear();
    (article, annotations)
}

#[test]
fn everything_comes_back() {
    let (article, annotations) = story();
    assert!(
        annotations.quotes.len() > 2
            && annotations.regions.len() == 1
            && !annotations.countries.is_empty()
            && !annotations.topics.is_empty()
    );
    let data = write(&article, &annotations).unwrap();
    assert_eq!(read(&data).unwrap(), (article, annotations));
}

#[test]
fn the_outline_is_what_comes_back() {
    let (article, annotations) = story();
    let outline = outline::outline(&write(&article, &annotations).unwrap()).unwrap();
    assert_eq!(outline.article, article);
    let speakers = annotations
        .quotes
        .iter()
        .map(|q| (q.speaker.clone(), q.speaker_type));
    assert_eq!(outline.speakers, speakers.collect::<Vec<_>>());
    let countries = annotations.countries.iter();
    let countries = countries.map(|c| (c.code.to_string(), c.name.to_string(), c.focus));
    assert_eq!(outline.countries, countries.collect::<Vec<_>>());
    let regions = annotations.regions.iter().map(|r| r.name.to_string());
    assert_eq!(outline.regions, regions.collect::<Vec<_>>());
    let topics = annotations.topics.iter();
    let topics = topics.map(|t| (t.id.to_string(), t.path.iter().map(ToString::to_string).collect()));
    assert_eq!(outline.topics, topics.collect::<Vec<_>>());
}

#[test]
fn damage_is_told_and_never_a_panic() {
    let (article, annotations) = story();
    let data = write(&article, &annotations).unwrap();
    for at in (0..data.len()).filter(|at| data.is_char_boundary(*at)) {
        assert!(read(&data[..at]).is_err());
        assert!(outline::outline(&data[..at]).is_err());
        let number = data.as_bytes()[at].is_ascii_digit();
        if number && data.is_char_boundary(at + 1) {
            let _ = read(&format!("{}999999{}", &data[..at], &data[at + 1..]));
            let _ = read(&format!("{}-9{}", &data[..at], &data[at + 1..]));
            let _ = outline::outline(&format!("{}999999{}", &data[..at], &data[at + 1..]));
        }
    }
}
