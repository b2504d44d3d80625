//! What each stage costs: reading a text, annotating it, indexing, asking.
//!
//! ```text
//! cargo bench --bench stages
//! ```
//!
//! The texts are those of the sample corpus, repeated where a stage needs more.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use onrecord::annotate::{self, Lexicons};
use onrecord::article::Article;
use onrecord::corpus;
use onrecord::facet;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{Request, Searcher};
use onrecord::text::Text;

const TODAY: Date = date(2026, 11, 24);

fn sample() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut articles = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        let name = entry.path().to_string_lossy().into_owned();
        if entry.file_type().is_file() && name.ends_with(".txt") {
            let bytes = fs::read(entry.path()).expect("a sample article");
            articles.extend(corpus::articles(&name, &bytes, TODAY).expect("readable"));
        }
    }
    articles
}

/// A corpus folder with `copies` of every sample article.
fn folder(copies: usize) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let corpus = dir.path().join("corpus");
    fs::create_dir(&corpus).expect("a folder");
    for (n, article) in sample().iter().enumerate() {
        let source = article.source.as_deref().unwrap_or("The Star");
        let text = format!("{}\n\n{source}, 8 May 2024\n\n{}\n", article.title, article.body);
        for copy in 0..copies {
            fs::write(corpus.join(format!("{n:02}-{copy:04}.txt")), &text).expect("a file");
        }
    }
    (dir, corpus)
}

fn annotating(c: &mut Criterion) {
    let articles = sample();
    let bytes: usize = articles.iter().map(|a| a.body.len()).sum();
    let lexicons = Lexicons::standard();
    let mut group = c.benchmark_group("annotate");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("text", |b| {
        b.iter(|| {
            articles
                .iter()
                .map(|a| Text::new(&a.body).tokens.len())
                .sum::<usize>()
        });
    });
    group.bench_function("all", |b| {
        b.iter(|| {
            for article in &articles {
                black_box(annotate::annotate(article, &lexicons));
            }
        });
    });
    group.bench_function("topics", |b| {
        let texts: Vec<_> = articles.iter().map(|a| Text::new(&a.body)).collect();
        b.iter(|| {
            for (article, text) in articles.iter().zip(&texts) {
                black_box(annotate::topics::annotate(article, text, &lexicons.topics));
            }
        });
    });
    group.bench_function("countries", |b| {
        let texts: Vec<_> = articles.iter().map(|a| Text::new(&a.body)).collect();
        b.iter(|| {
            for (article, text) in articles.iter().zip(&texts) {
                black_box(annotate::countries::annotate(
                    article,
                    text,
                    &[],
                    &lexicons.countries,
                ));
            }
        });
    });
    group.finish();
    c.bench_function("lexicons/standard", |b| {
        b.iter(|| black_box(Lexicons::standard()))
    });
}

/// Texts made to be slow: the throughput must stay the same however long they are.
fn hostile(c: &mut Criterion) {
    let lexicons = Lexicons::standard();
    let mut group = c.benchmark_group("hostile");
    group.sample_size(10);
    for unit in [
        "“",
        "said ",
        "“a,” he said. ",
        "Anna Smith, ",
        "Georgia Jordan ",
        "(Reporting by A in Lima) ",
    ] {
        for length in [100_000, 400_000] {
            let article = Article {
                body: unit.repeat(length / unit.len()),
                ..Article::default()
            };
            group.throughput(Throughput::Bytes(article.body.len() as u64));
            group.bench_function(format!("{unit:?} {length}"), |b| {
                b.iter(|| black_box(annotate::annotate(&article, &lexicons)));
            });
        }
    }
    group.finish();
}

fn indexing(c: &mut Criterion) {
    let (dir, corpus) = folder(5);
    let index = dir.path().join("index");
    let mut group = c.benchmark_group("index");
    group.sample_size(10);
    group.bench_function("110 articles", |b| {
        b.iter_batched(
            || fs::remove_dir_all(&index).unwrap_or_default(),
            |()| ingest(&[&corpus], &Options::new(&index, TODAY), &|_| {}).expect("indexed"),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("nothing new", |b| {
        b.iter(|| ingest(&[&corpus], &Options::new(&index, TODAY), &|_| {}).expect("indexed"));
    });
    group.finish();
}

fn asking(c: &mut Criterion) {
    let (dir, corpus) = folder(20);
    let index = dir.path().join("index");
    ingest(&[&corpus], &Options::new(&index, TODAY), &|_| {}).expect("indexed");
    let searcher = Searcher::open(&index).expect("open");
    let ask = |query: &str| Request {
        query: query.into(),
        ..Request::default()
    };
    let mut group = c.benchmark_group("search");
    for query in [
        "talks",
        "\"security guarantees\"",
        "negotiat*",
        "minister -paris",
        "country:france talks",
    ] {
        group.bench_function(query, |b| {
            b.iter(|| searcher.articles(&ask(query), TODAY).expect("found").total)
        });
    }
    group.bench_function("quotes of one speaker", |b| {
        let request = Request::default().with("speaker", "macron");
        b.iter(|| searcher.quotes(&request, TODAY).expect("found").total);
    });
    group.bench_function("facet speaker", |b| {
        let speaker = facet::by_name("speaker").expect("a facet");
        b.iter(|| {
            searcher
                .facets(speaker, &Request::default(), None, TODAY)
                .expect("counted")
                .total
        });
    });
    group.bench_function("open and ask", |b| {
        b.iter(|| {
            Searcher::open(&index)
                .expect("open")
                .articles(&ask("talks"), TODAY)
                .expect("found")
                .total
        });
    });
    group.finish();
}

criterion_group!(benches, annotating, hostile, indexing, asking);
criterion_main!(benches);
