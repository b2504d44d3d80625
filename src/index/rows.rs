//! Documents on their way to the index.
//!
//! An article becomes a row of its own and one for each quote. They share its texts: a quote is a
//! part of the body, so its words are found and folded once, with those of the article.

use std::borrow::Cow;

use tantivy::DateTime;
use tantivy::schema::Field;

use crate::article::Span;

/// The rows of an article: it first, then its quotes.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Id of the article.
    pub id: String,
    /// Its headline: [`Value::Title`].
    pub title: String,
    /// Its story: [`Value::Body`], [`Value::Part`].
    pub body: String,
    /// Facet values that every row has.
    pub shared: Vec<(Field, Cow<'static, str>)>,
    /// What each row has of its own.
    pub rows: Vec<Row>,
}

/// Values with the fields that they are of; those of one field stand in their order.
pub type Row = Vec<(Field, Value)>;

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(Cow<'static, str>),
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
    /// Bytes, in some measure, that the rows take: a row costs something however short it is.
    pub fn weight(&self) -> usize {
        2 * self.body.len() + 1024 * self.rows.len()
    }
}
