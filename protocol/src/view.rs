//! A meeting as clients see it: the same shape in a snapshot, in REST answers and in the generated TypeScript.

use orchestrasec_domain::{
    AccountRole, AgendaItem, AgendaItemId, FloorKind, FloorRequest, Grant, GrantNo, Meeting, MeetingId, MeetingRole,
    Participant, ParticipantId, Phase, QueueOrder, RequestId, Right, Settings, Stance, Standing, Status, Timestamp,
    floor::Admission, grant::Pause, order::Explanation, permission::rights_of, phase::CurrentPhase,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
        Self::in_role(id, meeting.role_of(id), account_role)
    }

    /// Somebody with these roles.
    pub fn in_role(id: ParticipantId, role: Option<MeetingRole>, account_role: AccountRole) -> Self {
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
    pub agenda: AgendaView,
    pub group_spoke_ms: BTreeMap<String, u64>,
}

/// What the meeting is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct AgendaView {
    /// The items in order.
    pub items: Vec<AgendaItem>,
    /// The current one.
    pub current: Option<AgendaItemId>,
}

/// A person in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[expect(missing_docs, reason = "the fields are those of domain::Participant, where they are documented")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ParticipantView {
    pub participant_id: ParticipantId,
    pub display_name: String,
    pub role: MeetingRole,
    pub standing: Standing,
    pub guest: bool,
    pub group: Option<String>,
    pub extra_time_percent: u16,
    pub ready: bool,
    pub muted: bool,
    pub screen_allowed: bool,
    pub joined_at: Timestamp,
    pub left_at: Option<Timestamp>,
    pub spoke_ms: u64,
    pub turns: u32,
}

/// The floor and its queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct FloorView {
    /// New requests of all admitted kinds are let in.
    pub open: bool,
    /// Which new requests are let in.
    pub admission: Admission,
    /// Who holds the floor.
    pub holder: Option<HolderView>,
    /// Whose turns are interrupted, the one that goes on first last.
    pub suspended: Vec<SuspendedView>,
    /// The order of the queue that is in force: the one chosen while the phase runs, else the phase's, else the settings'.
    pub queue_order: QueueOrder,
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
    pub stance: Option<Stance>,
    pub note: Option<String>,
    pub item_id: Option<AgendaItemId>,
    pub requested_at: Option<Timestamp>,
    pub requested_by: Option<ParticipantId>,
    pub granted_at: Timestamp,
    pub granted_by: Option<ParticipantId>,
    pub resumes: Option<GrantNo>,
    pub limit_ms: Option<u64>,
    pub warn_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub warned: bool,
    pub overran: bool,
    pub pause: Option<Pause>,
    pub paused_ms: u64,
}

/// A turn that is interrupted and goes on afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct SuspendedView {
    /// The interrupted grant.
    pub grant_no: GrantNo,
    /// Whose.
    pub participant_id: ParticipantId,
    /// The name.
    pub display_name: String,
    /// What for.
    pub kind: FloorKind,
    /// What is left of the turn, in milliseconds; `None`: it has no limit.
    pub remaining_ms: Option<u64>,
    /// What the person wanted others to know beforehand.
    pub note: Option<String>,
    /// When the request was made.
    pub requested_at: Option<Timestamp>,
    /// Who asked on the person's behalf.
    pub requested_by: Option<ParticipantId>,
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
    pub stance: Option<Stance>,
    pub note: Option<String>,
    pub requested_by: Option<ParticipantId>,
    pub item_id: Option<AgendaItemId>,
    pub requested_at: Timestamp,
    /// Place in the queue, from 1.
    pub position: usize,
    /// Why it is there.
    pub explanation: Explanation,
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
            participants: people.into_iter().map(Into::into).collect(),
            floor: meeting.into(),
            agenda: AgendaView { items: meeting.agenda.items.clone(), current: meeting.agenda.current },
            group_spoke_ms: meeting.group_spoke_ms.clone(),
        }
    }
}

impl From<&Participant> for ParticipantView {
    fn from(person: &Participant) -> Self {
        Self {
            participant_id: person.participant_id,
            display_name: person.display_name.clone(),
            role: person.role,
            standing: person.standing,
            guest: person.guest,
            group: person.group.clone(),
            extra_time_percent: person.extra_time_percent,
            ready: person.ready,
            muted: person.muted,
            screen_allowed: person.screen_allowed,
            joined_at: person.joined_at,
            left_at: person.left_at,
            spoke_ms: person.spoke_ms,
            turns: person.turns,
        }
    }
}

impl From<&Meeting> for FloorView {
    fn from(meeting: &Meeting) -> Self {
        let floor = &meeting.floor;
        let places = meeting.places().into_iter().map(|place| place.explanation);
        Self {
            open: floor.admission == Admission::Open,
            admission: floor.admission,
            holder: floor.holder.as_ref().map(|grant| HolderView::of(meeting, grant)),
            suspended: floor.suspended.iter().map(|grant| SuspendedView::of(meeting, grant)).collect(),
            queue_order: meeting.queue_order(),
            queue: (1..)
                .zip(floor.queue.iter().zip(places))
                .map(|(position, (request, why))| RequestView::of(meeting, request, position, why))
                .collect(),
        }
    }
}

impl HolderView {
    fn of(meeting: &Meeting, grant: &Grant) -> Self {
        Self {
            grant_no: grant.grant_no,
            request_id: grant.request_id,
            participant_id: grant.participant_id,
            display_name: meeting.name_of(grant.participant_id).to_owned(),
            kind: grant.kind,
            stance: grant.stance,
            note: grant.note.clone(),
            item_id: grant.item_id,
            requested_at: grant.requested_at,
            requested_by: grant.requested_by,
            granted_at: grant.granted_at,
            granted_by: grant.granted_by,
            resumes: grant.resumes,
            limit_ms: grant.limit_ms,
            warn_at: grant.warn_at(),
            ends_at: grant.ends_at(),
            warned: grant.warned,
            overran: grant.overran,
            pause: grant.pause,
            paused_ms: grant.paused_ms,
        }
    }
}

impl SuspendedView {
    fn of(meeting: &Meeting, grant: &Grant) -> Self {
        Self {
            grant_no: grant.grant_no,
            participant_id: grant.participant_id,
            display_name: meeting.name_of(grant.participant_id).to_owned(),
            kind: grant.kind,
            remaining_ms: grant.limit_ms,
            note: grant.note.clone(),
            requested_at: grant.requested_at,
            requested_by: grant.requested_by,
        }
    }
}

impl RequestView {
    fn of(meeting: &Meeting, request: &FloorRequest, position: usize, explanation: Explanation) -> Self {
        Self {
            request_id: request.request_id,
            participant_id: request.participant_id,
            display_name: meeting.name_of(request.participant_id).to_owned(),
            kind: request.kind,
            stance: request.stance,
            note: request.note.clone(),
            requested_by: request.requested_by,
            item_id: request.item_id,
            requested_at: request.requested_at,
            position,
            explanation,
        }
    }
}
