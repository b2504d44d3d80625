//! The command line. (Being written.)
use std::io::{BufRead, Write};
use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    // Until the commands are written: `onrecord annotate --jsonl -`, enough for the scoreboard.
    let lexicons = crate::annotate::Lexicons::standard();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(v) = serde_json::from_str::<serde_json::Value>(&line) else {
            continue;
        };
        let article = crate::article::Article {
            title: v["title"].as_str().unwrap_or("").into(),
            body: v["text"].as_str().unwrap_or("").into(),
            published: v["date"].as_str().and_then(|d| d.get(..10)?.parse().ok()),
            ..Default::default()
        };
        let a = crate::annotate::annotate(&article, &lexicons);
        let mut points = crate::article::CodePoints::new(&article.body);
        let mut span = |s: crate::article::Span| points.span(s);
        let quotes: Vec<_> = a.quotes.iter().map(|q| {
            let (start, end) = span(q.span);
            serde_json::json!({"start": start, "end": end, "byte_start": q.span.start, "byte_end": q.span.end,
                "text": q.span.of(&article.body), "speaker": q.speaker, "speaker_text": q.speaker_span.map(|s| s.of(&article.body)),
                "kind": q.kind, "cue": q.cue.map(|s| s.of(&article.body)), "rule": q.rule})
        }).collect();
        let people: Vec<_> = a
            .people
            .iter()
            .map(|p| serde_json::json!({"name": p.name, "forms": p.forms, "role": p.role}))
            .collect();
        let countries: Vec<_> = a
            .countries
            .iter()
            .map(|c| {
                let m: Vec<_> = c
                    .mentions
                    .iter()
                    .map(|m| {
                        let (start, end) = span(m.span);
                        serde_json::json!({"start": start, "end": end, "rule": m.rule})
                    })
                    .collect();
                serde_json::json!({"code": c.code, "name": c.name, "focus": c.focus, "mentions": m})
            })
            .collect();
        let topics: Vec<_> = a
            .topics
            .iter()
            .map(|t| {
                let e: Vec<_> = t
                    .evidence
                    .iter()
                    .map(|s| {
                        let (start, end) = span(*s);
                        serde_json::json!({"start": start, "end": end})
                    })
                    .collect();
                serde_json::json!({"id": t.id, "path": t.path, "score": t.score, "evidence": e})
            })
            .collect();
        let _ = writeln!(
            out,
            "{}",
            serde_json::json!({"id": v["id"], "quotes": quotes, "people": people, "countries": countries, "topics": topics})
        );
    }
    ExitCode::SUCCESS
}
