//! What the article has named so far: the ground on which doubtful names are settled.

use super::gazetteer::{Class, Kind};
use super::lexicon::Lexicon;
use super::resolve::{Reading, Verdict};

/// What a word of local news ("Sheriff", "Crown Court") adds.
const CUE: f32 = 0.4;
/// So much evidence is all the evidence one can have.
const ENOUGH: f32 = 3.0;

/// Evidence for one country.
#[derive(Clone, Copy, Default)]
struct Sums {
    country: u8,
    /// Everything that names the country.
    named: f32,
    /// Its regions, counties and cities.
    places: f32,
    /// Words of its local news.
    cues: f32,
}

/// Evidence for every country.
pub struct Evidence {
    /// Where each country has its sums: most stories name a few of all countries.
    places: [u8; 256],
    /// Nothing first, for the countries of which there is none.
    sums: Vec<Sums>,
    /// All that is named and all words of local news, of all countries together.
    all: f32,
    /// The country with the most places.
    home: u8,
    /// The European Union or NATO is named.
    union: bool,
}

impl Default for Evidence {
    /// Nothing named yet.
    fn default() -> Self {
        let mut sums = Vec::with_capacity(16);
        sums.push(Sums::default());
        Self {
            places: [0; 256],
            sums,
            all: 0.0,
            home: 0,
            union: false,
        }
    }
}

impl Evidence {
    /// Forgets everything.
    pub fn clear(&mut self) {
        for sums in self.sums.drain(1..) {
            self.places[usize::from(sums.country)] = 0;
        }
        (self.all, self.home, self.union) = (0.0, 0, false);
    }

    fn of(&self, country: u8) -> &Sums {
        &self.sums[usize::from(self.places[usize::from(country)])]
    }

    /// The sums of a country, to be added to. There are fewer countries than bytes.
    fn of_mut(&mut self, country: u8) -> &mut Sums {
        let place = &mut self.places[usize::from(country)];
        if *place == 0 && self.sums.len() < 256 {
            *place = self.sums.len() as u8;
            self.sums.push(Sums {
                country,
                ..Sums::default()
            });
        }
        &mut self.sums[usize::from(*place)]
    }

    /// Takes a settled name into account.
    pub fn add(&mut self, verdict: Verdict) {
        self.all += verdict.weight;
        let home = self.of(self.home).places;
        let sums = self.of_mut(verdict.country);
        sums.named += verdict.weight;
        if matches!(verdict.rule, "region" | "city" | "county" | "pair" | "dateline") {
            sums.places += 1.0;
            if sums.places > home {
                self.home = verdict.country;
            }
        }
    }

    /// Takes the cues and the unions of a reading into account.
    pub fn note(&mut self, reading: &Reading<'_>) {
        for hit in &reading.hits {
            for sense in hit.entry.senses().filter(|s| s.kind == Kind::Cue) {
                self.of_mut(sense.country).cues += CUE;
                self.all += CUE;
            }
            let key = hit.entry.key;
            self.union |= hit.entry.class == Class::Body
                && (key.starts_with(b"eu") || [&b"nato"[..], b"ec", b"eec"].contains(&key));
        }
    }

    /// For a meaning as the country itself: from 0, nothing, to 1, much. Neighbours count a little.
    pub fn for_country(&self, lexicon: &Lexicon, country: u8) -> f32 {
        let around: f32 = lexicon.neighbours[usize::from(country)]
            .iter()
            .map(|n| self.of(*n).named.min(2.0))
            .sum();
        let own = self.of(country);
        let sum = own.named + 0.5 * own.cues + 0.25 * around.min(4.0);
        (sum / ENOUGH).min(1.0)
    }

    /// For a meaning as a place in the country: from 0, nothing, to 1, much.
    pub fn for_place(&self, country: u8) -> f32 {
        let own = self.of(country);
        let sum = (own.places + own.cues).max(0.5 * own.named);
        (sum / ENOUGH).min(1.0)
    }

    /// The country's part of all that the article has named and of the words of
    /// local news, from 0 to 1; 1 where there is nothing of either.
    pub fn share(&self, country: u8) -> f32 {
        if self.all > 0.0 {
            let own = self.of(country);
            (own.named + own.cues) / self.all
        } else {
            1.0
        }
    }

    /// Whether anything at all names the country.
    pub fn names(&self, country: u8) -> bool {
        self.of(country).named > 0.0
    }

    /// Whether the story has its places in another country and names nothing of this one.
    pub fn is_foreign(&self, country: u8) -> bool {
        self.home != country && self.of(self.home).places >= ENOUGH && !self.names(country)
    }

    /// Whether anything at all names any country.
    pub fn is_empty(&self) -> bool {
        self.sums.iter().all(|c| c.named == 0.0)
    }

    /// Whether the European Union or NATO is named.
    pub const fn names_union(&self) -> bool {
        self.union
    }

    /// The country whose local news the words betray, if they are at least `least` words.
    pub fn setting(&self, least: usize) -> Option<u8> {
        let order = |a: &&Sums, b: &&Sums| a.cues.total_cmp(&b.cues).then(a.country.cmp(&b.country));
        let best = self.sums[1..].iter().max_by(order)?;
        (best.cues + 0.01 >= CUE * least as f32).then_some(best.country)
    }
}

/// What single names have meant in this article. It remembers the first few hundred.
#[derive(Default)]
pub struct Memory {
    meant: Vec<(u32, u8)>,
    persons: Vec<u32>,
    local: Vec<u32>,
}

/// Names beyond this number are not remembered, so that a long text stays linear.
const FEW: usize = 256;

impl Memory {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.meant.clear();
        self.persons.clear();
        self.local.clear();
    }

    /// The name has meant this country.
    pub fn learn(&mut self, entry: u32, country: u8) {
        if self.meaning(entry).is_none() && self.meant.len() < FEW {
            self.meant.push((entry, country));
        }
    }

    /// What the name has meant.
    pub fn meaning(&self, entry: u32) -> Option<u8> {
        self.meant.iter().find(|m| m.0 == entry).map(|m| m.1)
    }

    /// The name has been a person's.
    pub fn learn_person(&mut self, entry: u32) {
        if !self.is_person(entry) && self.persons.len() < FEW {
            self.persons.push(entry);
        }
    }

    /// Whether the name has been a person's.
    pub fn is_person(&self, entry: u32) -> bool {
        self.persons.contains(&entry)
    }

    /// The name is used as the local press uses the name of its town ("a Paris man").
    pub fn learn_local(&mut self, entry: u32) {
        if !self.is_local(entry) && self.local.len() < FEW {
            self.local.push(entry);
        }
    }

    /// Whether the name is used so.
    pub fn is_local(&self, entry: u32) -> bool {
        self.local.contains(&entry)
    }
}
