//! **onrecord** turns a folder of news articles into a searchable record of
//! who said what, about which country, on which topic.
//!
//! The modules stand in the order in which an article flows through them; each
//! imports only from those above it (kept by `tests/layers.rs`).
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod article;
pub mod dates;
pub mod error;
pub mod facet;

pub mod annotate;
pub mod corpus;
pub mod index;
pub mod ingest;
pub mod search;
pub mod text;

pub mod faces;
