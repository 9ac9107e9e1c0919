//! What a client hears on the socket.

use crate::{
    Code, Problem,
    event::ReceivedEvent,
    media::{IceServer, MediaMids, MediaSlot},
    view::MeetingView,
    view::You,
};
use orchestrasec_domain::{AccountRole, MeetingId, Outcome, ParticipantId, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A message of the server. Clients ignore types and fields that they do not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(missing_docs, reason = "docs/protocol.md documents every message and field")]
pub enum ServerMessage {
    Welcome {
        protocol: u32,
        session_id: String,
        user: UserView,
        server_time: Timestamp,
        heartbeat_ms: u64,
    },
    Snapshot {
        meeting_id: MeetingId,
        seq: u64,
        server_time: Timestamp,
        you: You,
        meeting: Box<MeetingView>,
        online: Vec<ParticipantId>,
    },
    /// Written by hand on the server, from events that are encoded once.
    Events {
        meeting_id: MeetingId,
        #[cfg_attr(feature = "types", ts(as = "Vec<crate::event::TypedEvent>"))]
        events: Vec<ReceivedEvent>,
    },
    /// What the receiver may do has changed.
    You {
        meeting_id: MeetingId,
        you: You,
    },
    Presence {
        meeting_id: MeetingId,
        changes: Vec<PresenceChange>,
    },
    Ack {
        id: String,
        seq: u64,
        result: Option<Outcome>,
    },
    Refusal {
        id: Option<String>,
        code: Code,
        detail: String,
        retry_after_ms: Option<u64>,
    },
    Pong {
        #[cfg_attr(feature = "types", ts(type = "number"))]
        t: Number,
        server_time: Timestamp,
    },
    Removed {
        meeting_id: MeetingId,
        code: Code,
        reason: Option<String>,
    },
    GoingDown {
        resume_after_ms: u64,
    },
    /// How to send and receive audio and video; answered with `media_answer`.
    MediaOffer {
        meeting_id: MeetingId,
        rev: u64,
        fresh: bool,
        sdp: String,
        mids: MediaMids,
        slots: Vec<MediaSlot>,
        ice_servers: Vec<IceServer>,
    },
    /// Who is in which slot now; nothing has to be negotiated for it.
    MediaSlots {
        meeting_id: MeetingId,
        slots: Vec<MediaSlot>,
    },
    /// Audio and video ended, or a wish about them cannot be met.
    MediaError {
        meeting_id: MeetingId,
        code: Code,
        ended: bool,
    },
}

/// The account behind a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct UserView {
    /// Which.
    pub id: UserId,
    /// Its name.
    pub display_name: String,
    /// Its role on this installation.
    pub role: AccountRole,
}

/// Somebody's connection came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PresenceChange {
    /// Who.
    pub participant_id: ParticipantId,
    /// Whether there is a connection now.
    pub connected: bool,
}

impl ServerMessage {
    /// The refusal of the command with this id, or of a message that had none.
    pub fn refusal(id: Option<String>, problem: Problem) -> Self {
        Self::Refusal { id, code: problem.code, detail: problem.detail, retry_after_ms: problem.retry_after_ms }
    }
}
