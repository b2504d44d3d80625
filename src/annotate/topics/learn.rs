//! Word lists expanded on articles that nobody has labelled.
//!
//! The lists that there are give each article its first topic, where they leave no doubt. Then
//! words and phrases of two words that they do not know, and that stand in articles of one topic
//! far more often than in all others, are taken to speak for it too: a list to be looked over
//! by a person, in the form of [`lists`].
//!
//! ```
//! use onrecord::annotate::topics::{Lexicon, learn::Learner};
//! use onrecord::article::Article;
//!
//! let lexicon = Lexicon::standard();
//! let mut learner = Learner::new(&lexicon);
//! learner.add(&Article { body: "The striker scored twice in the cup final.".into(), ..Default::default() });
//! let learned = learner.finish();
//! assert_eq!((learned.articles, learned.words), (1, 0), "one article is not enough");
//! ```
//!
//! # Traps
//! * Only words in lower case are taken, in the body: so names of people, places and
//!   firms stay out, and headlines in capitals do no harm.
//! * A phrase is not taken where it would use up a word that the lists know.
//! * Articles that are the same word for word count once.
//! * A word is given to the level of the tree that it fits best, and to one branch only.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::score::Tally;
use super::taxonomy::ConceptId;
use super::{Lexicon, lists, words};
use crate::article::Article;
use crate::text::words::Class;
use crate::text::{Text, TokenKind, hash};

/// What was learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learned {
    /// Articles read.
    pub articles: u64,
    /// Those that gave words: of one clear topic, and not the same as one before.
    pub clear: u64,
    /// Words and phrases in the list.
    pub words: usize,
    /// Topics for which it has some.
    pub topics: usize,
    /// The list; empty where there are no words.
    pub list: String,
}

/// The branch of an article's topic must have this multiple of the weight of any other.
const LEAD: f32 = 1.6;
/// Shorter words are left out, in bytes.
const SHORTEST: u32 = 4;
/// A topic with fewer articles teaches nothing, and a word in fewer articles of its topic neither.
const LEAST_ARTICLES: u32 = 20;
const LEAST_SUPPORT: u32 = 6;
/// So many of the articles with the word are of its topic.
const LEAST_SHARE: f64 = 0.6;
/// The odds of the word in articles of its topic are this multiple of those elsewhere, as a logarithm...
const LEAST_ODDS: f64 = 3.0;
/// ...and chance does not explain it: twice the logarithm of the likelihood ratio. There are many words to try.
const LEAST_RATIO: f64 = 25.0;
/// What says twice as much: share and odds.
const STRONG_SHARE: f64 = 0.85;
const STRONG_ODDS: f64 = 4.5;
/// A topic gets at most so many words.
const MOST_WORDS: usize = 40;
/// With more words in mind than this, those met in one article only are forgotten.
const MOST_TERMS: usize = 4_000_000;

/// Reads articles one by one and keeps counts, no texts.
pub struct Learner<'l> {
    lexicon: &'l Lexicon,
    seen: HashSet<u64>,
    articles: u64,
    clear: u32,
    /// Clear articles by position in the taxonomy, those of the concepts below with them.
    of: Vec<u32>,
    terms: HashMap<u64, Term>,
}

/// A word or a phrase of two.
struct Term {
    spelled: Box<str>,
    /// Clear articles with it, and those of each concept.
    articles: u32,
    of: Vec<(ConceptId, u32)>,
}

/// What a term says of the topic that it fits best.
struct Telling<'t> {
    ratio: f64,
    weight: i8,
    spelled: &'t str,
}

impl<'l> Learner<'l> {
    /// One that knows the words of `lexicon` and nothing else.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            seen: HashSet::new(),
            articles: 0,
            clear: 0,
            of: vec![0; lexicon.taxonomy.len()],
            terms: HashMap::new(),
        }
    }

    /// Takes an article in.
    pub fn add(&mut self, article: &Article) {
        self.articles += 1;
        let text = Text::new(&article.body);
        let tally = Tally::of(&Text::new(&article.title), &text, self.lexicon);
        let Some(topic) = tally.certain(LEAD, self.lexicon) else {
            return;
        };
        if !self.seen.insert(hash::of_bytes(article.body.as_bytes())) {
            return;
        }
        self.clear += 1;
        let line = self.lexicon.taxonomy.lineage(topic);
        for concept in &line {
            self.of[usize::from(*concept)] += 1;
        }
        let mut met: Vec<(u64, usize, usize)> = Vec::new();
        for at in 0..text.tokens.len() {
            let Some(first) = candidate(&text, at) else {
                continue;
            };
            if !self.knows(first) {
                met.push((first, at, at));
            }
            if let Some((next, second)) = words::next(&text, at)
                && candidate(&text, next).is_some()
                && !self.would_take(first, second)
            {
                met.push((pair(first, second), at, next));
            }
        }
        met.sort_unstable();
        met.dedup_by_key(|m| m.0);
        for (key, first, last) in met {
            let term = self.terms.entry(key).or_insert_with(|| Term {
                spelled: spelled(&text, first, last).into(),
                articles: 0,
                of: Vec::new(),
            });
            term.articles += 1;
            for concept in &line {
                match term.of.iter_mut().find(|(known, _)| known == concept) {
                    Some((_, count)) => *count += 1,
                    None => term.of.push((*concept, 1)),
                }
            }
        }
        if self.terms.len() > MOST_TERMS {
            self.terms.retain(|_, term| term.articles > 1);
        }
    }

    /// Whether the word alone is an entry.
    fn knows(&self, word: u64) -> bool {
        let table = &self.lexicon.table;
        let node = table.step(0, word);
        node.is_some_and(|node| table.record(node).meanings().next().is_some())
    }

    /// Whether a phrase of two words is an entry, or would take its words from one.
    fn would_take(&self, first: u64, second: u64) -> bool {
        let table = &self.lexicon.table;
        let longer = |node| table.step(node, second).is_some();
        self.knows(first) || table.step(0, first).is_some_and(longer) || table.step(0, second).is_some()
    }

    /// The most telling words of every topic.
    pub fn finish(self) -> Learned {
        let mut by_concept: BTreeMap<ConceptId, Vec<Telling<'_>>> = BTreeMap::new();
        for term in self.terms.values() {
            if let Some((concept, telling)) = self.judge(term) {
                by_concept.entry(concept).or_default().push(telling);
            }
        }
        let mut learned = Learned {
            articles: self.articles,
            clear: u64::from(self.clear),
            words: 0,
            topics: 0,
            list: String::new(),
        };
        let mut sections = String::new();
        for (concept, mut found) in by_concept {
            found.sort_by(|a, b| b.ratio.total_cmp(&a.ratio).then(a.spelled.cmp(b.spelled)));
            let kept = self.best(&found);
            let Some(label) = self.lexicon.taxonomy.get(concept).map(|c| c.label) else {
                continue;
            };
            learned.topics += 1;
            learned.words += kept.len();
            let path = self.lexicon.taxonomy.path(concept).join(" > ");
            let articles = self.of[usize::from(concept)];
            sections.push_str(&format!("[{label}]\n# {path}: {articles} articles\n"));
            for (weight, word) in kept {
                sections.push_str(&format!("{weight}: {word}\n"));
            }
        }
        if learned.words > 0 {
            let head = format!(
                "# Words learned for the topics of onrecord: {} for {} topics.\n\
                 # Made by `onrecord topics learn` from {} articles, of which {} had one clear topic by the words known before.\n\
                 # Look it over: take out what does not speak for its topic; 1 needs company, 2 is probable, 3 is clear.\n",
                learned.words, learned.topics, learned.articles, learned.clear
            );
            learned.list = lists::tidy(&(head + &sections));
        }
        learned
    }

    /// The first words in order, without phrases that only repeat one of them, as a list has them.
    fn best(&self, found: &[Telling<'_>]) -> Vec<(i8, String)> {
        let singles = found.iter().map(|t| t.spelled).filter(|s| !s.contains(' '));
        let singles: HashSet<&str> = singles.collect();
        let repeats = |t: &&Telling<'_>| match t.spelled.split_once(' ') {
            Some((a, b)) => singles.contains(a) || singles.contains(b),
            // A word in a list stands for its plural too.
            None => t
                .spelled
                .strip_suffix('s')
                .is_some_and(|stem| singles.contains(stem)),
        };
        let fresh = found.iter().filter(|t| !repeats(t)).take(MOST_WORDS);
        fresh
            .map(|t| {
                let plural = words::plural(t.spelled).filter(|_| !t.spelled.contains(' '));
                // ...unless the lists give the plural a meaning of its own.
                let known = plural.is_some_and(|plural| self.knows(hash::folded(&plural)));
                (t.weight, format!("{}{}", if known { "=" } else { "" }, t.spelled))
            })
            .collect()
    }

    /// The concept that a term speaks for, if any.
    fn judge<'t>(&self, term: &'t Term) -> Option<(ConceptId, Telling<'t>)> {
        let mut best: Option<(ConceptId, f64, f64, f64)> = None;
        for (concept, inside) in &term.of {
            let all = self.of[usize::from(*concept)];
            if *inside < LEAST_SUPPORT || all < LEAST_ARTICLES || self.clear - all < LEAST_ARTICLES {
                continue;
            }
            let counts = [*inside, all, term.articles - inside, self.clear - all].map(f64::from);
            let share = counts[0] / f64::from(term.articles);
            let (odds, ratio) = (log_odds(counts), ratio(counts));
            let telling = share >= LEAST_SHARE && odds >= LEAST_ODDS && ratio >= LEAST_RATIO;
            if telling && best.is_none_or(|b| (ratio, b.0) > (b.3, *concept)) {
                best = Some((*concept, share, odds, ratio));
            }
        }
        let (concept, share, odds, ratio) = best?;
        let strong = share >= STRONG_SHARE && odds >= STRONG_ODDS;
        Some((
            concept,
            Telling {
                ratio,
                weight: if strong { 2 } else { 1 },
                spelled: &term.spelled,
            },
        ))
    }
}

/// The number of a word that may be learned: in lower case, of letters, no word of grammar and no first name.
fn candidate(text: &Text<'_>, at: usize) -> Option<u64> {
    let token = &text.tokens[at];
    let plain = token.kind == TokenKind::Word
        && !token.capital
        && token.end - token.start >= SHORTEST
        && text.word(at).chars().all(char::is_alphabetic);
    let said = Class::GRAMMAR.or(Class::GIVEN);
    (plain && !text.classes[at].any(said)).then(|| words::hash_at(text, at))
}

fn spelled(text: &Text<'_>, first: usize, last: usize) -> String {
    let mut spelled = text.word(first).to_lowercase();
    if last > first {
        spelled.push(' ');
        spelled.push_str(&text.word(last).to_lowercase());
    }
    spelled
}

/// One key for two words in their order.
fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23) ^ second.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The logarithm of the odds of `[with the word, all]` inside over those outside, half an article added to each.
fn log_odds([inside, all_inside, outside, all_outside]: [f64; 4]) -> f64 {
    let odds = |with: f64, all: f64| (with + 0.5) / (all - with + 0.5);
    (odds(inside, all_inside) / odds(outside, all_outside)).ln()
}

/// Twice the logarithm of the likelihood ratio: is the word as frequent inside as outside?
fn ratio([inside, all_inside, outside, all_outside]: [f64; 4]) -> f64 {
    let share = (inside + outside) / (all_inside + all_outside);
    let part = |seen: f64, expected: f64| {
        if seen > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    let half = |with: f64, all: f64| part(with, all * share) + part(all - with, all * (1.0 - share));
    2.0 * (half(inside, all_inside) + half(outside, all_outside))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stories of two topics: only what they say beside the words of the lists differs.
    fn archive() -> Vec<Article> {
        let sport = "The striker scored in the cup final, and the football league match ended in a draw";
        let war = "Troops shelled the town, the army said, and the war went on after the ceasefire broke";
        let story = |n: usize| {
            let (known, more) = match n % 2 {
                0 => (sport, "thwacker gribble Henmarsh"),
                _ => (war, "plovering sallowdrone Henmarsh"),
            };
            let body = format!("{known}. Story {n}: the {more} stood by the everyday thing, number {n}.\n");
            Article {
                title: known.into(),
                body,
                ..Article::default()
            }
        };
        (0..120).map(story).collect()
    }

    fn learned(articles: &[Article]) -> Learned {
        let lexicon = Lexicon::standard();
        let mut learner = Learner::new(&lexicon);
        articles.iter().for_each(|a| learner.add(a));
        learner.finish()
    }

    #[test]
    fn words_that_tell_topics_apart_and_no_others() {
        let learned = learned(&archive());
        assert_eq!((learned.articles, learned.clear), (120, 120));
        for word in ["thwacker", "gribble", "plovering", "sallowdrone"] {
            assert!(learned.list.contains(word), "{}", learned.list);
        }
        for word in ["enmarsh", "everyday", "striker", "troops", "the", "stood"] {
            let items = learned.list.lines().filter(|l| !l.starts_with(['#', '[']));
            let mut items = items
                .filter_map(|l| l.split_once(": "))
                .flat_map(|l| l.1.split(", "));
            assert!(!items.any(|i| i.contains(word)), "{word}: {}", learned.list);
        }
    }

    #[test]
    fn the_list_is_one_that_can_be_read_and_works() {
        let learned = learned(&archive());
        assert_eq!(lists::tidy(&learned.list), learned.list, "sorted");
        let lexicon = Lexicon::with_list(&learned.list).expect("a sound list");
        let story = Article {
            title: "Thwacker gribble".into(),
            body: "The thwacker and the gribble.".into(),
            ..Article::default()
        };
        let top = |lexicon: &Lexicon| {
            let found = super::super::annotate(&story, &Text::new(&story.body), lexicon);
            found.first().map(|t| t.path[0].clone())
        };
        assert_eq!(top(&Lexicon::standard()), None);
        assert_eq!(top(&lexicon).as_deref(), Some("sport"));
    }

    #[test]
    fn order_and_copies_change_nothing() {
        let mut articles = archive();
        let first = learned(&articles);
        articles.reverse();
        assert_eq!(learned(&articles), first);
        articles.extend(archive());
        let twice = learned(&articles);
        assert_eq!(
            (twice.articles, twice.clear, twice.words),
            (240, 120, first.words)
        );
    }

    #[test]
    fn few_articles_teach_nothing() {
        let learned = learned(&archive()[..20]);
        assert_eq!((learned.words, learned.list.as_str()), (0, ""));
    }
}
