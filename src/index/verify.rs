//! Checking an index: every file to its last byte, every stored span against its text.

use std::collections::HashMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::schema::Value;

use super::document;
use super::open::{self, Opened};
use crate::article::{Annotations, Article, SCHEMA, Span};
use crate::error::{Error, IndexError};

/// Result of checking an index.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// Version of this shape.
    pub schema: u32,
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Articles counted.
    pub articles: u64,
    /// Index files read to their end.
    pub files_checked: u64,
    /// What is wrong, file by file.
    pub damage: Vec<Damage>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The file, relative to the index folder.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Reads every file of the index in `dir` and checks it. Never panics, never changes anything.
///
/// # Errors
/// [`IndexError`] where there is no index of ours to check; damage is not an error but an answer.
pub fn verify(dir: &Path) -> Result<Verification, Error> {
    // A writer may put a new commit, and remove the files of the old, under our eyes.
    for _ in 0..10 {
        let before = std::fs::read(dir.join(open::META)).ok();
        let found = once(dir)?;
        if found.ok || std::fs::read(dir.join(open::META)).ok() == before {
            return Ok(found);
        }
    }
    once(dir)
}

fn once(dir: &Path) -> Result<Verification, Error> {
    let mut found = Verification {
        schema: SCHEMA,
        ..Verification::default()
    };
    match open::check(dir) {
        Ok(()) => {}
        Err(IndexError::Damaged { problem, .. }) => return Ok(found.with(open::META, problem)),
        Err(e) => return Err(e.into()),
    }
    let metas = match segment_metas(dir) {
        Ok(metas) => metas,
        Err(problem) => return Ok(found.with(open::META, problem)),
    };
    for meta in &metas {
        for name in expected_files(meta) {
            found.files_checked += 1;
            if let Err(problem) = check_file(&dir.join(&name)) {
                found.damage.push(Damage { file: name, problem });
            }
        }
    }
    found.files_checked += 1; // meta.json itself
    if found.damage.is_empty() {
        let contents = catch_unwind(AssertUnwindSafe(|| check_contents(dir, &mut found)));
        let problem = match contents {
            Ok(Ok(())) => None,
            Ok(Err(e)) => Some(e.to_string()),
            Err(_) => Some("the engine cannot read its own files".to_owned()),
        };
        if let Some(problem) = problem {
            found.damage.push(Damage {
                file: open::META.to_owned(),
                problem,
            });
        }
    }
    found.ok = found.damage.is_empty();
    Ok(found)
}

impl Verification {
    fn with(mut self, file: &str, problem: String) -> Self {
        self.files_checked += 1;
        self.damage.push(Damage {
            file: file.to_owned(),
            problem,
        });
        self
    }
}

fn segment_metas(dir: &Path) -> Result<Vec<SegmentMeta>, String> {
    let opened = catch_unwind(|| tantivy::Index::open_in_dir(dir).and_then(|i| i.searchable_segment_metas()));
    match opened {
        Ok(Ok(metas)) => Ok(metas),
        Ok(Err(e)) => Err(e.to_string()),
        Err(_) => Err("the engine cannot read it".to_owned()),
    }
}

/// The files that a segment must have.
fn expected_files(meta: &SegmentMeta) -> Vec<String> {
    use SegmentComponent::{Delete, FastFields, FieldNorms, Positions, Postings, Store, Terms};
    [Postings, Positions, FastFields, FieldNorms, Terms, Store, Delete]
        .into_iter()
        .filter(|component| *component != Delete || meta.has_deletes())
        .map(|component| meta.relative_path(component).to_string_lossy().into_owned())
        .collect()
}

/// Checks the checksum that the engine writes at the end of each file: the data,
/// a JSON footer with its CRC-32, the footer's length, a magic number.
fn check_file(path: &Path) -> Result<(), String> {
    const MAGIC: u32 = 1337;
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Footer {
        #[serde(rename = "version")]
        _version: EngineVersion,
        crc: u32,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct EngineVersion {
        #[serde(rename = "major")]
        _major: u32,
        #[serde(rename = "minor")]
        _minor: u32,
        #[serde(rename = "patch")]
        _patch: u32,
        #[serde(rename = "index_format_version")]
        _format: u32,
    }
    let read = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => "is missing".to_owned(),
        _ => format!("cannot be read: {e}"),
    };
    let mut file = std::fs::File::open(path).map_err(read)?;
    let length = file.metadata().map_err(read)?.len();
    let cut = || "is cut short, or its end is overwritten".to_owned();
    let tail = tail(&mut file, length, 8).map_err(read)?.ok_or_else(cut)?;
    let word = |at: usize| {
        tail.get(at..at + 4)
            .and_then(|b| b.try_into().ok())
            .map_or(0, u32::from_le_bytes)
    };
    let footer_length = u64::from(word(0));
    if word(4) != MAGIC || footer_length > 50_000 || footer_length + 8 > length {
        return Err(cut());
    }
    let footer = self::tail(&mut file, length, footer_length + 8)
        .map_err(read)?
        .ok_or_else(cut)?;
    let json = footer.get(..footer_length as usize).ok_or_else(cut)?;
    let footer: Footer = serde_json::from_slice(json).map_err(|_| cut())?;
    let mut left = length - footer_length - 8;
    let mut crc = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    std::io::Seek::rewind(&mut file).map_err(read)?;
    while left > 0 {
        let want = buffer.len().min(left as usize);
        let got = file.read(&mut buffer[..want]).map_err(read)?;
        if got == 0 {
            return Err(cut());
        }
        crc.update(&buffer[..got]);
        left -= got as u64;
    }
    if crc.finalize() == footer.crc {
        Ok(())
    } else {
        Err("its content does not match its checksum".to_owned())
    }
}

/// The last `count` bytes; `None` where the file is shorter.
fn tail(file: &mut std::fs::File, length: u64, count: u64) -> std::io::Result<Option<Vec<u8>>> {
    if length < count {
        return Ok(None);
    }
    std::io::Seek::seek(file, std::io::SeekFrom::Start(length - count))?;
    let mut bytes = vec![0; count as usize];
    file.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}

/// Reads every document: counts agree, and every span fits its text.
fn check_contents(dir: &Path, found: &mut Verification) -> Result<(), IndexError> {
    let opened = open::open(dir)?;
    let fail = |e| open::engine_error(dir, e);
    let mut promised: HashMap<String, u64> = HashMap::new();
    let mut stored: HashMap<String, u64> = HashMap::new();
    for segment in opened.reader.searcher().segment_readers() {
        let file = format!("{}.store", segment.segment_id().uuid_string());
        let store = segment.get_store_reader(4).map_err(|e| fail(e.into()))?;
        for doc in store.iter::<TantivyDocument>(segment.alive_bitset()) {
            let doc = doc.map_err(fail)?;
            let text = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
            let id = text(opened.fields.id);
            if let Some((article, _)) = id.split_once('#') {
                *stored.entry(article.to_owned()).or_default() += 1;
                continue;
            }
            let article_id = id.to_owned();
            found.articles += 1;
            let problem = match document::restore(&opened.fields, &doc) {
                Ok((article, annotations)) => {
                    promised.insert(article_id.clone(), annotations.quotes.len() as u64);
                    wrong_span(&article, &annotations).map(|what| format!("article {article_id}: {what}"))
                }
                Err(problem) => Some(problem),
            };
            found.damage.extend(problem.map(|problem| Damage {
                file: file.clone(),
                problem,
            }));
        }
    }
    check_counts(&opened, &promised, &stored, found);
    Ok(())
}

fn check_counts(
    opened: &Opened,
    promised: &HashMap<String, u64>,
    stored: &HashMap<String, u64>,
    found: &mut Verification,
) {
    let mut ids: Vec<&String> = promised.keys().chain(stored.keys()).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let (want, got) = (promised.get(id), stored.get(id).copied().unwrap_or_default());
        if want.copied().unwrap_or_default() != got {
            found.damage.push(Damage {
                file: open::META.to_owned(),
                problem: match want {
                    Some(want) => format!("article {id} has {got} of its {want} quotes"),
                    None => format!("{got} quotes belong to article {id}, which is not there"),
                },
            });
        }
    }
    let alive: u64 = opened.reader.searcher().num_docs();
    let counted = found.articles + stored.values().sum::<u64>();
    if alive != counted {
        found.damage.push(Damage {
            file: open::META.to_owned(),
            problem: format!("it counts {alive} documents, and {counted} are there"),
        });
    }
}

/// The first span of an article that does not fit its body.
fn wrong_span(article: &Article, annotations: &Annotations) -> Option<String> {
    let bad = |span: Span| !span.is_valid_in(&article.body);
    let quotes = annotations.quotes.iter().flat_map(|q| {
        let evidence = q.evidence.iter().map(|e| e.span);
        std::iter::once(q.span)
            .chain(q.speaker_span)
            .chain(q.cue)
            .chain(evidence)
    });
    let people = annotations.people.iter().flat_map(|p| p.mentions.iter().copied());
    let countries = annotations
        .countries
        .iter()
        .flat_map(|c| c.mentions.iter().map(|m| m.span));
    let topics = annotations.topics.iter().flat_map(|t| t.evidence.iter().copied());
    let mut all = quotes
        .map(|s| ("quote", s))
        .chain(people.map(|s| ("person", s)))
        .chain(countries.map(|s| ("country", s)))
        .chain(topics.map(|s| ("topic", s)));
    all.find(|(_, span)| bad(*span)).map(|(what, span)| {
        format!(
            "the span {}..{} of a {what} does not fit the text",
            span.start, span.end
        )
    })
}
