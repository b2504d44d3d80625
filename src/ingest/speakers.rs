//! Who is who, while a run adds and removes articles.
//!
//! Documents are told what the table says when their segment is written, which is late; every batch is
//! counted before it is handed over. When the run has ended, articles that were told
//! something that does not hold any more are written again from what the index itself
//! stores. A commit says whether that has been done ([`Remembered::settled`]): where a
//! run was stopped between the two, the next one does it.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashSet;
use tantivy::DocAddress;

use super::user_file::{self, UserFile};
use super::{Lazy, again};
use crate::error::{Error, IndexError, SpeakersError};
use crate::identity::table::{Blocks, block};
use crate::identity::{JUDGEMENT, Quoted, QuotedSpeaker, Rules, Table, Uses};
use crate::index::Writer;
use crate::index::cast::Judge;
use crate::index::commit::Remembered;
use crate::index::ids;
use crate::index::manifest::Known;
use crate::index::names::Names;
use crate::index::{document, joined};

/// So many files are few: only the names which they concern are looked up.
const FEW: usize = 128;

/// The table of a run.
pub struct Speakers {
    /// Shared with the threads that write.
    table: Arc<Mutex<Table>>,
    /// What is to be remembered when all is settled.
    settled: Remembered,
    /// The names of the last commit, once something changes; none where it had no articles.
    before: Option<Names>,
    /// Blocks of names that were read from it; of no use once all are read.
    blocks: HashSet<String>,
    loaded: bool,
    /// The articles of this run, by their ids.
    indexed: FxHashSet<u64>,
    /// Whether so few files are to be read that only the names which they concern are looked up.
    few: bool,
    /// Whether the last commit was made by the same rules, and nothing was left to do.
    was_settled: bool,
}

impl Speakers {
    /// Reads the user's file; the index is not read yet.
    ///
    /// # Errors
    /// [`SpeakersError`] where the file cannot be read or understood.
    pub fn open(choice: &UserFile, remembered: &Remembered) -> Result<Self, SpeakersError> {
        let (file, rules) = match choice.choose(remembered.file.as_deref()) {
            Some(path) => read(&path).map(|(rules, full)| (Some(full), rules))?,
            None => (None, Rules::default()),
        };
        let settled = Remembered {
            file,
            settled: format!("{JUDGEMENT}-{}", rules.digest()),
        };
        Ok(Self {
            was_settled: settled == *remembered,
            settled,
            table: Arc::new(Mutex::new(Table::new(rules))),
            before: None,
            blocks: HashSet::new(),
            loaded: false,
            indexed: FxHashSet::default(),
            few: false,
        })
    }

    /// Whether articles may have to be written again though no file has changed.
    pub fn is_due(&self) -> bool {
        !self.was_settled
    }

    /// How many files a run is to read or to forget.
    pub fn expect(&mut self, files: usize) {
        self.few = files <= FEW;
    }

    /// The names of the last commit; none where it is not to be looked at.
    fn before(&mut self, writer: &Writer) -> Option<&Names> {
        if self.before.is_none() {
            self.before = writer.known.names(&writer.fields);
        }
        self.before.as_ref()
    }

    /// Reads all names of the last commit, unless that was done.
    ///
    /// # Errors
    /// [`IndexError`] where they cannot be read.
    pub fn load(&mut self, writer: &Writer) -> Result<(), IndexError> {
        if std::mem::replace(&mut self.loaded, true) {
            return Ok(());
        }
        let all = match self.before(writer) {
            Some(names) => names.all().map_err(|e| writer.error(e))?,
            None => return Ok(()),
        };
        let read = std::mem::take(&mut self.blocks);
        let is_read = |key: &str| !read.is_empty() && block(key).is_some_and(|block| read.contains(&block));
        let mut table = lock(&self.table);
        for (key, held) in all.into_iter().filter(|(key, _)| !is_read(key)) {
            table.put(&key, held.uses, held.told);
        }
        if !self.was_settled {
            table.touch_all();
        }
        Ok(())
    }

    /// Reads the names of the last commit with which these have to do, unless that was done. Where
    /// many are to come, or what was joined may not hold any more, all are read.
    fn load_for<'a>(
        &mut self,
        keys: impl Iterator<Item = &'a str>,
        writer: &Writer,
    ) -> Result<(), IndexError> {
        if !self.few || !self.was_settled {
            return self.load(writer);
        }
        let fresh = keys.filter_map(block);
        let fresh: HashSet<String> = fresh.filter(|block| !self.blocks.contains(block)).collect();
        if self.loaded || fresh.is_empty() {
            return Ok(());
        }
        if let Some(names) = self.before(writer) {
            let blocks = Blocks::new(&fresh);
            let some = names.some(&|key| blocks.hold(key)).map_err(|e| writer.error(e))?;
            let mut table = lock(&self.table);
            for (key, held) in some {
                table.put(&key, held.uses, held.told);
            }
        }
        self.blocks.extend(fresh);
        Ok(())
    }

    /// Articles that the last commit knows are replaced or removed.
    ///
    /// # Errors
    /// [`IndexError`] where their names cannot be read.
    pub fn forget(&mut self, ids: &[String], writer: &Writer) -> Result<(), IndexError> {
        let mut gone: Vec<(String, Uses)> = Vec::new();
        if let Some(before) = self.before(writer) {
            for id in ids {
                gone.extend(before.of_article(id).map_err(|e| writer.error(e))?);
            }
        }
        self.load_for(gone.iter().map(|(key, _)| key.as_str()), writer)?;
        let mut table = lock(&self.table);
        for (key, uses) in gone {
            table.take(&key, uses);
        }
        Ok(())
    }

    /// Articles come, with these speakers of their quotes.
    ///
    /// # Errors
    /// [`IndexError`] where the names of the last commit cannot be read.
    pub fn learn<'a>(
        &mut self,
        speakers: impl Iterator<Item = &'a QuotedSpeaker> + Clone,
        writer: &Writer,
    ) -> Result<(), IndexError> {
        self.load_for(speakers.clone().map(|speaker| speaker.key.as_str()), writer)?;
        let mut table = lock(&self.table);
        speakers.for_each(|speaker| table.add(&speaker.key, speaker.uses()));
        Ok(())
    }

    /// Articles of this run: when they are written again, nothing is new to whoever reads the summary.
    pub fn note_indexed<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        self.indexed.extend(ids.map(ids::number));
    }

    /// Says whom names stand for as far as is known when it is asked, and notes that documents were told so:
    /// what has come since the last time is judged first, as far as it may matter.
    pub fn judge(&self) -> Arc<Judge> {
        let table = Arc::clone(&self.table);
        Arc::new(move |keys: &[&str]| {
            let mut table = lock(&table);
            table.settle_for_now();
            keys.iter().map(|key| table.tell(key)).collect()
        })
    }

    /// Commits, and writes again the articles whose speakers have other names now; how many of them
    /// this run has not indexed. `stop` leaves that to the next run.
    ///
    /// # Errors
    /// [`IndexError`] where the index cannot be read or written.
    pub fn commit(
        &mut self,
        writer: &mut Writer,
        lexicons: &Lazy,
        pending: bool,
        stop: &dyn Fn() -> bool,
    ) -> Result<u64, Error> {
        lock(&self.table).settle();
        let outdated = self.outdated();
        if outdated.is_empty() {
            writer.speakers = self.settled.clone();
            writer.commit()?;
            return Ok(0);
        }
        if pending {
            self.commit_unsettled(writer)?;
        }
        if stop() {
            return Ok(0);
        }
        // Those articles name others too.
        self.load(writer)?;
        // What has been looked at there is not to stay in memory, nor are its files.
        self.before = None;
        writer.known = Known::nothing(writer.fields.id);
        let find = |names: &Names| {
            let mut addresses: BTreeSet<DocAddress> = BTreeSet::new();
            for (key, speaker) in &outdated {
                addresses.extend(names.articles_with(key, speaker)?);
            }
            Ok(addresses.into_iter().map(|address| (address, ())).collect())
        };
        let table = Arc::clone(&self.table);
        let who = |key: &str| lock(&table).who(key);
        let renamed = AtomicU64::new(0);
        let indexed = &self.indexed;
        again::write(writer, lexicons, find, |(), stored| {
            let quoted = Quoted::of(&stored.annotations, document::clean_value);
            let right = joined::is_said(&stored.joined, &quoted, &who);
            if !right && !indexed.contains(&ids::number(&stored.article.id)) {
                renamed.fetch_add(1, Ordering::Relaxed);
            }
            (!right).then_some((stored, None))
        })?;
        writer.speakers = self.settled.clone();
        writer.commit()?;
        Ok(renamed.into_inner())
    }

    /// Commits in the middle of a run: what is there is searchable, and known to be unfinished.
    ///
    /// # Errors
    /// [`IndexError`]; the last commit stays as it was.
    pub fn commit_unsettled(&self, writer: &mut Writer) -> Result<(), IndexError> {
        writer.speakers = Remembered {
            settled: String::new(),
            ..self.settled.clone()
        };
        writer.commit()
    }

    /// Names of which documents were told what does not hold any more, with the speaker they were told.
    fn outdated(&self) -> Vec<(String, String)> {
        let table = lock(&self.table);
        let outdated = table.outdated().into_iter();
        outdated
            .map(|(key, told)| (key, document::clean_value(&told.speaker).into_owned()))
            .collect()
    }
}

fn lock(table: &Mutex<Table>) -> MutexGuard<'_, Table> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The user's rules, and where later runs find them.
fn read(path: &Path) -> Result<(Rules, String), SpeakersError> {
    let (text, full) = user_file::read(path).map_err(|source| SpeakersError::Unreadable {
        path: path.to_path_buf(),
        source,
    })?;
    let rules = Rules::parse(&text).map_err(|fault| SpeakersError::Invalid {
        path: path.to_path_buf(),
        line: fault.line,
        message: fault.message,
    })?;
    Ok((rules, full))
}
