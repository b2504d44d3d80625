//! The same documents by the engine's own writer and by ours must be the same files, byte for byte.

use std::path::PathBuf;

use proptest::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::{Directory, IndexWriter, TantivyDocument};

use super::*;
use crate::article::{Annotations, Quote, QuoteKind, SpeakerType};
use crate::identity::{Identity, Quoted, Rule};
use crate::index::document::clean_value;
use crate::index::schema;

fn index() -> (Index, schema::Fields) {
    let (built, fields) = schema::build();
    let index = Index::create(RamDirectory::create(), built, schema::settings()).expect("an index");
    analyzer::register(&index);
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
    let (index, fields) = index();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 500_000_000).expect("a writer");
    for article in rows {
        let identities = identities();
        let told = article
            .cast
            .tell(|key| &identities[usize::from(key.starts_with("Lee"))]);
        for (n, row) in article.rows().enumerate() {
            let mut document = TantivyDocument::default();
            for (field, value) in row {
                match value {
                    Value::Text(text) => document.add_text(*field, text),
                    Value::Known(place) => document.add_text(*field, article.known(*place)),
                    Value::Built(start, end) => document.add_text(*field, article.built(*start, *end)),
                    Value::Title => document.add_text(*field, &article.title),
                    Value::Body => document.add_text(*field, &article.body),
                    Value::Part(span) => document.add_text(*field, span.of(&article.body)),
                    Value::Number(number) => document.add_u64(*field, *number),
                    Value::Signed(number) => document.add_i64(*field, *number),
                    Value::Time(time) => document.add_date(*field, *time),
                }
            }
            for (field, place) in &article.shared {
                document.add_text(*field, article.known(*place));
            }
            let speaker = fields.named_facet("speaker");
            let of_quote = n.checked_sub(1).and_then(|quote| *told.of_quotes.get(quote)?);
            match of_quote.map(|place| told.speakers[place]) {
                Some(name) => document.add_text(speaker, name),
                None if n > 0 => {}
                None => {
                    told.speakers
                        .iter()
                        .for_each(|name| document.add_text(speaker, name));
                    let (aliases, joined) = (&told.aliases, &told.joined);
                    aliases
                        .iter()
                        .for_each(|alias| document.add_text(fields.alias, alias));
                    joined
                        .iter()
                        .for_each(|joined| document.add_text(fields.joined, joined));
                }
            }
            writer.add_document(document).expect("added");
        }
    }
    writer.commit().expect("committed");
    let segments = index.searchable_segment_metas().expect("segments");
    assert_eq!(segments.len(), 1);
    files(&index, &segments[0])
}

fn by_ours(rows: &[Rows], entries: usize) -> Vec<(SegmentComponent, Vec<u8>)> {
    let (index, _) = index();
    let mut builder = Builder::new(&index).expect("a segment");
    for article in rows {
        builder.add(article.clone()).expect("added");
    }
    let who = |key: &&str| identities()[usize::from(key.starts_with("Lee"))].clone();
    let judge = move |keys: &[&str]| keys.iter().map(who).collect();
    let segment = builder.finish_by(&judge, entries).expect("written");
    files(&index, segment.meta())
}

fn check(rows: &[Rows]) {
    let engines = by_the_engine(rows);
    for entries in [ENTRIES, 100] {
        for ((component, ours), (_, engines)) in by_ours(rows, entries).into_iter().zip(&engines) {
            assert!(ours == *engines, "{component:?} differs, {entries}: {rows:?}");
        }
    }
}

/// Whom "Ann Lee" and "Lee" stand for.
fn identities() -> [Identity; 2] {
    let lee = Identity::joined("Lee", "Ann Lee", Rule::Surname);
    [Identity::itself("Ann Lee"), lee]
}

/// Speakers of so many quotes: two names of one, or nobody.
fn cast(quotes: usize) -> Cast {
    let names = [Some("Ann Lee"), None, Some("Lee"), Some("Lee")];
    let quote = |n: usize| Quote {
        span: Span { start: 0, end: 0 },
        kind: QuoteKind::Direct,
        speaker: names[n % 4].map(str::to_owned),
        speaker_type: Some(SpeakerType::Person),
        speaker_span: None,
        role: None,
        cue: None,
        rule: "made".into(),
        evidence: Vec::new(),
        countries: Vec::new(),
        regions: Vec::new(),
    };
    let annotations = Annotations {
        quotes: (0..quotes).map(quote).collect(),
        ..Annotations::default()
    };
    Cast::of(&annotations, &Quoted::of(&annotations, clean_value))
}

/// An article with a headline, a story, and quotes of it.
fn article(fields: &schema::Fields, title: &str, body: &str, quotes: &[Span]) -> Rows {
    let facet = |name: &str| fields.named_facet(name);
    let mut rows = Rows::of("an id", title.to_owned(), body.to_owned());
    let texts = ["medtop:20000065", "medtop:04000000", "en"];
    for text in texts {
        rows.know(text);
    }
    rows.shared = vec![(facet("topic"), 1), (facet("topic"), 2), (facet("language"), 3)];
    rows.cast = cast(quotes.len());
    let both = |rows: &mut Rows, doc: &'static str, n: u64| {
        rows.put(fields.doc, doc);
        match n {
            0 => rows.put(fields.id, Value::Known(0)),
            n => rows.build(fields.id, &["an id#", &n.to_string()]),
        }
        rows.put(fields.key, Value::Number(n << 50));
        let time = tantivy::DateTime::from_timestamp_millis(n as i64 * 7001 - 20_000);
        rows.put(fields.published, Value::Time(time));
        rows.put_once(facet("country"), "IE");
        rows.put_once(facet("country"), "UA");
        rows.put_once(facet("country"), "IE");
    };
    both(&mut rows, "article", 0);
    rows.put(fields.title, Value::Title);
    rows.put(fields.body, Value::Body);
    for value in [Value::Title, Value::Title, Value::Body] {
        rows.put(fields.stems, value);
    }
    rows.put(fields.modified, Value::Signed(-5));
    rows.put(fields.size, Value::Number(u64::MAX));
    // Positions of several values of one field.
    let long = format!("{} more {}", "x".repeat(300), "y".repeat(255));
    for text in [&format!("Reporting: {title}"), "", &long, "Editing by Ann Lee"] {
        rows.put(fields.credit, text.to_owned());
    }
    rows.put(fields.data, "{}");
    rows.end();
    for (n, span) in (1..).zip(quotes) {
        both(&mut rows, "quote", n);
        for field in [fields.quote, fields.quote_stems, fields.cue] {
            rows.put(field, Value::Part(*span));
        }
        rows.end();
    }
    rows
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
