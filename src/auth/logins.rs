//! What was revoked in the last quarter of an hour, in memory: asked for every message.
//!
//! Nothing older has to be known. An access token lives 15 minutes and a refresh token is checked against the store, so what ended
//! before that can only be carried by a connection; and a connection asks every few seconds, long before this forgets.

use crate::ports::{AccountError, AccountStore, LoginId};
use dashmap::DashMap;
use orchestrasec_domain::{Timestamp, UserId};
use std::sync::Mutex;

/// How far back the store is asked at the start: the longest life of an access token, in milliseconds.
pub const LOOK_BACK_MS: u64 = super::access::LIFETIME_MAX_S * 1_000;
/// How long an end is remembered, in milliseconds: some more, for leeways and clocks.
const REMEMBERED_MS: u64 = LOOK_BACK_MS + 60_000;
/// How far the clocks of two processes on one store may be apart, in milliseconds.
const SKEW_MS: u64 = 60_000;

/// The log-ins that ended and the accounts that were disabled.
#[derive(Debug, Default)]
pub struct Logins {
    ended: DashMap<LoginId, Timestamp>,
    disabled: DashMap<UserId, Timestamp>,
    asked_at: Mutex<Option<Timestamp>>,
}

impl Logins {
    /// Whether the log-in was ended.
    pub fn has_ended(&self, login: LoginId) -> bool {
        self.ended.contains_key(&login)
    }

    /// Whether the account was disabled.
    pub fn is_disabled(&self, user: UserId) -> bool {
        self.disabled.contains_key(&user)
    }

    /// A log-in ends, from now on for everybody.
    pub fn end(&self, login: LoginId, now: Timestamp) {
        self.ended.insert(login, now);
    }

    /// The account is seen to be disabled, or not.
    pub fn account_is(&self, user: UserId, disabled: bool, now: Timestamp) {
        if disabled {
            self.disabled.insert(user, now);
        } else {
            self.disabled.remove(&user);
        }
    }

    /// Learns from the store what ended since it was last asked, also by other processes, and forgets what is over.
    ///
    /// # Errors
    /// [`AccountError::Unavailable`]; the next call asks for the same time again.
    pub async fn catch_up(&self, store: &dyn AccountStore, now: Timestamp) -> Result<(), AccountError> {
        let asked_at = *self.asked_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let horizon = now.minus(LOOK_BACK_MS);
        let since = asked_at.map_or(horizon, |at| at.min(now).minus(SKEW_MS).max(horizon));
        let (logins, users) = store.ended_since(since).await?;
        for login in logins {
            self.ended.entry(login).or_insert(now);
        }
        for user in users {
            self.disabled.entry(user).or_insert(now);
        }
        self.ended.retain(|_, at| now.since(*at) < REMEMBERED_MS);
        self.disabled.retain(|_, at| now.since(*at) < REMEMBERED_MS);
        *self.asked_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(now);
        Ok(())
    }

    /// How many ends are remembered.
    pub fn remembered(&self) -> usize {
        self.ended.len() + self.disabled.len()
    }
}
