//! A paragraph as a row of items: words outside quotation marks, whole names, and
//! whole quotations as one item each, cut into sentences.
//!
//! A quotation is opaque here: `“Go. Now.” he said.` is one sentence of three items
//! and a full stop, which is what lets the readers of clauses see "quotation, he, said".

use std::ops::Range;

use super::plain::is_opener;
use super::spare::{self, Lists, Mention, Places};
use crate::article::{Person, Span};
use crate::text::cues::Cue;
use crate::text::marks::Quoted;
use crate::text::words::Class;
use crate::text::{Text, TokenKind, dateline};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or number outside names and marks.
    Word,
    /// Punctuation or `’s`.
    Mark,
    /// A name of the person at this index.
    Name(u32),
    /// The quotation at this index.
    Quote(u32),
}

/// One item of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Classes of the word; of the last word for a name.
    pub class: Class,
    /// Reporting verb, if it is one.
    pub cue: Cue,
}

/// The items of a text and its sentences as ranges of them.
pub struct Units<'t> {
    /// The quotations that the items point to.
    pub quoted: &'t [Quoted],
    /// The text.
    pub text: &'t Text<'t>,
    /// All items in order.
    pub items: Vec<Item>,
    /// Sentences: item range and paragraph.
    pub units: Vec<(Range<usize>, usize)>,
    /// Items before which a sentence may end: they begin one of the text or stand behind a quotation.
    pub(super) borders: Vec<usize>,
    /// Items that may open a frame: reporting words, "according" and the like, names before a colon.
    reporting: Vec<usize>,
    /// Names and the pronouns "he" and "she".
    referring: Vec<usize>,
    /// Quotations.
    quotations: Vec<usize>,
    mentions: Vec<Mention>,
    /// The first item that is no part of a dateline.
    pub(super) opening: usize,
    /// Where each sentence begins in the three lists above.
    places: Vec<Places>,
}

/// The items of an ordered list that lie in a range.
fn within<'v>(list: &'v [usize], range: &Range<usize>) -> &'v [usize] {
    let rest = &list[list.partition_point(|i| *i < range.start)..];
    &rest[..rest.partition_point(|i| *i < range.end)]
}

/// Words that are no verb whatever the table of cues says.
const NO_CUE: Class = Class::SUBJECT
    .or(Class::DETERMINER)
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION);

impl Drop for Units<'_> {
    fn drop(&mut self) {
        spare::keep(Lists {
            items: std::mem::take(&mut self.items),
            units: std::mem::take(&mut self.units),
            borders: std::mem::take(&mut self.borders),
            reporting: std::mem::take(&mut self.reporting),
            referring: std::mem::take(&mut self.referring),
            quotations: std::mem::take(&mut self.quotations),
            mentions: std::mem::take(&mut self.mentions),
            places: std::mem::take(&mut self.places),
        });
    }
}

impl<'t> Units<'t> {
    /// Reads the items of a text.
    pub fn new(text: &'t Text<'t>, quoted: &'t [Quoted], people: &[Person]) -> Self {
        let mut kept = spare::take();
        let mut mentions = kept.mentions;
        spare::mentions(text, people, &mut mentions);
        kept.items.reserve(text.tokens.len());
        let mut this = Self {
            quoted,
            text,
            items: kept.items,
            units: kept.units,
            borders: kept.borders,
            reporting: kept.reporting,
            referring: kept.referring,
            quotations: kept.quotations,
            mentions: Vec::new(),
            opening: 0,
            places: kept.places,
        };
        let mut sentences = text.sentence_starts().peekable();
        let mut listed = text.listed();
        let (mut q, mut m) = (0, 0);
        for (p, paragraph) in text.paragraph_tokens().enumerate() {
            let begin = this.items.len();
            let (quotes_before, borders_before) = (this.quotations.len(), this.borders.len());
            let mut at = paragraph.start;
            let mut behind_quote = false;
            while at < paragraph.end {
                while quoted.get(q).is_some_and(|x| x.tokens.1 <= at) {
                    q += 1;
                }
                while mentions.get(m).is_some_and(|x| x.first < at) {
                    m += 1;
                }
                while sentences.next_if(|start| *start < at).is_some() {}
                let begins = sentences.next_if_eq(&at).is_some();
                if begins || behind_quote {
                    this.borders.push(this.items.len());
                }
                behind_quote = false;
                if let Some(x) = quoted.get(q).filter(|x| x.tokens.0 <= at) {
                    this.quotations.push(this.items.len());
                    this.push_run(Kind::Quote(q as u32), at..x.tokens.1, Class::default());
                    at = x.tokens.1;
                    behind_quote = true;
                } else if let Some(x) = mentions.get(m).filter(|x| x.first == at) {
                    this.name(x.person, at..x.last);
                    at = x.last;
                } else {
                    // Plain words, up to where something else may begin.
                    let sentence = sentences.peek().copied().unwrap_or(usize::MAX);
                    let quote = quoted.get(q).map_or(usize::MAX, |x| x.tokens.0);
                    let mention = mentions.get(m).map_or(usize::MAX, |x| x.first);
                    let stop = paragraph.end.min(sentence).min(quote).min(mention);
                    this.plain(at..stop, &mut listed);
                    at = stop;
                }
            }
            if this.quotations.len() > quotes_before {
                this.name_unknown_verbs(quotes_before);
            }
            this.cut(begin, p, borders_before);
        }
        this.mentions = mentions;
        let story = dateline::behind(text) as u32;
        this.opening = this.items.partition_point(|i| i.first < story);
        this.find_places();
        this
    }

    /// Adds tokens that are items by themselves; `listed` are the listed words from there on.
    fn plain(&mut self, tokens: Range<usize>, listed: &mut &[u32]) {
        let text = self.text;
        let begin = self.items.len();
        let classes = &text.classes[tokens.clone()];
        let read = text.tokens[tokens.clone()]
            .iter()
            .zip(classes)
            .zip(tokens.clone());
        self.items.extend(read.map(|((token, class), at)| Item {
            kind: if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                Kind::Word
            } else {
                Kind::Mark
            },
            first: at as u32,
            last: at as u32 + 1,
            class: *class,
            cue: Cue::default(),
        }));
        while let Some((&at, later)) = listed.split_first() {
            let at = at as usize;
            if at >= tokens.end {
                break;
            }
            *listed = later;
            // Those before stand in names and quotations.
            if let Some(i) = at.checked_sub(tokens.start) {
                self.list(begin + i, at, classes[i]);
            }
        }
    }

    /// Lists a word by what it is asked for, and notes what it is as a reporting word.
    fn list(&mut self, item: usize, token: usize, class: Class) {
        let place = self.text.tokens[token].capital && class.any(Class::PLACE.or(Class::ORG));
        let cue = if class.any(NO_CUE) || place || self.is_half(token) {
            Cue::default()
        } else {
            class.cue()
        };
        if cue.is_some() || cue.noun() || class.cue().opener() && is_opener(self.text.word(token)) {
            self.reporting.push(item);
        }
        if class.any(Class::HE.or(Class::SHE)) {
            self.referring.push(item);
        }
        self.items[item].cue = cue;
    }

    fn name(&mut self, person: u32, tokens: Range<usize>) {
        let item = self.items.len();
        self.referring.push(item);
        if self.text.word(tokens.end) == ":" {
            self.reporting.push(item);
        }
        let class = self.text.classes[tokens.end - 1];
        self.push_run(Kind::Name(person), tokens, class.with_cue(Cue::default()));
    }

    fn push_run(&mut self, kind: Kind, tokens: Range<usize>, class: Class) {
        self.items.push(Item {
            kind,
            first: tokens.start as u32,
            last: tokens.end as u32,
            class,
            cue: Cue::default(),
        });
    }

    fn find_places(&mut self) {
        let (mut reporting, mut referring, mut quotations) = (0, 0, 0);
        let reach = |list: &[usize], from: usize, item: usize| {
            from + list[from..].iter().take_while(|i| **i < item).count()
        };
        let starts = self.units.iter().map(|(items, _)| items.start);
        for start in starts.chain([self.items.len()]) {
            reporting = reach(&self.reporting, reporting, start);
            referring = reach(&self.referring, referring, start);
            quotations = reach(&self.quotations, quotations, start);
            self.places.push([reporting, referring, quotations]);
        }
    }

    /// The items of list number `which` that lie in a sentence; none past the last sentence.
    fn of_unit<'v>(&'v self, list: &'v [usize], which: usize, unit: usize) -> &'v [usize] {
        match (self.places.get(unit), self.places.get(unit + 1)) {
            (Some(from), Some(to)) => &list[from[which]..to[which]],
            _ => &[],
        }
    }

    /// Items of a sentence that may open a frame.
    pub fn reporting(&self, unit: usize) -> &[usize] {
        self.of_unit(&self.reporting, 0, unit)
    }

    /// One past the last sentence that may report or quote.
    pub fn last_to_read(&self) -> usize {
        let speaks = |unit: &usize| !self.reporting(*unit).is_empty() || !self.quotations(*unit).is_empty();
        (0..self.units.len())
            .rev()
            .find(speaks)
            .map_or(0, |last| last + 1)
    }

    /// Names and pronouns ("he", "she") of a sentence.
    pub fn referring(&self, unit: usize) -> &[usize] {
        self.of_unit(&self.referring, 1, unit)
    }

    /// Quotations of a sentence.
    pub fn quotations(&self, unit: usize) -> &[usize] {
        self.of_unit(&self.quotations, 2, unit)
    }

    /// Quotations among some items.
    pub fn quotations_in(&self, items: &Range<usize>) -> &[usize] {
        if self.quotations.is_empty() {
            return &[];
        }
        within(&self.quotations, items)
    }

    /// The words of an item.
    pub fn word(&self, item: usize) -> &'t str {
        self.items.get(item).map_or("", |i| match i.kind {
            Kind::Word | Kind::Mark => self.text.word(i.first as usize),
            _ => "",
        })
    }

    /// The item, or nothing past the end.
    pub fn get(&self, item: usize) -> Option<&Item> {
        self.items.get(item)
    }

    /// The quotation that an item is.
    pub(super) fn quote(&self, item: usize) -> Option<&'t Quoted> {
        match self.get(item)?.kind {
            Kind::Quote(q) => self.quoted.get(q as usize),
            _ => None,
        }
    }

    /// Classes of an item; none past the end.
    pub fn class(&self, item: usize) -> Class {
        self.items.get(item).map_or(Class::default(), |i| i.class)
    }

    /// Bytes covered by a run of items.
    pub fn span(&self, items: Range<usize>) -> Span {
        match (
            self.items.get(items.start),
            self.items.get(items.end.wrapping_sub(1)),
        ) {
            (Some(a), Some(b)) if items.start < items.end => {
                self.text.span(a.first as usize..b.last as usize)
            }
            _ => Span::new(0, 0),
        }
    }

    /// Whether the item is a word that begins with a capital.
    pub fn capital(&self, item: usize) -> bool {
        self.items
            .get(item)
            .is_some_and(|i| self.text.tokens[i.first as usize].capital)
    }

    /// "“...,” an angry Hollande retaliated": behind a quotation that a comma, `?` or `!` ends, any
    /// past form is a manner of speaking.
    fn name_unknown_verbs(&mut self, first: usize) {
        for n in first..self.quotations.len() {
            let at = self.quotations[n];
            let Some(quoted) = self.quote(at) else { continue };
            let inner = quoted
                .inner
                .of(self.text.source)
                .trim_end_matches(['’', '\'', ' ']);
            if !inner.ends_with([',', '?', '!', '—']) {
                continue;
            }
            for i in at + 1..(at + 9).min(self.items.len()) {
                let item = self.items[i];
                let before = self.items[i - 1];
                let own = matches!(before.kind, Kind::Name(_)) || before.class.any(Class::SUBJECT);
                if item.cue.is_some() && (own || !item.cue.may_be_noun())
                    || matches!(item.kind, Kind::Quote(_))
                {
                    break;
                }
                if item.kind == Kind::Mark && !matches!(self.word(i), "-" | "’s" | "'s") {
                    break;
                }
                let word = self.word(i);
                let known = Class::GRAMMAR
                    .or(Class::ROLE)
                    .or(Class::ORG)
                    .or(Class::ADVERB)
                    .or(Class::DEMONYM);
                if item.kind == Kind::Word
                    && word.ends_with("ed")
                    && word.len() > 4
                    && !self.capital(i)
                    && !item.class.any(known)
                {
                    let next = i + 1;
                    let before = if i > at + 1 {
                        self.items[i - 1].kind
                    } else {
                        Kind::Mark
                    };
                    let adjective = self.class(i - 1).any(Class::AUXILIARY) && i > at + 1
                        || i > at + 1 && before == Kind::Word && self.class(i - 1).any(Class::DETERMINER)
                        || self.items.get(next).is_some_and(|n| {
                            n.kind == Kind::Word
                                && !n.class.any(Class::GRAMMAR.or(Class::ADVERB).or(Class::TIME))
                                && i > at + 1
                        });
                    if !adjective {
                        self.items[i].cue = Cue::UNKNOWN;
                        if let Err(place) = self.reporting.binary_search(&i) {
                            self.reporting.insert(place, i);
                        }
                        break;
                    }
                }
            }
        }
    }
}
