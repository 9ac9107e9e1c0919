//! A meeting as clients see it: the same shape in a snapshot, in REST answers and in the generated TypeScript.

use orchestrasec_domain::{
    AccountRole, FloorKind, GrantNo, Meeting, MeetingId, MeetingRole, ParticipantId, Phase, RequestId, Right, Settings,
    Standing, Status, Timestamp, permission::rights_of, phase::CurrentPhase,
};
use serde::{Deserialize, Serialize};

/// The kinds of viewers; each event is encoded once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// Facilitators and admins: everything.
    Steward,
    /// Everybody else: all but what is confidential.
    Public,
}

impl Viewer {
    /// The kind of viewer somebody with these roles is.
    pub fn of(account: AccountRole, meeting: Option<MeetingRole>) -> Self {
        if account == AccountRole::Admin || meeting == Some(MeetingRole::Facilitator) {
            Self::Steward
        } else {
            Self::Public
        }
    }
}

/// The receiver of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct You {
    /// Who you are in the meeting.
    pub participant_id: ParticipantId,
    /// Your role in it; `None` for an admin who is not in it.
    pub role: Option<MeetingRole>,
    /// Your role on this installation.
    pub account_role: AccountRole,
    /// The commands that your roles allow.
    pub rights: Vec<Right>,
}

impl You {
    /// What the meeting knows of this person.
    pub fn of(meeting: &Meeting, id: ParticipantId, account_role: AccountRole) -> Self {
        let role = meeting.role_of(id);
        Self { participant_id: id, role, account_role, rights: rights_of(account_role, role) }
    }
}

/// The whole public state of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[expect(missing_docs, reason = "the fields are those of domain::Meeting, where they are documented")]
pub struct MeetingView {
    pub id: MeetingId,
    pub title: String,
    pub description: String,
    pub status: Status,
    pub template: String,
    pub created_by: ParticipantId,
    pub created_at: Timestamp,
    pub scheduled_start: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub settings: Settings,
    pub phases: Vec<Phase>,
    pub phase: Option<CurrentPhase>,
    pub participants: Vec<ParticipantView>,
    pub floor: FloorView,
}

/// A person in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[expect(missing_docs, reason = "the fields are those of domain::Participant, where they are documented")]
pub struct ParticipantView {
    pub participant_id: ParticipantId,
    pub display_name: String,
    pub role: MeetingRole,
    pub standing: Standing,
    pub joined_at: Timestamp,
    pub left_at: Option<Timestamp>,
    pub spoke_ms: u64,
    pub turns: u32,
}

/// The floor and its queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct FloorView {
    /// New requests are let in.
    pub open: bool,
    /// Who holds the floor.
    pub holder: Option<HolderView>,
    /// Who waits, the next one first.
    pub queue: Vec<RequestView>,
}

/// The floor in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[expect(missing_docs, reason = "the fields are those of domain::Grant, where they are documented")]
pub struct HolderView {
    pub grant_no: GrantNo,
    pub request_id: Option<RequestId>,
    pub participant_id: ParticipantId,
    pub display_name: String,
    pub kind: FloorKind,
    pub granted_at: Timestamp,
    pub limit_ms: Option<u64>,
    pub warn_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub warned: bool,
    pub overran: bool,
}

/// A waiting request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[expect(missing_docs, reason = "the fields are those of domain::FloorRequest, where they are documented")]
pub struct RequestView {
    pub request_id: RequestId,
    pub participant_id: ParticipantId,
    pub display_name: String,
    pub kind: FloorKind,
    pub note: Option<String>,
    pub requested_at: Timestamp,
    /// Place in the queue, from 1.
    pub position: usize,
}

impl From<&Meeting> for MeetingView {
    fn from(meeting: &Meeting) -> Self {
        let mut people: Vec<_> = meeting.participants.values().collect();
        people.sort_by_key(|person| person.number);
        Self {
            id: meeting.id,
            title: meeting.title.clone(),
            description: meeting.description.clone(),
            status: meeting.status,
            template: meeting.template.clone(),
            created_by: meeting.created_by,
            created_at: meeting.created_at,
            scheduled_start: meeting.scheduled_start,
            started_at: meeting.started_at,
            closed_at: meeting.closed_at,
            settings: meeting.settings.clone(),
            phases: meeting.phases.clone(),
            phase: meeting.phase,
            participants: people
                .into_iter()
                .map(|person| ParticipantView {
                    participant_id: person.participant_id,
                    display_name: person.display_name.clone(),
                    role: person.role,
                    standing: person.standing,
                    joined_at: person.joined_at,
                    left_at: person.left_at,
                    spoke_ms: person.spoke_ms,
                    turns: person.turns,
                })
                .collect(),
            floor: meeting.into(),
        }
    }
}

impl From<&Meeting> for FloorView {
    fn from(meeting: &Meeting) -> Self {
        let floor = &meeting.floor;
        Self {
            open: floor.open,
            holder: floor.holder.as_ref().map(|grant| HolderView {
                grant_no: grant.grant_no,
                request_id: grant.request_id,
                participant_id: grant.participant_id,
                display_name: meeting.name_of(grant.participant_id).to_owned(),
                kind: grant.kind,
                granted_at: grant.granted_at,
                limit_ms: grant.limit_ms,
                warn_at: grant.warn_at,
                ends_at: grant.ends_at,
                warned: grant.warned,
                overran: grant.overran,
            }),
            queue: floor
                .queue
                .iter()
                .enumerate()
                .map(|(index, request)| RequestView {
                    request_id: request.request_id,
                    participant_id: request.participant_id,
                    display_name: meeting.name_of(request.participant_id).to_owned(),
                    kind: request.kind,
                    note: request.note.clone(),
                    requested_at: request.requested_at,
                    position: index + 1,
                })
                .collect(),
        }
    }
}
