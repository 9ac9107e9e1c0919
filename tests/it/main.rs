//! The server's tests: one binary, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod accounts_store;
mod audit;
mod journal_contract;
mod memory_journal;
mod migrations;
mod scribe;
mod storage;
mod storage_writer;
