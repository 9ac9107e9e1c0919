//! Credentials for a TURN server, of the kind coturn calls `use-auth-secret`: they end by themselves and are for one connection.

use crate::ports::Clock;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use orchestrasec_protocol::media::IceServer;
use sha1::Sha1;
use std::sync::Arc;

/// How long credentials last, in milliseconds.
const LIFE_MS: u64 = 10 * 60 * 1_000;

/// A TURN server and the secret it shares with us.
#[derive(Clone)]
pub struct Turn {
    /// Its addresses.
    pub urls: Vec<String>,
    /// The secret.
    pub secret: String,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
}

impl Turn {
    /// Credentials for one connection, from now on.
    pub fn credentials(&self, connection: &str) -> Option<IceServer> {
        let ends = self.clock.now().plus(LIFE_MS).0 / 1_000;
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
    use crate::ports::Clock;
    use futures_util::future::BoxFuture;
    use orchestrasec_domain::Timestamp;
    use std::sync::Arc;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp(1_000_000_999)
        }

        fn sleep_until(&self, _: Timestamp) -> BoxFuture<'static, ()> {
            Box::pin(std::future::pending())
        }
    }

    #[test]
    fn credentials_end_after_ten_minutes_and_are_what_coturn_computes() {
        let urls = vec!["turn:turn.example.org".into()];
        let turn = Turn { urls, secret: "north".into(), clock: Arc::new(Still) };
        let given = turn.credentials("5f2b8c").unwrap();
        assert_eq!(given.username, "1000600:5f2b8c");
        // printf 1000600:5f2b8c | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(given.credential, "mOkjr3fBTSng47Tqngt9o4OH92c=");
    }
}
