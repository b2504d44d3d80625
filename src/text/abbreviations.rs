//! Words whose period belongs to them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Before a name: never the end of a sentence.
const TITLES: &[&str] = &[
    "Adm", "Amb", "Asst", "Atty", "Brig", "Capt", "Cmdr", "Col", "Comdr", "Cpl", "Dr", "Fr", "Gen", "Gov",
    "Hon", "Insp", "Lt", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Mt", "Mx", "Prof", "Pvt", "Rep",
    "Ald", "Barr", "Cllr", "Engr", "Msgr", "Smt", "Reps", "Rev", "Sen", "Sens", "Sgt", "Spc", "St", "Ste",
    "Supt", "Const", "Pres", "Sr", "Sra",
];

/// Anywhere: the period alone does not end a sentence, a following capital does.
const OTHERS: &[&str] = &[
    "Ala", "Apr", "Ariz", "Ark", "Assn", "Aug", "Ave", "Bhd", "Blvd", "Bros", "Calif", "Co", "Colo", "Conn",
    "Corp", "Dec", "Del", "Dept", "Est", "Feb", "Fla", "Ft", "Ga", "Ill", "Inc", "Ind", "Jan", "Jr", "Jul",
    "Jun", "Kan", "Ky", "La", "Ltd", "Mar", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev",
    "Nos", "Nov", "Oct", "Okla", "Ore", "Pa", "Ph", "Plc", "Rd", "Sep", "Sept", "Tenn", "Tex", "Va", "Vt",
    "Wash", "Wis", "Wyo", "al", "approx", "cf", "co", "dept", "ed", "eds", "est", "etc", "ft", "inc", "lb",
    "lbs", "ltd", "oz", "pp", "pt", "vs", "v", "yr", "yrs", "No", "a.m", "p.m", "Rs", "W.Va",
];

/// Whether `word` (without its period) is a title that stands before a name.
pub fn is_title(word: &str) -> bool {
    known(word) == Some(true)
}

/// Whether `word` (without its period) is commonly written with a period.
pub fn is_abbreviation(word: &str) -> bool {
    known(word).is_some()
}

/// Whether an abbreviation is a title; nothing where `word` is none.
fn known(word: &str) -> Option<bool> {
    static ALL: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
        let others = OTHERS.iter().map(|word| (*word, false));
        others.chain(TITLES.iter().map(|word| (*word, true))).collect()
    });
    if may_be(word) {
        ALL.get(word).copied()
    } else {
        None
    }
}

/// `false` for most words that end a sentence, without a look at the lists.
fn may_be(word: &str) -> bool {
    const SHAPES: [u64; 8] = {
        let mut shapes = [0; 8];
        let mut i = 0;
        while i < TITLES.len() + OTHERS.len() {
            let word = if i < TITLES.len() {
                TITLES[i]
            } else {
                OTHERS[i - TITLES.len()]
            };
            let shape = shape(word.as_bytes());
            shapes[shape / 64] |= 1 << (shape % 64);
            i += 1;
        }
        shapes
    };
    let shape = shape(word.as_bytes());
    SHAPES[shape / 64] >> (shape % 64) & 1 == 1
}

/// A number under 512 from the first byte, the last byte and the length.
const fn shape(word: &[u8]) -> usize {
    match word {
        [] => 0,
        [only] => *only as usize,
        [first, .., last] => (*first as usize * 37 + *last as usize * 5 + word.len() * 131) % 512,
    }
}
