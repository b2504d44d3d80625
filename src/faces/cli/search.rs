//! `onrecord search`: articles that match.

use std::time::Instant;

use clap::Args;

use super::errors::Failure;
use super::filters::{Narrow, Paging, fields_help};
use super::hits::{self, meta, names};
use super::style::{BOLD, COUNTRY, DIM, MATCH, PLAIN, SPEAKER, TOPIC};
use super::terminal::App;
use super::text::Page;
use crate::search::ArticleHit;

#[derive(Args)]
#[command(after_help = help())]
pub struct Search {
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    paging: Paging,
}

const EXAMPLES: &str = "\
Examples:
  onrecord search ceasefire talks                   both words
  onrecord search '\"security guarantees\" OR nato'   a phrase, or a word
  onrecord search 'negotiat* -trade since:2025-11'
  onrecord search --country ua --country ru --topic politics --sort newest
  onrecord search -- -sanctions                     a query that begins with -
  onrecord search ceasefire --json | jq '.hits[].title'";

fn help() -> String {
    format!("{EXAMPLES}\n\n{}", fields_help(false))
}

pub fn run(app: &App, args: &Search) -> Result<u8, Failure> {
    let started = Instant::now();
    let request = args.paging.apply(args.narrow.request());
    let deadline = args.narrow.deadline(app);
    let searcher = app.searcher()?;
    let mut response = deadline.keep(|stop| searcher.until(stop).articles(&request, app.today))?;
    hits::tell(app, &args.paging, &mut response, started, "article", hit)
}

fn hit(app: &App, page: &mut Page, hit: &ArticleHit) {
    let title = if hit.title.is_empty() {
        &hit.path
    } else {
        &hit.title
    };
    page.put_marked(title, 0, &hit.title_highlights, BOLD, MATCH);
    page.wrap("", "");
    let score = app.verbose.then(|| format!("score {:.2}", hit.score));
    meta(
        page,
        "",
        &[
            hit.source.as_deref(),
            hit.published.as_deref(),
            Some(&hit.id),
            Some(&hit.path),
            score.as_deref(),
        ],
    );
    for snippet in &hit.snippets {
        page.put_marked(&snippet.text, snippet.start, &snippet.highlights, PLAIN, MATCH);
        page.wrap("  ", "  ");
    }
    // Countries that are only mentioned would bury those that the article is about.
    let mut countries: Vec<_> = hit
        .countries
        .iter()
        .filter(|c| c.focus)
        .map(|c| c.name.as_str())
        .collect();
    if countries.is_empty() {
        countries = hit.countries.iter().map(|c| c.name.as_str()).collect();
    }
    let topics: Vec<_> = hit
        .topics
        .iter()
        .filter_map(|t| t.path.last())
        .map(String::as_str)
        .collect();
    let parts = [
        (SPEAKER, names(hit.speakers.iter().map(String::as_str), ", ", 4)),
        (COUNTRY, names(countries.into_iter(), ", ", 4)),
        (COUNTRY, names(hit.regions.iter().map(String::as_str), ", ", 2)),
        // The labels of topics have commas of their own.
        (TOPIC, names(topics.into_iter(), "; ", 3)),
    ];
    let mut told = 0;
    for (style, words) in parts.iter().filter(|(_, words)| !words.is_empty()) {
        page.put(DIM, if told == 0 { "" } else { " · " })
            .put(*style, words);
        told += 1;
    }
    if told > 0 {
        page.wrap("  ", "  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::terminal::tests::app;
    use crate::search::{CountryLabel, Highlight, Snippet, TopicLabel};

    fn article() -> ArticleHit {
        ArticleHit {
            id: "3f2a".into(),
            path: "corpus/a\x1b[2J.txt".into(),
            title: "Ministers meet on the ice road".into(),
            source: Some("The Norland Courier".into()),
            authors: vec![],
            published: Some("2025-12-01".into()),
            language: "en".into(),
            score: 3.25,
            snippets: vec![Snippet {
                text: "The ice road \u{202e}will open, she said.".into(),
                start: 100,
                end: 136,
                highlights: vec![Highlight { start: 104, end: 107 }],
            }],
            title_highlights: vec![Highlight { start: 22, end: 25 }],
            speakers: vec!["Jane Holloway".into(), "Per Aasen".into()],
            countries: vec![
                CountryLabel {
                    code: "NO".into(),
                    name: "Norway".into(),
                    focus: true,
                },
                CountryLabel {
                    code: "FR".into(),
                    name: "France".into(),
                    focus: false,
                },
            ],
            regions: vec!["NATO".into()],
            topics: vec![TopicLabel {
                id: "1".into(),
                path: vec!["economy".into(), "transport".into()],
            }],
            quotes: 2,
        }
    }

    fn check(app: &App, expected: &str) {
        let mut page = app.page();
        hit(app, &mut page, &article());
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn a_hit_is_a_headline_a_dim_line_sentences_and_names() {
        check(
            &app(None, false),
            "\
Ministers meet on the ice road
The Norland Courier · 2025-12-01 · 3f2a · corpus/a\\x1b[2J.txt
  The ice road \\u{202e}will open, she said.
  Jane Holloway, Per Aasen · Norway · NATO · transport
",
        );
    }

    #[test]
    fn matches_are_marked_on_a_terminal() {
        let mut page = app(Some(40), true).page();
        hit(&app(Some(40), true), &mut page, &article());
        let text = page.finish();
        assert!(text.contains("\x1b[1m\x1b[31mice\x1b[0m"), "{text:?}");
        assert!(!text.contains("\x1b[2J"), "{text:?}");
    }
}
