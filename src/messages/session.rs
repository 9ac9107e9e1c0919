//! To a session: the actor of one connection.

use actix::prelude::*;
use bytestring::ByteString;
use orchestrasec_domain::{MeetingId, Seq};
use orchestrasec_protocol::ServerMessage;

/// One connection of one process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// Where a session is reached.
pub type SessionAddress = Recipient<ToSession>;

/// Why a session no longer follows a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowEnded {
    /// The person was put out.
    Removed {
        /// `removed` or `banned`
        code: orchestrasec_protocol::Code,
        /// Why.
        reason: Option<String>,
    },
    /// The meeting's actor is gone; follow it again.
    MeetingLost,
}

/// What a session is told.
#[derive(Debug, Clone, Message)]
#[rtype(result = "()")]
pub enum ToSession {
    /// For this connection only.
    Message(Box<ServerMessage>),
    /// For all viewers of a kind, encoded once: `events` or `presence`.
    Shared {
        /// Which meeting.
        meeting_id: MeetingId,
        /// The last event in it; `None` when it has none.
        seq: Option<Seq>,
        /// The frame's text.
        text: ByteString,
    },
    /// The stream of a meeting ended.
    FollowEnded {
        /// Which meeting.
        meeting_id: MeetingId,
        /// Why.
        why: FollowEnded,
    },
    /// The server goes down: say so and close.
    GoingDown,
}
