//! The speaking token: the calls of those who speak. Those of the facilitators are in `steering.rs`.

use super::{
    HttpState,
    body::{Body, Query},
    caller::{Caller, IdempotencyKey},
    reply::ApiError,
};
use actix_web::web::{Data, Json};
use orchestrasec_domain::{Command, FloorKind, FloorWish, Outcome, command::Withdrawal};
use orchestrasec_protocol::{
    Code,
    rest::{OfMeeting, OfMeetingQuery, RequestToken, WithdrawToken},
    view::FloorView,
};

/// Ask for the speaking token.
#[utoipa::path(post, path = "/api/v1/tokens/request", tag = "tokens", request_body = RequestToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The request, and how far it has come", body = Outcome)))]
pub async fn request(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<Outcome>, ApiError> {
    let RequestToken { meeting_id, kind, stance, note, beneficiary } = body.json().await?;
    let kind = kind.unwrap_or(FloorKind::Contribution);
    let command = Command::RequestFloor(FloorWish { kind, stance, note, beneficiary });
    let answer = state.command(&caller.who, meeting_id, key.clone(), command).await?;
    // Without an outcome the key belongs to a command of another kind.
    let reused = if key.0.is_some() { Code::IdempotencyKeyReused } else { Code::Internal };
    answer.outcome.map(Json).ok_or_else(|| reused.into())
}

/// Give back the speaking token one holds.
#[utoipa::path(post, path = "/api/v1/tokens/release", tag = "tokens", request_body = OfMeeting,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn release(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let OfMeeting { meeting_id } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::ReleaseFloor).await
}

/// Take a request out of the queue: one's own, or, for facilitators, anybody's.
#[utoipa::path(post, path = "/api/v1/tokens/withdraw", tag = "tokens", request_body = WithdrawToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn withdraw(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let WithdrawToken { meeting_id, request_id } = body.json().await?;
    let which = request_id.map_or(Withdrawal::Own, Withdrawal::Request);
    state.then_floor(&caller.who, meeting_id, key, Command::WithdrawRequest(which)).await
}

/// Who holds the speaking token and who waits.
#[utoipa::path(get, path = "/api/v1/tokens/status", tag = "tokens", params(OfMeetingQuery),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn status(
    state: Data<HttpState>,
    Caller(caller): Caller,
    Query(query): Query<OfMeetingQuery>,
) -> Result<Json<FloorView>, ApiError> {
    state.floor(&caller.who, query.meeting_id).await.map(Json)
}
