//! From documents of the index to hits.

use std::collections::HashMap;

use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Score, Searcher as Engine, Term};

use super::columns::Columns;
use super::highlight::{self, Matcher, Place};
use super::limit::Limit;
use super::query::Node;
use super::response::{ArticleHit, CountryLabel, Highlight, QuoteHit, Snippet, TopicLabel};
use crate::annotate::countries;
use crate::article::{Annotations, Article, CodePoints, Quote, Span, SpeakerType};
use crate::error::{Error, IndexError};
use crate::index::document;
use crate::index::joined::{self, Joined};
use crate::index::schema::Fields;
use crate::index::texts::Texts;
use crate::text::Text;

/// Snippets of an article at most.
const SNIPPETS: usize = 3;

/// An article, its annotations, and for each quote the name that stands for another.
pub type Restored = (Article, Annotations, Vec<Option<Joined>>);

/// Reads hits of one commit.
pub struct Hits<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Columns and stored texts of its segments.
    pub columns: &'a Columns,
    /// Field handles.
    pub fields: &'a Fields,
    /// Names of countries.
    pub countries: &'a countries::Lexicon,
    /// What to highlight.
    pub looking_for: &'a LookingFor,
}

/// The words of a query, to be found again in the texts of the hits.
pub struct LookingFor {
    title: Matcher,
    body: Matcher,
}

impl LookingFor {
    /// What a query asks of headline and body.
    pub fn new(tree: &Node) -> Self {
        Self {
            title: Matcher::new(tree, Place::Title),
            body: Matcher::new(tree, Place::Body),
        }
    }
}

impl Hits<'_> {
    /// An article hit.
    ///
    /// # Errors
    /// [`IndexError`] where the stored article cannot be read.
    pub fn article(&self, address: DocAddress, score: Score) -> Result<ArticleHit, IndexError> {
        let bytes = self.columns.stored(address).map_err(engine)?;
        let doc = Texts::read(&bytes).map_err(IndexError::Engine)?;
        let outline = document::outline(self.fields, &doc).map_err(IndexError::Engine)?;
        let joined = self.columns.joined(address).map_err(engine)?;
        let article = outline.article;
        let body = article.body.as_str();
        let matches = self.looking_for.body.find(body);
        let spans = highlight::spans(&matches);
        let points = CodePoints::new(body);
        let snippets = highlight::snippets(body, &matches, SNIPPETS);
        let snippets = snippets.into_iter().map(|span| {
            let (start, end) = points.span(span);
            let inside = spans
                .iter()
                .filter(|s| span.contains(**s))
                .map(|s| points.span(*s));
            Snippet {
                text: span.of(body).to_owned(),
                start,
                end,
                highlights: inside.map(|(start, end)| Highlight { start, end }).collect(),
            }
        });
        let snippets = snippets.collect();
        let title_highlights = highlights(&article.title, &self.looking_for.title.find(&article.title));
        Ok(ArticleHit {
            snippets,
            title_highlights,
            quotes: outline.speakers.len() as u64,
            speakers: speakers(outline.speakers, &joined),
            countries: outline
                .countries
                .into_iter()
                .map(|(code, name, focus)| CountryLabel { code, name, focus })
                .collect(),
            regions: outline.regions,
            topics: outline
                .topics
                .into_iter()
                .map(|(id, path)| TopicLabel { id, path })
                .collect(),
            id: article.id,
            path: article.path,
            title: article.title,
            source: article.source,
            authors: article.authors,
            published: article.published.map(|d| d.to_string()),
            language: article.language,
            score,
        })
    }

    /// Quote hits; articles that give several are read once.
    ///
    /// # Errors
    /// [`IndexError`] where a stored article cannot be read, [`Error::Stopped`] at the limit.
    pub fn quotes(&self, top: &[(DocAddress, Score)], limit: &Limit<'_>) -> Result<Vec<QuoteHit>, Error> {
        let mut articles: HashMap<String, Restored> = HashMap::new();
        let mut hits = Vec::with_capacity(top.len());
        for (address, score) in top {
            limit.check()?;
            let bytes = self.columns.stored(*address).map_err(engine)?;
            let doc = Texts::read(&bytes).map_err(IndexError::Engine)?;
            let id = doc.first(self.fields.id);
            let broken = || IndexError::Engine(format!("quote {id} and its article do not agree"));
            let (article_id, n) = id.split_once('#').ok_or_else(broken)?;
            if !articles.contains_key(article_id) {
                let address = self.find(article_id)?.ok_or_else(broken)?;
                articles.insert(article_id.to_owned(), self.restore(address)?);
            }
            let (article, annotations, joined) = articles.get(article_id).ok_or_else(broken)?;
            let n: usize = n.parse().map_err(|_| broken())?;
            let quote = n
                .checked_sub(1)
                .and_then(|n| annotations.quotes.get(n))
                .ok_or_else(broken)?;
            let mut hit = self.quote(id, article, annotations, quote, *score);
            let joined = joined.get(n - 1).and_then(Option::as_ref);
            hit.named = joined.map(|j| j.named.name.clone());
            hit.joined = joined.and_then(|j| j.identity.rule);
            hits.push(hit);
        }
        Ok(hits)
    }

    fn quote(
        &self,
        id: &str,
        article: &Article,
        annotations: &Annotations,
        quote: &Quote,
        score: Score,
    ) -> QuoteHit {
        let body = article.body.as_str();
        let points = CodePoints::new(body);
        let (start, end) = points.span(quote.span);
        let found = self.looking_for.body.find(quote.span.of(body));
        let highlights = highlight::spans(&found).into_iter().map(|s| {
            let (start, end) = points.span(Span::new(s.start + quote.span.start, s.end + quote.span.start));
            Highlight { start, end }
        });
        let highlights = highlights.collect();
        let (before, after) = around(body, quote.span);
        let words = |span: Option<Span>| span.map(|s| s.of(body).to_owned());
        QuoteHit {
            id: id.to_owned(),
            article: article.id.clone(),
            path: article.path.clone(),
            line: article.line_of(quote.span.start),
            title: article.title.clone(),
            source: article.source.clone(),
            published: article.published.map(|d| d.to_string()),
            speaker: quote.speaker.clone(),
            speaker_type: quote.speaker_type,
            named: None,
            joined: None,
            speaker_text: words(quote.speaker_span),
            role: quote.role.clone(),
            cue: words(quote.cue),
            kind: quote.kind,
            text: quote.span.of(body).to_owned(),
            start,
            end,
            byte_start: quote.span.start,
            byte_end: quote.span.end,
            before,
            after,
            countries: quote
                .countries
                .iter()
                .map(|code| self.country(code, annotations))
                .collect(),
            regions: quote.regions.iter().map(ToString::to_string).collect(),
            topics: topics(annotations),
            score,
            highlights,
        }
    }

    fn country(&self, code: &str, annotations: &Annotations) -> CountryLabel {
        let of_article = annotations.countries.iter().find(|c| c.code == code);
        let name = match (of_article, self.countries.by_code(code)) {
            (Some(country), _) => country.name.to_string(),
            (None, Some(known)) => known.name.to_string(),
            (None, None) => code.to_owned(),
        };
        CountryLabel {
            code: code.to_owned(),
            name,
            focus: of_article.is_some_and(|c| c.focus),
        }
    }

    /// The article stored at an address, with the speakers of the index in the place of its names.
    ///
    /// # Errors
    /// [`IndexError`] where it cannot be read.
    pub fn restore(&self, address: DocAddress) -> Result<Restored, IndexError> {
        let bytes = self.columns.stored(address).map_err(engine)?;
        let doc = Texts::read(&bytes).map_err(IndexError::Engine)?;
        let (article, mut annotations) = document::restore(self.fields, &doc).map_err(IndexError::Engine)?;
        let joined = self.columns.joined(address).map_err(engine)?;
        let joined = joined::rename(&mut annotations, &joined);
        Ok((article, annotations, joined))
    }

    /// The address of an article by its id.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read.
    pub fn find(&self, id: &str) -> Result<Option<DocAddress>, IndexError> {
        let query = TermQuery::new(
            Term::from_field_text(self.fields.id, id),
            IndexRecordOption::Basic,
        );
        let found = self
            .engine
            .search(&query, &tantivy::collector::DocSetCollector)
            .map_err(engine)?;
        Ok(found.into_iter().min())
    }
}

fn engine(e: tantivy::TantivyError) -> IndexError {
    IndexError::Engine(e.to_string())
}

fn highlights(text: &str, matches: &[highlight::Match]) -> Vec<Highlight> {
    let points = CodePoints::new(text);
    let ends = highlight::spans(matches).into_iter().map(|s| points.span(s));
    ends.map(|(start, end)| Highlight { start, end }).collect()
}

/// Speakers of the index by the number of their quotes, ties in the order of the body.
fn speakers(named: Vec<(Option<String>, Option<SpeakerType>)>, joined: &[Joined]) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for (name, kind) in named {
        let Some(name) = name else { continue };
        let speaker = match joined::find(joined, &name, kind) {
            Some(joined) => joined.identity.speaker.clone(),
            None => name,
        };
        match counted.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, count)) => *count += 1,
            None => counted.push((speaker, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
        .into_iter()
        .map(|(name, _)| document::cleaned(name.into()).into_owned())
        .collect()
}

fn topics(annotations: &Annotations) -> Vec<TopicLabel> {
    let label = |t: &crate::article::Topic| TopicLabel {
        id: t.id.to_string(),
        path: t.path.iter().map(ToString::to_string).collect(),
    };
    annotations.topics.iter().map(label).collect()
}

/// What stands before and after a quote in the sentences that hold its ends.
fn around(body: &str, span: Span) -> (String, String) {
    let line_start = body
        .get(..span.start)
        .and_then(|b| b.rfind('\n'))
        .map_or(0, |at| at + 1);
    let line_end = body
        .get(span.end..)
        .and_then(|b| b.find('\n'))
        .map_or(body.len(), |at| span.end + at);
    let lines = body.get(line_start..line_end).unwrap_or_default();
    let text = Text::new(lines);
    let (start, end) = (span.start - line_start, span.end - line_start);
    let first = text
        .sentences()
        .find(|s| s.span.end > start)
        .map_or(start, |s| s.span.start.min(start));
    let last = text
        .sentences()
        .find(|s| s.span.end >= end)
        .map_or(end, |s| s.span.end.max(end));
    let part = |from: usize, to: usize| lines.get(from..to).unwrap_or_default().to_owned();
    (part(first, start), part(end, last))
}
