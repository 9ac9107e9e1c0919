//! Statistics over meetings: of a person, of the organisation. Bounded: of the latest meetings only, which the answer says.

use super::{
    HttpState,
    body::Query,
    caller::Caller,
    csv::{Format, Table, optional},
    engine::in_time,
    reply::ApiError,
    stats::role_name,
};
use crate::ports::{ListEntry, ListQuery};
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use orchestrasec_domain::{
    AccountRole, Status, UserId,
    stats::{Statistics, quantile::median},
};
use orchestrasec_protocol::{
    Code,
    rest::{
        MeetingSummary, MonthStats, OrganisationStats, PersonMeetingStats, PersonStats, PrivateStats, StatsQuery,
        seconds,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Over how many meetings at most.
const MEETINGS_MAX: u64 = 200;

/// One's own statistics over the latest meetings. As CSV: one row a meeting.
#[utoipa::path(get, path = "/api/v1/stats/me", tag = "statistics", params(StatsQuery),
    responses((status = 200, description = "The statistics", content(
        (PersonStats = "application/json"), (String = "text/csv")))))]
pub async fn mine(
    state: Data<HttpState>,
    Caller(caller): Caller,
    Query(query): Query<StatsQuery>,
) -> Result<HttpResponse, ApiError> {
    let format = Format::named(query.format.as_deref())?;
    let totals = in_time(of_person(&state, caller.who.user_id)).await?;
    Ok(person_as(format, &totals))
}

/// Somebody's statistics over the latest meetings, for admins. As CSV: one row a meeting.
#[utoipa::path(get, path = "/api/v1/stats/people/{user_id}", tag = "statistics",
    params(("user_id" = UserId, Path), StatsQuery),
    responses((status = 200, description = "The statistics", content(
        (PersonStats = "application/json"), (String = "text/csv")))))]
pub async fn person(
    state: Data<HttpState>,
    Caller(caller): Caller,
    user: Path<String>,
    Query(query): Query<StatsQuery>,
) -> Result<HttpResponse, ApiError> {
    only_admins(caller.who.account_role)?;
    let format = Format::named(query.format.as_deref())?;
    let user = user.parse().map_err(|_| Code::ParticipantNotFound)?;
    let totals = in_time(of_person(&state, user)).await?;
    if totals.meetings_total == 0 {
        return Err(Code::ParticipantNotFound.into());
    }
    Ok(person_as(format, &totals))
}

/// Statistics of all meetings of this installation, for admins. As CSV: one row a month.
#[utoipa::path(get, path = "/api/v1/stats/organisation", tag = "statistics", params(StatsQuery),
    responses((status = 200, description = "The statistics", content(
        (OrganisationStats = "application/json"), (String = "text/csv")))))]
pub async fn organisation(
    state: Data<HttpState>,
    Caller(caller): Caller,
    Query(query): Query<StatsQuery>,
) -> Result<HttpResponse, ApiError> {
    only_admins(caller.who.account_role)?;
    let format = Format::named(query.format.as_deref())?;
    let totals = in_time(of_all(&state, caller.who.user_id)).await?;
    Ok(match format {
        Format::Json => HttpResponse::Ok().json(totals),
        Format::Csv => months(&totals).download("organisation-statistics"),
    })
}

fn only_admins(role: AccountRole) -> Result<(), ApiError> {
    if role == AccountRole::Admin { Ok(()) } else { Err(Code::NotPermitted.into()) }
}

async fn of_person(state: &HttpState, user: UserId) -> Result<PersonStats, ApiError> {
    let (entries, meetings_total) = state.journal.meetings_of(user, MEETINGS_MAX).await?;
    let (mut items, mut waits_ms, mut spoke_ms) = (Vec::new(), Vec::new(), 0);
    let (mut private, mut turns, mut name) = (PrivateStats::default(), 0, None);
    for entry in &entries {
        let statistics = statistics(state, entry).await?;
        let Some(figures) = statistics.people.iter().find(|one| one.participant_id == user.into()) else { continue };
        name.get_or_insert_with(|| figures.display_name.clone());
        waits_ms.extend(&figures.waits_ms);
        private.requests = private.requests.plus(figures.requests);
        turns += figures.turns;
        spoke_ms += figures.speaking_ms;
        items.push(PersonMeetingStats {
            meeting_id: entry.meeting_id,
            title: title(entry)?,
            status: entry.status,
            started_at: statistics.started_at,
            closed_at: statistics.closed_at,
            role: figures.role,
            speaking_seconds: seconds(figures.speaking_ms),
            share: figures.share,
            turns: figures.turns,
            longest_turn_ms: figures.longest_turn_ms,
            private: PrivateStats::of(figures),
        });
    }
    private.median_waiting_ms = median(&waits_ms);
    Ok(PersonStats {
        user_id: user,
        display_name: name.unwrap_or_default(),
        meetings_total,
        meetings: items.len() as u64,
        meetings_max: MEETINGS_MAX,
        speaking_seconds: seconds(spoke_ms),
        turns,
        private,
        items,
    })
}

async fn statistics(state: &HttpState, entry: &ListEntry) -> Result<Statistics, ApiError> {
    Ok(state.ledger(entry.meeting_id).await?.statistics(state.clock.now()))
}

fn title(entry: &ListEntry) -> Result<String, ApiError> {
    let summary: MeetingSummary = serde_json::from_str(&entry.summary).map_err(|error| {
        tracing::error!(meeting = %entry.meeting_id, %error, "a list entry cannot be read");
        Code::Internal
    })?;
    Ok(summary.title)
}

/// Meetings added up.
#[derive(Default)]
struct Sum {
    held: u64,
    people: BTreeSet<uuid::Uuid>,
    spoke_ms: u64,
    turns: u32,
    ginis: Vec<f64>,
}

impl Sum {
    fn add(&mut self, meeting: &Statistics) {
        self.held += 1;
        self.people.extend(meeting.people.iter().filter(|one| !one.guest).map(|one| one.participant_id.0));
        self.spoke_ms += meeting.speaking_ms;
        self.turns += meeting.turns;
        self.ginis.extend((meeting.speaking_ms > 0).then_some(meeting.gini));
    }

    fn mean_gini(&self) -> Option<f64> {
        let count = u32::try_from(self.ginis.len()).ok().filter(|count| *count > 0)?;
        Some(self.ginis.iter().sum::<f64>() / f64::from(count))
    }

    fn of_month(self, month: String) -> MonthStats {
        MonthStats {
            month,
            held: self.held,
            people: self.people.len() as u64,
            speaking_seconds: seconds(self.spoke_ms),
            turns: self.turns,
            mean_gini: self.mean_gini(),
        }
    }
}

async fn of_all(state: &HttpState, viewer: UserId) -> Result<OrganisationStats, ApiError> {
    let query = ListQuery { status: None, viewer, offset: 0, limit: MEETINGS_MAX };
    let (entries, meetings_total) = state.journal.list(query).await?;
    let mut all = Sum::default();
    let mut months: BTreeMap<String, Sum> = BTreeMap::new();
    for (entry, _) in &entries {
        if entry.status == Status::Scheduled {
            continue;
        }
        let statistics = statistics(state, entry).await?;
        let Some(started_at) = statistics.started_at else { continue };
        all.add(&statistics);
        months.entry(started_at.to_string().chars().take(7).collect()).or_default().add(&statistics);
    }
    Ok(OrganisationStats {
        meetings_total,
        meetings: entries.len() as u64,
        meetings_max: MEETINGS_MAX,
        held: all.held,
        people: all.people.len() as u64,
        speaking_seconds: seconds(all.spoke_ms),
        turns: all.turns,
        mean_gini: all.mean_gini(),
        months: months.into_iter().rev().map(|(month, sum)| sum.of_month(month)).collect(),
    })
}

fn person_as(format: Format, stats: &PersonStats) -> HttpResponse {
    if format == Format::Json {
        return HttpResponse::Ok().json(stats);
    }
    let mut table = Table::new([
        "meeting_id",
        "title",
        "status",
        "started_at",
        "closed_at",
        "role",
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
    for meeting in &stats.items {
        let requests = meeting.private.requests;
        table.row(&[
            meeting.meeting_id.to_string(),
            meeting.title.clone(),
            status_name(meeting.status).to_owned(),
            optional(meeting.started_at),
            optional(meeting.closed_at),
            role_name(meeting.role).to_owned(),
            meeting.speaking_seconds.to_string(),
            meeting.share.to_string(),
            meeting.turns.to_string(),
            meeting.longest_turn_ms.to_string(),
            requests.made.to_string(),
            requests.granted.to_string(),
            requests.denied.to_string(),
            requests.withdrawn.to_string(),
            requests.never_reached.to_string(),
            requests.waiting.to_string(),
            optional(meeting.private.median_waiting_ms),
        ]);
    }
    table.download(&format!("person-{}-statistics", stats.user_id))
}

fn months(stats: &OrganisationStats) -> Table<6> {
    let mut table = Table::new(["month", "held", "people", "speaking_seconds", "turns", "mean_gini"]);
    for month in &stats.months {
        table.row(&[
            month.month.clone(),
            month.held.to_string(),
            month.people.to_string(),
            month.speaking_seconds.to_string(),
            month.turns.to_string(),
            optional(month.mean_gini),
        ]);
    }
    table
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Scheduled => "scheduled",
        Status::Live => "live",
        Status::Closed => "closed",
    }
}
