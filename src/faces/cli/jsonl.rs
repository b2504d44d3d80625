//! Annotating JSON Lines: one line in, one line out, in order.
//!
//! A line that cannot be read is answered in its place, so that the lines of input
//! and output stay side by side; only a broken stream ends the work.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::annotated::AnnotationsJson;
use super::compact;
use super::errors::{Failure, Problem};
use super::terminal::{FOUND, PARTLY};
use crate::annotate::{Lexicons, annotate};
use crate::article::Article;

/// Longer lines are refused: an article has no 64 MiB.
const LONGEST_LINE: u64 = 64 << 20;

pub fn run(files: &[PathBuf], lexicons: &Lexicons) -> Result<u8, Failure> {
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut whole = true;
    for file in files {
        whole &= if file.as_os_str() == "-" {
            lines(
                BufReader::with_capacity(1 << 16, std::io::stdin().lock()),
                &mut out,
                lexicons,
                file,
            )?
        } else {
            let open = File::open(file).map_err(|e| cannot_read(file, &e))?;
            lines(BufReader::with_capacity(1 << 16, open), &mut out, lexicons, file)?
        };
    }
    out.flush()?;
    Ok(if whole { FOUND } else { PARTLY })
}

fn cannot_read(file: &Path, error: &std::io::Error) -> Failure {
    let name = file.display();
    Problem::new(
        format!("cannot read {name}: {error}"),
        "name a file of JSON Lines, or - for standard input",
    )
    .into()
}

/// Answers every line; tells whether all could be read.
fn lines<R: Read>(
    mut input: BufReader<R>,
    out: &mut impl Write,
    lexicons: &Lexicons,
    file: &Path,
) -> Result<bool, Failure> {
    let mut whole = true;
    let mut line = Vec::new();
    let mut answer_line = Vec::new();
    loop {
        line.clear();
        answer_line.clear();
        let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        if read.map_err(|e| cannot_read(file, &e))? == 0 {
            return Ok(whole);
        }
        let answered = if line.last() != Some(&b'\n') && line.len() as u64 == LONGEST_LINE {
            pass_over_line(&mut input).map_err(|e| cannot_read(file, &e))?;
            Err(ErrorJson {
                id: Value::Null,
                error: "the line is longer than 64 MiB".to_owned(),
            })
        } else {
            answer(&line, lexicons, &mut answer_line)
        };
        let written = match answered {
            Ok(written) => written,
            Err(error) => {
                whole = false;
                compact::write(&error, &mut answer_line)
            }
        };
        written.map_err(std::io::Error::from)?;
        answer_line.push(b'\n');
        out.write_all(&answer_line)?;
        // Whoever waits for the answer has it before the next line is waited for.
        if memchr::memchr(b'\n', input.buffer()).is_none() {
            out.flush()?;
        }
    }
}

fn pass_over_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, done) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

/// A line of input; other keys are passed over.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    title: Option<String>,
    #[serde(borrow)]
    published: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date: Option<Cow<'a, str>>,
    source: Option<String>,
    dateline: Option<String>,
    language: Option<String>,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    id: &'a Value,
    #[serde(flatten)]
    annotations: AnnotationsJson<'a>,
}

#[derive(Serialize)]
struct ErrorJson {
    id: Value,
    error: String,
}

/// Annotates one line and writes the answer.
fn answer(line: &[u8], lexicons: &Lexicons, out: &mut Vec<u8>) -> Result<serde_json::Result<()>, ErrorJson> {
    let (id, article) = article(line)?;
    let annotations = annotate(&article, lexicons);
    let annotations = AnnotationsJson::new(&article.body, &annotations, false);
    Ok(compact::write(&AnswerJson { id: &id, annotations }, out))
}

fn article(line: &[u8]) -> Result<(Value, Article), ErrorJson> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = line.trim_ascii();
    if line.is_empty() {
        return Err(ErrorJson {
            id: Value::Null,
            error: "the line is empty".to_owned(),
        });
    }
    let read: Line<'_> = serde_json::from_slice(line).map_err(|error| {
        // The line may still be JSON with an id, only not of the wanted shape.
        let id = serde_json::from_slice::<Value>(line)
            .ok()
            .and_then(|v| v.get("id").cloned());
        let error = error.to_string().replace(" at line 1 column ", " at column ");
        ErrorJson {
            id: id.unwrap_or(Value::Null),
            error,
        }
    })?;
    let Some(body) = read.text else {
        return Err(ErrorJson {
            id: read.id,
            error: "the line has no \"text\"".to_owned(),
        });
    };
    let day = |text: Cow<'_, str>| text.get(..10)?.parse().ok();
    let article = Article {
        title: read.title.unwrap_or_default(),
        source: read.source,
        dateline: read.dateline,
        language: read.language.unwrap_or_default(),
        published: read.published.and_then(day).or_else(|| read.date.and_then(day)),
        body,
        body_line: 1,
        ..Article::default()
    };
    Ok((read.id, article))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, whole: bool, expected: &str) {
        let mut out = Vec::new();
        let read = BufReader::new(input.as_bytes());
        let answered = lines(read, &mut out, &Lexicons::standard(), Path::new("-")).expect("a stream");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        assert_eq!(answered, whole);
    }

    #[test]
    fn each_line_is_answered_in_its_place() {
        check(
            "{\"id\":1,\"text\":\"\"}\n\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":5}\n[\n{\"id\":\"d\",\"text\":\"\"}",
            false,
            r#"{"id":1,"quotes":[],"people":[],"countries":[],"topics":[]}
{"id":null,"error":"the line is empty"}
{"id":"b","error":"the line has no \"text\""}
{"id":"c","error":"invalid type: integer `5`, expected a string at column 18"}
{"id":null,"error":"EOF while parsing a list at column 1"}
{"id":"d","quotes":[],"people":[],"countries":[],"topics":[]}
"#,
        );
        check(
            "{\"text\":\"\",\"date\":\"2025-12-01T10:00:00Z\",\"more\":[{}]}\n",
            true,
            "{\"id\":null,\"quotes\":[],\"people\":[],\"countries\":[],\"topics\":[]}\n",
        );
    }
}
