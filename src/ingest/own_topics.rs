//! Topics of the user's own: reading their file, and evaluating them.
//!
//! After the commit of a run every topic is asked of the whole index, which takes
//! milliseconds, and compared with what the articles carry. Only articles that differ are
//! written again, from what the index itself stores. So a changed file, a changed article
//! and a run that was killed halfway all mend in the same way, and no corpus is read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::user_file::{self, UserFile};
use super::{Lazy, Options, again};
use crate::annotate::{countries, topics};
use crate::article::{OWN_TOPIC, OwnTopic};
use crate::error::{Error, TopicsError};
use crate::index::commit::OwnTopics;
use crate::index::names::Names;
use crate::index::{Writer, document, joined};
use crate::search::Searcher;
use crate::search::saved::{self, Known};

/// More topics than this are a mistake.
const MOST: usize = 500;
/// A name has at most so many bytes.
const LONGEST_NAME: usize = 100;

/// The topics of a run.
///
/// # Errors
/// [`TopicsError`] where the file cannot be read or understood.
pub(super) fn open(choice: &UserFile, remembered: &OwnTopics) -> Result<OwnTopics, TopicsError> {
    let Some(path) = choice.choose(remembered.file.as_deref()) else {
        return Ok(OwnTopics::default());
    };
    let (text, full) = user_file::read(&path).map_err(|source| TopicsError::Unreadable {
        path: path.clone(),
        source,
    })?;
    Ok(OwnTopics {
        list: parse(&text, &path)?,
        file: Some(full),
    })
}

/// Reads a file of topics: a name and its query a line, as TOML has it.
fn parse(text: &str, path: &Path) -> Result<Vec<OwnTopic>, TopicsError> {
    let line_of = |at: usize| {
        text.get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1)
    };
    let invalid = |at: usize, message: String, hint: &str| TopicsError::Invalid {
        path: path.to_path_buf(),
        line: line_of(at),
        message,
        hint: hint.to_owned(),
    };
    const FORM: &str = "a line is a name and a query: \"grain deal\" = 'grain (corridor OR \"Black Sea\")'";
    let table: toml::Table = toml::from_str(text).map_err(|e| {
        let at = e.span().map_or(0, |span| span.start);
        invalid(at, e.message().trim_end().replace('\n', ", "), FORM)
    })?;
    let (countries, standard) = (countries::Lexicon::standard(), topics::Lexicon::standard());
    let known = Known {
        countries: &countries,
        topics: &standard,
    };
    let mut list: Vec<OwnTopic> = Vec::new();
    for (name, query) in table {
        let at = text.find(name.as_str()).unwrap_or(0);
        let Some(query) = query.as_str() else {
            return Err(invalid(at, format!("the query of {name:?} is no text"), FORM));
        };
        let clean = document::clean_value(&name);
        if clean != name || name.is_empty() || name.len() > LONGEST_NAME {
            let message = format!(
                "{:?} cannot be a topic's name",
                name.chars().take(40).collect::<String>()
            );
            let hint = "a name is one line of at most 100 bytes, without blanks at its ends or two in a row";
            return Err(invalid(at, message, hint));
        }
        if standard.lookup(&name).is_some() {
            let message = format!("{name:?} is a standard topic");
            return Err(invalid(
                at,
                message,
                "choose another name; `onrecord topics` lists the standard ones",
            ));
        }
        if let Some(other) = list.iter().find(|t| t.name.to_lowercase() == name.to_lowercase()) {
            let message = format!("{name:?} and {:?} differ in case only", other.name);
            return Err(invalid(at, message, "choose another name for one of them"));
        }
        saved::check(&known, query).map_err(|fault| TopicsError::Query {
            path: path.to_path_buf(),
            line: line_of(at),
            name: name.clone(),
            fault: Box::new(fault),
        })?;
        list.push(OwnTopic {
            name,
            query: query.to_owned(),
        });
    }
    if list.len() > MOST {
        let message = format!("{} topics are more than {MOST}", list.len());
        return Err(invalid(0, message, "put the rest into another index"));
    }
    Ok(list)
}

/// Gives every article of the last commit the topics of `wanted` that it matches, and no
/// others; how many were written again, and what is to be said of their queries.
///
/// # Errors
/// [`Error`] where the index cannot be read or written; its last commit stays as it was.
pub(super) fn apply(
    writer: &mut Writer,
    wanted: OwnTopics,
    options: &Options,
    lexicons: &Lazy,
) -> Result<(u64, Vec<String>), Error> {
    let mut notes = Vec::new();
    if wanted == OwnTopics::default() && writer.topics == wanted {
        return Ok((0, notes));
    }
    let searcher = Searcher::open(&options.index)?;
    let held = searcher.own_topics()?;
    let mut due: BTreeMap<String, Vec<&OwnTopic>> = BTreeMap::new();
    let mut outdated: BTreeSet<String> = BTreeSet::new();
    for topic in &wanted.list {
        // The words behind it may be others now.
        let changed = !writer.topics.list.contains(topic);
        let (matching, said) = searcher.own_matches(topic, options.today)?;
        notes.extend(said.iter().map(|note| format!("topic “{}”: {note}", topic.name)));
        for id in matching {
            if changed {
                outdated.insert(id.clone());
            }
            due.entry(id).or_default().push(topic);
        }
    }
    let none = BTreeSet::new();
    for id in due.keys().chain(held.keys()) {
        let now: BTreeSet<String> = due.get(id).into_iter().flatten().map(|t| t.value()).collect();
        if &now != held.get(id).unwrap_or(&none) {
            outdated.insert(id.clone());
        }
    }
    let find = |names: &Names| {
        let place = |id: &String| Ok(names.address_of(id)?.map(|address| (address, id.clone())));
        outdated.iter().filter_map(|id| place(id).transpose()).collect()
    };
    again::write(writer, lexicons, find, |id, mut stored| {
        let topics = &mut stored.annotations.topics;
        topics.retain(|t| !t.id.starts_with(OWN_TOPIC));
        let own = due.get(id).into_iter().flatten();
        topics.extend(own.map(|t| saved::annotation(t, &stored.article.body)));
        // Whom its names stand for has just been settled.
        let joined = std::mem::take(&mut stored.joined);
        Some((stored, Some(Box::new(move |key: &str| joined::who(&joined, key)))))
    })?;
    if !outdated.is_empty() || writer.topics != wanted {
        writer.topics = wanted;
        writer.commit()?;
    }
    Ok((outdated.len() as u64, notes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        parse(text, Path::new("topics.toml")).expect_err(text).to_string()
    }

    #[test]
    fn names_and_queries() {
        let list = parse(
            "# mine\n\"grain deal\" = 'grain \"black sea\"'\nfloods = \"topic:flood\"\n",
            Path::new("x"),
        );
        let list = list.expect("a good file");
        let read: Vec<_> = list
            .iter()
            .map(|t| format!("{} = {}", t.value(), t.query))
            .collect();
        assert_eq!(
            read,
            ["my:floods = topic:flood", "my:grain deal = grain \"black sea\""]
        );
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        assert!(
            fault("x = 'a'\ny = (\n").starts_with("topics.toml, line 2: "),
            "{}",
            fault("y = (\n")
        );
        assert_eq!(
            fault("\nx = 3\n"),
            "topics.toml, line 2: the query of \"x\" is no text"
        );
        assert_eq!(
            fault("war = 'a'\n"),
            "topics.toml, line 1: \"war\" is a standard topic"
        );
        assert_eq!(
            fault("a = 'x'\nharbour = 'speker:x'\n"),
            "topics.toml, line 2, topic \"harbour\": no field is called \"speker\""
        );
        assert_eq!(
            fault("harbour = 'country:atlantis'\n"),
            "topics.toml, line 1, topic \"harbour\": unknown country \"atlantis\""
        );
        assert!(fault("harbour = 'kind:direct'\n").contains("property of quotes"));
        assert!(fault("A = 'x'\na = 'y'\n").contains("differ in case only"));
        assert!(fault("\" a\" = 'x'\n").contains("cannot be a topic's name"));
    }
}
