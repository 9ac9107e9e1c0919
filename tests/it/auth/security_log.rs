//! What the security log says (S32), and what it never says.

use super::world::{PASSWORD, email, ip, sign_up_of, world};
use orchestrasec::auth::SignUpRequest;
use secrecy::ExposeSecret as _;
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_security_log_tells_what_happened_and_no_secret() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let guard = tracing::subscriber::set_default(subscriber);
    // With one dispatcher alive, `tracing` asks only the thread that meets an event first whether anybody listens, which may be another
    // test's thread, where nobody does. With two it asks both.
    let second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());

    let world = world().await;
    let from = ip("192.0.2.1");
    let setup = world.setup_secret.clone().unwrap();
    let wrong = SignUpRequest { setup_secret: Some("wrong-set-up-secret".into()), ..sign_up_of("Ada") };
    world.auth.sign_up(wrong, from).await.unwrap_err();
    let first = SignUpRequest { setup_secret: Some(setup.clone()), ..sign_up_of("Ada") };
    world.auth.sign_up(first, from).await.unwrap();
    let one = world.log_in("Ada").await;
    let two = world.refresh(&one.refresh_token).await.unwrap();
    world.clock.advance_ms(11_000);
    world.refresh(&one.refresh_token).await.unwrap_err();
    world.refresh(&two.refresh_token).await.unwrap_err();
    let three = world.log_in("Ada").await;
    world.auth.log_out(&three.refresh_token, from).await.unwrap();
    world.verify(&three).await.unwrap_err();
    for _ in 0..6 {
        world.try_log_in("Ada", "wrong-password-typed", "192.0.2.9").await.unwrap_err();
    }
    // A password in the wrong field is not logged either.
    world.auth.log_in("my-secret-in-the-wrong-field", &PASSWORD.into(), from).await.unwrap_err();
    drop((guard, second));

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for event in [
        "setup_secret_refused",
        "signed_up",
        "admin_made",
        "logged_in",
        "refresh_token_reused",
        "refresh_token_refused",
        "logged_out",
        "login_failed",
        "throttled",
    ] {
        assert!(text.contains(&format!("\"event\":\"{event}\"")), "{event} is missing in\n{text}");
    }
    assert!(text.contains("192.0.2.9"));
    let granted = [&one, &two, &three];
    let tokens = granted.iter().flat_map(|granted| [&granted.access_token, &granted.refresh_token]);
    let tokens = tokens.chain([&setup]).map(|secret| secret.expose_secret().to_owned());
    let typed = [PASSWORD, "wrong-password-typed", "wrong-set-up-secret", "my-secret-in-the-wrong-field"];
    let typed = typed.map(str::to_owned).into_iter().chain([email("Ada"), "$argon2id$".to_owned()]);
    for secret in tokens.chain(typed) {
        assert!(!text.contains(&secret), "{secret} is in the log");
    }
}
