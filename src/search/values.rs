//! From what a person writes for a facet to the values that the index holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::DocSet;
use tantivy::Searcher as Engine;
use tantivy::schema::IndexRecordOption;

use super::columns::Columns;
use super::limit::Limit;
use super::suggest;
use crate::annotate::countries::groups;
use crate::annotate::{countries, topics};
use crate::article::{OWN_TOPIC, Span};
use crate::error::{Error, IndexError, QueryError};
use crate::facet::{Facet, Values};
use crate::identity;
use crate::index::analyzer;
use crate::index::schema::Fields;

/// Resolves filter values against one commit of an index.
pub struct Resolver<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Field handles.
    pub fields: &'a Fields,
    /// Columns of the commit.
    pub columns: &'a Arc<Columns>,
    /// The world's countries.
    pub countries: &'a countries::Lexicon,
    /// The taxonomy of topics.
    pub topics: &'a topics::Lexicon,
    /// A speaker or text that the index does not know is no error, and matches nothing.
    pub lenient: bool,
    /// When to give up.
    pub limit: &'a Limit<'a>,
}

/// Where in a query a value stands, for errors.
pub type Place = Option<(String, Span)>;

/// Names offered for an unknown value.
const NEAREST: usize = 3;

impl Resolver<'_> {
    /// The index's values that `value` stands for; none where it is a known value that no document has.
    ///
    /// # Errors
    /// [`QueryError::UnknownValue`] with the nearest known ones.
    pub fn resolve(&self, facet: &'static Facet, value: &str, place: Place) -> Result<Vec<String>, Error> {
        let unknown = |nearest: Vec<String>| {
            Error::from(QueryError::UnknownValue {
                facet: facet.name.to_owned(),
                value: value.to_owned(),
                nearest,
                place: place.clone(),
            })
        };
        match facet.values {
            Values::Countries => match self.countries.codes_of(value) {
                Some(codes) => Ok(codes.into_iter().map(str::to_owned).collect()),
                None => Err(unknown(self.nearest_country(value))),
            },
            Values::Regions => match self.countries.region(value) {
                Some(name) => Ok(vec![name.to_owned()]),
                None => Err(unknown(suggest::nearest(
                    value,
                    self.countries.regions(),
                    NEAREST,
                ))),
            },
            Values::Topics => {
                if let Some(id) = self.topics.lookup(value) {
                    return Ok(vec![id.to_string()]);
                }
                let own = self.own_topics(facet)?;
                let wanted = analyzer::folded(value.strip_prefix(OWN_TOPIC).unwrap_or(value));
                let is_meant = |name: &&String| analyzer::folded(name) == wanted;
                if let Some(name) = own.iter().find(is_meant) {
                    return Ok(vec![format!("{OWN_TOPIC}{name}")]);
                }
                let mut nearest = suggest::nearest(value, own.iter().map(String::as_str), NEAREST);
                nearest.extend(self.topics.nearest(value));
                Err(unknown(nearest))
            }
            Values::Words(words) => {
                let folded = value.to_lowercase();
                match words.iter().find(|w| **w == folded) {
                    Some(word) => Ok(vec![(*word).to_owned()]),
                    None => Err(unknown(words.iter().map(|w| (*w).to_owned()).collect())),
                }
            }
            Values::Speakers => {
                let known = self.speakers(value)?;
                if known.is_empty() && !self.lenient {
                    return Err(unknown(self.nearest_speakers(value)?));
                }
                Ok(known)
            }
            Values::Text => {
                let known = self.matching(facet, value)?;
                if known.is_empty() && !self.lenient {
                    return Err(unknown(self.nearest(facet, value)?));
                }
                Ok(known)
            }
        }
    }

    /// Names of the user's own topics that the index holds, sorted.
    fn own_topics(&self, facet: &'static Facet) -> Result<Vec<String>, Error> {
        let values = self.all(facet)?;
        let own = values.iter().filter_map(|value| value.strip_prefix(OWN_TOPIC));
        Ok(own.map(str::to_owned).collect())
    }

    /// Countries, continents and regions whose name is nearest.
    fn nearest_country(&self, value: &str) -> Vec<String> {
        let mut names = self.countries.nearest(value);
        let groups = groups::GROUPS.iter().map(|g| g.name);
        names.extend(suggest::nearest(
            value,
            groups,
            NEAREST - NEAREST.min(names.len()),
        ));
        names
    }

    /// Values of a facet in which a word begins with `prefix`.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read; [`Error::Stopped`] where there was no time.
    pub fn beginning_with(&self, facet: &'static Facet, prefix: &str) -> Result<Vec<String>, Error> {
        let prefix = analyzer::folded(prefix);
        let begins = |folded: &str| {
            !prefix.is_empty() && (folded.starts_with(&prefix) || folded.contains(&format!(" {prefix}")))
        };
        let all = self.all(facet)?;
        Ok(all
            .into_iter()
            .filter(|value| begins(&analyzer::folded(value)))
            .collect())
    }

    /// Canonical names that a form stands for: by the aliases kept with every article,
    /// else by the words of the names themselves, else by their spelling.
    fn speakers(&self, form: &str) -> Result<Vec<String>, Error> {
        let folded = analyzer::folded(form);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let names: BTreeSet<String> = self
            .aliases(&format!("{folded}\t"))?
            .into_iter()
            .map(|(_, name)| name)
            .collect();
        if !names.is_empty() {
            return Ok(names.into_iter().collect());
        }
        let Some(facet) = crate::facet::by_name("speaker") else {
            return Ok(Vec::new());
        };
        let known = self.matching(facet, form)?;
        if !known.is_empty() {
            return Ok(known);
        }
        let all = self.all(facet)?.into_iter();
        Ok(all
            .filter(|name| identity::name::is_spelling_of(form, name))
            .collect())
    }

    /// Pairs of form and canonical name that begin so, sorted.
    fn aliases(&self, from: &str) -> Result<BTreeSet<(String, String)>, Error> {
        let mut pairs = BTreeSet::new();
        for segment in self.engine.segment_readers() {
            let aliases = segment.inverted_index(self.fields.alias).map_err(engine)?;
            let mut range = aliases
                .terms()
                .range()
                .ge(from.as_bytes())
                .into_stream()
                .map_err(io)?;
            while range.advance() && range.key().starts_with(from.as_bytes()) {
                self.limit.check_at(pairs.len())?;
                if !is_alive(segment, &aliases, range.value())? {
                    continue;
                }
                let pair = String::from_utf8_lossy(range.key());
                if let Some((form, name)) = pair.split_once('\t') {
                    pairs.insert((form.to_owned(), name.to_owned()));
                }
            }
        }
        Ok(pairs)
    }

    /// Speakers of whom a form is near.
    fn nearest_speakers(&self, value: &str) -> Result<Vec<String>, Error> {
        let pairs = self.aliases("")?;
        let forms: BTreeSet<&str> = pairs
            .iter()
            .flat_map(|(form, name)| [form.as_str(), name.as_str()])
            .collect();
        let mut names: Vec<String> = Vec::new();
        for near in suggest::nearest(value, forms.into_iter(), 4 * NEAREST) {
            let of = pairs
                .iter()
                .filter(|(form, name)| *form == near || *name == near)
                .map(|(_, name)| name);
            for name in of {
                if names.len() < NEAREST && !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        Ok(names)
    }

    /// Values equal to `value` but for case, accents and marks; else those that hold its words in a row.
    fn matching(&self, facet: &'static Facet, value: &str) -> Result<Vec<String>, Error> {
        let wanted = analyzer::folded(value);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let padded = format!(" {wanted} ");
        let mut equal = Vec::new();
        let mut holding = Vec::new();
        for known in self.all(facet)? {
            let folded = analyzer::folded(&known);
            if folded == wanted {
                equal.push(known);
            } else if format!(" {folded} ").contains(&padded) {
                holding.push(known);
            }
        }
        Ok(if equal.is_empty() { holding } else { equal })
    }

    fn nearest(&self, facet: &'static Facet, value: &str) -> Result<Vec<String>, Error> {
        let all = self.all(facet)?;
        Ok(suggest::nearest(value, all.iter().map(String::as_str), NEAREST))
    }

    /// Every value of a facet, sorted.
    fn all(&self, facet: &'static Facet) -> Result<BTreeSet<String>, Error> {
        let mut values = BTreeSet::new();
        for segment in self.engine.segment_readers() {
            let index = segment.inverted_index(self.fields.facet(facet)).map_err(engine)?;
            let mut stream = index.terms().stream().map_err(io)?;
            while stream.advance() {
                self.limit.check_at(values.len())?;
                if segment.has_deletes() && !is_alive(segment, &index, stream.value())? {
                    continue;
                }
                values.insert(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(values)
    }
}

/// Whether a term still occurs in a document that is not deleted.
fn is_alive(
    segment: &tantivy::SegmentReader,
    index: &tantivy::InvertedIndexReader,
    info: &tantivy::postings::TermInfo,
) -> Result<bool, IndexError> {
    let Some(alive) = segment.alive_bitset() else {
        return Ok(true);
    };
    let mut postings = index
        .read_postings_from_terminfo(info, IndexRecordOption::Basic)
        .map_err(io)?;
    while postings.doc() != tantivy::TERMINATED {
        if alive.is_alive(postings.doc()) {
            return Ok(true);
        }
        postings.advance();
    }
    Ok(false)
}

fn engine(e: tantivy::TantivyError) -> IndexError {
    IndexError::Engine(e.to_string())
}

fn io(e: std::io::Error) -> IndexError {
    IndexError::Engine(e.to_string())
}
