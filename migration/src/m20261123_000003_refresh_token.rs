//! Refresh tokens, by their SHA-256; `predecessor` is the token that was used to get this one.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(RefreshToken::Table)
            .col(ColumnDef::new(RefreshToken::Hash).binary_len(32).not_null().primary_key())
            .col(ColumnDef::new(RefreshToken::LoginId).uuid().not_null())
            .col(ColumnDef::new(RefreshToken::Predecessor).binary_len(32))
            .col(ColumnDef::new(RefreshToken::IssuedAt).big_integer().not_null())
            .col(ColumnDef::new(RefreshToken::ExpiresAt).big_integer().not_null())
            .col(ColumnDef::new(RefreshToken::UsedAt).big_integer())
            .foreign_key(
                ForeignKey::create()
                    .name("refresh_token_login")
                    .from(RefreshToken::Table, RefreshToken::LoginId)
                    .to(Login::Table, Login::Id),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(
                Index::create()
                    .name("refresh_token_login_id")
                    .table(RefreshToken::Table)
                    .col(RefreshToken::LoginId)
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("refresh_token_predecessor")
                    .table(RefreshToken::Table)
                    .col(RefreshToken::Predecessor)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(RefreshToken::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum RefreshToken {
    Table,
    Hash,
    LoginId,
    Predecessor,
    IssuedAt,
    ExpiresAt,
    UsedAt,
}

#[derive(DeriveIden)]
enum Login {
    Table,
    Id,
}
