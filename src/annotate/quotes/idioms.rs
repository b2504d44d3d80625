//! Set phrases around reporting words: "came the reply", "can be heard saying", "is said to have told"; where the verb of
//! "the claim that" itself stands.

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Nouns for what somebody answers: "came the reply", "The minister’s reply?"
const ANSWERS: &[&str] = &[
    "reply", "answer", "response", "retort", "riposte", "verdict", "warning",
];
/// Others that come back.
const CALLS: &[&str] = &["shout", "cry", "call", "voice"];
/// Others for what somebody says.
const WORDS_SAID: &[&str] = &[
    "message",
    "advice",
    "conclusion",
    "assessment",
    "view",
    "explanation",
    "comment",
    "reaction",
    "excuse",
    "plea",
    "promise",
    "prediction",
    "motto",
    "order",
    "request",
    "tip",
    "rule",
];

fn is_any(word: &str, lists: [&[&str]; 2]) -> bool {
    lists.iter().any(|list| list.contains(&word))
}

/// Verbs that take the title of a work.
const PERFORMED: &[&str] = &[
    "sing", "sings", "sang", "sung", "singing", "recite", "recites", "recited", "reciting", "rap", "raps",
    "rapped", "rapping",
];

impl Units<'_> {
    /// "Yuki Tanabe’s verdict on the train: “...”", "His advice: “...”": whose words they are, at the start of a sentence.
    pub(super) fn owner_of_words(&self, unit: &Range<usize>, before: usize) -> Option<Subject> {
        let (start, end) = (unit.start, before.min(unit.end));
        let is_said = |from: usize| {
            let mut nouns = (from..end.min(from + 4)).take_while(|i| self.items[*i].kind == Kind::Word);
            nouns.any(|i| is_any(self.word(i), [ANSWERS, WORDS_SAID]))
        };
        let class = self.class(start);
        if class.any(Class::HIS.or(Class::HER)) && is_said(start + 1) {
            return Some(Subject::new(Who::Pronoun(class), start..start + 1));
        }
        let mark = (start + 1..end.min(start + 6)).find(|i| self.is_possessive(*i))?;
        is_said(mark + 1)
            .then(|| self.subject_before(start, mark))
            .flatten()
    }

    /// "“...,” came the reply from Holm": by somebody who stands behind "from", or whom the sentence does not name.
    /// `at` is the word that came.
    pub(super) fn came(&self, unit: &Range<usize>, at: usize) -> Option<Frame> {
        let start = at.checked_sub(2).filter(|start| *start > unit.start)?;
        if !self
            .class(at - 1)
            .any(Class::DETERMINER.or(Class::HIS).or(Class::HER))
            || !matches!(self.word(start), "came" | "comes")
            || !(self.is_quote(start - 1) || self.word(start - 1) == ",")
            || !is_any(self.word(at), [ANSWERS, CALLS])
        {
            return None;
        }
        let from = self.word(at + 1) == "from";
        let subject = from.then(|| self.subject_after(at + 2, unit.end)).flatten();
        Some(Frame {
            cue: start..at + 1,
            takes: Cue::UNKNOWN,
            end: subject.as_ref().map_or(at + 1, |subject| subject.end),
            subject,
            build: Build::Inverted,
            start,
            content: None,
            that: false,
        })
    }

    /// "The pilot can be heard saying", "She was overheard telling": who is heard. `verb` is the word that is said.
    pub(super) fn heard(&self, unit: &Range<usize>, verb: usize) -> Option<Subject> {
        const WITNESSED: &[&str] = &[
            "heard",
            "overheard",
            "seen",
            "recorded",
            "filmed",
            "captured",
            "caught",
        ];
        self.of_whom(unit, verb, WITNESSED)
    }

    /// "Mr. Okonjo is said to have told friends": he told them. `to` is the word before "have".
    pub(super) fn said_to_have(&self, unit: &Range<usize>, to: usize) -> Option<Subject> {
        const BY_OTHERS: &[&str] = &[
            "said",
            "reported",
            "alleged",
            "believed",
            "understood",
            "thought",
            "claimed",
            "rumoured",
        ];
        self.of_whom(unit, to, BY_OTHERS)
    }

    /// The subject of a passive of one of some verbs, whose participle stands right before `end`.
    fn of_whom(&self, unit: &Range<usize>, end: usize, verbs: &[&str]) -> Option<Subject> {
        let verb = end.checked_sub(1).filter(|verb| *verb > unit.start)?;
        if !verbs.contains(&self.word(verb)) {
            return None;
        }
        let first = self.auxiliaries_before(unit.start, verb);
        (first < verb)
            .then(|| self.subject_before(unit.start, first))
            .flatten()
    }

    /// "The claim that crime had halved was met with laughter": where the verb of the claim itself stands, behind
    /// the clause with its own.
    pub(super) fn verb_of_noun(&self, start: usize, end: usize) -> usize {
        let opens = Class::SUBORDINATOR.or(Class::CONJUNCTION).or(Class::WHO);
        let mut has_verb = false;
        for i in start..end {
            if self.is_quote(i) {
                break;
            }
            if self.class(i).any(opens) || matches!(self.word(i), "that" | "which") {
                has_verb = false;
                continue;
            }
            let auxiliary = self.is_auxiliary(i);
            let before = self.class(i - 1);
            let goes_on = before.any(opens.or(Class::AUXILIARY).or(Class::ADVERB).or(Class::SUBJECT));
            if auxiliary && has_verb && !goes_on {
                return i;
            }
            has_verb |= auxiliary || self.class(i).any(Class::VERB) || self.word(i).ends_with("ed");
        }
        end
    }

    /// Whether "a" with plain words stands right before an item: "a cautious".
    pub(super) fn is_one_thing(&self, unit: &Range<usize>, end: usize) -> bool {
        let mut before = (unit.start..end).rev().take(4);
        let article = before.find(|i| !self.is_noun(*i) || self.capital(*i));
        article.is_some_and(|i| i + 1 < end && matches!(self.word(i), "a" | "an" | "A" | "An"))
    }

    /// A phrase, or words that lead a clause in, which nobody says: "At today’s meeting".
    pub(super) fn says_no_words(&self, items: &Range<usize>) -> bool {
        let led = self.class(items.start).any(Class::PREPOSITION) && self.leads_in(items.clone());
        // "Weighing in on the discussion, the governor agreed"
        let acts = self.word(items.start).ends_with("ing")
            && items.len() < 9
            && !items.clone().skip(1).any(|i| self.verb_at(i) || self.is_quote(i));
        led || acts || self.is_bare_phrase(items)
    }

    /// "a month ago", "here on Wednesday", "due to strong demand".
    pub(super) fn is_when_or_why(&self, items: &Range<usize>) -> bool {
        let due = matches!(self.word(items.start), "due" | "prior" | "thanks" | "owing");
        if due && self.word(items.start + 1) == "to" {
            let clause = Class::THIRD.or(Class::IT).or(Class::AUXILIARY);
            return !items
                .clone()
                .any(|i| self.class(i).any(clause) || self.word(i) == ",");
        }
        let time = Class::TIME.or(Class::PREPOSITION).or(Class::DETERMINER);
        let word = |i: usize| self.class(i).any(time) || matches!(self.word(i), "here" | "ago");
        items.clone().all(word)
    }

    /// "But their former manager": a phrase without a verb, which says nothing.
    pub(super) fn is_bare_phrase(&self, items: &Range<usize>) -> bool {
        let opens = items.start + usize::from(self.class(items.start).any(Class::CONJUNCTION));
        let led = self.class(opens).any(Class::DETERMINER.or(Class::OWNER));
        let noun = |i: usize| self.is_noun(i) && !self.verb_at(i) && !self.is_plural(i);
        led && items.len() < 6 && items.end > opens + 1 && (opens + 1..items.end).all(noun)
    }

    /// "reiterated that approach in his interview": "that" with a noun, and no clause.
    pub(super) fn shows_no_clause(&self, frame: &Frame, items: &Range<usize>) -> bool {
        self.word(items.start - 1) == "that"
            && frame.build == Build::Clause
            && self.is_noun(items.start)
            && {
                let behind = self.class(items.start + 1);
                items.len() == 1 || behind.any(Class::PREPOSITION) || behind.any(Class::TIME)
            }
            && !items.clone().skip(1).any(|i| {
                let verb = self.verb_at(i) && !self.is_somebodys(i - 1);
                verb || self.word(i).ends_with('s') && self.is_noun(i) && !self.capital(i)
            })
    }

    /// "has said so before", "held a meeting", "writes until noon": nothing that was said.
    pub(super) fn says_no_clause(&self, frame: &Frame, items: &Range<usize>) -> bool {
        match self.word(items.start) {
            "so" | "nothing" | "little" => !items.clone().any(|i| self.verb_at(i)),
            // "questioned the plan", but "questioned whether the plan"
            word if self
                .word(frame.cue.start)
                .get(..8)
                .is_some_and(|verb| verb.eq_ignore_ascii_case("question")) =>
            {
                !matches!(word, "whether" | "why" | "how" | "if" | "what" | "who" | "when")
            }
            "until" | "till" => !items.clone().any(|i| self.word(i) == ","),
            // "will say on Wednesday whether": it has not been said.
            "whether" | "when" | "if" | "how" if self.word(frame.cue.start) == "say" => {
                (frame.start..frame.cue.start).any(|i| self.word(i) == "will")
            }
            // "told the Sportsweek programme": a hearer and no words.
            _ if frame.takes.takes(Cue::TELL) && !frame.takes.takes(Cue::SAY | Cue::SPEAK | Cue::OBJECT) => {
                items.len() < 6
                    && items.clone().any(|i| self.is_possessive(i))
                    && !items.clone().any(|i| self.verb_at(i) || self.is_quote(i))
            }
            _ => matches!(self.word(frame.cue.start), "hold" | "holds" | "held" | "holding"),
        }
    }

    /// "a private forecasting firm", "the reporting rules": a participle that belongs to the noun behind it.
    pub(super) fn is_modifier(&self, unit: &Range<usize>, at: usize) -> bool {
        let of_kinds = matches!(
            self.word(at),
            "forecasting"
                | "reporting"
                | "writing"
                | "reading"
                | "speaking"
                | "signing"
                | "hearing"
                | "calling"
        );
        if !of_kinds || !self.is_noun(at + 1) {
            return false;
        }
        let mut before = (unit.start..at).rev().take(4);
        before
            .find(|i| !self.is_noun(*i) || self.class(*i).any(Class::DETERMINER))
            .is_some_and(|i| self.class(i).any(Class::DETERMINER))
    }

    /// "sang “Songs of the Northern Sea”": the title of a work.
    pub(super) fn is_performed(&self, frame: &Frame, quote: usize) -> bool {
        let bare = !matches!(self.word(quote.wrapping_sub(1)), "," | ":");
        bare && frame.cue.clone().any(|c| PERFORMED.contains(&self.word(c)))
            && self.quote(quote).is_some_and(|q| self.capitals(q.inner))
    }

    /// "The court heard that", "an inquest has heard": where somebody is heard whom the sentence does not name.
    pub(super) fn court_before(&self, unit: &Range<usize>, verb: usize, left: usize) -> Option<Subject> {
        const HEARING: &[&str] = &[
            "court", "jury", "jurors", "inquest", "inquiry", "tribunal", "hearing",
        ];
        if self.word(verb) != "heard" {
            return None;
        }
        let subject = self.subject_before(unit.start, left)?;
        HEARING
            .contains(&self.word(subject.items.end - 1))
            .then_some(subject)
    }

    /// "quoted Ann Lee as saying": whom somebody quotes.
    pub(super) fn is_of_others(&self, unit: &Range<usize>, verb: usize) -> bool {
        (verb + 2..unit.end.min(verb + 10)).any(|i| self.word(i) == "saying" && self.word(i - 1) == "as")
    }

    /// "Ann Lee was quoted by AP as saying", "AP quoted Ann Lee as saying": Ann Lee. `verb` is the word for quoting.
    /// With it where all that belongs to the verb begins.
    pub(super) fn quoted_by(
        &self,
        unit: &Range<usize>,
        verb: usize,
        as_at: usize,
    ) -> Option<(Subject, usize)> {
        let first = self.auxiliaries_before(unit.start, verb);
        let passive = (first..verb).any(|i| self.is_be(i));
        let before = self.subject_before(unit.start, first);
        let start = before.as_ref().map_or(first, |subject| subject.start);
        let subject = if passive || self.word(verb + 1) == "as" {
            before?
        } else {
            self.subject_after(verb + 1, as_at)?
        };
        Some((subject, start))
    }

    /// The first of the auxiliaries and adverbs right before an item.
    fn auxiliaries_before(&self, floor: usize, end: usize) -> usize {
        let mut first = end;
        while first > floor && self.class(first - 1).any(Class::AUXILIARY.or(Class::ADVERB)) {
            first -= 1;
        }
        first
    }
}
