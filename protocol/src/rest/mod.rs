//! The bodies of the HTTP API, by noun.

mod accounts;
mod meetings;
mod phases;
mod record;
mod stats;
mod templates;
mod tokens;

pub use accounts::*;
pub use meetings::*;
pub use phases::*;
pub use record::*;
pub use stats::*;
pub use templates::*;
pub use tokens::*;
