use proptest::prelude::*;
use tantivy::collector::DocSetCollector;
use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TEXT};
use tantivy::{Index, Searcher, Term, doc};

use super::*;

/// Documents of a headline and a text, in segments of seven.
fn searcher(stories: &[(String, String)]) -> (Searcher, Vec<Field>) {
    let mut schema = Schema::builder();
    let fields = vec![
        schema.add_text_field("text", TEXT),
        schema.add_text_field("title", TEXT),
    ];
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 15_000_000).expect("a writer");
    writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    for part in stories.chunks(7) {
        for (title, text) in part {
            writer
                .add_document(doc!(fields[0] => text.as_str(), fields[1] => title.as_str()))
                .expect("added");
        }
        writer.commit().expect("committed");
    }
    (index.reader().expect("a reader").searcher(), fields)
}

fn row(fields: &[Field], words: &[&str]) -> Box<dyn Query> {
    Box::new(Row {
        fields: fields.to_vec(),
        words: words.iter().map(|w| (*w).to_owned()).collect(),
    })
}

/// The same, asked of the engine.
fn engine(fields: &[Field], words: &[&str]) -> Box<dyn Query> {
    let phrase = |field: &Field| -> (Occur, Box<dyn Query>) {
        let terms = words.iter().map(|word| Term::from_field_text(*field, word));
        (Occur::Should, Box::new(PhraseQuery::new(terms.collect())))
    };
    Box::new(BooleanQuery::new(fields.iter().map(phrase).collect()))
}

/// Documents with their scores, gone through one by one.
fn scored(searcher: &Searcher, query: &dyn Query) -> Vec<(usize, DocId, Score)> {
    let weight = query
        .weight(EnableScoring::enabled_from_searcher(searcher))
        .expect("a weight");
    let mut all = Vec::new();
    for (n, segment) in searcher.segment_readers().iter().enumerate() {
        let mut take = |doc, score| all.push((n, doc, score));
        weight.for_each(segment, &mut take).expect("gone through");
    }
    all
}

/// Those better than the best so far, as they are found.
fn better(searcher: &Searcher, query: &dyn Query) -> Vec<(usize, DocId, Score)> {
    let weight = query
        .weight(EnableScoring::enabled_from_searcher(searcher))
        .expect("a weight");
    let mut all = Vec::new();
    for (n, segment) in searcher.segment_readers().iter().enumerate() {
        let mut take = |doc, score| {
            all.push((n, doc, score));
            score
        };
        weight
            .for_each_pruning(0.0, segment, &mut take)
            .expect("gone through");
    }
    all
}

fn with(query: Box<dyn Query>, other: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, query),
        (Occur::Must, other),
    ]))
}

fn texts(longest: usize) -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["a", "b", "c", "d"]);
    prop::collection::vec(word, 0..longest).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_are_the_phrases_of_the_engine(stories in prop::collection::vec((texts(5), texts(30)), 1..40)) {
        let (searcher, fields) = searcher(&stories);
        for words in [&["a", "b"][..], &["a", "a"], &["c", "a", "b"], &["a", "b", "a", "c"], &["a", "z"]] {
            for fields in [&fields[..], &fields[..1]] {
                let (ours, theirs) = (row(fields, words), engine(fields, words));
                prop_assert_eq!(scored(&searcher, &*ours), scored(&searcher, &*theirs));
                prop_assert_eq!(better(&searcher, &*ours), better(&searcher, &*theirs));
                let d = || -> Box<dyn Query> {
                    let term = Term::from_field_text(fields[0], "d");
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                };
                for other in [d(), Box::new(AllQuery), row(fields, &["b", "c"])] {
                    let (ours, theirs) = (with(ours.box_clone(), other.box_clone()), with(theirs.box_clone(), other));
                    prop_assert_eq!(scored(&searcher, &*ours), scored(&searcher, &*theirs));
                    let all = |query| searcher.search(query, &DocSetCollector).expect("found");
                    prop_assert_eq!(all(&*ours), all(&*theirs));
                }
            }
        }
    }
}
