//! `onrecord stats`: what the index holds.

use clap::Args;

use super::errors::Failure;
use super::style::{BOLD, DIM, PLAIN};
use super::terminal::{App, FOUND};
use super::text::{Page, count, number};
use crate::index::Sizes;
use crate::search::Stats as Held;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Stats {
    /// Bytes by field of the index and by part
    #[arg(long)]
    sizes: bool,
}

const EXAMPLES: &str = "\
Examples:
  onrecord stats
  onrecord stats --sizes
  onrecord stats --index /srv/news --json | jq .articles";

pub fn run(app: &App, args: &Stats) -> Result<u8, Failure> {
    if args.sizes {
        return tell_sizes(app);
    }
    let held = app.searcher()?.stats()?;
    if app.json {
        app.print_json(&held)?;
    } else {
        let mut page = app.page();
        lay_out(&mut page, &held, &app.index.to_string_lossy());
        app.print(page)?;
    }
    Ok(FOUND)
}

fn tell_sizes(app: &App) -> Result<u8, Failure> {
    let sizes = app.searcher()?.sizes()?;
    if app.json {
        app.print_json(&sizes)?;
    } else {
        let mut page = app.page();
        lay_out_sizes(&mut page, &sizes);
        app.print(page)?;
    }
    Ok(FOUND)
}

/// One row a field, one column a part.
fn lay_out_sizes(page: &mut Page, sizes: &Sizes) {
    let columns = ["terms", "postings", "positions", "columns", "norms", "all"];
    let heading: String = columns.iter().map(|name| format!("{name:>11}")).collect();
    page.put(DIM, &format!("{:<13}{heading}", "field")).end();
    for of in &sizes.fields {
        let parts = [
            of.terms,
            of.postings,
            of.positions,
            of.columns,
            of.norms,
            of.total(),
        ];
        let row: String = parts
            .iter()
            .map(|bytes| match bytes {
                0 => " ".repeat(11),
                bytes => format!("{:>11}", size(*bytes)),
            })
            .collect();
        page.put(PLAIN, &format!("{:<13}{row}", of.field)).end();
    }
    let rest = [
        ("stored texts", sizes.stored),
        ("deletions", sizes.deleted),
        ("the rest", sizes.other),
    ];
    for (name, bytes) in rest.iter().filter(|(_, bytes)| *bytes > 0) {
        page.put(PLAIN, &format!("{name:<13}{:>66}", size(*bytes))).end();
    }
    page.put(BOLD, &format!("{:<13}{:>66}", "all", size(sizes.total)))
        .end();
}

fn lay_out(page: &mut Page, held: &Held, index: &str) {
    page.put(
        BOLD,
        &format!(
            "{}, {}",
            count(held.articles, "article"),
            count(held.quotes, "quote")
        ),
    )
    .end();
    let rows = [
        ("speakers", number(held.speakers)),
        ("countries", number(held.countries)),
        ("regions", number(held.regions)),
        ("topics", number(held.topics)),
        ("sources", number(held.sources)),
        ("dates", dates(held)),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        page.put(DIM, &format!("  {name:<10}")).put(PLAIN, value).end();
    }
    page.put(DIM, "  index     ").put_name(PLAIN, index);
    page.put(
        DIM,
        &format!(
            " · {} · {} · format {}",
            size(held.size_bytes),
            count(held.segments, "segment"),
            held.format
        ),
    );
    page.end();
}

/// `2025-11-03 to 2025-12-01`; empty where nothing has a date.
pub fn dates(held: &Held) -> String {
    match (&held.first, &held.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (None, Some(day)) => day.clone(),
        (None, None) => String::new(),
    }
}

/// Bytes as a person says them.
pub fn size(bytes: u64) -> String {
    let mut value = bytes as f64;
    let mut units = ["bytes", "KiB", "MiB", "GiB", "TiB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for next in units {
        if value < 1024.0 {
            break;
        }
        (value, unit) = (value / 1024.0, next);
    }
    if value < 10.0 && unit != "bytes" {
        format!("{value:.1} {unit}")
    } else {
        format!("{value:.0} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::text::Look;
    use crate::index::FieldSizes;

    #[test]
    fn sizes_in_columns() {
        let field = |field: &str, terms, positions| FieldSizes {
            field: field.into(),
            terms,
            positions,
            ..FieldSizes::default()
        };
        let sizes = Sizes {
            total: 9_000_000,
            fields: vec![field("body", 2_000_000, 3_000_000), field("doc", 500, 0)],
            stored: 3_900_000,
            other: 99_500,
            ..Sizes::default()
        };
        let mut page = Page::new(Look::default());
        lay_out_sizes(&mut page, &sizes);
        let expected = "\
field              terms   postings  positions    columns      norms        all
body             1.9 MiB               2.9 MiB                          4.8 MiB
doc            500 bytes                                              500 bytes
stored texts                                                            3.7 MiB
the rest                                                                 97 KiB
all                                                                     8.6 MiB
";
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn an_index_in_a_few_lines() {
        let held = Held {
            articles: 17,
            quotes: 1312,
            speakers: 48,
            countries: 20,
            regions: 6,
            topics: 31,
            sources: 1,
            first: Some("2025-11-03".into()),
            last: Some("2025-12-01".into()),
            size_bytes: 1_300_000,
            segments: 1,
            format: 2,
            ..Held::default()
        };
        let mut page = Page::new(Look::default());
        lay_out(&mut page, &held, "index");
        assert_eq!(
            page.finish(),
            "\
17 articles, 1,312 quotes
  speakers  48
  countries 20
  regions   6
  topics    31
  sources   1
  dates     2025-11-03 to 2025-12-01
  index     index · 1.2 MiB · 1 segment · format 2
"
        );
    }
}
