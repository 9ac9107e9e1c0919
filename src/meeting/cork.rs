//! What gathers while the last fan-out is still on its way leaves in one frame: a write to a socket costs the same for one event as for
//! twenty. The first event after a quiet moment never waits.

use std::time::{Duration, Instant};

/// What one follower costs in a fan-out, about: a mailbox hop, a wake and a write.
const PER_FOLLOWER: Duration = Duration::from_micros(10);
/// Below this many followers nothing is held back.
const FEW: usize = 64;
/// Nothing is held back longer than this.
const LONGEST: Duration = Duration::from_millis(30);

/// Holds outputs back for as long as the last fan-out takes.
#[derive(Debug, Default)]
pub struct Cork {
    until: Option<Instant>,
    /// Somebody will look again when the time has come.
    pub watched: bool,
}

impl Cork {
    /// A fan-out to this many followers began.
    pub fn fan_out(&mut self, followers: usize) {
        if followers < FEW {
            return;
        }
        let count = u32::try_from(followers).unwrap_or(u32::MAX);
        self.until = Some(Instant::now() + PER_FOLLOWER.saturating_mul(count).min(LONGEST));
    }

    /// How long outputs still have to wait; `None`: not at all.
    pub fn wait(&mut self) -> Option<Duration> {
        let left = self.until?.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        if left.is_none() {
            self.until = None;
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::{Cork, FEW, LONGEST};

    #[test]
    fn only_what_follows_a_large_fan_out_waits_and_never_long() {
        let mut cork = Cork::default();
        assert!(cork.wait().is_none());
        cork.fan_out(FEW - 1);
        assert!(cork.wait().is_none());
        cork.fan_out(1_000_000);
        assert!(cork.wait().is_some_and(|wait| wait <= LONGEST));
    }
}
