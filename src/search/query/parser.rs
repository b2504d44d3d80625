//! From tokens to a tree: recursive descent, never deeper than [`MAX_DEPTH`](super::MAX_DEPTH).

use super::chars::{Class, class, count_words};
use super::fields::Kind;
use super::lexer::{Token, TokenKind};
use super::tree::{Node, Value};
use super::values::{self, Reading};
use super::{MAX_CLAUSES, MAX_PHRASE_WORDS, MAX_SLOP, notes::Notes};
use crate::article::Span;
use crate::error::QueryError;

/// The field whose brackets or value is being read.
#[derive(Clone, Copy)]
pub struct Scope {
    /// Canonical name.
    pub name: &'static str,
    /// How its values are read.
    pub kind: Kind,
    /// `speaker:` itself.
    pub span: Span,
}

/// Reads a token list whose brackets are balanced.
pub struct Parser<'a> {
    pub query: &'a str,
    pub tokens: &'a [Token],
    pub notes: &'a mut Notes,
    at: usize,
    clauses: usize,
}

type Read<T> = Result<T, QueryError>;

impl<'a> Parser<'a> {
    pub fn new(query: &'a str, tokens: &'a [Token], notes: &'a mut Notes) -> Self {
        Self {
            query,
            tokens,
            notes,
            at: 0,
            clauses: 0,
        }
    }

    /// The whole query; `None` where nothing in it can be searched for.
    pub fn read(&mut self) -> Read<Option<Node>> {
        self.all_of(None)
    }

    /// `any_of { ["AND"] any_of }`, up to the closing bracket or the end.
    fn all_of(&mut self, scope: Option<Scope>) -> Read<Option<Node>> {
        let mut nodes = Vec::new();
        let (mut written_and, mut written_or) = (false, false);
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Close => break,
                TokenKind::And if self.begins_group() => return self.fail_operator(token.span, Side::Before),
                TokenKind::And => {
                    written_and = true;
                    self.at += 1;
                    if self.group_ends() {
                        return self.fail_operator(token.span, Side::After);
                    }
                    if self.operator_ahead() {
                        return self.fail_between(token.span);
                    }
                }
                TokenKind::Or => return self.fail_operator(token.span, Side::Before),
                _ => {
                    let (node, ored) = self.any_of(scope)?;
                    written_or |= ored;
                    nodes.extend(node);
                }
            }
        }
        self.notes.and_with_or |= written_and && written_or;
        Ok((!nodes.is_empty()).then(|| Node::and(nodes)))
    }

    /// `signed { "OR" signed }`; and whether there was an OR.
    fn any_of(&mut self, scope: Option<Scope>) -> Read<(Option<Node>, bool)> {
        let mut nodes = Vec::new();
        nodes.extend(self.signed(scope)?);
        let mut ored = false;
        while let Some(token) = self.peek().filter(|t| t.kind == TokenKind::Or) {
            ored = true;
            self.at += 1;
            if self.group_ends() {
                return self.fail_operator(token.span, Side::After);
            }
            if self.operator_ahead() {
                return self.fail_between(token.span);
            }
            nodes.extend(self.signed(scope)?);
        }
        ored &= nodes.len() > 1;
        Ok(((!nodes.is_empty()).then(|| Node::or(nodes)), ored))
    }

    /// `{"NOT"} primary`; a loop, so that a long row of NOTs costs no stack.
    fn signed(&mut self, scope: Option<Scope>) -> Read<Option<Node>> {
        let mut negative = false;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Not => {}
                TokenKind::Bang => self.notes.bang = self.notes.bang.or(Some(token.span)),
                _ => break,
            }
            negative = !negative;
            self.at += 1;
            if self.group_ends() || self.operator_ahead() {
                return self.fail_operator(token.span, Side::After);
            }
        }
        let node = self.primary(scope)?;
        Ok(if negative { node.map(Node::negate) } else { node })
    }

    /// A bracket, phrase, word or field.
    fn primary(&mut self, scope: Option<Scope>) -> Read<Option<Node>> {
        let Some(token) = self.peek() else { return Ok(None) };
        self.at += 1;
        match &token.kind {
            TokenKind::Open => {
                if let Some(close) = self.peek().filter(|t| t.kind == TokenKind::Close) {
                    self.notes.blank(Span::new(token.span.start, close.span.end));
                }
                let node = self.all_of(scope)?;
                self.at += 1;
                Ok(node)
            }
            TokenKind::Star => self.leaf(scope, token.span, Reading::Any).map(Some),
            TokenKind::Phrase { .. } => self.phrase(token, scope),
            TokenKind::Word { core } if core.is_empty() => {
                self.notes.blank(token.span);
                Ok(None)
            }
            TokenKind::Word { core } => self.words(token.span, *core, scope).map(Some),
            TokenKind::Field { name, kind } => {
                let field = Scope {
                    name,
                    kind: *kind,
                    span: token.span,
                };
                match scope {
                    Some(outer) => Err(values::nested_field(self.query, outer, token.span)),
                    None => self.field(field),
                }
            }
            TokenKind::UnknownField => Err(values::unknown_field(self.query, token.span)),
            // Operators and closing brackets are looked for by the callers, boosts are gone.
            _ => {
                self.notes.blank(token.span);
                Ok(None)
            }
        }
    }

    /// A word; in the brackets of a facet or date, all that stand side by side are one value.
    fn words(&mut self, raw: Span, core: Span, scope: Option<Scope>) -> Read<Node> {
        let mut reading = values::word(self.query, raw, core, scope, self.notes)?;
        let mut span = match (scope, &reading) {
            (None, Reading::Word(_)) => core,
            _ => raw,
        };
        if scope.is_none() && raw.of(self.query).ends_with([':', '：']) {
            self.notes.like_field(raw, core.of(self.query));
        }
        while scope.is_some_and(|s| s.kind != Kind::Text) {
            let (Some(next), Reading::Word(text)) = (self.peek(), &reading) else {
                break;
            };
            let TokenKind::Word { core } = next.kind else {
                break;
            };
            if core.is_empty() {
                break;
            }
            reading = match values::word(self.query, next.span, core, scope, self.notes)? {
                Reading::Word(more) => Reading::Word(format!("{text} {more}")),
                Reading::Prefix(more) => Reading::Prefix(format!("{text} {more}")),
                Reading::Any => break,
            };
            span.end = next.span.end;
            self.at += 1;
        }
        self.leaf(scope, span, reading)
    }

    /// What follows `speaker:`.
    fn field(&mut self, scope: Scope) -> Read<Option<Node>> {
        let missing = || values::missing_value(self.query, scope);
        let Some(token) = self.peek() else {
            return Err(missing());
        };
        if token.span.start > scope.span.end {
            let readable = matches!(
                token.kind,
                TokenKind::Word { .. } | TokenKind::Phrase { .. } | TokenKind::Open
            );
            if !readable {
                return Err(missing());
            }
            self.notes.spaced_field = self.notes.spaced_field.or(Some(scope.span));
        }
        match &token.kind {
            TokenKind::Open | TokenKind::Phrase { .. } | TokenKind::Star => {
                self.primary(Some(scope))?.map(Some).ok_or_else(missing)
            }
            TokenKind::Word { core } => {
                self.at += 1;
                let mut raw = token.span;
                let mut core = *core;
                if scope.kind == Kind::Date {
                    let words = values::date_words(self.query, &self.tokens[self.at - 1..]);
                    self.at += words - 1;
                    raw.end = self.tokens[self.at - 1].span.end;
                    core.end = core.end.max(super::lexer::core(self.query, raw).end);
                }
                let reading = values::value(self.query, raw, core, scope, self.notes)?;
                self.leaf(Some(scope), raw, reading).map(Some)
            }
            _ => Err(missing()),
        }
    }

    fn phrase(&mut self, token: &Token, scope: Option<Scope>) -> Read<Option<Node>> {
        let TokenKind::Phrase { inner, closed, slop } = &token.kind else {
            return Ok(None);
        };
        if !closed {
            self.notes.unclosed_mark = Some(token.span.start);
        }
        let raw = scope.is_some_and(|s| s.kind == Kind::Raw);
        let text = unescape(inner.of(self.query));
        let text = if raw { text } else { values::tidy(&text) };
        if count_words(&text) == 0 && (!raw || text.is_empty()) {
            self.notes.blank(token.span);
            return Ok(None);
        }
        let next = self.peek().filter(|t| t.span.start == token.span.end);
        if let Some(star) = next.filter(|t| t.kind == TokenKind::Star) {
            let both = Span::new(token.span.start, star.span.end);
            return Err(values::star_after_phrase(self.query, both));
        }
        if text.chars().any(super::chars::is_star) && !raw {
            self.notes.star_in_phrase = self.notes.star_in_phrase.or(Some(token.span));
        }
        let is_words = scope.is_none_or(|s| s.kind == Kind::Text);
        if is_words {
            self.check_words(&text)?;
        }
        let mut distance = 0;
        if let Some(slop) = slop {
            if is_words {
                distance = slop.of(self.query).parse().unwrap_or(u32::MAX);
                if distance > MAX_SLOP {
                    self.notes.slop_cut = self.notes.slop_cut.or(Some(*slop));
                    distance = MAX_SLOP;
                }
            } else {
                self.notes.slop_unused = self.notes.slop_unused.or(Some(*slop));
            }
        }
        self.count_clause()?;
        let span = token.span;
        Ok(Some(match scope {
            None => Node::Phrase {
                text,
                slop: distance,
                span,
            },
            Some(scope) => Node::Field {
                name: scope.name,
                value: match scope.kind {
                    Kind::Date => values::date(scope.name, &text),
                    Kind::Raw => Value::Word(text),
                    _ => Value::Phrase { text, slop: distance },
                },
                span,
            },
        }))
    }

    /// A word, prefix or star, in a field or not.
    fn leaf(&mut self, scope: Option<Scope>, span: Span, reading: Reading) -> Read<Node> {
        self.count_clause()?;
        if let Reading::Word(text) | Reading::Prefix(text) = &reading
            && scope.is_none_or(|s| s.kind == Kind::Text)
        {
            self.check_words(text)?;
        }
        Ok(match (scope, reading) {
            (None, Reading::Any) => Node::All,
            (None, Reading::Word(text)) => Node::Word { text, span },
            (None, Reading::Prefix(text)) => Node::Prefix { text, span },
            (Some(scope), reading) => Node::Field {
                name: scope.name,
                value: match reading {
                    Reading::Any => Value::Any,
                    Reading::Word(text) if scope.kind == Kind::Date => values::date(scope.name, &text),
                    Reading::Word(text) => Value::Word(text),
                    Reading::Prefix(text) => Value::Prefix(text),
                },
                span,
            },
        })
    }

    fn check_words(&self, text: &str) -> Read<()> {
        let words = count_words(text);
        if words > MAX_PHRASE_WORDS {
            let message = format!("a phrase has {words} words, and the limit is {MAX_PHRASE_WORDS}");
            return Err(QueryError::TooLarge(message));
        }
        Ok(())
    }

    fn count_clause(&mut self) -> Read<()> {
        self.clauses += 1;
        if self.clauses > MAX_CLAUSES {
            let message = format!("the query has more than {MAX_CLAUSES} words, phrases and fields");
            return Err(QueryError::TooLarge(message));
        }
        Ok(())
    }

    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn begins_group(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.is_none_or(|t| t.kind == TokenKind::Open)
    }

    fn group_ends(&self) -> bool {
        self.peek().is_none_or(|t| t.kind == TokenKind::Close)
    }

    fn operator_ahead(&self) -> bool {
        self.peek()
            .is_some_and(|t| matches!(t.kind, TokenKind::And | TokenKind::Or))
    }

    fn fail_operator<T>(&self, span: Span, side: Side) -> Read<T> {
        let operator = span.of(self.query);
        let side = match side {
            Side::Before => "before",
            Side::After => "after",
        };
        Err(self.operator_error(span, format!("nothing stands {side} {operator}")))
    }

    /// Two operators in a row; the second is the next token.
    fn fail_between<T>(&self, first: Span) -> Read<T> {
        let second = self.peek().map_or(first, |t| t.span);
        let (a, b) = (first.of(self.query), second.of(self.query));
        Err(self.operator_error(second, format!("nothing stands between {a} and {b}")))
    }

    fn operator_error(&self, span: Span, message: String) -> QueryError {
        let operator = span.of(self.query);
        let word = operator.chars().all(char::is_alphabetic);
        let hint = format!("to search for the word itself, write \"{operator}\" in quotation marks");
        values::syntax(self.query, span, message, word.then_some(hint))
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The inside of a phrase, with its escapes read.
fn unescape(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        let escapable = |n: &char| *n == '\\' || class(*n) == Class::Double;
        let escaped = (c == '\\').then(|| chars.next_if(escapable)).flatten();
        text.push(escaped.unwrap_or(c));
    }
    text
}
