//! Opening and closing the database file.

use super::{
    accounts::SqliteAccounts,
    engine::Engine,
    fault::Fault,
    journal::SqliteJournal,
    lock,
    templates::SqliteTemplates,
    writer::{Writer, Written},
};
use crate::ports::{AccountStore, Journal, TemplateStore};
use orchestrasec_migration::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection,
    sqlx::{
        ConnectOptions as _,
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;
use std::{io, path::PathBuf, sync::Arc, time::Duration};

/// Where the database is and how it is used.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The database file; its folder is made when it is missing.
    pub path: PathBuf,
    /// How many jobs may wait for the writer; more are answered `Busy`.
    pub queue: usize,
    /// How many connections read.
    pub readers: u32,
    /// How long `SQLite` waits for a lock that something else holds on the file.
    pub busy_timeout: Duration,
}

impl Settings {
    /// The usual settings for a database in this file.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), queue: 8_192, readers: 4, busy_timeout: Duration::from_secs(5) }
    }
}

/// Why the store was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Somebody else has it.
    #[error("{path} is in use by another process; only one may open it at a time")]
    InUse {
        /// The database file.
        path: PathBuf,
    },
    /// The file cannot be made or opened.
    #[error("cannot open {path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// `SQLite` or its settings are not what durability needs.
    #[error("this SQLite does not keep what we promise: {0}")]
    Engine(String),
    /// The database cannot be read or brought up to date.
    #[error("the database failed: {0}")]
    Database(String),
    /// The writer's thread could not be started.
    #[error("the writer could not be started: {0}")]
    Thread(#[from] io::Error),
}

impl From<Fault> for OpenError {
    fn from(fault: Fault) -> Self {
        Self::Database(fault.to_string())
    }
}

/// An open database. All that came from it stops working once it is closed.
#[derive(Debug)]
pub struct SqliteStore {
    writer: Arc<Writer>,
    readers: DatabaseConnection,
    engine: Engine,
}

impl SqliteStore {
    /// Opens the database, makes it when there is none, and brings it up to date.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing is left open then.
    pub async fn open(settings: Settings) -> Result<Self, OpenError> {
        lock::prepare(&settings.path)?;
        let lock = lock::take(&settings.path)?;
        let (writer, engine) = Writer::start(settings.clone(), lock).await?;
        let readers = connect_reader(&settings).await?;
        tracing::info!(path = %settings.path.display(), sqlite = engine.version, "the database is open");
        Ok(Self { writer: Arc::new(writer), readers, engine })
    }

    /// The record of all meetings.
    pub fn journal(&self) -> Arc<dyn Journal> {
        Arc::new(SqliteJournal::new(Arc::clone(&self.writer), self.readers.clone()))
    }

    /// Accounts and log-ins.
    pub fn accounts(&self) -> Arc<dyn AccountStore> {
        Arc::new(SqliteAccounts::new(Arc::clone(&self.writer), self.readers.clone()))
    }

    /// People's own templates.
    pub fn templates(&self) -> Arc<dyn TemplateStore> {
        Arc::new(SqliteTemplates::new(Arc::clone(&self.writer), self.readers.clone()))
    }

    /// What was found when the settings were read back.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// How much was written since the store was opened.
    pub fn written(&self) -> Written {
        self.writer.written()
    }

    /// Takes no more work, does what waits, and gives the file free; returns when another process may open it.
    pub async fn close(&self) {
        self.writer.stop().await;
        if let Err(cause) = self.readers.close_by_ref().await {
            tracing::warn!(%cause, "the readers did not close well");
        }
    }
}

/// The writer's only connection, checked and with an up-to-date schema.
pub(super) async fn connect_writer(settings: &Settings) -> Result<(DatabaseConnection, Engine), OpenError> {
    let file = file_options(settings)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true);
    let mut options = pool_options(file);
    options.max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    let connection = Database::connect(options).await.map_err(Fault::from)?;
    let engine = Engine::of(&connection).await?;
    engine.check(settings.busy_timeout).map_err(OpenError::Engine)?;
    Migrator::up(&connection, None).await.map_err(Fault::from)?;
    Ok((connection, engine))
}

async fn connect_reader(settings: &Settings) -> Result<DatabaseConnection, OpenError> {
    let mut options = pool_options(file_options(settings).read_only(true));
    options.max_connections(settings.readers).min_connections(1);
    Ok(Database::connect(options).await.map_err(Fault::from)?)
}

fn file_options(settings: &Settings) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(&settings.path).busy_timeout(settings.busy_timeout).disable_statement_logging()
}

/// The address that sea-orm wants is only a stand-in: as an address a path would have to be escaped.
fn pool_options(file: SqliteConnectOptions) -> ConnectOptions {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |_| file.clone());
    options
}
