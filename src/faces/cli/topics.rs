//! `onrecord topics`: the standard topics as a tree, and words for them learned from an archive.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::errors::{Failure, Problem};
use super::progress::Bar;
use super::style::{BOLD, DIM, PLAIN};
use super::terminal::{App, FOUND, NOTHING, PARTLY};
use super::text::{Page, count, number, printable_name, shell_word};
use crate::annotate::topics::learn::{Learned, Learner};
use crate::annotate::topics::{ConceptId, Lexicon};
use crate::article::SCHEMA;
use crate::corpus::{self, WalkOptions};
use crate::error::{Error, QueryError};
use crate::ingest::Progress;

#[derive(Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Topics {
    #[command(subcommand)]
    command: Option<TopicsCommand>,

    /// A topic by label, code or path: list it and those below
    #[arg(value_name = "NAME")]
    name: Vec<String>,
}

#[derive(Subcommand)]
enum TopicsCommand {
    /// Learn words for the topics from your own articles
    Learn(Learn),
}

#[derive(Args)]
#[command(after_help = LEARN_EXAMPLES)]
struct Learn {
    /// Folders or files of articles
    #[arg(value_name = "CORPUS", required = true)]
    corpus: Vec<PathBuf>,

    /// The file for the list
    #[arg(long, value_name = "FILE", required = true)]
    write: PathBuf,

    /// Replace the file where it exists
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Before each topic stands the number of words, with their forms, by which it is known; a
topic without words comes only from codes that a publisher gives.

Examples:
  onrecord topics                                   all of them
  onrecord topics politics                          politics and what is below
  onrecord topics learn ~/news --write words.txt    more words, from articles like yours";

const LEARN_EXAMPLES: &str = "\
Articles of one clear topic, by the words that ship, are compared with all others: words and
pairs of words that stand in the one and hardly in the others go into the list. Names stay out.
The list is to be looked over by a person before it is used.

Examples:
  onrecord topics learn ~/news --write words.txt
  onrecord index ~/news --topic-words words.txt";

pub fn run(app: &App, args: &Topics) -> Result<u8, Failure> {
    match &args.command {
        Some(TopicsCommand::Learn(args)) => learn(app, args),
        None => list(app, &args.name.join(" ")),
    }
}

#[derive(Serialize)]
struct TopicsJson<'a> {
    schema: u32,
    total: usize,
    topics: Vec<TopicJson<'a>>,
}

#[derive(Serialize)]
struct TopicJson<'a> {
    id: &'a str,
    path: Vec<&'static str>,
    parent: Option<&'a str>,
    depth: u8,
    words: usize,
}

fn list(app: &App, name: &str) -> Result<u8, Failure> {
    let lexicon = Lexicon::standard();
    let taxonomy = &lexicon.taxonomy;
    let branch = if name.is_empty() {
        0..taxonomy.len()
    } else {
        let unknown = || QueryError::UnknownValue {
            facet: "topic".to_owned(),
            value: name.to_owned(),
            nearest: taxonomy.nearest(name),
            place: None,
        };
        taxonomy.branch(taxonomy.find(name).ok_or_else(|| Error::from(unknown()))?)
    };
    if !app.json {
        let mut page = app.page();
        lay_out(&mut page, &lexicon, branch);
        app.print(page)?;
        return Ok(FOUND);
    }
    let words = lexicon.words();
    let topic = |at: usize| {
        let id = ConceptId::try_from(at).ok()?;
        let concept = taxonomy.get(id)?;
        Some(TopicJson {
            id: concept.code,
            path: taxonomy.path(id),
            parent: concept.parent.and_then(|p| Some(taxonomy.get(p)?.code)),
            depth: concept.level,
            words: words.get(at).copied().unwrap_or_default(),
        })
    };
    app.print_json(&TopicsJson {
        schema: SCHEMA,
        total: branch.len(),
        topics: branch.filter_map(topic).collect(),
    })?;
    Ok(FOUND)
}

fn lay_out(page: &mut Page, lexicon: &Lexicon, branch: std::ops::Range<usize>) {
    let words = lexicon.words();
    let of = |at: usize| words.get(at).copied().unwrap_or_default();
    let most = branch.clone().map(of).max().unwrap_or_default();
    let digits = number(most as u64).len();
    let all = lexicon.taxonomy.iter().skip(branch.start).take(branch.len());
    let top = ConceptId::try_from(branch.start).ok();
    let top = top.and_then(|id| lexicon.taxonomy.get(id)).map_or(1, |c| c.level);
    for (id, concept) in all {
        let known = of(usize::from(id));
        let amount = if known > 0 {
            number(known as u64)
        } else {
            String::new()
        };
        let indent = "  ".repeat(usize::from(concept.level - top));
        page.put(BOLD, &format!("{amount:>digits$}")).put(PLAIN, "  ");
        page.put(
            if known > 0 { PLAIN } else { DIM },
            &format!("{indent}{}", concept.label),
        );
        page.put(DIM, &format!("  {}", concept.code)).end();
    }
}

fn learn(app: &App, args: &Learn) -> Result<u8, Failure> {
    if args.write.exists() && !args.force {
        return Err(taken(&args.write).into());
    }
    let lexicon = Lexicon::standard();
    let mut learner = Learner::new(&lexicon);
    let bar = Bar::new(app);
    let roots: Vec<&Path> = args.corpus.iter().map(PathBuf::as_path).collect();
    let walk = corpus::walk(&roots, &WalkOptions::default(), &mut |found| {
        bar.advance(Progress::Walking(found));
    });
    let walk = walk.inspect_err(|_| bar.clear()).map_err(Error::from)?;
    let mut skipped = walk.skipped;
    let total = walk.files.len() as u64;
    for (done, file) in (1..).zip(&walk.files) {
        match corpus::read(file, app.today, corpus::MAX_FILE_SIZE) {
            Ok(read) => read.articles.iter().for_each(|article| learner.add(article)),
            Err(skip) => skipped.push(skip),
        }
        bar.count("Reading", done, total);
    }
    let learned = learner.finish();
    bar.clear();
    for skip in &skipped {
        app.skipped(skip);
    }
    if learned.words > 0 {
        write(args, &learned.list)?;
    }
    tell(app, &args.write, &learned)?;
    Ok(match learned.words {
        0 => NOTHING,
        _ if skipped.is_empty() => FOUND,
        _ => PARTLY,
    })
}

fn taken(path: &Path) -> Problem {
    Problem::new(
        format!("{} exists", printable_name(&path.to_string_lossy())),
        "name another file, or replace it with --force",
    )
}

fn write(args: &Learn, list: &str) -> Result<(), Failure> {
    let path = &args.write;
    let mut options = OpenOptions::new();
    options.write(true).truncate(true);
    let options = if args.force {
        options.create(true)
    } else {
        options.create_new(true)
    };
    let done = options.open(path).and_then(|mut file| {
        file.write_all(list.as_bytes())?;
        file.sync_all()
    });
    done.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => taken(path).into(),
        _ => Problem::new(
            format!(
                "cannot write {}: {error}",
                printable_name(&path.to_string_lossy())
            ),
            "check the folder and the room on the disk, or name another file with --write",
        )
        .into(),
    })
}

#[derive(Serialize)]
struct LearnedJson {
    schema: u32,
    articles: u64,
    clear: u64,
    words: usize,
    topics: usize,
}

/// One line; to programs the same as JSON.
fn tell(app: &App, file: &Path, learned: &Learned) -> Result<(), Failure> {
    if app.json {
        return app.print_json(&LearnedJson {
            schema: SCHEMA,
            articles: learned.articles,
            clear: learned.clear,
            words: learned.words,
            topics: learned.topics,
        });
    }
    let articles = count(learned.articles, "article");
    if learned.words == 0 {
        app.note(&format!(
            "no words learned: {articles}, {} of one clear topic; nothing was written",
            number(learned.clear)
        ));
        return Ok(());
    }
    app.note(&format!(
        "{} for {}, from {articles}; look them over, then `onrecord index --topic-words {}`",
        count(learned.words as u64, "word"),
        count(learned.topics as u64, "topic"),
        shell_word(&printable_name(&file.to_string_lossy())),
    ));
    Ok(())
}
