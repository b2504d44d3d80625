//! The word lists that the rules ask: what may stand before, after and inside a name.
//!
//! They are words of the language, not names of places, so they stand here and not
//! in the gazetteer's tables.

/// Prepositions (and verbs) after which a place comes.
#[rustfmt::skip]
pub const STRONG: &[&str] = &[
    "in", "near", "at", "outside", "throughout", "across", "around", "from", "to", "into", "through",
    "between", "toward", "towards", "inside", "beyond", "leaving", "visiting", "visited", "via",
    "reached", "off", "within", "entered", "left",
];

/// Prepositions after which a place or a person comes.
#[rustfmt::skip]
pub const WEAK: &[&str] = &[
    "of", "for", "by", "with", "on", "over", "and", "against", "about", "than", "like", "including",
];

/// Words that may stand between the preposition and the place.
#[rustfmt::skip]
pub const BETWEEN: &[&str] = &[
    "the", "nearby", "downtown", "central", "northern", "southern", "eastern", "western", "northeast",
    "northwest", "southeast", "southwest", "northwestern", "northeastern", "southwestern",
    "southeastern", "north", "south", "east", "west", "greater", "neighboring", "neighbouring",
    "suburban", "rural", "inner", "old", "upstate", "mainland", "metropolitan", "town", "city",
    "village", "suburb", "port", "capital", "modern", "far",
];

/// Capitalised words that are part of no name: they open a sentence, or are dates and compass points.
#[rustfmt::skip]
pub const PLAIN: &[&str] = &[
    "The", "In", "At", "From", "To", "But", "And", "Near", "On", "For", "While", "When", "After", "As",
    "Of", "With", "By", "Outside", "Inside", "Across", "Around", "A", "An", "If", "Although", "Though",
    "Since", "Before", "Until", "Then", "That", "This", "These", "Those", "His", "Her", "Its", "Their",
    "Our", "My", "Your", "Both", "Like", "Former", "Many", "Most", "Some", "All", "Now", "Also", "Or",
    "So", "Because", "Where", "What", "Who", "Why", "How", "Is", "Are", "Was", "Were", "Will", "Would",
    "Can", "Could", "Has", "Have", "Had", "Did", "Does", "Do", "Not", "No", "Yes", "I", "He", "She",
    "It", "We", "They", "You", "Only", "Even", "Last", "Next", "Between", "Through", "Under", "Over",
    "Into", "Against", "Despite", "During", "Once", "Today", "Yesterday", "Tomorrow", "Monday",
    "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October", "November", "December", "Jan.",
    "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.", "Northern",
    "Southern", "Eastern", "Western", "Central", "Greater", "Downtown", "North", "South", "East",
    "West", "Upstate", "Nearby",
];

/// Words after which a person's name comes.
#[rustfmt::skip]
pub const TITLES: &[&str] = &[
    "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Dr.", "Dr", "Sir", "Lord", "Lady", "Dame",
    "Judge", "Justice", "Officer", "Sgt.", "Sgt", "Lt.", "Lt", "Capt.", "Capt", "Col.", "Col", "Gen.",
    "Cpl.", "Pvt.", "Maj.", "Sen.", "Sens.", "Rep.", "Reps.", "Gov.", "Rev.", "Prof.", "Professor",
    "Detective", "Deputy", "Sheriff", "Coach", "Councilman", "Councilwoman", "Councillor", "Cllr",
    "Senator", "Congressman", "Congresswoman", "Sister", "Brother", "Father", "Pastor", "Bishop",
    "Cardinal", "Saint", "King", "Queen", "Prince", "Princess", "Captain", "Sergeant", "Lieutenant",
    "Colonel", "Aunt", "Uncle", "Actor", "Actress", "Singer", "Commissioner", "Trooper", "Reverend",
    "Inspector", "Constable", "Commander", "Archbishop", "Imam",
];

/// Words after a place's name that are no surname: bodies, offices and buildings of the place.
#[rustfmt::skip]
pub const FOLLOWERS: &[&str] = &[
    "Police", "City", "County", "Council", "Mayor", "University", "College", "Airport", "International",
    "Fire", "School", "Schools", "High", "Hospital", "Township", "Chamber", "Department", "Sheriff",
    "Court", "District", "Public", "Community", "Medical", "State", "Parish", "Central", "Regional",
    "Area", "General", "Memorial", "Town", "Borough", "Metropolitan", "Stock", "Board", "Planning",
    "Municipal", "Housing", "Water", "Transit", "Convention", "Symphony", "Zoo", "Museum", "Library",
    "Newsroom", "Bureau", "Health", "Family", "Cathedral", "Harbour", "Harbor", "Port", "Exchange",
    "Metro", "Country", "Superior", "Diocese", "Archdiocese", "Crown", "Magistrates", "Magistrates'",
    "Sheriff's", "Junior", "Elementary", "Middle", "Olympics", "Olympic", "Summit", "Accord",
    "Agreement", "Treaty", "Protocol", "Marathon", "Conference", "Republicans", "Democrats", "Gov.",
    "Sen.", "Rep.", "Attorney", "Governor", "Senator", "President", "Prime", "Foreign", "Defense",
    "Defence", "Finance", "Interior", "Deputy", "Chancellor", "Minister", "Premier", "Supreme",
    "National", "Army", "Air", "Navy", "Government", "Ministry", "Parliament", "Tech", "Coroner",
    "Development", "Chief", "Island", "Islands", "Congress", "Valley", "Beach", "Hills", "Park",
    "Defense", "Embassy", "Magistrate", "Magistrates’", "Hall", "Hospitals", "Athletic", "Officials",
    "Firefighters", "Chapter", "Campus", "Center", "Centre", "Pride", "Club",
];

/// Nouns that follow the name of a town in the news of that town.
#[rustfmt::skip]
pub const LOCAL: &[&str] = &[
    "man", "woman", "men", "women", "resident", "residents", "native", "teen", "teenager", "couple",
    "boy", "girl", "school", "schools", "police", "city", "officials", "mayor", "area", "home",
    "restaurant", "family", "families", "student", "students", "firefighters", "firefighter", "council",
    "church", "hospital", "store", "businessman", "lawyer", "attorney", "mother", "father", "driver",
    "neighborhood", "neighbourhood", "center", "library",
];

/// Words that make a street of the name before them.
#[rustfmt::skip]
pub const STREETS: &[&str] = &[
    "Street", "St", "St.", "Road", "Rd", "Rd.", "Avenue", "Ave", "Ave.", "Drive", "Dr.", "Lane",
    "Boulevard", "Blvd.", "Blvd", "Court", "Place", "Terrace", "Parkway", "Pkwy.", "Way", "Crescent",
    "Circle", "Close",
];

/// Adjectives of a people that are a language as well.
#[rustfmt::skip]
pub const LANGUAGES: &[&str] = &[
    "English", "French", "German", "Spanish", "Italian", "Portuguese", "Russian", "Chinese", "Japanese",
    "Korean", "Dutch", "Greek", "Turkish", "Polish", "Danish", "Swedish", "Norwegian", "Finnish",
    "Hungarian", "Czech", "Thai", "Vietnamese", "Ukrainian", "Welsh", "Irish", "Persian", "Swahili",
    "Serbian", "Croatian", "Romanian", "Bulgarian", "Catalan", "Basque", "Kurdish", "Bengali",
    "Punjabi", "Nepali", "Somali", "Indonesian", "Malay", "Burmese",
];

/// Nouns that make a currency of the adjective before them.
#[rustfmt::skip]
pub const CURRENCIES: &[&str] = &[
    "dollar", "dollars", "franc", "francs", "yen", "mark", "marks", "pound", "pounds", "rupee",
    "rupees", "ruble", "rubles", "rouble", "roubles", "lira", "lire", "peso", "pesos", "crown",
    "crowns", "krone", "kroner", "krona", "kronor", "real", "yuan", "rand", "shekel", "shekels", "punt",
    "guilder", "guilders", "peseta", "pesetas", "dinar", "dinars", "riyal", "riyals", "won", "zloty",
    "cents", "dlr", "dlrs", "schilling", "schillings",
];

/// Small words that may stay in lower case inside a name.
#[rustfmt::skip]
pub const INNER: &[&str] = &[
    "of", "and", "the", "de", "del", "la", "le", "du", "da", "do", "dos", "di", "el", "al", "ez", "es",
    "sur", "upon", "on", "in", "en", "s", "d", "a", "i", "e", "sous", "am", "an", "der", "islands",
    "island", "state", "region", "river", "city", "province", "tribe", "tribes", "reservation",
    "prefecture", "county", "territories", "magazine", "headquarters", "franc", "district", "peninsula",
    "gaming", "naval", "subcontinent", "to",
];
