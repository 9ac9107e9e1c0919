//! The switches of the journal in memory.

use crate::scribe::Scribe;
use orchestrasec::{
    ports::{Journal, JournalError},
    storage::MemoryJournal,
};
use std::{sync::Arc, time::Duration};

#[tokio::test]
async fn failing_writes_fail_as_often_as_told_and_fence_what_builds_on_them() {
    let journal = MemoryJournal::default();
    let mut scribe = Scribe::owning(&journal).await;
    let kept = scribe.head;
    journal.fail_next(1);
    journal.append(scribe.some(1)).unwrap();
    journal.append(scribe.some(1)).unwrap();
    assert!(matches!(scribe.result().await.result, Err(JournalError::Unavailable(_))));
    assert_eq!(scribe.result().await.result, Err(JournalError::Fenced));
    scribe.head = kept;
    let append = scribe.some(1);
    assert_eq!(scribe.write(&journal, append).await, Ok(()));
    journal.fail_next(2);
    assert!(journal.check().await.is_err());
    assert!(journal.claim(scribe.meeting_id).await.is_err());
    assert!(journal.check().await.is_ok());
}

#[tokio::test]
async fn behind_a_closed_gate_everything_waits_in_order() {
    let journal = Arc::new(MemoryJournal::new(3));
    let mut scribe = Scribe::owning(&*journal).await;
    journal.close_gate();
    for _ in 0..3 {
        journal.append(scribe.some(1)).unwrap();
    }
    let full = scribe.head;
    assert_eq!(journal.append(scribe.some(1)), Err(JournalError::Busy));
    scribe.head = full;
    let claim = tokio::spawn({
        let (journal, meeting) = (Arc::clone(&journal), scribe.meeting_id);
        async move { journal.claim(meeting).await.unwrap().unwrap().head }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(!claim.is_finished());
    assert_eq!(journal.waiting(), 3);
    journal.let_pass(1);
    assert_eq!(scribe.result().await.upto.0, 2);
    journal.open_gate();
    assert_eq!(scribe.result().await.upto.0, 3);
    assert_eq!(scribe.result().await.upto.0, 4);
    assert_eq!(claim.await.unwrap(), full);
}
