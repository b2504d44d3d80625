//! Reporting frames: a reporting verb (or "according to") with its subject and what it reports.

use std::ops::Range;

use super::cues::Cue;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::annotate::people::words::Class;

/// How a frame is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// "Smith said"
    Clause,
    /// "said Smith"
    Inverted,
    /// ", saying": the subject is that of the clause before.
    Participle,
    /// "but warned": the subject is that of the verb before.
    Coordinated,
    /// "went on to say"
    Infinitive,
    /// "was described by Smith as"
    Passive,
    /// "according to Smith"
    AccordingTo,
}

/// One reporting frame of a sentence.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Items of the reporting words.
    pub cue: Range<usize>,
    /// What the verb takes.
    pub takes: Cue,
    /// Who reports.
    pub subject: Option<Subject>,
    /// How it is built.
    pub build: Build,
    /// First item, its subject included.
    pub start: usize,
    /// One past the last item before anything reported.
    pub end: usize,
    /// First item of what is reported after it.
    pub content: Option<usize>,
    /// "that" (or a colon) leads to the content.
    pub that: bool,
}

impl Units<'_> {
    /// The frames of one sentence, in order.
    pub fn frames(&self, unit: Range<usize>) -> Vec<Frame> {
        let mut frames: Vec<Frame> = Vec::new();
        for at in unit.clone() {
            let item = self.items[at];
            if item.kind != Kind::Word {
                continue;
            }
            let frame = if item.cue.is_some() {
                self.verb_frame(&unit, at, &frames)
            } else if self.word(at).eq_ignore_ascii_case("according") && self.word(at + 1) == "to" {
                self.according(&unit, at)
            } else {
                None
            };
            frames.extend(frame);
        }
        frames
    }

    fn according(&self, unit: &Range<usize>, at: usize) -> Option<Frame> {
        let subject = self.subject_after(at + 2, unit.end)?;
        let end = subject.end;
        // "According to Smith, a lawyer, the plan ...": the content begins behind the last inserted comma.
        let leads = (unit.start..at)
            .all(|i| self.items[i].kind == Kind::Mark || self.class(i).any(Class::CONJUNCTION));
        let content = if leads {
            (end..unit.end.min(end + 30))
                .find(|i| self.word(*i) == ",")
                .map(|i| i + 1)
        } else {
            let quote = matches!(self.get(end + 1).map(|i| i.kind), Some(Kind::Quote(_)));
            (quote && self.word(end) == "," && end + 1 < unit.end).then_some(end + 1)
        };
        let leading = leads.then_some(at);
        Some(Frame {
            cue: at..at + 2,
            takes: Cue::default(),
            subject: Some(subject),
            build: Build::AccordingTo,
            start: leading.unwrap_or(at),
            end,
            content: content.filter(|c| *c < unit.end),
            that: content.is_some(),
        })
    }

    fn verb_frame(&self, unit: &Range<usize>, at: usize, frames: &[Frame]) -> Option<Frame> {
        let before = frames.last();
        let cue = self.items[at].cue;
        let mut left = at;
        let (mut be, mut aux) = (false, false);
        while left > unit.start {
            let item = self.items[left - 1];
            let class = item.class;
            if item.kind == Kind::Mark && matches!(self.word(left - 1), "’s" | "'s") && cue.ing() {
                be = true;
            } else if item.kind != Kind::Word
                || !class.any(Class::AUXILIARY.or(Class::ADVERB))
                || class.any(Class::TIME) && !class.any(Class::AUXILIARY)
            {
                break;
            } else if class.any(Class::AUXILIARY) {
                aux = true;
                be |= matches!(
                    self.word(left - 1),
                    "is" | "was" | "are" | "were" | "be" | "been" | "being" | "am" | "wasn’t" | "isn’t"
                );
            }
            left -= 1;
        }
        let prev = left.checked_sub(1).filter(|p| *p >= unit.start);
        let prev_word = prev.map_or("", |p| self.word(p));
        let prev_class = prev.map_or(Class::default(), |p| self.class(p));
        let prev_kind = prev.map(|p| self.items[p].kind);
        let direct = left == at;
        let frame = |subject: Option<Subject>, build: Build, start: usize| {
            let (end, content, that) = self.content_after(unit, at, cue, build, subject.as_ref());
            Some(Frame {
                cue: at..at + 1,
                takes: cue,
                subject,
                build,
                start,
                end,
                content,
                that,
            })
        };
        // Nouns: "the report", "Trump’s claims", "in remarks".
        if cue.may_be_noun() && !aux {
            let noun = prev_class.any(
                Class::DETERMINER
                    .or(Class::PREPOSITION)
                    .or(Class::HIS)
                    .or(Class::HER),
            ) && prev_word != "to"
                || matches!(prev_word, "’s" | "'s" | "’" | "-");
            if noun && !prev_class.any(Class::SUBJECT) {
                return None;
            }
        }
        if matches!(prev_word, "the" | "a" | "an" | "The" | "A" | "An") && !aux {
            return None;
        }
        if prev_word == "to" && cue.base() {
            let subject = before
                .and_then(|f| f.subject.clone())
                .or_else(|| self.main_subject(unit, left))?;
            return frame(Some(subject), Build::Infinitive, left - 1);
        }
        if cue.participle() && be && !cue.ing() {
            let by = (at + 1..unit.end.min(at + 4)).find(|i| self.word(*i) == "by");
            let subject = by.and_then(|b| self.subject_after(b + 1, unit.end));
            let asked = matches!(self.word(at), "asked" | "pressed") && by.is_none();
            return if subject.is_some() || asked {
                frame(subject, Build::Passive, left)
            } else {
                None
            };
        }
        if cue.ing() && !be {
            if matches!(prev_word, "as") && prev.is_some_and(|p| p > unit.start) {
                // "was quoted as saying", "was quoted by the BBC as saying".
                let quoted = (unit.start..left)
                    .rev()
                    .take(12)
                    .find(|i| matches!(self.word(*i), "quoted" | "cited" | "reported"))?;
                let verb = (unit.start..quoted)
                    .rev()
                    .find(|i| !self.class(*i).any(Class::AUXILIARY.or(Class::ADVERB)))?;
                let subject = self.subject_before(unit.start, verb + 1)?;
                let start = subject.start;
                return frame(Some(subject), Build::Clause, start);
            }
            let comma = prev_word == ",";
            let allowed = prev.is_none()
                || comma
                || matches!(
                    prev_word,
                    "by" | "while" | "and" | "or" | "in" | "after" | "before" | "when" | "of" | "—"
                )
                || !matches!(prev_kind, Some(Kind::Word))
                || self.is_noun(left - 1);
            if !allowed {
                return None;
            }
            // "and Trump calling it": a name of its own right before.
            if let Some(Kind::Name(p)) = prev_kind
                && prev.is_some_and(|p| {
                    p == unit.start || matches!(self.word(p - 1), "and" | "with" | "," | "–" | "—" | "but")
                })
            {
                let items = left - 1..left;
                let subject = Subject {
                    who: Who::Person(p),
                    start: left - 1,
                    end: left,
                    items,
                };
                return frame(Some(subject), Build::Clause, left - 1);
            }
            // A comma leads back to the main clause: "she wrote that they knew, saying ...".
            let main = frames.first().filter(|f| {
                comma
                    && f.build == Build::Clause
                    && f.content.is_some()
                    && !(f.start > unit.start && self.class(f.start - 1).any(Class::SUBORDINATOR))
            });
            let inherited = main
                .or(before)
                .filter(|f| f.start < at)
                .and_then(|f| f.subject.clone());
            // "issued a statement saying", "in a letter arguing": whose statement it is, is the main subject's.
            let subject = inherited.or_else(|| self.main_subject(unit, left))?;
            return frame(
                Some(subject),
                Build::Participle,
                if comma { left - 1 } else { left },
            );
        }
        // "said Smith": a quotation or a comma before, a subject and a pause after.
        if direct
            && (cue.past() || !cue.base() && !cue.ing())
            && matches!(prev_kind, None | Some(Kind::Quote(_) | Kind::Mark))
            && !matches!(prev_word, "’s" | "'s" | "-")
            && !(cue.takes_only(Cue::TELL) || cue.takes(Cue::TELL) && prev_word == ",")
            && (cue.takes(Cue::SAY | Cue::SPEAK | Cue::VOICE) && !cue.takes(Cue::CALL)
                || matches!(prev_kind, Some(Kind::Quote(_))))
            && let Some(subject) = self.subject_after(at + 1, unit.end)
            && self.pause_at(subject.end, unit.end)
            && (matches!(prev_kind, Some(Kind::Quote(_))) || matches!(prev_word, "," | "—" | "–" | "”"))
            && (matches!(prev_kind, Some(Kind::Quote(_))) || self.subject_is_weighty(&subject))
        {
            return frame(Some(subject), Build::Inverted, at);
        }
        if matches!(prev_word, "and" | "but" | "or" | "then" | "yet") {
            // "advances and attack campaigns": a noun, unless the verb before has the same form.
            let same_form = |f: &Frame| self.items[f.cue.start].cue.may_be_noun();
            if cue.may_be_noun() && !aux && !before.is_some_and(same_form) {
                return None;
            }
            let subject = before
                .filter(|f| f.build != Build::AccordingTo)
                .and_then(|f| f.subject.clone())
                .or_else(|| self.main_subject(unit, left - 1))?;
            return frame(Some(subject), Build::Coordinated, left - 1);
        }
        // "items labeled “...”": named by nobody in the sentence.
        let named = cue.takes_only(Cue::CALL | Cue::OBJECT)
            && cue.takes(Cue::CALL)
            && cue.participle()
            && direct
            && matches!(self.get(at + 1).map(|i| i.kind), Some(Kind::Quote(_)))
            && (prev_word == "," || self.is_noun(left - 1) && !prev_class.any(Class::ROLE));
        if named {
            return None;
        }
        let subject = self.subject_before(unit.start, left)?;
        if cue.may_be_noun() && !aux && !self.agrees(&subject, cue) {
            return None;
        }
        let start = subject.start;
        frame(Some(subject), Build::Clause, start)
    }

    /// A name, or a noun phrase that could not be the object of "said".
    fn subject_is_weighty(&self, subject: &Subject) -> bool {
        match subject.who {
            Who::Person(_) => true,
            Who::Nominal => subject
                .items
                .clone()
                .any(|i| self.class(i).any(Class::ROLE.or(Class::ORG))),
            Who::Pronoun(_) => false,
        }
    }

    /// "Smith claims", "officials claim", but not "news claims", "state officials".
    fn agrees(&self, subject: &Subject, cue: Cue) -> bool {
        match subject.who {
            Who::Person(_) => {
                let at = subject.items.start;
                let plural = at > 0 && matches!(self.word(at - 1), "the" | "The" | "and" | "&");
                !cue.base() || cue.past() || plural
            }
            Who::Pronoun(class) => {
                let plural = class.any(Class::THEY.or(Class::FIRST).or(Class::YOU)) || class.any(Class::WHO);
                !cue.base() || plural || cue.past()
            }
            Who::Nominal => {
                let last = self.word(subject.items.end - 1);
                let plural = last.ends_with('s')
                    || matches!(
                        last,
                        "people" | "police" | "men" | "women" | "many" | "some" | "few" | "both"
                    );
                let role = subject.items.clone().any(|i| {
                    self.class(i)
                        .any(Class::ROLE.or(Class::ORG).or(Class::DETERMINER))
                });
                let person = subject
                    .items
                    .clone()
                    .any(|i| self.class(i).any(Class::ROLE.or(Class::ORG)));
                let says = cue.takes(Cue::SAY)
                    && cue.takes(Cue::SHOW)
                    && !matches!(last, "report" | "note" | "state");
                if cue.base() && !cue.past() {
                    plural && (person || says || role)
                } else {
                    person || says
                }
            }
        }
    }

    /// Whether the clause ends or pauses at `at`: what "said Smith" needs behind it.
    fn pause_at(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return true;
        }
        let item = self.items[at];
        matches!(item.kind, Kind::Quote(_))
            || matches!(self.word(at), "," | "." | ":" | ";" | "(" | "—" | "–" | "!" | "?")
            || item.class.any(
                Class::PREPOSITION
                    .or(Class::TIME)
                    .or(Class::WHO)
                    .or(Class::ADVERB)
                    .or(Class::CONJUNCTION),
            )
            || item.class.any(Class::SUBORDINATOR)
            || self.word(at).ends_with("ed")
            || self.word(at).ends_with("ing")
    }

    /// The first name or pronoun of the sentence that is nobody's object.
    pub fn main_subject(&self, unit: &Range<usize>, before: usize) -> Option<Subject> {
        let mut fallback = None;
        let mut start = unit.start;
        if self.class(start).any(Class::CONJUNCTION) {
            start += 1;
        }
        let first = self.class(start);
        let leading = first.any(
            Class::SUBORDINATOR
                .or(Class::PREPOSITION)
                .or(Class::ADVERB)
                .or(Class::TIME),
        ) || self.word(start).ends_with("ing");
        if leading
            && !first.any(Class::DETERMINER)
            && !matches!(self.get(start).map(|i| i.kind), Some(Kind::Name(_)))
        {
            // "When Wallace died, ...", "In an interview, ...": the main clause begins behind the comma.
            let comma = (start..before.min(start + 30)).find(|i| self.word(*i) == ",");
            let later = comma.filter(|c| self.clause_begins(*c + 1, before));
            start = later.map_or(start, |c| c + 1);
        }
        if let Some(subject) = self.nominal_subject(start, before) {
            return Some(subject);
        }
        for at in start..before.min(unit.start + 40) {
            let item = self.items[at];
            let who = match item.kind {
                Kind::Name(p) => Who::Person(p),
                Kind::Word if item.class.any(Class::THIRD) => Who::Pronoun(item.class),
                _ => continue,
            };
            if matches!(self.word(at + 1), "’s" | "'s" | "’") {
                continue;
            }
            // "The Rove ad": a name that only tells which.
            if at > unit.start
                && self.class(at - 1).any(Class::DETERMINER)
                && self.is_noun(at + 1)
                && item.kind != Kind::Word
                && !self.capital(at + 1)
            {
                continue;
            }
            let subject = Subject {
                who,
                items: at..at + 1,
                start: at,
                end: at + 1,
            };
            let object = at > unit.start && self.class(at - 1).any(Class::PREPOSITION);
            if !object {
                return Some(subject);
            }
            fallback = fallback.or(Some(subject));
        }
        fallback
    }

    /// Whether a name, a pronoun or a noun phrase with its verb begins at `at`.
    fn clause_begins(&self, at: usize, before: usize) -> bool {
        let near = |i: usize| {
            matches!(self.items.get(i).map(|i| i.kind), Some(Kind::Name(_)))
                || self.class(i).any(Class::THIRD)
        };
        (at..before.min(at + 5)).any(near) || self.nominal_subject(at, before).is_some()
    }

    /// "The justice sounded off", "Trump’s lawyer said": a noun phrase with its verb.
    fn nominal_subject(&self, start: usize, before: usize) -> Option<Subject> {
        let owner = matches!(self.get(start).map(|i| i.kind), Some(Kind::Name(_)))
            && matches!(self.word(start + 1), "’s" | "'s" | "’");
        let class = self.class(start);
        let word = self.word(start);
        let number = word.starts_with(|c: char| c.is_ascii_digit()) || word == "about";
        if !(owner || number || class.any(Class::DETERMINER.or(Class::HIS).or(Class::ROLE)))
            || matches!(word, "that" | "this" | "That" | "This")
        {
            return None;
        }
        let start = start + usize::from(word == "about");
        let subject = self.subject_after(start, before)?;
        (subject.who == Who::Nominal && self.verb_at(subject.end)).then_some(subject)
    }

    /// Whether a verb seems to stand at `at`: an auxiliary, a reporting verb, a past form.
    fn verb_at(&self, at: usize) -> bool {
        let at = if self.class(at).any(Class::ADVERB) {
            at + 1
        } else {
            at
        };
        let Some(item) = self.get(at) else { return false };
        item.kind == Kind::Word
            && (item.class.any(Class::AUXILIARY) || item.cue.is_some() || self.word(at).ends_with("ed"))
    }

    /// Where the frame ends, where its content begins, and whether "that" leads to it.
    fn content_after(
        &self,
        unit: &Range<usize>,
        cue_at: usize,
        cue: Cue,
        build: Build,
        subject: Option<&Subject>,
    ) -> (usize, Option<usize>, bool) {
        let mut at = cue_at + 1;
        if matches!(build, Build::Inverted | Build::Passive) {
            at = subject.map_or(at, |s| s.end.max(at));
        }
        let end = unit.end;
        let quote = |i: usize| i < end && matches!(self.items[i].kind, Kind::Quote(_));
        at = self.skip_adverbials(at, end);
        if cue.takes(Cue::TELL) && !quote(at) && build != Build::Inverted {
            at = self.skip_hearer(at, end);
            at = self.skip_adverbials(at, end);
        }
        if at >= end {
            return (at, None, false);
        }
        match self.word(at) {
            "that" => return (at, Some(at + 1).filter(|c| *c < end), true),
            ":" => return (at, Some(at + 1).filter(|c| *c < end), true),
            "," if quote(at + 1) => return (at, Some(at + 1), true),
            "," | "." | ";" | "!" | "?" | "—" | "–" | ")" => {
                // "..., he added, ...": what follows may go on with the content.
                return (at, self.late_content(at, end), false);
            }
            _ => {}
        }
        if quote(at) {
            return (at, Some(at), true);
        }
        if self
            .class(at)
            .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::CONJUNCTION))
            || build == Build::Inverted
        {
            if let Some(c) = self.late_content(at, end) {
                return (at, Some(c), true);
            }
            let clause = cue.takes(Cue::SAY)
                && self.class(at).any(Class::SUBORDINATOR)
                && build != Build::Inverted
                && !matches!(
                    self.word(at),
                    "as" | "while" | "because" | "after" | "before" | "since" | "though" | "although"
                );
            return (at, clause.then_some(at), false);
        }
        // "everything he says is true"
        if self.class(at).any(Class::AUXILIARY) && !self.class(at).any(Class::TIME) {
            return (at, None, false);
        }
        (at, Some(at), false)
    }

    /// Past adverbs, days and "on Monday".
    fn skip_adverbials(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end && at < start + 10 {
            let item = self.items[at];
            let time = item.class.any(Class::TIME) && !item.class.any(Class::AUXILIARY.or(Class::DETERMINER));
            let on_time = matches!(self.word(at), "on" | "in" | "early" | "late" | "last" | "this")
                && self.class(at + 1).any(Class::TIME);
            if item.kind == Kind::Word
                && (time
                    || on_time
                    || item.class.any(Class::ADVERB)
                        && !item.class.any(Class::DETERMINER.or(Class::SUBORDINATOR)))
                && !matches!(
                    self.word(at),
                    "there" | "here" | "not" | "too" | "even" | "perhaps" | "never"
                )
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Past the hearer of "told".
    fn skip_hearer(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        if self.class(at).any(
            Class::HIM
                .or(Class::HER)
                .or(Class::THEM)
                .or(Class::IT)
                .or(Class::YOU),
        ) || matches!(self.word(at), "me" | "us")
        {
            return (at + 1).min(end);
        }
        while at < end && at < start + 7 {
            let item = self.items[at];
            match item.kind {
                Kind::Name(_) => {
                    at += 1;
                    if !matches!(self.word(at), "’s" | "'s" | "’")
                        && !matches!(self.get(at).map(|i| i.kind), Some(Kind::Name(_)))
                    {
                        return at;
                    }
                }
                Kind::Mark if matches!(self.word(at), "’s" | "'s" | "’" | "-") => at += 1,
                Kind::Word
                    if item.class.any(Class::DETERMINER)
                        && !item.class.any(Class::SUBORDINATOR)
                        && at == start =>
                {
                    at += 1
                }
                Kind::Word if self.is_noun(at) => {
                    at += 1;
                    // One plain noun is the hearer; a capital goes on ("Fox News").
                    if !self.capital(at) && !self.is_noun(at) {
                        return at;
                    }
                }
                _ => return at,
            }
        }
        at
    }

    /// Content behind an inserted phrase: "said in an interview that", "said, laughing, “...”".
    fn late_content(&self, start: usize, end: usize) -> Option<usize> {
        for at in start..end.min(start + 22) {
            let item = self.items[at];
            if matches!(item.kind, Kind::Quote(_)) {
                let led = at > start && matches!(self.word(at - 1), "," | ":" | "that");
                return (led || at == start).then_some(at);
            }
            if self.word(at) == "that" && at > start && self.word(at - 1) != "," {
                return Some(at + 1).filter(|c| *c < end);
            }
            if self.word(at) == ":" {
                return Some(at + 1).filter(|c| *c < end);
            }
            if item.cue.is_some() && !item.cue.may_be_noun() && at > start + 1 {
                return None;
            }
        }
        None
    }
}
