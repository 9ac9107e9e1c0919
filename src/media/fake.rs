//! An engine that does nothing but remember, for tests of rooms: time is theirs.

use super::peer::{Credentials, Happened, Line, Medium, Packet, Peer, PeerError, Uplink};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

/// What was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    Sent { line: Line, packet: Packet, sources: [u32; 2] },
    AskedForKeyframe(Uplink, u8),
    Closed,
}

/// See the module.
#[derive(Default)]
pub struct FakePeer {
    lines: usize,
    offered: usize,
    pub done: Vec<Done>,
    pub happens: Vec<Happened>,
    pub panics: bool,
}

impl Peer for FakePeer {
    fn new(_: Instant, _: &Credentials, _: &[SocketAddr]) -> Result<Self, PeerError> {
        Ok(Self::default())
    }

    fn add_uplink(&mut self, _: Uplink) -> Result<Line, PeerError> {
        self.lines += 1;
        Ok(Line(self.lines - 1))
    }

    fn add_downlink(&mut self, _: Medium, _: &str, _: u32) -> Result<Line, PeerError> {
        self.lines += 1;
        Ok(Line(self.lines - 1))
    }

    fn offer(&mut self, _: Instant) -> Result<String, PeerError> {
        self.offered = self.lines;
        Ok("v=0\r\n".into())
    }

    fn answer(&mut self, _: Instant, _: &str) -> Result<(), PeerError> {
        Ok(())
    }

    fn mid(&mut self, line: Line) -> String {
        if line.0 < self.offered { line.0.to_string() } else { String::new() }
    }

    fn take_in(&mut self, _: Instant, _: SocketAddr, _: &[u8]) -> bool {
        assert!(!self.panics, "the trap in this test");
        true
    }

    fn pass_time(&mut self, _: Instant) {}

    fn drain(&mut self, now: Instant, happened: &mut Vec<Happened>) -> Instant {
        happened.append(&mut self.happens);
        now + Duration::from_secs(1)
    }

    fn send(&mut self, _: Instant, line: Line, packet: Packet, sources: [u32; 2]) {
        self.done.push(Done::Sent { line, packet, sources });
    }

    fn ask_for_keyframe(&mut self, _: Instant, uplink: Uplink, layer: u8) {
        self.done.push(Done::AskedForKeyframe(uplink, layer));
    }

    fn close(&mut self) {
        self.done.push(Done::Closed);
    }
}
