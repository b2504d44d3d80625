//! Where a sentence ends around quotations, whose own full stops and question marks end nothing.

use super::units::{Kind, Units};
use crate::text::cues::Cue;
use crate::text::words::Class;

/// Items after which a sentence is cut at the next mark, and after which anywhere.
const LONG: usize = 160;
const LONGEST: usize = 240;

impl Units<'_> {
    /// Cuts the items from `begin` on into sentences at their borders, of which those from
    /// `first_border` on are theirs.
    pub(super) fn cut(&mut self, begin: usize, paragraph: usize, first_border: usize) {
        let mut start = begin;
        for n in first_border..self.borders.len() {
            let at = self.borders[n];
            start = self.cut_long(start, at, paragraph);
            if at > start && self.sentence_begins(at) {
                self.units.push((start..at, paragraph));
                start = at;
            }
        }
        start = self.cut_long(start, self.items.len(), paragraph);
        if start < self.items.len() {
            self.units.push((start..self.items.len(), paragraph));
        }
    }

    /// Whatever the marks say, no sentence is endless: all that follows may look at the whole of one.
    /// Gives the start of the last part.
    fn cut_long(&mut self, mut start: usize, end: usize, paragraph: usize) -> usize {
        let mut at = start + LONG + 1;
        while at <= end.min(self.items.len() - 1) {
            if self.items[at - 1].kind == Kind::Mark || at - start > LONGEST {
                self.units.push((start..at, paragraph));
                start = at;
                at += LONG;
            }
            at += 1;
        }
        start
    }

    /// Whether a sentence begins at an item that is a border.
    fn sentence_begins(&self, at: usize) -> bool {
        let (before, item) = (self.items[at - 1], self.items[at]);
        let Some(quoted) = self.quote(at - 1) else {
            return !(before.kind == Kind::Mark && matches!(self.word(at - 1), "," | ":" | ";"));
        };
        let inner = quoted
            .inner
            .of(self.text.source)
            .trim_end_matches(['’', '\'', ' ', '”', '"']);
        let lower = item.kind == Kind::Word && !self.capital(at) && !self.has_digit_first(at);
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
        // "“It was a joke.” Asked about it, she laughed": a participle leads the next sentence.
        if item.kind == Kind::Word && item.cue.participle() && !item.cue.may_be_noun() && end == '.' {
            return true;
        }
        // "“Go!” A man ...": an article with a capital begins a sentence too, unless only "A man shouted." follows.
        let opener = Class::DETERMINER
            .or(Class::PREPOSITION)
            .or(Class::SUBORDINATOR)
            .or(Class::CONJUNCTION)
            .or(Class::HIS)
            .or(Class::THEIR);
        if item.kind == Kind::Word && item.class.any(opener) && !matches!(end, ',' | ';' | ':') {
            return !self.frame_ends_sentence(at);
        }
        match end {
            ',' | ';' | ':' => false,
            '.' | '…' => !self.frame_follows(at, false) || matches!(item.kind, Kind::Quote(_)),
            '!' | '?' | '—' | '–' | '-' => !self.frame_follows(at, true),
            // No punctuation at all: the sentence goes on, unless another quotation follows.
            _ => matches!(item.kind, Kind::Quote(_)),
        }
    }

    /// Whether "Smith asked." or "Mr. Smith, a teacher, said" stands at `at`, with nothing reported after it.
    fn frame_follows(&self, at: usize, open: bool) -> bool {
        let mut from = at;
        // "“Why?” Ann Lee, the mayor of the town, asked."
        if open
            && self.is_name(at)
            && self.word(at + 1) == ","
            && let Some(close) = (at + 3..(at + 18).min(self.items.len())).find(|i| self.word(*i) == ",")
            && self
                .items
                .get(close + 1)
                .is_some_and(|i| i.cue.is_some() && !i.cue.may_be_noun())
        {
            from = close + 1;
        }
        for i in from..(from + 7).min(self.items.len()) {
            let item = self.items[i];
            if self.text.tokens[item.first as usize].line_start && i > at {
                return false;
            }
            if item.cue.is_some() && !item.cue.may_be_noun() {
                // "Neither account could be verified.", "Talks are continuing on Monday."
                let passive = item.cue.participle() || self.word(i).ends_with("ing");
                if !open && i > at && passive && self.is_be(i - 1) {
                    return false;
                }
                // "“...” Ann Lee said on Monday: “...”": the verb has words of its own.
                let own = || (i + 1..i + 5).find(|i| self.word(*i) == ":");
                if !open && own().is_some_and(|colon| self.is_quote(colon + 1)) {
                    return false;
                }
                // Behind a full stop only plain reporting verbs go on with the sentence.
                if !open && !item.cue.takes(Cue::SAY | Cue::TELL | Cue::SPEAK) {
                    return false;
                }
                // "“...” Sources close to Ann Lee said yesterday that"
                let behind = || (i + 1..i + 5).find(|i| !self.class(*i).any(Class::TIME.or(Class::ADVERB)));
                if !open && behind().is_some_and(|behind| self.word(behind) == "that") {
                    return false;
                }
                let next = self.word(i + 1);
                let ends = matches!(next, "." | ",") || self.get(i + 1).is_none();
                return i > at && ends
                    || self.class(i + 1).any(Class::TIME.or(Class::ADVERB))
                    || item.cue.takes(Cue::TELL)
                        && i > at
                        && (matches!(self.word(i + 2), "." | ",")
                            || self.class(i + 2).any(Class::PREPOSITION.or(Class::TIME)))
                    || open && i > at && self.hearer_ends_sentence(i)
                    || self.class(i + 1).any(Class::PREPOSITION)
                    || matches!(next, "as" | "while" | "when" | "before" | "after");
            }
            if item.kind == Kind::Mark || matches!(item.kind, Kind::Quote(_)) {
                return false;
            }
        }
        false
    }

    /// "asked the lawyer.", "told her,": a verb, whom it was said to, and nothing that was said.
    fn hearer_ends_sentence(&self, verb: usize) -> bool {
        if !self.items[verb].cue.takes(Cue::TELL) && !matches!(self.word(verb), "asked" | "asks") {
            return false;
        }
        let object = Class::HIM.or(Class::HER).or(Class::THEM).or(Class::DETERMINER);
        let hearer = |i: &usize| {
            self.is_name(*i)
                || self.is_noun(*i)
                || self.class(*i).any(object)
                || matches!(self.word(*i), "’s" | "'s" | "-" | "me" | "us")
        };
        let end = (verb + 1..(verb + 8).min(self.items.len()))
            .take_while(hearer)
            .last();
        end.is_some_and(|last| {
            matches!(self.word(last + 1), "." | ",") || self.class(last + 1).any(Class::TIME)
        })
    }

    /// A form of "be", an adverb behind it or not.
    pub(super) fn is_be(&self, at: usize) -> bool {
        let adverb = self.class(at).any(Class::ADVERB) || self.word(at).ends_with("ly");
        let at = at - usize::from(at > 0 && adverb);
        matches!(
            self.word(at),
            "be" | "been" | "being" | "is" | "are" | "was" | "were"
        )
    }

    /// Whether "A man shouted." stands at `at`: a reporting verb and the end of the sentence.
    fn frame_ends_sentence(&self, at: usize) -> bool {
        (at + 1..(at + 7).min(self.items.len()))
            .take_while(|i| self.items[*i].kind == Kind::Word)
            .any(|i| {
                let cue = self.items[i].cue;
                cue.is_some() && !cue.may_be_noun() && matches!(self.word(i + 1), "." | ",")
            })
    }
}
