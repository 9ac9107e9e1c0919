//! The floor: at most one holder, and a queue of those who ask for it.

use crate::{GrantNo, ParticipantId, RequestId, Timestamp};
use serde::{Deserialize, Serialize};

/// What somebody wants the floor for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FloorKind {
    /// The rules of the meeting are not kept.
    PointOfOrder,
    /// A question to what is being said.
    ClarifyingQuestion,
    /// An answer to the current or last speech.
    DirectReply,
    /// Anything else one wants to say.
    Contribution,
}

impl FloorKind {
    /// Every kind.
    pub const ALL: &[FloorKind] =
        &[FloorKind::PointOfOrder, FloorKind::ClarifyingQuestion, FloorKind::DirectReply, FloorKind::Contribution];
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorRequest {
    /// Its number.
    pub request_id: RequestId,
    /// Who asks.
    pub participant_id: ParticipantId,
    /// What for.
    pub kind: FloorKind,
    /// What the person wants others to know beforehand.
    pub note: Option<String>,
    /// Since when.
    pub requested_at: Timestamp,
}

/// The floor in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its number; rises with every grant of the meeting.
    pub grant_no: GrantNo,
    /// The request it answers; `None` when the facilitator gave it outside the queue.
    pub request_id: Option<RequestId>,
    /// Who holds the floor.
    pub participant_id: ParticipantId,
    /// What for.
    pub kind: FloorKind,
    /// Since when.
    pub granted_at: Timestamp,
    /// How long the turn may last, in milliseconds.
    pub limit_ms: Option<u64>,
    /// When the holder will be warned.
    pub warn_at: Option<Timestamp>,
    /// When the turn reaches its limit.
    pub ends_at: Option<Timestamp>,
    /// The warning was given.
    pub warned: bool,
    /// The limit was passed and the holder kept the floor.
    pub overran: bool,
}

impl Grant {
    /// Milliseconds spoken at `now`.
    pub fn spoken_ms(&self, now: Timestamp) -> u64 {
        now.since(self.granted_at)
    }
}

/// The floor and its queue. Two holders cannot be expressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// New requests are let in.
    pub open: bool,
    /// Who holds the floor.
    pub holder: Option<Grant>,
    /// Who waits, the next one first.
    pub queue: Vec<FloorRequest>,
    /// The last request's number.
    pub last_request: RequestId,
    /// The last grant's number.
    pub last_grant: GrantNo,
}

impl Default for Floor {
    fn default() -> Self {
        Self { open: true, holder: None, queue: Vec::new(), last_request: RequestId(0), last_grant: GrantNo(0) }
    }
}

impl Floor {
    /// The waiting request with this number.
    pub fn request(&self, id: RequestId) -> Option<&FloorRequest> {
        self.queue.iter().find(|request| request.request_id == id)
    }

    /// The waiting request of this person.
    pub fn request_of(&self, person: ParticipantId) -> Option<&FloorRequest> {
        self.queue.iter().find(|request| request.participant_id == person)
    }

    /// Place of a waiting request, from 1.
    pub fn position(&self, id: RequestId) -> Option<usize> {
        self.queue.iter().position(|request| request.request_id == id).map(|index| index + 1)
    }

    /// Whether this person holds the floor.
    pub fn is_held_by(&self, person: ParticipantId) -> bool {
        self.holder.as_ref().is_some_and(|grant| grant.participant_id == person)
    }

    pub(crate) fn take_out(&mut self, id: RequestId) -> Option<FloorRequest> {
        let index = self.queue.iter().position(|request| request.request_id == id)?;
        Some(self.queue.remove(index))
    }
}
