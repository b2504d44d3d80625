//! One person, one speaker, across all articles of an index.
//!
//! Within an article names are resolved already ([`crate::annotate::people`]). Here the
//! names of all articles are joined: spelling variants, initials, short forms, and a
//! surname alone where one bearer stands out. Names and counts go in, a [`Table`] comes
//! out: what it says is a function of the set of names with their counts and of the
//! user's [`Rules`], whatever the order in which the articles came.
//!
//! | file | holds |
//! |---|---|
//! | [`rules`] | the user's file, which wins over everything |
//! | [`spelling`] | when two spellings are one name |
//! | `quoted` | the speakers of one article, as it names them |
//! | [`name`] | a person's name in its parts, and which parts agree |
//! | [`people`] | the judgement on all bearers of one surname |
//! | `alike` | which of them are to be compared at all |
//! | [`bodies`] | organisations |
//! | [`table`] | who is who, kept up to date as articles come and go |
//!
//! # Traps
//! * Joining two people is worse than leaving one apart: what is not sure is not done.
//! * Only names of one surname are compared (a *block*), and of those only such as share a given
//!   name, its letter or its short form: thousands are called Smith.
//! * A frequent surname comes with every few articles. While they come it is judged again only where
//!   a name is new or many uses are ([`Table::settle_for_now`]); in the end everything is.

mod alike;
pub mod bodies;
pub mod name;
mod nicknames;
pub mod people;
mod quoted;
pub mod rules;
pub mod spelling;
pub mod table;

pub use quoted::{Quoted, QuotedSpeaker};
pub use rules::{Fault, Rules};
pub use spelling::fold;
pub use table::Table;

use serde::{Deserialize, Serialize};

use crate::annotate::people::gender::Gender;
use crate::article::SpeakerType;

/// Changes whenever these rules judge otherwise than before, so that an index is judged again.
pub const JUDGEMENT: u32 = 5;

/// Why a name was joined to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Another spelling: accents, hyphens, another alphabet's letters.
    Spelling,
    /// Initials and middle names.
    Initials,
    /// A short form of the given name.
    Nickname,
    /// A surname alone.
    Surname,
    /// The short name of a body.
    Acronym,
    /// The user's file says so.
    User,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 6] = [
        Self::Spelling,
        Self::Initials,
        Self::Nickname,
        Self::Surname,
        Self::Acronym,
        Self::User,
    ];

    /// The word used in JSON and in the index.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Initials => "initials",
            Self::Nickname => "nickname",
            Self::Surname => "surname",
            Self::Acronym => "acronym",
            Self::User => "user",
        }
    }

    /// The rule of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// A speaker as one article names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Named {
    /// The name as resolved in the article.
    pub name: String,
    /// What sort of speaker.
    pub kind: SpeakerType,
    /// What titles, given name and pronouns of the article show.
    pub gender: Option<Gender>,
}

impl Named {
    /// `name TAB sort TAB gender`, as the index keeps it; the gender is `m`, `f` or empty.
    pub fn key(&self) -> String {
        let gender = match self.gender {
            Some(Gender::Masculine) => "m",
            Some(Gender::Feminine) => "f",
            None => "",
        };
        format!("{}\t{}\t{gender}", self.name, self.kind.as_str())
    }

    /// The inverse of [`Named::key`].
    ///
    /// ```
    /// use onrecord::identity::Named;
    /// let named = Named::from_key("Ana Silva\tperson\tf").unwrap();
    /// assert_eq!((named.name.as_str(), named.key().as_str()), ("Ana Silva", "Ana Silva\tperson\tf"));
    /// ```
    pub fn from_key(key: &str) -> Option<Self> {
        let mut parts = key.split('\t');
        let (name, kind, gender) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            name: name.to_owned(),
            kind: SpeakerType::from_word(kind)?,
            gender: match gender {
                "m" => Some(Gender::Masculine),
                "f" => Some(Gender::Feminine),
                _ => None,
            },
        })
    }
}

/// How often a name is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uses {
    /// Articles in which it is a speaker's name.
    pub articles: u64,
    /// Their quotes.
    pub quotes: u64,
}

/// Who a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    /// The one name of the speaker.
    pub speaker: String,
    /// Why the name was joined to it; `None` where it is that name.
    pub rule: Option<Rule>,
}

impl Identity {
    /// A name that stands for itself.
    pub fn itself(name: &str) -> Self {
        Self {
            speaker: name.to_owned(),
            rule: None,
        }
    }

    /// A name of which nothing is known, by its key ([`Named::key`]): it stands for itself.
    pub fn of_key(key: &str) -> Self {
        Self::itself(key.split('\t').next().unwrap_or_default())
    }

    /// A name joined to another; itself where they are the same.
    pub fn joined(name: &str, speaker: &str, rule: Rule) -> Self {
        Self {
            speaker: speaker.to_owned(),
            rule: (name != speaker).then_some(rule),
        }
    }
}
