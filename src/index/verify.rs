//! Checking an index: every file to its last byte against the list in the commit, then
//! every stored span against its text; and, where wanted, the corpus itself.

use std::collections::HashMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::commit::{self, Commit, MANAGED, META, Sum, length_problem, unreadable};
use super::document;
use super::manifest::{self, Entry, first_eight};
use super::open::{self, Opened};
use super::texts::Texts;
use crate::article::{Annotations, Article, SCHEMA, Span};
use crate::corpus;
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
    /// Files of the corpus read again; `None` where that was not asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corpus_checked: Option<u64>,
    /// Files of the corpus that are not as they were indexed. That is no damage of the index.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corpus: Vec<Damage>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The file: of the index, relative to its folder; of the corpus, its absolute path.
    pub file: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Reads every file of the index in `dir` and checks it. Never panics, never changes anything.
///
/// # Errors
/// [`IndexError`] where there is no index of ours to check; damage is not an error but an answer.
pub fn verify(dir: &Path) -> Result<Verification, Error> {
    let mut found = Verification::default();
    let outcome = commit::stable(dir, |commit| {
        found = once(dir, commit);
        match found.damage.first() {
            None => Ok(()),
            Some(first) => Err(commit::damaged(dir, &first.problem)),
        }
    });
    match outcome {
        Err(IndexError::Damaged { problem, .. }) if found.ok || found.damage.is_empty() => {
            found = Verification::default();
            found.files_checked = 1;
            found.add(META, problem);
        }
        Ok(_) | Err(IndexError::Damaged { .. }) => {}
        Err(e) => return Err(e.into()),
    }
    found.schema = SCHEMA;
    found.ok = found.damage.is_empty();
    Ok(found)
}

/// As [`verify`], and reads every file of the corpus again: whether the text that was
/// indexed is still what stands there.
///
/// # Errors
/// As [`verify`].
pub fn verify_deep(dir: &Path) -> Result<Verification, Error> {
    let mut found = verify(dir)?;
    if !found.ok {
        return Ok(found);
    }
    let known = open::open(dir)?;
    let known = manifest::read(&known.index).map_err(|e| open::engine_error(dir, e))?;
    let files: Vec<&Entry> = known.files().filter_map(<[Entry]>::first).collect();
    found.corpus_checked = Some(files.len() as u64);
    let changed = files.par_iter().filter_map(|entry| {
        let problem = changed_since(entry)?;
        Some(Damage {
            file: entry.origin.file.clone(),
            problem,
        })
    });
    found.corpus = changed.collect();
    Ok(found)
}

/// What became of a file since it was indexed.
fn changed_since(entry: &Entry) -> Option<String> {
    let path = manifest::path_of(&entry.origin.file);
    let mut hasher = blake3::Hasher::new();
    let read = std::fs::metadata(&path).and_then(|now| {
        hasher.update_reader(std::fs::File::open(&path)?)?;
        Ok(now)
    });
    let now = match read {
        Ok(now) => now,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Some("is gone".to_owned()),
        Err(e) => return Some(unreadable(&e)),
    };
    if first_eight(hasher.finalize().as_bytes()) == entry.origin.hash {
        return None;
    }
    let unnoticed = now.len() == entry.origin.size && corpus::modified_ns(&now) == entry.origin.modified_ns;
    Some(if unnoticed {
        "has other content under the same size and time: touch it, and index again".to_owned()
    } else {
        "has changed since it was indexed".to_owned()
    })
}

/// One look at one commit.
fn once(dir: &Path, commit: &Commit) -> Verification {
    let mut found = Verification {
        files_checked: 1, // meta.json, whose checksum was compared when it was read
        ..Verification::default()
    };
    for (name, sum) in commit.files() {
        found.files_checked += 1;
        if let Err(problem) = check_file(&dir.join(name), *sum) {
            found.add(name, problem);
        }
    }
    found.files_checked += 1;
    if let Err(problem) = check_managed(&dir.join(MANAGED), commit) {
        found.add(MANAGED, problem);
    }
    if found.damage.is_empty() {
        match catch_unwind(AssertUnwindSafe(|| check_contents(dir, &mut found))) {
            Ok(Ok(())) => {}
            Ok(Err(e)) => found.add(META, e.to_string()),
            Err(_) => found.add(META, "the engine cannot read its own files".to_owned()),
        }
    }
    found
}

impl Verification {
    fn add(&mut self, file: &str, problem: String) {
        self.damage.push(Damage {
            file: file.to_owned(),
            problem,
        });
    }
}

/// Compares a file with its length and checksum.
fn check_file(path: &Path, sum: Sum) -> Result<(), String> {
    let mut file = std::fs::File::open(path).map_err(|e| unreadable(&e))?;
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    if length != sum.0 {
        return Err(length_problem(length, sum.0));
    }
    let mut crc = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let got = file.read(&mut buffer).map_err(|e| unreadable(&e))?;
        if got == 0 {
            break;
        }
        crc.update(&buffer[..got]);
    }
    if crc.finalize() == sum.1 {
        Ok(())
    } else {
        Err("its content does not match its checksum".to_owned())
    }
}

/// The engine's own list must be readable, lest it refuses to write, and name every file
/// of the commit, lest one that is replaced is never removed.
fn check_managed(path: &Path, commit: &Commit) -> Result<(), String> {
    let text = std::fs::read(path).map_err(|e| unreadable(&e))?;
    let names: std::collections::HashSet<String> =
        serde_json::from_slice(&text).map_err(|e| format!("cannot be read: {e}"))?;
    match commit.files().find(|(name, _)| !names.contains(*name)) {
        Some((name, _)) => Err(format!("does not name {name}")),
        None => Ok(()),
    }
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
        let mut last: (String, Vec<Span>) = Default::default();
        for doc in segment.doc_ids_alive() {
            let bytes = store.get_document_bytes(doc).map_err(fail)?;
            let doc = match Texts::read(&bytes) {
                Ok(doc) => doc,
                Err(problem) => {
                    found.add(&file, problem);
                    continue;
                }
            };
            let id = doc.first(opened.fields.id);
            if let Some((article, number)) = id.split_once('#') {
                *stored.entry(article.to_owned()).or_default() += 1;
                // An article is followed by its quotes.
                if article == last.0 && doc.first(opened.fields.span) != span_of(number, &last.1) {
                    found.add(
                        &file,
                        format!("quote {id}: its span is another than the article's"),
                    );
                }
                continue;
            }
            let article_id = id.to_owned();
            found.articles += 1;
            let problem = match document::restore(&opened.fields, &doc) {
                Ok((article, annotations)) => {
                    promised.insert(article_id.clone(), annotations.quotes.len() as u64);
                    let spans = annotations.quotes.iter().map(|quote| quote.span).collect();
                    last = (article_id.clone(), spans);
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

/// The span of an article's quote, by its number from 1 on, as its document has it.
fn span_of(number: &str, spans: &[Span]) -> String {
    let place = number.parse().ok().and_then(|n: usize| n.checked_sub(1));
    let span = place.and_then(|place| spans.get(place));
    span.map_or_else(String::new, |span| {
        document::place(*span, &mut Default::default()).concat()
    })
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
                file: META.to_owned(),
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
            file: META.to_owned(),
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
    let regions = annotations.regions.iter().flat_map(|r| r.mentions.iter());
    let topics = annotations.topics.iter().flat_map(|t| t.evidence.iter().copied());
    let mut all = quotes
        .map(|s| ("quote", s))
        .chain(people.map(|s| ("person", s)))
        .chain(countries.map(|s| ("country", s)))
        .chain(regions.map(|m| ("region", m.span)))
        .chain(topics.map(|s| ("topic", s)));
    all.find(|(_, span)| bad(*span)).map(|(what, span)| {
        format!(
            "the span {}..{} of a {what} does not fit the text",
            span.start, span.end
        )
    })
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
