//! Frames for many: encoded once per kind of viewer and shared.

use bytestring::ByteString;
use orchestrasec_domain::{MeetingId, ParticipantId, Seq, Timestamp};
use orchestrasec_protocol::{EncodedEvent, EventView, Viewer, server::PresenceChange, view::You};
use serde::Serialize;
use serde_json::value::RawValue;

#[derive(Serialize)]
struct EventsFrame<'a> {
    r#type: &'static str,
    meeting_id: MeetingId,
    events: Vec<EventView<'a>>,
}

#[derive(Serialize)]
struct SnapshotFrame<'a> {
    r#type: &'static str,
    meeting_id: MeetingId,
    seq: Seq,
    server_time: Timestamp,
    you: &'a You,
    meeting: &'a RawValue,
    online: Vec<ParticipantId>,
}

#[derive(Serialize)]
struct PresenceFrame<'a> {
    r#type: &'static str,
    meeting_id: MeetingId,
    changes: &'a [PresenceChange],
}

/// An `events` frame for viewers of this kind.
pub fn events_frame(meeting_id: MeetingId, events: &[EncodedEvent], viewer: Viewer) -> ByteString {
    let events = events.iter().map(|event| event.view(viewer)).collect();
    text(&EventsFrame { r#type: "events", meeting_id, events })
}

/// A `snapshot` frame for one receiver; `meeting` was encoded for all.
pub fn snapshot_frame(
    meeting_id: MeetingId,
    seq: Seq,
    server_time: Timestamp,
    you: &You,
    meeting: &RawValue,
    online: Vec<ParticipantId>,
) -> ByteString {
    text(&SnapshotFrame { r#type: "snapshot", meeting_id, seq, server_time, you, meeting, online })
}

/// A `presence` frame.
pub fn presence_frame(meeting_id: MeetingId, changes: &[PresenceChange]) -> ByteString {
    text(&PresenceFrame { r#type: "presence", meeting_id, changes })
}

fn text(frame: &impl Serialize) -> ByteString {
    match serde_json::to_string(frame) {
        Ok(text) => text.into(),
        Err(error) => {
            // These types have only string keys and no failing Serialize: an empty object is ignored by clients.
            tracing::error!(%error, "a frame could not be encoded");
            ByteString::from_static("{}")
        }
    }
}
