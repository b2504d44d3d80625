//! `onrecord index`: bring the index up to date with a folder of articles.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use super::errors::Failure;
use super::hits::facet_line;
use super::progress::Bar;
use super::signals::Signals;
use super::stats::{dates, size};
use super::style::{BOLD, COMMAND, DIM, PLAIN};
use super::terminal::{App, FOUND, PARTLY, index_flag, write_err};
use super::text::{Page, count, number, printable_name, shell_word, shorten};
use crate::error::{Error, IndexError};
use crate::facet::{self, Facet};
use crate::ingest::{Options, Progress, Steer, Summary, TopicsFile, ingest_steered};
use crate::search::{FacetValue, Request, Searcher};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Index {
    /// Folders or files of articles
    #[arg(value_name = "PATH", default_value = "corpus")]
    paths: Vec<PathBuf>,

    /// Forget everything indexed before
    #[arg(long)]
    rebuild: bool,

    /// Skip larger files
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = parse_size)]
    max_file_size: u64,

    /// Topics of your own: names with queries. Usually topics.toml, here or beside PATH; remembered; none forgets them
    #[arg(long, value_name = "FILE")]
    topics: Option<PathBuf>,

    /// Wait so long where another onrecord is writing to the index
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u64,
}

const EXAMPLES: &str = "\
Adds new articles, replaces changed ones, removes those whose file is gone.
Exit status 0: every file was read; 3: some were skipped, each is named.

Examples:
  onrecord index                                  the folder corpus, into the folder index
  onrecord index ~/news --index ~/news.idx
  onrecord index ~/news --rebuild --json | jq .skipped";

pub fn run(app: &App, args: &Index) -> Result<u8, Failure> {
    let started = Instant::now();
    let bar = Bar::new(app);
    let signals = signals(app, &bar);
    let mut summary = bring_up_to_date(app, args, &bar, &signals)?;
    summary.took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);

    name_skipped(app, &summary);
    if app.json {
        app.print_json(&summary)?;
    }
    if let Some(status) = signals.status().filter(|_| summary.left > 0) {
        let (kept, left) = (number(summary.indexed), count(summary.left, "file"));
        app.note(&format!(
            "stopped: {kept} indexed and kept, {left} left for the next run"
        ));
        return Ok(status);
    }
    if !app.json && !app.quiet {
        let mut page = app.page();
        outcome_line(&mut page, &summary);
        let searcher = app.searcher()?;
        lay_out(app, &mut page, &searcher)?;
        app.print(page)?;
    }
    Ok(if summary.skipped.is_empty() { FOUND } else { PARTLY })
}

/// While nothing is to be saved, a signal ends the program at once.
fn signals(app: &App, bar: &Bar) -> Signals {
    let (quiet, bar) = (app.quiet, bar.clone());
    let told = || {};
    let leave = move |busy| {
        bar.clear();
        if !quiet {
            write_err(match busy {
                true => "note: stopped at once; the index is as it was at its last commit\n",
                false => "note: stopped; the index is as it was\n",
            });
        }
    };
    Signals::listen(told, leave)
}

/// A long run commits so often: that much can be lost to a cut of power.
const COMMIT_EVERY: Duration = Duration::from_secs(20);
/// How often a lock is tried again.
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// The file of topics where none is named.
const TOPICS: &str = "topics.toml";

fn topics_file(args: &Index) -> TopicsFile {
    match &args.topics {
        Some(name) if name.as_os_str() == "none" => TopicsFile::Nothing,
        Some(path) => TopicsFile::Named(path.clone()),
        None => {
            let beside = args.paths.iter().filter_map(|path| path.parent());
            let beside = beside.map(|folder| folder.join(TOPICS));
            TopicsFile::Usual(std::iter::once(PathBuf::from(TOPICS)).chain(beside).collect())
        }
    }
}

/// One run, after waiting for the lock where that is wanted.
fn bring_up_to_date(app: &App, args: &Index, bar: &Bar, signals: &Signals) -> Result<Summary, Failure> {
    let started = Instant::now();
    let options = Options {
        index: app.index.clone(),
        today: app.today,
        max_file_size: args.max_file_size,
        rebuild: args.rebuild,
        topics: topics_file(args),
        holder: holder(),
    };
    let roots: Vec<&Path> = args.paths.iter().map(PathBuf::as_path).collect();
    let last_commit = Mutex::new(Instant::now());
    let since_commit = || {
        last_commit
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .elapsed()
    };
    let progress = |progress: Progress| {
        signals.set_busy(!matches!(progress, Progress::Walking(_)));
        if progress == Progress::Committing {
            *last_commit.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
        bar.advance(progress);
    };
    let steer = || match signals.status() {
        Some(_) => Steer::Stop,
        None if since_commit() > COMMIT_EVERY => Steer::Commit,
        None => Steer::GoOn,
    };
    let mut told = false;
    let outcome = loop {
        match ingest_steered(&roots, &options, &progress, &steer) {
            Err(Error::Index(e @ IndexError::Locked { .. }))
                if started.elapsed() < Duration::from_secs(args.wait) =>
            {
                if !told {
                    app.note(&format!("waiting: {e}"));
                    told = true;
                }
                std::thread::sleep(TRY_AGAIN);
            }
            outcome => break outcome,
        }
    };
    signals.set_busy(false);
    bar.clear();
    Ok(outcome?)
}

/// Who this is, for others who want to write meanwhile.
fn holder() -> String {
    let words = std::env::args_os()
        .skip(1)
        .map(|w| w.to_string_lossy().into_owned());
    let command = std::iter::once("onrecord".to_owned()).chain(words);
    let command = command.collect::<Vec<_>>().join(" ");
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("HOSTNAME").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map(|name| format!(" on {}", name.trim()));
    format!(
        "`{}`, process {}{}, since {}",
        shorten(&printable_name(&command), 60),
        std::process::id(),
        host.unwrap_or_default(),
        jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S"),
    )
}

/// Bytes of `16MiB`, `500 kB`, `1G`; a bare letter counts in 1,024s, as in ripgrep.
fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" => 1 << 10,
        "kb" => 1_000,
        "m" | "mib" => 1 << 20,
        "mb" => 1_000_000,
        "g" | "gib" => 1 << 30,
        "gb" => 1_000_000_000,
        _ => return Err("not a size such as 16MiB".to_owned()),
    };
    let number: u64 = number
        .parse()
        .map_err(|_| "not a size such as 16MiB".to_owned())?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

/// Skipped files named to a person at once; programs and files get every one.
const MOST_SKIPPED: usize = 20;

fn name_skipped(app: &App, summary: &Summary) {
    let all = summary.skipped.len();
    let shown = if app.err.terminal {
        all.min(MOST_SKIPPED)
    } else {
        all
    };
    for skip in &summary.skipped[..shown] {
        app.skipped(skip);
    }
    if shown < all {
        app.warn(&format!(
            "skipped {} more; --json names all",
            number((all - shown) as u64)
        ));
    }
}

fn outcome_line(page: &mut Page, summary: &Summary) {
    let mut parts = vec![format!("{} indexed", number(summary.indexed))];
    let skipped = summary.skipped.len() as u64;
    for (n, what) in [
        (summary.unchanged, "unchanged"),
        (summary.removed, "removed"),
        (summary.own_topics, "with other topics of your own"),
        (skipped, "skipped"),
    ] {
        if n > 0 {
            parts.push(format!("{} {what}", number(n)));
        }
    }
    page.put(BOLD, &parts.join(", "));
    if page.look.terminal {
        page.put(DIM, &format!(" · {:.1} s", summary.took_ms as f64 / 1000.0));
    }
    page.end();
}

/// Facets of which the most frequent values are told, and how many of them.
const TOLD: [&str; 3] = ["speaker", "country", "topic"];
const TOP: usize = 5;

/// What the index holds, and what to try next.
fn lay_out(app: &App, page: &mut Page, searcher: &Searcher) -> Result<(), Failure> {
    let held = searcher.stats()?;
    if held.articles == 0 {
        return Ok(());
    }
    page.blank();
    let mut facts = vec![
        count(held.articles, "article"),
        count(held.quotes, "quote"),
        count(held.speakers, "speaker"),
    ];
    facts.extend(
        [dates(&held), size(held.size_bytes)]
            .into_iter()
            .filter(|f| !f.is_empty()),
    );
    page.put(PLAIN, &facts.join(" · ")).end();
    let mut top: Vec<(&'static Facet, Vec<FacetValue>)> = Vec::new();
    for facet in TOLD.iter().filter_map(|name| facet::by_name(name)) {
        let values = searcher
            .facets(facet, &Request::default(), Some(4 * TOP), app.today)?
            .values;
        if !values.is_empty() {
            top.push((facet, values));
        }
    }
    let heading = top.iter().map(|(f, _)| f.label.len()).max().unwrap_or(0);
    for (facet, values) in &top {
        facet_line(
            page,
            facet.name,
            &format!("{:<heading$}", facet.label),
            values,
            TOP,
        );
    }
    page.blank();
    page.put(BOLD, "Try").end();
    for command in next_commands(&top, &index_flag(&app.index)) {
        page.put(PLAIN, "  ").put(COMMAND, &command).end();
    }
    Ok(())
}

/// "Emmanuel Macron", and not "officials" or "company".
fn is_full_name(speaker: &str) -> bool {
    speaker.starts_with(char::is_uppercase) && speaker.contains(' ')
}

/// Commands that find something in this index.
fn next_commands(top: &[(&Facet, Vec<FacetValue>)], index: &str) -> Vec<String> {
    let first = |name: &str| {
        let (_, values) = top.iter().find(|(f, _)| f.name == name)?;
        values.first()
    };
    let readable = |v: &FacetValue| shell_word(if v.label.is_empty() { &v.value } else { &v.label }.as_str());
    let mut commands = Vec::new();
    let speakers = top.iter().filter(|(f, _)| f.name == "speaker");
    let named = speakers
        .flat_map(|(_, values)| values)
        .find(|v| is_full_name(&v.value));
    if let Some(speaker) = named {
        commands.push(format!(
            "onrecord quotes --speaker {}{index}",
            shell_word(&speaker.value)
        ));
    }
    if let Some(country) = first("country") {
        let country = readable(country);
        commands.push(format!(
            "onrecord search --country {country} --sort newest{index}"
        ));
        commands.push(format!("onrecord facets speaker --country {country}{index}"));
    }
    if let Some(topic) = first("topic") {
        commands.push(format!("onrecord quotes --topic {}{index}", readable(topic)));
    }
    if commands.is_empty() {
        commands.push(format!("onrecord search{index}"));
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_written() {
        assert_eq!(parse_size("16MiB"), Ok(16 << 20));
        assert_eq!(parse_size("500 kB"), Ok(500_000));
        assert_eq!(parse_size("2"), Ok(2));
        assert!(parse_size("MiB").is_err() && parse_size("1 X").is_err() && parse_size("-1").is_err());
        assert!(parse_size("99999999999999G").is_err());
    }

    #[test]
    fn the_next_commands_name_what_is_in_the_index() {
        let value = |value: &str, label: &str| FacetValue {
            value: value.into(),
            label: label.into(),
            count: 1,
            selected: false,
            branch: None,
        };
        let facet = |name| facet::by_name(name).expect("in the table");
        let top = vec![
            (
                facet("speaker"),
                vec![
                    value("company", ""),
                    value("Kremlin", ""),
                    value("Jane Holloway", "Jane Holloway"),
                ],
            ),
            (facet("country"), vec![value("NO", "Norway")]),
        ];
        assert_eq!(
            next_commands(&top, " --index x"),
            [
                "onrecord quotes --speaker \"Jane Holloway\" --index x",
                "onrecord search --country Norway --sort newest --index x",
                "onrecord facets speaker --country Norway --index x",
            ]
        );
        assert_eq!(next_commands(&[], ""), ["onrecord search"]);
    }
}
