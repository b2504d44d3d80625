//! Which language a text is written in: by its script, then by its small words.

use std::sync::LazyLock;

/// So much of a text decides, in bytes: some 160 words.
const SAMPLE: usize = 1000;
/// Longer words are in no profile, in bytes.
const LONGEST_WORD: usize = 8;
/// Fewer words than this decide nothing.
const FEWEST_WORDS: usize = 8;

/// The commonest words of each language. A word may stand in several lists: the
/// language that explains clearly more words wins.
const PROFILES: [(&str, &[&str]); 7] = [
    (
        "de",
        &[
            "als", "am", "an", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
            "ein", "eine", "einem", "einen", "einer", "er", "es", "für", "hat", "ich", "im", "in", "ist",
            "mit", "nach", "nicht", "noch", "sei", "sich", "sie", "sind", "und", "von", "war", "werden",
            "wie", "wird", "wurde", "zu", "zum", "zur", "über",
        ],
    ),
    (
        "en",
        &[
            "a", "about", "after", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had",
            "has", "have", "he", "her", "his", "in", "is", "it", "its", "not", "of", "on", "or", "said",
            "she", "that", "the", "their", "they", "this", "to", "was", "were", "which", "who", "will",
            "with", "would",
        ],
    ),
    (
        "es",
        &[
            "a", "al", "como", "con", "de", "del", "el", "en", "entre", "es", "esta", "este", "fue", "ha",
            "han", "hay", "la", "las", "le", "lo", "los", "más", "no", "o", "para", "pero", "por", "que",
            "se", "según", "ser", "sin", "sobre", "su", "sus", "también", "un", "una", "y", "ya",
        ],
    ),
    (
        "fr",
        &[
            "a", "au", "aux", "avec", "ce", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et",
            "il", "ils", "la", "le", "les", "leur", "mais", "ne", "on", "ont", "ou", "par", "pas", "plus",
            "pour", "qu", "que", "qui", "sa", "se", "selon", "ses", "son", "sont", "sur", "un", "une", "été",
        ],
    ),
    (
        "it",
        &[
            "a", "al", "alla", "anche", "che", "con", "da", "dal", "dalla", "degli", "dei", "del", "della",
            "delle", "di", "e", "gli", "ha", "hanno", "i", "il", "in", "la", "le", "lo", "ma", "nel",
            "nella", "non", "per", "più", "se", "si", "sono", "sul", "tra", "un", "una", "è",
        ],
    ),
    (
        "nl",
        &[
            "aan", "als", "bij", "dat", "de", "die", "door", "een", "en", "er", "heeft", "het", "hij", "in",
            "is", "maar", "met", "naar", "niet", "nog", "of", "om", "ook", "op", "over", "te", "tot", "uit",
            "van", "voor", "was", "werd", "wordt", "ze", "zich", "zijn",
        ],
    ),
    (
        "pt",
        &[
            "a", "ao", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "em", "entre", "foi",
            "mais", "mas", "na", "nas", "no", "nos", "não", "o", "os", "ou", "para", "pela", "pelo", "por",
            "que", "se", "sem", "ser", "seu", "sua", "são", "também", "um", "uma", "à", "é",
        ],
    ),
];

/// The language of a text as ISO 639-1 code; empty where it is not clear.
///
/// ```
/// use onrecord::corpus::language;
/// assert_eq!(language("The ministers met in Oslo and said that they would meet again."), "en");
/// assert_eq!(language("Der Minister sagte, dass die Gespräche nicht zu Ende sind."), "de");
/// assert_eq!(language("Министр сказал, что мы ещё встретимся."), "ru");
/// assert_eq!(language("Oslo Bergen Tromsø"), "");
/// ```
pub fn language(text: &str) -> &'static str {
    let mut cut = text.len().min(SAMPLE);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let sample = &text[..cut];
    if !sample.is_ascii()
        && let Some(code) = by_script(sample)
    {
        return code;
    }
    by_words(sample)
}

/// `None` where most letters are Latin.
fn by_script(sample: &str) -> Option<&'static str> {
    let latin = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    let foreign = sample
        .chars()
        .filter(|c| *c >= '\u{0370}' && c.is_alphabetic())
        .count();
    if foreign <= latin {
        return None;
    }
    let count = |is: fn(char) -> bool| sample.chars().filter(|c| is(*c)).count();
    let most = |n: usize| 2 * n > foreign;
    let kana = count(|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    let han = count(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    let arabic = count(|c| matches!(c, '\u{0600}'..='\u{06FF}'));
    if most(kana + han) {
        Some(if 20 * kana > han { "ja" } else { "zh" })
    } else if most(count(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'))) {
        Some("ko")
    } else if most(count(|c| matches!(c, '\u{0400}'..='\u{04FF}'))) {
        Some(cyrillic(sample))
    } else if most(arabic) {
        // Persian and Urdu have letters of their own.
        let others = count(|c| "پچژگکیٹڈڑےں".contains(c));
        Some(if 50 * others > arabic { "" } else { "ar" })
    } else if most(count(
        |c| matches!(c, '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}'),
    )) {
        Some("el")
    } else if most(count(|c| matches!(c, '\u{05D0}'..='\u{05EA}'))) {
        Some("he")
    } else if most(count(|c| {
        matches!(c, '\u{0900}'..='\u{097F}') && c.is_alphabetic()
    })) {
        Some("hi")
    } else {
        Some("")
    }
}

/// Russian and Ukrainian by the letters that the other lacks; others are left open.
fn cyrillic(sample: &str) -> &'static str {
    let has = |letters: &str| sample.chars().filter(|c| letters.contains(*c)).count();
    let (russian, ukrainian, others) = (has("ыэёЫЭЁ"), has("іїєґІЇЄҐ"), has("ўЎјљњћђџЈЉЊЋЂЏѓќ"));
    match (russian, ukrainian, others) {
        (_, _, 1..) => "",
        (r, u, 0) if u > 2 * r => "uk",
        (r, u, 0) if r > 2 * u => "ru",
        _ => "",
    }
}

/// Places of the table of words: a power of two, four times as many as there are words.
const SLOTS: usize = 1 << 10;

/// Every word of the profiles, packed, with a bit for each language that has it. No word is 0.
static INDEX: LazyLock<[(u64, u8); SLOTS]> = LazyLock::new(|| {
    let mut index = [(0, 0); SLOTS];
    for (at, (_, profile)) in PROFILES.iter().enumerate() {
        for key in profile.iter().filter_map(|word| packed(word)) {
            let slot = slot(&index, key);
            index[slot] = (key, index[slot].1 | 1 << at);
        }
    }
    index
});

/// Where a word stands in the table, or would stand.
fn slot(index: &[(u64, u8); SLOTS], key: u64) -> usize {
    let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize;
    while index[at].0 != key && index[at].0 != 0 {
        at = (at + 1) % SLOTS;
    }
    at
}

/// A short word as a number, which compares faster.
fn packed(word: &str) -> Option<u64> {
    let bytes = word.as_bytes();
    (bytes.len() <= LONGEST_WORD).then(|| bytes.iter().fold(0, |key, byte| key << 8 | u64::from(*byte)))
}

fn by_words(sample: &str) -> &'static str {
    let mut scores = [0usize; PROFILES.len()];
    let mut words = 0;
    let index = &*INDEX;
    // Byte by byte, since every article passes here: letters of ASCII and of the
    // Latin supplement make words, everything else, quotation marks too, ends them.
    let (mut key, mut length) = (0u64, 0);
    for byte in sample.bytes().chain([b' ']) {
        let begins = matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xC9);
        if begins || length > 0 && matches!(byte, 0x80..=0xBF) {
            key = key << 8 | u64::from(byte.to_ascii_lowercase());
            length += 1;
            continue;
        }
        words += usize::from(length > 0);
        if (1..=LONGEST_WORD).contains(&length) {
            let languages = index[slot(index, key)].1;
            for (at, score) in scores.iter_mut().enumerate() {
                *score += usize::from(languages >> at & 1);
            }
        }
        (key, length) = (0, 0);
    }
    let best = (0..PROFILES.len())
        .max_by_key(|at| scores[*at])
        .unwrap_or_default();
    let second = (0..PROFILES.len())
        .filter(|at| *at != best)
        .map(|at| scores[at])
        .max()
        .unwrap_or_default();
    let clear = words >= FEWEST_WORDS
        && scores[best] >= 3
        && 6 * scores[best] >= words
        && 4 * scores[best] >= 5 * second;
    if clear { PROFILES[best].0 } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &str) {
        assert_eq!(language(text), want, "{text}");
    }

    #[test]
    fn languages() {
        check(
            "El ministro dijo que las conversaciones no han terminado y que se reunirán en el mes de mayo.",
            "es",
        );
        check(
            "Le ministre a déclaré que les discussions ne sont pas terminées et qu’il se rendra sur place.",
            "fr",
        );
        check(
            "Il ministro ha detto che i colloqui non sono finiti e che si vedranno nel mese di maggio.",
            "it",
        );
        check(
            "O ministro disse que as conversas não terminaram e que se encontrarão em maio no norte do país.",
            "pt",
        );
        check(
            "De minister zei dat het overleg nog niet is afgelopen en dat ze in mei weer bij elkaar komen.",
            "nl",
        );
        check("Міністр сказав, що вони ще зустрінуться.", "uk");
        check("部長說他們將再次見面。", "zh");
        check("大臣は再び会うと言った。", "ja");
        check("장관은 다시 만날 것이라고 말했다.", "ko");
        check("قال الوزير إنهم سيلتقون مرة أخرى", "ar");
        check("Ο υπουργός είπε ότι θα συναντηθούν ξανά", "el");
        check("השר אמר שייפגשו שוב", "he");
        check("मंत्री ने कहा कि वे फिर मिलेंगे", "hi");
        check("", "");
        check("Yes.", "");
        check(
            "Ministeri tha se bisedimet nuk kanë përfunduar dhe do të takohen përsëri.",
            "",
        );
    }

    #[test]
    fn profiles_are_sorted() {
        for (code, profile) in PROFILES {
            assert!(profile.is_sorted(), "{code}");
            assert!(profile.iter().all(|word| word.len() <= LONGEST_WORD), "{code}");
        }
    }
}
