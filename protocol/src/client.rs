//! What a client says on the socket.

use crate::media::WantedVideo;
use orchestrasec_domain::{
    AgendaItemId, FloorKind, MeetingId, MeetingRole, ParticipantId, RequestId, SettingsChange, Stance, Timestamp,
    agenda::AgendaText,
    event::{LateAdmission, Rejoin},
    settings::nullable,
};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A message of a client. Unknown fields are refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/protocol.md documents every message and field")]
pub enum ClientMessage {
    Hello {
        protocol: u32,
        token: Option<String>,
        ticket: Option<String>,
    },
    Join {
        id: String,
        meeting_id: MeetingId,
        role: Option<MeetingRole>,
    },
    Resume {
        id: String,
        meeting_id: MeetingId,
        after: u64,
    },
    Unfollow {
        id: String,
        meeting_id: MeetingId,
    },
    Ping {
        #[cfg_attr(feature = "types", ts(type = "number"))]
        t: Number,
    },
    RequestFloor {
        id: String,
        meeting_id: MeetingId,
        kind: Option<FloorKind>,
        stance: Option<Stance>,
        note: Option<String>,
        beneficiary: Option<ParticipantId>,
    },
    WithdrawRequest {
        id: String,
        meeting_id: MeetingId,
        request_id: Option<RequestId>,
    },
    ReleaseFloor {
        id: String,
        meeting_id: MeetingId,
    },
    GrantFloor {
        id: String,
        meeting_id: MeetingId,
        request_id: Option<RequestId>,
        participant_id: Option<ParticipantId>,
    },
    DenyRequest {
        id: String,
        meeting_id: MeetingId,
        request_id: RequestId,
        reason: Option<String>,
    },
    YieldFloor {
        id: String,
        meeting_id: MeetingId,
    },
    HandOverFloor {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
    },
    UndoGrant {
        id: String,
        meeting_id: MeetingId,
    },
    ExtendTurn {
        id: String,
        meeting_id: MeetingId,
        by_ms: i64,
    },
    PauseTurn {
        id: String,
        meeting_id: MeetingId,
    },
    ResumeTurn {
        id: String,
        meeting_id: MeetingId,
    },
    GiveLastWord {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
    },
    InviteToSpeak {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
    },
    RevokeFloor {
        id: String,
        meeting_id: MeetingId,
        reason: Option<String>,
    },
    MoveRequest {
        id: String,
        meeting_id: MeetingId,
        request_id: RequestId,
        position: usize,
    },
    OpenQueue {
        id: String,
        meeting_id: MeetingId,
    },
    CloseQueue {
        id: String,
        meeting_id: MeetingId,
        late: Option<LateAdmission>,
    },
    AdvancePhase {
        id: String,
        meeting_id: MeetingId,
    },
    GoBackPhase {
        id: String,
        meeting_id: MeetingId,
    },
    ExtendPhase {
        id: String,
        meeting_id: MeetingId,
        by_ms: i64,
    },
    SetReady {
        id: String,
        meeting_id: MeetingId,
        ready: bool,
    },
    AddAgendaItem {
        id: String,
        meeting_id: MeetingId,
        item: AgendaText,
        position: Option<usize>,
    },
    EditAgendaItem {
        id: String,
        meeting_id: MeetingId,
        item_id: AgendaItemId,
        item: AgendaText,
    },
    MoveAgendaItem {
        id: String,
        meeting_id: MeetingId,
        item_id: AgendaItemId,
        position: usize,
    },
    RemoveAgendaItem {
        id: String,
        meeting_id: MeetingId,
        item_id: AgendaItemId,
    },
    EnterAgendaItem {
        id: String,
        meeting_id: MeetingId,
        item_id: Option<AgendaItemId>,
    },
    StartMeeting {
        id: String,
        meeting_id: MeetingId,
    },
    CloseMeeting {
        id: String,
        meeting_id: MeetingId,
    },
    UpdateMeeting {
        id: String,
        meeting_id: MeetingId,
        title: Option<String>,
        description: Option<String>,
        #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "types", ts(optional, type = "string | null"))]
        scheduled_start: Option<Option<Timestamp>>,
        settings: Option<SettingsChange>,
    },
    RemoveParticipant {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        reason: Option<String>,
        rejoin: Option<Rejoin>,
    },
    AddGuest {
        id: String,
        meeting_id: MeetingId,
        display_name: String,
    },
    ChangeRole {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        role: MeetingRole,
    },
    SetExtraTime {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        percent: u16,
    },
    MuteParticipant {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
    },
    UnmuteParticipant {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
    },
    AllowScreen {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        allowed: bool,
    },
    AssignGroup {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        group: Option<String>,
    },
    Leave {
        id: String,
        meeting_id: MeetingId,
    },
    MediaJoin {
        id: String,
        meeting_id: MeetingId,
    },
    MediaAnswer {
        id: String,
        meeting_id: MeetingId,
        rev: u64,
        sdp: String,
    },
    MediaWant {
        id: String,
        meeting_id: MeetingId,
        slots: Vec<WantedVideo>,
    },
    MediaRestart {
        id: String,
        meeting_id: MeetingId,
    },
    MediaLeave {
        id: String,
        meeting_id: MeetingId,
    },
}
