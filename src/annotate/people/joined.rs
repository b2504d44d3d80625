//! Names of bodies with "and" inside: "the Qualifications and Curriculum Authority", "the Department of Trade and
//! Industry".

use super::firms::is_one_firm;
use super::runs::{capital_behind, last_capital_behind};
use crate::text::Text;
use crate::text::words::{self, Class};

/// What ministries, departments and committees are for, behind "and".
const FIELDS: &[&str] = &[
    "Affairs",
    "Ageing",
    "Aging",
    "Agriculture",
    "Aquaculture",
    "Arts",
    "Aviation",
    "Border",
    "Broadcasting",
    "Budget",
    "Business",
    "Charities",
    "Cities",
    "Climate",
    "Combating",
    "Commerce",
    "Communications",
    "Communities",
    "Conservation",
    "Consumer",
    "Control",
    "Cooperation",
    "Corruption",
    "Country",
    "Crime",
    "Culture",
    "Currency",
    "Customs",
    "Development",
    "Digital",
    "Disaster",
    "Drug",
    "Drugs",
    "Education",
    "Electricity",
    "Emergency",
    "Employment",
    "Energy",
    "Enterprise",
    "Entrepreneurship",
    "Environment",
    "Equalities",
    "Equality",
    "Exchange",
    "Excise",
    "Explosives",
    "Families",
    "Family",
    "Finance",
    "Fire",
    "Firearms",
    "Fisheries",
    "Fishery",
    "Food",
    "Forestry",
    "Gas",
    "Growth",
    "Health",
    "Healthcare",
    "Heritage",
    "Housing",
    "Human",
    "Humanitarian",
    "Immigration",
    "Inclusion",
    "Industrial",
    "Industry",
    "Information",
    "Infrastructure",
    "Innovation",
    "Inspection",
    "Integration",
    "Investment",
    "Irrigation",
    "Justice",
    "Labor",
    "Labour",
    "Land",
    "Law",
    "Livestock",
    "Local",
    "Manpower",
    "Means",
    "Media",
    "Migration",
    "Minerals",
    "Mines",
    "Mining",
    "Narcotics",
    "Natural",
    "Naturalization",
    "Nutrition",
    "Oversight",
    "Pensions",
    "Petrochemicals",
    "Petroleum",
    "Planning",
    "Population",
    "Ports",
    "Power",
    "Prevention",
    "Prices",
    "Privileges",
    "Protection",
    "Public",
    "Quarantine",
    "Radio",
    "Reconstruction",
    "Recreation",
    "Reform",
    "Refugees",
    "Regions",
    "Rehabilitation",
    "Relief",
    "Research",
    "Resources",
    "Rural",
    "Safety",
    "Sanitation",
    "Science",
    "Sciences",
    "Security",
    "Skills",
    "Social",
    "Space",
    "Sport",
    "Sports",
    "Standards",
    "Statistics",
    "Steel",
    "Supply",
    "Tax",
    "Taxation",
    "Technology",
    "Telecommunications",
    "Textiles",
    "Tourism",
    "Trade",
    "Training",
    "Transport",
    "Transportation",
    "Universities",
    "Urban",
    "Veterans",
    "Water",
    "Welfare",
    "Wildlife",
    "Women",
    "Work",
    "Works",
    "Youth",
];

/// "the Department of Trade", "the Centers for Disease Control": a body with what it is for, which ends before `end`.
pub(super) fn has_field(text: &Text<'_>, classes: &[Class], start: usize, end: usize) -> bool {
    (start + 1..end).any(|at| matches!(text.word(at), "of" | "for" | "on") && is_body(classes[at - 1]))
}

/// "Turner and Newall Plc": one firm, as two would each have their own.
pub(in crate::annotate) fn is_legal_form(word: &str) -> bool {
    const FORMS: &[&str] = &["plc", "inc", "corp", "ltd", "llp", "co"];
    let word = word.trim_end_matches('.');
    FORMS.iter().any(|form| form.eq_ignore_ascii_case(word))
}

/// What a firm deals in, behind "and": "Rochester Gas and Electric Corp", "Federal Savings and Loan Association".
const TRADES: &[&str] = &[
    "Accident",
    "Casualty",
    "Chemical",
    "Chemicals",
    "Electric",
    "Gas",
    "Indemnity",
    "Iron",
    "Light",
    "Loan",
    "Manufacturing",
    "Mining",
    "Oil",
    "Paper",
    "Power",
    "Refining",
    "Smelting",
    "Steel",
    "Telegraph",
    "Telephone",
    "Trust",
    "Water",
];

fn is_field(word: &str) -> bool {
    FIELDS.contains(&word) || TRADES.contains(&word)
}

fn is_body(class: Class) -> bool {
    class.any(Class::ORG) && !class.any(Class::TITLE.or(Class::ROLE))
}

/// "Natural Resources and Environment Nguyen Cong", "Entrepreneurship and Growth, Ana Silva": the last of several words for
/// what an office sees to, which is no name nor the beginning of one.
pub(super) fn is_last_field(text: &Text<'_>, at: usize) -> bool {
    // Asked of every name: the length comes first.
    at > 1
        && text.tokens[at - 1].is_long(3)
        && text.word(at - 1) == "and"
        && FIELDS.contains(&text.word(at))
        && text.tokens[at - 2].capital
        && (FIELDS.contains(&text.word(at - 2)) || text.word(at - 2).ends_with('s'))
}

/// One past the last token of a name that goes on behind the "and" at `and`; nothing where it ends before.
pub(super) fn end(text: &Text<'_>, classes: &[Class], start: usize, and: usize) -> Option<usize> {
    let last = last_capital_behind(text, and, 5)?;
    // "the Department of Trade and Industry", "the Centers for Disease Control and Prevention"
    if has_field(text, classes, start, and) && FIELDS.contains(&text.word(and + 1)) {
        return Some(last + 1);
    }
    // "Smith Barney and Co Inc"
    if matches!(
        text.word(and + 1),
        "Co" | "Co." | "Company" | "Sons" | "Associates" | "Partners"
    ) {
        return Some(last + 1);
    }
    // "Ironhorse Oil and Gas"
    if last == and + 1
        && TRADES.contains(&text.word(and - 1))
        && TRADES.contains(&text.word(last))
        && and > start + 1
    {
        return Some(last + 1);
    }
    let firm = is_legal_form(text.word(last)) || matches!(text.word(last), "Company" | "Association");
    if firm && last > and + 1 && TRADES.contains(&text.word(and + 1)) && !classes[start].any(Class::GIVEN) {
        return Some(last + 1);
    }
    // "Davis Water and Waste Industries Inc", "Tokyo Commerce and Industry Research Co"
    let works = text.word(and - 1) == "Works";
    let named = !works && (!classes[start].any(Class::GIVEN) || classes[start].any(Class::SURNAME_TOO));
    if is_legal_form(text.word(last)) && and > start + 1 && is_field(text.word(and - 1)) && named {
        return Some(last + 1);
    }
    // "according to Health and Social Care figures"
    if and == start + 1
        && start > 0
        && !matches!(text.word(start - 1), "of" | "for" | ",")
        && FIELDS.contains(&text.word(start))
        && FIELDS.contains(&text.word(and + 1))
        && !classes[last].any(Class::TITLE.or(Class::ROLE).or(Class::ORG))
    {
        return Some(last + 1);
    }
    let plain = Class::GIVEN
        .or(Class::PLACE)
        .or(Class::DEMONYM)
        .or(Class::TITLE)
        .or(Class::ROLE)
        .or(Class::ORG);
    // "Turner and Newall Plc"
    if and == start + 1
        && !classes[start].any(plain)
        && !text.tokens[start].all_caps
        && last - and <= 2
        && is_legal_form(text.word(last))
        && !super::known::is_word(text, start)
    {
        return Some(last + 1);
    }
    // "Baldwin Piano and Organ Co said it has filed": of two firms it would be "they".
    let of_place =
        and == start + 1 && classes[start].any(Class::PLACE) && text.word(start.saturating_sub(1)) == "of";
    if !is_legal_form(text.word(and - 1))
        && !classes[start].any(Class::TITLE.or(Class::GIVEN))
        && !of_place
        && is_one_firm(text, classes, last)
    {
        return Some(last + 1);
    }
    // "the United Nations Food and Agriculture Organization", "the International Iron and Steel Institute"
    let of_two = is_field(text.word(and - 1)) && is_field(text.word(and + 1));
    let ends = is_body(classes[last]) || text.word(last) == "Executive";
    if of_two
        && ends
        && last > and + 1
        && !(start + 1..and).any(|at| is_body(classes[at]) && text.word(at) != "Nations")
    {
        return Some(last + 1);
    }
    let led = start > 0 && matches!(text.word(start - 1), "the" | "The");
    // "the US Patent and Trademark Office"
    let country = usize::from(and == start + 2 && classes[start].any(Class::PLACE.or(Class::DEMONYM)));
    let first_part = and - start < 3 && !(start + country..and).any(|at| classes[at].any(plain));
    let second_part =
        is_body(classes[last]) && last > and + 1 && !classes[and + 1].any(Class::GIVEN.or(Class::ORG));
    // "the Bush and Obama Administrations": two of them.
    (led && first_part && second_part && !text.word(last).ends_with("s")).then_some(last + 1)
}

/// "the Department for Business, Energy and Industrial Strategy": the same from the comma at `comma`.
pub(super) fn list_end(text: &Text<'_>, classes: &[Class], start: usize, comma: usize) -> Option<usize> {
    // "the Medical Practitioners, Pharmacists and Dentists Union"
    let member = |at: usize| {
        let token = text.tokens.get(at);
        token.is_some_and(|t| t.capital && !t.line_start) && words::is_plural(text.word(at))
    };
    if member(comma - 1)
        && member(comma + 1)
        && text.word(comma + 2) == "and"
        && member(comma + 3)
        && capital_behind(text, comma + 3)
        && is_body(classes[comma + 4])
    {
        return Some(comma + 5);
    }
    let other = Class::PLACE
        .or(Class::GIVEN)
        .or(Class::TITLE)
        .or(Class::TIME)
        .or(Class::NOT_NAME);
    let and = comma + 2;
    if comma == start + 1
        && !classes[start].any(other)
        && capital_behind(text, comma)
        && text.word(and) == "and"
    {
        // "Kidder, Peabody and Co Inc"
        if matches!(text.word(and + 1), "Co" | "Co." | "Company") {
            return end(text, classes, start, and);
        }
        // "Kemp, Evans and Robbins Inc said it"
        if capital_behind(text, and) && is_one_firm(text, classes, and + 2) {
            return Some(and + 3);
        }
    }
    // "Toyota Motor Sales, U.S.A. Inc"
    let country = capital_behind(text, comma)
        && (classes[comma + 1].any(Class::PLACE) || matches!(text.word(comma + 1), "U.S.A." | "USA"));
    if country && capital_behind(text, comma + 1) && is_legal_form(text.word(comma + 2)) {
        return Some(comma + 3);
    }
    if !has_field(text, classes, start, comma) {
        return None;
    }
    let field = |at: usize| FIELDS.contains(&text.word(at));
    let mut at = comma;
    while text.word(at) == "," && field(at + 1) && at < comma + 9 {
        at += 2;
        while capital_behind(text, at - 1) {
            at += 1;
        }
    }
    if at > comma && text.word(at) == "&" && field(at + 1) {
        return Some(at + 2);
    }
    (at > comma && text.word(at) == "and" && field(at + 1))
        .then(|| end(text, classes, start, at))
        .flatten()
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn one_body_with_and_inside() {
        check(
            "It was the Qualifications and Curriculum Authority.",
            &["Qualifications and Curriculum Authority (organisation)"],
        );
        check(
            "He left the Department of Trade and Industry in May.",
            &["Department of Trade and Industry (organisation)"],
        );
    }

    #[test]
    fn two_names_stay_two() {
        check(
            "He left the Ministry of Defence and Boeing in May.",
            &["Ministry of Defence (organisation)", "Boeing (organisation)"],
        );
    }
}
