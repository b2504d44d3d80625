//! Time a file of queries against an index, all in one process, and print the figures as JSON.
//!
//! ```text
//! cargo run --release --example time_queries -- INDEX QUERIES.json [--reps 10] [--quotes] [--ranking]
//! ```
//!
//! The file is `{"queries":[{"id","class","must":[],"should":[],"not":[],"phrase":[],"prefix","facets":{},"count":[],
//! "date":[first,last],"limit"}...]}`. Three times are taken, each in microseconds: the ranking alone (`p50_us`, `p99_us`),
//! the exact total and the facets asked for with it (`p50_count_us`…), and a whole answer with texts, snippets
//! and highlights (`p50_snip_us`…). With `--ranking` only the first is taken.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use onrecord::search::{FacetChoice, Request, Searcher};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct File {
    queries: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    class: String,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    should: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    phrase: Vec<String>,
    prefix: Option<String>,
    #[serde(default)]
    facets: BTreeMap<String, String>,
    #[serde(default)]
    count: Vec<String>,
    date: Option<(String, String)>,
    limit: Option<usize>,
}

impl Query {
    /// In the query language.
    fn request(&self) -> Request {
        let mut parts = self.must.clone();
        match self.should.as_slice() {
            [] => {}
            words => parts.push(format!("({})", words.join(" OR "))),
        }
        if !self.phrase.is_empty() {
            parts.push(format!("\"{}\"", self.phrase.join(" ")));
        }
        parts.extend(self.prefix.iter().map(|p| format!("{p}*")));
        parts.extend(self.not.iter().map(|word| format!("-{word}")));
        let mut request = Request {
            query: parts.join(" "),
            since: self.date.as_ref().map(|d| d.0.clone()),
            until: self.date.as_ref().map(|d| d.1.clone()),
            limit: self.limit.unwrap_or(10),
            facets: match self.count.as_slice() {
                [] => FacetChoice::None,
                names => FacetChoice::Named(names.to_vec()),
            },
            ..Request::default()
        };
        for (facet, value) in &self.facets {
            request = request.with(facet, value);
        }
        request
    }
}

/// Microseconds of every run: ranking, counting, whole answer.
type Times = [Vec<f64>; 3];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let quotes = words.iter().any(|w| w == "--quotes");
    let ranking = words.iter().any(|w| w == "--ranking");
    let reps = match words.iter().position(|w| w == "--reps") {
        Some(at) => words.get(at + 1).ok_or("--reps needs a number")?.parse()?,
        None => 10,
    };
    let [index, queries, ..] = words.as_slice() else {
        return Err("usage: time_queries INDEX QUERIES.json [--reps N] [--quotes] [--ranking]".into());
    };
    let today = jiff::civil::date(2026, 1, 1);
    let file: File = serde_json::from_str(&std::fs::read_to_string(queries)?)?;
    let started = Instant::now();
    let searcher = Searcher::open(Path::new(index))?;
    let open = micros(started);

    let mut classes: BTreeMap<String, Times> = BTreeMap::new();
    let mut each = Vec::new();
    let mut refused = Vec::new();
    for query in &file.queries {
        let request = query.request();
        let mut times = Times::default();
        let mut total = 0;
        for round in 0..=reps {
            let mut run = || -> Result<[f64; 3], Box<dyn std::error::Error>> {
                let mut took = [0.0; 3];
                let started = Instant::now();
                if !quotes {
                    std::hint::black_box(searcher.ranking(&request, today)?);
                    took[0] = micros(started);
                }
                if ranking {
                    return Ok(took);
                }
                let none = Request {
                    limit: 0,
                    ..request.clone()
                };
                let started = Instant::now();
                total = if quotes {
                    searcher.quotes(&none, today)?.total
                } else {
                    searcher.articles(&none, today)?.total
                };
                took[1] = micros(started);
                let started = Instant::now();
                if quotes {
                    std::hint::black_box(searcher.quotes(&request, today)?);
                } else {
                    std::hint::black_box(searcher.articles(&request, today)?);
                }
                took[2] = micros(started);
                Ok(took)
            };
            match run() {
                // The first round warms the caches.
                Ok(took) if round > 0 => (0..3).for_each(|i| times[i].push(took[i])),
                Ok(_) => {}
                Err(problem) => {
                    refused.push(json!({"id": query.id, "error": problem.to_string()}));
                    break;
                }
            }
        }
        if times[0].is_empty() {
            continue;
        }
        let all = classes.entry(query.class.clone()).or_default();
        (0..3).for_each(|i| all[i].extend(&times[i]));
        let mut row = figures(&mut times);
        row["id"] = json!(query.id);
        row["class"] = json!(query.class);
        row["hits"] = json!(total);
        each.push(row);
    }
    let mut all = Times::default();
    classes
        .values()
        .for_each(|times| (0..3).for_each(|i| all[i].extend(&times[i])));
    let classes: BTreeMap<String, Value> = classes
        .into_iter()
        .map(|(name, mut t)| (name, figures(&mut t)))
        .collect();
    let out = json!({
        "open_us": open,
        "all": figures(&mut all),
        "classes": classes,
        "queries": each,
        "refused": refused,
    });
    println!("{out}");
    Ok(())
}

fn micros(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e6
}

fn figures(times: &mut Times) -> Value {
    let mut out = json!({});
    for (name, values) in ["", "_count", "_snip"].into_iter().zip(times) {
        values.sort_by(f64::total_cmp);
        for (label, part) in [("p50", 0.5), ("p99", 0.99)] {
            let at = (values.len().saturating_sub(1) as f64 * part).round() as usize;
            let value = values.get(at).copied().unwrap_or_default();
            out[format!("{label}{name}_us")] = json!((value * 10.0).round() / 10.0);
        }
    }
    out
}
