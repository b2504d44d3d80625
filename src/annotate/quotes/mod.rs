//! Who said what: quotations and reported speech with their speakers.
//!
//! The story is read from front to back, a sentence at a time, with every quotation
//! as one opaque item ([`units`]). Reporting verbs and "according to" open frames
//! ([`frames`]) with a subject ([`subject`]); every frame claims the words before or
//! after it as what it reports ([`claims`]), claims compete by score ([`choice`]), and quotations
//! that no frame claims go to whoever was speaking. Subjects become people in
//! [`speakers`]; [`reader`] goes through the story and hands out the statements. Paragraphs
//! of interviews, which begin with who speaks, are statements as a whole ([`layout`]).
//!
//! # Traps
//! * Words between marks are not always speech: titles, nicknames, scare quotes.
//! * "Why?" Smith asked. A quotation's own full stop or question mark ends the
//!   sentence around it only where no frame follows.

mod acts;
mod adverbials;
mod agreement;
mod appeals;
mod appositions;
mod bare_offices;
mod behind;
mod bodies;
mod borders;
mod choice;
mod claims;
mod clauses;
mod content;
mod descriptions;
mod examples;
mod findings;
mod frames;
mod groups;
mod heads;
mod hearers;
mod idioms;
mod inserted;
mod issuers;
mod joint;
mod just_named;
mod layout;
mod leads;
mod leftover;
mod longer;
mod modifiers;
mod nominals;
mod officers;
mod offices;
mod phrases;
mod plain;
mod pronouns;
mod reach;
mod reader;
mod senses;
mod settings;
mod shapes;
mod spare;
mod speakers;
mod subject;
mod taken_up;
mod titles;
mod undone;
mod units;
mod unsaid;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, Person, Quote, SpeakerType};
use crate::text::words::Class;
use crate::text::{Text, marks};

/// Compiled word lists.
pub struct Lexicon {}

impl Lexicon {
    /// The lists that ship in the program.
    pub fn standard() -> Self {
        crate::text::words::table();
        Self {}
    }
}

/// The statements of one article, in the order of their spans.
pub fn annotate(
    _article: &Article,
    text: &Text<'_>,
    people: &mut Vec<Person>,
    _lexicon: &Lexicon,
) -> Vec<Quote> {
    let quoted = marks::quoted(text);
    let reports = |at: &u32| text.classes[*at as usize].any(Class::CUE);
    let turns = layout::turns(text, people);
    if quoted.is_empty() && turns.is_empty() && !text.listed().iter().any(reports) {
        return Vec::new();
    }
    let units = units::Units::new(text, &quoted, people);
    let mut found = reader::quotes(&units, people, &turns);
    if !found.bodies.is_empty() {
        for body in &found.bodies {
            people[*body].kind = SpeakerType::Organisation;
        }
        let names: FxHashSet<&str> = found
            .bodies
            .iter()
            .map(|body| people[*body].name.as_str())
            .collect();
        let its = found.quotes.iter_mut();
        let its = its.filter(|quote| quote.speaker.as_deref().is_some_and(|name| names.contains(name)));
        its.for_each(|quote| quote.speaker_type = Some(SpeakerType::Organisation));
    }
    if found.others {
        add_speakers(&found.quotes, text, people);
    }
    found.quotes
}

/// Bodies and offices that speak without a name of their own join the people of the story.
fn add_speakers(quotes: &[Quote], text: &Text<'_>, people: &mut Vec<Person>) {
    let mut known: FxHashMap<&str, Option<usize>> = people.iter().map(|p| (p.name.as_str(), None)).collect();
    let mut more: Vec<Person> = Vec::new();
    let mut mentioned: FxHashSet<(usize, usize)> = FxHashSet::default();
    for quote in quotes {
        let (Some(name), Some(kind), Some(span)) = (&quote.speaker, quote.speaker_type, quote.speaker_span)
        else {
            continue;
        };
        let Some(&at) = known.get(name.as_str()) else {
            if kind != SpeakerType::Unnamed {
                known.insert(name, Some(more.len()));
                mentioned.insert((more.len(), span.start));
                more.push(Person {
                    name: name.clone(),
                    kind,
                    forms: vec![span.of(text.source).to_string()],
                    role: None,
                    mentions: vec![span],
                });
            }
            continue;
        };
        if let Some(at) = at {
            let form = span.of(text.source);
            let person = &mut more[at];
            if !person.forms.iter().any(|f| f == form) {
                person.forms.push(form.to_string());
            }
            if mentioned.insert((at, span.start)) {
                person.mentions.push(span);
            }
        }
    }
    people.append(&mut more);
}
