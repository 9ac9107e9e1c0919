//! Refresh tokens: each works once, and a second use gives a thief away.

use super::fault::Fault;
use crate::ports::{LoginId, Rotation};
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_entity::{login, refresh_token};
use orchestrasec_protocol::record::Hash;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};

/// Stores a token.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    hash: Hash,
    login: LoginId,
    predecessor: Option<Hash>,
    issued_at: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Fault> {
    let row = refresh_token::ActiveModel {
        hash: Set(hash.0.to_vec()),
        login_id: Set(login.0),
        predecessor: Set(predecessor.map(|hash| hash.0.to_vec())),
        issued_at: Set(issued_at.0),
        expires_at: Set(expires_at.0),
        used_at: Set(None),
    };
    refresh_token::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Uses a token for its successor, see [`crate::ports::AccountStore::rotate`].
pub(super) async fn rotate(
    tx: &DatabaseTransaction,
    old: Hash,
    new_hash: Hash,
    now: Timestamp,
    expires_at: Timestamp,
    grace_ms: u64,
) -> Result<Rotation, Fault> {
    let found = refresh_token::Entity::find_by_id(old.0.to_vec()).one(tx).await?;
    let Some(token) = found.filter(|token| token.expires_at > now.0) else { return Ok(Rotation::Invalid) };
    let found = login::Entity::find_by_id(token.login_id).one(tx).await?;
    let Some(login) = found.filter(|login| login.ended_at.is_none()) else { return Ok(Rotation::Invalid) };
    let login_id = LoginId(login.id);
    match token.used_at {
        None => use_up(tx, old, now).await?,
        // The answer to the first use may have been lost on its way. Once a successor was used it was not.
        Some(at) if now.since(Timestamp(at)) <= grace_ms && !has_used_successor(tx, old).await? => {}
        Some(_) => {
            end_login(tx, login_id, now).await?;
            return Ok(Rotation::Reused { login: login_id });
        }
    }
    insert(tx, new_hash, login_id, Some(old), now, expires_at).await?;
    Ok(Rotation::Rotated { user_id: UserId(login.user_id), login: login_id })
}

/// Ends a log-in; one that has ended keeps its time.
pub(super) async fn end_login(tx: &DatabaseTransaction, id: LoginId, at: Timestamp) -> Result<(), Fault> {
    login::Entity::update_many()
        .col_expr(login::Column::EndedAt, Expr::value(at.0))
        .filter(login::Column::Id.eq(id.0))
        .filter(login::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

async fn use_up(tx: &DatabaseTransaction, token: Hash, now: Timestamp) -> Result<(), Fault> {
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now.0))
        .filter(refresh_token::Column::Hash.eq(token.0.to_vec()))
        .exec(tx)
        .await?;
    Ok(())
}

async fn has_used_successor(tx: &DatabaseTransaction, token: Hash) -> Result<bool, Fault> {
    let used = refresh_token::Entity::find()
        .filter(refresh_token::Column::Predecessor.eq(token.0.to_vec()))
        .filter(refresh_token::Column::UsedAt.is_not_null())
        .count(tx)
        .await?;
    Ok(used > 0)
}
