//! `onrecord verify`: whether the index is whole.

use clap::Args;

use super::errors::{Failure, damaged};
use super::style::{BOLD, PLAIN};
use super::terminal::{App, FAILED, FOUND};
use super::text::count;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Verify {}

const EXAMPLES: &str = "\
Reads every file of the index and changes nothing. Exit status 0: whole; 2: damaged.

Examples:
  onrecord verify
  onrecord verify --json | jq '.damage[]'";

pub fn run(app: &App, _args: &Verify) -> Result<u8, Failure> {
    let found = crate::index::verify(&app.index)?;
    if app.json {
        app.print_json(&found)?;
    } else {
        let mut page = app.page();
        if found.ok {
            page.put(BOLD, "whole").put(PLAIN, ": ");
            let (articles, files) = (
                count(found.articles, "article"),
                count(found.files_checked, "file"),
            );
            page.put(PLAIN, &format!("{articles}, {files} checked")).end();
        }
        for damage in &found.damage {
            page.put_name(BOLD, &damage.file)
                .put(PLAIN, ": ")
                .put(PLAIN, &damage.problem)
                .end();
        }
        app.print(page)?;
    }
    if found.ok {
        return Ok(FOUND);
    }
    app.fail(&damaged(&app.index, found.damage.len()));
    Ok(FAILED)
}
