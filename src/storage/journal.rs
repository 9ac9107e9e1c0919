//! The journal on `SQLite`.

use super::{batch, fault::Fault, rows, snapshots, tables, writer::Writer};
use crate::ports::{Answer, Append, Claimed, Head, Journal, JournalError, ListEntry, ListQuery, Snapshot, StoredEvent};
use async_trait::async_trait;
use orchestrasec_domain::{MeetingId, MeetingRole, Seq, Standing, Status, UserId};
use orchestrasec_entity::{meeting, meeting_event, meeting_head, membership, snapshot};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Query},
};
use std::{collections::HashMap, sync::Arc};

/// The record of all meetings in one database file.
#[derive(Debug)]
pub(super) struct SqliteJournal {
    writer: Arc<Writer>,
    readers: DatabaseConnection,
}

impl SqliteJournal {
    /// On these connections.
    pub(super) fn new(writer: Arc<Writer>, readers: DatabaseConnection) -> Self {
        Self { writer, readers }
    }

    async fn head(&self, meeting: MeetingId) -> Result<Option<Head>, Fault> {
        let row = meeting_head::Entity::find_by_id(meeting.0).one(&self.readers).await?;
        row.map(rows::head).transpose()
    }

    /// The events after `after` up to `upto`. A record only grows, so what was read of its end before still holds.
    async fn between(&self, meeting: MeetingId, after: Seq, upto: Seq, limit: u64) -> Result<Vec<StoredEvent>, Fault> {
        let found = meeting_event::Entity::find()
            .filter(meeting_event::Column::MeetingId.eq(meeting.0))
            .filter(meeting_event::Column::Seq.gt(rows::bound(after.0)))
            .filter(meeting_event::Column::Seq.lte(rows::int(upto.0)?))
            .order_by_asc(meeting_event::Column::Seq)
            .limit(rows::bound(limit))
            .all(&self.readers)
            .await?;
        found.into_iter().map(rows::stored).collect()
    }

    async fn snapshot(&self, meeting: MeetingId, head: Seq) -> Result<Option<Snapshot>, Fault> {
        let row = snapshot::Entity::find_by_id(meeting.0).one(&self.readers).await?;
        Ok(row.and_then(|row| snapshots::usable(row, head)))
    }

    async fn answers(&self, meeting: MeetingId, head: Seq) -> Result<Vec<(UserId, String, Answer)>, Fault> {
        use meeting_event::Column;
        let found: Vec<(Uuid, String, String)> = meeting_event::Entity::find()
            .select_only()
            .columns([Column::Actor, Column::CommandId, Column::Answer])
            .filter(Column::MeetingId.eq(meeting.0))
            .filter(Column::CommandId.is_not_null())
            .filter(Column::Actor.is_not_null())
            .filter(Column::Answer.is_not_null())
            .filter(Column::Seq.lte(rows::int(head.0)?))
            .order_by_asc(Column::Seq)
            .into_tuple()
            .all(&self.readers)
            .await?;
        found.into_iter().map(|(actor, id, answer)| Ok((UserId(actor), id, rows::answer(&answer)?))).collect()
    }

    async fn claim_and_load(&self, meeting: MeetingId) -> Result<Option<Claimed>, Fault> {
        let claimed = self
            .writer
            .write(async move |tx| {
                let rows = meeting_head::Entity::update_many()
                    .col_expr(meeting_head::Column::Epoch, Expr::col(meeting_head::Column::Epoch).add(1))
                    .filter(meeting_head::Column::MeetingId.eq(meeting.0))
                    .exec_with_returning(tx)
                    .await?;
                Ok(rows.into_iter().next())
            })
            .await?;
        let Some(row) = claimed else { return Ok(None) };
        // The claim is committed: nobody but the claimer moves the head now, so the rest need not keep the writer waiting. Should
        // somebody claim after us, the bounds below still give the record as it was at our claim.
        let epoch = rows::count(row.epoch)?;
        let head = rows::head(row)?;
        let snapshot = self.snapshot(meeting, head.seq).await?;
        let after = snapshot.as_ref().map_or(Seq(0), |snapshot| snapshot.seq);
        let events = self.between(meeting, after, head.seq, u64::MAX).await?;
        check_chain(&events, after, head)?;
        let answers = self.answers(meeting, head.seq).await?;
        Ok(Some(Claimed { epoch, head, snapshot, events, answers }))
    }

    async fn page(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, Fault> {
        let Some(head) = self.head(meeting).await? else { return Ok(None) };
        Ok(Some((self.between(meeting, after, head.seq, limit).await?, head)))
    }

    async fn live(&self) -> Result<Vec<MeetingId>, Fault> {
        let found: Vec<Uuid> = meeting::Entity::find()
            .select_only()
            .column(meeting::Column::MeetingId)
            .filter(meeting::Column::Status.eq(rows::status_name(Status::Live)))
            .order_by_asc(meeting::Column::CreatedAt)
            .into_tuple()
            .all(&self.readers)
            .await?;
        Ok(found.into_iter().map(MeetingId).collect())
    }

    async fn listed(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), Fault> {
        let mut wanted = meeting::Entity::find();
        if let Some(status) = query.status {
            wanted = wanted.filter(meeting::Column::Status.eq(rows::status_name(status)));
        }
        let total = wanted.clone().count(&self.readers).await?;
        let page = wanted
            .order_by(meeting::Column::Status.eq(rows::status_name(Status::Live)), Order::Desc)
            .order_by_desc(meeting::Column::CreatedAt)
            .order_by_desc(meeting::Column::MeetingId)
            .offset(rows::bound(query.offset))
            .limit(rows::bound(query.limit))
            .all(&self.readers)
            .await?;
        let roles = self.roles(query.viewer, page.iter().map(|row| row.meeting_id).collect()).await?;
        let rows = page.into_iter().map(|row| {
            let role = roles.get(&row.meeting_id).copied();
            Ok((rows::listed(row)?, role))
        });
        Ok((rows.collect::<Result<_, Fault>>()?, total))
    }

    async fn of_person(&self, person: UserId, limit: u64) -> Result<(Vec<ListEntry>, u64), Fault> {
        let theirs = Query::select()
            .column(membership::Column::MeetingId)
            .from(membership::Entity)
            .and_where(Expr::col(membership::Column::UserId).eq(person.0))
            .to_owned();
        let wanted = meeting::Entity::find().filter(meeting::Column::MeetingId.in_subquery(theirs));
        let total = wanted.clone().count(&self.readers).await?;
        let newest = wanted
            .order_by_desc(meeting::Column::CreatedAt)
            .order_by_desc(meeting::Column::MeetingId)
            .limit(rows::bound(limit))
            .all(&self.readers)
            .await?;
        Ok((newest.into_iter().map(rows::listed).collect::<Result<_, Fault>>()?, total))
    }

    async fn roles(&self, viewer: UserId, meetings: Vec<Uuid>) -> Result<HashMap<Uuid, MeetingRole>, Fault> {
        use membership::Column;
        let mut roles = HashMap::new();
        for some in meetings.chunks(1_000) {
            let found = membership::Entity::find()
                .filter(Column::UserId.eq(viewer.0))
                .filter(Column::MeetingId.is_in(some.iter().copied()))
                .filter(Column::Standing.eq(rows::standing_name(Standing::Present)))
                .all(&self.readers)
                .await?;
            for row in found {
                roles.insert(row.meeting_id, rows::role(&row)?);
            }
        }
        Ok(roles)
    }
}

/// Whether these events lead from `after` to the record's end without a gap, by their numbers and the hashes that they name.
fn check_chain(events: &[StoredEvent], after: Seq, head: Head) -> Result<(), Fault> {
    let mut last = after;
    let mut hash = None;
    for stored in events {
        if stored.event.seq != last.next() || hash.is_some_and(|hash| hash != stored.prev_hash) {
            return Err(Fault::Damaged("the record has a gap"));
        }
        last = stored.event.seq;
        hash = Some(stored.hash);
    }
    if last != head.seq || hash.is_some_and(|hash| hash != head.hash) {
        return Err(Fault::Damaged("the record does not reach its end"));
    }
    Ok(())
}

#[async_trait]
impl Journal for SqliteJournal {
    async fn create(&self, append: Append) -> Result<(), JournalError> {
        if !batch::is_beginning(&append) {
            return Err(JournalError::Unavailable("the append is no record's beginning".to_owned()));
        }
        self.writer
            .write(async move |tx| {
                let id = append.meeting_id.0;
                if meeting_head::Entity::find_by_id(id).one(tx).await?.is_some() {
                    return Ok(Err(JournalError::Exists));
                }
                let end = batch::end_of(&append);
                let head = meeting_head::ActiveModel {
                    meeting_id: Set(id),
                    owner: Set(None),
                    epoch: Set(0),
                    expires_at: Set(None),
                    head_seq: Set(rows::int(end.seq.0)?),
                    head_hash: Set(end.hash.0.to_vec()),
                };
                meeting_head::Entity::insert(head).exec_without_returning(tx).await?;
                tables::insert(tx, &[&append]).await?;
                Ok(Ok(()))
            })
            .await?
    }

    async fn claim(&self, meeting: MeetingId) -> Result<Option<Claimed>, JournalError> {
        Ok(self.claim_and_load(meeting).await?)
    }

    fn append(&self, append: Append) -> Result<(), JournalError> {
        Ok(self.writer.append(append)?)
    }

    async fn events(
        &self,
        meeting: MeetingId,
        after: Seq,
        limit: u64,
    ) -> Result<Option<(Vec<StoredEvent>, Head)>, JournalError> {
        Ok(self.page(meeting, after, limit).await?)
    }

    async fn live_meetings(&self) -> Result<Vec<MeetingId>, JournalError> {
        Ok(self.live().await?)
    }

    async fn list(&self, query: ListQuery) -> Result<(Vec<(ListEntry, Option<MeetingRole>)>, u64), JournalError> {
        Ok(self.listed(query).await?)
    }

    async fn meetings_of(&self, person: UserId, limit: u64) -> Result<(Vec<ListEntry>, u64), JournalError> {
        Ok(self.of_person(person, limit).await?)
    }

    async fn check(&self) -> Result<(), JournalError> {
        // Sets a number that nothing uses to what it is: a page is written and committed, and a full disk shows.
        Ok(self.writer.write(async |tx| Ok(tx.execute_unprepared("PRAGMA user_version = 0").await.map(drop)?)).await?)
    }
}
