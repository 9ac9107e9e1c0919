//! The wire of OrchestraSec: socket messages, REST bodies, stable codes.
//!
//! Reading order: [`client`] (what a client says), [`ask`] (what that asks of the server), [`server`] (what it hears), [`view`] (a meeting as clients see it), [`queue`] (how they learn its order),
//! [`rest`] (HTTP bodies), [`code`] (every refusal's stable name). `docs/protocol.md` is the page for people.

pub mod ask;
pub mod client;
pub mod code;
pub mod decode;
pub mod event;
pub mod limits;
pub mod media;
pub mod problem;
pub mod queue;
pub mod record;
pub mod rest;
pub mod schema;
pub mod server;
pub mod view;

pub use ask::Ask;
pub use client::ClientMessage;
pub use code::Code;
pub use event::{EncodedEvent, EventView};
pub use problem::Problem;
pub use server::ServerMessage;
pub use view::{MeetingView, Viewer};

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u32 = 1;
