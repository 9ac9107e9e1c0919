//! Phases: which one runs, forth and back.

use super::{
    HttpState,
    body::{Body, Query},
    caller::{Caller, IdempotencyKey},
    reply::ApiError,
};
use actix_web::web::{Data, Json};
use orchestrasec_domain::Command;
use orchestrasec_protocol::rest::{OfMeeting, OfMeetingQuery, PhaseView};

/// Enter the next phase.
#[utoipa::path(post, path = "/api/v1/phases/advance", tag = "phases", request_body = OfMeeting,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The phase that runs now", body = PhaseView)))]
pub async fn advance(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<PhaseView>, ApiError> {
    let OfMeeting { meeting_id } = body.json().await?;
    state.then_phase(&caller.who, meeting_id, key, Command::AdvancePhase).await
}

/// Return to the phase before.
#[utoipa::path(post, path = "/api/v1/phases/back", tag = "phases", request_body = OfMeeting,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The phase that runs now", body = PhaseView)))]
pub async fn back(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<PhaseView>, ApiError> {
    let OfMeeting { meeting_id } = body.json().await?;
    state.then_phase(&caller.who, meeting_id, key, Command::GoBackPhase).await
}

/// The phase that runs.
#[utoipa::path(get, path = "/api/v1/phases/current", tag = "phases", params(OfMeetingQuery),
    responses((status = 200, description = "The phase that runs", body = PhaseView)))]
pub async fn current(
    state: Data<HttpState>,
    Caller(caller): Caller,
    Query(query): Query<OfMeetingQuery>,
) -> Result<Json<PhaseView>, ApiError> {
    state.phase(&caller.who, query.meeting_id).await.map(Json)
}
