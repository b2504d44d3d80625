//! Where a frame ends and what it reports begins: past days, places, hearers and "that".

use std::ops::Range;

use super::frames::Build;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Numbers before "weeks later".
const COUNTED: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many",
    "moments", "minutes", "hours", "days", "weeks", "months", "years",
];

/// "two", "nineteen", "dozens".
pub(super) fn is_number_word(word: &str) -> bool {
    const MORE: &[&str] = &[
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "dozens",
        "hundreds",
    ];
    let mut numbers = COUNTED[..9].iter().chain(MORE);
    numbers.any(|number| number.eq_ignore_ascii_case(word))
}

/// "at that time", "at this point".
pub(super) fn is_point_in_time(word: &str) -> bool {
    matches!(word, "time" | "point" | "stage" | "moment")
}

impl Units<'_> {
    /// Where the frame ends, where its content begins, and whether "that" leads to it.
    pub(super) fn content_after(
        &self,
        unit: &Range<usize>,
        cue_at: usize,
        cue: Cue,
        build: Build,
        subject: Option<&Subject>,
    ) -> (usize, Option<usize>, bool) {
        let mut at = cue_at + 1;
        if matches!(build, Build::Inverted | Build::Passive) {
            at = subject.map_or(at, |s| s.end.max(at));
        }
        let end = unit.end;
        let quote = |i: usize| i < end && matches!(self.items[i].kind, Kind::Quote(_));
        at = self.skip_adverbials(at, end);
        if cue.takes(Cue::TELL) && !quote(at) && build != Build::Inverted {
            let hearer = self.skip_hearer(at, end);
            // "warned electronic counter-measures were": what was warned of, not who was.
            let goes_on = |i: &usize| self.is_noun(*i) && !self.verb_at(*i) || self.is_joint(*i);
            let behind = (hearer..end).find(|i| !goes_on(i)).unwrap_or(end);
            // "warned the UK faces a slump"
            let named = at + usize::from(self.class(at).any(Class::DETERMINER));
            let faces = self.is_name(named) || self.capital(named) && self.class(named).any(Class::PLACE);
            let faces = faces && self.is_third_person(named + 1, end);
            let own = cue.takes(Cue::SAY) && (faces || self.class(behind).any(Class::AUXILIARY));
            at = if own && self.word(hearer) != "that" {
                at
            } else {
                hearer
            };
            // "told worshippers in Qom the film was bad"
            let named = |i: usize| self.capital(i) && self.items[i].kind != Kind::Mark;
            if matches!(self.word(at), "in" | "at" | "outside")
                && at + 2 < end
                && named(at + 1)
                && self.may_begin_clause(at + 2)
            {
                at += 2;
            }
            // "told The Herald of Okun last week"
            let place = self.capital(at + 1) && self.class(at + 1).any(Class::PLACE);
            let ends = !self.is_noun(at + 2) || self.verb_at(at + 2);
            if self.word(at) == "of" && place && ends {
                at += 2;
            }
            at = self.skip_adverbials(at, end);
        }
        // "said only: “...”"
        // "said a week later that"
        if let Some(later) = (at + 1..end.min(at + 5))
            .find(|i| matches!(self.word(*i), "later" | "earlier" | "ago" | "before"))
            && (self.class(at).any(Class::DETERMINER)
                || self.has_digit_first(at)
                || COUNTED.contains(&self.word(at)))
            && matches!(self.word(later + 1), "that" | ":" | ",")
        {
            at = later + 1;
        }
        if self.word(at) == "only" && matches!(self.word(at + 1), ":" | ",") && quote(at + 2) {
            at += 1;
        }
        // "as Smith put it: “...”"
        if self.class(at).any(Class::IT) && matches!(self.word(at + 1), ":" | ",") {
            at += 1;
        }
        if at >= end {
            return (at, None, false);
        }
        let opens = subject.is_some_and(|subject| subject.start <= unit.start + 1);
        match self.word(at) {
            // "said that is why he left", "has much to say that is new"
            "that" if self.is_auxiliary(at + 1) => {
                return (at, (build != Build::Infinitive).then_some(at), false);
            }
            // "rejected that, saying"
            "that" if self.word(at + 1) == "," && self.get(at + 2).is_some_and(|item| item.cue.ing()) => {
                return (at, None, false);
            }
            "that" => return (at, Some(at + 1).filter(|c| *c < end), true),
            ":" => return (at, Some(at + 1).filter(|c| *c < end), true),
            "," if quote(at + 1) => return (at, Some(at + 1), true),
            // "told the BBC, that"
            "," if self.word(at + 1) == "that"
                && cue.takes(Cue::TELL)
                && !self.class(at + 2).any(Class::AUXILIARY) =>
            {
                return (at, Some(at + 2).filter(|c| *c < end), true);
            }
            "," | "." | ";" | "!" | "?" | "—" | "–" | ")" => {
                // "The award, he said, is for towns that": what follows goes on with the content.
                if build == Build::Clause && self.word(at) == "," && self.is_auxiliary(at + 1) {
                    return (at, None, false);
                }
                // "..., he added, ...": what follows may go on with it.
                // "The firm said on Monday, the unit would close"
                let clause = || {
                    build == Build::Clause
                        && opens
                        && matches!(self.word(cue_at), "said" | "says")
                        && self.begins_behind(at, end)
                };
                let late = self.late_content(at, end);
                return (at, late.or_else(|| clause().then_some(at + 1)), false);
            }
            _ => {}
        }
        if quote(at) {
            return (at, Some(at), true);
        }
        // "asked why she was answering questions"
        let asks = build == Build::Clause && matches!(self.word(cue_at), "asked" | "asks" | "ask" | "asking");
        if let Some(question) = asks.then(|| self.question_behind(at, end)).flatten() {
            return (at, Some(question), true);
        }
        if let Some(appeal) = self
            .appeal_behind(cue_at, end)
            .filter(|_| build != Build::Inverted)
        {
            return (at, Some(appeal), false);
        }
        if let Some(clause) = self.concern_that(cue_at, at) {
            return (at, Some(clause).filter(|c| *c < end), true);
        }
        // "said what mattered more was that"
        let what = self.word(at) == "what" && cue.takes(Cue::SAY) && build == Build::Clause;
        if what && (at + 2..end.min(at + 9)).any(|i| self.is_be(i) && self.word(i + 1) == "that") {
            return (at, Some(at), false);
        }
        // "said about 2,300 members had joined", "says at least two were hurt"
        let number = self
            .word(at + 1)
            .starts_with(|c: char| c.is_ascii_digit() || c == '$');
        let amount = match self.word(at) {
            "about" | "over" | "around" | "under" | "between" => number,
            "at" => matches!(self.word(at + 1), "least" | "most"),
            "as" => matches!(self.word(at + 1), "many" | "much" | "few"),
            "up" => self.word(at + 1) == "to",
            _ => false,
        };
        if amount && build != Build::Inverted {
            return (at, Some(at), false);
        }
        // "said after-tax income rose"
        let compound = self.word(at + 1) == "-" && !self.is_dash(at + 1);
        if !compound
            && self
                .class(at)
                .any(Class::PREPOSITION.or(Class::SUBORDINATOR).or(Class::CONJUNCTION))
            || build == Build::Inverted
        {
            if let Some(c) = self.late_content(at, end) {
                return (at, Some(c), true);
            }
            if build != Build::Inverted
                && cue.takes(Cue::SAY | Cue::TELL)
                && let Some(c) = self
                    .behind_setting(at, end)
                    .or_else(|| self.led_clause(at, end).map(|_| at))
                    .or_else(|| self.behind_comma(at, end).filter(|_| opens))
            {
                return (at, Some(c), false);
            }
            // "Mr Lee said although it was cheap they left"
            let clause = cue.takes(Cue::SAY)
                && self.class(at).any(Class::SUBORDINATOR)
                && build != Build::Inverted
                && !matches!(
                    self.word(at),
                    "as" | "while" | "because" | "after" | "before" | "since"
                )
                && (opens || !matches!(self.word(at), "though" | "although"));
            return (at, clause.then_some(at), false);
        }
        // "read a statement outside the court: “...”"
        const PAPERS: &[&str] = &["statement", "message", "letter", "note", "poem", "prayer", "post"];
        if self.class(at).any(Class::DETERMINER)
            && (at + 1..at + 4).any(|i| PAPERS.contains(&self.word(i)))
            && let Some(colon) = (at + 1..end.min(at + 14)).find(|i| self.word(*i) == ":" && quote(*i + 1))
        {
            return (at, Some(colon + 1), true);
        }
        // "said having him at home would be special"
        let gerund =
            matches!(self.word(at), "having" | "being") && cue.takes(Cue::SAY) && build == Build::Clause;
        if gerund && self.verb_near(at + 2, end) {
            return (at, Some(at), false);
        }
        // "everything he says is true"
        if self.is_auxiliary(at) {
            // "which Smith said was “...”"
            let near = (at + 1..end.min(at + 6))
                .take_while(|i| self.word(*i) != ",")
                .any(quote);
            let relative = subject.is_some_and(|s| {
                s.start > unit.start
                    && matches!(self.word(s.start - 1), "which" | "that" | "what" | "whom" | "who")
            });
            // "in what detectives say was a robbery"
            let led = |s: &Subject| {
                s.start > unit.start + 1
                    && self.word(s.start - 1) == "what"
                    && self.class(s.start - 2).any(Class::PREPOSITION)
            };
            let told = cue.takes(Cue::SAY) && subject.is_some_and(led);
            // "What firms have said is that"
            let what =
                |s: &Subject| s.start > unit.start && matches!(self.word(s.start - 1), "What" | "what");
            if self.word(at + 1) == "that" && cue.takes(Cue::SAY) && subject.is_some_and(what) {
                return (at, Some(at + 2).filter(|c| *c < end), true);
            }
            // "which its makers claim is almost four times as fast"
            // "two products that it says will help", "two products it says will help"
            let to_come = matches!(
                self.word(at),
                "will" | "would" | "can" | "could" | "may" | "might"
            );
            let relative_that = |s: &Subject| {
                let that = usize::from(self.word(s.start - 1) == "that");
                let pronoun = matches!(s.who, Who::Pronoun(class) if !class.any(Class::THEY));
                let noun = s.start > unit.start + 1 + that && self.is_noun(s.start - 1 - that);
                to_come && pronoun && noun && !self.items[s.start - 1 - that].cue.is_some()
            };
            let of_thing =
                |s: &Subject| s.start > unit.start && (self.word(s.start - 1) == "which" || relative_that(s));
            let claimed = cue.takes(Cue::SAY) && subject.is_some_and(of_thing);
            return (at, (near && relative || told || claimed).then_some(at), false);
        }
        (at, Some(at), false)
    }

    /// "faces a", "risks falling": a verb in "-s" by what stands behind it.
    pub(super) fn is_third_person(&self, at: usize, end: usize) -> bool {
        let behind = at + 1;
        at < end
            && self.items[at].kind == Kind::Word
            && self.word(at).ends_with('s')
            && !self.capital(at)
            && (self.class(behind).any(Class::DETERMINER)
                || self.word(behind).ends_with("ing")
                || self.word(behind) == "to")
    }

    /// "equipment that amplifies the light", "messages that contain a link": what sort of thing, with a verb of its own.
    fn is_relative(&self, that: usize) -> bool {
        let verb = self.is_noun(that + 1) && self.class(that + 2).any(Class::DETERMINER);
        let agrees = self.word(that + 1).ends_with('s') != self.is_plural(that - 1);
        self.is_noun(that - 1) && !self.class(that - 1).any(Class::TIME) && verb && agrees
    }

    /// "this", and nothing behind it but when and where: what was said before.
    pub(super) fn is_this(&self, items: &Range<usize>) -> bool {
        let behind = self.class(items.start + 1);
        self.word(items.start) == "this"
            && (items.len() == 1
                || behind.any(Class::PREPOSITION)
                || behind.any(Class::TIME)
                    && !behind.any(Class::AUXILIARY)
                    && !self.is_possessive(items.start + 2))
    }

    /// Whether the "that" at an item leads to what was said, by a verb that ends before `start`: `Some(true)` where it
    /// does, `Some(false)` where neither it nor anything behind it does, and `None` where the search goes on.
    fn that_behind(&self, start: usize, at: usize, near: bool) -> Option<bool> {
        // "wrote about Okun, a company that fits pumps": what sort of company.
        let article = (at.saturating_sub(4)..at)
            .rev()
            .find(|i| matches!(self.word(*i), "a" | "an" | "the"));
        let described = article.is_some_and(|article| {
            article > start
                && self.word(article - 1) == ","
                && self.class(at - 1).any(Class::ORG.or(Class::ROLE))
        });
        // "wrote in a letter to staff that was shared": what sort of letter.
        let verb = |i: usize| self.word(i) != "there" && self.verb_at(i) && !self.is_noun(i);
        let relative = self.is_auxiliary(at + 1) || verb(at + 1);
        // "a note written on a napkin that said: “...”"
        let speaks = at > start && self.get(at + 1).is_some_and(|next| next.cue.is_some());
        if described || relative && speaks {
            return Some(false);
        }
        // "at that time only 26% expected it"
        let then = || {
            self.class(at - 1).any(Class::PREPOSITION)
                && (is_point_in_time(self.word(at + 1)) || self.word(at + 1) == "level")
        };
        // "said in Geneva, after a meeting with the minister, that": the comma closes what is inserted.
        let closes = || (start..at - 1).any(|i| self.word(i) == ",") && !self.verb_at(at + 1);
        let leads = at > start
            && !matches!(
                self.word(at - 1),
                "way" | "ways" | "manner" | "extent" | "so" | "now" | "of"
            )
            && !relative
            && !then()
            && if self.word(at - 1) == "," { closes() } else { near };
        leads.then_some(true)
    }

    /// Content behind an inserted phrase: "said in an interview that", "said, laughing, “...”".
    fn late_content(&self, start: usize, end: usize) -> Option<usize> {
        for at in start..end.min(start + 30) {
            let near = at < start + 22;
            let item = self.items[at];
            if matches!(item.kind, Kind::Quote(_)) {
                let led = at > start && matches!(self.word(at - 1), "," | ":" | "that");
                return (near && led || at == start).then_some(at);
            }
            if self.word(at) == "that"
                && !self.is_relative(at)
                && let Some(leads) = self.that_behind(start, at, near)
            {
                return Some(at + 1).filter(|c| leads && *c < end);
            }
            if self.word(at) == ":" && near {
                return Some(at + 1).filter(|c| *c < end);
            }
            // ", adding that ...": what another verb reports.
            let goes_over = at == start + 1 && self.word(start) == "," && item.cue.ing();
            if item.cue.is_some() && !item.cue.may_be_noun() && (at > start + 1 || goes_over) {
                return None;
            }
        }
        None
    }
}
