//! The types of the mailboxes, and nothing else: actors know each other only through these.

pub mod meeting;
pub mod registry;
pub mod session;
