//! The JSON of annotations: what `annotate` and `show` write.
//!
//! Borrowed structs, serialized as they stand: annotating is fast, and a tree of
//! JSON values a line would cost more than the annotation itself.

use serde::Serialize;

use crate::article::{Annotations, CodePoints, Country, CountryMention, Person, Quote, Region, Span, Topic};
use crate::identity::Rule;
use crate::search::NameJoined;

#[derive(Serialize)]
pub struct AnnotationsJson<'a> {
    quotes: Vec<QuoteJson<'a>>,
    people: Vec<PersonJson<'a>>,
    countries: Vec<CountryJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regions: Vec<RegionJson<'a>>,
    topics: Vec<TopicJson<'a>>,
}

/// A place in code points.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    start: usize,
    end: usize,
    byte_start: usize,
    byte_end: usize,
    text: &'a str,
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<Rule>,
    speaker_type: Option<&'static str>,
    speaker_text: Option<&'a str>,
    kind: &'static str,
    cue: Option<&'a str>,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<EvidenceJson<'a>>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    forms: &'a [String],
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct CountryJson<'a> {
    code: &'a str,
    name: &'a str,
    focus: bool,
    mentions: Vec<MentionJson<'a>>,
}

#[derive(Serialize)]
struct RegionJson<'a> {
    name: &'a str,
    mentions: Vec<MentionJson<'a>>,
}

#[derive(Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    rule: &'a str,
}

#[derive(Serialize)]
struct TopicJson<'a> {
    id: &'a str,
    path: &'a [String],
    score: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    evidence: Vec<Place>,
}

impl<'a> AnnotationsJson<'a> {
    /// `explain` adds the evidence behind each decision.
    pub fn new(body: &'a str, annotations: &'a Annotations, explain: bool) -> Self {
        let mut points = CodePoints::new(body);
        Self {
            quotes: annotations
                .quotes
                .iter()
                .map(|q| quote(body, q, &mut points, explain))
                .collect(),
            people: annotations.people.iter().map(person).collect(),
            countries: annotations
                .countries
                .iter()
                .map(|c| country(c, &mut points))
                .collect(),
            regions: annotations
                .regions
                .iter()
                .map(|r| region(r, &mut points))
                .collect(),
            topics: annotations
                .topics
                .iter()
                .map(|t| topic(t, &mut points, explain))
                .collect(),
        }
    }
}

impl<'a> AnnotationsJson<'a> {
    /// Adds to each quote the name that its article gives the speaker, where the index knows another.
    pub fn with_names(mut self, joined: &'a [Option<NameJoined>]) -> Self {
        for (quote, joined) in self.quotes.iter_mut().zip(joined) {
            quote.named = joined.as_ref().map(|j| j.named.as_str());
            quote.joined = joined.as_ref().map(|j| j.rule);
        }
        self
    }
}

fn place(points: &mut CodePoints<'_>, span: Span) -> Place {
    let (start, end) = points.span(span);
    Place { start, end }
}

fn quote<'a>(body: &'a str, q: &'a Quote, points: &mut CodePoints<'_>, explain: bool) -> QuoteJson<'a> {
    let Place { start, end } = place(points, q.span);
    let evidence = |points: &mut CodePoints<'_>| {
        let one = |e: &'a crate::article::Evidence| EvidenceJson {
            place: place(points, e.span),
            text: e.span.of(body),
            what: &e.what,
        };
        q.evidence.iter().map(one).collect()
    };
    QuoteJson {
        start,
        end,
        byte_start: q.span.start,
        byte_end: q.span.end,
        text: q.span.of(body),
        speaker: q.speaker.as_deref(),
        named: None,
        joined: None,
        speaker_type: q.speaker_type.map(crate::article::SpeakerType::as_str),
        speaker_text: q.speaker_span.map(|s| s.of(body)),
        kind: q.kind.as_str(),
        cue: q.cue.map(|s| s.of(body)),
        rule: &q.rule,
        evidence: explain.then(|| evidence(points)),
    }
}

fn person(p: &Person) -> PersonJson<'_> {
    PersonJson {
        name: &p.name,
        forms: &p.forms,
        role: p.role.as_deref(),
    }
}

fn country<'a>(c: &'a Country, points: &mut CodePoints<'_>) -> CountryJson<'a> {
    CountryJson {
        code: &c.code,
        name: &c.name,
        focus: c.focus,
        mentions: mentions(&c.mentions, points),
    }
}

fn region<'a>(r: &'a Region, points: &mut CodePoints<'_>) -> RegionJson<'a> {
    RegionJson {
        name: &r.name,
        mentions: mentions(&r.mentions, points),
    }
}

fn mentions<'a>(all: &'a [CountryMention], points: &mut CodePoints<'_>) -> Vec<MentionJson<'a>> {
    let one = |m: &'a CountryMention| {
        let Place { start, end } = place(points, m.span);
        MentionJson {
            start,
            end,
            rule: &m.rule,
        }
    };
    all.iter().map(one).collect()
}

fn topic<'a>(t: &'a Topic, points: &mut CodePoints<'_>, explain: bool) -> TopicJson<'a> {
    TopicJson {
        id: &t.id,
        path: &t.path,
        score: t.score,
        rule: explain.then_some(&*t.rule),
        evidence: t.evidence.iter().map(|s| place(points, *s)).collect(),
    }
}
