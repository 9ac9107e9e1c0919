//! Exponential delay after failures, without ever locking anybody out.

use orchestrasec_domain::Timestamp;

/// How the delay grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// How many attempts cost nothing.
    pub free: u32,
    /// The first delay in milliseconds; it doubles with every further attempt.
    pub first_ms: u64,
    /// The longest delay in milliseconds.
    pub most_ms: u64,
    /// After how long without an attempt all is forgotten, in milliseconds.
    pub forget_ms: u64,
}

/// The attempts of one account or address that have not turned out well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    count: u32,
    last: Timestamp,
    not_before: Timestamp,
}

impl Failures {
    /// How long to wait before the next attempt, in milliseconds; 0: none.
    pub fn wait_ms(&mut self, now: Timestamp, backoff: &Backoff) -> u64 {
        // A clock that was set back must not make the delay longer: nobody would get in until it has caught up.
        self.not_before = self.not_before.min(now.plus(backoff.most_ms));
        self.last = self.last.min(now);
        self.not_before.since(now)
    }

    /// Counts an attempt as failed before it is known how it ends: a hundred at once get no further than a hundred in turn.
    pub fn charge(&mut self, now: Timestamp, backoff: &Backoff) {
        if now.since(self.last) >= backoff.forget_ms {
            *self = Self::default();
        }
        self.count = self.count.saturating_add(1);
        self.last = now;
        self.not_before = now.plus(self.delay_ms(backoff));
    }

    /// Takes one charge back.
    pub fn refund(&mut self, now: Timestamp, backoff: &Backoff) {
        self.count = self.count.saturating_sub(1);
        self.not_before = self.not_before.min(now.plus(self.delay_ms(backoff)));
    }

    fn delay_ms(&self, backoff: &Backoff) -> u64 {
        match self.count.checked_sub(backoff.free) {
            None => 0,
            Some(over) => backoff.first_ms.saturating_mul(1 << over.min(40)).min(backoff.most_ms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Backoff, Failures};
    use orchestrasec_domain::Timestamp;
    use proptest::prelude::*;

    const BACKOFF: Backoff = Backoff { free: 3, first_ms: 1_000, most_ms: 60_000, forget_ms: 600_000 };

    #[test]
    fn the_delay_doubles_up_to_its_bound_and_is_forgotten() {
        let mut failures = Failures::default();
        let mut now = Timestamp(1_000_000);
        let mut waits = Vec::new();
        for _ in 0..12 {
            failures.charge(now, &BACKOFF);
            let wait = failures.wait_ms(now, &BACKOFF);
            waits.push(wait);
            now = now.plus(wait);
        }
        assert_eq!(waits, [0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
        now = now.plus(BACKOFF.forget_ms);
        failures.charge(now, &BACKOFF);
        assert_eq!(failures.wait_ms(now, &BACKOFF), 0);
    }

    #[test]
    fn a_refund_undoes_a_charge() {
        let mut failures = Failures::default();
        let now = Timestamp(1_000_000);
        for _ in 0..50 {
            failures.charge(now, &BACKOFF);
            failures.refund(now, &BACKOFF);
        }
        assert_eq!(failures.wait_ms(now, &BACKOFF), 0);
    }

    proptest! {
        #[test]
        fn who_waits_as_told_gets_in_whatever_the_clock_did(steps in proptest::collection::vec((any::<bool>(), -10_000_000i64..10_000_000), 1..200)) {
            let mut failures = Failures::default();
            let mut now = Timestamp(0);
            for (refund, step) in steps {
                now = Timestamp(now.0 + step);
                if refund { failures.refund(now, &BACKOFF) } else { failures.charge(now, &BACKOFF) }
                let wait = failures.wait_ms(now, &BACKOFF);
                prop_assert!(wait <= BACKOFF.most_ms);
                prop_assert_eq!(failures.wait_ms(now.plus(wait), &BACKOFF), 0);
            }
        }

        #[test]
        fn guesses_in_a_day_are_bounded(pauses in proptest::collection::vec(0u64..100_000, 1..3_000)) {
            let mut failures = Failures::default();
            let (mut now, mut guesses) = (Timestamp(0), 0u64);
            for pause in pauses {
                if failures.wait_ms(now, &BACKOFF) == 0 {
                    failures.charge(now, &BACKOFF);
                    guesses += 1;
                }
                now = now.plus(pause);
            }
            // Three free ones, six on the way to the longest delay, then one a minute.
            prop_assert!(guesses <= 9 + now.since(Timestamp(0)) / BACKOFF.most_ms + 1);
        }
    }
}
