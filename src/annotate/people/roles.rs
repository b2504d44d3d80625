//! Titles and appositions: what a story says that a person is.

use std::ops::Range;

use super::lines::sentence_start;
use crate::text::words::Class;
use crate::text::{Text, Token, TokenKind};

/// How many tokens an apposition may have.
const LONGEST: usize = 16;

/// ", 33,": how old somebody is, behind a name that ends before the comma.
pub fn is_aged(text: &Text<'_>, comma: usize) -> bool {
    let number = |token: &Token| token.kind == TokenKind::Number;
    text.word(comma) == "," && text.tokens.get(comma + 1).is_some_and(number) && text.word(comma + 2) == ","
}

/// Words between a name and the head of its apposition.
const APPOSITION: usize = 12;

/// ", who", ", 33,": what is said of persons only, behind a name that ends before the comma.
pub fn is_told_of_person(text: &Text<'_>, comma: usize) -> bool {
    text.word(comma) == "," && text.word(comma + 1) == "who" || is_aged(text, comma)
}

/// "a charity which": what a body is, behind the comma after its name.
pub(super) fn is_body_explained(text: &Text<'_>, classes: &[Class], start: usize) -> bool {
    apposition(text, classes, start)
        .is_some_and(|at| classes[at].any(Class::BODY) && !text.tokens[at].capital)
}

/// The last word of the noun phrase that begins behind a comma: "a lender", "the mill workers’ union".
pub(super) fn apposition(text: &Text<'_>, classes: &[Class], start: usize) -> Option<usize> {
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

/// Tokens that say what the person named at `mention` is: the words before the name
/// ("Democratic presidential candidate", "French President") and the apposition after it.
pub fn around(
    text: &Text<'_>,
    classes: &[Class],
    mention: &Range<usize>,
    name: &Range<usize>,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    // "the mayor of Bergen, a lawyer": what follows is said of the mayor.
    let owner = mention.start > 0
        && !text.tokens[mention.start].line_start
        && matches!(text.word(mention.start - 1), "of" | "in" | "at");
    let behind = if owner {
        None
    } else {
        after(text, classes, mention.end)
    };
    (before(text, classes, mention, name), behind)
}

fn before(
    text: &Text<'_>,
    classes: &[Class],
    mention: &Range<usize>,
    name: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = mention.start;
    let stop = start.saturating_sub(8);
    // Lower-case words before the name count only where the nearest is a role ("candidate X").
    if start > 0 && classes[start - 1].any(Class::ROLE) && !text.tokens[start].line_start {
        while start > stop {
            let t = text.tokens[start - 1];
            let class = classes[start - 1];
            let word =
                t.kind == TokenKind::Word && !class.any(Class::GRAMMAR.or(Class::ADVERB).or(Class::VERB));
            let joint = t.kind == TokenKind::Possessive || text.word(start - 1) == "-";
            // "“...,” said singer Ann Lee"
            let says = class.any(Class::CUE) && start > 1 && text.tokens[start - 2].kind == TokenKind::Mark;
            // "Mr Brown accused chancellor Ann Lee", but "the accused killer Ann Lee"
            let does = class.cue().past()
                && start > 1
                && (text.tokens[start - 2].capital || classes[start - 2].any(Class::SUBJECT));
            if !(word || joint) || says || does || text.tokens[start].line_start {
                break;
            }
            start -= 1;
        }
    }
    let titled =
        name.start > mention.start && (mention.start..name.start).any(|i| !classes[i].any(Class::COURTESY));
    let end = if titled { name.start } else { mention.start };
    (start < end).then_some(start..end)
}

fn after(text: &Text<'_>, classes: &[Class], end: usize) -> Option<Range<usize>> {
    let comma = matches!(text.word(end), "," | "—" | "–" | "(");
    // ", whose husband": somebody else's.
    let whose = text.word(end + 1) == "whose";
    if !comma || whose || text.tokens.get(end + 1).is_none_or(|t| t.line_start) {
        return None;
    }
    let start = end + 1;
    // "Ann Lee, throwing a spanner in the works of the Republican party": what she does.
    let acts = text.word(start).ends_with("ing")
        && classes
            .get(start + 1)
            .is_some_and(|next| next.any(Class::DETERMINER.or(Class::OWNER).or(Class::SUBJECT)));
    if acts {
        return None;
    }
    let mut at = start;
    let mut role = false;
    while at < text.tokens.len() && at - start < LONGEST && !text.tokens[at].line_start {
        let class = classes[at];
        if text.tokens[at].kind == TokenKind::Mark
            && matches!(
                text.word(at),
                "," | "." | ";" | ":" | "—" | "–" | ")" | "“" | "\"" | "”"
            )
        {
            break;
        }
        if class.any(Class::SUBJECT.or(Class::AUXILIARY).or(Class::SUBORDINATOR)) && !class.any(Class::TIME) {
            break;
        }
        // "..., the candidate stated that": the subject of the next clause, no apposition.
        let says = class.any(Class::CUE)
            && matches!(
                text.word(at),
                "said" | "says" | "told" | "stated" | "added" | "argued" | "called"
            );
        if says || class.any(Class::VERB) && role {
            return None;
        }
        role |= class.any(Class::ROLE);
        at += 1;
    }
    role.then_some(start..at)
}

/// "Dean Osgood": a given name, where no other follows it and no article leads it.
pub(super) fn is_given_title(text: &Text<'_>, classes: &[Class], run: &Range<usize>, at: usize) -> bool {
    at == run.start
        && run.len() == 2
        && matches!(text.word(at), "Dean" | "Earl")
        && !classes[at + 1].any(Class::GIVEN)
        && !(at > 0 && classes[at - 1].any(Class::DETERMINER))
}

/// "Health Department Epidemiologist Patsy Tassler", "Communist Party of Vietnam Nguyen Phu Trong", "Engine Mechanic Lars
/// Tunney": a body or a field, what somebody is in it or where it is, then the name, which begins at `given`.
pub(super) fn is_officer_of_body(
    text: &Text<'_>,
    classes: &[Class],
    run: &Range<usize>,
    given: usize,
) -> bool {
    let before = classes[given - 1];
    let body = (run.start..given - 1).any(|at| classes[at].any(Class::ORG));
    let work = Class::TRADE.or(Class::CALLING);
    let officer = before.any(work.or(Class::ROLE)) && !before.any(Class::ORG.or(Class::GIVEN));
    let worker = before.any(work)
        && officer
        && given > run.start + 1
        && run.end > given + 1
        && !classes[run.start].any(Class::GIVEN)
        && !classes[given].any(Class::SURNAME_TOO);
    let of_place = before.any(Class::PLACE) && given > 1 && text.word(given - 2) == "of";
    body && (officer || of_place) || worker
}

/// Letters for what somebody is: a member of a parliament, a head of a firm.
pub(super) fn is_member(word: &str) -> bool {
    matches!(word, "MP" | "MEP" | "MSP" | "MLA" | "CEO" | "CFO")
}

/// "Chief Medical Officer", "Group Managing Director": the last word of an office, which nobody is called.
pub(super) fn is_office(last: &str) -> bool {
    matches!(
        last,
        "Officer"
            | "Director"
            | "Manager"
            | "Executive"
            | "Secretary"
            | "Coordinator"
            | "Superintendent"
            | "Spokesman"
    )
}

/// "the Lord Chancellor": an office and nobody's name.
pub(super) fn is_lord(title: &str, last: &str) -> bool {
    const LORDS: &[&str] = &[
        "Chancellor",
        "Mayor",
        "Advocate",
        "Speaker",
        "Provost",
        "President",
        "Commissioner",
    ];
    title == "Lord" && LORDS.contains(&last)
}

/// "the Archbishop of Canterbury", "the Duke of York": where somebody sits.
pub(super) fn is_seat(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    at > 1 && text.word(at - 1) == "of" && classes[at - 2].any(Class::TITLE) && text.tokens[at - 2].capital
}

/// "Lib Dem Norman Baker", "Puppeteer Rachel Leonard": what somebody is stands before the given name.
pub(super) fn is_led_by_role(text: &Text<'_>, classes: &[Class], run: &Range<usize>, given: usize) -> bool {
    const SHORT: &[&str] = &[
        "Mum",
        "Dad",
        "Agent",
        "Nurse",
        "Wing",
        "Prop",
        "Hooker",
        "Twins",
        "Fan",
        "Exchequer",
    ];
    let before = text.word(given - 1);
    if before == "Dem" {
        return true;
    }
    // One word that is somebody's work, at the start of a sentence, and a given name with a surname behind it.
    let work = ["er", "or", "ist", "eer", "ant", "ent", "ive", "man", "woman"]
        .iter()
        .any(|end| before.ends_with(end));
    given == run.start + 1
        && run.end > given + 1
        && (SHORT.contains(&before) || work && before.len() > 5 && sentence_start(text, run.start))
        && !classes[given].any(Class::SURNAME_TOO)
        && !classes[given - 1].any(Class::GIVEN)
}

/// How many words at the start of a name are none of it: "Executive Michael Jenkins", "Erie GM Sherry Bassin",
/// "Mum Jade", "Energy Subroto" where an office stands before, "Canada Hajimu Watanabe" behind "to".
pub(super) fn leading(
    text: &Text<'_>,
    classes: &[Class],
    name: Range<usize>,
    of_office: impl FnOnce() -> bool,
) -> usize {
    const MORE: &[&str] = &["MPP", "TD", "GM", "DJ"];
    const KIN: &[&str] = &[
        "Mum", "Mom", "Dad", "Mother", "Father", "Twins", "Son", "Daughter",
    ];
    const FIELDS: &[&str] = &[
        "Energy",
        "Finance",
        "Mines",
        "Oil",
        "Trade",
        "Industry",
        "Interior",
        "Defence",
        "Defense",
        "Agriculture",
        "Development",
        "Justice",
        "Health",
        "Education",
        "Transport",
        "Budget",
        "Currency",
    ];
    const HEADS: &[&str] = &[
        "Executive",
        "Administrator",
        "Nurse",
        "Financial",
        "Operating",
        "Scientist",
        "Economist",
    ];
    // "Said Williams: “...”"
    let says = text.word(name.start) == "Said" && name.len() > 1 && text.word(name.end) == ":";
    if says && sentence_start(text, name.start) {
        return 1;
    }
    let member = name.clone().skip(1).find(|at| {
        text.tokens[*at].all_caps && (is_member(text.word(*at)) || MORE.contains(&text.word(*at)))
    });
    if let Some(member) = member.filter(|at| at + 1 < name.end) {
        return member + 1 - name.start;
    }
    let [first, next] = [name.start, name.start + 1];
    if next >= name.end || !text.tokens[next].capital || classes[first].any(Class::GIVEN) {
        return 0;
    }
    let word = text.word(first);
    let before = first.checked_sub(1).map_or("", |at| text.word(at));
    let led = classes[first].any(Class::PLACE) && name.len() > 2 && matches!(before, "to" | "for");
    let kin = KIN.contains(&word) && name.len() == 2 && classes[next].any(Class::GIVEN);
    let body = classes[name.end - 1].any(Class::ORG.or(Class::FIRM_END).or(Class::BODY));
    let field = !body && FIELDS.contains(&word) && (name.len() > 2 || before == "and") && of_office();
    let head = HEADS.contains(&word) && !body && name.len() > 2 && classes[next].any(Class::GIVEN);
    usize::from(led || kin || field || head)
}

/// "Survivor", "Resident": a role that is part of nobody's name, as "Son" is of Son Heung-min's.
pub(super) fn is_description(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let class = classes[at];
    class.any(Class::ROLE)
        && !class.any(Class::GIVEN.or(Class::ORG).or(Class::TITLE).or(Class::DEMONYM))
        && text.word(at).len() > 3
        && !matches!(
            text.word(at),
            "Mother"
                | "Father"
                | "Sister"
                | "Brother"
                | "Cousin"
                | "Star"
                | "Head"
                | "Boss"
                | "User"
                | "Kids"
        )
}
