//! Stream every quote of one speaker from an index, with its place in the file.
//!
//! ```text
//! cargo run --release -- index corpus
//! cargo run --release --example quotes_of_speaker -- macron
//! ```

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use onrecord::error::{Error, QueryError};
use onrecord::search::{FacetChoice, Request, Searcher, Sort};

/// Hits asked for at a time: memory stays small however many there are.
const PAGE: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let done = list(&mut io::stdout().lock());
    // Who reads may stop early: `... | head`.
    let closed = |error: &io::Error| error.kind() == ErrorKind::BrokenPipe;
    match done {
        Err(error) if error.downcast_ref().is_some_and(closed) => Ok(()),
        done => done,
    }
}

fn list(out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let speaker = std::env::args().nth(1).unwrap_or_else(|| "macron".into());
    let today = jiff::civil::date(2026, 11, 24);

    // Any known form of a name will do: it is resolved to the canonical names in the index.
    let searcher = Searcher::open(Path::new("index"))?;
    let mut request = Request {
        limit: PAGE,
        sort: Sort::Oldest,
        facets: FacetChoice::None,
        ..Request::default()
    }
    .with("speaker", &speaker);

    loop {
        let page = match searcher.quotes(&request, today) {
            Ok(page) => page,
            // Errors are typed: a name nobody has comes with the nearest ones that are there.
            Err(Error::Query(QueryError::UnknownValue { value, nearest, .. })) => {
                writeln!(
                    out,
                    "nobody called {value:?} is quoted; did you mean {}?",
                    nearest.join(", ")
                )?;
                return Ok(());
            }
            Err(other) => return Err(other.into()),
        };
        if page.hits.is_empty() {
            return Ok(());
        }
        for quote in &page.hits {
            // `start` and `end` are code points into the article's body; `line` is a line of the file.
            writeln!(
                out,
                "{}:{}  {}",
                quote.path,
                quote.line,
                quote.speaker.as_deref().unwrap_or("nobody")
            )?;
            writeln!(out, "    {} ({})", quote.text, quote.kind.as_str())?;
        }
        request.offset += page.hits.len();
    }
}
