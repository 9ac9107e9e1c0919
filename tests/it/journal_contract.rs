//! What every journal does, run over each of them.

use crate::scribe::{Scribe, member, person};
use orchestrasec::{
    ports::{Head, Journal, JournalError, ListQuery, Membership},
    storage::{MemoryJournal, Settings, SqliteStore},
};
use orchestrasec_domain::{MeetingId, MeetingRole, Seq, Standing, Status, Timestamp};
use orchestrasec_protocol::record::Hash;
use std::sync::Arc;
use uuid::Uuid;

/// A journal, and what has to live as long.
pub struct Bench {
    pub journal: Arc<dyn Journal>,
    _kept: Option<(tempfile::TempDir, SqliteStore)>,
}

fn memory() -> Bench {
    Bench { journal: Arc::new(MemoryJournal::default()), _kept: None }
}

async fn sqlite() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(Settings::at(folder.path().join("a/b/meetings.db"))).await.unwrap();
    Bench { journal: store.journal(), _kept: Some((folder, store)) }
}

macro_rules! contract {
    ($($name:ident)*) => {
        mod in_memory {
            $(#[tokio::test] async fn $name() { super::$name(&*super::memory().journal).await; })*
        }
        mod on_sqlite {
            $(#[tokio::test] async fn $name() { super::$name(&*super::sqlite().await.journal).await; })*
        }
    };
}

contract! {
    appends_are_kept_and_answered_in_order
    a_lower_epoch_is_fenced
    an_append_at_an_old_head_is_fenced_and_so_is_what_builds_on_it
    a_fenced_append_does_not_disturb_other_meetings
    an_append_with_a_gap_is_refused
    a_record_is_made_once
    only_a_beginning_makes_a_record
    what_is_unknown_is_none
    events_come_in_pages
    a_claim_gives_everything_back
    a_snapshot_spares_the_events_before_it
    a_command_is_in_the_record_once
    an_append_without_events_changes_what_lists_show
    live_meetings_come_first_then_the_newest
    lists_tell_the_viewers_role
    a_working_store_passes_its_check
}

async fn events_of(journal: &dyn Journal, meeting: MeetingId) -> (Vec<u64>, Head) {
    let (events, head) = journal.events(meeting, Seq(0), u64::MAX).await.unwrap().unwrap();
    (events.iter().map(|stored| stored.event.seq.0).collect(), head)
}

async fn appends_are_kept_and_answered_in_order(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    for size in [1, 3, 2, 5] {
        journal.append(scribe.some(size)).unwrap();
    }
    for upto in [2, 5, 7, 12] {
        let appended = scribe.result().await;
        assert_eq!((appended.upto, appended.result), (Seq(upto), Ok(())));
    }
    assert_eq!(events_of(journal, scribe.meeting_id).await, ((1..=12).collect(), scribe.head));
}

async fn a_lower_epoch_is_fenced(journal: &dyn Journal) {
    let mut old = Scribe::owning(journal).await;
    let mut new = Scribe::of(old.meeting_id);
    new.claim(journal).await;
    new.head = old.head;
    assert!(new.epoch > old.epoch);
    // Both want to write the same place; the old owner is quicker and loses all the same.
    journal.append(old.some(1)).unwrap();
    journal.append(new.some(2)).unwrap();
    assert_eq!(old.result().await.result, Err(JournalError::Fenced));
    assert_eq!(new.result().await.result, Ok(()));
    assert_eq!(events_of(journal, new.meeting_id).await.1, new.head);
}

async fn an_append_at_an_old_head_is_fenced_and_so_is_what_builds_on_it(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let before = scribe.head;
    scribe.write_ok(journal, 1).await;
    let kept = scribe.head;
    scribe.head = before;
    scribe.now = scribe.now.plus(1);
    for _ in 0..3 {
        journal.append(scribe.some(1)).unwrap();
    }
    for _ in 0..3 {
        assert_eq!(scribe.result().await.result, Err(JournalError::Fenced));
    }
    // The number is right, the hash is not.
    scribe.head = Head { hash: Hash([7; 32]), ..kept };
    let append = scribe.some(1);
    assert_eq!(scribe.write(journal, append).await, Err(JournalError::Fenced));
    scribe.head = kept;
    scribe.write_ok(journal, 1).await;
    assert_eq!(events_of(journal, scribe.meeting_id).await.0, [1, 2, 3]);
}

async fn a_fenced_append_does_not_disturb_other_meetings(journal: &dyn Journal) {
    let mut scribes = Vec::new();
    for _ in 0..20 {
        scribes.push(Scribe::owning(journal).await);
    }
    for (index, scribe) in scribes.iter_mut().enumerate() {
        if index % 3 == 0 {
            scribe.epoch -= 1;
        }
        journal.append(scribe.some(2)).unwrap();
        journal.append(scribe.some(1)).unwrap();
    }
    for (index, scribe) in scribes.iter_mut().enumerate() {
        let expected = if index % 3 == 0 { Err(JournalError::Fenced) } else { Ok(()) };
        assert_eq!(scribe.result().await.result, expected);
        assert_eq!(scribe.result().await.result, expected);
        let count = if index % 3 == 0 { 1 } else { 4 };
        assert_eq!(events_of(journal, scribe.meeting_id).await.0.len(), count);
    }
}

async fn an_append_with_a_gap_is_refused(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let head = scribe.head;
    let mut append = scribe.some(3);
    append.events.remove(1);
    assert!(matches!(scribe.write(journal, append).await, Err(JournalError::Unavailable(_))));
    scribe.head = head;
    let mut append = scribe.some(2);
    append.events[1].prev_hash = Hash::ZERO;
    assert!(matches!(scribe.write(journal, append).await, Err(JournalError::Unavailable(_))));
    scribe.head = head;
    scribe.write_ok(journal, 1).await;
    assert_eq!(events_of(journal, scribe.meeting_id).await.0, [1, 2]);
}

async fn a_record_is_made_once(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let mut twin = Scribe::of(scribe.meeting_id);
    assert_eq!(journal.create(twin.creation()).await, Err(JournalError::Exists));
    scribe.write_ok(journal, 1).await;
    assert_eq!(events_of(journal, scribe.meeting_id).await.0, [1, 2]);
}

async fn only_a_beginning_makes_a_record(journal: &dyn Journal) {
    let mut scribe = Scribe::new();
    let _ = scribe.creation();
    assert!(matches!(journal.create(scribe.some(1)).await, Err(JournalError::Unavailable(_))));
    assert!(journal.claim(scribe.meeting_id).await.unwrap().is_none());
}

async fn what_is_unknown_is_none(journal: &dyn Journal) {
    let mut scribe = Scribe::new();
    assert!(journal.claim(scribe.meeting_id).await.unwrap().is_none());
    assert!(journal.events(scribe.meeting_id, Seq(0), 10).await.unwrap().is_none());
    let append = scribe.some(1);
    assert_eq!(scribe.write(journal, append).await, Err(JournalError::Fenced));
}

async fn events_come_in_pages(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    scribe.write_ok(journal, 24).await;
    let mut seen = Vec::new();
    while let (events, head) = journal.events(scribe.meeting_id, Seq(seen.len() as u64), 10).await.unwrap().unwrap()
        && !events.is_empty()
    {
        assert_eq!(head, scribe.head);
        assert!(events.len() <= 10);
        seen.extend(events.iter().map(|stored| stored.event.seq.0));
    }
    assert_eq!(seen, (1..=25).collect::<Vec<_>>());
    assert!(journal.events(scribe.meeting_id, Seq(u64::MAX), 10).await.unwrap().unwrap().0.is_empty());
    assert!(journal.events(scribe.meeting_id, Seq(0), 0).await.unwrap().unwrap().0.is_empty());
}

async fn a_claim_gives_everything_back(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let mut written = vec![scribe.command(&person(1), "c1"), scribe.some(2), scribe.command(&person(2), "c1")];
    written[0].events[0].answer.as_mut().unwrap().outcome = Some(orchestrasec_domain::Outcome {
        request_id: orchestrasec_domain::RequestId(4),
        state: orchestrasec_domain::RequestState::Accepted,
        position: 2,
    });
    let expected: Vec<_> = written.iter().flat_map(|append| append.events.clone()).collect();
    for append in written {
        assert_eq!(scribe.write(journal, append).await, Ok(()));
    }
    let claimed = journal.claim(scribe.meeting_id).await.unwrap().unwrap();
    assert_eq!(claimed.epoch, scribe.epoch + 1);
    assert_eq!(claimed.head, scribe.head);
    assert_eq!(claimed.snapshot, None);
    assert_eq!(format!("{:?}", &claimed.events[1..]), format!("{expected:?}"));
    let answers: Vec<_> = expected
        .iter()
        .filter_map(|stored| Some((stored.event.actor?, stored.command_id.clone()?, stored.answer?)))
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(claimed.answers, answers);
}

async fn a_snapshot_spares_the_events_before_it(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let mut append = scribe.command(&person(1), "before");
    append.snapshot = Some(scribe.snapshot("{\"old\":1}"));
    assert_eq!(scribe.write(journal, append).await, Ok(()));
    let mut append = scribe.some(3);
    append.snapshot = Some(scribe.snapshot("{\"new\":1}"));
    let saved = append.snapshot.clone();
    assert_eq!(scribe.write(journal, append).await, Ok(()));
    scribe.write_ok(journal, 2).await;
    let claimed = journal.claim(scribe.meeting_id).await.unwrap().unwrap();
    assert_eq!(claimed.snapshot, saved);
    assert_eq!(claimed.events.iter().map(|stored| stored.event.seq.0).collect::<Vec<_>>(), [6, 7]);
    assert_eq!(claimed.answers.len(), 1, "answers are of the whole record");
}

async fn a_command_is_in_the_record_once(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let mut neighbour = Scribe::owning(journal).await;
    let append = scribe.command(&person(1), "same");
    assert_eq!(scribe.write(journal, append).await, Ok(()));
    let kept = scribe.head;
    // In one go with somebody else's good append, which must not suffer.
    journal.append(neighbour.some(1)).unwrap();
    journal.append(scribe.command(&person(1), "same")).unwrap();
    journal.append(neighbour.some(1)).unwrap();
    assert!(matches!(scribe.result().await.result, Err(JournalError::Unavailable(_))));
    assert_eq!(neighbour.result().await.result, Ok(()));
    assert_eq!(neighbour.result().await.result, Ok(()));
    scribe.head = kept;
    let append = scribe.command(&person(2), "same");
    assert_eq!(scribe.write(journal, append).await, Ok(()), "another person's id is another id");
    assert_eq!(events_of(journal, scribe.meeting_id).await.0, [1, 2, 3]);
}

async fn an_append_without_events_changes_what_lists_show(journal: &dyn Journal) {
    let mut scribe = Scribe::owning(journal).await;
    let mut append = scribe.some(0);
    append.entry = Some(scribe.entry(Status::Live));
    assert_eq!(scribe.write(journal, append).await, Ok(()));
    assert_eq!(journal.live_meetings().await.unwrap(), [scribe.meeting_id]);
    assert_eq!(events_of(journal, scribe.meeting_id).await.0, [1]);
}

async fn live_meetings_come_first_then_the_newest(journal: &dyn Journal) {
    let order =
        [(Status::Closed, 5), (Status::Live, 1), (Status::Scheduled, 9), (Status::Live, 3), (Status::Closed, 7)];
    for (index, (status, at)) in order.into_iter().enumerate() {
        let mut scribe = Scribe::of(MeetingId(Uuid::from_u128(index as u128)));
        scribe.now = Timestamp(at);
        let mut creation = scribe.creation();
        creation.entry = Some(scribe.entry(status));
        journal.create(creation).await.unwrap();
    }
    let query = ListQuery { status: None, viewer: person(1).user_id, offset: 0, limit: 100 };
    let (page, total) = journal.list(query).await.unwrap();
    let shown: Vec<_> = page.iter().map(|(entry, _)| (entry.status, entry.created_at.0)).collect();
    let expected =
        [(Status::Live, 3), (Status::Live, 1), (Status::Scheduled, 9), (Status::Closed, 7), (Status::Closed, 5)];
    assert_eq!((shown.as_slice(), total), (expected.as_slice(), 5));

    let (page, total) = journal.list(ListQuery { offset: 1, limit: 2, ..query }).await.unwrap();
    let shown: Vec<_> = page.iter().map(|(entry, _)| entry.created_at.0).collect();
    assert_eq!((shown, total), (vec![1, 9], 5));
    let (page, total) = journal.list(ListQuery { offset: 50, ..query }).await.unwrap();
    assert_eq!((page.len(), total), (0, 5));
    let (page, total) = journal.list(ListQuery { status: Some(Status::Closed), ..query }).await.unwrap();
    assert_eq!((page.len(), total), (2, 2));
    assert_eq!(journal.live_meetings().await.unwrap(), [MeetingId(Uuid::from_u128(1)), MeetingId(Uuid::from_u128(3))]);
}

async fn lists_tell_the_viewers_role(journal: &dyn Journal) {
    let (ada, bo) = (person(2), person(3));
    let mut scribe = Scribe::owning(journal).await;
    let role_of = async |who: &orchestrasec_domain::Who| {
        let query = ListQuery { status: None, viewer: who.user_id, offset: 0, limit: 10 };
        journal.list(query).await.unwrap().0[0].1
    };
    assert_eq!(role_of(&person(1)).await, Some(MeetingRole::Facilitator));
    assert_eq!(role_of(&ada).await, None);
    let places: [&[Membership]; 3] = [
        &[member(&ada, MeetingRole::Participant, Standing::Present)],
        &[
            member(&bo, MeetingRole::Observer, Standing::Present),
            member(&ada, MeetingRole::Observer, Standing::Present),
        ],
        &[member(&bo, MeetingRole::Observer, Standing::Left)],
    ];
    for members in places.map(<[_]>::to_vec) {
        let mut append = scribe.some(1);
        append.members = members;
        journal.append(append).unwrap();
    }
    for _ in 0..3 {
        assert_eq!(scribe.result().await.result, Ok(()));
    }
    assert_eq!(role_of(&ada).await, Some(MeetingRole::Observer));
    assert_eq!(role_of(&bo).await, None, "who left has no role");
}

async fn a_working_store_passes_its_check(journal: &dyn Journal) {
    assert_eq!(journal.check().await, Ok(()));
}

impl Scribe {
    async fn write_ok(&mut self, journal: &dyn Journal, count: usize) {
        let append = self.some(count);
        assert_eq!(self.write(journal, append).await, Ok(()));
    }
}
