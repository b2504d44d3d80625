//! A tree as a query that reads as the same tree.

use std::fmt::{self, Display, Formatter, Write};

use super::chars::{Class, class};
use super::fields::{self, Kind};
use super::tree::{Node, Value};

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    if i > 0 {
                        f.write_char(' ')?;
                    }
                    operand(f, node, matches!(node, Node::Or(_)))?;
                }
                Ok(())
            }
            Self::Or(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" OR ")?;
                    }
                    operand(f, node, matches!(node, Node::And(_)))?;
                }
                Ok(())
            }
            Self::Not(node) => {
                f.write_char('-')?;
                operand(f, node, matches!(**node, Node::And(_) | Node::Or(_)))
            }
            Self::All => f.write_char('*'),
            Self::Word { text, .. } => f.write_str(text),
            Self::Prefix { text, .. } => write!(f, "{text}*"),
            Self::Phrase { text, slop, .. } => phrase(f, text, *slop),
            Self::Field { name, value, .. } => field(f, name, value),
        }
    }
}

fn operand(f: &mut Formatter<'_>, node: &Node, brackets: bool) -> fmt::Result {
    if brackets {
        write!(f, "({node})")
    } else {
        node.fmt(f)
    }
}

fn phrase(f: &mut Formatter<'_>, text: &str, slop: u32) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if c == '\\' || class(c) == Class::Double {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')?;
    if slop > 0 { write!(f, "~{slop}") } else { Ok(()) }
}

fn field(f: &mut Formatter<'_>, name: &str, value: &Value) -> fmt::Result {
    write!(f, "{name}:")?;
    let kind = fields::by_name(name).map(|(_, kind)| kind);
    match value {
        Value::Any => f.write_char('*'),
        Value::Word(text) | Value::Prefix(text) => {
            let star = if matches!(value, Value::Prefix(_)) {
                "*"
            } else {
                ""
            };
            match kind {
                Some(Kind::Raw) if star.is_empty() && !is_plain(text) => phrase(f, text, 0),
                Some(Kind::Date) if !is_plain_date(text) => phrase(f, text, 0),
                _ if text.contains(' ') => write!(f, "({text}{star})"),
                _ => write!(f, "{text}{star}"),
            }
        }
        Value::Phrase { text, slop } => phrase(f, text, *slop),
        Value::Range { from, to } => {
            let (from, to) = (from.as_deref().unwrap_or(""), to.as_deref().unwrap_or(""));
            let range = format!("{from}..{to}");
            let plain = |end: &str| end.is_empty() || is_plain_date(end);
            if plain(from) && plain(to) {
                f.write_str(&range)
            } else {
                phrase(f, &range, 0)
            }
        }
    }
}

/// Needs no quotation marks after a colon.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_');
    text.chars().all(plain) && !text.starts_with(['-', '/'])
}

/// A date that no word after it could be taken to continue.
fn is_plain_date(text: &str) -> bool {
    is_plain(text)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && (text.len() == 4 || text.contains('-'))
}
