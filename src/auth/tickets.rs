//! One-use passes for the socket, so that nothing secret that lasts is ever in a browser's hello or an address.

use crate::{
    auth::{access::Bearer, secret},
    ports::Clock,
};
use orchestrasec_domain::{Timestamp, UserId};
use orchestrasec_protocol::{Code, Problem, record::Hash};
use secrecy::SecretString;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How long a ticket is good, in milliseconds.
pub const LIFETIME_MS: u64 = 30_000;
/// Most unused tickets of one account; one more takes the place of the oldest.
pub const PER_USER_MAX: usize = 8;
/// Most unused tickets in all.
pub const TOTAL_MAX: usize = 20_000;

/// The tickets that are out. Only fingerprints are kept, and only here: a restart takes them all, and a client asks for another.
pub struct Tickets {
    clock: Arc<dyn Clock>,
    out: Mutex<Out>,
}

#[derive(Default)]
struct Out {
    tickets: HashMap<Hash, Entry>,
    of_user: HashMap<UserId, VecDeque<Hash>>,
    /// In the order of issue, which is that of expiry; may name tickets that are gone.
    by_age: VecDeque<(Timestamp, Hash)>,
}

struct Entry {
    bearer: Bearer,
    expires_at: Timestamp,
}

impl Tickets {
    /// None is out yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, out: Mutex::default() }
    }

    /// A ticket for this log-in.
    ///
    /// # Errors
    /// `busy` when too many are out, `internal` when the operating system gives no random bytes.
    pub fn issue(&self, bearer: Bearer) -> Result<SecretString, Problem> {
        let ticket = secret::opaque()?;
        let hash = secret::fingerprint(&ticket);
        let now = self.clock.now();
        let mut out = self.out();
        out.expire(now);
        let own = out.of_user.get(&bearer.user_id).map_or(0, VecDeque::len);
        if own >= PER_USER_MAX {
            let oldest = out.of_user.get(&bearer.user_id).and_then(VecDeque::front).copied();
            if let Some(oldest) = oldest {
                out.take(oldest);
            }
        }
        // `by_age` may be longer than `tickets`: it is what bounds the memory.
        if out.by_age.len() >= TOTAL_MAX {
            return Err(Problem::of(Code::Busy).retry_after_ms(1_000));
        }
        let expires_at = now.plus(LIFETIME_MS);
        out.tickets.insert(hash, Entry { bearer, expires_at });
        out.of_user.entry(bearer.user_id).or_default().push_back(hash);
        out.by_age.push_back((expires_at, hash));
        Ok(ticket)
    }

    /// Whose ticket it is; never again.
    pub fn redeem(&self, ticket: &SecretString) -> Option<Bearer> {
        let hash = secret::fingerprint_of_presented(ticket)?;
        let entry = self.out().take(hash)?;
        let now = self.clock.now();
        // One that would be good for longer than a lifetime was issued before the clock was set back.
        (now < entry.expires_at && entry.expires_at.since(now) <= LIFETIME_MS).then_some(entry.bearer)
    }

    /// How many are out, expired ones included that nobody has looked at since.
    pub fn out_now(&self) -> usize {
        self.out().tickets.len()
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Out {
    fn take(&mut self, hash: Hash) -> Option<Entry> {
        let entry = self.tickets.remove(&hash)?;
        if let Some(own) = self.of_user.get_mut(&entry.bearer.user_id) {
            own.retain(|other| *other != hash);
            if own.is_empty() {
                self.of_user.remove(&entry.bearer.user_id);
            }
        }
        Some(entry)
    }

    fn expire(&mut self, now: Timestamp) {
        let over = |at: Timestamp| at <= now || at.since(now) > LIFETIME_MS;
        while let Some((_, hash)) = self.by_age.pop_front_if(|(at, _)| over(*at)) {
            self.take(hash);
        }
    }
}
