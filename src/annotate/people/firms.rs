//! Bodies whose names do not say so: what the story says of a name shows that it is no person's.

use super::names::Name;
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

/// Mentions that are looked at.
const MENTIONS: usize = 24;
/// Words between a name and the head of its apposition.
const APPOSITION: usize = 12;

/// Nouns for bodies of people: "the lender Ostbank", "Ostbank, a lender".
const BODIES: &[&str] = &[
    "company",
    "firm",
    "group",
    "bank",
    "lender",
    "union",
    "charity",
    "agency",
    "airline",
    "carrier",
    "operator",
    "manufacturer",
    "retailer",
    "supplier",
    "insurer",
    "utility",
    "brewer",
    "startup",
    "start-up",
    "conglomerate",
    "consultancy",
    "brokerage",
    "newspaper",
    "club",
    "team",
    "body",
    "association",
    "federation",
    "network",
    "giant",
    "subsidiary",
    "party",
    "band",
    "nonprofit",
    "think-tank",
];
/// Makers of things are firms, but for these.
const PERSONS_WHO_MAKE: &[&str] = &[
    "lawmaker",
    "filmmaker",
    "policymaker",
    "homemaker",
    "film-maker",
    "kingmaker",
];
/// Last words of names that only bodies bear.
const ENDINGS: &[&str] = &[
    "securities",
    "terminals",
    "rating",
    "ratings",
    "ferries",
    "railways",
    "rail",
    "logistics",
    "analytics",
    "breweries",
    "mining",
    "mines",
    "insurance",
    "pharma",
    "software",
    "semiconductor",
    "semiconductors",
    "shipping",
    "telecom",
    "telecoms",
    "energy",
    "oil",
    "gas",
    "power",
    "water",
    "engineering",
    "brewing",
    "savings",
    "asset",
    "wanderers",
    "rovers",
    "athletic",
    "fc",
];
/// What only a body has: "Ostbank’s shares", "shares in Ostbank".
const OF_FIRMS: &[&str] = &[
    "shares",
    "stock",
    "shareholders",
    "headquarters",
    "revenue",
    "earnings",
    "subsidiary",
    "factory",
    "factories",
    "plant",
    "bonds",
];
/// Who works for a body named right before: "Port Ellan striker Gabe Munro".
const IN_TEAMS: &[&str] = &[
    "boss",
    "striker",
    "goalkeeper",
    "midfielder",
    "defender",
    "winger",
    "forward",
    "coach",
    "skipper",
    "shares",
    "stock",
    "ceo",
    "cfo",
];

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

/// Two for what only bodies have, one for a hint; below nothing for what only persons have.
fn evidence(text: &Text<'_>, classes: &[Class], name: &Name) -> i32 {
    let (start, end) = (name.tokens.start, name.tokens.end);
    let is = |list: &[&str], at: usize| list.iter().any(|w| w.eq_ignore_ascii_case(text.word(at)));
    let before = (start > 0 && !text.tokens[start].line_start).then(|| start - 1);
    let age = text
        .tokens
        .get(end + 1)
        .is_some_and(|t| t.kind == TokenKind::Number);
    if text.word(end) == "," && (text.word(end + 1) == "who" || age && text.word(end + 2) == ",") {
        return -4;
    }
    let body = |at: usize| {
        let maker = text.word(at).len() > 6 && text.word(at).ends_with("maker");
        is(BODIES, at) || maker && !is(PERSONS_WHO_MAKE, at)
    };
    let mut weight = 0;
    if let Some(at) = before {
        if body(at) && !text.tokens[at].capital {
            weight += 2;
        } else if classes[at].any(Class::ROLE) && text.word(at) != "rival" {
            weight -= 4;
        }
        let part = at > 0 && text.word(at) == "in" && (is(OF_FIRMS, at - 1) || is(&["stake"], at - 1));
        weight += 2 * i32::from(part);
    }
    if text.word(end) == "," {
        weight += 2 * i32::from(
            text.word(end + 1) == "which" || apposition(text, classes, end + 1).is_some_and(body),
        );
    }
    let owner = text
        .tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Possessive);
    weight += 2 * i32::from(owner && is(OF_FIRMS, end + 1));
    let head = end + usize::from(text.word(end) == "head");
    weight += 2 * i32::from(is(IN_TEAMS, head) && text.tokens.get(end).is_some_and(|t| !t.line_start));
    weight += 2 * i32::from(name.name.len() > 1 && is(ENDINGS, end - 1));
    // "Ostbank raised its forecast"
    let verb = text
        .tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Word && !t.capital);
    weight + i32::from(verb && text.word(end + 1) == "its")
}

/// The last word of the noun phrase that begins behind a comma: "a lender", "the mill workers’ union".
fn apposition(text: &Text<'_>, classes: &[Class], start: usize) -> Option<usize> {
    if !matches!(text.word(start), "a" | "an" | "the" | "one") {
        return None;
    }
    let tail = Class::PREPOSITION.or(Class::WHO).or(Class::SUBORDINATOR);
    let end = (start + 1..text.tokens.len().min(start + APPOSITION)).find(|i| {
        let mark = text.tokens[*i].kind == TokenKind::Mark && !matches!(text.word(*i), "-" | "’" | "'");
        mark || classes[*i].any(tail) || text.word(*i) == "which"
    })?;
    (end > start + 1).then(|| end - 1)
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::{Lexicon, annotate};
    use crate::article::Article;
    use crate::text::Text;

    fn check(body: &str, expected: &[&str]) {
        let article = Article {
            body: body.to_owned(),
            ..Article::default()
        };
        let people = annotate(&article, &Text::new(body), &Lexicon::standard());
        let found: Vec<_> = people
            .iter()
            .map(|p| format!("{} ({})", p.name, p.kind.as_str()))
            .collect();
        assert_eq!(found, expected, "{body:?}");
    }

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
