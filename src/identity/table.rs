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
    /// Entries that are compared with one another.
    blocks: Vec<Vec<usize>>,
    by_block: HashMap<String, usize>,
    /// Blocks in which something changed since they were judged.
    touched: HashSet<usize>,
}

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
        if let Some(entry) = self.entry(key) {
            entry.uses = uses;
            if let Some(identity) = told.first() {
                entry.identity = identity.clone();
            }
            entry.told = told;
        }
    }

    /// Counts uses of a name ([`Named::key`]).
    pub fn add(&mut self, key: &str, uses: Uses) {
        if let Some(entry) = self.entry(key) {
            entry.uses.articles += uses.articles;
            entry.uses.quotes += uses.quotes;
            let block = entry.block;
            self.touched.insert(block);
        }
    }

    /// Takes uses of a name away again.
    pub fn take(&mut self, key: &str, uses: Uses) {
        if let Some(entry) = self.entry(key) {
            entry.uses.articles = entry.uses.articles.saturating_sub(uses.articles);
            entry.uses.quotes = entry.uses.quotes.saturating_sub(uses.quotes);
            let block = entry.block;
            self.touched.insert(block);
        }
    }

    /// Everything is to be judged anew.
    pub fn touch_all(&mut self) {
        self.touched.extend(0..self.blocks.len());
    }

    /// Judges every block that was touched.
    pub fn settle(&mut self) {
        for block in std::mem::take(&mut self.touched) {
            let members = self.blocks.get(block).into_iter().flatten().copied();
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
    }

    /// Whom a name stands for by the last [`Table::settle`]; a name never counted stands for itself.
    pub fn who(&self, key: &str) -> Identity {
        match self.by_key.get(key) {
            Some(at) => self.entries[*at].identity.clone(),
            None => Identity::itself(key.split('\t').next().unwrap_or_default()),
        }
    }

    /// Notes that a document was told what [`Table::who`] says of a name now.
    pub fn tell(&mut self, key: &str) {
        if let Some(at) = self.by_key.get(key) {
            let entry = &mut self.entries[*at];
            if !entry.told.contains(&entry.identity) {
                entry.told.push(entry.identity.clone());
            }
        }
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

    fn entry(&mut self, key: &str) -> Option<&mut Entry> {
        if let Some(at) = self.by_key.get(key) {
            return self.entries.get_mut(*at);
        }
        let (named, parts) = read(key)?;
        let shared = shared(&named, parts.as_ref());
        let at = self.entries.len();
        let block = *self.by_block.entry(shared).or_insert_with(|| {
            self.blocks.push(Vec::new());
            self.blocks.len() - 1
        });
        self.blocks.get_mut(block)?.push(at);
        self.by_key.insert(key.to_owned(), at);
        self.entries.push(Entry {
            identity: Identity::itself(&named.name),
            named,
            parts,
            uses: Uses::default(),
            block,
            told: Vec::new(),
        });
        self.entries.last_mut()
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(key: &str) {
        let own = block(key).into_iter().collect();
        assert_eq!(Blocks::new(&own).hold(key), !own.is_empty(), "{key}");
        let others = ["person\tsilva", "organisation\tnato", "unnamed\tofficials"];
        let others: HashSet<String> = others.iter().map(|block| (*block).to_owned()).collect();
        let among = block(key).is_some_and(|block| others.contains(&block));
        assert_eq!(Blocks::new(&others).hold(key), among, "{key}");
    }

    #[test]
    fn blocks_hold_the_names_that_are_in_them() {
        let names = "Ana Silva|Ana M. Silva|Silva|SILVA|Xi Jinping|Kim Jong Un|Kim Howard|John Smith Jr.|John Smith Jr|\
                     Ana Sylva|de Silva|J. Silva|JD Vance|Ana Silva PhD|Müller|NATO|Ana|Silva Ana.|. Silva|Okonjo-Iweala|\
                     O'Brien||Lee Marsh|Sun Li|Bin Laden|officials";
        let rests = [
            "person\tf",
            "person\t",
            "organisation\t",
            "unnamed\t",
            "person",
            "other\t",
        ];
        for name in names.split('|') {
            rests.iter().for_each(|rest| check(&format!("{name}\t{rest}")));
        }
    }

    proptest! {
        #[test]
        fn any_name_is_found_in_its_block(name in "([A-Za-z]{1,6}[ .'-]{1,2}){0,3}[A-Za-zéü]{1,8}") {
            check(&format!("{name}\tperson\t"));
        }

        #[test]
        fn even_no_name(name in "\\PC{0,16}") {
            check(&format!("{name}\tperson\tm"));
        }
    }
}
