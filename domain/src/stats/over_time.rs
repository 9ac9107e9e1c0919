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
// `Overtime` is a type, too: names that differ in case only would be one file on many machines.
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SpeakingOverTime"))]
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

#[cfg(test)]
mod tests {
    use super::BUCKETS_MAX;
    use crate::{
        Command, MeetingRole,
        stats::stage::{ADA, BO, FAY, Stage, asks, at},
    };

    #[test]
    fn a_meeting_is_cut_into_at_most_sixty_stretches_of_the_same_length() {
        let mut stage = Stage::open();
        stage.does(ADA, asks());
        for seconds in [1, 2, 56, 1, 1, 3_600, 7] {
            let stats = stage.after(seconds).stats();
            let over_time = &stats.over_time;
            let count = over_time.buckets.len() as u64;
            assert!((1..=BUCKETS_MAX).contains(&count), "{count}");
            let from: Vec<_> = over_time.buckets.iter().map(|bucket| bucket.from).collect();
            assert!(from.windows(2).all(|pair| pair[1].since(pair[0]) == over_time.width_ms));
            assert_eq!(from[0], at(0));
        }
    }

    #[test]
    fn the_spread_so_far_is_of_those_who_had_come_by_then() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(30).does(ADA, Command::ReleaseFloor).does(BO, asks()).after(30);
        stage.does(9, Command::Join { role: MeetingRole::Participant }).does(FAY, Command::CloseMeeting).after(600);
        let stats = stage.stats();
        let buckets = &stats.over_time.buckets;
        assert_eq!((buckets.len(), stats.over_time.width_ms), (60, 1_000));
        assert!(buckets.iter().all(|bucket| bucket.speaking_ms == 1_000));
        assert!((buckets[29].gini - 2.0 / 3.0).abs() < 1e-12, "Ada only, of three");
        assert!((buckets[58].gini - buckets[59].gini).abs() > 0.1, "a fourth came at the end");
    }

    #[test]
    fn before_the_start_there_is_nothing() {
        assert_eq!(super::over_time(None, at(5), &[], &[]), super::OverTime::default());
    }
}
