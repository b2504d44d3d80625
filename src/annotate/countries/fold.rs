//! Folding: how a name becomes the key under which the gazetteer knows it.

use unicode_normalization::UnicodeNormalization;

use crate::text::hash;

/// Longest word that is looked up, in bytes after folding.
const LONGEST_WORD: usize = 40;

/// The number of a folded name; it can be continued word by word.
#[derive(Clone, Copy)]
pub struct Hash(u64);

impl Hash {
    /// The hash of a whole key.
    pub fn of(key: &[u8]) -> Self {
        let mut words = key.split(|b| *b == b' ').map(hash::of_bytes);
        let first = words.next().unwrap_or_default();
        Self(words.fold(first, hash::join))
    }

    /// The hash of one folded word.
    #[inline]
    pub fn of_word(word: &[u8]) -> Self {
        Self(hash::of_bytes(word))
    }

    /// The hash of a word whose number ([`hash::exact`]) is known: a plain word's, which is
    /// the same folded or not.
    pub const fn of_plain(number: u64) -> Self {
        Self(number)
    }

    /// The hash of the words so far, followed by another.
    #[must_use]
    pub const fn with(self, word: Self) -> Self {
        Self(hash::join(self.0, word.0))
    }

    /// The whole number.
    pub(super) const fn number(self) -> u64 {
        self.0
    }

    /// Twelve bits of it.
    pub(super) const fn tag(self) -> u32 {
        (self.0 >> 52) as u32
    }

    /// Where a single word has its bits in the sieve: which eight bytes, and the bits in them.
    pub const fn sieve_place(self, mask: usize) -> (usize, u64) {
        let bits = (1 << (self.0 >> 40 & 63)) | (1 << (self.0 >> 46 & 63));
        (self.0 as usize & mask, bits)
    }
}

/// Folds one word onto the end of `out`; `false` where it is too long to be looked up.
pub fn fold(word: &str, out: &mut Vec<u8>) -> bool {
    let start = out.len();
    if word.is_ascii() {
        if word.len() > LONGEST_WORD {
            return false;
        }
        out.extend_from_slice(word.as_bytes());
        out[start..].make_ascii_lowercase();
        if out[start..].iter().any(|b| matches!(b, b'.' | b'\'')) {
            // What stands before is folded already and has none.
            out.retain(|b| !matches!(b, b'.' | b'\''));
        }
        return true;
    }
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '.' | '\'' | '’' | 'ʼ' | '‘' | '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            'ı' => out.push(b'i'),
            'ł' => out.push(b'l'),
            'ø' => out.push(b'o'),
            'đ' | 'ð' => out.push(b'd'),
            'ß' => out.extend(b"ss"),
            'æ' => out.extend(b"ae"),
            'œ' => out.extend(b"oe"),
            'þ' => out.extend(b"th"),
            'ə' => out.push(b'e'),
            c => {
                let mut buffer = [0; 4];
                out.extend(c.encode_utf8(&mut buffer).bytes());
            }
        }
        if out.len() - start > LONGEST_WORD {
            return false;
        }
    }
    true
}

/// The key of a name as people write it: its words folded and joined by spaces.
pub fn key_of(text: &str) -> String {
    let mut key = Vec::with_capacity(text.len() + 8);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | ',' | '(' | ')'))
    {
        let (word, possessive) = match word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")) {
            Some(word) => (word, true),
            None => (word, false),
        };
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(b' ');
        }
        if !fold(word, &mut key) {
            return String::new();
        }
        if possessive {
            key.extend(b" s");
        }
    }
    String::from_utf8(key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_keys() {
        let check = |name: &str, key: &str| assert_eq!(key_of(name), key, "{name}");
        check("Guinea-Bissau", "guinea bissau");
        check("St. John’s", "st john s");
        check("Côte d'Ivoire", "cote divoire");
        check("U.S.", "us");
        check("Łódź", "lodz");
        check("Åland Islands", "aland islands");
        check("", "");
    }
}
