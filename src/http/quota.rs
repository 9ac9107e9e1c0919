//! How often one account may call.

use super::reply::ApiError;
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock as _, DefaultClock},
};
use orchestrasec_domain::UserId;
use orchestrasec_protocol::{Code, Problem};
use std::{
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// Calls between two clean-ups of accounts that have their whole quota again.
const CLEAN_UP_AFTER: u32 = 10_000;

/// The calls each account has left.
pub struct CallerQuota {
    limiter: DefaultKeyedRateLimiter<UserId>,
    clock: DefaultClock,
    calls: AtomicU32,
}

impl CallerQuota {
    /// Everybody may call this often in the long run, and this often at once.
    pub fn new(per_second: NonZeroU32, burst: NonZeroU32) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            limiter: DefaultKeyedRateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            calls: AtomicU32::new(0),
        }
    }

    /// Takes one call.
    ///
    /// # Errors
    /// `too_many_requests`, with the time to wait
    pub fn spend(&self, account: UserId) -> Result<(), ApiError> {
        if self.calls.fetch_add(1, Ordering::Relaxed) % CLEAN_UP_AFTER == CLEAN_UP_AFTER - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&account).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now()).as_millis();
            let ms = u64::try_from(wait).unwrap_or(u64::MAX).max(1);
            ApiError(Problem::of(Code::TooManyRequests).retry_after_ms(ms))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CallerQuota;
    use orchestrasec_domain::UserId;
    use orchestrasec_protocol::Code;
    use std::num::NonZeroU32;
    use uuid::Uuid;

    #[test]
    fn one_account_cannot_use_up_what_another_has() {
        let quota = CallerQuota::new(NonZeroU32::MIN, NonZeroU32::new(3).unwrap());
        let (eager, calm) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
        assert!((0..3).all(|_| quota.spend(eager).is_ok()));
        let refused = quota.spend(eager).unwrap_err().0;
        assert_eq!(refused.code, Code::TooManyRequests);
        assert!(refused.retry_after_ms.is_some_and(|ms| (1..=1_000).contains(&ms)));
        assert!(quota.spend(calm).is_ok());
    }
}
