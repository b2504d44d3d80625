//! What stands around a name: prepositions, titles, given names, unknown capitals.

use std::ops::Range;

use super::gazetteer::{COMMON_SURNAME, GIVEN, Gazetteer};
use super::scan::{Hit, entry_at};
use super::words::{BETWEEN, FOLLOWERS, LOCAL, PLACE_NOUNS, PLAIN, STREETS, STRONG, TITLES, WEAK};
use crate::text::{Text, TokenKind};

/// How strongly the word before a name says that a place follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// Nothing does.
    None,
    /// "of", "for", "by": places and persons alike.
    Weak,
    /// "in", "near", "outside".
    Strong,
}

/// The surroundings of one hit.
pub struct Around<'a> {
    text: &'a Text<'a>,
    gazetteer: &'a Gazetteer<'static>,
    hits: &'a [Hit],
    index: usize,
    /// Capitals tell nothing here: a headline in title case, a line in capitals.
    pub flat: bool,
}

impl<'a> Around<'a> {
    /// Looks around the hit at `index`.
    pub fn new(
        text: &'a Text<'a>,
        gazetteer: &'a Gazetteer<'static>,
        hits: &'a [Hit],
        index: usize,
        flat: bool,
    ) -> Self {
        Self {
            text,
            gazetteer,
            hits,
            index,
            flat,
        }
    }

    fn tokens(&self) -> &Range<usize> {
        &self.hits[self.index].tokens
    }

    /// The token right before, if it is a word of the same line.
    pub fn before(&self) -> Option<usize> {
        let start = self.tokens().start;
        let t = self.text.tokens.get(start)?;
        let before = start.checked_sub(1)?;
        (!t.line_start && t.spaced && self.text.tokens[before].kind == TokenKind::Word).then_some(before)
    }

    /// The token right after, if it is a word of the same line after a space.
    pub fn after(&self) -> Option<usize> {
        let end = self.tokens().end;
        let t = self.text.tokens.get(end)?;
        (!t.line_start && t.spaced && t.kind == TokenKind::Word).then_some(end)
    }

    /// The word right after, in its own case; empty where a mark or the line's end follows.
    pub fn word_after(&self) -> &'a str {
        self.after().map_or("", |i| self.text.word(i))
    }

    /// The word right before; empty where there is none.
    pub fn word_before(&self) -> &'a str {
        self.before().map_or("", |i| self.text.word(i))
    }

    fn capital_after(&self) -> bool {
        self.after().is_some_and(|i| self.text.tokens[i].capital)
    }

    fn in_hit(&self, token: usize) -> bool {
        let near = self.index.saturating_sub(1)..(self.index + 2).min(self.hits.len());
        near.into_iter()
            .any(|i| i != self.index && self.hits[i].tokens.contains(&token))
    }

    /// Whether a preposition leads to the place; passed on along "in Cork and Dublin".
    pub fn lead(&self) -> Lead {
        let mut at = self.tokens().start;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else {
                return Lead::None;
            };
            if self.text.tokens[at].line_start {
                return Lead::None;
            }
            let word = self.text.word(before);
            if STRONG.has_any_case(word) {
                return Lead::Strong;
            }
            if matches!(word, "and" | "or" | ",") {
                let list = self.index > 0 && self.hits[self.index - 1].tokens.end == before;
                if list {
                    // One step only: a long list must not make this quadratic.
                    let other = Self {
                        index: self.index - 1,
                        ..*self
                    };
                    return other.plain_lead();
                }
            }
            if word == "of" && before > 0 && PLACE_NOUNS.has(self.text.word(before - 1)) {
                return Lead::Strong;
            }
            if WEAK.has_any_case(word) {
                return Lead::Weak;
            }
            if !BETWEEN.has_any_case(word) {
                return Lead::None;
            }
            at = before;
        }
        Lead::None
    }

    fn plain_lead(&self) -> Lead {
        match self.word_before() {
            word if STRONG.has_any_case(word) => Lead::Strong,
            word if WEAK.has_any_case(word) => Lead::Weak,
            _ => Lead::None,
        }
    }

    /// A title, an initial or a given name stands before: a person's surname.
    pub fn after_given_name(&self) -> bool {
        let Some(before) = self.before() else { return false };
        if !self.text.tokens[before].capital {
            return false;
        }
        let word = self.text.word(before);
        if TITLES.has(word) {
            return true;
        }
        if self.in_hit(before) || PLAIN.has(word) {
            return false;
        }
        let initial = word.len() == 2 && word.ends_with('.');
        initial || entry_at(self.text, before, self.gazetteer).is_some_and(|e| e.has(GIVEN))
    }

    /// A capitalised word that is no place and no sentence's opening stands before.
    pub fn after_unknown_capital(&self) -> bool {
        let Some(before) = self.before() else { return false };
        let t = self.text.tokens[before];
        if self.flat || !t.capital || self.in_hit(before) || PLAIN.has(self.text.word(before)) {
            return false;
        }
        !self.opens_sentence(before)
    }

    /// A capitalised word that is no place and no body of the place follows.
    pub fn before_unknown_capital(&self) -> bool {
        let Some(after) = self.after() else { return false };
        let t = self.text.tokens[after];
        !self.flat
            && t.capital
            && !self.in_hit(after)
            && !self.before_follower()
            && !PLAIN.has(self.text.word(after))
    }

    /// A frequent surname or an unknown capital follows a name that may be a given name.
    pub fn before_surname(&self) -> bool {
        let Some(after) = self.after() else { return false };
        let t = self.text.tokens[after];
        if !t.capital || self.before_follower() || PLAIN.has(self.text.word(after)) {
            return false;
        }
        if self.flat || self.in_hit(after) {
            return entry_at(self.text, after, self.gazetteer).is_some_and(|e| e.has(COMMON_SURNAME));
        }
        true
    }

    /// "Police", "City Council", "University" follow.
    pub fn before_follower(&self) -> bool {
        self.capital_after() && FOLLOWERS.has(self.word_after())
    }

    /// A noun of local news follows ("Rochester man", "Athens residents"), or a body of a town.
    pub fn in_local_news(&self) -> bool {
        let word = self.word_after();
        let noun = if self.capital_after() {
            matches!(
                word,
                "Police" | "City" | "Town" | "Parks" | "School" | "Chamber" | "Fire" | "High"
            )
        } else {
            LOCAL.has(word)
        };
        let city_of = |b: usize| b > 0 && self.text.word(b) == "of" && self.text.word(b - 1) == "City";
        noun || self.before().is_some_and(city_of)
    }

    /// "County Council" follows: the name is that of a county of Britain or Ireland.
    pub fn before_county_council(&self) -> bool {
        self.word_after() == "County" && self.after().is_some_and(|a| self.text.word(a + 1) == "Council")
    }

    /// The name is that of a street.
    pub fn is_street(&self) -> bool {
        self.capital_after() && STREETS.has(self.word_after())
    }

    /// Whether the name opens its sentence.
    pub fn opens(&self) -> bool {
        self.opens_sentence(self.tokens().start)
    }

    fn opens_sentence(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else {
            return true;
        };
        self.text.tokens[token].line_start
            || matches!(
                self.text.word(before),
                "." | "!" | "?" | "“" | "\"" | ":" | "—" | "--" | "”" | "‘"
            )
    }
}
