//! The actor that knows which meetings live here: it starts them when somebody asks, rebuilds them from the journal when they crash,
//! and lets them go when nobody needs them.

mod actor;
mod crashes;
mod directory;

pub use actor::{Birth, Registry};
pub use directory::Directory;
