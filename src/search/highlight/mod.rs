//! Why a text matches: true spans of the matches, and the sentences that show them.
//!
//! The engine's own snippet generator gives one fragment with offsets into the
//! fragment and costs more than the search. Here one walk over the text finds the
//! matches as the index would have found them, and snippets are slices of the body.
//!
//! ```
//! use onrecord::search::{highlight::{self, Matcher, Place}, query};
//! let body = "Talks began in Paris. Nobody expects much.\nMr. Macron talked for an hour.";
//! let query = query::parse("talks \"mr macron\"").unwrap();
//! let matches = Matcher::new(&query.tree, Place::Body).find(body);
//! let words: Vec<_> = highlight::spans(&matches).iter().map(|s| s.of(body)).collect();
//! assert_eq!(words, ["Talks", "Mr. Macron", "talked"]);
//! let snippets = highlight::snippets(body, &matches, 1);
//! assert_eq!(snippets[0].of(body), "Mr. Macron talked for an hour.");
//! ```

mod analysis;
mod matcher;
mod phrases;
mod snippets;

pub use matcher::{Match, Matcher, Place, spans};
pub use snippets::{MAX_SNIPPET_BYTES, snippets};
#[cfg(test)]
mod tests;
