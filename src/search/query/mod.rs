//! The query language. (Being written.)

pub mod fields;
mod tree;

pub use tree::{Node, Value};

use crate::article::Span;
use crate::error::QueryError;

/// A query, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// What is asked.
    pub tree: Node,
    /// What was repaired or assumed, one sentence each.
    pub notes: Vec<String>,
}

/// Reads a query.
///
/// # Errors
/// [`QueryError::Syntax`] points at the place; [`QueryError::TooLarge`] names the limit.
pub fn parse(text: &str) -> Result<Parsed, QueryError> {
    let mut at = 0;
    let mut nodes = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let word = word.trim();
        if !word.is_empty() && word != "*" {
            nodes.push(Node::Word {
                text: word.to_owned(),
                span: Span::new(start, start + word.len()),
            });
        }
    }
    Ok(Parsed {
        tree: Node::and(nodes),
        notes: Vec::new(),
    })
}
