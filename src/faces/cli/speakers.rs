//! `onrecord speakers`: who speaks, and which names were joined to one speaker.

use clap::Args;

use super::errors::Failure;
use super::lists::reason;
use super::style::{BOLD, DIM, PLAIN, SPEAKER};
use super::terminal::{App, FOUND};
use super::text::{Page, count, number};
use crate::search::{Speaker, SpeakersResponse};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Speakers {
    /// The beginning of a word of the name, in any form known
    #[arg(value_name = "NAME", default_value = "", hide_default_value = true)]
    query: Vec<String>,

    /// List the names under which articles have each speaker, and why they were joined
    #[arg(long)]
    variants: bool,

    /// Print at most N speakers
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

const EXAMPLES: &str = "\
Names are joined when the index is made. To join or part others, write them into a file:
`onrecord index --help` shows how.

Examples:
  onrecord speakers                        everybody, most quoted first
  onrecord speakers zelensky --variants    the names that are Zelensky's, and why
  onrecord speakers --json | jq '.speakers[] | select(.variants | length > 1)'";

pub fn run(app: &App, args: &Speakers) -> Result<u8, Failure> {
    let query = args.query.join(" ");
    let response = app.searcher()?.speakers(&query, args.limit)?;
    if app.json {
        app.print_json(&response)?;
    } else {
        let mut page = app.page();
        lay_out(&mut page, &response, args.variants);
        app.print(page)?;
    }
    if response.speakers.is_empty() {
        return Ok(app.nothing("no speakers match"));
    }
    Ok(FOUND)
}

fn lay_out(page: &mut Page, response: &SpeakersResponse, variants: bool) {
    let digits = response
        .speakers
        .iter()
        .map(|s| number(s.quotes).len())
        .max()
        .unwrap_or(0);
    for speaker in &response.speakers {
        page.put(BOLD, &format!("{:>digits$}", number(speaker.quotes)))
            .put(PLAIN, "  ");
        page.put(SPEAKER, &speaker.name);
        page.put(
            DIM,
            &format!(
                " · {} · {}",
                speaker.speaker_type,
                count(speaker.articles, "article")
            ),
        );
        page.end();
        if variants {
            names(page, speaker, digits);
        }
    }
}

/// The names of a speaker; one that is the only one is said already.
fn names(page: &mut Page, speaker: &Speaker, digits: usize) {
    if speaker.variants.iter().all(|v| v.joined.is_none()) {
        return;
    }
    for variant in &speaker.variants {
        page.put(PLAIN, &" ".repeat(digits + 2));
        page.put(DIM, &format!("{:>digits$}", number(variant.quotes)))
            .put(PLAIN, "  ");
        page.put(PLAIN, &variant.name);
        if let Some(rule) = variant.joined {
            page.put(DIM, &format!(" · {}", reason(rule)));
        }
        page.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::text::Look;
    use crate::identity::Rule;
    use crate::search::Variant;

    #[test]
    fn a_speaker_with_the_names_that_were_joined() {
        let variant = |name: &str, quotes, joined| Variant {
            name: name.into(),
            quotes,
            articles: 1,
            joined,
        };
        let speaker = |name: &str, quotes, variants| Speaker {
            name: name.into(),
            speaker_type: "person".into(),
            quotes,
            articles: 2,
            variants,
        };
        let response = SpeakersResponse {
            total: 2,
            speakers: vec![
                speaker(
                    "Jane Holloway",
                    12,
                    vec![
                        variant("Jane Holloway", 8, None),
                        variant("Holloway", 4, Some(Rule::Surname)),
                    ],
                ),
                speaker("Adam Olsen", 3, vec![variant("Adam Olsen", 3, None)]),
            ],
            ..SpeakersResponse::default()
        };
        let mut page = Page::new(Look::default());
        lay_out(&mut page, &response, true);
        assert_eq!(
            page.finish(),
            "\
12  Jane Holloway · person · 2 articles
     8  Jane Holloway
     4  Holloway · surname alone
 3  Adam Olsen · person · 2 articles
"
        );
    }
}
