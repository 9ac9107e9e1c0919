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

mod agenda;
mod auto_advance;
mod budget;
mod extend;
mod grant;
mod guests;
mod hand_over;
mod interpose;
mod invariants;
mod last_word;
mod lifecycle;
mod limits;
mod methods;
mod outcomes;
mod pause;
mod people;
mod permission;
mod phases;
mod precedence;
mod properties;
mod queue;
mod random;
mod random_setup;
mod ready;
mod record;
mod roles;
mod template;
mod time;
mod undo;
mod yielding;
