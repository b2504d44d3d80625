//! A search that is given up when its caller says so: the library has no clock of its own.
//!
//! It is asked between documents, between words of a dictionary and between hits. What the
//! engine does in one piece, such as gathering the documents of all words that a prefix
//! stands for in one segment, is not broken off, and given up right after. A search is
//! answered in full or not at all: what was counted until then is thrown away.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use jiff::civil::Date;

use super::compile::Target;
use super::tree::Tree;
use super::{ArticleHit, Drill, FacetsResponse, QuoteHit, Request, Response, Searcher};
use crate::error::Error;
use crate::facet::Facet;

/// Whether it is enough.
pub type Stop<'a> = &'a (dyn Fn() -> bool + Sync);

/// Never enough.
pub(crate) const NEVER: fn() -> bool = || false;

/// Documents, words or values between two questions to the caller.
const STRIDE: usize = 1 << 10;

/// Says, once it was told so, for good that a search is to be given up.
pub struct Limit<'a> {
    stop: Stop<'a>,
    reached: AtomicBool,
}

impl<'a> Limit<'a> {
    /// Not reached yet.
    pub fn new(stop: Stop<'a>) -> Self {
        Self {
            stop,
            reached: AtomicBool::new(false),
        }
    }

    /// Asks the caller.
    pub fn is_reached(&self) -> bool {
        let reached = self.reached.load(Relaxed) || (self.stop)();
        if reached {
            self.reached.store(true, Relaxed);
        }
        reached
    }

    /// The same for one of many documents, of which few are worth the question.
    pub fn is_reached_at(&self, doc: tantivy::DocId) -> bool {
        self.reached.load(Relaxed) || ((doc as usize).is_multiple_of(STRIDE) && self.is_reached())
    }

    /// # Errors
    /// [`Error::Stopped`] where the limit is reached.
    pub fn check(&self) -> Result<(), Error> {
        if self.is_reached() {
            Err(Error::Stopped)
        } else {
            Ok(())
        }
    }

    /// The same, after so many words or values; the caller is asked now and then.
    ///
    /// # Errors
    /// As [`Limit::check`].
    pub fn check_at(&self, done: usize) -> Result<(), Error> {
        if done.is_multiple_of(STRIDE) {
            self.check()
        } else {
            Ok(())
        }
    }
}

/// A [`Searcher`] whose searches are given up once its caller says so. The caller is asked often,
/// from every thread that searches, and what was said once holds for all that is asked through this.
///
/// ```
/// # let dir = tempfile::tempdir()?;
/// # std::fs::write(dir.path().join("a.txt"), "A headline\n\nThe Star, May 8, 2024\nA story from Paris.\n")?;
/// # let today = jiff::civil::date(2026, 1, 1);
/// # let index = dir.path().join("index");
/// # onrecord::ingest::ingest(&[&dir.path().join("a.txt")], &onrecord::ingest::Options::new(&index, today), &|_| {})?;
/// use onrecord::search::{Request, Searcher};
/// let searcher = Searcher::open(&index)?;
/// let began = std::time::Instant::now();
/// let late = || began.elapsed().as_secs() >= 2;
/// assert_eq!(searcher.until(&late).articles(&Request::default(), today)?.total, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Limited<'a> {
    searcher: &'a Searcher,
    limit: Limit<'a>,
}

impl<'a> Limited<'a> {
    pub(super) fn new(searcher: &'a Searcher, stop: Stop<'a>) -> Self {
        Self {
            searcher,
            limit: Limit::new(stop),
        }
    }

    /// As [`Searcher::articles`].
    ///
    /// # Errors
    /// As there; [`Error::Stopped`] where the caller said so before the answer was whole.
    pub fn articles(&self, request: &Request, today: Date) -> Result<Response<ArticleHit>, Error> {
        let (searcher, limit) = (self.searcher, &self.limit);
        searcher.guarded(|| {
            searcher.respond(request, Target::Articles, today, limit, |hits, top| {
                top.iter()
                    .map(|(address, score)| {
                        limit.check()?;
                        Ok(hits.article(*address, *score)?)
                    })
                    .collect()
            })
        })
    }

    /// As [`Searcher::quotes`].
    ///
    /// # Errors
    /// As [`Limited::articles`].
    pub fn quotes(&self, request: &Request, today: Date) -> Result<Response<QuoteHit>, Error> {
        let (searcher, limit) = (self.searcher, &self.limit);
        searcher.guarded(|| {
            searcher.respond(request, Target::Quotes, today, limit, |hits, top| {
                hits.quotes(top, limit)
            })
        })
    }

    /// As [`Searcher::ranking`].
    ///
    /// # Errors
    /// As [`Limited::articles`].
    pub fn ranking(&self, request: &Request, today: Date) -> Result<Vec<(String, f32)>, Error> {
        self.searcher.rank(request, today, &self.limit)
    }

    /// As [`Searcher::facets`].
    ///
    /// # Errors
    /// As [`Limited::articles`].
    pub fn facets(
        &self,
        facet: &'static Facet,
        request: &Request,
        most: Option<usize>,
        today: Date,
    ) -> Result<FacetsResponse, Error> {
        let (searcher, limit) = (self.searcher, &self.limit);
        searcher.guarded(|| {
            let mut response = searcher.count(facet, request, None, today, limit)?;
            response.values.truncate(most.unwrap_or(usize::MAX));
            Ok(response)
        })
    }

    /// As [`Searcher::facet_tree`].
    ///
    /// # Errors
    /// As there, and [`Limited::articles`].
    pub fn facet_tree(
        &self,
        facet: &'static Facet,
        request: &Request,
        drill: &Drill,
        most: Option<usize>,
        today: Date,
    ) -> Result<FacetsResponse, Error> {
        let (searcher, limit) = (self.searcher, &self.limit);
        searcher.guarded(|| {
            let tree = Tree::of(facet, searcher.countries(), searcher.topics())?;
            let above = tree.above();
            let mut response = searcher.count(facet, request, Some(&above), today, limit)?;
            response.values = tree.arrange(response.values, drill, most)?;
            Ok(response)
        })
    }
}
