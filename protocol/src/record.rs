//! The record of a meeting as a file: one JSON object a line, chained by SHA-256. `docs/protocol.md`, *The record*, describes it
//! for people who write a verifier.

use crate::EncodedEvent;
use orchestrasec_domain::{MeetingId, Seq, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fmt, str::FromStr};

/// What the first line's `record` says.
pub const FORMAT: &str = "orchestrasec/1";

/// A SHA-256 value; on the wire 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first event.
    pub const ZERO: Self = Self([0; 32]);

    /// The hash of an event whose body is `body` and whose predecessor has this hash: SHA-256 of this hash in hexadecimal, a line
    /// feed, and the body's bytes.
    #[must_use]
    pub fn link(&self, body: &str) -> Self {
        let mut sha = Sha256::new();
        sha.update(self.to_string().as_bytes());
        sha.update(b"\n");
        sha.update(body.as_bytes());
        Self(sha.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;
    fn from_str(text: &str) -> Result<Self, NotAHash> {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(NotAHash);
        }
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAHash)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What is hashed of an event: this object as compact JSON, members in this order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body<'a> {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// Its place in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `None`: time did.
    pub actor: Option<UserId>,
    /// The stable name.
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    /// What happened, verbatim.
    #[serde(borrow)]
    pub payload: Cow<'a, RawValue>,
    /// The client's id of the command that caused it; on the first of the command's events.
    #[serde(borrow)]
    pub command_id: Option<Cow<'a, str>>,
}

impl<'a> Body<'a> {
    /// The body of an event.
    pub fn of(meeting_id: MeetingId, event: &'a EncodedEvent, command_id: Option<&'a str>) -> Self {
        Self {
            meeting_id,
            seq: event.seq,
            at: event.at,
            actor: event.actor,
            kind: Cow::Borrowed(&event.kind),
            payload: Cow::Borrowed(&event.payload),
            command_id: command_id.map(Cow::Borrowed),
        }
    }

    /// The bytes that are hashed.
    ///
    /// # Errors
    /// When serialisation fails, which it does not for an event that was encoded.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

/// The first line of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`]
    pub record: String,
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// How many lines follow.
    pub events: u64,
    /// The last event's hash.
    pub head_hash: Hash,
    /// When the export was made.
    pub exported_at: Timestamp,
}

/// Every further line of an export.
///
/// Written only: serde cannot read verbatim JSON through an untagged enum. `audit::verify` reads lines strictly.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Line<'a> {
    /// An event.
    Event {
        /// The body, verbatim.
        event: Cow<'a, RawValue>,
        /// Its hash.
        hash: Hash,
    },
    /// An event that the exporter may not see; its hash keeps the chain whole.
    Redacted {
        /// Which one.
        redacted: Seq,
        /// Its hash.
        hash: Hash,
    },
}
