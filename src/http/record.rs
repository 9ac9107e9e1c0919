//! The record of a meeting: page by page, or as a file.

use super::{
    HttpState,
    body::{Query, invalid_query},
    caller::Caller,
    engine::in_time,
    meetings::within,
    path::MeetingPath,
    reply::ApiError,
};
use crate::{audit::export, ports::StoredEvent};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Json},
};
use orchestrasec_domain::{MeetingId, Right, Seq};
use orchestrasec_protocol::{
    Code, Viewer,
    limits::PAGE_MAX,
    rest::{AuditEvent, AuditPage, AuditQuery, ExportQuery},
};

/// Events on a page when the caller does not say.
const PER_PAGE: u64 = 100;

/// A page of the record.
#[utoipa::path(get, path = "/api/v1/meetings/{id}/audit", tag = "record",
    params(("id" = MeetingId, Path), AuditQuery),
    responses((status = 200, description = "A page of the record", body = AuditPage)))]
pub async fn audit(
    state: Data<HttpState>,
    Caller(caller): Caller,
    MeetingPath(id): MeetingPath,
    Query(query): Query<AuditQuery>,
) -> Result<Json<AuditPage>, ApiError> {
    let limit = within(query.limit.unwrap_or(PER_PAGE), "limit", PAGE_MAX)?;
    let after = Seq(query.after.unwrap_or(0));
    if i64::try_from(after.0).is_err() {
        return Err(invalid_query("after is too large"));
    }
    let viewer = state.viewer(&caller.who, id, Right::ReadRecord).await?;
    let record = in_time(async { Ok(state.journal.events(id, after, limit).await?) }).await?;
    let (events, head) = record.ok_or(Code::MeetingNotFound)?;
    let last = events.last().map(|stored| stored.event.seq);
    Ok(Json(AuditPage {
        items: events.iter().map(|stored| shown(stored, viewer)).collect::<Result<_, _>>()?,
        next_after: last.filter(|last| *last < head.seq).map(|last| last.0),
        head_seq: head.seq.0,
        head_hash: head.hash.to_string(),
    }))
}

fn shown(stored: &StoredEvent, viewer: Viewer) -> Result<AuditEvent, ApiError> {
    let view = stored.event.view(viewer);
    let hidden = view.kind != stored.event.kind;
    Ok(AuditEvent {
        seq: view.seq.0,
        at: view.at,
        actor: view.actor,
        kind: view.kind.to_owned(),
        payload: serde_json::from_str(view.payload.get()).map_err(|_| Code::Internal)?,
        command_id: stored.command_id.clone().filter(|_| !hidden),
        prev_hash: stored.prev_hash.to_string(),
        hash: stored.hash.to_string(),
    })
}

/// The whole record as a file that proves itself, see *The record* in the documentation.
#[utoipa::path(get, path = "/api/v1/meetings/{id}/export", tag = "record",
    params(("id" = MeetingId, Path), ExportQuery),
    responses((status = 200, description = "One JSON object a line", content_type = "application/jsonl", body = String)))]
pub async fn download(
    state: Data<HttpState>,
    Caller(caller): Caller,
    MeetingPath(id): MeetingPath,
    Query(query): Query<ExportQuery>,
) -> Result<HttpResponse, ApiError> {
    if query.format.is_some_and(|format| format != "jsonl") {
        return Err(Code::NotAcceptable.into());
    }
    let viewer = state.viewer(&caller.who, id, Right::ReadRecord).await?;
    let lines = export(state.journal.clone(), id, viewer, state.clock.now());
    let lines = in_time(async { Ok(lines.await?) }).await?.ok_or(Code::MeetingNotFound)?;
    let name = format!("attachment; filename=\"meeting-{id}.jsonl\"");
    Ok(HttpResponse::Ok()
        .content_type("application/jsonl")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .streaming(lines))
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::ports::StoredEvent;
    use orchestrasec_domain::{Seq, Timestamp, UserId};
    use orchestrasec_protocol::{EncodedEvent, Viewer, record::Hash};
    use serde_json::value::RawValue;
    use uuid::Uuid;

    #[test]
    fn what_only_stewards_may_see_is_redacted_with_its_hash_kept() {
        let payload = RawValue::from_string("{\"command\":\"grant_floor\",\"code\":\"not_permitted\"}".into()).unwrap();
        let stored = StoredEvent {
            event: EncodedEvent {
                seq: Seq(4),
                at: Timestamp(9),
                actor: Some(UserId(Uuid::from_u128(3))),
                kind: "command_refused".into(),
                payload,
                queue: None,
            },
            command_id: Some("c9".into()),
            answer: None,
            prev_hash: Hash::ZERO,
            hash: Hash([7; 32]),
        };
        let public = shown(&stored, Viewer::Public).unwrap();
        assert_eq!((public.kind.as_str(), public.actor, public.command_id), ("redacted", None, None));
        assert_eq!((public.payload, public.hash), (serde_json::json!({}), Hash([7; 32]).to_string()));
        let steward = shown(&stored, Viewer::Steward).unwrap();
        assert_eq!((steward.kind.as_str(), steward.command_id.as_deref()), ("command_refused", Some("c9")));
    }
}
