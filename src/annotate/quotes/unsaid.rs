//! Reporting verbs that report nothing: "claimed the title", "has not said whether", "declined to say".

use std::ops::Range;

use super::frames::Frame;
use super::units::Units;
use crate::text::words::Class;

/// What a thing or a person begins with behind a verb.
pub(super) const LED: Class = Class::DETERMINER.or(Class::OWNER).or(Class::HIM).or(Class::THEM);

/// People and bodies, who say something, by the noun for them.
pub(super) const SPEAKERS: Class = Class::ROLE.or(Class::ORG).or(Class::BODY);

impl Units<'_> {
    /// "repeated the mantras", "claimed the title", "added 22 points", "found her": a thing, which is no statement.
    pub(super) fn is_thing(&self, frame: &Frame, items: &Range<usize>) -> bool {
        const OF_THINGS: &[&str] = &[
            "repeat", "claim", "add", "find", "found", "confirm", "argue", "maintain", "recall", "writ",
            "wrote", "charg", "boast", "rul", "agree", "assert", "conclud", "tweet",
        ];
        if frame.that {
            return false;
        }
        if self.is_when_or_why(items) || self.is_shown_thing(frame, items) {
            return true;
        }
        let just =
            self.class(items.start).any(Class::ADVERB) && !self.class(items.start).any(Class::DETERMINER);
        let (verb, first) = (self.word(frame.cue.start), items.start + usize::from(just));
        let number = self.has_digit_first(first);
        // "announcing the decision"
        let article = self.class(first).any(Class::DETERMINER);
        // But "denied the claims", "denies any wrongdoing": what somebody says of them.
        let denies = matches!(verb, "deny" | "denies" | "denied" | "denying");
        let bare = items.len() == 2 && article && !denies && !self.verb_at(items.end - 1);
        // "recalled 41,000 cars"
        let recalled = verb.starts_with("recall") && number;
        if bare || recalled || self.is_act(verb, first) {
            return true;
        }
        if frame.cue.len() > 1
            || !OF_THINGS.iter().any(|of| verb.starts_with(of))
            || !(number
                || self.class(first).any(LED)
                || verb == "charged" && self.capital(first)
                || verb.starts_with("boast")
                || verb.starts_with("agree"))
        {
            return false;
        }
        let written = verb.starts_with("wr");
        let stops =
            |i: &usize| self.word(*i) == "," || written && matches!(self.word(*i), "that" | "which" | "who");
        // "confirmed one of the practices, Park Street, had": what is inserted.
        let close = |i: usize| (i + 1..items.end.min(i + 8)).find(|j| self.word(*j) == ",");
        let inserted = |i: usize| close(i).is_some_and(|close| self.is_auxiliary(close + 1));
        // "charged the club after their fans threw missiles"
        let charged = verb.starts_with("charg");
        let stops = |i: &usize| {
            charged && matches!(self.word(*i), "after" | "with" | "over" | "for" | "following")
                || stops(i) && !(self.word(*i) == "," && inserted(*i))
                || self.word(*i) == "and" && number && self.verb_at(i + 1)
        };
        let comma = items.clone().find(stops).unwrap_or(items.end);
        !(first..comma).any(|i| {
            let class = self.class(i);
            self.is_finite(i)
                || self.word(i).ends_with("ed")
                    && !self.capital(i)
                    && !self.class(i + 1).any(Class::PREPOSITION)
                || class.any(Class::THIRD.or(Class::IT))
                    && i > first
                    && !self.class(i - 1).any(Class::PREPOSITION)
        })
    }

    /// "not", "never", "didn’t"; but "not only" says it.
    pub(super) fn is_not(&self, at: usize) -> bool {
        let word = self.word(at);
        let not = matches!(word, "not" | "never") || word.ends_with("n’t") || word.ends_with("n't");
        not && self.word(at + 1) != "only"
    }

    /// "no-one", "nobody", "none of the officials".
    pub(super) fn is_nobody(&self, at: usize) -> bool {
        const NOBODY: &[&str] = &["no", "nobody", "none", "neither", "anybody", "anyone"];
        // "The following proposed offerings were filed"
        let listed = matches!(self.word(at), "the" | "The") && self.word(at + 1) == "following";
        listed || NOBODY.iter().any(|word| word.eq_ignore_ascii_case(self.word(at)))
    }

    /// "Will those who brief suggest that?", "Nor could they say": a question, or what nobody did.
    pub(super) fn is_asked(&self, unit: &Range<usize>, subject: usize) -> bool {
        let question = || (unit.start..unit.end).rev().take(3).any(|i| self.word(i) == "?");
        subject > unit.start
            && self.is_auxiliary(subject - 1)
            && (question() || matches!(self.word(unit.start), "Nor" | "Neither"))
    }

    /// "dismissed reports he told": a subject right behind what is said of somebody.
    pub(super) fn is_rumoured(&self, subject: usize) -> bool {
        const RUMOURS: &[&str] = &[
            "reports",
            "rumours",
            "rumors",
            "suggestions",
            "allegations",
            "speculation",
            "accusations",
        ];
        subject > 0
            && self.class(subject).any(Class::HE.or(Class::SHE))
            && RUMOURS.contains(&self.word(subject - 1))
    }

    /// "50 mln dlrs": money, which says nothing.
    pub(super) fn is_amount(&self, items: &Range<usize>) -> bool {
        let unit = matches!(
            self.word(items.end - 1),
            "dlrs" | "dollars" | "stg" | "pounds" | "euros" | "yen" | "marks" | "francs" | "tonnes" | "pct"
        );
        unit && items.clone().any(|i| self.has_digit_first(i))
    }

    /// "Companies reporting their figures were": what those are of whom the sentence tells, which begins with them.
    pub(super) fn is_reduced(&self, unit: &Range<usize>, at: usize) -> bool {
        let noun = |i: usize| {
            self.is_noun(i) || self.is_name(i) || self.class(i).any(Class::ADVERB.or(Class::DETERMINER))
        };
        let verb = |i: usize| self.is_finite(i) || matches!(self.word(i), "include" | "includes");
        const OF_THOSE: &[&str] = &[
            "announcing",
            "calling",
            "claiming",
            "criticising",
            "criticizing",
            "demanding",
            "offering",
            "promising",
            "proposing",
            "reporting",
        ];
        at > unit.start
            && OF_THOSE.contains(&self.word(at))
            && (unit.start..at).all(noun)
            && !self.is_full_name(at - 1)
            && (at + 1..unit.end.min(at + 9))
                .take_while(|i| !self.is_quote(*i) && !matches!(self.word(*i), "," | "that"))
                .any(verb)
    }

    /// Verbs of which "not" leaves nothing said: "has not said whether", unlike "did not deny that".
    pub(super) fn is_left_unsaid(&self, verb: usize) -> bool {
        matches!(
            self.word(verb),
            "say"
                | "report"
                | "reported"
                | "said"
                | "saying"
                | "tell"
                | "told"
                | "confirm"
                | "confirmed"
                | "specify"
                | "specified"
                | "reveal"
                | "revealed"
                | "disclose"
                | "disclosed"
                | "explain"
                | "explained"
                | "mention"
                | "mentioned"
                | "indicate"
                | "indicated"
                | "comment"
                | "commented"
        )
    }

    /// "said ... but declined to say when", "..., but she did not say how": where what was not said begins.
    pub(super) fn unsaid_from(&self, start: usize, end: usize) -> Option<usize> {
        let declined = |at: usize| {
            matches!(self.word(at), "declined" | "refused") && (at + 1..at + 6).any(|i| self.word(i) == "to")
        };
        let silent = |at: usize| {
            let not = (at + 1..at + 4).find(|i| self.is_not(*i));
            not.is_some_and(|not| {
                let verb = not + 1;
                self.is_left_unsaid(verb)
                    || matches!(
                        self.word(verb),
                        "elaborate" | "comment" | "give" | "name" | "identify" | "provide"
                    )
                    || self.word(verb) == "be" && matches!(self.word(verb + 1), "drawn" | "more")
                    || matches!(self.word(verb), "refer" | "specify") && self.is_not(not)
            })
        };
        // "but they gave no details"
        let gives_no =
            |at: usize| matches!(self.word(at), "gave" | "provided" | "offered") && self.word(at + 1) == "no";
        let pronoun = Class::THIRD.or(Class::IT);
        // Asked of every word that is reported, so what needs no letters comes first.
        let joint = Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::PREPOSITION);
        (start + 2..end)
            .filter(|at| self.class(at - 1).any(joint))
            .find_map(|at| {
                let but = matches!(self.word(at - 1), "but" | "and" | "although" | "though");
                let somebody = self.class(at).any(pronoun) || self.is_name(at);
                let comma = self.word(at - 2) == ",";
                // "two are infected without giving details", but "without giving the firm enough notice"
                const DETAILS: &[&str] = &[
                    "details",
                    "detail",
                    "detailed",
                    "specifics",
                    "reasons",
                    "figures",
                    "names",
                    "any",
                    "further",
                    "more",
                    "a",
                    "no",
                    "evidence",
                    "examples",
                ];
                let gives =
                    matches!(self.word(at), "giving" | "providing") && DETAILS.contains(&self.word(at + 1));
                let bare = self.word(at - 1) == "without"
                    && (gives || matches!(self.word(at), "elaborating" | "naming" | "specifying" | "citing"));
                // "while BP, a large investor, declined to comment"
                let meanwhile = self.word(at - 1) == "while" && (at..end.min(at + 9)).any(declined);
                let cut = bare
                    || meanwhile
                    || self.class(at - 1).any(Class::CONJUNCTION) && declined(at)
                    || but
                        && (comma && somebody && (silent(at) || declined(at + 1) || gives_no(at + 1))
                            || silent(at - 1)
                            || comma && gives_no(at));
                cut.then_some(at - 1)
            })
    }
}
