//! What somebody without a name is called: as much of "a spokesman for the ministry of health" as says who that is.

use std::ops::Range;

use super::agreement::is_written;
use super::speakers::{Cast, Other};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::{self, Class};

/// Items that a description has at most.
const LONGEST: usize = 12;

/// Words behind which it is said whose somebody is, or where.
const BEHIND: &[&str] = &[
    "of", "for", "from", "by", "with", "at", "close", "familiar", "led",
];

/// "a number of": how many there are.
pub(super) fn is_number_of(word: &str) -> bool {
    matches!(
        word,
        "number"
            | "handful"
            | "host"
            | "raft"
            | "slew"
            | "string"
            | "majority"
            | "dozens"
            | "lot"
            | "lots"
            | "scores"
            | "hundreds"
            | "thousands"
            | "couple"
            | "third"
            | "half"
            | "quarter"
            | "percent"
            | "pct"
            | "%"
    )
}

/// "the heads of three banks": those who lead several bodies.
pub(super) fn is_several_heads(word: &str) -> bool {
    matches!(word, "heads" | "bosses" | "chiefs")
}

impl Other<'_> {
    /// The noun of what somebody is called: "spokesman" of "police spokesman for the valley".
    pub(super) fn head(&self) -> &str {
        let mut words = self.name.split([' ', '-']);
        let mut head = words.next().unwrap_or_default();
        for word in words {
            if BEHIND.contains(&word) && !is_number_of(head) {
                break;
            }
            head = word;
        }
        head
    }

    /// "spokesman for the port", which "spokesman" is short for: whose somebody is follows the words, which are in small letters.
    pub(super) fn goes_on_behind(&self, words: &str) -> bool {
        let mut places = self.name.match_indices(words).map(|(at, _)| at);
        let at = places.find(|at| *at == 0 || self.name[..*at].ends_with(' '));
        let rest = at.and_then(|at| self.name[at + words.len()..].strip_prefix(' '));
        rest.and_then(|rest| rest.split(' ').next())
            .is_some_and(|word| BEHIND.contains(&word))
    }
}

impl Cast<'_> {
    /// Where things are posted, by others.
    pub(super) fn is_platform(&self, person: usize) -> bool {
        const PLATFORMS: &[&str] = &[
            "Facebook",
            "Instagram",
            "LinkedIn",
            "Reddit",
            "Snapchat",
            "Telegram",
            "TikTok",
            "Twitter",
            "WeChat",
            "Weibo",
            "WhatsApp",
            "X",
            "YouTube",
        ];
        PLATFORMS.contains(&self.people[person].name.as_str())
    }
}

impl Units<'_> {
    /// The items of a phrase with what belongs to it: "the government of Chad", "the ministry of health", "a number of foreign
    /// partners", "a spokesman for the port", "a source close to the mayor".
    pub(super) fn described(&self, subject: &Subject) -> Range<usize> {
        let items = subject.items.clone();
        let head = items.end - 1;
        if self.items[head].kind != Kind::Word {
            return items;
        }
        // "figures from the firm Okun"
        let information = self.word(head) == "information";
        if is_written(self.word(head)) || information {
            let from = matches!(self.word(items.end), "from" | "by");
            let behind = from.then(|| self.noun_behind(items.end + 1, false)).flatten();
            let named = behind.filter(|end| information || (items.end + 1..*end).any(|i| self.is_name(i)));
            return items.start..named.unwrap_or(items.end);
        }
        let class = self.class(head);
        let (of, counted) = (self.word(items.end) == "of", is_number_of(self.word(head)));
        let body = of && class.any(Class::ORG);
        let named = |i: usize| self.is_name(i) || self.capital(i);
        // "the State of New Jersey"
        let place = of && self.capital(head) && named(items.end + 1);
        let someone =
            class.any(Class::ROLE) || self.is_title_noun(head) || place || is_several_heads(self.word(head));
        let mut end = items.end;
        // "a group led by the investor Ann Lee"
        if class.any(Class::ORG.or(Class::BODY)) && self.word(end) == "led" && self.word(end + 1) == "by" {
            let named = self
                .noun_behind(end + 2, false)
                .filter(|named| self.is_name(named - 1));
            return items.start..named.unwrap_or(end);
        }
        // "close to", "familiar with"
        let adjective = someone && matches!(self.word(end), "close" | "familiar");
        let mut at = end + usize::from(adjective);
        while at < items.start + LONGEST {
            let joins = match self.word(at) {
                "of" => someone || body || counted,
                "for" | "from" | "with" | "at" => someone,
                "to" => adjective && end == items.end,
                _ => false,
            };
            let Some(behind) = joins.then(|| self.noun_behind(at + 1, counted)).flatten() else {
                break;
            };
            (end, at) = (behind, behind);
        }
        self.share_before(items.start)..end
    }

    /// "54% of respondents", "a third of people": where the share of a group begins that its phrase begins behind.
    fn share_before(&self, start: usize) -> usize {
        let share = self.share_of(start);
        if share == start {
            return start;
        }
        // "more than half of people", "nearly a third of people"
        let is = |back: usize, words: &[&str]| {
            let at = share.checked_sub(back);
            at.is_some_and(|at| words.iter().any(|word| word.eq_ignore_ascii_case(self.word(at))))
        };
        if is(1, &["than"]) && is(2, &["more", "fewer", "less"]) {
            share - 2
        } else {
            share - usize::from(is(1, &["nearly", "almost", "over", "around", "about"]))
        }
    }

    fn share_of(&self, start: usize) -> usize {
        let share = match start.checked_sub(2) {
            Some(share) if self.word(share + 1) == "of" => share,
            _ => return start,
        };
        match self.word(share) {
            "%" | "percent" | "pct" if share > 0 && self.has_digit_first(share - 1) => share - 1,
            "third" | "half" | "quarter" | "majority" | "number" | "most" | "some" | "many" => share,
            _ => start,
        }
    }

    /// One past the nouns or names behind a preposition, up to two that "and" joins; nothing where other words stand there.
    fn noun_behind(&self, start: usize, counted: bool) -> Option<usize> {
        let led = self.class(start).any(Class::DETERMINER.or(Class::OWNER)) || self.is_somebodys(start);
        let mut first = start + usize::from(led);
        // "for the three bloggers"
        first += usize::from(led && self.is_few(first) && self.is_noun(first + 1));
        // "the bosses of three of the biggest banks"
        if led && self.word(first) == "of" && self.class(first + 1).any(Class::DETERMINER) {
            first += 2;
        }
        let belongs = |at: usize| {
            // But "a government-controlled company".
            // "52 percent of registered voters"
            let told = counted && self.is_noun(at + 1);
            let past =
                self.word(at).ends_with("ed") && !self.capital(at) && self.word(at - 1) != "-" && !told;
            let many = self.has_digit_first(at) && at == first && self.is_noun(at + 1);
            // "for the state blood service"
            let verb = self.word(at) == "say" || !counted && self.may_be_verb(at) && !(led && at == first);
            let noun = self.is_noun(at) && !past && (many || !self.has_digit_first(at)) && !verb;
            self.is_name(at) || noun || at > first && self.is_joint(at)
        };
        let named = |at: usize| self.is_name(at) || self.capital(at) && self.is_noun(at);
        let mut at = first;
        while at < first + 6 && belongs(at) {
            at += 1;
            // "Turkey and Russia", "coastal and flood defence"
            let fields =
                || !self.capital(at - 1) && !self.capital(at + 1) && self.is_noun(at + 1) && belongs(at + 2);
            // "of the Federal Reserve, European Central Bank and Bank of England"
            let listed = self.word(at) == "," && self.is_name(at - 1) && self.is_name(at + 1);
            if listed && (at + 2..at + 5).any(|i| self.word(i) == "and" && self.is_name(i + 1)) {
                at += 1;
                continue;
            }
            if self.word(at) == "and" && (named(at - 1) && named(at + 1) || fields()) {
                at += 1;
            }
        }
        let whole = at > first && (counted || !self.class(first).any(Class::TIME)) && !self.is_joint(at - 1);
        whole.then_some(at)
    }

    fn is_few(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "two" | "three" | "four" | "five" | "six" | "seven" | "several" | "many" | "other"
        )
    }

    /// A noun that may be the verb of the sentence: "the union rejects".
    fn may_be_verb(&self, at: usize) -> bool {
        self.get(at).is_some_and(|item| item.cue.is_some())
            && !self.capital(at)
            && !self.class(at).any(Class::ROLE.or(Class::ORG))
    }

    /// The "in" of "one in four".
    pub(super) fn is_ratio(&self, at: usize) -> bool {
        const NUMBERS: &[&str] = &[
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        ];
        let number = |at: usize| {
            NUMBERS
                .iter()
                .any(|number| number.eq_ignore_ascii_case(self.word(at)))
        };
        self.word(at) == "in" && at > 0 && number(at - 1) && number(at + 1)
    }

    /// "Airlines", "two banks", "a group of shop stewards": bodies or people that nobody names.
    pub(super) fn is_some_group(&self, subject: &Subject) -> bool {
        let head = subject.items.end - 1;
        let named = || (subject.items.start + 1..subject.end).any(|i| self.capital(i));
        let several =
            self.is_plural(head) && !self.capital(head) || subject.items.len() == 1 && self.is_plural(head);
        let of_people = matches!(self.word(head), "group" | "party" | "team" | "panel" | "number")
            && self.word(head + 1) == "of"
            && (head + 2..head + 5).any(|i| self.is_plural(i) && self.class(i).any(Class::ROLE));
        (several || of_people) && !named()
    }

    /// "Supari said", at the start of a sentence: one word with a capital that no list has, in the singular and without an
    /// article, is a name.
    pub(super) fn is_unknown_name(&self, subject: &Subject) -> bool {
        const THINGS: &[&str] = &[
            "Clergy",
            "Defence",
            "Defense",
            "Evidence",
            "Footage",
            "Intelligence",
            "Research",
            "Testimony",
            "Video",
        ];
        let (at, word) = (subject.items.start, self.word(subject.items.start));
        subject.items.len() == 1
            && self.capital(at)
            && self.class(at).with_cue(Cue::default()) == Class::default()
            && !self.items[at].cue.is_some()
            && (!words::is_plural(word) || self.is_he_behind(subject.end))
            && !THINGS.contains(&word)
            && !["ing", "ly", "ed", "one", "ment", "ion", "men", "people"]
                .iter()
                .any(|end| word.ends_with(end))
            && word.len() > 3
            && word.chars().all(char::is_alphabetic)
    }

    /// "said he could": whoever says it is one, however the name ends.
    fn is_he_behind(&self, verb: usize) -> bool {
        let he = Class::HE.or(Class::SHE);
        let that = usize::from(self.word(verb + 1) == "that");
        let says = self.get(verb).is_some_and(|item| item.cue.past()) || self.word(verb) == "says";
        says && self.class(verb + 1 + that).any(he)
    }

    /// "Boston brokerage Ames Capital": a name that tells which.
    pub(super) fn names_which(&self, at: usize) -> bool {
        self.is_name(at)
            && self.is_noun(at + 1)
            && !self.capital(at + 1)
            && self.class(at + 1).any(Class::ORG.or(Class::BODY).or(Class::ROLE))
    }

    /// A noun that may be what somebody directs: no office, no people, no article.
    pub(super) fn is_field(&self, at: usize) -> bool {
        !self.capital(at)
            && !self.class(at).any(
                Class::DETERMINER
                    .or(Class::ROLE)
                    .or(Class::BODY)
                    .or(Class::DEMONYM),
            )
    }
}
