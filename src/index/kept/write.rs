//! Writes `data`: straight into the text, as there are thousands of numbers in it.

use rustc_hash::{FxBuildHasher, FxHashMap};

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
    let mut lists = Lists::with_room(annotations);
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
    Ok(["{\"article\":", &article, ",\"words\":", &words, &rest, "}"].concat())
}

/// The lists while they are written, and the table of their words while it grows.
struct Lists<'a> {
    json: String,
    list: Vec<&'a str>,
    places: FxHashMap<&'a str, usize>,
}

impl<'a> Lists<'a> {
    /// Empty lists with room for what these annotations usually take.
    fn with_room(annotations: &Annotations) -> Self {
        let (quotes, people) = (annotations.quotes.len(), annotations.people.len());
        let words = 16 + quotes + 4 * people;
        Self {
            json: String::with_capacity(512 + 96 * quotes + 48 * people),
            list: Vec::with_capacity(words),
            places: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
        }
    }

    /// What parts a value from the one before it in its row.
    fn comma(&mut self) {
        if !self.json.ends_with(['[', ':']) {
            self.json.push(',');
        }
    }

    fn open(&mut self) {
        self.comma();
        self.json.push('[');
    }

    fn close(&mut self) {
        self.json.push(']');
    }

    fn each<T>(&mut self, items: &'a [T], mut one: impl FnMut(&mut Self, &'a T)) {
        self.open();
        items.iter().for_each(|item| one(self, item));
        self.close();
    }

    fn number(&mut self, number: i64) {
        self.comma();
        self.json.push_str(itoa::Buffer::new().format(number));
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

    /// A value that may be missing.
    fn maybe<T>(&mut self, value: Option<T>, one: impl FnOnce(&mut Self, T)) {
        match value {
            Some(value) => one(self, value),
            None => {
                self.comma();
                self.json.push_str("null");
            }
        }
    }

    /// Start, counted from another, and length.
    fn span(&mut self, span: &Span, from: usize) {
        self.number(difference(span.start, from));
        self.number(span.len() as i64);
    }

    /// `[start, length]`
    fn pair(&mut self, span: &Span, from: usize) {
        self.open();
        self.span(span, from);
        self.close();
    }

    /// A label of the format's own, which needs no escapes.
    fn label(&mut self, label: &str) {
        self.comma();
        self.json.push('"');
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
        self.open();
        self.span(span, std::mem::replace(last, span.start));
        self.label(kind.as_str());
        self.maybe(speaker.as_deref(), Self::word);
        self.maybe(*speaker_type, |lists, sort| lists.label(sort.as_str()));
        self.maybe(speaker_span.as_ref(), |lists, of| lists.pair(of, span.start));
        self.maybe(role.as_deref(), Self::word);
        self.maybe(cue.as_ref(), |lists, of| lists.pair(of, span.start));
        self.word(rule);
        self.each(evidence, |lists, Evidence { span: of, what }| {
            lists.open();
            lists.span(of, span.start);
            lists.word(what);
            lists.close();
        });
        self.each(countries, |lists, country| lists.word(country));
        self.close();
    }

    fn person(&mut self, person: &'a Person) {
        let Person {
            name,
            kind,
            forms,
            role,
            mentions,
        } = person;
        self.open();
        self.word(name);
        self.label(kind.as_str());
        self.each(forms, |lists, form| lists.word(form));
        self.maybe(role.as_deref(), Self::word);
        self.spans(mentions);
        self.close();
    }

    fn country(&mut self, country: &'a Country) {
        let Country {
            code,
            name,
            focus,
            score,
            mentions,
        } = country;
        self.open();
        self.word(code);
        self.word(name);
        self.number(i64::from(*focus));
        self.score(*score);
        self.mentions(mentions);
        self.close();
    }

    fn region(&mut self, Region { name, mentions }: &'a Region) {
        self.open();
        self.word(name);
        self.mentions(mentions);
        self.close();
    }

    fn quote_regions(&mut self, quotes: &'a [Quote]) {
        self.open();
        for (n, quote) in quotes.iter().enumerate().filter(|(_, q)| !q.regions.is_empty()) {
            self.open();
            self.number(n as i64);
            self.each(&quote.regions, |lists, region| lists.word(region));
            self.close();
        }
        self.close();
    }

    fn topic(&mut self, topic: &'a Topic) {
        let Topic {
            id,
            path,
            score,
            rule,
            evidence,
        } = topic;
        self.open();
        self.word(id);
        self.each(path, |lists, label| lists.word(label));
        self.score(*score);
        self.word(rule);
        self.spans(evidence);
        self.close();
    }

    fn mentions(&mut self, mentions: &'a [CountryMention]) {
        let mut last = 0;
        self.each(mentions, |lists, CountryMention { span, rule }| {
            lists.span(span, std::mem::replace(&mut last, span.start));
            lists.word(rule);
        });
    }

    /// Start, length, start, length…
    fn spans(&mut self, spans: &'a [Span]) {
        let mut last = 0;
        self.each(spans, |lists, span| {
            lists.span(span, std::mem::replace(&mut last, span.start));
        });
    }

    /// As JSON has numbers; one that is none is `null`.
    fn score(&mut self, score: f32) {
        let text = serde_json::to_string(&score).unwrap_or_else(|_| "null".to_owned());
        self.comma();
        self.json.push_str(&text);
    }
}
