//! Credentials for a TURN server, of the kind coturn calls `use-auth-secret`: they end by themselves and are for one connection.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use orchestrasec_protocol::media::IceServer;
use sha1::Sha1;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long credentials last.
const LIFE: Duration = Duration::from_mins(10);

/// A TURN server and the secret it shares with us.
#[derive(Clone)]
pub struct Turn {
    /// Its addresses.
    pub urls: Vec<String>,
    /// The secret.
    pub secret: String,
}

impl Turn {
    /// Credentials for one connection, from `now` on.
    pub fn credentials(&self, now: SystemTime, connection: &str) -> Option<IceServer> {
        let ends = now.checked_add(LIFE)?.duration_since(UNIX_EPOCH).ok()?.as_secs();
        let username = format!("{ends}:{connection}");
        let mut mac = Hmac::<Sha1>::new_from_slice(self.secret.as_bytes()).ok()?;
        mac.update(username.as_bytes());
        let credential = STANDARD.encode(mac.finalize().into_bytes());
        Some(IceServer { urls: self.urls.clone(), username, credential })
    }
}

#[cfg(test)]
mod tests {
    use super::Turn;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn credentials_end_after_ten_minutes_and_are_what_coturn_computes() {
        let turn = Turn { urls: vec!["turn:turn.example.org".into()], secret: "north".into() };
        let given = turn.credentials(UNIX_EPOCH + Duration::from_secs(1_000_000), "5f2b8c").unwrap();
        assert_eq!(given.username, "1000600:5f2b8c");
        // printf 1000600:5f2b8c | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(given.credential, "mOkjr3fBTSng47Tqngt9o4OH92c=");
    }
}
