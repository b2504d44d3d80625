//! The JSON of annotations: what `annotate` and `show` write.
//!
//! Nothing is laid out before it is written: every value below is made of the plain data in the
//! moment in which it is put out, since annotating is fast, and a tree of JSON values a line
//! would cost more than the annotation itself.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::article::{
    Annotations, CodePoints, Country, CountryMention, Evidence, Person, Quote, Region, Span, SpeakerType,
    Topic,
};
use crate::identity::Rule;
use crate::search::NameJoined;

/// The annotations of an article.
pub struct AnnotationsJson<'a> {
    annotations: &'a Annotations,
    /// For each quote, what was joined.
    joined: &'a [Option<NameJoined>],
    with: Context<'a>,
}

/// What the parts are made with.
struct Context<'a> {
    body: &'a str,
    points: CodePoints<'a>,
    /// Whether the evidence behind each decision is told.
    explain: bool,
}

impl<'a> AnnotationsJson<'a> {
    /// `explain` adds the evidence behind each decision.
    pub fn new(body: &'a str, annotations: &'a Annotations, explain: bool) -> Self {
        Self {
            annotations,
            joined: &[],
            with: Context {
                body,
                points: CodePoints::new(body),
                explain,
            },
        }
    }

    /// Adds to each quote the name that its article gives the speaker, where the index knows another.
    pub fn with_names(mut self, joined: &'a [Option<NameJoined>]) -> Self {
        self.joined = joined;
        self
    }
}

impl Serialize for AnnotationsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Annotations {
            quotes: _, // with their names
            people,
            countries,
            regions,
            topics,
        } = self.annotations;
        let with = &self.with;
        let mut out = serializer.serialize_struct("Annotations", 4 + usize::from(!regions.is_empty()))?;
        out.serialize_field("quotes", &Quotes(self))?;
        out.serialize_field("people", &List(people, with))?;
        out.serialize_field("countries", &List(countries, with))?;
        if !regions.is_empty() {
            out.serialize_field("regions", &List(regions, with))?;
        }
        out.serialize_field("topics", &List(topics, with))?;
        out.end()
    }
}

/// What a part of the plain data is written as.
trait Written<'a> {
    type Json: Serialize;
    fn json(&'a self, with: &'a Context<'a>) -> Self::Json;
}

/// Parts of one kind.
struct List<'a, T>(&'a [T], &'a Context<'a>);

impl<'a, T: Written<'a>> Serialize for List<'a, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|part| part.json(self.1)))
    }
}

/// The quotes with the names that were joined.
struct Quotes<'a>(&'a AnnotationsJson<'a>);

impl Serialize for Quotes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(all) = self;
        let joined = all
            .joined
            .iter()
            .map(Option::as_ref)
            .chain(std::iter::repeat(None));
        let quotes = all.annotations.quotes.iter().zip(joined);
        serializer.collect_seq(quotes.map(|(q, joined)| quote(q, joined, &all.with)))
    }
}

/// A place in code points.
#[derive(serde::Serialize)]
struct Place {
    start: usize,
    end: usize,
}

#[derive(serde::Serialize)]
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
    evidence: Option<List<'a, Evidence>>,
}

#[derive(serde::Serialize)]
struct EvidenceJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    what: &'a str,
}

#[derive(serde::Serialize)]
struct PersonJson<'a> {
    name: &'a str,
    forms: &'a [String],
    role: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct CountryJson<'a> {
    code: &'a str,
    name: &'a str,
    focus: bool,
    mentions: List<'a, CountryMention>,
}

#[derive(serde::Serialize)]
struct RegionJson<'a> {
    name: &'a str,
    mentions: List<'a, CountryMention>,
}

#[derive(serde::Serialize)]
struct MentionJson<'a> {
    start: usize,
    end: usize,
    rule: &'a str,
}

#[derive(serde::Serialize)]
struct TopicJson<'a> {
    id: &'a str,
    path: &'a [Cow<'static, str>],
    score: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    evidence: List<'a, Span>,
}

impl Context<'_> {
    fn place(&self, span: Span) -> Place {
        let (start, end) = self.points.span(span);
        Place { start, end }
    }
}

fn quote<'a>(q: &'a Quote, joined: Option<&'a NameJoined>, with: &'a Context<'a>) -> QuoteJson<'a> {
    let Place { start, end } = with.place(q.span);
    let text = |span: Span| span.of(with.body);
    QuoteJson {
        start,
        end,
        byte_start: q.span.start,
        byte_end: q.span.end,
        text: text(q.span),
        speaker: q.speaker.as_deref(),
        named: joined.map(|j| j.named.as_str()),
        joined: joined.map(|j| j.rule),
        speaker_type: q.speaker_type.map(SpeakerType::as_str),
        speaker_text: q.speaker_span.map(text),
        kind: q.kind.as_str(),
        cue: q.cue.map(text),
        rule: &q.rule,
        evidence: with.explain.then_some(List(&q.evidence, with)),
    }
}

impl<'a> Written<'a> for Evidence {
    type Json = EvidenceJson<'a>;

    fn json(&'a self, with: &'a Context<'a>) -> EvidenceJson<'a> {
        let Place { start, end } = with.place(self.span);
        EvidenceJson {
            start,
            end,
            text: self.span.of(with.body),
            what: &self.what,
        }
    }
}

impl<'a> Written<'a> for Person {
    type Json = PersonJson<'a>;

    fn json(&'a self, _: &'a Context<'a>) -> PersonJson<'a> {
        PersonJson {
            name: &self.name,
            forms: &self.forms,
            role: self.role.as_deref(),
        }
    }
}

impl<'a> Written<'a> for Country {
    type Json = CountryJson<'a>;

    fn json(&'a self, with: &'a Context<'a>) -> CountryJson<'a> {
        CountryJson {
            code: &self.code,
            name: &self.name,
            focus: self.focus,
            mentions: List(&self.mentions, with),
        }
    }
}

impl<'a> Written<'a> for Region {
    type Json = RegionJson<'a>;

    fn json(&'a self, with: &'a Context<'a>) -> RegionJson<'a> {
        RegionJson {
            name: &self.name,
            mentions: List(&self.mentions, with),
        }
    }
}

impl<'a> Written<'a> for CountryMention {
    type Json = MentionJson<'a>;

    fn json(&'a self, with: &'a Context<'a>) -> MentionJson<'a> {
        let Place { start, end } = with.place(self.span);
        MentionJson {
            start,
            end,
            rule: &self.rule,
        }
    }
}

impl<'a> Written<'a> for Topic {
    type Json = TopicJson<'a>;

    fn json(&'a self, with: &'a Context<'a>) -> TopicJson<'a> {
        TopicJson {
            id: &self.id,
            path: &self.path,
            score: self.score,
            rule: with.explain.then_some(&*self.rule),
            evidence: List(&self.evidence, with),
        }
    }
}

impl<'a> Written<'a> for Span {
    type Json = Place;

    fn json(&'a self, with: &'a Context<'a>) -> Place {
        with.place(*self)
    }
}
