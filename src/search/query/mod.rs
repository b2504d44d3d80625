//! The query language: text in, [`Node`] out.
//!
//! ```
//! use onrecord::search::query::{Node, parse};
//! let parsed = parse("ceasefire speaker:(macron OR zelensky) -\"peace plan\"").unwrap();
//! assert!(matches!(parsed.tree, Node::And(ref all) if all.len() == 3));
//! assert_eq!(parsed.tree.to_string(), "ceasefire (speaker:macron OR speaker:zelensky) -\"peace plan\"");
//! ```
//!
//! # Grammar
//!
//! ```text
//! query   = { any ["AND"] }                    all of them; nothing at all, or *: everything
//! any     = signed { "OR" signed }             at least one; OR binds more tightly than AND
//! signed  = { "NOT" | "-" | "+" } item         NOT and - exclude; + changes nothing
//! item    = "(" query ")" | phrase | prefix | word | field
//! phrase  = mark words mark [ "~" number ]     in this order, in this form; ~5: at most 5 places apart
//! prefix  = word "*"
//! field   = name ":" ( value | "(" query ")" ) brackets hold values of the field only
//! value   = word | phrase | prefix | "*" | day ".." day
//! ```
//!
//! * `&&` is AND, `|` and `||` are OR. Operators are upper-case words of their own:
//!   `and`, `or`, `not` are words like any other, and so is `"OR"` in quotation marks.
//! * `a b OR c` is `a AND (b OR c)`, as web search engines have it. Where AND is
//!   written out beside an OR without brackets, a note says how it was read.
//! * Plain words match by their stem in headline and story; in quotation marks even a
//!   single word matches in this form only. Case and accents never count.
//! * Any quotation mark will do, and any closes any: `" “ ” „ « » ‹ › 「 」`. A mark that
//!   can be an apostrophe (`' ‘ ’`) begins a phrase only before a word, and only where
//!   another stands after one.
//! * In the brackets of a facet or date, words side by side are one value:
//!   `country:(united states OR france)`. After `since:`, `until:` and `date:` the words of
//!   one date belong together without brackets: `since:3 days ago`, `date:dec 1`.
//! * Dashes (`–`, `—`) and marks around words part words; `-`, `−` before a word excludes it.
//! * Names of fields: [`facet::FACETS`](crate::facet::FACETS) and [`fields::FIELDS`], in any case.
//!
//! # Repaired, with a note
//!
//! What can be read in one way only is read, and [`Parsed::notes`] says so: marks and
//! brackets that do not close (closed at the end) or close nothing (left out), marks
//! without a letter or digit, `!word` (NOT), weights (`^2`), a space after a field's colon.
//!
//! # Refused
//!
//! [`QueryError::Syntax`] points at the place and hints: operators without operands,
//! fields that do not exist (`10:30`, `https://` and `Paris: talks` are no fields),
//! fields without a value, stars anywhere but at a word's end, similarity (`word~1`), `NEAR/5`,
//! and queries in which nothing can be searched for. [`QueryError::TooLarge`] names the limit.
//!
//! # Traps
//!
//! * Brackets are balanced and their depth is checked before parsing, over the tokens:
//!   the parser recurses at most [`MAX_DEPTH`] deep and needs no repair of its own.
//! * Whatever [`Node`] prints must read as the same tree; `properties.rs` holds it to that.

mod chars;
pub mod fields;
mod lexer;
mod notes;
mod parser;
mod print;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod tests;
mod tree;
mod values;

pub use tree::{Node, Value};

use crate::article::Span;
use crate::error::QueryError;

/// Bytes that a query may have.
pub const MAX_BYTES: usize = 4096;
/// How deep brackets may stand.
pub const MAX_DEPTH: usize = 100;
/// Words, phrases and fields that a query may have.
pub const MAX_CLAUSES: usize = 256;
/// Words that a phrase may have.
pub const MAX_PHRASE_WORDS: usize = 64;
/// Places that the words of a phrase may be apart.
pub const MAX_SLOP: u32 = 64;

/// A query, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What is asked.
    pub tree: Node,
    /// What was repaired or assumed, one sentence each.
    pub notes: Vec<String>,
}

/// Reads a query; linear in its length.
///
/// # Errors
/// [`QueryError::Syntax`] points at the place; [`QueryError::TooLarge`] names the limit.
pub fn parse(text: &str) -> Result<Parsed, QueryError> {
    if text.len() > MAX_BYTES {
        let bytes = text.len();
        let message = format!("the query has {bytes} bytes, and the limit is {MAX_BYTES}");
        return Err(QueryError::TooLarge(message));
    }
    let mut notes = notes::Notes::default();
    let tokens = notes.balance(text, lexer::tokens(text))?;
    let tree = parser::Parser::new(text, &tokens, &mut notes).read()?;
    let tree = match tree {
        Some(tree) => tree,
        None if notes.is_empty() => Node::All,
        None => return Err(nothing(text, &notes)),
    };
    let notes = notes.words(text, &tree);
    Ok(Parsed { tree, notes })
}

/// Marks only: to match everything would answer what was not asked.
fn nothing(text: &str, notes: &notes::Notes) -> QueryError {
    let start = text.len() - text.trim_start().len();
    let whole = Span::new(start, text.trim_end().len().max(start));
    let span = notes.first_blank().unwrap_or(whole);
    let message = "nothing here can be searched for".to_owned();
    let hint = "write words, a phrase in quotation marks, or * for everything".to_owned();
    values::syntax(text, span, message, Some(hint))
}
