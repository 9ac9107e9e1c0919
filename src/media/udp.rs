//! The UDP socket of a media thread: many datagrams with one call.

use nix::{
    errno::Errno,
    sys::socket::{MsgFlags, MultiHeaders, SockaddrLike, SockaddrStorage, recvmmsg, sendmmsg},
};
use socket2::{Domain, Protocol, Socket, Type};
use std::{
    io::{IoSlice, IoSliceMut},
    net::{IpAddr, Ipv6Addr, SocketAddr, SocketAddrV6, UdpSocket},
    os::fd::{AsFd, AsRawFd, BorrowedFd},
};

/// Datagrams of one call.
pub const BATCH: usize = 64;
/// Longest datagram that is read.
const LONGEST: usize = 2_048;
/// What the kernel may keep for us.
const BUFFER: usize = 4 * 1024 * 1024;

/// A socket with its buffers.
pub struct Udp {
    socket: UdpSocket,
    address: SocketAddr,
    buffers: Vec<[u8; LONGEST]>,
    incoming: MultiHeaders<SockaddrStorage>,
    outgoing: MultiHeaders<SockaddrStorage>,
}

impl Udp {
    /// Binds a socket that never waits.
    ///
    /// # Errors
    /// What the system says.
    pub fn bind(address: SocketAddr) -> std::io::Result<UdpSocket> {
        let socket = Socket::new(Domain::for_address(address), Type::DGRAM, Some(Protocol::UDP))?;
        if address.is_ipv6() {
            socket.set_only_v6(false)?;
        }
        // The system may give less, which costs packets only under load.
        let _ = socket.set_recv_buffer_size(BUFFER);
        let _ = socket.set_send_buffer_size(BUFFER);
        socket.set_nonblocking(true)?;
        socket.bind(&address.into())?;
        Ok(socket.into())
    }

    /// Takes over a bound socket.
    ///
    /// # Errors
    /// When it has no address.
    pub fn new(socket: UdpSocket) -> std::io::Result<Self> {
        let address = socket.local_addr()?;
        Ok(Self {
            socket,
            address,
            buffers: vec![[0; LONGEST]; BATCH],
            incoming: MultiHeaders::preallocate(BATCH, None),
            outgoing: MultiHeaders::preallocate(BATCH, None),
        })
    }

    /// To wait for.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }

    /// Gives what has come to `take`, at most [`BATCH`] datagrams, and tells how many there were.
    pub fn read(&mut self, mut take: impl FnMut(SocketAddr, &[u8])) -> usize {
        let mut found: [(Option<SocketAddr>, usize); BATCH] = [(None, 0); BATCH];
        let mut count = 0;
        {
            let mut slices: Vec<[IoSliceMut<'_>; 1]> =
                self.buffers.iter_mut().map(|buffer| [IoSliceMut::new(buffer)]).collect();
            let fd = self.socket.as_raw_fd();
            let Ok(messages) = recvmmsg(fd, &mut self.incoming, slices.iter_mut(), MsgFlags::MSG_DONTWAIT, None) else {
                return 0;
            };
            for (message, found) in messages.zip(&mut found) {
                *found = (message.address.as_ref().and_then(address_of), message.bytes);
                count += 1;
            }
        }
        for ((from, length), buffer) in found.iter().zip(&self.buffers).take(count) {
            if let (Some(from), Some(datagram)) = (from, buffer.get(..*length)) {
                take(*from, datagram);
            }
        }
        count
    }

    /// Sends all of these. What the kernel does not take is dropped, as on any network: waiting would hold up everybody.
    pub fn write<D: AsRef<[u8]>>(&mut self, datagrams: &[(SocketAddr, D)]) -> Written {
        let mut written = Written::default();
        let is_v6 = self.address.is_ipv6();
        for batch in datagrams.chunks(BATCH) {
            let mut rest = batch;
            while !rest.is_empty() {
                let slices: Vec<[IoSlice<'_>; 1]> =
                    rest.iter().map(|(_, datagram)| [IoSlice::new(datagram.as_ref())]).collect();
                let addresses: Vec<Option<SockaddrStorage>> =
                    rest.iter().map(|(to, _)| Some(SockaddrStorage::from(reachable(*to, is_v6)))).collect();
                let fd = self.socket.as_raw_fd();
                written.calls += 1;
                let sent = sendmmsg(fd, &mut self.outgoing, slices.iter(), &addresses, [], MsgFlags::MSG_DONTWAIT);
                let sent = match sent {
                    Ok(results) => results.count(),
                    Err(Errno::EINTR) => continue,
                    Err(_) => 0,
                };
                written.sent += sent as u64;
                if sent == 0 {
                    // The first one cannot be sent; those behind it may.
                    written.dropped += 1;
                }
                rest = rest.get(sent.max(1)..).unwrap_or_default();
            }
        }
        written
    }
}

/// What became of datagrams.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Taken by the kernel.
    pub sent: u64,
    /// Not taken.
    pub dropped: u64,
    /// Calls.
    pub calls: u64,
}

fn address_of(storage: &SockaddrStorage) -> Option<SocketAddr> {
    if storage.len() == 0 {
        return None;
    }
    if let Some(v4) = storage.as_sockaddr_in() {
        return Some(SocketAddr::new(IpAddr::V4(v4.ip()), v4.port()));
    }
    let v6 = storage.as_sockaddr_in6()?;
    Some(SocketAddr::new(v6.ip().to_canonical(), v6.port()))
}

/// The same address in the form that the socket takes.
fn reachable(to: SocketAddr, is_v6: bool) -> SocketAddr {
    match to.ip() {
        IpAddr::V4(ip) if is_v6 => {
            let mapped: Ipv6Addr = ip.to_ipv6_mapped();
            SocketAddr::V6(SocketAddrV6::new(mapped, to.port(), 0, 0))
        }
        _ => to,
    }
}

#[cfg(test)]
mod tests {
    use super::Udp;
    use std::{net::SocketAddr, time::Duration};

    fn pair(address: &str) -> (Udp, Udp) {
        let address: SocketAddr = address.parse().unwrap();
        let bind = || Udp::new(Udp::bind(address).unwrap()).unwrap();
        (bind(), bind())
    }

    fn read_all(udp: &mut Udp, count: usize) -> Vec<(SocketAddr, Vec<u8>)> {
        let mut all = Vec::new();
        while all.len() < count {
            if udp.read(|from, datagram| all.push((from, datagram.to_vec()))) == 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        all
    }

    #[test]
    fn many_datagrams_arrive_in_order_each_with_its_sender() {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let (mut from, mut to) = pair(address);
            let datagrams: Vec<_> = (0..200_u8).map(|n| (to.address, vec![n; usize::from(n) + 1])).collect();
            let written = from.write(&datagrams);
            assert_eq!((written.sent, written.dropped, written.calls), (200, 0, 4));
            let expected: Vec<_> = datagrams.into_iter().map(|(_, datagram)| (from.address, datagram)).collect();
            assert_eq!(read_all(&mut to, 200), expected);
        }
    }

    #[test]
    fn one_that_cannot_be_sent_does_not_hold_up_the_others() {
        let (mut from, mut to) = pair("127.0.0.1:0");
        let too_long = vec![0; 70_000];
        let written = from.write(&[(to.address, vec![1]), (to.address, too_long), (to.address, vec![2])]);
        assert_eq!((written.sent, written.dropped), (2, 1));
        assert_eq!(read_all(&mut to, 2), [(from.address, vec![1]), (from.address, vec![2])]);
    }
}
