//! A paragraph as a row of items: words outside quotation marks, whole names, and
//! whole quotations as one item each, cut into sentences.
//!
//! A quotation is opaque here: `“Go. Now.” he said.` is one sentence of three items
//! and a full stop, which is what lets the readers of clauses see "quotation, he, said".

use std::ops::Range;

use super::cues::{Cue, Table};
use crate::article::{Person, Span};
use crate::text::marks::Quoted;
use crate::text::words::Class;
use crate::text::{Text, TokenKind};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word or number outside names and marks.
    Word,
    /// Punctuation or `’s`.
    Mark,
    /// A name of the person at this index.
    Name(usize),
    /// The quotation at this index.
    Quote(usize),
}

/// One item of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Classes of the word; of the last word for a name.
    pub class: Class,
    /// Reporting verb, if it is one.
    pub cue: Cue,
}

/// The items of a text and its sentences as ranges of them.
pub struct Units<'t> {
    /// The quotations that the items point to.
    pub quoted: &'t [Quoted],
    /// Whether a sentence of the text begins at a token.
    starts: Vec<bool>,
    /// The text.
    pub text: &'t Text<'t>,
    /// All items in order.
    pub items: Vec<Item>,
    /// Sentences: item range and paragraph.
    pub units: Vec<(Range<usize>, usize)>,
}

/// Items after which a sentence is cut at the next mark, and after which anywhere.
const LONG: usize = 160;
const LONGEST: usize = 240;

impl<'t> Units<'t> {
    /// Reads the items of a text.
    pub fn new(
        text: &'t Text<'t>,
        quoted: &'t [Quoted],
        people: &[Person],
        classes: &[Class],
        cues: &Table,
    ) -> Self {
        let count = people.iter().map(|p| p.mentions.len()).sum();
        let mut mentions: Vec<(usize, usize, usize)> = Vec::with_capacity(count);
        for (p, person) in people.iter().enumerate() {
            for m in &person.mentions {
                mentions.push((m.start, m.end, p));
            }
        }
        mentions.sort_unstable();
        let mut starts = vec![false; text.tokens.len()];
        for sentence in text.sentences() {
            starts[sentence.tokens.start] = true;
        }
        let mut this = Self {
            quoted,
            starts,
            text,
            items: Vec::with_capacity(text.tokens.len()),
            units: Vec::with_capacity(text.sentences().len()),
        };
        let (mut q, mut m) = (0, 0);
        for (p, paragraph) in text.paragraphs().enumerate() {
            let begin = this.items.len();
            let mut at = paragraph.tokens.start;
            while at < paragraph.tokens.end {
                let byte = text.tokens[at].start as usize;
                while quoted.get(q).is_some_and(|x| x.tokens.1 <= at) {
                    q += 1;
                }
                while mentions.get(m).is_some_and(|x| x.0 < byte) {
                    m += 1;
                }
                let class = classes[at];
                let item = if let Some(x) = quoted.get(q).filter(|x| x.tokens.0 <= at) {
                    Item {
                        kind: Kind::Quote(q),
                        first: at,
                        last: x.tokens.1,
                        class: Class::default(),
                        cue: Cue::default(),
                    }
                } else if let Some(x) = mentions.get(m).filter(|x| x.0 == byte) {
                    let last = text.token_at(x.1 - 1) + 1;
                    Item {
                        kind: Kind::Name(x.2),
                        first: at,
                        last: last.max(at + 1),
                        class: classes[last - 1],
                        cue: Cue::default(),
                    }
                } else {
                    let t = text.tokens[at];
                    let word = matches!(t.kind, TokenKind::Word | TokenKind::Number);
                    let never = Class::SUBJECT
                        .or(Class::DETERMINER)
                        .or(Class::PREPOSITION)
                        .or(Class::CONJUNCTION);
                    let cue = if t.kind == TokenKind::Word
                        && !class.any(never)
                        && !(t.capital && class.any(Class::PLACE.or(Class::ORG)))
                    {
                        text.look_up(at, cues)
                    } else {
                        Cue::default()
                    };
                    Item {
                        kind: if word { Kind::Word } else { Kind::Mark },
                        first: at,
                        last: at + 1,
                        class,
                        cue,
                    }
                };
                at = item.last;
                this.items.push(item);
            }
            this.name_unknown_verbs(begin, quoted);
            this.cut(begin, p, quoted);
        }
        this
    }

    /// The words of an item.
    pub fn word(&self, item: usize) -> &'t str {
        self.items.get(item).map_or("", |i| match i.kind {
            Kind::Word | Kind::Mark => self.text.word(i.first),
            _ => "",
        })
    }

    /// The item, or nothing past the end.
    pub fn get(&self, item: usize) -> Option<&Item> {
        self.items.get(item)
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
            (Some(a), Some(b)) if items.start < items.end => self.text.span(a.first..b.last),
            _ => Span::new(0, 0),
        }
    }

    /// Whether the item is a word that begins with a capital.
    pub fn capital(&self, item: usize) -> bool {
        self.items
            .get(item)
            .is_some_and(|i| self.text.tokens[i.first].capital)
    }

    /// "“...,” an angry Hollande retaliated": behind a quotation that a comma, `?` or `!` ends, any
    /// past form is a manner of speaking.
    fn name_unknown_verbs(&mut self, begin: usize, quoted: &[Quoted]) {
        for at in begin..self.items.len() {
            let Kind::Quote(q) = self.items[at].kind else {
                continue;
            };
            let inner = quoted[q]
                .inner
                .of(self.text.source)
                .trim_end_matches(['’', '\'', ' ']);
            if !inner.ends_with([',', '?', '!', '—']) {
                continue;
            }
            for i in at + 1..(at + 9).min(self.items.len()) {
                let item = self.items[i];
                if item.cue.is_some() && !item.cue.may_be_noun() || matches!(item.kind, Kind::Quote(_)) {
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
                        break;
                    }
                }
            }
        }
    }

    fn cut(&mut self, begin: usize, paragraph: usize, quoted: &[Quoted]) {
        let mut start = begin;
        for at in begin + 1..self.items.len() {
            // Whatever the marks say, no sentence is endless: all that follows may look at the whole of one.
            let long = at - start > LONG && self.items[at - 1].kind == Kind::Mark || at - start > LONGEST;
            if long || self.sentence_begins(at, quoted) {
                self.units.push((start..at, paragraph));
                start = at;
            }
        }
        if start < self.items.len() {
            self.units.push((start..self.items.len(), paragraph));
        }
    }

    fn sentence_begins(&self, at: usize, quoted: &[Quoted]) -> bool {
        let (before, item) = (self.items[at - 1], self.items[at]);
        let Kind::Quote(q) = before.kind else {
            return self.starts[item.first]
                && !(before.kind == Kind::Mark && matches!(self.word(at - 1), "," | ":" | ";"));
        };
        let inner = quoted[q]
            .inner
            .of(self.text.source)
            .trim_end_matches(['’', '\'', ' ', '”', '"']);
        let lower = item.kind == Kind::Word
            && !self.capital(at)
            && !self.word(at).starts_with(|c: char| c.is_ascii_digit());
        if lower || item.kind == Kind::Mark && !matches!(self.word(at), "(" | "[" | "—" | "–" | "-") {
            return false;
        }
        // "She" with a capital begins a sentence of its own.
        if item.class.any(Class::THIRD.or(Class::IT)) && item.kind == Kind::Word {
            return true;
        }
        let Some(end) = inner.chars().next_back() else {
            return false;
        };
        match end {
            ',' | ';' | ':' => false,
            '.' | '…' => !self.frame_follows(at) || matches!(item.kind, Kind::Quote(_)),
            '!' | '?' | '—' | '–' | '-' => !self.frame_follows(at),
            // No punctuation at all: the sentence goes on, unless another quotation follows.
            _ => matches!(item.kind, Kind::Quote(_)),
        }
    }

    /// Whether "Smith asked." or "Mr. Smith, a teacher, said" stands at `at`, with nothing reported after it.
    fn frame_follows(&self, at: usize) -> bool {
        for i in at..(at + 7).min(self.items.len()) {
            let item = self.items[i];
            if self.text.tokens[item.first].line_start && i > at {
                return false;
            }
            if item.cue.is_some() && !item.cue.may_be_noun() {
                let next = self.word(i + 1);
                let ends = matches!(next, "." | "," | "");
                return i > at && ends
                    || self.class(i + 1).any(Class::TIME.or(Class::ADVERB))
                    || item.cue.takes(Cue::TELL)
                        && i > at
                        && (matches!(self.word(i + 2), "." | ",")
                            || self.class(i + 2).any(Class::PREPOSITION.or(Class::TIME)))
                    || self.class(i + 1).any(Class::PREPOSITION)
                    || matches!(next, "as" | "while" | "when" | "before" | "after");
            }
            if item.kind == Kind::Mark || matches!(item.kind, Kind::Quote(_)) {
                return false;
            }
        }
        false
    }
}
