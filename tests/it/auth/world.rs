//! A service with everything around it in the test's hands.

use super::memory_store::MemoryStore;
use futures_util::future::BoxFuture;
use orchestrasec::{
    auth::{
        AuthService, AuthSettings, Email, Granted, HashCost, KeyRing, NewAccount, SignUpRequest,
        access::{AccessTokens, Bearer},
        gate::GateSettings,
        keys::{KeyKind, TokenKey},
        passwords::Passwords,
    },
    ports::{AccountRow, AccountStore, Clock, Identity, LoginId},
};
use orchestrasec_domain::{AccountRole, Timestamp, UserId};
use orchestrasec_protocol::{Code, Problem, rest::Account};
use secrecy::{ExposeSecret as _, SecretString};
use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::Relaxed},
    },
};
use uuid::Uuid;

pub const START: Timestamp = Timestamp(1_795_000_000_000);
pub const PASSWORD: &str = "plum-otter-violin-93";
pub const ISSUER: &str = "https://meet.example.org";
pub const AUDIENCE: &str = "orchestrasec";

pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Relaxed))
    }

    fn sleep_until(&self, _at: Timestamp) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

pub struct World {
    pub clock: Arc<TestClock>,
    pub store: Arc<MemoryStore>,
    pub auth: Arc<AuthService>,
    pub setup_secret: Option<SecretString>,
}

pub fn key(kid: &str, byte: u8) -> TokenKey {
    TokenKey::new(kid, KeyKind::Hs256, vec![byte; 32].into()).unwrap()
}

pub fn ring() -> KeyRing {
    KeyRing::new([key("k1", 1)]).unwrap()
}

pub fn settings() -> AuthSettings {
    AuthSettings { hash_cost: HashCost::CHEAP_FOR_TESTS, ..AuthSettings::for_issuer(ISSUER) }
}

pub async fn world() -> World {
    world_with(settings()).await
}

pub async fn world_with(settings: AuthSettings) -> World {
    let clock = Arc::new(TestClock(AtomicI64::new(START.0)));
    start(clock, Arc::default(), &ring(), settings).await
}

pub async fn start(clock: Arc<TestClock>, store: Arc<MemoryStore>, ring: &KeyRing, settings: AuthSettings) -> World {
    let started = AuthService::start(Arc::clone(&store) as _, Arc::clone(&clock) as _, ring, settings).await;
    let (auth, setup_secret) = started.unwrap();
    World { clock, store, auth, setup_secret }
}

impl World {
    /// The same store and clock after a restart, perhaps with other keys or settings.
    pub async fn restarted(&self, ring: &KeyRing, settings: AuthSettings) -> World {
        start(Arc::clone(&self.clock), Arc::clone(&self.store), ring, settings).await
    }

    pub async fn add(&self, name: &str) -> Account {
        self.add_as(name, AccountRole::Member).await
    }

    pub async fn add_as(&self, name: &str, role: AccountRole) -> Account {
        self.auth.add_user(account(name), role).await.unwrap()
    }

    /// Accounts without the work of checking and hashing a password for each.
    pub async fn add_many(&self, names: impl Iterator<Item = String>) {
        let passwords = Passwords::new(HashCost::CHEAP_FOR_TESTS, GateSettings::default()).unwrap();
        let nobody = Email::parse("nobody@example.org").unwrap();
        let password_hash = passwords.choose(&PASSWORD.into(), &nobody, "Nobody").await.unwrap();
        for name in names {
            let row = AccountRow {
                id: UserId(Uuid::new_v4()),
                email: email(&name),
                display_name: name,
                role: AccountRole::Member,
                password_hash: password_hash.clone(),
                created_at: START,
                disabled_at: None,
                signup_key: None,
            };
            self.store.create(row).await.unwrap();
        }
    }

    pub async fn log_in(&self, name: &str) -> Granted {
        self.try_log_in(name, PASSWORD, "192.0.2.1").await.unwrap()
    }

    pub async fn try_log_in(&self, name: &str, password: &str, from: &str) -> Result<Granted, Problem> {
        self.auth.log_in(&email(name), &password.into(), ip(from)).await
    }

    pub async fn refresh(&self, token: &SecretString) -> Result<Granted, Problem> {
        self.auth.refresh(token, ip("192.0.2.1")).await
    }

    pub async fn verify(&self, granted: &Granted) -> Result<Identity, Problem> {
        use orchestrasec::ports::Authenticator as _;
        self.auth.verify_token(granted.access_token.expose_secret()).await
    }

    /// An access token of this installation, for a log-in that nobody made.
    pub fn access_token(user: UserId, now: Timestamp) -> String {
        let tokens = AccessTokens::new(&ring(), ISSUER, AUDIENCE, 900);
        tokens.issue(Bearer { user_id: user, login: LoginId(Uuid::new_v4()) }, now).unwrap()
    }
}

pub fn email(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase())
}

pub fn account(name: &str) -> NewAccount {
    NewAccount { email: email(name), password: PASSWORD.into(), display_name: name.to_owned() }
}

pub fn sign_up_of(name: &str) -> SignUpRequest {
    SignUpRequest { account: account(name), setup_secret: None, idempotency_key: None }
}

pub fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

pub fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> Code {
    result.unwrap_err().code
}
