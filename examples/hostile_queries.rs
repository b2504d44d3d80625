//! Asks an index random hostile queries, and tells how long the longest took.
//!
//! ```sh
//! cargo run --release --example hostile_queries -- 1000000 [SEED]
//! ```
//!
//! The queries are made of operators, marks, brackets, fields, dates, words and rubbish in
//! any order. None may panic, and none may take as long as five seconds.

use std::path::Path;
use std::time::{Duration, Instant};

use onrecord::error::Error;
use onrecord::ingest::{Options, ingest};
use onrecord::search::{FacetChoice, Request, Searcher, Sort};

const PIECES: &[&str] = &[
    "AND",
    "OR",
    "NOT",
    "|",
    "-",
    "+",
    "(",
    ")",
    "((((",
    "))))",
    "\"",
    "“",
    "”",
    "„",
    "«",
    "「",
    "*",
    "~5",
    "~99999999999",
    ":",
    "..",
    "speaker:",
    "country:",
    "topic:",
    "date:",
    "since:",
    "until:",
    "title:",
    "body:",
    "id:",
    "path:",
    "kind:",
    "year:",
    "speaker:*",
    "date:2025-01..2025-03",
    "since:yesterday",
    "until:2025-02-30",
    "ferry",
    "fer*",
    "a*",
    "zzz*",
    "the",
    "of",
    "in",
    "Finland",
    "macron",
    "\0",
    "\u{202e}",
    "\u{1b}[2J",
    "é",
    "漢字",
    "🙂",
    "\u{feff}",
    "'",
    "\\",
    "/",
    "[1 TO 2]",
    "{",
    "}",
    "^3",
    "\t",
    "\n",
    "999999999999999999999",
    "-1",
    "0x41",
    ";",
    "%00",
    "\u{10ffff}",
    "e\u{301}",
];

/// A small generator, so that a seed gives the same queries everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
}

fn query(dice: &mut Dice) -> String {
    let pieces = match dice.roll(50) {
        0 => 600, // over the limits
        1..5 => 120,
        _ => 12,
    };
    let mut text = String::new();
    for _ in 0..dice.roll(pieces) {
        match dice.roll(12) {
            0 => text.extend(char::from_u32(dice.roll(0x11_0000) as u32)),
            _ => text.push_str(PIECES[dice.roll(PIECES.len())]),
        }
        if dice.roll(3) > 0 {
            text.push(' ');
        }
    }
    text
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(20_251_201), |n| n.parse())?;
    let folder = std::env::temp_dir().join(format!("onrecord-hostile-{}", std::process::id()));
    let today = jiff::civil::date(2025, 12, 2);
    ingest(&[Path::new("corpus")], &Options::new(&folder, today), &|_| {})?;
    let searcher = Searcher::open(&folder)?;
    let mut dice = Dice(seed | 1);
    let (mut answered, mut refused) = (0_u64, 0_u64);
    let (mut longest, mut worst) = (Duration::ZERO, String::new());
    for n in 0..count {
        let request = Request {
            query: query(&mut dice),
            sort: [Sort::Relevance, Sort::Newest, Sort::Oldest][dice.roll(3)],
            facets: if n % 4 == 0 {
                FacetChoice::Shown
            } else {
                FacetChoice::None
            },
            limit: dice.roll(4),
            offset: dice.roll(3),
            ..Request::default()
        };
        let begun = Instant::now();
        let outcome = match n % 2 {
            0 => searcher.articles(&request, today).map(drop),
            _ => searcher.quotes(&request, today).map(drop),
        };
        let took = begun.elapsed();
        if took > longest {
            (longest, worst) = (took, request.query.clone());
        }
        match outcome {
            Ok(()) => answered += 1,
            Err(Error::Query(_)) => refused += 1,
            Err(other) => return Err(format!("{:?}: {other}", request.query).into()),
        }
    }
    std::fs::remove_dir_all(&folder)?;
    println!("{count} queries: {answered} answered, {refused} refused, the longest took {longest:.1?}");
    if longest > Duration::from_secs(5) {
        return Err(format!("too long: {worst:?}").into());
    }
    Ok(())
}
