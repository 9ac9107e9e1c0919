//! The meeting that an address names.

use super::reply::ApiError;
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::Code;
use std::future::{Ready, ready};

/// `{id}` in `/api/v1/meetings/{id}`. What is no id is no meeting.
#[derive(Debug, Clone, Copy)]
pub struct MeetingPath(pub MeetingId);

impl FromRequest for MeetingPath {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").and_then(|text| text.parse().ok());
        ready(id.map(Self).ok_or_else(|| Code::MeetingNotFound.into()))
    }
}
