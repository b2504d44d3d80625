//! `onrecord annotate`: annotations without an index.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::annotated::AnnotationsJson;
use super::errors::{Failure, Problem};
use super::terminal::{App, FOUND, PARTLY};
use super::{jsonl, lists, show};
use crate::annotate::{Lexicons, annotate};
use crate::article::SCHEMA;
use crate::article::{Annotations, Article};
use crate::corpus::{self, Skip, WalkOptions};
use crate::error::Error;
use crate::ingest::topic_words;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Annotate {
    /// Files to annotate; - or none is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Read JSON Lines, write one line for each: {"id","text","title"?,"published"?}
    #[arg(long)]
    jsonl: bool,

    /// More words for the standard topics, as `topics learn` writes them
    #[arg(long, value_name = "FILE")]
    topic_words: Option<PathBuf>,

    /// Tell the rule and the evidence behind every annotation
    #[arg(long, conflicts_with = "jsonl")]
    explain: bool,
}

const EXAMPLES: &str = "\
Offsets in JSON are code points (start, end) and UTF-8 bytes (byte_start, byte_end).
A line that cannot be read gives {\"id\",\"error\"} in its place, and exit status 3.

Examples:
  onrecord annotate story.txt
  onrecord annotate story.txt --explain
  pbpaste | onrecord annotate --json | jq '.articles[0].quotes'
  onrecord annotate --jsonl - < stories.jsonl > annotated.jsonl";

pub fn run(app: &App, args: &Annotate) -> Result<u8, Failure> {
    let stdin = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &stdin[..]
    } else {
        &args.files[..]
    };
    if args.files.is_empty() && std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        return Err(Problem::new("nothing to annotate", "name a file, or - for standard input").into());
    }
    let mut lexicons = Lexicons::standard();
    if let Some(path) = &args.topic_words {
        lexicons.topics = topic_words::read(path).map_err(Error::from)?;
    }
    if args.jsonl {
        return jsonl::run(files, &lexicons);
    }
    let (articles, skipped) = read(app, files)?;
    let mut done = Vec::new();
    for (n, article) in articles.into_iter().enumerate() {
        let annotations = annotate(&article, &lexicons);
        if app.json {
            done.push((article, annotations));
        } else {
            print(app, n, &article, &annotations, args.explain)?;
        }
    }
    for skip in &skipped {
        app.skipped(skip);
    }
    if app.json {
        let articles = done.iter().map(|(article, a)| AnnotatedJson {
            id: &article.path,
            title: &article.title,
            source: article.source.as_deref(),
            published: article.published,
            text: &article.body,
            annotations: AnnotationsJson::new(&article.body, a, args.explain),
        });
        app.print_json(&AllJson {
            schema: SCHEMA,
            articles: articles.collect(),
        })?;
    }
    Ok(if skipped.is_empty() { FOUND } else { PARTLY })
}

#[derive(Serialize)]
struct AllJson<'a> {
    schema: u32,
    articles: Vec<AnnotatedJson<'a>>,
}

#[derive(Serialize)]
struct AnnotatedJson<'a> {
    id: &'a str,
    title: &'a str,
    source: Option<&'a str>,
    published: Option<jiff::civil::Date>,
    text: &'a str,
    #[serde(flatten)]
    annotations: AnnotationsJson<'a>,
}

/// Prints the `n`th article, with a line between it and the one before.
fn print(app: &App, n: usize, article: &Article, a: &Annotations, explain: bool) -> Result<(), Failure> {
    let mut page = app.page();
    if n > 0 {
        page.blank();
    }
    show::head(&mut page, article);
    lists::lay_out(&mut page, article, a, &[], explain);
    app.print(page)
}

/// The articles in files and folders, and what could not be read.
fn read(app: &App, files: &[PathBuf]) -> Result<(Vec<Article>, Vec<Skip>), Failure> {
    let is_stdin = |file: &Path| file.as_os_str() == "-";
    let named: Vec<&Path> = files
        .iter()
        .map(PathBuf::as_path)
        .filter(|f| !is_stdin(f))
        .collect();
    let walk = corpus::walk(&named, &WalkOptions::default(), &mut |_| {}).map_err(Error::from)?;
    let mut articles = Vec::new();
    let mut skipped = walk.skipped;
    if named.len() < files.len() {
        let mut bytes = Vec::new();
        let read = std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|e| e.to_string());
        match read.and_then(|_| corpus::articles("-", &bytes, app.today)) {
            Ok(read) => articles.extend(read),
            Err(reason) => skipped.push(Skip {
                path: "standard input".to_owned(),
                reason,
            }),
        }
    }
    for file in &walk.files {
        match corpus::read(file, app.today, corpus::MAX_FILE_SIZE) {
            Ok(read) => articles.extend(read.articles),
            Err(skip) => skipped.push(skip),
        }
    }
    Ok((articles, skipped))
}
