//! Accounts on this installation; `email` is normalised.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Account::Table)
            .col(ColumnDef::new(Account::Id).uuid().not_null().primary_key())
            .col(ColumnDef::new(Account::Email).text().not_null().unique_key())
            .col(ColumnDef::new(Account::DisplayName).text().not_null())
            .col(ColumnDef::new(Account::Role).text().not_null())
            .col(ColumnDef::new(Account::PasswordHash).text().not_null())
            .col(ColumnDef::new(Account::CreatedAt).big_integer().not_null())
            .col(ColumnDef::new(Account::DisabledAt).big_integer())
            .col(ColumnDef::new(Account::SignupKey).text())
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(Index::create().name("account_role").table(Account::Table).col(Account::Role).to_owned())
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("account_disabled_at")
                    .table(Account::Table)
                    .col(Account::DisabledAt)
                    .and_where(Expr::col(Account::DisabledAt).is_not_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Account::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum Account {
    Table,
    Id,
    Email,
    DisplayName,
    Role,
    PasswordHash,
    CreatedAt,
    DisabledAt,
    SignupKey,
}
