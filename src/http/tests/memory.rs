//! A journal in memory.

use crate::ports::{Append, Claimed, Head, Journal, JournalError, ListEntry, ListQuery, StoredEvent};
use async_trait::async_trait;
use orchestrasec_domain::{Meeting, MeetingId, MeetingRole, Seq, UserId};
use orchestrasec_protocol::EncodedEvent;
use std::{collections::BTreeMap, sync::Mutex};
use uuid::Uuid;

/// Keeps what is created; its Ada leads every meeting.
#[derive(Default)]
pub struct MemoryJournal {
    records: Mutex<BTreeMap<MeetingId, (ListEntry, Vec<StoredEvent>)>>,
    pub broken: Mutex<bool>,
}

impl MemoryJournal {
    fn works(&self) -> Result<(), JournalError> {
        if *self.broken.lock().unwrap() { Err(JournalError::Unavailable("disk /dev/secret".into())) } else { Ok(()) }
    }

    /// The meeting as it began.
    pub fn meeting(&self, id: MeetingId) -> Option<Meeting> {
        let records = self.records.lock().unwrap();
        let first = &records.get(&id)?.1[0].event;
        Meeting::born(first.at, &EncodedEvent::decode(&first.kind, &first.payload).unwrap())
    }
}

#[async_trait]
impl Journal for MemoryJournal {
    async fn create(&self, append: Append) -> Result<(), JournalError> {
        self.works()?;
        let mut records = self.records.lock().unwrap();
        if records.contains_key(&append.meeting_id) {
            return Err(JournalError::Exists);
        }
        records.insert(append.meeting_id, (append.entry.unwrap(), append.events));
        Ok(())
    }

    async fn claim(&self, _: MeetingId) -> Result<Option<Claimed>, JournalError> {
        Ok(None)
    }

    fn append(&self, _: Append) -> Result<(), JournalError> {
        Err(JournalError::Fenced)
    }

    async fn events(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, JournalError> {
        self.works()?;
        let records = self.records.lock().unwrap();
        Ok(records.get(&meeting).map(|(_, events)| {
            let last = events.last().unwrap();
            let page = events.iter().filter(|stored| stored.event.seq > after).take(usize::try_from(limit).unwrap());
            (page.cloned().collect(), Head { seq: last.event.seq, hash: last.hash })
        }))
    }

    async fn live_meetings(&self) -> Result<Vec<MeetingId>, JournalError> {
        Ok(Vec::new())
    }

    async fn list(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), JournalError> {
        self.works()?;
        let records = self.records.lock().unwrap();
        let role = (query.viewer == UserId(Uuid::from_u128(1))).then_some(MeetingRole::Facilitator);
        let page =
            records.values().skip(usize::try_from(query.offset).unwrap()).take(usize::try_from(query.limit).unwrap());
        Ok((page.map(|(entry, _)| (entry.clone(), role)).collect(), records.len() as u64))
    }

    async fn meetings_of(&self, _: UserId, _: u64) -> Result<(Vec<ListEntry>, u64), JournalError> {
        self.works()?;
        Ok((Vec::new(), 0))
    }

    async fn check(&self) -> Result<(), JournalError> {
        self.works()
    }
}
