//! The record of all meetings. A command of a person is in it at most once: its first event carries the command's id.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(MeetingEvent::Table)
            .col(ColumnDef::new(MeetingEvent::MeetingId).uuid().not_null())
            .col(ColumnDef::new(MeetingEvent::Seq).big_integer().not_null())
            .col(ColumnDef::new(MeetingEvent::Epoch).big_integer().not_null())
            .col(ColumnDef::new(MeetingEvent::At).big_integer().not_null())
            .col(ColumnDef::new(MeetingEvent::Actor).uuid())
            .col(ColumnDef::new(MeetingEvent::Kind).text().not_null())
            .col(ColumnDef::new(MeetingEvent::Payload).blob().not_null())
            .col(ColumnDef::new(MeetingEvent::CommandId).text())
            .col(ColumnDef::new(MeetingEvent::Answer).text())
            .col(ColumnDef::new(MeetingEvent::PrevHash).binary_len(32).not_null())
            .col(ColumnDef::new(MeetingEvent::Hash).binary_len(32).not_null())
            .primary_key(Index::create().col(MeetingEvent::MeetingId).col(MeetingEvent::Seq))
            .foreign_key(
                ForeignKey::create()
                    .name("meeting_event_head")
                    .from(MeetingEvent::Table, MeetingEvent::MeetingId)
                    .to(MeetingHead::Table, MeetingHead::MeetingId),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(
                Index::create()
                    .name("meeting_event_command")
                    .table(MeetingEvent::Table)
                    .col(MeetingEvent::MeetingId)
                    .col(MeetingEvent::Actor)
                    .col(MeetingEvent::CommandId)
                    .unique()
                    .and_where(Expr::col(MeetingEvent::CommandId).is_not_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(MeetingEvent::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum MeetingEvent {
    Table,
    MeetingId,
    Seq,
    Epoch,
    At,
    Actor,
    Kind,
    Payload,
    CommandId,
    Answer,
    PrevHash,
    Hash,
}

#[derive(DeriveIden)]
enum MeetingHead {
    Table,
    MeetingId,
}
