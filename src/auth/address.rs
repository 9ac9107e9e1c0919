//! Where a request comes from, for throttles and the security log.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

/// The proxies whose `X-Forwarded-For` is believed. Empty by default: then the peer of the connection counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// The text is no address and no network such as `10.0.0.0/8`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address and no network such as 10.0.0.0/8")]
pub struct NotANetwork(String);

/// Addresses that agree in their first bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u8,
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| wrong()))?;
        if bits > most { Err(wrong()) } else { Ok(Self { address, bits }) }
    }
}

impl Network {
    fn contains(self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let differing = own.to_bits() ^ other.to_bits();
                differing.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let differing = own.to_bits() ^ other.to_bits();
                differing.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromIterator<IpAddr> for TrustedProxies {
    fn from_iter<T: IntoIterator<Item = IpAddr>>(addresses: T) -> Self {
        let whole = |address: IpAddr| Network { address, bits: if address.is_ipv4() { 32 } else { 128 } };
        Self(addresses.into_iter().map(whole).collect())
    }
}

impl TrustedProxies {
    /// Reads a list of addresses and networks; blank entries are passed over.
    ///
    /// # Errors
    /// [`NotANetwork`] with the first entry that is neither.
    pub fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self, NotANetwork> {
        let entries = entries.into_iter().map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(str::parse).collect::<Result<_, _>>().map(Self)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The client behind a connection. `forwarded`: the values of `X-Forwarded-For`, in their order.
    ///
    /// Every proxy appends the peer it saw, so only the entries at the end that trusted proxies wrote can be believed: from the
    /// right, the first address that is not a trusted proxy's is the client. What stands to its left anybody may have made up.
    pub fn client<'a>(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut client = peer.to_canonical();
        for entry in forwarded.rev().flat_map(|value| value.rsplit(',')) {
            if !self.trusts(client) {
                break;
            }
            let Ok(address) = entry.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        client
    }
}

/// What throttles count as one place: an IPv4 address, or an IPv6 /64, because one customer has at least that many.
pub fn place(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::{TrustedProxies, place};
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn forwarded_addresses_count_only_from_trusted_proxies() {
        let proxies = TrustedProxies::parse(["10.0.0.0/8", " 2001:db8::1 ", ""]).unwrap();
        for (peer, forwarded, client) in [
            ("203.0.113.9", vec!["198.51.100.1"], "203.0.113.9"),
            ("10.1.2.3", vec![], "10.1.2.3"),
            ("10.1.2.3", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6", "198.51.100.1", "10.9.9.9"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6, nonsense"], "10.1.2.3"),
            ("10.1.2.3", vec!["10.0.0.7"], "10.0.0.7"),
            ("::ffff:10.1.2.3", vec!["198.51.100.1"], "198.51.100.1"),
            ("2001:db8::1", vec!["2001:db8::77"], "2001:db8::77"),
            ("2001:db8::2", vec!["2001:db8::77"], "2001:db8::2"),
        ] {
            assert_eq!(proxies.client(ip(peer), forwarded.clone().into_iter()), ip(client), "{peer} {forwarded:?}");
        }
        assert_eq!(TrustedProxies::default().client(ip("10.1.2.3"), ["1.2.3.4"].into_iter()), ip("10.1.2.3"));
    }

    #[test]
    fn a_network_has_to_be_one() {
        for bad in ["10.0.0.0/33", "10.0.0/8", "::/129", "proxy.example", "10.0.0.0/x"] {
            assert!(TrustedProxies::parse([bad]).is_err(), "{bad}");
        }
        assert!(TrustedProxies::parse(["0.0.0.0/0", "::/0"]).unwrap().trusts(ip("9.9.9.9")));
    }

    #[test]
    fn one_customer_is_one_place() {
        assert_eq!(place(ip("2001:db8:1:2:aaaa::1")), place(ip("2001:db8:1:2:bbbb::2")));
        assert_ne!(place(ip("2001:db8:1:2::1")), place(ip("2001:db8:1:3::1")));
        assert_eq!(place(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
