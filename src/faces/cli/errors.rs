//! The one place where failures are worded for people.
//!
//! Each becomes an `error:` line and a `hint:` line that says what to do, in lower
//! case and without a final period. A fault inside a query is shown under the query;
//! for a program (`--json`) it is told as a number instead, so that a message has two lines.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::style;
use super::text::{Look, Page, printable, shorten};
use crate::article::Span;
use crate::error::{CorpusError, Error, IndexError, QueryError, SpeakersError, TopicsError};
use crate::facet;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Something to tell.
    Told(Box<Problem>),
    /// Nobody reads the output any more: no error, and nothing to say.
    ClosedPipe,
}

/// An error as it is printed.
#[derive(Debug, Default)]
pub struct Problem {
    pub message: String,
    /// Query and place in it, in bytes.
    pub place: Option<(String, Span)>,
    pub hint: String,
}

/// Longer messages are cut: they quote what was typed.
const LONGEST: usize = 200;
/// Columns of a query shown on either side of the fault.
const AROUND: usize = 32;

impl Problem {
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            place: None,
            hint: hint.into(),
        }
    }

    /// The lines to print.
    pub fn render(&self, look: Look, compact: bool) -> String {
        let mut page = Page::new(Look { width: None, ..look });
        page.put(style::ERROR, "error").put(style::BOLD, ": ");
        page.put(style::BOLD, &shorten(&self.message, LONGEST));
        match &self.place {
            Some((query, span)) if compact => {
                let at = query.get(..span.start).map_or(0, |before| before.chars().count());
                page.put(style::BOLD, &format!(" (at character {})", at + 1))
                    .end();
            }
            Some((query, span)) => {
                page.end();
                let (shown, at, width) = window(query, *span);
                page.put(style::PLAIN, "  ").put(style::PLAIN, &shown).end();
                page.put(style::PLAIN, &" ".repeat(at + 2))
                    .put(style::ERROR, &"^".repeat(width))
                    .end();
            }
            None => page.end(),
        }
        page.put(style::HINT, "hint")
            .put(style::PLAIN, ": ")
            .put(style::PLAIN, &self.hint)
            .end();
        page.finish()
    }
}

/// The part of a query around a fault, the column of the fault in it and its width.
fn window(query: &str, span: Span) -> (String, usize, usize) {
    let floor = |mut at: usize| {
        at = at.min(query.len());
        while !query.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(span.start), floor(span.end.max(span.start)));
    let before = printable(&query[..start]);
    let before = if before.width() > AROUND {
        let mut kept = String::new();
        for c in before.chars().rev() {
            if kept.width() + 1 > AROUND {
                break;
            }
            kept.insert(0, c);
        }
        format!("…{kept}")
    } else {
        before.into_owned()
    };
    let fault = printable(&query[start..end]);
    let fault = shorten(&fault, AROUND).into_owned();
    let after = printable(&query[end..]);
    let after = shorten(&after, AROUND);
    (
        format!("{before}{fault}{after}"),
        before.width(),
        fault.width().max(1),
    )
}

impl From<std::io::Error> for Failure {
    /// Failures of standard output; files have wordings of their own.
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::ClosedPipe;
        }
        let hint = match error.kind() {
            std::io::ErrorKind::StorageFull => "free some space, or send the output elsewhere",
            _ => "check where the output goes",
        };
        Problem::new(format!("cannot write the output: {error}"), hint).into()
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Told(Box::new(problem))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let problem = match &error {
            Error::Corpus(e) => of_corpus(e),
            Error::Index(e) => of_index(e),
            Error::Speakers(e) => of_speakers(e),
            Error::Query(e) => of_query(e),
            Error::Topics(e) => of_topics(e),
        };
        problem.into()
    }
}

fn of_corpus(error: &CorpusError) -> Problem {
    let hint = match error {
        CorpusError::NotFound(_) => "give the path of a file or folder of articles".to_owned(),
        CorpusError::Unreadable { source, .. } => of_io(source, "check that the folder can be read"),
    };
    Problem::new(error.to_string(), hint)
}

fn of_speakers(error: &SpeakersError) -> Problem {
    let hint = match error {
        SpeakersError::Unreadable { .. } => {
            "put the file back, name another with --speakers FILE, or go on without by --speakers none"
        }
        SpeakersError::Invalid { .. } => {
            "`onrecord index --help` shows what the file looks like; nothing was changed"
        }
    };
    Problem::new(error.to_string(), hint)
}

fn of_index(error: &IndexError) -> Problem {
    let hint = match error {
        IndexError::Missing(dir) => format!("make one with {}", indexing(dir, " FOLDER")),
        IndexError::Foreign(_) => {
            "name another folder with --index; nothing in this one was touched".to_owned()
        }
        IndexError::Format { path, .. } => format!("make it anew with {}", indexing(path, " FOLDER --rebuild")),
        IndexError::Locked { .. } => "run the same command when it has ended, or let it wait with --wait 60".to_owned(),
        IndexError::Occupied(_) => "name a folder that is new or empty".to_owned(),
        IndexError::Damaged { path, .. } => format!("make it anew with {}", indexing(path, " FOLDER --rebuild")),
        IndexError::Io { source, path, .. } => {
            of_io(source, &format!("check that {} can be used", path.display()))
        }
        IndexError::Engine(_) => "`onrecord verify` tells whether the index is whole".to_owned(),
        IndexError::UnknownId(_) => "ids stand beside every hit of `onrecord search`; their beginning is enough where no other id has it".to_owned(),
    };
    Problem::new(error.to_string(), hint)
}

/// The `index` command for an index folder, as it has to be typed.
fn indexing(dir: &Path, more: &str) -> String {
    format!("`onrecord index{more}{}`", super::terminal::index_flag(dir))
}

/// What `verify` found to be wrong.
pub fn damaged(index: &Path, files: usize) -> Problem {
    let files = super::text::count(files as u64, "file");
    Problem::new(
        format!("the index in {} is damaged: {files}", index.display()),
        format!("make it anew with {}", indexing(index, " FOLDER --rebuild")),
    )
}

fn of_io(error: &std::io::Error, otherwise: &str) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space on the disk and run the same command again; what was indexed before is safe"
                .to_owned()
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "check the permissions, or use another folder".to_owned()
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            "that is a file; name a folder with --index".to_owned()
        }
        _ => otherwise.to_owned(),
    }
}

fn of_topics(error: &TopicsError) -> Problem {
    let hint = match error {
        TopicsError::Unreadable { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            "name the file with --topics FILE, or give its topics up with --topics none".to_owned()
        }
        TopicsError::Words { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
            "name the file with --topic-words FILE, or give its words up with --topic-words none".to_owned()
        }
        TopicsError::Unreadable { source, .. } | TopicsError::Words { source, .. } => {
            of_io(source, "check that the file can be read")
        }
        TopicsError::Invalid { hint, .. } => hint.clone(),
        TopicsError::Query { fault, .. } => of_query(fault).hint,
    };
    Problem::new(error.to_string(), hint)
}

fn of_query(error: &QueryError) -> Problem {
    let place = |place: &Option<(String, Span)>| place.clone();
    match error {
        QueryError::Syntax {
            query, span, hint, ..
        } => Problem {
            message: error.to_string(),
            place: Some((query.clone(), *span)),
            hint: hint
                .clone()
                .unwrap_or_else(|| "`onrecord search --help` shows how queries are written".to_owned()),
        },
        QueryError::UnknownValue {
            facet,
            value,
            nearest,
            place: at,
        } => Problem {
            message: format!("unknown {facet} {:?}", shorten(value, 60)),
            place: place(at),
            hint: did_you_mean(nearest)
                .unwrap_or_else(|| format!("`onrecord facets {facet}` lists those in the index")),
        },
        QueryError::Date { place: at, .. } => Problem {
            message: error.to_string(),
            place: place(at),
            hint: "dates are written 2025-12-01, 2025-12, \"dec 1\", yesterday or \"3 days ago\"".to_owned(),
        },
        QueryError::UnknownFacet { name, nearest } => match facet::by_name(name) {
            // The table has it, so it is one that only quotes have.
            Some(f) => Problem::new(
                format!("articles have no facet {:?}", f.name),
                format!(
                    "`onrecord facets {0}` and `onrecord quotes --facets {0}` count it",
                    f.name
                ),
            ),
            None => Problem::new(
                format!("unknown facet {:?}", shorten(name, 60)),
                did_you_mean(nearest).unwrap_or_else(known_facets),
            ),
        },
        QueryError::NoTree(name) => Problem::new(
            error.to_string(),
            format!(
                "leave out --under and --depth: `onrecord facets {name}` lists all; trees are {}",
                trees()
            ),
        ),
        QueryError::TooLarge(_) => {
            Problem::new(error.to_string(), "ask with fewer words, or in several queries")
        }
    }
}

/// `did you mean "a", "b" or "c"?`
pub fn did_you_mean(nearest: &[String]) -> Option<String> {
    let names: Vec<_> = nearest
        .iter()
        .take(5)
        .map(|n| format!("\"{}\"", shorten(n, 60)))
        .collect();
    let (last, rest) = names.split_last()?;
    Some(if rest.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", rest.join(", "))
    })
}

/// The facets whose values are trees.
fn trees() -> String {
    let names: Vec<_> = facet::FACETS
        .iter()
        .filter(|f| f.is_tree())
        .map(|f| f.name)
        .collect();
    names.join(", ")
}

pub fn known_facets() -> String {
    let names: Vec<_> = facet::FACETS.iter().map(|f| f.name).collect();
    format!("facets are {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problem: &Failure, expected: &str) {
        let Failure::Told(problem) = problem else {
            panic!("nothing told")
        };
        assert_eq!(problem.render(Look::default(), false), expected);
    }

    #[test]
    fn a_fault_in_a_query_is_shown_where_it_is() {
        let error = QueryError::Syntax {
            query: "漢 speeker:macron".into(),
            span: Span::new(4, 11),
            message: "unknown field \"speeker\"".into(),
            hint: Some("did you mean \"speaker\"?".into()),
        };
        check(
            &Error::from(error).into(),
            "error: unknown field \"speeker\"\n  漢 speeker:macron\n     ^^^^^^^\nhint: did you mean \"speaker\"?\n",
        );
    }

    #[test]
    fn long_and_wild_queries_stay_short_and_tame() {
        let query = format!("{}\x1b[2J(", "a ".repeat(20_000));
        let span = Span::new(query.len() - 1, query.len());
        let problem = Problem {
            message: "unclosed".into(),
            place: Some((query, span)),
            hint: "close it".into(),
        };
        let text = problem.render(Look::default(), false);
        assert!(text.len() < 200 && !text.contains('\x1b'), "{text}");
        assert!(
            problem
                .render(Look::default(), true)
                .starts_with("error: unclosed (at character 40005)\n")
        );
    }

    #[test]
    fn unknown_values_name_the_nearest() {
        let error = QueryError::UnknownValue {
            facet: "speaker".into(),
            value: "macrom".into(),
            nearest: vec!["Emmanuel Macron".into(), "Brigitte Macron".into()],
            place: None,
        };
        check(
            &Error::from(error).into(),
            "error: unknown speaker \"macrom\"\nhint: did you mean \"Emmanuel Macron\" or \"Brigitte Macron\"?\n",
        );
    }

    #[test]
    fn a_missing_index_says_how_to_make_one() {
        check(
            &Error::from(IndexError::Missing("/tmp/no index".into())).into(),
            "error: no index in /tmp/no index\nhint: make one with `onrecord index FOLDER --index \"/tmp/no index\"`\n",
        );
    }
}
