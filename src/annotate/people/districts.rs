//! Districts of two places, whose bodies have "and" in their names: "Devon and Cornwall Police", "Brighton and Hove City
//! Council".

use std::ops::Range;

use super::runs::last_capital_behind;
use crate::text::Text;
use crate::text::words::Class;

/// Districts, counties, states and countries by the words beside their "and". Facts, from general knowledge.
const DISTRICTS: &[(&str, &str)] = &[
    ("Antigua", "Barbuda"),
    ("Argyll", "Bute"),
    ("Avon", "Somerset"),
    ("Ayrshire", "Arran"),
    ("Barking", "Dagenham"),
    ("Basingstoke", "Deane"),
    ("Bath", "North"),
    ("Blackburn", "Darwen"),
    ("Bosnia", "Herzegovina"),
    ("Brighton", "Hove"),
    ("Devon", "Cornwall"),
    ("Dumfries", "Galloway"),
    ("Glasgow", "Clyde"),
    ("Hammersmith", "Fulham"),
    ("Hereford", "Worcester"),
    ("Hinckley", "Bosworth"),
    ("Jammu", "Kashmir"),
    ("Kensington", "Chelsea"),
    ("Kitts", "Nevis"),
    ("Lisburn", "Castlereagh"),
    ("Maidstone", "Tunbridge"),
    ("Newfoundland", "Labrador"),
    ("Newry", "Mourne"),
    ("Nuneaton", "Bedworth"),
    ("Oadby", "Wigston"),
    ("Perth", "Kinross"),
    ("Redcar", "Cleveland"),
    ("Reigate", "Banstead"),
    ("Rhondda", "Cynon"),
    ("Shrewsbury", "Telford"),
    ("Shropshire", "Telford"),
    ("Southend", "Thurrock"),
    ("Surrey", "Sussex"),
    ("Telford", "Wrekin"),
    ("Tonbridge", "Malling"),
    ("Trinidad", "Tobago"),
    ("Tyne", "Wear"),
    ("Uxbridge", "South"),
    ("Wallis", "Futuna"),
    ("Weymouth", "Portland"),
    ("Windsor", "Maidenhead"),
];

/// Whether the "and" at `and` stands inside the name of one district.
pub(super) fn is_one(text: &Text<'_>, and: usize) -> bool {
    let pair =
        |(before, behind): &(&str, &str)| text.word(and - 1) == *before && text.word(and + 1) == *behind;
    and > 0 && DISTRICTS.iter().any(pair)
}

/// "Devon and Cornwall", "Uxbridge and South Ruislip", "Isle of Man": such a name with no body behind it.
pub(super) fn is_district(text: &Text<'_>, classes: &[Class], run: &Range<usize>) -> bool {
    let and = |at: usize| text.tokens[at].is_long(3) && text.word(at) == "and" && is_one(text, at);
    let isle = || run.len() == 3 && text.word(run.start) == "Isle";
    isle() || run.len() > 2 && !classes[run.end - 1].any(Class::ORG) && (run.start + 1..run.end - 1).any(and)
}

/// One past the last token of the name that goes on behind the "and" at `and`: that of a district, or of a council or
/// another body that such a district has, known or not: "Tandridge and Reigate Council".
pub(super) fn end(text: &Text<'_>, classes: &[Class], start: usize, and: usize) -> Option<usize> {
    const OF_DISTRICTS: &[&str] = &["Constabulary", "Council", "Trust"];
    let last = last_capital_behind(text, and, 7)?;
    if is_one(text, and) {
        return Some(last + 1);
    }
    let somebody = Class::GIVEN
        .or(Class::TITLE)
        .or(Class::ROLE)
        .or(Class::ORG)
        .or(Class::DEMONYM)
        .or(Class::COURTESY);
    let plain = |at: usize| !classes[at].any(somebody) && !text.tokens[at].all_caps;
    let council = (and + 2..=last)
        .rev()
        .find(|at| OF_DISTRICTS.contains(&text.word(*at)))?;
    (and - start < 3 && (start..and).all(plain) && plain(and + 1)).then_some(council + 1)
}
