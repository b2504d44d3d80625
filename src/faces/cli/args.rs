//! What can be typed: the options that all commands share, and the commands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::{
    annotate, completions, facets, index, quotes, search, show, snapshot, speakers, stats, style, topics,
    verify,
};

/// The folder of the index where none is named.
pub const DEFAULT_INDEX: &str = "index";
/// The environment variable that names another.
pub const INDEX_VARIABLE: &str = "ONRECORD_INDEX";

/// Turn news articles into a searchable record of who said what, about which country, on which topic
#[derive(Parser)]
#[command(name = "onrecord", version, arg_required_else_help = true)]
#[command(args_override_self = true, styles = style::HELP)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that stand before or after any command.
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The folder of the index
    #[arg(long, global = true, value_name = "DIR", default_value = DEFAULT_INDEX, env = INDEX_VARIABLE)]
    #[arg(hide_env_values = true, value_parser = OsStringValueParser::new().map(index_folder))]
    pub index: PathBuf,

    /// Print one JSON document
    #[arg(long, global = true)]
    pub json: bool,

    /// Use colours: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: Colour,

    /// Print results and errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Print more: scores, the words around a quote, timing
    #[arg(short, long, global = true)]
    pub verbose: bool,

    /// The day that counts as today
    #[arg(long, global = true, value_name = "DATE", env = "ONRECORD_TODAY", hide = true)]
    pub today: Option<Date>,
}

/// An empty name stands for the usual folder: a variable that is set to nothing is not set.
pub fn index_folder(name: OsString) -> PathBuf {
    if name.is_empty() {
        DEFAULT_INDEX.into()
    } else {
        name.into()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub enum Command {
    /// Bring the index up to date with a folder of articles
    Index(index::Index),
    /// Find articles
    Search(search::Search),
    /// Find quotes: who said it, the words, where
    Quotes(quotes::Quotes),
    /// Count speakers, countries, topics, sources over what matches
    Facets(facets::Facets),
    /// Show one article with its annotations
    Show(show::Show),
    /// Annotate files without an index
    Annotate(annotate::Annotate),
    /// List who speaks, and the names that were joined to one speaker
    Speakers(speakers::Speakers),
    /// List the standard topics, or learn more words for them from your own articles
    Topics(topics::Topics),
    /// Tell what the index holds
    Stats(stats::Stats),
    /// Check that the index is whole
    Verify(verify::Verify),
    /// Keep a copy of the index as it is now
    Snapshot(snapshot::Snapshot),
    /// Print completions for a shell
    Completions(completions::Completions),
}

/// The commands in the order in which a newcomer needs them; any that is missing
/// here is listed last.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Ask",
        &["search", "quotes", "facets", "speakers", "show", "export"],
    ),
    ("Keep", &["index", "stats", "verify", "snapshot"]),
    (
        "Elsewhere",
        &["annotate", "topics", "serve", "mcp", "completions"],
    ),
];

const EXAMPLES: &str = "\
Examples:
  onrecord index corpus                            index a folder of articles
  onrecord quotes --speaker macron ceasefire       what Macron said of a ceasefire
  onrecord search '\"peace plan\" country:ukraine'   articles with a phrase, on a country
  onrecord facets topic --since 2025-12            topics since December

`onrecord COMMAND --help` tells more of each command.";

/// The whole command line, as clap needs it.
pub fn command() -> clap::Command {
    let command = Cli::command();
    let groups = command_groups(&command);
    let head = style::BOLD;
    let template = format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{{before-help}}{head}Options:{head:#}\n{{options}}{{after-help}}"
    );
    command
        .before_help(groups)
        .after_help(EXAMPLES)
        .help_template(template)
}

/// Reads the words of a command line.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let mut command = command();
    let matches = command.try_get_matches_from_mut(words)?;
    Cli::from_arg_matches(&matches)
}

fn command_groups(command: &clap::Command) -> String {
    let (head, name) = (style::BOLD, style::COMMAND);
    let listed = |c: &str| GROUPS.iter().any(|(_, names)| names.contains(&c));
    let rest: Vec<&str> = command
        .get_subcommands()
        .map(|c| c.get_name())
        .filter(|c| !listed(c))
        .collect();
    let mut text = String::new();
    for (title, names) in GROUPS.iter().copied().chain([("More", rest.as_slice())]) {
        let found: Vec<_> = names.iter().filter_map(|n| command.find_subcommand(n)).collect();
        if found.is_empty() {
            continue;
        }
        text.push_str(&format!("{head}{title}:{head:#}\n"));
        for c in found {
            let about = c.get_about().map(ToString::to_string).unwrap_or_default();
            text.push_str(&format!("  {name}{:<13}{name:#}{about}\n", c.get_name()));
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn every_command_is_in_the_help() {
        let help = command().render_help().to_string();
        for c in command().get_subcommands() {
            assert!(help.contains(&format!("\n  {} ", c.get_name())), "{help}");
        }
        assert!(!help.contains("More:"), "{help}");
    }
}
