//! The speaking token and its queue.

use orchestrasec_domain::{FloorKind, MeetingId, Outcome, ParticipantId, RequestId, Stance, event::LateAdmission};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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
