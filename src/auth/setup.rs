//! The secret that makes the first admin (S04): there is no default account, and whoever can read the server's output at its first
//! start owns the installation.

use crate::{auth::secret, ports::AccountStore};
use orchestrasec_protocol::{Problem, record::Hash};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::{Mutex, PoisonError};
use subtle::ConstantTimeEq as _;

/// The set-up secret while it can be used. Kept as a fingerprint, in memory only: a restart without an admin makes another.
#[derive(Debug, Default)]
pub struct SetupSecret(Mutex<Option<Hash>>);

impl SetupSecret {
    /// One for an installation without an admin, with the secret to print once; none for all others.
    ///
    /// # Errors
    /// `storage_unavailable`, `internal`
    pub async fn for_start(store: &dyn AccountStore) -> Result<(Self, Option<SecretString>), Problem> {
        if store.has_admin().await.map_err(|error| super::store_problem(&error))? {
            return Ok((Self::default(), None));
        }
        let printed = secret::opaque()?;
        Ok((Self(Mutex::new(Some(secret::fingerprint(&printed)))), Some(printed)))
    }

    /// Whether it is the secret and not used up. Fingerprints are compared, in constant time: neither the content nor the length of
    /// what is presented shows in the time.
    pub fn fits(&self, presented: &SecretString) -> bool {
        let presented = secret::fingerprint(&SecretString::from(presented.expose_secret().trim()));
        let secret = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secret.is_some_and(|secret| secret.0.ct_eq(&presented.0).into())
    }

    /// It is of no use any more: there is an admin.
    pub fn use_up(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
