//! Accounts and log-ins.

use orchestrasec_domain::{AccountRole, UserId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Sign up.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// An email address; it is the user name.
    pub email: String,
    /// 12 characters at least, 256 bytes at most.
    pub password: String,
    /// What others see, 1 to 80 characters.
    pub display_name: String,
    /// The one-time secret that the server printed at its first start: makes this account the first admin.
    pub setup_secret: Option<String>,
}

/// Log in: the OAuth 2 password form.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct LogIn {
    /// The email address.
    pub username: String,
    /// The password.
    pub password: String,
}

/// Refresh or log out; without the field the cookie counts.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export, optional_fields))]
#[serde(deny_unknown_fields)]
pub struct RefreshBody {
    /// The refresh token, for clients without cookies.
    pub refresh_token: Option<String>,
}

/// Fresh tokens (RFC 6749 §5.1).
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Tokens {
    /// For `Authorization: Bearer` and `hello`.
    pub access_token: String,
    /// `bearer`
    pub token_type: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
    /// For `refresh`, once.
    pub refresh_token: String,
}

/// A one-use pass for the socket.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Ticket {
    /// For `hello`, once.
    pub ticket: String,
    /// Seconds until it ends.
    pub expires_in: u64,
}

/// An account, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Account {
    /// Which.
    pub id: UserId,
    /// The email address.
    pub email: String,
    /// What others see.
    pub display_name: String,
    /// `admin` or `member`
    pub role: AccountRole,
}
