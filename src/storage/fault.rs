//! What can go wrong inside the store, and the little of it that the rest of the program is told.

use crate::ports::{AccountError, JournalError, TemplateError};
use sea_orm::{DbErr, SqlErr};

/// A failure with its cause; the cause is logged and never passed on.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The database refused or did not answer.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
    /// What was read is not what can have been written.
    #[error("the stored data is damaged: {0}")]
    Damaged(&'static str),
    /// The writer's queue is full.
    #[error("the queue is full")]
    Full,
    /// The database file cannot be opened again after a failure.
    #[error("the database cannot be opened again")]
    Lost,
    /// The work panicked.
    #[error("the work panicked")]
    Panicked,
    /// The writer has ended, or dropped the work.
    #[error("the writer has stopped")]
    Stopped,
    /// The writer did not answer in time; it may still do the work.
    #[error("the writer did not answer in time")]
    Late,
}

impl Fault {
    /// Whether the data itself was refused, so that trying other data makes sense.
    pub(super) fn is_constraint(&self) -> bool {
        let Self::Database(cause) = self else { return false };
        matches!(cause.sql_err(), Some(SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_)))
    }

    /// Logs the cause and gives what may be said of it.
    fn told(&self) -> String {
        tracing::error!(cause = %self, "the store failed");
        match self {
            Self::Database(_) | Self::Lost | Self::Panicked => "the database failed",
            Self::Damaged(_) => "the stored data is damaged",
            Self::Full => "too much waits to be written",
            Self::Stopped => "the store is closed",
            Self::Late => "the database did not answer in time",
        }
        .to_owned()
    }
}

impl From<Fault> for JournalError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::Busy,
            other => Self::Unavailable(other.told()),
        }
    }
}

impl From<Fault> for AccountError {
    fn from(fault: Fault) -> Self {
        Self::Unavailable(fault.told())
    }
}

impl From<Fault> for TemplateError {
    fn from(fault: Fault) -> Self {
        Self::Unavailable(fault.told())
    }
}
