//! Log-ins. A log-in that ended stays, so that its tokens are known as ended.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Login::Table)
            .col(ColumnDef::new(Login::Id).uuid().not_null().primary_key())
            .col(ColumnDef::new(Login::UserId).uuid().not_null())
            .col(ColumnDef::new(Login::StartedAt).big_integer().not_null())
            .col(ColumnDef::new(Login::EndedAt).big_integer())
            .foreign_key(
                ForeignKey::create()
                    .name("login_user")
                    .from(Login::Table, Login::UserId)
                    .to(Account::Table, Account::Id),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(Index::create().name("login_user_id").table(Login::Table).col(Login::UserId).to_owned())
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("login_ended_at")
                    .table(Login::Table)
                    .col(Login::EndedAt)
                    .and_where(Expr::col(Login::EndedAt).is_not_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Login::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum Login {
    Table,
    Id,
    UserId,
    StartedAt,
    EndedAt,
}

#[derive(DeriveIden)]
enum Account {
    Table,
    Id,
}
