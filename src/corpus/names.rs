//! Whether a few words look like an outlet, a person or a title.

/// Words by which the name of an outlet is known.
const OUTLET_WORDS: &[&str] = &[
    "advertiser",
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "economist",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mercury",
    "mirror",
    "monitor",
    "news",
    "newspaper",
    "newswire",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "review",
    "standard",
    "star",
    "sun",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "week",
    "weekly",
    "wire",
];

/// Agencies and broadcasters known by one word or by letters.
const OUTLETS: &[&str] = &[
    "abc",
    "afp",
    "agence france-presse",
    "al jazeera",
    "anadolu",
    "ansa",
    "ap",
    "associated press",
    "axios",
    "bbc",
    "bloomberg",
    "bloomberg news",
    "cbc",
    "cbs",
    "cnbc",
    "cnn",
    "deutsche welle",
    "dpa",
    "dw",
    "efe",
    "euronews",
    "fox news",
    "ians",
    "interfax",
    "itar-tass",
    "itv",
    "kyodo",
    "le figaro",
    "le monde",
    "msnbc",
    "nbc",
    "npr",
    "pa",
    "pa media",
    "pbs",
    "politico",
    "press association",
    "pti",
    "reuters",
    "rte",
    "sky news",
    "tass",
    "ukrinform",
    "upi",
    "xinhua",
    "yonhap",
    "zdf",
];

/// Offices of a paper, which follow the name in a byline.
const ROLES: &[&str] = &[
    "analyst",
    "bureau",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "correspondents",
    "critic",
    "desk",
    "editor",
    "journalist",
    "photographer",
    "producer",
    "reporter",
    "reporters",
    "staff",
    "writer",
    "writers",
];

/// Small words within names of outlets and of people.
const SMALL_WORDS: &[&str] = &[
    "a", "al", "and", "bin", "da", "dal", "das", "de", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "e", "el", "en", "et", "for", "het", "ibn", "in", "la", "las", "le", "les", "los", "of",
    "on", "san", "ten", "the", "to", "und", "van", "von", "y", "zu",
];

/// First words that open a phrase and no name.
const OPENERS: &[&str] = &[
    "after", "as", "at", "before", "between", "but", "by", "during", "for", "from", "here", "in", "last",
    "next", "on", "since", "that", "this", "until", "when",
];

/// Whether a word begins with a capital or a digit, or is one of the small words of names.
pub(super) fn is_capitalised(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let large = |c: char| !c.is_lowercase();
    letters.is_empty()
        || letters.starts_with(large)
        || SMALL_WORDS.binary_search(&letters).is_ok()
        || ["al-", "d'", "d’", "el-", "l'", "l’"]
            .iter()
            .any(|p| letters.strip_prefix(p).is_some_and(|r| r.starts_with(large)))
}

/// A few capitalised words without the end of a sentence, or an internet name.
pub(super) fn is_title_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(first) = words.first() else {
        return false;
    };
    if words.len() == 1 && is_domain(text) {
        return true;
    }
    let ends = text.ends_with(['!', '?', ',', ':', ';', '"', '”', '…'])
        || text.ends_with('.') && !text.ends_with(".S.") && !text.ends_with(".K.");
    let marks = text.contains([
        '“', '”', '"', '«', '»', '?', '!', ';', '=', '<', '>', '{', '}', '/', '\\', '|', '·', '•', '\t',
    ]);
    words.len() <= 8
        && text.chars().count() <= 60
        && text.chars().any(char::is_alphabetic)
        && !ends
        && !marks
        && !first.starts_with(char::is_lowercase)
        && (words.len() > 1 || first.chars().count() > 1)
        && OPENERS.binary_search(&first.to_lowercase().as_str()).is_err()
        && words.iter().all(|word| is_capitalised(word))
}

/// One word in small letters, as archives name their feeds ("afp-wire2"): no name by itself.
pub(super) fn is_handle(word: &str) -> bool {
    (2..=40).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'))
}

fn is_domain(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty()
            && (2..=10).contains(&top.len())
            && top.bytes().all(|b| b.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')
            && name.starts_with(char::is_alphanumeric)
    })
}

/// Whether it names a paper, an agency or a broadcaster.
pub(super) fn is_outlet(text: &str) -> bool {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    OUTLETS.binary_search(&bare).is_ok()
        || bare.len() < lower.len() && !is_role(text)
        || is_domain(text)
        || bare
            .split([' ', '-'])
            .any(|word| OUTLET_WORDS.binary_search(&word).is_ok())
        || bare
            .split(' ')
            .next()
            .is_some_and(|word| OUTLETS.binary_search(&word).is_ok())
}

/// Whether it names an agency or a paper beyond doubt, even where a person is expected.
pub(super) fn is_certain_outlet(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with("the ")
        || OUTLETS.binary_search(&lower.as_str()).is_ok()
        || lower
            .split(' ')
            .next()
            .is_some_and(|word| OUTLETS.binary_search(&word).is_ok())
        || ["agency", "news", "press", "times"]
            .iter()
            .any(|word| lower.split(' ').any(|w| w == *word))
        || is_domain(text)
}

/// Whether it names an office of the paper ("Political Correspondent", "staff writer").
pub(super) fn is_role(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| ROLES.binary_search(&word.to_lowercase().as_str()).is_ok())
}

/// Two to five words that look like a person's name.
pub(super) fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && !is_role(text)
        && words.iter().all(|word| is_capitalised(word))
        && text.starts_with(char::is_uppercase)
        && text
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || ".'’-‑".contains(c))
        && words
            .last()
            .is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Letters, all of them large.
pub(super) fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// "JANE O'ROE-MCNAB" as "Jane O'Roe-McNab"; other names as they are.
pub(super) fn recased(name: &str) -> String {
    if !is_all_capitals(name) {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    name.split_whitespace()
        .map(recase_word)
        .collect::<Vec<_>>()
        .join(" ")
}

fn recase_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut large = true;
    for character in word.chars() {
        if large {
            out.push(character);
        } else {
            out.extend(character.to_lowercase());
        }
        large = !character.is_alphabetic() || out == "Mc" || out.ends_with("-Mc");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [OUTLET_WORDS, OUTLETS, ROLES, SMALL_WORDS, OPENERS] {
            assert!(
                table.is_sorted(),
                "{:?}",
                table.windows(2).find(|pair| pair[0] > pair[1])
            );
        }
    }

    #[test]
    fn outlets_and_people() {
        for outlet in [
            "The Daily Register",
            "Reuters",
            "BBC News",
            "kyivpost.com",
            "The Star",
            "Le Monde",
        ] {
            assert!(is_outlet(outlet), "{outlet}");
        }
        assert!(!is_outlet("Jane Roe"));
        for person in [
            "Jane Roe",
            "Ludwig van der Berg",
            "Andrew E. Kramer",
            "Ségolène O’Neil",
        ] {
            assert!(is_person(person), "{person}");
        }
        for other in ["Jane", "Political Correspondent", "the rebels", "Area 51"] {
            assert!(!is_person(other), "{other}");
        }
    }

    #[test]
    fn capitals_become_names() {
        assert_eq!(recased("JANE O'ROE-MCNAB"), "Jane O'Roe-McNab");
        assert_eq!(recased("É. DUPONT"), "É. Dupont");
        assert_eq!(recased("Jane  Roe"), "Jane Roe");
    }
}
