//! From an annotated article to what is written of it, and back.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use tantivy::DateTime;
use tantivy::schema::Field;

use super::cast::Cast;
use super::kept::{self as data, outline::Outline};
use super::rows::{Rows, Value};
use super::schema::{ARTICLE, Fields, QUOTE};
use super::texts::Texts;
use crate::annotate::topics;
use crate::article::{Annotations, Article, Span};
use crate::error::IndexError;
use crate::identity::Quoted;

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

/// The article's row, then one for each of its quotes. `quoted` is who said them: whom their names stand
/// for in the index is in none of the rows, but told by their [`Rows::cast`]. A topic brings those above it.
///
/// # Errors
/// [`IndexError::Engine`] where the article cannot be written as JSON.
pub fn rows(
    fields: &Fields,
    mut article: Article,
    (annotations, quoted): (&Annotations, &Quoted),
    origin: &Origin,
    topics: &topics::Lexicon,
) -> Result<Rows, IndexError> {
    let take = std::mem::take::<String>;
    let (title, body) = (&mut article.title, &mut article.body);
    let id = take(&mut article.id);
    let mut rows = Rows::of(&id, take(title), take(body));
    rows.expect(32 + 14 * annotations.quotes.len());
    rows.cast = Cast::of(annotations, quoted);
    let keys = quoted.speakers.iter().map(|speaker| rows.know(&speaker.key));
    let keys: Vec<usize> = keys.collect();
    share(fields, &article, annotations, topics, &mut rows);
    let key = super::ids::number(&id) << 12;
    let day = article.published.map(day_of);

    rows.put(fields.doc, ARTICLE);
    rows.put(fields.id, Value::Known(0));
    rows.put(fields.article, Value::Known(0));
    rows.put(fields.key, Value::Number(key));
    rows.put(fields.title, Value::Title);
    rows.put(fields.body, Value::Body);
    for _ in 0..HEADLINE_WEIGHT {
        rows.put(fields.stems, Value::Title);
    }
    rows.put(fields.stems, Value::Body);
    if let Some(credit) = &article.credit {
        rows.put(fields.credit, credit.clone());
    }
    for speaker in quoted.of_quotes.iter().flatten() {
        rows.put(fields.named, Value::Known(keys[*speaker]));
    }
    if let Some(day) = day {
        rows.put(fields.published, Value::Time(day));
    }
    rows.put(fields.quotes, Value::Number(annotations.quotes.len() as u64));
    rows.put(fields.path, take(&mut article.path));
    rows.put(fields.file, origin.file.clone());
    rows.put(fields.size, Value::Number(origin.size));
    rows.put(fields.modified, Value::Signed(origin.modified_ns));
    rows.put(fields.hash, Value::Number(origin.hash));
    rows.put(fields.program, super::commit::PROGRAM);
    let facet = |name: &str| fields.named_facet(name);
    let (country, region) = (facet("country"), facet("region"));
    let countries = &annotations.countries;
    put_facet(&mut rows, country, countries.iter().map(|c| c.code.clone()));
    put_facet(
        &mut rows,
        region,
        annotations.regions.iter().map(|r| r.name.clone()),
    );
    let focus = countries.iter().filter(|c| c.focus);
    put_facet(&mut rows, facet("focus"), focus.map(|c| c.code.clone()));
    let kept = data::write(&article, annotations).map_err(|e| IndexError::Engine(e.to_string()))?;
    rows.put(fields.data, kept);
    rows.end();

    let (kind, sort) = (facet("kind"), facet("speaker_type"));
    for (n, quote) in (1..).zip(&annotations.quotes) {
        rows.put(fields.doc, QUOTE);
        rows.build(fields.id, &[&id, "#", itoa::Buffer::new().format(n)]);
        rows.put(fields.article, Value::Known(0));
        rows.put(fields.key, Value::Number(key | n.min(0xfff)));
        rows.put(fields.quote, Value::Part(quote.span));
        rows.build(fields.span, &place(quote.span, &mut Default::default()));
        rows.put(fields.quote_stems, Value::Part(quote.span));
        if let Some(cue) = quote.cue {
            rows.put(fields.cue, Value::Part(cue));
        }
        if let Some(day) = day {
            rows.put(fields.published, Value::Time(day));
        }
        put_facet(
            &mut rows,
            sort,
            quote.speaker_type.map(|sort| sort.as_str().into()),
        );
        put_facet(&mut rows, kind, [quote.kind.as_str().into()]);
        put_facet(&mut rows, country, quote.countries.iter().cloned());
        put_facet(&mut rows, region, quote.regions.iter().cloned());
        rows.end();
    }
    Ok(rows)
}

/// A span in the parts of which `span` is made: `START LENGTH`.
pub(super) fn place(span: Span, numbers: &mut [itoa::Buffer; 2]) -> [&str; 3] {
    let [start, length] = numbers;
    [start.format(span.start), " ", length.format(span.len())]
}

/// Facet values that the article and all its quotes have.
fn share(
    fields: &Fields,
    article: &Article,
    annotations: &Annotations,
    lexicon: &topics::Lexicon,
    rows: &mut Rows,
) {
    let mut put = |facet: &str, value: Cow<'static, str>| {
        if let Some(value) = clean(value) {
            rows.share_once(fields.named_facet(facet), &value);
        }
    };
    for topic in &annotations.topics {
        put("topic", topic.id.clone());
        for above in lexicon.ancestors(&topic.id) {
            put("topic", above.into());
        }
    }
    if let Some(source) = &article.source {
        put("source", source.clone().into());
    }
    for author in &article.authors {
        put("author", author.clone().into());
    }
    put("language", article.language.clone().into());
    if let Some(day) = article.published {
        put("year", format!("{:04}", day.year()).into());
        put("month", format!("{:04}-{:02}", day.year(), day.month()).into());
    }
}

/// Puts the values of a facet into the row that is made, each once.
fn put_facet(rows: &mut Rows, field: Field, values: impl IntoIterator<Item = Cow<'static, str>>) {
    for value in values.into_iter().filter_map(clean) {
        rows.put_once(field, value);
    }
}

/// A facet value as it is kept; `None` where nothing of it is left. Values are cleaned here and nowhere
/// else: control characters and runs of space become one space, and over-long ones are cut.
fn clean(value: Cow<'static, str>) -> Option<Cow<'static, str>> {
    Some(cleaned(value)).filter(|value| !value.is_empty())
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

/// Longest facet value, in bytes.
pub(super) const LONGEST_VALUE: usize = 200;

/// A facet value as it is kept: one line, single spaces, at most 200 bytes.
pub fn clean_value(value: &str) -> Cow<'_, str> {
    if is_clean(value) {
        return value.into();
    }
    let mut out = String::with_capacity(value.len());
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
    out.into()
}

/// The same of a value that is at hand.
pub fn cleaned(value: Cow<'static, str>) -> Cow<'static, str> {
    if is_clean(&value) {
        value
    } else {
        clean_value(&value).into_owned().into()
    }
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
