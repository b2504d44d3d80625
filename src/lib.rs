//! **onrecord** turns a folder of news articles into a searchable record of
//! who said what, about which country, on which topic.
//!
//! The library has no clock, no terminal and no environment: the day is a
//! parameter, progress is a callback, answers are plain data.
//!
//! ```
//! use onrecord::ingest::{Options, ingest};
//! use onrecord::search::{Request, Searcher};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let story = "Harbour talks end\n\nThe Star, 8 May 2024\n\
//!              LISBON — The talks are over. “We have a deal,” Ana Silva, the port minister, said on Tuesday.\n";
//! std::fs::write(folder.path().join("talks.txt"), story)?;
//!
//! let today = jiff::civil::date(2026, 11, 24);
//! let index = folder.path().join("index");
//! let summary = ingest(&[folder.path()], &Options::new(&index, today), &|_progress| {})?;
//! assert_eq!((summary.indexed, summary.quotes), (1, 1));
//!
//! let searcher = Searcher::open(&index)?;
//! let request = Request { query: "\"a deal\"".into(), ..Request::default() }.with("speaker", "silva");
//! let found = searcher.quotes(&request, today)?;
//! assert_eq!(found.hits[0].text, "We have a deal,");
//! assert_eq!(found.hits[0].speaker.as_deref(), Some("Ana Silva"));
//! # Ok(())
//! # }
//! ```
//!
//! The modules stand in the order in which an article flows through them; each
//! imports only from those above it (kept by `tests/layers.rs`, told in
//! `ARCHITECTURE.md`).
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// Module docs are for those who change the code as well, and point into private modules.
#![allow(rustdoc::private_intra_doc_links)]

// The order is the flow: a blank line between each keeps the formatter from sorting them.

pub mod article;

pub mod error;

pub mod facet;

pub mod dates;

pub mod corpus;

pub mod text;

pub mod annotate;

pub mod identity;

pub mod index;

pub mod search;

pub mod ingest;

pub mod faces;
