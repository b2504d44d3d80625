//! Finding names: runs of capitalised words, with the titles before them set apart.

use std::ops::Range;

use super::lines::{contracted, dateline_end, is_adverb, is_headline, sentence_start};
use super::runs::{self, run_end};
use super::single::{self, is_letter, judge_word, of_office};
use super::{acronyms, codes, days, districts, firms, initials, joined, known, roles, shortened};
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

/// Adds all names of a text to a list that is empty, in order, not overlapping.
pub fn find(text: &Text<'_>, classes: &[Class], names: &mut Vec<Name>) {
    let mut capitals = text.capitals(0);
    // Known bodies of one word and words for bodies, which may be somebody's surname here.
    let mut lone: Vec<usize> = Vec::new();
    let mut at = 0;
    for paragraph in text.paragraph_tokens() {
        let end = paragraph.end;
        // A name that began in the line before may go on here.
        if at <= paragraph.start {
            if is_headline(text, classes, paragraph.start, end) {
                at = end;
                continue;
            }
            at = dateline_end(text, paragraph.start, end);
        }
        while let Some((&capital, later)) = capitals.split_first() {
            let here = capital as usize;
            if here >= end {
                break;
            }
            capitals = later;
            if here < at {
                continue;
            }
            let start = runs::article_before(text, here)
                .filter(|start| *start >= at)
                .unwrap_or(here);
            if let Some(known) = known::end(text, classes, start) {
                if known == start + 1 {
                    lone.push(names.len());
                }
                names.push(whole_body(start..known));
                at = known;
                continue;
            }
            if let Some(whole) = firms::in_brackets(text, start) {
                names.push(whole_body(start..whole));
                at = whole;
                continue;
            }
            if !begins(text, classes, here) {
                continue;
            }
            at = run_end(text, classes, start);
            if firms::is_whole_with_mark(text, at) {
                at += 1;
                names.push(whole_body(start..at));
                continue;
            }
            if let Some(name) = judge(text, classes, start..at) {
                let word = name.look == Look::Organisation && name.name.len() == 1;
                if word && !text.tokens[start].all_caps {
                    lone.push(names.len());
                }
                names.push(name);
            }
        }
    }
    if !lone.is_empty() {
        known::give_back(text, classes, &lone, names);
    }
    super::surnames::add_plain_surnames(text, classes, names);
}

/// Whether a name may begin with the capitalised word at `at`.
fn begins(text: &Text<'_>, classes: &[Class], at: usize) -> bool {
    let class = classes[at];
    let grammar = Class::NOT_NAME.or(Class::GRAMMAR);
    // "the PM said", but "PM Sunak"
    let office = || text.word(at) == "PM" && !runs::capital_behind(text, at);
    if codes::is_code(text, at) || office() {
        return false;
    }
    if !class.any(Class::GIVEN) {
        return if class.any(grammar) {
            class.any(Class::COURTESY)
                || initials::is_initial(text, classes, at)
                || days::is_day_of_birth(text, classes, at)
                || firms::leads_firm(text, classes, at)
                || single::leads_world_body(text, classes, at)
                || text.word(at) == "New" && next_class(text, classes, at).any(Class::PLACE)
        } else {
            !is_adverb(text, classes, at) && !contracted(text, at) || class.any(Class::COURTESY)
        };
    }
    if text.word(at) == "New" && next_class(text, classes, at).any(Class::PLACE) {
        return true;
    }
    if class.any(Class::AUXILIARY.or(Class::TIME)) {
        // "May Department Stores Co"
        if firms::leads_firm(text, classes, at) {
            return true;
        }
        // "Will Smith", "April Ryan": a name only where a name goes on and no sentence begins.
        let comma = matches!(text.word(at + 2), ",");
        let next = at + 1 + usize::from(text.word(at + 1) == "-");
        return (comma || !sentence_start(text, at))
            && (text.tokens.get(next)).is_some_and(|n| n.capital && n.kind == TokenKind::Word);
    }
    // "Bill Clinton": a given name that is also a word.
    let follows = text
        .tokens
        .get(at + 1)
        .is_some_and(|n| !n.line_start && n.kind == TokenKind::Word)
        && (text.tokens[at + 1].capital && !classes[at + 1].any(grammar)
            || classes[at + 1].any(Class::PARTICLE) && text.tokens.get(at + 2).is_some_and(|n| n.capital));
    follows && !class.any(Class::GRAMMAR)
        || !contracted(text, at) && !class.any(grammar)
        || class.any(Class::COURTESY)
}

fn next_class(text: &Text<'_>, classes: &[Class], at: usize) -> Class {
    match text.tokens.get(at + 1) {
        Some(t) if t.capital && !t.line_start => classes[at + 1],
        _ => Class::default(),
    }
}

/// A body, with all words of its name.
const fn whole_body(run: Range<usize>) -> Name {
    Name {
        tokens: run.start..run.end,
        name: run,
        look: Look::Organisation,
        titled: false,
    }
}

/// Sets the titles apart and says what the run looks like; `None` for what names nothing.
fn judge(text: &Text<'_>, classes: &[Class], run: Range<usize>) -> Option<Name> {
    // "in Vienna, Va. Carteret said": a state that ends the sentence before.
    let word = text.word(run.start);
    let short = word.len() > 2 && word.find('.') == Some(word.len() - 1);
    let state = run.len() > 1 && short && classes[run.start].any(Class::PLACE);
    let mut run = run.start + usize::from(state)..run.end;
    if joined::is_last_field(text, run.start) && !classes[run.end - 1].any(Class::ORG) {
        run.start += 1;
        if run.is_empty() {
            return None;
        }
    }
    run.start += usize::from(shortened::is_sort_of_firm(text, classes, &run));
    if run.len() == 1 {
        return judge_word(text, classes, run.start);
    }
    // "Devon and Cornwall"
    if districts::is_district(text, classes, &run) {
        return Some(Name {
            look: Look::Place,
            ..whole_body(run)
        });
    }
    let courtesy_or_title = Class::COURTESY.or(Class::TITLE);
    let mut first = run.start;
    let mut titled = false;
    for i in run.clone() {
        let given_follows = classes.get(i + 1).is_some_and(|c| c.any(Class::GIVEN)) && i + 1 < run.end;
        // "the Ministry of Justice and Public Security": what a body is for.
        let field = i > run.start + 1 && text.word(i - 1) == "of" && classes[i - 2].any(Class::ORG);
        if i + 1 < run.end
            && (given_follows || !field)
            && classes[i].any(courtesy_or_title)
            && !roles::is_given_title(text, classes, &run, i)
            && !(i > run.start && classes[i - 1].any(Class::GIVEN) && !given_follows)
        {
            first = i + 1;
            titled = true;
        }
    }
    if run.len() > 2 && text.word(run.start) == "Tan" && text.word(run.start + 1) == "Sri" {
        (first, titled) = (first.max(run.start + 2), true);
    }
    // "Judge-Executive Lawrence Kuhl"
    if titled && matches!(text.word(first), "-" | "‑") && !text.tokens[first].spaced {
        first += 2;
    }
    if titled && text.word(first) == "of" {
        first += 1 + usize::from(text.word(first + 1) == "the");
        let given = (first..run.end).find(|i| classes[*i].any(Class::GIVEN));
        first = given.unwrap_or(first + 1).min(run.end);
    }
    if first >= run.end {
        return None;
    }
    let of_person = titled
        && (classes[run.start].any(Class::COURTESY) || single::is_always_of_person(text.word(run.start)));
    // "General Acquisition Co"
    if titled && !of_person && classes[run.end - 1].any(Class::FIRM_LAST) {
        return Some(whole_body(run));
    }
    // "ABN Amro"
    let led_by_letters = !titled
        && run.len() == 2
        && text.tokens[first].all_caps
        && acronyms::leads_body(text.word(first))
        && !classes[first + 1].any(Class::GIVEN.or(Class::TITLE).or(Class::ROLE));
    // "AG Mukasey", "GOP Smith": letters that are no part of the name.
    while first + 1 < run.end
        && text.tokens[first].all_caps
        && !text.tokens[first + 1].all_caps
        && !initials::is_initials(text.word(first))
        && !initials::ends_as_body(text, classes, &run)
        && text.word(first).len() <= 4
        && !text.word(first).contains('.')
        && !classes[first + 1].any(Class::ORG.or(Class::PLACE).or(Class::SUFFIX))
        && !firms::FIRST.contains(&text.word(first))
        && !(run.len() > 3 && firms::ends_as_firm(text, classes, first, run.end - 1))
        && text.tokens[first + 1].kind == TokenKind::Word
        && !led_by_letters
        && !firms::is_named_as_thing(text, first + 1, run.end - 1)
    {
        first += 1;
    }
    // "the US Federal Reserve"
    if first > run.start && !titled && known::end(text, classes, first) == Some(run.end) {
        return Some(whole_body(first..run.end));
    }
    if !titled {
        // "Republican Marco Rubio", "Breitbart News Steve Smith": the person begins at the given name.
        let label = Class::DEMONYM.or(Class::PLACE).or(Class::ORG).or(Class::ROLE);
        if let Some(given) = run
            .clone()
            .find(|i| classes[*i].any(Class::GIVEN.or(Class::FAMILY)) && *i + 1 < run.end)
            && given > run.start
            && ((run.start..given).all(|i| classes[i].any(label))
                || of_office(text, run.start)
                || roles::is_led_by_role(text, classes, &run, given)
                || roles::is_officer_of_body(text, classes, &run, given))
        {
            first = given;
        }
        // "Superintendent of Police Ravi Solanke": a title, its body, then the name.
        let body = (run.start..run.end)
            .take_while(|i| classes[*i].any(Class::ORG))
            .count();
        if first == run.start
            && body > 0
            && run.len() >= body + 2
            && of_office(text, run.start)
            && classes[run.start - 2].any(Class::TITLE)
            && text.tokens[run.start - 2].capital
            && (run.start + body..run.end).all(|i| !classes[i].any(label))
        {
            first += body;
        }
        // "Survivor Benjie Tayaban": what somebody is, then the name.
        if first == run.start
            && run.len() >= 2
            && roles::is_description(text, classes, first)
            && (first + 1..run.end).all(|i| !classes[i].any(label))
        {
            first += 1;
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
    first += roles::leading(text, classes, first..run.end, || of_office(text, run.start));
    let name = first..run.end;
    let words = || name.clone().filter(|i| text.tokens[*i].kind == TokenKind::Word);
    let count = words().count();
    let all = |class: Class| words().all(|i| classes[i].any(class));
    let last = words().next_back()?;
    let given = classes[first].any(Class::GIVEN) && !classes[first].any(Class::ORG);
    let has_org = words().any(|i| classes[i].any(Class::ORG) && text.tokens[i].capital);
    if titled && !of_person && (all(Class::ORG.or(Class::PLACE).or(Class::DEMONYM)) || has_org && !given) {
        return Some(whole_body(run));
    }
    if count == 1 && !titled && is_letter(text.word(last)) {
        return None;
    }
    let lord = titled && count == 1 && roles::is_lord(text.word(run.start), text.word(last));
    if lord || count > 1 && !given && roles::is_office(text.word(last)) {
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
    // "the Prime Minister", "Vice Chairman": a title that nobody's name follows.
    if titled
        && !of_person
        && all(Class::TITLE.or(Class::ROLE))
        && !given
        && !classes[last].any(Class::SURNAME_TOO)
    {
        return None;
    }
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
    let of = text.word(first + 1) == "of" && runs::leads_with_of(text.word(first));
    // "the magistrate Jeff Book"
    let role_before =
        run.start > 0 && !text.tokens[run.start].line_start && classes[run.start - 1].any(Class::ROLE);
    let led = role_before || first > run.start && classes[first - 1].any(Class::ROLE);
    // "Langlands & Bell"; but "Bill & Melinda Gates".
    let joined = name
        .clone()
        .any(|i| matches!(text.word(i), "&" | "/") && !(given && classes[i + 1].any(Class::GIVEN)));
    if acronym
        || led_by_letters && !text.tokens[last].all_caps
        || of
        || joined
        || count > 1 && firms::ends_as_firm(text, classes, first, last)
        || has_org
            && !(given
                && count == 2
                && (!classes[last].any(Class::ORG) || led || classes[last].any(Class::SURNAME_TOO)))
    {
        return name_of(Look::Organisation);
    }
    if count == 1 {
        return name_of(Look::Single);
    }
    let described =
        role_before && count == 2 && !text.tokens[run.start - 1].capital && classes[first].is_empty();
    if !given && firms::is_named_as_thing(text, first, last) {
        return name_of(Look::Organisation);
    }
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
        || words().filter(|i| text.tokens[*i].capital).count() > 4
    {
        Look::Organisation
    } else {
        Look::Person
    };
    name_of(look)
}
