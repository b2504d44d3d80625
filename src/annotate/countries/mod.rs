//! Countries that an article names, and those it is about.
//!
//! One pass finds every name of the [`gazetteer`] ([`scan`]), the longest first, so
//! that New Mexico is not Mexico. Then each name is settled ([`resolve`]): names
//! that can mean one country only, and what they show settles the rest. Last, a
//! score over headline, dateline, lead and frequency tells the [`focus`]. Parts of the
//! world and organisations of states get values of their own ([`world`]).
//!
//! ```
//! use onrecord::annotate::countries::{annotate, Lexicon};
//! use onrecord::article::Article;
//! use onrecord::text::Text;
//!
//! let article = Article { body: "LIMA (AP) — Chileans met Peruvian officials in Paris, Texas.".into(), ..Default::default() };
//! let found = annotate(&article, &Text::new(&article.body), &[], &Lexicon::standard());
//! let codes: Vec<_> = found.iter().map(|c| &*c.code).collect();
//! assert_eq!(codes, ["PE", "US", "CL"]);
//! ```
//!
//! # Traps
//! * Persons, clubs, newspapers, currencies, languages and species carry names of
//!   places; none of them is a mention.
//! * Paragraphs that only credit reporters name the places where those sat.
//! * Brussels beside the European Union is a metonym of the Union, not of Belgium.

mod around;
mod credits;
mod evidence;
mod focus;
mod fold;
pub mod gazetteer;
pub mod groups;
mod homonyms;
mod lexicon;
mod pairs;
mod resolve;
mod room;
mod scan;
pub mod tables;
mod words;
mod world;

use crate::article::{Article, Country, CountryMention, Person, Region, Span, SpeakerType};
use crate::text::Text;
pub use lexicon::{CountryInfo, Lexicon};
use resolve::{BODY, Reading};
use room::Room;

/// The countries of one article, and the parts of the world and organisations of states that it names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Focus first, each group by falling weight.
    pub countries: Vec<Country>,
    /// Most named first.
    pub regions: Vec<Region>,
}

/// The countries of one article: focus first, each group by falling weight.
pub fn annotate(article: &Article, text: &Text<'_>, people: &[Person], lexicon: &Lexicon) -> Vec<Country> {
    places(article, text, &Text::new(&article.title), people, lexicon).countries
}

/// The countries and the regions of one article; `text` is its body.
pub fn places(
    article: &Article,
    text: &Text<'_>,
    title: &Text<'_>,
    people: &[Person],
    lexicon: &Lexicon,
) -> Places {
    let filed = article.dateline.as_deref().map(Text::new);
    let mut room = room::take();
    let mut readings = vec![
        read(text, true, lexicon, &mut room, BODY),
        read(title, false, lexicon, &mut room, 1),
    ];
    readings[1].flat = is_flat(title);
    if let Some(filed) = filed.as_ref().filter(|filed| !filed.tokens.is_empty()) {
        let mut reading = read(filed, false, lexicon, &mut room, 2);
        reading.dateline = 0..filed.tokens.len();
        readings.push(reading);
    }
    let people = names_of(people, lexicon);
    resolve::resolve(&mut readings, &people, lexicon, &mut room);
    let regions = world::regions(&readings, &people, lexicon);
    let (scores, threshold) = focus::score(&readings);
    let mut countries: Vec<Country> = Vec::with_capacity(scores.len());
    // Each country's place in the list, counted from 1.
    let mut places = [0_u8; 256];
    for (index, score) in scores {
        let Some(info) = lexicon.country(index).filter(|_| score > 0.0) else {
            continue;
        };
        countries.push(Country {
            code: info.code.into(),
            name: info.name.into(),
            focus: score >= threshold,
            score,
            mentions: Vec::new(),
        });
        places[usize::from(index)] = countries.len() as u8;
    }
    let body = &readings[BODY];
    for (hit, verdict) in body.hits.iter().zip(&body.verdicts) {
        let Some(v) = verdict else { continue };
        let place = usize::from(places[usize::from(v.country)]).checked_sub(1);
        if let Some(country) = place.and_then(|place| countries.get_mut(place)) {
            country.mentions.push(CountryMention {
                span: text.span(hit.tokens.clone()),
                rule: v.rule.into(),
            });
        }
    }
    countries.sort_by(|a, b| {
        b.focus
            .cmp(&a.focus)
            .then(b.score.total_cmp(&a.score))
            .then(a.code.cmp(&b.code))
    });
    for (kept, reading) in room.names.iter_mut().zip(readings) {
        *kept = (reading.hits, reading.verdicts);
    }
    room::keep(room);
    Places { countries, regions }
}

/// Reads a text into the `which`th lists of the room.
fn read<'a>(text: &'a Text<'a>, body: bool, lexicon: &Lexicon, room: &mut Room, which: usize) -> Reading<'a> {
    let (mut hits, mut verdicts) = std::mem::take(&mut room.names[which]);
    scan::scan(text, &lexicon.gazetteer, &mut room.scan, &mut hits);
    let mut dateline = 0..0;
    if body {
        dateline = crate::text::dateline::find(text);
        let credits = credits::find(text);
        if !credits.is_empty() {
            hits.retain(|h| {
                let at = text.span(h.tokens.clone()).start;
                let next = credits.partition_point(|c| c.end <= at);
                credits.get(next).is_none_or(|c| c.start > at)
            });
        }
    }
    verdicts.resize(hits.len(), None);
    Reading {
        text,
        verdicts,
        hits,
        dateline,
        flat: false,
    }
}

/// Whether most words of a headline begin with a capital anyway.
fn is_flat(title: &Text<'_>) -> bool {
    let words = title
        .tokens
        .iter()
        .filter(|t| t.kind == crate::text::TokenKind::Word && t.end - t.start > 3);
    let (mut all, mut capital) = (0, 0);
    for t in words {
        all += 1;
        capital += usize::from(t.capital);
    }
    capital * 3 > all * 2
}

/// Where persons are named whose names say that they are persons, in order of the spans' ends.
///
/// A list of people holds much that is none ("Edmonton Public Schools"): only names
/// of several words that begin with a given name, hold no word of bodies and offices
/// and are no place's in full ("Glen Allen") count.
fn names_of<'p>(people: &'p [Person], lexicon: &Lexicon) -> Vec<(Span, &'p str)> {
    let mut names: Vec<(Span, &str)> = Vec::new();
    let several = |p: &&Person| p.kind == SpeakerType::Person && p.name.contains(' ');
    for person in people.iter().filter(several) {
        let mut words = person.name.split_whitespace();
        let first = words.next().and_then(|first| lexicon.given_name(first));
        let Some(first) = first else { continue };
        let is_place = || first.has(gazetteer::PREFIX) && lexicon.is_place(&person.name);
        if !words.any(|word| words::FOLLOWERS.has(word)) && !is_place() {
            names.extend(person.mentions.iter().map(|span| (*span, person.name.as_str())));
        }
    }
    names.sort_by_key(|(span, _)| (span.end, span.start));
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(title: &str, body: &str) -> Vec<Country> {
        let article = Article {
            title: title.into(),
            body: body.into(),
            ..Article::default()
        };
        annotate(&article, &Text::new(&article.body), &[], &Lexicon::standard())
    }

    #[test]
    fn a_country_of_the_headline_alone_has_no_mentions() {
        let countries = found("Peru votes", "Nothing else is known.");
        assert_eq!(countries.len(), 1);
        assert_eq!((&*countries[0].code, countries[0].mentions.len()), ("PE", 0));
    }

    #[test]
    fn a_dateline_that_was_cut_off_counts() {
        let article = Article {
            dateline: Some("LIMA, Peru".into()),
            body: "The vote was close.".into(),
            ..Article::default()
        };
        let countries = annotate(&article, &Text::new(&article.body), &[], &Lexicon::standard());
        assert_eq!(countries.iter().map(|c| &*c.code).collect::<Vec<_>>(), ["PE"]);
        assert!(countries[0].focus);
    }

    #[test]
    fn long_runs_of_doubtful_names_come_to_an_end() {
        for unit in [
            "Paris, ",
            "New ",
            "in Cork and ",
            "(Reporting by A in Lima) ",
            "Georgia Jordan ",
            "St. ",
        ] {
            let body = unit.repeat(200_000 / unit.len());
            found("", &body);
        }
    }

    fn story() -> impl Strategy<Value = String> {
        let words = [
            "Paris",
            "PARIS",
            ",",
            "Texas",
            "Tex.",
            "U.S.",
            "US",
            "$",
            "Georgia",
            "County",
            "and",
            "in",
            "the",
            "-",
            "—",
            "(AP)",
            "Mr.",
            "Jordan",
            "Côte",
            "d’Ivoire",
            "Élysée",
            ".",
            "\n",
            "’s",
            "Brussels",
            "EU",
            "(Reporting by",
            "Guinea",
            "pig",
            "São",
            "Tomé",
            "March",
            "3",
            "D",
            "R",
            "St.",
            "Louis",
            "London",
            "English",
            "СССР",
            "东京",
        ];
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..40).prop_map(|w| w.join(" "))
    }

    proptest! {
        #[test]
        fn spans_fit_any_text(title in story(), body in prop_oneof![story(), "\\PC{0,80}"]) {
            for country in found(&title, &body) {
                prop_assert!(country.score.is_finite() && country.score > 0.0);
                let mut last = 0;
                for m in &country.mentions {
                    prop_assert!(m.span.is_valid_in(&body) && m.span.start >= last);
                    last = m.span.end;
                }
            }
        }
    }
}
