//! The offices that a story gives a person: by titles, by words before and behind the name.

use std::ops::Range;

use super::units::Units;
use crate::annotate::people::roles;
use crate::article::Person;
use crate::text::words::Class;
use crate::text::{Text, TokenKind, hash};

/// The office that a short title stands for.
fn spelt_out(title: &str) -> &str {
    match title {
        "sen" | "sen." => "senator",
        "gov" | "gov." => "governor",
        "rep" | "rep." => "congressman",
        "prof" | "prof." => "professor",
        "dr" | "dr." => "doctor",
        "rev" | "rev." => "reverend",
        "capt" | "capt." => "captain",
        "sgt" | "sgt." => "sergeant",
        "gen" | "gen." => "general",
        "col" | "col." => "colonel",
        "cllr" | "cllr." => "councillor",
        _ => title,
    }
}

/// "spokesman", "official": those whom stories leave without a name.
pub(super) fn is_seldom_named(word: &str) -> bool {
    matches!(
        word,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "official"
            | "source"
            | "diplomat"
            | "witness"
            | "trader"
            | "dealer"
    )
}

/// Whether "the lawmaker" can mean a senator.
pub(super) fn is_office(word: &str, office: &str) -> bool {
    word == office
        || match word {
            "lawmaker" | "legislator" => {
                matches!(
                    office,
                    "senator" | "congressman" | "congresswoman" | "representative" | "mp"
                )
            }
            "peer" => matches!(office, "lord" | "baroness" | "baron"),
            "monarch" => matches!(office, "king" | "queen" | "emir" | "sultan" | "oba"),
            "judge" => matches!(office, "justice" | "magistrate"),
            "lawyer" => matches!(office, "attorney" | "solicitor" | "barrister" | "advocate"),
            "doctor" => matches!(office, "physician" | "surgeon"),
            "academic" => matches!(office, "professor" | "lecturer"),
            "cleric" | "priest" => matches!(office, "reverend" | "father" | "imam" | "bishop"),
            "chair" | "chairperson" => matches!(office, "chairman" | "chairwoman" | "chair" | "chairperson"),
            _ => false,
        }
}

/// "deputy economy minister", where "the economy minister" is asked for: whether the words of a role take something off it
/// that the description does not.
pub(super) fn is_lesser(words: &[u64], described: impl Fn(u64) -> bool) -> bool {
    const NOT_QUITE: &[&str] = &[
        "shadow",
        "deputy",
        "vice",
        "former",
        "ex",
        "assistant",
        "acting",
        "late",
    ];
    let mut lesser = NOT_QUITE.iter().map(|word| hash::exact(word));
    lesser.any(|word| words.contains(&word) && !described(word))
}

/// The same for "shadow" and "deputy" alone, which nobody leaves out.
pub(super) fn is_second(words: &[u64], described: impl Fn(u64) -> bool) -> bool {
    let mut second = ["shadow", "deputy"].iter().map(|word| hash::exact(word));
    second.any(|word| words.contains(&word) && !described(word))
}

/// The tokens of the name itself in those of a mention, which a title may begin.
pub(super) fn name_in(text: &Text<'_>, person: &Person, mention: &Range<usize>) -> Range<usize> {
    let end = text.tokens[mention.end - 1].end as usize;
    let begins =
        |i: &usize| text.source.get(text.tokens[*i].start as usize..end) == Some(person.name.as_str());
    let words = person.name.split(' ').count().min(mention.len());
    let start = mention.clone().find(begins).unwrap_or(mention.end - words);
    start..mention.end
}

/// Lower-case offices that the story gives a person: titles, words before the name, heads of appositions.
pub(super) fn offices(units: &Units<'_>, person: &Person) -> Vec<String> {
    let text = units.text;
    let office = |i: usize| {
        text.classes[i].any(Class::ROLE.or(Class::TITLE)) && text.tokens[i].kind == TokenKind::Word
    };
    let mut found: Vec<String> = Vec::new();
    let mut add = |i: usize, past: bool| {
        let word = text.word(i).to_lowercase();
        let word = spelt_out(&word);
        // "Assistant U.S. Attorney", "District Attorney"
        let state = i > 0 && matches!(text.word(i - 1), "U.S." | "District" | "State" | "Crown");
        let word = if word == "attorney" && state {
            "prosecutor"
        } else {
            word
        };
        let word = if past {
            format!("former {word}")
        } else {
            word.to_owned()
        };
        if !found.contains(&word) {
            found.push(word);
        }
    };
    let past = |range: &Range<usize>| {
        let was = |i: usize| matches!(text.word(i), "former" | "Former" | "ex" | "late" | "outgoing");
        range.clone().any(was)
    };
    let tail = Class::PREPOSITION.or(Class::WHO);
    for mention in person.mentions.iter().take(24) {
        let tokens = text.token_at(mention.start)..text.token_at(mention.end.saturating_sub(1)) + 1;
        let name = name_in(text, person, &tokens);
        let (before, after) = roles::around(text, &text.classes, &tokens, &name);
        let was = tokens.start > 0 && past(&(tokens.start - 1..tokens.start));
        (tokens.start..name.start)
            .filter(|i| office(*i))
            .for_each(|i| add(i, was));
        if let Some(range) = before {
            let past = past(&range);
            range.filter(|i| office(*i)).for_each(|i| add(i, past));
        }
        if let Some(range) = after {
            let past = past(&range);
            let head = range.take_while(|i| !text.classes[*i].any(tail));
            head.filter(|i| office(*i)).for_each(|i| add(i, past));
        }
        if let Some(i) = office_of(units, name.start) {
            add(i, was);
        }
        // "The union’s chief negotiator, Sam Doyle,", "The chair of the board, Dame Ann Lee,"
        let the = usize::from(tokens.start > 0 && text.word(tokens.start - 1) == "the");
        let comma = tokens.start.saturating_sub(1 + the);
        if comma == 0 || text.word(comma) != "," || text.tokens[comma].line_start {
            continue;
        }
        let phrase = (comma.saturating_sub(9)..comma).rev();
        let whole = |i: &usize| text.tokens[*i].kind != TokenKind::Mark && !text.tokens[*i + 1].line_start;
        let start = phrase.take_while(whole).last().unwrap_or(comma);
        // "The ambassador to Nigeria, Dr. Ann Lee stated": without a comma behind where the phrase begins the sentence.
        let closed = matches!(text.word(tokens.end), "," | "." | "");
        if !closed && text.sentence_start_of(comma) != start {
            continue;
        }
        let end = (start + 1..comma)
            .find(|i| text.classes[*i].any(tail))
            .unwrap_or(comma);
        let past = past(&(start..end));
        (start..end)
            .rev()
            .take(3)
            .take_while(|i| office(*i))
            .for_each(|i| add(i, past));
    }
    let mut mentions = person.mentions.iter().take(24);
    if mentions.any(|mention| is_accused(units, text.token_at(mention.start), text.token_at(mention.end))) {
        found.push("defendant".to_owned());
    }
    found
}

/// "..., 57, of Orchard Close, is accused of": somebody on trial, said behind the name.
fn is_accused(units: &Units<'_>, first: usize, behind: usize) -> bool {
    let text = units.text;
    // "of Orchard Close, Netherby Cross": where somebody lives.
    if first > 0 && matches!(text.word(first - 1), "of" | "from" | "in" | "at" | ",") {
        return false;
    }
    let sentence = (behind..text.tokens.len().min(behind + 16)).take_while(|i| !text.tokens[*i].line_start);
    let mut sentence = sentence.take_while(|i| !matches!(text.word(*i), "." | "“" | "‘" | "\""));
    sentence.any(|i| match text.word(i) {
        "accused" | "charged" => i > 0 && matches!(text.word(i - 1), "is" | "was" | "been" | "stands"),
        "pleaded" => true,
        "trial" => i > 0 && text.word(i - 1) == "on",
        _ => false,
    })
}

/// "Minister of Water Resources Dr. Salim Hadi": the title before the words that it governs.
fn office_of(units: &Units<'_>, name: usize) -> Option<usize> {
    let text = units.text;
    let whole = |i: &usize| text.tokens[*i].kind == TokenKind::Word && !text.tokens[*i + 1].line_start;
    let governed = (name.saturating_sub(7)..name)
        .rev()
        .take_while(whole)
        .find(|i| matches!(text.word(*i), "of" | "for"))?;
    let title = governed.checked_sub(1)?;
    let named = (governed + 1..name).all(|i| text.tokens[i].capital || matches!(text.word(i), "and" | "the"));
    (named && governed + 1 < name && text.tokens[title].capital && text.classes[title].any(Class::TITLE))
        .then_some(title)
}

impl Units<'_> {
    /// "Speaker of the House Rep. Ann Lee": a title before the name, not a head of its own.
    pub(super) fn is_title_noun(&self, at: usize) -> bool {
        // But "the CEO of Okun Inc." is somebody.
        let title = |i: usize| self.capital(i) && self.class(i).any(Class::TITLE) && !self.is_all_caps(i);
        title(at) || self.capital(at) && at > 1 && self.word(at - 1) == "of" && title(at - 2)
    }
}
