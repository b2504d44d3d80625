//! Frames without a verb: "according to", labels, nouns such as "claim".

use std::ops::Range;

use super::agreement::is_written;
use super::frames::{Build, Frame};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Words that open a frame and are no verbs; "clear" with a capital begins something else.
pub(super) fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "According" | "according" | "per" | "words" | "clear" | "plain"
    )
}

impl Units<'_> {
    /// "Smith: “...”" at the start of a sentence or behind a dash.
    pub(super) fn label_frame(&self, unit: &Range<usize>, at: usize, nested: bool) -> Option<Frame> {
        let Kind::Name(person) = self.items[at].kind else {
            return None;
        };
        // "More from Smith: “...”", but not "a question for Smith: “...”".
        let led = at > unit.start && self.class(at - 1).any(Class::PREPOSITION);
        let from = led && matches!(self.word(at - 1), "from" | "From");
        let owner = at > unit.start && matches!(self.word(at - 1), "’s" | "'s");
        let first = at == unit.start || self.is_dash(at - 1);
        let paper = at > unit.start
            && (self.class(at - 1).any(Class::ORG.or(Class::CONJUNCTION)) || self.is_name(at - 1));
        if !first && (nested || led && !from || paper)
            || owner
            || self.word(at + 1) != ":"
            || at + 2 >= unit.end
            || !self.is_quote(at + 2)
        {
            return None;
        }
        Some(Frame {
            cue: at + 1..at + 2,
            takes: Cue::default(),
            subject: Some(Subject::new(Who::Person(person as usize), at..at + 1)),
            build: Build::Label,
            start: at,
            end: at + 2,
            content: Some(at + 2),
            that: true,
        })
    }

    /// "according to Smith", "per the report", "in the words of Smith", "made it clear that": a frame that a word opens which
    /// is no verb.
    pub(super) fn opened(&self, unit: &Range<usize>, at: usize) -> Option<Frame> {
        match self.word(at) {
            "According" | "according" if self.word(at + 1) == "to" => self.according(unit, at, at + 2),
            "clear" | "plain" => self.made_clear(unit, at),
            "per" if at > unit.start && (self.word(at - 1) == "," || self.is_quote(at - 1)) => {
                // "..., per the report": but not "a year, per head".
                let named = self.word(at + 1) == "the" || self.is_name(at + 1);
                named.then(|| self.according(unit, at, at + 1)).flatten()
            }
            "words" if self.word(at + 1) == "of" && at >= unit.start + 2 => {
                let led = matches!(self.word(at - 2), "in" | "In") && self.word(at - 1) == "the";
                led.then(|| self.according(unit, at - 2, at + 2)).flatten()
            }
            _ => None,
        }
    }

    fn according(&self, unit: &Range<usize>, at: usize, by: usize) -> Option<Frame> {
        let subject = self.subject_after(by, unit.end)?;
        let end = subject.end;
        // "homes are taxed according to their value": by what, not by whom.
        let head = subject.items.end - 1;
        let sources = SPEAKERS.or(Class::PLACE);
        let measure = subject.who == Who::Nominal
            && self.class(by).any(Class::OWNER)
            && !self.class(head).any(sources)
            && !is_written(self.word(head));
        if measure {
            return None;
        }
        // "According to Smith, a lawyer, the plan ...": the content begins behind the last inserted comma.
        let leads = (unit.start..at)
            .all(|i| self.items[i].kind == Kind::Mark || self.class(i).any(Class::CONJUNCTION));
        let content = if leads {
            let mut commas = (end..unit.end.min(end + 30)).filter(|i| self.word(*i) == ",");
            let comma = commas.next();
            // "According to figures, which are updated here, the party has"
            let relative = |c: usize| matches!(self.word(c + 1), "which" | "who");
            let inserted =
                comma.is_some_and(|c| c == end && (relative(c) || self.explains(c)) || self.is_in_state(c));
            let comma = if inserted { commas.next().or(comma) } else { comma };
            // "According to research firm Pew a blog is made every day"
            let bare = comma.is_none()
                && (self.class(end).any(Class::DETERMINER) || self.is_noun(end) || self.is_some(end))
                && self.verb_near(end + 1, unit.end);
            comma.map(|i| i + 1).or(bare.then_some(end))
        } else {
            let quote = matches!(self.get(end + 1).map(|i| i.kind), Some(Kind::Quote(_)));
            (quote && self.word(end) == "," && end + 1 < unit.end).then_some(end + 1)
        };
        let leading = leads.then_some(at);
        Some(Frame {
            cue: at..by,
            takes: Cue::default(),
            subject: Some(subject),
            build: Build::AccordingTo,
            start: leading.unwrap_or(at),
            end,
            content: content.filter(|c| *c < unit.end),
            that: content.is_some(),
        })
    }

    /// "in Hammond, Indiana, two have died": the comma before a state.
    fn is_in_state(&self, comma: usize) -> bool {
        let place = |i: usize| self.capital(i) && self.class(i).any(Class::PLACE);
        let town = self.is_name(comma - 1) || self.capital(comma - 1);
        town && place(comma + 1) && self.word(comma + 2) == ","
    }

    /// "Henry Akpan, chief epidemiologist of the ministry, 111 have died": whether what stands between the comma at `open`
    /// and the next one tells who that is.
    fn explains(&self, open: usize) -> bool {
        let Some(close) = (open + 2..self.items.len().min(open + 16)).find(|i| self.word(*i) == ",") else {
            return false;
        };
        let first = open + 1;
        if (first..close).any(|i| self.is_finite(i) || self.is_quote(i)) {
            return false;
        }
        // "a new book, Okun’s Britain,"
        let titled = is_written(self.word(open - 1))
            && close > first + 1
            && (first..close)
                .all(|i| self.capital(i) || self.is_name(i) || self.is_joint(i) || self.is_of(i));
        if titled {
            return true;
        }
        let article = self.class(first).any(Class::DETERMINER);
        let head = (first..close).take_while(|i| !self.is_of(*i)).last();
        head.is_some_and(|head| {
            let named = self.items[open - 1].kind != Kind::Word || self.capital(open - 1);
            named && (self.is_person(head) || article && !self.is_plural(head))
        })
    }

    /// "Smith’s repeated claim that", "his slogan, “...”": the words are their owner's.
    pub(super) fn noun_frame(&self, unit: &Range<usize>, at: usize, nested: bool) -> Option<Frame> {
        let next = at + 1;
        let content = match self.word(next) {
            "that" | ":" => next + 1,
            "," if self.is_quote(next + 1) => next + 1,
            _ if self.is_quote(next) && !nested => next,
            _ => return None,
        };
        if content >= unit.end {
            return None;
        }
        let mut before = at;
        while before > unit.start && at - before < 5 {
            let i = before - 1;
            let class = self.class(i);
            if self.is_possessive(i) {
                let owner = i.checked_sub(1).filter(|o| *o >= unit.start)?;
                let subject = match self.items[owner].kind {
                    Kind::Name(p) => Subject::new(Who::Person(p as usize), owner..i),
                    _ => self.phrase_before(unit.start, i)?,
                };
                return Some(self.noun(at, content, subject));
            }
            if self.items[i].kind == Kind::Word && class.any(Class::HIS.or(Class::HER)) {
                let subject = Subject::new(Who::Pronoun(class), i..i + 1);
                return Some(self.noun(at, content, subject));
            }
            let adjective = self.items[i].kind == Kind::Word
                && (self.is_noun(i) || class.any(Class::ADVERB))
                && !self.items[i].cue.past();
            if self.word(next) == "that" && matches!(self.word(i), "a" | "an" | "another" | "the") {
                return self.given_frame(unit, i, at, content);
            }
            if !adjective && self.word(i) != "-" {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// "issued a fresh warning that", "gave an assurance that": the words of whoever gave them. `article` is behind the verb.
    fn given_frame(&self, unit: &Range<usize>, article: usize, noun: usize, content: usize) -> Option<Frame> {
        const GIVE: &[&str] = &[
            "issued",
            "issues",
            "gave",
            "gives",
            "given",
            "made",
            "makes",
            "sounded",
            "sounds",
            "delivered",
            "offered",
            "sent",
        ];
        let verb = article.checked_sub(1).filter(|verb| *verb > unit.start)?;
        if !GIVE.contains(&self.word(verb)) {
            return None;
        }
        self.by_giver(unit, verb, noun, content)
    }

    /// "made it clear that", "has made plain that": `at` is the word before "that".
    fn made_clear(&self, unit: &Range<usize>, at: usize) -> Option<Frame> {
        let made = at.checked_sub(1)?;
        let made = made - usize::from(made > unit.start && self.class(made).any(Class::IT));
        let clear = made > unit.start
            && matches!(self.word(made), "made" | "makes")
            && at + 2 < unit.end
            && self.word(at + 1) == "that";
        if clear {
            self.by_giver(unit, made, at, at + 2)
        } else {
            None
        }
    }

    /// The frame of a verb and what it gives or makes, `last`, by the subject of the verb; none for "was given", "has not made".
    fn by_giver(&self, unit: &Range<usize>, verb: usize, last: usize, content: usize) -> Option<Frame> {
        let group = self.verb_group(unit.start, verb);
        if group.be || group.not || !group.aux && self.word(verb) == "given" {
            return None;
        }
        let subject = self.subject_before(unit.start, group.left)?;
        Some(Frame {
            cue: verb..last + 1,
            build: Build::Clause,
            ..self.noun(last, content, subject)
        })
    }

    fn noun(&self, at: usize, content: usize, subject: Subject) -> Frame {
        Frame {
            cue: at..at + 1,
            takes: Cue::NAMED,
            start: subject.start,
            subject: Some(subject),
            build: Build::Noun,
            end: at + 1,
            content: Some(content),
            that: true,
        }
    }
}
