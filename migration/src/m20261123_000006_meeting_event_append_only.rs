//! The record is append only: the database itself refuses to change or remove an event.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDS: [(&str, &str); 2] = [("meeting_event_no_update", "UPDATE"), ("meeting_event_no_delete", "DELETE")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        only_on_sqlite(manager)?;
        for (name, verb) in GUARDS {
            let sql = format!(
                "CREATE TRIGGER {name} BEFORE {verb} ON meeting_event \
                 BEGIN SELECT RAISE(ABORT, 'the record is append only'); END"
            );
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        only_on_sqlite(manager)?;
        for (name, _) in GUARDS {
            manager.get_connection().execute_unprepared(&format!("DROP TRIGGER {name}")).await?;
        }
        Ok(())
    }
}

/// Elsewhere the guard is a privilege that is not granted; a silent nothing here would look like a guard.
fn only_on_sqlite(manager: &SchemaManager) -> Result<(), DbErr> {
    match manager.get_database_backend() {
        DatabaseBackend::Sqlite => Ok(()),
        _ => Err(DbErr::Migration("this database has no append-only guard yet".to_owned())),
    }
}
