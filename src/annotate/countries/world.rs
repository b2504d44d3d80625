//! Parts of the world and organisations of states: values of their own, never a false country.
//!
//! Each line of `tables/world.tsv` is one value with its names, adjectives, and the
//! organs and seats that stand for it. The gazetteer holds every form as a name that
//! means no country, so the one pass over the words finds them; here they get their value.
//!
//! A doubtful form ("the Gulf", "AU") counts where the story has a sure form of the
//! same value or names a country beside which it is meant.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::around::Around;
use super::gazetteer::{CAPS, COMMON_SURNAME, Class, GIVEN, Gazetteer, Kind, Sense, THE, WEAK};
use super::homonyms::is_in_name;
use super::lexicon::{CountryInfo, Lexicon};
use super::resolve::{BODY, Reading};
use super::scan::{Hit, entry_at, sense_fits};
use super::tables;
use crate::article::{CountryMention, Region, Span};
use crate::text::Text;

/// What a form of a value is to it: the name of the rule.
const NAME: &str = "name";
const ADJECTIVE: &str = "adjective";
const ORGAN: &str = "body";
/// "Brussels" for the European Union.
const SEAT: &str = "metonym";

/// One value: a part of the world, or an organisation of states.
struct Value {
    name: &'static str,
    /// Countries beside which its doubtful forms are meant, as indices.
    companions: Vec<u8>,
}

/// One form of a value.
#[derive(Clone, Copy)]
struct Form {
    value: u8,
    rule: &'static str,
    marks: u8,
    /// Whether its last word needs a capital: the Caribbean Community is not a Caribbean community.
    proper: bool,
}

/// All values, and the gazetteer's entries that are forms of them.
pub(super) struct World {
    values: Vec<Value>,
    forms: FxHashMap<u32, Form>,
}

impl World {
    /// Reads the table; forms are known by the number of their entry in the gazetteer.
    pub(super) fn new(gazetteer: &Gazetteer<'static>, countries: &[CountryInfo]) -> Self {
        let mut world = Self {
            values: Vec::new(),
            forms: FxHashMap::with_capacity_and_hasher(512, Default::default()),
        };
        for row in tables::rows(tables::WORLD) {
            let [name, class, names, adjectives, organs, beside] = row[..] else {
                continue;
            };
            let value = world.values.len() as u8;
            world.values.push(Value {
                name,
                companions: companions(beside, countries),
            });
            for (list, rule) in [(names, NAME), (adjectives, ADJECTIVE), (organs, ORGAN)] {
                for written in tables::list(list) {
                    let (plain, marks) = tables::marks_of(written);
                    let Some(entry) = gazetteer.find_text(plain) else {
                        continue;
                    };
                    let last = plain.rsplit(' ').next().unwrap_or_default();
                    let proper = class == "body" && rule == NAME && last.starts_with(char::is_uppercase);
                    // "NATO" and "Nato": one entry, which asks of its letters what both ask.
                    let form = world.forms.entry(entry.number).or_insert(Form {
                        value,
                        rule,
                        marks,
                        proper,
                    });
                    form.marks &= marks;
                    form.proper &= proper;
                }
            }
        }
        world
    }

    /// Every value, in the order of the table.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.values.iter().map(|v| v.name)
    }

    /// The value of an entry of the gazetteer.
    pub(super) fn name_of(&self, entry: u32) -> Option<&'static str> {
        let form = self.forms.get(&entry)?;
        Some(self.values.get(usize::from(form.value))?.name)
    }
}

fn companions(codes: &str, countries: &[CountryInfo]) -> Vec<u8> {
    let codes: Vec<&str> = codes.split_ascii_whitespace().collect();
    let fits = |c: &CountryInfo| codes.iter().any(|code| *code == c.code || *code == c.continent);
    let found = (0u8..).zip(countries).filter(|(_, c)| fits(c));
    found.map(|(i, _)| i).collect()
}

/// A form met in a text.
struct Met {
    value: usize,
    which: usize,
    span: Span,
    rule: &'static str,
    sure: bool,
}

/// The values that the readings name, most named first; `people` as in [`super::resolve`].
pub(super) fn regions(readings: &[Reading<'_>], people: &[(Span, &str)], lexicon: &Lexicon) -> Vec<Region> {
    let world = &lexicon.world;
    let mut met = Vec::new();
    for (which, reading) in readings.iter().enumerate() {
        let people = if which == BODY { people } else { &[] };
        meet(reading, which, people, lexicon, &mut met);
    }
    if met.is_empty() {
        return Vec::new();
    }
    let mut sure = vec![false; world.values.len()];
    for m in met.iter().filter(|m| m.sure) {
        sure[m.value] = true;
    }
    let named = |c: u8| {
        let verdicts = readings.iter().flat_map(|r| r.verdicts.iter().flatten());
        verdicts.into_iter().any(|v| v.country == c)
    };
    for m in met.iter().filter(|m| !m.sure) {
        sure[m.value] = sure[m.value] || world.values[m.value].companions.iter().any(|c| named(*c));
    }
    seats(readings, lexicon, &sure, &mut met);
    met.retain(|m| sure[m.value]);
    met.sort_by_key(|m| (m.value, m.which, m.span));
    let mut regions: Vec<(usize, Region)> = Vec::new();
    for of_one in met.chunk_by(|a, b| a.value == b.value) {
        let mentions = of_one.iter().filter(|m| m.which == BODY);
        let mentions = mentions.map(|m| CountryMention {
            span: m.span,
            rule: m.rule.into(),
        });
        let name = world.values[of_one[0].value].name.into();
        let mentions = mentions.collect();
        regions.push((of_one.len(), Region { name, mentions }));
    }
    regions.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    regions.into_iter().map(|(_, region)| region).collect()
}

fn meet(reading: &Reading<'_>, which: usize, people: &[(Span, &str)], lexicon: &Lexicon, met: &mut Vec<Met>) {
    let text = reading.text;
    // In a headline all in capitals "WHO" is a word.
    let shouted = LazyCell::new(|| which != BODY && !text.source.contains(char::is_lowercase));
    for (i, hit) in reading.hits.iter().enumerate() {
        if !matches!(hit.entry.class, Class::Area | Class::Body) || reading.verdicts[i].is_some() {
            continue;
        }
        let Some(form) = lexicon.world.forms.get(&hit.entry.number) else {
            continue;
        };
        let (form, span) =
            with_direction(text, hit, lexicon).unwrap_or((form, text.span(hit.tokens.clone())));
        let written = Sense {
            country: 0,
            kind: Kind::Region,
            weight: 0,
            form: form.marks & (CAPS | THE),
        };
        let common = form.proper && !text.tokens[hit.tokens.end - 1].capital;
        if common || !sense_fits(text, &hit.tokens, written) || is_in_name(text, hit, people) {
            continue;
        }
        let around = Around::new(text, &lexicon.gazetteer, &reading.hits, i, reading.flat);
        let person =
            around.before_surname() && (hit.entry.has(GIVEN) || before_common_surname(text, hit, lexicon));
        // "African American", "Asian-American": people of one country.
        let next = hit.tokens.end + usize::from(text.word(hit.tokens.end) == "-");
        let american = form.rule == ADJECTIVE && text.word(next).starts_with("American");
        if person || american {
            continue;
        }
        met.push(Met {
            value: usize::from(form.value),
            which,
            span,
            rule: form.rule,
            sure: form.marks & WEAK == 0 && !(form.marks & CAPS != 0 && *shouted),
        });
    }
}

/// Words that make another part of the world of the one they stand before.
const DIRECTIONS: &[&str] = &[
    "central",
    "east",
    "eastern",
    "north",
    "northern",
    "south",
    "south-east",
    "south-eastern",
    "southeast",
    "southern",
    "sub-Saharan",
    "west",
    "western",
];

/// "southern Africa", "sub-Saharan Africa": the names of the table, begun in lower case.
fn with_direction<'l>(text: &Text<'_>, hit: &Hit, lexicon: &'l Lexicon) -> Option<(&'l Form, Span)> {
    let first = text.tokens.get(hit.tokens.start)?;
    if first.line_start || !first.spaced {
        return None;
    }
    let span = text.span(hit.tokens.clone());
    let before = text.source.get(..span.start)?.trim_end_matches(' ');
    let word = before.rsplit(|c: char| c.is_whitespace()).next()?;
    DIRECTIONS.binary_search(&word).ok()?;
    let whole = Span::new(before.len() - word.len(), span.end);
    let entry = lexicon.gazetteer.find_text(whole.of(text.source))?;
    Some((lexicon.world.forms.get(&entry.number)?, whole))
}

/// "Asia Miller".
fn before_common_surname(text: &Text<'_>, hit: &Hit, lexicon: &Lexicon) -> bool {
    let next = entry_at(text, hit.tokens.end, &lexicon.gazetteer);
    hit.tokens.len() == 1 && next.is_some_and(|e| e.has(COMMON_SURNAME))
}

/// Brussels, where it is not the Belgian city, in a story of the Union.
fn seats(readings: &[Reading<'_>], lexicon: &Lexicon, sure: &[bool], met: &mut Vec<Met>) {
    let Some(union) = lexicon
        .world
        .values
        .iter()
        .position(|v| v.name == "European Union")
    else {
        return;
    };
    if !sure[union] {
        return;
    }
    for (which, reading) in readings.iter().enumerate() {
        for (hit, verdict) in reading.hits.iter().zip(&reading.verdicts) {
            if hit.entry.key == b"brussels" && verdict.is_none() {
                met.push(Met {
                    value: union,
                    which,
                    span: reading.text.span(hit.tokens.clone()),
                    rule: SEAT,
                    sure: true,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_table_is_known_to_the_gazetteer_and_no_country() {
        let lexicon = Lexicon::standard();
        for row in tables::rows(tables::WORLD) {
            assert_eq!(row.len(), 6, "{row:?}");
            assert!(matches!(row[1], "area" | "body"), "{row:?}");
            let forms: Vec<_> = row[2..5].iter().flat_map(|column| tables::list(column)).collect();
            assert_eq!(lexicon.region(row[0]), Some(row[0]), "its own name is a form");
            let wrong = forms.iter().find(|form| {
                let (plain, _) = tables::marks_of(form);
                let entry = lexicon.gazetteer.find_text(plain);
                entry.is_none_or(|e| {
                    // A town of that name is read as the greater part of the world.
                    let country = e.senses().any(|s| s.kind != Kind::City);
                    country || lexicon.world.name_of(e.number) != Some(row[0])
                })
            });
            assert_eq!(wrong, None, "{row:?}");
        }
    }

    #[test]
    fn a_value_is_found_by_any_form() {
        let lexicon = Lexicon::standard();
        for (text, name) in [
            ("nato", Some("NATO")),
            ("the EU", Some("European Union")),
            ("European Commission", Some("European Union")),
            ("the gulf", Some("Persian Gulf")),
            ("latin american", Some("Latin America")),
            ("France", None),
            ("", None),
        ] {
            assert_eq!(lexicon.region(text), name, "{text}");
        }
    }
}
