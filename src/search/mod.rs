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
//! | [`columns`] | columns of the index, opened once |
//! | [`begun`], [`row`], [`days`], [`filtered`], [`docs`] | queries of our own: a begun word, words in a row, a span of days, words under filters; what they find |
//! | [`limit`] | a search that is given up when its caller says so |
//! | [`gather`] | the matches gone through: count, best hits |
//! | `threads` | segments gone through side by side |
//! | `rank` | what makes a hit better than another |
//! | [`counts`], [`broad`] | facet counts by ordinal, exact over all segments; those of most documents at once |
//! | [`highlight`] | true matches in a text, whole-sentence snippets |
//! | `saved` | topics of the user's own: queries with a name |
//! | [`tree`] | values as a tree: topics, countries by continent and region |
//! | [`hits`] | documents to hits |
//! | `labels` | counts with the words by which people know the values |

pub mod begun;
pub mod broad;
pub mod columns;
pub mod compile;
pub mod counts;
pub mod days;
pub mod docs;
pub mod filtered;
pub mod gather;
pub mod highlight;
pub mod hits;
mod labels;
pub mod leaves;
pub mod limit;
pub mod query;
mod rank;
mod ranking;
mod request;
mod response;
pub mod row;
pub(crate) mod saved;
mod speakers;
mod stats;
pub mod suggest;
mod threads;
pub mod tree;
pub mod values;

pub use limit::Limited;
pub use request::{FacetChoice, Filter, Request, Sort};
pub use response::{
    ArticleHit, CountryLabel, FacetValue, FacetsResponse, Highlight, NameJoined, QuoteHit, Response, Shown,
    Snippet, Speaker, SpeakersResponse, Stats, TopicLabel, Variant,
};
pub use tree::{Branch, Drill};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::annotate::{countries, topics};
use crate::article::SCHEMA;
use crate::error::{Error, IndexError};
use crate::facet::Facet;
use crate::index::open::{self, Opened};
use crate::index::{Sizes, guarded};
use columns::Columns;
use compile::{Compiled, Target};
use counts::{Above, Counting};
use gather::{Best, Gather, Gathered};
use hits::{Hits, LookingFor};
use limit::Limit;
use threads::Threads;
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
    columns: Arc<Columns>,
    countries: OnceLock<countries::Lexicon>,
    topics: OnceLock<topics::Lexicon>,
    threads: Threads,
}

impl Searcher {
    /// Opens the index in a folder for reading.
    ///
    /// # Errors
    /// [`IndexError`] where there is no index of ours that can be read.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        guarded(dir, || {
            let opened = open::open(dir)?;
            Ok(Self {
                columns: Arc::new(Columns::new(&opened.reader.searcher())),
                opened,
                countries: OnceLock::new(),
                topics: OnceLock::new(),
                threads: Threads::default(),
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
        self.until(&limit::NEVER).articles(request, today)
    }

    /// Quotes that match.
    ///
    /// # Errors
    /// As [`Searcher::articles`].
    pub fn quotes(&self, request: &Request, today: Date) -> Result<Response<QuoteHit>, Error> {
        self.until(&limit::NEVER).quotes(request, today)
    }

    /// For searches that are given up once `stop` says so: see [`Limited`].
    pub fn until<'a>(&'a self, stop: limit::Stop<'a>) -> Limited<'a> {
        Limited::new(self, stop)
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
        limit: &Limit<'_>,
        read: impl Fn(&Hits<'_>, &[(tantivy::DocAddress, f32)]) -> Result<Vec<H>, Error>,
    ) -> Result<Response<H>, Error> {
        let facets = request::chosen(&request.facets, target)?;
        let engine = self.opened.reader.searcher();
        let compiled = compile::compile(request, target, today, &self.resolver(&engine, limit))?;
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
            limit,
        )?;
        let looking_for = LookingFor::new(&compiled.tree);
        let hits = Hits {
            engine: &engine,
            columns: &self.columns,
            fields: &self.opened.fields,
            countries: self.countries(),
            looking_for: &looking_for,
        };
        let wanted = gathered
            .top
            .get(request.offset.min(gathered.top.len())..)
            .unwrap_or_default();
        let hits = read(&hits, wanted)?;
        limit.check()?;
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
        self.until(&limit::NEVER).facets(facet, request, limit, today)
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
        self.until(&limit::NEVER)
            .facet_tree(facet, request, drill, limit, today)
    }

    fn count(
        &self,
        facet: &'static Facet,
        request: &Request,
        above: Option<Above<'_>>,
        today: Date,
        limit: &Limit<'_>,
    ) -> Result<FacetsResponse, Error> {
        let target = if facet.on_articles {
            Target::Articles
        } else {
            Target::Quotes
        };
        let engine = self.opened.reader.searcher();
        let compiled = compile::compile(request, target, today, &self.resolver(&engine, limit))?;
        let counting = Counting {
            facets: vec![facet],
            values: None,
            above,
        };
        let gathered = self.gather(&engine, &compiled, request, 0, &counting, limit)?;
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
            columns: &self.columns,
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
        self.guarded(|| Ok(stats::stats(&self.opened, &self.columns)?))
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

    fn resolver<'a>(&'a self, engine: &'a tantivy::Searcher, limit: &'a Limit<'a>) -> Resolver<'a> {
        Resolver {
            engine,
            fields: &self.opened.fields,
            columns: &self.columns,
            countries: self.countries(),
            topics: self.topics(),
            lenient: false,
            limit,
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
        limit: &Limit<'_>,
    ) -> Result<Gathered, Error> {
        let whole = self.columns.broad_asked();
        let run = |query: Box<dyn tantivy::query::Query>, top, counting: Counting<'_>| {
            let gather = Gather {
                top,
                sort: request.sort,
                scored: compiled.scored,
                skips: compiled.skips(),
                by_day: compiled.by_day,
                total: true,
                counting,
                whole: whole.then(|| compiled.kind(self.opened.fields.doc)),
                columns: &self.columns,
                best: Best::default(),
                limit,
            };
            let gathered = self.threads.gather(engine, &query, &gather);
            limit.check()?;
            gathered.map_err(|e| Error::from(open::engine_error(&self.opened.dir, e)))
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
}
