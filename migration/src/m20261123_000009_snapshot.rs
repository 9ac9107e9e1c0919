//! The last saved state of a meeting. A cache: `version` and `state_hash` say whether it may be used.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Snapshot::Table)
            .col(ColumnDef::new(Snapshot::MeetingId).uuid().not_null().primary_key())
            .col(ColumnDef::new(Snapshot::Seq).big_integer().not_null())
            .col(ColumnDef::new(Snapshot::Version).integer().not_null())
            .col(ColumnDef::new(Snapshot::State).text().not_null())
            .col(ColumnDef::new(Snapshot::StateHash).binary_len(32).not_null())
            .foreign_key(
                ForeignKey::create()
                    .name("snapshot_head")
                    .from(Snapshot::Table, Snapshot::MeetingId)
                    .to(MeetingHead::Table, MeetingHead::MeetingId),
            )
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Snapshot::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum Snapshot {
    Table,
    MeetingId,
    Seq,
    Version,
    State,
    StateHash,
}

#[derive(DeriveIden)]
enum MeetingHead {
    Table,
    MeetingId,
}
