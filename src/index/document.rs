//! From an annotated article to what is written of it, and back.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use tantivy::DateTime;
use tantivy::schema::Field;

use super::analyzer;
use super::joined::Joined;
use super::kept::{self as data, outline::Outline};
use super::rows::{Row, Rows, Value};
use super::schema::{ARTICLE, Fields, QUOTE};
use super::texts::Texts;
use crate::annotate::topics;
use crate::article::{Annotations, Article, Quote, SpeakerType};
use crate::error::IndexError;
use crate::facet::FACETS;
use crate::identity::{Identity, Named};

/// Where an article came from: one row of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Absolute path.
    pub file: String,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified_ns: i64,
    /// First eight bytes of the content's BLAKE3 hash.
    pub hash: u64,
}

/// How often a headline's words count for the ranking of plain words: one field that says so
/// is searched faster than two whose scores are added.
const HEADLINE_WEIGHT: usize = 3;

/// The article's row, then one for each of its quotes. `who` says whom a name of the
/// article ([`Named::key`]) stands for in the index; a topic brings those above it.
///
/// # Errors
/// [`IndexError::Engine`] where the article cannot be written as JSON.
pub fn rows(
    fields: &Fields,
    mut article: Article,
    annotations: Annotations,
    origin: &Origin,
    topics: &topics::Lexicon,
    who: &dyn Fn(&str) -> Identity,
) -> Result<Rows, IndexError> {
    let named = Named::of_quotes(&annotations, clean_value);
    let speakers: Vec<Option<Joined>> = named.iter().map(|n| Some(Joined::of(n.as_ref()?, who))).collect();
    let mut rows = Rows {
        id: std::mem::take(&mut article.id),
        title: std::mem::take(&mut article.title),
        body: std::mem::take(&mut article.body),
        shared: shared_values(fields, &article, &annotations, topics),
        rows: Vec::with_capacity(annotations.quotes.len() + 1),
    };
    let key = super::ids::number(&rows.id);
    let both = |doc: &'static str, id: String, n: u64| {
        let mut row: Row = Vec::with_capacity(24);
        row.push((fields.doc, doc.into()));
        row.push((fields.id, id.into()));
        row.push((fields.article, rows.id.clone().into()));
        row.push((fields.key, Value::Number((key << 12) | n.min(0xfff))));
        if let Some(day) = article.published {
            row.push((fields.published, Value::Time(day_of(day))));
        }
        row
    };

    let mut row = both(ARTICLE, rows.id.clone(), 0);
    row.push((fields.title, Value::Title));
    row.push((fields.body, Value::Body));
    row.extend((0..HEADLINE_WEIGHT).map(|_| (fields.stems, Value::Title)));
    row.push((fields.stems, Value::Body));
    if let Some(credit) = &article.credit {
        row.push((fields.credit, credit.clone().into()));
    }
    row.extend(
        aliases(&annotations, &speakers)
            .into_iter()
            .map(|alias| (fields.alias, alias.into())),
    );
    row.extend(
        speakers
            .iter()
            .flatten()
            .map(|s| (fields.named, s.named.key().into())),
    );
    let mut told: Vec<String> = speakers.iter().flatten().filter_map(Joined::write).collect();
    told.sort();
    told.dedup();
    row.extend(told.into_iter().map(|joined| (fields.joined, joined.into())));
    row.push((fields.quotes, Value::Number(annotations.quotes.len() as u64)));
    row.push((fields.file, origin.file.clone().into()));
    row.push((fields.size, Value::Number(origin.size)));
    row.push((fields.modified, Value::Signed(origin.modified_ns)));
    row.push((fields.hash, Value::Number(origin.hash)));
    row.push((fields.program, super::commit::PROGRAM.into()));
    row.extend(article_values(fields, &annotations, &speakers));
    row.push((fields.path, std::mem::take(&mut article.path).into()));
    let kept = data::write(&article, &annotations).map_err(|e| IndexError::Engine(e.to_string()))?;
    row.push((fields.data, kept.into()));
    let mut all = vec![row];

    for ((n, quote), speaker) in (1..).zip(&annotations.quotes).zip(&speakers) {
        let mut row = both(QUOTE, format!("{}#{n}", rows.id), n);
        row.push((fields.quote, Value::Part(quote.span)));
        row.push((fields.quote_stems, Value::Part(quote.span)));
        row.extend(quote.cue.map(|cue| (fields.cue, Value::Part(cue))));
        row.extend(quote_values(fields, quote, speaker.as_ref()));
        all.push(row);
    }
    rows.rows = all;
    Ok(rows)
}

/// The article and annotations that a stored article document holds.
///
/// # Errors
/// A short text where the document is not one of ours.
pub fn restore(fields: &Fields, doc: &Texts<'_>) -> Result<(Article, Annotations), String> {
    let (mut article, annotations) = data::read(doc.first(fields.data))?;
    put_texts(fields, doc, &mut article);
    Ok((article, annotations))
}

/// The outline of the article that its document stores: what a list of hits shows.
///
/// # Errors
/// As [`restore`].
pub fn outline(fields: &Fields, doc: &Texts<'_>) -> Result<Outline, String> {
    let mut outline = data::outline::outline(doc.first(fields.data))?;
    put_texts(fields, doc, &mut outline.article);
    Ok(outline)
}

/// What is stored beside the annotations.
fn put_texts(fields: &Fields, doc: &Texts<'_>, article: &mut Article) {
    doc.first(fields.id).clone_into(&mut article.id);
    doc.first(fields.path).clone_into(&mut article.path);
    doc.first(fields.title).clone_into(&mut article.title);
    doc.first(fields.body).clone_into(&mut article.body);
}

const EPOCH: Date = date(1970, 1, 1);

/// Midnight UTC of a day.
pub fn day_of(day: Date) -> DateTime {
    let days = EPOCH
        .until(day)
        .map(|span| i64::from(span.get_days()))
        .unwrap_or_default();
    DateTime::from_timestamp_secs(days * 86_400)
}

/// The day of a time: the inverse of [`day_of`].
pub fn date_of(time: DateTime) -> Option<Date> {
    let days = time.into_timestamp_secs().div_euclid(86_400);
    let span = jiff::Span::new().try_days(days).ok()?;
    EPOCH.checked_add(span).ok()
}

/// Facet values of one document with their fields, each once. Values are cleaned here and nowhere
/// else: control characters and runs of space become one space, and over-long ones are cut.
struct Values<'f> {
    fields: &'f Fields,
    list: Vec<(Field, Cow<'static, str>)>,
}

impl<'f> Values<'f> {
    fn new(fields: &'f Fields) -> Self {
        let list = Vec::with_capacity(16);
        Self { fields, list }
    }

    /// Adds the values of a facet; a facet is named once.
    fn put<W: Into<Cow<'static, str>>>(&mut self, facet: &str, values: impl IntoIterator<Item = W>) {
        let Some(facet) = FACETS.iter().find(|f| f.name == facet) else {
            return;
        };
        let field = self.fields.facet(facet);
        let first = self.list.len();
        for value in values {
            let mut value = value.into();
            if !is_clean(&value) {
                value = Cow::Owned(clean_value(&value));
            }
            if !value.is_empty() && !self.list[first..].iter().any(|(_, known)| *known == value) {
                self.list.push((field, value));
            }
        }
    }

    /// The values of one row.
    fn row(self) -> impl Iterator<Item = (Field, Value)> {
        self.list.into_iter().map(|(field, value)| (field, value.into()))
    }
}

fn shared_values(
    fields: &Fields,
    article: &Article,
    annotations: &Annotations,
    lexicon: &topics::Lexicon,
) -> Vec<(Field, Cow<'static, str>)> {
    let mut values = Values::new(fields);
    let mut topics: Vec<Cow<'static, str>> = Vec::new();
    for topic in &annotations.topics {
        topics.push(topic.id.clone());
        topics.extend(lexicon.ancestors(&topic.id).into_iter().map(Cow::Borrowed));
    }
    values.put("topic", topics);
    values.put("source", article.source.clone());
    values.put("author", article.authors.iter().cloned());
    values.put("language", [article.language.clone()]);
    if let Some(day) = article.published {
        values.put("year", [format!("{:04}", day.year())]);
        values.put("month", [format!("{:04}-{:02}", day.year(), day.month())]);
    }
    values.list
}

fn article_values(
    fields: &Fields,
    annotations: &Annotations,
    speakers: &[Option<Joined>],
) -> impl Iterator<Item = (Field, Value)> {
    let countries = &annotations.countries;
    let mut values = Values::new(fields);
    let speakers = speakers.iter().flatten();
    values.put("speaker", speakers.map(|s| s.identity.speaker.clone()));
    values.put("country", countries.iter().map(|c| c.code.clone()));
    values.put("region", annotations.regions.iter().map(|r| r.name.clone()));
    let focus = countries.iter().filter(|c| c.focus);
    values.put("focus", focus.map(|c| c.code.clone()));
    values.row()
}

fn quote_values(
    fields: &Fields,
    quote: &Quote,
    speaker: Option<&Joined>,
) -> impl Iterator<Item = (Field, Value)> {
    let mut values = Values::new(fields);
    values.put("speaker", speaker.map(|s| s.identity.speaker.clone()));
    values.put("speaker_type", quote.speaker_type.map(SpeakerType::as_str));
    values.put("kind", [quote.kind.as_str()]);
    values.put("country", quote.countries.iter().cloned());
    values.put("region", quote.regions.iter().cloned());
    values.row()
}

/// Longest facet value, in bytes.
const LONGEST_VALUE: usize = 200;

/// A facet value as it is kept: one line, single spaces, at most 200 bytes.
pub fn clean_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    if is_clean(value) {
        out.push_str(value);
        return out;
    }
    for word in value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.len() > LONGEST_VALUE {
        let mut end = LONGEST_VALUE - '…'.len_utf8();
        while !out.is_char_boundary(end) {
            end -= 1;
        }
        out.truncate(end);
        out.push('…');
    }
    out
}

/// Short printable ASCII with single spaces inside: most values need no cleaning.
fn is_clean(value: &str) -> bool {
    if value.len() > LONGEST_VALUE {
        return false;
    }
    let mut last = b' ';
    let printable = value.bytes().all(|byte| {
        let fits = byte.is_ascii_graphic() || (byte == b' ' && last != b' ');
        last = byte;
        fits
    });
    printable && last != b' '
}

/// `form TAB name` for every form by which a speaker of the article can be asked for.
fn aliases(annotations: &Annotations, speakers: &[Option<Joined>]) -> Vec<String> {
    let mut out = Vec::new();
    let mut names: Vec<(&str, &Joined)> = Vec::new();
    for (quote, speaker) in annotations.quotes.iter().zip(speakers) {
        if let (Some(name), Some(speaker)) = (&quote.speaker, speaker)
            && !names
                .iter()
                .any(|(n, s)| n == name && s.identity == speaker.identity)
        {
            names.push((name, speaker));
        }
    }
    for (name, speaker) in names {
        let canonical = &speaker.identity.speaker;
        let person = annotations.people.iter().find(|p| p.name == name);
        let mut add = |form: &str| {
            let form = analyzer::folded(form);
            let alias = format!("{form}\t{canonical}");
            if !form.is_empty() && form.len() <= LONGEST_VALUE && !out.contains(&alias) {
                out.push(alias);
            }
        };
        add(name);
        // The one name may be in no article: the user's choice.
        let chosen = speaker.identity.rule.map(|_| canonical.as_str());
        chosen.into_iter().for_each(&mut add);
        let forms = person.map_or(&[][..], |p| &p.forms);
        forms.iter().for_each(|form| add(form));
        if person.is_some_and(|p| p.kind == SpeakerType::Person) {
            let words = name
                .split_whitespace()
                .chain(chosen.unwrap_or_default().split_whitespace());
            words.filter(|w| w.chars().count() > 2).for_each(&mut add);
        }
    }
    out
}
