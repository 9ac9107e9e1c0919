//! Meetings: create, list, read, change, start, close.

use super::{
    HttpState,
    body::{Body, Query, invalid_query},
    caller::{Caller, IdempotencyKey},
    engine::in_time,
    path::MeetingPath,
    reply::ApiError,
};
use crate::{
    audit::{Birth, birth},
    ports::{JournalError, ListQuery},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Json},
};
use orchestrasec_domain::{
    Command, Meeting, MeetingId, NewMeeting, ParticipantId, Seq, Template, UserId, command::MeetingChange, template,
};
use orchestrasec_protocol::{
    Code, EncodedEvent, Problem,
    limits::PAGE_MAX,
    rest::{CreateMeeting, MeetingSummary, MeetingsPage, MeetingsQuery, UpdateMeeting},
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Meetings on a page when the caller does not say.
const PER_PAGE: u64 = 50;
/// The last page that can be asked for.
const PAGE_LAST: u64 = 1_000_000;

/// Make a meeting; the caller becomes its facilitator.
#[utoipa::path(post, path = "/api/v1/meetings", tag = "meetings", request_body = CreateMeeting,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, description = "The new meeting", body = MeetingSummary)))]
pub async fn create(
    state: Data<HttpState>,
    Caller(caller): Caller,
    IdempotencyKey(key): IdempotencyKey,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let wanted: CreateMeeting = body.json().await?;
    let template = plan_of(&state, caller.who.user_id, wanted.template.as_deref(), wanted.plan).await?;
    let new = NewMeeting {
        meeting_id: key.as_deref().map_or_else(fresh_id, |key| keyed_id(caller.who.user_id, key)),
        title: wanted.title,
        description: wanted.description.unwrap_or_default(),
        template,
        scheduled_start: wanted.scheduled_start,
        settings: wanted.settings.unwrap_or_default(),
    };
    let repeatable = key.is_some();
    let Birth { append, meeting } = birth(state.clock.now(), &caller.who, &new, key)?;
    let stored = in_time(async { Ok(state.journal.create(append).await) }).await?;
    let summary = match stored {
        Ok(()) => MeetingSummary::of(&meeting, caller.who.participant_id()),
        Err(JournalError::Exists) if repeatable => {
            check_is_the_same(&state, &meeting).await?;
            state.summary(&caller.who, meeting.id).await?
        }
        Err(error) => return Err(error.into()),
    };
    let address = format!("/api/v1/meetings/{}", summary.id);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, address)).json(summary))
}

/// The plan that was brought, or the template that was named, or the default one.
async fn plan_of(
    state: &HttpState,
    user: UserId,
    key: Option<&str>,
    plan: Option<Template>,
) -> Result<Template, ApiError> {
    match (key, plan) {
        (Some(_), Some(_)) => Err(Problem::field("plan", Code::InvalidField, "give template or plan, not both").into()),
        (None, Some(plan)) => Ok(plan),
        (key, None) => {
            let found = state.template(user, key.unwrap_or(template::DEFAULT)).await?;
            Ok(found.ok_or(Code::TemplateNotFound)?.template)
        }
    }
}

fn fresh_id() -> MeetingId {
    MeetingId(Uuid::now_v7())
}

/// The same key by the same person names the same meeting, so that the store itself refuses to make it twice.
fn keyed_id(user: UserId, key: &str) -> MeetingId {
    let mut sha = Sha256::new();
    sha.update(b"orchestrasec meeting\n");
    sha.update(user.0.as_bytes());
    sha.update(key.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(sha.finalize()).for_each(|(to, from)| *to = from);
    MeetingId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Compares with how the stored meeting began, not with what became of it.
async fn check_is_the_same(state: &HttpState, wanted: &Meeting) -> Result<(), ApiError> {
    let record = in_time(async { Ok(state.journal.events(wanted.id, Seq(0), 1).await?) }).await?;
    let (events, _) = record.ok_or(Code::Internal)?;
    let first = events.first().map(|stored| &stored.event).ok_or(Code::Internal)?;
    let event = EncodedEvent::decode(&first.kind, &first.payload).map_err(|_| Code::Internal)?;
    let stored = Meeting::born(first.at, &event).ok_or(Code::Internal)?;
    if beginning(&stored) == beginning(wanted) { Ok(()) } else { Err(Code::IdempotencyKeyReused.into()) }
}

fn beginning(meeting: &Meeting) -> impl PartialEq + '_ {
    let Meeting { title, description, template, phases, settings, scheduled_start, created_by, .. } = meeting;
    let creator: &ParticipantId = created_by;
    (title, description, template, phases, settings, scheduled_start, creator)
}

/// The meetings of this installation, a page at a time: live ones first, then the newest.
#[utoipa::path(get, path = "/api/v1/meetings", tag = "meetings", params(MeetingsQuery),
    responses((status = 200, description = "A page of meetings", body = MeetingsPage)))]
pub async fn list(
    state: Data<HttpState>,
    Caller(caller): Caller,
    Query(query): Query<MeetingsQuery>,
) -> Result<Json<MeetingsPage>, ApiError> {
    let page = within(query.page.unwrap_or(1), "page", PAGE_LAST)?;
    let per_page = within(query.per_page.unwrap_or(PER_PAGE), "per_page", PAGE_MAX)?;
    let query =
        ListQuery { status: query.status, viewer: caller.who.user_id, offset: (page - 1) * per_page, limit: per_page };
    let (entries, total) = in_time(async { Ok(state.journal.list(query).await?) }).await?;
    let items = entries
        .into_iter()
        .map(|(entry, my_role)| {
            let summary: MeetingSummary = serde_json::from_str(&entry.summary).map_err(|error| {
                tracing::error!(meeting = %entry.meeting_id, %error, "a list entry cannot be read");
                Code::Internal
            })?;
            Ok(MeetingSummary { my_role, ..summary })
        })
        .collect::<Result<_, ApiError>>()?;
    Ok(Json(MeetingsPage { items, page, per_page, total }))
}

/// A number from 1 to `max`.
pub(super) fn within(number: u64, name: &str, max: u64) -> Result<u64, ApiError> {
    if (1..=max).contains(&number) {
        return Ok(number);
    }
    Err(invalid_query(format!("{name} has to be between 1 and {max}")))
}

/// One meeting; every account may see it, so that people can find and join it.
#[utoipa::path(get, path = "/api/v1/meetings/{id}", tag = "meetings", params(("id" = MeetingId, Path)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn read(
    state: Data<HttpState>,
    Caller(caller): Caller,
    MeetingPath(id): MeetingPath,
) -> Result<Json<MeetingSummary>, ApiError> {
    state.summary(&caller.who, id).await.map(Json)
}

/// Change title, description, planned start or settings; what is left out stays.
#[utoipa::path(patch, path = "/api/v1/meetings/{id}", tag = "meetings", request_body = UpdateMeeting,
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn update(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    let UpdateMeeting { title, description, scheduled_start, settings } = body.json().await?;
    let settings = settings.unwrap_or_default();
    let change = MeetingChange { title, description, scheduled_start, settings };
    state.then_summary(&caller.who, id, key, Command::UpdateMeeting(change)).await
}

/// Begin with the first phase.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/start", tag = "meetings",
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn start(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    body.nothing().await?;
    state.then_summary(&caller.who, id, key, Command::StartMeeting).await
}

/// End the meeting for good.
#[utoipa::path(post, path = "/api/v1/meetings/{id}/close", tag = "meetings",
    params(("id" = MeetingId, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, description = "The meeting", body = MeetingSummary)))]
pub async fn close(
    state: Data<HttpState>,
    Caller(caller): Caller,
    key: IdempotencyKey,
    MeetingPath(id): MeetingPath,
    body: Body,
) -> Result<Json<MeetingSummary>, ApiError> {
    body.nothing().await?;
    state.then_summary(&caller.who, id, key, Command::CloseMeeting).await
}

#[cfg(test)]
mod tests {
    use super::{keyed_id, within};
    use orchestrasec_domain::UserId;
    use uuid::Uuid;

    #[test]
    fn a_key_names_one_meeting_for_each_person() {
        let (ada, bo) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        assert_eq!(keyed_id(ada, "k"), keyed_id(ada, "k"));
        assert_ne!(keyed_id(ada, "k"), keyed_id(bo, "k"));
        assert_ne!(keyed_id(ada, "k"), keyed_id(ada, "l"));
        assert_eq!(keyed_id(ada, "k").0.get_version_num(), 8);
    }

    #[test]
    fn pages_are_bounded() {
        assert!(within(1, "page", 200).is_ok() && within(200, "page", 200).is_ok());
        assert!(within(0, "page", 200).is_err() && within(201, "page", 200).is_err());
    }
}
