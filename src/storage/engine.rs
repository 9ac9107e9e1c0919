//! What `SQLite` says of itself. Its settings are asked for and then read back: a setting that did not take is silent.

use super::fault::Fault;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, Statement, TryGetable};
use std::time::Duration;

/// The oldest `SQLite` that is let in: older ones may corrupt a database in WAL mode.
const OLDEST: [u32; 3] = [3, 51, 3];

/// `PRAGMA synchronous`: FULL, an acknowledged commit survives a power loss.
const SYNCHRONOUS_FULL: i64 = 2;

/// The writing connection's version and settings, as read back from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// The version, such as `3.51.3`.
    pub version: String,
    /// `PRAGMA journal_mode`
    pub journal_mode: String,
    /// `PRAGMA synchronous`
    pub synchronous: i64,
    /// `PRAGMA foreign_keys`
    pub foreign_keys: i64,
    /// `PRAGMA busy_timeout`, in milliseconds
    pub busy_timeout: i64,
}

impl Engine {
    /// Asks a connection.
    pub(super) async fn of(connection: &DatabaseConnection) -> Result<Self, Fault> {
        Ok(Self {
            version: ask(connection, "SELECT sqlite_version()").await?,
            journal_mode: ask(connection, "PRAGMA journal_mode").await?,
            synchronous: ask(connection, "PRAGMA synchronous").await?,
            foreign_keys: ask(connection, "PRAGMA foreign_keys").await?,
            busy_timeout: ask(connection, "PRAGMA busy_timeout").await?,
        })
    }

    /// Whether promises can be kept with it.
    ///
    /// # Errors
    /// A sentence that names the first setting that does not hold.
    pub fn check(&self, busy_timeout: Duration) -> Result<(), String> {
        if !is_new_enough(&self.version) {
            let [major, minor, patch] = OLDEST;
            return Err(format!("SQLite {} is older than {major}.{minor}.{patch}", self.version));
        }
        if !self.journal_mode.eq_ignore_ascii_case("wal") {
            return Err(format!("journal_mode is {}, not wal", self.journal_mode));
        }
        if self.synchronous != SYNCHRONOUS_FULL {
            return Err(format!("synchronous is {}, not {SYNCHRONOUS_FULL} (full)", self.synchronous));
        }
        if self.foreign_keys != 1 {
            return Err("foreign_keys is off".to_owned());
        }
        if u128::try_from(self.busy_timeout) != Ok(busy_timeout.as_millis()) {
            return Err(format!("busy_timeout is {} ms, not {}", self.busy_timeout, busy_timeout.as_millis()));
        }
        Ok(())
    }
}

async fn ask<T: TryGetable>(connection: &DatabaseConnection, question: &'static str) -> Result<T, Fault> {
    let row = connection.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, question)).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(question.to_owned()))?;
    Ok(row.try_get_by_index(0)?)
}

fn is_new_enough(version: &str) -> bool {
    let parts: Option<Vec<u32>> = version.split('.').map(|part| part.parse().ok()).collect();
    parts.is_some_and(|parts| parts.as_slice() >= OLDEST.as_slice())
}
