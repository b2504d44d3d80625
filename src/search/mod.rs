//! Asking: query language, filters, facet counts, highlighting.
//!
//! [`Request`] goes in and a [`Response`] comes out; both are plain data, and all
//! that a face ever sees.
//!
//! | file | holds |
//! |---|---|
//! | [`query`] | the query language: text to a syntax tree |
//! | [`values`] | what a person writes for a facet to values of the index |
//! | [`compile`] | request to what the engine runs |
//! | [`leaves`] | the smallest queries: one field, one value |
//! | [`gather`] | the matches gone through: count, best hits |
//! | [`counts`] | facet counts by ordinal, exact over all segments |
//! | [`highlight`] | true matches in a text, whole-sentence snippets |
//! | `saved` | topics of the user's own: queries with a name |
//! | [`tree`] | values as a tree: topics, countries by continent and region |
//! | [`hits`] | documents to hits |

pub mod compile;
pub mod counts;
pub mod gather;
pub mod highlight;
pub mod hits;
pub mod leaves;
pub mod query;
mod ranking;
mod request;
mod response;
pub(crate) mod saved;
mod speakers;
mod stats;
pub mod suggest;
pub mod tree;
pub mod values;

pub use request::{FacetChoice, Filter, Request, Sort};
pub use response::{
    ArticleHit, CountryLabel, FacetValue, FacetsResponse, Highlight, NameJoined, QuoteHit, Response, Shown,
    Snippet, Speaker, SpeakersResponse, Stats, TopicLabel, Variant,
};
pub use tree::{Branch, Drill};

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::annotate::{countries, topics};
use crate::article::{OWN_TOPIC, SCHEMA};
use crate::error::{Error, IndexError};
use crate::facet::{Facet, Values};
use crate::index::open::{self, Opened};
use crate::index::{Sizes, guarded};
use compile::{Compiled, Target};
use counts::{Above, Counting};
use gather::{Gather, Gathered};
use hits::{Hits, LookingFor};
use tree::Tree;
use values::Resolver;

/// An open index to ask. Sees the commit that was there when it was opened.
///
/// ```
/// # let dir = tempfile::tempdir()?;
/// # std::fs::write(dir.path().join("a.txt"), "A headline\n\nThe Star, May 8, 2024\n“We agreed,” said Ana Silva in Paris.\n")?;
/// # let today = jiff::civil::date(2026, 1, 1);
/// # let index = dir.path().join("index");
/// # onrecord::ingest::ingest(&[&dir.path().join("a.txt")], &onrecord::ingest::Options::new(&index, today), &|_| {})?;
/// use onrecord::search::{Request, Searcher};
/// let searcher = Searcher::open(&index)?;
/// let found = searcher.articles(&Request::default().with("country", "france"), today)?;
/// assert_eq!(found.total, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Searcher {
    opened: Opened,
    countries: OnceLock<countries::Lexicon>,
    topics: OnceLock<topics::Lexicon>,
}

impl Searcher {
    /// Opens the index in a folder for reading.
    ///
    /// # Errors
    /// [`IndexError`] where there is no index of ours that can be read.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        guarded(dir, || {
            Ok(Self {
                opened: open::open(dir)?,
                countries: OnceLock::new(),
                topics: OnceLock::new(),
            })
        })
    }

    fn countries(&self) -> &countries::Lexicon {
        self.countries.get_or_init(countries::Lexicon::standard)
    }

    fn topics(&self) -> &topics::Lexicon {
        self.topics.get_or_init(topics::Lexicon::standard)
    }

    /// Articles that match. `today` is the day by which "yesterday" and "dec 1" are read.
    ///
    /// # Errors
    /// [`QueryError`](crate::error::QueryError) where the request cannot be understood, [`IndexError`] where the index cannot be read.
    pub fn articles(&self, request: &Request, today: Date) -> Result<Response<ArticleHit>, Error> {
        self.guarded(|| {
            self.respond(request, Target::Articles, today, |hits, top| {
                top.iter()
                    .map(|(address, score)| hits.article(*address, *score))
                    .collect()
            })
        })
    }

    /// Quotes that match.
    ///
    /// # Errors
    /// As [`Searcher::articles`].
    pub fn quotes(&self, request: &Request, today: Date) -> Result<Response<QuoteHit>, Error> {
        self.guarded(|| self.respond(request, Target::Quotes, today, |hits, top| hits.quotes(top)))
    }

    /// Asks the engine, which does not outlive every kind of damage to its files.
    fn guarded<T>(&self, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        guarded(&self.opened.dir, work)
    }

    fn respond<H>(
        &self,
        request: &Request,
        target: Target,
        today: Date,
        read: impl Fn(&Hits<'_>, &[(tantivy::DocAddress, f32)]) -> Result<Vec<H>, IndexError>,
    ) -> Result<Response<H>, Error> {
        let facets = request::chosen(&request.facets, target)?;
        let engine = self.opened.reader.searcher();
        let compiled = compile::compile(request, target, today, &self.resolver(&engine))?;
        let top = request.offset.saturating_add(request.limit);
        let gathered = self.gather(
            &engine,
            &compiled,
            request,
            if request.limit == 0 { 0 } else { top },
            &Counting {
                facets: facets.clone(),
                values: Some(request.facet_limit),
                above: None,
            },
        )?;
        let looking_for = LookingFor::new(&compiled.tree);
        let hits = Hits {
            engine: &engine,
            fields: &self.opened.fields,
            countries: self.countries(),
            looking_for: &looking_for,
        };
        let wanted = gathered
            .top
            .get(request.offset.min(gathered.top.len())..)
            .unwrap_or_default();
        let hits = read(&hits, wanted)?;
        let mut counted = BTreeMap::new();
        for (facet, counts) in facets.iter().zip(gathered.counts) {
            let mut values = self.label(facet, counts, &compiled);
            values.truncate(request.facet_limit);
            for value in &mut values {
                if value.label == value.value {
                    value.label.clear();
                }
            }
            counted.insert(facet.name.to_owned(), values);
        }
        Ok(Response {
            query: request.query.clone(),
            total: gathered.total,
            hits,
            facets: counted,
            notes: compiled.notes,
            ..Response::default()
        })
    }

    /// Exact counts of every value of one facet over the articles (or quotes, for
    /// facets that only quotes have) that match; a `limit` of `None` gives all values.
    ///
    /// # Errors
    /// As [`Searcher::articles`].
    pub fn facets(
        &self,
        facet: &'static Facet,
        request: &Request,
        limit: Option<usize>,
        today: Date,
    ) -> Result<FacetsResponse, Error> {
        self.guarded(|| {
            let mut response = self.count(facet, request, None, today)?;
            response.values.truncate(limit.unwrap_or(usize::MAX));
            Ok(response)
        })
    }

    /// The same counts as a tree: topics below topics, countries below regions and
    /// continents, in the order in which a tree is read; `limit` keeps the most frequent.
    /// A value is counted with everything below it, each match once.
    ///
    /// # Errors
    /// As [`Searcher::articles`]; [`QueryError::NoTree`](crate::error::QueryError::NoTree) for facets whose values are a
    /// flat list, [`QueryError::UnknownValue`](crate::error::QueryError::UnknownValue) where nothing is called as `drill` says.
    pub fn facet_tree(
        &self,
        facet: &'static Facet,
        request: &Request,
        drill: &Drill,
        limit: Option<usize>,
        today: Date,
    ) -> Result<FacetsResponse, Error> {
        self.guarded(|| {
            let tree = Tree::of(facet, self.countries(), self.topics())?;
            let above = tree.above();
            let mut response = self.count(facet, request, Some(&above), today)?;
            response.values = tree.arrange(response.values, drill, limit)?;
            Ok(response)
        })
    }

    fn count(
        &self,
        facet: &'static Facet,
        request: &Request,
        above: Option<Above<'_>>,
        today: Date,
    ) -> Result<FacetsResponse, Error> {
        let target = if facet.on_articles {
            Target::Articles
        } else {
            Target::Quotes
        };
        let engine = self.opened.reader.searcher();
        let compiled = compile::compile(request, target, today, &self.resolver(&engine))?;
        let counting = Counting {
            facets: vec![facet],
            values: None,
            above,
        };
        let gathered = self.gather(&engine, &compiled, request, 0, &counting)?;
        let counts = gathered.counts.into_iter().next().unwrap_or_default();
        let values = self.label(facet, counts, &compiled);
        Ok(FacetsResponse {
            schema: SCHEMA,
            field: facet.name.to_owned(),
            total: gathered.total,
            values,
            notes: compiled.notes,
        })
    }

    /// One article by its id, a unique beginning of it, the id of one of its quotes, or its path.
    ///
    /// # Errors
    /// [`IndexError::UnknownId`] where that is nobody's or several articles' id.
    pub fn show(&self, id: &str) -> Result<Shown, Error> {
        self.guarded(|| self.restore(id))
    }

    fn restore(&self, id: &str) -> Result<Shown, Error> {
        let engine = self.opened.reader.searcher();
        let looking_for = LookingFor::new(&query::Node::All);
        let hits = Hits {
            engine: &engine,
            fields: &self.opened.fields,
            countries: self.countries(),
            looking_for: &looking_for,
        };
        let wanted = id.split_once('#').map_or(id, |(article, _)| article);
        let address = match hits.find(wanted)? {
            Some(address) => Some(address),
            None => stats::only_article(&engine, &self.opened.fields, id)?,
        };
        let address = address.ok_or_else(|| IndexError::UnknownId(id.to_owned()))?;
        let (article, annotations, joined) = hits.restore(address)?;
        let joined = joined.into_iter().map(|joined| NameJoined::of(joined?)).collect();
        Ok(Shown {
            article,
            annotations,
            joined,
        })
    }

    /// What the index holds.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read.
    pub fn stats(&self) -> Result<Stats, Error> {
        self.guarded(|| Ok(stats::stats(&self.opened)?))
    }

    /// What each field costs on disk.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read.
    pub fn sizes(&self) -> Result<Sizes, Error> {
        self.guarded(|| Ok(crate::index::sizes(&self.opened)?))
    }

    /// Who speaks, under which names, and why those were joined; `query` is the beginning of a word of any form.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read.
    pub fn speakers(&self, query: &str, limit: Option<usize>) -> Result<SpeakersResponse, Error> {
        let fail = |e| open::engine_error(&self.opened.dir, e).into();
        self.guarded(|| speakers::speakers(&self.opened, query, limit).map_err(fail))
    }

    fn resolver<'a>(&'a self, engine: &'a tantivy::Searcher) -> Resolver<'a> {
        Resolver {
            engine,
            fields: &self.opened.fields,
            countries: self.countries(),
            topics: self.topics(),
            lenient: false,
        }
    }

    /// The hits and the facets without a selection of their own, then each facet with one.
    fn gather(
        &self,
        engine: &tantivy::Searcher,
        compiled: &Compiled,
        request: &Request,
        top: usize,
        wanted: &Counting<'_>,
    ) -> Result<Gathered, IndexError> {
        let run = |query: Box<dyn tantivy::query::Query>, top, counting: Counting<'_>| {
            let gather = Gather {
                top,
                sort: request.sort,
                scored: compiled.scored,
                skips: compiled.skips,
                total: true,
                counting,
            };
            engine
                .search(&query, &gather)
                .map_err(|e| open::engine_error(&self.opened.dir, e))
        };
        let mut together = wanted.clone();
        together.facets.retain(|f| !compiled.selects(f));
        let mut gathered = run(compiled.query(), top, together)?;
        let mut plain = std::mem::take(&mut gathered.counts).into_iter();
        for facet in &wanted.facets {
            let counts = if compiled.selects(facet) {
                run(compiled.without(Some(facet)), 0, wanted.only(facet))?
                    .counts
                    .into_iter()
                    .next()
            } else {
                plain.next()
            };
            gathered.counts.push(counts.unwrap_or_default());
        }
        Ok(gathered)
    }

    /// Counts with their labels: most frequent first, ties by label; time in its own order.
    fn label(&self, facet: &Facet, counts: HashMap<String, u64>, compiled: &Compiled) -> Vec<FacetValue> {
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .map(|(value, count)| FacetValue {
                label: self.label_of(facet, &value),
                selected: compiled.selected(facet, &value),
                value,
                count,
                branch: None,
            })
            .collect();
        values.sort_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| a.label.cmp(&b.label))
                .then_with(|| a.value.cmp(&b.value))
        });
        values
    }

    fn label_of(&self, facet: &Facet, value: &str) -> String {
        match facet.values {
            Values::Countries => self.countries().by_code(value).map(|c| c.name.to_string()),
            Values::Topics => match value.strip_prefix(OWN_TOPIC) {
                Some(name) => Some(name.to_owned()),
                None => Some(self.topics().path(value).join(" > ")).filter(|path| !path.is_empty()),
            },
            Values::Regions | Values::Speakers | Values::Text | Values::Words(_) => None,
        }
        .unwrap_or_else(|| value.to_owned())
    }
}
