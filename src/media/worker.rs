//! One media thread: it owns a socket, the rooms whose meetings fall to it, and everybody in them. It takes no lock and waits for
//! nothing but its socket, its orders and the next deadline.

use super::{
    demux::Demux,
    member::random,
    peer::Peer,
    room::{Around, Known, Room},
    stats::Counts,
    turn::Turn,
    udp::{BATCH, Udp},
};
use crate::ports::{
    SessionId,
    media::{MediaOrder, MediaSink},
};
use bytes::BytesMut;
use nix::{
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::eventfd::EventFd,
};
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::{Code, ServerMessage};
use std::{
    collections::HashMap,
    net::{SocketAddr, UdpSocket},
    os::fd::AsFd,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError},
    },
    time::{Duration, Instant},
};

/// Batches that are read before the engines' clocks and the orders have their turn.
const READS_IN_A_ROW: usize = 8;
/// How long a thread sleeps at most.
const IDLE: Duration = Duration::from_secs(1);

/// What a thread begins with.
pub struct Parts {
    /// Its socket.
    pub socket: UdpSocket,
    /// The addresses that clients are told.
    pub candidates: Vec<SocketAddr>,
    /// The relay, if any.
    pub turn: Option<Turn>,
    /// Where orders come from; the thread ends with it.
    pub orders: Receiver<(MeetingId, MediaOrder)>,
    /// What wakes the thread when there are some.
    pub wake: Arc<EventFd>,
}

/// The state of a thread.
pub struct Worker<P> {
    udp: Udp,
    candidates: Vec<SocketAddr>,
    turn: Option<Turn>,
    orders: Receiver<(MeetingId, MediaOrder)>,
    wake: Arc<EventFd>,
    rooms: HashMap<MeetingId, Room<P>>,
    demux: Demux<(MeetingId, SessionId)>,
    counts: Counts,
    out: Vec<(SocketAddr, BytesMut)>,
    told_at: Instant,
    peers: usize,
    name: String,
}

impl<P: Peer> Worker<P> {
    /// A thread without rooms.
    ///
    /// # Errors
    /// When the socket has no address.
    pub fn new(parts: Parts) -> std::io::Result<Self> {
        let Parts { socket, candidates, turn, orders, wake } = parts;
        Ok(Self {
            udp: Udp::new(socket)?,
            candidates,
            turn,
            orders,
            wake,
            rooms: HashMap::new(),
            demux: Demux::default(),
            counts: Counts::default(),
            out: Vec::new(),
            told_at: Instant::now(),
            peers: 0,
            name: format!("{:016x}", random()),
        })
    }

    /// Works until nobody can give orders any more.
    pub fn run(mut self) {
        loop {
            // Engines have guards of their own; this one is for everything else, because nobody could take the thread's place.
            match std::panic::catch_unwind(AssertUnwindSafe(|| self.round())) {
                Ok(true) => {}
                Ok(false) => return,
                Err(_) => {
                    tracing::error!("a media thread panicked and goes on");
                    self.out.clear();
                    std::thread::sleep(Duration::from_millis(10));
                }
            }
        }
    }

    fn round(&mut self) -> bool {
        let now = Instant::now();
        let next = self.rooms.values().map(Room::due).min();
        let wait = next.map_or(IDLE, |at| at.saturating_duration_since(now).min(IDLE));
        // Rounded up: waking before the deadline would be waking twice.
        let ms = u16::try_from(wait.as_micros().div_ceil(1_000)).unwrap_or(u16::MAX);
        let (readable, ordered) = {
            let mut fds =
                [PollFd::new(self.udp.fd(), PollFlags::POLLIN), PollFd::new(self.wake.as_fd(), PollFlags::POLLIN)];
            // An interrupted wait is a short one.
            let _ = poll(&mut fds, PollTimeout::from(ms));
            let [udp, wake] = &fds;
            (udp.any().unwrap_or(false), wake.any().unwrap_or(false))
        };
        if ordered {
            let _ = self.wake.read();
            if !self.obey() {
                return false;
            }
        }
        if readable {
            for _ in 0..READS_IN_A_ROW {
                if self.read() < BATCH {
                    break;
                }
            }
        }
        self.pass_time();
        self.flush();
        self.tell_counts();
        true
    }

    /// Obeys what was ordered; false: nobody is there any more to order.
    fn obey(&mut self) -> bool {
        loop {
            match self.orders.try_recv() {
                Ok((meeting, order)) => {
                    let now = Instant::now();
                    self.order(now, meeting, order);
                    self.settle(now, meeting);
                }
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => return false,
            }
        }
    }

    fn order(&mut self, now: Instant, meeting: MeetingId, order: MediaOrder) {
        let mut around = Around {
            candidates: &self.candidates,
            turn: self.turn.as_ref(),
            counts: &mut self.counts,
            out: &mut self.out,
        };
        if let MediaOrder::Open(gate) = order {
            match self.rooms.get_mut(&meeting) {
                Some(room) => room.reopen(now, gate),
                None => drop(self.rooms.insert(meeting, Room::new(meeting, gate))),
            }
            return;
        }
        let Some(room) = self.rooms.get_mut(&meeting) else {
            if let MediaOrder::Join(join) = order {
                refuse(&join.sink, meeting, Code::MeetingUnavailable);
            }
            return;
        };
        match order {
            MediaOrder::Open(_) => {}
            MediaOrder::Abandon(gate) => room.abandon(now, &gate),
            MediaOrder::End(code) => room.end(now, code, &mut around),
            MediaOrder::Join(join) => room.join(now, join, &mut around),
            MediaOrder::Confirm { session, may_speak } => room.confirm(now, session, may_speak, &mut around),
            MediaOrder::Answer { session, rev, sdp } => room.answer(now, session, rev, &sdp, &mut around),
            MediaOrder::Want { session, slots } => room.want(now, session, slots, &mut around),
            MediaOrder::Restart(session) => room.restart(now, session, &mut around),
            MediaOrder::Leave { session, why } => room.leave(now, session, why, &mut around),
        }
    }

    fn read(&mut self) -> usize {
        let now = Instant::now();
        let Self { udp, rooms, demux, counts, out, candidates, turn, .. } = self;
        let mut touched: Vec<MeetingId> = Vec::new();
        let count = udp.read(|from, datagram| match demux.sort(now, from, datagram) {
            Ok((meeting, session)) => {
                let Some(room) = rooms.get_mut(&meeting) else { return };
                let mut around = Around { candidates, turn: turn.as_ref(), counts, out };
                room.take_in(now, session, from, datagram, &mut around);
                if !touched.contains(&meeting) {
                    touched.push(meeting);
                }
            }
            Err(stray) => counts.stray(stray),
        });
        if count > 0 {
            self.counts.reads += 1;
            self.counts.datagrams_in += count as u64;
        }
        for meeting in touched {
            self.settle(now, meeting);
        }
        self.flush();
        count
    }

    /// Lets a room's engines speak, and takes over what changed about credentials.
    fn settle(&mut self, now: Instant, meeting: MeetingId) {
        let Some(room) = self.rooms.get_mut(&meeting) else { return };
        let mut around = Around {
            candidates: &self.candidates,
            turn: self.turn.as_ref(),
            counts: &mut self.counts,
            out: &mut self.out,
        };
        room.pump(now, &mut around);
        for known in room.take_known() {
            match known {
                Known::Added(session, local, password) => self.demux.add((meeting, session), local, password),
                Known::Removed(session) => self.demux.remove((meeting, session)),
            }
        }
    }

    fn pass_time(&mut self) {
        let now = Instant::now();
        let is_due = |(_, room): &(&MeetingId, &Room<P>)| room.due() <= now;
        let meetings: Vec<MeetingId> = self.rooms.iter().filter(is_due).map(|(meeting, _)| *meeting).collect();
        for meeting in meetings {
            let Some(room) = self.rooms.get_mut(&meeting) else { continue };
            if room.is_over(now) {
                self.rooms.remove(&meeting);
                continue;
            }
            let mut around = Around {
                candidates: &self.candidates,
                turn: self.turn.as_ref(),
                counts: &mut self.counts,
                out: &mut self.out,
            };
            room.pass_time(now, &mut around);
            self.settle(now, meeting);
        }
        self.peers = self.rooms.values().map(Room::len).sum();
    }

    fn flush(&mut self) {
        if self.out.is_empty() {
            return;
        }
        let written = self.udp.write(&self.out);
        self.counts.datagrams_out += written.sent;
        self.counts.unsent += written.dropped;
        self.counts.writes += written.calls;
        self.out.clear();
    }

    fn tell_counts(&mut self) {
        if self.told_at.elapsed() < Duration::from_secs(1) {
            return;
        }
        self.told_at = Instant::now();
        self.counts.tell();
        let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        metrics::gauge!("media_peers", "thread" => self.name.clone()).set(count(self.peers));
        metrics::gauge!("media_rooms", "thread" => self.name.clone()).set(count(self.rooms.len()));
    }
}

fn refuse(sink: &MediaSink, meeting_id: MeetingId, code: Code) {
    sink(ServerMessage::MediaError { meeting_id, code, ended: true });
}
