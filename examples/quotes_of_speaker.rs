//! Stream every quote of one speaker from an index, with its place in the file.
//!
//! ```text
//! cargo run --release -- index corpus
//! cargo run --release --example quotes_of_speaker -- macron
//! ```

use std::path::Path;

use onrecord::error::{Error, QueryError};
use onrecord::search::{FacetChoice, Request, Searcher, Sort};

/// Hits asked for at a time: memory stays small however many there are.
const PAGE: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
                println!(
                    "nobody called {value:?} is quoted; did you mean {}?",
                    nearest.join(", ")
                );
                return Ok(());
            }
            Err(other) => return Err(other.into()),
        };
        if page.hits.is_empty() {
            return Ok(());
        }
        for quote in &page.hits {
            // `start` and `end` are code points into the article's body; `line` is a line of the file.
            println!(
                "{}:{}  {}",
                quote.path,
                quote.line,
                quote.speaker.as_deref().unwrap_or("nobody")
            );
            println!("    {} ({})", quote.text, quote.kind.as_str());
        }
        request.offset += page.hits.len();
    }
}
