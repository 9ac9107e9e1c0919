//! Statistics of a meeting.

use super::{
    HttpState,
    body::Query,
    caller::Caller,
    csv::{Format, Table, optional},
    engine::in_time,
    path::MeetingPath,
    reply::ApiError,
};
use actix_web::{HttpResponse, web::Data};
use orchestrasec_domain::{MeetingId, MeetingRole, Right};
use orchestrasec_protocol::rest::{SpeakerStats, Stats, StatsQuery};

/// Who spoke how much, when, and who waited how long. As CSV: one row a participant.
#[utoipa::path(get, path = "/api/v1/meetings/{id}/stats", tag = "statistics",
    params(("id" = MeetingId, Path), StatsQuery),
    responses((status = 200, description = "Speaking times, turns, requests", content(
        (Stats = "application/json"), (String = "text/csv")))))]
pub async fn read(
    state: Data<HttpState>,
    Caller(caller): Caller,
    MeetingPath(id): MeetingPath,
    Query(query): Query<StatsQuery>,
) -> Result<HttpResponse, ApiError> {
    let format = Format::named(query.format.as_deref())?;
    let viewer = state.viewer(&caller.who, id, Right::Read).await?;
    let ledger = in_time(state.ledger(id)).await?;
    let told = Stats::of(ledger.statistics(state.clock.now()), viewer, caller.who.participant_id());
    Ok(match format {
        Format::Json => HttpResponse::Ok().json(told),
        Format::Csv => table(&told).download(&format!("meeting-{id}-statistics")),
    })
}

fn table(stats: &Stats) -> Table<16> {
    let mut table = Table::new([
        "participant_id",
        "display_name",
        "role",
        "guest",
        "group",
        "speaking_seconds",
        "share",
        "turns",
        "longest_turn_ms",
        "requests_made",
        "requests_granted",
        "requests_denied",
        "requests_withdrawn",
        "requests_never_reached",
        "requests_waiting",
        "median_waiting_ms",
    ]);
    for person in &stats.participants {
        let SpeakerStats { private, .. } = person;
        let requests = private.map(|private| private.requests);
        table.row(&[
            person.participant_id.to_string(),
            person.display_name.clone(),
            role_name(person.role).to_owned(),
            person.guest.to_string(),
            optional(person.group.as_ref()),
            person.speaking_seconds.to_string(),
            person.share.to_string(),
            person.turns.to_string(),
            person.longest_turn_ms.to_string(),
            optional(requests.map(|requests| requests.made)),
            optional(requests.map(|requests| requests.granted)),
            optional(requests.map(|requests| requests.denied)),
            optional(requests.map(|requests| requests.withdrawn)),
            optional(requests.map(|requests| requests.never_reached)),
            optional(requests.map(|requests| requests.waiting)),
            optional(private.and_then(|private| private.median_waiting_ms)),
        ]);
    }
    table
}

/// A role as it is written in tables.
pub(super) fn role_name(role: MeetingRole) -> &'static str {
    match role {
        MeetingRole::Facilitator => "facilitator",
        MeetingRole::Participant => "participant",
        MeetingRole::Observer => "observer",
    }
}
