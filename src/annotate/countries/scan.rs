//! The one pass over the words: every name of the gazetteer, the longest first.

use std::ops::Range;

use super::gazetteer::{CAPS, COUNTY, DOT, EATER, Entry, Gazetteer, Hash, PREFIX, Sense, THE, fold};
use super::room::Lists;
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

/// Every hit, in order, none overlapping another; added to `hits`, which is empty.
pub fn scan(text: &Text<'_>, gazetteer: &Gazetteer<'static>, lists: &mut Lists, hits: &mut Vec<Hit>) {
    // Passes, so that what is far in memory is fetched for many words at once.
    let Lists {
        starts,
        firsts,
        folded,
    } = lists;
    starts.clear();
    starts.extend(text.capitals(0).iter().filter(|at| {
        let plain = text.hashes[**at as usize];
        plain == 0 || gazetteer.may_begin(Hash::of_plain(plain))
    }));
    firsts.clear();
    firsts.extend(
        starts
            .iter()
            .filter_map(|at| first(text, *at as usize, gazetteer, folded)),
    );
    for first in firsts {
        if hits.last().is_none_or(|last| last.tokens.end <= first.token) {
            hits.extend(longest(text, first, gazetteer, folded));
        }
    }
}

/// The entry of a single token, be it a name or a given name.
pub fn entry_at(text: &Text<'_>, i: usize, gazetteer: &Gazetteer<'static>) -> Option<Entry<'static>> {
    first(text, i, gazetteer, &mut Vec::new()).map(|first| first.entry)
}

/// A token with which a name may begin.
pub struct First {
    token: usize,
    hash: Hash,
    entry: Entry<'static>,
}

#[inline]
fn first(
    text: &Text<'_>,
    token: usize,
    gazetteer: &Gazetteer<'static>,
    folded: &mut Vec<u8>,
) -> Option<First> {
    let (hash, entry) = match *text.hashes.get(token)? {
        0 => {
            let hash = fold_one(text.word(token), folded)?;
            (hash, gazetteer.find(hash, folded)?)
        }
        plain => {
            let hash = Hash::of_plain(plain);
            let found = gazetteer.may_begin(hash).then(|| {
                let word = text.word(token).as_bytes();
                gazetteer.find_plain(hash, word)
            })?;
            (hash, found?)
        }
    };
    Some(First { token, hash, entry })
}

/// Folds a word that is not plain; its hash, `None` where it is too long to be looked up.
fn fold_one(word: &str, folded: &mut Vec<u8>) -> Option<Hash> {
    folded.clear();
    fold(word, folded).then(|| Hash::of_word(folded))
}

/// The longest name that begins with a token.
fn longest(
    text: &Text<'_>,
    first: &First,
    gazetteer: &Gazetteer<'static>,
    folded: &mut Vec<u8>,
) -> Option<Hit> {
    let First {
        token,
        mut hash,
        entry,
    } = *first;
    let mut entry = Some(entry);
    let mut best = None;
    let mut next = token + 1;
    // A word in lower case makes a name of animals or dishes at most ("Guinea pig"), never a place.
    let mut lower = false;
    while let Some(found) = entry {
        let county = found.has(COUNTY) && is_county(text, next);
        let proper = !lower || found.has(EATER);
        if (found.is_name() || county) && proper && fits(text, &(token..next), &found) {
            best = Some(Hit {
                tokens: token..next,
                entry: found,
            });
        }
        if !found.has(PREFIX) {
            break;
        }
        let Some(word) = following(text, next) else {
            break;
        };
        // The key must be the one before, a space, and the word.
        let after = |key: &'_ [u8]| {
            key.strip_prefix(found.key)
                .and_then(|rest| rest.strip_prefix(b" "))
                .map(<[u8]>::len)
        };
        match text.hashes[word] {
            0 => {
                let Some(last) = fold_one(text.word(word), folded) else {
                    break;
                };
                hash = hash.with(last);
                entry = gazetteer.find_by(hash, |key| {
                    after(key) == Some(folded.len()) && key.ends_with(folded.as_slice())
                });
            }
            plain => {
                let last = text.word(word).as_bytes();
                hash = hash.with(Hash::of_plain(plain));
                entry = gazetteer.find_by(hash, |key| {
                    after(key) == Some(last.len()) && key[key.len() - last.len()..].eq_ignore_ascii_case(last)
                });
            }
        }
        lower = lower || entry.is_some() && is_lower(text, word);
        next = word + 1;
    }
    best
}

/// The token that could continue a name at `next`: a hyphen without spaces is passed over.
fn following(text: &Text<'_>, next: usize) -> Option<usize> {
    let end = text.tokens.len();
    let token = text.tokens.get(next)?;
    if token.line_start {
        return None;
    }
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
#[inline]
pub fn sense_fits(text: &Text<'_>, tokens: &Range<usize>, sense: Sense) -> bool {
    sense.form & (CAPS | DOT | THE) == 0 || form_fits(text, tokens, sense.form)
}

fn form_fits(text: &Text<'_>, tokens: &Range<usize>, form: u8) -> bool {
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
