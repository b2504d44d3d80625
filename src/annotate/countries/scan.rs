//! The one pass over the words: every name of the gazetteer, the longest first.

use std::ops::Range;

use super::gazetteer::{CAPS, COUNTY, DOT, EATER, Entry, Gazetteer, Hash, PREFIX, Sense, THE, fold};
use super::words::INNER;
use crate::text::{Text, TokenKind};

/// A name of the gazetteer that stands in the text.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// What the gazetteer says of it.
    pub entry: Entry<'static>,
}

/// Every hit in `range`, in order, none overlapping another.
pub fn scan(text: &Text<'_>, range: Range<usize>, gazetteer: &Gazetteer<'static>) -> Vec<Hit> {
    let mut hits = Vec::with_capacity(range.len() / 32 + 2);
    let mut word = Vec::with_capacity(64);
    let mut i = range.start;
    while i < range.end {
        let token = &text.tokens[i];
        if token.capital
            && token.kind == TokenKind::Word
            && let Some(hit) = longest(text, i, range.end, gazetteer, &mut word)
        {
            i = hit.tokens.end;
            hits.push(hit);
            continue;
        }
        i += 1;
    }
    hits
}

/// The entry of a single token, be it a name or a given name.
pub fn entry_at(text: &Text<'_>, i: usize, gazetteer: &Gazetteer<'static>) -> Option<Entry<'static>> {
    let mut word = Vec::new();
    let hash = begin(text, i, gazetteer, &mut word)?;
    gazetteer.find(hash, &word)
}

/// The hash of the token at `i`, with its key in `key`, where a name may begin with it.
#[inline]
fn begin(text: &Text<'_>, i: usize, gazetteer: &Gazetteer<'static>, key: &mut Vec<u8>) -> Option<Hash> {
    key.clear();
    let plain = text.hashes[i];
    if plain == 0 {
        let folded = fold(text.word(i), key);
        let hash = Hash::of(key);
        return (folded && gazetteer.may_begin(hash)).then_some(hash);
    }
    let hash = Hash::of_plain(plain);
    (gazetteer.may_begin(hash) && fold(text.word(i), key)).then_some(hash)
}

fn longest(
    text: &Text<'_>,
    start: usize,
    end: usize,
    gazetteer: &Gazetteer<'static>,
    key: &mut Vec<u8>,
) -> Option<Hit> {
    let mut hash = begin(text, start, gazetteer, key)?;
    let mut best = None;
    let mut next = start + 1;
    // A word in lower case makes a name of animals or dishes at most ("Guinea pig"), never a place.
    let mut lower = false;
    while let Some(entry) = gazetteer.find(hash, key) {
        let county = entry.has(COUNTY) && is_county(text, next);
        let proper = !lower || entry.has(EATER);
        if (entry.is_name() || county) && proper && fits(text, &(start..next), &entry) {
            best = Some(Hit {
                tokens: start..next,
                entry,
            });
        }
        if entry.flags & PREFIX == 0 {
            break;
        }
        let Some(word) = following(text, next, end) else {
            break;
        };
        lower |= is_lower(text, word);
        let before = key.len();
        key.push(b' ');
        if !fold(text.word(word), key) {
            break;
        }
        hash = hash.with(Hash::of(&key[before + 1..]));
        next = word + 1;
    }
    best
}

/// The token that could continue a name at `next`: a hyphen without spaces is passed over.
fn following(text: &Text<'_>, next: usize, end: usize) -> Option<usize> {
    if next >= end || text.tokens[next].line_start {
        return None;
    }
    let token = &text.tokens[next];
    match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Possessive => Some(next),
        TokenKind::Mark => {
            let word = text.word(next);
            if word == "." && !token.spaced && next > 0 && text.word(next - 1).eq_ignore_ascii_case("st") {
                return (next + 1 < end && text.tokens[next + 1].capital).then_some(next + 1);
            }
            let hyphen = matches!(word, "-" | "‐" | "‑") && !token.spaced;
            let word = next + 1;
            (hyphen && word < end && !text.tokens[word].spaced && text.tokens[word].kind == TokenKind::Word)
                .then_some(word)
        }
    }
}

/// Whether the word is in lower case where a name would have a capital.
fn is_lower(text: &Text<'_>, i: usize) -> bool {
    let token = &text.tokens[i];
    if token.capital || token.kind != TokenKind::Word {
        return false;
    }
    let word = text.word(i);
    // "d’Ivoire", "l'Aquila"
    let elided = word.chars().nth(1).is_some_and(|c| matches!(c, '\'' | '’'));
    !elided && !INNER.has(word)
}

/// "X County", "X Parish", "X and Y counties": what follows the name at `next` says so.
pub fn is_county(text: &Text<'_>, next: usize) -> bool {
    const WORDS: &[&str] = &["County", "Parish", "Counties", "county", "counties"];
    let list = matches!(text.word(next), "and" | ",") && WORDS.contains(&text.word(next + 2));
    list || WORDS.contains(&text.word(next))
}

/// Whether at least one meaning is written as it must be.
fn fits(text: &Text<'_>, tokens: &Range<usize>, entry: &Entry<'_>) -> bool {
    entry.senses().len() == 0 || entry.senses().any(|s| sense_fits(text, tokens, s))
}

/// Whether one meaning is written as it must be.
pub fn sense_fits(text: &Text<'_>, tokens: &Range<usize>, sense: Sense) -> bool {
    let form = sense.form;
    if form & (CAPS | DOT | THE) == 0 {
        return true;
    }
    let last = tokens.end - 1;
    let word = text.word(last);
    if form & CAPS != 0 && (!text.tokens[last].all_caps || is_ticker(text, tokens)) {
        return false;
    }
    if form & DOT != 0 {
        let period_follows = text.word(tokens.end) == "." && !text.tokens[tokens.end].spaced;
        if !word.ends_with('.') && !period_follows {
            return false;
        }
    }
    if form & THE != 0 {
        let before = tokens.start.checked_sub(1).map_or("", |i| text.word(i));
        if !before.eq_ignore_ascii_case("the") {
            return false;
        }
    }
    true
}

/// A stock exchange's sign for a firm: `<UK>`, `<BA.N>`.
fn is_ticker(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |i| text.word(i));
    before == "<" || text.word(tokens.end) == ">"
}
