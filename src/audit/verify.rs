//! Checking an exported record, with nothing but the file. Strict: a line that could be written otherwise is a break.
//!
//! What the chain of hashes covers cannot be changed unnoticed: every event, their order, their number, the meeting. Not
//! covered is the header's `exported_at`, which says when the file was made; it is only checked for being possible. And a chain
//! that was rewritten from some event to its end is whole again: compare the head's hash with one you trust.

use super::{
    finding::{Break, Fault, Verified},
    rules::Rules,
};
use crate::ports::Head;
use orchestrasec_domain::{Seq, Timestamp, UserId};
use orchestrasec_protocol::{
    EncodedEvent,
    limits::COMMAND_ID_MAX,
    record::{Body, FORMAT, Hash, Header, Line},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    collections::HashSet,
    io::{BufRead, Read},
};

/// Longest line, in bytes with its line feed.
pub const LINE_MAX: u64 = 1024 * 1024;

/// Checks an exported record.
///
/// # Errors
/// The first break. When the header and all events fit together except for the last hash, the header is said to be wrong.
pub fn verify(mut reader: impl BufRead) -> Result<Verified, Break> {
    let mut verifier = Verifier::default();
    loop {
        if let Progress::Done(verified) = verifier.step(&mut reader)? {
            return Ok(verified);
        }
    }
}

/// [`verify`] step by step, for who wants to show how far it is.
#[derive(Debug, Clone, Default)]
pub struct Verifier {
    /// Lines read.
    line: u64,
    /// `None` before the header.
    chain: Option<Chain>,
}

/// How far a [`Verifier`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The line is good, and there has to be another.
    More,
    /// The whole file is good.
    Done(Verified),
}

impl Verifier {
    /// Reads and checks the next line, and after the last one that nothing follows.
    ///
    /// # Errors
    /// The first break; there is no use in going on then.
    pub fn step(&mut self, reader: &mut impl BufRead) -> Result<Progress, Break> {
        self.line = self.line.saturating_add(1);
        let at = |line, seq, what| Break { line, seq, what };
        let mut bytes = Vec::new();
        let Some(chain) = &mut self.chain else {
            let header =
                read_line(reader, &mut bytes).and_then(read_header).map_err(|what| at(self.line, None, what))?;
            self.chain = Some(Chain::new(header));
            return Ok(Progress::More);
        };
        let expected = Some(chain.seq.next());
        let followed = read_line(reader, &mut bytes).and_then(|line| chain.follow(line));
        followed.map_err(|what| at(self.line, expected, what))?;
        if chain.seq.0 < chain.header.events {
            return Ok(Progress::More);
        }
        if !reader.fill_buf().is_ok_and(<[u8]>::is_empty) {
            return Err(at(self.line.saturating_add(1), None, Fault::Trailing));
        }
        chain.end().map(Progress::Done).map_err(|what| at(1, None, what))
    }
}

/// One line without its line feed; never more than [`LINE_MAX`] is read for it.
fn read_line<'b>(reader: &mut impl BufRead, bytes: &'b mut Vec<u8>) -> Result<&'b str, Fault> {
    let length = reader.take(LINE_MAX).read_until(b'\n', bytes).map_err(|_| Fault::Unreadable)?;
    match bytes.split_last() {
        None => Err(Fault::Missing),
        Some((b'\n', line)) => std::str::from_utf8(line).map_err(|_| Fault::NotCanonical),
        Some(_) if length as u64 == LINE_MAX => Err(Fault::TooLong),
        Some(_) => Err(Fault::Unterminated),
    }
}

fn read_header(line: &str) -> Result<Header, Fault> {
    let header: Header = serde_json::from_str(line).map_err(|_| Fault::NotAHeader)?;
    is_canonical(&header, line)?;
    if header.record != FORMAT {
        return Err(Fault::OtherFormat);
    }
    // A record without its first event is none.
    if header.events == 0 { Err(Fault::NotCreated) } else { Ok(header) }
}

fn is_canonical(value: &impl Serialize, text: &str) -> Result<(), Fault> {
    match serde_json::to_string(value) {
        Ok(written) if written == text => Ok(()),
        _ => Err(Fault::NotCanonical),
    }
}

/// [`Line`] for reading: serde cannot take verbatim JSON out of an untagged enum.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<'a> {
    #[serde(borrow)]
    event: Option<&'a RawValue>,
    redacted: Option<Seq>,
    hash: Hash,
}

/// What has to be remembered of the lines so far.
#[derive(Debug, Clone)]
struct Chain {
    header: Header,
    seq: Seq,
    hash: Hash,
    last_at: Option<Timestamp>,
    commands: HashSet<(UserId, String)>,
    rules: Rules,
    redacted: u64,
    unknown: u64,
}

impl Chain {
    fn new(header: Header) -> Self {
        Self {
            rules: Rules::new(header.meeting_id),
            header,
            seq: Seq(0),
            hash: Hash::ZERO,
            last_at: None,
            commands: HashSet::new(),
            redacted: 0,
            unknown: 0,
        }
    }

    fn follow(&mut self, text: &str) -> Result<(), Fault> {
        let parts: Parts = serde_json::from_str(text).map_err(|_| Fault::NotAnEvent)?;
        let hash = parts.hash;
        match (parts.event, parts.redacted) {
            (Some(event), None) => {
                is_canonical(&Line::Event { event: Cow::Borrowed(event), hash }, text)?;
                self.follow_event(event, hash)?;
            }
            (None, Some(redacted)) => {
                is_canonical(&Line::Redacted { redacted, hash }, text)?;
                self.count(redacted)?;
                // The beginning is for everybody: without it nobody could say whose record this is.
                hold_created(self.seq != Seq(1))?;
                self.redacted += 1;
            }
            _ => return Err(Fault::NotAnEvent),
        }
        self.hash = hash;
        Ok(())
    }

    /// After the last event: whether the header is that of this record.
    fn end(&self) -> Result<Verified, Fault> {
        if self.hash != self.header.head_hash {
            return Err(Fault::OtherHead);
        }
        if self.last_at.is_some_and(|last| self.header.exported_at < last) {
            return Err(Fault::TimeRanBackwards);
        }
        Ok(Verified {
            meeting_id: self.header.meeting_id,
            events: self.header.events,
            head: Head { seq: self.seq, hash: self.hash },
            redacted: self.redacted,
            unknown: self.unknown,
        })
    }

    fn follow_event(&mut self, event: &RawValue, hash: Hash) -> Result<(), Fault> {
        let body: Body = serde_json::from_str(event.get()).map_err(|_| Fault::NotAnEvent)?;
        is_canonical(&body, event.get())?;
        self.count(body.seq)?;
        if body.meeting_id != self.header.meeting_id {
            return Err(Fault::OtherMeeting);
        }
        if self.hash.link(event.get()) != hash {
            return Err(Fault::OtherHash);
        }
        hold_created(self.seq != Seq(1) || body.kind == "meeting_created")?;
        if self.last_at.is_some_and(|last| body.at < last) {
            return Err(Fault::TimeRanBackwards);
        }
        self.last_at = Some(body.at);
        self.follow_command(&body)?;
        match EncodedEvent::decode(&body.kind, &body.payload) {
            Ok(event) => self.rules.follow(&event),
            // A later version's kind: the chain covers it all the same.
            Err(_) if self.seq != Seq(1) => {
                self.unknown += 1;
                Ok(())
            }
            Err(_) => Err(Fault::NotCreated),
        }
    }

    fn count(&mut self, seq: Seq) -> Result<(), Fault> {
        if seq != self.seq.next() {
            return Err(Fault::OtherSeq);
        }
        self.seq = seq;
        Ok(())
    }

    fn follow_command(&mut self, body: &Body) -> Result<(), Fault> {
        let Some(id) = &body.command_id else { return Ok(()) };
        let possible = (1..=COMMAND_ID_MAX).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic());
        let Some(actor) = body.actor.filter(|_| possible) else { return Err(Fault::BadCommandId) };
        if self.commands.insert((actor, id.clone().into_owned())) { Ok(()) } else { Err(Fault::RepeatedCommand) }
    }
}

fn hold_created(holds: bool) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(Fault::NotCreated) }
}
