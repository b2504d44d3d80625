//! Names taken up by something else than their last word: "Sir Keir", "Mr. Xi", "Lula".

use super::keys::{Index, Keys};
use super::names::{Look, Name};
use super::resolve::Bearer;
use super::shortened::{is_firm, is_firm_of};
use crate::text::Text;
use crate::text::words::Class;

/// Titles that stand before given names.
const WITH_GIVEN: &[&str] = &[
    "sir", "dame", "daw", "prince", "princess", "king", "queen", "emperor", "sultan", "emir", "pope",
    "sheikh", "sheik", "sheikha", "imam", "mullah", "ustaz", "father", "brother", "sister", "mother",
    "datuk", "dato", "seri", "tun", "tengku", "swami", "shah",
];

/// Bearers of full names by their other words.
pub(super) struct Others {
    /// By the first word.
    given: Index,
    /// "Xerox Corp" and "Merrill Lynch", which are taken up as "Xerox" and "Merrill".
    firms: Index,
    /// By the words between the first and the last.
    inner: Index,
}

impl Others {
    pub(super) fn read(classes: &[Class], names: &[Name], keys: &Keys, bearers: &[Bearer]) -> Self {
        let empty = || Index::with_capacity(bearers.len());
        let mut others = Self {
            given: empty(),
            firms: empty(),
            inner: empty(),
        };
        for (b, bearer) in bearers.iter().enumerate() {
            let [first, inner @ .., last] = keys.get(bearer.fullest) else {
                continue;
            };
            // "Merrill Lynch": no word says that it is a body.
            let says_nothing = || {
                let telling = Class::ORG
                    .or(Class::BODY)
                    .or(Class::PLACE)
                    .or(Class::DEMONYM)
                    .or(Class::GRAMMAR);
                let mut words = names[bearer.fullest].name.clone();
                !words.any(|at| classes[at].any(telling))
            };
            if bearer.look == Look::Person {
                others.given.add(*first, b);
            } else if is_firm(*last) || is_firm_of(inner) || says_nothing() {
                others.firms.add(*first, b);
            } else {
                continue;
            }
            inner.iter().for_each(|word| others.inner.add(*word, b));
        }
        others
    }

    /// The bearer whom a lone word means that is nobody's last name, among those who fit.
    pub(super) fn taken_up(
        &self,
        (text, classes): (&Text<'_>, &[Class]),
        names: &[Name],
        name: &Name,
        word: u64,
        bearers: &[Bearer],
        fits: impl Fn(&usize) -> bool,
    ) -> Option<usize> {
        let by = |list: &Index| list.get(word).filter(&fits).max_by_key(|b| bearers[*b].rank(*b));
        let by_first = if !name.titled {
            by(if self.given.has(word) {
                &self.given
            } else {
                &self.firms
            })
        } else {
            by(&self.given).filter(|b| is_addressed(text, classes, name, &names[bearers[*b].fullest]))
        };
        by_first.or_else(|| {
            let mut inner = self.inner.get(word).filter(&fits);
            inner.next().filter(|_| inner.next().is_none())
        })
    }
}

/// Whether "Mr. Xi", a title and one word, may take up a full name that begins with that word.
fn is_addressed(text: &Text<'_>, classes: &[Class], name: &Name, full: &Name) -> bool {
    // "Mr. Mahathir", "Mr. Kim"; but "Mr. Scott" is not Scott Walker.
    if !classes[name.name.start].any(Class::SURNAME_TOO) || family_first(classes, full) {
        return true;
    }
    let titles = |name: &Name| name.tokens.start..name.name.start;
    let with_given = |i: usize| WITH_GIVEN.iter().any(|t| t.eq_ignore_ascii_case(text.word(i)));
    // "Dr. Phil McGraw" is Dr. Phil.
    let same =
        |i: usize| !classes[i].any(Class::COURTESY) && titles(full).any(|f| text.number(f) == text.number(i));
    titles(name).any(|i| with_given(i) || same(i))
}

/// "Kim Jong Un", not "Kim Howard".
fn family_first(classes: &[Class], full: &Name) -> bool {
    let rest = full.name.start + 1..full.name.end;
    classes[full.name.start].any(Class::FAMILY) && !classes[rest].iter().any(|class| class.any(Class::GIVEN))
}

/// The tokens of a full name by which its bearer may be taken up: the last word, and a family's name that stands first.
pub(super) fn surnames(classes: &[Class], full: &Name) -> impl Iterator<Item = usize> + use<> {
    let first = family_first(classes, full).then_some(full.name.start);
    first.into_iter().chain([full.name.end - 1])
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn titles_before_given_names() {
        check(
            "Sir Keir Starmer left. Sir Keir was late.",
            &["Keir Starmer (person)"],
        );
        check(
            "Dr. Phil McGraw left. Dr. Phil was late.",
            &["Phil McGraw (person)"],
        );
        check(
            "Mohammed bin Salman left. Prince Mohammed was late.",
            &["Mohammed bin Salman (person)"],
        );
        check(
            "Scott Kowalski left. Mr. Scott was late.",
            &["Scott Kowalski (person)", "Scott (person)"],
        );
    }

    #[test]
    fn families_that_stand_first() {
        check(
            "President Xi Jinping left. Mr. Xi was late.",
            &["Xi Jinping (person)"],
        );
        check(
            "Lee Jae-myung left. President Lee was late.",
            &["Lee Jae-myung (person)"],
        );
        check("Kim Jong Un left. Mr. Kim was late.", &["Kim Jong Un (person)"]);
        check("Park Geun-hye left. Park was late.", &["Park Geun-hye (person)"]);
    }

    #[test]
    fn names_without_a_surname() {
        check("Abiy Ahmed left. Mr. Abiy was late.", &["Abiy Ahmed (person)"]);
        check(
            "Tan Sri Muhyiddin Yassin left. Muhyiddin was late.",
            &["Muhyiddin Yassin (person)"],
        );
        check(
            "Mahathir Mohamad left. Dr. Mahathir was late.",
            &["Mahathir Mohamad (person)"],
        );
    }

    #[test]
    fn words_between() {
        check(
            "Luiz Inácio Lula da Silva left. Mr. da Silva was late, and Lula knew it.",
            &["Luiz Inácio Lula da Silva (person)"],
        );
    }

    #[test]
    fn arabic_articles() {
        check(
            "Bashar al-Assad left. Mr. Assad, or Al-Assad, was late.",
            &["Bashar al-Assad (person)"],
        );
        check(
            "Ayman al-Zawahiri left. But al-Zawahiri was late.",
            &["Ayman al-Zawahiri (person)"],
        );
        check(
            "Abd al-Rahman al-Rashed met people of al-Qaeda.",
            &["Abd al-Rahman al-Rashed (person)", "al-Qaeda (organisation)"],
        );
    }
}
