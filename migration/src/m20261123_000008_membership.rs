//! Everybody's place in a meeting, for lists. A person need not have an account, so `user_id` refers to none.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Membership::Table)
            .col(ColumnDef::new(Membership::MeetingId).uuid().not_null())
            .col(ColumnDef::new(Membership::UserId).uuid().not_null())
            .col(ColumnDef::new(Membership::Role).text().not_null())
            .col(ColumnDef::new(Membership::Standing).text().not_null())
            .primary_key(Index::create().col(Membership::MeetingId).col(Membership::UserId))
            .foreign_key(
                ForeignKey::create()
                    .name("membership_head")
                    .from(Membership::Table, Membership::MeetingId)
                    .to(MeetingHead::Table, MeetingHead::MeetingId),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(
                Index::create().name("membership_user_id").table(Membership::Table).col(Membership::UserId).to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Membership::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum Membership {
    Table,
    MeetingId,
    UserId,
    Role,
    Standing,
}

#[derive(DeriveIden)]
enum MeetingHead {
    Table,
    MeetingId,
}
