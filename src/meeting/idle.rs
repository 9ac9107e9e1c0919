//! When a meeting may be let go.

use orchestrasec_domain::Timestamp;

/// How long nobody has to need a meeting before it asks to be let go, in milliseconds: a page that is loaded again finds it in memory.
const LINGER_MS: u64 = 120_000;

/// Since when nobody has needed the meeting.
#[derive(Debug)]
pub struct Idle {
    since: Timestamp,
}

impl Idle {
    /// Needed until now.
    pub fn new(now: Timestamp) -> Self {
        Self { since: now }
    }

    /// Somebody needs it now.
    pub fn is_needed(&mut self, now: Timestamp) {
        self.since = now;
    }

    /// When to look again. After a look that found it too long unneeded that is a whole wait later, should the registry not have heard.
    pub fn look_at(&self) -> Timestamp {
        self.since.plus(LINGER_MS)
    }

    /// Whether nobody has needed it for long enough. Then it begins to wait anew.
    pub fn is_over(&mut self, now: Timestamp) -> bool {
        // A wall clock may have been set back: nothing is as old as it seems.
        self.since = self.since.min(now);
        let over = now.since(self.since) >= LINGER_MS;
        if over {
            self.since = now;
        }
        over
    }
}

#[cfg(test)]
mod tests {
    use super::Idle;
    use orchestrasec_domain::Timestamp;

    #[test]
    fn it_is_over_two_minutes_after_somebody_needed_it_last() {
        let mut idle = Idle::new(Timestamp(0));
        assert!(!idle.is_over(Timestamp(119_999)));
        idle.is_needed(Timestamp(100_000));
        assert_eq!(idle.look_at(), Timestamp(220_000));
        assert!(!idle.is_over(Timestamp(219_999)));
        assert!(idle.is_over(Timestamp(220_000)));
        assert_eq!(idle.look_at(), Timestamp(340_000));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_it_for_ever() {
        let mut idle = Idle::new(Timestamp(1_000_000_000));
        assert!(!idle.is_over(Timestamp(0)));
        assert_eq!(idle.look_at(), Timestamp(120_000));
    }
}
