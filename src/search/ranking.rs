//! The order of the articles alone, without their texts.

use jiff::civil::Date;

use super::compile::{self, Target};
use super::counts::Counting;
use super::gather::{Best, Gather};
use super::limit::{self, Limit};
use super::{Request, Searcher};
use crate::error::Error;
use crate::index::{ids, open};

impl Searcher {
    /// Ids of the articles that match, best first, with their scores: for tools that keep
    /// articles of their own. Nothing is counted and no text is read.
    ///
    /// # Errors
    /// As [`Searcher::articles`].
    pub fn ranking(&self, request: &Request, today: Date) -> Result<Vec<(String, f32)>, Error> {
        self.until(&limit::NEVER).ranking(request, today)
    }

    pub(super) fn rank(
        &self,
        request: &Request,
        today: Date,
        limit: &Limit<'_>,
    ) -> Result<Vec<(String, f32)>, Error> {
        self.guarded(|| {
            let engine = self.opened.reader.searcher();
            let fail = |e| open::engine_error(&self.opened.dir, e);
            let compiled =
                compile::compile(request, Target::Articles, today, &self.resolver(&engine, limit))?;
            let gather = Gather {
                top: request.offset.saturating_add(request.limit),
                sort: request.sort,
                scored: compiled.scored,
                skips: compiled.skips(),
                by_day: compiled.by_day,
                total: false,
                counting: Counting::default(),
                whole: None,
                columns: &self.columns,
                best: Best::default(),
                limit,
            };
            let gathered = engine.search(&compiled.query(), &gather);
            limit.check()?;
            let gathered = gathered.map_err(fail)?;
            let ranked = gathered.keys.iter().zip(&gathered.top).skip(request.offset);
            Ok(ranked
                .map(|(key, (_, score))| (ids::spell(*key >> 12), *score))
                .collect())
        })
    }
}
