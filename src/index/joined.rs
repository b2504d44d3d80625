//! Names of an article that stand for speakers whom the index knows by others.
//!
//! The stored annotations keep the names as the article was understood; what the index
//! makes of them stands beside, so that it can change without the article being read again.

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::document::{clean_value, cleaned};
use crate::article::{Annotations, Quote, SpeakerType};
use crate::identity::{Identity, Named, Quoted, Rule};

/// A name of an article, and whom it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The name as the article has it.
    pub named: Named,
    /// The speaker of the index.
    pub identity: Identity,
}

impl Joined {
    /// `name TAB sort TAB gender TAB speaker TAB rule`; `None` where the name stands for itself.
    pub fn write(&self) -> Option<String> {
        write(&self.named.key(), &self.identity)
    }

    /// Reads what [`Joined::write`] wrote.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, '\t');
        let (rule, speaker, key) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            named: Named::from_key(key)?,
            identity: Identity {
                speaker: speaker.to_owned(),
                rule: Rule::from_word(rule),
            },
        })
    }
}

/// As [`Joined::write`], of a name's key ([`Named::key`]) and whom it stands for.
pub(super) fn write(key: &str, identity: &Identity) -> Option<String> {
    let rule = identity.rule?;
    Some([key, &identity.speaker, rule.as_str()].join("\t"))
}

/// Whom a name stands for, as the index keeps it.
pub(super) fn kept(identity: Identity) -> Identity {
    Identity {
        speaker: cleaned(identity.speaker.into()).into_owned(),
        rule: identity.rule,
    }
}

/// What an article says of names that stand for others, by the column of a segment, which is none where
/// no article of it says any.
///
/// # Errors
/// What the engine says of a column that it cannot read.
pub fn read(column: Option<&StrColumn>, article: DocId) -> tantivy::Result<Vec<Joined>> {
    let Some(column) = column else {
        return Ok(Vec::new());
    };
    let mut joined = Vec::new();
    for ord in column.ords().values_for_doc(article) {
        let mut text = String::new();
        column.ord_to_str(ord, &mut text)?;
        joined.extend(Joined::read(&text));
    }
    Ok(joined)
}

/// Whom a name ([`Named::key`]) stands for by what an article says; a name of which it says nothing, for itself.
pub fn who(said: &[Joined], key: &str) -> Identity {
    let known = said.iter().find(|joined| joined.named.key() == key);
    match known {
        Some(joined) => joined.identity.clone(),
        None => Identity::of_key(key),
    }
}

/// Whether an article says of its names what `who` says.
pub fn is_said(said: &[Joined], quoted: &Quoted, who: &dyn Fn(&str) -> Identity) -> bool {
    let right = quoted.speakers.iter();
    let mut right: Vec<String> = right
        .filter_map(|speaker| write(&speaker.key, &kept(who(&speaker.key))))
        .collect();
    right.sort();
    let mut said: Vec<String> = said.iter().filter_map(Joined::write).collect();
    said.sort();
    right == said
}

/// What is said of a name of the article.
pub fn find<'a>(said: &'a [Joined], name: &str, kind: Option<SpeakerType>) -> Option<&'a Joined> {
    if said.is_empty() {
        return None;
    }
    let name = clean_value(name);
    let is = |joined: &&Joined| joined.named.name == name && Some(joined.named.kind) == kind;
    said.iter().find(is)
}

/// Puts the speakers of the index in the place of the article's names; for each quote, what was joined.
pub fn rename(annotations: &mut Annotations, joined: &[Joined]) -> Vec<Option<Joined>> {
    if joined.is_empty() {
        return vec![None; annotations.quotes.len()];
    }
    for person in &mut annotations.people {
        if let Some(joined) = find(joined, &person.name, Some(person.kind)) {
            person.name.clone_from(&joined.identity.speaker);
        }
    }
    let rename = |quote: &mut Quote| {
        let joined = find(joined, quote.speaker.as_deref()?, quote.speaker_type)?;
        quote.speaker = Some(joined.identity.speaker.clone());
        Some(joined.clone())
    };
    annotations.quotes.iter_mut().map(rename).collect()
}
