//! What is written of an article and its quotes.
//!
//! An article becomes a row of its own and one for each quote. They share its texts and many of its
//! values: a quote is a part of the body, so its words are found and folded once, with those of
//! the article; its speaker said others too.

use std::borrow::Cow;

use tantivy::DateTime;
use tantivy::schema::Field;

use super::cast::Cast;
use crate::article::Span;

/// The rows of an article: it first, then its quotes.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Its headline: [`Value::Title`].
    pub title: String,
    /// Its story: [`Value::Body`], [`Value::Part`].
    pub body: String,
    /// Who says its quotes, in the order of their rows.
    pub cast: Cast,
    /// Facet values that every row has, as places in `known`.
    pub shared: Vec<(Field, usize)>,
    /// Texts that several rows have, as their bytes in `letters`: [`Value::Known`]. The first is the id of the article.
    known: Vec<(usize, usize)>,
    /// All short texts, one behind the other, so that hardly any is a string of its own.
    letters: String,
    values: Vec<(Field, Value)>,
    /// Where each row ends.
    ends: Vec<usize>,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(Cow<'static, str>),
    /// A text that several rows have; see [`Rows::know`].
    Known(usize),
    /// A text that was put together in the rows: its bytes there; see [`Rows::build`].
    Built(usize, usize),
    /// The article's headline.
    Title,
    /// The article's story.
    Body,
    /// A part of the article's story.
    Part(Span),
    /// A number without a sign.
    Number(u64),
    /// A number with a sign.
    Signed(i64),
    /// A time; only its seconds count.
    Time(DateTime),
}

impl<T: Into<Cow<'static, str>>> From<T> for Value {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl Rows {
    /// No rows yet of an article.
    pub fn of(id: &str, title: String, body: String) -> Self {
        let mut rows = Self {
            title,
            body,
            ..Self::default()
        };
        rows.know(id);
        rows
    }

    /// Makes room for about so many values.
    pub fn expect(&mut self, values: usize) {
        self.values.reserve(values);
        self.letters.reserve(8 * values);
    }

    /// The id of the article.
    pub fn id(&self) -> &str {
        self.known(0)
    }

    /// Keeps a text that several rows have: its place, for [`Value::Known`].
    pub fn know(&mut self, text: &str) -> usize {
        let start = self.letters.len();
        self.letters.push_str(text);
        self.known.push((start, self.letters.len()));
        self.known.len() - 1
    }

    /// The text at such a place; empty where there is none.
    pub fn known(&self, place: usize) -> &str {
        let (start, end) = self.known.get(place).copied().unwrap_or_default();
        &self.letters[start..end]
    }

    /// All such texts, by their places.
    pub fn all_known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(|(start, end)| &self.letters[*start..*end])
    }

    /// Adds a value to the row that is made. Those of one field follow each other.
    pub fn put(&mut self, field: Field, value: impl Into<Value>) {
        self.values.push((field, value.into()));
    }

    /// As [`Rows::put`], of a text in parts: there are many such, and none is a string of its own.
    pub fn build(&mut self, field: Field, parts: &[&str]) {
        let start = self.letters.len();
        parts.iter().for_each(|part| self.letters.push_str(part));
        self.put(field, Value::Built(start, self.letters.len()));
    }

    /// What was built there.
    pub fn built(&self, start: usize, end: usize) -> &str {
        &self.letters[start..end]
    }

    /// Gives every row a value of a field, unless they have it.
    pub fn share_once(&mut self, field: Field, value: &str) {
        let has = |(f, place): &(Field, usize)| *f == field && self.known(*place) == value;
        if !self.shared.iter().any(has) {
            let place = self.know(value);
            self.shared.push((field, place));
        }
    }

    /// Ends the row that is made.
    pub fn end(&mut self) {
        self.ends.push(self.values.len());
    }

    /// As [`Rows::put`], unless the row has that value of the field.
    pub fn put_once(&mut self, field: Field, value: impl Into<Value>) {
        let value = value.into();
        let start = self.ends.last().copied().unwrap_or_default();
        let of_field = self.values[start..].iter().rev().take_while(|(f, _)| *f == field);
        if !of_field.into_iter().any(|(_, known)| *known == value) {
            self.put(field, value);
        }
    }

    /// The rows: of each its values with their fields.
    pub fn rows(&self) -> impl Iterator<Item = &[(Field, Value)]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.values[start..*end])
    }

    /// Bytes, in some measure, that the rows take: a row costs something however short it is.
    pub fn weight(&self) -> usize {
        2 * self.body.len() + 1024 * self.ends.len()
    }
}
