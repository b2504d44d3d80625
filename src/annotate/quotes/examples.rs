//! Those of whom some are named: "firms such as Okun and Lee have said".

use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::text::words::Class;

/// Furthest that a list of examples reaches back, in items.
const EXAMPLES: usize = 14;

impl Units<'_> {
    /// "A slew of firms such as Okun and Lee have said", "A group including Okun and Lee said": the firms, the group.
    pub(super) fn with_examples(&self, floor: usize, found: &Subject) -> Option<Subject> {
        if !matches!(found.who, Who::Person(_)) {
            return None;
        }
        let listed = |i: &usize| {
            self.is_name(*i)
                || matches!(self.word(*i), "and" | "," | "the")
                || self.capital(*i) && self.items[*i].kind == Kind::Word
        };
        let names = (floor..found.start)
            .rev()
            .take(EXAMPLES)
            .take_while(listed)
            .count();
        let last = (found.start - names).checked_sub(1)?;
        let lead = match self.word(last) {
            "as" if last > 0 && self.word(last - 1) == "such" => last - 1,
            "including" => last,
            _ => return None,
        };
        let end = lead - usize::from(lead > floor && self.word(lead - 1) == ",");
        let who = |i: usize| self.class(i).any(Class::WHO);
        // "others, including Okun, Lee told", "members, including Lee, who asked": Lee's.
        let apart = names > 0 && self.word(found.start - 1) != "and"
            || who(found.end)
            || self.word(found.end) == "," && who(found.end + 1);
        if end <= floor || apart {
            return None;
        }
        let whole = self.phrase_before(floor, end)?;
        let several = self.is_plural(end - 1) || self.class(end - 1).any(Class::ORG.or(Class::BODY));
        (whole.who == Who::Nominal && several).then_some(whole)
    }
}
