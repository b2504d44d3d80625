//! Who speaks in an index, under which names, and why those were joined.

use std::collections::BTreeMap;

use super::response::{Speaker, SpeakersResponse, Variant};
use crate::article::SCHEMA;
use crate::identity::{Identity, Named, Rule, Uses};
use crate::index::names::{Held, Names};
use crate::index::{Opened, analyzer};

/// Names of one speaker, with their uses and why they were joined.
type Forms = BTreeMap<String, (Uses, Option<Rule>)>;

/// Speakers of whom `query` is a form, or begins a word of one; most quoted first.
///
/// # Errors
/// What the engine says of columns that it cannot read.
pub fn speakers(opened: &Opened, query: &str, limit: Option<usize>) -> tantivy::Result<SpeakersResponse> {
    let names = Names::of(opened.reader.searcher(), &opened.fields);
    let mut gathered: BTreeMap<(String, &'static str), Forms> = BTreeMap::new();
    for (key, held) in names.all()? {
        let Some(named) = Named::from_key(&key) else {
            continue;
        };
        let Identity { speaker, rule } = said_of(&named, held.clone());
        let variants = gathered.entry((speaker, named.kind.as_str())).or_default();
        let (uses, _) = variants.entry(named.name).or_insert((Uses::default(), rule));
        uses.articles += held.uses.articles;
        uses.quotes += held.uses.quotes;
    }
    let wanted = analyzer::folded(query);
    let mut speakers: Vec<Speaker> = Vec::new();
    for ((name, kind), variants) in gathered {
        let matches = |form: &str| begins_in(&analyzer::folded(form), &wanted);
        if !wanted.is_empty() && !matches(&name) && !variants.keys().any(|form| matches(form)) {
            continue;
        }
        let mut variants: Vec<Variant> = variants
            .into_iter()
            .map(|(name, (uses, rule))| Variant {
                name,
                quotes: uses.quotes,
                articles: uses.articles,
                joined: rule,
            })
            .collect();
        variants.sort_by(|a, b| {
            (b.quotes, b.articles)
                .cmp(&(a.quotes, a.articles))
                .then_with(|| a.name.cmp(&b.name))
        });
        speakers.push(Speaker {
            name,
            speaker_type: kind.to_owned(),
            quotes: variants.iter().map(|v| v.quotes).sum(),
            articles: variants.iter().map(|v| v.articles).sum(),
            variants,
        });
    }
    speakers.sort_by(|a, b| {
        (b.quotes, b.articles)
            .cmp(&(a.quotes, a.articles))
            .then_with(|| (&a.name, &a.speaker_type).cmp(&(&b.name, &b.speaker_type)))
    });
    let total = speakers.len() as u64;
    speakers.truncate(limit.unwrap_or(usize::MAX));
    Ok(SpeakersResponse {
        schema: SCHEMA,
        query: query.to_owned(),
        total,
        speakers,
    })
}

/// What the articles say of a name. Only a run that was stopped leaves two answers: then the joined one.
fn said_of(named: &Named, held: Held) -> Identity {
    let joined = held.told.iter().find(|told| told.rule.is_some()).cloned();
    joined
        .or(held.told.into_iter().next())
        .unwrap_or_else(|| Identity::itself(&named.name))
}

/// Whether `wanted` stands in `text` from the beginning of a word.
fn begins_in(text: &str, wanted: &str) -> bool {
    text.starts_with(wanted) || text.contains(&format!(" {wanted}"))
}
