//! The durable store behind the ports [`Journal`](crate::ports::Journal), [`AccountStore`](crate::ports::AccountStore) and
//! [`TemplateStore`](crate::ports::TemplateStore).
//!
//! Reading order: `sqlite` (opening the file), `writer` and `task` (the one that writes), `batch` (what one commit contains),
//! `journal`, `accounts` and `templates` (the ports), `memory` (a second journal for tests, held to the same behaviour).
//!
//! Everything that writes goes through the writer: it is never cancelled, so no caller's time-out can leave a transaction open.
//! Readers have connections of their own that cannot write.

mod accounts;
mod batch;
mod engine;
mod fault;
mod journal;
mod lock;
pub mod memory;
mod rotation;
mod rows;
mod snapshots;
pub mod sqlite;
mod tables;
mod task;
mod templates;
mod writer;

pub use engine::Engine;
pub use memory::MemoryJournal;
pub use sqlite::{OpenError, Settings, SqliteStore};
pub use writer::Written;
