//! The bare limit: one thread, one epoll, events encoded once, all events of a turn in one write per socket.
//! It knows nobody, keeps nothing and checks nothing; no server that does can be faster by much.

mod floor;
mod peer;
mod template;

pub use template::{Texts, built_in};

use crate::ws;
use anyhow::{Context, Result};
use floor::Floor;
use mio::{Events, Interest, Poll, Token, net::TcpListener};
use peer::{Heard, Peer};
use std::{
    fs,
    io::{ErrorKind, Read},
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

const LISTENER: Token = Token(usize::MAX);
/// Nobody measures for longer: a forgotten server ends by itself.
const LIFETIME: Duration = Duration::from_mins(15);

/// Serves until killed, or for a quarter of an hour.
pub fn serve(listen: SocketAddr, texts: &Path) -> Result<()> {
    let texts: Texts = serde_json::from_slice(&fs::read(texts).context("the event texts cannot be read")?)?;
    let mut listener = TcpListener::bind(listen)?;
    let poll = Poll::new()?;
    poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
    let mut server = Server {
        poll,
        listener,
        peers: Vec::new(),
        floor: Floor::new(&texts)?,
        turn: Vec::new(),
        frame: Vec::new(),
        buffer: vec![0; 64 * 1_024],
    };
    let until = Instant::now() + LIFETIME;
    let mut events = Events::with_capacity(4_096);
    while let Some(left) = until.checked_duration_since(Instant::now()) {
        match server.poll.poll(&mut events, Some(left)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            polled => polled?,
        }
        for event in &events {
            match event.token() {
                LISTENER => server.accept()?,
                Token(at) => server.ready(at, event.is_read_closed()),
            }
        }
        server.broadcast();
    }
    Ok(())
}

struct Server {
    poll: Poll,
    listener: TcpListener,
    /// A place stays empty when its peer has gone.
    peers: Vec<Option<Peer>>,
    floor: Floor,
    /// The events of this turn.
    turn: Vec<u8>,
    frame: Vec<u8>,
    buffer: Vec<u8>,
}

impl Server {
    fn accept(&mut self) -> Result<()> {
        loop {
            match self.listener.accept() {
                Ok((mut stream, _)) => {
                    stream.set_nodelay(true)?;
                    let token = Token(self.peers.len());
                    self.poll.registry().register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
                    self.peers.push(Some(Peer::new(stream)));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn ready(&mut self, at: usize, ends: bool) {
        let Some(place) = self.peers.get_mut(at) else { return };
        let Some(peer) = place else { return };
        if Self::converse(peer, &mut self.buffer, &mut self.floor, &mut self.turn, ends).is_err() {
            *place = None;
        }
    }

    /// An error means that the peer has gone.
    fn converse(peer: &mut Peer, buffer: &mut [u8], floor: &mut Floor, turn: &mut Vec<u8>, ends: bool) -> Result<()> {
        peer.flush()?;
        loop {
            let read = match peer.stream.read(buffer) {
                Ok(0) => anyhow::bail!("the end"),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            };
            peer.take(buffer.get(..read).unwrap_or_default());
            while let Some(heard) = peer.next()? {
                match heard {
                    Heard::Joined => {
                        let snapshot = format!(r#"{{"type":"snapshot","meeting_id":"","seq":{}}}"#, floor.seq());
                        // Events of this turn come with the turn: the snapshot has to count them already.
                        peer.joined_at = floor.seq();
                        peer.say(snapshot.as_bytes())?;
                    }
                    Heard::Command(command) => floor.act(&command, &peer.who, turn),
                    Heard::Other => {}
                }
            }
            // A short read emptied the socket: the next edge will tell.
            if read < buffer.len() && !ends {
                return Ok(());
            }
        }
    }

    fn broadcast(&mut self) {
        if self.turn.is_empty() {
            return;
        }
        let mut payload = Vec::with_capacity(self.turn.len() + 128);
        payload
            .extend_from_slice(br#"{"type":"events","meeting_id":"01935a00-0000-7000-8000-0000000000aa","events":["#);
        payload.append(&mut self.turn);
        payload.extend_from_slice(b"]}");
        self.frame.clear();
        ws::server_frame(&mut self.frame, ws::TEXT, &payload);
        for place in &mut self.peers {
            if place.as_mut().is_some_and(|peer| peer.joined_at > 0 && peer.send(&self.frame).is_err()) {
                *place = None;
            }
        }
    }
}
