//! Words that look like reporting verbs and are none where they stand: "355 reported cases", "the 31 states affected", "as
//! they say".

use std::ops::Range;

use super::agreement::is_written;
use super::content::is_number_word;
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// Whether "that", a quotation or a clause with a pronoun stands behind a verb.
    fn leads_to_words(&self, verb: usize) -> bool {
        let behind = self.class(verb + 1);
        matches!(self.word(verb + 1), "that" | "how" | ":" | ",")
            || behind.any(Class::THIRD.or(Class::IT).or(Class::DETERMINER))
            || self.is_quote(verb + 1)
            || self.is_name(verb + 1)
    }

    /// "targeting alleged militants", "following reported attacks", "nineteen alleged fighters": told of a noun.
    fn is_attribute(&self, verb: usize) -> bool {
        let Some(at) = verb.checked_sub(1) else {
            return false;
        };
        let alleged = self.word(verb) == "alleged";
        let before = self.class(at);
        let led = before.any(Class::PREPOSITION.or(Class::DETERMINER)) || self.word(at).ends_with("ing");
        if !self.is_noun(verb + 1) || self.leads_to_words(verb) {
            return alleged && led;
        }
        let infinitive = at > 0 && self.word(at - 1) == "to" && self.is_infinitive(at);
        let counted = self.has_digit_first(at) || is_number_word(self.word(at));
        let several = || (verb + 1..verb + 4).any(|i| self.is_plural(i));
        led || infinitive || (counted || alleged && before.any(Class::CONJUNCTION)) && several()
    }

    /// "state game area", "state officials": a part of a country before a noun.
    fn is_country(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        self.is_noun(at + 1)
            && before.is_some_and(|before| !self.class(before).any(Class::AUXILIARY.or(Class::SUBJECT)))
    }

    /// "The report states that", "it states", "Smith also states": a verb behind one that writes or speaks; "coal states",
    /// "Western states this week that" are countries.
    fn is_stated(&self, verb: usize) -> bool {
        // What rules are written in.
        const RULES: &[&str] = &[
            "act",
            "agreement",
            "advert",
            "bill",
            "charter",
            "clause",
            "code",
            "constitution",
            "contract",
            "guidance",
            "law",
            "legislation",
            "page",
            "plan",
            "policy",
            "proposal",
            "rule",
            "section",
            "site",
            "treaty",
            "website",
        ];
        let adverb = verb > 0 && self.class(verb - 1).any(Class::ADVERB);
        let Some(before) = verb.checked_sub(1 + usize::from(adverb)) else {
            return false;
        };
        let class = self.class(before);
        let one = !self.is_plural(before);
        let ruled = || {
            RULES
                .iter()
                .any(|rule| rule.eq_ignore_ascii_case(self.word(before)))
        };
        let writes = is_written(self.word(before)) || class.any(Class::ORG.or(Class::ROLE)) || ruled();
        let whole = self.items[before].last > self.items[before].first + 1;
        let named = self.is_name(before) && (whole || self.leads_to_words(verb));
        let mark = self.items[before].kind == Kind::Mark && self.leads_to_words(verb);
        class.any(Class::SUBJECT.or(Class::IT).or(Class::WHO)) || one && writes || named || mark
    }

    /// "has given added fuel", "which added pressure": nothing that somebody said besides; but "added security would be
    /// tightened".
    fn is_more(&self, verb: usize) -> bool {
        let clause = || (verb + 2..verb + 7).any(|i| self.is_auxiliary(i));
        let more = matches!(
            self.word(verb + 1),
            "benefit"
                | "emphasis"
                | "fuel"
                | "impetus"
                | "incentive"
                | "pressure"
                | "protection"
                | "responsibility"
                | "security"
                | "support"
                | "urgency"
                | "value"
                | "weight"
        );
        more && !clause()
    }

    /// "355 reported cases", "the 40th confirmed death", "China’s eleventh confirmed case": a participle that tells what
    /// sort of thing is counted.
    pub(super) fn is_counted(&self, unit: &Range<usize>, at: usize) -> bool {
        const OF_CASES: &[&str] = &[
            "reported",
            "declared",
            "confirmed",
            "alleged",
            "claimed",
            "suspected",
            "proposed",
            "announced",
            "stated",
            "estimated",
            "predicted",
            "promised",
            "pledged",
        ];
        // Asked of every reporting word, so the list comes first.
        if !OF_CASES.contains(&self.word(at)) || at == unit.start {
            return false;
        }
        let behind = self.class(at + 1);
        let named = self.is_name(at + 1) && self.is_noun(at + 2) && self.has_digit_first(at.wrapping_sub(2));
        if !(self.is_noun(at + 1) || named) || behind.any(Class::DETERMINER) || self.verb_at(at + 1) {
            return false;
        }
        let adverb = at > unit.start + 1 && self.class(at - 1).any(Class::ADVERB);
        let before = at - 1 - usize::from(adverb);
        let number = self.has_digit_first(before)
            || matches!(
                self.word(before),
                "one"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "no"
                    | "first"
                    | "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "sixth"
                    | "last"
                    | "only"
            )
            || self.word(before).ends_with("th");
        // "The 15 reported no problems", "the firm first reported losses"
        let led = before > unit.start && {
            let class = self.class(before - 1);
            class.any(
                Class::ADVERB
                    .or(Class::DETERMINER)
                    .or(Class::PREPOSITION)
                    .or(Class::OWNER)
                    .or(Class::AUXILIARY),
            ) || self.is_possessive(before - 1)
                || matches!(self.word(before - 1), "Only" | "Just")
        };
        number
            && (before == unit.start
                || led
                || self.has_digit_first(before)
                || self.word(before).ends_with("th"))
            || self.is_possessive(before)
            || self.class(before).any(Class::PREPOSITION) && self.word(before) != "to"
    }

    /// "as they say", "goes without saying", "needless to say"; nouns that look like verbs.
    pub(super) fn says_nothing(&self, verb: usize) -> bool {
        let before = |back: usize| verb.checked_sub(back).map_or("", |at| self.word(at));
        match self.word(verb) {
            "say" if before(1) == "they" => matches!(before(2), "as" | "As" | "so" | "So"),
            "say" if before(1) == "to" => matches!(before(2), "needless" | "Needless" | "is"),
            "saying" => before(1) == "without",
            // "have held the forces", but "the court held that"
            "hold" | "holds" | "held" | "holding" => {
                self.word(verb + 1) != "that" && !self.is_quote(verb + 1) && self.word(verb + 1) != ","
            }
            // "added to the belief that", "given added fuel"
            "added" | "adds" | "adding" => {
                self.word(verb + 1) == "to" && self.class(verb + 2).any(Class::DETERMINER.or(Class::OWNER))
                    || self.is_more(verb)
            }
            // "She Said stars two actors": a title.
            "Said" | "Say" | "Says" => {
                self.class(verb.saturating_sub(1)).any(Class::SUBJECT)
                    && verb > 0
                    && self.capital(verb - 1)
                    && !self.capital(verb + 1)
            }
            // "It follows reports that", "rejects reports that", "denied claims that"
            "reports" | "claims" => matches!(
                before(1),
                "follows"
                    | "rejects"
                    | "rejected"
                    | "denies"
                    | "denied"
                    | "dismisses"
                    | "dismissed"
                    | "disputes"
            ),
            // "write it off", "in writing"
            "write" | "writes" | "wrote" | "written" => (verb + 1..verb + 4).any(|i| self.word(i) == "off"),
            "writing" => before(1) == "in",
            "alleged" | "reported" | "proposed" => self.is_attribute(verb),
            // "confirms Ann Lee to a five-year term"
            "confirm" | "confirms" | "confirmed" => {
                self.is_name(verb + 1) && matches!(self.word(verb + 2), "to" | "as")
            }
            // "180 magazine charges"
            "charges" if verb > 1 && self.has_digit_first(verb - 2) => true,
            // "prosecutors charge six people with theft"
            "charge" | "charges" | "charged" | "charging" => {
                let mut behind = verb + 1..verb + 16;
                self.word(verb + 1) != "that"
                    && (verb + 2..verb + 8).any(|i| self.word(i) == "with")
                    && !behind.any(|i| self.is_quote(i))
            }
            // "if she repeats that in Madrid"
            "repeat" | "repeats" | "repeated" => {
                self.word(verb + 1) == "that" && self.class(verb + 2).any(Class::PREPOSITION)
            }
            // "said as much in an interview"
            "say" | "says" | "said" => {
                let behind = self.class(verb + 3).any(Class::PREPOSITION.or(Class::TIME));
                self.word(verb + 1) == "as"
                    && self.word(verb + 2) == "much"
                    && (behind || matches!(self.word(verb + 3), "." | "," | "when" | ""))
            }
            // "a march to protest the government’s cuts"
            "protest" => before(1) == "to" && self.word(verb + 1) != "that" && !self.is_quote(verb + 1),
            // "a Supreme Court ruling that"
            "ruling" => before(1) != "," && !self.class(verb.saturating_sub(1)).any(Class::AUXILIARY),
            // "the immigration rules", "ruled out a deal"
            "rule" | "rules" => {
                let judge = Class::ORG.or(Class::ROLE).or(Class::SUBJECT);
                let before = verb.saturating_sub(1);
                !self.leads_to_words(verb) || !(self.class(before).any(judge) || self.is_name(before))
            }
            "ruled" => self.word(verb + 1) == "out",
            "go" | "goes" | "went" => self.word(verb + 1) == "without",
            // "the report documenting poor conditions"
            "report" => self.word(verb + 1).ends_with("ing"),
            // "H1N1 related illnesses"
            "related" | "relating" => !self.leads_to_words(verb),
            // "recalled peanut products", "recalling its ambassador": called back
            "recall" | "recalls" | "recalled" | "recalling" => {
                let spoken = verb > 0 && matches!(self.items[verb - 1].kind, Kind::Quote(_));
                !spoken
                    && self.is_noun(verb + 1)
                    && !self.capital(verb + 1)
                    && !self.word(verb + 1).ends_with("ing")
            }
            // "It was telling that most were away"
            "telling" => verb > 1 && self.class(verb - 2).any(Class::IT),
            // "the barriers mentioned were"
            "mentioned" | "cited" | "listed" | "discussed" => {
                verb > 0 && self.is_noun(verb - 1) && self.is_be(verb + 1)
            }
            // "the 31 states affected", "Australian states except", "the state game area"
            "state" => !self.leads_to_words(verb) && self.is_country(verb),
            "states" => !self.is_stated(verb),
            _ => false,
        }
    }
}
