//! The actor that owns one meeting: `actor.rs` decides and journals, `gate.rs` holds back what is not durable yet, `roster.rs` knows who
//! follows, `broadcast.rs` encodes once for all, `recovery.rs` rebuilds the state from the journal, `cork.rs` gathers while
//! a fan-out is on its way, `history.rs` keeps what a returning client missed, `idle.rs` says when the meeting may be let go,
//! `timers.rs` is what it does though nobody asks, `media.rs` holds the gate of the microphones.

mod actor;
mod answers;
mod append;
mod broadcast;
mod cork;
mod gate;
mod history;
mod idle;
mod media;
mod questions;
pub mod recovery;
mod roster;
mod timers;

pub use actor::{MeetingActor, MeetingParts};
