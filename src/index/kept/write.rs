//! Writes `data`: straight into the text, as there are thousands of numbers in it.

use rustc_hash::FxHashMap;

use super::spans::difference;
use crate::article::{
    Annotations, Article, Country, CountryMention, Evidence, Person, Quote, Region, Span, Topic,
};

/// Writes what `data` holds. The article's title and body are stored by themselves and left out.
///
/// # Errors
/// Where JSON cannot be made of it.
pub fn write(article: &Article, annotations: &Annotations) -> serde_json::Result<String> {
    let Annotations {
        quotes,
        people,
        countries,
        regions,
        topics,
    } = annotations;
    let mut lists = Lists::default();
    let mut last = 0;
    lists.json.push_str(",\"quotes\":");
    lists.each(quotes, |lists, quote| lists.quote(quote, &mut last));
    lists.json.push_str(",\"people\":");
    lists.each(people, Lists::person);
    lists.json.push_str(",\"countries\":");
    lists.each(countries, Lists::country);
    if !regions.is_empty() {
        lists.json.push_str(",\"regions\":");
        lists.each(regions, Lists::region);
    }
    if quotes.iter().any(|quote| !quote.regions.is_empty()) {
        lists.json.push_str(",\"quote_regions\":");
        lists.quote_regions(quotes);
    }
    lists.json.push_str(",\"topics\":");
    lists.each(topics, Lists::topic);
    let Lists { json: rest, list, .. } = lists;
    let article = serde_json::to_string(article)?;
    let words = serde_json::to_string(&list)?;
    Ok(format!("{{\"article\":{article},\"words\":{words}{rest}}}"))
}

/// The lists while they are written, and the table of their words while it grows.
#[derive(Default)]
struct Lists<'a> {
    json: String,
    list: Vec<&'a str>,
    places: FxHashMap<&'a str, usize>,
}

impl<'a> Lists<'a> {
    fn each<T>(&mut self, items: &'a [T], mut one: impl FnMut(&mut Self, &'a T)) {
        self.json.push('[');
        for (n, item) in items.iter().enumerate() {
            if n > 0 {
                self.json.push(',');
            }
            one(self, item);
        }
        self.json.push(']');
    }

    fn number(&mut self, number: i64) {
        self.json.push_str(itoa::Buffer::new().format(number));
    }

    fn next(&mut self, number: i64) {
        self.json.push(',');
        self.number(number);
    }

    /// A word, by its place in the table.
    fn word(&mut self, word: &'a str) {
        let list = &mut self.list;
        let place = *self.places.entry(word).or_insert_with(|| {
            list.push(word);
            list.len() - 1
        });
        self.number(place as i64);
    }

    fn next_word(&mut self, word: &'a str) {
        self.json.push(',');
        self.word(word);
    }

    fn maybe_word(&mut self, word: Option<&'a str>) {
        match word {
            Some(word) => self.next_word(word),
            None => self.json.push_str(",null"),
        }
    }

    /// `[start, length]`, from where the quote starts.
    fn maybe_span(&mut self, span: Option<&Span>, from: usize) {
        let Some(span) = span else {
            self.json.push_str(",null");
            return;
        };
        self.json.push_str(",[");
        self.number(difference(span.start, from));
        self.next(span.len() as i64);
        self.json.push(']');
    }

    /// A label of the format's own, which needs no escapes.
    fn label(&mut self, label: &str) {
        self.json.push_str(",\"");
        self.json.push_str(label);
        self.json.push('"');
    }

    fn quote(&mut self, quote: &'a Quote, last: &mut usize) {
        let Quote {
            span,
            kind,
            speaker,
            speaker_type,
            speaker_span,
            role,
            cue,
            rule,
            evidence,
            countries,
            regions: _, // rows of their own
        } = quote;
        self.json.push('[');
        self.number(difference(span.start, std::mem::replace(last, span.start)));
        self.next(span.len() as i64);
        self.label(kind.as_str());
        self.maybe_word(speaker.as_deref());
        match speaker_type {
            Some(sort) => self.label(sort.as_str()),
            None => self.json.push_str(",null"),
        }
        self.maybe_span(speaker_span.as_ref(), span.start);
        self.maybe_word(role.as_deref());
        self.maybe_span(cue.as_ref(), span.start);
        self.next_word(rule);
        self.json.push(',');
        self.each(evidence, |lists, Evidence { span: of, what }| {
            lists.json.push('[');
            lists.number(difference(of.start, span.start));
            lists.next(of.len() as i64);
            lists.next_word(what);
            lists.json.push(']');
        });
        self.json.push(',');
        self.each(countries, |lists, country| lists.word(country));
        self.json.push(']');
    }

    fn person(&mut self, person: &'a Person) {
        let Person {
            name,
            kind,
            forms,
            role,
            mentions,
        } = person;
        self.json.push('[');
        self.word(name);
        self.label(kind.as_str());
        self.json.push(',');
        self.each(forms, |lists, form| lists.word(form));
        self.maybe_word(role.as_deref());
        self.spans(mentions);
        self.json.push(']');
    }

    fn country(&mut self, country: &'a Country) {
        let Country {
            code,
            name,
            focus,
            score,
            mentions,
        } = country;
        self.json.push('[');
        self.word(code);
        self.next_word(name);
        self.next(i64::from(*focus));
        self.score(*score);
        self.mentions(mentions);
        self.json.push(']');
    }

    fn region(&mut self, Region { name, mentions }: &'a Region) {
        self.json.push('[');
        self.word(name);
        self.mentions(mentions);
        self.json.push(']');
    }

    fn quote_regions(&mut self, quotes: &'a [Quote]) {
        let naming = quotes.iter().enumerate().filter(|(_, q)| !q.regions.is_empty());
        let mut before = '[';
        for (n, quote) in naming {
            self.json.push(before);
            self.json.push('[');
            self.number(n as i64);
            self.json.push(',');
            self.each(&quote.regions, |lists, region| lists.word(region));
            self.json.push(']');
            before = ',';
        }
        self.json.push(']');
    }

    fn topic(&mut self, topic: &'a Topic) {
        let Topic {
            id,
            path,
            score,
            rule,
            evidence,
        } = topic;
        self.json.push('[');
        self.word(id);
        self.json.push(',');
        self.each(path, |lists, label| lists.word(label));
        self.score(*score);
        self.next_word(rule);
        self.spans(evidence);
        self.json.push(']');
    }

    fn mentions(&mut self, mentions: &'a [CountryMention]) {
        let mut last = 0;
        self.json.push(',');
        self.each(mentions, |lists, CountryMention { span, rule }| {
            lists.number(difference(span.start, std::mem::replace(&mut last, span.start)));
            lists.next(span.len() as i64);
            lists.next_word(rule);
        });
    }

    /// Start, length, start, length…
    fn spans(&mut self, spans: &'a [Span]) {
        let mut last = 0;
        self.json.push(',');
        self.each(spans, |lists, span| {
            lists.number(difference(span.start, std::mem::replace(&mut last, span.start)));
            lists.next(span.len() as i64);
        });
    }

    /// As JSON has numbers; one that is none is `null`.
    fn score(&mut self, score: f32) {
        let text = serde_json::to_string(&score).unwrap_or_else(|_| "null".to_owned());
        self.json.push(',');
        self.json.push_str(&text);
    }
}
