//! One entry per person: every form of a name joined to its bearer.

use std::collections::{BTreeMap, HashSet};

use std::ops::Range;

use super::firms;
use super::gender::{self, Gender};
use super::lines::sentence_start;
use super::names::{Look, Name};
use super::nicknames;
use super::roles;
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

/// Last words of companies that are called by the first word alone afterwards.
const FIRM: &[&str] = &[
    "inc",
    "inc.",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "ltd",
    "ltd.",
    "limited",
    "llc",
    "plc",
    "ag",
    "sa",
    "nv",
    "spa",
    "gmbh",
    "group",
    "holdings",
    "industries",
    "airlines",
    "airways",
    "motors",
    "systems",
    "technologies",
    "news",
    "partners",
    "stores",
    "enterprises",
    "laboratories",
    "pharmaceuticals",
    "chemicals",
    "petroleum",
    "electronics",
    "communications",
    "networks",
    "records",
    "foods",
    "resources",
];

/// A bearer of a name while the story is being read.
struct Bearer<'k> {
    /// Lower-case words of the fullest form.
    words: &'k [&'k str],
    /// Every mention, as an index into the names.
    mentions: Vec<usize>,
    /// Mentions with more than the surname.
    full: usize,
    gender: Option<Gender>,
    look: Look,
}

/// Joins names to people, in order of first mention.
pub fn people(text: &Text<'_>, classes: &[Class], names: &[Name]) -> Vec<Person> {
    let keys = Keys::of(text, classes, names);
    let words = keys.words();
    let lower: Vec<&[&str]> = keys.names.iter().map(|n| &words[n.clone()]).collect();
    let mut bearers: Vec<Bearer<'_>> = Vec::new();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // Full names first: a headline may use the surname before the story introduces it.
    for (i, name) in names.iter().enumerate() {
        let words = lower[i];
        let full = words.len() > 1 && matches!(name.look, Look::Person);
        if !(full || name.look == Look::Organisation && !words.is_empty()) {
            continue;
        }
        let gender = gender_of(text, classes, name);
        let last = words[words.len() - 1];
        let same = by_word.get(last).and_then(|list| {
            list.iter().copied().find(|b| {
                let other = &bearers[*b];
                (other.look == Look::Person) == (name.look == Look::Person) && compatible(words, other.words)
            })
        });
        let bearer = same.unwrap_or_else(|| {
            bearers.push(Bearer {
                words: &[],
                mentions: Vec::new(),
                full: 0,
                gender: None,
                look: name.look,
            });
            by_word.entry(last).or_default().push(bearers.len() - 1);
            bearers.len() - 1
        });
        let entry = &mut bearers[bearer];
        entry.mentions.push(i);
        entry.full += 1;
        entry.gender = entry.gender.or(gender);
        if words.len() > entry.words.len() {
            entry.words = words;
        }
    }
    let mut by_given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // "Xerox Corp" is taken up as "Xerox".
    let mut by_firm: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (b, bearer) in bearers.iter().enumerate() {
        if bearer.look == Look::Person {
            by_given.entry(bearer.words[0]).or_default().push(b);
        } else if bearer.words.len() > 1 && bearer.words.last().is_some_and(|w| FIRM.contains(w)) {
            by_firm.entry(bearer.words[0]).or_default().push(b);
        }
    }
    // Lone words that have a capital inside a sentence, too.
    let inside: HashSet<&str> = names
        .iter()
        .filter(|n| n.name.len() == 1 && !sentence_start(text, n.name.start))
        .map(|n| text.word(n.name.start))
        .collect();
    for (i, name) in names.iter().enumerate() {
        if lower[i].len() != 1 || !matches!(name.look, Look::Person | Look::Single) {
            continue;
        }
        let word = lower[i][0];
        let gender = gender_of(text, classes, name);
        let fits = |b: &&usize| match (gender, bearers[**b].gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let paragraph = named_before(text, names, i);
        let most = |list: &Vec<usize>| {
            // "Wilmer Huanca drives. Mr. Huanca said": the one whom the paragraph names.
            let mut here = list
                .iter()
                .filter(|b| name.titled && bearers[**b].mentions.iter().any(|m| paragraph.contains(m)));
            if let (Some(one), None) = (here.next().filter(fits), here.next()) {
                return Some(*one);
            }
            list.iter()
                .filter(|b| bearers[**b].look != Look::Organisation || !name.titled)
                .filter(fits)
                .copied()
                .max_by_key(|b| (bearers[*b].full, usize::MAX - b))
        };
        let found = by_word.get(word).and_then(most).or_else(|| {
            if name.titled {
                None
            } else {
                by_given.get(word).or_else(|| by_firm.get(word)).and_then(most)
            }
        });
        let bearer = match found {
            Some(b) => b,
            None => {
                let bracketed = name.tokens.start > 0 && text.word(name.tokens.start - 1) == "[";
                if !name.titled && (bracketed || !worth_keeping(text, classes, name, &inside)) {
                    continue;
                }
                bearers.push(Bearer {
                    words: lower[i],
                    mentions: Vec::new(),
                    full: 0,
                    gender,
                    look: Look::Person,
                });
                by_word.entry(word).or_default().push(bearers.len() - 1);
                bearers.len() - 1
            }
        };
        let entry = &mut bearers[bearer];
        entry.mentions.push(i);
        entry.gender = entry.gender.or(gender);
    }
    for bearer in &mut bearers {
        bearer.mentions.sort_unstable();
    }
    bearers.sort_by_key(|b| b.mentions[0]);
    bearers.iter().map(|b| entry(text, classes, names, b)).collect()
}

/// The names of more than one word in the same paragraph before name `at`.
fn named_before(text: &Text<'_>, names: &[Name], at: usize) -> Range<usize> {
    if !names[at].titled {
        return 0..0;
    }
    let begun = |n: &Name| {
        (n.tokens.start..names[at].tokens.start).any(|t| t > n.tokens.start && text.tokens[t].line_start)
    };
    let back = names[at.saturating_sub(12)..at]
        .iter()
        .rev()
        .take_while(|n| !begun(n))
        .count();
    at - back..at
}

/// The keys of all names, in one string.
struct Keys {
    letters: String,
    /// Bytes of `letters`.
    words: Vec<Range<usize>>,
    /// Indices of `words`, for each name.
    names: Vec<Range<usize>>,
}

impl Keys {
    fn of(text: &Text<'_>, classes: &[Class], names: &[Name]) -> Self {
        let mut keys = Self {
            letters: String::with_capacity(names.len() * 16),
            words: Vec::with_capacity(names.len() * 2),
            names: Vec::with_capacity(names.len()),
        };
        for name in names {
            let start = keys.words.len();
            keys.add(text, classes, name);
            keys.names.push(start..keys.words.len());
        }
        keys
    }

    /// Lower-case words that identify the bearer: no suffix, no nickname, no marks.
    fn add(&mut self, text: &Text<'_>, classes: &[Class], name: &Name) {
        let first = self.words.len();
        let mut glue = false;
        for i in name.name.clone() {
            match text.tokens[i].kind {
                TokenKind::Word if classes[i].any(Class::SUFFIX) && i > name.name.start => {}
                TokenKind::Word if glue => {
                    if self.words.len() > first {
                        self.letters.push('-');
                        self.push_lower(text.word(i));
                        if let Some(last) = self.words.last_mut() {
                            last.end = self.letters.len();
                        }
                    }
                    glue = false;
                }
                TokenKind::Word => {
                    let start = self.letters.len();
                    self.push_lower(text.word(i));
                    self.words.push(start..self.letters.len());
                }
                TokenKind::Mark if matches!(text.word(i), "-" | "‑") => glue = true,
                _ => {}
            }
        }
    }

    fn push_lower(&mut self, word: &str) {
        let start = self.letters.len();
        if word.is_ascii() {
            self.letters.push_str(word);
            self.letters[start..].make_ascii_lowercase();
        } else {
            self.letters.push_str(&word.to_lowercase());
        }
    }

    fn words(&self) -> Vec<&str> {
        self.words.iter().map(|w| &self.letters[w.clone()]).collect()
    }
}

fn gender_of(text: &Text<'_>, classes: &[Class], name: &Name) -> Option<Gender> {
    let last = if name.name.len() > 1 {
        name.name.end - 1
    } else {
        name.name.start
    };
    gender::of_classed((name.tokens.start..last).map(|i| (text.word(i), classes[i])))
}

/// Whether two full names can be one person's: same surname, given names that do not contradict.
fn compatible(a: &[&str], b: &[&str]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.ends_with(short) || long.starts_with(short) && short.len() > 1 {
        return true;
    }
    let (x, y) = (a[0].trim_end_matches('.'), b[0].trim_end_matches('.'));
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    long.starts_with(short) || nicknames::alike(x, y)
}

/// A lone capitalised word is a name unless only its place at a sentence's start made it capital.
fn worth_keeping(text: &Text<'_>, classes: &[Class], name: &Name, named_elsewhere: &HashSet<&str>) -> bool {
    let at = name.name.start;
    let class = classes[at];
    if class.any(
        Class::ROLE
            .or(Class::TITLE)
            .or(Class::DEMONYM)
            .or(Class::PLACE)
            .or(Class::TIME),
    ) {
        return false;
    }
    if !sentence_start(text, at) {
        return true;
    }
    // At the start of a sentence a capital shows nothing; a verb right behind does.
    let word = text.word(at);
    const SPEAKS: &[&str] = &["said", "says", "told", "added", "asked", "wrote", "’s", "'s"];
    let verb = SPEAKS.contains(&text.word(at + 1));
    let unlike = ["s", "ing", "ed", "tion", "ment", "ness", "ity"];
    (verb || class.any(Class::GIVEN)) && !unlike.iter().any(|end| word.ends_with(end))
        || named_elsewhere.contains(word)
}

fn entry(text: &Text<'_>, classes: &[Class], names: &[Name], bearer: &Bearer<'_>) -> Person {
    let mut forms: Vec<String> = Vec::new();
    let mut fulls: Vec<(&str, usize, usize, bool)> = Vec::new();
    let mut role = None;
    let mut mentions = Vec::with_capacity(bearer.mentions.len());
    for m in &bearer.mentions {
        let name = &names[*m];
        let span = text.span(name.tokens.clone());
        mentions.push(span);
        let form = span.of(text.source);
        if !forms.iter().any(|f| f == form) {
            forms.push(form.to_string());
        }
        let full = text.span(name.name.clone()).of(text.source);
        match fulls.iter_mut().find(|f| f.0 == full) {
            Some(f) => f.1 += 1,
            None => fulls.push((
                full,
                1,
                name.name.len(),
                classes[name.name.start].any(Class::GIVEN),
            )),
        }
        if role.is_none() {
            let (before, after) = roles::around(text, classes, &name.tokens, &name.name);
            role = before.or(after).map(|r| text.span(r).of(text.source).to_string());
        }
    }
    // The form used most among the full ones; a given name that is known beats "Real Donald Trump".
    let best = fulls
        .iter()
        .enumerate()
        .max_by_key(|(i, f)| (f.2 > 1, f.3, f.1, f.2, usize::MAX - i));
    let mentioned = bearer.mentions.iter().map(|m| &names[*m]);
    let kind = if bearer.look == Look::Organisation || firms::is_body(text, classes, mentioned) {
        SpeakerType::Organisation
    } else {
        SpeakerType::Person
    };
    Person {
        name: best.map_or("", |(_, f)| f.0).to_string(),
        kind,
        forms,
        role,
        mentions,
    }
}
