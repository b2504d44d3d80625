//! One file: read, and annotated article by article.

use super::Options;
use super::plan::{self, Job};
use crate::annotate::{self, Lexicons};
use crate::corpus::{self, Skip};
use crate::error::IndexError;
use crate::identity::Quoted;
use crate::index::document::{self, Origin};
use crate::index::ids;
use crate::index::manifest::first_eight;
use crate::index::rows::Rows;
use crate::index::schema::Fields;

/// What became of one file.
pub enum Outcome {
    /// Its content is known.
    Unchanged(u64),
    /// It was not read, since the run is to stop.
    Left,
    /// It cannot be indexed; its last good version, if any, is kept.
    Skipped(Skip),
    /// Its articles, and the ids of those that it held before.
    Read { articles: Vec<Read>, known: Vec<String> },
}

/// An article that was read and understood.
pub struct Read {
    /// What is to be written of it.
    pub rows: Result<Rows, IndexError>,
    /// Who said its quotes.
    pub quoted: Quoted,
    /// Whether its id is one that no commit knows.
    pub is_new: bool,
}

/// Reads and annotates one file.
pub fn read_and_annotate(job: &Job, lexicons: &Lexicons, options: &Options, fields: &Fields) -> Outcome {
    let skip = |reason: String| job.skip(&reason);
    let raw = match corpus::load(&job.entry, options.max_file_size) {
        Ok(raw) => raw,
        Err(problem) => return skip(problem.reason),
    };
    let hash = first_eight(&raw.hash);
    if !job.moved && !job.known.is_empty() && job.known.iter().all(|known| known.origin.hash == hash) {
        return Outcome::Unchanged(job.known.len() as u64);
    }
    let origin = Origin {
        file: plan::key(&job.entry.full).into_owned(),
        size: raw.bytes.len() as u64,
        modified_ns: job.entry.modified_ns,
        hash,
    };
    let read = match corpus::articles(&job.entry.path, &raw.bytes, options.today) {
        Ok(read) => read,
        Err(reason) => return skip(reason),
    };
    let articles = read.into_iter().enumerate().map(|(n, mut article)| {
        article.id = job.id(n);
        let annotations = annotate::annotate(&article, lexicons);
        let quoted = Quoted::of(&annotations, document::clean_value);
        let understood = (&annotations, &quoted);
        Read {
            rows: document::rows(fields, article, understood, &origin, &lexicons.topics),
            quoted,
            // The first id of a file was made to be another than all that are known.
            is_new: n == 0 && job.known.is_empty(),
        }
    });
    Outcome::Read {
        articles: articles.collect(),
        known: job.known.iter().map(|known| known.id.clone()).collect(),
    }
}

impl Job {
    /// Names the file as one that cannot be indexed.
    pub fn skip(&self, reason: &str) -> Outcome {
        let kept = if self.known.is_empty() {
            ""
        } else {
            "; the version indexed before is kept"
        };
        Outcome::Skipped(Skip {
            path: self.entry.path.clone(),
            reason: format!("{reason}{kept}"),
        })
    }

    /// The id of the file's `n`-th article.
    fn id(&self, n: usize) -> String {
        match self.known.get(n) {
            Some(known) => known.id.clone(),
            None if n == 0 => self.first_id.clone(),
            None => ids::new_id(&format!("{}#{n}", self.relative), &|_| false),
        }
    }
}
