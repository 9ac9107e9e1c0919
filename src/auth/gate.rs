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

/// Counts one down when dropped, however its scope is left.
struct Counted<'a>(&'a AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
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
            let running = counts.running.fetch_add(1, Relaxed) + 1;
            let _running = Counted(&counts.running);
            counts.most_running.fetch_max(running, Relaxed);
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
        let ahead = self.counts.waiting.fetch_add(1, Relaxed);
        let _waiting = Counted(&self.counts.waiting);
        if ahead >= self.settings.queue {
            return Err(self.busy());
        }
        match tokio::time::timeout(self.settings.wait, Arc::clone(&self.permits).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(self.busy()),
        }
    }

    fn busy(&self) -> Problem {
        let wait = u64::try_from(self.settings.wait.as_millis()).unwrap_or(u64::MAX);
        Problem::of(Code::Busy).retry_after_ms(wait.max(1_000))
    }
}
