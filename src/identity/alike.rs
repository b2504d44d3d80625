//! Which bearers of one surname are to be compared at all.
//!
//! Thousands bear a frequent surname, and nearly no two of them can be one person: only names that share
//! something by which [`given_names`](super::name::given_names) or the user could join them are compared.

use rustc_hash::FxHashMap;

use super::name::Name;

/// What two names that may be one person's share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mark<'a> {
    /// All given names, however they are parted.
    Whole(String),
    /// A given name that the other may begin with.
    Part(&'a str),
    /// A row of the list of short forms.
    ShortForm(usize),
    /// The first letter of a given name, for a bare letter.
    Letter(char),
    /// A bare letter, for a given name that begins with it.
    Initial(char),
    /// What the user calls the bearer.
    User(&'a str),
}

/// Names of one surname by what they share.
#[derive(Default)]
pub struct Alike<'a> {
    by_mark: FxHashMap<Mark<'a>, Vec<usize>>,
}

impl<'a> Alike<'a> {
    /// Adds a name, which the user may have given to a bearer; those added before with which it is to be
    /// compared, each once, in order.
    pub fn meet(&mut self, n: usize, name: &'a Name, by_user: Option<&'a str>) -> Vec<usize> {
        let mut met: Vec<usize> = Vec::new();
        for mark in marks(name, by_user) {
            let other = match mark {
                Mark::Letter(letter) => Some(Mark::Initial(letter)),
                Mark::Initial(letter) => Some(Mark::Letter(letter)),
                _ => None,
            };
            met.extend(
                self.by_mark
                    .get(other.as_ref().unwrap_or(&mark))
                    .into_iter()
                    .flatten(),
            );
            self.by_mark.entry(mark).or_default().push(n);
        }
        met.retain(|other| *other != n);
        met.sort_unstable();
        met.dedup();
        met
    }
}

fn marks<'a>(name: &'a Name, by_user: Option<&'a str>) -> Vec<Mark<'a>> {
    let mut marks = vec![Mark::Whole(name.given.concat())];
    let initial = name.begins_with_initial();
    let mut part = |at: Option<&'a String>| marks.extend(at.map(|given| Mark::Part(given)));
    part(name.given.first());
    if initial {
        // "F. Scott Fitzgerald" is Scott Fitzgerald.
        part(name.given.get(1));
    }
    if name.given.len() > 1 {
        // "Andrés Manuel López Obrador" is López Obrador.
        part(name.given.last());
    }
    let letter = name.given.first().and_then(|given| given.chars().next());
    marks.extend(letter.map(if initial { Mark::Initial } else { Mark::Letter }));
    marks.extend(name.short_forms.iter().map(|row| Mark::ShortForm(*row)));
    marks.extend(by_user.map(Mark::User));
    marks
}

#[cfg(test)]
mod tests {
    use super::super::name::given_names;
    use super::*;
    use proptest::prelude::*;

    fn are_compared(a: &Name, b: &Name) -> bool {
        let mut alike = Alike::default();
        assert!(alike.meet(0, a, None).is_empty());
        alike.meet(1, b, None) == [0]
    }

    fn name(printed: &str) -> Name {
        Name::read(printed).expect("a name")
    }

    #[test]
    fn names_that_cannot_be_one_are_not_compared() {
        let compared = |a: &str, b: &str| are_compared(&name(a), &name(b));
        assert!(compared("Bill Lee Carter", "William Carter"));
        assert!(compared("J. Carter", "James Carter"));
        assert!(compared("James Carter", "J. Carter"));
        assert!(!compared("James Carter", "John Carter"));
        assert!(!compared("James Carter", "Ann Carter"));
        let (a, b) = (name("Ann Carter"), name("Jo Carter"));
        let mut alike = Alike::default();
        alike.meet(0, &a, Some("Ann Carter"));
        assert_eq!(alike.meet(1, &b, Some("Ann Carter")), [0], "the user says so");
    }

    proptest! {
        #[test]
        fn names_that_agree_are_compared(
            a in "((Bill|William|Will|Bob|Robert|F\\.|J|Jo-Ann|Joann|Jo|Manuel|López|W\\.H\\.|Al|de) ?){1,3} Carter",
            b in "((Bill|William|Will|Bob|Robert|F\\.|J|Jo-Ann|Joann|Jo|Manuel|López|W\\.H\\.|Al|de) ?){1,3} Carter",
        ) {
            let (a, b) = (name(&a), name(&b));
            if !a.is_surname_alone() && !b.is_surname_alone() && given_names(&a, &b).is_some() {
                prop_assert!(are_compared(&a, &b));
                prop_assert!(are_compared(&b, &a));
            }
        }
    }
}
