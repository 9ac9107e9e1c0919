//! Accounts and log-ins on `SQLite`. What reads and then writes does both in one transaction of the writer.

use super::{fault::Fault, rotation, rows, writer::Writer};
use crate::ports::{AccountError, AccountRow, AccountStore, LoginId, RefreshRow, Rotation};
use async_trait::async_trait;
use orchestrasec_domain::{AccountRole, Timestamp, UserId};
use orchestrasec_entity::{account, login, refresh_token};
use orchestrasec_protocol::record::Hash;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect, prelude::Uuid, sea_query::Expr,
};
use std::sync::Arc;

/// Accounts and log-ins in one database file.
#[derive(Debug)]
pub(super) struct SqliteAccounts {
    writer: Arc<Writer>,
    readers: DatabaseConnection,
}

impl SqliteAccounts {
    /// On these connections.
    pub(super) fn new(writer: Arc<Writer>, readers: DatabaseConnection) -> Self {
        Self { writer, readers }
    }

    async fn find(&self, wanted: Expr) -> Result<Option<AccountRow>, Fault> {
        let row = account::Entity::find().filter(wanted).one(&self.readers).await?;
        row.map(rows::account).transpose()
    }

    async fn login_of_token(&self, hash: Hash) -> Result<Option<LoginId>, Fault> {
        let row = refresh_token::Entity::find_by_id(hash.0.to_vec()).one(&self.readers).await?;
        Ok(row.map(|row| LoginId(row.login_id)))
    }

    async fn ended(&self, at: Timestamp) -> Result<(Vec<LoginId>, Vec<UserId>), Fault> {
        let logins: Vec<Uuid> = login::Entity::find()
            .select_only()
            .column(login::Column::Id)
            .filter(login::Column::EndedAt.gte(at.0))
            .into_tuple()
            .all(&self.readers)
            .await?;
        let accounts: Vec<Uuid> = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::DisabledAt.gte(at.0))
            .into_tuple()
            .all(&self.readers)
            .await?;
        Ok((logins.into_iter().map(LoginId).collect(), accounts.into_iter().map(UserId).collect()))
    }
}

async fn admin_exists(db: &impl ConnectionTrait) -> Result<bool, Fault> {
    let admins = account::Column::Role.eq(rows::account_role_name(AccountRole::Admin));
    Ok(account::Entity::find().filter(admins).limit(1).count(db).await? > 0)
}

async fn insert(tx: &DatabaseTransaction, account: AccountRow) -> Result<Result<(), AccountError>, Fault> {
    let same = account::Column::Email.eq(account.email.as_str());
    if account::Entity::find().filter(same).one(tx).await?.is_some() {
        return Ok(Err(AccountError::EmailTaken));
    }
    account::Entity::insert(rows::new_account(account)).exec_without_returning(tx).await?;
    Ok(Ok(()))
}

#[async_trait]
impl AccountStore for SqliteAccounts {
    async fn create(&self, account: AccountRow) -> Result<(), AccountError> {
        self.writer.write(async move |tx| insert(tx, account).await).await?
    }

    async fn create_first_admin(&self, account: AccountRow) -> Result<(), AccountError> {
        let account = AccountRow { role: AccountRole::Admin, ..account };
        self.writer
            .write(async move |tx| {
                if admin_exists(tx).await? {
                    return Ok(Err(AccountError::AdminExists));
                }
                insert(tx, account).await
            })
            .await?
    }

    async fn has_admin(&self) -> Result<bool, AccountError> {
        Ok(admin_exists(&self.readers).await?)
    }

    async fn by_email(&self, email: &str) -> Result<Option<AccountRow>, AccountError> {
        Ok(self.find(account::Column::Email.eq(email)).await?)
    }

    async fn by_id(&self, id: UserId) -> Result<Option<AccountRow>, AccountError> {
        Ok(self.find(account::Column::Id.eq(id.0)).await?)
    }

    async fn set_password_hash(&self, id: UserId, password_hash: &str) -> Result<(), AccountError> {
        let password_hash = password_hash.to_owned();
        let done = self.writer.write(async move |tx| {
            account::Entity::update_many()
                .col_expr(account::Column::PasswordHash, Expr::value(password_hash))
                .filter(account::Column::Id.eq(id.0))
                .exec(tx)
                .await?;
            Ok(())
        });
        Ok(done.await?)
    }

    async fn start_login(&self, first: RefreshRow) -> Result<(), AccountError> {
        let done = self.writer.write(async move |tx| {
            let row = login::ActiveModel {
                id: Set(first.login.0),
                user_id: Set(first.user_id.0),
                started_at: Set(first.issued_at.0),
                ended_at: Set(None),
            };
            login::Entity::insert(row).exec_without_returning(tx).await?;
            rotation::insert(tx, first.hash, first.login, None, first.issued_at, first.expires_at).await
        });
        Ok(done.await?)
    }

    async fn rotate(
        &self,
        old: Hash,
        new_hash: Hash,
        now: Timestamp,
        expires_at: Timestamp,
        grace_ms: u64,
    ) -> Result<Rotation, AccountError> {
        let work =
            async move |tx: &DatabaseTransaction| rotation::rotate(tx, old, new_hash, now, expires_at, grace_ms).await;
        Ok(self.writer.write(work).await?)
    }

    async fn login_of(&self, hash: Hash) -> Result<Option<LoginId>, AccountError> {
        Ok(self.login_of_token(hash).await?)
    }

    async fn end_login(&self, login: LoginId, at: Timestamp) -> Result<(), AccountError> {
        Ok(self.writer.write(async move |tx| rotation::end_login(tx, login, at).await).await?)
    }

    async fn ended_since(&self, at: Timestamp) -> Result<(Vec<LoginId>, Vec<UserId>), AccountError> {
        Ok(self.ended(at).await?)
    }
}
