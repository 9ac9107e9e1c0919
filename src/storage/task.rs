//! The writer's own side: gather, commit, answer.

use super::{
    batch,
    fault::Fault,
    sqlite::{self, Settings},
    writer::{Counts, Job},
};
use crate::ports::{Append, Appended, JournalError};
use futures_util::FutureExt;
use sea_orm::{DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, atomic::Ordering},
};
use tokio::sync::mpsc;

/// Most jobs in one commit.
const GATHER_MAX: usize = 512;

/// What the writer has.
pub(super) struct Task {
    pub(super) settings: Settings,
    /// `None` after a failure that may have left it in an unknown state; the next job gets a new one.
    pub(super) connection: Option<DatabaseConnection>,
    pub(super) counts: Arc<Counts>,
}

impl Task {
    /// Works until the queue is closed and empty.
    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        let mut gathered = Vec::with_capacity(GATHER_MAX);
        while queue.recv_many(&mut gathered, GATHER_MAX).await > 0 {
            // Appends go first, in one transaction. No caller can tell: whoever waits for one job has not sent the next, and
            // nothing but appends is sent without waiting.
            let mut appends = Vec::new();
            let mut works = Vec::new();
            for job in gathered.drain(..) {
                match job {
                    Job::Append(append) => appends.push(append),
                    Job::Work(work) => works.push(work),
                    Job::Stop => queue.close(),
                }
            }
            if !appends.is_empty() {
                self.append_all(appends).await;
            }
            for mut work in works {
                let ended = self.transaction(async |tx| work.run(tx).await).await;
                work.answer(ended);
            }
        }
        self.discard().await;
    }

    async fn append_all(&mut self, appends: Vec<Append>) {
        let borrowed: Vec<&Append> = appends.iter().collect();
        let verdicts = match self.commit(&borrowed).await {
            // One meeting's bad data must not cost the others their commit.
            Err(fault) if fault.is_constraint() && !batch::is_one_meeting(&borrowed) => {
                tracing::error!(cause = %fault, "a batch was refused; trying its meetings one by one");
                self.commit_apart(&borrowed).await
            }
            Err(fault) => vec![Err(fault.into()); borrowed.len()],
            Ok(verdicts) => verdicts,
        };
        for (append, result) in appends.into_iter().zip(verdicts) {
            // The meeting may be gone; what was written stays written.
            drop(append.done.send(Appended { upto: batch::end_of(&append).seq, result }));
        }
    }

    async fn commit_apart(&mut self, appends: &[&Append]) -> Vec<Result<(), JournalError>> {
        let mut verdicts = vec![Ok(()); appends.len()];
        for places in batch::places_by_meeting(appends) {
            let own: Vec<&Append> = places.iter().filter_map(|place| appends.get(*place).copied()).collect();
            let results = match self.commit(&own).await {
                Ok(results) => results,
                Err(fault) => vec![Err(fault.into()); own.len()],
            };
            for (place, result) in places.into_iter().zip(results) {
                if let Some(verdict) = verdicts.get_mut(place) {
                    *verdict = result;
                }
            }
        }
        verdicts
    }

    async fn commit(&mut self, appends: &[&Append]) -> Result<Vec<Result<(), JournalError>>, Fault> {
        let verdicts = self.transaction(async |tx| batch::write(tx, appends).await).await?;
        let done = appends.iter().zip(&verdicts).filter(|(_, verdict)| verdict.is_ok());
        for (append, _) in done {
            self.counts.appends.fetch_add(1, Ordering::Relaxed);
            self.counts.events.fetch_add(append.events.len() as u64, Ordering::Relaxed);
        }
        Ok(verdicts)
    }

    /// Runs `work` between BEGIN IMMEDIATE and COMMIT. A panic in it counts as a failure: the queue has to go on.
    async fn transaction<T>(
        &mut self,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let tried = AssertUnwindSafe(self.attempt(work)).catch_unwind().await;
        let ended = tried.unwrap_or(Err(Attempt { fault: Fault::Panicked, left: Left::Unknown }));
        match ended {
            Ok(value) => {
                self.counts.commits.fetch_add(1, Ordering::Relaxed);
                Ok(value)
            }
            Err(Attempt { fault, left }) => {
                if left == Left::Unknown {
                    self.discard().await;
                }
                Err(fault)
            }
        }
    }

    async fn attempt<T>(
        &mut self,
        work: impl AsyncFnOnce(&DatabaseTransaction) -> Result<T, Fault>,
    ) -> Result<T, Attempt> {
        let unknown = |cause: sea_orm::DbErr| Attempt { fault: cause.into(), left: Left::Unknown };
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.reconnect().await.map_err(|fault| Attempt { fault, left: Left::Clean })?,
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.connection.insert(connection).begin_with_options(options).await.map_err(unknown)?;
        match work(&tx).await {
            Ok(value) => {
                tx.commit().await.map_err(unknown)?;
                Ok(value)
            }
            Err(fault) => {
                let left = if tx.rollback().await.is_ok() { Left::Clean } else { Left::Unknown };
                Err(Attempt { fault, left })
            }
        }
    }

    async fn reconnect(&self) -> Result<DatabaseConnection, Fault> {
        match sqlite::connect_writer(&self.settings).await {
            Ok((connection, _)) => Ok(connection),
            Err(cause) => {
                tracing::error!(%cause, "the database cannot be opened again");
                Err(Fault::Lost)
            }
        }
    }

    /// A connection whose transaction may still be open must not be used again: the next commit in it could end only an inner
    /// transaction, and be acknowledged without being durable.
    async fn discard(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err(cause) = connection.close().await
        {
            tracing::warn!(%cause, "the writing connection did not close well");
        }
    }
}

struct Attempt {
    fault: Fault,
    left: Left,
}

/// What a failed attempt leaves behind.
#[derive(PartialEq, Eq)]
enum Left {
    /// No transaction.
    Clean,
    /// Nobody knows.
    Unknown,
}
