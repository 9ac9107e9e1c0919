//! A clock that stands still until a test moves it.

use futures_util::future::BoxFuture;
use orchestrasec::ports::Clock;
use orchestrasec_domain::Timestamp;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Clone)]
pub struct ManualClock(Arc<watch::Sender<i64>>);

impl ManualClock {
    pub fn starting_at(time: &str) -> Self {
        let start: Timestamp = time.parse().unwrap();
        Self(Arc::new(watch::Sender::new(start.0)))
    }

    pub fn advance_ms(&self, ms: i64) {
        self.0.send_modify(|now| *now += ms);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(*self.0.borrow())
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        let mut now = self.0.subscribe();
        Box::pin(async move {
            // An error means that the clock is gone, and with it the test.
            drop(now.wait_for(|now| *now >= at.0).await);
        })
    }
}
