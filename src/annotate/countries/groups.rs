//! Continents and sub-regions of the United Nations' standard M49, as groups of countries.
//!
//! Which country lies where is in `tables/m49.tsv`; here are the codes of the groups,
//! other names that people have for them, and the groups that M49 makes of several
//! sub-regions. The tree has continents at the top and sub-regions below.

use super::gazetteer::key_of;
use super::lexicon::{CountryInfo, Lexicon};
use super::tables;

/// A continent, a sub-region, or several sub-regions together.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// Three digits of UN M49.
    pub code: &'static str,
    /// English name of the standard.
    pub name: &'static str,
    /// Other names.
    pub also: &'static [&'static str],
    /// Codes of the sub-regions that it is made of; empty for continents and sub-regions.
    pub parts: &'static [&'static str],
}

const fn group(code: &'static str, name: &'static str, also: &'static [&'static str]) -> Group {
    Group {
        code,
        name,
        also,
        parts: &[],
    }
}

/// All groups: continents first, then sub-regions, then groups of sub-regions.
#[rustfmt::skip]
pub static GROUPS: &[Group] = &[
    group("002", "Africa", &[]),
    group("019", "Americas", &["America and the Caribbean"]),
    group("010", "Antarctica", &[]),
    group("142", "Asia", &[]),
    group("150", "Europe", &[]),
    group("009", "Oceania", &[]),
    group("015", "Northern Africa", &["North Africa"]),
    group("014", "Eastern Africa", &["East Africa"]),
    group("017", "Middle Africa", &["Central Africa"]),
    group("018", "Southern Africa", &[]),
    group("011", "Western Africa", &["West Africa"]),
    group("029", "Caribbean", &[]),
    group("013", "Central America", &[]),
    group("005", "South America", &[]),
    group("021", "Northern America", &[]),
    group("143", "Central Asia", &[]),
    group("030", "Eastern Asia", &["East Asia"]),
    group("035", "South-eastern Asia", &["Southeast Asia", "South East Asia", "Southeastern Asia"]),
    group("034", "Southern Asia", &["South Asia"]),
    group("145", "Western Asia", &["West Asia"]),
    group("151", "Eastern Europe", &["East Europe"]),
    group("154", "Northern Europe", &["North Europe"]),
    group("039", "Southern Europe", &["South Europe"]),
    group("155", "Western Europe", &["West Europe"]),
    group("053", "Australia and New Zealand", &["Australasia"]),
    group("054", "Melanesia", &[]),
    group("057", "Micronesia", &[]),
    group("061", "Polynesia", &[]),
    Group { code: "202", name: "Sub-Saharan Africa", also: &[], parts: &["014", "017", "018", "011"] },
    Group { code: "419", name: "Latin America and the Caribbean", also: &["Latin America"], parts: &["029", "013", "005"] },
    Group { code: "003", name: "North America", also: &[], parts: &["021", "029", "013"] },
];

impl Group {
    /// Whether a country lies in it.
    pub fn holds(&self, country: &CountryInfo) -> bool {
        let within = |name: &str| country.continent == name || country.region == name;
        match self.parts {
            [] => within(self.name),
            parts => parts
                .iter()
                .filter_map(|code| by_code(code))
                .any(|part| within(part.name)),
        }
    }
}

/// The group of a code.
pub fn by_code(code: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|g| g.code == code)
}

/// The continent of a sub-region; `None` for continents and groups of sub-regions.
pub fn continent_of(group: &Group) -> Option<&'static Group> {
    let row = tables::rows(tables::M49).find(|row| row[0] == group.name && row[1] != group.name)?;
    GROUPS.iter().find(|g| g.name == row[1])
}

/// The group that people call `text`: a code, a name, or a path from the continent
/// down with `>` or `/` between its names.
///
/// ```
/// use onrecord::annotate::countries::groups;
/// assert_eq!(groups::find("eastern europe").map(|g| g.code), Some("151"));
/// assert_eq!(groups::find("Oceania > Micronesia").map(|g| g.code), Some("057"));
/// assert!(groups::find("Asia > Micronesia").is_none());
/// ```
pub fn find(text: &str) -> Option<&'static Group> {
    let text = text.trim();
    if let Some(group) = by_code(text) {
        return Some(group);
    }
    let parts: Vec<String> = text.split(['>', '/']).map(key_of).collect();
    let (last, above) = parts.split_last()?;
    let group = by_name(last)?;
    let fits = match above {
        [] => true,
        [continent] => {
            let wanted = by_name(continent)?;
            continent_of(group) == Some(wanted)
        }
        _ => false,
    };
    fits.then_some(group)
}

fn by_name(key: &str) -> Option<&'static Group> {
    let key = key.strip_prefix("the ").unwrap_or(key);
    let is = |name: &str| key_of(name) == key;
    GROUPS
        .iter()
        .find(|g| is(g.name) || g.also.iter().any(|name| is(name)))
}

impl Lexicon {
    /// Codes of the countries of a group, sorted.
    pub fn members(&self, group: &Group) -> Vec<&'static str> {
        let inside = self.countries().iter().filter(|c| group.holds(c));
        inside.map(|c| c.code).collect()
    }

    /// The groups above a country in the tree: its continent, then its sub-region.
    /// A continent without sub-regions (Antarctica) stands alone.
    pub fn groups_above(&self, code: &str) -> Vec<&'static Group> {
        let Some(country) = self.by_code(code) else {
            return Vec::new();
        };
        let named = |name: &str| GROUPS.iter().find(|g| g.name == name);
        let mut above: Vec<_> = [country.continent, country.region]
            .into_iter()
            .filter_map(named)
            .collect();
        above.dedup();
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_lies_in_one_continent_and_sub_region() {
        let lexicon = Lexicon::standard();
        let mut counted = 0;
        for continent in &GROUPS[..6] {
            counted += lexicon.members(continent).len();
        }
        assert_eq!(counted, lexicon.countries().len());
        for country in lexicon.countries() {
            let above = lexicon.groups_above(country.code);
            assert_eq!(
                above.len(),
                if country.code == "AQ" { 1 } else { 2 },
                "{}",
                country.name
            );
            assert!(above.iter().all(|g| g.holds(country)), "{}", country.name);
        }
        assert!(GROUPS.iter().all(|g| !lexicon.members(g).is_empty()));
    }

    #[test]
    fn groups_of_sub_regions() {
        let lexicon = Lexicon::standard();
        let holds = |text: &str, code: &str| find(text).is_some_and(|g| lexicon.members(g).contains(&code));
        assert!(holds("latin america", "MX") && holds("Latin America", "CU") && !holds("419", "US"));
        assert!(holds("north america", "MX") && holds("Northern America", "US"));
        assert!(!holds("northern america", "MX") && holds("sub-Saharan Africa", "NG"));
        assert!(holds("the Caribbean", "JM") && holds("southeast asia", "VN"));
        assert!(find("middle earth").is_none() && find("").is_none());
    }
}
