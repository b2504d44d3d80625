//! How far a run of capitalised words goes: particles, hyphens, nicknames, suffixes.

use super::days::{is_day_and_surname, is_weekday};
use super::firms::is_noun_of_bodies;
use super::initials::is_initial;
use super::joined::is_legal_form;
use super::nicknames;
use super::roles::is_member;
use crate::text::words::{self, Class};
use crate::text::{Text, TokenKind};

/// Words with which names of bodies begin: "City of Westbrook", "Friends of the Hutt".
pub(super) fn leads_with_of(word: &str) -> bool {
    matches!(word, "City" | "Town" | "Port" | "Friends" | "Archdiocese")
}

/// The Arabic article before a hyphen, as it is written before all sorts of letters: "al-Assad", "Zia-ul-Haq".
const ARTICLES: &[&str] = &["al", "el", "ul", "ur", "ad", "an", "ar", "as", "ash", "at", "az"];

/// Whether an Arabic article stands at `at`, with a hyphen and the name it belongs to behind it.
pub(super) fn is_article(text: &Text<'_>, at: usize) -> bool {
    let glued = |i: usize| text.tokens.get(i).is_some_and(|t| !t.spaced && !t.line_start);
    let token = text.tokens[at];
    (token.is_long(2) || token.is_long(3))
        && glued(at + 1)
        && glued(at + 2)
        && matches!(text.word(at + 1), "-" | "‑")
        && text.tokens[at + 2].capital
        && ARTICLES
            .iter()
            .any(|article| article.eq_ignore_ascii_case(text.word(at)))
}

/// Where the article in small letters begins that belongs to the capitalised word at `at`: "al-Assad".
pub(super) fn article_before(text: &Text<'_>, at: usize) -> Option<usize> {
    let article = at.checked_sub(2)?;
    (!text.tokens[at].spaced && !text.tokens[article].capital && is_article(text, article)).then_some(article)
}

/// Whether a word with a capital stands behind token `at`, apart from it and in its line.
pub(super) fn capital_behind(text: &Text<'_>, at: usize) -> bool {
    let next = text.tokens.get(at + 1);
    next.is_some_and(|next| next.capital && next.spaced && !next.line_start && next.kind == TokenKind::Word)
}

/// The last of at most so many words with capitals that stand behind token `at`, each behind the other.
pub(super) fn last_capital_behind(text: &Text<'_>, at: usize, most: usize) -> Option<usize> {
    let words = (at..at + most).take_while(|at| capital_behind(text, *at));
    words.last().map(|at| at + 1)
}

/// One past the last token of the run that begins at `start`.
pub(super) fn run_end(text: &Text<'_>, classes: &[Class], start: usize) -> usize {
    let mut end = start + 1;
    while end < text.tokens.len() && end - start < 12 {
        let t = text.tokens[end];
        if t.line_start {
            break;
        }
        if t.kind == TokenKind::Word && t.capital && (t.spaced || text.word(end - 1).ends_with('.')) {
            if !continues(text, classes, start, end) {
                break;
            }
            end += 1;
            continue;
        }
        // "Pickett County Sheriff's Office", "Okun Elders' Forum", "Children's Hospital".
        let plural = t.kind == TokenKind::Mark && !t.spaced && matches!(text.word(end), "’" | "'");
        if t.kind == TokenKind::Possessive || plural {
            // "the Alzheimer's Society", "King's College": a body called after somebody.
            let saint = end == start + 2 && matches!(text.word(start), "St" | "St.");
            let kind = matches!(
                text.word(end + 1),
                "High" | "Primary" | "Secondary" | "Grammar" | "Catholic" | "Girls" | "Boys"
            );
            let named = (saint || end == start + 1)
                && text.tokens[end - 1].capital
                && matches!(
                    text.word(end + 1 + usize::from(kind)),
                    "Society" | "Association" | "Hospital" | "College" | "School" | "Infirmary"
                );
            // "Pantera's Corp", "Bailey's Garage": a firm called after its owner.
            let firm = end == start + 1 && capital_behind(text, end) && {
                let last = end + 1;
                let ends = is_legal_form(text.word(last))
                    || text.word(last) == "Garage" && !classes[start].any(Class::PLACE);
                ends && !capital_behind(text, last)
            };
            if firm {
                end += 2;
                continue;
            }
            let owner = classes[end - 1].any(Class::ROLE.or(Class::TITLE)) || plural || named;
            let body = text
                .tokens
                .get(end + 1)
                .is_some_and(|n| n.capital && n.spaced && !n.line_start)
                && (named || classes[end + 1].any(Class::ORG.or(Class::BODY)));
            if owner && body && !classes[end - 1].any(Class::GIVEN) {
                end += 2;
                continue;
            }
            break;
        }
        if t.is_long(3) && text.word(end) == "and" {
            let district = super::districts::end(text, classes, start, end);
            if let Some(joined) = district.or_else(|| super::joined::end(text, classes, start, end)) {
                end = joined;
                continue;
            }
            break;
        }
        // Of words in small letters only "of" and particles go on.
        let of = t.is_long(2) && text.word(end) == "of";
        let linked =
            !t.capital && (t.is_long(3) && text.word(end) == "for" || t.is_long(2) && text.word(end) == "on");
        match t.kind {
            TokenKind::Word if of || linked || classes[end].any(Class::PARTICLE) || is_article(text, end) => {
            }
            TokenKind::Mark => {}
            _ => break,
        }
        let next = text.tokens.get(end + 1);
        let word = text.word(end);
        // "Jean-Claude", "Smith–Jones", and the lower-case half of "Kim Jong-un".
        if matches!(word, "-" | "‑") && !t.spaced {
            let Some(n) = next.filter(|n| !n.spaced && n.kind == TokenKind::Word) else {
                break;
            };
            let longest = if classes[start].any(Class::FAMILY) { 6 } else { 4 };
            let short = n.end - n.start <= longest && end - start >= 2 && !classes[end - 1].any(Class::PLACE);
            let unknown =
                Class::FAMILY.or(classes[end + 1]) == Class::FAMILY || classes[start].any(Class::FAMILY);
            // "Take-Two Interactive"
            let counted = || {
                text.tokens
                    .get(end + 2)
                    .is_some_and(|next| next.capital && next.spaced)
            };
            if n.capital && (!classes[end + 1].any(Class::GRAMMAR) || counted()) || short && unknown {
                end += 2;
                continue;
            }
            break;
        }
        let capital_after = |n: usize| {
            text.tokens
                .get(n)
                .is_some_and(|n| n.capital && !n.line_start && n.kind == TokenKind::Word)
        };
        if (classes[end].any(Class::PARTICLE) || is_article(text, end)) && t.spaced && !t.capital {
            let mut last = if is_article(text, end) { end + 2 } else { end + 1 };
            while last < end + 3
                && text.tokens.get(last).is_some_and(|n| !n.capital)
                && classes[last].any(Class::PARTICLE)
            {
                last += if is_article(text, last) { 2 } else { 1 };
            }
            if capital_after(last) && !classes[last].any(Class::NOT_NAME) {
                end = last + 1;
                continue;
            }
            break;
        }
        // "University of Chicago", "Secretary of State", "Department of the Treasury"; "the University of the West of England", "the East of England".
        let leads = end - start == 1 && leads_with_of(text.word(start))
            || text.word(end - 1) == "Isle"
            || end > 1
                && matches!(text.word(end - 1), "West" | "East" | "North" | "South")
                && text.word(end - 2) == "the";
        if of && (leads || classes[end - 1].any(Class::ORG.or(Class::TITLE))) {
            let after = if text.word(end + 1) == "the" {
                end + 2
            } else {
                end + 1
            };
            let title = classes[end - 1].any(Class::TITLE);
            let office = matches!(
                text.word(after),
                "State"
                    | "Defense"
                    | "Defence"
                    | "Commerce"
                    | "Energy"
                    | "Labor"
                    | "Treasury"
                    | "Agriculture"
                    | "Education"
                    | "Transportation"
                    | "Homeland"
                    | "Health"
            );
            if capital_after(after) && (!title || office) {
                end = after + 1;
                continue;
            }
            break;
        }
        // "Alcoa of Australia Ltd"
        if of
            && capital_after(end + 1)
            && classes[end + 1].any(Class::PLACE)
            && capital_after(end + 2)
            && is_legal_form(text.word(end + 2))
        {
            end += 3;
            continue;
        }
        // "Institute for Public Health", "Committee on Foreign Relations"
        let body = classes[end - 1].any(Class::ORG) && !classes[end - 1].any(Class::TITLE.or(Class::ROLE));
        // "Center for the Study of Women"
        let field = end + 1 + usize::from(linked && text.word(end + 1) == "the");
        if linked
            && body
            && capital_after(field)
            && !classes[field].any(Class::GIVEN.or(Class::TITLE).or(Class::TIME))
        {
            end = field + 1;
            continue;
        }
        if of
            && capital_after(end + 1)
            && matches!(
                text.word(end - 1),
                "Study" | "Protection" | "Advancement" | "Promotion" | "Prevention"
            )
            && super::joined::has_field(text, classes, start, end)
        {
            end += 2;
            continue;
        }
        let joined = match word {
            "&" => true,
            // "Nielsen/NetRatings", but not "Anna Roth/Reuters"
            "/" => {
                !t.spaced
                    && next.is_some_and(|n| !n.spaced)
                    && end - start < 3
                    && !classes[start].any(Class::GIVEN.or(Class::PLACE).or(Class::DEMONYM))
                    && classes
                        .get(end + 1)
                        .is_some_and(|c| !c.any(Class::GIVEN.or(Class::DEMONYM).or(Class::GRAMMAR)))
            }
            _ => false,
        };
        if joined && capital_after(end + 1) {
            end += 2;
            continue;
        }
        // "Nikko Securities Co (Europe) Ltd"
        let of_place = word == "("
            && capital_after(end + 1)
            && text.word(end + 2) == ")"
            && classes[end + 1].any(Class::PLACE)
            && capital_after(end + 3)
            && is_legal_form(text.word(end + 3));
        if of_place {
            end += 4;
            continue;
        }
        if word == ","
            && let Some(list) = super::joined::list_end(text, classes, start, end)
        {
            end = list;
            continue;
        }
        // "Martin Luther King, Jr."
        if word == ","
            && next.is_some_and(|n| n.capital && !n.line_start)
            && classes[end + 1].any(Class::SUFFIX)
        {
            end += 2;
        } else if matches!(word, "“" | "\"" | "‘" | "(" | "'")
            && capital_after(end + 1)
            && (end - start == 1 || end - start == 2 && classes[start].any(Class::ROLE.or(Class::CALLING)))
            && let Some(close) = nicknames::closes(text, end)
            && capital_after(close + 1)
            && (classes[end - 1].any(Class::GIVEN) || classes[end - 1].is_empty() && word != "(")
        {
            // A nickname: John “Jack” Smith, Dwight “The Oak” Smith.
            end = close + 2;
            continue;
        }
        break;
    }
    end
}

/// Whether capitalised word `at` carries on the run begun at `start`.
fn continues(text: &Text<'_>, classes: &[Class], start: usize, at: usize) -> bool {
    let class = classes[at];
    let before = classes[at - 1];
    // "UK Independence Party MEP": whose member somebody is, not a part of its name.
    if text.tokens[at].all_caps && before.any(Class::ORG.or(Class::DEMONYM)) && is_member(text.word(at)) {
        return false;
    }
    // "Jason Daw": a courtesy title elsewhere.
    let surname = class.any(Class::COURTESY)
        && before.any(Class::GIVEN)
        && at == start + 1
        && !text.word(at).ends_with('.')
        && !capital_behind(text, at);
    if surname {
        return true;
    }
    // "Prof Sir Ian Diamond"
    if before.any(Class::TITLE) && matches!(text.word(at), "Sir" | "Dame") && capital_behind(text, at) {
        return true;
    }
    // After a suffix or before a courtesy title a new name begins, but for "Mark IV Industries".
    let of_firm = || class.any(Class::ORG.or(Class::FIRM_END).or(Class::FIRM_LAST));
    let ended = before.any(Class::SUFFIX) && !before.any(Class::GIVEN) && at - start > 1 && !of_firm();
    if ended || class.any(Class::COURTESY) {
        return false;
    }
    if class.any(Class::SUFFIX) {
        return true;
    }
    let name_follows = text
        .tokens
        .get(at + 1)
        .is_some_and(|n| n.capital && !n.line_start && n.kind == TokenKind::Word)
        && !classes[at + 1].any(Class::NOT_NAME.or(Class::GRAMMAR));
    if class.any(Class::GIVEN)
        && name_follows
        && !class.any(Class::AUXILIARY.or(Class::TIME))
        && before.any(Class::TITLE.or(Class::COURTESY).or(Class::DEMONYM))
    {
        return true;
    }
    let titled = before.any(Class::COURTESY.or(Class::TITLE));
    if is_initial(text, classes, at) || titled && is_day_and_surname(text, classes, at) {
        return true;
    }
    // "Mr Law", "Mrs Day"
    let plain = Class::GRAMMAR.or(Class::TITLE).or(Class::ROLE);
    if before.any(Class::COURTESY)
        && class.any(Class::NOT_NAME)
        && !class.any(plain)
        && text.word(at).len() > 2
    {
        return true;
    }
    // "England coach Mike Friday"
    let led = at == start + 1
        && start > 0
        && classes[start - 1].any(Class::ROLE)
        && !text.tokens[start - 1].capital;
    if led && before.any(Class::GIVEN) && is_weekday(text.word(at)) {
        return true;
    }
    // "Memotec Data said"
    if text.word(at) == "Data" && before.is_empty() && !text.tokens[at - 1].all_caps {
        return true;
    }
    // "the Holocaust Memorial Day Trust"
    if is_noun_of_bodies(text.word(at))
        && capital_behind(text, at)
        && classes[at + 1].any(Class::ORG.or(Class::FIRM_END))
    {
        return true;
    }
    if class.any(Class::NOT_NAME.or(Class::GRAMMAR)) {
        // "Heekin Can Inc", "Armstrong World Industries Inc"
        let led = class.any(Class::AUXILIARY) || text.word(at) == "World";
        let form = |behind: usize| is_legal_form(text.word(at + behind + 1));
        if led && capital_behind(text, at) && (form(0) || capital_behind(text, at + 1) && form(1)) {
            return true;
        }
        // "Citizens Against Crime"
        let against = class.any(Class::PREPOSITION)
            && text.word(at) == "Against"
            && words::is_plural(text.word(at - 1))
            && capital_behind(text, at);
        if against {
            return true;
        }
        // "Theresa May", "Michelle Wie of": a surname that is also a word of grammar.
        // "Theresa May", "Kristen Day", "George Will".
        let grammar = Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::DETERMINER)
            .or(Class::SUBORDINATOR)
            .or(Class::SUBJECT);
        let day = class.any(Class::TIME)
            && !matches!(text.word(at), "May" | "March" | "Sun" | "Day" | "Week" | "Winter");
        let verb = text.tokens.get(at + 1).is_some_and(|n| n.capital);
        let led =
            (start..at - 1).all(|i| text.tokens[i].all_caps || classes[i].any(Class::TITLE.or(Class::ROLE)));
        return before.any(Class::GIVEN)
            && led
            && !class.any(grammar)
            && !day
            && !verb
            && !text.word(at).ends_with("ing")
            && text.word(at).len() > 2;
    }
    true
}
