//! `onrecord verify`: whether the index is whole.

use clap::Args;

use super::errors::{Failure, damaged};
use super::style::{BOLD, PLAIN};
use super::terminal::{App, FAILED, FOUND, PARTLY};
use super::text::{Page, count};
use crate::index::{Damage, verify, verify_deep};

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Verify {
    /// Also read the articles' files again, and name those that are not as they were indexed
    #[arg(long)]
    deep: bool,
}

const EXAMPLES: &str = "\
Reads every file of the index and changes nothing. Exit status 0: whole; 2: damaged;
3: whole, but files of the corpus have changed or gone (--deep).

Examples:
  onrecord verify
  onrecord verify --deep
  onrecord verify --json | jq '.damage[]'";

pub fn run(app: &App, args: &Verify) -> Result<u8, Failure> {
    let found = if args.deep {
        verify_deep(&app.index)?
    } else {
        verify(&app.index)?
    };
    if app.json {
        app.print_json(&found)?;
    } else {
        let mut page = app.page();
        if found.ok {
            page.put(BOLD, "whole").put(PLAIN, ": ");
            let mut facts = vec![
                count(found.articles, "article"),
                format!("{} checked", count(found.files_checked, "file")),
            ];
            facts.extend(
                found
                    .corpus_checked
                    .map(|n| format!("{} of the corpus read again", count(n, "file"))),
            );
            page.put(PLAIN, &facts.join(", ")).end();
        }
        name(&mut page, &found.damage);
        name(&mut page, &found.corpus);
        app.print(page)?;
    }
    if !found.ok {
        app.fail(&damaged(&app.index, found.damage.len()));
        return Ok(FAILED);
    }
    if !found.corpus.is_empty() {
        let files = count(found.corpus.len() as u64, "file");
        app.warn(&format!(
            "{files} of the corpus not as indexed; `onrecord index` brings the index up to date"
        ));
        return Ok(PARTLY);
    }
    Ok(FOUND)
}

fn name(page: &mut Page, files: &[Damage]) {
    for damage in files {
        page.put_name(BOLD, &damage.file)
            .put(PLAIN, ": ")
            .put(PLAIN, &damage.problem)
            .end();
    }
}
