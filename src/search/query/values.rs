//! What a single word means, alone or as the value of a field, and what it cannot mean.

use unicode_normalization::UnicodeNormalization;

use super::chars::{Class, class, is_dash, is_hyphen, is_operator, is_star, is_word};
use super::fields::{self, Kind};
use super::lexer::{Token, TokenKind, core};
use super::notes::Notes;
use super::parser::Scope;
use super::tree::Value;
use crate::article::Span;
use crate::error::QueryError;
use crate::search::suggest;

/// A word, read.
#[derive(Debug)]
pub enum Reading {
    Any,
    Word(String),
    Prefix(String),
}

type Read<T> = Result<T, QueryError>;

/// The value that follows a field's colon at once.
pub fn value(query: &str, raw: Span, core: Span, scope: Scope, notes: &mut Notes) -> Read<Reading> {
    let text = raw.of(query);
    match scope.kind {
        Kind::Date if text.starts_with(['[', '{', '<', '>', '=']) => {
            let message = format!("{:?} is no date", shown(text));
            let hint = "write since:2025-12, until:2025-12 or date:2025-01..2025-03".to_owned();
            Err(syntax(query, raw, message, Some(hint)))
        }
        Kind::Facet | Kind::Text if text.starts_with(|c| is_hyphen(c) || c == '!') => {
            let field = scope.span.of(query);
            let sign: String = text.chars().take(1).collect();
            let message = format!("{sign} stands after {field}");
            let hint = format!("to exclude, write -{field}{}", shown(core.of(query)));
            Err(syntax(query, raw, message, Some(hint)))
        }
        Kind::Raw => word(query, raw, core, Some(scope), notes),
        _ if core.is_empty() => Err(missing_value(query, scope)),
        _ => word(query, raw, core, Some(scope), notes),
    }
}

/// A word of the query; `core` is not empty, except in paths and ids.
pub fn word(query: &str, raw: Span, core: Span, scope: Option<Scope>, notes: &mut Notes) -> Read<Reading> {
    let kind = scope.map(|s| s.kind);
    let (before, mut bare, after) = match kind {
        // Paths, ids and dates keep their marks.
        Some(Kind::Raw | Kind::Date) => {
            let text = raw.of(query).trim_end_matches([',', ';']);
            let bare = text.trim_end_matches(is_star);
            ("", bare, &text[bare.len()..])
        }
        _ => {
            let before = Span::new(raw.start, core.start).of(query);
            (before, core.of(query), Span::new(core.end, raw.end).of(query))
        }
    };
    let starred = after.contains(is_star);
    if before.contains(is_star) || bare.contains(is_star) || (starred && kind == Some(Kind::Date)) {
        return Err(misplaced_star(query, raw, kind));
    }
    if matches!(kind, None | Some(Kind::Text)) {
        let mut word = Span::new(core.start, raw.end);
        while let Some(rest) = without_boost(bare) {
            bare = rest;
            word.end = core.start + bare.len();
            notes.boost = notes.boost.or(Some(Span::new(word.end, core.end)));
        }
        refuse_foreign_operators(query, word)?;
    }
    match scope {
        Some(scope) if bare.is_empty() => return Err(missing_value(query, scope)),
        _ => {}
    }
    let text = if kind == Some(Kind::Raw) {
        bare.to_owned()
    } else {
        tidy(bare)
    };
    Ok(if starred {
        Reading::Prefix(text)
    } else {
        Reading::Word(text)
    })
}

/// `peace` of `peace^2.5`.
fn without_boost(word: &str) -> Option<&str> {
    let (rest, number) = word.rsplit_once('^')?;
    let digits = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_end_matches(|c| !is_word(c));
    (digits && !rest.is_empty() && !is_operator(rest)).then_some(rest)
}

/// What other engines have and this one has not, where reading it as words would answer another question.
fn refuse_foreign_operators(query: &str, span: Span) -> Read<()> {
    let word = span.of(query);
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if let Some((start, distance)) = word.split_once('~')
        && !start.is_empty()
        && start.chars().all(is_word)
        && number(distance.trim_end_matches(|c: char| !c.is_alphanumeric()))
    {
        let message = "words that are only similar cannot be searched for".to_owned();
        let beginning: String = start.chars().take(4).collect();
        let hint = format!("write how the word begins and a star: {beginning}*");
        return Err(syntax(query, span, message, Some(hint)));
    }
    let near = word.trim_end_matches(|c| !is_word(c));
    if near.strip_prefix("NEAR/").is_some_and(number) {
        let message = "NEAR is no operator here".to_owned();
        let hint = "for words at most 5 apart write \"first second\"~5".to_owned();
        let span = Span::new(span.start, span.start + near.len());
        return Err(syntax(query, span, message, Some(hint)));
    }
    Ok(())
}

/// A date or, in `date:`, a range of them.
pub fn date(field: &str, text: &str) -> Value {
    let parts = text.split_once("..").or_else(|| text.split_once(is_dash));
    let end = |s: &str| {
        let s = s.trim_matches(|c: char| !c.is_alphanumeric());
        (!s.is_empty()).then(|| s.to_owned())
    };
    match parts.map(|(from, to)| (end(from), end(to))) {
        Some((from, to)) if field == "date" && (from.is_some() || to.is_some()) => Value::Range { from, to },
        _ => Value::Word(text.to_owned()),
    }
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const MONTH_NAMES: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "sept",
    "september",
    "october",
    "november",
    "december",
];
const AMOUNTS: &[&str] = &[
    "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];
const UNITS: &[&str] = &["day", "week", "month", "year"];

/// How many word tokens at the start of `tokens` make one date, as in `since:dec 1` and
/// `since:3 days ago`: at least 1.
pub fn date_words(query: &str, tokens: &[Token]) -> usize {
    let words: Vec<String> = tokens
        .iter()
        .take(3)
        .map_while(|t| match t.kind {
            TokenKind::Word { core } => Some(core.of(query).trim_end_matches('.').to_lowercase()),
            _ => None,
        })
        .collect();
    let is = |at: usize, test: fn(&str) -> bool| words.get(at).is_some_and(|w| test(w));
    let month = |w: &str| MONTHS.contains(&w) || MONTH_NAMES.contains(&w);
    let day = |w: &str| w.len() <= 4 && w.starts_with(|c: char| c.is_ascii_digit()) && !year(w);
    let amount = |w: &str| AMOUNTS.contains(&w) || (w.len() <= 3 && w.bytes().all(|b| b.is_ascii_digit()));
    let unit = |w: &str| UNITS.contains(&w.strip_suffix('s').unwrap_or(w));
    if is(0, month) {
        match (is(1, day), is(1, year)) {
            (true, _) => 2 + usize::from(is(2, year)),
            (_, true) => 2,
            _ => 1,
        }
    } else if is(0, day) && is(1, month) {
        2 + usize::from(is(2, year))
    } else if is(0, amount) && is(1, unit) && is(2, |w| w == "ago") {
        3
    } else if is(0, |w| matches!(w, "last" | "this" | "past" | "previous")) && words.len() > 1 {
        2
    } else {
        1
    }
}

fn year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// White space and controls made one space each, in NFC as the articles are.
pub fn tidy(text: &str) -> String {
    let parts = |c: char| class(c) == Class::Space && !is_dash(c);
    let words: Vec<&str> = text.split(parts).filter(|w| !w.is_empty()).collect();
    words.join(" ").nfc().collect()
}

pub fn syntax(query: &str, span: Span, message: String, hint: Option<String>) -> QueryError {
    QueryError::Syntax {
        query: query.to_owned(),
        span,
        message,
        hint,
    }
}

pub fn missing_value(query: &str, scope: Scope) -> QueryError {
    let field = scope.span.of(query);
    let takes = fields::help(scope.name);
    let hint = format!("write {}:VALUE, {takes}", scope.name);
    syntax(query, scope.span, format!("{field} has no value"), Some(hint))
}

pub fn unknown_field(query: &str, span: Span) -> QueryError {
    let word = span.of(query);
    let name = word.split([':', '：']).next().unwrap_or_default();
    let words = "to search for the words, put a space after the colon";
    let near = near_fields(name);
    let hint = if near.is_empty() {
        let known: Vec<_> = fields::canonical().collect();
        format!("fields are {}; {words}", known.join(", "))
    } else {
        format!("did you mean {}? {words}", near.join(" or "))
    };
    let span = Span::new(span.start, span.start + name.len());
    syntax(
        query,
        span,
        format!("no field is called {:?}", shown(name)),
        Some(hint),
    )
}

/// Fields that a mistyped name could have meant, with their colons.
pub fn near_fields(name: &str) -> Vec<String> {
    let mut near: Vec<String> = Vec::new();
    for known in suggest::nearest(name, fields::names(), 3) {
        let canonical = fields::by_name(&known).map(|(name, _)| format!("{name}:"));
        near.extend(canonical.filter(|c| !near.contains(c)));
    }
    near
}

pub fn nested_field(query: &str, outer: Scope, span: Span) -> QueryError {
    let (inner, outer) = (span.of(query), outer.span.of(query));
    let message = format!("{inner} stands in the brackets of {outer}");
    let hint = format!("close the brackets of {outer} first");
    syntax(query, span, message, Some(hint))
}

pub fn star_after_phrase(query: &str, span: Span) -> QueryError {
    let message = "a star cannot follow a phrase".to_owned();
    let hint = "a star ends a word outside quotation marks: zel*".to_owned();
    syntax(query, span, message, Some(hint))
}

fn misplaced_star(query: &str, raw: Span, kind: Option<Kind>) -> QueryError {
    let message = "a star can only end a word".to_owned();
    let word: String = raw.of(query).chars().filter(|c| !is_star(*c)).collect();
    let start: String = raw
        .of(query)
        .chars()
        .skip_while(|c| is_star(*c))
        .take_while(|c| !is_star(*c))
        .collect();
    let hint = match kind {
        Some(Kind::Date) => "write a year or month for all its days: date:2025-12".to_owned(),
        _ if core(&start, Span::new(0, start.len())).is_empty() || raw.of(query).starts_with(is_star) => {
            format!("write the word without it: {}", shown(&word))
        }
        _ => format!("write {}*", shown(&start)),
    };
    syntax(query, raw, message, Some(hint))
}

/// At most 40 characters of the query, without any that a terminal would act on.
pub fn shown(text: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let mut short: String = text.chars().take(40).map(clean).collect();
    if short.len() < text.len() && text.chars().nth(40).is_some() {
        short.push('…');
    }
    short
}
