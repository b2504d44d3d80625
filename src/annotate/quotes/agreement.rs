//! Whether a verb and its subject agree: "officials claim", but not "state officials".

use std::ops::Range;

use super::frames::{Build, Frame};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use super::unsaid::SPEAKERS;
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Things that words are written on: the speaker of what a sign says is the sign.
const BEARERS: &[&str] = &[
    "sign",
    "banner",
    "poster",
    "placard",
    "hat",
    "cap",
    "shirt",
    "t-shirt",
    "sticker",
    "billboard",
    "button",
    "plaque",
    "leaflet",
    "flyer",
    "label",
    "tattoo",
    "badge",
];

/// A word for something in which one reads what was found: "the survey", "court records".
pub(super) fn is_document(word: &str) -> bool {
    const FOUND: &[&str] = &[
        "analysis",
        "audit",
        "audits",
        "data",
        "documents",
        "files",
        "emails",
        "evidence",
        "figures",
        "filings",
        "findings",
        "inquest",
        "inquiry",
        "investigation",
        "letters",
        "minutes",
        "papers",
        "poll",
        "polls",
        "records",
        "report",
        "reports",
        "research",
        "results",
        "review",
        "statistics",
        "studies",
        "study",
        "survey",
        "surveys",
        "tests",
        "trial",
        "trials",
    ];
    FOUND.iter().any(|found| found.eq_ignore_ascii_case(word))
}

/// The same, or a word for something in which one reads what somebody says.
pub(super) fn is_written(word: &str) -> bool {
    const SAID: &[&str] = &[
        "article",
        "book",
        "complaint",
        "document",
        "editorial",
        "email",
        "filing",
        "indictment",
        "lawsuit",
        "letter",
        "memo",
        "note",
        "notice",
        "prospectus",
        "release",
        "statement",
    ];
    is_document(word) || SAID.contains(&word)
}

impl Units<'_> {
    /// A name, or a noun phrase that could not be the object of "said".
    pub(super) fn subject_is_weighty(&self, subject: &Subject) -> bool {
        match subject.who {
            Who::Person(_) => true,
            Who::Nominal => subject
                .items
                .clone()
                .any(|i| self.class(i).any(Class::ROLE.or(Class::ORG))),
            Who::Pronoun(_) => false,
        }
    }

    /// Whether a noun phrase begins as one that speaks does: an article, a number, a people, "his".
    fn is_led(&self, at: usize) -> bool {
        let led = Class::DETERMINER.or(Class::DEMONYM).or(Class::PLACE);
        self.class(at).any(led) || self.is_somebodys(at) || self.has_digit_first(at)
    }

    /// "The plan, covering swaps, complements proposals agreed in May": a noun phrase that does not look like somebody
    /// who speaks, before a verb that only sometimes reports.
    pub(super) fn is_plain_clause(&self, frame: &Frame) -> bool {
        let plain = |subject: &Subject| {
            let shows = frame.takes.takes(Cue::SHOW) && self.is_document(subject);
            let weighty = shows || self.subject_is_weighty(subject);
            subject.who == Who::Nominal && !self.is_led(subject.items.start) && !weighty
        };
        let verb = self.word(frame.cue.start);
        frame.build == Build::Clause
            && frame.subject.as_ref().is_some_and(plain)
            && !matches!(verb, "said" | "say" | "says" | "added" | "warned" | "warn")
    }

    /// "according to official data": whatever stands there is where it is from.
    pub(super) fn is_source(&self, at: usize) -> bool {
        at > 1 && self.word(at - 1) == "to" && self.word(at - 2).eq_ignore_ascii_case("according")
    }

    /// "the Bundesbank report showed", "claims surfacing": a noun, since its verb stands behind it.
    pub(super) fn is_written_noun(&self, at: usize) -> bool {
        // "a prevention report largely relating to her plan"
        let adverb = self.class(at + 1).any(Class::ADVERB) && self.word(at + 2).ends_with("ing");
        // "a press report today said"
        let behind = at + 1 + usize::from(self.class(at + 1).any(Class::TIME));
        adverb
            || self.get(behind).is_some_and(|next| {
                // "press reports suggest"
                let suggests = matches!(
                    self.word(behind),
                    "suggest" | "suggests" | "say" | "says" | "indicate" | "indicates" | "reveal" | "confirm"
                );
                next.cue.ing() || (next.cue.past() || suggests) && is_written(self.word(at))
            })
    }

    /// "the minutes", "the Bank’s minutes": what a meeting wrote down.
    pub(super) fn is_record(&self, floor: usize, at: usize) -> bool {
        at > floor
            && self.word(at) == "minutes"
            && (matches!(self.word(at - 1), "the" | "The" | "its" | "Its") || self.is_possessive(at - 1))
    }

    /// "the survey", "court records", "minutes of the meeting".
    pub(super) fn is_document(&self, subject: &Subject) -> bool {
        is_document(self.word(subject.items.end - 1))
    }

    /// "one of the leading agencies": a phrase behind "one of".
    fn is_one_of(&self, subject: &Subject) -> bool {
        let one = |at: usize| at > 0 && self.word(at) == "of" && matches!(self.word(at - 1), "one" | "One");
        let start = subject.items.start;
        one(start.wrapping_sub(1)) || (start..subject.items.end).any(one)
    }

    /// "they and the government insist", "the U.S. and Malaysia say": a body or a country behind "and".
    fn is_second_of_two(&self, subject: &Subject) -> bool {
        let Some(and) = subject.start.checked_sub(1).filter(|and| *and > 0) else {
            return false;
        };
        // "and now the FTC"
        let and = and - usize::from(self.class(and).any(Class::ADVERB));
        let (first, head) = (and.saturating_sub(1), subject.items.end - 1);
        let body = Class::ORG.or(Class::PLACE).or(Class::ROLE);
        self.word(and) == "and"
            && self.class(head).any(body)
            && (self.is_name(first) || self.class(first).any(Class::THEY) || self.capital(first))
    }

    /// "Smith claims", "officials claim", but not "news claims", "state officials".
    pub(super) fn agrees(&self, subject: &Subject, cue: Cue) -> bool {
        match subject.who {
            Who::Person(_) => {
                let at = subject.items.start;
                // "Jensen and her co-author, Miriam Achterberg, say"
                let two = (subject.start.saturating_sub(3)..subject.start).any(|i| self.word(i) == "and");
                let plural = at > 0 && matches!(self.word(at - 1), "the" | "The" | "and" | "&")
                    || self.word(at + 1) == "and"
                    || two
                    || self.is_plural_body(at);
                !cue.base() || cue.past() || plural
            }
            Who::Pronoun(class) => {
                let plural = class.any(Class::THEY.or(Class::FIRST).or(Class::YOU)) || class.any(Class::WHO);
                !cue.base() || plural || cue.past()
            }
            // "one of the leading agencies says"
            Who::Nominal if self.is_one_of(subject) => !cue.base() || cue.past(),
            Who::Nominal => {
                if self.is_second_of_two(subject) {
                    return true;
                }
                let last = self.word(subject.items.end - 1);
                let small = last.to_lowercase();
                let plural = ["s", "men", "people", "police", "children", "folk"]
                    .iter()
                    .any(|end| small.ends_with(end) && last != "US")
                    || matches!(small.as_str(), "many" | "some" | "few" | "both");
                let role = subject.items.clone().any(|i| {
                    self.class(i)
                        .any(Class::ROLE.or(Class::ORG).or(Class::DETERMINER))
                });
                let person = subject
                    .items
                    .clone()
                    .any(|i| self.class(i).any(Class::ROLE.or(Class::ORG)));
                // "beating estimates"
                if subject.items.len() == 1 && small.ends_with("ing") && !person {
                    return false;
                }
                let says = cue.takes(Cue::SAY)
                    && cue.takes(Cue::SHOW)
                    && !matches!(last, "report" | "note" | "state");
                if cue.base() && !cue.past() {
                    // "Corporate lobbyists describe": at the start of a sentence nothing else can be the subject.
                    let opens =
                        self.capital(subject.items.start) && self.begins_sentence(subject.items.start);
                    plural && (person || says || role || opens)
                } else {
                    person || says
                }
            }
        }
    }

    /// "“...” Smith has agreed to coach", "“...” as the inquiry continues": what somebody does or what goes on, told behind words
    /// that are another's.
    pub(super) fn is_deed(&self, verb: usize, subject: usize) -> bool {
        let before = verb - usize::from(verb > 0);
        if self.word(verb).starts_with("continue")
            && self.is_noun(before)
            && !self.capital(before)
            && !self.class(before).any(SPEAKERS)
        {
            return true;
        }
        self.word(verb).starts_with("agree")
            && self.word(verb + 1) == "to"
            && self.is_infinitive(verb + 2)
            && subject.checked_sub(1).is_some_and(|quoted| self.is_quote(quoted))
    }

    /// "..., say Ann Lee and her neighbour.", "..., say residents.": the plural of a verb before those who speak.
    pub(super) fn is_said_by_several(&self, unit: &Range<usize>, verb: usize) -> bool {
        let cue = self.items[verb].cue;
        if !cue.base()
            || cue.may_be_noun() && self.word(verb) != "say"
            || verb <= unit.start
            || self.word(verb - 1) != ","
        {
            return false;
        }
        self.subject_after(verb + 1, unit.end).is_some_and(|subject| {
            let head = subject.items.end - 1;
            let plural = self.class(head).any(Class::ROLE)
                || self.capital(head) && self.class(verb + 1).any(Class::DETERMINER);
            let word = self.text.word(self.items[head].last as usize - 1);
            // "say analysts Okun Research"
            let named = subject.items.start;
            let titled =
                named > verb + 1 && self.is_plural(named - 1) && self.class(named - 1).any(Class::ROLE);
            titled || self.word(subject.end) == "and" || plural && word.ends_with('s')
        })
    }

    /// "Police", "Companies": a body of one word in the plural.
    fn is_plural_body(&self, name: usize) -> bool {
        let item = self.items[name];
        let word = self.text.word(item.first as usize);
        let one = item.last == item.first + 1 && word.ends_with('s');
        item.class.any(Class::ORG) && (one || self.text.word(item.last as usize - 1) == "Police")
    }

    /// Whether the token before the item belongs to another sentence.
    fn begins_sentence(&self, item: usize) -> bool {
        let first = self.items[item].first as usize;
        first == 0 || self.text.sentence_of(first) != self.text.sentence_of(first.saturating_sub(1))
    }

    /// Whether the clause ends or pauses at `at`: what "said Smith" needs behind it.
    pub(super) fn pause_at(&self, at: usize, end: usize) -> bool {
        if at >= end {
            return true;
        }
        let item = self.items[at];
        matches!(item.kind, Kind::Quote(_))
            || matches!(self.word(at), "," | "." | ":" | ";" | "(" | "—" | "–" | "!" | "?")
            || item.class.any(
                Class::PREPOSITION
                    .or(Class::TIME)
                    .or(Class::WHO)
                    .or(Class::ADVERB)
                    .or(Class::CONJUNCTION),
            )
            || item.class.any(Class::SUBORDINATOR) && !matches!(self.word(at), "whether" | "if" | "why")
            || self.word(at).ends_with("ed")
            || self.word(at).ends_with("ing")
            || self.word(at + 1) == "by"
    }

    /// "Jones, who led the talks, said a committee with two members had been formed": the name before
    /// the comma speaks, since a verb goes with the phrase behind the reporting one.
    pub(super) fn has_own_subject(&self, unit: &Range<usize>, verb: usize, behind: usize) -> bool {
        (behind..unit.end.min(behind + 20)).any(|i| self.is_auxiliary(i))
            && self
                .subject_before(unit.start, verb)
                .is_some_and(|before| matches!(before.who, Who::Person(_)))
    }

    /// "started to call": the subject of the verb before "to"; "with Smith going on air to call": Smith.
    pub(super) fn governor(&self, unit: &Range<usize>, to: usize) -> Option<Subject> {
        let verb = to.checked_sub(1).filter(|v| *v > unit.start)?;
        let item = self.items[verb];
        let past = item.kind == Kind::Word
            && !self.capital(verb)
            && (self.word(verb).ends_with("ed") || item.class.any(Class::VERB))
            && !item.class.any(Class::ROLE)
            && !item.cue.is_some();
        // "a colleague likes to say"
        let habit = matches!(self.word(verb), "likes" | "loves" | "liked" | "wants" | "prefers");
        if (past || habit) && !self.class(verb - 1).any(Class::AUXILIARY) {
            return self.subject_before(unit.start, verb);
        }
        let with = (unit.start..to)
            .rev()
            .take(7)
            .take_while(|i| self.items[*i].kind != Kind::Mark)
            .find(|i| {
                self.is_name(*i)
                    && self.word(i + 1).ends_with("ing")
                    && *i > unit.start
                    && self.word(i - 1) == "with"
            })?;
        self.subject_before(unit.start, with + 1)
    }

    /// The noun phrase right before "saying" that the words belong to: behind "with", or a thing that bears writing.
    pub(super) fn bearer(&self, unit: &Range<usize>, end: usize) -> Option<Subject> {
        let last = end.checked_sub(1).filter(|l| *l > unit.start)?;
        // "with one writing: “...”"
        let lone = matches!(self.word(last), "one" | "another" | "some" | "others");
        if lone && self.word(last - 1) == "with" {
            return Some(Subject::new(Who::Nominal, last..end));
        }
        if !self.is_noun(last) {
            return None;
        }
        let subject = self.nominal_before(unit.start, end)?;
        if subject.who != Who::Nominal {
            return None;
        }
        // "with many marchers and spectators chanting"
        let with = (unit.start..subject.start)
            .rev()
            .take(6)
            .take_while(|i| {
                self.is_noun(*i)
                    || self.class(*i).any(Class::DETERMINER.or(Class::CONJUNCTION))
                    || self.word(*i) == "with"
            })
            .find(|i| self.word(*i) == "with");
        if let Some(with) = with {
            return Some(Subject {
                start: with + 1,
                items: with + 1..subject.items.end,
                ..subject
            });
        }
        let word = self.word(last);
        let written = BEARERS
            .iter()
            .any(|b| *b == word || word.strip_suffix('s') == Some(*b));
        written.then_some(subject)
    }

    /// "in what Smith, a teacher, called": "what" stands before the subject.
    pub(super) fn what_before(&self, unit: &Range<usize>, at: usize) -> bool {
        (unit.start..at)
            .rev()
            .take(20)
            .take_while(|i| !self.items[*i].cue.is_some() && !matches!(self.items[*i].kind, Kind::Quote(_)))
            .any(|i| self.word(i) == "what")
    }
}
