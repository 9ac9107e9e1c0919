//! What a client says on the socket.

use orchestrasec_domain::{
    Command, FloorKind, Granting, MeetingId, MeetingRole, Overtime, ParticipantId, RequestId, SettingsChange,
    Timestamp,
    command::{GrantTo, MeetingChange, Withdrawal},
    event::Rejoin,
};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

use crate::{Code, Problem};

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
        note: Option<String>,
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
    },
    AdvancePhase {
        id: String,
        meeting_id: MeetingId,
    },
    GoBackPhase {
        id: String,
        meeting_id: MeetingId,
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
        settings: Option<SettingsPatch>,
    },
    RemoveParticipant {
        id: String,
        meeting_id: MeetingId,
        participant_id: ParticipantId,
        reason: Option<String>,
        rejoin: Option<Rejoin>,
    },
    Leave {
        id: String,
        meeting_id: MeetingId,
    },
}

/// Some settings, as a client changes them. `turn_limit_ms: null` takes the limit away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SettingsPatch {
    /// `automatic` or `chaired`
    pub granting: Option<Granting>,
    /// Longest turn, 5 000 to 14 400 000; `null`: no limit.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number | null"))]
    #[schema(value_type = Option<u64>)]
    pub turn_limit_ms: Option<Option<u64>>,
    /// How long before the limit the holder is warned; 0: not at all.
    pub warning_ms: Option<u64>,
    /// `notify` or `revoke`
    pub overtime: Option<Overtime>,
    /// Most waiting requests, 1 to 500.
    pub queue_limit: Option<u32>,
}

impl From<SettingsPatch> for SettingsChange {
    fn from(patch: SettingsPatch) -> Self {
        Self {
            granting: patch.granting,
            turn_limit_ms: patch.turn_limit_ms,
            warning_ms: patch.warning_ms,
            overtime: patch.overtime,
            queue_limit: patch.queue_limit,
        }
    }
}

/// Tells `null` (`Some(None)`) from a field that was left out (`None`).
///
/// # Errors
/// As `T`.
pub fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

/// What a message asks of the server.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the same as in ClientMessage")]
pub enum Ask {
    Hello { protocol: u32, token: Option<String>, ticket: Option<String> },
    Join { id: String, meeting_id: MeetingId, role: MeetingRole },
    Resume { id: String, meeting_id: MeetingId, after: u64 },
    Unfollow { id: String, meeting_id: MeetingId },
    Ping { t: Number },
    Command { id: String, meeting_id: MeetingId, command: Command },
}

impl ClientMessage {
    /// Sorts the message by what has to be done.
    ///
    /// # Errors
    /// [`Code::InvalidField`] when its fields contradict each other.
    pub fn into_ask(self) -> Result<Ask, Problem> {
        use ClientMessage as M;
        let (id, meeting_id, command) = match self {
            M::Hello { protocol, token, ticket } => return Ok(Ask::Hello { protocol, token, ticket }),
            M::Join { id, meeting_id, role } => {
                return Ok(Ask::Join { id, meeting_id, role: role.unwrap_or(MeetingRole::Participant) });
            }
            M::Resume { id, meeting_id, after } => return Ok(Ask::Resume { id, meeting_id, after }),
            M::Unfollow { id, meeting_id } => return Ok(Ask::Unfollow { id, meeting_id }),
            M::Ping { t } => return Ok(Ask::Ping { t }),
            M::RequestFloor { id, meeting_id, kind, note } => {
                (id, meeting_id, Command::RequestFloor { kind: kind.unwrap_or(FloorKind::Contribution), note })
            }
            M::WithdrawRequest { id, meeting_id, request_id } => {
                let which = request_id.map_or(Withdrawal::Own, Withdrawal::Request);
                (id, meeting_id, Command::WithdrawRequest(which))
            }
            M::ReleaseFloor { id, meeting_id } => (id, meeting_id, Command::ReleaseFloor),
            M::GrantFloor { id, meeting_id, request_id, participant_id } => {
                (id, meeting_id, Command::GrantFloor(grant_to(request_id, participant_id)?))
            }
            M::DenyRequest { id, meeting_id, request_id, reason } => {
                (id, meeting_id, Command::DenyRequest { request_id, reason })
            }
            M::RevokeFloor { id, meeting_id, reason } => (id, meeting_id, Command::RevokeFloor { reason }),
            M::MoveRequest { id, meeting_id, request_id, position } => {
                (id, meeting_id, Command::MoveRequest { request_id, position })
            }
            M::OpenQueue { id, meeting_id } => (id, meeting_id, Command::OpenQueue),
            M::CloseQueue { id, meeting_id } => (id, meeting_id, Command::CloseQueue),
            M::AdvancePhase { id, meeting_id } => (id, meeting_id, Command::AdvancePhase),
            M::GoBackPhase { id, meeting_id } => (id, meeting_id, Command::GoBackPhase),
            M::StartMeeting { id, meeting_id } => (id, meeting_id, Command::StartMeeting),
            M::CloseMeeting { id, meeting_id } => (id, meeting_id, Command::CloseMeeting),
            M::UpdateMeeting { id, meeting_id, title, description, scheduled_start, settings } => {
                let settings = settings.unwrap_or_default().into();
                let change = MeetingChange { title, description, scheduled_start, settings };
                (id, meeting_id, Command::UpdateMeeting(change))
            }
            M::RemoveParticipant { id, meeting_id, participant_id, reason, rejoin } => {
                let rejoin = rejoin.unwrap_or_default();
                (id, meeting_id, Command::RemoveParticipant { participant_id, reason, rejoin })
            }
            M::Leave { id, meeting_id } => (id, meeting_id, Command::Leave),
        };
        Ok(Ask::Command { id, meeting_id, command })
    }
}

/// Whom to grant, from the two optional fields of the wire.
///
/// # Errors
/// [`Code::InvalidField`] when both are given.
pub fn grant_to(request_id: Option<RequestId>, participant_id: Option<ParticipantId>) -> Result<GrantTo, Problem> {
    match (request_id, participant_id) {
        (None, None) => Ok(GrantTo::Next),
        (Some(id), None) => Ok(GrantTo::Request(id)),
        (None, Some(id)) => Ok(GrantTo::Participant(id)),
        (Some(_), Some(_)) => {
            Err(Problem::field("participant_id", Code::InvalidField, "give request_id or participant_id, not both"))
        }
    }
}
