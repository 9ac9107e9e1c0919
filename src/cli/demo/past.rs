//! A clock that begins in the past and catches up, so that a demo has a history.

use futures_util::future::BoxFuture;
use orchestrasec::{clock::SystemClock, ports::Clock};
use orchestrasec_domain::Timestamp;
use std::sync::Arc;
use tokio::sync::watch;

/// The system's clock, some time late.
#[derive(Debug, Clone)]
pub struct PastClock(Arc<watch::Sender<u64>>);

impl PastClock {
    /// Late by so many seconds.
    pub fn late_by(seconds: u64) -> Self {
        Self(Arc::new(watch::Sender::new(seconds * 1_000)))
    }

    /// Catches up by so many seconds.
    pub fn pass(&self, seconds: u64) {
        self.0.send_modify(|late| *late = late.saturating_sub(seconds * 1_000));
    }

    /// Catches up until it is late by so many seconds only, as the system's clock is by none.
    pub fn catch_up_to(&self, seconds: u64) {
        self.0.send_modify(|late| *late = (*late).min(seconds * 1_000));
    }
}

impl Clock for PastClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().minus(*self.0.borrow())
    }

    fn sleep_until(&self, at: Timestamp) -> BoxFuture<'static, ()> {
        let mut late = self.0.subscribe();
        Box::pin(async move {
            loop {
                let by = *late.borrow_and_update();
                tokio::select! {
                    () = SystemClock.sleep_until(at.plus(by)) => return,
                    changed = late.changed() => if changed.is_err() {
                        // Nobody moves it any more: it stays late by as much.
                        return SystemClock.sleep_until(at.plus(by)).await;
                    },
                }
            }
        })
    }
}
