//! What can be set about accounts.

use crate::auth::{access, backoff::Backoff, gate::GateSettings, passwords::HashCost, rate::Rate};

/// Who else writes to the account store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sharing {
    /// Nobody: a changed role is known here at once.
    #[default]
    Alone,
    /// Other processes: the accounts in use are read anew every few seconds.
    Shared,
}

/// How often one may try. All times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThrottleSettings {
    /// Failed log-ins of one account from addresses it never logged in from; and, counted apart, from each where it did.
    pub account: Backoff,
    /// Failed log-ins from one address, for whatever accounts.
    pub address: Backoff,
    /// Failed log-ins of all together, except from addresses where the account logged in before.
    pub everybody: Rate,
    /// Sign-ups from one address.
    pub sign_up: Rate,
    /// How many accounts, and how many addresses, are remembered at most.
    pub remembered: usize,
}

impl Default for ThrottleSettings {
    fn default() -> Self {
        Self {
            // Some 300 guesses a day (NIST SP 800-63B allows 100 in a row), and nobody is locked out for longer than five minutes.
            account: Backoff { free: 5, first_ms: 1_000, most_ms: 5 * 60_000, forget_ms: 60 * 60_000 },
            // More than the gate lets wait at once: a whole office behind one address may log in together.
            address: Backoff { free: 100, first_ms: 1_000, most_ms: 60_000, forget_ms: 60 * 60_000 },
            everybody: Rate { burst: 500, every_ms: 20 },
            sign_up: Rate { burst: 100, every_ms: 5_000 },
            remembered: 100_000,
        }
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthSettings {
    /// `iss` of access tokens: the installation's public address.
    pub issuer: String,
    /// `aud` of access tokens.
    pub audience: String,
    /// How long an access token lives, in seconds; 900 at most.
    pub access_lifetime_s: u64,
    /// What a password hash costs.
    pub hash_cost: HashCost,
    /// How many hashes at once, how many waiting.
    pub gate: GateSettings,
    /// How often one may try.
    pub throttle: ThrottleSettings,
    /// Who else writes to the store.
    pub sharing: Sharing,
}

impl AuthSettings {
    /// The defaults for the installation at this public address.
    pub fn for_issuer(issuer: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            audience: "orchestrasec".to_owned(),
            access_lifetime_s: access::LIFETIME_MAX_S,
            hash_cost: HashCost::DEFAULT,
            gate: GateSettings::default(),
            throttle: ThrottleSettings::default(),
            sharing: Sharing::default(),
        }
    }
}
