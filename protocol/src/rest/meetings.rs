//! Meetings: made, changed, listed, joined.

use orchestrasec_domain::{
    Meeting, MeetingId, MeetingRole, ParticipantId, Phase, Settings, SettingsChange, Status, Template, Timestamp,
    event::Rejoin, settings::nullable,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A new meeting.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct CreateMeeting {
    /// 1 to 200 characters.
    pub title: String,
    /// Up to 4 000 characters.
    pub description: Option<String>,
    /// Key of a template, see `GET /api/v1/templates`; `corporate_decision` when left out.
    pub template: Option<String>,
    /// A whole plan instead of a template's key.
    pub plan: Option<Template>,
    /// When it is planned to start.
    pub scheduled_start: Option<Timestamp>,
    /// What differs from the default settings.
    pub settings: Option<SettingsChange>,
}

/// A change of a meeting; what is left out stays.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct UpdateMeeting {
    /// 1 to 200 characters.
    pub title: Option<String>,
    /// Up to 4 000 characters.
    pub description: Option<String>,
    /// When it is planned to start; `null`: no plan.
    #[serde(default, deserialize_with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "string | null"))]
    #[schema(value_type = Option<Timestamp>)]
    pub scheduled_start: Option<Option<Timestamp>>,
    /// Settings to change.
    pub settings: Option<SettingsChange>,
}

/// Join a meeting.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct JoinMeeting {
    /// `participant` (default) or `observer`
    pub role: Option<MeetingRole>,
}

/// A meeting in answers and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct MeetingSummary {
    /// Which.
    pub id: MeetingId,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// `scheduled`, `live` or `closed`
    pub status: Status,
    /// Key of the phase that runs.
    pub phase: Option<String>,
    /// Its plan.
    pub phases: Vec<Phase>,
    /// Key of its template.
    pub template: String,
    /// How it works.
    pub settings: Settings,
    /// Who made it.
    pub created_by: ParticipantId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it is planned to start.
    pub scheduled_start: Option<Timestamp>,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The caller's role in it.
    pub my_role: Option<MeetingRole>,
}

impl MeetingSummary {
    /// The meeting as this person gets it.
    pub fn of(meeting: &Meeting, person: ParticipantId) -> Self {
        Self {
            id: meeting.id,
            title: meeting.title.clone(),
            description: meeting.description.clone(),
            status: meeting.status,
            phase: meeting.current_phase().map(|phase| phase.key.clone()),
            phases: meeting.phases.clone(),
            template: meeting.template.clone(),
            settings: meeting.settings.clone(),
            created_by: meeting.created_by,
            created_at: meeting.created_at,
            scheduled_start: meeting.scheduled_start,
            started_at: meeting.started_at,
            closed_at: meeting.closed_at,
            my_role: meeting.role_of(person),
        }
    }
}

/// Which page of the meetings.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MeetingsQuery {
    /// Only meetings in this state.
    pub status: Option<Status>,
    /// Page, from 1.
    pub page: Option<u64>,
    /// Meetings a page, 1 to 200; 50 when left out.
    pub per_page: Option<u64>,
}

/// A page of meetings: live ones first, then the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct MeetingsPage {
    /// The meetings.
    pub items: Vec<MeetingSummary>,
    /// Which page this is, from 1.
    pub page: u64,
    /// Meetings a page.
    pub per_page: u64,
    /// Meetings in all.
    pub total: u64,
}

/// Put somebody out.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveParticipant {
    /// Whom.
    pub participant_id: ParticipantId,
    /// Why.
    pub reason: Option<String>,
    /// Whether the person may come back; `allowed` when left out.
    pub rejoin: Option<Rejoin>,
}
