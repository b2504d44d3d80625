//! Every way in which the library can fail, typed by the module that fails.
//!
//! Nothing here is worded for a terminal: the texts are short facts, and the
//! command line adds the hint. A bad *input file* is not an error but a
//! [`Skip`](crate::corpus::Skip), which is counted and named.

use std::path::PathBuf;

use thiserror::Error;

use crate::article::Span;

/// Any failure of the library.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A corpus root cannot be walked at all.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The index cannot be opened, read or written.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The user's file of speakers cannot be read or understood.
    #[error(transparent)]
    Speakers(#[from] SpeakersError),
    /// A query or filter cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The file of the user's own topics cannot be used.
    #[error(transparent)]
    Topics(#[from] TopicsError),
    /// The caller said that a search had lasted long enough; see [`Searcher::until`](crate::search::Searcher::until).
    #[error("the search was given up before its end")]
    Stopped,
}

/// A corpus root that cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CorpusError {
    /// Nothing of that name.
    #[error("no such file or folder: {0}")]
    NotFound(PathBuf),
    /// It exists and cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The root as given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// A file of speakers that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SpeakersError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("{path}{}: {message}", .line.map_or(String::new(), |line| format!(", line {line}")))]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Line, from 1, where the fault is in one.
        line: Option<usize>,
        /// What is wrong, without a final period.
        message: String,
    },
}

/// A file of the user's own topics that cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TopicsError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not what such a file must be.
    #[error("{path}, line {line}: {message}")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// A list of words for the standard topics cannot be read.
    #[error("cannot read {path}: {source}")]
    Words {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A query in it cannot be understood.
    #[error("{path}, line {line}, topic {name:?}: {fault}")]
    Query {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// The topic.
        name: String,
        /// What the query language says.
        fault: Box<QueryError>,
    },
}

/// A failure of the index on disk.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum IndexError {
    /// No index in that folder.
    #[error("no index in {0}")]
    Missing(PathBuf),
    /// The folder holds something else, which is left alone.
    #[error("{0} is not an onrecord index")]
    Foreign(PathBuf),
    /// A snapshot goes into a folder of its own.
    #[error("{0} is not empty")]
    Occupied(PathBuf),
    /// Made by another version of the program.
    #[error("the index in {path} has format {found}, and this program reads format {expected}")]
    Format {
        /// The index folder.
        path: PathBuf,
        /// Format number found on disk.
        found: u64,
        /// Format number of this program.
        expected: u64,
    },
    /// Made by another version of the program, in the same format by its number and with other fields.
    #[error(
        "the index in {path} was written by another version of onrecord ({program}), whose fields are others"
    )]
    OtherFields {
        /// The index folder.
        path: PathBuf,
        /// The version that wrote it, as it says.
        program: String,
    },
    /// Another process is writing.
    #[error("another onrecord is writing to {path}{}{holder}", if .holder.is_empty() { "" } else { ": " })]
    Locked {
        /// The index folder.
        path: PathBuf,
        /// Who, as it said itself; empty where that is not known.
        holder: String,
    },
    /// Files are missing or changed.
    #[error("the index in {path} is damaged: {problem}")]
    Damaged {
        /// The index folder.
        path: PathBuf,
        /// What was found.
        problem: String,
    },
    /// The system refused (disk full, permissions...).
    #[error("cannot {action} {path}: {source}")]
    Io {
        /// "read", "write", "create"...
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that the engine reports.
    #[error("search engine: {0}")]
    Engine(String),
    /// No article or quote of that id.
    #[error("no article with id {0}")]
    UnknownId(String),
}

/// A query or filter value that cannot be understood.
#[derive(Debug, Error, Clone, PartialEq)]
#[non_exhaustive]
pub enum QueryError {
    /// The query text breaks the grammar at `span` (bytes into `query`).
    #[error("{message}")]
    Syntax {
        /// The query as given.
        query: String,
        /// Where.
        span: Span,
        /// What is wrong, without a final period.
        message: String,
        /// What to write instead, where that is known.
        hint: Option<String>,
    },
    /// A filter value that the index, or the world, does not know.
    #[error("unknown {facet} {value:?}")]
    UnknownValue {
        /// Facet name: `speaker`, `country`, `topic`...
        facet: String,
        /// The value as given.
        value: String,
        /// Nearest known values, best first.
        nearest: Vec<String>,
        /// Where in the query (bytes), when it came from there.
        place: Option<(String, Span)>,
    },
    /// A date that cannot be read, or does not exist.
    #[error("{message}")]
    Date {
        /// The value as given.
        value: String,
        /// What is wrong ("2025 has no February 30").
        message: String,
        /// Where in the query (bytes), when it came from there.
        place: Option<(String, Span)>,
    },
    /// A facet or sort name that does not exist.
    #[error("unknown facet {name:?}")]
    UnknownFacet {
        /// The name as given.
        name: String,
        /// Nearest known names, best first.
        nearest: Vec<String>,
    },
    /// The values of that facet are no tree.
    #[error("the values of {0} are no tree")]
    NoTree(String),
    /// Over a limit (length, depth, clauses).
    #[error("{0}")]
    TooLarge(String),
}
