//! An event on the wire and in the record: its payload is encoded once and carried verbatim ever after.

use crate::Viewer;
use orchestrasec_domain::{Event, Place, Seq, Timestamp, UserId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{borrow::Cow, sync::Arc};

/// An event whose payload is compact JSON, members in the order of the Rust type.
#[derive(Debug, Clone)]
pub struct EncodedEvent {
    /// Its place in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `None`: time did.
    pub actor: Option<UserId>,
    /// The stable name.
    pub kind: String,
    /// The payload, verbatim.
    pub payload: Box<RawValue>,
    /// The places of the queue from then on, when they have to be told: a list of [`Place`]s. Derived, not part of the record.
    pub queue: Option<Arc<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct Parts<'a> {
    kind: Cow<'a, str>,
    #[serde(borrow)]
    payload: Cow<'a, RawValue>,
}

impl EncodedEvent {
    /// Encodes an event.
    ///
    /// # Errors
    /// When serialisation fails, which no [`Event`] does.
    pub fn new(seq: Seq, at: Timestamp, actor: Option<UserId>, event: &Event) -> serde_json::Result<Self> {
        let text = serde_json::to_string(event)?;
        let parts: Parts = serde_json::from_str(&text)?;
        Ok(Self { seq, at, actor, kind: parts.kind.into_owned(), payload: parts.payload.into_owned(), queue: None })
    }

    /// Reads an event back from its kind and payload.
    ///
    /// # Errors
    /// When they are no event that this version knows.
    pub fn decode(kind: &str, payload: &RawValue) -> serde_json::Result<Event> {
        let whole = Parts { kind: Cow::Borrowed(kind), payload: Cow::Borrowed(payload) };
        serde_json::from_str(&serde_json::to_string(&whole)?)
    }

    /// The event as a viewer of this kind gets it.
    pub fn view(&self, viewer: Viewer) -> EventView<'_> {
        let hidden = viewer == Viewer::Public && is_confidential(&self.kind);
        if hidden {
            return EventView {
                seq: self.seq,
                at: self.at,
                actor: None,
                kind: "redacted",
                payload: empty(),
                queue: None,
            };
        }
        let queue = self.queue.as_deref();
        EventView { seq: self.seq, at: self.at, actor: self.actor, kind: &self.kind, payload: &self.payload, queue }
    }
}

/// By name, so that an event read from the store need not be decoded to be shown. A test compares it with the domain's word.
fn is_confidential(kind: &str) -> bool {
    kind == "command_refused"
}

fn empty() -> &'static RawValue {
    serde_json::from_str("{}").unwrap_or(RawValue::NULL)
}

/// An event in an `events` message.
#[derive(Debug, Clone, Serialize)]
pub struct EventView<'a> {
    /// Its place in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `None`: time did, or it is redacted.
    pub actor: Option<UserId>,
    /// The stable name, `redacted` for what this viewer may not see.
    pub kind: &'a str,
    /// What happened.
    pub payload: &'a RawValue,
    /// The places of the queue from then on, when they are others than those a client comes to by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<&'a RawValue>,
}

/// An event as a client receives it: `kind` and `payload` stay open for kinds that the client does not know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceivedEvent {
    /// Its place in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it; `None`: time did, or it is redacted.
    pub actor: Option<UserId>,
    /// The stable name.
    pub kind: String,
    /// What happened.
    pub payload: serde_json::Value,
    /// The places of the queue from then on, when they are others than those a client comes to by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queue: Option<Vec<Place>>,
}

/// The same for the web client, which knows every kind.
#[cfg(feature = "types")]
#[derive(Serialize, ts_rs::TS)]
#[ts(export, rename = "EventView")]
pub struct TypedEvent {
    /// Its place in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// The account that caused it.
    pub actor: Option<UserId>,
    /// The places of the queue from then on, when they are others than those a client comes to by itself.
    #[ts(optional)]
    pub queue: Option<Vec<Place>>,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
}
