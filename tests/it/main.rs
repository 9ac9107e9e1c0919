//! The server over real HTTP and WebSocket connections, with a real SQLite file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]
#![allow(missing_docs)]

mod support;

mod bad_input;
mod crash;
mod meeting_flow;
mod recovery;
mod resume;
mod rights;
mod slow_client;
mod time_acts;
