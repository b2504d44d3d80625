//! What is told of somebody in the infinitive and was not said: left undone, still to come, or for others to do.

use super::units::Units;
use crate::text::words::Class;

impl Units<'_> {
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
            "failing",
            "fails",
            "yet",
            "refusing",
            "unable",
            "hard",
            "difficult",
            "impossible",
            "easy",
            "fair",
            "enough",
            "according",
            "According",
        ];
        const TO_COME: &[&str] = &[
            "still",
            "expected",
            "due",
            "tipped",
            "set",
            "likely",
            "about",
            "plan",
            "plans",
            "planned",
            "planning",
            "hopes",
            "intends",
            "scheduled",
            "is",
            "are",
            "was",
            "were",
        ];
        let announces = matches!(
            self.word(verb),
            "announce" | "reveal" | "unveil" | "disclose" | "confirm"
        );
        // "the latest studio to announce", "the third large bank to announce": which it is of several.
        const OF_SEVERAL: &[&str] = &[
            "first", "second", "third", "fourth", "fifth", "latest", "last", "next", "only",
        ];
        // "wants the reporters to reveal", "forced him to say": somebody else is to say it.
        const BIDS: &[&str] = &[
            "want",
            "wants",
            "wanted",
            "force",
            "forced",
            "forces",
            "forcing",
            "get",
            "allow",
            "allows",
            "allowed",
            "require",
            "requires",
            "required",
            "compelled",
        ];
        let bids = || {
            let whom = |i: &usize| !BIDS.contains(&self.word(*i)) && self.may_be_hearer(*i);
            let objects = (0..=governs).rev().take(5).take_while(whom).count();
            objects > 0 && governs >= objects && BIDS.contains(&self.word(governs - objects))
        };
        let mut phrase = (governs.saturating_sub(4)..governs).rev();
        let clause = self.word(verb + 1) == "that";
        // "has until Friday to confirm whether": nobody has yet.
        let open = matches!(self.word(verb + 1), "whether" | "if")
            && (announces || matches!(self.word(verb), "say" | "indicate"));
        let mut one_of_several = || {
            self.is_noun(governs)
                && !self.class(verb + 1).any(Class::THIRD.or(Class::IT))
                && phrase.any(|i| OF_SEVERAL.contains(&self.word(i)))
        };
        LEFT.contains(&self.word(governs))
            || governs > 0 && self.is_not(governs - 1) && self.is_left_unsaid(verb)
            || open
            || bids()
            || !clause && announces && (TO_COME.contains(&self.word(governs)) || one_of_several())
            // "a campaign to convince boaters that"
            || matches!(self.word(verb), "convince" | "persuade")
            // "Anyone who wants to report graffiti": a thing that is told to those who see to it.
            || !clause && self.word(verb) == "report"
    }
}
