//! Letters that stand for a body's name: "JCS", the Joint Chiefs of Staff of the story.

use rustc_hash::FxHashMap;

use super::joined::is_legal_form;
use super::names::{Look, Name};
use crate::text::{Text, TokenKind};

/// The names of bodies in a story by their initials.
pub(super) struct SpelledOut(FxHashMap<String, usize>);

/// Whether a name is one word of capitals, but for small ones between.
pub(super) fn is_acronym(text: &Text<'_>, name: &Name) -> bool {
    let token = text.tokens[name.name.start];
    is_pair(text, name)
        || is_fed(text, name)
        || name.look == Look::Organisation
            && name.name.len() == 1
            && (token.all_caps || is_mixed(text.word(name.name.start)))
            && (2..=6).contains(&(token.end - token.start))
}

/// "the Fed", which everybody calls the Federal Reserve.
fn is_fed(text: &Text<'_>, name: &Name) -> bool {
    let token = text.tokens[name.name.start];
    name.name.len() == 1 && token.is_long(3) && text.word(name.name.start) == "Fed"
}

/// "S and P", "S&P": two letters of a name with "and" inside.
pub(super) fn is_pair(text: &Text<'_>, name: &Name) -> bool {
    let letter = |at: usize| text.tokens[at].is_long(1);
    name.look == Look::Organisation
        && name.name.len() == 3
        && letter(name.name.start)
        && letter(name.name.end - 1)
        && matches!(text.word(name.name.start + 1), "and" | "&")
}

/// "HearthGuard", "PowerNet": a capital inside, and none of the beginnings that leave one there in surnames.
pub(super) fn is_joined(word: &str) -> bool {
    const SURNAMES: &[&str] = &[
        "Abu", "Ann", "Anne", "Bar", "Ben", "Del", "Della", "Den", "Der", "Des", "Dos", "Fitz", "Ibn",
        "Jean", "Lou", "Mac", "Mary", "Nic", "Saint", "San", "Santa", "Ten", "Ter", "Van", "Vande", "Ver",
        "Von",
    ];
    let mut chars = word.char_indices().skip(1);
    let inside = chars.find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    inside.is_some_and(|at| {
        let begin = &word[..at];
        let small = begin.chars().skip(1).all(char::is_lowercase);
        begin.len() > 2 && small && word.len() > at + 2 && !SURNAMES.contains(&begin) && word.is_ascii()
    })
}

/// "EDs", "NGOs": many of what the letters stand for.
pub(super) fn is_plural(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or_default();
    letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// "ABN Amro", but not "GOP Smith": letters that are no office and no party.
pub(super) fn leads_body(word: &str) -> bool {
    const OF_PERSONS: &[&str] = &[
        "AG", "ANC", "ASP", "BJP", "CEO", "CFO", "CIO", "CM", "COO", "CTO", "DA", "DC", "DCI", "DCS", "DI",
        "DIG", "DM", "DUP", "FM", "GOP", "IG", "JP", "LTC", "MCA", "MEP", "MLC", "MK", "MLA", "MNA", "MP",
        "MPP", "MS", "MSP", "PC", "PM", "POW", "PTI", "QC", "KC", "RAF", "SDLP", "SFC", "SNP", "SP", "SPD",
        "SSP", "TD", "UKIP", "UUP", "VP",
    ];
    word.len() > 2 && !word.contains('.') && !OF_PERSONS.contains(&word)
}

/// "MoD", "BoE": capitals first and last.
pub(super) fn is_mixed(word: &str) -> bool {
    let capital = |b: Option<&u8>| b.is_some_and(u8::is_ascii_uppercase);
    let bytes = word.as_bytes();
    (3..=5).contains(&bytes.len())
        && capital(bytes.first())
        && capital(bytes.last())
        && bytes.iter().all(u8::is_ascii_alphabetic)
}

/// The letters in brackets behind a name.
fn bracketed<'t>(text: &Text<'t>, name: &Name) -> Option<&'t str> {
    let at = name.tokens.end + 1;
    let letters = text.tokens.get(at).filter(|t| t.all_caps)?;
    let inside = text.word(at - 1) == "(" && text.word(at + 1) == ")";
    (inside && letters.end - letters.start < 9).then(|| text.word(at))
}

/// Whether letters are the initials of a name of several words, but for a country before them ("USDA") or a word or two
/// that the name leaves out at its end ("DHSC").
fn is_nearly(initials: &str, letters: &str) -> bool {
    const COUNTRIES: &[&str] = &["UK", "US", "EU", "UN", "NZ"];
    let of_country = |country: &str| letters.strip_prefix(country) == Some(initials);
    let shorter = letters.starts_with(initials) && letters.len() < initials.len() + 3;
    initials.len() > 1 && (shorter || COUNTRIES.iter().any(|country| of_country(country)))
}

impl SpelledOut {
    /// Reads the names of a story; of several with the same initials the first counts.
    pub(super) fn read(text: &Text<'_>, names: &[Name]) -> Self {
        let mut found = FxHashMap::default();
        for (i, name) in names
            .iter()
            .enumerate()
            .filter(|(_, n)| n.look == Look::Organisation)
        {
            let words = name.name.clone().filter(|at| {
                let token = text.tokens[*at];
                token.kind == TokenKind::Word && token.capital
            });
            let initials: String = words.filter_map(|at| text.word(at).chars().next()).collect();
            if text.word(name.name.start) == "Federal" && text.word(name.name.start + 1) == "Reserve" {
                found.entry("Fed".to_owned()).or_insert(i);
            }
            // "GM", the General Motors Corp.
            let last = name.name.end - 1;
            if initials.len() > 2 && text.tokens[last].capital && is_legal_form(text.word(last)) {
                let mut short = initials.clone();
                short.pop();
                found.entry(short).or_insert(i);
            }
            // "the Climate Change Committee (UKCCC)"
            if let Some(letters) = bracketed(text, name)
                && is_nearly(&initials, letters)
            {
                found.entry(letters.to_owned()).or_insert(i);
            }
            if initials.len() > 1 {
                found.entry(initials).or_insert(i);
            }
        }
        Self(found)
    }

    /// The name that an acronym is short for.
    pub(super) fn get(&self, text: &Text<'_>, acronym: &Name) -> Option<usize> {
        let word = text.word(acronym.name.start);
        if is_pair(text, acronym) {
            return self
                .0
                .get(&format!("{word}{}", text.word(acronym.name.end - 1)))
                .copied();
        }
        if text.tokens[acronym.name.start].all_caps || is_fed(text, acronym) {
            return self.0.get(word).copied();
        }
        let letters: String = word.chars().filter(|c| c.is_uppercase()).collect();
        self.0.get(&letters).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn letters_and_the_name_are_one() {
        check(
            "The World Health Organization met. The WHO said so.",
            &["World Health Organization (organisation)"],
        );
        check(
            "OKB said so. The Okun Katu Bank met.",
            &["Okun Katu Bank (organisation)"],
        );
        check(
            "The NHS said so. The Okun Katu Bank met.",
            &["NHS (organisation)", "Okun Katu Bank (organisation)"],
        );
    }
}
