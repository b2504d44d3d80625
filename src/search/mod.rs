//! Asking: query language, filters, facet counts, highlighting.
//!
//! [`Request`] goes in and a [`Response`] comes out; both are plain data, and all
//! that a face ever sees.

pub mod highlight;
pub mod query;
mod request;
mod response;
pub mod suggest;

pub use request::{FacetChoice, Filter, Request, Sort};
pub use response::{
    ArticleHit, CountryLabel, FacetValue, FacetsResponse, Highlight, QuoteHit, Response, Shown, Snippet,
    Stats, TopicLabel,
};

use std::path::Path;

use jiff::civil::Date;

use crate::error::Error;
use crate::facet::Facet;

/// An open index to ask. Cheap to share; sees the state of the moment it was opened.
pub struct Searcher {}

impl Searcher {
    /// Opens the index in a folder for reading.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        Err(crate::error::IndexError::Missing(dir.to_path_buf()).into())
    }

    /// Articles that match.
    pub fn articles(&self, _request: &Request, _today: Date) -> Result<Response<ArticleHit>, Error> {
        Ok(Response::default())
    }

    /// Quotes that match.
    pub fn quotes(&self, _request: &Request, _today: Date) -> Result<Response<QuoteHit>, Error> {
        Ok(Response::default())
    }

    /// Exact counts of every value of one facet over the articles (or quotes, for
    /// facets that only quotes have) that match; `limit` of `None` gives all values.
    pub fn facets(
        &self,
        _facet: &'static Facet,
        _request: &Request,
        _limit: Option<usize>,
        _today: Date,
    ) -> Result<FacetsResponse, Error> {
        Ok(FacetsResponse::default())
    }

    /// One article by its id (or a unique beginning of it, or its path), with its annotations.
    pub fn show(&self, id: &str) -> Result<Shown, Error> {
        Err(crate::error::IndexError::UnknownId(id.to_owned()).into())
    }

    /// What the index holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        Ok(Stats::default())
    }
}
