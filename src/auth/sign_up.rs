//! New accounts: by signing up, or by the operator's `orchestrasec user add`.

use crate::{
    auth::{
        email::Email,
        events,
        passwords::{Passwords, Verdict},
        service::{AuthService, account_of},
        store_problem,
    },
    ports::{AccountError, AccountRow, AccountStore},
};
use orchestrasec_domain::{
    AccountRole, Timestamp, UserId,
    text::{NAME_MAX, required_line},
};
use orchestrasec_protocol::{Code, Problem, rest::Account};
use secrecy::SecretString;
use std::net::IpAddr;

/// A new account as typed.
#[derive(Debug)]
pub struct NewAccount {
    /// The email address.
    pub email: String,
    /// The password.
    pub password: SecretString,
    /// What others see.
    pub display_name: String,
}

/// A sign-up.
#[derive(Debug)]
pub struct SignUpRequest {
    /// The account.
    pub account: NewAccount,
    /// The set-up secret, from whoever wants to be the first admin.
    pub setup_secret: Option<SecretString>,
    /// The client's `Idempotency-Key`, checked to be 1 to 64 visible ASCII characters.
    pub idempotency_key: Option<String>,
}

impl AuthService {
    /// Signs somebody up. The same again (key, email and password) is answered the same.
    ///
    /// # Errors
    /// `invalid_field`, `password_too_common`, `email_taken`, `invalid_setup_secret`, `too_many_requests`, `busy`,
    /// `storage_unavailable`, `internal`
    pub async fn sign_up(&self, request: SignUpRequest, address: IpAddr) -> Result<Account, Problem> {
        self.throttle.begin_sign_up(address, self.now()).map_err(|wait_ms| {
            events::throttled("sign_up", wait_ms, address);
            Problem::of(Code::TooManyRequests).retry_after_ms(wait_ms)
        })?;
        let SignUpRequest { account, setup_secret, idempotency_key } = request;
        let (email, display_name) = checked(&account)?;
        let repeated = Repeat { email: &email, password: &account.password, key: idempotency_key.as_deref(), address };
        if let Some(row) = self.by_email(&email).await? {
            return self.repeated(&repeated, &row).await;
        }
        let role = match &setup_secret {
            None => AccountRole::Member,
            Some(secret) if self.setup.fits(secret) => AccountRole::Admin,
            Some(_) => {
                events::setup_secret_refused(address);
                return Err(Problem::of(Code::InvalidSetupSecret));
            }
        };
        let password_hash = self.passwords.choose(&account.password, &email, &display_name).await?;
        let mut row = fresh_row(&email, display_name, role, password_hash, self.now());
        row.signup_key.clone_from(&idempotency_key);
        let stored = match role {
            AccountRole::Admin => self.store.create_first_admin(row.clone()).await,
            AccountRole::Member => self.store.create(row.clone()).await,
        };
        match stored {
            Ok(()) => {}
            // The same sign-up twice at once: the other one was faster.
            Err(AccountError::EmailTaken) => {
                let Some(row) = self.by_email(&email).await? else { return Err(Problem::of(Code::EmailTaken)) };
                return self.repeated(&repeated, &row).await;
            }
            Err(error) => {
                if error == AccountError::AdminExists {
                    self.setup.use_up();
                    events::setup_secret_refused(address);
                }
                return Err(store_problem(&error));
            }
        }
        self.accounts.note(&row);
        events::signed_up(row.id, row.role, address);
        if row.role == AccountRole::Admin {
            self.setup.use_up();
            events::admin_made(row.id, "setup_secret");
        }
        Ok(account_of(&row))
    }

    /// Makes an account for the operator. An admin made here uses up the set-up secret.
    ///
    /// # Errors
    /// `invalid_field`, `password_too_common`, `email_taken`, `busy`, `storage_unavailable`, `internal`
    pub async fn add_user(&self, account: NewAccount, role: AccountRole) -> Result<Account, Problem> {
        let added = add_user(self.store.as_ref(), &self.passwords, self.now(), account, role).await?;
        if role == AccountRole::Admin {
            self.setup.use_up();
        }
        Ok(added)
    }

    pub(super) async fn by_email(&self, email: &Email) -> Result<Option<AccountRow>, Problem> {
        self.store.by_email(email.as_str()).await.map_err(|error| store_problem(&error))
    }

    /// The email is taken: by this very sign-up, when key and password are the same. The password is a guess like any other until it
    /// is verified, so it is counted with the log-ins.
    async fn repeated(&self, repeat: &Repeat<'_>, row: &AccountRow) -> Result<Account, Problem> {
        if repeat.key.is_none() || row.signup_key.as_deref() != repeat.key {
            return Err(Problem::of(Code::EmailTaken));
        }
        let attempt = self.throttle.begin(repeat.email.as_str(), repeat.address, self.now()).map_err(|wait_ms| {
            events::throttled("sign_up", wait_ms, repeat.address);
            Problem::of(Code::TooManyRequests).retry_after_ms(wait_ms)
        })?;
        match self.passwords.verify(repeat.password, Some(&row.password_hash)).await {
            Ok(Verdict::Right | Verdict::RightButOutdated) => {
                attempt.was_not_judged(self.now());
                Ok(account_of(row))
            }
            Ok(Verdict::Wrong) => {
                events::login_failed(Some(row.id), "wrong_password_at_sign_up", repeat.address);
                Err(Problem::of(Code::EmailTaken))
            }
            Err(problem) => {
                attempt.was_not_judged(self.now());
                Err(problem)
            }
        }
    }
}

struct Repeat<'a> {
    email: &'a Email,
    password: &'a SecretString,
    key: Option<&'a str>,
    address: IpAddr,
}

/// Makes an account with any role, for the command line: no throttle, no set-up secret.
///
/// # Errors
/// `invalid_field`, `password_too_common`, `email_taken`, `busy`, `storage_unavailable`, `internal`
pub async fn add_user(
    store: &dyn AccountStore,
    passwords: &Passwords,
    now: Timestamp,
    account: NewAccount,
    role: AccountRole,
) -> Result<Account, Problem> {
    let (email, display_name) = checked(&account)?;
    let password_hash = passwords.choose(&account.password, &email, &display_name).await?;
    let row = fresh_row(&email, display_name, role, password_hash, now);
    store.create(row.clone()).await.map_err(|error| store_problem(&error))?;
    if role == AccountRole::Admin {
        events::admin_made(row.id, "operator");
    }
    Ok(account_of(&row))
}

fn checked(account: &NewAccount) -> Result<(Email, String), Problem> {
    let email = Email::parse(&account.email)?;
    let display_name = required_line("display_name", &account.display_name, NAME_MAX)?;
    Ok((email, display_name))
}

fn fresh_row(
    email: &Email,
    display_name: String,
    role: AccountRole,
    password_hash: String,
    now: Timestamp,
) -> AccountRow {
    AccountRow {
        id: UserId(uuid::Uuid::new_v4()),
        email: email.as_str().to_owned(),
        display_name,
        role,
        password_hash,
        created_at: now,
        disabled_at: None,
        signup_key: None,
    }
}
