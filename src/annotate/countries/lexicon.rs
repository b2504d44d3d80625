//! The countries themselves: codes, names, continents; finding one by any of its names.

use super::gazetteer::{Entry, GIVEN, Gazetteer, Kind, key_of};
use super::groups::{self, Group};
use super::world::World;

static FILE: &[u8] = include_bytes!("gazetteer.bin");

/// A country or territory of ISO 3166-1 (and Kosovo).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryInfo {
    /// ISO 3166-1 alpha-2.
    pub code: &'static str,
    /// English short name, as people use it.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3.
    pub alpha3: &'static str,
    /// Region of UN M49: Africa, Americas, Antarctica, Asia, Europe, Oceania.
    pub continent: &'static str,
    /// Sub-region of UN M49: "Western Europe".
    pub region: &'static str,
    /// Codes of the countries at its borders, separated by spaces.
    pub neighbours: &'static str,
}

/// The compiled gazetteer.
pub struct Lexicon {
    pub(super) gazetteer: Gazetteer<'static>,
    countries: Vec<CountryInfo>,
    /// The countries at each country's borders, as indices.
    pub(super) neighbours: Vec<Vec<u8>>,
    pub(super) world: World,
    /// The United States.
    pub(super) states: Option<u8>,
}

impl Lexicon {
    /// The lists that ship in the program: the names are used where they lie, only the
    /// few hundred parts of the world are read.
    ///
    /// # Panics
    /// Where the program was built with a broken `gazetteer.bin`; a test keeps that from happening.
    pub fn standard() -> Self {
        let gazetteer = Gazetteer::open(FILE).expect("gazetteer.bin has the layout of this program");
        let countries: Vec<CountryInfo> = gazetteer.countries().lines().filter_map(info).collect();
        let index = |code: &str| countries.binary_search_by(|c| c.code.cmp(code)).ok();
        let neighbours = countries
            .iter()
            .map(|c| {
                c.neighbours
                    .split(' ')
                    .filter_map(index)
                    .map(|i| i as u8)
                    .collect()
            })
            .collect();
        Self {
            states: index("US").map(|i| i as u8),
            world: World::new(&gazetteer, &countries),
            gazetteer,
            countries,
            neighbours,
        }
    }

    /// All countries, sorted by code.
    pub fn countries(&self) -> &[CountryInfo] {
        &self.countries
    }

    /// The country of an alpha-2 code, in any case.
    pub fn by_code(&self, code: &str) -> Option<&CountryInfo> {
        let code = code.to_ascii_uppercase();
        let at = self.countries.binary_search_by(|c| c.code.cmp(&code)).ok()?;
        self.countries.get(at)
    }

    /// The country that people call `text`: a code of two or three letters, a name,
    /// a former name or a demonym, in any case, with or without accents.
    ///
    /// ```
    /// let lexicon = onrecord::annotate::countries::Lexicon::standard();
    /// for text in ["FR", "fra", "France", "french", "  FRENCH "] {
    ///     assert_eq!(lexicon.lookup(text).map(|c| c.code), Some("FR"));
    /// }
    /// assert_eq!(lexicon.lookup("Côte d’Ivoire"), lexicon.lookup("ivory coast"));
    /// assert!(lexicon.lookup("Atlantis").is_none());
    /// ```
    pub fn lookup(&self, text: &str) -> Option<&CountryInfo> {
        let text = text.trim();
        self.by_code(text)
            .or_else(|| {
                self.countries
                    .iter()
                    .find(|c| c.alpha3.eq_ignore_ascii_case(text))
            })
            .or_else(|| self.by_name(&key_of(text)))
    }

    /// The countries that `text` stands for: one (as [`Lexicon::lookup`] has it), or all
    /// of a continent or region of UN M49 ([`groups::find`]); `None` where it is neither.
    ///
    /// ```
    /// let lexicon = onrecord::annotate::countries::Lexicon::standard();
    /// assert_eq!(lexicon.codes_of("french"), Some(vec!["FR"]));
    /// assert_eq!(lexicon.codes_of("northern america").map(|c| c.len()), Some(5));
    /// ```
    pub fn codes_of(&self, text: &str) -> Option<Vec<&'static str>> {
        match self.lookup(text) {
            Some(country) => Some(vec![country.code]),
            None => groups::find(text).map(|group: &Group| self.members(group)),
        }
    }

    /// The part of the world or organisation of states that people call `text`, by any
    /// form of its name: the value of the facet `region`.
    ///
    /// ```
    /// let lexicon = onrecord::annotate::countries::Lexicon::standard();
    /// assert_eq!(lexicon.region("north atlantic treaty organization"), Some("NATO"));
    /// ```
    pub fn region(&self, text: &str) -> Option<&'static str> {
        let key = key_of(text);
        let entry = self
            .gazetteer
            .find_text(key.strip_prefix("the ").unwrap_or(&key))?;
        self.world.name_of(entry.number)
    }

    /// Every value of the facet `region`.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> {
        self.world.names()
    }

    /// Whether the gazetteer knows a place of just this name.
    pub(super) fn is_place(&self, name: &str) -> bool {
        self.gazetteer
            .find_text(name)
            .is_some_and(|e| e.senses().len() > 0)
    }

    /// The entry of `word`, if it is a frequent given name.
    pub(super) fn given_name(&self, word: &str) -> Option<Entry<'static>> {
        self.gazetteer.find_text(word).filter(|e| e.has(GIVEN))
    }

    fn by_name(&self, key: &str) -> Option<&CountryInfo> {
        let entry = self
            .gazetteer
            .find_text(key.strip_prefix("the ").unwrap_or(key))?;
        let sense = entry
            .senses()
            .find(|s| matches!(s.kind, Kind::Name | Kind::Demonym | Kind::RegionDemonym))?;
        self.countries.get(usize::from(sense.country))
    }

    pub(super) fn country(&self, index: u8) -> Option<&CountryInfo> {
        self.countries.get(usize::from(index))
    }

    /// Names of countries that are spelled like `text`, the nearest first; at most three.
    ///
    /// ```
    /// let lexicon = onrecord::annotate::countries::Lexicon::standard();
    /// assert_eq!(lexicon.nearest("Ukrane"), ["Ukraine"]);
    /// ```
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let wanted: Vec<char> = key_of(text).chars().take(60).collect();
        let limit = (wanted.len() / 3).clamp(1, 3);
        let mut found: Vec<(usize, u8)> = Vec::new();
        for entry in self.gazetteer.entries() {
            let Some(sense) = entry
                .senses()
                .find(|s| matches!(s.kind, Kind::Name | Kind::Demonym))
            else {
                continue;
            };
            if entry.key.len().abs_diff(wanted.len()) > limit + 2 {
                continue;
            }
            let key: Vec<char> = String::from_utf8_lossy(entry.key).chars().collect();
            let distance = edit_distance(&wanted, &key);
            if distance <= limit {
                found.push((distance, sense.country));
            }
        }
        found.sort_unstable();
        let best = found.first().map_or(0, |f| f.0);
        let mut names: Vec<String> = Vec::new();
        for (distance, country) in found {
            let Some(c) = self.country(country) else { continue };
            if distance <= best + 1 && names.len() < 3 && !names.iter().any(|n| n == c.name) {
                names.push(c.name.to_owned());
            }
        }
        names
    }
}

fn info(line: &'static str) -> Option<CountryInfo> {
    let mut columns = line.split('\t');
    Some(CountryInfo {
        code: columns.next()?,
        name: columns.next()?,
        alpha3: columns.next()?,
        continent: columns.next()?,
        region: columns.next()?,
        neighbours: columns.next()?,
    })
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(ca != cb))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::countries::tables;

    #[test]
    fn the_compiled_file_is_that_of_the_tables() {
        let lexicon = Lexicon::standard();
        assert_eq!(
            lexicon.gazetteer.checksum(),
            tables::checksum(),
            "tables have changed: run examples/build_gazetteer.rs"
        );
        assert_eq!(lexicon.countries().len(), 250);
        assert!(FILE.len() < 3_000_000);
    }

    #[test]
    fn any_name_finds_its_country() {
        let lexicon = Lexicon::standard();
        let check = |text: &str, code: &str| {
            assert_eq!(
                lexicon.lookup(text).map(|c| c.code),
                (!code.is_empty()).then_some(code),
                "{text}"
            );
        };
        check("us", "US");
        check("U.S.", "US");
        check("america", "US");
        check("uk", "GB");
        check("British", "GB");
        check("The Netherlands", "NL");
        check("dutch", "NL");
        check("burma", "MM");
        check("Türkiye", "TR");
        check("south korean", "KR");
        check("KOR", "KR");
        check("georgia", "GE");
        check("scottish", "GB");
        check("paris", "");
        check("", "");
    }

    #[test]
    fn a_misspelled_name_has_neighbours() {
        let lexicon = Lexicon::standard();
        assert_eq!(
            lexicon.nearest("Frnace").first().map(String::as_str),
            Some("France")
        );
        assert_eq!(
            lexicon.nearest("Columbia").first().map(String::as_str),
            Some("Colombia")
        );
        assert!(lexicon.nearest("xyzzyqwrt").is_empty());
    }
}
