//! A bounded gate in front of work that takes a core and much memory (trap 8, S02): so many at once, so many waiting, and no longer
//! than so long.

use orchestrasec_protocol::{Code, Problem};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many hashes are computed now.
pub const RUNNING: &str = "password_hashes_running";
/// How many wait to be.
pub const WAITING: &str = "password_hashes_waiting";
/// Counts those that were not: the queue was full or the wait too long.
pub const REFUSED: &str = "password_hashes_refused_total";

/// How much gets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateSettings {
    /// How many run at once: the number of cores.
    pub at_once: usize,
    /// How many may wait.
    pub queue: usize,
    /// How long one waits.
    pub wait: Duration,
}

impl Default for GateSettings {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { at_once: cores, queue: 64, wait: Duration::from_secs(2) }
    }
}

/// What goes on at the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GateLoad {
    /// How many run.
    pub running: usize,
    /// How many ran at once at most, since the start.
    pub most_running: usize,
    /// How many wait.
    pub waiting: usize,
}

/// The gate.
#[derive(Debug)]
pub struct Gate {
    permits: Arc<Semaphore>,
    counts: Arc<Counts>,
    settings: GateSettings,
}

#[derive(Debug, Default)]
struct Counts {
    running: AtomicUsize,
    most_running: AtomicUsize,
    waiting: AtomicUsize,
}

/// Counts one up, and down when dropped, however its scope is left.
struct Counted<'a> {
    count: &'a AtomicUsize,
    gauge: &'static str,
    before: usize,
}

impl<'a> Counted<'a> {
    /// `None` when there are as many as there may be.
    fn one_of(most: usize, count: &'a AtomicUsize, gauge: &'static str) -> Option<Self> {
        let before = count.fetch_update(Relaxed, Relaxed, |before| (before < most).then_some(before + 1)).ok()?;
        metrics::gauge!(gauge).increment(1.0);
        Some(Self { count, gauge, before })
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        // In this order nobody ever sees more than there may be.
        metrics::gauge!(self.gauge).decrement(1.0);
        self.count.fetch_sub(1, Relaxed);
    }
}

impl Gate {
    /// A gate with nothing in it.
    pub fn new(settings: GateSettings) -> Self {
        Self { permits: Arc::new(Semaphore::new(settings.at_once.max(1))), counts: Arc::default(), settings }
    }

    /// What goes on.
    pub fn load(&self) -> GateLoad {
        GateLoad {
            running: self.counts.running.load(Relaxed),
            most_running: self.counts.most_running.load(Relaxed),
            waiting: self.counts.waiting.load(Relaxed),
        }
    }

    /// Does `work` on a thread of its own when there is room. The permit goes with the work: a caller who goes away does not make
    /// room for the next one while the work still runs.
    ///
    /// # Errors
    /// `busy` when the queue is full or the wait too long, `internal` when the work panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let permit = self.admit().await?;
        let counts = Arc::clone(&self.counts);
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let running = Counted::one_of(usize::MAX, &counts.running, RUNNING);
            counts.most_running.fetch_max(running.as_ref().map_or(0, |running| running.before + 1), Relaxed);
            work()
        });
        task.await.map_err(|error| {
            tracing::error!(%error, "work behind the gate did not end");
            Problem::of(Code::Internal)
        })
    }

    async fn admit(&self) -> Result<OwnedSemaphorePermit, Problem> {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return Ok(permit);
        }
        let waiting = Counted::one_of(self.settings.queue, &self.counts.waiting, WAITING);
        let _waiting = waiting.ok_or_else(|| self.busy())?;
        match tokio::time::timeout(self.settings.wait, Arc::clone(&self.permits).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(self.busy()),
        }
    }

    fn busy(&self) -> Problem {
        metrics::counter!(REFUSED).increment(1);
        let wait = u64::try_from(self.settings.wait.as_millis()).unwrap_or(u64::MAX);
        Problem::of(Code::Busy).retry_after_ms(wait.max(1_000))
    }
}
