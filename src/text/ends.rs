//! Where words and numbers end.

use super::abbreviations;

/// The end of the word that begins with the ASCII letters and digits from `start` to `run`,
/// which `next` follows.
pub fn word_behind(source: &str, start: usize, run: usize, next: u8) -> usize {
    match next {
        b'.' if is_domain(source.as_bytes(), run) => run + 4,
        b'.' if run - start > 1 => run + usize::from(abbreviations::is_abbreviation(&source[start..run])),
        b'.' | b'\'' | 0x80.. => word_end(source, start),
        _ => run,
    }
}

/// "Amazon.com", "Salon.net's": a name with where it is on the web. `dot` is the byte of its period.
fn is_domain(bytes: &[u8], dot: usize) -> bool {
    const ENDS: [&[u8]; 5] = [b"com", b"net", b"org", b"gov", b"edu"];
    let letter = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xc3 && *b < 0xe0)
    };
    let behind = dot + 4;
    let goes_on = letter(behind)
        || matches!(bytes.get(behind), Some(b'/' | b'-'))
        || bytes.get(behind) == Some(&b'.') && letter(behind + 1);
    let end = bytes.get(dot + 1..behind);
    end.is_some_and(|end| ENDS.contains(&end)) && !goes_on
}

pub fn char_at(source: &str, at: usize) -> (char, usize) {
    let b = source.as_bytes()[at];
    if b < 0x80 {
        return (b as char, 1);
    }
    match source[at..].chars().next() {
        Some(c) => (c, c.len_utf8()),
        None => ('\0', 1),
    }
}

pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether a lone `s` begins at byte `at`.
pub fn possessive(source: &str, at: usize) -> bool {
    let mut rest = source[at..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(|c| c.is_alphanumeric())
}

/// ASCII letters and digits.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0;
    while b < 128 {
        plain[b] = (b as u8).is_ascii_alphanumeric();
        b += 1;
    }
    plain
};

pub fn word_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    let mut letters_since_period = 0;
    let mut dotted = false;
    while at < bytes.len() {
        // Plain letters and digits are nearly everything.
        let plain = bytes[at..].iter().take_while(|b| PLAIN[usize::from(**b)]).count();
        if plain > 0 {
            letters_since_period += plain;
            at += plain;
            continue;
        }
        let (c, width) = char_at(source, at);
        if c.is_alphanumeric() || is_combining(c) {
            letters_since_period += 1;
            at += width;
        } else if is_apostrophe(c) && at > start {
            let next = at + width;
            let joined = source[next..].chars().next().is_some_and(char::is_alphabetic);
            if !joined || possessive(source, next) {
                break;
            }
            letters_since_period = 2;
            at = next;
        } else if c == '.' && letters_since_period == 1 && (dotted || at - start <= 4) {
            // A single letter before the period: an initial ("V.") or an acronym ("U.S.").
            let single = source[start..at]
                .chars()
                .next_back()
                .is_some_and(|l| l.is_uppercase() || dotted)
                || next_is_dotted_letter(source, at + 1);
            if !single {
                break;
            }
            dotted = true;
            letters_since_period = 0;
            at += 1;
        } else {
            break;
        }
    }
    // "Va.", "W.Va."
    let whole = !dotted || letters_since_period > 1;
    if whole && bytes.get(at) == Some(&b'.') && abbreviations::is_abbreviation(&source[start..at]) {
        at += 1;
    }
    at
}

/// `.m.` of "a.m." at byte `at`.
fn next_is_dotted_letter(source: &str, at: usize) -> bool {
    let b = source.as_bytes();
    b.get(at).is_some_and(u8::is_ascii_alphabetic) && b.get(at + 1) == Some(&b'.')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

pub fn number_end(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let (c, width) = char_at(source, at);
        let inner =
            matches!(c, ',' | '.' | ':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && at > start;
        if c.is_alphanumeric() || inner {
            at += width;
        } else {
            break;
        }
    }
    at
}

pub fn is_all_caps(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters >= 2
}
