//! Reporting frames: a reporting verb (or "according to") with its subject and what it reports.

use std::ops::Range;

use super::groups::VerbGroup;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

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
    /// "Smith: “...”"
    Label,
    /// "Smith’s claim that"
    Noun,
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
    /// Puts the frames of one sentence into `frames`, in order.
    pub fn frames(&self, number: usize, frames: &mut Vec<Frame>) {
        frames.clear();
        let reporting = self.reporting(number);
        if reporting.is_empty() {
            return;
        }
        let unit = self.units[number].0.clone();
        for &at in reporting {
            let item = self.items[at];
            if let Kind::Name(_) = item.kind {
                frames.extend(self.label_frame(&unit, at, !frames.is_empty()));
            }
            if item.kind != Kind::Word {
                continue;
            }
            if let Some(frame) = self.came(&unit, at) {
                frames.push(frame);
                continue;
            }
            if item.cue.noun()
                && let Some(frame) = self.noun_frame(&unit, at, !frames.is_empty())
            {
                frames.push(frame);
                continue;
            }
            let frame = if item.cue.is_some() {
                self.verb_frame(&unit, at, frames)
            } else {
                self.opened(&unit, at)
            };
            frames.extend(frame);
        }
    }

    fn verb_frame(&self, unit: &Range<usize>, at: usize, frames: &[Frame]) -> Option<Frame> {
        if self.says_nothing(at) || self.is_counted(unit, at) {
            return None;
        }
        let before = frames.last();
        let cue = self.items[at].cue;
        let VerbGroup { left, be, aux, not } = self.verb_group(unit.start, at);
        // "“...,” AP quoted Ann Lee as saying": hers.
        let quotes = matches!(self.word(at), "quoted" | "quotes");
        if let Some(subject) = quotes.then(|| self.quoted_before_words(unit, at)).flatten() {
            return Some(Frame::inverted(at, cue, subject));
        }
        let others = quotes && self.is_of_others(unit, at);
        if others || not && self.is_left_unsaid(at) {
            return None;
        }
        let prev = left.checked_sub(1).filter(|p| *p >= unit.start);
        let prev_word = prev.map_or("", |p| self.word(p));
        let prev_class = prev.map_or(Class::default(), |p| self.class(p));
        let prev_kind = prev.map(|p| self.items[p].kind);
        let direct = left == at;
        let frame = |subject: Option<Subject>, build: Build, start: usize| {
            let (end, mut content, mut that) = self.content_after(unit, at, cue, build, subject.as_ref());
            // "As Smith pointed out, ...": the rest of the sentence.
            let led = start == unit.start + 1 && matches!(self.word(unit.start), "As" | "as");
            if led && content.is_none() && cue.takes(Cue::SAY | Cue::TELL) {
                let comma = (end..unit.end.min(end + 9)).find(|i| self.word(*i) == ",");
                content = comma.map(|c| c + 1).filter(|c| *c < unit.end);
                that = content.is_some();
            }
            // "He had left, his mother said when she called": when it was said.
            let when = |content: &usize| {
                let wept = cue.takes_only(Cue::SPEAK | Cue::VOICE) && self.word(*content) == "when";
                wept || matches!(self.word(*content), "when" | "after" | "before")
                    && matches!(self.word(at), "said" | "says" | "added")
                    && start > unit.start
                    && self.word(start - 1) == ","
                    && (unit.start..start - 1).any(|i| self.is_finite(i) || self.is_quote(i))
            };
            content = content.filter(|content| that || !when(content));
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
        // "The court heard that", "..., an inquest has heard": somebody whom the sentence does not name.
        if self
            .word(at)
            .get(..4)
            .is_some_and(|word| word.eq_ignore_ascii_case("hear"))
        {
            let subject = self.court_before(unit, at, left).filter(|_| !be)?;
            return frame(None, Build::Clause, subject.start);
        }
        // Nouns: "the report", "Trump’s claims", "in remarks".
        if cue.may_be_noun() && !aux {
            // "volunteers who", "initial reports spoke"
            let next = self.class(at + 1);
            let verb = next.any(Class::VERB) && !next.any(Class::ROLE) && !self.capital(at + 1);
            let noun = !cue.past() && !matches!(self.word(at), "say" | "says");
            if noun && (next.any(Class::WHO) || verb || self.is_written_noun(at)) {
                return None;
            }
            let noun = prev_class.any(
                Class::DETERMINER
                    .or(Class::PREPOSITION)
                    .or(Class::HIS)
                    .or(Class::HER),
            ) && prev_word != "to"
                || prev.is_some_and(|p| self.is_joint(p));
            // "in one of his latest posts"
            let owner = Class::HIS.or(Class::HER).or(Class::THEIR);
            let noun = noun
                || matches!(
                    prev_word,
                    "latest" | "recent" | "earlier" | "new" | "first" | "last"
                ) && left > unit.start + 1
                    && self.class(left - 2).any(owner);
            // "Some say", but "for many state workers"
            let opens = left == unit.start + 1 || left > unit.start + 1 && self.word(left - 2) == ",";
            let some = cue.base() && opens && self.is_some(left - 1);
            if noun && !prev_class.any(Class::SUBJECT) && !some {
                return None;
            }
        }
        // "struck a cautious note": one thing has another form of the verb.
        if cue.base() && !cue.past() && !aux && self.is_one_thing(unit, left) {
            return None;
        }
        if matches!(prev_word, "the" | "a" | "an" | "The" | "A" | "An") && !aux {
            return None;
        }
        let of_others = if prev_word == "to" && aux {
            self.said_to_have(unit, left - 1)
        } else if cue.ing() {
            self.heard(unit, at)
        } else {
            None
        };
        if let Some(subject) = of_others {
            let start = subject.start;
            return frame(Some(subject), Build::Clause, start);
        }
        if prev_word == "to" && cue.base() {
            if left > unit.start + 1 && self.is_left_undone(left - 2, at) {
                return None;
            }
            let subject = self
                .led_to(unit, left - 1)
                .or_else(|| self.governor(unit, left - 1))
                .or_else(|| before.and_then(|f| f.subject.clone()))
                .or_else(|| self.main_subject(unit, left))?;
            return frame(Some(subject), Build::Infinitive, left - 1);
        }
        if cue.participle() && be && !cue.ing() {
            let by = (at + 1..unit.end.min(at + 4)).find(|i| self.word(*i) == "by");
            let subject = by.and_then(|b| self.subject_after(b + 1, unit.end));
            // "was asked about", "The jury was told that": by somebody whom the sentence does not name.
            let unnamed = matches!(self.word(at), "asked" | "pressed" | "told") && by.is_none()
                || self.it_was_said(unit, left, at);
            return if subject.is_some() || unnamed {
                frame(subject, Build::Passive, left)
            } else {
                None
            };
        }
        if cue.ing() && !be {
            if self.is_modifier(unit, at) {
                return None;
            }
            if matches!(prev_word, "as") && prev.is_some_and(|p| p > unit.start) {
                // "was quoted as saying", "was quoted by the BBC as saying".
                let quoted = (unit.start..left).rev().take(12).find(|i| {
                    matches!(
                        self.word(*i),
                        "quoted" | "quotes" | "cited" | "cites" | "reported"
                    )
                })?;
                let (subject, start) = self.quoted_by(unit, quoted, left - 1)?;
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
                || self.is_noun(left - 1)
                || prev_word == "one"
                || self.is_dated(unit.start, left);
            if !allowed {
                return None;
            }
            if self.is_reduced(unit, at) {
                return None;
            }
            // "and Trump calling it", "with the bank saying": a name of its own right before.
            if let Some(Kind::Name(p)) = prev_kind
                && prev.is_some_and(|p| self.speaks_apart(unit, p))
            {
                let items = left - 1..left;
                let subject = Subject {
                    who: Who::Person(p as usize),
                    start: left - 1,
                    end: left,
                    items,
                };
                return frame(Some(subject), Build::Clause, left - 1);
            }
            // A comma leads back to the main clause: "she wrote that they knew, saying ...".
            let main = frames.first().filter(|f| {
                let nested = before.is_some_and(|b| {
                    b.start > f.start
                        && !matches!(self.word(b.start - 1), "," | "and" | "but" | "while" | "—")
                        && !matches!(self.items[b.start - 1].kind, Kind::Quote(_))
                });
                comma
                    && nested
                    && f.build == Build::Clause
                    && f.content.is_some()
                    && !(f.start > unit.start && self.class(f.start - 1).any(Class::SUBORDINATOR))
            });
            // "with marchers chanting “...”", "held up a sign saying “...”".
            let own = if comma { None } else { self.bearer(unit, left) };
            if let Some(subject) = own {
                let start = subject.start;
                return frame(Some(subject), Build::Clause, start);
            }
            // "..., an architect who said he was cheated, saying": back to the main clause.
            let relative = before.is_some_and(|b| {
                comma
                    && (b.start..b.cue.start).any(|i| {
                        self.class(i).any(Class::WHO)
                            || self.class(b.start - usize::from(b.start > 0)).any(Class::WHO)
                    })
            });
            let leaves = relative
                || matches!(prev_word, "by" | "after" | "before")
                    && before.is_some_and(|b| b.content.is_some());
            let inherited = main
                .or(before)
                .filter(|f| f.start < at && !leaves && !(comma && f.build == Build::Noun))
                .and_then(|f| f.subject.clone());
            // "issued a statement saying", "in a letter arguing": whose statement it is, is the main subject's.
            let subject = inherited
                .or_else(|| self.main_subject(unit, left))
                .or_else(|| before.and_then(|f| f.subject.clone()))?;
            return frame(
                Some(subject),
                Build::Participle,
                if comma { left - 1 } else { left },
            );
        }
        // "said Smith": a quotation or a comma before, a subject and a pause after.
        if direct
            && (cue.past() || !cue.base() && !cue.ing() || self.is_said_by_several(unit, at))
            && matches!(prev_kind, None | Some(Kind::Quote(_) | Kind::Mark))
            && !matches!(prev_word, "’s" | "'s" | "-")
            && !(cue.takes_only(Cue::TELL) || cue.takes(Cue::TELL) && prev_word == "," && !cue.takes(Cue::SAY))
            && (cue.takes(Cue::SAY | Cue::SPEAK | Cue::VOICE) && !cue.takes(Cue::CALL)
                || matches!(prev_kind, Some(Kind::Quote(_))))
            && let Some(subject) = self.subject_after(at + 1, unit.end)
            && self.pause_at(subject.end, unit.end)
            // ", warned the magazine.": nobody is warned.
            && (!(cue.takes(Cue::TELL) && prev_word == ",")
                || matches!(self.word(subject.end), "." | "")
                || left == unit.start + 2)
            && (matches!(prev_kind, Some(Kind::Quote(_))) || matches!(prev_word, "," | "—" | "–" | "”"))
            && (matches!(prev_kind, Some(Kind::Quote(_)))
                || self.subject_is_weighty(&subject)
                    && !self.is_quote(subject.end)
                    && !self.verb_at(subject.end)
                    && (subject.who != Who::Nominal
                        || (self.word(subject.end) == "," || (unit.start..left).any(|i| self.verb_at(i)))
                            && !self.has_own_subject(unit, left, subject.end)))
        {
            return frame(Some(subject), Build::Inverted, at);
        }
        if prev_word == "or" && self.is_either(unit, left) {
            return None;
        }
        let day = if direct {
            self.behind_joint_and_day(unit, left)
        } else {
            None
        };
        let (left, joined) = (day.unwrap_or(left), day.is_some());
        if joined || matches!(prev_word, "and" | "but" | "or" | "then" | "yet") {
            // "advances and attack campaigns": a noun, unless the verb before has the same form.
            let same_form = |f: &Frame| self.items[f.cue.start].cue.may_be_noun();
            // "and claims he spent thousands", "but says the disruption will"
            let verb = || {
                matches!(self.word(at), "says" | "say") || self.class(at + 1).any(Class::THIRD) && !cue.base()
            };
            if cue.may_be_noun() && !aux && !verb() && !before.is_some_and(same_form) {
                return None;
            }
            if !aux && self.goes_on_inside(frames, at) || aux && self.is_modal_inside(frames, left, at) {
                return None;
            }
            let subject = self
                .clause_of_firm(unit, left - 1)
                .or_else(|| self.shared(unit, frames, cue.past(), left - 1))
                .or_else(|| self.main_subject(unit, left - 1))?;
            return frame(Some(subject), Build::Coordinated, left - 1);
        }
        // "items labeled “...”": named by nobody in the sentence.
        let named = cue.takes_only(Cue::CALL | Cue::OBJECT)
            && cue.takes(Cue::CALL)
            && cue.participle()
            && direct
            && matches!(self.get(at + 1).map(|i| i.kind), Some(Kind::Quote(_)))
            && (prev_word == "," && !self.what_before(unit, left)
                || prev.is_some_and(|p| self.is_noun(p)) && !prev_class.any(Class::ROLE));
        if named {
            return None;
        }
        let subject = self.joint_subject(unit, self.subject_before(unit.start, left)?);
        // "If you’re an analyst, you’ll point out": anybody.
        let anybody = matches!(subject.who, Who::Pronoun(class) if class.any(Class::YOU));
        // "no-one can promise"
        let nobody = matches!(subject.who, Who::Nominal if self.is_nobody(subject.items.start) || self.is_amount(&subject.items));
        if self.word(subject.start) == "whose"
            || anybody
            || nobody
            || self.is_deed(at, subject.start)
            || self.is_asked(unit, subject.start)
            || self.is_rumoured(subject.start)
            || cue.may_be_noun() && !aux && !self.may_say(&subject, at, unit.end)
        {
            return None;
        }
        let start = subject.start;
        frame(Some(subject), Build::Clause, start)
    }
}
