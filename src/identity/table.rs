//! Who is who, kept up to date as articles come and go.

use std::collections::{HashMap, HashSet};

use super::spelling::{fold, skeleton};
use super::{Identity, Named, Rules, Uses, bodies, name, people};
use crate::article::SpeakerType;

/// Every name of an index with its uses, and whom it stands for.
///
/// ```
/// use onrecord::identity::{Named, Rules, Table, Uses};
/// let mut table = Table::new(Rules::default());
/// for (key, articles) in [("Ana Silva\tperson\tf", 3), ("Ana M. Silva\tperson\t", 1)] {
///     table.add(key, Uses { articles, quotes: articles });
/// }
/// table.settle();
/// assert_eq!(table.who("Ana M. Silva\tperson\t").speaker, "Ana Silva");
/// ```
#[derive(Debug)]
pub struct Table {
    rules: Rules,
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// Entries that are compared with one another.
    blocks: HashMap<String, Vec<usize>>,
    /// Blocks in which something changed since they were judged.
    touched: HashSet<String>,
}

#[derive(Debug)]
struct Entry {
    named: Named,
    uses: Uses,
    identity: Identity,
}

impl Table {
    /// An empty table.
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            entries: Vec::new(),
            by_key: HashMap::new(),
            blocks: HashMap::new(),
            touched: HashSet::new(),
        }
    }

    /// Puts in what an index holds already, judged before: no block is touched.
    pub fn put(&mut self, key: &str, uses: Uses, identity: Identity) {
        if let Some((at, _)) = self.entry(key) {
            self.entries[at].uses = uses;
            self.entries[at].identity = identity;
        }
    }

    /// Counts uses of a name ([`Named::key`]).
    pub fn add(&mut self, key: &str, uses: Uses) {
        if let Some((at, block)) = self.entry(key) {
            self.entries[at].uses.articles += uses.articles;
            self.entries[at].uses.quotes += uses.quotes;
            self.touched.insert(block);
        }
    }

    /// Takes uses of a name away again.
    pub fn take(&mut self, key: &str, uses: Uses) {
        if let Some((at, block)) = self.entry(key) {
            let held = &mut self.entries[at].uses;
            held.articles = held.articles.saturating_sub(uses.articles);
            held.quotes = held.quotes.saturating_sub(uses.quotes);
            self.touched.insert(block);
        }
    }

    /// Everything is to be judged anew.
    pub fn touch_all(&mut self) {
        self.touched.extend(self.blocks.keys().cloned());
    }

    /// Judges every block that was touched.
    pub fn settle(&mut self) {
        for block in std::mem::take(&mut self.touched) {
            let Some(members) = self.blocks.get(&block) else {
                continue;
            };
            let mut members: Vec<usize> = members
                .iter()
                .copied()
                .filter(|m| self.entries[*m].uses != Uses::default())
                .collect();
            // The judgement may depend on what there is, never on the order in which it came.
            members.sort_by(|a, b| self.entries[*a].named.cmp(&self.entries[*b].named));
            let held: Vec<(&Named, Uses)> = members
                .iter()
                .map(|m| (&self.entries[*m].named, self.entries[*m].uses))
                .collect();
            let judged = judge(&held, &self.rules);
            for (member, identity) in members.into_iter().zip(judged) {
                self.entries[member].identity = identity;
            }
        }
    }

    /// Whom a name stands for by the last [`Table::settle`]; a name never counted stands for itself.
    pub fn who(&self, key: &str) -> Identity {
        match self.by_key.get(key) {
            Some(at) => self.entries[*at].identity.clone(),
            None => Identity::itself(key.split('\t').next().unwrap_or_default()),
        }
    }

    fn entry(&mut self, key: &str) -> Option<(usize, String)> {
        if let Some(at) = self.by_key.get(key) {
            return Some((*at, block(&self.entries[*at].named)));
        }
        let named = Named::from_key(key)?;
        let block = block(&named);
        let at = self.entries.len();
        self.entries.push(Entry {
            identity: Identity::itself(&named.name),
            named,
            uses: Uses::default(),
        });
        self.by_key.insert(key.to_owned(), at);
        self.blocks.entry(block.clone()).or_default().push(at);
        Some((at, block))
    }
}

/// What all names that may be joined to this one share.
fn block(named: &Named) -> String {
    let shared = match named.kind {
        SpeakerType::Person => match name::Name::read(&named.name) {
            Some(name) => name.surname,
            None => skeleton(&fold(&named.name), true),
        },
        SpeakerType::Organisation => bodies::key(&named.name),
        SpeakerType::Role | SpeakerType::Unnamed => named.name.clone(),
    };
    format!("{}\t{shared}", named.kind.as_str())
}

fn judge(held: &[(&Named, Uses)], rules: &Rules) -> Vec<Identity> {
    match held.first().map(|(named, _)| named.kind) {
        Some(SpeakerType::Person) => people::judge(held, rules),
        Some(SpeakerType::Organisation) => bodies::judge(held, rules),
        _ => held
            .iter()
            .map(|(named, _)| by_user(&named.name, rules))
            .collect(),
    }
}

/// What the user says of a name.
fn by_user(name: &str, rules: &Rules) -> Identity {
    match rules.canonical(name) {
        Some(speaker) => Identity::joined(name, speaker, super::Rule::User),
        None => Identity::itself(name),
    }
}
