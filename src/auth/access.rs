//! Access tokens: JWTs as RFC 9068 has them, for 15 minutes at most.
//!
//! `jsonwebtoken` checks the signature; everything else is checked here, because its defaults accept an expired token, a missing
//! audience and any type, and because it reads the wall clock instead of the injected one (trap 5).
//!
//! The claims name the account and the log-in and nothing else: a role or a name in a token would be 15 minutes old, so both come from
//! [`crate::auth::accounts`] instead.

use crate::{auth::keys::KeyRing, ports::LoginId};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{DecodingKey, EncodingKey, Validation};
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_protocol::{Code, Problem};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Longest life of a token in seconds.
pub const LIFETIME_MAX_S: u64 = 15 * 60;
/// How far two clocks may be apart, in milliseconds.
pub const LEEWAY_MS: u64 = 5_000;
/// Most bytes of a token.
pub const TOKEN_MAX_BYTES: usize = 4 * 1024;
const TYPE: &str = "at+jwt";

/// What a verified token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The account.
    pub user_id: UserId,
    /// The log-in.
    pub login: LoginId,
}

/// Why a token is refused. For the log and the tests: callers are told `invalid_token` and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// More than [`TOKEN_MAX_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Not three parts of base64url with JSON in the first two.
    #[error("malformed")]
    Malformed,
    /// The header has something other than `alg`, `typ` and `kid`, or lacks one: `crit`, `jku`, `jwk` and the like are how tokens
    /// bring their own keys.
    #[error("header")]
    Header,
    /// Not an access token.
    #[error("type")]
    Type,
    /// Signed with a key that is not, or no longer, on the ring.
    #[error("unknown key")]
    UnknownKey,
    /// Not the key's algorithm.
    #[error("algorithm")]
    Algorithm,
    /// Not signed with the key.
    #[error("signature")]
    Signature,
    /// A claim is missing or of the wrong type, or issuer or audience are others.
    #[error("claims")]
    Claims,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not come.
    #[error("not valid yet")]
    NotYet,
    /// It would live longer than [`LIFETIME_MAX_S`].
    #[error("lifetime")]
    Lifetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// Every field is required, and the times are whole seconds.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    jti: Uuid,
    iat: u64,
    nbf: u64,
    exp: u64,
}

struct Verifier {
    name: &'static str,
    key: DecodingKey,
    validation: Validation,
}

/// Issues and verifies access tokens.
pub struct AccessTokens {
    issuer: String,
    audience: String,
    lifetime_s: u64,
    header: jsonwebtoken::Header,
    signing: EncodingKey,
    verifiers: HashMap<String, Verifier>,
}

impl AccessTokens {
    /// Tokens of this issuer for this audience. `lifetime_s`: seconds, cut to [`LIFETIME_MAX_S`].
    pub fn new(ring: &KeyRing, issuer: &str, audience: &str, lifetime_s: u64) -> Self {
        let verifier = |kind: crate::auth::keys::KeyKind, key| {
            let mut validation = Validation::new(kind.algorithm());
            validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
            validation.set_issuer(&[issuer]);
            validation.set_audience(&[audience]);
            // Its clock is not ours; `in_time` checks both.
            validation.validate_exp = false;
            validation.validate_nbf = false;
            Verifier { name: kind.name(), key, validation }
        };
        let signing = ring.signing();
        let mut header = jsonwebtoken::Header::new(signing.kind().algorithm());
        header.typ = Some(TYPE.to_owned());
        header.kid = Some(signing.kid().to_owned());
        Self {
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            lifetime_s: lifetime_s.clamp(1, LIFETIME_MAX_S),
            header,
            signing: signing.encoding(),
            verifiers: ring.all().map(|key| (key.kid().to_owned(), verifier(key.kind(), key.decoding()))).collect(),
        }
    }

    /// How long a token lives, in seconds.
    pub fn lifetime_s(&self) -> u64 {
        self.lifetime_s
    }

    /// A token for this log-in.
    ///
    /// # Errors
    /// `internal` when the key cannot sign, which the ring has ruled out.
    pub fn issue(&self, bearer: Bearer, now: Timestamp) -> Result<String, Problem> {
        let now_s = u64::try_from(now.0.div_euclid(1_000)).unwrap_or(0);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: bearer.user_id.0,
            sid: bearer.login.0,
            jti: Uuid::new_v4(),
            iat: now_s,
            nbf: now_s,
            exp: now_s.saturating_add(self.lifetime_s),
        };
        jsonwebtoken::encode(&self.header, &claims, &self.signing).map_err(|error| {
            tracing::error!(%error, "an access token could not be signed");
            Problem::of(Code::Internal)
        })
    }

    /// Whose token it is, if it is good at `now`.
    ///
    /// # Errors
    /// [`TokenFault`]
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Bearer, TokenFault> {
        if token.len() > TOKEN_MAX_BYTES {
            return Err(TokenFault::TooLarge);
        }
        let mut parts = token.split('.');
        let (Some(header), Some(_), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(TokenFault::Malformed);
        };
        let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| TokenFault::Malformed)?;
        // serde takes a list for a struct, too.
        if header.first() == Some(&b'[') {
            return Err(TokenFault::Header);
        }
        let header: Header = serde_json::from_slice(&header)
            .map_err(|error| if error.is_data() { TokenFault::Header } else { TokenFault::Malformed })?;
        if header.typ != TYPE {
            return Err(TokenFault::Type);
        }
        let verifier = self.verifiers.get(&header.kid).ok_or(TokenFault::UnknownKey)?;
        if header.alg != verifier.name {
            return Err(TokenFault::Algorithm);
        }
        let signed = jsonwebtoken::decode::<Claims>(token, &verifier.key, &verifier.validation);
        let claims = signed.map_err(|error| fault_of(&error))?.claims;
        in_time(&claims, now)?;
        Ok(Bearer { user_id: UserId(claims.sub), login: LoginId(claims.sid) })
    }
}

impl std::fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccessTokens").field("kids", &self.verifiers.keys()).finish_non_exhaustive()
    }
}

fn fault_of(error: &jsonwebtoken::errors::Error) -> TokenFault {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::InvalidSignature => TokenFault::Signature,
        ErrorKind::InvalidAlgorithm => TokenFault::Algorithm,
        ErrorKind::Json(_)
        | ErrorKind::MissingRequiredClaim(_)
        | ErrorKind::InvalidIssuer
        | ErrorKind::InvalidAudience
        | ErrorKind::InvalidSubject
        | ErrorKind::InvalidClaimFormat(_) => TokenFault::Claims,
        _ => TokenFault::Malformed,
    }
}

fn in_time(claims: &Claims, now: Timestamp) -> Result<(), TokenFault> {
    let at = |seconds: u64| i64::try_from(seconds).ok().and_then(|s| s.checked_mul(1_000)).map(Timestamp);
    let (Some(iat), Some(nbf), Some(exp)) = (at(claims.iat), at(claims.nbf), at(claims.exp)) else {
        return Err(TokenFault::Claims);
    };
    if exp <= iat || exp.since(iat) > LIFETIME_MAX_S * 1_000 {
        return Err(TokenFault::Lifetime);
    }
    if exp.plus(LEEWAY_MS) <= now {
        return Err(TokenFault::Expired);
    }
    if nbf > now.plus(LEEWAY_MS) || iat > now.plus(LEEWAY_MS) {
        return Err(TokenFault::NotYet);
    }
    Ok(())
}
