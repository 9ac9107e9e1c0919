//! Refresh tokens: opaque, kept as SHA-256, good once. All that descend from one log-in are a family; a token that is used a second time
//! was stolen from somebody, so the family ends (RFC 9700 §4.14.2). The immediate predecessor works for ten more seconds, for clients
//! whose answer was lost on the way. [`crate::ports::AccountStore::rotate`] decides all that in one transaction.

use crate::{
    auth::secret,
    ports::{LoginId, RefreshRow},
};
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_protocol::{Problem, record::Hash};
use secrecy::SecretString;

/// How long a refresh token lives, in milliseconds: 30 days, each one anew.
pub const LIFETIME_MS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// How long a used token is answered again, in milliseconds, while its successors are unused.
pub const GRACE_MS: u64 = 10_000;

/// A token on its way to its owner, and what is kept of it.
#[derive(Debug)]
pub struct FreshToken {
    /// The token; never kept.
    pub token: SecretString,
    /// Its SHA-256.
    pub hash: Hash,
}

impl FreshToken {
    /// 256 random bits.
    ///
    /// # Errors
    /// `internal` when the operating system gives no random bytes.
    pub fn new() -> Result<Self, Problem> {
        let token = secret::opaque()?;
        let hash = secret::fingerprint(&token);
        Ok(Self { token, hash })
    }

    /// The row that starts a log-in.
    pub fn first_of(&self, login: LoginId, user_id: UserId, now: Timestamp) -> RefreshRow {
        RefreshRow { hash: self.hash, login, user_id, issued_at: now, expires_at: now.plus(LIFETIME_MS) }
    }
}
