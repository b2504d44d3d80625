//! What was repaired or assumed, gathered while reading and worded once, at the end.

use super::lexer::{Token, TokenKind};
use super::values::shown;
use super::{MAX_DEPTH, MAX_SLOP};
use crate::article::Span;
use crate::error::QueryError;

/// The repairs of one query. One note for each sort, however often it happened.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where the phrase began that never closed.
    pub unclosed_mark: Option<usize>,
    unclosed_brackets: Vec<usize>,
    stray_brackets: Vec<usize>,
    blanks: Vec<Span>,
    /// First `!` read as NOT.
    pub bang: Option<Span>,
    /// First `^2`.
    pub boost: Option<Span>,
    /// First field whose value stands apart.
    pub spaced_field: Option<Span>,
    field_like: Option<(Span, Vec<String>)>,
    /// First phrase with a star inside.
    pub star_in_phrase: Option<Span>,
    /// First `~5` that is too large.
    pub slop_cut: Option<Span>,
    /// First `~5` where nothing can be apart.
    pub slop_unused: Option<Span>,
    /// AND and OR side by side without brackets.
    pub and_with_or: bool,
}

impl Notes {
    /// Leaves out a piece without anything to search for.
    pub fn blank(&mut self, span: Span) {
        self.blanks.push(span);
    }

    /// Whether nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.blanks.is_empty() && self.stray_brackets.is_empty() && self.boost.is_none()
    }

    /// The first piece left out.
    pub fn first_blank(&self) -> Option<Span> {
        self.blanks.first().copied()
    }

    /// A word with a colon that is no field, but may have been meant for one.
    pub fn like_field(&mut self, raw: Span, name: &str) {
        if self.field_like.is_none() {
            let near = super::values::near_fields(name);
            self.field_like = (!near.is_empty()).then_some((raw, near));
        }
    }

    /// Adds the brackets that are missing, takes out those that close nothing, and boosts.
    ///
    /// # Errors
    /// Where brackets stand deeper than the limit, so that the parser needs no guard.
    pub fn balance(&mut self, query: &str, tokens: Vec<Token>) -> Result<Vec<Token>, QueryError> {
        let mut balanced = Vec::with_capacity(tokens.len());
        let mut open = Vec::new();
        for token in tokens {
            match token.kind {
                TokenKind::Open => {
                    open.push(token.span.start);
                    if open.len() > MAX_DEPTH {
                        let message = format!("brackets stand more than {MAX_DEPTH} deep");
                        return Err(QueryError::TooLarge(message));
                    }
                }
                TokenKind::Close if open.pop().is_none() => {
                    self.stray_brackets.push(token.span.start);
                    continue;
                }
                TokenKind::Boost => {
                    self.boost = self.boost.or(Some(token.span));
                    continue;
                }
                _ => {}
            }
            balanced.push(token);
        }
        let end = Span::new(query.len(), query.len());
        balanced.extend(open.iter().map(|_| Token {
            kind: TokenKind::Close,
            span: end,
        }));
        self.unclosed_brackets = open;
        Ok(balanced)
    }

    /// The notes in words; `reading` is the tree as a query.
    pub fn words(&self, query: &str, reading: &dyn std::fmt::Display) -> Vec<String> {
        let mut notes = Vec::new();
        // Characters counted from 1, as an editor would.
        let place = |at: usize| query[..at].chars().count() + 1;
        if let Some(at) = self.unclosed_mark {
            let at = place(at);
            notes.push(format!(
                "the quotation mark at {at} was not closed; closed at the end"
            ));
        }
        match self.unclosed_brackets[..] {
            [] => {}
            [at] => {
                let at = place(at);
                notes.push(format!("the bracket at {at} was not closed; closed at the end"));
            }
            ref many => {
                let n = many.len();
                notes.push(format!("{n} brackets were not closed; closed at the end"));
            }
        }
        match self.stray_brackets[..] {
            [] => {}
            [at] => notes.push(format!("the bracket at {} closes nothing; left out", place(at))),
            ref many => notes.push(format!("{} brackets close nothing; left out", many.len())),
        }
        if !self.blanks.is_empty() {
            let some = self.blanks.iter().take(3).map(|s| shown(s.of(query)));
            let mut list = some.collect::<Vec<_>>().join(" ");
            if self.blanks.len() > 3 {
                list += &format!(" and {} more", self.blanks.len() - 3);
            }
            notes.push(format!("left out, without a letter or digit: {list}"));
        }
        if let Some(at) = self.bang {
            notes.push(format!("the ! at {} was read as NOT", place(at.start)));
        }
        if let Some(boost) = self.boost {
            let boost = shown(boost.of(query));
            notes.push(format!("weights change nothing here; {boost} was left out"));
        }
        if let Some(field) = self.spaced_field {
            let field = field.of(query);
            notes.push(format!("{field} was read with the value after the space"));
        }
        if let Some((word, near)) = &self.field_like {
            let word = shown(word.of(query));
            notes.push(format!(
                "{word} was read as a word; the field is {}",
                near.join(" or ")
            ));
        }
        if let Some(phrase) = self.star_in_phrase {
            let at = place(phrase.start);
            notes.push(format!(
                "the star in the phrase at {at} stands for nothing; left out"
            ));
        }
        if let Some(slop) = self.slop_cut {
            let slop = shown(slop.of(query));
            notes.push(format!(
                "words may be at most {MAX_SLOP} places apart; ~{slop} was read as ~{MAX_SLOP}"
            ));
        }
        if let Some(slop) = self.slop_unused {
            let slop = shown(slop.of(query));
            notes.push(format!("~{slop} has no meaning in this field; left out"));
        }
        if self.and_with_or {
            let reading = shown_long(&reading.to_string());
            notes.push(format!("OR binds more tightly than AND; read as {reading}"));
        }
        notes
    }
}

fn shown_long(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(200).map(clean).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
