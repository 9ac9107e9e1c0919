//! How often meetings crashed lately: one that keeps crashing rests, and harms nobody else.

use orchestrasec_domain::{MeetingId, Timestamp};
use std::collections::HashMap;

/// Crashes within [`WINDOW_MS`] after which a meeting rests.
const MOST: usize = 3;
/// For how long a crash counts, in milliseconds.
const WINDOW_MS: u64 = 60_000;

/// The recent crashes of every meeting that has any.
#[derive(Debug, Default)]
pub struct Crashes(HashMap<MeetingId, Vec<Timestamp>>);

impl Crashes {
    /// Notes a crash.
    pub fn note(&mut self, meeting: MeetingId, now: Timestamp) {
        self.0.retain(|_, times| times.iter().any(|at| now.since(*at) < WINDOW_MS));
        self.0.entry(meeting).or_default().push(now);
    }

    /// Milliseconds that this meeting has to rest; 0: it may start.
    pub fn rest_ms(&self, meeting: MeetingId, now: Timestamp) -> u64 {
        let Some(times) = self.0.get(&meeting) else { return 0 };
        let recent: Vec<_> = times.iter().filter(|at| now.since(**at) < WINDOW_MS).collect();
        match recent.first() {
            Some(first) if recent.len() > MOST => WINDOW_MS - now.since(**first),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Crashes;
    use orchestrasec_domain::{MeetingId, Timestamp};

    #[test]
    fn a_meeting_that_crashes_four_times_in_a_minute_rests_until_the_first_is_a_minute_old() {
        let meeting = MeetingId(uuid::Uuid::from_u128(1));
        let mut crashes = Crashes::default();
        for second in 0..4 {
            assert_eq!(crashes.rest_ms(meeting, Timestamp(second * 1_000)), 0);
            crashes.note(meeting, Timestamp(second * 1_000));
        }
        assert_eq!(crashes.rest_ms(meeting, Timestamp(4_000)), 56_000);
        assert_eq!(crashes.rest_ms(meeting, Timestamp(60_000)), 0);
        assert_eq!(crashes.rest_ms(MeetingId(uuid::Uuid::from_u128(2)), Timestamp(4_000)), 0);
    }
}
