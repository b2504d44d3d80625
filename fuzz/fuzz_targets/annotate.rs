//! Any text as a story: every span lies in it, on character boundaries, and quotes are in order.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use onrecord::annotate::{Lexicons, annotate};
use onrecord::article::{Article, Span};

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(Lexicons::standard);

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or(("", text));
    let article = Article {
        title: title.to_owned(),
        body: body.to_owned(),
        ..Article::default()
    };
    let found = annotate(&article, &LEXICONS);
    let fits = |span: Span| assert!(span.is_valid_in(body), "{span:?}");
    let mut last = 0;
    for quote in &found.quotes {
        fits(quote.span);
        assert!(quote.span.start >= last, "out of order");
        last = quote.span.start;
        quote.speaker_span.into_iter().chain(quote.cue).for_each(fits);
        quote.evidence.iter().for_each(|e| fits(e.span));
    }
    found.people.iter().flat_map(|p| p.mentions.iter().copied()).for_each(fits);
    found.countries.iter().flat_map(|c| c.mentions.iter().map(|m| m.span)).for_each(fits);
    found.regions.iter().flat_map(|r| r.mentions.iter().map(|m| m.span)).for_each(fits);
    found.topics.iter().flat_map(|t| t.evidence.iter().copied()).for_each(fits);
});
