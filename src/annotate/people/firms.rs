//! Bodies whose names do not say so: what the story says of a name shows that it is no person's.

use super::joined::is_legal_form;
use super::lines::sentence_start;
use super::names::Name;
use super::roles;
use super::runs::{capital_behind, last_capital_behind};
use crate::text::words::{self, Class};
use crate::text::{Text, TokenKind};

/// Mentions that are looked at.
const MENTIONS: usize = 24;
/// Makers of things are firms, but for these.
const PERSONS_WHO_MAKE: &[&str] = &[
    "lawmaker",
    "filmmaker",
    "policymaker",
    "homemaker",
    "film-maker",
    "kingmaker",
];

/// What the law calls firms, at the end of their names, as it is written; "Sa" is a surname.
const LEGAL_FORMS: &[&str] = &[
    "AB", "AG", "ASA", "BV", "KG", "KK", "NV", "OAO", "PJSC", "SA", "SE", "SpA", "N.V.", "S.A.", "S.p.A.",
    "L.P.",
];

/// First words of names that only bodies bear.
pub(super) const FIRST: &[&str] = &[
    "Air", "Amnesty", "Deutsche", "FC", "AC", "SC", "FK", "Real", "Radio", "TV", "Team",
];

/// First and last words of names of storms, laws, prizes and buildings, which nobody bears.
const FIRST_OF_THINGS: &[&str] = &[
    "Typhoon",
    "Hurricane",
    "Cyclone",
    "Tropical",
    "Operation",
    "Project",
    "Mount",
    "Psalm",
    "Hotel",
    "Camp",
    "Fort",
];
const LAST_OF_THINGS: &[&str] = &[
    "Act",
    "Bill",
    "Prize",
    "Shield",
    "Charter",
    "Code",
    "Order",
    "Award",
    "Awards",
    "Trophy",
    "Medal",
    "Treaty",
    "Accord",
    "Accords",
    "Pact",
    "Protocol",
    "Tower",
    "Towers",
    "Ordinance",
    "Amendment",
    "Declaration",
    "Prizes",
    "Open",
    "Cup",
    "Masters",
    "Championship",
    "Championships",
    "Olympics",
];

/// "Typhoon Kalinaw", "the Rural Recovery Bill": a name that says what sort of thing bears it.
pub(super) fn is_named_as_thing(text: &Text<'_>, first: usize, last: usize) -> bool {
    FIRST_OF_THINGS.contains(&text.word(first)) || LAST_OF_THINGS.contains(&text.word(last))
}

/// Words that are no names by themselves and stand in those of bodies.
pub(super) fn is_noun_of_bodies(word: &str) -> bool {
    matches!(
        word,
        "Day" | "Data" | "Internet" | "Law" | "Peace" | "Democracy" | "Freedom" | "Liberty" | "War"
    )
}

/// "Data Technology Corp", "Freedom Savings and Loan Association": such a word at the beginning of a firm's name.
pub(super) fn leads_firm(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    if text.word(at) == "First" && is_first_of_firm(text, classes, at) {
        return true;
    }
    (is_noun_of_bodies(text.word(at)) || matches!(text.word(at), "First" | "May")) && {
        let last = (at..at + 6)
            .take_while(|at| capital_behind(text, *at) || text.word(at + 1) == "and")
            .last()
            .map_or(at, |last| last + 1);
        last > at + 1
            && (is_legal_form(text.word(last))
                || classes[last].any(Class::FIRM_LAST)
                || classes[last].any(Class::ORG) && last > at + 2)
    }
}

/// "First Boston said", "buy First City": a firm, but no first lady, and no sentence that begins with what came first.
fn is_first_of_firm(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    const OTHERS: &[&str] = &[
        "Amendment",
        "Avenue",
        "Class",
        "Deputy",
        "Division",
        "Family",
        "Lady",
        "Nation",
        "Nations",
        "Step",
        "Street",
        "World",
    ];
    let Some(last) = last_capital_behind(text, at, 6).filter(|_| !OTHERS.contains(&text.word(at + 1))) else {
        return false;
    };
    let other = Class::TITLE
        .or(Class::ROLE)
        .or(Class::NOT_NAME)
        .or(Class::GRAMMAR);
    let end = last + 1;
    let speaks = || classes.get(end).is_some_and(|behind| behind.any(Class::CUE));
    let behind = || {
        text.tokens
            .get(end)
            .is_some_and(|t| t.kind == TokenKind::Possessive)
    };
    !classes[at + 1].any(other)
        && (!sentence_start(text, at) || speaks() || behind() || matches!(text.word(end), "also" | "<"))
}

/// "<MFS Managed Trust>", "<Z-Seven Fund Inc>": one past a name of several words that an agency sets in brackets.
pub(super) fn in_brackets(text: &Text<'_>, start: usize) -> Option<usize> {
    // Asked of every name: the length comes first.
    if start == 0 || !text.tokens[start - 1].is_long(1) || text.word(start - 1) != "<" {
        return None;
    }
    let end = (start + 1..start + 12).find(|at| text.word(*at) == ">")?;
    let spaced = (start + 1..end).any(|at| text.tokens[at].spaced);
    (spaced && text.tokens[end - 1].capital && text.word(start) != "The").then_some(end)
}

/// Whether a legal form at `last` ends one firm's name, of which is told in the singular: "Inc said it", "Co <ABC.O> said its".
pub(super) fn is_one_firm(text: &Text<'_>, classes: &[Class], last: usize) -> bool {
    if !is_legal_form(text.word(last)) {
        return false;
    }
    let verb = (last + 1..last + 8).find(|at| classes.get(*at).is_some_and(|c| c.any(Class::CUE)));
    verb.is_some_and(|verb| {
        let ticker = (last + 1..verb).all(|at| {
            let token = text.tokens[at];
            token.kind != TokenKind::Word || token.all_caps || !token.spaced
        });
        ticker && matches!(text.word(verb + 1), "it" | "its")
    })
}

/// "Byju's announced": a firm whose name ends as an owner's does, by the verb that stands right behind.
pub(super) fn is_whole_with_mark(text: &Text<'_>, end: usize) -> bool {
    let mark = text
        .tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Possessive);
    let also = usize::from(text.word(end + 1) == "also");
    mark && matches!(
        text.word(end + 1 + also),
        "said" | "says" | "announced" | "reported" | "told" | "added" | "warned" | "confirmed"
    )
}

/// Whether a name of several words is a firm's by its last one: "Harlan Stores"; or an American body's: "U.S. Mint".
pub(super) fn ends_as_firm(text: &Text<'_>, classes: &[Class], first: usize, last: usize) -> bool {
    classes[last].any(Class::FIRM_LAST) || matches!(text.word(first), "U.S." | "U.K.")
}

/// Whether a name without a given name or a title is that of a body.
pub(super) fn is_body<'n>(
    text: &Text<'_>,
    classes: &[Class],
    mentions: impl Iterator<Item = &'n Name>,
) -> bool {
    let mut weight = 0;
    for name in mentions.take(MENTIONS) {
        if name.titled || classes[name.name.start].any(Class::GIVEN) {
            return false;
        }
        weight += evidence(text, classes, name);
    }
    weight >= 2
}

/// Whether the story says that a name of one word, or one that no given name leads, is that of a thing or a beast:
/// "the tigress Rani", "a film called Blár", "the new software, Adalet,", "Kala, a novel of".
pub(super) fn is_thing<'n>(
    text: &Text<'_>,
    classes: &[Class],
    mentions: impl Iterator<Item = &'n Name>,
) -> bool {
    let mut said = false;
    for name in mentions.take(MENTIONS) {
        if name.titled || name.name.len() > 1 && classes[name.name.start].any(Class::GIVEN) {
            return false;
        }
        said = said || says_thing(text, classes, name);
    }
    said
}

fn says_thing(text: &Text<'_>, classes: &[Class], name: &Name) -> bool {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let thing = |at: usize| {
        classes[at].any(Class::THING) && !classes[at].any(Class::ROLE) && !text.tokens[at].capital
    };
    let back = |count: usize| {
        start
            .checked_sub(count)
            .filter(|_| !text.tokens[start].line_start)
    };
    let before = back(1);
    let called = before.is_some_and(|at| {
        matches!(
            text.word(at),
            "called" | "named" | "nicknamed" | "dubbed" | "christened" | "titled" | "codenamed"
        )
    });
    let comma = before.is_some_and(|at| text.word(at) == ",");
    let after_thing = match back(1 + usize::from(called || comma)) {
        Some(at) if called || comma => thing(at) && (called || matches!(text.word(end), "," | ".")),
        Some(at) => thing(at),
        None => false,
    };
    after_thing || text.word(end) == "," && roles::apposition(text, classes, end + 1).is_some_and(thing)
}

/// Two for what only bodies have, one for a hint; below nothing for what only persons have.
fn evidence(text: &Text<'_>, classes: &[Class], name: &Name) -> i32 {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let class = |at: usize| classes.get(at).copied().unwrap_or_default();
    let before = (start > 0 && !text.tokens[start].line_start).then(|| start - 1);
    let behind = text.tokens.get(end);
    let comma = behind.is_some_and(|t| t.is_long(1)) && text.word(end) == ",";
    if roles::is_told_of_person(text, end) {
        return -4;
    }
    let body = |at: usize| {
        let word = text.word(at);
        let maker = word == "maker" || word.len() > 6 && word.ends_with("maker");
        class(at).any(Class::BODY) || maker && !PERSONS_WHO_MAKE.iter().any(|w| w.eq_ignore_ascii_case(word))
    };
    let mut weight = 0;
    // "according to the Nationwide", "Citizens Against Crime"
    let source = before.filter(|at| *at > 1 && text.word(*at) == "the" && text.word(at - 1) == "to");
    let source = source.is_some_and(|at| text.word(at - 2).eq_ignore_ascii_case("according"));
    let cause = name.name.len() > 2 && name.name.clone().any(|at| text.word(at) == "Against");
    weight += 2 * i32::from(source || cause);
    if before.is_some_and(|at| matches!(text.word(at), "the" | "The")) && is_group(text, classes, name) {
        weight += 2;
    }
    if let Some(at) = before {
        if body(at) && (!text.tokens[at].capital || sentence_start(text, at)) {
            weight += 2;
        } else if class(at).any(Class::ROLE) && text.word(at) != "rival" {
            // "analysts Jupiter Research", but not "brothers Kowalski and Olsen"
            let several = words::is_plural(text.word(at)) && !matches!(text.word(end), "and" | "," | "&");
            weight += if several { 2 } else { -4 };
        }
        // "another financial firm, China Life, is"
        let explains =
            at > 0 && text.word(at) == "," && comma && body(at - 1) && !text.tokens[at - 1].capital;
        weight += 2 * i32::from(explains);
        let part = at > 0
            && text.word(at) == "in"
            && (class(at - 1).any(Class::OF_FIRMS) || text.word(at - 1).eq_ignore_ascii_case("stake"));
        weight += 2 * i32::from(part);
    }
    if comma {
        // "Istat, the national statistics institute", but "Ann Lee, the ministry of transport official"
        let inside = |at: usize| (at + 1..at + 6).take_while(|i| text.word(*i) != ",");
        let officer = |at: usize| inside(at).any(|i| class(i).any(Class::ROLE));
        let institute = |at: usize| class(at).any(Class::ORG) && !text.tokens[at].capital && !officer(at);
        let told = roles::apposition(text, classes, end + 1).is_some_and(|at| body(at) || institute(at));
        weight += 2 * i32::from(text.word(end + 1) == "which" || told);
    }
    if name.name.len() > 1 {
        let (first, last) = (text.word(name.name.start), text.word(end - 1));
        let says_so =
            class(end - 1).any(Class::FIRM_END) || LEGAL_FORMS.contains(&last) || FIRST.contains(&first);
        weight += 2 * i32::from(says_so);
    }
    let Some(behind) = behind else { return weight };
    let owner = behind.kind == TokenKind::Possessive;
    weight += 2 * i32::from(owner && class(end + 1).any(Class::OF_FIRMS));
    let head = end + usize::from(behind.is_long(4) && text.word(end) == "head");
    weight += 2 * i32::from(class(head).any(Class::IN_TEAMS) && !behind.line_start);
    // "Ostbank raised its forecast"
    let verb = behind.kind == TokenKind::Word && !behind.capital;
    weight += i32::from(verb && text.word(end + 1) == "its");
    // "Ostbank said it expects", "Ostbank also said its board": whoever is "it" in the own words.
    let cue = end + usize::from(text.word(end) == "also");
    if verb && class(cue).any(Class::CUE) {
        weight += match text.word(cue + 1) {
            "its" => 1,
            "it" => i32::from(!matches!(
                text.word(cue + 2),
                "was" | "is" | "would" | "'s" | "’s"
            )),
            _ => 0,
        };
    }
    weight
}

/// "the Conservatives": a plural behind an article, and no noun that it belongs to.
fn is_group(text: &Text<'_>, classes: &[Class], name: &Name) -> bool {
    let verb = Class::AUXILIARY
        .or(Class::VERB)
        .or(Class::PREPOSITION)
        .or(Class::CONJUNCTION)
        .or(Class::ADVERB)
        .or(Class::CUE);
    let end = name.tokens.end;
    let word = text.word(end - 1);
    let plural = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    name.tokens.len() == 1
        && plural
        && text.tokens.get(end).is_none_or(|behind| match behind.kind {
            TokenKind::Possessive => true,
            TokenKind::Mark => !matches!(text.word(end), "-" | "‑" | "–" | "/" | "&"),
            _ => !behind.capital && (classes[end].any(verb) || text.word(end).ends_with("ed")),
        })
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn bodies_by_what_the_story_says_of_them() {
        check("The lender Ostbank fell.", &["Ostbank (organisation)"]);
        check("It hurt Quillor, which makes pumps.", &["Quillor (organisation)"]);
        check(
            "It hurt Pro Vapor, the mill workers’ union.",
            &["Pro Vapor (organisation)"],
        );
        check("He sold shares in Quillor.", &["Quillor (organisation)"]);
        check(
            "He left Nordgat Securities in May.",
            &["Nordgat Securities (organisation)"],
        );
        check(
            "He left Norvind Airways in May.",
            &["Norvind Airways (organisation)"],
        );
        check("He sued Norvind AG in May.", &["Norvind AG (organisation)"]);
        check("He left Air Norvind in May.", &["Air Norvind (organisation)"]);
        check(
            "He sued the City of Westbrook.",
            &["City of Westbrook (organisation)"],
        );
    }

    #[test]
    fn persons_stay_persons() {
        check("It hurt Quillor, who makes pumps.", &["Quillor (person)"]);
        check(
            "Analyst Rasmus Thorsager, a company director, sold shares.",
            &["Rasmus Thorsager (person)"],
        );
        check("It hurt the lawmaker Quillor.", &["Quillor (person)"]);
    }
}
