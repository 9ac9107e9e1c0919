//! How the speaking time came about.

use super::{PersonFigures, gini::gini, turns::Spoken};
use crate::{ParticipantId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most stretches that a meeting is cut into.
pub const BUCKETS_MAX: u64 = 60;
/// The shortest stretch, in milliseconds.
const WIDTH_MIN_MS: u64 = 1_000;

/// A meeting cut into stretches of the same length.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OverTime {
    /// The length of each in milliseconds; the last may be shorter. 0 while the meeting has not started.
    pub width_ms: u64,
    /// The stretches from the start on, at most 60.
    pub buckets: Vec<TimeBucket>,
}

/// One stretch of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TimeBucket {
    /// When it begins.
    pub from: Timestamp,
    /// Milliseconds spoken in it.
    pub speaking_ms: u64,
    /// The Gini coefficient of all speaking time until its end, of those who had come by then.
    pub gini: f64,
}

/// Cuts the meeting from its start until `now` into at most [`BUCKETS_MAX`] stretches.
pub(super) fn over_time(
    started_at: Option<Timestamp>,
    now: Timestamp,
    spoken: &[Spoken],
    people: &[PersonFigures],
) -> OverTime {
    let Some(start) = started_at else { return OverTime::default() };
    let width_ms = now.since(start).div_ceil(BUCKETS_MAX).max(WIDTH_MIN_MS);
    let mut so_far: BTreeMap<ParticipantId, u64> = BTreeMap::new();
    let mut rest = spoken;
    let mut buckets = Vec::new();
    let mut from = start;
    while from < now {
        let to = from.plus(width_ms).min(now);
        let mut speaking_ms = 0;
        for stretch in rest.iter().take_while(|stretch| stretch.from < to) {
            let inside = stretch.within_ms(from, to);
            speaking_ms += inside;
            *so_far.entry(stretch.participant_id).or_default() += inside;
        }
        while rest.first().is_some_and(|first| first.to <= to) {
            rest = rest.get(1..).unwrap_or_default();
        }
        let there = people.iter().filter(|one| one.counts() && one.joined_at <= to);
        let values: Vec<u64> = there.map(|one| so_far.get(&one.participant_id).copied().unwrap_or(0)).collect();
        buckets.push(TimeBucket { from, speaking_ms, gini: gini(&values) });
        from = to;
    }
    OverTime { width_ms, buckets }
}
