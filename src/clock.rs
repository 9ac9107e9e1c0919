//! The system's clock behind the port: the one file that reads the time.

use crate::ports::Clock;
use futures_util::future::BoxFuture;
use orchestrasec_domain::Timestamp;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Longest sleep before looking at the clock again: it may be set while we sleep.
const LOOK_AGAIN: Duration = Duration::from_mins(1);

/// The wall clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "everybody else asks this clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            loop {
                let left = at.since(SystemClock.now());
                if left == 0 {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(left).min(LOOK_AGAIN)).await;
            }
        })
    }
}
