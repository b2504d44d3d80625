//! What can be asked.

use serde::{Deserialize, Serialize};

use super::compile::Target;
use super::suggest;
use crate::error::{Error, QueryError};
use crate::facet::{self, FACETS, Facet};

/// A question to the index. `Request::default()` matches everything.
///
/// ```
/// use onrecord::search::Request;
/// let request = Request { query: "ceasefire".into(), ..Request::default() }.with("speaker", "macron");
/// assert_eq!(request.filters.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// In the query language; empty or `*` matches everything.
    pub query: String,
    /// Values of one facet are alternatives; different facets narrow each other.
    pub filters: Vec<Filter>,
    /// First day, as a person writes it ("2025-12", "yesterday").
    pub since: Option<String>,
    /// Last day, included.
    pub until: Option<String>,
    /// Hits to return; 0 returns none and still counts.
    pub limit: usize,
    /// Hits to pass over.
    pub offset: usize,
    /// Order of the hits.
    pub sort: Sort,
    /// Facets to count beside the hits.
    pub facets: FacetChoice,
    /// Values returned per facet beside the hits; the counts themselves are exact.
    pub facet_limit: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: Vec::new(),
            since: None,
            until: None,
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            facets: FacetChoice::default(),
            facet_limit: 10,
        }
    }
}

impl Request {
    /// Adds one allowed value of a facet.
    pub fn with(mut self, facet: &str, value: &str) -> Self {
        self.filters.push(Filter {
            facet: facet.to_owned(),
            value: value.to_owned(),
        });
        self
    }
}

/// One allowed value of one facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// A name or alias of [`FACETS`](crate::facet::FACETS).
    pub facet: String,
    /// As the user wrote it.
    pub value: String,
}

/// Order of hits. Ties are broken by day (newest first), then id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best match first; newest first where there are no words to match.
    #[default]
    Relevance,
    /// Latest day first; undated last.
    Newest,
    /// Earliest day first; undated last.
    Oldest,
}

/// Which facets to count beside the hits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetChoice {
    /// Those that the facet table shows.
    #[default]
    Shown,
    /// None.
    None,
    /// These, by name.
    Named(Vec<String>),
}

/// The facets to count beside the hits.
pub(super) fn chosen(choice: &FacetChoice, target: Target) -> Result<Vec<&'static Facet>, Error> {
    let fits = |f: &&'static Facet| target == Target::Quotes || f.on_articles;
    match choice {
        FacetChoice::None => Ok(Vec::new()),
        FacetChoice::Shown => Ok(FACETS.iter().filter(|f| f.shown).filter(fits).collect()),
        FacetChoice::Named(names) => {
            let find = |name: &String| {
                facet::by_name(name).filter(fits).ok_or_else(|| {
                    let known = FACETS.iter().filter(fits).map(|f| f.name);
                    Error::from(QueryError::UnknownFacet {
                        name: name.clone(),
                        nearest: suggest::nearest(name, known, 3),
                    })
                })
            };
            names.iter().map(find).collect()
        }
    }
}
