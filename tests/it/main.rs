//! The server over real HTTP and WebSocket connections, with a real SQLite file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]
#![allow(missing_docs, clippy::large_futures)]

mod support;

mod accounts_store;
mod audit;
mod auth;
mod bad_input;
mod command_line;
mod crash;
mod fair_floor;
mod idle;
mod journal_contract;
mod log_in_storm;
mod media;
mod media_attacks;
mod meeting_flow;
mod memory_journal;
mod metrics;
mod migrations;
mod nonsense;
mod recovery;
mod replayed;
mod resume;
mod rights;
mod scribe;
mod slow_client;
mod statistics;
mod storage;
mod storage_writer;
mod templates;
mod threads;
mod time_acts;
