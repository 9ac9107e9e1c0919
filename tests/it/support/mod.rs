//! What the tests are written with: a server of their own, people, their sockets, and a clock that only tests move.

mod clock;
mod journal;
mod media;
mod people;
mod process;
mod server;
mod socket;

pub use clock::ManualClock;
pub use journal::Appending;
pub use media::{MediaClient, Received};
pub use people::{PASSWORD, Person};
pub use process::{ServerProcess, free_ports};
pub use server::TestServer;
pub use socket::Socket;
