//! Firms that are called by a part of their names afterwards: "Xerox" of "Xerox Corp", "BHP" of several.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::keys::Keys;
use super::lines::sentence_start;
use super::names::{Look, Name};
use crate::text::words::Class;
use crate::text::{Text, TokenKind, hash};

/// Last words of companies that are called by the first word alone afterwards.
const FIRM: &[&str] = &[
    "inc",
    "inc.",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "ltd",
    "ltd.",
    "limited",
    "llc",
    "plc",
    "ag",
    "sa",
    "nv",
    "n.v.",
    "s.a.",
    "fund",
    "spa",
    "l.p.",
    "lp",
    "u.s.a.",
    "usa",
    "gmbh",
    "group",
    "holdings",
    "industries",
    "airlines",
    "airways",
    "motors",
    "systems",
    "technologies",
    "news",
    "partners",
    "stores",
    "enterprises",
    "laboratories",
    "pharmaceuticals",
    "chemicals",
    "petroleum",
    "electronics",
    "communications",
    "networks",
    "records",
    "foods",
    "resources",
    "brothers",
    "bancorp",
];

/// "Carmaker Nuvolo", "Retailer Upland Stores": whether a name that opens a sentence begins with the sort of firm that it is.
pub(super) fn is_sort_of_firm(text: &Text<'_>, classes: &[Class], run: &Range<usize>) -> bool {
    let sort = matches!(
        text.word(run.start),
        "Airline"
            | "Bookmaker"
            | "Brewer"
            | "Brokerage"
            | "Carmaker"
            | "Automaker"
            | "Chipmaker"
            | "Conglomerate"
            | "Drugmaker"
            | "Housebuilder"
            | "Insurer"
            | "Lender"
            | "Miner"
            | "Planemaker"
            | "Retailer"
            | "Steelmaker"
            | "Supermarket"
    );
    // "Airline Pilots Association"
    sort && run.len() > 1
        && sentence_start(text, run.start)
        && !classes[run.end - 1].any(Class::ORG)
        && text.tokens[run.start + 1].kind == TokenKind::Word
}

/// The words of the names of firms, but for their last ones: "Eastman" and "Kodak" of "Eastman Kodak Co".
pub(super) fn words_of_firms(keys: &Keys, names: &[Name]) -> FxHashSet<u64> {
    // "Guardian" is the newspaper, not the Guardian Media Group.
    let groups = ["group", "news", "partners", "records"].map(hash::exact);
    let bodies = names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.look == Look::Organisation);
    let words = bodies.filter_map(|(i, _)| match keys.get(i) {
        [words @ .., last] if !words.is_empty() && is_firm(*last) && !groups.contains(last) => Some(words),
        _ => None,
    });
    words.flatten().copied().collect()
}

/// Letters with which several names of bodies begin, "BHP" of "BHP Minerals" and "BHP Petroleum", are a name of their own.
pub(super) fn leads_several(keys: &Keys, names: &[Name], word: u64) -> bool {
    let bodies = (names.iter().enumerate()).filter(|(_, name)| name.look == Look::Organisation);
    let mut led = (bodies.map(|(i, _)| keys.get(i))).filter(|words| words.len() > 1 && words[0] == word);
    let first = led.next();
    led.any(|words| Some(words) != first)
}

/// Whether the last word of a name is that of a company.
pub(super) fn is_firm(word: u64) -> bool {
    static NUMBERS: LazyLock<FxHashSet<u64>> =
        LazyLock::new(|| FIRM.iter().map(|word| hash::exact(word)).collect());
    NUMBERS.contains(&word)
}

/// Whether the words inside a name say that it is a company's: "Corp of" in "Harbour Corp of America".
pub(super) fn is_firm_of(inner: &[u64]) -> bool {
    let of = hash::exact("of");
    inner.windows(2).any(|two| two[1] == of && is_firm(two[0]))
}

/// "Phoenix said", "National City said", where the story has "Phoenix Financial Corp": a place that speaks is the firm of
/// that name.
pub(super) fn firm_called<'k>(
    (text, classes): (&Text<'_>, &[Class]),
    name: &Name,
    words: &[u64],
    mut firms: impl Iterator<Item = &'k [u64]>,
) -> Option<usize> {
    let speaks = classes.get(name.tokens.end).is_some_and(|c| c.any(Class::CUE));
    // "United's statement", where the story has "Okun United"
    let another = || text.tokens.get(name.tokens.end).is_some_and(|next| next.capital);
    let club = text.word(name.name.start) == "United" && words.len() == 1 && !another();
    let speaks = speaks && !text.tokens[name.tokens.end].line_start;
    if !speaks && !club {
        return None;
    }
    firms.position(|firm| {
        let begins = firm.len() > words.len() && firm.starts_with(words);
        speaks && begins && firm.last().is_some_and(|last| is_firm(*last))
            || club && firm.len() == 2 && firm.ends_with(words)
    })
}

/// "the Bank", where the story has "Bank of England" and no other such name: which of these it is.
pub(super) fn whole_of<'k>(
    text: &Text<'_>,
    name: &Name,
    word: u64,
    mut bodies: impl Iterator<Item = &'k [u64]>,
) -> Option<usize> {
    let before = name.tokens.start.checked_sub(1)?;
    if !matches!(text.word(before), "the" | "The") {
        return None;
    }
    let links = ["of", "for"].map(hash::exact);
    let begins = |body: &[u64]| body.len() > 2 && body[0] == word && links.contains(&body[1]);
    let first = bodies.position(begins)?;
    (!bodies.any(begins)).then_some(first)
}
