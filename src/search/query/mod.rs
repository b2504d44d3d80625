//! The query language: text in, [`Node`] out.
//!
//! (docs)

mod chars;
pub mod fields;
mod lexer;
mod notes;
mod parser;
mod print;
#[cfg(test)]
mod properties;
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
