//! Index a folder of articles and print who speaks in it, about which countries, on which topics.
//!
//! ```text
//! cargo run --release --example index_and_facets -- corpus
//! ```

use std::path::PathBuf;

use onrecord::facet;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{Request, Searcher};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let corpus = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "corpus".into()));

    // The library has no clock: it is told on which day dates without a year are judged.
    // A program for people would take the day from the system.
    let today = jiff::civil::date(2026, 11, 24);

    // 1. Bring an index up to date with the folder. Here it lives in a temporary
    //    place; a real one is kept, and the next run reads only what has changed.
    let index = std::env::temp_dir().join(format!("onrecord-example-{}", std::process::id()));
    let summary = ingest(&[&corpus], &Options::new(&index, today), &|_| {})?;
    println!("{} articles, {} quotes", summary.indexed, summary.quotes);
    for skip in &summary.skipped {
        println!("skipped {}: {}", skip.path, skip.reason);
    }

    // 2. Open it and count. An empty request matches everything; any query or
    //    filter would narrow the counts.
    let searcher = Searcher::open(&index)?;
    for name in ["speaker", "country", "topic"] {
        let Some(facet) = facet::by_name(name) else {
            continue;
        };
        let counts = searcher.facets(facet, &Request::default(), Some(8), today)?;
        println!("\n{}", facet.label);
        for value in counts.values {
            println!("{:>6}  {}", value.count, value.label);
        }
    }

    std::fs::remove_dir_all(&index)?;
    Ok(())
}
