//! The bodies of the HTTP API.

use orchestrasec_domain::{
    AccountRole, FloorKind, Meeting, MeetingId, MeetingRole, Outcome, ParticipantId, Phase, RequestId, Settings, SettingsChange,
    Stance, Status, Template, Timestamp, UserId,
    event::{LateAdmission, Rejoin},
    settings::nullable,
    stats::SpeakingShare,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Sign up.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// An email address; it is the user name.
    pub email: String,
    /// 12 characters at least, 256 bytes at most.
    pub password: String,
    /// What others see, 1 to 80 characters.
    pub display_name: String,
    /// The one-time secret that the server printed at its first start: makes this account the first admin.
    pub setup_secret: Option<String>,
}

/// Log in: the OAuth 2 password form.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct LogIn {
    /// The email address.
    pub username: String,
    /// The password.
    pub password: String,
}

/// Refresh or log out; without the field the cookie counts.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct RefreshBody {
    /// The refresh token, for clients without cookies.
    pub refresh_token: Option<String>,
}

/// Fresh tokens (RFC 6749 §5.1).
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Tokens {
    /// For `Authorization: Bearer` and `hello`.
    pub access_token: String,
    /// `bearer`
    pub token_type: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
    /// For `refresh`, once.
    pub refresh_token: String,
}

/// A one-use pass for the socket.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Ticket {
    /// For `hello`, once.
    pub ticket: String,
    /// Seconds until it ends.
    pub expires_in: u64,
}

/// An account, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Account {
    /// Which.
    pub id: UserId,
    /// The email address.
    pub email: String,
    /// What others see.
    pub display_name: String,
    /// `admin` or `member`
    pub role: AccountRole,
}

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

/// A template in lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct TemplateView {
    /// The plan.
    #[serde(flatten)]
    pub template: Template,
    /// Where it comes from.
    pub source: TemplateSource,
    /// Planned length of all phases with a timebox, in milliseconds.
    pub planned_ms: u64,
}

/// Where a template comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(rename_all = "snake_case")]
pub enum TemplateSource {
    /// It comes with the program.
    BuiltIn,
    /// The caller brought or saved it.
    Own,
}

impl TemplateView {
    /// A template and where it comes from.
    pub fn of(template: Template, source: TemplateSource) -> Self {
        Self { planned_ms: template.planned_ms(), template, source }
    }
}

/// Save a meeting's plan as a template.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// The meeting whose phases, settings and agenda it takes.
    pub meeting_id: MeetingId,
    /// Stable name, 1 to 40 lower-case letters, digits and underscores.
    pub key: String,
    /// What people read.
    pub title: String,
    /// When to choose it.
    pub description: Option<String>,
}

/// All templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Templates {
    /// The templates, the default one first.
    pub items: Vec<TemplateView>,
}

/// A call about one meeting.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfMeeting {
    /// Which.
    pub meeting_id: MeetingId,
}

/// Close the queue.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseQueue {
    /// Where.
    pub meeting_id: MeetingId,
    /// What is still let in: `nothing` (default) or `points_of_order`.
    pub late: Option<LateAdmission>,
}

/// A command was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Done {
    /// The last of its events.
    pub seq: u64,
    /// The request that it made.
    pub result: Option<Outcome>,
}

/// A question about one meeting.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfMeetingQuery {
    /// Which.
    pub meeting_id: MeetingId,
}

/// Ask for the speaking token.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// What for; `contribution` when left out.
    pub kind: Option<FloorKind>,
    /// For or against; contributions only.
    pub stance: Option<Stance>,
    /// What others should know beforehand, up to 280 characters.
    pub note: Option<String>,
    /// On whose behalf; one's own when left out.
    pub beneficiary: Option<ParticipantId>,
}

/// Give the speaking token; without request and person to the next in the queue.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// To the maker of this request.
    pub request_id: Option<RequestId>,
    /// To this person.
    pub participant_id: Option<ParticipantId>,
}

/// Take the speaking token.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// Why.
    pub reason: Option<String>,
}

/// Refuse a request.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DenyToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// Which.
    pub request_id: RequestId,
    /// Why.
    pub reason: Option<String>,
}

/// Take a request back; one's own when none is named.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// Which.
    pub request_id: Option<RequestId>,
}

/// Change a request's place.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveToken {
    /// Where.
    pub meeting_id: MeetingId,
    /// Which.
    pub request_id: RequestId,
    /// New place, 1 is the head.
    pub position: usize,
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

/// The phase that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PhaseView {
    /// Its place in the plan, from 0.
    pub index: usize,
    /// Stable name.
    pub key: String,
    /// What people read.
    pub title: String,
    /// When it was entered.
    pub started_at: Timestamp,
    /// When its timebox ends.
    pub ends_at: Option<Timestamp>,
    /// Its planned length.
    pub timebox_ms: Option<u64>,
    /// Phases in all.
    pub count: usize,
}

impl PhaseView {
    /// The meeting's current phase.
    pub fn of(meeting: &Meeting) -> Option<Self> {
        let current = meeting.phase?;
        let phase = meeting.current_phase()?;
        Some(Self {
            index: current.index,
            key: phase.key.clone(),
            title: phase.title.clone(),
            started_at: current.started_at,
            ends_at: current.ends_at,
            timebox_ms: phase.timebox_ms,
            count: meeting.phases.len(),
        })
    }
}

/// Which page of the record.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Events after this number; 0 when left out.
    pub after: Option<u64>,
    /// Events a page, 1 to 200; 100 when left out.
    pub limit: Option<u64>,
}

/// An event as it stands in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct AuditEvent {
    /// Its place in the record.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `null`: time did, or it is redacted.
    pub actor: Option<UserId>,
    /// The stable name; `redacted` for what the caller may not see.
    pub kind: String,
    /// What happened.
    #[cfg_attr(feature = "types", ts(type = "unknown"))]
    pub payload: serde_json::Value,
    /// The client's id of the command that caused it.
    pub command_id: Option<String>,
    /// Hash of the event before, hexadecimal.
    pub prev_hash: String,
    /// Hash of this event, hexadecimal.
    pub hash: String,
}

/// A page of the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct AuditPage {
    /// The events.
    pub items: Vec<AuditEvent>,
    /// Where the next page starts; `null` at the end.
    pub next_after: Option<u64>,
    /// Number of the last event there is.
    pub head_seq: u64,
    /// Its hash, hexadecimal.
    pub head_hash: String,
}

/// Which format of the record.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `jsonl`
    pub format: Option<String>,
}

/// Who spoke how much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Stats {
    /// Milliseconds spoken by all.
    pub total_speaking_ms: u64,
    /// Turns of all.
    pub turns: u32,
    /// Everybody who was ever in the meeting.
    pub participants: Vec<SpeakerStats>,
}

/// One person's part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct SpeakerStats {
    /// Who.
    pub participant_id: ParticipantId,
    /// The name.
    pub display_name: String,
    /// The role.
    pub role: MeetingRole,
    /// Seconds spoken, the running turn included.
    pub speaking_seconds: f64,
    /// Turns, the running one included.
    pub turns: u32,
    /// Part of all speaking time, 0 to 1.
    pub share: f64,
}

impl From<Vec<SpeakingShare>> for Stats {
    fn from(shares: Vec<SpeakingShare>) -> Self {
        Self {
            total_speaking_ms: shares.iter().map(|one| one.spoke_ms).sum(),
            turns: shares.iter().map(|one| one.turns).sum(),
            participants: shares
                .into_iter()
                .map(|one| SpeakerStats {
                    participant_id: one.participant_id,
                    display_name: one.display_name,
                    role: one.role,
                    speaking_seconds: std::time::Duration::from_millis(one.spoke_ms).as_secs_f64(),
                    turns: one.turns,
                    share: one.share,
                })
                .collect(),
        }
    }
}
