//! `onrecord quotes`: quotes that match.

use std::time::Instant;

use clap::Args;

use super::errors::Failure;
use super::filters::{Narrow, Paging, fields_help};
use super::hits::{self, meta};
use super::style::{DIM, MATCH, PLAIN, SPEAKER};
use super::terminal::App;
use super::text::{Page, shorten};
use crate::article::QuoteKind;
use crate::search::QuoteHit;

#[derive(Args)]
#[command(after_help = help())]
pub struct Quotes {
    #[command(flatten)]
    narrow: Narrow,
    #[command(flatten)]
    paging: Paging,
}

const EXAMPLES: &str = "\
Examples:
  onrecord quotes --speaker macron                what Macron said
  onrecord quotes --country ukraine ceasefire     what was said of Ukraine, with that word
  onrecord quotes 'kind:indirect speaker:\"marco rubio\"'
  onrecord quotes --topic economy --since \"last month\" --sort newest
  onrecord quotes --speaker putin --jsonl | jq -r .text";

fn help() -> String {
    format!("{EXAMPLES}\n\n{}", fields_help(true))
}

pub fn run(app: &App, args: &Quotes) -> Result<u8, Failure> {
    let started = Instant::now();
    let request = args.paging.apply(args.narrow.request());
    let deadline = args.narrow.deadline(app);
    let searcher = app.searcher()?;
    let mut response = deadline.keep(|stop| searcher.until(stop).quotes(&request, app.today))?;
    hits::tell(app, &args.paging, &mut response, started, "quote", hit)
}

/// A fragment of so few words says little without its sentence.
const FRAGMENT_WORDS: usize = 5;

fn hit(app: &App, page: &mut Page, hit: &QuoteHit) {
    let (open, close) = marks(hit.kind);
    let fragment = hit.text.split_whitespace().count() < FRAGMENT_WORDS;
    let around = app.verbose || fragment;
    if around && !hit.before.trim().is_empty() {
        page.put(DIM, unmarked_end(&hit.before, open)).put(DIM, " ");
    }
    page.put(PLAIN, open);
    page.put_marked(&hit.text, hit.start, &hit.highlights, PLAIN, MATCH);
    let (inside, after) = unmarked_start(&hit.after, close);
    page.put(PLAIN, if around { inside } else { "" })
        .put(PLAIN, close);
    if around && !after.is_empty() {
        let joined = after.starts_with([',', '.', ';', ':', '?', '!', '’', '\'', '”']);
        page.put(DIM, if joined { "" } else { " " }).put(DIM, after);
    }
    page.wrap("", "");
    byline(
        page,
        "  ",
        hit.speaker.as_deref(),
        hit.role.as_deref(),
        hit.cue.as_deref(),
        hit.kind,
    );
    let title = if page.look.terminal {
        shorten(&hit.title, 60)
    } else {
        hit.title.as_str().into()
    };
    let place = format!("{}:{}", hit.path, hit.line);
    let score = app.verbose.then(|| format!("score {:.2}", hit.score));
    meta(
        page,
        "  ",
        &[
            Some(title.as_ref()),
            hit.source.as_deref(),
            hit.published.as_deref(),
            Some(&place),
            Some(&hit.id),
            score.as_deref(),
        ],
    );
}

/// `— Speaker, role (said)`; the kind is told where it is not direct.
pub fn byline(
    page: &mut Page,
    indent: &str,
    speaker: Option<&str>,
    role: Option<&str>,
    cue: Option<&str>,
    kind: QuoteKind,
) {
    page.put(PLAIN, "— ")
        .put(SPEAKER.bold(), speaker.unwrap_or("unknown speaker"));
    if let Some(role) = role {
        page.put(PLAIN, ", ").put(PLAIN, role);
    }
    let kind = (kind != QuoteKind::Direct).then(|| kind.as_str());
    let told: Vec<_> = cue.into_iter().chain(kind).collect();
    if !told.is_empty() {
        page.put(DIM, &format!(" ({})", told.join(", ")));
    }
    page.wrap(indent, &format!("{indent}  "));
}

/// The marks to print around a quote: its span leaves them out only where it is direct.
pub fn marks(kind: QuoteKind) -> (&'static str, &'static str) {
    if kind == QuoteKind::Direct {
        ("“", "”")
    } else {
        ("", "")
    }
}

/// The words before a quote without the mark that is printed anyway.
fn unmarked_end<'a>(before: &'a str, open: &str) -> &'a str {
    let before = before.trim();
    if open.is_empty() {
        before
    } else {
        before.trim_end_matches(['“', '"', '«', '„', '‘']).trim_end()
    }
}

/// The words after a quote without that mark: the comma or period that stands
/// inside it, and the rest.
fn unmarked_start<'a>(after: &'a str, close: &str) -> (&'a str, &'a str) {
    let after = after.trim();
    if close.is_empty() {
        return ("", after);
    }
    let bare = after.trim_start_matches([',', '.', ';', '?', '!']);
    let rest = bare.trim_start_matches(['”', '"', '»', '’']);
    if rest.len() == bare.len() {
        ("", after)
    } else {
        (&after[..after.len() - bare.len()], rest.trim_start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::terminal::tests::app;
    use crate::search::Highlight;

    fn quote(kind: QuoteKind, text: &str) -> QuoteHit {
        QuoteHit {
            id: "3f2a#2".into(),
            article: "3f2a".into(),
            path: "corpus/ice.txt".into(),
            line: 7,
            title: "Ministers meet on the ice road".into(),
            source: Some("The Norland Courier".into()),
            published: Some("2025-12-01".into()),
            speaker: Some("Jane Holloway".into()),
            named: None,
            joined: None,
            speaker_type: None,
            speaker_text: Some("she".into()),
            role: Some("prime minister of Norland".into()),
            cue: Some("said".into()),
            kind,
            text: text.into(),
            start: 10,
            end: 10 + text.chars().count(),
            byte_start: 10,
            byte_end: 10 + text.len(),
            before: "She said the road was “".into(),
            after: ",” and left.".into(),
            countries: vec![],
            regions: vec![],
            topics: vec![],
            score: 1.0,
            highlights: vec![Highlight { start: 10, end: 13 }],
        }
    }

    fn check(width: Option<usize>, hit_: &QuoteHit, expected: &str) {
        let app = app(width, false);
        let mut page = app.page();
        hit(&app, &mut page, hit_);
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn a_quote_is_its_words_its_speaker_and_its_place() {
        check(
            Some(40),
            &quote(
                QuoteKind::Direct,
                "The road will not open before the ice is a metre thick",
            ),
            "\
“The road will not open before the ice
is a metre thick”
  — Jane Holloway, prime minister of
    Norland (said)
  Ministers meet on the ice road · The
  Norland Courier · 2025-12-01 ·
  corpus/ice.txt:7 · 3f2a#2
",
        );
    }

    #[test]
    fn a_fragment_stands_in_its_sentence() {
        check(
            None,
            &quote(QuoteKind::Direct, "not safe yet"),
            "\
She said the road was “not safe yet,” and left.
  — Jane Holloway, prime minister of Norland (said)
  Ministers meet on the ice road · The Norland Courier · 2025-12-01 · corpus/ice.txt:7 · 3f2a#2
",
        );
    }

    #[test]
    fn kinds_other_than_direct_are_told() {
        check(
            None,
            &quote(
                QuoteKind::Indirect,
                "the road would stay closed until the ice was thick enough",
            ),
            "\
the road would stay closed until the ice was thick enough
  — Jane Holloway, prime minister of Norland (said, indirect)
  Ministers meet on the ice road · The Norland Courier · 2025-12-01 · corpus/ice.txt:7 · 3f2a#2
",
        );
    }
}
