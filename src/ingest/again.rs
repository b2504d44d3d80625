//! Articles that are written again from what the index itself stores.

use rayon::prelude::*;

use super::{BATCH, Lazy};
use crate::error::Error;
use crate::identity::Identity;
use crate::index::stored::Stored;
use crate::index::{Writer, document};

/// Whom a name of an article stands for.
pub(super) type Who<'a> = Box<dyn Fn(&str) -> Identity + 'a>;

/// Writes articles again, as `change` makes them of what it is given; `None` where an article
/// is right as it stands. How many were written.
///
/// # Errors
/// Those of `change`, and [`Error::Index`] where the index cannot be written.
pub(super) fn write<'a, T: Sync>(
    writer: &Writer,
    which: &[T],
    lexicons: &Lazy,
    change: impl Fn(&T) -> Result<Option<(Stored, Who<'a>)>, Error> + Sync,
) -> Result<u64, Error> {
    let documents = |one: &T| -> Result<_, Error> {
        let Some((stored, who)) = change(one)? else {
            return Ok(None);
        };
        let id = stored.article.id.clone();
        let documents = document::documents(
            &writer.fields,
            stored.article,
            stored.annotations,
            &stored.origin,
            &lexicons.topics,
            &who,
        )?;
        Ok(Some((id, documents)))
    };
    let mut written = 0;
    for batch in which.chunks(BATCH) {
        let made: Vec<_> = batch.par_iter().map(documents).collect();
        for article in made {
            if let Some((id, documents)) = article? {
                writer.replace(&id, documents)?;
                written += 1;
            }
        }
    }
    Ok(written)
}
