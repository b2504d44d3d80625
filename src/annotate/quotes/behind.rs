//! Who stands behind a reporting verb: "said Ann Lee", "according to a report by the bank".

use super::agreement::is_written;
use super::phrases::NOT_IN_PHRASE;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// The subject that begins at item `start` and ends before `ceiling`.
    pub fn subject_after(&self, start: usize, ceiling: usize) -> Option<Subject> {
        let ceiling = ceiling.min(start + 14).min(self.items.len());
        let mut at = start;
        let item = self.get(at).filter(|_| at < ceiling)?;
        let pronoun = Class::SUBJECT.or(Class::HIM).or(Class::THEM).or(Class::HER);
        let object_pronoun = item.class.any(pronoun) && item.kind == Kind::Word;
        if object_pronoun
            && !(item.class.any(Class::HER) && self.is_noun(at + 1))
            && !item.class.any(Class::WHO)
        {
            return Some(Subject::new(Who::Pronoun(item.class), at..at + 1));
        }
        while at < ceiling {
            let item = self.items[at];
            match item.kind {
                // "The Rove ad hits Clinton": a verb stands between noun and name.
                Kind::Name(_) if self.verb_between(start, at) => {
                    at -= 1;
                    break;
                }
                Kind::Name(p) => {
                    if self.is_joint(at + 1) && self.get(at + 2).is_some_and(|i| i.kind != Kind::Mark) {
                        at += 2;
                        continue;
                    }
                    // "Hall of Fame president Jim Porter"
                    if self.word(at + 1) == "of" && self.leads_to_name(at) {
                        at += 1
                            + (at + 1..ceiling)
                                .position(|i| self.is_name(i))
                                .unwrap_or_default();
                        continue;
                    }
                    if at + 1 < ceiling && self.is_name(at + 1) {
                        at += 1;
                        continue;
                    }
                    if at + 1 < ceiling
                        && self.is_noun(at + 1)
                        && !self.capital(at + 1)
                        && !self.begins_clause(start, at + 1)
                        && (!self.items[at + 1].cue.is_some()
                            || is_written(self.word(at + 1)) && self.pause_at(at + 2, self.items.len()))
                    {
                        at += 1;
                        continue;
                    }
                    let mut subject = Subject::new(Who::Person(p as usize), at..at + 1);
                    subject.start = start;
                    return Some(subject);
                }
                // "columnist and historian David Marsh"
                Kind::Word if at > start && self.joins_roles(at) => at += 1,
                // "Economic and Fiscal Policy Minister Heizo Ono"
                Kind::Word if at > start && self.is_name(at + 1) && self.joins_fields(start, at + 1) => {
                    at += 1;
                }
                // "the first five askers", "the newly elected mayor"
                Kind::Word if at > start && self.is_degree(at) => at += 1,
                Kind::Word
                    if item.class.any(NOT_IN_PHRASE.or(Class::ADVERB))
                        && !item.class.any(Class::ROLE.or(Class::ORG))
                        && !(at > start && self.word(at - 1) == "-") =>
                {
                    break;
                }
                Kind::Word
                    if at > start
                        && !self.capital(at)
                        && (item.class.any(Class::VERB)
                            || matches!(self.word(at), "the" | "a" | "an")
                                && !self.class(at - 1).any(Class::DETERMINER)) =>
                {
                    break;
                }
                Kind::Word
                    if item.class.any(Class::TIME)
                        && at > start
                        && self.word(at - 1) != "-"
                        && !(at == start + 1 && self.is_noun(at + 1)) =>
                {
                    break;
                }
                Kind::Word if item.cue.past() && !item.class.any(Class::ROLE.or(Class::ORG)) => break,
                // "a report seen by the Sentinel"
                Kind::Word
                    if at > start
                        && self.word(at + 1) == "by"
                        && (self.word(at).ends_with("ed")
                            || matches!(self.word(at), "seen" | "written" | "shown" | "given")) =>
                {
                    break;
                }
                // "the convention represented the ...": a verb behind the noun.
                Kind::Word
                    if (at > start + 1 || at > start && self.word(at - 1).ends_with('s'))
                        && self.word(at).ends_with("ed")
                        && self.is_noun(at - 1)
                        && !item.class.any(Class::ROLE) =>
                {
                    break;
                }
                Kind::Word => at += 1,
                Kind::Mark if self.is_joint(at) => at += 1,
                _ => break,
            }
        }
        // The phrase may go on behind a preposition, which belongs to it but not to its head.
        if at == start {
            return None;
        }
        self.name_behind(start, at, ceiling)
            .or_else(|| self.officer_behind(start, at, ceiling))
            .or_else(|| self.phrase(start..at))
    }

    /// "said city chief of detectives Gerard Gigante", "said General Secretary of the Communist Party of Vietnam Nguyen Phu
    /// Trong": an office, what it is of, then the name. The office ends before `of`.
    fn officer_behind(&self, start: usize, of: usize, ceiling: usize) -> Option<Subject> {
        let office = of.checked_sub(1).filter(|office| *office >= start)?;
        let led = matches!(self.word(start), "a" | "an");
        if led || !matches!(self.word(of), "of" | "for") || !self.is_office_noun(office) {
            return None;
        }
        let belongs = |i: &usize| {
            self.is_noun(*i) && !self.is_person(*i)
                || self.class(*i).any(Class::DETERMINER)
                || matches!(self.word(*i), "of" | "and" | "for" | "-")
        };
        let name = (of + 1..ceiling.min(of + 10)).find(|i| !belongs(i))?;
        let item = self.get(name)?;
        let Kind::Name(person) = item.kind else {
            return None;
        };
        let apart = name > of + 1 && !matches!(self.word(name - 1), "of" | "and" | "for" | "the");
        // The name may have the party before it, as a title.
        let class = |i: u32| self.text.classes[i as usize];
        let body = Class::ORG.or(Class::BODY).or(Class::FIRM_END).or(Class::PLACE);
        let whole = item.last - item.first > 1 && !class(item.last - 1).any(body);
        let titled = whole && (item.first..item.last - 1).any(|i| class(i).any(Class::ORG));
        let named = apart && (self.is_full_name(name) || whole && !class(item.first).any(body));
        ((named || titled) && self.pause_at(name + 1, self.items.len())).then(|| {
            let mut subject = Subject::new(Who::Person(person as usize), name..name + 1);
            subject.start = start;
            subject
        })
    }

    /// "chief", "secretary": a word for who heads or serves a body.
    fn is_office_noun(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_title_noun(at)
            || [
                "chief",
                "head",
                "director",
                "chairman",
                "chairwoman",
                "chair",
                "commissioner",
                "secretary",
            ]
            .iter()
            .any(|office| office.eq_ignore_ascii_case(word))
    }

    /// "According to the CDC cholera is": a noun with the verb of the clause that comes.
    fn begins_clause(&self, start: usize, noun: usize) -> bool {
        self.is_auxiliary(noun + 1) && start > 0 && self.word(start - 1) == "to"
    }
}
