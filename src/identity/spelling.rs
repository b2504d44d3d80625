//! When two spellings are one name.
//!
//! A word is brought to a *skeleton*: what is left when the liberties that people take
//! in writing names of other alphabets are undone. Equal skeletons are one name, so
//! joining by spelling is never a question of distance: "Petersen" and "Peterson" stay two.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shorter words stay as they are: in "Lee" and "Le" every letter counts.
const SHORTEST: usize = 4;

/// Groups of spellings that no rule of letters reaches, one a row.
static GROUPS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("spellings.txt").lines();
    let rows = rows.filter(|row| !row.starts_with('#'));
    rows.flat_map(|row| {
        let first = row.split_whitespace().next().unwrap_or_default();
        row.split_whitespace().map(move |word| (word, first))
    })
    .collect()
});

/// Letters and digits in lower case, without accents; marks inside a word vanish, and
/// a hyphen or anything else between words is one space.
///
/// ```
/// use onrecord::identity::fold;
/// assert_eq!(fold("Jean-Luc O’Brien, Jr."), "jean luc obrien jr");
/// ```
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return fold_ascii(name);
    }
    fold_any(name)
}

/// Most names need no tables of characters.
fn fold_ascii(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else {
            gap |= !matches!(c, '.' | '\'' | '`');
        }
    }
    out
}

fn fold_any(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !out.is_empty() {
            out.push(' ');
        }
        *gap = false;
        match c {
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'þ' => out.push_str("th"),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(c),
        }
    };
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            c.to_lowercase()
                .filter(|c| !is_combining_mark(*c))
                .for_each(|c| push(c, &mut gap));
        } else if !matches!(c, '.' | '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '´') {
            gap = true;
        }
    }
    out
}

/// The words of a name in lower case, with their accents: what the user's file compares.
pub fn plain(name: &str) -> String {
    let lower: String = name
        .nfc()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

/// The skeleton of a folded word; a surname's also undoes "ue" for "ü".
pub fn skeleton(word: &str, surname: bool) -> String {
    let word = GROUPS.get(word).copied().unwrap_or(word);
    if word.len() < SHORTEST || !word.is_ascii() {
        return word.to_owned();
    }
    let mut letters = word.to_owned();
    for (ending, plain) in [("off", "ov"), ("eff", "ev"), ("enka", "enko")] {
        if let Some(stem) = letters.strip_suffix(ending).filter(|stem| stem.len() > 2) {
            letters = format!("{stem}{plain}");
        }
    }
    if let Some(rest) = letters.strip_prefix("ye") {
        letters = format!("e{rest}");
    }
    const ALIKE: &[(&str, &str)] = &[
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("ph", "f"),
        ("kh", "h"),
        ("dh", "d"),
        ("gh", "g"),
        ("ck", "k"),
        ("q", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("tz", "ts"),
        ("ou", "u"),
        ("oo", "u"),
    ];
    // Most words lack a letter of each spelling of the table.
    let mut held = bits(&letters);
    for (written, plain) in ALIKE {
        if bits(written) & !held == 0 && letters.contains(written) {
            letters = letters.replace(written, plain);
            held |= bits(plain);
        }
    }
    soften(letters.as_bytes(), surname)
}

/// A bit for every letter that a word has; digits share those of letters.
const fn bits(word: &str) -> u32 {
    let (letters, mut bits, mut at) = (word.as_bytes(), 0, 0);
    while at < letters.len() {
        bits |= 1 << (letters[at] & 31);
        at += 1;
    }
    bits
}

/// "y" and "j" that only stand for an "i", "ye" for "e", doubled letters, "ue" for "ü".
fn soften(letters: &[u8], surname: bool) -> String {
    const VOWELS: u32 = bits("aeiouy");
    let vowel = |at: usize| {
        letters
            .get(at)
            .is_some_and(|c| *c >= b'a' && VOWELS >> (c & 31) & 1 == 1)
    };
    let consonant = |at: usize| letters.get(at).is_some_and(|_| !vowel(at));
    let mut out = String::with_capacity(letters.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let letter = match letter {
            b'y' if at > 0
                && consonant(at - 1)
                && letters.get(at + 1) == Some(&b'e')
                && consonant(at + 2) =>
            {
                at += 1;
                b'e'
            }
            b'y' if at > 0 => b'i',
            b'j' if at > 0 && vowel(at - 1) => b'i',
            b'a' | b'o' | b'u'
                if surname
                    && at > 0
                    && consonant(at - 1)
                    && letters.get(at + 1) == Some(&b'e')
                    && consonant(at + 2) =>
            {
                at += 1;
                letter
            }
            other => other,
        };
        if !out.ends_with(letter as char) {
            out.push(letter as char);
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(alike: &[&str]) {
        let all: Vec<_> = alike.iter().map(|w| skeleton(&fold(w), true)).collect();
        assert!(all.windows(2).all(|w| w[0] == w[1]), "{alike:?}: {all:?}");
    }

    #[test]
    fn spellings_of_other_alphabets() {
        check(&[
            "Zelensky",
            "Zelenskyy",
            "Zelenskiy",
            "Zelenskij",
            "Zelenskii",
            "Zelenskyi",
        ]);
        check(&["Wladimir", "Vladimir", "Volodymyr"]);
        check(&["Yevgeny", "Evgeny", "Evgeniy", "Yevgeniy"]);
        check(&["Gaddafi", "Qaddafi", "Kadafi", "Gadhafi"]);
        check(&["Müller", "Mueller", "Muller"]);
        check(&["Rouhani", "Ruhani", "Rohani"]);
        check(&["Medvedev", "Medvedyev"]);
        check(&["Romanov", "Romanoff"]);
        check(&["Lukashenko", "Lukashenka"]);
        check(&["Erdoğan", "Erdogan"]);
    }

    #[test]
    fn other_names_stay_others() {
        for (a, b) in [
            ("Petersen", "Peterson"),
            ("Lee", "Le"),
            ("Meier", "Mayer"),
            ("Clark", "Clarke"),
            ("Jan", "Ian"),
        ] {
            assert_ne!(skeleton(&fold(a), true), skeleton(&fold(b), true), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn names_without_accents_are_folded_alike(name in "[ -~]{0,24}") {
            prop_assert_eq!(fold_ascii(&name), fold_any(&name));
        }

        #[test]
        fn folding_and_skeletons_take_anything(name in "\\PC{0,24}") {
            let folded = fold(&name);
            prop_assert_eq!(fold(&folded), folded.clone());
            for word in folded.split(' ') {
                skeleton(word, true);
            }
        }
    }
}
