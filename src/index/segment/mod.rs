//! A segment in the making: the engine's files, written from our rows.
//!
//! The engine's own writer takes documents one by one and knows nothing of what they share.
//! Here the words of an article are found and folded once ([`words`]), for body, stems and all its
//! quotes; documents and terms are numbers in logs ([`postings`]) until the segment is written. Who its
//! speakers are is asked last ([`told`]).
//! What goes to disk is written by the engine's serializers, so it is what its own writer would have written.

mod crew;
mod postings;
mod told;
mod words;

use tantivy::columnar::{ColumnarWriter, MonotonicallyMappableToU64};
use tantivy::directory::TerminatingWrite;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{DateTimePrecision, Field, FieldEntry, FieldType, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::{DocId, Index, Segment};

pub(super) use crew::Crew;
use postings::{ENTRIES, Log, Texts, Turning};
use words::{Form, Words};

use super::analyzer;
use super::cast::{Cast, Judge};
use super::rows::{Rows, Value};
use super::schema::{self, Fields};
use super::terms::Terms;
use super::texts;
use crate::article::Span;

/// A segment that grows by articles.
pub(super) struct Builder {
    segment: Segment,
    plans: Vec<Plan>,
    terms: Terms,
    words: Words,
    texts: Texts,
    logs: Vec<Log>,
    norms: FieldNormsWriter,
    columns: ColumnarWriter,
    store: StoreWriter,
    documents: DocId,
    /// The words of the article's headline and story, as stretches of `texts`.
    title: (u32, u32),
    body: (u32, u32),
    /// Where the words of the story stand in it, in bytes.
    places: Vec<(u32, u32)>,
    /// Where those of the text stand that was read last.
    found: Vec<(u32, u32)>,
    /// The terms of [`Rows::all_known`].
    known: Vec<u32>,
    /// A document as it is stored, while it is made.
    stored: Vec<u8>,
    /// The speakers of each article, by its document, and the bytes that they take.
    casts: Vec<(DocId, Cast)>,
    waiting: usize,
    fields: Fields,
}

/// What is done with the values of a field.
struct Plan {
    indexed: Option<IndexRecordOption>,
    norms: bool,
    /// The name of its column.
    column: Option<String>,
    stored: bool,
}

impl Builder {
    /// Begins a segment of an index.
    ///
    /// # Errors
    /// Where its first file cannot be made.
    pub(super) fn new(index: &Index) -> tantivy::Result<Self> {
        let segment = index.new_segment();
        let settings = index.settings();
        let store = StoreWriter::new(
            segment.open_write(SegmentComponent::Store)?,
            settings.docstore_compression,
            settings.docstore_blocksize,
            false,
        )?;
        let schema = index.schema();
        Ok(Self {
            terms: Terms::default(),
            words: Words::default(),
            texts: Texts::default(),
            logs: schema.fields().map(|(_, entry)| log(entry)).collect(),
            plans: schema.fields().map(|(_, entry)| Plan::of(entry)).collect(),
            norms: FieldNormsWriter::for_schema(&schema),
            columns: columns(&schema),
            store,
            segment,
            documents: 0,
            title: (0, 0),
            body: (0, 0),
            places: Vec::new(),
            found: Vec::new(),
            known: Vec::new(),
            stored: Vec::new(),
            casts: Vec::new(),
            waiting: 0,
            fields: schema::build().1,
        })
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        let logs: usize = self.logs.iter().map(Log::memory).sum();
        let texts = 4 * self.texts.words.len() + self.words.memory() + self.terms.memory();
        logs + texts + self.columns.mem_usage() + self.norms.mem_usage() + self.waiting
    }

    /// Adds an article with its quotes.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub(super) fn add(&mut self, mut rows: Rows) -> tantivy::Result<()> {
        let cast = std::mem::take(&mut rows.cast);
        self.waiting += cast.memory();
        self.casts.push((self.documents, cast));
        let rows = &rows;
        self.title = self.read(&rows.title);
        self.body = self.read(&rows.body);
        std::mem::swap(&mut self.places, &mut self.found);
        let known = rows.all_known().map(|text| self.terms.number(text.as_bytes()));
        self.known.clear();
        self.known.extend(known);
        let first = self.documents;
        for row in rows.rows() {
            self.stored.clear();
            let is_stored = |(field, _): &&(Field, Value)| self.plans[index(*field)].stored;
            texts::write_number(row.iter().filter(is_stored).count(), &mut self.stored);
            for values in row.chunk_by(|(a, _), (b, _)| a == b) {
                self.put(values, rows);
            }
            for (field, place) in &rows.shared {
                if let Some(name) = &self.plans[index(*field)].column {
                    self.columns.record_str(self.documents, name, rows.known(*place));
                }
            }
            self.store.store_bytes(&self.stored)?;
            self.documents += 1;
        }
        for (field, place) in &rows.shared {
            self.logs[index(*field)].value(first, self.documents - first, self.known[*place]);
        }
        Ok(())
    }

    /// Writes down the words of a text: the stretch that they are.
    fn read(&mut self, text: &str) -> (u32, u32) {
        let start = self.texts.words.len() as u32;
        let (terms, numbers) = (&mut self.terms, &mut self.texts.words);
        self.words.read(text, terms, numbers, &mut self.found);
        self.texts.note(start);
        (start, self.texts.words.len() as u32)
    }

    /// The values of one field of the document that is made.
    fn put(&mut self, values: &[(Field, Value)], rows: &Rows) {
        let mut terms = 0;
        let Some((field, _)) = values.first() else { return };
        for (_, value) in values {
            let text = match value {
                Value::Text(text) => text,
                Value::Known(place) => rows.known(*place),
                Value::Built(start, end) => rows.built(*start, *end),
                Value::Title => &rows.title,
                Value::Body => &rows.body,
                Value::Part(span) => span.of(&rows.body),
                Value::Number(_) | Value::Signed(_) | Value::Time(_) => {
                    terms += self.number(*field, value);
                    continue;
                }
            };
            terms += self.text(*field, value, text);
        }
        let plan = &self.plans[index(*field)];
        if plan.norms && plan.indexed.is_some() {
            self.norms.record(self.documents, *field, terms);
        }
    }

    /// A value that is this text: how many terms it has.
    fn text(&mut self, field: Field, value: &Value, text: &str) -> u32 {
        let plan = &self.plans[index(field)];
        if let Some(name) = &plan.column {
            self.columns.record_str(self.documents, name, text);
        }
        if plan.stored {
            texts::write_text(field, text, &mut self.stored);
        }
        if plan.indexed.is_none() {
            return 0;
        }
        if let Log::Values(_) = self.logs[index(field)] {
            let term = match value {
                Value::Known(place) => self.known[*place],
                _ => self.terms.number(text.as_bytes()),
            };
            return self.logs[index(field)].value(self.documents, 1, term);
        }
        let known = match value {
            Value::Title => Some(self.title),
            Value::Body => Some(self.body),
            Value::Part(span) => part(&self.places, self.body.0, *span),
            _ => None,
        };
        let stretch = known.unwrap_or_else(|| self.read(text));
        self.logs[index(field)].text(self.documents, stretch, &self.texts)
    }

    /// A number or a time: how many terms it has.
    fn number(&mut self, field: Field, value: &Value) -> u32 {
        let plan = &self.plans[index(field)];
        let (columns, document) = (&mut self.columns, self.documents);
        let column = plan.column.as_deref();
        let term = match value {
            Value::Number(number) => {
                if let Some(name) = column {
                    columns.record_numerical(document, name, *number);
                }
                number.to_u64()
            }
            Value::Signed(number) => {
                if let Some(name) = column {
                    columns.record_numerical(document, name, *number);
                }
                number.to_u64()
            }
            Value::Time(time) => {
                let time = time.truncate(DateTimePrecision::Seconds);
                if let Some(name) = column {
                    columns.record_datetime(document, name, time);
                }
                time.to_u64()
            }
            _ => return 0,
        };
        if plan.indexed.is_none() {
            return 0;
        }
        let term = self.terms.number(&term.to_be_bytes());
        self.logs[index(field)].value(self.documents, 1, term)
    }

    /// Writes the segment's files; `judge` says who its speakers are.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(super) fn finish(self, judge: &Judge) -> tantivy::Result<Segment> {
        self.finish_by(judge, ENTRIES)
    }

    /// As [`Builder::finish`], with so many entries of logs sorted at a time.
    fn finish_by(mut self, judge: &Judge, entries: usize) -> tantivy::Result<Segment> {
        self.tell(judge);
        let segment = self.segment;
        self.norms.fill_up_to_max_doc(self.documents);
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        self.norms
            .serialize(FieldNormsSerializer::from_write(file)?, None)?;
        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;

        let mut turning = Turning::new(&self.terms, &self.words, &self.texts, entries);
        let mut serializer = InvertedIndexSerializer::open(&segment)?;
        for (n, (plan, log)) in (0..).zip(self.plans.iter().zip(&self.logs)) {
            let Some(option) = plan.indexed.filter(|_| log.total() > 0) else {
                continue;
            };
            let field = Field::from_field_id(n);
            let mut serializer = serializer.new_field(field, log.total(), norms.get_field(field)?)?;
            turning.write(log, option, &mut serializer)?;
            serializer.close()?;
        }
        serializer.close()?;

        let mut file = segment.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(self.documents, None, &mut file)?;
        file.terminate()?;
        self.store.close()?;
        Ok(segment.with_max_doc(self.documents))
    }
}

/// The words of a part of the body, whose words begin at `base` and stand at `places`; `None` where it begins or ends within one.
fn part(places: &[(u32, u32)], base: u32, span: Span) -> Option<(u32, u32)> {
    let first = places.partition_point(|(_, end)| *end as usize <= span.start);
    let end = places
        .partition_point(|(start, _)| (*start as usize) < span.end)
        .max(first);
    let words = &places[first..end];
    let begins = words
        .first()
        .is_none_or(|(start, _)| *start as usize >= span.start);
    let ends = words.last().is_none_or(|(_, end)| *end as usize <= span.end);
    (begins && ends).then_some((base + first as u32, base + end as u32))
}

fn index(field: Field) -> usize {
    field.field_id() as usize
}

/// The columns of a schema, all empty.
fn columns(schema: &Schema) -> ColumnarWriter {
    use tantivy::columnar::ColumnType;
    let mut columns = ColumnarWriter::default();
    for (_, entry) in schema.fields().filter(|(_, entry)| entry.is_fast()) {
        let kind = match entry.field_type() {
            FieldType::U64(_) => ColumnType::U64,
            FieldType::I64(_) => ColumnType::I64,
            FieldType::Date(_) => ColumnType::DateTime,
            _ => ColumnType::Str,
        };
        columns.record_column_type(entry.name(), kind, false);
    }
    columns
}

impl Plan {
    /// What the schema says of a field. Those of ours are texts, numbers and times.
    fn of(entry: &FieldEntry) -> Self {
        Self {
            indexed: entry.field_type().get_index_record_option(),
            norms: entry.has_fieldnorms(),
            column: entry.is_fast().then(|| entry.name().to_owned()),
            stored: entry.is_stored(),
        }
    }
}

/// An empty log of a field.
fn log(entry: &FieldEntry) -> Log {
    let tokenizer = match entry.field_type() {
        FieldType::Str(options) => options.get_indexing_options().map(|options| options.tokenizer()),
        _ => None,
    };
    let form = match tokenizer {
        Some(analyzer::WORDS) => Form::Folded,
        Some(analyzer::STEMS) => Form::Stem,
        _ => return Log::Values(Vec::new()),
    };
    Log::Texts {
        form,
        texts: Vec::new(),
        total: 0,
    }
}

#[cfg(test)]
mod tests;
