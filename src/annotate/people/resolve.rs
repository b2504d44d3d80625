//! One entry per person: every form of a name joined to its bearer.

use std::cell::OnceCell;

use super::acronyms::{SpelledOut, is_acronym, is_pair};
use super::address::Others;
use super::couples;
use super::firms;
use super::gender::{self, Gender};
use super::joined::is_legal_form;
use super::keys::{self, Index, Keys, alike, compatible};
use super::lone::Lone;
use super::misspelt;
use super::names::{Look, Name};
use super::roles;
use super::room::Room;
use super::runs::is_article;
use super::shortened::{firm_called, is_firm, leads_several, whole_of, words_of_firms};
use crate::article::{Person, SpeakerType};
use crate::text::words::{self, Class};
use crate::text::{Text, hash, one_line};

/// A bearer of a name while the story is being read.
pub(super) struct Bearer {
    /// The name that gives the fullest form.
    pub(super) fullest: usize,
    /// How many mentions.
    mentions: usize,
    /// Mentions with more than the surname.
    full: usize,
    gender: Option<Gender>,
    pub(super) look: Look,
    /// The name that gives the surname, where the story never writes it behind the given name.
    surname: Option<usize>,
}

impl Bearer {
    /// The greater, the likelier is a name that several bear.
    pub(super) const fn rank(&self, bearer: usize) -> (usize, usize) {
        (self.full, usize::MAX - bearer)
    }
}

/// Joins the names of a room to people, in order of first mention; the other lists of the room are empty.
pub(super) fn people(text: &Text<'_>, classes: &[Class], room: &mut Room) -> Vec<Person> {
    let Room {
        names,
        keys,
        bearers,
        owners,
        by_word,
        heads,
        chains,
    } = room;
    if names.is_empty() {
        return Vec::new();
    }
    let names = &names[..];
    keys.read(text, classes, names);
    owners.resize(names.len(), None);
    by_word.reset(names.len());
    let spelled_out = OnceCell::new();
    // "Xerox", of which the story says "Xerox Corp": such words wait for the full names.
    let firms = OnceCell::new();
    let is_short = |i: usize, name: &Name| {
        let &[word] = keys.get(i) else { return false };
        name.look == Look::Organisation
            && firms.get_or_init(|| words_of_firms(keys, names)).contains(&word)
            && !(is_acronym(text, name) && leads_several(keys, names, word))
    };
    let lone = Lone::new(text, classes, names);
    let is_noun =
        |name: &Name| name.look == Look::Organisation && name.name.len() == 1 && lone.is_plural_noun(name);
    // Full names first: a headline may use the surname before the story introduces it.
    for (i, name) in names.iter().enumerate() {
        let of = is_acronym(text, name)
            .then(|| {
                spelled_out
                    .get_or_init(|| SpelledOut::read(text, names))
                    .get(text, name)
            })
            .flatten();
        if of.is_none() && (is_short(i, name) || is_noun(name)) {
            continue;
        }
        let words = keys.get(of.unwrap_or(i));
        let full = words.len() > 1 && matches!(name.look, Look::Person);
        let Some(last) = words.last().filter(|_| full || name.look == Look::Organisation) else {
            continue;
        };
        let gender = gender_of(text, classes, name);
        let same = by_word.get(*last).find(|b| {
            let other = &bearers[*b];
            (other.look == Look::Person) == (name.look == Look::Person)
                && (compatible(words, keys.get(other.fullest))
                    || name.look == Look::Person && alike(text, classes, name, &names[other.fullest]))
        });
        // "Giant Bay Resources Ltd", then "Giant Bay"; "National Gypsum Co", then "National Gypsum", which looks like a person.
        let same = same.or_else(|| {
            let by_firm = name.look == Look::Person;
            let body = |b: &Bearer| {
                let other = keys.get(b.fullest);
                let (short, long) = if words.len() < other.len() {
                    (words, other)
                } else {
                    (other, words)
                };
                let firm = long.last().is_some_and(|last| is_firm(*last));
                let whole =
                    firm && (!by_firm || short == words) || !by_firm && long.contains(&hash::exact("of"));
                b.look == Look::Organisation && short.len() > 1 && whole && long.starts_with(short)
            };
            let beginning =
                words.len() > 1 && !name.titled && matches!(name.look, Look::Organisation | Look::Person);
            beginning
                .then(|| bearers.iter().take(FORMS).position(body))
                .flatten()
        });
        // "Anne Marie Sanders", then "Anne Marie"
        let same = same.or_else(|| {
            let given = full && words.len() == 2 && classes[name.name.end - 1].any(Class::GIVEN);
            let begins = |b: &Bearer| {
                let whole = keys.get(b.fullest);
                b.look == Look::Person && whole.len() > 2 && whole.starts_with(words)
            };
            given
                .then(|| bearers.iter().take(FORMS).position(begins))
                .flatten()
        });
        let same = same.or_else(|| match words {
            [word] if name.look == Look::Organisation && of.is_none() => {
                whole_of(text, name, *word, bodies(bearers, keys))
            }
            _ => None,
        });
        let bearer = same.unwrap_or_else(|| {
            bearers.push(Bearer {
                fullest: of.unwrap_or(i),
                mentions: 0,
                full: 0,
                gender: None,
                look: name.look,
                surname: None,
            });
            by_word.add(*last, bearers.len() - 1);
            bearers.len() - 1
        });
        owners[i] = Some(bearer as u32);
        let entry = &mut bearers[bearer];
        entry.mentions += 1;
        entry.full += 1;
        entry.gender = entry.gender.or(gender);
        if words.len() > keys.get(entry.fullest).len() {
            entry.fullest = of.unwrap_or(i);
        }
    }
    let introduced = bearers.len();
    // Read where a lone word asks for them.
    let others = OnceCell::new();
    for (i, name) in names.iter().enumerate() {
        if name.look == Look::Place {
            let firms = bodies(bearers, keys);
            if let Some(firm) = firm_called((text, classes), name, keys.get(i), firms) {
                owners[i] = Some(firm as u32);
                bearers[firm].mentions += 1;
            }
            continue;
        }
        let &[word] = keys.get(i) else { continue };
        let short = name.look == Look::Organisation && owners[i].is_none();
        if !short && !matches!(name.look, Look::Person | Look::Single) {
            continue;
        }
        let gender = gender_of(text, classes, name);
        let fits = |b: &usize| {
            let bearer = &bearers[*b];
            (bearer.look != Look::Organisation || !name.titled)
                && gender.is_none_or(|g| bearer.gender.is_none_or(|other| other == g))
        };
        let most = |list: &Index| {
            let ends = |b: &usize| {
                let bearer = &bearers[*b];
                fits(b) && !(bearer.look == Look::Organisation && keys::is_of(keys.get(bearer.fullest)))
            };
            let mut all = list.get(word).filter(ends);
            let first = all.next()?;
            if all.next().is_none() {
                return Some(first);
            }
            // "Wilmer Huanca drives. Huanca said": of several the one whom the paragraph names.
            let near = named_before(text, names, owners, i);
            let mut here = list.get(word).filter(|b| near.contains(b));
            if let (Some(one), None) = (here.next().filter(fits), here.next()) {
                return Some(one);
            }
            let best = list.get(word).filter(ends).max_by_key(|b| bearers[*b].rank(*b))?;
            let as_often = |b: &usize| ends(b) && bearers[*b].full == bearers[best].full;
            let last = couples::last_in_full((classes, names), (keys, owners), i, word, as_often);
            last.or(Some(best))
        };
        let found = most(by_word).or_else(|| {
            let others = others.get_or_init(|| Others::read(classes, names, keys, &bearers[..introduced]));
            others.taken_up((text, classes), names, name, word, bearers, fits)
        });
        // "Jack and Sarah Hawkins", then "Mr Hawkins"
        let found = found.or_else(|| {
            let shown = gender.filter(|_| name.titled)?;
            let (first, second) = couples::first_of((text, classes), (names, keys), word, shown)?;
            let bearer = owners[first]? as usize;
            bearers[bearer].surname = Some(second);
            by_word.add(word, bearer);
            Some(bearer)
        });
        let found =
            found.or_else(|| misspelt::bearer_of((text, classes), names, keys, &bearers[..introduced], name));
        let bearer = match found {
            Some(b) => b,
            None => {
                let bracketed = name.tokens.start > 0 && text.word(name.tokens.start - 1) == "[";
                if is_noun(name) || !short && !name.titled && (bracketed || !lone.is_name(name)) {
                    continue;
                }
                bearers.push(Bearer {
                    fullest: i,
                    mentions: 0,
                    full: 0,
                    gender,
                    look: if short { Look::Organisation } else { Look::Person },
                    surname: None,
                });
                by_word.add(word, bearers.len() - 1);
                bearers.len() - 1
            }
        };
        owners[i] = Some(bearer as u32);
        let entry = &mut bearers[bearer];
        entry.mentions += 1;
        entry.gender = entry.gender.or(gender);
    }
    heads.resize(bearers.len(), u32::MAX);
    chains.link(owners, heads);
    let mut people = Vec::with_capacity(bearers.len());
    let mut fulls = Vec::new();
    for (i, owner) in owners.iter().enumerate() {
        let Some(owner) = owner.map(|o| o as usize) else {
            continue;
        };
        if heads[owner] == i as u32 {
            let mentions = chains.from(i).map(|m| &names[m]);
            let mut person = entry(text, classes, mentions, &bearers[owner], &mut fulls);
            if let Some(second) = bearers[owner].surname.filter(|_| !person.name.contains(' ')) {
                let surname = text.span(names[second].name.end - 1..names[second].name.end);
                person.name = format!("{} {}", person.name, surname.of(text.source));
            }
            people.push(person);
        }
    }
    people
}

/// The words of the names of bodies, by bearer; none of others.
fn bodies<'k>(bearers: &'k [Bearer], keys: &'k Keys) -> impl Iterator<Item = &'k [u64]> {
    bearers.iter().take(FORMS).map(|b| match b.look {
        Look::Organisation => keys.get(b.fullest),
        _ => &[],
    })
}

/// The bearers named in the same paragraph right before name `at`.
fn named_before(text: &Text<'_>, names: &[Name], owners: &[Option<u32>], at: usize) -> Vec<usize> {
    let mut start = names[at].tokens.start;
    let mut found = Vec::new();
    for n in (at.saturating_sub(12)..at).rev() {
        let from = names[n].tokens.start;
        if (from + 1..=start).any(|t| text.tokens[t].line_start) {
            break;
        }
        start = from;
        found.extend(owners[n].map(|o| o as usize));
    }
    found
}

fn gender_of(text: &Text<'_>, classes: &[Class], name: &Name) -> Option<Gender> {
    let last = if name.name.len() > 1 {
        name.name.end - 1
    } else {
        name.name.start
    };
    // "al-Sayed" is no Al.
    let last = if last > name.name.start + 1 && is_article(text, last - 2) {
        last - 2
    } else {
        last
    };
    gender::of_classed(classes[name.tokens.start..last].iter().copied())
}

/// Forms of one name: no story has so many; in a text made to be slow each would be compared with all.
const FORMS: usize = 256;

/// A form of a name without titles: its words, mentions, tokens, and whether a given name leads it.
type Form<'t> = (&'t str, usize, usize, bool);

fn entry<'t, 'n>(
    text: &Text<'t>,
    classes: &[Class],
    names: impl Iterator<Item = &'n Name> + Clone,
    bearer: &Bearer,
    fulls: &mut Vec<Form<'t>>,
) -> Person {
    let mut forms: Vec<String> = Vec::with_capacity(bearer.mentions.min(3));
    let mut role = None;
    let mut mentions = Vec::with_capacity(bearer.mentions);
    fulls.clear();
    for name in names.clone() {
        let span = text.span(name.tokens.clone());
        mentions.push(span);
        let form = one_line(span.of(text.source));
        if forms.len() < FORMS && !forms.iter().any(|f| *f == form) {
            forms.push(form.into_owned());
        }
        let full = text.span(name.name.clone()).of(text.source);
        let many = fulls.len() == FORMS;
        match fulls.iter_mut().find(|f| f.0 == full) {
            Some(f) => f.1 += 1,
            None if many => {}
            None => {
                let given = classes[name.name.start].any(Class::GIVEN);
                // "al-Assad" is one word, and "S and P" and "St. Marn" are short.
                let first = name.name.start;
                let led = keys::is_led_by(text.word(first));
                let short = !full.contains(' ') || is_pair(text, name) || led && name.name.len() == 2;
                let words = if short { 1 } else { name.name.len() };
                fulls.push((full, 1, words, given));
            }
        }
        if role.is_none() {
            let (before, after) = roles::around(text, classes, &name.tokens, &name.name);
            role = before
                .or(after)
                .map(|r| one_line(text.span(r).of(text.source)).into_owned());
        }
    }
    // The form used most among the full ones; a given name that is known beats "Real Donald Trump". Letters
    // that a story uses much more are as good as a body's name.
    let letters = |form: &str| form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase());
    let most = fulls
        .iter()
        .filter(|f| f.2 > 1)
        .map(|f| f.1)
        .max()
        .unwrap_or_default();
    let best = fulls.iter().enumerate().max_by_key(|(i, f)| {
        (
            f.2 > 1 || letters(f.0) && f.1 >= 3 * most,
            f.3,
            f.1,
            f.2,
            usize::MAX - i,
        )
    });
    // There is no sort for things: what is nobody counts as a body.
    let kind = if bearer.look == Look::Organisation
        || firms::is_thing(text, classes, names.clone())
        || firms::is_body(text, classes, names)
    {
        SpeakerType::Organisation
    } else {
        SpeakerType::Person
    };
    // "Pacific Gas" is "Pacific Gas and Electric Co", "South Atlantic" the "South Atlantic Financial Corp", where the
    // story has that.
    let short = best.map_or("", |(_, f)| f.0);
    let whole = |f: &&(&str, usize, usize, bool)| {
        let behind = f.0.strip_prefix(short).is_some_and(|rest| {
            let form = rest.rsplit(' ').next().is_some_and(is_legal_form);
            let of = rest.starts_with(" of ") && short.rsplit(' ').next().is_some_and(is_legal_form);
            rest.starts_with(" and ") || of || rest.starts_with(' ') && form
        });
        // "National Bank" is the "Swiss National Bank".
        let before = f.0.strip_suffix(short).and_then(|rest| rest.strip_suffix(' '));
        behind
            || short.contains(' ')
                && before.is_some_and(|people| words::of(people).any(Class::DEMONYM.or(Class::PLACE)))
    };
    let body = kind == SpeakerType::Organisation && fulls.len() > 1;
    let full = body.then(|| fulls.iter().find(whole)).flatten();
    Person {
        name: one_line(full.map_or(short, |f| f.0)).into_owned(),
        kind,
        forms,
        role,
        mentions,
    }
}
