//! Random secrets that are only compared, never computed with: refresh tokens, tickets, the set-up secret.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use orchestrasec_protocol::{Code, Problem, record::Hash};
use secrecy::{ExposeSecret as _, SecretString, zeroize::Zeroizing};
use sha2::{Digest as _, Sha256};

/// Length of an opaque secret as text: 256 bits in base64url without padding (RFC 4648 §5).
pub const OPAQUE_CHARS: usize = 43;

/// 32 bytes from the operating system's generator.
///
/// # Errors
/// `internal` when the operating system has none to give.
pub fn random_key() -> Result<Zeroizing<[u8; 32]>, Problem> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut()).map_err(|error| {
        tracing::error!(%error, "the operating system gives no random bytes");
        Problem::of(Code::Internal)
    })?;
    Ok(bytes)
}

/// A fresh opaque secret of 256 bits.
///
/// # Errors
/// As [`random_key`].
pub fn opaque() -> Result<SecretString, Problem> {
    Ok(URL_SAFE_NO_PAD.encode(random_key()?.as_ref()).into())
}

/// What is kept of an opaque secret. A plain SHA-256 is enough: 256 random bits cannot be searched through.
pub fn fingerprint(secret: &SecretString) -> Hash {
    Hash(Sha256::digest(secret.expose_secret().as_bytes()).into())
}

/// The fingerprint of what somebody presents, if it can be an opaque secret at all; spares the store the rest.
pub fn fingerprint_of_presented(presented: &SecretString) -> Option<Hash> {
    let text = presented.expose_secret();
    let plausible =
        text.len() == OPAQUE_CHARS && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    plausible.then(|| fingerprint(presented))
}

#[cfg(test)]
mod tests {
    use super::{OPAQUE_CHARS, fingerprint, fingerprint_of_presented, opaque};
    use secrecy::ExposeSecret as _;

    #[test]
    fn opaque_secrets_have_256_bits_and_differ() {
        let (one, two) = (opaque().unwrap(), opaque().unwrap());
        assert_eq!(one.expose_secret().len(), OPAQUE_CHARS);
        assert_ne!(one.expose_secret(), two.expose_secret());
        assert_eq!(fingerprint_of_presented(&one), Some(fingerprint(&one)));
        assert_ne!(fingerprint(&one), fingerprint(&two));
    }

    #[test]
    fn what_cannot_be_a_secret_has_no_fingerprint() {
        for text in ["", "short", &"a".repeat(44), &"ä".repeat(43), &format!("{} ", "a".repeat(42))] {
            assert_eq!(fingerprint_of_presented(&text.to_owned().into()), None, "{text:?}");
        }
    }
}
