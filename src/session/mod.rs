//! One connection: `actor.rs` is what it says and hears (a pure state machine), `inbox.rs` what it takes in, `socket.rs` the actor that ties
//! both to a WebSocket.

mod actor;
mod inbox;
pub mod socket;

pub use inbox::Rate;
pub use socket::SocketParts;
