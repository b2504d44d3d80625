//! Articles that are written again from what the index itself stores.

use std::mem::take;

use rayon::prelude::*;
use tantivy::DocAddress;

use super::{BATCH, Lazy};
use crate::error::Error;
use crate::identity::{Identity, Quoted};
use crate::index::names::Names;
use crate::index::stored::Stored;
use crate::index::{Writer, document};

/// Whom a name of an article stands for.
pub(super) type Who<'a> = Box<dyn Fn(&str) -> Identity + 'a>;

/// Writes articles of the last commit again, as `change` makes them of what is stored; `None` where
/// an article is right as it stands. `find` says which, each with what `change` is to know of it. Where
/// `change` does not say whom names stand for, they are judged as those of new articles are.
///
/// # Errors
/// Those of `find` and `change`, and [`Error::Index`] where the index cannot be read or written.
pub(super) fn write<'a, T: Sync>(
    writer: &mut Writer,
    lexicons: &Lazy,
    find: impl Fn(&Names) -> tantivy::Result<Vec<(DocAddress, T)>>,
    change: impl Fn(&T, Stored) -> Option<(Stored, Option<Who<'a>>)> + Sync,
) -> Result<(), Error> {
    let (mut which, segments) = loop {
        let names = writer.names()?;
        let which = find(&names).map_err(|e| writer.error(e))?;
        if let Some(segments) = names.segments().map_err(|e| writer.error(e))? {
            break (which, segments);
        }
    };
    which.sort_by_key(|(address, _)| *address);
    for part in which.chunk_by(|(a, _), (b, _)| a.segment_ord == b.segment_ord) {
        let Some((first, _)) = part.first() else { continue };
        let segment = segments.open(first.segment_ord)?;
        let fields = writer.fields.clone();
        let rows = |(address, known): &(DocAddress, T)| -> Result<_, Error> {
            let stored = segment.article(address.doc_id)?;
            let Some((stored, who)) = change(known, stored) else {
                return Ok(None);
            };
            let quoted = Quoted::of(&stored.annotations, document::clean_value);
            let understood = (&stored.annotations, &quoted);
            let (origin, topics) = (&stored.origin, &lexicons.topics);
            let mut rows = document::rows(&fields, stored.article, understood, origin, topics)?;
            if let Some(who) = who {
                rows.cast = take(&mut rows.cast).known(&who);
            }
            Ok(Some(rows))
        };
        for batch in part.chunks(BATCH) {
            let made: Vec<_> = batch.par_iter().map(rows).collect();
            for rows in made {
                if let Some(rows) = rows? {
                    writer.replace(rows)?;
                }
            }
        }
    }
    Ok(())
}
