//! Reporting verbs that name an act: "added 13 points", "ruled the defender out", "declared a dividend".

use std::ops::Range;

use super::frames::Frame;
use super::subject::{Subject, Who};
use super::units::Units;
use super::unsaid::{LED, SPEAKERS};
use crate::text::words::Class;

/// What players add.
const SCORED: &[&str] = &[
    "points",
    "rebounds",
    "assists",
    "goals",
    "runs",
    "yards",
    "saves",
    "catches",
    "hits",
    "steals",
    "wickets",
    "tries",
    "conversions",
    "penalties",
];
/// What is in force when somebody has declared it.
const DECLARED: &[&str] = &[
    "emergency",
    "incident",
    "incidents",
    "bankruptcy",
    "dividend",
    "dividends",
    "distribution",
    "holiday",
    "truce",
    "ceasefire",
    "mourning",
    "independence",
    "payout",
];

impl Units<'_> {
    /// "declared a state of emergency": whether the verb has that act behind it, from `first` on.
    pub(super) fn declares(&self, verb: &str, first: usize) -> bool {
        verb.starts_with("declar") && (first..first + 4).any(|i| DECLARED.contains(&self.word(i)))
    }

    /// "the scan revealed no damage": a thing that a thing shows.
    pub(super) fn is_shown_thing(&self, frame: &Frame, items: &Range<usize>) -> bool {
        let thing = |subject: &Subject| {
            let head = subject.items.end - 1;
            subject.who == Who::Nominal
                && !self.class(head).any(SPEAKERS)
                && !self.is_plural(head)
                && !self.is_document(subject)
                && !self.tells_figures(subject)
        };
        self.word(frame.cue.start).starts_with("reveal")
            && frame.subject.as_ref().is_some_and(thing)
            && !items
                .clone()
                .any(|i| self.is_finite(i) || self.class(i).any(Class::THIRD.or(Class::IT)))
    }

    /// "adds nothing", "can add up", "add them to", "claimed third", "denied the permit", "announced himself as": what
    /// stands behind the verb shows that it is no speech.
    pub(super) fn is_act(&self, verb: &str, first: usize) -> bool {
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
        let (word, class) = (self.word(first), self.class(first));
        if verb.starts_with("add") {
            let to = |i: usize| {
                self.word(i) == "to" && !self.is_infinitive(i + 1) && !self.word(i - 1).ends_with("ed")
            };
            // "added 13 and his side rolled over them", "added 22 points"
            let scored = self.has_digit_first(first)
                && (matches!(self.word(first + 1), "and" | "for" | "," | "." | "in")
                    || SCORED.contains(&self.word(first + 1)));
            return scored
                || class.any(Class::THEM.or(Class::DETERMINER).or(Class::OWNER))
                    && (first + 1..first + 4).any(to)
                || matches!(word, "nothing" | "up" | "what" | "more" | "another" | "further");
        }
        // "ruled the defender out for", "warned the firm not to sell"
        let clause = |i: &usize| self.is_finite(*i) || self.word(*i) == ",";
        let near_by = |n: usize| (first..first + n).take_while(|i| !clause(i));
        if verb.starts_with("rul") && near_by(9).any(|i| self.word(i) == "out") {
            return true;
        }
        let not_to = |i: usize| self.word(i) == "not" && self.word(i + 1) == "to";
        if (verb.starts_with("warn") || verb.starts_with("caution")) && near_by(9).any(not_to) {
            return true;
        }
        // "verified the user", "tweeted a picture of her scarf"
        const SHOWN: &[&str] = &[
            "picture",
            "pictures",
            "photo",
            "photos",
            "photograph",
            "video",
            "image",
            "selfie",
            "clip",
            "link",
        ];
        let shown = || (first..first + 4).any(|i| SHOWN.contains(&self.word(i)));
        if verb.starts_with("verif") || (verb.starts_with("tweet") || verb.starts_with("post")) && shown() {
            return true;
        }
        if verb.starts_with("claim") {
            const WON: &[&str] = &[
                "first",
                "second",
                "third",
                "fourth",
                "top",
                "silverware",
                "pole",
                "glory",
                "wickets",
            ];
            // "passengers can claim between 150 and 300 euros"
            let demanded = matches!(
                word,
                "between" | "compensation" | "damages" | "expenses" | "back" | "up" | "£" | "$" | "€"
            );
            // What is won or paid out, with words before it.
            const CLAIMED: &[&str] = &[
                "title",
                "titles",
                "medal",
                "medals",
                "victory",
                "win",
                "championship",
                "crown",
                "trophy",
                "gold",
                "silver",
                "bronze",
                "allowance",
                "allowances",
                "amount",
                "asylum",
                "benefit",
                "benefits",
                "pension",
                "pensions",
                "refund",
                "refunds",
            ];
            let claimed = (first..first + 9)
                .take_while(|i| !self.is_auxiliary(*i) && self.word(*i) != ",")
                .any(|i| CLAIMED.contains(&self.word(i)));
            return WON.contains(&word) || demanded || claimed;
        }
        // "agreed a deal with the club"
        if verb.starts_with("agree") {
            const SETTLED: &[&str] = &[
                "deal",
                "deals",
                "contract",
                "terms",
                "fee",
                "settlement",
                "pact",
                "truce",
                "ceasefire",
                "rules",
                "merger",
                "sale",
                "takeover",
                "package",
            ];
            return class.any(LED) && (first + 1..first + 4).any(|i| SETTLED.contains(&self.word(i)));
        }
        // "tells the story of a young mother"
        if verb.starts_with("tell") || verb == "told" {
            return class.any(LED) && matches!(self.word(first + 1), "story" | "stories" | "tale");
        }
        // "maintain sales growth"
        if verb.starts_with("maintain") && !(first..first + 8).any(|i| self.is_finite(i)) {
            return true;
        }
        // "to charge shoppers"
        if verb.starts_with("charg") && verb != "charged" {
            return !self.is_quote(first);
        }
        let near = |words: &[&str]| (first..first + 4).any(|i| words.contains(&self.word(i)));
        match verb {
            // "admitted another patient", "reported their findings in", "says it all"
            "admit" | "admits" | "admitted" => {
                near(&["patient", "patients", "students", "refugees", "migrants"])
            }
            // "had reported her missing"
            "report" | "reports" | "reported" => {
                let hers = class.any(Class::OWNER.or(Class::THIRD)) || self.is_name(first);
                hers && near(&["findings", "results", "missing", "stolen"])
            }
            // "adds two firms to its list of suppliers"
            "add" | "adds" | "added" => (first + 1..first + 14).any(|i| {
                self.word(i) == "to"
                    && self.class(i + 1).any(Class::OWNER)
                    && (i + 2..i + 5)
                        .any(|i| matches!(self.word(i), "list" | "roster" | "portfolio" | "collection"))
            }),
            // "to say goodbye to his customers"
            "say" | "says" | "said" | "saying" => {
                matches!(word, "goodbye" | "farewell" | "hello" | "grace")
                    || class.any(Class::IT)
                        && self.word(first + 1) == "all"
                        && !self.verb_at(first + 2)
                        && !self.word(first + 2).ends_with('s')
            }
            "deny" | "denies" | "denied" | "denying" => {
                // "deny Ljungberg as he was poised to strike"
                let somebody =
                    self.is_name(first) && !self.is_possessive(first + 1) && !self.verb_at(first + 1);
                somebody || class.any(LED) && (first..first + 4).any(|i| ASKED_FOR.contains(&self.word(i)))
            }
            "concede" | "concedes" | "conceded" | "conceding" => matches!(word, "defeat" | "goals" | "a"),
            // "declared a state of emergency", "declared a dividend"
            _ if self.declares(verb, first) => true,
            "announced" | "announces" | "declared" => {
                matches!(word, "himself" | "herself" | "itself" | "themselves")
            }
            // "countering worries about supply"
            "counter" | "counters" | "countered" | "countering" => {
                matches!(word, "worries" | "fears" | "concerns" | "losses" | "weakness")
                    || class.any(LED)
                        && near(&["effect", "effects", "threat", "impact", "influence", "decline"])
            }
            _ => false,
        }
    }
}
