//! Lines and beginnings where capitals mean little: headlines, datelines, first words.

use crate::text::words::Class;
use crate::text::{Text, TokenKind, dateline};

/// A line whose words, those of grammar apart, are nearly all capitalised: names cannot be told in it.
pub(super) fn is_headline(text: &Text<'_>, classes: &[Class], start: usize, end: usize) -> bool {
    if end - start > 40 {
        return false;
    }
    let (mut words, mut small) = (0, 0);
    for (token, class) in text.tokens[start..end].iter().zip(&classes[start..end]) {
        if token.kind == TokenKind::Word && !class.any(Class::GRAMMAR) {
            words += 1;
            small += usize::from(!token.capital);
            // Of forty words no more than three may be small.
            if small > 3 {
                return false;
            }
        }
    }
    words >= 4 && (words - small) * 10 >= words * 9 + 5
}

/// Past "DECATUR, Ill. —" and "PARIS (AP) -" at the start of a paragraph.
pub(super) fn dateline_end(text: &Text<'_>, start: usize, end: usize) -> usize {
    let dash = (start..end.min(start + 16)).find(|i| {
        let token = &text.tokens[*i];
        // "GENEVA (Reuters)—" needs no space.
        token.kind == TokenKind::Mark
            && (token.spaced || token.end - token.start > 1)
            && (token.spaced || text.word(i.saturating_sub(1)) == ")")
            && matches!(text.word(*i), "—" | "–" | "-" | "―")
    });
    let capitals = text.tokens[start].all_caps && text.tokens[start].end - text.tokens[start].start > 2;
    let Some(dash) = dash else {
        return if capitals { dated(text, start, end) } else { start };
    };
    let agency = (start..dash)
        .any(|i| text.word(i) == "(" && matches!(text.word(i + 1), "AP" | "AFP" | "UPI" | "Reuters" | "CNN"));
    // "HARBOUR Lane favourite Kayleigh Marlowe has quit – and": a tabloid's first word.
    let plain = |i: usize| {
        let token = &text.tokens[i];
        token.kind == TokenKind::Word
            && !token.capital
            && !matches!(
                text.word(i),
                "of" | "de" | "la" | "del" | "and" | "the" | "in" | "upon" | "on"
            )
    };
    if agency || capitals && !(start..dash).any(plain) && !dateline::goes_on(text, dash) {
        dash + 1
    } else {
        start
    }
}

/// Past "BENGALURU, July 11:": a colon right behind a number, commas before it.
fn dated(text: &Text<'_>, start: usize, end: usize) -> usize {
    let colon = (start..end.min(start + 10)).find(|i| text.word(*i) == ":");
    // "MULTAN: Traders": in the first line, where no other line has such a label.
    if let Some(colon) = colon.filter(|c| start == 0 && *c <= 3)
        && (0..colon).all(|i| text.tokens[i].all_caps)
        && !(colon..text.tokens.len().saturating_sub(1))
            .any(|i| text.tokens[i].line_start && text.tokens[i].all_caps && text.word(i + 1) == ":")
    {
        return colon + 1;
    }
    let day = |c: &usize| *c > start + 2 && text.tokens[*c - 1].kind == TokenKind::Number;
    let comma = |c: &usize| (start..*c).any(|i| text.word(i) == ",");
    colon.filter(|c| day(c) && comma(c)).map_or(start, |c| c + 1)
}

/// Whether token `at` is the first word of its sentence (marks before it do not count).
pub fn sentence_start(text: &Text<'_>, at: usize) -> bool {
    let mut i = at;
    for _ in 0..4 {
        if i == 0 || text.tokens[i].line_start {
            return true;
        }
        i -= 1;
        if text.tokens[i].kind != TokenKind::Mark {
            return false;
        }
        if matches!(text.word(i), "." | "!" | "?" | "…" | ":") {
            return true;
        }
        if matches!(text.word(i), "“" | "\"" | "‘" | "«") {
            return true;
        }
        // "CHICAGO (CBS.MW) -- Higher costs": behind a dateline.
        if i > 0 && text.word(i - 1) == ")" && matches!(text.word(i), "-" | "–" | "—") {
            return true;
        }
    }
    false
}

/// "Recently, ...", "Losing Pele was": an adverb or a verb that begins a sentence.
pub(super) fn is_adverb(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let word = text.word(at);
    let next = classes.get(at + 1).copied().unwrap_or_default();
    let capital = |at: usize| {
        text.tokens
            .get(at)
            .is_some_and(|token| token.capital && token.spaced)
    };
    // But "Advertising Standards Authority", "Downing St".
    let verb = || {
        let name = next.any(Class::GIVEN) || !capital(at + 2);
        word.ends_with("ing")
            && capital(at + 1)
            && name
            && !next.any(Class::ORG.or(Class::PLACE).or(Class::BODY))
            && text.word(at + 1).len() > 3
    };
    word.len() > 5
        && (word.ends_with("ly") || verb())
        && !classes[at].any(Class::PLACE.or(Class::ORG))
        && sentence_start(text, at)
}

/// "I’ve", "It'll": a pronoun and its verb in one word.
pub(super) fn contracted(text: &Text<'_>, at: usize) -> bool {
    // Words with an apostrophe have no number.
    if text.hashes[at] != 0 {
        return false;
    }
    let word = text.word(at);
    word.len() <= 8
        && word
            .split_once(['’', '\''])
            .is_some_and(|(_, end)| matches!(end, "m" | "ve" | "ll" | "re" | "d"))
}
