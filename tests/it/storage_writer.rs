//! The one writer: it batches, it never forgets what it acknowledged, and it goes on after a failure.

use crate::{
    scribe::{Scribe, person},
    storage::intruder,
};
use orchestrasec::{
    ports::{AccountRow, JournalError},
    storage::{Settings, SqliteStore},
};
use orchestrasec_domain::{AccountRole, MeetingId, Seq, Timestamp, UserId};
use sea_orm::ConnectionTrait;
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

async fn open(settings: &Settings) -> SqliteStore {
    SqliteStore::open(settings.clone()).await.unwrap()
}

#[tokio::test]
async fn what_gathers_during_a_commit_is_committed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&Settings::at(folder.path().join("meetings.db"))).await;
    let journal = store.journal();
    let mut scribes = Vec::new();
    for _ in 0..16 {
        scribes.push(Scribe::owning(&*journal).await);
    }
    let before = store.written();
    for _ in 0..25 {
        for scribe in &mut scribes {
            journal.append(scribe.some(2)).unwrap();
        }
    }
    for scribe in &mut scribes {
        for _ in 0..25 {
            assert_eq!(scribe.result().await.result, Ok(()));
        }
    }
    let after = store.written();
    assert_eq!(after.appends - before.appends, 400);
    assert_eq!(after.events - before.events, 800);
    let commits = after.commits - before.commits;
    assert!((1..=40).contains(&commits), "400 appends took {commits} commits");
}

#[tokio::test]
async fn more_events_than_one_statement_binds_are_one_commit() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&Settings::at(folder.path().join("meetings.db"))).await;
    let journal = store.journal();
    let mut scribe = Scribe::owning(&*journal).await;
    let before = store.written().commits;
    let append = scribe.some(4_500);
    assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    assert_eq!(store.written().commits, before + 1);
    assert_eq!(journal.claim(scribe.meeting_id).await.unwrap().unwrap().events.len(), 4_501);
}

#[tokio::test]
async fn a_full_queue_says_so_and_what_is_in_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { queue: 8, ..Settings::at(folder.path().join("meetings.db")) };
    let store = open(&settings).await;
    let journal = store.journal();
    let mut scribe = Scribe::owning(&*journal).await;
    let intruder = intruder(&settings.path).await;
    intruder.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    journal.append(scribe.some(1)).unwrap();
    // The writer has this one and waits for the intruder; the next ones stay in the queue.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut accepted = 1;
    loop {
        let head = scribe.head;
        match journal.append(scribe.some(1)) {
            Ok(()) => accepted += 1,
            Err(refused) => {
                assert_eq!(refused, JournalError::Busy);
                scribe.head = head;
                break;
            }
        }
    }
    assert_eq!(accepted, 9);
    assert_eq!(journal.check().await, Err(JournalError::Busy));
    intruder.execute_unprepared("ROLLBACK").await.unwrap();
    for _ in 0..accepted {
        assert_eq!(scribe.result().await.result, Ok(()));
    }
    assert_eq!(journal.claim(scribe.meeting_id).await.unwrap().unwrap().head, scribe.head);
}

#[tokio::test]
async fn a_failed_batch_answers_everybody_and_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let busy_timeout = Duration::from_millis(50);
    let settings = Settings { busy_timeout, ..Settings::at(folder.path().join("meetings.db")) };
    let store = open(&settings).await;
    let journal = store.journal();
    let mut scribes = Vec::new();
    for _ in 0..5 {
        let mut scribe = Scribe::owning(&*journal).await;
        let append = scribe.some(2);
        assert_eq!(scribe.write(&*journal, append).await, Ok(()));
        scribes.push((scribe.head, scribe));
    }
    let intruder = intruder(&settings.path).await;
    intruder.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    for (_, scribe) in &mut scribes {
        for _ in 0..3 {
            journal.append(scribe.some(1)).unwrap();
        }
    }
    for (_, scribe) in &mut scribes {
        for _ in 0..3 {
            // In one batch or in several: each attempt fails for itself.
            assert!(matches!(scribe.result().await.result, Err(JournalError::Unavailable(_))));
        }
    }
    assert!(journal.check().await.is_err());
    intruder.execute_unprepared("ROLLBACK").await.unwrap();
    for (acknowledged, scribe) in &mut scribes {
        let append = scribe.some(1);
        assert_eq!(scribe.write(&*journal, append).await, Err(JournalError::Fenced), "it builds on what failed");
        scribe.head = *acknowledged;
        let append = scribe.some(1);
        assert_eq!(scribe.write(&*journal, append).await, Ok(()), "the writer goes on");
        let claimed = journal.claim(scribe.meeting_id).await.unwrap().unwrap();
        assert_eq!((claimed.head, claimed.events.len()), (scribe.head, 4));
    }
}

#[tokio::test]
async fn a_batch_that_fails_half_done_leaves_no_trace() {
    // The events are in by then; it is the last table that fails, and takes SQLite's transaction with it.
    let trap = "CREATE TRIGGER trap BEFORE INSERT ON snapshot BEGIN SELECT RAISE(ROLLBACK, 'trapped'); END";
    leaves_no_trace(trap).await;
}

#[tokio::test]
async fn a_commit_that_fails_leaves_no_trace() {
    // A reference that is checked at the end: every statement succeeds, COMMIT does not, and the transaction stays open.
    let trap = "CREATE TABLE bait (id REFERENCES meeting_head (meeting_id) DEFERRABLE INITIALLY DEFERRED); \
                CREATE TRIGGER trap BEFORE INSERT ON snapshot BEGIN INSERT INTO bait VALUES (x'00'); END";
    leaves_no_trace(trap).await;
}

async fn leaves_no_trace(trap: &str) {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = open(&settings).await;
    let journal = store.journal();
    let mut scribe = Scribe::owning(&*journal).await;
    let kept = scribe.head;
    let intruder = intruder(&settings.path).await;
    intruder.execute_unprepared(trap).await.unwrap();
    let mut append = scribe.some(2);
    append.snapshot = Some(scribe.snapshot("{}"));
    let failed = JournalError::Unavailable("the database failed".to_owned());
    assert_eq!(scribe.write(&*journal, append).await, Err(failed));
    intruder.execute_unprepared("DROP TRIGGER trap").await.unwrap();
    assert_eq!(journal.events(scribe.meeting_id, Seq(0), 10).await.unwrap().unwrap().1, kept);
    scribe.head = kept;
    let append = scribe.some(2);
    assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    drop(journal);
    store.close().await;
    let store = open(&settings).await;
    assert_eq!(store.journal().claim(scribe.meeting_id).await.unwrap().unwrap().head, scribe.head);
}

/// sqlx loses acknowledged writes when a future that begins a transaction is dropped. Here no caller owns such a future.
#[tokio::test(flavor = "current_thread")]
async fn callers_that_give_up_cannot_lose_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::at(folder.path().join("meetings.db"));
    let store = open(&settings).await;
    let (journal, accounts) = (store.journal(), store.accounts());
    let owner = Scribe::owning(&*journal).await;
    let calls = (0..300_u128).map(|number| {
        let (journal, accounts, meeting) = (Arc::clone(&journal), Arc::clone(&accounts), owner.meeting_id);
        tokio::spawn(async move {
            let patience = Duration::from_micros(u64::try_from(number % 30).unwrap() * 400);
            let id = Uuid::from_u128(1_000 + number);
            let acknowledged = match number % 3 {
                0 => {
                    let account = account(UserId(id));
                    matches!(tokio::time::timeout(patience, accounts.create(account)).await, Ok(Ok(())))
                }
                1 => {
                    let mut scribe = Scribe::of(MeetingId(id));
                    matches!(tokio::time::timeout(patience, journal.create(scribe.creation())).await, Ok(Ok(())))
                }
                _ => {
                    drop(tokio::time::timeout(patience, journal.claim(meeting)).await);
                    drop(tokio::time::timeout(patience, journal.events(meeting, Seq(0), 10)).await);
                    false
                }
            };
            (number, id, acknowledged)
        })
    });
    let calls: Vec<_> = calls.collect();
    let mut acknowledged = Vec::new();
    let mut given_up = 0;
    for call in calls {
        match call.await.unwrap() {
            (number, id, true) => acknowledged.push((number, id)),
            _ => given_up += 1,
        }
    }
    assert!(given_up > 0);
    // After the storm the writer acknowledges, and means it.
    let mut scribe = Scribe::of(owner.meeting_id);
    scribe.head = owner.head;
    scribe.claim(&*journal).await;
    for _ in 0..20 {
        let append = scribe.some(1);
        assert_eq!(scribe.write(&*journal, append).await, Ok(()));
    }
    drop((journal, accounts));
    store.close().await;
    let store = open(&settings).await;
    for (number, id) in acknowledged {
        if number % 3 == 0 {
            assert!(store.accounts().by_id(UserId(id)).await.unwrap().is_some());
        } else {
            assert!(store.journal().events(MeetingId(id), Seq(0), 1).await.unwrap().is_some());
        }
    }
    assert_eq!(store.journal().claim(scribe.meeting_id).await.unwrap().unwrap().head, scribe.head);
}

fn account(id: UserId) -> AccountRow {
    AccountRow {
        id,
        email: format!("{id}@example.org"),
        display_name: person(1).display_name,
        role: AccountRole::Member,
        password_hash: "$argon2id$".into(),
        created_at: Timestamp(1),
        disabled_at: None,
        signup_key: None,
    }
}
