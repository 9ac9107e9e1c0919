//! People in a meeting.

use crate::{MeetingRole, ParticipantId, Timestamp};
use serde::{Deserialize, Serialize};

/// Most extra time that one person can be given, in percent of every limit.
pub const EXTRA_TIME_MAX: u16 = 300;

/// Most people in one meeting.
pub const PARTICIPANTS_MAX: usize = 2_000;

/// Whether a person is in the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In the meeting.
    Present,
    /// Left; may come back.
    Left,
    /// Put out; may come back.
    Removed,
    /// Put out for good.
    Banned,
}

/// A person in a meeting, with what the fair order and the statistics need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Participant {
    /// Who it is.
    pub participant_id: ParticipantId,
    /// The how manieth person to join, from 1; lists are in this order.
    pub number: u32,
    /// The name as it was at the last join.
    pub display_name: String,
    /// What the person is here.
    pub role: MeetingRole,
    /// Whether the person is in the meeting.
    pub standing: Standing,
    /// Without an account and a device of their own: a facilitator acts for them.
    pub guest: bool,
    /// Key of the group that the person belongs to.
    pub group: Option<String>,
    /// How much longer this person's turns may last, in percent of the limit.
    pub extra_time_percent: u16,
    /// Ready for the next phase.
    pub ready: bool,
    /// The microphone is closed where everyone may speak; the floor is not touched by it.
    #[serde(default)]
    pub muted: bool,
    /// May share a screen without holding the floor; facilitators always may.
    #[serde(default)]
    pub screen_allowed: bool,
    /// When the person joined last.
    pub joined_at: Timestamp,
    /// When the person left or was put out.
    pub left_at: Option<Timestamp>,
    /// Milliseconds spoken in finished turns.
    pub spoke_ms: u64,
    /// Finished turns.
    pub turns: u32,
    /// Those of them that were speeches, by which `least_turns` and the lots go: a point of order costs nobody a place.
    pub speeches: u32,
    /// When a refused attempt of this person was last written to the record.
    pub refusal_recorded_at: Option<Timestamp>,
}
