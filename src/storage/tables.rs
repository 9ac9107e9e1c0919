//! One insert a table for all appends of a commit.

use super::{fault::Fault, rows, snapshots};
use crate::ports::{Append, ListEntry, Membership, Snapshot};
use orchestrasec_domain::{MeetingId, ParticipantId};
use orchestrasec_entity::{meeting, meeting_event, membership, snapshot};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, sea_query::OnConflict};
use std::collections::HashMap;

/// Rows in one insert: `SQLite` binds at most 32 766 values in a statement, and a row here has at most 11.
const ROWS_MAX: usize = 2_000;

/// Writes the events of these appends and what goes with them. Of what is kept only once, the last append's version.
pub(super) async fn insert(tx: &DatabaseTransaction, appends: &[&Append]) -> Result<(), Fault> {
    let mut entries: HashMap<MeetingId, &ListEntry> = HashMap::new();
    let mut members: HashMap<(MeetingId, ParticipantId), &Membership> = HashMap::new();
    let mut states: HashMap<MeetingId, &Snapshot> = HashMap::new();
    let mut events = Vec::new();
    for append in appends {
        let id = append.meeting_id;
        for stored in &append.events {
            events.push(rows::event(id, append.epoch, stored)?);
        }
        entries.extend(append.entry.iter().map(|entry| (id, entry)));
        members.extend(append.members.iter().map(|member| ((id, member.participant_id), member)));
        states.extend(append.snapshot.iter().map(|state| (id, state)));
    }
    insert_rows::<meeting_event::Entity, _>(tx, events, None).await?;

    let entries = entries.into_values().map(rows::entry).collect();
    let replace = OnConflict::column(meeting::Column::MeetingId)
        .update_columns([meeting::Column::Status, meeting::Column::CreatedAt, meeting::Column::Summary])
        .to_owned();
    insert_rows::<meeting::Entity, _>(tx, entries, Some(replace)).await?;

    let members = members.into_iter().map(|((id, _), member)| rows::membership(id, member)).collect();
    let replace = OnConflict::columns([membership::Column::MeetingId, membership::Column::UserId])
        .update_columns([membership::Column::Role, membership::Column::Standing])
        .to_owned();
    insert_rows::<membership::Entity, _>(tx, members, Some(replace)).await?;

    let states: Result<_, _> = states.into_iter().map(|(id, state)| snapshots::row(id, state)).collect();
    let replace = OnConflict::column(snapshot::Column::MeetingId)
        .update_columns([
            snapshot::Column::Seq,
            snapshot::Column::Version,
            snapshot::Column::State,
            snapshot::Column::StateHash,
        ])
        .to_owned();
    insert_rows::<snapshot::Entity, _>(tx, states?, Some(replace)).await
}

async fn insert_rows<E, A>(tx: &DatabaseTransaction, rows: Vec<A>, replace: Option<OnConflict>) -> Result<(), Fault>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut insert = E::insert_many(rows.by_ref().take(ROWS_MAX));
        if let Some(replace) = &replace {
            insert = insert.on_conflict(replace.clone());
        }
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}
