//! Logging in with a password, staying in with refresh tokens, logging out.

use crate::{
    auth::{
        access::Bearer,
        email::{Email, fold},
        events,
        passwords::Verdict,
        refresh::{FreshToken, GRACE_MS, LIFETIME_MS},
        secret,
        service::AuthService,
        store_problem,
    },
    ports::{AccountRow, LoginId, Rotation},
};
use orchestrasec_domain::UserId;
use orchestrasec_protocol::{Code, Problem};
use secrecy::SecretString;
use std::net::IpAddr;
use uuid::Uuid;

/// Longest user name that is looked at, in bytes; what is longer is nobody's.
const USER_NAME_MAX_BYTES: usize = 1_024;

/// What a log-in or a refresh gives.
#[derive(Debug)]
pub struct Granted {
    /// The access token.
    pub access_token: SecretString,
    /// Seconds until it ends.
    pub expires_in: u64,
    /// The refresh token.
    pub refresh_token: SecretString,
}

impl AuthService {
    /// Logs somebody in. An unknown user, a wrong password and a user name that is no address are answered alike, after the same
    /// work (S05); that an account is disabled is told only to who knows its password.
    ///
    /// # Errors
    /// `invalid_credentials`, `account_disabled`, `too_many_requests`, `busy`, `storage_unavailable`, `internal`
    pub async fn log_in(&self, user_name: &str, password: &SecretString, address: IpAddr) -> Result<Granted, Problem> {
        let user_name = if user_name.len() > USER_NAME_MAX_BYTES { "" } else { user_name };
        let attempt = self.throttle.begin(&fold(user_name), address, self.now()).map_err(|wait_ms| {
            events::throttled("log_in", wait_ms, address);
            Problem::of(Code::TooManyRequests).retry_after_ms(wait_ms)
        })?;
        let verified = self.verify_password(user_name, password).await;
        let (row, verdict) = match verified {
            Ok(verified) => verified,
            Err(problem) => {
                attempt.was_not_judged(self.now());
                return Err(problem);
            }
        };
        let row = match row {
            Some(row) if verdict != Verdict::Wrong => row,
            row => {
                // The attempt is dropped and stays counted.
                events::login_failed(row.map(|row| row.id), "wrong_password", address);
                return Err(Problem::of(Code::InvalidCredentials));
            }
        };
        if row.disabled_at.is_some() {
            attempt.was_not_judged(self.now());
            events::login_failed(Some(row.id), "account_disabled", address);
            return Err(Problem::of(Code::AccountDisabled));
        }
        attempt.succeeded(self.now());
        if verdict == Verdict::RightButOutdated {
            self.replace_hash(row.id, password).await;
        }
        let login = LoginId(Uuid::new_v4());
        let refresh = FreshToken::new()?;
        let first = refresh.first_of(login, row.id, self.now());
        self.store.start_login(first).await.map_err(|error| store_problem(&error))?;
        self.accounts.note(&row);
        events::logged_in(row.id, login, address);
        self.grant(row.id, login, refresh.token)
    }

    /// Gives new tokens for a refresh token and uses it up.
    ///
    /// # Errors
    /// `invalid_refresh_token`, `refresh_token_reused`, `account_disabled`, `storage_unavailable`, `internal`
    pub async fn refresh(&self, presented: &SecretString, address: IpAddr) -> Result<Granted, Problem> {
        let refused = || {
            events::refresh_refused(address);
            Problem::of(Code::InvalidRefreshToken)
        };
        let old = secret::fingerprint_of_presented(presented).ok_or_else(refused)?;
        let next = FreshToken::new()?;
        let now = self.now();
        let rotation = self.store.rotate(old, next.hash, now, now.plus(LIFETIME_MS), GRACE_MS).await;
        match rotation.map_err(|error| store_problem(&error))? {
            Rotation::Rotated { user_id, login } => {
                self.accounts.reload(user_id).await?;
                // Disabled, or ended here without the store having heard of it.
                if let Err(problem) = self.accounts.identity(user_id, login).await {
                    self.end_login(login).await?;
                    return Err(if problem.code == Code::InvalidToken { refused() } else { problem });
                }
                self.grant(user_id, login, next.token)
            }
            Rotation::Reused { login } => {
                self.logins.end(login, now);
                events::refresh_reused(login, address);
                Err(Problem::of(Code::RefreshTokenReused))
            }
            Rotation::Invalid => Err(refused()),
        }
    }

    /// Ends the log-in that a refresh token belongs to, also a used one. A token that is none is passed over: whoever logs out is
    /// logged out.
    ///
    /// # Errors
    /// `storage_unavailable`
    pub async fn log_out(&self, presented: &SecretString, address: IpAddr) -> Result<(), Problem> {
        let Some(hash) = secret::fingerprint_of_presented(presented) else { return Ok(()) };
        let login = self.store.login_of(hash).await.map_err(|error| store_problem(&error))?;
        if let Some(login) = login {
            self.end_login(login).await?;
            events::logged_out(login, address);
        }
        Ok(())
    }

    async fn verify_password(
        &self,
        user_name: &str,
        password: &SecretString,
    ) -> Result<(Option<AccountRow>, Verdict), Problem> {
        let row = match Email::parse(user_name) {
            Ok(email) => self.by_email(&email).await?,
            Err(_) => None,
        };
        let verdict = self.passwords.verify(password, row.as_ref().map(|row| row.password_hash.as_str())).await?;
        Ok((row, verdict))
    }

    /// Best effort: the old hash is as good as it was.
    async fn replace_hash(&self, user: UserId, password: &SecretString) {
        let replaced = match self.passwords.rehash(password).await {
            Ok(hash) => self.store.set_password_hash(user, &hash).await.map_err(|error| store_problem(&error)),
            Err(problem) => Err(problem),
        };
        match replaced {
            Ok(()) => tracing::info!(target: "security", event = "password_rehashed", %user),
            Err(problem) => tracing::warn!(%user, %problem, "the password's hash stays outdated"),
        }
    }

    fn grant(&self, user_id: UserId, login: LoginId, refresh_token: SecretString) -> Result<Granted, Problem> {
        let access_token = self.access.issue(Bearer { user_id, login }, self.now())?.into();
        Ok(Granted { access_token, expires_in: self.access.lifetime_s(), refresh_token })
    }
}
