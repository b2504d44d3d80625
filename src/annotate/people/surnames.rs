//! Surnames that are also words of the language, read once the story has given the full name.

use super::address;
use super::lines::sentence_start;
use super::names::{Look, Name};
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

/// How many such surnames are followed through a story.
const MOST: usize = 8;

/// "Will wrote", "King said", "West agreed": surnames that are also words, titles or places.
pub(super) fn add_plain_surnames(text: &Text<'_>, classes: &[Class], names: &mut Vec<Name>) {
    let grammar = Class::NOT_NAME.or(Class::GRAMMAR);
    let office = Class::TITLE.or(Class::ROLE).or(Class::PLACE).or(Class::DEMONYM);
    let mut surnames: Vec<(&str, bool)> = Vec::new();
    for name in names
        .iter()
        .filter(|n| n.look == Look::Person && n.name.len() > 1)
    {
        for at in address::surnames(classes, name) {
            let class = classes[at];
            let plain = class.any(grammar) || adverb(text.word(at));
            if (plain || class.any(office)) && !surnames.iter().any(|(s, _)| *s == text.word(at)) {
                surnames.push((text.word(at), plain));
            }
        }
        // "Georgia Stevens", then "said Georgia"
        let first = name.name.start;
        let town = classes[first].any(Class::GIVEN) && classes[first].any(Class::PLACE);
        if town && !surnames.iter().any(|(s, _)| *s == text.word(first)) {
            surnames.push((text.word(first), false));
        }
        if surnames.len() >= MOST {
            break;
        }
    }
    if surnames.is_empty() {
        return;
    }
    let mut more = Vec::new();
    let mut known = names.iter_mut().peekable();
    for at in text.capitals(0).iter().map(|at| *at as usize) {
        while known.next_if(|n| n.tokens.end <= at).is_some() {}
        if text.word(at) == "I" {
            continue;
        }
        let Some((_, plain)) = surnames.iter().find(|(s, _)| *s == text.word(at)) else {
            continue;
        };
        let lone = *plain || is_subject(text, classes, at);
        match known.peek_mut().filter(|n| n.tokens.start <= at) {
            Some(n) if n.look == Look::Place && n.tokens.len() == 1 && lone => n.look = Look::Single,
            None if lone => more.push(Name {
                tokens: at..at + 1,
                name: at..at + 1,
                look: Look::Single,
                titled: false,
            }),
            _ => {}
        }
    }
    names.append(&mut more);
    names.sort_by_key(|n| n.tokens.start);
}

/// "Schlafly": looks like an adverb.
fn adverb(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ly")
}

/// A word that may be an office or a place stands for a person where it is a subject or an owner:
/// a verb, a mark or "’s" behind it, no article or preposition before it.
fn is_subject(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let free = at == 0 || text.tokens[at].line_start || {
        let led = Class::PREPOSITION.or(Class::DETERMINER).or(Class::HIS);
        let before = text.tokens[at - 1];
        !classes[at - 1].any(led)
            && (!before.capital || before.kind == TokenKind::Mark || sentence_start(text, at - 1))
    };
    let Some(next) = text.tokens.get(at + 1).filter(|n| !n.line_start && free) else {
        return false;
    };
    let verb = Class::AUXILIARY.or(Class::VERB).or(Class::NOT_NAME);
    let word = text.word(at + 1);
    !next.capital
        && (next.kind == TokenKind::Possessive
            || next.kind == TokenKind::Word && (classes[at + 1].any(verb) || word.ends_with("ed"))
            || matches!(word, "." | "”") && classes[at.saturating_sub(1)].is_empty()
            || matches!(word, "," | "." | "”") && at > 0 && matches!(text.word(at - 1), "said" | "says"))
}
