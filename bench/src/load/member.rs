//! One socket of the load generator.

use super::{Ask, Shared, Watch};
use crate::{
    scan::{self, Kind},
    server::Account,
    ws::{self, Frame},
};
use anyhow::{Context, Result, bail};
use mio::net::TcpStream;
use serde::Deserialize;
use std::io::{ErrorKind, Write};

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The handshake is under way.
    Upgrading,
    /// Hello was said.
    Greeting,
    /// Join was said.
    Joining,
    /// It has its snapshot.
    Live,
    /// The server closed it, with this code (1006: without one).
    Gone(u16),
}

/// A connection and what it has seen.
#[derive(Debug)]
pub struct Member {
    /// The socket.
    pub stream: TcpStream,
    /// How far it has come.
    pub stage: Stage,
    /// Which account is behind it.
    pub account: usize,
    /// It reads its events properly and gives commands; the others only count.
    pub is_voice: bool,
    /// The number of the last event.
    pub last_seq: u64,
    /// Events since the marks were set.
    pub seen: u64,
    /// A hash of these events in their order.
    pub hash: u64,
    /// An event was missing, twice there or out of order.
    pub is_broken: bool,
    input: Vec<u8>,
    output: Vec<u8>,
}

#[derive(Deserialize)]
struct EventsFrame<'a> {
    #[serde(borrow)]
    events: Vec<Event<'a>>,
}

#[derive(Deserialize)]
struct Event<'a> {
    kind: &'a str,
    #[serde(borrow)]
    payload: Payload<'a>,
}

#[derive(Deserialize)]
struct Payload<'a> {
    participant_id: Option<&'a str>,
}

impl Member {
    /// A connection that has just been made; the handshake is sent.
    pub fn new(stream: TcpStream, account: usize, is_voice: bool, host: &str) -> Result<Self> {
        let mut member = Self {
            stream,
            stage: Stage::Upgrading,
            account,
            is_voice,
            last_seq: 0,
            seen: 0,
            hash: 0,
            is_broken: false,
            input: Vec::new(),
            output: ws::upgrade_request(host).into_bytes(),
        };
        member.flush()?;
        Ok(member)
    }

    /// Counts anew from here.
    pub fn set_mark(&mut self) {
        (self.seen, self.hash, self.is_broken) = (0, 0, false);
    }

    /// Sends a text.
    pub fn say(&mut self, text: &[u8]) -> Result<()> {
        ws::client_frame(&mut self.output, ws::TEXT, text);
        self.flush()
    }

    /// Writes what waits, as far as the socket takes it.
    pub fn flush(&mut self) -> Result<()> {
        while !self.output.is_empty() {
            match self.stream.write(&self.output) {
                Ok(written) => drop(self.output.drain(..written)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => {
                    self.stage = Stage::Gone(1006);
                    return Err(error).context("a member's socket");
                }
            }
        }
        Ok(())
    }

    /// Bytes came.
    pub fn take(&mut self, at: usize, fresh: &[u8], shared: &mut Shared, watch: &mut dyn Watch) -> Result<()> {
        if self.input.is_empty() {
            let used = self.read(at, fresh, shared, watch)?;
            self.input.extend_from_slice(fresh.get(used..).unwrap_or_default());
        } else {
            let mut input = std::mem::take(&mut self.input);
            input.extend_from_slice(fresh);
            let used = self.read(at, &input, shared, watch)?;
            input.drain(..used);
            // An empty buffer is given back: thousands of members keep none.
            self.input = if input.is_empty() { Vec::new() } else { input };
        }
        self.flush()
    }

    /// Returns how many bytes were used up.
    fn read(&mut self, at: usize, bytes: &[u8], shared: &mut Shared, watch: &mut dyn Watch) -> Result<usize> {
        let mut used = 0;
        if self.stage == Stage::Upgrading {
            let Some(end) = ws::head_end(bytes) else { return Ok(0) };
            if !bytes.starts_with(b"HTTP/1.1 101") {
                bail!("no WebSocket: {}", String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()));
            }
            let hello = format!(r#"{{"type":"hello","protocol":1,"token":"{}"}}"#, self.account(shared)?.token);
            self.say(hello.as_bytes())?;
            self.stage = Stage::Greeting;
            used = end;
        }
        loop {
            let rest = bytes.get(used..).unwrap_or_default();
            let Some(Frame { opcode, payload, .. }) = ws::parse(rest)? else { return Ok(used) };
            used += payload.end;
            let payload = rest.get(payload).unwrap_or_default();
            match opcode {
                ws::TEXT => self.text(at, payload, shared, watch)?,
                ws::PING => ws::client_frame(&mut self.output, ws::PONG, payload),
                ws::CLOSE => {
                    let code = payload.first_chunk::<2>().map_or(1006, |code| u16::from_be_bytes(*code));
                    self.stage = Stage::Gone(code);
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, at: usize, text: &[u8], shared: &mut Shared, watch: &mut dyn Watch) -> Result<()> {
        match (scan::kind(text), self.stage) {
            (Kind::Events, Stage::Live) => self.events(at, text, shared, watch)?,
            (Kind::Welcome, Stage::Greeting) => {
                let join = format!(
                    r#"{{"type":"join","id":"j{at}","meeting_id":"{}","role":"participant"}}"#,
                    shared.meeting_id
                );
                self.say(join.as_bytes())?;
                self.stage = Stage::Joining;
            }
            (Kind::Snapshot, Stage::Joining) => {
                self.last_seq = scan::first_seq(text).context("a snapshot without a number")?;
                self.stage = Stage::Live;
                shared.live += 1;
            }
            (Kind::Refusal, _) => bail!("the server refused: {}", String::from_utf8_lossy(text)),
            _ => {}
        }
        Ok(())
    }

    fn events(&mut self, at: usize, text: &[u8], shared: &mut Shared, watch: &mut dyn Watch) -> Result<()> {
        let from = self.last_seq;
        let mut count = 0;
        scan::each_event(text, |seq, event| {
            self.is_broken |= seq != self.last_seq + 1;
            self.last_seq = self.last_seq.max(seq);
            self.hash = scan::mix(self.hash, event);
            count += 1;
        });
        self.seen += count;
        shared.delivered += count;
        watch.events(at, from, self.last_seq);
        if self.is_voice {
            watch.text(text);
            let frame: EventsFrame<'_> = serde_json::from_slice(text).context("an events frame cannot be read")?;
            for event in frame.events {
                if event.payload.participant_id == Some(self.account(shared)?.id.as_str())
                    && let Some(ask) = watch.own(at, event.kind)
                {
                    self.ask(ask, shared);
                }
            }
        }
        Ok(())
    }

    /// Puts a command into the output.
    pub fn ask(&mut self, ask: Ask, shared: &mut Shared) {
        let text = shared.command(ask);
        ws::client_frame(&mut self.output, ws::TEXT, text.as_bytes());
    }

    fn account<'a>(&self, shared: &'a Shared) -> Result<&'a Account> {
        shared.accounts.get(self.account).context("a member without an account")
    }
}
