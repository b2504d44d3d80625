//! The speakers of one article, whose names in the index are told late.
//!
//! Whom a name stands for is judged by all articles that have come, and an article that was told what
//! does not hold any more is written again. So it is asked for as late as can be: when the segment
//! that holds the article is written. Until then an article's cast waits, in about a kilobyte.

use rustc_hash::FxHashMap;

use super::analyzer;
use super::document::LONGEST_VALUE;
use super::joined;
use crate::article::{Annotations, SpeakerType};
use crate::identity::{Identity, Quoted};

/// Says whom names ([`crate::identity::Named::key`]) stand for, all of them at once. What it says is
/// written: it may note that documents were told so.
pub type Judge = dyn Fn(&[&str]) -> Vec<Identity> + Send + Sync;

/// The speakers of an article, in the order of [`Quoted`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cast {
    /// The key of each, and behind it the folded forms by which it can be asked for.
    letters: String,
    /// Where each of those texts ends.
    ends: Vec<u32>,
    members: Vec<Member>,
    /// Of each quote its place in `members`.
    of_quotes: Vec<Option<u32>>,
    /// Whom they stand for, where that is not to be judged.
    known: Vec<Identity>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Member {
    /// The place of its key; that of the next member ends its forms.
    key: u32,
    /// Whether each word of its name is a form.
    is_person: bool,
}

/// What the documents of an article say of its speakers.
#[derive(Debug, Default, PartialEq)]
pub struct Told<'a> {
    /// Their names in the index, each once, in the order of the quotes.
    pub speakers: Vec<&'a str>,
    /// Of each quote its place in `speakers`.
    pub of_quotes: Vec<Option<usize>>,
    /// `form TAB name` for every form by which a speaker can be asked for.
    pub aliases: Vec<String>,
    /// What is to be kept of names that stand for others; sorted.
    pub joined: Vec<String>,
}

impl Cast {
    /// The speakers of an article's quotes.
    pub fn of(annotations: &Annotations, quoted: &Quoted) -> Self {
        let mut cast = Self {
            of_quotes: quoted.of_quotes.iter().map(|at| at.map(|at| at as u32)).collect(),
            ..Self::default()
        };
        let mut forms: Vec<String> = Vec::new();
        for speaker in &quoted.speakers {
            let quote = annotations.quotes.get(speaker.first);
            let name = quote
                .and_then(|quote| quote.speaker.as_deref())
                .unwrap_or_default();
            let person = speaker.person.and_then(|at| annotations.people.get(at));
            let is_person = person.is_some_and(|p| p.kind == SpeakerType::Person);
            forms.clear();
            each_form(name, is_person, |form| forms.push(form));
            for form in person.map_or(&[][..], |p| &p.forms) {
                forms.extend(folded(form));
            }
            forms.sort_unstable();
            forms.dedup();
            let key = cast.ends.len() as u32;
            cast.members.push(Member { key, is_person });
            cast.push(&speaker.key);
            forms.iter().for_each(|form| cast.push(form));
        }
        cast
    }

    /// The same, of speakers of whom `who` says whom they stand for.
    pub fn known(self, who: &dyn Fn(&str) -> Identity) -> Self {
        let known = self.keys().map(|key| joined::kept(who(key))).collect();
        Self { known, ..self }
    }

    /// The names on which a judgement is wanted.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.keys().skip(self.known.len())
    }

    /// What the documents say where `who` says whom a name stands for, as the index keeps it.
    pub fn tell<'a>(&'a self, who: impl Fn(&str) -> &'a Identity) -> Told<'a> {
        let mut told = Told::default();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut of_members: Vec<Option<usize>> = Vec::with_capacity(self.members.len());
        for (n, (member, key)) in self.members.iter().zip(self.keys()).enumerate() {
            let identity = self.known.get(n).unwrap_or_else(|| who(key));
            let speaker = identity.speaker.as_str();
            let place = (!speaker.is_empty()).then(|| {
                *places.entry(speaker).or_insert_with(|| {
                    told.speakers.push(speaker);
                    told.speakers.len() - 1
                })
            });
            of_members.push(place);
            let mut add = |form: &str| told.aliases.push([form, "\t", speaker].concat());
            self.forms(n).for_each(&mut add);
            // The one name may be in no article: the user's choice.
            if identity.rule.is_some() {
                each_form(speaker, member.is_person, |form| add(&form));
            }
            told.joined.extend(joined::write(key, identity));
        }
        told.joined.sort_unstable();
        told.aliases.sort_unstable();
        told.aliases.dedup();
        let of_quotes = self.of_quotes.iter();
        told.of_quotes = of_quotes
            .map(|member| of_members.get((*member)? as usize).copied().flatten())
            .collect();
        told
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        let lists = 4 * self.ends.len() + 8 * (self.members.len() + self.of_quotes.len());
        size_of::<Self>() + self.letters.len() + lists
    }

    fn push(&mut self, text: &str) {
        self.letters.push_str(text);
        self.ends.push(self.letters.len() as u32);
    }

    fn text(&self, place: u32) -> &str {
        let end = |place: u32| self.ends[place as usize] as usize;
        &self.letters[place.checked_sub(1).map_or(0, end)..end(place)]
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| self.text(member.key))
    }

    fn forms(&self, member: usize) -> impl Iterator<Item = &str> {
        let next = self.members.get(member + 1);
        let end = next.map_or(self.ends.len() as u32, |next| next.key);
        (self.members[member].key + 1..end).map(|place| self.text(place))
    }
}

/// The forms of a name: all of it, and each word of a person's.
fn each_form(name: &str, is_person: bool, add: impl FnMut(String)) {
    let words = name
        .split_whitespace()
        .filter(|w| is_person && w.chars().count() > 2);
    std::iter::once(name)
        .chain(words)
        .filter_map(folded)
        .for_each(add);
}

/// A form as it is asked for; `None` where nothing is left, or too much.
fn folded(form: &str) -> Option<String> {
    Some(analyzer::folded(form)).filter(|form| !form.is_empty() && form.len() <= LONGEST_VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Lexicons, annotate};
    use crate::article::Article;
    use crate::identity::Rule;
    use crate::index::document::clean_value;

    fn cast(body: &str) -> Cast {
        let article = Article {
            body: body.to_owned(),
            ..Article::default()
        };
        let annotations = annotate(&article, &Lexicons::standard());
        Cast::of(&annotations, &Quoted::of(&annotations, clean_value))
    }

    #[test]
    fn what_is_told_is_asked_for_late() {
        let cast = cast("“We won,” Ana Silva said. “They lost,” Mr. Cole said. “Twice,” Ms. Silva added.");
        let keys: Vec<&str> = cast.asked().collect();
        assert_eq!(keys, ["Ana Silva\tperson\tf", "Cole\tperson\tm"]);
        let cole = Identity::joined("Cole", "Tom de Cole", Rule::Surname);
        let ana = Identity::itself("Ana Silva");
        let who = |key: &str| if key.starts_with("Cole") { &cole } else { &ana };
        let told = cast.tell(who);
        assert_eq!(told.speakers, ["Ana Silva", "Tom de Cole"]);
        assert_eq!(told.of_quotes, [Some(0), Some(1), Some(0)]);
        assert_eq!(told.joined, ["Cole\tperson\tm\tTom de Cole\tsurname"]);
        let forms = |name: &str| -> Vec<&str> {
            let aliases = told.aliases.iter().filter_map(|alias| alias.split_once('\t'));
            aliases
                .filter(|(_, of)| *of == name)
                .map(|(form, _)| form)
                .collect()
        };
        assert_eq!(forms("Ana Silva"), ["ana", "ana silva", "ms silva", "silva"]);
        assert_eq!(forms("Tom de Cole"), ["cole", "mr cole", "tom", "tom de cole"]);
        // Two names of one speaker.
        let told = cast.tell(|_| &ana);
        assert_eq!(
            (told.speakers, told.of_quotes),
            (vec!["Ana Silva"], vec![Some(0); 3])
        );
    }

    #[test]
    fn what_is_known_is_not_asked_for() {
        let cast = cast("“We won,” Ana Silva said. “Yes,” a man said.");
        let same = cast.clone().known(&|_| Identity::itself("Ana  Silva-Lee"));
        assert_eq!(same.asked().count(), 0);
        let nobody = Identity::itself("nobody");
        assert_eq!(same.tell(|_| &nobody).speakers, ["Ana Silva-Lee"]);
        assert_eq!(Cast::default().tell(|_| &nobody), Told::default());
    }
}
