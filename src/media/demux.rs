//! Whose datagram is it? By its address where that is known, else by the name in a genuine STUN request.

use super::stun::{BindingRequest, Kind};
use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

/// Addresses one peer may send checks from.
const ADDRESSES_MAX: usize = 8;
/// How long an address that was heard from cannot become somebody else's.
const LIVE: Duration = Duration::from_secs(10);
/// Requests from unknown addresses that one host may send per second, and at once.
const PER_HOST: (f64, f64) = (50.0, 100.0);
/// The same of all hosts together.
const IN_ALL: (f64, f64) = (2_000.0, 4_000.0);
/// Hosts whose rate is remembered.
const HOSTS_MAX: usize = 4_096;

/// Why a datagram goes nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// Neither STUN nor DTLS nor media.
    Nonsense,
    /// From an address that no peer proved to have, or with a name that nobody has.
    Stranger,
    /// A request whose integrity is wrong.
    Forged,
    /// From an address that belongs to somebody else.
    Taken,
    /// From an address that the peer does not use (any more).
    NotSelected,
    /// Too many of them.
    Flood,
}

struct Entry {
    local: String,
    password: String,
    addresses: Vec<SocketAddr>,
    selected: Option<SocketAddr>,
}

struct Owner<K> {
    key: K,
    heard: Instant,
}

struct Bucket {
    credit: f64,
    at: Instant,
}

impl Bucket {
    fn spend(&mut self, now: Instant, (rate, burst): (f64, f64)) -> bool {
        let earned = now.saturating_duration_since(self.at).as_secs_f64() * rate;
        self.credit = (self.credit + earned).min(burst);
        self.at = now;
        let enough = self.credit >= 1.0;
        if enough {
            self.credit -= 1.0;
        }
        enough
    }
}

/// Which peer has which name and addresses.
pub struct Demux<K> {
    entries: HashMap<K, Entry>,
    names: HashMap<String, K>,
    owners: HashMap<SocketAddr, Owner<K>>,
    hosts: HashMap<IpAddr, Bucket>,
    all: Option<Bucket>,
}

impl<K> Default for Demux<K> {
    fn default() -> Self {
        Self {
            entries: HashMap::new(),
            names: HashMap::new(),
            owners: HashMap::new(),
            hosts: HashMap::new(),
            all: None,
        }
    }
}

impl<K: Copy + Eq + Hash> Demux<K> {
    /// A peer with these credentials; replaces what it had before.
    pub fn add(&mut self, key: K, local: String, password: String) {
        self.remove(key);
        self.names.insert(local.clone(), key);
        self.entries.insert(key, Entry { local, password, addresses: Vec::new(), selected: None });
    }

    /// Takes a peer's credentials and addresses away.
    pub fn remove(&mut self, key: K) {
        let Some(entry) = self.entries.remove(&key) else { return };
        self.names.remove(&entry.local);
        for address in entry.addresses {
            self.owners.remove(&address);
        }
    }

    /// Whose datagram it is.
    pub fn sort(&mut self, now: Instant, from: SocketAddr, datagram: &[u8]) -> Result<K, Stray> {
        match Kind::of(datagram).ok_or(Stray::Nonsense)? {
            Kind::Stun => match BindingRequest::read(datagram) {
                Some(request) => self.sort_request(now, from, &request),
                // Answers and indications come from where a peer is, or are not meant for us.
                None => self.owners.get(&from).map(|owner| owner.key).ok_or(Stray::Stranger),
            },
            Kind::Dtls | Kind::Media => {
                let owner = self.owners.get_mut(&from).ok_or(Stray::Stranger)?;
                let entry = self.entries.get(&owner.key).ok_or(Stray::Stranger)?;
                if entry.selected.is_some_and(|selected| selected != from) {
                    return Err(Stray::NotSelected);
                }
                owner.heard = now;
                Ok(owner.key)
            }
        }
    }

    fn sort_request(&mut self, now: Instant, from: SocketAddr, request: &BindingRequest<'_>) -> Result<K, Stray> {
        let known = self.owners.get(&from).map(|owner| (owner.key, now.saturating_duration_since(owner.heard) < LIVE));
        if known.is_none() && !self.may_ask(now, from.ip()) {
            return Err(Stray::Flood);
        }
        let key = *self.names.get(request.local).ok_or(Stray::Stranger)?;
        // An address that is in use stays whose it is, also against somebody who has credentials of their own.
        if known.is_some_and(|(owner, is_live)| owner != key && is_live) {
            return Err(Stray::Taken);
        }
        let entry = self.entries.get_mut(&key).ok_or(Stray::Stranger)?;
        if !request.is_genuine(&entry.password) {
            return Err(Stray::Forged);
        }
        if request.nominates {
            entry.selected = Some(from);
        }
        if !entry.addresses.contains(&from) {
            if entry.addresses.len() >= ADDRESSES_MAX {
                let oldest = entry.addresses.iter().position(|address| entry.selected != Some(*address));
                let gone = entry.addresses.remove(oldest.unwrap_or(0));
                self.owners.remove(&gone);
            }
            entry.addresses.push(from);
        }
        if let Some((owner, _)) = known.filter(|(owner, _)| *owner != key)
            && let Some(former) = self.entries.get_mut(&owner)
        {
            former.addresses.retain(|address| *address != from);
        }
        self.owners.insert(from, Owner { key, heard: now });
        Ok(key)
    }

    fn may_ask(&mut self, now: Instant, host: IpAddr) -> bool {
        if self.hosts.len() >= HOSTS_MAX && !self.hosts.contains_key(&host) {
            self.hosts.retain(|_, bucket| now.saturating_duration_since(bucket.at) < Duration::from_secs(2));
            if self.hosts.len() >= HOSTS_MAX {
                return false;
            }
        }
        let full = |burst| move || Bucket { credit: burst, at: now };
        let all = self.all.get_or_insert_with(full(IN_ALL.1));
        self.hosts.entry(host).or_insert_with(full(PER_HOST.1)).spend(now, PER_HOST) && all.spend(now, IN_ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::{Demux, Stray};
    use crate::media::stun::request;
    use proptest::prelude::*;
    use std::{
        net::SocketAddr,
        time::{Duration, Instant},
    };

    const MEDIA: [u8; 12] = [128; 12];

    fn at(port: u16) -> SocketAddr {
        ([127, 0, 0, 1], port).into()
    }

    fn two_peers() -> Demux<u32> {
        let mut demux = Demux::default();
        demux.add(1, "ada".into(), "ada's".into());
        demux.add(2, "bo".into(), "bo's".into());
        demux
    }

    #[test]
    fn an_address_belongs_to_who_proved_to_be_there() {
        let (mut demux, now) = (two_peers(), Instant::now());
        assert_eq!(demux.sort(now, at(10), &MEDIA), Err(Stray::Stranger));
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "guess", true)), Err(Stray::Forged));
        assert_eq!(demux.sort(now, at(10), &MEDIA), Err(Stray::Stranger));
        assert_eq!(demux.sort(now, at(10), &request("eve:x", "eve's", true)), Err(Stray::Stranger));
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1));
        assert_eq!(demux.sort(now, at(10), &MEDIA), Ok(1));
    }

    #[test]
    fn media_comes_only_from_the_selected_address() {
        let (mut demux, now) = (two_peers(), Instant::now());
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", false)), Ok(1));
        assert_eq!(demux.sort(now, at(10), &MEDIA), Ok(1), "before any is selected");
        assert_eq!(demux.sort(now, at(11), &request("ada:x", "ada's", true)), Ok(1));
        assert_eq!(demux.sort(now, at(10), &MEDIA), Err(Stray::NotSelected));
        assert_eq!(demux.sort(now, at(11), &MEDIA), Ok(1));
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1), "the network changed back");
        assert_eq!(demux.sort(now, at(11), &MEDIA), Err(Stray::NotSelected));
    }

    #[test]
    fn nobody_takes_the_address_of_a_live_peer_not_even_with_credentials_of_their_own() {
        let (mut demux, now) = (two_peers(), Instant::now());
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1));
        assert_eq!(demux.sort(now, at(10), &request("bo:x", "bo's", true)), Err(Stray::Taken));
        assert_eq!(demux.sort(now, at(10), &MEDIA), Ok(1));
        let later = now + Duration::from_secs(11);
        assert_eq!(demux.sort(later, at(10), &request("bo:x", "bo's", true)), Ok(2), "a port used again");
        assert_eq!(demux.sort(later, at(10), &MEDIA), Ok(2));
    }

    #[test]
    fn credentials_that_were_taken_away_are_worth_nothing() {
        let (mut demux, now) = (two_peers(), Instant::now());
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1));
        demux.remove(1);
        assert_eq!(demux.sort(now, at(10), &MEDIA), Err(Stray::Stranger));
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Err(Stray::Stranger));
    }

    #[test]
    fn a_flood_from_one_host_is_cut_and_harms_nobody_who_is_in() {
        let (mut demux, now) = (two_peers(), Instant::now());
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1));
        let forged = request("bo:x", "guess", true);
        let cut = (0..1_000).filter(|port| demux.sort(now, at(1_000 + port), &forged) == Err(Stray::Flood)).count();
        assert!(cut >= 900, "{cut}");
        assert_eq!(demux.sort(now, at(10), &request("ada:x", "ada's", true)), Ok(1));
    }

    #[test]
    fn a_peer_has_a_bounded_number_of_addresses() {
        let (mut demux, now) = (two_peers(), Instant::now());
        for port in 0..50 {
            assert_eq!(demux.sort(now, at(100 + port), &request("ada:x", "ada's", false)), Ok(1));
        }
        assert_eq!(demux.owners.len(), super::ADDRESSES_MAX);
    }

    proptest! {
        #[test]
        fn garbage_belongs_to_nobody(datagram in prop::collection::vec(any::<u8>(), 0..200)) {
            let (mut demux, now) = (two_peers(), Instant::now());
            prop_assert!(demux.sort(now, at(10), &datagram).is_err());
        }
    }
}
