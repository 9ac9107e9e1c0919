//! Every migration can be undone.

use orchestrasec_migration::Migrator;
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};
use sea_orm_migration::MigratorTrait;

async fn schema(db: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_master WHERE tbl_name <> 'seaql_migrations' ORDER BY name";
    let rows = db.query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn migrations_go_up_down_and_up_again() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let first = schema(&db).await;
    assert!(first.iter().any(|line| line.starts_with("meeting_event_no_delete:")));
    Migrator::down(&db, None).await.unwrap();
    assert_eq!(schema(&db).await, Vec::<String>::new());
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(schema(&db).await, first);
}

#[tokio::test]
async fn each_migration_alone_can_be_undone() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    let mut before = Vec::new();
    for _ in 0..Migrator::migrations().len() {
        before.push(schema(&db).await);
        Migrator::up(&db, Some(1)).await.unwrap();
    }
    while let Some(expected) = before.pop() {
        Migrator::down(&db, Some(1)).await.unwrap();
        assert_eq!(schema(&db).await, expected);
    }
}
