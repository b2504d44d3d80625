//! Who is who, kept up to date as articles come and go.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;

use super::name::{self, Name};
use super::{Identity, Named, Rule, Rules, Uses, bodies, people};
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
    blocks: Vec<Block>,
    by_block: HashMap<String, usize>,
    /// Blocks in which something changed since they were judged.
    touched: HashSet<usize>,
}

/// Entries that are compared with one another.
#[derive(Debug, Default)]
struct Block {
    entries: Vec<usize>,
    /// Articles that use them, and how many have come or gone since they were judged.
    articles: u64,
    changed: u64,
    /// Whether a name has come into use since.
    is_new: bool,
}

impl Block {
    /// Whether so much has changed that a judgement may come out otherwise.
    fn is_due(&self) -> bool {
        self.is_new || self.changed * OFTEN >= self.articles
    }
}

/// While articles come, a block without a new name is judged again when one in so many articles is new.
const OFTEN: u64 = 8;

#[derive(Debug)]
struct Entry {
    named: Named,
    parts: Option<Name>,
    uses: Uses,
    identity: Identity,
    block: usize,
    /// What documents were told of the name; nearly always one thing.
    told: Vec<Identity>,
}

impl Table {
    /// An empty table.
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            entries: Vec::new(),
            by_key: HashMap::new(),
            blocks: Vec::new(),
            by_block: HashMap::new(),
            touched: HashSet::new(),
        }
    }

    /// Puts in what an index holds already, and what it was told before. No block is touched.
    pub fn put(&mut self, key: &str, uses: Uses, told: Vec<Identity>) {
        if let Some(at) = self.entry(key) {
            let entry = &mut self.entries[at];
            let block = &mut self.blocks[entry.block];
            block.articles = block.articles - entry.uses.articles + uses.articles;
            entry.uses = uses;
            if let Some(identity) = told.first() {
                entry.identity = identity.clone();
            }
            entry.told = told;
        }
    }

    /// Counts uses of a name ([`Named::key`]).
    pub fn add(&mut self, key: &str, uses: Uses) {
        let Some(at) = self.entry(key) else { return };
        let entry = &mut self.entries[at];
        let block = &mut self.blocks[entry.block];
        block.is_new |= entry.uses == Uses::default();
        entry.uses.articles += uses.articles;
        entry.uses.quotes += uses.quotes;
        block.articles += uses.articles;
        block.changed += uses.articles;
        self.touched.insert(entry.block);
    }

    /// Takes uses of a name away again.
    pub fn take(&mut self, key: &str, uses: Uses) {
        let Some(at) = self.entry(key) else { return };
        let entry = &mut self.entries[at];
        let block = &mut self.blocks[entry.block];
        let gone = uses.articles.min(entry.uses.articles);
        entry.uses.articles -= gone;
        entry.uses.quotes = entry.uses.quotes.saturating_sub(uses.quotes);
        block.articles -= gone;
        block.changed += gone;
        self.touched.insert(entry.block);
    }

    /// Everything is to be judged anew.
    pub fn touch_all(&mut self) {
        self.touched.extend(0..self.blocks.len());
    }

    /// Judges every block that was touched.
    pub fn settle(&mut self) {
        for block in std::mem::take(&mut self.touched) {
            self.judge(block);
        }
    }

    /// Judges the blocks that have a new name or many new uses, and leaves the others, of which little
    /// can come out otherwise, to [`Table::settle`].
    pub fn settle_for_now(&mut self) {
        let touched = std::mem::take(&mut self.touched).into_iter();
        let (due, later): (Vec<usize>, Vec<usize>) = touched.partition(|block| self.blocks[*block].is_due());
        self.touched.extend(later);
        due.into_iter().for_each(|block| self.judge(block));
    }

    fn judge(&mut self, block: usize) {
        let block = &mut self.blocks[block];
        (block.changed, block.is_new) = (0, false);
        let members = block.entries.iter().copied();
        let mut members: Vec<usize> = members
            .filter(|m| self.entries[*m].uses != Uses::default())
            .collect();
        // The judgement may depend on what there is, never on the order in which it came.
        members.sort_by(|a, b| self.entries[*a].named.cmp(&self.entries[*b].named));
        let held: Vec<Held<'_>> = members.iter().map(|m| self.entries[*m].held()).collect();
        let judged = judge(&held, &self.rules);
        for (member, identity) in members.into_iter().zip(judged) {
            self.entries[member].identity = identity;
        }
    }

    /// Whom a name stands for by the last [`Table::settle`]; a name never counted stands for itself.
    pub fn who(&self, key: &str) -> Identity {
        match self.by_key.get(key) {
            Some(at) => self.entries[*at].identity.clone(),
            None => Identity::of_key(key),
        }
    }

    /// As [`Table::who`], and notes that a document was told so.
    pub fn tell(&mut self, key: &str) -> Identity {
        let Some(at) = self.by_key.get(key) else {
            return Identity::of_key(key);
        };
        let entry = &mut self.entries[*at];
        if !entry.told.contains(&entry.identity) {
            entry.told.push(entry.identity.clone());
        }
        entry.identity.clone()
    }

    /// Names of which documents were told something that does not hold any more, with what they were told; sorted.
    pub fn outdated(&self) -> Vec<(String, &Identity)> {
        let outdated = self
            .entries
            .iter()
            .filter(|e| e.uses != Uses::default())
            .flat_map(|entry| {
                let wrong = entry.told.iter().filter(|told| **told != entry.identity);
                wrong.map(|told| (entry.named.key(), told))
            });
        let mut outdated: Vec<_> = outdated.collect();
        outdated.sort();
        outdated
    }

    /// The place of a name, which is put in where it is new; `None` where it is no key.
    fn entry(&mut self, key: &str) -> Option<usize> {
        if let Some(at) = self.by_key.get(key) {
            return Some(*at);
        }
        let (named, parts) = read(key)?;
        let shared = shared(&named, parts.as_ref());
        let at = self.entries.len();
        let block = *self.by_block.entry(shared).or_insert_with(|| {
            self.blocks.push(Block::default());
            self.blocks.len() - 1
        });
        self.blocks[block].entries.push(at);
        self.by_key.insert(key.to_owned(), at);
        self.entries.push(Entry {
            identity: Identity::itself(&named.name),
            named,
            parts,
            uses: Uses::default(),
            block,
            told: Vec::new(),
        });
        Some(at)
    }
}

impl Entry {
    fn held(&self) -> Held<'_> {
        Held {
            named: &self.named,
            parts: self.parts.as_ref(),
            uses: self.uses,
        }
    }
}

/// One name as it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The name.
    pub named: &'a Named,
    /// A person's, in its parts.
    pub parts: Option<&'a Name>,
    /// How often it is used.
    pub uses: Uses,
}

/// What all names that may be joined to one share, by its key ([`Named::key`]): names of other
/// blocks have no part in the judgement on it.
pub fn block(key: &str) -> Option<String> {
    let (named, parts) = read(key)?;
    Some(shared(&named, parts.as_ref()))
}

/// Some blocks, to be asked about many names.
pub struct Blocks<'a> {
    all: &'a HashSet<String>,
    kinds: Vec<&'a str>,
    surnames: FxHashSet<&'a str>,
}

impl<'a> Blocks<'a> {
    /// These blocks, as [`block`] gives them.
    pub fn new(all: &'a HashSet<String>) -> Self {
        let parts = || all.iter().filter_map(|block| block.split_once('\t'));
        let mut kinds: Vec<&str> = parts().map(|(kind, _)| kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let persons = parts().filter(|(kind, _)| *kind == SpeakerType::Person.as_str());
        Self {
            all,
            kinds,
            surnames: persons.map(|(_, surname)| surname).collect(),
        }
    }

    /// Whether the block of a name is among them; the parts of most names need not be read for that.
    pub fn hold(&self, key: &str) -> bool {
        let bytes = key.as_bytes();
        let mut tabs = memchr::memchr_iter(b'\t', bytes);
        let (Some(end), Some(next)) = (tabs.next(), tabs.next()) else {
            return false;
        };
        let (name, kind) = (&key[..end], &key[end + 1..next]);
        if !self.kinds.contains(&kind) {
            return false;
        }
        if kind == SpeakerType::Person.as_str()
            && let Some(surname) = name::plain_surname(name)
        {
            return self.surnames.contains(surname.as_str());
        }
        block(key).is_some_and(|block| self.all.contains(&block))
    }
}

fn read(key: &str) -> Option<(Named, Option<Name>)> {
    let named = Named::from_key(key)?;
    let parts = match named.kind {
        SpeakerType::Person => Name::read(&named.name),
        _ => None,
    };
    Some((named, parts))
}

fn shared(named: &Named, parts: Option<&Name>) -> String {
    let shared = match (named.kind, parts) {
        (SpeakerType::Person, Some(parts)) => parts.surname.clone(),
        (SpeakerType::Organisation, _) => bodies::key(&named.name),
        _ => named.name.clone(),
    };
    format!("{}\t{shared}", named.kind.as_str())
}

fn judge(held: &[Held<'_>], rules: &Rules) -> Vec<Identity> {
    match held.first().map(|held| held.named.kind) {
        Some(SpeakerType::Person) => people::judge(held, rules),
        Some(SpeakerType::Organisation) => bodies::judge(held, rules),
        _ => held.iter().map(|held| by_user(&held.named.name, rules)).collect(),
    }
}

/// What the user says of a name.
fn by_user(name: &str, rules: &Rules) -> Identity {
    match rules.canonical(name) {
        Some(speaker) => Identity::joined(name, speaker, Rule::User),
        None => Identity::itself(name),
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
