//! From an annotated article to documents, and back.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use tantivy::schema::{Field, Value};
use tantivy::{DateTime, TantivyDocument};

use super::analyzer;
use super::joined::Joined;
use super::kept as data;
use super::schema::{ARTICLE, Fields, QUOTE};
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

/// Facet values of one document, by facet name.
type Values<'a> = BTreeMap<&'static str, Vec<Cow<'a, str>>>;

/// The article's document, then one for each of its quotes. `who` says whom a name of the
/// article ([`Named::key`]) stands for in the index; a topic brings those above it.
///
/// # Errors
/// [`IndexError::Engine`] where the article cannot be written as JSON.
pub fn documents(
    fields: &Fields,
    mut article: Article,
    annotations: Annotations,
    origin: &Origin,
    topics: &topics::Lexicon,
    who: &dyn Fn(&str) -> Identity,
) -> Result<Vec<TantivyDocument>, IndexError> {
    let key = super::ids::number(&article.id);
    let body = std::mem::take(&mut article.body);
    let title = std::mem::take(&mut article.title);
    let shared = kept(fields, shared_values(&article, &annotations, topics));
    let named = Named::of_quotes(&annotations, clean_value);
    let speakers: Vec<Option<Joined>> = named.iter().map(|n| Some(Joined::of(n.as_ref()?, who))).collect();
    let day = article.published.map(day_of);

    let mut quotes = Vec::with_capacity(annotations.quotes.len() + 1);
    for ((n, quote), speaker) in (1..).zip(&annotations.quotes).zip(&speakers) {
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.doc, QUOTE);
        doc.add_text(fields.id, format!("{}#{n}", article.id));
        doc.add_text(fields.article, &article.id);
        doc.add_u64(fields.key, (key << 12) | n.min(0xfff));
        let words = quote.span.of(&body);
        doc.add_text(fields.quote, words);
        doc.add_text(fields.quote_stems, words);
        if let Some(cue) = quote.cue {
            doc.add_text(fields.cue, cue.of(&body));
        }
        if let Some(day) = day {
            doc.add_date(fields.published, day);
        }
        add(&mut doc, &shared);
        add(&mut doc, &kept(fields, quote_values(quote, speaker.as_ref())));
        quotes.push(doc);
    }

    let mut doc = TantivyDocument::default();
    doc.add_text(fields.doc, ARTICLE);
    doc.add_text(fields.id, &article.id);
    doc.add_text(fields.article, &article.id);
    doc.add_u64(fields.key, key << 12);
    doc.add_text(fields.title, &title);
    for _ in 0..HEADLINE_WEIGHT {
        doc.add_text(fields.stems, &title);
    }
    doc.add_text(fields.stems, &body);
    if let Some(credit) = &article.credit {
        doc.add_text(fields.credit, credit);
    }
    for alias in aliases(&annotations, &speakers) {
        doc.add_text(fields.alias, alias);
    }
    for speaker in speakers.iter().flatten() {
        doc.add_text(fields.named, speaker.named.key());
    }
    let mut told: Vec<String> = speakers.iter().flatten().filter_map(Joined::write).collect();
    told.sort();
    told.dedup();
    for joined in told {
        doc.add_text(fields.joined, joined);
    }
    if let Some(day) = day {
        doc.add_date(fields.published, day);
    }
    doc.add_u64(fields.quotes, annotations.quotes.len() as u64);
    doc.add_text(fields.path, &article.path);
    doc.add_text(fields.file, &origin.file);
    doc.add_u64(fields.size, origin.size);
    doc.add_i64(fields.modified, origin.modified_ns);
    doc.add_u64(fields.hash, origin.hash);
    doc.add_text(fields.program, super::commit::PROGRAM);
    add(&mut doc, &shared);
    add(&mut doc, &kept(fields, article_values(&annotations, &speakers)));
    article.id.clear();
    article.path.clear();
    let kept = data::write(&article, &annotations).map_err(|e| IndexError::Engine(e.to_string()))?;
    doc.add_text(fields.data, kept);
    doc.add_text(fields.body, body);
    quotes.insert(0, doc);
    Ok(quotes)
}

/// The article and annotations that a stored article document holds.
///
/// # Errors
/// A short text where the document is not one of ours.
pub fn restore(fields: &Fields, doc: &TantivyDocument) -> Result<(Article, Annotations), String> {
    let text = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
    let (mut article, annotations) = data::read(text(fields.data))?;
    text(fields.id).clone_into(&mut article.id);
    text(fields.path).clone_into(&mut article.path);
    text(fields.title).clone_into(&mut article.title);
    text(fields.body).clone_into(&mut article.body);
    Ok((article, annotations))
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

fn shared_values<'a>(
    article: &'a Article,
    annotations: &'a Annotations,
    lexicon: &topics::Lexicon,
) -> Values<'a> {
    let mut values = Values::new();
    values.insert("source", words(&article.source));
    values.insert("author", words(&article.authors));
    if !article.language.is_empty() {
        values.insert("language", vec![Cow::Borrowed(&*article.language)]);
    }
    if let Some(day) = article.published {
        values.insert("year", vec![format!("{:04}", day.year()).into()]);
        values.insert(
            "month",
            vec![format!("{:04}-{:02}", day.year(), day.month()).into()],
        );
    }
    let mut topics: Vec<Cow<'_, str>> = Vec::new();
    for topic in &annotations.topics {
        topics.push(Cow::Borrowed(&*topic.id));
        topics.extend(lexicon.ancestors(&topic.id).into_iter().map(Cow::Borrowed));
    }
    values.insert("topic", topics);
    values
}

fn article_values<'a>(annotations: &'a Annotations, speakers: &'a [Option<Joined>]) -> Values<'a> {
    let countries = &annotations.countries;
    let mut values = Values::new();
    let speakers = speakers.iter().flatten();
    values.insert("speaker", words(speakers.map(|s| &s.identity.speaker)));
    values.insert("country", words(countries.iter().map(|c| &*c.code)));
    values.insert("region", words(annotations.regions.iter().map(|r| &*r.name)));
    let focus = countries.iter().filter(|c| c.focus);
    values.insert("focus", words(focus.map(|c| &*c.code)));
    values
}

fn quote_values<'a>(quote: &'a Quote, speaker: Option<&'a Joined>) -> Values<'a> {
    let mut values = Values::new();
    values.insert("speaker", words(speaker.map(|s| &s.identity.speaker)));
    values.insert("speaker_type", words(quote.speaker_type.map(SpeakerType::as_str)));
    values.insert("kind", words([quote.kind.as_str()]));
    values.insert("country", words(quote.countries.iter().map(|c| &**c)));
    values.insert("region", words(quote.regions.iter().map(|r| &**r)));
    values
}

fn words<'a, W: AsRef<str> + ?Sized + 'a>(words: impl IntoIterator<Item = &'a W>) -> Vec<Cow<'a, str>> {
    words
        .into_iter()
        .map(|word| Cow::Borrowed(word.as_ref()))
        .collect()
}

/// Values as they are kept, each once, with their fields. Values are cleaned here and nowhere
/// else: control characters and runs of space become one space, and over-long ones are cut.
fn kept<'a>(fields: &Fields, values: Values<'a>) -> Vec<(Field, Cow<'a, str>)> {
    let mut out: Vec<(Field, Cow<'a, str>)> = Vec::new();
    for facet in FACETS {
        let field = fields.facet(facet);
        let first = out.len();
        for value in values.get(facet.name).into_iter().flatten() {
            let value = if is_clean(value) {
                value.clone()
            } else {
                Cow::Owned(clean_value(value))
            };
            if !value.is_empty() && !out[first..].iter().any(|(_, known)| *known == value) {
                out.push((field, value));
            }
        }
    }
    out
}

fn add(doc: &mut TantivyDocument, values: &[(Field, Cow<'_, str>)]) {
    for (field, value) in values {
        doc.add_text(*field, value);
    }
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
