//! The word lists that the rules ask: what may stand before, after and inside a name.
//!
//! They are words of the language, not names of places, so they stand here and not
//! in the gazetteer's tables.

/// A sorted list of words that is asked by their ends and length first.
pub struct Words {
    list: &'static [&'static str],
    /// For every combination of ends and length that occurs, its first word's place in the list + 1.
    heads: [u8; 512],
    /// For every word, the next of the same combination.
    next: [u8; 256],
}

/// Words that are longer are in no list.
const LONGEST: usize = 16;

impl Words {
    const fn new(list: &'static [&'static str]) -> Self {
        let (mut heads, mut next) = ([0; 512], [0; 256]);
        let mut i = 0;
        while i < list.len() {
            let shape = shape(list[i].as_bytes());
            next[i] = heads[shape];
            i += 1;
            heads[shape] = i as u8;
        }
        Self { list, heads, next }
    }

    /// Whether the list holds `word`, in its own case.
    #[inline]
    pub fn has(&self, word: &str) -> bool {
        self.has_bytes(word.as_bytes())
    }

    #[inline]
    fn has_bytes(&self, word: &[u8]) -> bool {
        let mut place = self.heads[shape(word)];
        while let Some(at) = usize::from(place).checked_sub(1) {
            if self.list[at].as_bytes() == word {
                return true;
            }
            place = self.next[at];
        }
        false
    }

    /// Whether the list, all in lower case, holds `word` in any case.
    pub fn has_any_case(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        if !bytes.first().is_some_and(u8::is_ascii_uppercase) {
            return self.has_bytes(bytes);
        }
        let mut lower = [0; LONGEST];
        match lower.get_mut(..bytes.len()) {
            Some(lower) => {
                lower.copy_from_slice(bytes);
                lower.make_ascii_lowercase();
                self.has_bytes(lower)
            }
            None => false,
        }
    }
}

/// A number under 512 from the first byte, the last byte and the length.
const fn shape(word: &[u8]) -> usize {
    match word {
        [] => 0,
        [only] => *only as usize,
        [first, .., last] => (*first as usize * 37 + *last as usize * 5 + word.len() * 131) % 512,
    }
}

/// Prepositions (and verbs) after which a place comes.
#[rustfmt::skip]
pub static STRONG: Words = Words::new(&[
    "across", "around", "at", "between", "beyond", "entered", "from", "in", "inside", "into", "leaving",
    "left", "near", "off", "outside", "reached", "through", "throughout", "to", "toward", "towards",
    "via", "visited", "visiting", "within",
]);

/// Prepositions after which a place or a person comes.
#[rustfmt::skip]
pub static WEAK: Words = Words::new(&[
    "about", "against", "and", "by", "for", "including", "like", "of", "on", "over", "than", "with",
]);

/// Nouns before "of" after which a place comes ("the town of", "north of").
#[rustfmt::skip]
pub static PLACE_NOUNS: Words = Words::new(&[
    "Archbishop", "Bishop", "Mayor", "airport", "archbishop", "area", "bishop", "capital", "center",
    "centre", "cities", "citizens", "city", "diocese", "district", "east", "governor", "island",
    "kilometers", "kilometres", "km", "mayor", "miles", "municipality", "neighborhood", "neighbourhood",
    "north", "northeast", "northwest", "outskirts", "part", "parts", "port", "province", "region",
    "residents", "siege", "south", "southeast", "southwest", "state", "streets", "stronghold", "suburb",
    "suburbs", "town", "towns", "village", "villages", "west",
]);

/// Words that may stand between the preposition and the place.
#[rustfmt::skip]
pub static BETWEEN: Words = Words::new(&[
    "capital", "central", "city", "downtown", "east", "eastern", "far", "greater", "inner", "mainland",
    "metropolitan", "modern", "nearby", "neighboring", "neighbouring", "north", "northeast",
    "northeastern", "northern", "northwest", "northwestern", "old", "port", "rural", "south",
    "southeast", "southeastern", "southern", "southwest", "southwestern", "suburb", "suburban", "the",
    "town", "upstate", "village", "west", "western",
]);

/// Capitalised words that are part of no name: they open a sentence, or are dates and compass points.
#[rustfmt::skip]
pub static PLAIN: Words = Words::new(&[
    "A", "Across", "After", "Against", "All", "Also", "Although", "An", "And", "Apr.", "April", "Are",
    "Around", "As", "At", "Aug.", "August", "Because", "Before", "Between", "Both", "But", "By", "Can",
    "Central", "Could", "Dec.", "December", "Despite", "Did", "Do", "Does", "Downtown", "During",
    "East", "Eastern", "Even", "Feb.", "February", "For", "Former", "Friday", "From", "Greater", "Had",
    "Has", "Have", "He", "Her", "His", "How", "I", "If", "In", "Inside", "Into", "Is", "It", "Its",
    "Jan.", "January", "Jul.", "July", "Jun.", "June", "Last", "Like", "Many", "Mar.", "March", "May",
    "Monday", "Most", "My", "Near", "Nearby", "Next", "No", "North", "Northern", "Not", "Nov.",
    "November", "Now", "Oct.", "October", "Of", "On", "Once", "Only", "Or", "Our", "Outside", "Over",
    "Saturday", "Sep.", "Sept.", "September", "She", "Since", "So", "Some", "South", "Southern",
    "Sunday", "That", "The", "Their", "Then", "These", "They", "This", "Those", "Though", "Through",
    "Thursday", "To", "Today", "Tomorrow", "Tuesday", "Under", "Until", "Upstate", "Was", "We",
    "Wednesday", "Were", "West", "Western", "What", "When", "Where", "While", "Who", "Why", "Will",
    "With", "Would", "Yes", "Yesterday", "You", "Your",
]);

/// Words after which a person's name comes.
#[rustfmt::skip]
pub static TITLES: Words = Words::new(&[
    "Actor", "Actress", "Archbishop", "Aunt", "Bishop", "Brother", "Capt", "Capt.", "Captain",
    "Cardinal", "Cllr", "Coach", "Col", "Col.", "Colonel", "Commander", "Commissioner", "Congressman",
    "Congresswoman", "Constable", "Councillor", "Councilman", "Councilwoman", "Cpl.", "Dame", "Deputy",
    "Detective", "Dr", "Dr.", "Father", "Gen.", "Gov.", "Imam", "Inspector", "Judge", "Justice", "King",
    "Lady", "Lieutenant", "Lord", "Lt", "Lt.", "Maj.", "Miss", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.",
    "Officer", "Pastor", "Prince", "Princess", "Prof.", "Professor", "Pvt.", "Queen", "Rep.", "Reps.",
    "Rev.", "Reverend", "Saint", "Sen.", "Senator", "Sens.", "Sergeant", "Sgt", "Sgt.", "Sheriff",
    "Singer", "Sir", "Sister", "Trooper", "Uncle",
]);

/// Words after a place's name that are no surname: bodies, offices and buildings of the place.
#[rustfmt::skip]
pub static FOLLOWERS: Words = Words::new(&[
    "Accord", "Agreement", "Air", "Airport", "Archdiocese", "Area", "Army", "Athletic", "Attorney",
    "Beach", "Board", "Borough", "Bureau", "Campus", "Cathedral", "Center", "Central", "Centre",
    "Chamber", "Chancellor", "Chapter", "Chief", "City", "Club", "Community", "Conference",
    "Congress", "Convention", "Coroner", "Council", "Country", "County", "Court", "Crown", "Defence",
    "Defense", "Democrats", "Department", "Deputy", "Development", "Diocese", "District", "Elementary",
    "Embassy", "Exchange", "Family", "Finance", "Fire", "Firefighters", "Foreign", "General", "Gov.",
    "Government", "Governor", "Hall", "Harbor", "Harbour", "Health", "High", "Hills", "Hospital",
    "Hospitals", "Housing", "Interior", "International", "Island", "Islands", "Junior", "Library",
    "Magistrate", "Magistrates", "Magistrates'", "Magistrates’", "Marathon", "Mayor", "Medical",
    "Memorial", "Metro", "Metropolitan", "Middle", "Minister", "Ministry", "Municipal", "Museum",
    "National", "Navy", "Newsroom", "Officials", "Olympic", "Olympics", "Parish", "Park", "Parliament",
    "Planning", "Police", "Port", "Premier", "President", "Pride", "Prime", "Protocol", "Public",
    "Regional", "Rep.", "Republicans", "School", "Schools", "Sen.", "Senator", "Sheriff", "Sheriff's",
    "State", "Stock", "Summit", "Superior", "Supreme", "Symphony", "Tech", "Town", "Township",
    "Transit", "Treaty", "Valley", "Water", "Zoo",
]);

/// Nouns that follow the name of a town in the news of that town.
#[rustfmt::skip]
pub static LOCAL: Words = Words::new(&[
    "area", "attorney", "boy", "businessman", "church", "city", "council", "couple", "driver",
    "firefighter", "firefighters", "girl", "hospital", "lawyer",
    "library", "man", "mayor", "men", "native", "neighborhood", "neighbourhood", "officials",
    "police", "resident", "residents", "restaurant", "school", "schools", "store", "student",
    "students", "teen", "teenager", "woman", "women",
]);

/// Words that make a street of the name before them.
#[rustfmt::skip]
pub static STREETS: Words = Words::new(&[
    "Ave", "Ave.", "Avenue", "Blvd", "Blvd.", "Boulevard", "Circle", "Close", "Court", "Crescent",
    "Dr.", "Drive", "Lane", "Parkway", "Pkwy.", "Place", "Rd", "Rd.", "Road", "St", "St.", "Street",
    "Terrace", "Way",
]);

/// Adjectives of a people that are a language as well.
#[rustfmt::skip]
pub static LANGUAGES: Words = Words::new(&[
    "Basque", "Bengali", "Bulgarian", "Burmese", "Catalan", "Chinese", "Croatian", "Czech", "Danish",
    "Dutch", "English", "Finnish", "French", "German", "Greek", "Hungarian", "Indonesian", "Irish",
    "Italian", "Japanese", "Korean", "Kurdish", "Malay", "Nepali", "Norwegian", "Persian", "Polish",
    "Portuguese", "Punjabi", "Romanian", "Russian", "Serbian", "Somali", "Spanish", "Swahili",
    "Swedish", "Thai", "Turkish", "Ukrainian", "Vietnamese", "Welsh",
]);

/// Nouns that make a currency of the adjective before them.
#[rustfmt::skip]
pub static CURRENCIES: Words = Words::new(&[
    "cents", "crown", "crowns", "dinar", "dinars", "dlr", "dlrs", "dollar", "dollars", "franc",
    "francs", "guilder", "guilders", "krona", "krone", "kroner", "kronor", "lira", "lire", "mark",
    "marks", "peseta", "pesetas", "peso", "pesos", "pound", "pounds", "punt", "rand", "real", "riyal",
    "riyals", "rouble", "roubles", "ruble", "rubles", "rupee", "rupees", "schilling", "schillings",
    "shekel", "shekels", "won", "yen", "yuan", "zloty",
]);

/// Small words that may stay in lower case inside a name.
#[rustfmt::skip]
pub static INNER: Words = Words::new(&[
    "a", "al", "am", "an", "and", "city", "county", "d", "da", "de", "del", "der", "di", "district",
    "do", "dos", "du", "e", "el", "en", "es", "ez", "franc", "gaming", "headquarters", "i", "in",
    "island", "islands", "la", "le", "magazine", "naval", "of", "on", "peninsula", "prefecture",
    "province", "region", "reservation", "river", "s", "sous", "state", "subcontinent", "sur",
    "territories", "the", "to", "tribe", "tribes", "upon",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        let lists = [
            &STRONG,
            &PLACE_NOUNS,
            &WEAK,
            &BETWEEN,
            &PLAIN,
            &TITLES,
            &FOLLOWERS,
            &LOCAL,
            &STREETS,
            &LANGUAGES,
            &CURRENCIES,
            &INNER,
        ];
        for words in lists {
            assert!(words.list.is_sorted(), "{:?}", words.list);
            assert!(words.list.iter().all(|w| words.has(w) && w.len() <= LONGEST));
            assert!(words.list.len() < 256, "places are bytes");
            assert!(STRONG.has_any_case("Outside") && STRONG.has_any_case("outside"));
            assert!(!words.has("zyzzyva") && !words.has(""));
        }
    }
}
