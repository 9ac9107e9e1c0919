//! The keys that sign access tokens.
//!
//! HS256 with 256 random bits: who verifies these tokens is who issues them (this process, or its siblings in a cluster, which share
//! the key file), so nothing is won by a public half, and a symmetric check costs microseconds on every request. Which algorithm a key
//! is for stands in the key's record; what a token's header claims is never believed. A second algorithm is one more [`KeyKind`].

use crate::auth::secret;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use orchestrasec_protocol::Problem;
use secrecy::{ExposeSecret as _, SecretSlice};
use std::fmt;

/// Most keys in a ring.
pub const KEYS_MAX: usize = 4;
/// Fewest bytes of a secret (RFC 7518 §3.2: as long as the hash).
pub const SECRET_MIN_BYTES: usize = 32;
const KID_MAX_BYTES: usize = 64;

/// What a key is used with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// HMAC with SHA-256.
    Hs256,
}

impl KeyKind {
    pub(super) fn algorithm(self) -> Algorithm {
        match self {
            Self::Hs256 => Algorithm::HS256,
        }
    }

    /// The name in tokens and in the key file (RFC 7518 §3.1).
    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
        }
    }
}

/// One key with its name.
pub struct TokenKey {
    kid: String,
    kind: KeyKind,
    secret: SecretSlice<u8>,
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenKey").field("kid", &self.kid).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Why keys are not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// No key, or too many.
    #[error("there have to be 1 to {KEYS_MAX} token keys")]
    Count,
    /// Two with one name.
    #[error("two token keys are named {0:?}")]
    SameName(String),
    /// No name, or one that cannot stand in a token.
    #[error("a token key is named by 1 to {KID_MAX_BYTES} of A-Z a-z 0-9 - _ .")]
    Name,
    /// Too short to be a secret.
    #[error("the token key {0:?} has fewer than {SECRET_MIN_BYTES} bytes")]
    Short(String),
}

impl TokenKey {
    /// A key from its parts.
    ///
    /// # Errors
    /// [`KeyFault`]
    pub fn new(name: impl Into<String>, kind: KeyKind, secret: SecretSlice<u8>) -> Result<Self, KeyFault> {
        let name = name.into();
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        if name.is_empty() || name.len() > KID_MAX_BYTES || !name.bytes().all(allowed) {
            return Err(KeyFault::Name);
        }
        if secret.expose_secret().len() < SECRET_MIN_BYTES {
            return Err(KeyFault::Short(name));
        }
        Ok(Self { kid: name, kind, secret })
    }

    /// A new random key with a random name.
    ///
    /// # Errors
    /// `internal` when the operating system gives no random bytes.
    pub fn generate() -> Result<Self, Problem> {
        let secret: SecretSlice<u8> = secret::random_key()?.to_vec().into();
        Ok(Self { kid: uuid::Uuid::new_v4().simple().to_string(), kind: KeyKind::Hs256, secret })
    }

    /// Its name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// What it is used with.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub(super) fn secret(&self) -> &SecretSlice<u8> {
        &self.secret
    }

    pub(super) fn encoding(&self) -> EncodingKey {
        match self.kind {
            KeyKind::Hs256 => EncodingKey::from_secret(self.secret.expose_secret()),
        }
    }

    pub(super) fn decoding(&self) -> DecodingKey {
        match self.kind {
            KeyKind::Hs256 => DecodingKey::from_secret(self.secret.expose_secret()),
        }
    }
}

/// The keys of this installation. The first signs, all verify: to change keys without signing anybody out, put the new one first and
/// keep the old one for 15 minutes. In a cluster put it second everywhere before it comes first anywhere.
#[derive(Debug)]
pub struct KeyRing {
    signing: TokenKey,
    older: Vec<TokenKey>,
}

impl KeyRing {
    /// A ring of these keys, in this order.
    ///
    /// # Errors
    /// [`KeyFault`]
    pub fn new(keys: impl IntoIterator<Item = TokenKey>) -> Result<Self, KeyFault> {
        let mut keys = keys.into_iter();
        let signing = keys.next().ok_or(KeyFault::Count)?;
        let older: Vec<TokenKey> = keys.collect();
        if older.len() >= KEYS_MAX {
            return Err(KeyFault::Count);
        }
        let mut names = std::collections::HashSet::from([signing.kid.as_str()]);
        if let Some(twin) = older.iter().find(|key| !names.insert(&key.kid)) {
            return Err(KeyFault::SameName(twin.kid.clone()));
        }
        Ok(Self { signing, older })
    }

    /// The key that signs.
    pub fn signing(&self) -> &TokenKey {
        &self.signing
    }

    /// All keys, the one that signs first.
    pub fn all(&self) -> impl Iterator<Item = &TokenKey> {
        std::iter::once(&self.signing).chain(&self.older)
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyFault, KeyKind, KeyRing, TokenKey};

    fn key(kid: &str) -> TokenKey {
        TokenKey::new(kid, KeyKind::Hs256, vec![7; 32].into()).unwrap()
    }

    #[test]
    fn a_ring_has_one_to_four_keys_with_different_names() {
        assert_eq!(KeyRing::new([]).unwrap_err(), KeyFault::Count);
        assert_eq!(KeyRing::new(["a", "b", "c", "d", "e"].map(key)).unwrap_err(), KeyFault::Count);
        assert_eq!(KeyRing::new(["a", "b", "a"].map(key)).unwrap_err(), KeyFault::SameName("a".into()));
        let ring = KeyRing::new(["a", "b"].map(key)).unwrap();
        assert_eq!(ring.signing().kid(), "a");
        assert_eq!(ring.all().count(), 2);
    }

    #[test]
    fn a_key_needs_a_name_and_a_secret() {
        for bad in ["", "a b", "a\n", "ä", &"x".repeat(65)] {
            assert_eq!(TokenKey::new(bad, KeyKind::Hs256, vec![7; 32].into()).unwrap_err(), KeyFault::Name);
        }
        assert!(matches!(TokenKey::new("a", KeyKind::Hs256, vec![7; 31].into()), Err(KeyFault::Short(_))));
    }

    #[test]
    fn a_secret_is_never_printed() {
        let ring = KeyRing::new([TokenKey::new("a", KeyKind::Hs256, vec![b'S'; 32].into()).unwrap()]).unwrap();
        let printed = format!("{ring:?} {:?}", ring.signing());
        assert!(!printed.contains("83") && !printed.contains("SSS"), "{printed}");
    }
}
