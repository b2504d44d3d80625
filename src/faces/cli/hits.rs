//! What `search` and `quotes` have in common: the ways to print a response.

use std::time::Instant;

use serde::Serialize;

use super::errors::Failure;
use super::filters::Paging;
use super::style::{BOLD, DIM, PLAIN, of_facet};
use super::terminal::{App, FOUND};
use unicode_width::UnicodeWidthStr;

use super::text::{Page, count, number, shorten};
use crate::facet::FACETS;
use crate::search::{FacetValue, Response};

/// Prints a response in the form asked for; gives the exit status.
pub fn tell<H: Serialize>(
    app: &App,
    paging: &Paging,
    response: &mut Response<H>,
    started: Instant,
    one: &str,
    hit: impl Fn(&App, &mut Page, &H),
) -> Result<u8, Failure> {
    response.took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    if app.json {
        app.print_json(response)?;
    } else {
        response.notes.iter().for_each(|n| app.note(n));
        if paging.jsonl {
            app.print_jsonl(&response.hits)?;
        } else if paging.count {
            let mut page = app.page();
            page.put(PLAIN, &response.total.to_string()).end();
            app.print(page)?;
        } else if response.total > 0 {
            let mut page = app.page();
            lay_out(app, &mut page, paging, response, one, hit);
            app.print(page)?;
        }
    }
    if response.total > 0 && paging.offset as u64 >= response.total && !paging.count {
        let all = count(response.total, one);
        app.note(&format!(
            "--offset {} passes over all of the {all}",
            paging.offset
        ));
    }
    if response.total == 0 {
        return Ok(app.nothing(&format!("no {one}s match")));
    }
    Ok(FOUND)
}

fn lay_out<H>(
    app: &App,
    page: &mut Page,
    paging: &Paging,
    response: &Response<H>,
    one: &str,
    hit: impl Fn(&App, &mut Page, &H),
) {
    for h in &response.hits {
        hit(app, page, h);
        page.blank();
    }
    if app.quiet {
        return;
    }
    let facets: Vec<_> = FACETS
        .iter()
        .filter_map(|f| Some((f, response.facets.get(f.name)?)))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let heading = facets.iter().map(|(f, _)| f.label.len()).max().unwrap_or(0);
    for (facet, values) in &facets {
        facet_line(
            page,
            facet.name,
            &format!("{:<heading$}", facet.label),
            values,
            MOST_VALUES,
        );
    }
    if !facets.is_empty() {
        page.blank();
    }
    page.put(
        BOLD,
        &total(response.total, paging.offset, response.hits.len(), one),
    );
    if page.look.terminal || app.verbose {
        page.put(DIM, &format!(" · {} ms", response.took_ms));
    }
    page.end();
}

/// `3 articles`, `10 of 312 articles`, `11-20 of 312 articles`.
fn total(total: u64, offset: usize, shown: usize, one: &str) -> String {
    let all = count(total, one);
    match (offset, shown) {
        (_, 0) => all,
        (0, n) if n as u64 == total => all,
        (0, n) => format!("{} of {all}", number(n as u64)),
        (o, n) => format!("{}-{} of {all}", number(o as u64 + 1), number((o + n) as u64)),
    }
}

/// Values of a facet beside the hits.
const MOST_VALUES: usize = 10;

/// The most special label of a topic's path; other labels as they are.
fn last_label(label: &str) -> &str {
    label.rsplit(" > ").next().unwrap_or(label)
}

/// A facet's values with their counts: at most `most`, and as many as the line holds.
pub fn facet_line(page: &mut Page, facet: &str, heading: &str, values: &[FacetValue], most: usize) {
    page.put(DIM, heading).put(PLAIN, "  ");
    let telling = values
        .iter()
        .filter(|v| v.selected || !is_told_by_narrower(v, values));
    for (i, value) in telling.take(most).enumerate() {
        let label = if value.label.is_empty() {
            &value.value
        } else {
            &value.label
        };
        let label = shorten(last_label(label), 40);
        let gap = if i == 0 { "" } else { " · " };
        let amount = format!(" {}", number(value.count));
        let columns = gap.width() + label.width() + amount.len();
        if i > 0 && page.look.width.is_some_and(|w| page.columns() + columns > w) {
            break;
        }
        let style = of_facet(facet);
        page.put(DIM, gap);
        page.put(
            if value.selected {
                style.bold().underline()
            } else {
                style
            },
            &label,
        );
        page.put(DIM, &amount);
    }
    page.end();
}

/// Whether a topic adds nothing to one below it that has the same count.
fn is_told_by_narrower(value: &FacetValue, values: &[FacetValue]) -> bool {
    let below = |v: &FacetValue| {
        v.label
            .strip_prefix(&value.label)
            .is_some_and(|rest| rest.starts_with(" > "))
    };
    !value.label.is_empty() && values.iter().any(|v| v.count == value.count && below(v))
}

/// The dim line of a hit: its parts with dots between them.
pub fn meta(page: &mut Page, indent: &str, parts: &[Option<&str>]) {
    for (i, part) in parts.iter().flatten().filter(|p| !p.is_empty()).enumerate() {
        page.put(DIM, if i == 0 { "" } else { " · " }).put_name(DIM, part);
    }
    page.wrap(indent, indent);
}

/// At most `most` names with a mark between them, and how many more there are.
pub fn names<'a>(all: impl ExactSizeIterator<Item = &'a str>, mark: &str, most: usize) -> String {
    let more = all.len().saturating_sub(most);
    let mut text = all.take(most).collect::<Vec<_>>().join(mark);
    if more > 0 {
        text.push_str(&format!(" +{more}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_say_which_part_is_shown() {
        assert_eq!(total(1, 0, 1, "article"), "1 article");
        assert_eq!(total(1312, 0, 10, "quote"), "10 of 1,312 quotes");
        assert_eq!(total(312, 10, 10, "quote"), "11-20 of 312 quotes");
        assert_eq!(total(312, 900, 0, "quote"), "312 quotes");
    }

    #[test]
    fn a_topic_with_the_count_of_one_below_it_is_not_repeated() {
        let value = |label: &str, count| FacetValue {
            value: String::new(),
            label: label.into(),
            count,
            selected: false,
            branch: None,
        };
        let values = [
            value("sport", 3),
            value("sport > race", 3),
            value("economy", 2),
            value("economy > trade", 1),
        ];
        let mut page = Page::new(super::super::text::Look::default());
        facet_line(&mut page, "topic", "Topics", &values, 9);
        assert_eq!(page.finish(), "Topics  race 3 · economy 2 · trade 1\n");
    }

    #[test]
    fn names_beyond_the_most_are_counted() {
        assert_eq!(names(["a", "b", "c"].into_iter(), ", ", 2), "a, b +1");
    }
}
