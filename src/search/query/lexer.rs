//! Cuts a query into tokens; one pass, never back by more than a word.

use super::chars::{Class, begins_word, class, is_colon, is_hyphen, is_operator, is_star, is_word};
use super::fields::{self, Kind};
use crate::article::Span;

/// A piece of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where.
    pub span: Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// `AND`, `&&`.
    And,
    /// `OR`, `|`, `||`.
    Or,
    /// `NOT`, `-` before a word.
    Not,
    /// `!` before a word, read as NOT.
    Bang,
    /// Stars and nothing else.
    Star,
    /// Marks without a letter or digit.
    Blank,
    /// A run without white space; `core` is the part from its first to its last letter or digit
    /// (empty after a field where the value has none).
    Word { core: Span },
    /// What stands in quotation marks.
    Phrase {
        /// The inside, with escapes.
        inner: Span,
        /// Whether the closing mark is there.
        closed: bool,
        /// The digits of `~5`.
        slop: Option<Span>,
    },
    /// `speaker:`; a value that follows at once is always the next token.
    Field { name: &'static str, kind: Kind },
    /// `xyz:` with a value, where no field is so called.
    UnknownField,
    /// `^2` after a phrase or bracket.
    Boost,
}

/// All tokens of `text`.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
        no_single_after: usize::MAX,
    };
    while lexer.at < text.len() {
        lexer.next();
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// From here on no single mark closes a phrase: keeps the search for one linear.
    no_single_after: usize,
}

impl Lexer<'_> {
    fn next(&mut self) {
        let Some(c) = self.peek() else { return };
        match class(c) {
            Class::Space => self.at += c.len_utf8(),
            Class::Open => self.push(TokenKind::Open, c.len_utf8()),
            Class::Close => {
                self.push(TokenKind::Close, c.len_utf8());
                self.boost();
            }
            Class::Double => self.phrase(c),
            Class::Single if self.single_phrase(c) => {}
            Class::Bar => {
                let two = self
                    .char_at(self.at + c.len_utf8())
                    .filter(|n| class(*n) == Class::Bar);
                self.push(TokenKind::Or, c.len_utf8() + two.map_or(0, char::len_utf8));
            }
            _ if self.rest().starts_with("&&") => self.push(TokenKind::And, 2),
            _ if is_hyphen(c) || c == '!' || c == '+' => self.sign(c),
            _ => self.word(),
        }
    }

    /// `-`, `+`, `!` at the start of a word.
    fn sign(&mut self, sign: char) {
        let width = sign.len_utf8();
        let next = self.char_at(self.at + width);
        let lone = next.is_none_or(|c| {
            let twice = c == sign && sign != '+';
            twice || matches!(class(c), Class::Space | Class::Close | Class::Bar)
        });
        if lone {
            // `--x` and `- x` are dashes, not operators.
            let marks = self.rest().chars().take_while(|c| *c == sign);
            let width = marks.map(char::len_utf8).sum();
            return self.push(TokenKind::Blank, width);
        }
        match sign {
            '+' => self.at += width,
            '!' => self.push(TokenKind::Bang, width),
            _ => self.push(TokenKind::Not, width),
        }
    }

    fn word(&mut self) {
        let raw = Span::new(self.at, self.word_end(self.at, false));
        let core = core(self.text, raw);
        if core.is_empty() {
            let only_stars = raw.of(self.text).chars().any(is_star);
            let kind = if only_stars {
                TokenKind::Star
            } else {
                TokenKind::Blank
            };
            return self.push(kind, raw.len());
        }
        let stars = raw.of(self.text).chars().any(is_star);
        let starred = Span::new(raw.start, core.start)
            .of(self.text)
            .chars()
            .any(is_star);
        if let Some(colon) = self.field_colon(core).filter(|_| !starred) {
            return self.field(Span::new(core.start, colon), raw.end);
        }
        let kind = match core.of(self.text) {
            word if stars || !is_operator(word) => TokenKind::Word { core },
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            _ => TokenKind::Not,
        };
        self.push(kind, raw.len());
    }

    /// The colon after a name at the start of a word, where the two could name a field:
    /// not in `10:30`, `https://...`, `std::fmt`.
    fn field_colon(&self, core: Span) -> Option<usize> {
        let word = core.of(self.text);
        if !word.starts_with(char::is_alphabetic) {
            return None;
        }
        let name = |c: char| is_word(c) || c == '_' || c == '-';
        let length = word.find(|c| !name(c)).unwrap_or(word.len());
        let colon = core.start + length;
        let mut rest = self.text[colon..].chars();
        let is_field = !is_operator(&word[..length])
            && rest.next().is_some_and(is_colon)
            && !rest.next().is_some_and(is_colon)
            && !self.text[colon..].starts_with("://");
        is_field.then_some(colon)
    }

    fn field(&mut self, name: Span, raw_end: usize) {
        let colon = self.char_at(name.end).map_or(0, char::len_utf8);
        let value = name.end + colon;
        self.at = name.start;
        let glued = self
            .char_at(value)
            .is_some_and(|c| !matches!(class(c), Class::Space | Class::Close));
        match fields::by_name(name.of(self.text)) {
            Some((name, kind)) => {
                self.push(TokenKind::Field { name, kind }, value - self.at);
                if glued {
                    self.value(kind);
                }
            }
            None if glued => self.push(TokenKind::UnknownField, raw_end.max(value) - self.at),
            // "Ukraine: what comes next"
            None => self.push(TokenKind::Word { core: name }, value - self.at),
        }
    }

    /// What follows a field's colon at once.
    fn value(&mut self, kind: Kind) {
        let Some(c) = self.peek() else { return };
        match class(c) {
            Class::Open | Class::Bar => {}
            _ if self.rest().starts_with("&&") => {}
            Class::Double => self.phrase(c),
            Class::Single if self.single_phrase(c) => {}
            _ => {
                let raw = Span::new(self.at, self.word_end(self.at, kind == Kind::Date));
                let core = core(self.text, raw);
                let stars = raw.of(self.text).chars().all(is_star);
                let kind = if stars {
                    TokenKind::Star
                } else {
                    TokenKind::Word { core }
                };
                self.push(kind, raw.len());
            }
        }
    }

    /// A phrase in marks that are nothing else: to the next such mark, or the end.
    fn phrase(&mut self, mark: char) {
        let inner = self.at + mark.len_utf8();
        let mut escaped = false;
        let close = self.text[inner..].char_indices().find(|(_, c)| {
            let closes = !escaped && class(*c) == Class::Double;
            escaped = !escaped && *c == '\\';
            closes
        });
        let (end, after) = match close {
            Some((i, c)) => (inner + i, inner + i + c.len_utf8()),
            None => (self.text.len(), self.text.len()),
        };
        self.push_phrase(Span::new(inner, end), after, close.is_some());
    }

    /// A phrase in marks that could be apostrophes: only where one closes it at the end of a word.
    fn single_phrase(&mut self, mark: char) -> bool {
        let inner = self.at + mark.len_utf8();
        let spaced = self.char_at(inner).is_none_or(|c| class(c) == Class::Space);
        if spaced || inner >= self.no_single_after {
            return false;
        }
        let mut before = mark;
        for (i, c) in self.text[inner..].char_indices() {
            let after = inner + i + c.len_utf8();
            let inside = i > 0 && class(before) != Class::Space;
            if class(c) == Class::Single && inside && !self.char_at(after).is_some_and(is_word) {
                self.push_phrase(Span::new(inner, inner + i), after, true);
                return true;
            }
            before = c;
        }
        self.no_single_after = inner;
        false
    }

    fn push_phrase(&mut self, inner: Span, after: usize, closed: bool) {
        let tail = &self.text[after..];
        let digits = tail
            .strip_prefix('~')
            .map_or(0, |d| d.find(|c: char| !c.is_ascii_digit()).unwrap_or(d.len()));
        let slop = (digits > 0).then(|| Span::new(after + 1, after + 1 + digits));
        let end = slop.map_or(after, |s| s.end);
        self.push(TokenKind::Phrase { inner, closed, slop }, end - self.at);
        self.boost();
    }

    /// `^2` after a phrase or bracket.
    fn boost(&mut self) {
        let Some(number) = self.rest().strip_prefix('^') else {
            return;
        };
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.');
        match end.unwrap_or(number.len()) {
            0 => {}
            digits => self.push(TokenKind::Boost, digits + 1),
        }
    }

    /// Where the run that begins at `start` ends.
    fn word_end(&self, start: usize, through_dashes: bool) -> usize {
        let mut before = ' ';
        for (i, c) in self.text[start..].char_indices() {
            let parts = match class(c) {
                Class::Space => !(through_dashes && super::chars::is_dash(c)),
                Class::Open | Class::Close | Class::Double | Class::Bar => true,
                Class::Single | Class::Other => false,
            };
            if parts {
                return start + i;
            }
            if c == '&' && before == '&' {
                return start + i - 1;
            }
            before = c;
        }
        self.text.len()
    }

    fn push(&mut self, kind: TokenKind, width: usize) {
        let span = Span::new(self.at, self.at + width);
        self.at = span.end;
        self.tokens.push(Token { kind, span });
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// From the first to the last letter or digit (with its accents) of a run; empty where there is none.
pub fn core(text: &str, raw: Span) -> Span {
    let word = raw.of(text);
    let Some(start) = word.find(begins_word) else {
        return Span::new(raw.start, raw.start);
    };
    let end = word.char_indices().rfind(|(_, c)| is_word(*c));
    let end = end.map_or(start, |(i, c)| i + c.len_utf8());
    Span::new(raw.start + start, raw.start + end)
}
