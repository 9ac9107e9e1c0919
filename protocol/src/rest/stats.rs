//! Statistics: of a meeting, of a person over meetings, of the organisation.
//!
//! # What is private
//!
//! Speaking times, shares, turns and the timeline are what everybody in the room saw and heard; they go to everybody who may read
//! the meeting. How a person fared in the queue (how many of the requests were denied, withdrawn, never reached, how long they
//! waited) is that person's own: [`PrivateStats`] goes to the person, to the meeting's facilitators and to admins, and is `null` for
//! all others. The meeting's totals of the same figures name nobody and go to all. The single events remain in the record, which is
//! public within the meeting; what is kept back is the profile.

use crate::Viewer;
use orchestrasec_domain::{
    MeetingId, MeetingRole, ParticipantId, Status, Timestamp, UserId,
    stats::{
        PersonFigures, Statistics,
        items::ItemFigures,
        over_time::OverTime,
        phases::PhaseFigures,
        quantile::median,
        requests::{RequestCounts, WaitingTimes},
        turns::TurnPart,
    },
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// Who spoke how much, when, and who waited how long.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Stats {
    /// Milliseconds spoken by all; pauses do not count.
    pub total_speaking_ms: u64,
    /// Turns that were begun. One that was interrupted and went on is one, an undone one is none.
    pub turns: u32,
    /// How unequally speaking time is spread, 0 (evenly) to 1: the Gini coefficient of everybody who was ever in the meeting and may
    /// speak or has spoken. 0 while nobody spoke.
    pub gini: f64,
    /// The median of their speaking times, in milliseconds.
    pub median_speaking_ms: u64,
    /// What became of all requests.
    pub requests: RequestCounts,
    /// How long the granted ones waited; `null` while none was granted.
    pub waiting_time: Option<WaitingTimes>,
    /// How often somebody was interrupted by a question or a point of order.
    pub interruptions: u32,
    /// When the meeting started.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Everybody who was ever in the meeting, in the order of joining.
    pub participants: Vec<SpeakerStats>,
    /// Every phase of the plan.
    pub phases: Vec<PhaseFigures>,
    /// Every item of the agenda in order, then those that were taken off it.
    pub items: Vec<ItemFigures>,
    /// How the speaking time came about.
    pub over_time: OverTime,
    /// Every turn in order; one that was interrupted is listed in parts.
    pub timeline: Vec<TurnPart>,
}

/// One person's part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct SpeakerStats {
    /// Who.
    pub participant_id: ParticipantId,
    /// The name.
    pub display_name: String,
    /// The role.
    pub role: MeetingRole,
    /// Without an account.
    pub guest: bool,
    /// Key of the group.
    pub group: Option<String>,
    /// Seconds spoken, the running turn included.
    pub speaking_seconds: f64,
    /// Turns that were begun, the running one included.
    pub turns: u32,
    /// Part of all speaking time, 0 to 1.
    pub share: f64,
    /// The longest turn in milliseconds, all its parts together.
    pub longest_turn_ms: u64,
    /// How the person fared in the queue; `null` unless it is you, or you lead the meeting or are an admin.
    pub private: Option<PrivateStats>,
}

/// How a person fared in the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PrivateStats {
    /// What became of the person's requests.
    pub requests: RequestCounts,
    /// The median of the waiting times of the granted ones, in milliseconds; `null`: none was granted.
    pub median_waiting_ms: Option<u64>,
}

/// One person's statistics over meetings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PersonStats {
    /// Whose.
    pub user_id: UserId,
    /// The name in the latest meeting; empty without any.
    pub display_name: String,
    /// Meetings that the person ever was in.
    pub meetings_total: u64,
    /// Of how many of them these figures are: the latest, at most `meetings_max`.
    pub meetings: u64,
    /// Of how many they are at most.
    pub meetings_max: u64,
    /// Seconds spoken.
    pub speaking_seconds: f64,
    /// Turns that were begun.
    pub turns: u32,
    /// How the person fared in the queues.
    pub private: PrivateStats,
    /// Meeting by meeting, the latest first.
    pub items: Vec<PersonMeetingStats>,
}

/// One person's part in one meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct PersonMeetingStats {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// What it is called.
    pub title: String,
    /// Where it is in its life.
    pub status: Status,
    /// When it started.
    pub started_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The person's last role in it.
    pub role: MeetingRole,
    /// Seconds spoken.
    pub speaking_seconds: f64,
    /// Part of the meeting's speaking time, 0 to 1.
    pub share: f64,
    /// Turns that were begun.
    pub turns: u32,
    /// The longest turn in milliseconds.
    pub longest_turn_ms: u64,
    /// How the person fared in the queue.
    pub private: PrivateStats,
}

/// Statistics of the whole installation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct OrganisationStats {
    /// Meetings there are.
    pub meetings_total: u64,
    /// Of how many of them these figures are: the latest, at most `meetings_max`.
    pub meetings: u64,
    /// Of how many they are at most.
    pub meetings_max: u64,
    /// How many of those were held, that is, have started.
    pub held: u64,
    /// Accounts that were in those.
    pub people: u64,
    /// Seconds spoken in those.
    pub speaking_seconds: f64,
    /// Turns in those.
    pub turns: u32,
    /// The mean of the Gini coefficients of those in which anybody spoke; `null`: nobody did.
    pub mean_gini: Option<f64>,
    /// By the month in which a meeting started, the latest first.
    pub months: Vec<MonthStats>,
}

/// What was held in one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct MonthStats {
    /// Year and month in UTC, such as `2026-11`.
    pub month: String,
    /// Meetings that started in it.
    pub held: u64,
    /// Accounts that were in them.
    pub people: u64,
    /// Seconds spoken in them.
    pub speaking_seconds: f64,
    /// Turns in them.
    pub turns: u32,
    /// The mean of the Gini coefficients of those in which anybody spoke; `null`: nobody did.
    pub mean_gini: Option<f64>,
}

/// In which form statistics are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatsQuery {
    /// `json` (default) or `csv`
    pub format: Option<String>,
}

/// Milliseconds as seconds.
pub fn seconds(ms: u64) -> f64 {
    Duration::from_millis(ms).as_secs_f64()
}

impl Stats {
    /// The statistics as a viewer of this kind gets them who is `me`.
    pub fn of(statistics: Statistics, viewer: Viewer, me: ParticipantId) -> Self {
        let shown = |person: PersonFigures| {
            let may_see = viewer == Viewer::Steward || person.participant_id == me;
            SpeakerStats {
                private: may_see.then(|| PrivateStats::of(&person)),
                participant_id: person.participant_id,
                display_name: person.display_name,
                role: person.role,
                guest: person.guest,
                group: person.group,
                speaking_seconds: seconds(person.speaking_ms),
                turns: person.turns,
                share: person.share,
                longest_turn_ms: person.longest_turn_ms,
            }
        };
        Self {
            total_speaking_ms: statistics.speaking_ms,
            turns: statistics.turns,
            gini: statistics.gini,
            median_speaking_ms: statistics.median_speaking_ms,
            requests: statistics.requests,
            waiting_time: statistics.waiting_time,
            interruptions: statistics.interruptions,
            started_at: statistics.started_at,
            closed_at: statistics.closed_at,
            participants: statistics.people.into_iter().map(shown).collect(),
            phases: statistics.phases,
            items: statistics.items,
            over_time: statistics.over_time,
            timeline: statistics.timeline,
        }
    }
}

impl PrivateStats {
    /// How this person fared.
    pub fn of(person: &PersonFigures) -> Self {
        Self { requests: person.requests, median_waiting_ms: median(&person.waits_ms) }
    }
}
