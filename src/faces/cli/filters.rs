//! The options that narrow what matches. Their flags are rows of the facet table.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueEnum};

use super::deadline::{self, Deadline};
use super::terminal::App;
use crate::facet::{FACETS, Facet, Values};
use crate::search::query::fields;
use crate::search::{FacetChoice, Filter, Request, Sort};

/// A query with its filters: what `search`, `quotes` and `facets` share.
#[derive(Args)]
pub struct Narrow {
    /// Words, "phrases", AND OR NOT ( ), prefix*, field:value; nothing or * matches everything
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    filters: Filters,

    /// First day: 2025-12-01, 2025-12, "dec 1", yesterday, "3 days ago", "last month"
    #[arg(long, value_name = "DATE", help_heading = HEADING)]
    since: Option<String>,

    /// Last day, included
    #[arg(long, value_name = "DATE", help_heading = HEADING)]
    until: Option<String>,

    /// Give up after so long
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = deadline::parse)]
    timeout: Duration,
}

const HEADING: &str = "Filters (one given twice allows either value; different ones narrow each other)";

impl Narrow {
    /// Runs from now.
    pub fn deadline(&self, app: &App) -> Deadline {
        Deadline::set(app, self.timeout)
    }

    pub fn request(&self) -> Request {
        Request {
            query: self.query.join(" "),
            filters: self.filters.0.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            ..Request::default()
        }
    }
}

/// Which hits are printed, and how: what `search` and `quotes` share.
#[derive(Args)]
pub struct Paging {
    /// Print at most N hits
    #[arg(
        short = 'n',
        long,
        value_name = "N",
        allow_negative_numbers = true,
        default_value_t = 10
    )]
    pub limit: usize,

    /// Pass over the first N hits
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 0)]
    pub offset: usize,

    /// Order of the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub sort: Order,

    /// Facets to count beside the hits, with commas between them, or none
    #[arg(long, value_name = "LIST", value_delimiter = ',', hide_possible_values = true)]
    #[arg(value_parser = facet_list())]
    pub facets: Option<Vec<String>>,

    /// Print one JSON document a hit, on a line of its own
    #[arg(long, conflicts_with = "json")]
    pub jsonl: bool,

    /// Print only how many match
    #[arg(long, conflicts_with = "jsonl")]
    pub count: bool,
}

impl Paging {
    pub fn apply(&self, request: Request) -> Request {
        let facets = match &self.facets {
            _ if self.jsonl || self.count => FacetChoice::None,
            None => FacetChoice::Shown,
            Some(names) if names.iter().any(|n| n == "none") => FacetChoice::None,
            Some(names) => FacetChoice::Named(names.clone()),
        };
        Request {
            limit: if self.count { 0 } else { self.limit },
            offset: self.offset,
            sort: self.sort.into(),
            facets,
            ..request
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Order {
    Relevance,
    Newest,
    Oldest,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Newest => Self::Newest,
            Order::Oldest => Self::Oldest,
        }
    }
}

/// One flag for each facet that has one.
#[derive(Clone, Debug, Default)]
pub struct Filters(pub Vec<Filter>);

fn flags() -> impl Iterator<Item = &'static Facet> {
    FACETS.iter().filter(|f| f.flag)
}

impl Args for Filters {
    fn augment_args(command: Command) -> Command {
        flags().fold(command, |command, facet| {
            let value = match facet.values {
                Values::Speakers => "NAME",
                Values::Countries => "COUNTRY",
                Values::Regions => "REGION",
                Values::Topics => "TOPIC",
                Values::Text | Values::Words(_) => "TEXT",
            };
            command.arg(
                Arg::new(facet.name)
                    .long(facet.name)
                    .aliases(facet.aliases)
                    .value_name(value)
                    .help(sentence(facet.help))
                    .help_heading(HEADING)
                    .action(ArgAction::Append),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Filters {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut filters = Vec::new();
        for facet in flags() {
            for value in matches.get_many::<String>(facet.name).into_iter().flatten() {
                filters.push(Filter {
                    facet: facet.name.to_owned(),
                    value: value.clone(),
                });
            }
        }
        Ok(Self(filters))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The names of facets, as values of an option: with completion and suggestions.
pub fn facet_names() -> impl Iterator<Item = clap::builder::PossibleValue> {
    FACETS.iter().map(|f| {
        clap::builder::PossibleValue::new(f.name)
            .aliases(f.aliases)
            .help(sentence(f.help))
    })
}

fn facet_list() -> clap::builder::PossibleValuesParser {
    facet_names()
        .chain([clap::builder::PossibleValue::new("none")])
        .collect::<Vec<_>>()
        .into()
}

/// The fields that a query may name, for the help of a command.
pub fn fields_help(quotes: bool) -> String {
    let of_quotes = |name: &str| FACETS.iter().any(|f| f.name == name && !f.on_articles) || name == "cue";
    let names: Vec<_> = fields::canonical()
        .filter(|n| quotes || !of_quotes(n))
        .map(|n| format!("{n}:"))
        .collect();
    format!("Fields in a query: {}", names.join(" "))
}

/// The facets, one a line, for the help of a command.
pub fn facets_help() -> String {
    FACETS
        .iter()
        .map(|f| format!("  {:<13} {}\n", f.name, f.help))
        .collect()
}

/// Help texts begin with a capital letter, as those that clap writes itself.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_from_the_table_and_keep_every_value() {
        let command = Narrow::augment_args(Command::new("x"));
        let words = [
            "x",
            "peace",
            "talks",
            "--who",
            "macron",
            "--speaker",
            "putin",
            "--country",
            "fr",
        ];
        let matches = command.try_get_matches_from(words).expect("known flags");
        let request = Narrow::from_arg_matches(&matches).expect("read").request();
        assert_eq!(request.query, "peace talks");
        let said: Vec<_> = request
            .filters
            .iter()
            .map(|f| format!("{}:{}", f.facet, f.value))
            .collect();
        assert_eq!(said, ["speaker:macron", "speaker:putin", "country:fr"]);
    }
}
