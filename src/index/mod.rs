//! Keeping: one tantivy index that holds articles and their quotes.
//!
//! | file | holds |
//! |---|---|
//! | [`schema`] | the fields: the on-disk contract |
//! | [`analyzer`] | how text becomes terms |
//! | [`cast`] | the speakers of an article, whose names are told late |
//! | [`columns`] | columns of strings, looked at before they are trusted |
//! | [`document`] | article and annotations to documents, and back |
//! | [`commit`] | `meta.json`: the files of a commit with lengths and checksums |
//! | [`open`] | opening for reading, with every way in which that can fail |
//! | [`writer`] | the one writer: lock, replace, remove, commit |
//! | [`manifest`] | which files the index knows, read from the commit itself |
//! | [`joined`] | names of an article that stand for others |
//! | [`stored`] | an article of a commit, to be written again |
//! | [`names`] | who is named in a commit, and for whom the names stand |
//! | [`mod@sizes`] | what each field costs on disk |
//! | [`mod@verify`] | checking every byte and every span |
//! | `terms` | texts with numbers, each once |
//! | `memory` | words that were looked at |
//! | [`rows`] | what is written of an article and its quotes |
//! | `queue` | articles on their way to the threads that write |
//! | `segment` | a segment in the making |
//! | `merging` | which segments become one |
//! | [`mod@snapshot`] | a copy of one commit |
//! | `deletion` | what is deleted, and from which segments |
//! | `directory` | the folder: lock, checksums while writing; reading where nothing can be written |
//! | `folder` | its files: which are the engine's |
//! | `guard` | where the engine stops on a damaged file |
//!
//! # Traps
//! * Nothing is kept outside tantivy's own commit: the manifest is columns of the
//!   article documents, and the list of files with their checksums is in `meta.json`,
//!   so neither can disagree with the commit.
//! * The engine does not sync the directory after a commit; [`writer`] does.
//! * A kill between two of the engine's writes can leave a file that blocks every
//!   later commit, unless garbage is collected first thing after taking the lock.

pub mod analyzer;
pub mod cast;
pub mod columns;
pub mod commit;
mod deletion;
mod directory;
pub mod document;
mod folder;
mod guard;
pub mod ids;
pub mod joined;
mod kept;
pub mod manifest;
mod memory;
mod merging;
pub mod names;
pub mod open;
mod queue;
mod remembered;
pub mod rows;
pub mod schema;
mod segment;
pub mod sizes;
pub mod snapshot;
mod sound;
pub mod stored;
mod terms;
pub mod texts;
pub mod verify;
pub mod writer;

pub(crate) use guard::guarded;
pub use open::Opened;
pub use sizes::{FieldSizes, Sizes, sizes};
pub use snapshot::snapshot;
pub use verify::{Damage, Verification, verify, verify_deep};
pub use writer::Writer;
