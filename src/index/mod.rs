//! Keeping: one tantivy index that holds articles and their quotes.
//!
//! | file | holds |
//! |---|---|
//! | [`schema`] | the fields: the on-disk contract |
//! | [`analyzer`] | how text becomes terms |
//! | [`document`] | article and annotations to documents, and back |
//! | [`open`] | opening for reading, with every way in which that can fail |
//! | [`writer`] | the one writer: lock, replace, remove, commit |
//! | [`manifest`] | which files the index knows, read from the commit itself |
//! | [`names`] | who is named in a commit, and for whom the names stand |
//! | [`mod@verify`] | checking every byte and every span |
//! | `directory` | the folder, also one that cannot be written to |
//! | `guard` | where the engine stops on a damaged file |
//!
//! # Traps
//! * Nothing is kept outside tantivy's own commit: the manifest is columns of the
//!   article documents, so it can never disagree with them.
//! * The engine does not sync the directory after a commit; [`writer`] does.
//! * A kill between two of the engine's writes can leave a file that blocks every
//!   later commit, unless garbage is collected first thing after taking the lock.

pub mod analyzer;
mod directory;
pub mod document;
mod guard;
pub mod ids;
mod kept;
pub mod manifest;
pub mod names;
pub mod open;
pub mod schema;
pub mod verify;
pub mod writer;

pub(crate) use guard::guarded;
pub use open::Opened;
pub use verify::{Damage, Verification, verify};
pub use writer::Writer;
