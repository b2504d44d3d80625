//! `onrecord show`: one article with its annotations.

use clap::Args;
use serde::Serialize;

use super::annotated::AnnotationsJson;
use super::errors::Failure;
use super::style::{BOLD, DIM, PLAIN, of_kind};
use super::terminal::{App, FOUND};
use super::text::Page;
use super::{hits, lists};
use crate::article::SCHEMA;
use crate::article::{Article, Quote};
use crate::search::Shown;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Show {
    /// Id of an article or quote, a unique beginning of it, or the path of the file
    #[arg(value_name = "ID")]
    id: String,

    /// Tell the rule and the evidence behind every annotation
    #[arg(long)]
    explain: bool,
}

const EXAMPLES: &str = "\
Numbers in the margin are those of the quotes listed under the article.

Examples:
  onrecord show 3f2a91
  onrecord show 3f2a91 --explain
  onrecord show corpus/ukraine-talks.txt --json | jq '.quotes[].speaker'";

pub fn run(app: &App, args: &Show) -> Result<u8, Failure> {
    let shown = app.searcher()?.show(&args.id)?;
    if app.json {
        app.print_json(&ShownJson::new(&shown, args.explain))?;
    } else {
        let mut page = app.page();
        lay_out(&mut page, &shown, args.explain);
        app.print(page)?;
    }
    Ok(FOUND)
}

#[derive(Serialize)]
struct ShownJson<'a> {
    schema: u32,
    #[serde(flatten)]
    article: &'a Article,
    #[serde(flatten)]
    annotations: AnnotationsJson<'a>,
}

impl<'a> ShownJson<'a> {
    fn new(shown: &'a Shown, explain: bool) -> Self {
        let annotations =
            AnnotationsJson::new(&shown.article.body, &shown.annotations, explain).with_names(&shown.joined);
        Self {
            schema: SCHEMA,
            article: &shown.article,
            annotations,
        }
    }
}

fn lay_out(page: &mut Page, shown: &Shown, explain: bool) {
    let article = &shown.article;
    head(page, article);
    page.blank();
    body(page, article, &shown.annotations.quotes);
    if let Some(credit) = &article.credit {
        page.blank();
        page.put(DIM, credit);
        page.wrap(GUTTER, GUTTER);
    }
    lists::lay_out(page, article, &shown.annotations, &shown.joined, explain);
}

/// Headline, then what is known of the article.
pub fn head(page: &mut Page, article: &Article) {
    page.put(
        BOLD,
        if article.title.is_empty() {
            &article.path
        } else {
            &article.title
        },
    );
    page.wrap("", "");
    let day = article.published.map(|day| match &article.published_note {
        Some(note) => format!("{day} ({note})"),
        None => day.to_string(),
    });
    let authors = (!article.authors.is_empty()).then(|| format!("by {}", article.authors.join(", ")));
    let (source, dateline) = (article.source.as_deref(), article.dateline.as_deref());
    hits::meta(
        page,
        "",
        &[
            source,
            day.as_deref(),
            authors.as_deref(),
            dateline,
            Some(&article.language),
        ],
    );
    hits::meta(page, "", &[Some(&article.id), Some(&article.path)]);
}

/// Room for the numbers of quotes.
const GUTTER: &str = "      ";

/// The story, its quotes coloured by kind and numbered where they begin.
fn body(page: &mut Page, article: &Article, quotes: &[Quote]) {
    let text = &article.body;
    let mut at = 0;
    for (i, paragraph) in text.split('\n').enumerate() {
        let (start, end) = (at, at + paragraph.len());
        at = end + 1;
        if paragraph.trim().is_empty() {
            continue;
        }
        if i > 0 {
            page.blank();
        }
        let mut numbers = Vec::new();
        let mut done = start;
        for (n, q) in quotes.iter().enumerate() {
            let (from, to) = (q.span.start.max(done), q.span.end.min(end));
            if (start..end).contains(&q.span.start) {
                numbers.push(n + 1);
            }
            if from >= to {
                continue;
            }
            page.put(PLAIN, text.get(done..from).unwrap_or_default());
            page.put(of_kind(q.kind), text.get(from..to).unwrap_or_default());
            done = to;
        }
        page.put(PLAIN, text.get(done..end).unwrap_or_default());
        page.wrap(&margin(&numbers), GUTTER);
    }
}

/// `4`, or `4-7` where several quotes begin in a paragraph.
fn margin(numbers: &[usize]) -> String {
    let text = match numbers {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}-{last}"),
    };
    format!("{text:>4}  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{
        Annotations, Country, CountryMention, Evidence, Person, QuoteKind, Span, SpeakerType, Topic,
    };
    use crate::faces::cli::text::Look;
    use crate::identity::Rule;
    use crate::search::NameJoined;

    fn shown() -> Shown {
        let body = "The road will open, Jane Holloway said.\n\n“Not before it is safe,” she added.";
        let span = |words: &str| {
            let start = body.find(words).expect("in the body");
            Span::new(start, start + words.len())
        };
        let quote = |words, kind, speaker, cue| Quote {
            span: span(words),
            kind,
            speaker: Some("Jane Holloway".into()),
            speaker_type: Some(SpeakerType::Person),
            speaker_span: Some(span(speaker)),
            role: None,
            cue: Some(span(cue)),
            rule: "speaker-cue".into(),
            evidence: vec![Evidence {
                span: span(speaker),
                what: "full name".into(),
            }],
            countries: vec![],
            regions: vec![],
        };
        let article = Article {
            id: "3f2a".into(),
            path: "corpus/ice.txt".into(),
            title: "The ice road".into(),
            source: Some("The Norland Courier".into()),
            published: Some(jiff::civil::date(2025, 12, 1)),
            published_note: Some("the year is inferred".into()),
            language: "en".into(),
            body: body.into(),
            body_line: 4,
            ..Article::default()
        };
        let annotations = Annotations {
            quotes: vec![
                quote("The road will open", QuoteKind::Indirect, "Jane Holloway", "said"),
                quote("Not before it is safe,", QuoteKind::Direct, "she", "added"),
            ],
            people: vec![Person {
                name: "Jane Holloway".into(),
                kind: SpeakerType::Person,
                forms: vec!["Jane Holloway".into(), "Ms. Holloway".into()],
                role: Some("prime minister".into()),
                mentions: vec![span("Jane Holloway")],
            }],
            countries: vec![Country {
                code: "NO".into(),
                name: "Norway".into(),
                focus: true,
                score: 1.0,
                mentions: vec![CountryMention {
                    span: span("road"),
                    rule: "metonym".into(),
                }],
            }],
            regions: vec![],
            topics: vec![Topic {
                id: "20000209".into(),
                path: vec!["economy".into(), "transport".into()],
                score: 2.0,
                rule: "words".into(),
                evidence: vec![span("road")],
            }],
        };
        let joined = vec![
            None,
            Some(NameJoined {
                named: "Holloway".into(),
                speaker: "Jane Holloway".into(),
                rule: Rule::Surname,
            }),
        ];
        Shown {
            article,
            annotations,
            joined,
        }
    }

    fn check(explain: bool, expected: &str) {
        let mut page = Page::new(Look::default());
        lay_out(&mut page, &shown(), explain);
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn an_article_with_its_annotations() {
        check(
            false,
            "\
The ice road
The Norland Courier · 2025-12-01 (the year is inferred) · en
3f2a · corpus/ice.txt

   1  The road will open, Jane Holloway said.

   2  “Not before it is safe,” she added.

Quotes 2
   1  Jane Holloway · indirect · said · line 4
      The road will open
   2  Jane Holloway · direct · added · line 6
      “Not before it is safe,”

People 1
  Jane Holloway, prime minister · Ms. Holloway

Countries 1
  NO  Norway (focus) · 1 mention

Topics 1
  economy > transport · 20000209
",
        );
    }

    #[test]
    fn explaining_adds_rules_and_evidence() {
        let mut page = Page::new(Look::default());
        lay_out(&mut page, &shown(), true);
        let text = page.finish();
        assert!(
            text.contains("      rule: speaker-cue\n        20..33 Jane Holloway · full name\n"),
            "{text}"
        );
        assert!(
            text.contains("      joined: Holloway to Jane Holloway, surname alone\n"),
            "{text}"
        );
        assert!(text.contains("        4..8 road · metonym\n"), "{text}");
    }
}
