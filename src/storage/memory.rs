//! A journal in memory, for tests: the same behaviour as the durable one, and switches to make it fail or wait.

use super::batch;
use crate::ports::{
    Append, Appended, Claimed, Head, Journal, JournalError, ListEntry, ListQuery, Membership, Snapshot, StoredEvent,
};
use async_trait::async_trait;
use orchestrasec_domain::{MeetingId, MeetingRole, ParticipantId, Seq, Standing, Status, UserId};
use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::watch;

/// The record of all meetings, until it is dropped.
#[derive(Debug)]
pub struct MemoryJournal {
    state: Mutex<State>,
    gate: watch::Sender<Gate>,
    queue: usize,
}

#[derive(Debug, Default)]
struct State {
    meetings: HashMap<MeetingId, Record>,
    /// Appends that came while the gate was closed.
    waiting: VecDeque<Append>,
    /// How many writes fail before one succeeds.
    failures: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Open,
    Closed,
}

#[derive(Debug)]
struct Record {
    epoch: u64,
    head: Head,
    events: Vec<StoredEvent>,
    entry: Option<ListEntry>,
    members: HashMap<ParticipantId, Membership>,
    snapshot: Option<Snapshot>,
}

impl Default for MemoryJournal {
    fn default() -> Self {
        Self::new(8_192)
    }
}

impl MemoryJournal {
    /// With nothing in it; `queue` appends may wait while the gate is closed.
    pub fn new(queue: usize) -> Self {
        Self { state: Mutex::default(), gate: watch::Sender::new(Gate::Open), queue }
    }

    /// Lets the next `count` writes (creates, claims, appends, checks) fail as if the disk were full.
    pub fn fail_next(&self, count: usize) {
        self.state().failures = count;
    }

    /// From now on nothing is written: appends wait in the queue, other writes wait too.
    pub fn close_gate(&self) {
        self.gate.send_replace(Gate::Closed);
    }

    /// Writes what waits, in order, and from now on everything at once.
    pub fn open_gate(&self) {
        let mut state = self.state();
        while state.write_oldest() {}
        // Still under the lock: an append that comes now has to find either the queue or the open gate, not overtake.
        self.gate.send_replace(Gate::Open);
    }

    /// Writes the oldest `count` of the appends that wait; the gate stays as it is.
    pub fn let_pass(&self, count: usize) {
        let mut state = self.state();
        for _ in 0..count {
            state.write_oldest();
        }
    }

    /// How many appends wait.
    pub fn waiting(&self) -> usize {
        self.state().waiting.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn writable(&self) -> Result<MutexGuard<'_, State>, JournalError> {
        // The sender lives in `self`, so this never fails.
        drop(self.gate.subscribe().wait_for(|gate| *gate == Gate::Open).await);
        let mut state = self.state();
        state.may_fail()?;
        Ok(state)
    }
}

impl State {
    fn may_fail(&mut self) -> Result<(), JournalError> {
        if self.failures == 0 {
            return Ok(());
        }
        self.failures -= 1;
        Err(JournalError::Unavailable("told to fail".to_owned()))
    }

    fn write_oldest(&mut self) -> bool {
        let Some(append) = self.waiting.pop_front() else { return false };
        let done = append.done.clone();
        let upto = batch::end_of(&append).seq;
        let result = self.may_fail().and_then(|()| self.write(append));
        // The meeting may be gone; what was written stays written.
        drop(done.send(Appended { upto, result }));
        true
    }

    fn write(&mut self, append: Append) -> Result<(), JournalError> {
        if !batch::is_continuous(&append) {
            return Err(JournalError::Unavailable("the append has gaps".to_owned()));
        }
        let record = self.meetings.get_mut(&append.meeting_id).ok_or(JournalError::Fenced)?;
        if record.epoch != append.epoch || record.head != append.after {
            return Err(JournalError::Fenced);
        }
        record.extend(append)
    }
}

impl Record {
    fn extend(&mut self, append: Append) -> Result<(), JournalError> {
        let mut known: HashSet<_> = self.events.iter().filter_map(command_of).collect();
        if !append.events.iter().filter_map(command_of).all(|command| known.insert(command)) {
            return Err(JournalError::Unavailable("the command is in the record already".to_owned()));
        }
        self.head = batch::end_of(&append);
        self.events.extend(append.events);
        self.entry = append.entry.or(self.entry.take());
        self.snapshot = append.snapshot.or(self.snapshot.take());
        self.members.extend(append.members.into_iter().map(|member| (member.participant_id, member)));
        Ok(())
    }

    fn after(&self, after: Seq) -> impl Iterator<Item = &StoredEvent> {
        self.events.iter().filter(move |stored| stored.event.seq > after)
    }
}

fn command_of(stored: &StoredEvent) -> Option<(orchestrasec_domain::UserId, String)> {
    Some((stored.event.actor?, stored.command_id.clone()?))
}

#[async_trait]
impl Journal for MemoryJournal {
    async fn create(&self, append: Append) -> Result<(), JournalError> {
        if !batch::is_beginning(&append) {
            return Err(JournalError::Unavailable("the append is no record's beginning".to_owned()));
        }
        let mut state = self.writable().await?;
        if state.meetings.contains_key(&append.meeting_id) {
            return Err(JournalError::Exists);
        }
        let id = append.meeting_id;
        let mut record = Record {
            epoch: 0,
            head: append.after,
            events: Vec::new(),
            entry: None,
            members: HashMap::new(),
            snapshot: None,
        };
        record.extend(append)?;
        state.meetings.insert(id, record);
        Ok(())
    }

    async fn claim(&self, meeting: MeetingId) -> Result<Option<Claimed>, JournalError> {
        let mut state = self.writable().await?;
        let Some(record) = state.meetings.get_mut(&meeting) else { return Ok(None) };
        record.epoch += 1;
        let after = record.snapshot.as_ref().map_or(Seq(0), |snapshot| snapshot.seq);
        let answers = record.events.iter().filter_map(|stored| {
            let (who, id) = command_of(stored)?;
            Some((who, id, stored.answer?))
        });
        Ok(Some(Claimed {
            epoch: record.epoch,
            head: record.head,
            snapshot: record.snapshot.clone(),
            events: record.after(after).cloned().collect(),
            answers: answers.collect(),
        }))
    }

    fn append(&self, append: Append) -> Result<(), JournalError> {
        let mut state = self.state();
        if state.waiting.len() >= self.queue {
            return Err(JournalError::Busy);
        }
        state.waiting.push_back(append);
        if *self.gate.borrow() == Gate::Open {
            while state.write_oldest() {}
        }
        Ok(())
    }

    async fn events(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, JournalError> {
        let state = self.state();
        let Some(record) = state.meetings.get(&meeting) else { return Ok(None) };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(Some((record.after(after).take(limit).cloned().collect(), record.head)))
    }

    async fn live_meetings(&self) -> Result<Vec<MeetingId>, JournalError> {
        let state = self.state();
        let mut live: Vec<_> = state.meetings.values().filter_map(|record| record.entry.as_ref()).collect();
        live.retain(|entry| entry.status == Status::Live);
        live.sort_by_key(|entry| entry.created_at);
        Ok(live.into_iter().map(|entry| entry.meeting_id).collect())
    }

    async fn list(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), JournalError> {
        let state = self.state();
        let mut found: Vec<(&ListEntry, &Record)> =
            state.meetings.values().filter_map(|record| Some((record.entry.as_ref()?, record))).collect();
        found.retain(|(entry, _)| query.status.is_none_or(|status| entry.status == status));
        found.sort_by_key(|(entry, _)| {
            std::cmp::Reverse((entry.status == Status::Live, entry.created_at, entry.meeting_id))
        });
        let total = found.len() as u64;
        let viewer = ParticipantId::from(query.viewer);
        let page = found
            .into_iter()
            .skip(usize::try_from(query.offset).unwrap_or(usize::MAX))
            .take(usize::try_from(query.limit).unwrap_or(usize::MAX))
            .map(|(entry, record)| {
                let member = record.members.get(&viewer).filter(|member| member.standing == Standing::Present);
                (entry.clone(), member.map(|member| member.role))
            });
        Ok((page.collect(), total))
    }

    async fn meetings_of(&self, person: UserId, limit: u64) -> Result<(Vec<ListEntry>, u64), JournalError> {
        let state = self.state();
        let theirs = state.meetings.values().filter(|record| record.members.contains_key(&person.into()));
        let mut entries: Vec<_> = theirs.filter_map(|record| record.entry.clone()).collect();
        let total = entries.len() as u64;
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.created_at, entry.meeting_id)));
        entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok((entries, total))
    }

    async fn check(&self) -> Result<(), JournalError> {
        self.writable().await.map(drop)
    }
}
