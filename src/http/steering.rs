//! The speaking token in the facilitators' hands: grant, revoke, deny, move, open and close the queue.

use super::{
    HttpState,
    body::Body,
    caller::{Caller, IdempotencyKey},
    reply::ApiError,
};
use actix_web::web::{Data, Json};
use orchestrasec_domain::Command;
use orchestrasec_protocol::{
    ask::grant_to,
    rest::{CloseQueue, DenyToken, GrantToken, MoveToken, OfMeeting, RevokeToken},
    view::FloorView,
};

/// Give the speaking token: to the maker of a request, to a person, or to the next in the queue.
#[utoipa::path(post, path = "/api/v1/tokens/grant", tag = "tokens", request_body = GrantToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn grant(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let GrantToken { meeting_id, request_id, participant_id } = body.json().await?;
    let command = Command::GrantFloor(grant_to(request_id, participant_id)?);
    state.then_floor(&caller.who, meeting_id, key, command).await
}

/// Take the speaking token from its holder.
#[utoipa::path(post, path = "/api/v1/tokens/revoke", tag = "tokens", request_body = RevokeToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn revoke(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let RevokeToken { meeting_id, reason } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::RevokeFloor { reason }).await
}

/// Refuse a request.
#[utoipa::path(post, path = "/api/v1/tokens/deny", tag = "tokens", request_body = DenyToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn deny(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let DenyToken { meeting_id, request_id, reason } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::DenyRequest { request_id, reason }).await
}

/// Change a request's place in the queue.
#[utoipa::path(post, path = "/api/v1/tokens/move", tag = "tokens", request_body = MoveToken,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn relocate(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let MoveToken { meeting_id, request_id, position } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::MoveRequest { request_id, position }).await
}

/// Let requests in.
#[utoipa::path(post, path = "/api/v1/tokens/open", tag = "tokens", request_body = OfMeeting,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn open(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let OfMeeting { meeting_id } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::OpenQueue).await
}

/// Let no more requests in.
#[utoipa::path(post, path = "/api/v1/tokens/close", tag = "tokens", request_body = CloseQueue,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The floor", body = FloorView)))]
pub async fn close(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    body: Body,
) -> Result<Json<FloorView>, ApiError> {
    let CloseQueue { meeting_id, late } = body.json().await?;
    state.then_floor(&caller.who, meeting_id, key, Command::CloseQueue { late: late.unwrap_or_default() }).await
}
