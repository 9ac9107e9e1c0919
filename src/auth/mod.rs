//! Accounts and who is behind a request.
//!
//! Reading order: [`service`] (what the rest of the server uses), [`sign_up`] and [`log_in`] (the two ways in), then the parts:
//!
//! | part | rule |
//! |---|---|
//! | [`passwords`], [`policy`], [`gate`] | Argon2id behind a bounded gate; which passwords are taken |
//! | [`access`], [`keys`], [`key_file`] | access tokens: signed, 15 minutes, two keys at once |
//! | [`refresh`] | refresh tokens: opaque, one use, a family per log-in |
//! | [`logins`], [`accounts`] | what was revoked, and what an account is now, at most seconds old |
//! | [`tickets`] | one-use passes for the socket |
//! | [`throttle`], [`backoff`], [`rate`], [`generations`] | how often one may try |
//! | [`setup`] | the secret that makes the first admin |
//! | [`email`], [`address`], [`secret`], [`events`] | small words of the above |
//!
//! Only here are `argon2` and `jsonwebtoken` used. Nothing here knows HTTP.

pub mod access;
pub mod accounts;
pub mod address;
pub mod backoff;
mod blocks;
pub mod email;
mod events;
pub mod gate;
pub mod generations;
pub mod key_file;
pub mod keys;
pub mod log_in;
pub mod logins;
pub mod passwords;
pub mod policy;
pub mod rate;
pub mod refresh;
pub mod secret;
pub mod service;
pub mod settings;
pub mod setup;
pub mod sign_up;
pub mod throttle;
pub mod tickets;

pub use address::TrustedProxies;
pub use email::Email;
pub use keys::KeyRing;
pub use log_in::Granted;
pub use passwords::HashCost;
pub use service::AuthService;
pub use settings::AuthSettings;
pub use sign_up::{NewAccount, SignUpRequest};

use crate::ports::AccountError;
use orchestrasec_protocol::{Code, Problem};

/// The problem that a failed account store is to the caller; what exactly failed stays in the log (nothing internal is shown).
fn store_problem(error: &AccountError) -> Problem {
    match error {
        AccountError::EmailTaken => Problem::of(Code::EmailTaken),
        AccountError::AdminExists => Problem::of(Code::InvalidSetupSecret),
        AccountError::Unavailable(reason) => {
            tracing::error!(%reason, "the account store failed");
            Problem::of(Code::StorageUnavailable)
        }
    }
}
