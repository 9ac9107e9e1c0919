//! People's own templates: plans that they brought or saved, as JSON. `command_id` is the key of the call that brought one, so that
//! a repeated call is known; `request_hash` is the SHA-256 of what was asked.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table(Template::Table)
            .col(ColumnDef::new(Template::OwnerId).uuid().not_null())
            .col(ColumnDef::new(Template::Key).text().not_null())
            .col(ColumnDef::new(Template::Body).text().not_null())
            .col(ColumnDef::new(Template::CreatedAt).big_integer().not_null())
            .col(ColumnDef::new(Template::CommandId).text())
            .col(ColumnDef::new(Template::RequestHash).blob().not_null())
            .primary_key(Index::create().col(Template::OwnerId).col(Template::Key))
            .foreign_key(
                ForeignKey::create()
                    .name("template_owner")
                    .from(Template::Table, Template::OwnerId)
                    .to(Account::Table, Account::Id),
            )
            .to_owned();
        manager.create_table(table).await?;
        manager
            .create_index(
                Index::create()
                    .name("template_command_id")
                    .table(Template::Table)
                    .col(Template::OwnerId)
                    .col(Template::CommandId)
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Template::Table).to_owned()).await
    }
}

#[derive(DeriveIden)]
enum Template {
    Table,
    OwnerId,
    Key,
    Body,
    CreatedAt,
    CommandId,
    RequestHash,
}

#[derive(DeriveIden)]
enum Account {
    Table,
    Id,
}
