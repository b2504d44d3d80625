//! Who is named in one commit: what the table of identities is made of, and which
//! articles a change of it concerns.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rayon::prelude::*;
use tantivy::collector::DocSetCollector;
use tantivy::columnar::StrColumn;
use tantivy::postings::SegmentPostings;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Index, ReloadPolicy, Searcher, SegmentReader, TERMINATED, Term};

use super::columns;
use super::joined::Joined;
use super::manifest;
use super::schema::Fields;
use super::stored::Segments;
use crate::facet::by_name;
use crate::identity::{Identity, Named, Uses};

/// The names of one commit.
pub struct Names {
    searcher: Searcher,
    fields: Fields,
}

/// What an index holds of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How often it is used.
    pub uses: Uses,
    /// For whom its articles say that it stands; more than one where a run was stopped half way.
    pub told: Vec<Identity>,
}

impl Names {
    /// The names of the last commit.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn open(index: &Index, fields: &Fields) -> tantivy::Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self::of(reader.searcher(), fields))
    }

    /// The names that a searcher sees.
    pub fn of(searcher: Searcher, fields: &Fields) -> Self {
        Self {
            searcher,
            fields: fields.clone(),
        }
    }

    /// Every name, by its key ([`Named::key`]).
    ///
    /// # Errors
    /// What the engine says of columns that it cannot read.
    pub fn all(&self) -> tantivy::Result<HashMap<String, Held>> {
        let mut all = HashMap::new();
        for segment in self.searcher.segment_readers() {
            read_segment(segment, &mut all)?;
        }
        Ok(all)
    }

    /// The names for which `wanted` holds, as [`Names::all`] has them. Every name is asked for once, and only
    /// the articles of the wanted ones are looked at: much less work where they are few.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn some(&self, wanted: &(dyn Fn(&str) -> bool + Sync)) -> tantivy::Result<HashMap<String, Held>> {
        let segments = self.searcher.segment_readers().par_iter();
        let keys = segments.map(|segment| wanted_keys(segment, wanted));
        let keys: Vec<Vec<String>> = keys.collect::<tantivy::Result<_>>()?;
        let mut keys = keys.concat();
        keys.sort_unstable();
        keys.dedup();
        let mut some = HashMap::new();
        for segment in self.searcher.segment_readers() {
            self.read_names(segment, &keys, &mut some)?;
        }
        Ok(some)
    }

    /// Adds what a segment holds of these names.
    fn read_names(
        &self,
        segment: &SegmentReader,
        keys: &[String],
        some: &mut HashMap<String, Held>,
    ) -> tantivy::Result<()> {
        let index = segment.inverted_index(self.fields.named)?;
        let Some(names) = columns::strings(segment, "named")? else {
            return Ok(());
        };
        let joined = columns::strings(segment, "joined")?;
        for key in keys {
            let term = Term::from_field_text(self.fields.named, key);
            let Some(docs) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            let held = read_name(segment, key, docs, &names, joined.as_ref())?;
            if held.uses.articles > 0 {
                some.entry(key.clone()).or_default().add(held);
            }
        }
        Ok(())
    }

    /// The names of one article with their uses.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn of_article(&self, id: &str) -> tantivy::Result<HashMap<String, Uses>> {
        let mut uses: HashMap<String, Uses> = HashMap::new();
        for address in self.matching(vec![term(self.fields.id, id)])? {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let Some(names) = columns::strings(segment, "named")? else {
                continue;
            };
            for ord in names.ords().values_for_doc(address.doc_id) {
                let mut key = String::new();
                names.ord_to_str(ord, &mut key)?;
                uses.entry(key).or_default().quotes += 1;
            }
        }
        for uses in uses.values_mut() {
            uses.articles = 1;
        }
        Ok(uses)
    }

    /// Articles that say of a name that it stands for `speaker`, in the order of their addresses.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn articles_with(&self, key: &str, speaker: &str) -> tantivy::Result<Vec<DocAddress>> {
        let mut terms = vec![term(self.fields.named, key)];
        if let Some(facet) = by_name("speaker") {
            terms.push(term(self.fields.facet(facet), speaker));
        }
        let mut found: Vec<_> = self.matching(terms)?.into_iter().collect();
        found.sort();
        Ok(found)
    }

    /// Where the article with this id stands.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn address_of(&self, id: &str) -> tantivy::Result<Option<DocAddress>> {
        Ok(self.matching(vec![term(self.fields.id, id)])?.into_iter().min())
    }

    /// The segments of the commit, to be opened one at a time; `None` where they are others by now.
    ///
    /// # Errors
    /// What the engine says of an index that it cannot read.
    pub fn segments(&self) -> tantivy::Result<Option<Segments>> {
        Segments::of(&self.searcher, &self.fields)
    }

    fn matching(&self, terms: Vec<Box<dyn Query>>) -> tantivy::Result<std::collections::HashSet<DocAddress>> {
        let all = terms.into_iter().map(|term| (Occur::Must, term)).collect();
        self.searcher.search(&BooleanQuery::new(all), &DocSetCollector)
    }
}

fn term(field: Field, value: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, value);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// The keys of those names of a segment for which `wanted` holds.
fn wanted_keys(
    segment: &SegmentReader,
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> tantivy::Result<Vec<String>> {
    let (mut text, mut ends) = (String::new(), vec![0]);
    // Much quicker to go through than the terms of the index, which are the same.
    if let Some(names) = columns::strings(segment, "named")? {
        let mut stream = names.dictionary().stream()?;
        while stream.advance() {
            match str::from_utf8(stream.key()) {
                Ok(name) => text.push_str(name),
                Err(_) => text.push_str(&String::from_utf8_lossy(stream.key())),
            }
            ends.push(text.len());
        }
    }
    // Segments are few and of any size, so their names are shared out again.
    let keys = ends
        .par_windows(2)
        .with_min_len(512)
        .map(|ends| &text[ends[0]..ends[1]]);
    Ok(keys.filter(|key| wanted(key)).map(str::to_owned).collect())
}

/// What the documents of a segment that hold a name hold of it.
fn read_name(
    segment: &SegmentReader,
    key: &str,
    mut docs: SegmentPostings,
    names: &StrColumn,
    joined: Option<&StrColumn>,
) -> tantivy::Result<Held> {
    let mut held = Held::default();
    let itself = Named::from_key(key).map(|named| Identity::itself(&named.name));
    let ord = names.dictionary().term_ord(key)?;
    // What each value of `joined` says of this name.
    let mut says: HashMap<u64, Option<Identity>> = HashMap::new();
    while docs.doc() != TERMINATED {
        let doc = docs.doc();
        docs.advance();
        if segment.alive_bitset().is_some_and(|alive| !alive.is_alive(doc)) {
            continue;
        }
        held.uses.articles += 1;
        let quotes = names.ords().values_for_doc(doc).filter(|o| Some(*o) == ord);
        held.uses.quotes += quotes.count() as u64;
        let mut said = itself.clone();
        if let Some(joined) = joined {
            for ord in joined.ords().values_for_doc(doc) {
                if let Entry::Vacant(place) = says.entry(ord) {
                    let mut text = String::new();
                    joined.ord_to_str(ord, &mut text)?;
                    let read = Joined::read(&text).filter(|joined| joined.named.key() == key);
                    place.insert(read.map(|joined| joined.identity));
                }
                if let Some(Some(other)) = says.get(&ord) {
                    said = Some(other.clone());
                }
            }
        }
        said.into_iter().for_each(|identity| held.say(identity));
    }
    Ok(held)
}

/// Adds the names of a segment: counted by ordinal, and only those that occur are spelled out.
fn read_segment(segment: &SegmentReader, all: &mut HashMap<String, Held>) -> tantivy::Result<()> {
    let Some(names) = columns::strings(segment, "named")? else {
        return Ok(());
    };
    // What each value of `joined` says of which name.
    let mut says: Vec<Option<(u64, Identity)>> = Vec::new();
    let joined = columns::strings(segment, "joined")?;
    if let Some(joined) = &joined {
        let mut stream = joined.dictionary().stream()?;
        while stream.advance() {
            let read = Joined::read(&String::from_utf8_lossy(stream.key()));
            says.push(match read {
                Some(joined) => names
                    .dictionary()
                    .term_ord(joined.named.key())?
                    .map(|ord| (ord, joined.identity)),
                None => None,
            });
        }
    }
    let mut uses = vec![Uses::default(); names.num_terms()];
    let mut itself = vec![false; names.num_terms()];
    let mut said = vec![false; says.len()];
    let (mut ords, mut others) = (Vec::new(), Vec::new());
    for doc in manifest::with_value(segment, &names.ords().index) {
        ords.clear();
        ords.extend(names.ords().values_for_doc(doc));
        if ords.is_empty() {
            continue;
        }
        for ord in &ords {
            if let Some(uses) = uses.get_mut(*ord as usize) {
                uses.quotes += 1;
            }
        }
        ords.sort_unstable();
        ords.dedup();
        others.clear();
        for ord in joined.iter().flat_map(|j| j.ords().values_for_doc(doc)) {
            if let (Some(said), Some(Some((name, _)))) = (said.get_mut(ord as usize), says.get(ord as usize))
            {
                *said = true;
                others.push(*name);
            }
        }
        for ord in &ords {
            if let (Some(uses), Some(itself)) = (uses.get_mut(*ord as usize), itself.get_mut(*ord as usize)) {
                uses.articles += 1;
                *itself |= !others.contains(ord);
            }
        }
    }
    let mut keys: Vec<String> = Vec::with_capacity(uses.len());
    let mut stream = names.dictionary().stream()?;
    while stream.advance() {
        keys.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    for (ord, key) in keys.iter().enumerate().filter(|(ord, _)| uses[*ord].articles > 0) {
        let held = all.entry(key.clone()).or_default();
        held.uses.articles += uses[ord].articles;
        held.uses.quotes += uses[ord].quotes;
        if itself[ord]
            && let Some(named) = Named::from_key(key)
        {
            held.say(Identity::itself(&named.name));
        }
    }
    for (_, (ord, identity)) in says
        .into_iter()
        .enumerate()
        .filter_map(|(n, s)| Some((n, s?)))
        .filter(|(n, _)| said[*n])
    {
        if let Some(held) = keys.get(ord as usize).and_then(|key| all.get_mut(key)) {
            held.say(identity);
        }
    }
    Ok(())
}

impl Held {
    fn add(&mut self, other: Self) {
        self.uses.articles += other.uses.articles;
        self.uses.quotes += other.uses.quotes;
        other.told.into_iter().for_each(|identity| self.say(identity));
    }

    fn say(&mut self, identity: Identity) {
        if !self.told.contains(&identity) {
            self.told.push(identity);
        }
    }
}
