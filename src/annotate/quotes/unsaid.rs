//! Reporting verbs that report nothing: "claimed the title", "has not said whether", "declined to say", "as they say".

use std::ops::Range;

use super::frames::Frame;
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// "repeated the mantras", "claimed the title", "added 22 points", "found her": a thing, which is no statement.
    pub(super) fn is_thing(&self, frame: &Frame, items: &Range<usize>) -> bool {
        const OF_THINGS: &[&str] = &[
            "repeat", "claim", "add", "find", "found", "confirm", "argue", "maintain", "recall",
        ];
        let word = self.word(frame.cue.start);
        let first_word = self.word(items.start);
        // "announced himself as a contender", "adds nothing", "can add up", "claimed third", "add them to"
        let added = word.starts_with("add")
            && (matches!(
                first_word,
                "nothing" | "up" | "what" | "more" | "another" | "further"
            ) || (items.start + 1..items.start + 3).any(|i| self.word(i) == "to")
                && self.class(items.start).any(Class::THEM.or(Class::DETERMINER)));
        let placed = word.starts_with("claim")
            && matches!(
                first_word,
                "first" | "second" | "third" | "fourth" | "gold" | "silver" | "bronze" | "victory"
            );
        // "denied the permit"
        const ASKED_FOR: &[&str] = &[
            "permit",
            "permission",
            "request",
            "bail",
            "application",
            "visa",
            "appeal",
            "motion",
            "entry",
            "access",
            "petition",
        ];
        let led = Class::DETERMINER.or(Class::OWNER).or(Class::HIM).or(Class::THEM);
        let refused = word.starts_with("den")
            && self.class(items.start).any(led)
            && (items.start..items.start + 4).any(|i| ASKED_FOR.contains(&self.word(i)));
        if refused && !frame.that {
            return true;
        }
        let oneself = matches!(first_word, "himself" | "herself" | "itself" | "themselves");
        if !frame.that
            && (added || placed || oneself && matches!(word, "announced" | "announces" | "declared"))
        {
            return true;
        }
        // "announcing the decision"
        if !frame.that
            && items.len() == 2
            && self.class(items.start).any(Class::DETERMINER)
            && !self.verb_at(items.end - 1)
        {
            return true;
        }
        // "recalled 41,000 cars"
        if word.starts_with("recall") && !frame.that && self.has_digit_first(items.start) {
            return true;
        }
        if frame.that || frame.cue.len() > 1 || !OF_THINGS.iter().any(|verb| word.starts_with(verb)) {
            return false;
        }
        let first = items.start;
        let number = self.has_digit_first(first);
        let led = Class::DETERMINER.or(Class::HIM).or(Class::OWNER).or(Class::THEM);
        if !number && !self.class(first).any(led) {
            return false;
        }
        let comma = items.clone().find(|i| self.word(*i) == ",").unwrap_or(items.end);
        !(first..comma).any(|i| {
            let class = self.class(i);
            class.any(Class::AUXILIARY.or(Class::VERB)) && !class.any(Class::TIME)
                || self.word(i).ends_with("ed") && !self.class(i + 1).any(Class::PREPOSITION)
                || class.any(Class::THIRD.or(Class::IT)) && i > first
        })
    }

    /// "not", "never", "didn’t"; but "not only" says it.
    pub(super) fn is_not(&self, at: usize) -> bool {
        let word = self.word(at);
        let not = matches!(word, "not" | "never") || word.ends_with("n’t") || word.ends_with("n't");
        not && self.word(at + 1) != "only"
    }

    /// Verbs of which "not" leaves nothing said: "has not said whether", unlike "did not deny that".
    pub(super) fn is_left_unsaid(&self, verb: usize) -> bool {
        matches!(
            self.word(verb),
            "say"
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
        )
    }

    /// "said ... but declined to say when", "..., but she did not say how": where what was not said begins.
    pub(super) fn unsaid_from(&self, start: usize, end: usize) -> Option<usize> {
        let declined =
            |at: usize| matches!(self.word(at), "declined" | "refused") && self.word(at + 1) == "to";
        let silent = |at: usize| {
            let not = (at + 1..at + 4).find(|i| self.is_not(*i));
            not.is_some_and(|not| {
                let verb = not + 1;
                self.is_left_unsaid(verb)
                    || matches!(
                        self.word(verb),
                        "elaborate" | "comment" | "give" | "name" | "identify" | "provide"
                    )
                    || self.word(verb) == "be" && self.word(verb + 1) == "drawn"
            })
        };
        let pronoun = Class::THIRD.or(Class::IT);
        // Asked of every word that is reported, so what needs no letters comes first.
        let joint = Class::CONJUNCTION.or(Class::SUBORDINATOR);
        (start + 2..end)
            .filter(|at| self.class(at - 1).any(joint))
            .find_map(|at| {
                let but = matches!(self.word(at - 1), "but" | "and" | "although" | "though");
                let somebody = self.class(at).any(pronoun) || matches!(self.items[at].kind, Kind::Name(_));
                let comma = self.word(at - 2) == ",";
                let cut = self.class(at - 1).any(Class::CONJUNCTION) && declined(at)
                    || but && comma && (somebody && (silent(at) || declined(at + 1)) || silent(at - 1));
                cut.then_some(at - 1)
            })
    }

    /// "declined to say", "is expected to announce her plans", "according to state figures": nothing was said. `governs` is
    /// the word before "to".
    pub(super) fn is_left_undone(&self, governs: usize, verb: usize) -> bool {
        const LEFT: &[&str] = &[
            "declined",
            "declines",
            "refused",
            "refuses",
            "failure",
            "refusal",
            "failed",
            "yet",
            "according",
            "According",
        ];
        const TO_COME: &[&str] = &["still", "expected", "due", "set", "likely", "about"];
        let announces = matches!(
            self.word(verb),
            "announce" | "reveal" | "unveil" | "disclose" | "confirm"
        );
        LEFT.contains(&self.word(governs))
            || announces && TO_COME.contains(&self.word(governs)) && self.word(verb + 1) != "that"
    }

    /// "as they say", "goes without saying", "needless to say"; nouns that look like verbs.
    pub(super) fn says_nothing(&self, verb: usize) -> bool {
        let before = |back: usize| verb.checked_sub(back).map_or("", |at| self.word(at));
        match self.word(verb) {
            "say" => {
                before(1) == "they" && matches!(before(2), "as" | "As" | "so" | "So")
                    || before(1) == "to" && matches!(before(2), "needless" | "Needless" | "is")
            }
            "saying" => before(1) == "without",
            // "write it off", "in writing"
            "write" | "writes" | "wrote" | "written" => (verb + 1..verb + 4).any(|i| self.word(i) == "off"),
            "writing" => before(1) == "in",
            // "targeting alleged militants"
            "alleged" => {
                self.class(verb.saturating_sub(1))
                    .any(Class::PREPOSITION.or(Class::DETERMINER))
                    || before(1).ends_with("ing")
            }
            // "a Supreme Court ruling that"
            "ruling" => before(1) != "," && !self.class(verb.saturating_sub(1)).any(Class::AUXILIARY),
            "go" | "goes" | "went" => self.word(verb + 1) == "without",
            _ => false,
        }
    }
}
