//! To a session: the actor of one connection.

pub use crate::ports::SessionId;
use actix::prelude::*;
use bytestring::ByteString;
use orchestrasec_domain::{MeetingId, Seq};
use orchestrasec_protocol::{Code, ServerMessage};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Where a session is reached. Sending never waits: a session whose mailbox is full is marked as slow, and ends itself when it
/// notices (or the kernel ends the connection of a peer that takes nothing at all).
#[derive(Debug, Clone)]
pub struct SessionAddress {
    /// Shared: a copy of an actix address has a place in the mailbox of its own, and a mailbox of copies is never full.
    recipient: Arc<Recipient<ToSession>>,
    slow: Arc<AtomicBool>,
}

/// The session did not take it, and never will.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost;

impl SessionAddress {
    /// An address that marks `slow` when the mailbox is full.
    pub fn new(recipient: Arc<Recipient<ToSession>>, slow: Arc<AtomicBool>) -> Self {
        Self { recipient, slow }
    }

    /// Puts a message into the mailbox.
    ///
    /// # Errors
    /// [`Lost`] when the session is gone or slow: it has to be dropped from every list.
    pub fn send(&self, message: ToSession) -> Result<(), Lost> {
        self.recipient.try_send(message).map_err(|error| {
            if matches!(error, SendError::Full(_)) {
                self.slow.store(true, Ordering::Relaxed);
            }
            Lost
        })
    }
}

/// Why a session no longer follows a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowEnded {
    /// The person was put out.
    Removed {
        /// `removed` or `banned`
        code: Code,
        /// Why.
        reason: Option<String>,
    },
    /// The person left.
    Left,
    /// The meeting's actor is gone; follow it again.
    MeetingLost,
}

/// What a session is told.
#[derive(Debug, Clone, Message)]
#[rtype(result = "()")]
pub enum ToSession {
    /// For this connection only.
    Message(Box<ServerMessage>),
    /// The whole state of a meeting, for this connection only, encoded already.
    State {
        /// Which meeting.
        meeting_id: MeetingId,
        /// The last event in it.
        seq: Seq,
        /// The frame's text: `snapshot`, or the `events` that were missing.
        text: ByteString,
    },
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
