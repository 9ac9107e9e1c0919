//! The record as a file that proves itself: `birth` makes its first entry, `export` writes it.

mod birth;
mod export;

pub use birth::{Birth, birth};
pub use export::{export, line};
