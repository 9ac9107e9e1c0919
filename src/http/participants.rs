//! The people of a meeting: join, leave, remove.

use super::{
    HttpState,
    body::Body,
    caller::{Caller, IdempotencyKey},
    path::MeetingPath,
    reply::ApiError,
};
use actix_web::web::{Data, Json};
use orchestrasec_domain::{Command, MeetingId, MeetingRole};
use orchestrasec_protocol::rest::{JoinMeeting, MeetingSummary, RemoveParticipant};

/// Come in; who is in already stays as they are.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/join", tag = "participants", request_body = Option<JoinMeeting>,
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn join(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    let JoinMeeting { role } = body.optional_json().await?;
    let role = role.unwrap_or(MeetingRole::Participant);
    state.then_summary(&caller.who, id, key, Command::Join { role }).await
}

/// Go.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/leave", tag = "participants",
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn leave(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    body.nothing().await?;
    state.then_summary(&caller.who, id, key, Command::Leave).await
}

/// Put somebody out.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/remove", tag = "participants", request_body = RemoveParticipant,
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn remove(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    let RemoveParticipant { participant_id, reason, rejoin } = body.json().await?;
    let command = Command::RemoveParticipant { participant_id, reason, rejoin: rejoin.unwrap_or_default() };
    state.then_summary(&caller.who, id, key, command).await
}
