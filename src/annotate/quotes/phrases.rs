//! Noun phrases, read backwards from a verb: "a spokesman for the campaign", "officials".

use std::ops::Range;

use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::{self, Class};

/// Classes that a noun phrase never holds.
pub(super) const NOT_IN_PHRASE: Class = Class::SUBJECT
    .or(Class::AUXILIARY)
    .or(Class::SUBORDINATOR)
    .or(Class::CONJUNCTION)
    .or(Class::PREPOSITION);

/// Adjectives that follow their noun.
const TRAILING: &[&str] = &[
    "close",
    "familiar",
    "available",
    "working",
    "living",
    "involved",
    "present",
    "alike",
    "surveyed",
    "polled",
    "interviewed",
    "briefed",
    "responding",
    "responsible",
    "attending",
];

/// Words of grammar that may stand for people by themselves.
const COUNTING: &[&str] = &[
    "one", "another", "some", "many", "others", "most", "both", "few", "several", "all", "two", "three",
];

impl Units<'_> {
    /// "Some say", "Many in the town say": words of number that stand for people.
    pub(super) fn is_some(&self, at: usize) -> bool {
        const SOME: &[&str] = &["some", "many", "most", "others", "few", "both", "all"];
        SOME.iter().any(|some| some.eq_ignore_ascii_case(self.word(at)))
    }

    pub(super) fn is_of(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "of" | "for"
                | "at"
                | "with"
                | "from"
                | "in"
                | "to"
                | "by"
                | "on"
                | "along"
                | "near"
                | "outside"
                | "inside"
                | "within"
        )
    }

    /// "officials"; but "actress".
    pub(super) fn is_plural(&self, at: usize) -> bool {
        words::is_plural(self.word(at))
    }

    /// "actress", "minister": a word for one person.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.class(at).any(Class::ROLE) && !self.is_plural(at)
    }

    /// The mark that makes an owner of the words before: "Macron’s", "the ministers’".
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        words::is_possessive(self.word(at))
    }

    /// A mark inside a phrase: that of an owner, or a hyphen.
    pub(super) fn is_joint(&self, at: usize) -> bool {
        let word = self.word(at);
        words::is_possessive(word) || word == "-"
    }

    /// A dash, or a spaced or doubled hyphen.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        match self.word(at) {
            "—" | "–" | "―" => true,
            "-" => {
                let t = self.items[at].first as usize;
                self.text.tokens[t].spaced || self.word(at + 1) == "-" || at > 0 && self.word(at - 1) == "-"
            }
            _ => false,
        }
    }

    /// A word that may be the noun of a phrase.
    pub fn is_noun(&self, at: usize) -> bool {
        let Some(item) = self.get(at) else { return false };
        let class = item.class;
        item.kind == Kind::Word
            && (class.any(Class::ROLE.or(Class::ORG))
                || !class.any(
                    NOT_IN_PHRASE
                        .or(Class::DETERMINER)
                        .or(Class::ADVERB)
                        .or(Class::TIME),
                ))
            && (!item.cue.is_some() || item.cue.may_be_noun())
    }

    pub(super) fn nominal_before(&self, floor: usize, end: usize) -> Option<Subject> {
        let mut start = end;
        let mut noun = false;
        while start > floor && end - start < 16 {
            let at = start - 1;
            let item = self.items[at];
            match item.kind {
                Kind::Quote(_) => break,
                Kind::Name(_) => {
                    if start < end
                        && !self.is_joint(start)
                        && self.class(start).any(Class::PREPOSITION)
                        && noun
                        && !self.is_somebodys_body(floor, at)
                    {
                        // "Smith of Ohio": the name is the head.
                        start = at;
                        break;
                    }
                    noun = true;
                }
                // "a Department of Health (DHSC) spokesperson"
                Kind::Mark if noun && at > floor + 3 && self.closes_letters(at) => {
                    start = at - 2;
                    continue;
                }
                Kind::Mark => {
                    if !(self.is_joint(at) || matches!(self.word(at), "$" | "%" | "'")) {
                        break;
                    }
                }
                // "ministers from France and Germany"
                Kind::Word if noun && self.word(at) == "and" && self.joins_places(floor, at) => {
                    start = at - 1;
                    continue;
                }
                // "the standards and privileges committee", "bankers and diplomats", "U.S. and South Korean officials"
                Kind::Word
                    if noun
                        && self.word(at) == "and"
                        && (self.joins_countries(floor, at)
                            || self.joins_fields_of_body(floor, at, end)
                            || self.joins_people(floor, at, end)) =>
                {
                    start = at - 1;
                    continue;
                }
                // "Thirty per cent"
                Kind::Word if noun && self.word(at) == "per" && self.word(at + 1) == "cent" => {}
                // "On Monday officials"
                Kind::Word
                    if noun
                        && self.is_day(at)
                        && (at == floor || self.class(at - 1).any(Class::PREPOSITION)) =>
                {
                    break;
                }
                Kind::Word => {
                    let class = item.class;
                    // "a hugely-disgruntled backbencher"
                    let behind = start < end && self.word(start) == "-" && !self.is_dash(start);
                    let joint = behind || at > floor && self.word(at - 1) == "-" && !self.is_dash(at - 1);
                    if class.any(Class::PREPOSITION) && !class.any(Class::ROLE) && !joint {
                        if at > floor
                            && (self.is_noun(at - 1)
                                || self.is_record(floor, at - 1)
                                || self.is_some(at - 1) && self.word(at) == "in"
                                || self.is_ratio(at)
                                || self.is_name(at - 1))
                            && noun
                            && self.is_of(at)
                        {
                            start = at;
                            continue;
                        }
                        break;
                    }
                    if class.any(Class::DETERMINER)
                        && !class.any(Class::SUBORDINATOR.or(Class::ROLE))
                        && !joint
                        || class.any(Class::HER.or(Class::HIS))
                    {
                        start = at;
                        noun |= at > floor && self.is_ratio(at - 1);
                        // "one mother of three"
                        noun |= end - at == 1
                            && at >= floor + 2
                            && self.word(at - 1) == "of"
                            && self.class(at - 2).any(Class::ROLE);
                        let named = at >= 2 && self.is_name(at - 2);
                        if at > floor
                            && self.is_of(at - 1)
                            && at >= floor + 2
                            && (self.is_noun(at - 2)
                                || named
                                || self.is_record(floor, at - 2)
                                || self.is_some(at - 2) && self.word(at - 1) == "in"
                                || self.is_ratio(at - 1))
                        {
                            continue;
                        }
                        if at > floor && self.class(at - 1).any(Class::DETERMINER) {
                            continue;
                        }
                        // "Earlier this week organisers": when.
                        let week = matches!(self.word(at), "this" | "last" | "next")
                            && self.class(at + 1).any(Class::TIME)
                            && !self.is_joint(at + 2);
                        return self.phrase(if week && at + 2 < end { at + 2 } else { start }..end);
                    }
                    if at > floor && self.is_degree(at) {
                        start = at;
                        continue;
                    }
                    if class.any(NOT_IN_PHRASE.or(Class::ADVERB))
                        && !class.any(Class::ROLE.or(Class::ORG))
                        && !joint
                    {
                        break;
                    }
                    if item.cue.is_some() && !item.cue.may_be_noun() && item.cue.past() {
                        break;
                    }
                    // "Protesters carried signs saying": the signs; but "facts filed with the court".
                    let verb = noun
                        && self.word(at).ends_with("ed")
                        && !class.any(Class::ROLE)
                        && !self.class(at + 1).any(Class::PREPOSITION);
                    if verb && at > floor && self.is_noun(at - 1) && self.word(at - 1).ends_with('s') {
                        break;
                    }
                    noun = true;
                }
            }
            start = at;
        }
        self.phrase(start..end)
    }

    /// "22", "43-year-old".
    pub(super) fn has_digit_first(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// A noun phrase with its head: the part before the first preposition; a name that is
    /// the head makes a person of it.
    pub(super) fn phrase(&self, items: Range<usize>) -> Option<Subject> {
        let mut head_end = items.start;
        for i in items.clone() {
            if self.class(i).any(Class::PREPOSITION)
                && self.items[i].kind == Kind::Word
                && i > items.start
                && self.word(i - 1) != "-"
                && self.word(i) != "per"
                && !(self.word(i - 1) == "Isle" && self.capital(i + 1))
            {
                break;
            }
            head_end = i + 1;
        }
        head_end = self.before_participle(items.start, head_end);
        // "sources close to", "people familiar with": no part of the name.
        while head_end > items.start + 1
            && self.is_noun(head_end - 2)
            && (TRAILING.contains(&self.word(head_end - 1)) || self.is_trailing(head_end - 1))
        {
            head_end -= 1;
        }
        let last = head_end.checked_sub(1).filter(|l| *l >= items.start)?;
        if let Kind::Name(p) = self.items[last].kind {
            let mut subject = Subject::new(Who::Person(p as usize), last..head_end);
            (subject.start, subject.end) = (items.start, items.end);
            return Some(subject);
        }
        // "It wants to stop state policies": a verb is no phrase.
        let item = self.items[last];
        if items.len() == 1
            && item.cue.is_some()
            && !self.capital(last)
            && !item.class.any(Class::ROLE.or(Class::ORG))
        {
            return None;
        }
        if head_end == items.start || self.items[last].kind == Kind::Mark || self.word(last).len() < 2 {
            return None;
        }
        let only_grammar = (items.start..head_end).all(|i| {
            self.class(i)
                .any(Class::GRAMMAR.or(Class::ADVERB).or(Class::TIME))
                && !self.class(i).any(Class::ROLE)
        });
        let pronoun_like = || COUNTING.iter().any(|w| w.eq_ignore_ascii_case(self.word(last)));
        if only_grammar && !pronoun_like() && !self.is_record(items.start, last) {
            return None;
        }
        let mut subject = Subject::new(Who::Nominal, items.start..head_end);
        subject.end = items.end;
        Some(subject)
    }

    /// "a notice issued by the office", "a statement released on Tuesday": a participle behind its noun.
    fn is_trailing(&self, at: usize) -> bool {
        let class = self.class(at);
        const PARTICIPLES: &[&str] = &[
            "hung", "sent", "seen", "written", "held", "shown", "drawn", "given", "made", "left",
        ];
        (self.word(at).ends_with("ed") || PARTICIPLES.contains(&self.word(at)))
            && !self.capital(at)
            && !class.any(Class::ROLE.or(Class::ORG))
            && (matches!(
                self.word(at + 1),
                "by" | "on" | "in" | "to" | "from" | "at" | "with" | "last" | "this"
            ) || self.class(at + 1).any(Class::TIME))
    }

    /// An adverb between an article and what it belongs to: "the newly elected", "her first five".
    pub(super) fn is_degree(&self, at: usize) -> bool {
        let class = self.class(at);
        let before = self.class(at - 1);
        let led = before.any(Class::DETERMINER.or(Class::OWNER))
            || self.is_possessive(at - 1)
            || before.any(Class::ADVERB);
        class.any(Class::ADVERB)
            && !class.any(NOT_IN_PHRASE)
            && led
            && (self.is_noun(at + 1) || self.class(at + 1).any(Class::DETERMINER.or(Class::ADVERB)))
    }
}
