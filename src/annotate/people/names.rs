//! Finding names: runs of capitalised words, with the titles before them set apart.

use std::ops::Range;

use super::lines::{dateline_end, is_headline, sentence_start};
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

/// What a run of capitalised words looks like from inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A given name or a title says so, or two words that are nothing else.
    Person,
    /// Holds a word such as "Ministry", or is an acronym.
    Organisation,
    /// A place, a people, a party label: never a speaker by itself as a person.
    Place,
    /// One capitalised word that may be a surname.
    Single,
}

/// A run of words that names somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Tokens with titles: "President Emmanuel Macron".
    pub tokens: Range<usize>,
    /// Tokens of the name alone: "Emmanuel Macron".
    pub name: Range<usize>,
    /// What it looks like.
    pub look: Look,
    /// Whether a title or courtesy title stands before it.
    pub titled: bool,
}

/// All names of a text, in order, not overlapping.
pub fn find(text: &Text<'_>, classes: &[Class]) -> Vec<Name> {
    let mut names = Vec::with_capacity(text.tokens.len() / 16 + 4);
    let mut at = 0;
    let mut paragraph = 0;
    while at < text.tokens.len() {
        if text.tokens[at].line_start || at == 0 {
            let end = text.paragraph(paragraph).map_or(at, |p| p.tokens.end);
            paragraph += 1;
            if is_headline(text, classes, at, end) {
                at = end.max(at + 1);
                continue;
            }
            at = dateline_end(text, at, end);
            if at >= end {
                continue;
            }
        }
        let token = &text.tokens[at];
        if !token.capital || token.kind != TokenKind::Word || !begins(text, classes, at) {
            at += 1;
            continue;
        }
        let end = run_end(text, classes, at);
        if let Some(name) = judge(text, classes, at..end) {
            names.push(name);
        }
        at = end.max(at + 1);
    }
    super::surnames::add_plain_surnames(text, classes, &mut names);
    names
}

fn begins(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let t = text.tokens[at];
    if t.kind != TokenKind::Word || !t.capital {
        return false;
    }
    let class = classes[at];
    if text.word(at) == "New" && next_class(text, classes, at).any(Class::PLACE) {
        return true;
    }
    if class.any(Class::GIVEN) && class.any(Class::AUXILIARY.or(Class::TIME)) {
        // "Will Smith", "April Ryan": a name only where a name goes on and no sentence begins.
        let comma = matches!(text.word(at + 2), ",");
        return (comma || !sentence_start(text, at))
            && text
                .tokens
                .get(at + 1)
                .is_some_and(|n| n.capital && n.kind == TokenKind::Word);
    }
    // "Bill Clinton": a given name that is also a word.
    let follows = text
        .tokens
        .get(at + 1)
        .is_some_and(|n| !n.line_start && n.kind == TokenKind::Word)
        && (text.tokens[at + 1].capital && !classes[at + 1].any(Class::NOT_NAME.or(Class::GRAMMAR))
            || classes[at + 1].any(Class::PARTICLE) && text.tokens.get(at + 2).is_some_and(|n| n.capital));
    if class.any(Class::GIVEN) && follows && !class.any(Class::GRAMMAR) {
        return true;
    }
    let word = text.word(at);
    let adverb = word.len() > 5
        && word.ends_with("ly")
        && !class.any(Class::GIVEN.or(Class::PLACE))
        && sentence_start(text, at);
    !adverb && !contracted(word) && !class.any(Class::NOT_NAME.or(Class::GRAMMAR))
        || class.any(Class::COURTESY)
}

/// "I’ve", "It'll": a pronoun and its verb in one word.
fn contracted(word: &str) -> bool {
    word.len() <= 8
        && word
            .split_once(['’', '\''])
            .is_some_and(|(_, end)| matches!(end, "m" | "ve" | "ll" | "re" | "d"))
}

fn next_class(text: &Text<'_>, classes: &[Class], at: usize) -> Class {
    match text.tokens.get(at + 1) {
        Some(t) if t.capital && !t.line_start => classes[at + 1],
        _ => Class::default(),
    }
}

fn run_end(text: &Text<'_>, classes: &[Class], start: usize) -> usize {
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
        let next = text.tokens.get(end + 1);
        let word = text.word(end);
        // "Jean-Claude", "Smith–Jones", and the lower-case half of "Kim Jong-un".
        if matches!(word, "-" | "‑") && !t.spaced {
            let Some(n) = next.filter(|n| !n.spaced && n.kind == TokenKind::Word) else {
                break;
            };
            let short = n.end - n.start <= 4 && end - start >= 2 && !classes[end - 1].any(Class::PLACE);
            if n.capital && !classes[end + 1].any(Class::GRAMMAR)
                || short && classes[end + 1] == Class::default()
            {
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
        if classes[end].any(Class::PARTICLE) && t.spaced && !t.capital {
            let mut last = end + 1;
            while last < end + 3
                && text.tokens.get(last).is_some_and(|n| !n.capital)
                && classes[last].any(Class::PARTICLE)
            {
                last += 1;
            }
            if capital_after(last) && !classes[last].any(Class::NOT_NAME) {
                end = last + 1;
                continue;
            }
            break;
        }
        // "University of Chicago", "Secretary of State", "Department of the Treasury".
        if word == "of" && classes[end - 1].any(Class::ORG.or(Class::TITLE)) {
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
        if word == "&" && capital_after(end + 1) {
            end += 2;
            continue;
        }
        // "Martin Luther King, Jr."
        if word == ","
            && next.is_some_and(|n| n.capital && !n.line_start)
            && classes[end + 1].any(Class::SUFFIX)
        {
            end += 2;
        } else if matches!(word, "“" | "\"" | "‘" | "(")
            && capital_after(end + 1)
            && end - start == 1
            && matches!(text.word(end + 2), "”" | "\"" | "’" | ")")
            && capital_after(end + 3)
            && classes[start].any(Class::GIVEN)
        {
            // A nickname: John “Jack” Smith.
            end += 4;
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
    // After a suffix or before a courtesy title a new name begins.
    if before.any(Class::SUFFIX) && !before.any(Class::GIVEN) && at - start > 1 || class.any(Class::COURTESY)
    {
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
    if class.any(Class::NOT_NAME.or(Class::GRAMMAR)) {
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
        return before.any(Class::GIVEN)
            && at == start + 1
            && !class.any(grammar)
            && !day
            && !verb
            && !text.word(at).ends_with("ing")
            && text.word(at).len() > 2;
    }
    true
}

/// "Under Secretary for Economic Affairs Allen Wallis": what stands behind "for" is an office.
fn of_office(text: &Text<'_>, start: usize) -> bool {
    start > 1 && matches!(text.word(start - 1), "for" | "of")
}

/// Sets the titles apart and says what the run looks like; `None` for what names nothing.
fn judge(text: &Text<'_>, classes: &[Class], run: Range<usize>) -> Option<Name> {
    let courtesy_or_title = Class::COURTESY.or(Class::TITLE);
    let mut first = run.start;
    let mut titled = false;
    for i in run.clone() {
        let given_follows = classes.get(i + 1).is_some_and(|c| c.any(Class::GIVEN)) && i + 1 < run.end;
        if i + 1 < run.end
            && classes[i].any(courtesy_or_title)
            && !(i > run.start && classes[i - 1].any(Class::GIVEN) && !given_follows)
        {
            first = i + 1;
            titled = true;
        }
    }
    if titled && text.word(first) == "of" {
        first += 1 + usize::from(text.word(first + 1) == "the");
        let given = (first..run.end).find(|i| classes[*i].any(Class::GIVEN));
        first = given.unwrap_or(first + 1).min(run.end);
    }
    if first >= run.end {
        return None;
    }
    // "AG Mukasey", "GOP Smith": letters that are no part of the name.
    while first + 1 < run.end
        && text.tokens[first].all_caps
        && !text.tokens[first + 1].all_caps
        && text.word(first).len() <= 4
        && !text.word(first).contains('.')
        && !classes[first + 1].any(Class::ORG.or(Class::PLACE).or(Class::SUFFIX))
        && text.tokens[first + 1].kind == TokenKind::Word
    {
        first += 1;
    }
    if !titled {
        // "Republican Marco Rubio", "Breitbart News Steve Smith": the person begins at the given name.
        let label = Class::DEMONYM.or(Class::PLACE).or(Class::ORG).or(Class::ROLE);
        if let Some(given) = run
            .clone()
            .find(|i| classes[*i].any(Class::GIVEN) && *i + 1 < run.end)
            && given > run.start
            && ((run.start..given).all(|i| classes[i].any(label)) || of_office(text, run.start))
        {
            first = given;
        }
        // "Democrat Zephyr Teachout": a member of a party, then the name.
        if first == run.start
            && run.len() == 3
            && classes[first].any(Class::ROLE)
            && classes[first].any(Class::DEMONYM)
            && !classes[first].any(Class::GIVEN)
            && (first + 1..run.end).all(|i| !classes[i].any(label))
        {
            first += 1;
        }
    }
    let name = first..run.end;
    let words = || name.clone().filter(|i| text.tokens[*i].kind == TokenKind::Word);
    let count = words().count();
    let all = |class: Class| words().all(|i| classes[i].any(class));
    let last = words().next_back()?;
    let given = classes[first].any(Class::GIVEN) && !classes[first].any(Class::ORG);
    let has_org = words().any(|i| classes[i].any(Class::ORG) && text.tokens[i].capital);
    let courtesy = titled && classes[run.start].any(Class::COURTESY);
    if titled && !courtesy && (all(Class::ORG.or(Class::PLACE).or(Class::DEMONYM)) || has_org && !given) {
        return Some(Name {
            tokens: run.clone(),
            name: run,
            look: Look::Organisation,
            titled: false,
        });
    }
    // "R" in "(R-Ohio)": a letter is no name.
    if count == 1 && !titled && text.word(last).chars().count() < 2 {
        return None;
    }
    let name_of = |look| {
        Some(Name {
            tokens: run.clone(),
            name: name.clone(),
            look,
            titled,
        })
    };
    if titled {
        return name_of(Look::Person);
    }
    if all(Class::PLACE.or(Class::DEMONYM)) || text.word(first) == "New" && count == 2 {
        return name_of(Look::Place);
    }
    if all(Class::TITLE.or(Class::ROLE).or(Class::DEMONYM).or(Class::PLACE)) && !given {
        return None;
    }
    let acronym = count == 1 && text.tokens[first].all_caps;
    if acronym || has_org && !(given && count == 2 && !classes[last].any(Class::ORG)) {
        return name_of(Look::Organisation);
    }
    if count == 1 {
        return name_of(Look::Single);
    }
    let described = run.start > 0
        && count == 2
        && !text.tokens[run.start].line_start
        && classes[run.start - 1].any(Class::ROLE)
        && !text.tokens[run.start - 1].capital
        && classes[first] == Class::default();
    if !given && !described && classes[last].any(Class::PLACE.or(Class::ROLE).or(Class::DEMONYM)) {
        return name_of(Look::Place);
    }
    if given {
        return name_of(Look::Person);
    }
    let odd = Class::PLACE.or(Class::DEMONYM);
    let look = if classes[first].any(odd)
        && count > 1
        && !classes[first + 1].any(Class::GIVEN)
        && classes[first].any(Class::DEMONYM)
        || words().any(|i| text.tokens[i].all_caps && text.word(i).len() > 3 && !text.word(i).contains('.'))
        || count > 4
    {
        Look::Organisation
    } else {
        Look::Person
    };
    name_of(look)
}
