//! What lists of meetings show; written beside the record, and could be rebuilt from it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Meeting::Table)
            .col(ColumnDef::new(Meeting::MeetingId).uuid().not_null().primary_key())
            .col(ColumnDef::new(Meeting::Status).text().not_null())
            .col(ColumnDef::new(Meeting::CreatedAt).big_integer().not_null())
            .col(ColumnDef::new(Meeting::Summary).text().not_null())
            .foreign_key(
                ForeignKey::create()
                    .name("meeting_head_of")
                    .from(Meeting::Table, Meeting::MeetingId)
                    .to(MeetingHead::Table, MeetingHead::MeetingId),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(
                Index::create()
                    .name("meeting_status_created_at")
                    .table(Meeting::Table)
                    .col(Meeting::Status)
                    .col(Meeting::CreatedAt)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Meeting::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
#[expect(clippy::enum_variant_names, reason = "the names are the columns'")]
enum Meeting {
    Table,
    MeetingId,
    Status,
    CreatedAt,
    Summary,
}

#[derive(DeriveIden)]
enum MeetingHead {
    Table,
    MeetingId,
}
