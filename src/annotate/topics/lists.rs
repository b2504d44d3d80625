//! The form in which word lists are written, and how it is read.
//!
//! ```text
//! # a comment
//! [peace talks]
//! 5: ceasefire talks, peace negotiation, peace talks
//! 3: broker~ a truce, Camp David
//! -2: talk show
//! ```
//!
//! A section names a concept by label or code; `[nothing]` takes words that a
//! longer phrase should swallow without effect ("Star Wars"). A line gives one
//! weight to its words:
//!
//! | weight | the word alone says |
//! |---|---|
//! | 1 | a leaning that needs company |
//! | 2 | probably this topic |
//! | 3 | clearly this topic |
//! | 5 | hardly anything else |
//! | 8 | nothing else, and the word makes the story |
//!
//! In one branch a word counts once, at the deepest concept that lists it and with
//! the greatest weight there; different branches may share words.
//!
//! A word stands for its plural too. `word~` is a verb and stands for its forms
//! with -s, -ed and -ing. `=word` stands for itself alone ("=shares"). Capitals
//! must be met by capitals ("Fed", "Apple"), words all in capitals by such
//! ("AIDS"). In a text the longest entry wins and uses up its words.

use super::taxonomy::{ConceptId, Taxonomy};
use super::words;
use crate::text::{Text, hash};

/// A word or phrase in one of its forms, folded, with what it says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// One number a word.
    pub words: Vec<u64>,
    /// The concept it speaks for; `None` where it only uses up its words.
    pub concept: Option<ConceptId>,
    /// How loudly.
    pub weight: i8,
    /// Which of its words must begin with a capital, one bit a word.
    pub capital: u8,
    /// Which of its words must be all capitals.
    pub upper: u8,
}

/// Phrases are no longer than this.
pub const LONGEST: usize = 8;

/// Why a list cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1; `None` where no single line is to blame.
    pub line: Option<usize>,
    /// What is wrong, without a final period.
    pub what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Reads one list.
///
/// # Errors
/// A [`Fault`] that names the line.
pub fn parse(source: &str, taxonomy: &Taxonomy) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    let mut section: Option<Option<ConceptId>> = None;
    for (number, line) in (1_usize..).zip(source.lines()) {
        let line = line.trim();
        let fail = |what: &str| {
            Err(Fault {
                line: Some(number),
                what: format!("{what}: {line}"),
            })
        };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = match taxonomy.find(name) {
                Some(id) => Some(Some(id)),
                None if name == "nothing" => Some(None),
                None => return fail("no such concept"),
            };
            continue;
        }
        let Some(concept) = section else {
            return fail("no section yet");
        };
        let Some((weight, list)) = line.split_once(':') else {
            return fail("no weight");
        };
        let Ok(weight) = weight.parse::<i8>() else {
            return fail("the weight is no number");
        };
        for item in list.split(',').map(str::trim).filter(|i| !i.is_empty()) {
            if let Err(why) = expand(item, concept, weight, &mut entries) {
                return fail(&why);
            }
        }
    }
    Ok(entries)
}

fn expand(item: &str, concept: Option<ConceptId>, weight: i8, out: &mut Vec<Entry>) -> Result<(), String> {
    let (exact, item) = match item.strip_prefix('=') {
        Some(rest) => (true, rest),
        None => (false, item),
    };
    let verb_at = item.split(' ').position(|w| w.ends_with('~'));
    let plain = item.replace('~', "");
    let text = Text::new(&plain);
    let kept = words::words(&text);
    if kept.is_empty() || kept.len() > LONGEST {
        return Err(format!("not one to {LONGEST} words: {item}"));
    }
    let mut entry = Entry {
        words: kept.iter().map(|(_, hash)| *hash).collect(),
        concept,
        weight,
        capital: 0,
        upper: 0,
    };
    for (bit, (at, _)) in kept.iter().enumerate() {
        entry.capital |= u8::from(text.tokens[*at].capital) << bit;
        entry.upper |= u8::from(text.tokens[*at].all_caps) << bit;
    }
    let spelled = |at: usize| kept.get(at).map_or("", |(token, _)| text.word(*token));
    let (at, forms) = match verb_at {
        Some(at) if at < kept.len() => (at, words::verb_forms(spelled(at))),
        Some(_) => return Err(format!("the verb is not found: {item}")),
        None if exact => (0, Vec::new()),
        None => {
            let last = kept.len() - 1;
            (last, words::plural(spelled(last)).into_iter().collect())
        }
    };
    for form in forms {
        let mut other = entry.clone();
        other.words[at] = hash::folded(&form);
        other.upper &= !(1 << at);
        out.push(other);
    }
    out.push(entry);
    Ok(())
}

/// Entries without those that would count the same words twice in one branch.
pub fn settle(mut entries: Vec<Entry>, taxonomy: &Taxonomy) -> Vec<Entry> {
    let branch = |e: &Entry| e.concept.map(|c| taxonomy.branch(c)).unwrap_or_default();
    // In the order of the tree, so that what is below a concept follows it.
    entries.sort_by(|a, b| {
        let key = |e: &Entry| (e.capital, e.upper, e.concept, e.weight.unsigned_abs());
        a.words.cmp(&b.words).then_with(|| key(a).cmp(&key(b)))
    });
    let same = |a: &Entry, b: &Entry| (&a.words, a.capital, a.upper) == (&b.words, b.capital, b.upper);
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = entry.concept.map_or(0, usize::from);
        while kept
            .last()
            .is_some_and(|l| same(l, &entry) && branch(l).contains(&place))
        {
            kept.pop();
        }
        kept.push(entry);
    }
    kept
}

/// The same list with the words of every line sorted, lines of one weight
/// joined, long lines broken, the strongest first; comments stay above their section.
pub fn tidy(source: &str) -> String {
    let mut out = String::new();
    let mut lines: Vec<(i8, Vec<&str>)> = Vec::new();
    for line in source.lines().map(str::trim) {
        if line.starts_with(['#', '[']) {
            flush(&mut lines, &mut out);
            if line.starts_with('[') && !out.is_empty() {
                out.push('\n');
            }
            out.push_str(line);
            out.push('\n');
        } else if let Some((weight, list)) = line.split_once(':') {
            let weight = weight.parse().unwrap_or(0);
            let items = list.split(',').map(str::trim).filter(|i| !i.is_empty());
            match lines.iter_mut().find(|l| l.0 == weight) {
                Some(found) => found.1.extend(items),
                None => lines.push((weight, items.collect())),
            }
        }
    }
    flush(&mut lines, &mut out);
    out
}

fn flush(lines: &mut Vec<(i8, Vec<&str>)>, out: &mut String) {
    lines.sort_by_key(|l| -l.0);
    for (weight, mut items) in lines.drain(..) {
        items.sort_by_key(|i| (i.trim_start_matches('=').to_lowercase(), *i));
        items.dedup();
        let mut line = format!("{weight}:");
        for (n, item) in items.iter().enumerate() {
            if n > 0 && line.len() + item.len() > 108 {
                out.push_str(&line);
                out.push('\n');
                line = format!("{weight}:");
            }
            line.push_str(if line.ends_with(':') { " " } else { ", " });
            line.push_str(item);
        }
        out.push_str(&line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, forms: usize) {
        let found = parse(source, &Taxonomy::standard());
        assert_eq!(found.map(|f| f.len()), Ok(forms), "{source}");
    }

    #[test]
    fn entries_and_their_forms() {
        check("[war]\n5: war, invade~, =shares, World War II", 2 + 4 + 1 + 1);
        check("[nothing]\n0: Star Wars", 1);
        check("# none\n", 0);
    }

    #[test]
    fn words_count_once_in_a_branch() {
        let taxonomy = Taxonomy::standard();
        let source = "[war]\n3: war\n5: wars\n[conflict, war and peace]\n2: war\n[sport]\n1: =war";
        let settled = settle(parse(source, &taxonomy).unwrap(), &taxonomy);
        let mut said: Vec<_> = settled.iter().map(|e| (e.concept, e.weight)).collect();
        said.sort();
        let (war, sport) = (taxonomy.find("war"), taxonomy.find("sport"));
        assert_eq!(said, [(sport, 1), (war, 3), (war, 5)]);
    }

    #[test]
    fn mistakes_are_named() {
        let taxonomy = Taxonomy::standard();
        for (source, why) in [
            ("5: war", "no section yet"),
            ("[wart]", "no such concept"),
            ("[war]\nwar", "no weight"),
            ("[war]\nx: war", "the weight is no number"),
            ("[war]\n5: -", "not one to 8 words"),
        ] {
            let error = parse(source, &taxonomy).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn tidy_sorts() {
        let tidied = tidy("[war]\n1: b, a\n5: c\n1: A\n");
        assert_eq!(tidied, "[war]\n5: c\n1: A, a, b\n");
        assert_eq!(tidy(&tidied), tidied);
    }
}
