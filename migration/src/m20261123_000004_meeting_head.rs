//! One row per meeting: who owns it (`owner` until `expires_at`, unused by a lone node), the fencing number, and the record's end.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(MeetingHead::Table)
            .col(ColumnDef::new(MeetingHead::MeetingId).uuid().not_null().primary_key())
            .col(ColumnDef::new(MeetingHead::Owner).text())
            .col(ColumnDef::new(MeetingHead::Epoch).big_integer().not_null())
            .col(ColumnDef::new(MeetingHead::ExpiresAt).big_integer())
            .col(ColumnDef::new(MeetingHead::HeadSeq).big_integer().not_null())
            .col(ColumnDef::new(MeetingHead::HeadHash).binary_len(32).not_null())
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(MeetingHead::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum MeetingHead {
    Table,
    MeetingId,
    Owner,
    Epoch,
    ExpiresAt,
    HeadSeq,
    HeadHash,
}
