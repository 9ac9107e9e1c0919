//! Who spoke how much.

use super::{HttpState, caller::Caller, path::MeetingPath, reply::ApiError};
use actix_web::web::{Data, Json};
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::rest::Stats;

/// Who spoke how much.
#[utoipa::path(get, path = "/api/v1/meetings/{id}/stats", tag = "record", params(("id" = MeetingId, Path)),
    responses((status = 200, description = "Speaking times and turns", body = Stats)))]
pub async fn read(
    state: Data<HttpState>,
    Caller(caller): Caller,
    MeetingPath(id): MeetingPath,
) -> Result<Json<Stats>, ApiError> {
    state.stats(&caller.who, id).await.map(Json)
}
