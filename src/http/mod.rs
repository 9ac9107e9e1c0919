//! The HTTP API: REST by noun, one file per noun.

pub mod body;
pub mod reply;
