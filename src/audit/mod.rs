//! The record as a file that proves itself: `birth` makes its first entry, `export` writes it, `verify` checks it with nothing but the
//! file, `rules` knows what no meeting can have done. The format is `protocol::record`'s.

mod birth;
mod export;
mod finding;
mod rules;
mod verify;

pub use birth::{Birth, birth};
pub use export::{export, line};
pub use finding::{Break, Fault, Verified};
pub use verify::{LINE_MAX, Progress, Verifier, verify};
