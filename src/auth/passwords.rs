//! Password hashes: Argon2id (RFC 9106) as PHC strings, so that the cost can be raised without asking anybody for a new password.

use crate::auth::{
    blocks::HashMemory,
    email::Email,
    gate::{Gate, GateLoad, GateSettings},
    policy, secret,
};
use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHash, Version,
    password_hash::phc::{Output, ParamsString, Salt},
};
use orchestrasec_protocol::{Code, Problem};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// The cost lies outside what a server may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password hash costs 19456 to 262144 KiB, 2 to 16 passes and 1 to 8 lanes")]
pub struct CostOutOfRange;

impl HashCost {
    /// OWASP's recommendation and the least a server may use: 19 MiB, two passes, one lane.
    pub const DEFAULT: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    /// For tests only: a hash that anybody can search through.
    pub const CHEAP_FOR_TESTS: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    const MOST: Self = Self { memory_kib: 256 * 1024, passes: 16, lanes: 8 };

    /// A cost from the settings.
    ///
    /// # Errors
    /// [`CostOutOfRange`] when it is below [`HashCost::DEFAULT`], or so high that logging in becomes the attack.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, CostOutOfRange> {
        let cost = Self { memory_kib, passes, lanes };
        let enough =
            memory_kib >= Self::DEFAULT.memory_kib && passes >= Self::DEFAULT.passes && lanes >= Self::DEFAULT.lanes;
        if enough && cost.is_bearable() { Ok(cost) } else { Err(CostOutOfRange) }
    }

    fn is_bearable(self) -> bool {
        self.memory_kib <= Self::MOST.memory_kib && self.passes <= Self::MOST.passes && self.lanes <= Self::MOST.lanes
    }

    fn params(self) -> Result<Params, Problem> {
        Params::new(self.memory_kib, self.passes, self.lanes, None).map_err(|error| internal(&error))
    }
}

impl Default for HashCost {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Whether a password was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was; its hash has today's cost.
    Right,
    /// It was; its hash has another cost than today's and should be replaced.
    RightButOutdated,
    /// It was not, or there is no such account.
    Wrong,
}

/// Hashes and verifies, so many at once.
#[derive(Debug)]
pub struct Passwords {
    cost: HashCost,
    gate: Gate,
    memory: Arc<HashMemory>,
    /// A hash that no password has, for those who have no account: it costs the same time to be told so (S05).
    nobodys: Arc<str>,
    verifications: Arc<AtomicU64>,
}

impl Passwords {
    /// Takes as long as one hash.
    ///
    /// # Errors
    /// `internal` when the operating system gives no random bytes.
    pub fn new(cost: HashCost, gate: GateSettings) -> Result<Self, Problem> {
        let memory = Arc::new(HashMemory::new(cost.params()?.block_count()));
        let nobodys = hash_now(&memory, cost, &secret::opaque()?)?.into();
        Ok(Self { cost, gate: Gate::new(gate), memory, nobodys, verifications: Arc::default() })
    }

    /// What goes on behind the gate.
    pub fn load(&self) -> GateLoad {
        self.gate.load()
    }

    /// How many verifications have run since the start; those for nobody's account count the same.
    pub fn verifications(&self) -> u64 {
        self.verifications.load(Relaxed)
    }

    /// Checks a new password against the policy and hashes it.
    ///
    /// # Errors
    /// `invalid_field` and `password_too_common` on `password`; `busy`, `internal`.
    pub async fn choose(&self, typed: &SecretString, email: &Email, display_name: &str) -> Result<String, Problem> {
        let password = policy::normalised(typed);
        policy::check_length(&password)?;
        let (memory, cost) = (Arc::clone(&self.memory), self.cost);
        let (email, display_name) = (email.clone(), display_name.to_owned());
        let work = move || {
            policy::check_guessability(&password, &email, &display_name)?;
            hash_now(&memory, cost, &password)
        };
        self.gate.run(work).await?
    }

    /// Hashes a password again that was right, at today's cost.
    ///
    /// # Errors
    /// `busy`, `internal`
    pub async fn rehash(&self, typed: &SecretString) -> Result<String, Problem> {
        let (memory, cost, password) = (Arc::clone(&self.memory), self.cost, policy::normalised(typed));
        self.gate.run(move || hash_now(&memory, cost, &password)).await?
    }

    /// Verifies a password against the stored hash; `None`: there is no such account, which takes the same time.
    ///
    /// # Errors
    /// `busy`, `internal`
    pub async fn verify(&self, typed: &SecretString, stored: Option<&str>) -> Result<Verdict, Problem> {
        let password = policy::normalised(typed);
        // No account has such a password. It is not hashed either: the time must not depend on what is sent.
        let overlong = password.expose_secret().len() > policy::PASSWORD_MAX_BYTES;
        let (password, stored) = if overlong { (SecretString::from(""), None) } else { (password, stored) };
        let readable = stored.and_then(|text| match StoredHash::read(text) {
            Ok(hash) => Some(hash),
            Err(problem) => {
                tracing::error!(target: "security", event = "stored_hash_refused", %problem);
                None
            }
        });
        let of_somebody = readable.is_some();
        let hash = readable.map_or_else(|| StoredHash::read(&self.nobodys), Ok).map_err(|error| internal(&error))?;
        let (cost, verifications) = (self.cost, Arc::clone(&self.verifications));
        let memory = Arc::clone(&self.memory);
        let work = move || {
            let fits = hash.fits(&memory, &password);
            verifications.fetch_add(1, Relaxed);
            match fits && of_somebody {
                false => Verdict::Wrong,
                true if hash.cost == cost => Verdict::Right,
                true => Verdict::RightButOutdated,
            }
        };
        self.gate.run(work).await
    }
}

/// Why a stored hash is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredHashFault {
    /// It is no PHC string.
    #[error("it is no PHC string")]
    Unreadable,
    /// It was made by another function than Argon2id 1.3.
    #[error("it was not made by Argon2id version 1.3")]
    OtherFunction,
    /// Its cost would let one log-in take the server down, or it has next to no salt or output.
    #[error("its parameters are absurd")]
    Absurd,
}

struct StoredHash {
    cost: HashCost,
    params: Params,
    salt: Salt,
    output: Output,
}

impl StoredHash {
    fn read(text: &str) -> Result<Self, StoredHashFault> {
        let parsed = PasswordHash::new(text).map_err(|_| StoredHashFault::Unreadable)?;
        if parsed.algorithm != ARGON2ID_IDENT || parsed.version != Some(Version::V0x13.into()) {
            return Err(StoredHashFault::OtherFunction);
        }
        let params = Params::try_from(&parsed).map_err(|_| StoredHashFault::Absurd)?;
        let cost = HashCost { memory_kib: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() };
        let salt = parsed.salt.filter(|salt| salt.len() >= 8);
        let output = parsed.hash.filter(|hash| hash.len() >= 16);
        match (salt, output) {
            (Some(salt), Some(output)) if cost.is_bearable() => Ok(Self { cost, params, salt, output }),
            _ => Err(StoredHashFault::Absurd),
        }
    }

    /// At the stored hash's own cost. Comparing takes the same time wherever the first difference is.
    fn fits(&self, memory: &HashMemory, password: &SecretString) -> bool {
        compute(memory, &self.params, password, &self.salt).is_ok_and(|output| output == self.output)
    }
}

/// Whether a stored hash would be used, and why not; for the operator's check of a database.
///
/// # Errors
/// [`StoredHashFault`]
pub fn check_stored(text: &str) -> Result<(), StoredHashFault> {
    StoredHash::read(text).map(drop)
}

fn hash_now(memory: &HashMemory, cost: HashCost, password: &SecretString) -> Result<String, Problem> {
    let salt = secret::random_key()?;
    let salt = salt.first_chunk::<{ argon2::RECOMMENDED_SALT_LEN }>().map_or(&salt[..], |salt| &salt[..]);
    let (params, salt) = (cost.params()?, Salt::new(salt).map_err(|error| internal(&error))?);
    let output = compute(memory, &params, password, &salt)?;
    let hash = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(|error| internal(&error))?,
        salt: Some(salt),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

/// Argon2id 1.3 in memory that is used again.
fn compute(memory: &HashMemory, params: &Params, password: &SecretString, salt: &[u8]) -> Result<Output, Problem> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let password = password.expose_secret().as_bytes();
    let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
    let mut output = [0; Output::MAX_LENGTH];
    let output = output.get_mut(..length).unwrap_or_default();
    let filled = memory
        .lend(params.block_count(), |blocks| argon2.hash_password_into_with_memory(password, salt, output, blocks));
    filled.map_err(|error| internal(&error))?;
    Output::new(output).map_err(|error| internal(&error))
}

fn internal(error: &dyn std::fmt::Display) -> Problem {
    tracing::error!(%error, "password hashing failed");
    Problem::of(Code::Internal)
}
