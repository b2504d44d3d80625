//! Which noun of a long subject speaks: "Hadi Ghaemi of the Center for Human Rights said" is Ghaemi's.

use std::ops::Range;

use super::agreement::{is_document, is_written};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

/// Furthest that a relative clause between a noun and its verb reaches back, in items.
const CLAUSE: usize = 24;

impl Units<'_> {
    /// The bracket behind the letters of the body that is named before them: "Department of Health (DHSC)".
    pub(super) fn closes_letters(&self, at: usize) -> bool {
        self.word(at) == ")" && self.word(at - 2) == "(" && self.is_name(at - 3) && self.is_all_caps(at - 1)
    }

    /// "ad hits Clinton": the word before the name at `at` ends in "-s" and has a noun before it.
    pub(super) fn verb_between(&self, start: usize, at: usize) -> bool {
        let Some(verb) = at.checked_sub(1).filter(|v| *v > start + 1) else {
            return false;
        };
        self.items[verb].kind == Kind::Word
            && self.word(verb).ends_with('s')
            && !self.capital(verb)
            && self.is_noun(verb)
            && !self.class(verb).any(Class::ROLE.or(Class::ORG))
            && (self.is_noun(verb - 1) && !self.word(verb - 1).ends_with('s'))
    }

    /// "A member of the board which regulates the system", "One of the families that fought for the review": what stands
    /// before the clause whose last phrase begins at `from`.
    pub(super) fn before_relative(&self, floor: usize, from: usize, end: usize) -> Option<Subject> {
        let verb = |at: usize| self.verb_at(at) || self.is_third_person(at, end);
        let leads = |at: &usize| match self.word(*at) {
            "which" => (at + 1..from).any(verb),
            "that" => self.verb_at(at + 1) && !self.items[at + 1].cue.is_some(),
            _ => false,
        };
        let near = (floor.max(from.saturating_sub(9))..from).rev();
        let relative = near
            .take_while(|at| self.items[*at].kind == Kind::Word)
            .find(leads)?;
        let noun = relative > floor && self.is_noun(relative - 1);
        noun.then(|| self.phrase_before(floor, relative)).flatten()
    }

    /// The subject to which the phrase right before a verb only belongs; nothing where that phrase is the subject.
    pub(super) fn holder(&self, floor: usize, found: &Subject) -> Option<Subject> {
        self.with_examples(floor, found)
            .or_else(|| self.explained(floor, found))
            .or_else(|| self.member(floor, found))
            .or_else(|| self.made_by(floor, found))
            .or_else(|| self.of_several(floor, found))
            .or_else(|| self.officers_of(floor, found))
            .or_else(|| self.before_whose(floor, found.start, false))
            .map(|holder| Subject {
                end: found.end,
                ..holder
            })
    }

    /// "Dennis Okun of the Port Department, who", "the head of the Labour Party, who": whoever belongs to the body that is named
    /// before item `end`.
    pub(super) fn of_that_body(&self, floor: usize, end: usize) -> Option<Subject> {
        let name = end.checked_sub(1).filter(|name| self.is_name(*name))?;
        let article = usize::from(name > floor && self.class(name - 1).any(Class::DETERMINER));
        let of = name.checked_sub(article + 1).filter(|of| *of > floor)?;
        if !matches!(self.word(of), "of" | "at" | "from" | "with" | "for") {
            return None;
        }
        let body = self
            .class(name)
            .any(Class::ORG.or(Class::BODY).or(Class::FIRM_END));
        match self.items[of - 1].kind {
            Kind::Name(person) if self.is_full_name(of - 1) => {
                Some(Subject::new(Who::Person(person as usize), of - 1..of))
            }
            Kind::Word if body && self.class(of - 1).any(Class::ROLE) => self.phrase_before(floor, of),
            _ => None,
        }
    }

    /// "Wilma Brown, chairwoman of the health committee said", "Colin Asplin, Blackpool Hotel Association said": a name
    /// at the start of its clause, and what explains it without a comma behind.
    pub(super) fn explained(&self, floor: usize, found: &Subject) -> Option<Subject> {
        let comma = found.start.checked_sub(1).filter(|comma| *comma > floor)?;
        let explains = match found.who {
            Who::Nominal => self.is_person(found.items.end - 1),
            Who::Person(_) => {
                let body = Class::ORG.or(Class::BODY).or(Class::FIRM_END);
                !self.is_full_name(found.items.start) && self.class(found.items.start).any(body)
            }
            Who::Pronoun(_) => false,
        };
        if self.word(comma) != "," || !explains {
            return None;
        }
        // What is explained by a person's work is a person's name.
        let whole = self.items[comma - 1].last - self.items[comma - 1].first > 1;
        let fits = found.who == Who::Nominal && whole || self.is_full_name(comma - 1);
        // "..., Ann Lee, chairwoman of the board told": but not "..., Ann Lee, the chairman told".
        let behind = found.who == Who::Nominal && !self.class(found.start).any(Class::DETERMINER);
        let name = |found: Option<Subject>| found.filter(|_| fits);
        name(self.opening_name(floor, comma - 1)).or_else(|| {
            let Kind::Name(person) = self.items[comma - 1].kind else {
                return None;
            };
            let led = comma > floor + 1 && self.word(comma - 2) == ",";
            (fits && behind && led).then(|| Subject::new(Who::Person(person as usize), comma - 1..comma))
        })
    }

    /// "Hadi Ghaemi of the US-based Center for Human Rights in Iran said"
    fn member(&self, floor: usize, found: &Subject) -> Option<Subject> {
        let mut at = found.start;
        while at > floor
            && found.start - at < 5
            && (self.class(at - 1).any(Class::DETERMINER)
                || self.is_noun(at - 1)
                || self.word(at - 1) == "-"
                || !self.is_full_name(at - 1) && (self.is_name(at - 1) || self.capital(at - 1)))
        {
            at -= 1;
        }
        let of = at.checked_sub(1).filter(|of| *of > floor)?;
        if !matches!(self.word(of), "of" | "from" | "at" | "with") {
            return None;
        }
        // "John Kennedy, an associate at the Texas Research League said"
        if self.is_person(of - 1) && of > floor + 1 {
            let role = self
                .nominal_before(floor, of)
                .filter(|role| role.who == Who::Nominal)?;
            return self.explained(floor, &role);
        }
        self.is_full_name(of - 1)
            .then(|| self.opening_name(floor, of - 1))
            .flatten()
    }

    /// "A survey carried out in 2000 by Forrester Research found": the survey.
    fn made_by(&self, floor: usize, found: &Subject) -> Option<Subject> {
        let article =
            usize::from(found.start > floor + 1 && self.class(found.start - 1).any(Class::DETERMINER));
        let by = found
            .start
            .checked_sub(1 + article)
            .filter(|by| *by > floor + 1)?;
        // "A joint statement issued after the talks said"
        let behind = matches!(self.word(by), "after" | "before" | "during" | "following" | "at");
        if self.word(by) != "by" && !behind {
            return None;
        }
        let made = |i: &usize| {
            self.word(*i).ends_with("ed")
                || matches!(self.word(*i), "made" | "done" | "written" | "led" | "run")
        };
        let words =
            |i: &usize| matches!(self.items[*i].kind, Kind::Word) && !self.class(*i).any(Class::AUXILIARY);
        let mut before = (floor + 1..by).rev().take(7).take_while(words);
        let made = before.find(made).filter(|made| {
            let paper = self.word(made - 1);
            is_document(paper) || behind && is_written(paper)
        })?;
        self.nominal_before(floor, made)
    }

    /// "The star of Rain Man and Tootsie said", "Staff at one of the worst trusts have said": the noun before "of".
    fn of_several(&self, floor: usize, found: &Subject) -> Option<Subject> {
        let last = found.start.checked_sub(1).filter(|last| *last > floor + 2)?;
        let capital = |i: usize| self.is_name(i) || self.capital(i) && self.is_noun(i);
        let end = match self.word(last) {
            "and" => {
                let first = (floor + 2..last).rev().take_while(|i| capital(*i)).last()?;
                let of = first - 1;
                (self.word(of) == "of" && self.is_person(of - 1) && !self.is_title_noun(of - 1))
                    .then_some(of)?
            }
            "of" if matches!(self.word(last - 1), "one" | "some" | "many" | "most" | "several") => {
                let at = last - 2;
                (self.is_of(at) && at > floor && self.is_noun(at - 1)).then_some(at)?
            }
            _ => return None,
        };
        self.nominal_before(floor, end)
    }

    /// "columnist and historian David Marsh", "chairman and chief executive Ann Lee": what one person is, twice.
    pub(super) fn joins_roles(&self, and: usize) -> bool {
        let noun = |i: &usize| self.is_noun(*i) && !self.capital(*i);
        let nouns = (and + 1..and + 5).take_while(noun).count();
        let name = and + 1 + nouns;
        self.word(and) == "and"
            && nouns > 0
            && self.is_person(and - 1)
            && self.is_person(name - 1)
            && self.is_name(name)
    }

    /// "from France and Germany": two names behind "of" or the like that belong to one noun.
    pub(super) fn joins_places(&self, floor: usize, and: usize) -> bool {
        let named = |i: usize| self.is_name(i) || self.capital(i) && self.class(i).any(Class::PLACE);
        // "a bid for Dome and Dome said": a clause of its own.
        let same = |a: &Kind, b: &Kind| matches!((a, b), (Kind::Name(a), Kind::Name(b)) if a == b);
        // "training in Holland and Lee said": of two sorts only people or a body may be both.
        let place = |i: usize| self.class(i).any(Class::PLACE);
        let of = Class::ROLE.or(Class::ORG).or(Class::BODY);
        let one_sort =
            || !place(and - 1) || place(and + 1) || self.class(and - 3).any(of) || self.is_plural(and - 3);
        and >= floor + 3
            && one_sort()
            && !same(&self.items[and - 1].kind, &self.items[and + 1].kind)
            && named(and - 1)
            && named(and + 1)
            && self.is_of(and - 2)
            && self.is_noun(and - 3)
            && !self.is_title_noun(and - 3)
    }

    /// "bankers and diplomats", "some residents and business owners": two sorts of people who speak together, who end at
    /// `end`; "the coach and former striker", "the front-runner and former secretary of state": one person by two words.
    pub(super) fn joins_people(&self, floor: usize, and: usize, end: usize) -> bool {
        // "the bank and analysts said": of another clause.
        let plain = |i: usize| self.items[i].kind == Kind::Word && !self.verb_at(i);
        let noun = |i: usize| self.is_noun(i) && !self.is_possessive(i + 1) && !self.verb_at(i);
        let of = (and + 1..end).find(|i| self.class(*i).any(Class::PREPOSITION));
        let head = of.unwrap_or(end) - 1;
        if and <= floor || !noun(and - 1) || !(and + 1..=head).all(plain) {
            return false;
        }
        let modifies = |i: &usize| noun(*i) || self.is_joint(*i);
        let nouns = (floor..and).rev().take(5).take_while(modifies).count();
        let mut first = and - nouns;
        // "PTC president and activist"
        first -= usize::from(first > floor && self.is_name(first - 1));
        let led = first > floor && self.class(first - 1).any(Class::DETERMINER);
        first -= usize::from(led);
        if first > floor && self.word(first - 1) != "," {
            return false;
        }
        let (before, behind) = (self.is_plural(and - 1), self.is_plural(head));
        let several = behind && (before || end - and == 3);
        let one =
            !before && !behind && self.is_person(and - 1) && !self.class(and + 1).any(Class::DETERMINER);
        let people = self.class(head).any(Class::ROLE) || before && self.class(and - 1).any(Class::ROLE);
        people && (several || one)
    }

    /// "an EC negotiator taking part": where a participle behind a word for somebody begins that is no part of the name.
    pub(super) fn before_participle(&self, start: usize, end: usize) -> usize {
        let doing = |i: &usize| {
            self.word(*i).ends_with("ing")
                && self.class(i - 1).any(Class::ROLE)
                && !self.class(*i).any(Class::ROLE.or(Class::ORG))
                && !self.is_joint(i + 1)
                && i + 1 < end
        };
        (start + 1..end).find(doing).unwrap_or(end)
    }

    /// "the standards and privileges committee": two words for what one body, which ends at `end`, sees to.
    pub(super) fn joins_fields_of_body(&self, floor: usize, and: usize, end: usize) -> bool {
        let field = |i: usize| self.is_noun(i) && !self.capital(i) && !self.is_person(i);
        let led = |i: usize| self.class(i).any(Class::DETERMINER) || self.capital(i) || self.is_possessive(i);
        and >= floor + 2
            && (2..4).contains(&(end - and - 1))
            && field(and - 1)
            && (and + 1..end).all(field)
            && self.class(end - 1).any(Class::ORG)
            && !self.is_plural(end - 1)
            && led(and - 2)
    }

    /// "a spokesman for the Banking Office in West Berlin": a name for which somebody speaks, who stands before it.
    pub(super) fn is_somebodys_body(&self, floor: usize, name: usize) -> bool {
        let article = usize::from(name > floor && self.class(name - 1).any(Class::DETERMINER));
        let Some(who) = name.checked_sub(2 + article).filter(|who| *who >= floor) else {
            return false;
        };
        self.is_of(who + 1) && self.is_person(who) && !self.is_title_noun(who)
    }

    /// "Energy and Mines Minister Arturo Ruiz": what somebody is minister of begins before the name.
    pub(super) fn joins_fields(&self, floor: usize, name: usize) -> bool {
        let item = self.items[name];
        let mut title = (item.first..item.last).skip(1).take(2);
        name > floor + 1
            && self.word(name - 1) == "and"
            && self.capital(name - 2)
            && self.is_noun(name - 2)
            && title.any(|i| self.text.classes[i as usize].any(Class::TITLE))
    }

    /// "His fears were echoed by Raj Kandola.", "But for Allen Weiner, the search goes on.": a name behind a preposition that
    /// the next sentence takes up.
    pub(super) fn is_brought_in(&self, unit: &Range<usize>, at: usize) -> bool {
        match self.word(at - 1) {
            "by" => at > unit.start + 2 && self.word(at - 2).ends_with("ed"),
            "for" | "For" => at <= unit.start + 2 && self.word(at + 1) == ",",
            _ => false,
        }
    }

    /// "A woman whose husband was diagnosed with a disease said": the noun before "whose", in a clause without marks that
    /// ends before `end`; "Mr. Kennedy, whose party opposes the plan as “flawed” said": a name, whatever the clause holds.
    pub(super) fn before_whose(&self, floor: usize, end: usize, names_only: bool) -> Option<Subject> {
        let inside = |i: &usize| {
            names_only || self.is_joint(*i) || matches!(self.items[*i].kind, Kind::Word | Kind::Name(_))
        };
        let mut clause = (floor + 1..end.max(floor + 1))
            .rev()
            .take(CLAUSE)
            .take_while(inside);
        let whose = clause.find(|i| self.is_whose(*i))?;
        let before = whose - usize::from(self.word(whose - 1) == ",");
        let last = before.checked_sub(1).filter(|last| *last >= floor)?;
        let fits = !names_only || self.is_name(last);
        fits.then(|| self.phrase_before(floor, before)).flatten()
    }

    /// "the Law Society, which said", "came from the Low Pay Commission which said": the body before "which".
    pub(super) fn body_before(&self, floor: usize, which: usize) -> Option<Subject> {
        let end = which - usize::from(self.word(which - 1) == ",");
        let body = Class::ORG.or(Class::BODY).or(Class::FIRM_END).or(Class::ROLE);
        let fits = |subject: &Subject| {
            let head = subject.items.end - 1;
            // "from Jakarta, which says"
            let place = self.capital(head) && self.class(head).any(Class::PLACE);
            matches!(subject.who, Who::Person(_)) || self.class(head).any(body) || place
        };
        let preposition =
            |i: &usize| self.items[*i].kind == Kind::Word && self.class(*i).any(Class::PREPOSITION);
        self.phrase_before(floor, end).filter(fits).or_else(|| {
            let nearer = (floor..end).rev().take(9).find(preposition)?;
            self.phrase_before(nearer + 1, end).filter(fits)
        })
    }

    /// "chief secretary to the Treasury,": where an office with the body it belongs to begins, which ends before `end`.
    pub(super) fn office_before(&self, floor: usize, end: usize) -> Option<usize> {
        let named = |i: usize| self.is_name(i) || self.capital(i);
        let body = |i: &usize| {
            let and = self.word(*i) == "and" && named(*i - 1) && named(*i + 1);
            self.is_name(*i) || self.is_noun(*i) || self.class(*i).any(Class::DETERMINER) || and
        };
        let first = (floor + 1..end).rev().take(5).take_while(body).last()?;
        let of = first.checked_sub(1).filter(|of| *of > floor)?;
        let office = matches!(self.word(of), "to" | "of" | "for" | "at")
            && self.is_person(of - 1)
            && !self.is_name(of - 1);
        office.then(|| self.modifiers_start(floor, of))
    }

    /// "the Commons Oliver Heald": the body of an office right before a full name, or taken into it as a title is.
    pub(super) fn is_office_and_name(&self, at: usize) -> bool {
        let item = self.items[at];
        let mut inner = (item.first + 1..item.last.saturating_sub(1)).map(|i| self.text.classes[i as usize]);
        self.word(at - 1) == "the" && inner.any(|class| class.any(Class::GIVEN))
            || self.is_full_name(at) && self.capital(at - 1) && !self.class(at - 1).any(Class::ROLE)
    }

    fn is_whose(&self, at: usize) -> bool {
        // The class turns nearly all others away.
        self.class(at).any(Class::NOT_NAME) && self.word(at) == "whose"
    }

    /// The name at an item, where a clause begins with it and what leads to it.
    pub(super) fn opening_name(&self, floor: usize, at: usize) -> Option<Subject> {
        let Kind::Name(person) = self.items[at].kind else {
            return None;
        };
        let start = self.modifiers_start(floor, at);
        let opens =
            start == floor || self.is_quote(start - 1) || matches!(self.word(start - 1), "but" | "But");
        opens.then(|| {
            let mut subject = Subject::new(Who::Person(person as usize), at..at + 1);
            subject.start = start;
            subject
        })
    }

    /// A name of two words or more that begins as a person's does.
    pub(super) fn is_full_name(&self, at: usize) -> bool {
        let begins = Class::GIVEN.or(Class::COURTESY).or(Class::TITLE);
        self.get(at).is_some_and(|item| {
            item.last - item.first > 1 && self.text.classes[item.first as usize].any(begins)
        })
    }
}
