//! Words that a verb itself makes speech: "urged Congress to act", "accused him of lying", "called for a truce", "vowed to
//! go on", "described her as a rival". They tell what was said without "that" or marks.

use super::frames::{Build, Frame};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::words::Class;

/// How far behind its verb an object may reach: "accused the country’s three largest banks of".
const OBJECT: usize = 14;

/// What calls for something without saying it.
const DRAFTS: &[&str] = &[
    "agreement",
    "bill",
    "budget",
    "contract",
    "deal",
    "law",
    "legislation",
    "measure",
    "order",
    "plan",
    "plans",
    "program",
    "programme",
    "project",
    "proposal",
    "rules",
    "strategy",
    "treaty",
];

/// What a verb of appeal has behind it.
enum Appeal {
    /// Somebody, and the word that leads to what is said of them: "accused him of".
    Object(&'static str),
    /// "for" something, "on" somebody.
    Call,
    /// What one is to do: "vowed to".
    Deed,
}

/// The appeal that a verb makes.
fn appeal_of(verb: &str) -> Option<Appeal> {
    Some(match verb {
        "urge" | "urges" | "urged" | "urging" => Appeal::Object("to"),
        "accuse" | "accuses" | "accused" | "accusing" => Appeal::Object("of"),
        "describe" | "describes" | "described" | "describing" => Appeal::Object("as"),
        "call" | "calls" | "called" | "calling" => Appeal::Call,
        "pledge" | "pledges" | "pledged" | "pledging" | "vow" | "vows" | "vowed" | "vowing" | "promise"
        | "promises" | "promised" | "promising" | "threatened" | "threatening" | "threatens" => Appeal::Deed,
        _ => return None,
    })
}

impl Units<'_> {
    /// Where the words begin that a verb of appeal at `verb` has behind it, nothing but adverbs between. An object belongs
    /// to what is said, as in "urged ⟨Congress to act⟩"; "for" and "on" do not.
    pub(super) fn appeal_behind(&self, verb: usize, end: usize) -> Option<usize> {
        let appeal = appeal_of(self.word(verb))?;
        // "described this as a mistake", but "urged this week"
        let at = match appeal {
            Appeal::Object("as") => verb + 1,
            _ => self.skip_adverbials(verb + 1, end),
        };
        if at + 1 >= end || self.capital(verb) && self.capital(at) {
            return None;
        }
        let word = self.word(at);
        let reach = |what: &str| {
            (at + 1..end.min(at + OBJECT))
                .take_while(|i| !matches!(self.word(*i), ";" | "." | ":" | "—"))
                .any(|i| self.word(i) == what && i + 1 < end)
        };
        let object = || {
            let item = &self.items[at];
            let led = self
                .class(at)
                .any(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR));
            item.kind != Kind::Mark && !led && word != "that" && !self.is_quote(at)
        };
        match (appeal, word) {
            // "urged calm"
            (Appeal::Object("to"), _) => object().then_some(at),
            (Appeal::Object(link), _) => (object() && reach(link)).then_some(at),
            (Appeal::Call, "for") => Some(at + 1),
            (Appeal::Call, "on" | "upon") => reach("to").then_some(at + 1),
            (Appeal::Call, _) => None,
            (Appeal::Deed, _) => {
                // "assets pledged to secured creditors"
                let verb = |i: usize| self.is_infinitive(i) && !self.word(i).ends_with("ed");
                let does = |to: usize| self.word(to) == "to" && (verb(to + 1) || self.is_quote(to + 1));
                (does(at) || word == "not" && does(at + 1)).then_some(at)
            }
        }
    }

    /// Whether a word in "-s" is the verb of a subject, and no noun.
    pub(super) fn may_say(&self, subject: &Subject, verb: usize, end: usize) -> bool {
        // "Pakistan and Qatar say", "six in ten say"
        let several = |i: usize| matches!(self.word(i), "and" | "in");
        let last = subject.items.end - 1;
        // "52 percent of voters say", "those surveyed say"; but ", according to a poll" tells whose finding it is.
        let asked = matches!(self.word(verb), "say" | "think")
            && !(verb..end.min(verb + 80)).any(|i| self.word(i) == "according")
            && (self.is_plural(last)
                || matches!(
                    self.word(last),
                    "%" | "percent"
                        | "pct"
                        | "third"
                        | "half"
                        | "quarter"
                        | "majority"
                        | "surveyed"
                        | "polled"
                ));
        asked
            || self.agrees(subject, self.items[verb].cue)
            || self.is_country_saying(subject, verb, end)
            || self.items[verb].cue.base() && subject.items.len() > 2 && subject.items.clone().any(several)
    }

    /// "China insists that", "the US urges Japan to": a country and its verb, where other nouns in "-s" are no verbs ("the Paris
    /// attacks", "a dispute over U.S. charges that").
    fn is_country_saying(&self, subject: &Subject, verb: usize, end: usize) -> bool {
        let last = subject.items.end - 1;
        let led = subject.start > 0 && self.class(subject.start - 1).any(Class::PREPOSITION);
        !led && self.capital(last)
            && self.class(last).any(Class::PLACE)
            && self.word(verb).ends_with('s')
            && (self.word(verb + 1) == "that" || self.appeal_behind(verb, end).is_some())
    }

    /// Whether the words of a frame begin as those of an appeal do.
    pub(super) fn is_appeal(&self, frame: &Frame, end: usize) -> bool {
        frame.content.is_some() && self.appeal_behind(frame.cue.start, end) == frame.content
    }

    /// Where the word stands that leads from whom an appeal is about to what is said: "of", "as", "to".
    pub(super) fn appeal_link(&self, frame: &Frame, start: usize, end: usize) -> usize {
        let Some(Appeal::Object(link)) = appeal_of(self.word(frame.cue.start)) else {
            return start;
        };
        (start..end).find(|i| self.word(*i) == link).unwrap_or(start)
    }

    /// "called for a truce, which the rebels rejected", "vowed to go on while others left": where an appeal ends.
    pub(super) fn appeal_end(&self, frame: &Frame, start: usize, end: usize) -> Option<usize> {
        if !self.is_appeal(frame, end) {
            return None;
        }
        let past = self.items[frame.cue.start].cue.past();
        let of = matches!(appeal_of(self.word(frame.cue.start)), Some(Appeal::Object("of")));
        let ends = |at: &usize| match self.word(*at) {
            "—" | "–" | "--" => true,
            // "Beijing #39;s dispute": a mark that was coded.
            ";" => self.word(at + 1) != "s",
            // "described it as outdated and welcomed a decision"
            "and" | "but" => {
                let object = Class::DETERMINER.or(Class::OWNER);
                past && self.word(at + 1).ends_with("ed") && (of || self.class(at + 2).any(object))
            }
            // "in what she called": hers, and told as it is.
            "in" => self.word(at + 1) == "what",
            "," => {
                // "to close the plant, sell the site and": more of the same
                let more = self.is_infinitive(at + 1) && !self.word(at + 1).ends_with("ing");
                !more && !(start..*at).all(|i| self.capital(i))
            }
            "while" | "although" | "though" | "whereas" | "following" | "despite" => true,
            "after" | "when" | "before" => (at + 1..end.min(at + 7)).any(|i| self.is_finite(i)),
            _ => false,
        };
        // What is between marks behind it is as much said as the rest.
        let link = self.appeal_link(frame, start, end);
        let at = (link.max(start + 1) + 1..end).find(ends)?;
        self.quotations_in(&(at..end)).is_empty().then_some(at)
    }

    /// "did not call for a truce", "never vowed to stay": an appeal that nobody made.
    pub(super) fn is_unmade_appeal(&self, frame: &Frame, end: usize) -> bool {
        self.is_appeal(frame, end) && (frame.start..frame.cue.start).any(|i| self.is_not(i))
    }

    /// Whether a frame reports by its verb alone, as somebody's words: "the plan calls for cuts" are nobody's.
    pub(super) fn appeals(&self, frame: &Frame, end: usize) -> bool {
        let calls = matches!(appeal_of(self.word(frame.cue.start)), Some(Appeal::Call));
        let speaks = |subject: &Subject| match subject.who {
            Who::Nominal if !calls => true,
            Who::Nominal if DRAFTS.contains(&self.word(subject.items.end - 1)) => false,
            Who::Nominal => {
                let head = subject.items.end - 1;
                self.class(head).any(SPEAKERS)
                    || self.capital(head)
                    || self.is_document(subject)
                    || self.subject_is_weighty(subject)
            }
            _ => true,
        };
        // "amid renewed Republican calls for an inquiry"
        let noun = self.word(frame.cue.start) == "calls"
            && frame.build == Build::Clause
            && frame.start > 0
            && self.class(frame.start - 1).any(Class::PREPOSITION);
        matches!(
            frame.build,
            Build::Clause | Build::Participle | Build::Coordinated
        ) && !noun
            && frame.subject.as_ref().is_some_and(speaks)
            && self.is_appeal(frame, end)
    }
}
