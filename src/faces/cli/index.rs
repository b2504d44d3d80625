//! `onrecord index`: bring the index up to date with a folder of articles.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::errors::Failure;
use super::hits::facet_line;
use super::progress::Bar;
use super::signals::Signals;
use super::stats::{dates, size};
use super::style::{BOLD, COMMAND, DIM, PLAIN};
use super::terminal::{App, FOUND, PARTLY, index_flag, skipped};
use super::text::{Page, count, number, shell_word};
use super::{update, watch};
use crate::facet::{self, Facet};
use crate::ingest::Summary;
use crate::search::{FacetValue, Request, Searcher};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Index {
    /// Folders or files of articles
    #[arg(value_name = "PATH", default_value = "corpus")]
    pub paths: Vec<PathBuf>,

    /// Forget everything indexed before
    #[arg(long)]
    rebuild: bool,

    /// What you know better of speakers; usually speakers.toml. Remembered; none forgets it
    #[arg(long, value_name = "FILE")]
    pub speakers: Option<PathBuf>,

    /// Skip larger files
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = parse_size)]
    pub max_file_size: u64,

    /// Topics of your own: names with queries; usually topics.toml, here or beside PATH. Remembered; none forgets them
    #[arg(long, value_name = "FILE")]
    pub topics: Option<PathBuf>,

    /// More words for the standard topics, as `topics learn` writes them. Remembered; none forgets them
    #[arg(long, value_name = "FILE")]
    pub topic_words: Option<PathBuf>,

    /// Wait so long where another onrecord is writing to the index
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    wait: u64,

    /// Stay, and bring the index up to date whenever files come, change or go
    #[arg(long)]
    watch: bool,
}

const EXAMPLES: &str = r#"Adds new articles, replaces changed ones, removes those whose file is gone.
Exit status 0: every file was read; 3: some were skipped, each is named.
Ctrl-C keeps what is done, and gives 130; run the same again to go on.

Speakers of one name in several spellings are joined. What you know better stands in a file:
  [[speaker]]
  name = "Volodymyr Zelensky"     the name to use
  aliases = ["Ze"]                also his
  not = ["Olena Zelenska"]        never his

Examples:
  onrecord index                                  the folder corpus, into the folder index
  onrecord index ~/news --index ~/news.idx
  onrecord index ~/news --watch                   until Ctrl-C; new files are found within two seconds
  onrecord index ~/news --rebuild --json | jq .skipped"#;

pub fn run(app: &App, args: &Index) -> Result<u8, Failure> {
    let bar = Bar::new(app);
    let signals = update::signals(app, &bar);
    if args.watch {
        return watch::run(app, args, &bar, &signals);
    }
    let summary = first(app, args, &bar, &signals)?;
    if let Some(status) = signals.status().filter(|_| summary.left > 0) {
        return Ok(status);
    }
    Ok(if summary.skipped.is_empty() { FOUND } else { PARTLY })
}

/// One run, told in full.
pub fn first(app: &App, args: &Index, bar: &Bar, signals: &Signals) -> Result<Summary, Failure> {
    let wait = Duration::from_secs(args.wait);
    let summary = update::run(app, args, args.rebuild, wait, bar, signals)?;
    for line in name_skipped(app, &summary) {
        app.warn(&line);
    }
    if app.json {
        app.print_json(&summary)?;
    }
    if summary.other_program > 0 {
        app.note(&format!(
            "{} annotated by another version of onrecord; --rebuild annotates anew",
            count(summary.other_program, "article")
        ));
    }
    if summary.other_words > 0 {
        app.note(&format!(
            "the words of topics are others than before: {} annotated without them; --rebuild annotates all with them",
            count(summary.other_words, "article")
        ));
    }
    summary.notes.iter().for_each(|n| app.note(n));
    if summary.left > 0 {
        let (kept, left) = (number(summary.indexed), count(summary.left, "file"));
        app.note(&format!(
            "stopped: {kept} indexed and kept, {left} left for the next run"
        ));
    } else if !app.json && !app.quiet {
        let mut page = app.page();
        page.put(BOLD, &outcome(&summary));
        if page.look.terminal {
            page.put(DIM, &format!(" · {:.1} s", summary.took_ms as f64 / 1000.0));
        }
        page.end();
        let searcher = app.searcher()?;
        lay_out(app, &mut page, &searcher)?;
        app.print(page)?;
    }
    Ok(summary)
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

fn name_skipped(app: &App, summary: &Summary) -> Vec<String> {
    let all = summary.skipped.len();
    let shown = if app.err.terminal {
        all.min(MOST_SKIPPED)
    } else {
        all
    };
    let mut lines: Vec<String> = summary.skipped[..shown].iter().map(skipped).collect();
    if shown < all {
        lines.push(format!(
            "skipped {} more; --json names all",
            number((all - shown) as u64)
        ));
    }
    lines
}

/// What a run did, in a few words.
pub fn outcome(summary: &Summary) -> String {
    let mut parts = vec![format!("{} indexed", number(summary.indexed))];
    let skipped = summary.skipped.len() as u64;
    for (n, what) in [
        (summary.unchanged, "unchanged"),
        (summary.removed, "removed"),
        (summary.renamed, "with speakers renamed"),
        (summary.own_topics, "with other topics of your own"),
        (skipped, "skipped"),
    ] {
        if n > 0 {
            parts.push(format!("{} {what}", number(n)));
        }
    }
    parts.join(", ")
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
