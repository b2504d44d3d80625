//! A segment in the making: the engine's files, written from our rows.
//!
//! The engine's own writer takes documents one by one and knows nothing of what they share.
//! Here the words of an article are found and folded once, for body, stems and all its quotes;
//! terms are numbers in logs ([`postings`]) until the segment is written. What goes to disk
//! is written by the engine's serializers, so it is what its own writer would have written.

mod crew;
mod postings;
mod terms;

use std::ops::Range;

use tantivy::columnar::{ColumnarWriter, MonotonicallyMappableToU64};
use tantivy::directory::TerminatingWrite;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::SegmentComponent;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{DateTimePrecision, Field, FieldType, IndexRecordOption, Schema};
use tantivy::store::StoreWriter;
use tantivy::{DocId, Index, Segment};

pub(super) use crew::Crew;
use postings::{GAP, Log, Turning};
use terms::Terms;

use super::analyzer;
use super::memory::Memory;
use super::rows::{Rows, Value};
use super::texts;
use crate::article::Span;

/// A segment that grows by articles.
pub(super) struct Builder {
    segment: Segment,
    plans: Vec<Plan>,
    words: Words,
    logs: Vec<Log>,
    norms: FieldNormsWriter,
    columns: ColumnarWriter,
    store: StoreWriter,
    documents: DocId,
    title: Vec<Word>,
    body: Vec<Word>,
    /// Of a text that is neither.
    other: Vec<Word>,
    /// A document as it is stored, while it is made.
    stored: Vec<u8>,
}

/// What is done with the values of a field.
struct Plan {
    indexed: Option<(How, IndexRecordOption)>,
    norms: bool,
    /// The name of its column.
    column: Option<String>,
    stored: bool,
}

/// How a text becomes terms.
#[derive(Clone, Copy)]
enum How {
    /// It is one.
    Raw,
    /// Its words are.
    Words,
    /// Their stems are.
    Stems,
}

/// A run of letters and digits: its bytes, and its terms; [`GAP`] where it is too long for one.
#[derive(Clone, Copy)]
struct Word {
    start: u32,
    end: u32,
    folded: u32,
    stem: u32,
}

impl Word {
    fn term(self, how: How) -> u32 {
        match how {
            How::Stems => self.stem,
            How::Raw | How::Words => self.folded,
        }
    }
}

/// The words of a segment and its terms.
#[derive(Default)]
struct Words {
    memory: Memory,
    /// Terms of the words that `memory` holds: folded and stem.
    known: Vec<(u32, u32)>,
    /// How often `memory` had forgotten all words when they were made.
    forgotten: u32,
    terms: Terms,
}

impl Words {
    /// The words of a text.
    fn read(&mut self, text: &str, into: &mut Vec<Word>) {
        let reading = self.memory.read(text);
        if self.forgotten != self.memory.forgotten {
            self.forgotten = self.memory.forgotten;
            self.known.clear();
        }
        for word in self.memory.words.iter().skip(self.known.len()) {
            let mut term = |part: Range<usize>| self.terms.number(self.memory.letters[part].as_bytes());
            self.known.push((term(word.folded()), term(word.stem())));
        }
        into.clear();
        into.extend(self.memory.readings[reading].tokens.iter().map(|seen| {
            let (folded, stem) = self.known.get(seen.word as usize).copied().unwrap_or((GAP, GAP));
            Word {
                start: seen.start as u32,
                end: seen.end as u32,
                folded,
                stem,
            }
        }));
    }
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
        let plans: Vec<Plan> = schema.fields().map(|(_, entry)| Plan::of(entry)).collect();
        Ok(Self {
            words: Words::default(),
            logs: plans.iter().map(|_| Log::default()).collect(),
            norms: FieldNormsWriter::for_schema(&schema),
            columns: columns(&schema),
            plans,
            store,
            segment,
            documents: 0,
            title: Vec::new(),
            body: Vec::new(),
            other: Vec::new(),
            stored: Vec::new(),
        })
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        let logs: usize = self.logs.iter().map(Log::memory).sum();
        logs + self.words.terms.memory() + self.columns.mem_usage() + self.norms.mem_usage()
    }

    /// Adds an article with its quotes.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub(super) fn add(&mut self, rows: &Rows) -> tantivy::Result<()> {
        self.words.read(&rows.title, &mut self.title);
        self.words.read(&rows.body, &mut self.body);
        let terms = &mut self.words.terms;
        let shared = rows.shared.iter();
        let shared: Vec<u32> = shared.map(|(_, value)| terms.number(value.as_bytes())).collect();
        for row in &rows.rows {
            self.stored.clear();
            let is_stored = |(field, _): &&(Field, Value)| self.plans[index(*field)].stored;
            texts::write_number(row.iter().filter(is_stored).count(), &mut self.stored);
            let mut values = row.as_slice();
            while let Some((field, _)) = values.first() {
                let (same, rest) = values.split_at(values.iter().take_while(|(f, _)| f == field).count());
                self.put(*field, same, rows);
                values = rest;
            }
            for ((field, value), term) in rows.shared.iter().zip(&shared) {
                self.logs[index(*field)].push(self.documents, [*term].into_iter());
                if let Some(name) = &self.plans[index(*field)].column {
                    self.columns.record_str(self.documents, name, value);
                }
            }
            self.store.store_bytes(&self.stored)?;
            self.documents += 1;
        }
        Ok(())
    }

    /// The values of one field of the document that is made.
    fn put(&mut self, field: Field, values: &[(Field, Value)], rows: &Rows) {
        let mut terms = 0;
        for (_, value) in values {
            terms += match value {
                Value::Text(text) => self.text(field, text, Where::Other),
                Value::Title => self.text(field, &rows.title, Where::Title),
                Value::Body => self.text(field, &rows.body, Where::Body),
                Value::Part(span) => self.text(field, span.of(&rows.body), Where::Part(*span)),
                value => self.number(field, value),
            };
        }
        let plan = &self.plans[index(field)];
        if plan.norms && plan.indexed.is_some() {
            self.norms.record(self.documents, field, terms);
        }
    }

    /// A text: how many terms it has.
    fn text(&mut self, field: Field, text: &str, stands: Where) -> u32 {
        let plan = &self.plans[index(field)];
        if let Some(name) = &plan.column {
            self.columns.record_str(self.documents, name, text);
        }
        if plan.stored {
            texts::write_text(field, text, &mut self.stored);
        }
        let Some((how, _)) = plan.indexed else {
            return 0;
        };
        let log = &mut self.logs[index(field)];
        if let How::Raw = how {
            let term = self.words.terms.number(text.as_bytes());
            return log.push(self.documents, [term].into_iter());
        }
        let words = match stands {
            Where::Title => &self.title,
            Where::Body => &self.body,
            Where::Part(span) if let Some(words) = part(&self.body, span) => words,
            Where::Part(_) | Where::Other => {
                self.words.read(text, &mut self.other);
                &self.other
            }
        };
        log.push(self.documents, words.iter().map(|word| word.term(how)))
    }

    /// A number or a time: how many terms it has.
    fn number(&mut self, field: Field, value: &Value) -> u32 {
        let plan = &self.plans[index(field)];
        let (columns, document) = (&mut self.columns, self.documents);
        let column = plan.column.as_deref();
        let term = match value {
            Value::Number(number) => {
                column.map(|name| columns.record_numerical(document, name, *number));
                number.to_u64()
            }
            Value::Signed(number) => {
                column.map(|name| columns.record_numerical(document, name, *number));
                number.to_u64()
            }
            Value::Time(time) => {
                let time = time.truncate(DateTimePrecision::Seconds);
                column.map(|name| columns.record_datetime(document, name, time));
                time.to_u64()
            }
            Value::Text(_) | Value::Title | Value::Body | Value::Part(_) => return 0,
        };
        if plan.indexed.is_none() {
            return 0;
        }
        let term = self.words.terms.number(&term.to_be_bytes());
        self.logs[index(field)].push(self.documents, [term].into_iter())
    }

    /// Writes the segment's files.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub(super) fn finish(mut self) -> tantivy::Result<Segment> {
        let segment = self.segment;
        self.norms.fill_up_to_max_doc(self.documents);
        let file = segment.open_write(SegmentComponent::FieldNorms)?;
        self.norms
            .serialize(FieldNormsSerializer::from_write(file)?, None)?;
        let norms = FieldNormReaders::open(segment.open_read(SegmentComponent::FieldNorms)?)?;

        let terms = &self.words.terms;
        let sorted = terms.sorted();
        let mut rank = vec![0; sorted.len()];
        for (place, term) in (0..).zip(&sorted) {
            rank[*term as usize] = place;
        }
        let mut turning = Turning::default();
        let mut serializer = InvertedIndexSerializer::open(&segment)?;
        for (n, (plan, log)) in (0..).zip(self.plans.iter().zip(&mut self.logs)) {
            let log = std::mem::take(log);
            let Some((_, option)) = plan.indexed.filter(|_| !log.is_empty()) else {
                continue;
            };
            let field = Field::from_field_id(n);
            let mut serializer = serializer.new_field(field, log.total(), norms.get_field(field)?)?;
            log.write((terms, &sorted, &rank), option, &mut turning, &mut serializer)?;
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

/// Where the words of a text are known from.
#[derive(Clone, Copy)]
enum Where {
    Title,
    Body,
    Part(Span),
    Other,
}

/// The words of a part of the body; `None` where it begins or ends within one.
fn part(body: &[Word], span: Span) -> Option<&[Word]> {
    let first = body.partition_point(|word| word.end as usize <= span.start);
    let end = body
        .partition_point(|word| (word.start as usize) < span.end)
        .max(first);
    let words = &body[first..end];
    let begins = words.first().is_none_or(|word| word.start as usize >= span.start);
    let ends = words.last().is_none_or(|word| word.end as usize <= span.end);
    (begins && ends).then_some(words)
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
    fn of(entry: &tantivy::schema::FieldEntry) -> Self {
        let how = match entry.field_type() {
            FieldType::Str(options) => match options.get_indexing_options().map(|o| o.tokenizer()) {
                Some(analyzer::WORDS) => How::Words,
                Some(analyzer::STEMS) => How::Stems,
                _ => How::Raw,
            },
            _ => How::Raw,
        };
        let option = entry.field_type().get_index_record_option();
        Self {
            indexed: option.map(|option| (how, option)),
            norms: entry.has_fieldnorms(),
            column: entry.is_fast().then(|| entry.name().to_owned()),
            stored: entry.is_stored(),
        }
    }
}

#[cfg(test)]
mod tests;
