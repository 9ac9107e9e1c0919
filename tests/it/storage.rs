//! Opening the database, and what it guards by itself.

use crate::scribe::Scribe;
use orchestrasec::{
    ports::JournalError,
    storage::{Engine, OpenError, Settings, SqliteStore},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::{path::Path, time::Duration};

/// A connection of its own to the file, past everything that guards it.
pub async fn intruder(path: &Path) -> DatabaseConnection {
    Database::connect(format!("sqlite://{}", path.display())).await.unwrap()
}

#[tokio::test]
async fn a_database_is_made_with_its_folder_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("new/folder/with space?%41.db"));
    let store = SqliteStore::open(settings.clone()).await.unwrap();
    let scribe = Scribe::owning(&*store.journal()).await;
    store.close().await;
    assert!(settings.path.exists());
    let store = SqliteStore::open(settings).await.unwrap();
    assert_eq!(store.journal().claim(scribe.meeting_id).await.unwrap().unwrap().head, scribe.head);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_may_read_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let _store = SqliteStore::open(settings).await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.path());
    }
}

#[tokio::test]
async fn a_second_process_is_refused_until_the_first_has_closed() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let first = SqliteStore::open(settings.clone()).await.unwrap();
    let refused = SqliteStore::open(settings.clone()).await.unwrap_err();
    assert!(matches!(refused, OpenError::InUse { .. }));
    assert!(refused.to_string().contains("in use by another process"));
    first.close().await;
    assert!(SqliteStore::open(settings).await.is_ok());
}

#[tokio::test]
async fn a_closed_store_answers_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(Settings::at(folder.path().join("meetings.db"))).await.unwrap();
    let journal = store.journal();
    let mut scribe = Scribe::owning(&*journal).await;
    store.close().await;
    store.close().await;
    let closed = JournalError::Unavailable("the store is closed".to_owned());
    assert_eq!(journal.append(scribe.some(1)), Err(closed.clone()));
    assert_eq!(journal.check().await, Err(closed));
}

#[tokio::test]
async fn what_is_no_database_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("meetings.db");
    std::fs::write(&path, "this is a text, and long enough to be looked at ".repeat(50)).unwrap();
    assert!(matches!(SqliteStore::open(Settings::at(path)).await, Err(OpenError::Database(_))));
}

#[tokio::test]
async fn the_settings_are_read_back_and_hold() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = SqliteStore::open(settings.clone()).await.unwrap();
    let found = store.engine();
    assert_eq!((found.journal_mode.as_str(), found.synchronous, found.foreign_keys), ("wal", 2, 1));
    assert_eq!(found.busy_timeout, 5_000);
    assert_eq!(found.check(settings.busy_timeout), Ok(()));
}

#[test]
fn settings_that_do_not_hold_are_refused() {
    let good = Engine {
        version: "3.51.3".into(),
        journal_mode: "wal".into(),
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: 5_000,
    };
    let five_seconds = Duration::from_secs(5);
    for version in ["3.51.3", "3.51.10", "3.52.0", "4.0.0"] {
        assert_eq!(Engine { version: version.into(), ..good.clone() }.check(five_seconds), Ok(()));
    }
    for version in ["3.51.2", "3.9.9", "3.50.99", "2.99.99", "", "new"] {
        assert!(Engine { version: version.into(), ..good.clone() }.check(five_seconds).is_err(), "{version}");
    }
    assert!(Engine { journal_mode: "delete".into(), ..good.clone() }.check(five_seconds).is_err());
    assert!(Engine { synchronous: 1, ..good.clone() }.check(five_seconds).is_err());
    assert!(Engine { foreign_keys: 0, ..good.clone() }.check(five_seconds).is_err());
    assert!(Engine { busy_timeout: 0, ..good.clone() }.check(five_seconds).is_err());
}

#[tokio::test]
async fn the_record_refuses_to_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = SqliteStore::open(settings.clone()).await.unwrap();
    let scribe = Scribe::owning(&*store.journal()).await;
    let intruder = intruder(&settings.path).await;
    for sql in
        ["UPDATE meeting_event SET kind = 'x'", "DELETE FROM meeting_event", "UPDATE meeting_event SET answer = NULL"]
    {
        let refused = intruder.execute_unprepared(sql).await.unwrap_err();
        assert!(refused.to_string().contains("append only"), "{refused}");
    }
    assert_eq!(store.journal().claim(scribe.meeting_id).await.unwrap().unwrap().events.len(), 1);
}

#[tokio::test]
async fn a_saved_state_is_used_only_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = SqliteStore::open(settings.clone()).await.unwrap();
    let journal = store.journal();
    let intruder = intruder(&settings.path).await;
    for sql in [
        "UPDATE snapshot SET state = replace(state, '1', '2')",
        "UPDATE snapshot SET version = version + 1",
        "UPDATE snapshot SET state_hash = zeroblob(32)",
        "UPDATE snapshot SET seq = seq - 1",
        "UPDATE snapshot SET seq = seq + 1",
    ] {
        let mut scribe = Scribe::owning(&*journal).await;
        let mut append = scribe.some(2);
        append.snapshot = Some(scribe.snapshot("{\"a\":1}"));
        assert_eq!(scribe.write(&*journal, append).await, Ok(()));
        intruder.execute_unprepared(sql).await.unwrap();
        let claimed = journal.claim(scribe.meeting_id).await.unwrap().unwrap();
        assert_eq!((claimed.snapshot, claimed.events.len()), (None, 3), "{sql}");
    }
}

#[tokio::test]
async fn a_damaged_record_is_not_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = SqliteStore::open(settings.clone()).await.unwrap();
    let journal = store.journal();
    let mut scribe = Scribe::owning(&*journal).await;
    let append = scribe.some(3);
    assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    let intruder = intruder(&settings.path).await;
    intruder.execute_unprepared("DROP TRIGGER meeting_event_no_delete").await.unwrap();
    intruder.execute_unprepared("DELETE FROM meeting_event WHERE seq = 2").await.unwrap();
    let damaged = JournalError::Unavailable("the stored data is damaged".to_owned());
    assert_eq!(journal.claim(scribe.meeting_id).await.unwrap_err(), damaged);
}
