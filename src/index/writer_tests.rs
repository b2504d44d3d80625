use super::*;
use crate::index::rows::Value;
use tantivy::indexer::NoMergePolicy;

fn article(fields: &Fields, n: usize) -> Rows {
    let mut rows = Rows::of(&n.to_string(), String::new(), String::new());
    rows.put(fields.doc, schema::ARTICLE);
    rows.put(fields.article, Value::Known(0));
    rows.end();
    rows
}

#[test]
fn what_killed_runs_did_not_merge_is_merged_by_the_next() {
    let dir = tempfile::tempdir().expect("a folder");
    let open = || Writer::open(dir.path(), false, "a test").expect("an index");
    for n in 0..10 {
        let mut writer = open();
        writer.inner.set_merge_policy(Box::new(NoMergePolicy));
        writer.replace(article(&writer.fields, n)).expect("taken");
        writer.commit().expect("committed");
    }
    let segments = |writer: &Writer| {
        writer
            .inner
            .index()
            .searchable_segment_ids()
            .expect("meta.json")
            .len()
    };
    let mut writer = open();
    assert_eq!(segments(&writer), 10);
    assert!(writer.merge_left());
    assert_eq!(segments(&writer), 1);
    assert!(!writer.merge_left());
    writer.finish();
}

#[test]
fn an_article_that_comes_twice_or_goes_again_before_a_commit_is_there_once_or_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::open(dir.path(), false, "a test").expect("an index");
    for n in [1, 2, 3, 1] {
        writer.add(article(&writer.fields, n)).expect("taken");
    }
    writer.remove("2").expect("taken");
    writer.remove("none").expect("taken");
    writer.commit().expect("committed");
    let count = |writer: &Writer| {
        let searcher = writer.inner.index().reader().expect("a reader").searcher();
        let of = |id: &str| {
            let term = Term::from_field_text(writer.fields.article, id);
            searcher.doc_freq(&term).expect("counted")
        };
        (searcher.num_docs(), of("none"))
    };
    assert_eq!(count(&writer), (2, 0));
    writer.replace(article(&writer.fields, 3)).expect("taken");
    writer.commit().expect("committed");
    assert_eq!(count(&writer), (2, 0));
    writer.replace(article(&writer.fields, 4)).expect("taken");
    // Nothing of it is seen, and nothing hangs.
    drop(writer);
    let writer = Writer::open(dir.path(), false, "a test").expect("an index");
    assert_eq!(count(&writer), (2, 0));
}

#[test]
fn the_first_operation_comes_after_the_last_commit() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut writer = Writer::open(dir.path(), false, "a test").expect("an index");
    writer.commit().expect("committed");
    writer.finish();
    let writer = Writer::open(dir.path(), false, "a test").expect("an index");
    let committed = writer.inner.index().load_metas().expect("meta.json").opstamp;
    let id = Term::from_field_text(writer.fields.article, "an id");
    assert!(writer.inner.delete_term(id) > committed);
}
