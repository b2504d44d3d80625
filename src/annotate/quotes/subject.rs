//! Who stands before a reporting verb: names, pronouns and noun phrases.

use std::ops::Range;

use super::agreement::is_document;
use super::units::{Kind, Units};
use crate::text::words::Class;

/// Furthest that a subject is looked for, in items.
const REACH: usize = 45;

/// What the subject of a reporting verb is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Who {
    /// The person at this index.
    Person(usize),
    /// A pronoun, by its class.
    Pronoun(Class),
    /// A noun phrase: "the French president", "officials".
    Nominal,
}

/// A subject with the items that name it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// What it is.
    pub who: Who,
    /// The naming items: a name, a pronoun or the whole noun phrase.
    pub items: Range<usize>,
    /// First item of everything that belongs to it, appositions too.
    pub start: usize,
    /// One past the last item of everything that belongs to it.
    pub end: usize,
}

impl Subject {
    pub(super) fn new(who: Who, items: Range<usize>) -> Self {
        Self {
            who,
            start: items.start,
            end: items.end,
            items,
        }
    }
}

impl Units<'_> {
    /// The subject that ends right before item `end`, looking back no further than `floor`.
    pub fn subject_before(&self, floor: usize, end: usize) -> Option<Subject> {
        // A dateline holds no subject.
        let floor = floor.max(self.opening.min(end));
        // A link is longer than a subject reaches.
        if end > floor + 9 && self.word(end - 1) == ";" && self.word(end - 2) == "gt" {
            return self.subject_before_link(floor, end - 1);
        }
        let floor = floor.max(end.saturating_sub(REACH));
        let mut end = self.skip_time_back(floor, end);
        if end <= floor {
            return None;
        }
        let last = end - 1;
        // "47% said they were content", "six in ten say"
        if let Some(share) = self.polled_share(floor, last) {
            return Some(share);
        }
        match self.word(last) {
            "," | ")" | "]" | "—" | "–" | "-" => return self.subject_before_apposition(floor, last),
            ">" => return self.subject_before_bracket(floor, last),
            "”" | "’" => end -= 1,
            // "5% of those questioned said"
            _ if last > floor && self.items[last].cue.past() && self.word(last - 1) == "those" => end -= 1,
            // "the group of mayors all said"
            "all" | "both" | "each" if last > floor && (self.is_noun(last - 1) || self.is_name(last - 1)) => {
                end -= 1;
            }
            _ => {}
        }
        if end <= floor {
            return None;
        }
        if let Some(end) = self.without_country(floor, end) {
            return self.subject_before(floor, end);
        }
        // "The Department of Health (DHSSPS) in Northern Ireland"
        let capitals = (floor..end)
            .rev()
            .take(3)
            .take_while(|i| self.capital(*i) || self.is_name(*i));
        if let Some(place) = capitals.last().filter(|place| *place > floor + 3)
            && self.word(place - 1) == "in"
            && self.word(place - 2) == ")"
            && self.class(end - 1).any(Class::PLACE)
        {
            return self.subject_before_apposition(floor, place - 2);
        }
        let subject = self.phrase_before(floor, end);
        let object =
            matches!(&subject, Some(Subject { who: Who::Pronoun(class), .. }) if !class.any(Class::SUBJECT));
        if let Some(found) = subject.as_ref().filter(|_| !object) {
            if let Some(holder) = self.holder(floor, found) {
                return Some(holder);
            }
            // "a White House official who spoke to discuss strategy said"
            let from = subject.as_ref().map_or(end, |s| s.start);
            let open = (floor.max(from.saturating_sub(9))..from)
                .rev()
                .take_while(|i| self.items[*i].kind == Kind::Word);
            let who = open.filter(|i| self.class(*i).any(Class::WHO)).last();
            if let Some(who) = who.filter(|w| *w > floor && self.items[*w - 1].kind != Kind::Mark)
                && let Some(holder) = self.phrase_before(floor, who)
            {
                return Some(holder);
            }
            // "Ms Robinson, who presents The Weakest Link tells": she, where the comma behind the clause is left out.
            let inserted = who.filter(|w| *w > floor + 1 && self.word(*w - 1) == ",");
            if let Some(who) = inserted
                && matches!(found.who, Who::Person(_))
                && (who + 1..from).any(|i| self.verb_at(i) || self.is_third_person(i, end))
                && self.is_name(who - 2)
            {
                return self.phrase_before(floor, who - 1);
            }
            // "A member of the board which regulates the farm credit system said": the member.
            if !matches!(found.who, Who::Pronoun(_))
                && let Some(holder) = self.before_relative(floor, from, end)
            {
                return Some(self.holder(floor, &holder).unwrap_or(holder));
            }
            // "students occupying the library": the students.
            if from > floor + 1
                && subject.as_ref().is_some_and(|s| s.who == Who::Nominal)
                && self.word(from - 1).ends_with("ing")
                && !self.items[from - 1].cue.is_some()
                && self.class(from - 2).any(Class::ROLE)
                && self.items[from - 2].kind == Kind::Word
            {
                return self.phrase_before(floor, from - 1);
            }
            // "President Ann Lee and the country’s courts have said": she.
            if from > floor + 1
                && self.word(from - 1) == "and"
                && found.who == Who::Nominal
                && self.class(from).any(Class::DETERMINER)
                && self.is_full_name(from - 2)
                && let Some(first) = self.opening_name(floor, from - 2)
            {
                return Some(Subject { end, ..first });
            }
            // "she and her colleagues found": she.
            if from > floor + 1
                && self.word(from - 1) == "and"
                && self.is_somebodys(from)
                && self.class(end - 1).any(Class::ROLE)
                && let Some(mut first) = self.phrase_before(floor, from - 1)
                && (matches!(first.who, Who::Person(_)) || self.class(from - 2).any(Class::HE.or(Class::SHE)))
            {
                first.end = end;
                return Some(first);
            }
            return subject;
        }
        // "the groups who wrote to her say": the phrase before the relative clause.
        let mut near = (floor..end).rev().take(10);
        match near.find(|i| self.class(*i).any(Class::WHO)) {
            Some(who) => (who > floor).then(|| self.phrase_before(floor, who)).flatten(),
            None => self.before_whose(floor, end, true),
        }
    }

    /// Steps back over "on Monday", "last week", "Tuesday".
    pub(super) fn skip_time_back(&self, floor: usize, end: usize) -> usize {
        let mut at = end;
        // "A poll this summer suggested"
        let season = |i: usize| matches!(self.word(i), "summer" | "winter" | "autumn" | "spring" | "season");
        if end > floor + 2 && season(end - 1) && matches!(self.word(end - 2), "this" | "last") {
            at -= 2;
        }
        while at > floor {
            let item = self.items[at - 1];
            let time =
                item.kind == Kind::Word && item.class.any(Class::TIME) && !item.class.any(Class::AUXILIARY);
            if !time || self.is_record(floor, at - 1) {
                break;
            }
            at -= 1;
        }
        if at < end && at > floor && self.class(at - 1).any(Class::PREPOSITION) {
            at -= 1;
        }
        // "later Thursday", "earlier on Thursday"
        if at < end && at > floor && matches!(self.word(at - 1), "later" | "earlier") {
            at -= 1;
        }
        // "The last day said" is no subject: give the words back where nothing stands before them.
        if at <= floor { end } else { at }
    }

    /// The noun phrase or name whose last item is `end - 1`.
    pub(super) fn phrase_before(&self, floor: usize, end: usize) -> Option<Subject> {
        let last = end - 1;
        // "Abara himself"
        if last > floor && matches!(self.word(last), "himself" | "herself" | "itself" | "themselves") {
            return self.phrase_before(floor, last);
        }
        let item = self.items[last];
        match item.kind {
            Kind::Name(p) => {
                let of_two =
                    last > floor && self.word(last - 1) == "and" && self.joins_places(floor, last - 1);
                if of_two
                    || last >= floor + 2
                        && self.is_of(last - 1)
                        && self.is_noun(last - 2)
                        && !self.has_digit_first(last - 2)
                        && !self.is_title_noun(last - 2)
                {
                    return self.nominal_before(floor, end);
                }
                // "A surgeon at the hospital in nearby Kamin": a place.
                let near = last >= floor + 3
                    && (self.word(last - 1) == "in"
                        || self.word(last - 2) == "in" && self.word(last - 1) == "nearby")
                    && item.last - item.first == 1;
                // "NSW Minister for Primary Industries"
                if last >= floor + 2
                    && self.word(last - 1) == "for"
                    && self.is_title_noun(last - 2)
                    && !(item.first..item.last).any(|i| self.text.classes[i as usize].any(Class::GIVEN))
                {
                    return self.nominal_before(floor, end);
                }
                if near
                    && let Some(holder) = self.nominal_before(floor, end).filter(|h| h.who == Who::Nominal)
                {
                    return Some(holder);
                }
                // "George Zornick of The Nation", "a letter obtained by The Associated Press": the head stands before.
                let mut of = last;
                while of > floor
                    && last - of < 4
                    && (self.items[of - 1].kind == Kind::Word
                        && (self.class(of - 1).any(Class::DETERMINER) || self.is_noun(of - 1))
                        || self.word(of - 1) == "-" && !self.is_dash(of - 1)
                        || self.names_which(of - 1))
                {
                    of -= 1;
                }
                // "a spokesman for Manchester’s Trafford Centre"
                if of > floor + 2
                    && self.is_possessive(of - 1)
                    && (self.is_name(of - 2) || self.capital(of - 2))
                {
                    of -= 2;
                    of -= usize::from(of > floor && self.class(of - 1).any(Class::DETERMINER));
                }
                // "Shadow leader of the Commons Oliver Heald"
                if of < last
                    && of >= floor + 2
                    && self.word(of - 1) == "of"
                    && self.class(of - 2).any(Class::ROLE)
                    && self.is_office_and_name(last)
                {
                    let mut subject = Subject::new(Who::Person(p as usize), last..end);
                    subject.start = self.modifiers_start(floor, of - 1);
                    return Some(subject);
                }
                // "US ambassador to NATO Nicholas Burns"
                if last >= floor + 3
                    && self.word(last - 2) == "to"
                    && self.is_name(last - 1)
                    && self.is_person(last - 3)
                    && self.is_full_name(last)
                {
                    let mut subject = Subject::new(Who::Person(p as usize), last..end);
                    subject.start = self.modifiers_start(floor, last - 2);
                    return Some(subject);
                }
                // "director of services Fergal Minogue": what somebody directs, then the name.
                if of < last
                    && of >= floor + 2
                    && (self.word(of - 1) == "of" || self.word(of - 1) == "in" && self.word(of) == "charge")
                    && self.class(of - 2).any(Class::ROLE)
                    && item.last - item.first > 1
                    && (of..last).all(|i| self.items[i].kind == Kind::Word && self.is_field(i))
                {
                    let mut subject = Subject::new(Who::Person(p as usize), last..end);
                    subject.start = self.modifiers_start(floor, of - 1);
                    return Some(subject);
                }
                // "Jeffrey Miller, of Miller and Co said"
                let comma = of >= floor + 3 && self.word(of - 2) == "," && self.is_full_name(of - 3);
                let comma = usize::from(comma && matches!(self.word(of - 1), "of" | "from"));
                if of >= floor + 2
                    && matches!(self.word(of - 1), "of" | "at" | "from" | "with")
                    && self.is_name(of - 2 - comma)
                {
                    return self.phrase_before(floor, of - 1 - comma);
                }
                // "a letter from the Legion": the letter.
                if of < last
                    && of >= floor + 2
                    && (matches!(self.word(of - 1), "of" | "for" | "from" | "at" | "with")
                        || self.word(of - 1) == "by" && is_document(self.word(of - 2))
                        || matches!(self.word(of - 1), "in" | "on")
                            && self.word(of) != "charge"
                            && (self.class(of - 2).any(Class::ROLE) || is_document(self.word(of - 2))))
                    && self.is_noun(of - 2)
                    && !self.is_title_noun(of - 2)
                {
                    return self.nominal_before(floor, end);
                }
                // "another source speaking to the Herald": the source.
                if of >= floor + 3
                    && matches!(self.word(of - 1), "to" | "for" | "on" | "at" | "in" | "with")
                    && self.word(of - 2).ends_with("ing")
                    && (self.is_noun(of - 3) || self.is_name(of - 3))
                {
                    return self.phrase_before(floor, of - 2);
                }
                // "a letter obtained by Ann Lee", "sources linked to the Presidency"
                let done = of >= floor + 3 && self.word(of - 2).ends_with("ed");
                if done && (self.word(of - 1) == "by" || self.word(of - 1) == "to" && self.is_noun(of - 3)) {
                    return self.phrase_before(floor, of - 2);
                }
                let mut subject = Subject::new(Who::Person(p as usize), last..end);
                subject.start = self.modifiers_start(floor, last);
                Some(subject)
            }
            Kind::Word if item.class.any(Class::WHO) => {
                let before = if last > floor && matches!(self.word(last - 1), "," | "—" | "–" | "-" | "(")
                {
                    last - 1
                } else {
                    last
                };
                if before <= floor {
                    return None;
                }
                if let Some(member) = self.of_that_body(floor, before) {
                    return Some(member);
                }
                // "an embrace from Smith, who": the nearest name; "a spokesman for Smith, who": the spokesman.
                if let Kind::Name(p) = self.items[before - 1].kind
                    && !(before >= floor + 3
                        && self.word(before - 2) == "for"
                        && self.class(before - 3).any(Class::ROLE))
                {
                    return Some(Subject::new(Who::Person(p as usize), before - 1..before));
                }
                // "Smith, 49, who": the age is nobody.
                if before >= floor + 3
                    && self.has_digit_first(before - 1)
                    && self.word(before - 2) == ","
                    && let Kind::Name(p) = self.items[before - 3].kind
                {
                    return Some(Subject::new(Who::Person(p as usize), before - 3..before - 2));
                }
                // "remarks made by an aide who": the aide.
                let by = (floor..before).rev().take(8).find(|i| self.word(*i) == "by");
                let subject = self.phrase_before(by.map_or(floor, |b| b + 1), before)?;
                // "the support of a retired general who": the general.
                let person = |i: usize| self.class(i).any(Class::ROLE);
                let nearer = (subject.items.start..before)
                    .rev()
                    .find(|i| self.class(*i).any(Class::PREPOSITION));
                if subject.who == Who::Nominal
                    && person(before - 1)
                    && !person(subject.items.end - 1)
                    && let Some(preposition) = nearer
                {
                    return self.phrase_before(preposition + 1, before);
                }
                Some(subject)
            }
            Kind::Word if self.word(last) == "which" && last >= floor + 2 => self.body_before(floor, last),
            Kind::Word if item.class.any(Class::SUBJECT) => {
                Some(Subject::new(Who::Pronoun(item.class), last..end))
            }
            // "which Will claims proved": the name, where a verb stands between it and the next.
            Kind::Word
                if item.cue.is_some()
                    && self.word(last).ends_with('s')
                    && !item.class.any(Class::ROLE.or(Class::ORG))
                    && last > floor
                    && self.is_name(last - 1) =>
            {
                self.phrase_before(floor, last)
            }
            Kind::Word
                if self.is_noun(last) || item.class.any(Class::DETERMINER) || self.is_record(floor, last) =>
            {
                self.nominal_before(floor, end)
            }
            _ => None,
        }
    }
}
