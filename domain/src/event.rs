//! What can happen in a meeting. Events are stored for ever: fields are added with a default, never renamed or reused.

use crate::{FloorKind, GrantNo, MeetingId, MeetingRole, ParticipantId, Phase, RequestId, Right, Settings, Timestamp};
use serde::{Deserialize, Serialize};

/// How a phase was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// By the meeting's start.
    Start,
    /// From the phase before.
    Advance,
    /// From the phase after.
    Back,
}

/// Whether somebody who was put out may come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rejoin {
    /// Yes.
    #[default]
    Allowed,
    /// No.
    Banned,
}

/// Why a request left the queue unanswered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalCause {
    /// Its maker took it back.
    Own,
    /// Its maker left the meeting.
    Left,
    /// Its maker was put out.
    Removed,
    /// A facilitator took it out.
    Facilitator,
}

/// Why a holder gave the floor back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReleaseCause {
    /// The holder was done.
    Own,
    /// The holder left the meeting.
    Left,
    /// The meeting was closed.
    Closed,
}

/// Why the floor was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RevokeCause {
    /// A facilitator took it.
    Facilitator,
    /// The turn reached its limit.
    Overtime,
    /// The holder was put out.
    Removed,
}

/// The creator, who is the first facilitator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Creator {
    /// Who.
    pub participant_id: ParticipantId,
    /// The name at that time.
    pub display_name: String,
}

/// A fact. See `docs/protocol.md`, *Events*, for the effect of each on the state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields have the meaning that the types and the command of the same name document")]
pub enum Event {
    /// The first event of every record.
    MeetingCreated {
        meeting_id: MeetingId,
        title: String,
        description: String,
        template: String,
        phases: Vec<Phase>,
        settings: Settings,
        scheduled_start: Option<Timestamp>,
        created_by: Creator,
    },
    /// All four as they are from now on.
    MeetingUpdated { title: String, description: String, scheduled_start: Option<Timestamp>, settings: Settings },
    /// The meeting is live.
    MeetingStarted {},
    /// The meeting is over.
    MeetingClosed {},
    /// A phase began.
    PhaseEntered { index: usize, ends_at: Option<Timestamp>, direction: Direction },
    /// Somebody came, for the first time or again.
    ParticipantJoined { participant_id: ParticipantId, display_name: String, role: MeetingRole },
    /// Somebody went.
    ParticipantLeft { participant_id: ParticipantId },
    /// Somebody was put out.
    ParticipantRemoved { participant_id: ParticipantId, reason: Option<String>, rejoin: Rejoin },
    /// Requests are let in.
    QueueOpened {},
    /// No more requests are let in.
    QueueClosed {},
    /// Somebody asked for the floor.
    FloorRequested { request_id: RequestId, participant_id: ParticipantId, kind: FloorKind, note: Option<String> },
    /// A request left the queue unanswered.
    RequestWithdrawn { request_id: RequestId, participant_id: ParticipantId, cause: WithdrawalCause },
    /// A request was refused.
    RequestDenied { request_id: RequestId, participant_id: ParticipantId, reason: Option<String> },
    /// A request changed its place.
    RequestMoved { request_id: RequestId, position: usize },
    /// Somebody has the floor.
    FloorGranted {
        grant_no: GrantNo,
        request_id: Option<RequestId>,
        participant_id: ParticipantId,
        kind: FloorKind,
        limit_ms: Option<u64>,
        warn_at: Option<Timestamp>,
        ends_at: Option<Timestamp>,
    },
    /// The turn nears its limit.
    TurnWarned { grant_no: GrantNo },
    /// The turn passed its limit and the holder kept the floor.
    TurnOverran { grant_no: GrantNo },
    /// The holder gave the floor back.
    FloorReleased { grant_no: GrantNo, participant_id: ParticipantId, spoke_ms: u64, cause: ReleaseCause },
    /// The floor was taken.
    FloorRevoked {
        grant_no: GrantNo,
        participant_id: ParticipantId,
        spoke_ms: u64,
        cause: RevokeCause,
        reason: Option<String>,
    },
    /// Somebody tried what they have no right to.
    CommandRefused { command: Right, code: String },
}

impl Event {
    /// Only facilitators and admins see it; others get its number only.
    pub fn is_confidential(&self) -> bool {
        matches!(self, Event::CommandRefused { .. })
    }
}
