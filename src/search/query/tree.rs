//! The syntax tree of a query.

use crate::article::Span;

/// A query, read. All spans are bytes into the query text.
///
/// The parser keeps these promises: `And` and `Or` have two children or more and
/// none of their own kind; `Not` never holds a `Not`; every text is in NFC and,
/// facet and path values apart, holds at least one letter or digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Everything: `*`, or an empty query.
    All,
    /// Matches where every child does.
    And(Vec<Node>),
    /// Matches where at least one child does.
    Or(Vec<Node>),
    /// Matches where the child does not; may stand alone (`-country:fr`).
    Not(Box<Node>),
    /// A plain word, to be matched by its stem in headline and body. The analyzer
    /// may cut it into several (`U.S.`, `Jean-Pierre`): those match as a phrase.
    Word {
        /// As written, without marks at its ends.
        text: String,
        /// Where.
        span: Span,
    },
    /// The beginning of a word: `zel*`. The analyzer may cut it (`jean-p*`): then
    /// all words but the last are whole and stand before it.
    Prefix {
        /// The beginning, without the star.
        text: String,
        /// Where, with the star.
        span: Span,
    },
    /// Words one after another, in their exact form (accents and case apart).
    /// One word in quotation marks is a phrase of one: that form, not its stem.
    Phrase {
        /// The words, without quotation marks.
        text: String,
        /// How many places the words may be apart in all (`"a b"~5`); 0 is none.
        slop: u32,
        /// Where, with the quotation marks.
        span: Span,
    },
    /// Something asked of one field: `speaker:macron`.
    Field {
        /// Canonical name: of a [`facet`](crate::facet::FACETS) or of [`fields`](super::fields).
        name: &'static str,
        /// What is asked.
        value: Value,
        /// Where the value is (with its marks).
        span: Span,
    },
}

/// What is asked of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `speaker:macron`, `since:2025-12`; in the brackets of a facet also the
    /// words that stand together (`country:(united states)`).
    Word(String),
    /// `speaker:"Emmanuel Macron"`; the slop is 0 except in `title`, `body` and `credit`.
    Phrase {
        /// The words, without quotation marks.
        text: String,
        /// As in [`Node::Phrase`].
        slop: u32,
    },
    /// `speaker:mac*`.
    Prefix(String),
    /// `date:2025-01..2025-03`, both ends included; one may be left open.
    Range {
        /// First day, month or year.
        from: Option<String>,
        /// Last day, month or year.
        to: Option<String>,
    },
    /// `speaker:*`: anything at all.
    Any,
}

impl Node {
    /// The first place of the query that this node comes from; `None` for [`Node::All`].
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::All => None,
            Self::And(nodes) | Self::Or(nodes) => nodes.iter().find_map(Node::span),
            Self::Not(node) => node.span(),
            Self::Word { span, .. }
            | Self::Prefix { span, .. }
            | Self::Phrase { span, .. }
            | Self::Field { span, .. } => Some(*span),
        }
    }

    /// All of `nodes`; flattens, drops [`Node::All`], and unwraps a single one.
    pub fn and(nodes: Vec<Node>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::And(inner) => flat.extend(inner),
                Self::All => {}
                node => flat.push(node),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.swap_remove(0),
            _ => Self::And(flat),
        }
    }

    /// Any of `nodes`; flattens, and unwraps a single one.
    pub fn or(nodes: Vec<Node>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Or(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.swap_remove(0),
            _ => Self::Or(flat),
        }
    }

    /// The opposite of `self`; two of them cancel out.
    pub fn negate(self) -> Node {
        match self {
            Self::Not(node) => *node,
            node => Self::Not(Box::new(node)),
        }
    }
}
