//! People's own templates on `SQLite`.

use super::{fault::Fault, rows, writer::Writer};
use crate::ports::{TEMPLATES_MAX, TemplateError, TemplateRow, TemplateStore};
use async_trait::async_trait;
use orchestrasec_domain::UserId;
use orchestrasec_entity::template::{self, Column, Entity};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use std::sync::Arc;

/// People's own templates in one database file.
#[derive(Debug)]
pub(super) struct SqliteTemplates {
    writer: Arc<Writer>,
    readers: DatabaseConnection,
}

impl SqliteTemplates {
    /// On these connections.
    pub(super) fn new(writer: Arc<Writer>, readers: DatabaseConnection) -> Self {
        Self { writer, readers }
    }

    async fn of(&self, owner: UserId) -> Result<Vec<TemplateRow>, Fault> {
        let found = Entity::find().filter(Column::OwnerId.eq(owner.0)).order_by_asc(Column::Key);
        found.all(&self.readers).await?.into_iter().map(rows::template).collect()
    }

    async fn one(&self, owner: UserId, key: &str) -> Result<Option<TemplateRow>, Fault> {
        let row = Entity::find_by_id((owner.0, key.to_owned())).one(&self.readers).await?;
        row.map(rows::template).transpose()
    }
}

async fn insert(tx: &DatabaseTransaction, row: TemplateRow) -> Result<Result<TemplateRow, TemplateError>, Fault> {
    let theirs = Column::OwnerId.eq(row.owner.0);
    if let Some(command_id) = &row.command_id {
        let same = Entity::find().filter(theirs.clone()).filter(Column::CommandId.eq(command_id.as_str()));
        if let Some(before) = same.one(tx).await? {
            let before = rows::template(before)?;
            let is_repeated = before.request == row.request;
            return Ok(if is_repeated { Ok(before) } else { Err(TemplateError::KeyReused) });
        }
    }
    if Entity::find_by_id((row.owner.0, row.key.clone())).one(tx).await?.is_some() {
        return Ok(Err(TemplateError::Exists));
    }
    if Entity::find().filter(theirs).count(tx).await? >= TEMPLATES_MAX {
        return Ok(Err(TemplateError::TooMany));
    }
    template::Entity::insert(rows::new_template(row.clone())).exec_without_returning(tx).await?;
    Ok(Ok(row))
}

#[async_trait]
impl TemplateStore for SqliteTemplates {
    async fn save(&self, template: TemplateRow) -> Result<TemplateRow, TemplateError> {
        self.writer.write(async move |tx| insert(tx, template).await).await?
    }

    async fn all_of(&self, owner: UserId) -> Result<Vec<TemplateRow>, TemplateError> {
        Ok(self.of(owner).await?)
    }

    async fn find(&self, owner: UserId, key: &str) -> Result<Option<TemplateRow>, TemplateError> {
        Ok(self.one(owner, key).await?)
    }

    async fn remove(&self, owner: UserId, key: &str) -> Result<bool, TemplateError> {
        let id = (owner.0, key.to_owned());
        Ok(self.writer.write(async move |tx| Ok(Entity::delete_by_id(id).exec(tx).await?.rows_affected > 0)).await?)
    }
}
