//! What the rest of the server uses: [`AuthService`], which is also the [`Authenticator`] of the ports.

use crate::{
    auth::{
        access::{AccessTokens, Bearer},
        accounts::Accounts,
        events,
        gate::GateLoad,
        keys::KeyRing,
        logins::Logins,
        passwords::Passwords,
        settings::{AuthSettings, Sharing},
        setup::SetupSecret,
        store_problem,
        throttle::Throttle,
        tickets::{self, Tickets},
    },
    ports::{AccountRow, AccountStore, Authenticator, Clock, Identity, LoginId},
};
use async_trait::async_trait;
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_protocol::{
    Code, Problem,
    rest::{Account, Ticket},
};
use secrecy::{ExposeSecret as _, SecretString};
use std::{sync::Arc, time::Duration};

/// How often the store is asked for what other processes revoked. With the two seconds that facts are believed it stays below five.
const CATCH_UP_EVERY: Duration = Duration::from_secs(2);

/// Accounts, log-ins, tokens, tickets.
pub struct AuthService {
    pub(super) store: Arc<dyn AccountStore>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) passwords: Passwords,
    pub(super) access: AccessTokens,
    pub(super) logins: Arc<Logins>,
    pub(super) accounts: Accounts,
    pub(super) throttle: Arc<Throttle>,
    pub(super) setup: SetupSecret,
    tickets: Tickets,
    sharing: Sharing,
}

impl AuthService {
    /// Starts the service: learns what was revoked lately and, when there is no admin yet, makes the set-up secret, which comes back
    /// to be printed once.
    ///
    /// # Errors
    /// `storage_unavailable`; `internal` when the operating system gives no random bytes.
    pub async fn start(
        store: Arc<dyn AccountStore>,
        clock: Arc<dyn Clock>,
        ring: &KeyRing,
        settings: AuthSettings,
    ) -> Result<(Arc<Self>, Option<SecretString>), Problem> {
        let (setup, printed) = SetupSecret::for_start(store.as_ref()).await?;
        let logins = Arc::new(Logins::default());
        logins.catch_up(store.as_ref(), clock.now()).await.map_err(|error| store_problem(&error))?;
        let service = Self {
            passwords: Passwords::new(settings.hash_cost, settings.gate)?,
            access: AccessTokens::new(ring, &settings.issuer, &settings.audience, settings.access_lifetime_s),
            accounts: Accounts::new(Arc::clone(&store), Arc::clone(&clock), Arc::clone(&logins)),
            throttle: Throttle::new(settings.throttle),
            tickets: Tickets::new(Arc::clone(&clock)),
            sharing: settings.sharing,
            store,
            clock,
            logins,
            setup,
        };
        Ok((Arc::new(service), printed))
    }

    /// Keeps up with what other processes change, and forgets what is over. Never ends: to be spawned.
    pub async fn keep_current(self: Arc<Self>) {
        // Not the injected clock: one that is set back would make this sleep for as long.
        let mut ticks = tokio::time::interval(CATCH_UP_EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(problem) = self.catch_up().await {
                tracing::warn!(%problem, "could not learn what was revoked");
            }
        }
    }

    /// One round of [`AuthService::keep_current`].
    ///
    /// # Errors
    /// `storage_unavailable`; nothing that was known is forgotten.
    pub async fn catch_up(&self) -> Result<(), Problem> {
        let now = self.clock.now();
        self.logins.catch_up(self.store.as_ref(), now).await.map_err(|error| store_problem(&error))?;
        self.accounts.forget_unused();
        match self.sharing {
            Sharing::Alone => Ok(()),
            Sharing::Shared => self.accounts.reload_used().await,
        }
    }

    /// An account was changed in the store by this process: it counts at once.
    ///
    /// # Errors
    /// `storage_unavailable`
    pub async fn account_changed(&self, user: UserId) -> Result<(), Problem> {
        self.accounts.reload(user).await
    }

    /// The caller's own account.
    ///
    /// # Errors
    /// `invalid_token` when it is gone, `storage_unavailable`
    pub async fn me(&self, identity: &Identity) -> Result<Account, Problem> {
        let row = self.store.by_id(identity.who.user_id).await.map_err(|error| store_problem(&error))?;
        row.map(|row| account_of(&row)).ok_or_else(|| Problem::of(Code::InvalidToken))
    }

    /// A one-use pass for the socket.
    ///
    /// # Errors
    /// `busy`, `internal`
    pub fn ticket(&self, identity: &Identity) -> Result<Ticket, Problem> {
        let ticket = self.tickets.issue(Bearer { user_id: identity.who.user_id, login: identity.login })?;
        Ok(Ticket { ticket: ticket.expose_secret().to_owned(), expires_in: tickets::LIFETIME_MS / 1_000 })
    }

    /// What goes on at the password gate, for metrics.
    pub fn password_load(&self) -> GateLoad {
        self.passwords.load()
    }

    /// How many password verifications have run, for metrics; those for accounts that do not exist included.
    pub fn password_verifications(&self) -> u64 {
        self.passwords.verifications()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn identity(&self, bearer: Bearer) -> Result<Identity, Problem> {
        self.accounts.identity(bearer.user_id, bearer.login).await
    }

    /// Ends a log-in here and in the store.
    pub(super) async fn end_login(&self, login: LoginId) -> Result<(), Problem> {
        let now = self.now();
        // Here first: should the store fail, it has at least ended in this process.
        self.logins.end(login, now);
        self.store.end_login(login, now).await.map_err(|error| store_problem(&error))
    }
}

#[async_trait]
impl Authenticator for AuthService {
    async fn verify_token(&self, token: &str) -> Result<Identity, Problem> {
        let bearer = self.access.verify(token, self.now()).map_err(|fault| {
            events::token_refused(fault);
            Problem::of(Code::InvalidToken)
        })?;
        self.identity(bearer).await
    }

    async fn redeem_ticket(&self, ticket: &str) -> Result<Identity, Problem> {
        let bearer = self.tickets.redeem(&ticket.into()).ok_or_else(|| Problem::of(Code::InvalidToken))?;
        self.identity(bearer).await
    }

    fn still_stands(&self, identity: &Identity) -> bool {
        self.accounts.still_stands(identity)
    }
}

/// An account as its owner sees it.
pub(super) fn account_of(row: &AccountRow) -> Account {
    Account { id: row.id, email: row.email.clone(), display_name: row.display_name.clone(), role: row.role }
}
