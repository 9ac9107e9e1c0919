//! The real journal, except for what a test does with events on their way into it.

use async_trait::async_trait;
use orchestrasec::ports::{Append, Claimed, Head, Journal, JournalError, ListEntry, ListQuery, StoredEvent};
use orchestrasec_domain::{MeetingId, MeetingRole, Seq, UserId};
use std::sync::Arc;

/// `append` is called on the meeting's own thread, with the real journal and the events.
pub struct Appending<F> {
    pub real: Arc<dyn Journal>,
    pub append: F,
}

#[async_trait]
impl<F> Journal for Appending<F>
where
    F: Fn(&dyn Journal, Append) -> Result<(), JournalError> + Send + Sync + 'static,
{
    async fn create(&self, append: Append) -> Result<(), JournalError> {
        self.real.create(append).await
    }
    async fn claim(&self, meeting: MeetingId) -> Result<Option<Claimed>, JournalError> {
        self.real.claim(meeting).await
    }
    fn append(&self, append: Append) -> Result<(), JournalError> {
        (self.append)(&*self.real, append)
    }
    async fn events(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, JournalError> {
        self.real.events(meeting, after, limit).await
    }
    async fn live_meetings(&self) -> Result<Vec<MeetingId>, JournalError> {
        self.real.live_meetings().await
    }
    async fn list(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), JournalError> {
        self.real.list(query).await
    }
    async fn meetings_of(&self, person: UserId, limit: u64) -> Result<(Vec<ListEntry>, u64), JournalError> {
        self.real.meetings_of(person, limit).await
    }
    async fn check(&self) -> Result<(), JournalError> {
        self.real.check().await
    }
}
