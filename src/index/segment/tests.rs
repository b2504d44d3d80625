//! The same documents by the engine's own writer and by ours must be the same files, byte for byte.

use std::path::PathBuf;

use proptest::prelude::*;
use tantivy::{Directory, IndexSettings, IndexWriter, TantivyDocument};

use super::*;
use crate::index::rows::Row;
use crate::index::schema;

fn index() -> (Index, schema::Fields) {
    let (schema, fields) = schema::build();
    let index = Index::create_in_ram(schema);
    analyzer::register(&index);
    assert_eq!(index.settings(), &IndexSettings::default());
    (index, fields)
}

/// The files of the one segment, but for its name.
fn files(index: &Index, segment: &tantivy::SegmentMeta) -> Vec<(SegmentComponent, Vec<u8>)> {
    use SegmentComponent::{FastFields, FieldNorms, Positions, Postings, Store, Terms};
    let read = |component: SegmentComponent| {
        let path: PathBuf = segment.relative_path(component.clone());
        let file = index.directory().open_read(&path).expect("a file");
        (component, file.read_bytes().expect("bytes").to_vec())
    };
    [FieldNorms, Terms, Postings, Positions, FastFields, Store]
        .map(read)
        .into()
}

fn by_the_engine(rows: &[Rows]) -> Vec<(SegmentComponent, Vec<u8>)> {
    let (index, _) = index();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 500_000_000).expect("a writer");
    for article in rows {
        for row in &article.rows {
            let mut document = TantivyDocument::default();
            for (field, value) in row {
                match value {
                    Value::Text(text) => document.add_text(*field, text),
                    Value::Title => document.add_text(*field, &article.title),
                    Value::Body => document.add_text(*field, &article.body),
                    Value::Part(span) => document.add_text(*field, span.of(&article.body)),
                    Value::Number(number) => document.add_u64(*field, *number),
                    Value::Signed(number) => document.add_i64(*field, *number),
                    Value::Time(time) => document.add_date(*field, *time),
                }
            }
            for (field, value) in &article.shared {
                document.add_text(*field, value);
            }
            writer.add_document(document).expect("added");
        }
    }
    writer.commit().expect("committed");
    let segments = index.searchable_segment_metas().expect("segments");
    assert_eq!(segments.len(), 1);
    files(&index, &segments[0])
}

fn by_ours(rows: &[Rows]) -> Vec<(SegmentComponent, Vec<u8>)> {
    let (index, _) = index();
    let mut builder = Builder::new(&index).expect("a segment");
    for article in rows {
        builder.add(article).expect("added");
    }
    let segment = builder.finish().expect("written");
    files(&index, segment.meta())
}

fn check(rows: &[Rows]) {
    for ((component, ours), (_, engines)) in by_ours(rows).into_iter().zip(by_the_engine(rows)) {
        assert!(ours == engines, "{component:?} differs: {rows:?}");
    }
}

/// An article with a headline, a story, and quotes of it.
fn article(fields: &schema::Fields, title: &str, body: &str, quotes: &[Span]) -> Rows {
    let facet = |name: &str| {
        let facet = crate::facet::FACETS.iter().find(|f| f.name == name);
        fields.facet(facet.expect("a facet"))
    };
    let both = |doc: &'static str, n: u64| -> Row {
        vec![
            (fields.doc, doc.into()),
            (fields.id, format!("an id#{n}").into()),
            (fields.key, Value::Number(n << 50)),
            (
                fields.published,
                Value::Time(tantivy::DateTime::from_timestamp_millis(n as i64 * 7001 - 20_000)),
            ),
            (facet("speaker"), "Ann Lee".into()),
        ]
    };
    let mut row = both("article", 0);
    row.extend([
        (fields.title, Value::Title),
        (fields.body, Value::Body),
        (fields.stems, Value::Title),
        (fields.stems, Value::Title),
        (fields.stems, Value::Body),
        (fields.alias, "lee\tAnn Lee".into()),
        (fields.alias, "lee\tAnn Lee".into()),
        (fields.alias, "ann lee\tAnn Lee".into()),
        (fields.modified, Value::Signed(-5)),
        (fields.size, Value::Number(u64::MAX)),
        (fields.credit, format!("Reporting: {title}").into()),
        // Positions of several values of one field.
        (fields.credit, "".into()),
        (
            fields.credit,
            format!("{} more {}", "x".repeat(300), "y".repeat(255)).into(),
        ),
        (fields.credit, "Editing by Ann Lee".into()),
        (fields.joined, "one".into()),
        (fields.data, "{}".into()),
    ]);
    let mut rows = vec![row];
    for (n, span) in (1..).zip(quotes) {
        let mut row = both("quote", n);
        row.extend([
            (fields.quote, Value::Part(*span)),
            (fields.quote_stems, Value::Part(*span)),
            (fields.cue, Value::Part(*span)),
        ]);
        rows.push(row);
    }
    Rows {
        id: "an id".to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        shared: vec![
            (facet("topic"), "medtop:20000065".into()),
            (facet("topic"), "medtop:04000000".into()),
            (facet("language"), "en".into()),
        ],
        rows,
    }
}

#[test]
fn files_are_those_that_the_engine_writes() {
    let (_, fields) = index();
    let body = "“Talks ended,” Ms. Élan-Lee said. Negotiators negotiated: talks, TALKS and naïve talk.";
    let at = |from: usize, to: usize| Span { start: from, end: to };
    // Whole, from within a word, to within a word, within one, empty, none of it words.
    let quotes = [
        at(3, 14),
        at(5, 14),
        at(3, 13),
        at(4, 6),
        at(8, 8),
        at(14, 18),
        at(0, body.len()),
    ];
    let long = format!("{} {} end", "a".repeat(255), "é".repeat(127));
    let many: String = (0..3000)
        .map(|n| format!("word{} of {} ", n % 700, n % 13))
        .collect();
    let articles = [
        article(&fields, "A headline", body, &quotes),
        article(&fields, "", "", &[]),
        article(&fields, "Talks", &long, &[at(0, 300), at(100, 260)]),
        article(&fields, "Many", &many, &[at(0, 20_000), at(10, 500)]),
        article(&fields, "A headline", body, &quotes[..1]),
    ];
    check(&articles[..1]);
    check(&articles[1..2]);
    check(&articles);
    // Lists of more than one block.
    check(&articles.iter().cycle().take(750).cloned().collect::<Vec<_>>());
}

#[test]
fn words_that_were_forgotten_are_the_same_terms() {
    let (_, fields) = index();
    let words = |from: usize| -> String { (from..from + 40_000).map(|n| format!("w{n} ")).collect() };
    let long = "running ".repeat(40_000);
    let texts = [
        &words(0),
        &words(30_000),
        &long,
        "w1 running w39999",
        &words(60_000),
        "w1 ran w70000",
    ];
    let articles = texts.map(|text| article(&fields, "w1 w2", text, &[Span { start: 0, end: 8 }]));
    check(&articles);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn of_any_texts(texts in prop::collection::vec(("(\\PC|[a-c’é. ]){0,40}", 0usize..40, 0usize..40), 1..8)) {
        let (_, fields) = index();
        let articles: Vec<Rows> = texts.iter().map(|(text, a, b)| {
            let border = |at: &usize| text.floor_char_boundary((*at).min(text.len()));
            let span = Span { start: border(a).min(border(b)), end: border(a).max(border(b)) };
            article(&fields, "A headline", text, &[span, Span { start: 0, end: text.len() }])
        }).collect();
        check(&articles);
    }
}
