//! So many in the long run, so many at once.

use orchestrasec_domain::Timestamp;

/// A rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many at once.
    pub burst: u32,
    /// How many milliseconds until one more is let through.
    pub every_ms: u64,
}

/// What is left of a rate: the point in time at which all of it is there again (the generic cell rate algorithm).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    whole_at: Timestamp,
}

impl Spent {
    /// Takes one, or tells how many milliseconds to wait for it.
    ///
    /// # Errors
    /// The wait in milliseconds, at least 1.
    pub fn take(&mut self, now: Timestamp, rate: &Rate) -> Result<(), u64> {
        let most = u64::from(rate.burst.max(1)).saturating_mul(rate.every_ms);
        // Never further away than when all is spent, even when the clock was set back.
        self.whole_at = self.whole_at.clamp(now, now.plus(most));
        let spent = self.whole_at.since(now);
        let room = most - rate.every_ms.min(most);
        if spent > room {
            return Err((spent - room).max(1));
        }
        self.whole_at = self.whole_at.plus(rate.every_ms);
        Ok(())
    }

    /// Gives one back.
    pub fn give_back(&mut self, rate: &Rate) {
        self.whole_at = self.whole_at.minus(rate.every_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, Spent};
    use orchestrasec_domain::Timestamp;
    use proptest::prelude::*;

    const RATE: Rate = Rate { burst: 3, every_ms: 1_000 };

    #[test]
    fn a_burst_passes_and_then_one_at_a_time() {
        let mut spent = Spent::default();
        let now = Timestamp(50_000);
        assert_eq!([(); 4].map(|()| spent.take(now, &RATE)), [Ok(()), Ok(()), Ok(()), Err(1_000)]);
        assert_eq!(spent.take(now.plus(999), &RATE), Err(1));
        assert_eq!(spent.take(now.plus(1_000), &RATE), Ok(()));
        spent.give_back(&RATE);
        assert_eq!(spent.take(now.plus(1_000), &RATE), Ok(()));
        assert!(spent.take(now.minus(1_000_000), &RATE).is_err_and(|wait| wait <= 1_000), "the clock was set back");
    }

    proptest! {
        #[test]
        fn no_window_passes_more_than_burst_and_rate(pauses in proptest::collection::vec(0u64..1_500, 1..300)) {
            let (mut spent, mut now, mut passed) = (Spent::default(), Timestamp(0), 0u64);
            for pause in pauses {
                passed += u64::from(spent.take(now, &RATE).is_ok());
                prop_assert!(passed <= 3 + now.since(Timestamp(0)) / 1_000);
                now = now.plus(pause);
            }
        }
    }
}
