//! Offices: whom "the French president" or "the Florida senator" means, where the story has shown it.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::speakers::{Cast, MENTIONS_BACK, Speaker};
use super::subject::Subject;
use super::units::{Kind, Units};
use crate::annotate::people::roles;
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;
use crate::text::{Text, TokenKind};
use crate::text::{Token, hash};

impl Cast<'_> {
    /// The person whom "the French president" means, where the story has shown it.
    pub(super) fn role_holder(&self, subject: &Subject) -> Option<usize> {
        let first = subject.items.start;
        if !matches!(self.units.word(first), "the" | "The") || subject.items.len() < 2 {
            return None;
        }
        let head = subject.items.end - 1;
        if subject.items.len() == 2 {
            return self.office_holder(subject).or_else(|| self.fellow(subject));
        }
        if !self.units.class(head).any(Class::ROLE)
            || matches!(self.units.word(head), "officials" | "leaders")
        {
            return None;
        }
        let number = |item: usize| self.units.text.number(self.units.items[item].first as usize);
        let head_word = number(head);
        let modifiers: Vec<u64> = (first + 1..head)
            .filter(|i| self.units.items[*i].kind == Kind::Word)
            .filter(|i| !self.units.word(*i).eq_ignore_ascii_case("former"))
            .map(number)
            .collect();
        let mut best: Option<((usize, usize), usize)> = None;
        for event in self.events.iter().rev().take(MENTIONS_BACK * 2) {
            let words = self.known[event.person]
                .roles
                .get_or_init(|| role_words(self.units, &self.people[event.person], &self.units.text.classes));
            if !words.contains(&head_word) {
                continue;
            }
            let matched = modifiers.iter().filter(|m| shows(words, **m)).count();
            let contradicted = modifiers.iter().any(|m| contradicts(words, *m));
            // A new description after somebody spoke mostly means somebody else.
            let again = matched == 0 && self.last_speaker == Some(Speaker::Person(event.person));
            if contradicted
                || again
                || matched == 0 && !modifiers.iter().any(|m| places().countries.contains_key(m))
            {
                continue;
            }
            if best.is_none_or(|(key, _)| (matched, event.item) > key) {
                best = Some(((matched, event.item), event.person));
            }
        }
        best.map(|(_, person)| person).or_else(|| {
            (subject.items.len() == 3)
                .then(|| self.office_holder(subject))
                .flatten()
        })
    }

    /// "the Swede": whoever spoke last.
    fn fellow(&self, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        let class = self.units.class(head);
        let plural = self.units.word(head).ends_with('s');
        if plural || !class.any(Class::DEMONYM) || class.any(Class::ROLE) {
            return None;
        }
        match self.last_speaker {
            Some(Speaker::Person(p)) if self.people[p].kind == SpeakerType::Person => Some(p),
            _ => None,
        }
    }

    /// The person whom "the judge" means: the only one whom the story has called a judge so far.
    fn office_holder(&self, subject: &Subject) -> Option<usize> {
        let head = subject.items.end - 1;
        let next = self.units.get(head + 1);
        // "the spokesman for", "the boy, who": a description of its own.
        let described = next.is_some_and(|i| {
            i.class.any(Class::WHO) || i.class.any(Class::PREPOSITION) && self.units.is_owner(head + 1)
        });
        let anybody = matches!(
            self.units.word(head),
            "candidate" | "nominee" | "man" | "woman" | "person"
        );
        if described || anybody || !self.units.class(head).any(Class::ROLE) {
            return None;
        }
        let word = self.units.word(head).to_lowercase();
        // "the chief executive": both words; "the former minister": what somebody was.
        let more = (subject.items.len() == 3).then(|| self.units.word(head - 1).to_lowercase());
        let (word, more) = match more {
            Some(m) if matches!(m.as_str(), "former" | "ex") => (format!("former {word}"), None),
            Some(m) if !self.units.class(head - 1).any(Class::ROLE.or(Class::TITLE)) || m == "-" => {
                return None;
            }
            more => (word, more),
        };
        let (mut holder, mut several) = (None, false);
        for event in self.events.iter().rev().take(MENTIONS_BACK * 2) {
            if event.item >= subject.items.start {
                continue;
            }
            let person = &self.people[event.person];
            let offices = self.known[event.person]
                .offices
                .get_or_init(|| offices(self.units, person));
            let has = |word: &str| offices.iter().any(|o| is_office(word, o));
            if person.kind == SpeakerType::Person && has(&word) && more.as_deref().is_none_or(has) {
                // Of several, the one who has just spoken.
                if self.last_speaker == Some(Speaker::Person(event.person)) {
                    return Some(event.person);
                }
                several |= holder.is_some_and(|h| h != event.person);
                holder = holder.or(Some(event.person));
            }
        }
        holder.filter(|_| !several)
    }
}

/// Whether "the lawmaker" can mean a senator.
fn is_office(word: &str, office: &str) -> bool {
    word == office
        || match word {
            "lawmaker" | "legislator" => {
                matches!(
                    office,
                    "senator" | "congressman" | "congresswoman" | "representative" | "mp"
                )
            }
            "peer" => matches!(office, "lord" | "baroness" | "baron"),
            "monarch" => matches!(office, "king" | "queen" | "emir" | "sultan" | "oba"),
            "judge" => matches!(office, "justice" | "magistrate"),
            "lawyer" => matches!(office, "attorney" | "solicitor" | "barrister" | "advocate"),
            "doctor" => matches!(office, "physician" | "surgeon"),
            "academic" => matches!(office, "professor" | "lecturer"),
            "cleric" | "priest" => matches!(office, "reverend" | "father" | "imam" | "bishop"),
            "chair" | "chairperson" => matches!(office, "chairman" | "chairwoman" | "chair" | "chairperson"),
            _ => false,
        }
}

/// The office that a short title stands for.
fn spelt_out(title: &str) -> &str {
    match title {
        "sen" | "sen." => "senator",
        "gov" | "gov." => "governor",
        "rep" | "rep." => "congressman",
        "prof" | "prof." => "professor",
        "dr" | "dr." => "doctor",
        "rev" | "rev." => "reverend",
        "capt" | "capt." => "captain",
        "sgt" | "sgt." => "sergeant",
        "gen" | "gen." => "general",
        "col" | "col." => "colonel",
        "cllr" | "cllr." => "councillor",
        _ => title,
    }
}

/// The tokens of the name itself in those of a mention, which a title may begin.
fn name_in(text: &Text<'_>, person: &Person, mention: &Range<usize>) -> Range<usize> {
    let end = text.tokens[mention.end - 1].end as usize;
    let begins =
        |i: &usize| text.source.get(text.tokens[*i].start as usize..end) == Some(person.name.as_str());
    let words = person.name.split(' ').count().min(mention.len());
    let start = mention.clone().find(begins).unwrap_or(mention.end - words);
    start..mention.end
}

/// Lower-case offices that the story gives a person: titles, words before the name, heads of appositions.
fn offices(units: &Units<'_>, person: &Person) -> Vec<String> {
    let text = units.text;
    let office = |i: usize| {
        text.classes[i].any(Class::ROLE.or(Class::TITLE)) && text.tokens[i].kind == TokenKind::Word
    };
    let mut found: Vec<String> = Vec::new();
    let mut add = |i: usize, past: bool| {
        let word = text.word(i).to_lowercase();
        let word = spelt_out(&word);
        // "Assistant U.S. Attorney", "District Attorney"
        let state = i > 0 && matches!(text.word(i - 1), "U.S." | "District" | "State" | "Crown");
        let word = if word == "attorney" && state {
            "prosecutor"
        } else {
            word
        };
        let word = if past {
            format!("former {word}")
        } else {
            word.to_owned()
        };
        if !found.contains(&word) {
            found.push(word);
        }
    };
    let past = |range: &Range<usize>| {
        let was = |i: usize| matches!(text.word(i), "former" | "Former" | "ex" | "late" | "outgoing");
        range.clone().any(was)
    };
    let tail = Class::PREPOSITION.or(Class::WHO);
    for mention in person.mentions.iter().take(24) {
        let tokens = text.token_at(mention.start)..text.token_at(mention.end.saturating_sub(1)) + 1;
        let name = name_in(text, person, &tokens);
        let (before, after) = roles::around(text, &text.classes, &tokens, &name);
        let was = tokens.start > 0 && past(&(tokens.start - 1..tokens.start));
        (tokens.start..name.start)
            .filter(|i| office(*i))
            .for_each(|i| add(i, was));
        if let Some(range) = before {
            let past = past(&range);
            range.filter(|i| office(*i)).for_each(|i| add(i, past));
        }
        if let Some(range) = after {
            let past = past(&range);
            let head = range.take_while(|i| !text.classes[*i].any(tail));
            head.filter(|i| office(*i)).for_each(|i| add(i, past));
        }
        if let Some(i) = office_of(units, name.start) {
            add(i, was);
        }
        // "The union’s chief negotiator, Sam Doyle,", "The chair of the board, Dame Ann Lee,"
        let the = usize::from(tokens.start > 0 && text.word(tokens.start - 1) == "the");
        let comma = tokens.start.saturating_sub(1 + the);
        let closed = matches!(text.word(tokens.end), "," | "." | "");
        if !closed || comma == 0 || text.word(comma) != "," || text.tokens[comma].line_start {
            continue;
        }
        let phrase = (comma.saturating_sub(9)..comma).rev();
        let whole = |i: &usize| text.tokens[*i].kind != TokenKind::Mark && !text.tokens[*i + 1].line_start;
        let start = phrase.take_while(whole).last().unwrap_or(comma);
        let end = (start + 1..comma)
            .find(|i| text.classes[*i].any(tail))
            .unwrap_or(comma);
        let past = past(&(start..end));
        (start..end)
            .rev()
            .take(3)
            .take_while(|i| office(*i))
            .for_each(|i| add(i, past));
    }
    let mut mentions = person.mentions.iter().take(24);
    if mentions.any(|mention| is_accused(units, text.token_at(mention.end))) {
        found.push("defendant".to_owned());
    }
    found
}

/// "..., 57, of Orchard Close, is accused of": somebody on trial, said behind the name.
fn is_accused(units: &Units<'_>, behind: usize) -> bool {
    let text = units.text;
    let sentence = (behind..text.tokens.len().min(behind + 16)).take_while(|i| !text.tokens[*i].line_start);
    let mut sentence = sentence.take_while(|i| !matches!(text.word(*i), "." | "“" | "‘" | "\""));
    sentence.any(|i| match text.word(i) {
        "accused" | "charged" => i > 0 && matches!(text.word(i - 1), "is" | "was" | "been" | "stands"),
        "pleaded" => true,
        "trial" => i > 0 && text.word(i - 1) == "on",
        _ => false,
    })
}

/// "Minister of Water Resources Dr. Salim Hadi": the title before the words that it governs.
fn office_of(units: &Units<'_>, name: usize) -> Option<usize> {
    let text = units.text;
    let whole = |i: &usize| text.tokens[*i].kind == TokenKind::Word && !text.tokens[*i + 1].line_start;
    let governed = (name.saturating_sub(7)..name)
        .rev()
        .take_while(whole)
        .find(|i| matches!(text.word(*i), "of" | "for"))?;
    let title = governed.checked_sub(1)?;
    let named = (governed + 1..name).all(|i| text.tokens[i].capital || matches!(text.word(i), "and" | "the"));
    (named && governed + 1 < name && text.tokens[title].capital && text.classes[title].any(Class::TITLE))
        .then_some(title)
}

/// Peoples and their countries, states and their abbreviations, by the numbers of the words.
struct Places {
    /// The countries of each people.
    countries: FxHashMap<u64, Vec<u64>>,
    /// Peoples and countries.
    all: FxHashSet<u64>,
}

fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(|| {
        let mut places = Places {
            countries: FxHashMap::default(),
            all: FxHashSet::default(),
        };
        let lines = include_str!("peoples.txt")
            .lines()
            .filter(|l| !l.starts_with('#'));
        for (people, country) in lines.filter_map(|l| l.split_once(' ')) {
            let (people, country) = (hash::exact(people), hash::exact(country));
            places.countries.entry(people).or_default().push(country);
            places.all.extend([people, country]);
        }
        places
    });
    &PLACES
}

/// The numbers of titles that are written short, and of the words they stand for.
fn titles() -> &'static [(u64, u64)] {
    static TITLES: LazyLock<[(u64, u64); 3]> = LazyLock::new(|| {
        [("sen.", "senator"), ("gov.", "governor"), ("rep.", "congressman")]
            .map(|(short, long)| (hash::exact(short), hash::exact(long)))
    });
    &*TITLES
}

/// The numbers of the words of everything that the story says a person is.
fn role_words(units: &Units<'_>, person: &Person, classes: &[Class]) -> Vec<u64> {
    let text = units.text;
    let mut words: Vec<u64> = Vec::new();
    for mention in person.mentions.iter().take(24) {
        let first = text.token_at(mention.start);
        let inside = |t: &&Token| (t.end as usize) < mention.end;
        let tokens = first..first + text.tokens[first..].iter().take_while(inside).count() + 1;
        let name = name_in(text, person, &tokens);
        let (before, after) = roles::around(text, classes, &tokens, &name);
        let mut add = |range: std::ops::Range<usize>| {
            for i in range {
                if text.tokens[i].is_long(1) {
                    continue;
                }
                let number = text.number(i);
                let short = titles().iter().find(|(short, _)| *short == number);
                let word = short.map_or(number, |(_, long)| *long);
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        };
        for range in [before, after].into_iter().flatten() {
            add(range);
        }
        // "President Vladimir V. Putin of Russia", "Sen. Marco Rubio (R-Fla.)"
        if matches!(text.word(tokens.end), "of" | "(") {
            add(tokens.end + 1..(tokens.end + 4).min(text.tokens.len()));
        }
    }
    words
}

fn shows(words: &[u64], modifier: u64) -> bool {
    words.contains(&modifier)
        || places()
            .countries
            .get(&modifier)
            .is_some_and(|countries| countries.iter().any(|c| words.contains(c)))
}

/// The words name another country than `modifier` does.
fn contradicts(words: &[u64], modifier: u64) -> bool {
    places().countries.contains_key(&modifier)
        && !shows(words, modifier)
        && words.iter().any(|w| places().all.contains(w))
}
