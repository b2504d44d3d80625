//! What was read is counted, and handed to the threads that write.

use super::Summary;
use super::read::{Outcome, Read};
use super::speakers::Speakers;
use crate::error::Error;
use crate::index::Writer;
use crate::index::rows::Rows;

/// Takes what became of some files; whether that changes the index. Their names are counted before
/// their articles are handed over: whoever writes these may ask for whom the names stand.
pub(super) fn take(
    outcomes: Vec<Outcome>,
    writer: &mut Writer,
    speakers: &mut Speakers,
    summary: &mut Summary,
) -> Result<bool, Error> {
    let mut changed = false;
    let mut before: Vec<String> = Vec::new();
    let mut fresh: Vec<Read> = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Unchanged(articles) => summary.unchanged += articles,
            Outcome::Left => summary.left += 1,
            Outcome::Skipped(skip) => summary.skipped.push(skip),
            Outcome::Read { articles, known } => {
                changed = true;
                for id in known.iter().skip(articles.len()) {
                    writer.remove(id)?;
                    summary.removed += 1;
                }
                before.extend(known);
                fresh.extend(articles);
            }
        }
    }
    speakers.forget(&before, writer)?;
    speakers.learn(fresh.iter().flat_map(|read| &read.quoted.speakers), writer)?;
    let rows = fresh.iter().filter_map(|read| read.rows.as_ref().ok());
    speakers.note_indexed(rows.map(Rows::id));
    for read in fresh {
        summary.indexed += 1;
        summary.quotes += read.quoted.of_quotes.len() as u64;
        let rows = read.rows?;
        if read.is_new {
            writer.add(rows)?;
        } else {
            writer.replace(rows)?;
        }
    }
    Ok(changed)
}
