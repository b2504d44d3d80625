//! The command line: one file a command, and what they share.
//!
//! Results go to standard output, everything else to standard error. What the
//! library answers is only laid out here; [`errors`] words what it refuses, [`text`]
//! keeps other people's characters from acting on the terminal.

mod annotate;
mod annotated;
mod args;
mod compact;
mod completions;
mod deadline;
mod errors;
mod facets;
mod faults;
mod filters;
mod hits;
mod index;
mod jsonl;
mod lists;
mod progress;
mod quotes;
mod search;
mod show;
mod signals;
mod snapshot;
mod speakers;
mod stats;
mod style;
mod terminal;
mod text;
mod topics;
mod update;
mod usage;
mod verify;
mod watch;

use std::process::ExitCode;

use args::{Cli, Command};
use errors::Failure;
use terminal::{App, FAILED, FOUND};

/// Runs the program with the words of the command line.
pub fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let cli = match args::parse(words.iter().cloned()) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(refuse(&error, &words)),
    };
    let app = App::new(&cli.global);
    ExitCode::from(status(&app, faults::told(|| run(&app, &cli))))
}

fn run(app: &App, cli: &Cli) -> Result<u8, Failure> {
    match &cli.command {
        Command::Index(args) => index::run(app, args),
        Command::Search(args) => search::run(app, args),
        Command::Quotes(args) => quotes::run(app, args),
        Command::Facets(args) => facets::run(app, args),
        Command::Show(args) => show::run(app, args),
        Command::Annotate(args) => annotate::run(app, args),
        Command::Speakers(args) => speakers::run(app, args),
        Command::Topics(args) => topics::run(app, args),
        Command::Stats(args) => stats::run(app, args),
        Command::Verify(args) => verify::run(app, args),
        Command::Snapshot(args) => snapshot::run(app, args),
        Command::Completions(args) => completions::run(args),
    }
}

/// The exit status; an error is told on the way.
fn status(app: &App, outcome: Result<u8, Failure>) -> u8 {
    match outcome {
        Ok(status) => status,
        Err(Failure::ClosedPipe) => FOUND,
        Err(Failure::Told(problem)) => {
            app.fail(&problem);
            FAILED
        }
    }
}

/// Ends a command line that clap did not run: help, version, or a fault.
fn refuse(error: &clap::Error, words: &[std::ffi::OsString]) -> u8 {
    use clap::error::ErrorKind;
    let app = App::bare(words);
    let render = |text: &clap::builder::StyledStr, look: text::Look| match look.colour {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => status(
            &app,
            terminal::write_out(&render(&error.render(), app.out)).map(|()| FOUND),
        ),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            terminal::write_err(&render(&args::command().render_help(), app.err));
            FAILED
        }
        _ => {
            app.fail(&usage::problem(error, words));
            FAILED
        }
    }
}
