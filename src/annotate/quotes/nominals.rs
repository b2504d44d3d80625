//! Speakers without a name: offices, bodies, "officials", and what they are called.

use std::borrow::Cow;

use super::agreement::is_written;
use super::descriptions::is_number_of;
use super::speakers::{Cast, Speaker, Trail};
use super::subject::{Subject, Who};
use super::unsaid::SPEAKERS;
use crate::article::{Span, SpeakerType};
use crate::text::TokenKind;
use crate::text::words::{self, Class};

/// What somebody is without an office or a calling: "the victim said".
const PRIVATE: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "teenager",
    "pensioner",
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "son",
    "daughter",
    "brother",
    "sister",
    "husband",
    "wife",
    "friend",
    "neighbour",
    "neighbor",
    "victim",
    "survivor",
    "witness",
    "suspect",
    "defendant",
    "seller",
    "buyer",
    "resident",
    "passenger",
    "customer",
    "shopper",
    "tourist",
    "refugee",
    "fan",
];

/// Words for people that need no article.
const SOMEBODY: &[&str] = &[
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "nobody",
    "none",
    "another",
    "many",
    "most",
    "few",
    "some",
    "both",
    "all",
    "people",
    "men",
    "women",
    "children",
    "folk",
    "half",
    "nothing",
];

/// With its first letter small.
fn uncapitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + chars.as_str()
}

impl<'a> Cast<'a> {
    /// Whether the word that begins a sentence is written with a capital inside another one, too.
    fn capital_elsewhere(&self, item: usize) -> bool {
        let text = self.units.text;
        let word = self.units.word(item);
        if matches!(self.units.word(item + 1), "’s" | "'s") {
            return true;
        }
        let inside = |i: &usize| !text.tokens[*i].line_start && text.tokens[i - 1].kind != TokenKind::Mark;
        let mut capitals = text.capitals(1).iter().map(|i| *i as usize);
        // A few are looked through, many are put in order first.
        if capitals.len() < 256 {
            return capitals.any(|i| text.word(i) == word && inside(&i));
        }
        let known = || capitals.filter(inside).map(|i| text.word(i)).collect();
        self.capitals.get_or_init(known).contains(word)
    }

    /// "Fans were angry. One wrote": of whom it is one, without their number.
    fn group_before(&self, unit: usize) -> Option<Span> {
        let (range, paragraph) = self.units.units[unit.checked_sub(1)?].clone();
        let counted = |i: &usize| self.units.class(*i).any(Class::DETERMINER);
        let first = range.clone().find(|i| !counted(i))?;
        let nouns = (first..range.end.min(first + 3)).take_while(|i| self.units.is_noun(*i));
        let mut plural = nouns.filter(|i| self.units.word(*i).ends_with('s') && self.units.verb_at(*i + 1));
        let head = plural.next()?;
        (self.units.units[unit].1 - paragraph < 2).then(|| self.units.span(first..head + 1))
    }

    /// What a sentence is about, by the number of the one behind it, at most so many paragraphs later.
    pub(super) fn subject_of_sentence_before(
        &self,
        unit: usize,
        paragraphs: usize,
    ) -> Option<(usize, Subject)> {
        let before = unit.checked_sub(1)?;
        let (range, paragraph) = &self.units.units[before];
        if self.units.units[unit].1 - paragraph > paragraphs {
            return None;
        }
        Some((before, self.units.main_subject(range, range.end)?))
    }

    /// "Employers disagree. The study, they say": a group without a name that the sentence before is about.
    pub(super) fn group_meant(&mut self, unit: usize) -> Option<(Option<Speaker>, Trail)> {
        let (before, subject) = self.subject_of_sentence_before(unit, 1)?;
        let head = subject.items.end - 1;
        // "Police arrested a man. They say"
        if let Who::Person(body) = subject.who
            && self.people[body]
                .name
                .rsplit(' ')
                .next()
                .is_some_and(|last| last.eq_ignore_ascii_case("police"))
        {
            let trail = Trail::new(self.units.span(subject.items.clone()), "antecedent");
            return Some((Some(Speaker::Person(body)), trail));
        }
        let several = subject.who == Who::Nominal
            && (self.units.is_plural(head) && self.units.class(head).any(Class::ROLE.or(Class::ORG))
                || self.units.word(head).eq_ignore_ascii_case("police"));
        several.then(|| self.nominal(before, &subject))
    }

    /// Whether somebody without an entry is a study, a letter or the like, of which nobody says "they".
    pub(super) fn is_written(&self, other: usize) -> bool {
        is_written(self.others[other].head())
    }

    /// Whose a quotation of its own is behind a sentence about `named`: "The capacity of ships was", a thing, says nothing, so
    /// whoever spoke last goes on.
    pub(super) fn goes_on(&self, named: Option<Speaker>) -> Option<Speaker> {
        match named {
            Some(named) if self.is_thing(named) => self.last_speaker,
            named => named,
        }
    }

    /// Whether a speaker without an entry is neither people nor a body nor something in which one reads: "the capacity".
    fn is_thing(&self, speaker: Speaker) -> bool {
        let Speaker::Other(other) = speaker else {
            return false;
        };
        let other = &self.others[other];
        let head = other.head();
        let told = SPEAKERS.or(Class::PLACE);
        let number = other.name.starts_with(|c: char| c.is_ascii_digit());
        other.kind == SpeakerType::Unnamed && !is_written(head) && !words::of(head).any(told) && !number
    }

    /// Whether "it" may be somebody without an entry: neither several nor a person.
    pub(super) fn may_be_it(&self, other: usize) -> bool {
        let name = &self.others[other].name;
        let head = self.others[other].head();
        let person = words::of(head).any(Class::ROLE);
        !person && !head.ends_with('s') && !name.starts_with(|c: char| c.is_ascii_digit())
    }

    /// "oil producer Saudi Arabia": the country behind what it is.
    fn country_named(&self, subject: &Subject) -> Option<Subject> {
        let units = self.units;
        let named = |i: &usize| units.capital(*i) && units.class(*i).any(Class::PLACE);
        let first = subject.items.clone().rev().take_while(named).last()?;
        let what = first.checked_sub(1).filter(|what| subject.items.contains(what))?;
        let sort = matches!(
            units.word(what),
            "producer" | "exporter" | "importer" | "neighbour" | "neighbor" | "rival" | "ally" | "host"
        );
        sort.then(|| Subject {
            items: first..subject.items.end,
            ..subject.clone()
        })
    }

    pub(super) fn nominal(&mut self, unit: usize, subject: &Subject) -> (Option<Speaker>, Trail) {
        let country = self.country_named(subject);
        let subject = country.as_ref().unwrap_or(subject);
        if let Some(issuer) = self.issuer(unit, subject) {
            return issuer;
        }
        let span = self.units.span(subject.items.clone());
        let trail = Trail::new(span, "noun phrase");
        if let Some(person) = self
            .firm_called(subject)
            .or_else(|| self.unit_that_spoke(unit, subject))
            .or_else(|| self.police_named(subject))
            .or_else(|| self.role_holder(unit, subject))
            .or_else(|| self.body(unit, subject))
            .or_else(|| self.meant_by(unit, subject))
        {
            let named = self.named_before(person, span);
            let named = named.or_else(|| self.people[person].mentions.first().copied());
            let trail = Trail::new(span, "role").then(named, "holder");
            return (Some(Speaker::Person(person)), trail);
        }
        if self.units.word(subject.items.end) != "of"
            && let Some(longer) = self.longer_name(unit, subject)
        {
            return (Some(longer), trail);
        }
        let source: &'a str = self.units.text.source;
        let whole = self.units.described(subject);
        let span = self.units.span(whole.clone());
        let (trail, text) = (Trail::new(span, "noun phrase"), span.of(source));
        let articles = [
            "the ", "The ", "a ", "A ", "an ", "An ", "his ", "His ", "her ", "Her ", "its ", "Its ",
            "their ", "Their ", "our ", "Our ", "my ", "My ",
        ];
        let bare = articles.iter().find_map(|a| text.strip_prefix(a)).unwrap_or(text);
        // "Those under 35 told ...", "said one of them": a number names nobody.
        if matches!(bare, "one" | "One")
            && self.units.word(subject.items.end) == "of"
            && let Some(group) = self
                .units
                .subject_after(subject.items.end + 1, subject.items.end + 10)
            && group.who == Who::Nominal
        {
            let all = self.units.span(subject.items.start..group.items.end);
            let name = all.of(source).to_lowercase();
            let speaker = self.other(name.into(), SpeakerType::Unnamed);
            return (Some(speaker), Trail::new(all, "noun phrase"));
        }
        // "One in four said", "two in three voters"
        if self.units.is_ratio(subject.items.end) && subject.end > subject.items.end + 1 {
            let share = self.units.span(subject.items.start..subject.end);
            let name = uncapitalized(share.of(source));
            let speaker = self.other(name.into(), SpeakerType::Unnamed);
            return (Some(speaker), Trail::new(share, "noun phrase"));
        }
        if bare == "one" || bare == "One" {
            // Nobody who spoke before goes on speaking.
            let group = self.group_before(unit);
            let name = group.map_or(Cow::Borrowed(""), |group| group.of(source).to_lowercase().into());
            let speaker = self.other(name, SpeakerType::Unnamed);
            return (Some(speaker), trail.then(group, "antecedent"));
        }
        if !bare.contains(char::is_alphabetic) && !bare.ends_with('%') {
            return (None, trail);
        }
        let head = subject.items.end - 1;
        // "a number of foreign partners": the partners.
        let head = if is_number_of(self.units.word(head)) {
            whole.end - 1
        } else {
            head
        };
        let class = self.units.class(head);
        let definite = text.starts_with("the ") || text.starts_with("The ");
        let joined = subject.items.clone().any(|i| self.units.word(i) == "and");
        let singular = !self.units.is_plural(head) && !joined;
        let kind = if class.any(Class::ROLE) || self.units.is_prime_minister(head) {
            let private = PRIVATE.contains(&self.units.word(head));
            if singular && !private && (definite || self.units.is_bare_office(subject)) {
                SpeakerType::Role
            } else {
                SpeakerType::Unnamed
            }
        } else if class.any(Class::ORG)
            && !is_written(self.units.word(head))
            && self.units.word(head) != "crowd"
            && !self.units.is_some_group(subject)
            || self.units.word(head) == "Labour"
            || class.any(Class::PLACE) && self.units.capital(head)
        {
            SpeakerType::Organisation
        } else {
            SpeakerType::Unnamed
        };
        // "displeasure", "win enough delegates": a lone thing without an article says nothing.
        let led = Class::DETERMINER.or(Class::PLACE).or(Class::DEMONYM);
        let opens = bare.starts_with(|c: char| c.is_ascii_digit())
            || self.units.is_share(head)
            || self.units.class(subject.items.start).any(led);
        if kind == SpeakerType::Unnamed
            && bare.len() == text.len()
            && singular
            && !opens
            && !(subject.items.clone().any(|i| self.units.capital(i)))
            && !class.any(Class::ROLE.or(Class::ORG))
            && !self.units.is_source(subject.items.start)
            && !self.units.tells_figures(subject)
            && !SOMEBODY.contains(&self.units.word(head).to_ascii_lowercase().as_str())
        {
            return (None, trail);
        }
        let kind = if kind == SpeakerType::Unnamed && self.units.is_unknown_name(subject) {
            SpeakerType::Person
        } else {
            kind
        };
        // A capital that only the sentence's start explains is no part of the name.
        let start = whole.start;
        let first = start + usize::from(bare.len() < text.len());
        let plain = self
            .units
            .class(first)
            .any(Class::GRAMMAR.or(Class::ROLE).or(Class::ORG))
            || kind == SpeakerType::Unnamed && !self.capital_elsewhere(first);
        let proper = subject
            .items
            .clone()
            .any(|i| i == first + 1 && self.units.capital(i))
            && !self.units.class(first).any(Class::GRAMMAR)
            || self.units.word(first).is_empty();
        let at_start = !proper && self.units.capital(first) && first == start && plain;
        let name = if at_start
            && (!self.units.class(first).any(Class::DEMONYM.or(Class::PLACE))
                || self.units.class(first).any(Class::LANDMARK))
            && !self.units.is_all_caps(first)
            && !bare.chars().nth(1).is_some_and(char::is_uppercase)
        {
            Cow::Owned(uncapitalized(bare))
        } else {
            Cow::Borrowed(bare)
        };
        ((!name.is_empty()).then(|| self.other(name, kind)), trail)
    }
}
