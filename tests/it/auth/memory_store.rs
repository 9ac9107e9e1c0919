//! Accounts and log-ins in memory, as the doc comments of `ports::AccountStore` have them.

use async_trait::async_trait;
use orchestrasec::ports::{AccountError, AccountRow, AccountStore, LoginId, RefreshRow, Rotation};
use orchestrasec_domain::{AccountRole, Timestamp, UserId};
use orchestrasec_protocol::record::Hash;
use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

#[derive(Default)]
pub struct MemoryStore {
    inner: Mutex<Inner>,
    broken: AtomicBool,
}

#[derive(Default)]
struct Inner {
    accounts: Vec<AccountRow>,
    tokens: HashMap<Hash, Token>,
    ended: HashMap<LoginId, Timestamp>,
}

struct Token {
    row: RefreshRow,
    predecessor: Option<Hash>,
    used_at: Option<Timestamp>,
    forgiven: bool,
}

impl MemoryStore {
    pub fn break_down(&self) {
        self.broken.store(true, Relaxed);
    }

    pub fn accounts(&self) -> Vec<AccountRow> {
        self.inner.lock().unwrap().accounts.clone()
    }

    pub fn change(&self, user: UserId, change: impl FnOnce(&mut AccountRow)) {
        let mut inner = self.inner.lock().unwrap();
        change(inner.accounts.iter_mut().find(|row| row.id == user).unwrap());
    }

    pub fn everything_kept(&self) -> String {
        let inner = self.inner.lock().unwrap();
        let tokens: Vec<_> = inner.tokens.values().map(|token| &token.row).collect();
        format!("{:?} {tokens:?}", inner.accounts)
    }

    /// The store, after other tasks had their turn, as with a real one.
    async fn inner(&self) -> Result<MutexGuard<'_, Inner>, AccountError> {
        tokio::task::yield_now().await;
        if self.broken.load(Relaxed) {
            return Err(AccountError::Unavailable("disk on fire in rack 7".into()));
        }
        Ok(self.inner.lock().unwrap())
    }
}

impl Inner {
    fn insert(&mut self, account: AccountRow) -> Result<(), AccountError> {
        if self.accounts.iter().any(|row| row.email == account.email) {
            return Err(AccountError::EmailTaken);
        }
        self.accounts.push(account);
        Ok(())
    }

    fn has_admin(&self) -> bool {
        self.accounts.iter().any(|row| row.role == AccountRole::Admin)
    }
}

#[async_trait]
impl AccountStore for MemoryStore {
    async fn create(&self, account: AccountRow) -> Result<(), AccountError> {
        self.inner().await?.insert(account)
    }

    async fn create_first_admin(&self, account: AccountRow) -> Result<(), AccountError> {
        let mut inner = self.inner().await?;
        if inner.has_admin() {
            return Err(AccountError::AdminExists);
        }
        inner.insert(AccountRow { role: AccountRole::Admin, ..account })
    }

    async fn has_admin(&self) -> Result<bool, AccountError> {
        Ok(self.inner().await?.has_admin())
    }

    async fn by_email(&self, email: &str) -> Result<Option<AccountRow>, AccountError> {
        Ok(self.inner().await?.accounts.iter().find(|row| row.email == email).cloned())
    }

    async fn by_id(&self, id: UserId) -> Result<Option<AccountRow>, AccountError> {
        Ok(self.inner().await?.accounts.iter().find(|row| row.id == id).cloned())
    }

    async fn set_password_hash(&self, id: UserId, password_hash: &str) -> Result<(), AccountError> {
        let mut inner = self.inner().await?;
        if let Some(row) = inner.accounts.iter_mut().find(|row| row.id == id) {
            password_hash.clone_into(&mut row.password_hash);
        }
        Ok(())
    }

    async fn start_login(&self, first: RefreshRow) -> Result<(), AccountError> {
        let token = Token { row: first, predecessor: None, used_at: None, forgiven: false };
        self.inner().await?.tokens.insert(token.row.hash, token);
        Ok(())
    }

    async fn rotate(
        &self,
        old: Hash,
        new_hash: Hash,
        now: Timestamp,
        expires_at: Timestamp,
        grace_ms: u64,
    ) -> Result<Rotation, AccountError> {
        let mut inner = self.inner().await?;
        let Some(token) = inner.tokens.get(&old) else { return Ok(Rotation::Invalid) };
        let (login, user_id, used_at, forgiven) = (token.row.login, token.row.user_id, token.used_at, token.forgiven);
        if token.row.expires_at <= now || inner.ended.contains_key(&login) {
            return Ok(Rotation::Invalid);
        }
        if let Some(used_at) = used_at {
            let successors_unused =
                inner.tokens.values().filter(|t| t.predecessor == Some(old)).all(|t| t.used_at.is_none());
            if forgiven || now.since(used_at) > grace_ms || !successors_unused {
                inner.ended.insert(login, now);
                return Ok(Rotation::Reused { login });
            }
        }
        let token = inner.tokens.get_mut(&old).unwrap();
        token.forgiven = used_at.is_some();
        token.used_at = used_at.or(Some(now));
        let row = RefreshRow { hash: new_hash, login, user_id, issued_at: now, expires_at };
        inner.tokens.insert(new_hash, Token { row, predecessor: Some(old), used_at: None, forgiven: false });
        Ok(Rotation::Rotated { user_id, login })
    }

    async fn login_of(&self, hash: Hash) -> Result<Option<LoginId>, AccountError> {
        Ok(self.inner().await?.tokens.get(&hash).map(|token| token.row.login))
    }

    async fn end_login(&self, login: LoginId, at: Timestamp) -> Result<(), AccountError> {
        self.inner().await?.ended.entry(login).or_insert(at);
        Ok(())
    }

    async fn ended_since(&self, at: Timestamp) -> Result<(Vec<LoginId>, Vec<UserId>), AccountError> {
        let inner = self.inner().await?;
        let logins = inner.ended.iter().filter(|(_, ended)| **ended >= at).map(|(login, _)| *login).collect();
        let disabled = inner.accounts.iter().filter(|row| row.disabled_at.is_some_and(|disabled| disabled >= at));
        Ok((logins, disabled.map(|row| row.id).collect()))
    }
}
