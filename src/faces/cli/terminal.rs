//! The two streams, and everything read from the surroundings: is it a terminal,
//! how wide, may it have colours, what day is it.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use serde::Serialize;

use super::args::{self, Colour, Global};
use super::errors::{Failure, Problem};
use super::style;
use super::text::{Look, Page, printable_json, printable_name, shell_word};
use crate::corpus::Skip;
use crate::search::Searcher;

/// Wider lines than this are hard to read, whatever the terminal can do.
const WIDEST: usize = 100;

/// What every command needs to know of its surroundings.
pub struct App {
    pub index: PathBuf,
    pub json: bool,
    pub quiet: bool,
    pub verbose: bool,
    pub today: jiff::civil::Date,
    pub out: Look,
    pub err: Look,
}

impl App {
    pub fn new(global: &Global) -> Self {
        Self {
            index: global.index.clone(),
            json: global.json,
            quiet: global.quiet,
            verbose: global.verbose,
            today: global.today.unwrap_or_else(|| jiff::Zoned::now().date()),
            out: look(
                &std::io::stdout(),
                global.color,
                terminal_size::terminal_size_of(std::io::stdout()),
            ),
            err: look(
                &std::io::stderr(),
                global.color,
                terminal_size::terminal_size_of(std::io::stderr()),
            ),
        }
    }

    /// For words that could not be read, or ask for help; a choice of colour in them holds.
    pub fn bare(words: &[std::ffi::OsString]) -> Self {
        let words: Vec<_> = words.iter().filter_map(|w| w.to_str()).collect();
        let apart = words.windows(2).filter(|w| w[0] == "--color").map(|w| w[1]);
        let choice = words
            .iter()
            .filter_map(|w| w.strip_prefix("--color="))
            .chain(apart)
            .next_back();
        Self::new(&Global {
            index: args::DEFAULT_INDEX.into(),
            json: false,
            color: choice
                .and_then(|c| Colour::from_str(c, false).ok())
                .unwrap_or(Colour::Auto),
            quiet: false,
            verbose: false,
            today: None,
        })
    }

    pub fn searcher(&self) -> Result<Searcher, Failure> {
        Ok(Searcher::open(&self.index)?)
    }

    pub fn page(&self) -> Page {
        Page::new(self.out)
    }

    /// Prints a page of results.
    pub fn print(&self, page: Page) -> Result<(), Failure> {
        let text = page.finish();
        if !self.out.colour {
            return write_out(&text);
        }
        // Older consoles of Windows know no escapes: the stream translates them.
        let mut out = AutoStream::always(std::io::stdout().lock());
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Prints one JSON document: in lines for a person, in one line for a program.
    pub fn print_json(&self, document: &impl Serialize) -> Result<(), Failure> {
        let text = if self.out.terminal {
            serde_json::to_string_pretty(document)
        } else {
            serde_json::to_string(document)
        };
        write_out(&(printable_json(text.map_err(std::io::Error::from)?) + "\n"))
    }

    /// Prints one JSON document a line.
    pub fn print_jsonl<T: Serialize>(&self, documents: &[T]) -> Result<(), Failure> {
        let mut text = String::new();
        for document in documents {
            text.push_str(&serde_json::to_string(document).map_err(std::io::Error::from)?);
            text.push('\n');
        }
        write_out(&printable_json(text))
    }

    /// Tells a person something that is no result.
    pub fn note(&self, words: &str) {
        if !self.quiet {
            self.say(style::HINT, "note", words);
        }
    }

    /// Tells of something that went wrong and did not stop the work.
    pub fn warn(&self, words: &str) {
        if !self.quiet {
            self.say(style::WARNING, "warning", words);
        }
    }

    /// Names a file that was not read.
    pub fn skipped(&self, skip: &Skip) {
        self.warn(&skipped(skip));
    }

    fn say(&self, style: anstyle::Style, label: &str, words: &str) {
        let mut page = Page::new(Look {
            width: None,
            ..self.err
        });
        page.put(style, label)
            .put(style::PLAIN, ": ")
            .put(style::PLAIN, words)
            .end();
        write_err(&page.finish());
    }

    /// Tells that nothing matches; the exit status says it to programs.
    pub fn nothing(&self, what: &str) -> u8 {
        if !self.quiet {
            write_err(&format!("{what}\n"));
        }
        NOTHING
    }

    /// Prints an error with its hint.
    pub fn fail(&self, problem: &Problem) {
        write_err(&problem.render(self.err, self.json));
    }
}

/// Names a file that was not read, and why.
pub fn skipped(skip: &Skip) -> String {
    format!("skipped {}: {}", printable_name(&skip.path), skip.reason)
}

/// Exit status: something was found.
pub const FOUND: u8 = 0;
/// Exit status: nothing was found.
pub const NOTHING: u8 = 1;
/// Exit status: the command failed.
pub const FAILED: u8 = 2;
/// Exit status: done, but for some files or lines.
pub const PARTLY: u8 = 3;

fn look<S>(stream: &S, colour: Colour, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Look
where
    S: anstream::stream::RawStream + IsTerminal,
{
    let terminal = IsTerminal::is_terminal(stream);
    let colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => AutoStream::choice(stream) != ColorChoice::Never,
    };
    let width = terminal.then(|| size.map_or(80, |(w, _)| usize::from(w.0)).clamp(40, WIDEST));
    Look {
        colour,
        terminal,
        width,
    }
}

/// ` --index DIR` for commands that are suggested, where they would not find that index by themselves.
pub fn index_flag(index: &Path) -> String {
    let found = args::index_folder(std::env::var_os(args::INDEX_VARIABLE).unwrap_or_default());
    if index == found {
        return String::new();
    }
    format!(
        " --index {}",
        shell_word(&printable_name(&index.to_string_lossy()))
    )
}

/// Writes results. The flush is what finds a full disk.
pub fn write_out(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes messages; where not even that works there is nobody left to tell.
pub fn write_err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An app whose output is neither read nor written, for tests of layout.
    pub fn app(width: Option<usize>, colour: bool) -> App {
        let out = Look {
            colour,
            terminal: false,
            width,
        };
        App {
            index: super::args::DEFAULT_INDEX.into(),
            json: false,
            quiet: false,
            verbose: false,
            today: jiff::civil::date(2025, 12, 2),
            out,
            err: Look::default(),
        }
    }
}
