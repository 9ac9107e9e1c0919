//! The rules of a meeting, as sentences: given what has happened, when somebody does something, then this follows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]
#![allow(
    clippy::wrong_self_convention,
    reason = "`when(…).is_refused(…)` reads as a sentence and takes the sentence along"
)]

mod cast;
mod facts;
mod ledger;
mod quiet;
mod scenario;

mod grant;
mod invariants;
mod lifecycle;
mod people;
mod permission;
mod phases;
mod properties;
mod queue;
mod random;
mod random_setup;
mod record;
mod time;
