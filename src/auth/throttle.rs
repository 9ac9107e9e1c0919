//! How often one may try to log in or sign up (S06): per account, per address and all together, with growing delays and no lock-out.
//!
//! Whether an account exists plays no part: what was typed is counted, not what was found. An account is counted by itself at every
//! address where it has logged in before; so somebody who guesses at Ada's password elsewhere delays other places, not Ada.

use crate::auth::{
    address::place,
    backoff::{Backoff, Failures},
    generations::Generations,
    rate::Spent,
    settings::ThrottleSettings,
};
use orchestrasec_domain::Timestamp;
use sha2::{Digest as _, Sha256};
use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Of what was typed as a user name: a fixed size, whatever was typed.
type AccountKey = [u8; 32];

/// Counts attempts.
pub struct Throttle {
    settings: ThrottleSettings,
    counts: Mutex<Counts>,
}

struct Counts {
    accounts: Generations<AccountKey, Failures>,
    /// Where an account logged in before, and what failed there since.
    at_home: Generations<(AccountKey, IpAddr), Failures>,
    addresses: Generations<IpAddr, Failures>,
    sign_ups: Generations<IpAddr, Spent>,
    everybody: Spent,
}

/// An attempt to log in. It counts as failed unless one of its methods is called; also when its caller goes away.
pub struct Attempt {
    throttle: Arc<Throttle>,
    account: AccountKey,
    address: IpAddr,
    at_home: bool,
}

impl Throttle {
    /// Nobody has tried yet.
    pub fn new(settings: ThrottleSettings) -> Arc<Self> {
        let most = settings.remembered;
        let counts = Counts {
            accounts: Generations::new(most),
            at_home: Generations::new(most),
            addresses: Generations::new(most),
            sign_ups: Generations::new(most),
            everybody: Spent::default(),
        };
        Arc::new(Self { settings, counts: Mutex::new(counts) })
    }

    /// Lets an attempt to log in begin.
    ///
    /// # Errors
    /// How long to wait, in milliseconds.
    pub fn begin(self: &Arc<Self>, user_name: &str, address: IpAddr, now: Timestamp) -> Result<Attempt, u64> {
        let account: AccountKey = Sha256::digest(user_name.as_bytes()).into();
        let address = place(address);
        let counts = &mut *self.counts();
        let at_home = if let Some(failures) = counts.at_home.touch((account, address)) {
            pass(failures, now, &self.settings.account)?;
            true
        } else {
            self.begin_elsewhere(counts, account, address, now)?;
            false
        };
        Ok(Attempt { throttle: Arc::clone(self), account, address, at_home })
    }

    fn begin_elsewhere(
        &self,
        counts: &mut Counts,
        account: AccountKey,
        address: IpAddr,
        now: Timestamp,
    ) -> Result<(), u64> {
        let ThrottleSettings { account: of_account, address: of_address, everybody, .. } = &self.settings;
        let by_address = counts.addresses.touch_or(address, Failures::default);
        let by_account = counts.accounts.touch_or(account, Failures::default);
        // All are asked before any is charged: an attempt that is refused costs nothing.
        let wait = by_address.wait_ms(now, of_address).max(by_account.wait_ms(now, of_account));
        if wait > 0 {
            return Err(wait);
        }
        counts.everybody.take(now, everybody)?;
        by_address.charge(now, of_address);
        by_account.charge(now, of_account);
        Ok(())
    }

    /// Lets a sign-up begin.
    ///
    /// # Errors
    /// How long to wait, in milliseconds.
    pub fn begin_sign_up(&self, address: IpAddr, now: Timestamp) -> Result<(), u64> {
        self.counts().sign_ups.touch_or(place(address), Spent::default).take(now, &self.settings.sign_up)
    }

    /// How many accounts, places and addresses are remembered.
    pub fn remembered(&self) -> usize {
        let counts = self.counts();
        counts.accounts.len() + counts.at_home.len() + counts.addresses.len() + counts.sign_ups.len()
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pass(failures: &mut Failures, now: Timestamp, backoff: &Backoff) -> Result<(), u64> {
    match failures.wait_ms(now, backoff) {
        0 => {
            failures.charge(now, backoff);
            Ok(())
        }
        wait => Err(wait),
    }
}

impl Attempt {
    /// The password was right: the account's failures are forgotten here, the address's own stay (or somebody with one account of
    /// their own could guess at all others).
    pub fn succeeded(self, now: Timestamp) {
        self.take_back(now);
        let counts = &mut *self.throttle.counts();
        *counts.at_home.touch_or((self.account, self.address), Failures::default) = Failures::default();
    }

    /// The password was not looked at: the server was too busy.
    pub fn was_not_judged(self, now: Timestamp) {
        self.take_back(now);
    }

    fn take_back(&self, now: Timestamp) {
        let settings = &self.throttle.settings;
        let counts = &mut *self.throttle.counts();
        if self.at_home {
            if let Some(failures) = counts.at_home.touch((self.account, self.address)) {
                failures.refund(now, &settings.account);
            }
            return;
        }
        counts.everybody.give_back(&settings.everybody);
        if let Some(failures) = counts.addresses.touch(self.address) {
            failures.refund(now, &settings.address);
        }
        if let Some(failures) = counts.accounts.touch(self.account) {
            failures.refund(now, &settings.account);
        }
    }
}
