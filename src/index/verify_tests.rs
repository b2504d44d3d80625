use super::*;
use crate::annotate::{Lexicons, annotate};
use crate::index::kept;
use crate::index::rows::{Rows, Value};
use crate::index::writer::Writer;

const BODY: &str = "“We won,” Ana Silva said.\n";

/// What is wrong in an index of one article with one quote, which says that it stands at `span`.
fn damage(span: &str) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::open(dir.path(), false, "a test").expect("an index");
    let article = Article {
        id: "a".repeat(10),
        body: BODY.to_owned(),
        ..Article::default()
    };
    let annotations = annotate(&article, &Lexicons::standard());
    assert_eq!(annotations.quotes.len(), 1);
    let mut rows = Rows::of(&article.id, String::new(), BODY.to_owned());
    rows.put(writer.fields.id, Value::Known(0));
    rows.put(writer.fields.body, Value::Body);
    rows.put(
        writer.fields.data,
        kept::write(&article, &annotations).expect("JSON"),
    );
    rows.end();
    rows.build(writer.fields.id, &[&article.id, "#1"]);
    rows.build(writer.fields.span, &[span]);
    rows.end();
    writer.add(rows).expect("taken");
    writer.commit().expect("committed");
    writer.finish();
    let found = verify(dir.path()).expect("an index");
    found.damage.into_iter().map(|damage| damage.problem).collect()
}

#[test]
fn a_quote_stands_where_its_article_says() {
    let (start, length) = ("“".len(), "We won,".len());
    assert_eq!(damage(&format!("{start} {length}")), [] as [&str; 0]);
    let wrong = "quote aaaaaaaaaa#1: its span is another than the article's";
    assert_eq!(damage(&format!("{start} {}", length + 1)), [wrong]);
    assert_eq!(damage(""), [wrong]);
}
