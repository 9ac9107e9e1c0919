//! What accounts are now: name, role, disabled or not. Read from the store and believed for two seconds, so that a changed role counts
//! everywhere within five (S08) without a query for every message.

use crate::{
    auth::{logins::Logins, store_problem},
    ports::{AccountRow, AccountStore, Clock, Identity, LoginId},
};
use dashmap::DashMap;
use orchestrasec_domain::{AccountRole, Timestamp, UserId, Who};
use orchestrasec_protocol::{Code, Problem};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering::Relaxed},
};

/// How long facts are believed, in milliseconds.
pub const BELIEVED_MS: u64 = 2_000;
/// How long after the last question an account counts as in use, in milliseconds: a connection asks at every heartbeat at least.
const IN_USE_MS: u64 = 60_000;
/// After how long without a question an account is forgotten, in milliseconds.
const FORGOTTEN_MS: u64 = 15 * 60_000;

#[derive(Debug)]
struct Facts {
    display_name: String,
    role: AccountRole,
    disabled: bool,
    read_at: Timestamp,
    /// When somebody asked last.
    asked_at: AtomicI64,
}

impl Facts {
    fn asked(&self, now: Timestamp) {
        self.asked_at.store(now.0, Relaxed);
    }

    fn unasked_ms(&self, now: Timestamp) -> u64 {
        now.since(Timestamp(self.asked_at.load(Relaxed)))
    }
}

/// The accounts that are in use.
pub struct Accounts {
    store: Arc<dyn AccountStore>,
    clock: Arc<dyn Clock>,
    logins: Arc<Logins>,
    facts: DashMap<UserId, Facts>,
}

impl Accounts {
    /// None in use yet.
    pub fn new(store: Arc<dyn AccountStore>, clock: Arc<dyn Clock>, logins: Arc<Logins>) -> Self {
        Self { store, clock, logins, facts: DashMap::new() }
    }

    /// Who that is now.
    ///
    /// # Errors
    /// `invalid_token` when the log-in ended or there is no such account, `account_disabled`, `storage_unavailable`
    pub async fn identity(&self, user: UserId, login: LoginId) -> Result<Identity, Problem> {
        let now = self.clock.now();
        if !self.is_fresh(user, now) {
            self.reload(user).await?;
        }
        let known = self.facts.get(&user).map(|facts| {
            facts.asked(now);
            (facts.disabled, Who { user_id: user, display_name: facts.display_name.clone(), account_role: facts.role })
        });
        let Some((disabled, who)) = known else { return Err(Problem::of(Code::InvalidToken)) };
        if disabled || self.logins.is_disabled(user) {
            return Err(Problem::of(Code::AccountDisabled));
        }
        if self.logins.has_ended(login) {
            return Err(Problem::of(Code::InvalidToken));
        }
        Ok(Identity { who, login })
    }

    /// Whether what was true when the identity was verified still is: log-in not ended, account not disabled, role unchanged. A
    /// connection whose role changed has to say hello again; that is how it gets its new rights, or loses the old ones. So has one
    /// that did not ask for a quarter of an hour: nothing is known about its account any more.
    pub fn still_stands(&self, identity: &Identity) -> bool {
        let who = &identity.who;
        let unchanged = self.facts.get(&who.user_id).is_some_and(|facts| {
            facts.asked(self.clock.now());
            !facts.disabled && facts.role == who.account_role
        });
        unchanged && !self.logins.has_ended(identity.login) && !self.logins.is_disabled(who.user_id)
    }

    /// Notes what was just read or written.
    pub fn note(&self, row: &AccountRow) {
        let now = self.clock.now();
        let disabled = row.disabled_at.is_some();
        self.logins.account_is(row.id, disabled, now);
        let asked_at = self.facts.get(&row.id).map_or(now.0, |facts| facts.asked_at.load(Relaxed)).into();
        let facts = Facts { display_name: row.display_name.clone(), role: row.role, disabled, read_at: now, asked_at };
        self.facts.insert(row.id, facts);
    }

    /// Reads the account anew.
    ///
    /// # Errors
    /// `storage_unavailable`
    pub async fn reload(&self, user: UserId) -> Result<(), Problem> {
        match self.store.by_id(user).await.map_err(|error| store_problem(&error))? {
            Some(row) => self.note(&row),
            None => drop(self.facts.remove(&user)),
        }
        Ok(())
    }

    /// Forgets the accounts that nobody asked about for a quarter of an hour.
    pub fn forget_unused(&self) {
        let now = self.clock.now();
        self.facts.retain(|_, facts| facts.unasked_ms(now) < FORGOTTEN_MS);
    }

    /// Reads the accounts anew that are in use and no longer fresh. For connections, which ask only [`Accounts::still_stands`], when
    /// other processes may change accounts.
    ///
    /// # Errors
    /// `storage_unavailable`; the rest stays as it was.
    pub async fn reload_used(&self) -> Result<(), Problem> {
        let now = self.clock.now();
        let in_use = self.facts.iter().filter(|facts| facts.unasked_ms(now) < IN_USE_MS);
        let in_use: Vec<UserId> = in_use.map(|facts| *facts.key()).collect();
        for user in in_use {
            if !self.is_fresh(user, now) {
                self.reload(user).await?;
            }
        }
        Ok(())
    }

    /// How many are remembered.
    pub fn remembered(&self) -> usize {
        self.facts.len()
    }

    fn is_fresh(&self, user: UserId, now: Timestamp) -> bool {
        // A clock that was set back makes nothing fresh.
        self.facts.get(&user).is_some_and(|facts| now >= facts.read_at && now.since(facts.read_at) < BELIEVED_MS)
    }
}
