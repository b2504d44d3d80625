//! From words met to topics chosen.
//!
//! A list entry counts by its weight times how often it is met, flattened
//! ([`often`]), where a place in the headline or at the beginning counts for
//! more than one ([`Zone`]). A concept has the sum of its own entries and of all
//! below it. The heaviest top concepts are chosen, then for each the deepest
//! concept that holds a clear share of its weight.

use super::Lexicon;
use super::lists::LONGEST;
use super::table::{Begin, Meaning};
use super::taxonomy::ConceptId;
use super::words;
use crate::article::{Article, Span};
use crate::text::Text;

/// Room for the weights of all concepts.
const CONCEPTS: usize = 1280;
/// A story has at most this many topics.
const MOST: usize = 3;
/// The evidence of a topic is cut off after this many words.
const MOST_EVIDENCE: usize = 60;
/// The first topic needs at least this weight...
const LEAST: f32 = 2.0;
/// ...and this much more for every hundred words of the story, up to [`LENGTH`] hundreds:
/// any long text uses some words of any topic.
const LEAST_PER_HUNDRED: f32 = 0.8;
const LENGTH: f32 = 8.0;
/// A further topic needs this share of the first one's weight.
const SHARE: f32 = 0.45;
/// A deeper concept needs this share of the weight of the one above it,
/// this multiple of the next heaviest beside it, and this weight.
const DEEPER_SHARE: f32 = 0.3;
const DEEPER_LEAD: f32 = 1.2;
const DEEPER_LEAST: f32 = 2.5;

/// Where in the story a word stands, with how often it counts there.
#[derive(Clone, Copy)]
enum Zone {
    Headline,
    Lead,
    Early,
    Rest,
}

impl Zone {
    /// Tokens of the lead, and of the early part with it.
    const LEAD: usize = 60;
    const EARLY: usize = 350;

    fn at(token: usize) -> Self {
        match token {
            t if t < Self::LEAD => Self::Lead,
            t if t < Self::EARLY => Self::Early,
            _ => Self::Rest,
        }
    }

    const fn times(self) -> f32 {
        match self {
            Self::Headline => 3.0,
            Self::Lead => 2.0,
            Self::Early => 1.0,
            Self::Rest => 0.5,
        }
    }
}

/// How much a word says that is met `times` times: the second time says less than the first.
fn often(times: f32) -> f32 {
    times.sqrt()
}

/// Words met in one place.
#[derive(Clone)]
struct Met {
    node: u32,
    /// Tokens of the phrase from its first word, one bit a word: capital, all capitals.
    capital: u8,
    upper: u8,
    times: f32,
    /// `None` in the headline.
    span: Option<Span>,
}

/// The weight of every concept, and the words behind it.
pub struct Tally {
    /// By position in the taxonomy: own entries and all below.
    weights: [f32; CONCEPTS],
    /// (span, concept), in order of the body.
    spans: Vec<(Span, ConceptId)>,
    tokens: usize,
}

impl Tally {
    /// Reads headline and body.
    pub fn of(title: &Text<'_>, text: &Text<'_>, lexicon: &Lexicon) -> Self {
        let mut met = Vec::with_capacity(text.tokens.len() / 8 + 16);
        scan(title, true, lexicon, &mut met);
        scan(text, false, lexicon, &mut met);
        let mut tally = Self {
            weights: [0.0; CONCEPTS],
            spans: Vec::with_capacity(met.len()),
            tokens: title.tokens.len() + text.tokens.len(),
        };
        tally.collect_spans(&met, lexicon);
        // Times are multiples of a half: their sum is the same in any order.
        met.sort_unstable_by_key(|m| m.node);
        for same in met.chunk_by(|a, b| a.node == b.node) {
            for meaning in lexicon.table.meanings(same[0].node) {
                let times: f32 = same.iter().filter(|m| fits(m, &meaning)).map(|m| m.times).sum();
                if times > 0.0
                    && let Some(concept) = meaning.concept
                {
                    tally.add(concept, f32::from(meaning.weight) * often(times), lexicon);
                }
            }
        }
        tally
    }

    fn collect_spans(&mut self, met: &[Met], lexicon: &Lexicon) {
        for m in met {
            let Some(span) = m.span else { continue };
            let said = lexicon
                .table
                .meanings(m.node)
                .filter(|e| e.weight > 0 && fits(m, e));
            self.spans.extend(said.filter_map(|e| Some((span, e.concept?))));
        }
    }

    /// Adds a weight to a concept and to all above it.
    fn add(&mut self, concept: ConceptId, weight: f32, lexicon: &Lexicon) {
        let mut next = Some(concept);
        while let Some(id) = next {
            if let Some(sum) = self.weights.get_mut(id as usize) {
                *sum += weight;
            }
            next = lexicon.taxonomy.get(id).and_then(|c| c.parent);
        }
    }

    fn at(&self, id: ConceptId) -> f32 {
        self.weights.get(id as usize).copied().unwrap_or_default()
    }

    /// The topics that the words speak for.
    pub fn choose(&self, lexicon: &Lexicon) -> Vec<ConceptId> {
        let least = LEAST + LEAST_PER_HUNDRED * (self.tokens as f32 / 100.0).min(LENGTH);
        let tops = lexicon.taxonomy.tops().map(|id| (self.at(id), id));
        let mut tops: Vec<_> = tops.filter(|top| top.0 >= least).collect();
        tops.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let first = tops.first().map_or(0.0, |t| t.0);
        let clear = tops.iter().filter(|t| t.0 >= SHARE * first).take(MOST);
        clear.map(|t| self.deepest(t.1, lexicon)).collect()
    }

    /// The first topic, where its branch has `lead` times the weight of any other.
    pub fn certain(&self, lead: f32, lexicon: &Lexicon) -> Option<ConceptId> {
        let first = *self.choose(lexicon).first()?;
        let own = *lexicon.taxonomy.lineage(first).first()?;
        let mut others = lexicon.taxonomy.tops().filter(|top| *top != own);
        others
            .all(|top| self.at(top) * lead <= self.at(own))
            .then_some(first)
    }

    /// The deepest concept of a branch with clear evidence of its own.
    fn deepest(&self, top: ConceptId, lexicon: &Lexicon) -> ConceptId {
        let mut here = top;
        loop {
            let mut best: Option<(f32, ConceptId)> = None;
            let mut second = 0.0_f32;
            for child in lexicon.taxonomy.children(here) {
                let weight = self.at(child);
                match best {
                    Some((most, _)) if weight <= most => second = second.max(weight),
                    _ => second = best.replace((weight, child)).map_or(0.0, |b| b.0),
                }
            }
            match best {
                Some((weight, child))
                    if weight >= DEEPER_LEAST
                        && weight >= DEEPER_SHARE * self.at(here)
                        && weight >= DEEPER_LEAD * second =>
                {
                    here = child;
                }
                _ => return here,
            }
        }
    }

    /// The weight of the branch that a concept belongs to, as far as it speaks for it.
    pub fn weight(&self, id: ConceptId, lexicon: &Lexicon) -> f32 {
        let top = lexicon.taxonomy.lineage(id).first().map_or(0.0, |t| self.at(*t));
        // Halves are exact in binary, so that they print short everywhere.
        (top * 2.0).round() / 2.0
    }

    /// The words of the body that speak for a concept: its own, those below it and those above it.
    pub fn evidence(&self, id: ConceptId, lexicon: &Lexicon) -> Vec<Span> {
        let branch = lexicon.taxonomy.branch(id);
        let above = lexicon.taxonomy.lineage(id);
        let speaks = |c: ConceptId| branch.contains(&(c as usize)) || above.contains(&c);
        let mut spans: Vec<_> = self.spans.iter().filter(|s| speaks(s.1)).map(|s| s.0).collect();
        spans.dedup();
        spans.truncate(MOST_EVIDENCE);
        spans
    }
}

fn fits(met: &Met, meaning: &Meaning) -> bool {
    met.capital & meaning.capital == meaning.capital && met.upper & meaning.upper == meaning.upper
}

/// Finds the longest entries from left to right; each word is used once.
fn scan(text: &Text<'_>, headline: bool, lexicon: &Lexicon, met: &mut Vec<Met>) {
    // In a headline all in capitals, capitals say nothing.
    let shouted = headline && !text.source.contains(char::is_lowercase);
    // Three passes, so that what is far in memory is fetched for many words at once.
    let mut starts: Vec<(u32, u64)> = Vec::with_capacity(text.tokens.len() / 3);
    for at in 0..text.tokens.len() {
        let hash = words::hash_at(text, at);
        if hash != 0 && may_begin(text, at, hash, lexicon) {
            starts.push((at as u32, hash));
        }
    }
    for (_, hash) in &mut starts {
        *hash = lexicon.table.step(0, *hash).map_or(0, u64::from);
    }
    let mut free = 0;
    for (at, node) in starts {
        let (at, node) = (at as usize, node as u32);
        if at < free || node == 0 {
            continue;
        }
        let Some((mut found, last)) = longest(text, at, node, lexicon) else {
            continue;
        };
        let zone = if headline { Zone::Headline } else { Zone::at(at) };
        found.times = zone.times();
        found.span = (!headline).then(|| text.span(at..last + 1));
        if shouted {
            found.upper = 0;
        }
        met.push(found);
        free = last + 1;
    }
}

/// Whether an entry may begin with the word at `at`; `false` is certain.
#[inline]
fn may_begin(text: &Text<'_>, at: usize, hash: u64, lexicon: &Lexicon) -> bool {
    match lexicon.table.may_begin(hash) {
        Begin::No => false,
        Begin::Yes => true,
        Begin::Phrase => words::next(text, at).is_some_and(|next| lexicon.table.may_go_on(hash, next.1)),
    }
}

/// The longest entry that begins with the token at `at`, which leads to `node`; with its last token.
fn longest(text: &Text<'_>, at: usize, node: u32, lexicon: &Lexicon) -> Option<(Met, usize)> {
    let mut best = None;
    let mut found = Met {
        node,
        capital: 0,
        upper: 0,
        times: 0.0,
        span: None,
    };
    let mut at = at;
    for bit in 0..LONGEST {
        let token = &text.tokens[at];
        found.capital |= u8::from(token.capital) << bit;
        found.upper |= u8::from(token.all_caps) << bit;
        if lexicon.table.meanings(found.node).any(|m| fits(&found, &m)) {
            best = Some((found.clone(), at));
        }
        if bit + 1 == LONGEST || !lexicon.table.goes_on(found.node) {
            break;
        }
        let Some((next, hash)) = words::next(text, at) else {
            break;
        };
        let Some(node) = lexicon.table.step(found.node, hash) else {
            break;
        };
        (at, found.node) = (next, node);
    }
    best
}

/// Concepts whose codes the publisher gave, in its order: the deepest only, at most three.
pub fn published(article: &Article, lexicon: &Lexicon) -> Vec<ConceptId> {
    let taxonomy = &lexicon.taxonomy;
    let mut ids: Vec<ConceptId> = Vec::new();
    for id in article
        .topic_codes
        .iter()
        .filter_map(|c| taxonomy.by_publisher_code(c))
    {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let deeper = |id: &ConceptId| {
        let branch = taxonomy.branch(*id);
        ids.iter()
            .any(|other| other != id && branch.contains(&(*other as usize)))
    };
    ids.iter().filter(|id| !deeper(id)).copied().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::super::annotate;
    use super::*;
    use proptest::prelude::*;

    fn article(title: &str, body: &str) -> Article {
        Article {
            title: title.into(),
            body: body.into(),
            ..Default::default()
        }
    }

    fn check(title: &str, body: &str, expected: &[&str]) {
        let article = article(title, body);
        let found = annotate(&article, &Text::new(body), &Lexicon::standard());
        let tops: Vec<_> = found.iter().map(|t| t.path[0].as_str()).collect();
        assert_eq!(tops, expected, "{title}: {body}");
    }

    #[test]
    fn there_is_room_for_all_concepts() {
        assert!(Lexicon::standard().taxonomy.len() <= CONCEPTS);
    }

    #[test]
    fn capitals_must_be_met() {
        check(
            "",
            "The Fed cut interest rates.",
            &["economy, business and finance"],
        );
        check("", "She fed it with a spoon.", &[]);
        check("", "AIDS and malaria kill.", &["health"]);
    }

    #[test]
    fn the_headline_alone_may_decide() {
        check(
            "Striker scores hat-trick in cup final",
            "It was late.",
            &["sport"],
        );
        check(
            "STRIKER SCORES HAT-TRICK IN CUP FINAL",
            "It was late.",
            &["sport"],
        );
    }

    #[test]
    fn evidence_is_whole_phrases_in_order() {
        let article = article(
            "",
            "The peace talks failed; the cease-fire’s end came before new peace talks.",
        );
        let found = annotate(&article, &Text::new(&article.body), &Lexicon::standard());
        let words: Vec<_> = found[0].evidence.iter().map(|s| s.of(&article.body)).collect();
        assert_eq!(words, ["peace talks", "cease-fire", "peace talks"]);
    }

    proptest! {
        #[test]
        fn spans_are_valid_and_topics_few(
            title in "\\PC{0,40}",
            body in "\\PC{0,120}|((war|peace talks|Fed|%|’s|é|\\n|bank-rate|AIDS|strike) ?){0,30}",
        ) {
            let article = article(&title, &body);
            let found = annotate(&article, &Text::new(&body), &Lexicon::standard());
            prop_assert!(found.len() <= MOST);
            for topic in &found {
                prop_assert!(!topic.path.is_empty() && topic.id.len() == 8);
                prop_assert!(topic.evidence.iter().all(|s| s.is_valid_in(&body)));
                prop_assert!(topic.evidence.is_sorted());
            }
        }
    }
}
