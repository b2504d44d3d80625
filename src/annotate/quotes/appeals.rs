//! Words that a verb itself makes speech: "urged Congress to act", "accused him of lying", "called for a truce", "vowed to
//! go on", "described her as a rival", "blamed the board for the loss", "called him a liar". They tell what was said without
//! "that" or marks.

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
    /// Somebody, and the words that lead to what is said of them: "accused him of", "condemned it for" or "as".
    Object(&'static [&'static str]),
    /// "for" something, "on" somebody, or somebody what one thinks of them.
    Call,
    /// What one is to do: "vowed to".
    Deed,
}

/// The appeal that a verb makes.
fn appeal_of(verb: &str) -> Option<Appeal> {
    Some(match verb {
        "urge" | "urges" | "urged" | "urging" => Appeal::Object(&["to"]),
        "accuse" | "accuses" | "accused" | "accusing" => Appeal::Object(&["of"]),
        "describe" | "describes" | "described" | "describing" | "dismissed" | "dismisses" | "dismissing"
        | "hailed" | "hails" | "hailing" | "characterized" | "characterised" => Appeal::Object(&["as"]),
        "blamed" | "blames" | "blaming" | "criticized" | "criticizes" | "criticizing" | "criticised"
        | "criticises" | "criticising" | "faulted" | "praised" | "praises" | "praising" | "thanked"
        | "thanks" | "thanking" | "slammed" | "slams" | "slamming" | "blasted" | "blasts" | "blasting"
        | "mocked" | "rebuked" | "commended" | "applauded" => Appeal::Object(&["for"]),
        "condemned" | "condemns" | "condemning" | "denounced" | "denounces" | "denouncing" | "ridiculed" => {
            Appeal::Object(&["for", "as"])
        }
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
            Appeal::Object(["as"]) => verb + 1,
            _ => self.skip_adverbials(verb + 1, end),
        };
        if at + 1 >= end {
            return None;
        }
        let word = self.word(at);
        let reach = |what: &[&str]| {
            (at + 1..end.min(at + OBJECT))
                .take_while(|i| !matches!(self.word(*i), ";" | "." | ":" | "—"))
                .take_while(|i| what == ["of"] || !matches!(self.word(*i), "which" | "who"))
                .find(|i| what.contains(&self.word(*i)) && i + 1 < end)
        };
        let reason = |link: usize| self.is_reason(verb, link);
        let object = || {
            let item = &self.items[at];
            let led = self
                .class(at)
                .any(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR));
            item.kind != Kind::Mark && !led && word != "that" && !self.is_quote(at)
        };
        match (appeal, word) {
            // "urged calm"
            (Appeal::Object(["to"]), _) => object().then_some(at),
            (Appeal::Object(links), _) => (object() && reach(links).is_some_and(reason)).then_some(at),
            (Appeal::Call, "for") => Some(at + 1),
            (Appeal::Call, "on" | "upon") => reach(&["to"]).is_some().then_some(at + 1),
            (Appeal::Call, _) => self.opinion_of(at, end).map(|_| at),
            (Appeal::Deed, _) => {
                // "assets pledged to secured creditors"
                let verb = |i: usize| self.is_infinitive(i) && !self.word(i).ends_with("ed");
                let does = |to: usize| self.word(to) == "to" && (verb(to + 1) || self.is_quote(to + 1));
                (does(at) || word == "not" && does(at + 1)).then_some(at)
            }
        }
    }

    /// "for his silence", "for paying too much": what somebody is praised or blamed for; but "praised her for years", "criticised
    /// the plans for schools".
    fn is_reason(&self, verb: usize, link: usize) -> bool {
        if self.word(link) != "for" || self.word(link + 1).ends_with("ing") {
            return true;
        }
        let lasts = |i: usize| {
            self.class(i).any(Class::TIME) || matches!(self.word(i), "first" | "second" | "last" | "next")
        };
        let led = self.class(link + 1).any(Class::DETERMINER.or(Class::OWNER));
        let thing = (led && !lasts(link + 2)) || self.is_noun(link + 1) && !lasts(link + 1);
        let somebody = Class::HIM
            .or(Class::HER)
            .or(Class::THEM)
            .or(Class::ROLE)
            .or(Class::ORG)
            .or(Class::PLACE);
        let any = self.word(verb).starts_with("blam") || self.word(verb).starts_with("thank");
        thing && (any || self.is_name(link - 1) || self.class(link - 1).any(somebody))
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
        match appeal_of(self.word(frame.cue.start)) {
            Some(Appeal::Object(links)) => (start..end)
                .find(|i| links.contains(&self.word(*i)))
                .unwrap_or(start),
            Some(Appeal::Call) => self.opinion_of(start, end).unwrap_or(start),
            _ => start,
        }
    }

    /// "Lee a liar", "it the worst", "him reckless": where what is thought of somebody begins, behind who it is.
    fn opinion_of(&self, object: usize, end: usize) -> Option<usize> {
        let pronoun = Class::HIM.or(Class::HER).or(Class::THEM).or(Class::IT);
        let article = |i: usize| matches!(self.word(i), "a" | "an" | "the" | "one");
        let when = |i: usize| {
            self.class(i + 1).any(Class::TIME)
                || matches!(
                    self.word(i + 1),
                    "next" | "first" | "second" | "third" | "following" | "same" | "last" | "day" | "night"
                )
        };
        // "called off a deal", "calls itself the first"
        let particle = |i: usize| matches!(self.word(i), "off" | "out" | "up" | "in" | "back");
        let word = self.word(object);
        if particle(object) || word.ends_with("self") || word.ends_with("selves") {
            return None;
        }
        if self.class(object).any(pronoun) && self.items[object].kind == Kind::Word {
            let at = object + 1;
            let item = self.get(at).filter(|_| at < end)?;
            let thought = article(at) && !when(at)
                || matches!(self.word(object), "him" | "it" | "them")
                    && item.kind == Kind::Word
                    && !item.class.any(
                        Class::GRAMMAR
                            .or(Class::ADVERB)
                            .or(Class::TIME)
                            .or(Class::PREPOSITION),
                    )
                    && !self.capital(at)
                    && !particle(at)
                    && !matches!(self.word(at), "home" | "names" | "over");
            return thought.then_some(at);
        }
        let led = usize::from(self.class(object).any(Class::DETERMINER.or(Class::OWNER)));
        let named = |i: &usize| self.is_noun(*i) || self.is_name(*i) || self.is_joint(*i);
        let nouns = (object + led..end.min(object + 7)).take_while(named).count();
        let at = object + led + nouns;
        (nouns > 0 && at + 1 < end && article(at) && !when(at)).then_some(at)
    }

    /// "called for a truce, which the rebels rejected", "vowed to go on while others left": where an appeal ends.
    pub(super) fn appeal_end(&self, frame: &Frame, start: usize, end: usize) -> Option<usize> {
        if !self.is_appeal(frame, end) {
            return None;
        }
        let past = self.items[frame.cue.start].cue.past();
        let appeal = appeal_of(self.word(frame.cue.start));
        let to = matches!(appeal, Some(Appeal::Object(["to"]) | Appeal::Deed | Appeal::Call));
        let of = matches!(appeal, Some(Appeal::Object(["of"])));
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
                let more = to && self.is_infinitive(at + 1) && !self.word(at + 1).ends_with("ing");
                !more && !(start..*at).all(|i| self.capital(i))
            }
            "while" | "although" | "though" | "whereas" | "following" | "despite" => true,
            "after" | "when" | "before" => (at + 1..end.min(at + 7)).any(|i| self.is_finite(i)),
            _ => false,
        };
        // What is between marks behind it is as much said as the rest.
        let link = self.appeal_link(frame, start, end);
        let at = (link.max(start + 1) + 1..end).find(ends)?;
        // "for his role, which he said was “the cornerstone”": told as it is.
        let own = (at + 1..end.min(at + 5)).any(|i| self.items[i].cue.is_some());
        if matches!(self.word(at + 1), "which" | "who") && self.class(at + 2).any(Class::THIRD) && own {
            return Some(at);
        }
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
