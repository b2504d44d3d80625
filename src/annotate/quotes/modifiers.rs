//! The words before a name that belong to it: "campaign manager Robby Mook", "South Korea’s Joint Chiefs of Staff".

use std::ops::Range;

use super::units::{Kind, Units};
use crate::text::words::Class;

impl Units<'_> {
    /// "and Lee calling it", "with the bank saying", "a film shows Lee shouting": a name that speaks apart from the main clause.
    pub(super) fn speaks_apart(&self, unit: &Range<usize>, name: usize) -> bool {
        if name == unit.start {
            return true;
        }
        let the = usize::from(name > unit.start + 1 && matches!(self.word(name - 1), "the" | "The"));
        let shown = matches!(
            self.word(name - 1),
            "shows" | "showed" | "heard" | "filmed" | "captured" | "recorded"
        );
        shown
            || matches!(
                self.word(name - 1 - the),
                "and" | "with" | "," | "–" | "—" | "but"
            )
            || {
                let first = self.modifiers_start(unit.start, name);
                first > unit.start && self.word(first - 1) == "with"
            }
    }

    /// First item of the words that stand before a name and belong to it ("campaign manager Robby Mook").
    pub(super) fn modifiers_start(&self, floor: usize, name: usize) -> usize {
        let mut at = name;
        if self.joins_fields(floor, name) {
            return name - 2;
        }
        while at > floor && name - at < 8 {
            // "UN envoy", "London mayor"
            let capital = || {
                let body = Class::DEMONYM.or(Class::PLACE).or(Class::ORG);
                self.class(at - 1).any(body) || self.is_all_caps(at - 1)
            };
            // "First Minister"
            let first = self.word(at - 1) == "First" && at == name;
            let word =
                first || self.is_noun(at - 1) && (!self.capital(at - 1) || capital()) || self.is_name(at - 1);
            let joint = self.is_joint(at - 1) || at > floor + 1 && at < name && self.joins_roles(at - 1);
            let determiner =
                self.class(at - 1).any(Class::DETERMINER) && !self.class(at - 1).any(Class::SUBORDINATOR);
            if !(word || joint || determiner) {
                break;
            }
            at -= 1;
            if determiner {
                break;
            }
        }
        // Without a role or an article among them the words before are something else.
        let item = self.items[name];
        let whole = &self.text.classes[item.first as usize..item.last as usize];
        let title = Class::TITLE.or(Class::ROLE);
        let titled = whole[..whole.len() - 1].iter().any(|class| class.any(title));
        let role = titled || (at..name).any(|i| self.class(i).any(Class::ROLE));
        // "South Korea’s Joint Chiefs of Staff"
        let mut owner = at;
        while owner > floor
            && owner + 3 > at
            && self.capital(owner - 1)
            && self.class(owner - 1).any(Class::PLACE)
        {
            owner -= 1;
        }
        if owner < at && self.is_possessive(at) {
            return owner;
        }
        // "auction house Okuns", "operator Avanti"
        let body = Class::ORG.or(Class::BODY);
        let role = role || at < name && self.class(name - 1).any(body) && !self.capital(name - 1);
        let fills = at > floor && matches!(self.items[at - 1].kind, Kind::Quote(_));
        // "Kiel University’s Institute"
        let owned =
            at + 2 == name && self.is_possessive(at + 1) && whole.iter().any(|class| class.any(Class::ORG));
        if role
            || fills
            || owned
            || self.class(at).any(Class::DETERMINER) && self.items[at].kind == Kind::Word
        {
            at
        } else {
            name
        }
    }
}
