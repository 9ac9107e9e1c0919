//! One connection of the bare server.

use crate::ws::{self, Frame};
use anyhow::{Context, Result};
use mio::net::TcpStream;
use serde::Deserialize;
use std::io::{ErrorKind, Write};

/// What a peer said.
#[derive(Debug)]
pub enum Heard {
    /// It wants the events from now on.
    Joined,
    /// It wants something done.
    Command(String),
    /// Nothing that matters here.
    Other,
}

#[derive(Deserialize)]
struct Said<'a> {
    r#type: &'a str,
    token: Option<&'a str>,
}

/// A connection.
#[derive(Debug)]
pub struct Peer {
    /// The socket.
    pub stream: TcpStream,
    /// The account: what it gave as its token.
    pub who: String,
    /// The last event when it joined; 0: it did not.
    pub joined_at: u64,
    upgraded: bool,
    input: Vec<u8>,
    backlog: Vec<u8>,
}

impl Peer {
    /// Before the handshake.
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, who: String::new(), joined_at: 0, upgraded: false, input: Vec::new(), backlog: Vec::new() }
    }

    /// Bytes came.
    pub fn take(&mut self, bytes: &[u8]) {
        self.input.extend_from_slice(bytes);
    }

    /// The next thing that was said, if it came whole.
    pub fn next(&mut self) -> Result<Option<Heard>> {
        if !self.upgraded {
            let Some(end) = ws::head_end(&self.input) else { return Ok(None) };
            let request: Vec<u8> = self.input.drain(..end).collect();
            let answer = ws::upgrade_answer(str::from_utf8(&request)?).context("no WebSocket key")?;
            self.send(answer.as_bytes())?;
            self.upgraded = true;
        }
        let Some(Frame { opcode, mask, payload }) = ws::parse(&self.input)? else {
            if self.input.is_empty() {
                self.input = Vec::new();
            }
            return Ok(None);
        };
        let end = payload.end;
        let heard = match self.input.get_mut(payload) {
            Some(text) if opcode == ws::TEXT => {
                ws::unmask(text, mask.unwrap_or_default());
                let said: Said<'_> = serde_json::from_slice(text)?;
                if let Some(token) = said.token {
                    self.who = token.to_owned();
                }
                match said.r#type {
                    "hello" => {
                        self.say(br#"{"type":"welcome","protocol":1}"#)?;
                        Heard::Other
                    }
                    "join" => Heard::Joined,
                    command => Heard::Command(command.to_owned()),
                }
            }
            _ => Heard::Other,
        };
        self.input.drain(..end);
        Ok(Some(heard))
    }

    /// Sends a text.
    pub fn say(&mut self, text: &[u8]) -> Result<()> {
        let mut frame = Vec::with_capacity(text.len() + 10);
        ws::server_frame(&mut frame, ws::TEXT, text);
        self.send(&frame)
    }

    /// Writes at once; what the socket does not take waits.
    pub fn send(&mut self, bytes: &[u8]) -> Result<()> {
        if !self.backlog.is_empty() {
            self.backlog.extend_from_slice(bytes);
            return self.flush();
        }
        let written = match self.stream.write(bytes) {
            Ok(written) => written,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => return Err(error.into()),
        };
        self.backlog.extend_from_slice(bytes.get(written..).unwrap_or_default());
        Ok(())
    }

    /// Writes what waits, as far as the socket takes it.
    pub fn flush(&mut self) -> Result<()> {
        while !self.backlog.is_empty() {
            match self.stream.write(&self.backlog) {
                Ok(written) => drop(self.backlog.drain(..written)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        self.backlog = Vec::new();
        Ok(())
    }
}
