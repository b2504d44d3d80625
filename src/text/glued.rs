//! How a quotation mark stands: what is glued to it before and behind, which tells whether it opens, closes or is none.

use super::{Text, Token, TokenKind};

/// Tokens of the longest value of an attribute.
const LONGEST_VALUE: usize = 64;

/// `<A HREF="https://...">`: what a page says to its reader's browser.
pub(super) fn of_attribute(text: &Text<'_>, at: usize) -> bool {
    let opens = |at: usize| at > 0 && text.word(at - 1) == "=" && !text.tokens[at].spaced;
    let before = || {
        let marks = &text.quotes[..text.quotes.partition_point(|mark| (*mark as usize) < at)];
        let near = marks.iter().rev().map(|mark| *mark as usize);
        near.take_while(|mark| at - mark <= LONGEST_VALUE)
            .find(|mark| text.word(*mark) == "\"")
    };
    opens(at) || before().is_some_and(opens)
}

/// Whether a mark that is properly nested opens: nothing is glued before it but what opens, too.
pub(super) fn stands_open(text: &Text<'_>, at: usize, start: usize) -> bool {
    at == start || text.tokens[at].spaced || matches!(text.word(at - 1), "“" | "(" | "[" | "—" | "–")
}

/// Whether a mark stands as an opening one does: glued to what follows and to nothing before.
pub(super) fn leans_forward(text: &Text<'_>, at: usize, end: usize) -> bool {
    at + 1 < end && text.tokens[at].spaced && !text.tokens[at + 1].spaced
}

/// Whether a mark stands as a closing one does: glued to what stands before and to no word behind.
pub(super) fn leans_back(text: &Text<'_>, at: usize, start: usize, end: usize) -> bool {
    at > start
        && !text.tokens[at].spaced
        && !matches!(text.word(at - 1), "(" | "[" | "—" | "–" | "-" | "/" | ":")
        && (at + 1 >= end || text.tokens[at + 1].spaced || matches!(text.word(at + 1), "," | "." | ";" | ")"))
}

/// `"One. "Two. "Three," he said`: where a paragraph of a quotation began, which is no paragraph here.
pub(super) fn reopens(text: &Text<'_>, at: usize, end: usize) -> bool {
    let sentence = text.word(at - 1).ends_with(['.', '!', '?', '…']);
    sentence && leans_forward(text, at, end)
}

/// An opening mark that was typed for a closing one: glued to the word before and not to one behind.
pub(super) fn turned(text: &Text<'_>, at: usize) -> bool {
    let glued = |t: &Token| !t.spaced && t.kind != TokenKind::Mark;
    let behind = text.tokens.get(at + 1).filter(|n| !n.line_start);
    !text.tokens[at].spaced
        && !text.tokens[at].line_start
        && matches!(text.word(at), "“")
        && !matches!(text.word(at - 1), "(" | "[" | "—" | "–" | "-" | "“")
        && !behind.is_some_and(glued)
}

/// `6"` and `5'10"`: a number right before, no letter right after.
pub(super) fn is_inches(text: &Text<'_>, at: usize) -> bool {
    let number = at > 0 && text.tokens[at - 1].kind == TokenKind::Number && !text.tokens[at].spaced;
    let word_after = text
        .tokens
        .get(at + 1)
        .is_some_and(|n| !n.spaced && n.kind != TokenKind::Mark);
    number && !word_after
}
