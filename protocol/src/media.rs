//! Audio and video: what is said about them on the socket.

use orchestrasec_domain::ParticipantId;
use serde::{Deserialize, Serialize};

/// A video that a client wants to receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(deny_unknown_fields)]
pub struct WantedVideo {
    /// Whose camera.
    pub participant_id: ParticipantId,
    /// How large: 0 (a quarter of the width), 1 (half) or 2 (all of it).
    pub layer: u8,
}

/// What a client asks about audio and video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaWish {
    /// Take part.
    Join,
    /// The answer to the offer with this number.
    Answer {
        /// Which offer.
        rev: u64,
        /// The session description.
        sdp: String,
    },
    /// Receive these videos and no others.
    Want(Vec<WantedVideo>),
    /// Begin anew with a fresh connection.
    Restart,
    /// Take part no more.
    Leave,
}

/// The fixed lines of an offer, by their `mid`; the first three are null for observers, who only receive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct MediaMids {
    /// The microphone, to the server.
    pub mic: Option<String>,
    /// The camera, to the server.
    pub cam: Option<String>,
    /// The shared screen, to the server.
    pub screen: Option<String>,
    /// Whoever holds the floor, from the server.
    pub floor: String,
}

/// What a slot carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// Somebody's camera.
    Video,
    /// Somebody's microphone, where everyone may speak.
    Audio,
    /// The screen that is shared.
    Screen,
}

/// A line from the server whose source changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct MediaSlot {
    /// The line.
    pub mid: String,
    /// What it carries.
    pub kind: SlotKind,
    /// From whom now; null: nobody.
    pub participant_id: Option<ParticipantId>,
}

/// A relay for networks that let nothing else through; as `RTCIceServer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct IceServer {
    /// Its addresses.
    pub urls: Vec<String>,
    /// A name that ends soon.
    pub username: String,
    /// What goes with it.
    pub credential: String,
}
