//! What the user knows better: the file `speakers.toml`.
//!
//! ```toml
//! [[speaker]]
//! name = "Volodymyr Zelensky"          # the name to use
//! aliases = ["Ze", "W. Selenskij"]     # also his, whatever the rules say
//! not = ["Olena Zelenska"]             # never his, whatever the rules say
//! ```

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::spelling::plain;

/// The user's decisions. They win over every rule.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    speakers: Vec<Speaker>,
    by_name: HashMap<String, usize>,
    different: HashSet<(String, String)>,
    apart: HashSet<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speaker {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    speaker: Vec<Speaker>,
}

/// What is wrong with the file, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1; `None` where it is about no single line.
    pub line: Option<usize>,
    /// What is wrong, without a final period.
    pub message: String,
}

impl Rules {
    /// Reads the text of a `speakers.toml`.
    ///
    /// # Errors
    /// [`Fault`]: no TOML, unknown keys, a name without letters, one name given to two
    /// speakers, or a speaker told from itself.
    ///
    /// ```
    /// use onrecord::identity::Rules;
    /// let rules = Rules::parse("[[speaker]]\nname = \"Ana Silva\"\naliases = [\"Anita\"]\n").unwrap();
    /// assert_eq!(rules.canonical("anita"), Some("Ana Silva"));
    /// assert!(Rules::parse("[[speakers]]\n").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let File { speaker: speakers } = toml::from_str(text).map_err(|e| Fault {
            line: e
                .span()
                .map(|span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count()),
            message: e.message().lines().collect::<Vec<_>>().join(" "),
        })?;
        let mut rules = Self::default();
        for (n, speaker) in speakers.iter().enumerate() {
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                let folded = plain(name);
                let fault = |message| fault(text, name, message);
                if folded.is_empty() {
                    return Err(fault(format!("{name:?} is no name")));
                }
                if let Some(other) = rules.by_name.insert(folded, n).filter(|other| *other != n) {
                    let other = &speakers[other].name;
                    return Err(fault(format!(
                        "{name:?} is given to {other:?} and to {:?}",
                        speaker.name
                    )));
                }
            }
        }
        for speaker in &speakers {
            for not in &speaker.not {
                let theirs = match rules.by_name.get(&plain(not)) {
                    Some(other) => names(&speakers[*other]),
                    None => vec![plain(not)],
                };
                for own in names(speaker) {
                    for other in &theirs {
                        if own == *other {
                            let name = &speaker.name;
                            return Err(fault(
                                text,
                                not,
                                format!("{not:?} is {name:?}, and is said not to be"),
                            ));
                        }
                        rules.apart.extend([own.clone(), other.clone()]);
                        rules.different.insert((own.clone(), other.clone()));
                        rules.different.insert((other.clone(), own.clone()));
                    }
                }
            }
        }
        rules.speakers = speakers;
        Ok(rules)
    }

    /// The name that the user gives to a bearer of `name`.
    pub fn canonical(&self, name: &str) -> Option<&str> {
        if self.by_name.is_empty() {
            return None;
        }
        let at = self.by_name.get(&plain(name))?;
        self.speakers.get(*at).map(|s| s.name.as_str())
    }

    /// Whether the user says anything of `name`.
    pub fn mention(&self, name: &str) -> bool {
        !self.speakers.is_empty() && {
            let folded = plain(name);
            self.by_name.contains_key(&folded) || self.apart.contains(&folded)
        }
    }

    /// Whether the user says that two names are two people's.
    pub fn differ(&self, a: &str, b: &str) -> bool {
        !self.different.is_empty() && self.different.contains(&(plain(a), plain(b)))
    }

    /// A text that is equal exactly for rules that say the same.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for speaker in &self.speakers {
            for part in [
                std::slice::from_ref(&speaker.name),
                &speaker.aliases,
                &speaker.not,
            ] {
                for name in part {
                    hasher.update(name.as_bytes()).update(&[0]);
                }
                hasher.update(&[1]);
            }
        }
        hasher
            .finalize()
            .to_hex()
            .as_str()
            .get(..16)
            .unwrap_or_default()
            .to_owned()
    }
}

fn names(speaker: &Speaker) -> Vec<String> {
    std::iter::once(&speaker.name)
        .chain(&speaker.aliases)
        .map(|n| plain(n))
        .collect()
}

/// A fault at the last place where the file has `name`.
fn fault(text: &str, name: &str, message: String) -> Fault {
    let line = text.rfind(name).map(|at| 1 + text[..at].matches('\n').count());
    Fault { line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, line: Option<usize>, message: &str) {
        let fault = Rules::parse(text).expect_err("a fault");
        assert_eq!(fault.line, line, "{fault:?}");
        assert!(fault.message.contains(message), "{fault:?}");
    }

    #[test]
    fn faults_are_told_with_their_line() {
        check("[[speaker]\n", Some(1), "");
        check(
            "\n[[speaker]]\nname = \"A B\"\nalias = [\"x\"]\n",
            Some(4),
            "unknown field `alias`",
        );
        check(
            "[[speaker]]\naliases = [\"x\"]\n",
            Some(1),
            "missing field `name`",
        );
        check("[[speaker]]\nname = \"…\"\n", Some(2), "is no name");
        let twice = "[[speaker]]\nname = \"A B\"\naliases = [\"Ab\"]\n[[speaker]]\nname = \"C D\"\naliases = [\"ab\"]\n";
        check(twice, Some(6), "is given to \"A B\" and to \"C D\"");
        check(
            "[[speaker]]\nname = \"A B\"\nnot = [\"a b\"]\n",
            Some(3),
            "is said not to be",
        );
    }

    #[test]
    fn comments_do_not_change_what_a_file_says() {
        let rules = |text: &str| Rules::parse(text).expect("sound").digest();
        let plain = rules("[[speaker]]\nname = \"A B\"\n");
        assert_eq!(plain, rules("# of note\n[[speaker]]\nname = 'A B' # him\n"));
        assert_ne!(plain, rules("[[speaker]]\nname = \"A B\"\naliases = [\"C\"]\n"));
        assert_ne!(plain, rules(""));
    }
}
