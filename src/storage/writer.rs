//! The one task that writes. It has a thread of its own, so that no runtime's end and no caller's time-out can cancel it in the
//! middle of a transaction; callers wait for an answer and may stop waiting.
//!
//! It takes whatever gathered while the last commit ran and commits that at once: nobody waits for a timer.

use super::{
    engine::Engine,
    fault::Fault,
    sqlite::{self, OpenError, Settings},
    task::Task,
};
use crate::ports::Append;
use futures_util::future::LocalBoxFuture;
use sea_orm::DatabaseTransaction;
use std::{
    fs::File,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};
use tokio::sync::{mpsc, oneshot, watch};

/// How long a caller waits for its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way to the writer.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    counts: Arc<Counts>,
    running: watch::Receiver<()>,
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Transactions that were committed.
    pub commits: u64,
    /// Appends that were committed, many in one transaction.
    pub appends: u64,
    /// Events in them.
    pub events: u64,
}

/// [`Written`] while it grows.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) commits: AtomicU64,
    pub(super) appends: AtomicU64,
    pub(super) events: AtomicU64,
}

/// What the writer is asked to do.
pub(super) enum Job {
    /// Goes into the next commit.
    Append(Append),
    /// Gets a commit of its own.
    Work(Box<dyn Work>),
    /// Take no more, do what waits.
    Stop,
}

/// Something written in a transaction of its own, which is told how it ended.
pub(super) trait Work: Send {
    /// Does it; an error undoes it.
    fn run<'t>(&'t mut self, tx: &'t DatabaseTransaction) -> LocalBoxFuture<'t, Result<(), Fault>>;
    /// Tells who asked, once it is committed or undone.
    fn answer(self: Box<Self>, ended: Result<(), Fault>);
}

struct Call<F, T> {
    work: Option<F>,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, Fault>>,
}

impl<F, T> Work for Call<F, T>
where
    F: AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault> + Send,
    T: Send,
{
    fn run<'t>(&'t mut self, tx: &'t DatabaseTransaction) -> LocalBoxFuture<'t, Result<(), Fault>> {
        Box::pin(async move {
            let work = self.work.take().ok_or(Fault::Stopped)?;
            self.value = Some(work(tx).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, ended: Result<(), Fault>) {
        let Self { value, reply, .. } = *self;
        // Who asked may have stopped waiting; what was written stays written.
        drop(reply.send(ended.and_then(|()| value.ok_or(Fault::Stopped))));
    }
}

impl Writer {
    /// Opens the writing connection on a new thread; `lock` is given back when that thread ends.
    pub(super) async fn start(settings: Settings, lock: File) -> Result<(Self, Engine), OpenError> {
        let (jobs, queue) = mpsc::channel(settings.queue);
        let counts = Arc::new(Counts::default());
        let (alive, running) = watch::channel(());
        let (opened, outcome) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        let task_counts = Arc::clone(&counts);
        thread::Builder::new().name("storage-writer".to_owned()).spawn(move || {
            runtime.block_on(async {
                match sqlite::connect_writer(&settings).await {
                    Ok((connection, engine)) => {
                        if opened.send(Ok(engine)).is_ok() {
                            let task = Task { settings, connection: Some(connection), counts: task_counts };
                            task.run(queue).await;
                        }
                    }
                    Err(cause) => drop(opened.send(Err(cause))),
                }
            });
            drop(runtime);
            drop(lock);
            drop(alive);
        })?;
        let engine = outcome.await.map_err(|_| Fault::Stopped)??;
        Ok((Self { jobs, counts, running }, engine))
    }

    /// Queues an append; its answer comes through [`Append::done`].
    pub(super) fn append(&self, append: Append) -> Result<(), Fault> {
        self.queue(Job::Append(append))
    }

    /// Does some work in a transaction of its own and waits until it is committed. An error of `work` undoes what it did.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, Fault>
    where
        F: AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.queue(Job::Work(Box::new(Call { work: Some(work), value: None, reply })))?;
        tokio::time::timeout(PATIENCE, answer).await.map_err(|_| Fault::Late)?.map_err(|_| Fault::Stopped)?
    }

    /// Takes no more jobs, does those that wait, and returns when the file is free.
    pub(super) async fn stop(&self) {
        // An error means that it has stopped already.
        drop(self.jobs.send(Job::Stop).await);
        let mut running = self.running.clone();
        while running.changed().await.is_ok() {}
    }

    /// How much was written.
    pub(super) fn written(&self) -> Written {
        Written {
            commits: self.counts.commits.load(Ordering::Relaxed),
            appends: self.counts.appends.load(Ordering::Relaxed),
            events: self.counts.events.load(Ordering::Relaxed),
        }
    }

    fn queue(&self, job: Job) -> Result<(), Fault> {
        self.jobs.try_send(job).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => Fault::Full,
            mpsc::error::TrySendError::Closed(_) => Fault::Stopped,
        })
    }
}
