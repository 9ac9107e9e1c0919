//! STUN binding requests (RFC 8489), as far as sorting datagrams takes. The engine of a peer answers them.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

const COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
const HEADER: usize = 20;
const BINDING_REQUEST: u16 = 0x0001;
const USERNAME: u16 = 0x0006;
const MESSAGE_INTEGRITY: u16 = 0x0008;
const USE_CANDIDATE: u16 = 0x0025;
/// Type, length and 20 bytes of a MESSAGE-INTEGRITY attribute.
const INTEGRITY_LENGTH: usize = 24;

/// What kind of datagram this is (RFC 7983), by its first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A STUN message.
    Stun,
    /// Part of a DTLS record.
    Dtls,
    /// RTP or RTCP.
    Media,
}

impl Kind {
    /// The kind; `None`: nothing that belongs here.
    pub fn of(datagram: &[u8]) -> Option<Self> {
        match *datagram.first()? {
            0..=3 if datagram.len() >= HEADER && datagram.get(4..8)? == COOKIE => Some(Self::Stun),
            20..=63 if datagram.len() > 12 => Some(Self::Dtls),
            128..=191 if datagram.len() >= 12 => Some(Self::Media),
            _ => None,
        }
    }
}

/// A binding request, not yet known to be genuine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BindingRequest<'a> {
    datagram: &'a [u8],
    /// The name part that we gave out.
    pub local: &'a str,
    /// The sender chooses this pair of addresses.
    pub nominates: bool,
    /// Where the integrity attribute begins.
    integrity_at: usize,
}

impl<'a> BindingRequest<'a> {
    /// Reads a request that has a name and an integrity; `None` for everything else.
    pub fn read(datagram: &'a [u8]) -> Option<Self> {
        let u16_at = |at: usize| Some(u16::from_be_bytes(datagram.get(at..at + 2)?.try_into().ok()?));
        if Kind::of(datagram)? != Kind::Stun || u16_at(0)? != BINDING_REQUEST {
            return None;
        }
        if usize::from(u16_at(2)?) + HEADER != datagram.len() {
            return None;
        }
        let (mut local, mut nominates) = (None, false);
        let mut at = HEADER;
        loop {
            let (kind, length) = (u16_at(at)?, usize::from(u16_at(at + 2)?));
            let value = datagram.get(at + 4..at + 4 + length)?;
            match kind {
                USERNAME => local = std::str::from_utf8(value).ok()?.split(':').next(),
                USE_CANDIDATE => nominates = true,
                MESSAGE_INTEGRITY if length == INTEGRITY_LENGTH - 4 => {
                    return Some(Self { datagram, local: local?, nominates, integrity_at: at });
                }
                _ => {}
            }
            at += 4 + length.div_ceil(4) * 4;
        }
    }

    /// Whether somebody made it who knows the password.
    pub fn is_genuine(&self, password: &str) -> bool {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(password.as_bytes()) else { return false };
        let Ok(length) = u16::try_from(self.integrity_at + INTEGRITY_LENGTH - HEADER) else { return false };
        let parts = (
            self.datagram.get(..2),
            self.datagram.get(4..self.integrity_at),
            self.datagram.get(self.integrity_at + 4..self.integrity_at + INTEGRITY_LENGTH),
        );
        let (Some(kind), Some(rest), Some(integrity)) = parts else { return false };
        // The length counts up to the integrity and no further.
        mac.update(kind);
        mac.update(&length.to_be_bytes());
        mac.update(rest);
        mac.verify_slice(integrity).is_ok()
    }
}

/// A genuine request, for tests.
#[cfg(test)]
pub fn request(username: &str, password: &str, nominates: bool) -> Vec<u8> {
    let mut message = vec![0, 1, 0, 0];
    message.extend(COOKIE);
    message.extend([7; 12]);
    message.extend([0, 6, 0, u8::try_from(username.len()).unwrap()]);
    message.extend(username.as_bytes());
    message.resize(message.len().div_ceil(4) * 4, 0);
    if nominates {
        message.extend([0, 0x25, 0, 0]);
    }
    let length = u16::try_from(message.len() - HEADER + INTEGRITY_LENGTH).unwrap();
    message[2..4].copy_from_slice(&length.to_be_bytes());
    let mut mac = Hmac::<Sha1>::new_from_slice(password.as_bytes()).unwrap();
    mac.update(&message);
    let integrity = mac.finalize().into_bytes();
    message.extend([0, 8, 0, 20]);
    message.extend(integrity);
    message
}

#[cfg(test)]
mod tests {
    use super::{BindingRequest, Kind, request};
    use proptest::prelude::*;

    #[test]
    fn a_request_is_read_and_its_integrity_checked() {
        let message = request("ours:theirs", "secret", true);
        let read = BindingRequest::read(&message).unwrap();
        assert_eq!((read.local, read.nominates), ("ours", true));
        assert!(read.is_genuine("secret") && !read.is_genuine("guess"));
        assert!(!BindingRequest::read(&request("ours:theirs", "secret", false)).unwrap().nominates);
    }

    #[test]
    fn every_changed_byte_makes_it_forged_or_unreadable() {
        let message = request("ours:theirs", "secret", true);
        for at in 0..message.len() {
            let mut forged = message.clone();
            forged[at] ^= 1;
            let genuine = BindingRequest::read(&forged).is_some_and(|read| read.is_genuine("secret"));
            assert!(!genuine, "byte {at}");
        }
    }

    proptest! {
        #[test]
        fn garbage_is_never_a_request_and_never_panics(datagram in prop::collection::vec(any::<u8>(), 0..256)) {
            prop_assert!(!BindingRequest::read(&datagram).is_some_and(|read| read.is_genuine("secret")));
        }

        #[test]
        fn garbage_behind_a_header_never_panics(rest in prop::collection::vec(any::<u8>(), 0..256)) {
            let mut datagram = vec![0, 1];
            datagram.extend(u16::try_from(rest.len()).unwrap().to_be_bytes());
            datagram.extend(super::COOKIE);
            datagram.extend([0; 12]);
            datagram.extend(rest);
            prop_assert_eq!(Kind::of(&datagram), Some(Kind::Stun));
            prop_assert!(!BindingRequest::read(&datagram).is_some_and(|read| read.is_genuine("secret")));
        }
    }
}
