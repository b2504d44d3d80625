//! `onrecord facets`: exact counts of one facet.

use clap::Args;

use super::errors::Failure;
use super::filters::{Narrow, facet_names, facets_help};
use super::style::{BOLD, DIM, PLAIN, of_facet};
use super::terminal::{App, FOUND};
use super::text::{Page, count, number, shorten};
use crate::facet::{self, Facet};
use crate::search::FacetsResponse;
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
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

const EXAMPLES: &str = "\
Examples:
  onrecord facets speaker                         who is quoted, and in how many articles
  onrecord facets speaker --country ukraine --limit 20
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
    let response = app
        .searcher()?
        .facets(facet, &args.narrow.request(), args.limit, app.today)?;
    if app.json {
        app.print_json(&response)?;
    } else {
        response.notes.iter().for_each(|n| app.note(n));
        let mut page = app.page();
        lay_out(app, &mut page, facet, &response);
        app.print(page)?;
    }
    if response.values.is_empty() {
        let things = if facet.on_articles { "articles" } else { "quotes" };
        return Ok(app.nothing(&match response.total {
            0 => format!("no {things} match"),
            _ => format!("no {things} that match have a {}", facet.name.replace('_', " ")),
        }));
    }
    Ok(FOUND)
}

/// Columns of the longest bar.
const BAR: usize = 24;

fn lay_out(app: &App, page: &mut Page, facet: &Facet, response: &FacetsResponse) {
    let values = &response.values;
    let most = values.iter().map(|v| v.count).max().unwrap_or(0);
    let digits = number(most).len();
    let widest = values.iter().map(|v| v.label.width().min(50)).max().unwrap_or(0);
    let codes = values.iter().any(|v| v.value != v.label);
    for value in values {
        let amount = number(value.count);
        page.put(BOLD, &format!("{amount:>digits$}")).put(PLAIN, "  ");
        if page.look.terminal {
            page.put(of_facet(facet.name), &bar(value.count, most))
                .put(PLAIN, "  ");
        }
        let label = shorten(&value.label, 50);
        page.put(if value.selected { BOLD.underline() } else { PLAIN }, &label);
        if codes {
            let gap = widest.saturating_sub(label.width()) + 2;
            page.put(PLAIN, &" ".repeat(gap)).put(DIM, &value.value);
        }
        page.end();
    }
    if page.look.terminal && !app.quiet && !values.is_empty() {
        let things = if facet.on_articles { "article" } else { "quote" };
        let what = facet.label.to_lowercase();
        page.blank();
        page.put(
            DIM,
            &format!(
                "{} {what} in {}",
                number(values.len() as u64),
                count(response.total, things)
            ),
        );
        page.end();
    }
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
    use crate::search::FacetValue;

    fn check(terminal: bool, expected: &str) {
        let value = |value: &str, label: &str, count| FacetValue {
            value: value.into(),
            label: label.into(),
            count,
            selected: false,
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
1,200  ████████████████████████  France         FR
  600  ████████████              Côte d’Ivoire  CI
    3  ▏                         United States  US

3 countries in 1,500 articles
",
        );
    }
}
