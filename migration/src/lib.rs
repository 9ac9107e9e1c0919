//! The database's migrations: one reversible change per file, in the order of their names. Ids are UUIDs,
//! times are milliseconds since 1970 in UTC, hashes are the 32 bytes of a SHA-256.

use sea_orm_migration::prelude::*;

mod m20261123_000001_account;
mod m20261123_000002_login;
mod m20261123_000003_refresh_token;
mod m20261123_000004_meeting_head;
mod m20261123_000005_meeting_event;
mod m20261123_000006_meeting_event_append_only;
mod m20261123_000007_meeting;
mod m20261123_000008_membership;
mod m20261123_000009_snapshot;
mod m20261124_000010_template;

/// All migrations, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_account::Migration),
            Box::new(m20261123_000002_login::Migration),
            Box::new(m20261123_000003_refresh_token::Migration),
            Box::new(m20261123_000004_meeting_head::Migration),
            Box::new(m20261123_000005_meeting_event::Migration),
            Box::new(m20261123_000006_meeting_event_append_only::Migration),
            Box::new(m20261123_000007_meeting::Migration),
            Box::new(m20261123_000008_membership::Migration),
            Box::new(m20261123_000009_snapshot::Migration),
            Box::new(m20261124_000010_template::Migration),
        ]
    }
}
