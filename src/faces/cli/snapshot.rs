//! `onrecord snapshot`: a backup of the index as of its last commit.

use std::path::PathBuf;

use clap::Args;

use super::errors::Failure;
use super::style::{BOLD, PLAIN};
use super::terminal::{App, FOUND};
use super::text::count;

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Snapshot {
    /// A folder that is new or empty
    #[arg(value_name = "DIR")]
    target: PathBuf,

    /// Copy files where they could be linked
    #[arg(long)]
    copy: bool,
}

const EXAMPLES: &str = "\
Puts the last commit into DIR, also while another onrecord is writing, and checks every byte of it.
A snapshot is an index: search it with --index DIR, or copy it to where the index was to restore it.
On the same disk its files are linked and take no room; for another disk, or against the failure of
this one, give a folder there.

Examples:
  onrecord snapshot /backup/news-2025-12-01
  onrecord search ceasefire --index /backup/news-2025-12-01";

pub fn run(app: &App, args: &Snapshot) -> Result<u8, Failure> {
    let found = crate::index::snapshot(&app.index, &args.target, args.copy)?;
    if app.json {
        app.print_json(&found)?;
    } else if !app.quiet {
        let mut page = app.page();
        let (articles, files) = (
            count(found.articles, "article"),
            count(found.files_checked, "file"),
        );
        page.put_name(BOLD, &args.target.to_string_lossy())
            .put(PLAIN, &format!(": {articles}, {files} checked"))
            .end();
        app.print(page)?;
    }
    Ok(FOUND)
}
