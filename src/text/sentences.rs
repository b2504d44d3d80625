//! Where sentences and paragraphs end.
//!
//! A sentence ends after `.`, `!`, `?` or `…` with any closing marks, where the
//! next token could begin one; after an abbreviation only where the next word is
//! a capitalised word that is no name's continuation. A line break ends it, too, unless
//! the line is broken in mid-sentence ([`super::lines`]).

use std::ops::Range;

use super::abbreviations;
use super::tokens::{Token, TokenKind};

pub type Runs = Vec<Range<u32>>;

/// Adds sentences and paragraphs as ranges of tokens. `stops` are the tokens at which a line begins
/// or a sentence may end.
pub fn split(source: &str, tokens: &[Token], stops: &[u32], sentences: &mut Runs, paragraphs: &mut Runs) {
    let (mut sentence, mut paragraph) = (0, 0);
    let mut next = 0;
    for stop in stops {
        let i = *stop as usize;
        if i < next {
            continue;
        }
        let token = tokens[i];
        if i > 0 && token.line_start {
            close(sentences, &mut sentence, i);
            close(paragraphs, &mut paragraph, i);
        }
        let end = match token.kind {
            TokenKind::Mark if is_terminal(text(source, token)) => after_closers(source, tokens, i + 1),
            TokenKind::Word if source.as_bytes()[token.end as usize - 1] == b'.' => {
                let end = after_closers(source, tokens, i + 1);
                if abbreviation_goes_on(source, tokens, i, end) {
                    continue;
                }
                end
            }
            _ => continue,
        };
        if end >= tokens.len() || tokens[end].line_start || begins_sentence(source, tokens, end) {
            close(sentences, &mut sentence, end);
        }
        next = end;
    }
    close(sentences, &mut sentence, tokens.len());
    close(paragraphs, &mut paragraph, tokens.len());
}

fn close(runs: &mut Runs, start: &mut usize, end: usize) {
    if end > *start {
        runs.push(*start as u32..end as u32);
        *start = end;
    }
}

fn text(source: &str, t: Token) -> &str {
    &source[t.start as usize..t.end as usize]
}

fn is_terminal(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "…" | "。" | "！" | "？")
}

/// Skips further terminal marks and closing marks that stick to them.
fn after_closers(source: &str, tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() && !tokens[at].spaced {
        let word = text(source, tokens[at]);
        let straight = matches!(word, "\"" | "'");
        if !is_terminal(word) && !straight && !matches!(word, "”" | "’" | "»" | ")" | "]") {
            break;
        }
        at += 1;
    }
    at
}

/// The next token could begin a sentence: a capital, a number or an opening mark after a space.
fn begins_sentence(source: &str, tokens: &[Token], at: usize) -> bool {
    let t = tokens[at];
    if !t.spaced {
        return false;
    }
    match t.kind {
        TokenKind::Word => t.capital || !text(source, t).chars().next().is_some_and(char::is_lowercase),
        TokenKind::Number => true,
        TokenKind::Possessive => false,
        TokenKind::Mark => {
            let opens = matches!(
                text(source, t),
                "“" | "‘"
                    | "\""
                    | "'"
                    | "`"
                    | "«"
                    | "„"
                    | "("
                    | "["
                    | "<"
                    | "—"
                    | "–"
                    | "-"
                    | "•"
                    | "¿"
                    | "¡"
            );
            // "``We will go"
            let doubled = text(source, t) == "`"
                && tokens
                    .get(at + 1)
                    .is_some_and(|n| !n.spaced && text(source, *n) == "`");
            let next = tokens.get(at + 1 + usize::from(doubled));
            opens && next.is_none_or(|n| n.capital || n.kind != TokenKind::Word)
        }
    }
}

/// Words that begin sentences and hardly ever continue a name after an abbreviation.
const STARTERS: &[&str] = &[
    "A", "After", "All", "Although", "An", "And", "As", "At", "Before", "Both", "But", "By", "Despite",
    "During", "For", "He", "Her", "His", "However", "I", "If", "In", "It", "Its", "Many", "Most", "No", "On",
    "One", "Others", "She", "Since", "So", "Some", "That", "The", "Their", "There", "These", "They", "This",
    "Those", "Under", "We", "What", "When", "While", "With", "You",
];

/// Whether the sentence goes on after the abbreviation at `at`, whose closers end at `end`.
fn abbreviation_goes_on(source: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let Some(next) = tokens.get(end) else { return false };
    if next.line_start {
        return false;
    }
    if end > at + 1 {
        return false;
    }
    let word = text(source, tokens[at]).trim_end_matches('.');
    if abbreviations::is_title(word) {
        return true;
    }
    let next_word = text(source, *next);
    // "the U.S. And Japan", as a wire writes it.
    if next_word == "And" && word.contains('.') && tokens.get(end + 1).is_some_and(|n| n.capital) {
        return true;
    }
    if STARTERS.contains(&next_word) {
        return word.chars().count() == 1 && next_word == "I";
    }
    // An opening mark after "Inc." or "a.m." begins a new sentence where a capital follows it.
    let opens = matches!(next_word, "“" | "\"") && next.spaced;
    !(opens && tokens.get(end + 1).is_some_and(|n| n.capital))
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    fn check(source: &str, expected: &[&str]) {
        let text = Text::new(source);
        let sentences: Vec<_> = text.sentences().map(|s| s.span.of(source)).collect();
        assert_eq!(sentences, expected);
    }

    #[test]
    fn periods_that_end_and_periods_that_do_not() {
        check("He left. She stayed!", &["He left.", "She stayed!"]);
        check(
            "President Vladimir V. Putin of Russia. It",
            &["President Vladimir V. Putin of Russia.", "It"],
        );
        check(
            "He lives in the U.S. The U.S. Army left.",
            &["He lives in the U.S.", "The U.S. Army left."],
        );
        check(
            "“Go.” “Why?” he asked. (He knew.) Ok",
            &["“Go.”", "“Why?” he asked.", "(He knew.)", "Ok"],
        );
        check(
            "It cost 2.5 percent. 30 died.",
            &["It cost 2.5 percent.", "30 died."],
        );
        check("one\ntwo. \n\nThree", &["one", "two.", "Three"]);
    }

    #[test]
    fn paragraphs_are_lines() {
        let text = Text::new("One. Two.\n\nThree");
        assert_eq!(text.paragraphs().len(), 2);
        assert_eq!(text.paragraph_of(text.token_at(12)), 1);
    }
}
