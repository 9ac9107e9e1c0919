//! What can happen in a meeting. Events are stored for ever: fields are added with a default, never renamed or reused.

use crate::{
    AgendaItemId, FloorKind, GrantNo, MeetingId, MeetingRole, ParticipantId, Phase, QueueOrder, RequestId, Right,
    Settings, Stance, Timestamp, agenda::AgendaText, grant::PauseCause, order::Explanation,
};
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
    /// Its maker became an observer.
    Role,
}

/// What a closed queue still lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LateAdmission {
    /// Nothing.
    #[default]
    Nothing,
    /// Points of order.
    PointsOfOrder,
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
    /// The holder let others go first.
    Yielded,
    /// The floor went directly to somebody else.
    HandedOver,
    /// A facilitator gave it back on behalf of a holder without a device.
    OnBehalf,
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
    /// The holder's connection was lost for too long.
    Disconnected,
    /// The holder became an observer.
    Role,
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
        #[serde(default)]
        agenda: Vec<AgendaText>,
    },
    /// The first four as they are from now on.
    MeetingUpdated {
        title: String,
        description: String,
        scheduled_start: Option<Timestamp>,
        settings: Settings,
        /// The order of the queue that was named: it holds in the phase that runs, too, whatever that says.
        #[serde(default)]
        queue_order: Option<QueueOrder>,
    },
    /// The meeting is live.
    MeetingStarted {},
    /// The meeting is over.
    MeetingClosed {},
    /// A phase began.
    PhaseEntered { index: usize, ends_at: Option<Timestamp>, direction: Direction },
    /// The phase became longer or shorter.
    PhaseExtended { index: usize, by_ms: i64, ends_at: Timestamp },
    /// Somebody is ready for the next phase, or no longer.
    ReadyChanged { participant_id: ParticipantId, ready: bool },
    /// Somebody came, for the first time or again.
    ParticipantJoined {
        participant_id: ParticipantId,
        display_name: String,
        role: MeetingRole,
        #[serde(default)]
        guest: bool,
    },
    /// Somebody went.
    ParticipantLeft { participant_id: ParticipantId },
    /// Somebody was put out.
    ParticipantRemoved { participant_id: ParticipantId, reason: Option<String>, rejoin: Rejoin },
    /// Somebody is something else now.
    RoleChanged { participant_id: ParticipantId, role: MeetingRole },
    /// Somebody's turns may last longer.
    ExtraTimeSet { participant_id: ParticipantId, percent: u16 },
    /// Somebody's microphone is closed where everyone may speak.
    ParticipantMuted { participant_id: ParticipantId },
    /// It is not any more.
    ParticipantUnmuted { participant_id: ParticipantId },
    /// Somebody may share a screen without holding the floor, or no longer.
    ScreenAllowed { participant_id: ParticipantId, allowed: bool },
    /// Somebody belongs to another group.
    GroupAssigned { participant_id: ParticipantId, group: Option<String> },
    /// Requests are let in.
    QueueOpened {},
    /// No more requests are let in.
    QueueClosed {
        #[serde(default)]
        late: LateAdmission,
    },
    /// Lots were drawn for the order of the queue.
    LotsDrawn { seed: u64 },
    /// Somebody asked for the floor.
    FloorRequested {
        request_id: RequestId,
        participant_id: ParticipantId,
        kind: FloorKind,
        #[serde(default)]
        stance: Option<Stance>,
        note: Option<String>,
        #[serde(default)]
        requested_by: Option<ParticipantId>,
        #[serde(default)]
        item_id: Option<AgendaItemId>,
        /// The person had the floor and let others go first.
        #[serde(default)]
        yielded: bool,
    },
    /// A request left the queue unanswered.
    RequestWithdrawn { request_id: RequestId, participant_id: ParticipantId, cause: WithdrawalCause },
    /// A request was refused.
    RequestDenied { request_id: RequestId, participant_id: ParticipantId, reason: Option<String> },
    /// A request changed its place.
    RequestMoved { request_id: RequestId, position: usize },
    /// A request comes behind all others.
    LastWordGiven { request_id: RequestId, participant_id: ParticipantId },
    /// Somebody was asked to ask for the floor.
    InvitedToSpeak { participant_id: ParticipantId },
    /// Somebody has the floor.
    FloorGranted {
        grant_no: GrantNo,
        request_id: Option<RequestId>,
        participant_id: ParticipantId,
        kind: FloorKind,
        #[serde(default)]
        stance: Option<Stance>,
        #[serde(default)]
        item_id: Option<AgendaItemId>,
        limit_ms: Option<u64>,
        warn_at: Option<Timestamp>,
        ends_at: Option<Timestamp>,
        /// Who gave it; `None`: the rules did.
        #[serde(default)]
        granted_by: Option<ParticipantId>,
        /// The grant that it interrupts.
        #[serde(default)]
        interrupts: Option<GrantNo>,
        /// The interrupted grant that goes on by it.
        #[serde(default)]
        resumes: Option<GrantNo>,
        /// Why this request was next, when the rules chose it.
        #[serde(default)]
        explanation: Option<Explanation>,
    },
    /// The holder is interrupted and will get the floor back.
    FloorSuspended { grant_no: GrantNo, participant_id: ParticipantId, spoke_ms: u64 },
    /// The turn nears its limit.
    TurnWarned { grant_no: GrantNo },
    /// The turn passed its limit and the holder kept the floor.
    TurnOverran { grant_no: GrantNo },
    /// The turn became longer or shorter.
    TurnExtended {
        grant_no: GrantNo,
        by_ms: i64,
        limit_ms: u64,
        warn_at: Option<Timestamp>,
        ends_at: Option<Timestamp>,
    },
    /// The turn's clock stands.
    TurnPaused { grant_no: GrantNo, cause: PauseCause, spoke_ms: u64, hold_until: Option<Timestamp> },
    /// The turn's clock goes on.
    TurnResumed { grant_no: GrantNo, warn_at: Option<Timestamp>, ends_at: Option<Timestamp> },
    /// The holder, or somebody whose turn is interrupted, gave the floor back.
    FloorReleased { grant_no: GrantNo, participant_id: ParticipantId, spoke_ms: u64, cause: ReleaseCause },
    /// The floor was taken.
    FloorRevoked {
        grant_no: GrantNo,
        participant_id: ParticipantId,
        spoke_ms: u64,
        cause: RevokeCause,
        reason: Option<String>,
    },
    /// A grant was taken back as if it had not been made; its request waits again, at the head.
    GrantUndone { grant_no: GrantNo, participant_id: ParticipantId, spoke_ms: u64, request_id: Option<RequestId> },
    /// The agenda has a new item.
    AgendaItemAdded { item_id: AgendaItemId, item: AgendaText, position: usize },
    /// An item has another text.
    AgendaItemEdited { item_id: AgendaItemId, item: AgendaText },
    /// An item has another position.
    AgendaItemMoved { item_id: AgendaItemId, position: usize },
    /// An item is off the agenda.
    AgendaItemRemoved { item_id: AgendaItemId },
    /// Another item is the current one; `None`: none is.
    AgendaItemEntered { item_id: Option<AgendaItemId> },
    /// Somebody tried what they have no right to.
    CommandRefused { command: Right, code: String },
}

impl Event {
    /// Only facilitators and admins see it; others get its number only.
    pub fn is_confidential(&self) -> bool {
        matches!(self, Event::CommandRefused { .. })
    }
}
