//! `onrecord facets`: exact counts of one facet.

use clap::Args;

use super::errors::Failure;
use super::filters::{Narrow, facet_names, facets_help};
use super::style::{BOLD, DIM, PLAIN, of_facet};
use super::terminal::{App, FOUND};
use super::text::{Page, count, number, shorten};
use crate::facet::{self, Facet};
use crate::search::{Drill, FacetValue, FacetsResponse};
use unicode_width::UnicodeWidthStr;

#[derive(Args)]
#[command(after_help = help())]
pub struct Facets {
    /// What to count
    #[arg(value_name = "FIELD", value_parser = clap::builder::PossibleValuesParser::new(facet_names()))]
    #[arg(hide_possible_values = true)]
    field: String,

    #[command(flatten)]
    narrow: Narrow,

    /// Print at most N values
    #[arg(short = 'n', long, value_name = "N", allow_negative_numbers = true)]
    limit: Option<usize>,

    /// Only what lies below VALUE, as a tree: a topic, a continent, a region
    #[arg(long, value_name = "VALUE")]
    under: Option<String>,

    /// So many levels of the tree of topics or of continents, regions and countries
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    depth: Option<u8>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord facets speaker                         who is quoted, and in how many articles
  onrecord facets speaker --country ukraine --limit 20
  onrecord facets country --depth 1               by continent; 2: by region as well
  onrecord facets topic --under politics --depth 1
  onrecord facets month ceasefire                 articles with that word, month by month
  onrecord facets topic --source \"The New York Times\" --json";

fn help() -> String {
    format!("Fields:\n{}\n{EXAMPLES}", facets_help())
}

pub fn run(app: &App, args: &Facets) -> Result<u8, Failure> {
    // The value parser has let through nothing but names and aliases of the table.
    let Some(facet) = facet::by_name(&args.field) else {
        return Ok(app.nothing("no such facet"));
    };
    let deadline = args.narrow.deadline(app);
    let (searcher, request) = (app.searcher()?, args.narrow.request());
    let drill = Drill {
        under: args.under.clone(),
        depth: args.depth.map(usize::from),
    };
    let response = deadline.keep(|stop| {
        let searcher = searcher.until(stop);
        if drill == Drill::default() {
            searcher.facets(facet, &request, args.limit, app.today)
        } else {
            searcher.facet_tree(facet, &request, &drill, args.limit, app.today)
        }
    })?;
    if app.json {
        app.print_json(&response)?;
    } else {
        response.notes.iter().for_each(|n| app.note(n));
        let mut page = app.page();
        lay_out(app, &mut page, facet, &response, args.limit);
        app.print(page)?;
    }
    if response.values.is_empty() {
        let thing = if facet.on_articles { "article" } else { "quote" };
        return Ok(app.nothing(&match response.total {
            0 => format!("no {thing}s match"),
            n => match &args.under {
                Some(above) => format!("nothing below {above} in {}", count(n, thing)),
                None => format!("no {} in {}", facet.label.to_lowercase(), count(n, thing)),
            },
        }));
    }
    Ok(FOUND)
}

/// Columns of the longest bar.
const BAR: usize = 16;

fn lay_out(app: &App, page: &mut Page, facet: &Facet, response: &FacetsResponse, limit: Option<usize>) {
    let values = &response.values;
    let most = values.iter().map(|v| v.count).max().unwrap_or(0);
    let digits = number(most).len();
    let codes = values.iter().any(|v| v.value != v.label);
    let code = if codes {
        values.iter().map(|v| v.value.width()).max().unwrap_or(0) + 2
    } else {
        0
    };
    let room = page.look.width.map_or(usize::MAX, |w| {
        w.saturating_sub(digits + 2 + BAR + 2 + code).max(20)
    });
    let top = values.iter().filter_map(depth).min().unwrap_or(0);
    let shown = |v: &FacetValue| {
        let indent = "  ".repeat(depth(v).unwrap_or(top) - top);
        indent.clone() + &shorten_path(&v.label, room.saturating_sub(indent.len()).max(8))
    };
    let widest = values.iter().map(|v| shown(v).width()).max().unwrap_or(0);
    for value in values {
        let amount = number(value.count);
        page.put(BOLD, &format!("{amount:>digits$}")).put(PLAIN, "  ");
        if page.look.terminal {
            page.put(of_facet(facet.name), &bar(value.count, most))
                .put(PLAIN, "  ");
        }
        let label = shown(value);
        page.put(if value.selected { BOLD.underline() } else { PLAIN }, &label);
        if codes {
            let gap = widest.saturating_sub(label.width()) + 2;
            page.put(PLAIN, &" ".repeat(gap)).put(DIM, &value.value);
        }
        page.end();
    }
    if page.look.terminal && !app.quiet && !values.is_empty() {
        page.blank();
        page.put(DIM, &summary(facet, response, limit)).end();
    }
}

/// The level of a value in a tree.
fn depth(value: &FacetValue) -> Option<usize> {
    value.branch.as_ref().map(|b| b.depth)
}

/// `19 topics in 4 articles`, `top 3 speakers in 4 articles`.
fn summary(facet: &Facet, response: &FacetsResponse, limit: Option<usize>) -> String {
    let n = response.values.len();
    let top = if limit == Some(n) { "top " } else { "" };
    let what = if n == 1 {
        facet.name.replace('_', " ")
    } else {
        facet.label.to_lowercase()
    };
    let thing = if facet.on_articles { "article" } else { "quote" };
    format!(
        "{top}{} {what} in {}",
        number(n as u64),
        count(response.total, thing)
    )
}

/// The end of a path of labels says more than its beginning, so that is what is cut.
fn shorten_path(label: &str, columns: usize) -> String {
    let mut shown = label.to_owned();
    let mut rest = label;
    while shown.width() > columns {
        let Some((_, below)) = rest.split_once(" > ") else {
            break;
        };
        rest = below;
        shown = format!("… > {rest}");
    }
    shorten(&shown, columns).into_owned()
}

/// A bar of eighths of columns, always at least one eighth.
fn bar(n: u64, most: u64) -> String {
    const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
    let eighths = (n as f64 / most.max(1) as f64 * (BAR * 8) as f64)
        .round()
        .max(1.0) as usize;
    let mut bar = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(EIGHTHS[eighths % 8 - 1]);
    }
    let gap = BAR.saturating_sub(bar.chars().count());
    bar + &" ".repeat(gap)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::terminal::tests::app;

    fn check(terminal: bool, expected: &str) {
        let value = |value: &str, label: &str, count| FacetValue {
            value: value.into(),
            label: label.into(),
            count,
            selected: false,
            branch: None,
        };
        let values = vec![
            value("FR", "France", 1200),
            value("CI", "Côte d’Ivoire", 600),
            value("US", "United States", 3),
        ];
        let response = FacetsResponse {
            total: 1500,
            values,
            ..FacetsResponse::default()
        };
        let mut app = app(None, false);
        app.out.terminal = terminal;
        let mut page = app.page();
        lay_out(
            &app,
            &mut page,
            facet::by_name("country").expect("in the table"),
            &response,
            None,
        );
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn counts_are_aligned_and_codes_told() {
        check(
            false,
            "1,200  France         FR\n  600  Côte d’Ivoire  CI\n    3  United States  US\n",
        );
    }

    #[test]
    fn a_terminal_sees_bars() {
        check(
            true,
            "\
1,200  ████████████████  France         FR
  600  ████████          Côte d’Ivoire  CI
    3  ▏                 United States  US

3 countries in 1,500 articles
",
        );
    }
}
