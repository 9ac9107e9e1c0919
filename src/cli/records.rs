//! Records without a server: verify, export, migrate.

use super::{CliError, block_on};
use futures_util::TryStreamExt;
use orchestrasec::{
    app::StartError,
    audit,
    clock::SystemClock,
    config::Settings,
    ports::{Clock, JournalError},
    storage::{self, SqliteStore},
};
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::{Code, Problem, Viewer};
use std::{
    fs::File,
    io::{BufReader, Write},
    path::Path,
};

/// Checks an exported record.
///
/// # Errors
/// [`CliError::Broken`] names the first line that is wrong.
pub fn verify(path: &Path) -> Result<(), CliError> {
    let verified = if path == Path::new("-") {
        audit::verify(std::io::stdin().lock())?
    } else {
        let file = File::open(path).map_err(|error| CliError::Io { what: path.display().to_string(), error })?;
        audit::verify(BufReader::new(file))?
    };
    println!("meeting {}: {} events, chain intact", verified.meeting_id, verified.events);
    println!("head {}", verified.head.hash);
    if verified.redacted > 0 {
        println!("{} events were redacted for the exporter; their hashes are in the chain", verified.redacted);
    }
    if verified.unknown > 0 {
        println!("{} events are of a kind this version does not know; the chain covers them", verified.unknown);
    }
    Ok(())
}

/// Writes a whole record.
///
/// # Errors
/// `meeting_not_found`, or when the store or the file fails.
pub fn export(settings: &Settings, meeting: MeetingId, output: Option<&Path>) -> Result<(), CliError> {
    block_on(async {
        let store = open(settings).await?;
        let failed = |error: JournalError| CliError::Other(error.to_string());
        let export =
            audit::export(store.journal(), meeting, Viewer::Steward, SystemClock.now()).await.map_err(failed)?;
        let mut pages = std::pin::pin!(export.ok_or_else(|| Problem::of(Code::MeetingNotFound))?);
        let what = output.map_or_else(|| "the standard output".to_owned(), |path| path.display().to_string());
        let io = |error| CliError::Io { what: what.clone(), error };
        let mut sink: Box<dyn Write> = match output {
            Some(path) => Box::new(File::create(path).map_err(io)?),
            None => Box::new(std::io::stdout().lock()),
        };
        while let Some(page) = pages.try_next().await.map_err(failed)? {
            sink.write_all(&page).map_err(io)?;
        }
        sink.flush().map_err(io)?;
        store.close().await;
        Ok(())
    })
}

/// Brings the database up to date.
///
/// # Errors
/// When it cannot be opened.
pub fn migrate(settings: &Settings) -> Result<(), CliError> {
    block_on(async {
        let store = open(settings).await?;
        store.close().await;
        println!("{} is up to date", settings.database_path().display());
        Ok(())
    })
}

/// Opens the store, which migrates it.
///
/// # Errors
/// When a server has it, or it is no database of ours.
pub async fn open(settings: &Settings) -> Result<SqliteStore, CliError> {
    let store = SqliteStore::open(storage::Settings::at(settings.database_path())).await;
    Ok(store.map_err(StartError::from)?)
}
