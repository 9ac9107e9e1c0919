//! Audio and video: an SFU in threads of its own. Whoever holds the floor is the only one whose sound is passed on.
//!
//! Reading order: `ports/media.rs` (the gate and the orders), `worker.rs` (a thread), `demux.rs` and `stun.rs` (whose datagram is it),
//! `room.rs` and `member.rs` (who takes part), `route.rs` (the gate at work), `rewrite.rs` (one stream of many), `peer.rs` (the engine).

mod demux;
#[cfg(test)]
mod fake;
mod member;
mod peer;
mod rewrite;
mod room;
#[cfg(test)]
mod room_tests;
mod route;
mod sdp;
mod stats;
mod stun;
mod turn;
mod udp;
mod worker;

pub use turn::Turn;

use crate::ports::media::{MediaOrder, MediaPlane};
use nix::sys::eventfd::{EfdFlags, EventFd};
use orchestrasec_domain::MeetingId;
use peer::RtcPeer;
use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
};
use udp::Udp;
use worker::{Parts, Worker};

/// What the media plane is made of.
#[derive(Clone)]
pub struct MediaSettings {
    /// The address the sockets are bound to.
    pub listen: IpAddr,
    /// The first port; each thread takes the next one. 0: any free ones.
    pub port: u16,
    /// The addresses clients are told; empty: `listen`.
    pub public: Vec<IpAddr>,
    /// How many threads.
    pub threads: usize,
    /// The relay, if any.
    pub turn: Option<Turn>,
}

struct Thread {
    orders: Sender<(MeetingId, MediaOrder)>,
    wake: Arc<EventFd>,
}

impl Thread {
    fn wake(&self) {
        // Full means that the thread has not looked since the last four thousand million orders.
        let _ = self.wake.write(1);
    }
}

/// The media plane: gives orders to the thread that a meeting falls to. The threads end with it.
pub struct Media {
    threads: Vec<Thread>,
    ports: Vec<u16>,
}

impl Media {
    /// Binds the sockets and starts the threads.
    ///
    /// # Errors
    /// What the system says about a port or a thread.
    pub fn start(settings: &MediaSettings) -> std::io::Result<Self> {
        let (mut threads, mut ports) = (Vec::new(), Vec::new());
        for number in 0..settings.threads.max(1) {
            let port = match settings.port {
                0 => 0,
                first => first.saturating_add(u16::try_from(number).unwrap_or(u16::MAX)),
            };
            let socket = Udp::bind(SocketAddr::new(settings.listen, port)).map_err(|error| {
                std::io::Error::new(error.kind(), format!("UDP port {port} for audio and video: {error}"))
            })?;
            let port = socket.local_addr()?.port();
            let own = [settings.listen];
            let addresses = if settings.public.is_empty() { &own[..] } else { &settings.public };
            let candidates = addresses.iter().map(|ip| SocketAddr::new(*ip, port)).collect();
            let (sender, orders) = channel();
            let wake = EventFd::from_value_and_flags(0, EfdFlags::EFD_NONBLOCK | EfdFlags::EFD_CLOEXEC)?;
            let wake = Arc::new(wake);
            let turn = settings.turn.clone();
            let given = Parts { socket, candidates, turn, orders, wake: wake.clone() };
            let thread = std::thread::Builder::new().name(format!("media-{number}"));
            thread.spawn(move || match Worker::<RtcPeer>::new(given) {
                Ok(worker) => worker.run(),
                Err(error) => tracing::error!(%error, "a media thread did not start"),
            })?;
            threads.push(Thread { orders: sender, wake });
            ports.push(port);
        }
        Ok(Self { threads, ports })
    }

    /// The UDP ports, one for each thread.
    pub fn ports(&self) -> &[u16] {
        &self.ports
    }
}

impl MediaPlane for Media {
    fn order(&self, meeting: MeetingId, order: MediaOrder) {
        let thread = meeting.0.as_u128() % self.threads.len().max(1) as u128;
        let Some(thread) = usize::try_from(thread).ok().and_then(|thread| self.threads.get(thread)) else { return };
        if thread.orders.send((meeting, order)).is_err() {
            tracing::error!(%meeting, "a media thread is gone");
        }
        thread.wake();
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        for Thread { orders, wake } in self.threads.drain(..) {
            drop(orders);
            let _ = wake.write(1);
        }
    }
}
