//! A person's name in its parts: given names, surname, suffix.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::nicknames;
use super::spelling::{fold, skeleton};
use crate::text::words::{self, Class};

/// A name in skeletons, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Given and middle names in the order of the West; an initial is one letter.
    pub given: Vec<String>,
    /// The last part of the surname, by which bearers are found.
    pub surname: String,
    /// Earlier parts of a surname that stands alone ("Okonjo-Iweala"); empty with given names.
    pub inner: Vec<String>,
    /// "jr", "iii".
    pub suffix: Option<&'static str>,
    /// Whether the surname has two parts joined by a hyphen, so that one part alone is not it.
    pub double: bool,
    /// Where the list of short forms has the first given name.
    pub short_forms: &'static [usize],
}

/// Words of surnames that writers keep or drop as they like ("al-Assad").
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "el",
    "al", "ul", "ur", "ad", "ash", "az", "bin", "ibn", "bint", "ter", "ten", "af", "av", "zu", "y", "e",
];
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
const DEGREES: &[&str] = &["phd", "md", "esq"];

/// Surnames so frequent that they say little, as skeletons.
static COMMON: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    words::paragraphs(include_str!("surnames.txt"))
        .flat_map(|(_, words)| words)
        .map(|word| skeleton(word, true))
        .collect()
});

/// Whether a family's name stands first in names of East Asia.
fn is_family(word: &str) -> bool {
    words::table().get(word).any(Class::FAMILY)
}

/// Whether a surname, given as its skeleton, has so many bearers that it says little.
pub fn is_common(surname: &str) -> bool {
    COMMON.contains(surname)
}

/// Whether a word is also a given name.
pub fn is_given(word: &str) -> bool {
    words::table().get(word).any(Class::GIVEN)
}

/// One word of a name as printed, folded.
struct Word {
    pieces: Vec<String>,
    /// "Jong-un": a hyphen with a small letter behind it.
    small_after_hyphen: bool,
}

impl Word {
    fn read(printed: &str, last: bool) -> Option<Self> {
        let mut parts = printed.split(['-', '‐', '‑', '–']);
        let small_after_hyphen = parts.clone().skip(1).any(|p| p.starts_with(char::is_lowercase));
        let initials = |part: &str| {
            let letters = part.chars().filter(|c| c.is_alphabetic());
            let dotted = part.contains('.') && part.split('.').all(|p| p.chars().count() <= 1);
            let glued = !last && part.len() == 2 && part.chars().all(|c| c.is_ascii_uppercase());
            (dotted || glued).then(|| letters.map(|c| fold(&c.to_string())).collect::<Vec<_>>())
        };
        let mut pieces = Vec::new();
        for part in parts.by_ref() {
            match initials(part) {
                Some(letters) => pieces.extend(letters),
                None => pieces.extend(fold(part).split(' ').map(str::to_owned)),
            }
        }
        pieces.retain(|p| !p.is_empty());
        (!pieces.is_empty()).then_some(Self {
            pieces,
            small_after_hyphen,
        })
    }
}

impl Name {
    /// Reads a name; `None` where it holds no letters.
    pub fn read(printed: &str) -> Option<Self> {
        let count = printed.split_whitespace().count();
        let read = |(n, word): (usize, &str)| Word::read(word, n + 1 == count);
        let mut words: Vec<Word> = printed.split_whitespace().enumerate().filter_map(read).collect();
        let mut suffix = None;
        while words.len() > 1 {
            let Some([last]) = words.last().map(|w| w.pieces.as_slice()) else {
                break;
            };
            let found = SUFFIXES.iter().find(|s| *s == last).copied();
            if found.is_none() && !DEGREES.contains(&last.as_str()) {
                break;
            }
            suffix = found.or(suffix);
            words.pop();
        }
        if let Some(name) = family_name_first(&words, suffix) {
            return Some(name);
        }
        let (last, before) = words.split_last()?;
        let double = last.pieces.len() > 1 && last.pieces.first().is_some_and(|p| !is_particle(p));
        let mut inner: Vec<String> = last.pieces.clone();
        let surname = skeleton(&inner.pop()?, true);
        inner.retain(|p| !is_particle(p));
        let mut given = Vec::new();
        for (n, word) in before.iter().enumerate() {
            // "Al Gore" and "Ben Carson" begin with a name, "de Gaulle" with a particle.
            let leading = n == 0 && word.pieces.iter().any(|p| is_given(p)) && !word.small_after_hyphen;
            if word.pieces.iter().all(|p| is_particle(p)) && !leading {
                continue;
            }
            let initials = word.pieces.iter().all(|p| p.chars().count() == 1);
            if initials {
                given.extend(word.pieces.iter().cloned());
            } else {
                given.push(word.pieces.iter().map(|p| skeleton(p, false)).collect());
            }
        }
        let alone = given.is_empty();
        let inner = inner.iter().map(|p| skeleton(p, true));
        let short_forms = given
            .first()
            .map_or(&[][..], |first: &String| nicknames::rows(first));
        Some(if alone {
            Self {
                given,
                surname,
                inner: inner.collect(),
                suffix,
                double,
                short_forms,
            }
        } else {
            given.extend(inner);
            Self {
                given,
                surname,
                inner: Vec::new(),
                suffix,
                double,
                short_forms,
            }
        })
    }

    /// Whether only a surname is there.
    pub fn is_surname_alone(&self) -> bool {
        self.given.is_empty()
    }

    /// What all spellings of the full name share.
    pub fn key(&self) -> String {
        format!(
            "{} {} {}",
            self.given.concat(),
            self.inner.concat(),
            self.suffix.unwrap_or_default()
        )
    }

    /// Whether the given names begin with a bare letter.
    pub fn begins_with_initial(&self) -> bool {
        self.given.first().is_some_and(|g| g.chars().count() == 1)
    }
}

/// The surname that [`Name::read`] finds, for names of plain words of which no more needs to be
/// known: most. `None` where the whole name must be read.
pub fn plain_surname(printed: &str) -> Option<String> {
    let mut words = printed.split_ascii_whitespace();
    let is_plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic());
    let first = words.next().filter(|word| is_plain(word))?;
    let last = match words.next_back() {
        None => first,
        Some(last) => {
            let mut middle = words;
            let first = first.to_ascii_lowercase();
            let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic());
            let is_word =
                |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.') && begins(word);
            if is_family(&first) || !is_plain(last) || !middle.all(is_word) {
                return None;
            }
            last
        }
    };
    let last = last.to_ascii_lowercase();
    let is_name = !SUFFIXES.contains(&last.as_str()) && !DEGREES.contains(&last.as_str());
    is_name.then(|| skeleton(&last, true))
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// "Xi Jinping", "Kim Jong-un", "Kim Jong Un": the family's name stands first.
fn family_name_first(words: &[Word], suffix: Option<&'static str>) -> Option<Name> {
    let (first, rest) = words.split_first()?;
    let [family] = first.pieces.as_slice() else {
        return None;
    };
    let hyphen = rest.len() == 1 && rest.iter().any(|w| w.small_after_hyphen && w.pieces.len() == 2);
    let listed = is_family(family);
    let western = rest
        .iter()
        .flat_map(|w| &w.pieces)
        .any(|p| is_given(p) || p.chars().count() == 1);
    let long = rest.iter().map(|w| w.pieces.len()).sum::<usize>() > 1;
    // "Kim Howard" and "Lee Marsh" begin with a given name.
    let doubtful = ["kim", "lee"].contains(&family.as_str());
    let asian = hyphen && !is_particle(family) && (listed || !is_given(family))
        || listed && !western && !rest.is_empty() && rest.len() < 3 && (long || !doubtful);
    asian.then(|| Name {
        given: vec![rest.iter().flat_map(|w| &w.pieces).map(String::as_str).collect()],
        surname: skeleton(family, true),
        inner: Vec::new(),
        suffix,
        double: false,
        short_forms: &[],
    })
}

/// Whether the given names of two bearers of one surname can be one person's, and by what.
/// [`Rule::Initials`](super::Rule::Initials) stands for middle names as well.
pub fn given_names(a: &Name, b: &Name) -> Option<super::Rule> {
    use super::Rule;
    let letters = |name: &Name| name.given.iter().map(String::len).sum::<usize>();
    if a.given == b.given || letters(a) == letters(b) && a.given.concat() == b.given.concat() {
        return Some(Rule::Spelling);
    }
    let (x, y) = (a.given.first()?, b.given.first()?);
    let (first, rest) = (
        first_names(x, y, a.short_forms, b.short_forms),
        (&a.given[1..], &b.given[1..]),
    );
    let says_little = match first {
        // Hundreds are called Bill White or Robert White.
        Some(Rule::Nickname) => is_common(&a.surname),
        // Nothing shows that "S.K. Sharif" is Shehbaz.
        _ => letters_for_one_name(a, b) || letters_for_one_name(b, a),
    };
    match first {
        Some(rule) if !says_little && middle_names(rest.0, rest.1) => Some(rule),
        // "F. Scott Fitzgerald" and "Scott Fitzgerald".
        _ => {
            let dropped = |long: &Name, short: &Name| {
                long.begins_with_initial()
                    && long.given.len() > short.given.len()
                    && !short.begins_with_initial()
                    && long.given.get(1) == short.given.first()
            };
            if dropped(a, b) || dropped(b, a) {
                return Some(Rule::Initials);
            }
            // "López Obrador" is Andrés Manuel López Obrador.
            let two_surnames = |long: &Name, short: &Name| {
                short.given.len() == 1
                    && long.given.len() > 1
                    && long.given.last() == short.given.first()
                    && !short.given.iter().any(|g| is_given(g))
                    && !short.begins_with_initial()
            };
            (two_surnames(a, b) || two_surnames(b, a)).then_some(Rule::Surname)
        }
    }
}

/// Whether a name has two letters and more where the other has one given name in full.
fn letters_for_one_name(letters: &Name, full: &Name) -> bool {
    let is_letter = |given: &String| given.chars().count() == 1;
    letters.given.len() > 1
        && letters.given.iter().all(is_letter)
        && full.given.len() == 1
        && !full.given.iter().any(is_letter)
}

/// Whether what somebody typed is another spelling of a full name, or of its surname.
///
/// ```
/// use onrecord::identity::name::is_spelling_of;
/// assert!(is_spelling_of("selenskij", "Volodymyr Zelensky"));
/// assert!(!is_spelling_of("zelenska", "Volodymyr Zelensky"));
/// ```
pub fn is_spelling_of(typed: &str, name: &str) -> bool {
    match (Name::read(typed), Name::read(name)) {
        (Some(typed), Some(name)) => {
            let given = typed.is_surname_alone() && typed.inner.is_empty();
            typed.surname == name.surname && (given || typed.given.concat() == name.given.concat())
        }
        _ => false,
    }
}

/// Whether two first names can be one, and by what.
fn first_names(a: &str, b: &str, forms_a: &[usize], forms_b: &[usize]) -> Option<super::Rule> {
    use super::Rule;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if a == b || short.chars().count() == 1 && long.starts_with(short) {
        Some(Rule::Initials)
    } else {
        let alike = forms_a.iter().any(|row| forms_b.contains(row));
        alike.then_some(Rule::Nickname)
    }
}

/// Whether all of the fewer middle names are among the others, in order. An initial stands for
/// the name in its place: "George W." is not "George H. W.".
fn middle_names(a: &[String], b: &[String]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let is_initial = |x: &String| x.chars().count() == 1;
    let fits = |x: &String, y: &String| {
        x == y || is_initial(x) && y.starts_with(x.as_str()) || is_initial(y) && x.starts_with(y.as_str())
    };
    let mut many = many.iter();
    few.iter().all(|f| match is_initial(f) {
        true => many.next().is_some_and(|m| fits(f, m)),
        false => many.any(|m| fits(f, m)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, given: &[&str], surname: &str) {
        let name = Name::read(printed).expect("a name");
        assert_eq!(
            (name.given, name.surname.as_str()),
            (given.iter().map(|g| (*g).to_owned()).collect(), surname),
            "{printed}"
        );
    }

    #[test]
    fn parts_of_names() {
        check("Donald J. Trump", &["donald", "j"], "trump");
        check("Donald Trump Jr.", &["donald"], "trump");
        check("J.D. Vance", &["j", "d"], "vance");
        check("JD Vance", &["j", "d"], "vance");
        check("Jean-Luc Picot", &["jeanluc"], "picot");
        check("Charles de Gaulle", &["charles"], "gaule");
        check("de Gaulle", &[], "gaule");
        check("Bashar al-Assad", &["bashar"], "asad");
        check("al-Assad", &[], "asad");
        check("Al Gore", &["al"], "gore");
        check("Kim Jong-un", &["jongun"], "kim");
        check("Kim Jong Un", &["jongun"], "kim");
        check("Kim Howard", &["kim"], "hovard");
        check("Xi Jinping", &["jinping"], "xi");
        check("Tsai Ing-wen", &["ingwen"], "tsai");
        check("Ngozi Okonjo-Iweala", &["ngozi", "okonjo"], "iveala");
        check("Smith", &[], "smith");
    }

    #[test]
    fn nothing_is_no_name() {
        assert_eq!(Name::read(""), None);
        assert_eq!(Name::read("“…”"), None);
    }
}
