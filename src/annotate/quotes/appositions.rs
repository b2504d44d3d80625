//! Subjects with something inserted before their verb: "Smith, a teacher from Ohio, said".

use std::ops::Range;

use super::content::is_number_word;
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// "China's biggest computer maker", "the world's No. 2 retailer": what one body alone is.
    fn is_foremost(&self, items: &Range<usize>) -> bool {
        let first = |i: usize| {
            matches!(
                self.word(i),
                "biggest" | "largest" | "leading" | "top" | "oldest" | "dominant" | "busiest" | "only" | "No"
            )
        };
        items.clone().any(|i| self.is_possessive(i)) && items.clone().any(first)
    }

    /// The subject before an apposition that item `close` (a comma, bracket or dash) ends.
    pub(super) fn subject_before_apposition(&self, floor: usize, close: usize) -> Option<Subject> {
        if matches!(self.word(close), ")" | "]") {
            let open = (floor..close)
                .rev()
                .find(|i| matches!(self.word(*i), "(" | "["))?;
            return (open > floor).then(|| self.subject_before(floor, open)).flatten();
        }
        if self.is_dash(close) {
            let mut close = close;
            while close > floor && self.is_dash(close - 1) {
                close -= 1;
            }
            let mut open = (floor..close).rev().find(|i| self.is_dash(*i))?;
            while open > floor && self.is_dash(open - 1) {
                open -= 1;
            }
            return (open > floor).then(|| self.phrase_before(floor, open)).flatten();
        }
        // "her senior policy adviser, Jake Sullivan, said", "its director, engineer Ana Dizon, said",
        // "the growers’ union, the Alliance, said"
        let name = close.checked_sub(1).filter(|name| self.is_name(*name));
        let leading = name.map_or(close, |name| self.modifiers_start(floor, name));
        let titled = close >= floor + 4
            && leading > floor + 1
            && leading < close - 1
            && self.word(leading - 1) == ","
            && self.items[close - 2].kind == Kind::Word
            && (self
                .class(close - 2)
                .any(Class::ROLE.or(Class::TITLE).or(Class::ORG).or(Class::BODY))
                || self.word(close - 2) == "the");
        let comma = if titled {
            leading - 1
        } else {
            close.saturating_sub(2)
        };
        // "The biggest consumer, China, has said"
        if name.is_none()
            && close >= floor + 4
            && self.capital(close - 1)
            && self.class(close - 1).any(Class::PLACE)
            && self.word(close - 2) == ","
            && !self.capital(close - 3)
            && self
                .phrase_before(floor, close - 2)
                .is_some_and(|role| role.who == Who::Nominal && role.start == floor)
        {
            let mut subject = Subject::new(Who::Nominal, close - 1..close);
            (subject.start, subject.end) = (floor, close + 1);
            return Some(subject);
        }
        let owned = |role: &Subject| {
            let led = self.class(role.items.start).any(Class::DETERMINER)
                || role.items.clone().any(|i| self.is_possessive(i));
            led && self.is_full_name(close - 1)
        };
        // "shadow chief secretary to the Treasury, George Osborne, said"
        if name.is_some_and(|name| self.is_full_name(name))
            && close >= floor + 5
            && self.word(close - 2) == ","
            && let Some(start) = self.office_before(floor, self.before_bracket(floor, close - 2))
        {
            let mut subject = self.phrase_before(floor, close)?;
            (subject.start, subject.end) = (start, close + 1);
            return Some(subject);
        }
        // "A friend of Stewart's, Sue Griffin, said"
        let owned_by = usize::from(comma > floor + 2 && self.is_possessive(comma - 1));
        if close >= floor + 3
            && self.is_name(close - 1)
            && self.word(comma) == ","
            && let Some(role) = self.phrase_before(floor, comma - owned_by)
            && role.who == Who::Nominal
            && (titled
                || self.is_somebodys(role.items.start)
                || owned(&role)
                || self.is_foremost(&role.items)
                || role
                    .items
                    .clone()
                    .any(|i| self.class(i).any(Class::ROLE.or(Class::ORG))))
        {
            let mut subject = self.phrase_before(floor, close)?;
            subject.start = role.start;
            subject.end = close + 1;
            return Some(subject);
        }
        let mut nominal = None;
        for at in (floor + 1..close).rev() {
            if let Kind::Quote(_) = self.items[at].kind
                && self.items[at].last - self.items[at].first > 6
            {
                break;
            }
            let opens = self.word(at) == "," || self.word(at) == "(" || self.class(at).any(Class::WHO);
            if !opens || !self.starts_apposition(at + usize::from(!self.class(at).any(Class::WHO)), close) {
                continue;
            }
            // "Ann Lee of Harlan Stores in Leeds, the firm that": where that is.
            let placed = at > floor + 3
                && self.word(at - 2) == "in"
                && self.capital(at - 1)
                && self.class(at - 1).any(Class::PLACE)
                && self.is_name(at - 3);
            let at = if placed { at - 2 } else { at };
            match self.items[at - 1].kind {
                Kind::Name(_) if self.is_in_list(at, close) => {}
                Kind::Name(_) => {
                    let mut subject = self.phrase_before(floor, at)?;
                    // "in Boston with Smith, who": an object of a preposition is rarely the subject.
                    let mut from = subject.start;
                    while from > floor
                        && subject.start - from < 3
                        && (self.is_noun(from - 1) || self.class(from - 1).any(Class::DETERMINER))
                    {
                        from -= 1;
                    }
                    let object = from > floor
                        && self.class(from - 1).any(Class::PREPOSITION)
                        && self.items[from - 1].kind == Kind::Word;
                    if (object || subject.who == Who::Nominal) && nominal.is_some() {
                        continue;
                    }
                    subject.end = close + 1;
                    if object || subject.who == Who::Nominal {
                        nominal = Some(subject);
                        continue;
                    }
                    return Some(subject);
                }
                Kind::Word if self.is_noun(at - 1) => {
                    if let Some(mut subject) = self.phrase_before(floor, at)
                        && (subject.start == floor || nominal.is_none())
                    {
                        subject.end = close + 1;
                        nominal = Some(subject);
                    }
                }
                Kind::Word if self.class(at - 1).any(Class::THIRD) => {
                    return self.phrase_before(floor, at);
                }
                Kind::Mark if self.word(at - 1) == ")" => {
                    if let Some(mut subject) = self.subject_before_apposition(floor, at - 1) {
                        subject.end = close + 1;
                        return Some(subject);
                    }
                }
                // "Okun Steel Co <OKS.N>, a subsidiary of"
                Kind::Mark if self.word(at - 1) == ">" => {
                    let before = self.ticker_start(floor, at - 1).filter(|open| *open > floor);
                    if let Some(mut subject) = before.and_then(|open| self.phrase_before(floor, open)) {
                        subject.end = close + 1;
                        return Some(subject);
                    }
                }
                _ => {}
            }
        }
        nominal
    }

    /// "Okun Holdings <OKH.N> said", "Dutch steel concern <Okun Groep BV> said": the subject before the bracket that closes at
    /// `last`, or the name in it.
    pub(super) fn subject_before_bracket(&self, floor: usize, last: usize) -> Option<Subject> {
        let open = self.ticker_start(floor, last)?;
        // "Okun Steel Co, a unit of <Harlan Corp> said": the unit.
        let unit = (floor + 1..open)
            .rev()
            .take(5)
            .find(|i| self.word(*i) == ",")
            .filter(|_| self.word(open - 1) == "of");
        if let Some(comma) = unit {
            return self.phrase_before(floor, comma);
        }
        let outside = (open > floor).then(|| self.subject_before(floor, open)).flatten();
        let inside = self.phrase_before(open + 1, last);
        // "Dutch steel concern <Okun Groep BV> said": the name says who that is, letters do not.
        let named = matches!(&inside, Some(Subject { who: Who::Person(_), items, .. })
            if self.items[items.start].last - self.items[items.start].first > 1);
        let described = outside
            .as_ref()
            .is_some_and(|subject| subject.who == Who::Nominal);
        if named && described {
            inside
        } else {
            outside.or(inside)
        }
    }

    /// "47%", "six in ten", "nine in 10 voters": how many of those who were asked.
    pub(super) fn polled_share(&self, floor: usize, last: usize) -> Option<Subject> {
        let subject = |start: usize| Some(Subject::new(Who::Nominal, start..last + 1));
        if self.word(last) == "%" && last > floor && self.has_digit_first(last - 1) {
            return subject(last - 1);
        }
        let number = |i: usize| self.has_digit_first(i) || is_number_word(self.word(i));
        (floor + 2..=last)
            .rev()
            .take(4)
            .find(|i| self.word(i - 1) == "in" && number(*i) && number(i - 2))
            .filter(|i| last == *i || self.is_noun(last))
            .filter(|i| !(i + 1..=last).any(|i| self.class(i).any(Class::GRAMMAR)))
            .and_then(|i| subject(i - 2))
    }

    /// "<Okun Holdings> of Sweden said", "police in Lomar, Sweden said": where the phrase ends without the country.
    pub(super) fn without_country(&self, floor: usize, end: usize) -> Option<usize> {
        let place = end > floor + 4
            && self.items[end - 1].kind == Kind::Word
            && self.capital(end - 1)
            && self.class(end - 1).any(Class::PLACE);
        if !place {
            return None;
        }
        if self.word(end - 2) == "of" && self.word(end - 3) == ">" {
            return Some(end - 2);
        }
        let comma = Some(end - 2).filter(|comma| self.word(*comma) == ",")?;
        let town = (floor + 1..comma).rev().take(3);
        let town = town.take_while(|i| self.is_name(*i) || self.capital(*i)).last()?;
        // But "in Lomar, Sweden said": who says it there.
        let whose = town > floor + 1 && (self.is_noun(town - 2) || self.is_name(town - 2));
        (whose && matches!(self.word(town - 1), "in" | "near" | "at")).then_some(comma)
    }

    /// "Okun Co. &lt;A HREF="..."&gt;OKU.N&lt;/A&gt; said": who stands before the escaped link that ends at `last`, as
    /// feeds have it.
    pub(super) fn subject_before_link(&self, floor: usize, last: usize) -> Option<Subject> {
        let lt = |i: usize| self.word(i) == "&" && self.word(i + 1) == "lt";
        let close = (floor..last)
            .rev()
            .take(8)
            .find(|i| lt(*i) && self.word(i + 3) == "/")?;
        let link = (floor + 1..close).rev().take(64).find(|i| lt(*i))?;
        self.subject_before(floor, link)
    }

    /// "<OKH.N>": where the mark opens that the one at `close` closes.
    pub(super) fn ticker_start(&self, floor: usize, close: usize) -> Option<usize> {
        (floor..close).rev().take(6).find(|i| self.word(*i) == "<")
    }

    /// "said his brother, Felix Weber.", "said one of them, Ann Lee, 69", "according to its owner, the Lanxi
    /// Group.": the name that explains the phrase before it, whose first noun ends before `end`.
    pub(super) fn name_behind(&self, start: usize, end: usize, ceiling: usize) -> Option<Subject> {
        // "the head of the agency, Ann Lee": what belongs to the noun.
        let belongs = |at: &usize| {
            let class = self.class(*at);
            match self.items[*at].kind {
                Kind::Word => {
                    self.is_of(*at)
                        || class.any(Class::DETERMINER.or(Class::THEM))
                        || self.is_somebodys(*at)
                        || self.is_noun(*at)
                }
                Kind::Name(_) => true,
                Kind::Mark => self.is_joint(*at),
                Kind::Quote(_) => false,
            }
        };
        let goes_on = end < ceiling && self.items[end].kind == Kind::Word && self.is_of(end);
        let comma = if goes_on {
            let tail = (end..ceiling.min(end + 8)).take_while(belongs);
            tail.last().map_or(end, |last| last + 1)
        } else {
            end
        };
        let name = comma + 1 + usize::from(self.word(comma + 1) == "the");
        let item = self.get(name).filter(|_| name < ceiling)?;
        let Kind::Name(person) = item.kind else {
            return None;
        };
        if self.word(comma) != "," || !matches!(self.word(name + 1), "," | "." | "") {
            return None;
        }
        let whole = item.last - item.first > 1;
        let somebody = |i: usize| self.class(i).any(Class::ROLE);
        let led = self.class(start).any(Class::DETERMINER) || self.is_one(start);
        let explains = if goes_on {
            whole && (led || self.is_somebodys(start) || self.is_person(end - 1) && self.is_full_name(name))
        } else {
            self.is_somebodys(start) || (start..end).any(somebody) || whole && led
        };
        explains.then(|| {
            let mut subject = Subject::new(Who::Person(person as usize), name..name + 1);
            subject.start = start;
            subject
        })
    }

    /// "the British Medical Association (BMA)": where the words before a bracket that ends there end.
    fn before_bracket(&self, floor: usize, end: usize) -> usize {
        let bracketed = self.word(end - 1) == ")" && end > floor + 3 && self.word(end - 3) == "(";
        if bracketed { end - 3 } else { end }
    }

    /// "one of them", "another of the passengers".
    fn is_one(&self, at: usize) -> bool {
        matches!(self.word(at), "one" | "another" | "One" | "Another")
    }

    /// "her", "its": a phrase that a name behind a comma explains.
    pub(super) fn is_somebodys(&self, at: usize) -> bool {
        let class = self.class(at);
        class.any(Class::OWNER) || matches!(self.word(at), "its" | "Its")
    }

    /// "responsible for Jobs, Growth and Trade,": whether names with "and" before the last go on from a comma to the one that
    /// closes, and others stand before it.
    fn is_in_list(&self, comma: usize, close: usize) -> bool {
        let named = |i: usize| self.is_name(i) || self.capital(i);
        let mut and = false;
        let listed = (comma + 1..close).all(|i| {
            and |= self.word(i) == "and";
            named(i) || matches!(self.word(i), "and" | ",")
        });
        listed
            && and
            && comma > 2
            && (self.word(comma - 2) == "," || matches!(self.word(comma - 2), "for" | "of"))
    }

    /// Whether the words from `at` on could be an apposition or an inserted phrase.
    fn starts_apposition(&self, at: usize, close: usize) -> bool {
        if at >= close {
            return false;
        }
        let class = self.class(at);
        // "Smith, he said" and "Smith, but" are no appositions.
        !class.any(Class::THIRD.or(Class::IT).or(Class::FIRST)) && !matches!(self.word(at), "but" | "nor")
    }
}
