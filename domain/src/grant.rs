//! The floor in somebody's hands, and its clock.

use crate::{AgendaItemId, FloorKind, GrantNo, ParticipantId, RequestId, Stance, Timestamp};
use serde::{Deserialize, Serialize};

/// Why a turn's clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PauseCause {
    /// A facilitator paused it.
    Facilitator,
    /// The holder's connection is lost.
    Disconnected,
}

/// A clock that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pause {
    /// Since when.
    pub since: Timestamp,
    /// Why.
    pub cause: PauseCause,
    /// When the floor is freed if the holder has not come back; `None`: it waits.
    pub hold_until: Option<Timestamp>,
}

/// The floor in somebody's hands. A turn that was interrupted goes on under a new number.
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
    /// For or against.
    pub stance: Option<Stance>,
    /// What the person wanted others to know beforehand.
    pub note: Option<String>,
    /// When the request was made.
    pub requested_at: Option<Timestamp>,
    /// Who asked on the person's behalf.
    pub requested_by: Option<ParticipantId>,
    /// The agenda item it belongs to.
    pub item_id: Option<AgendaItemId>,
    /// Since when.
    pub granted_at: Timestamp,
    /// Who gave it; `None`: the rules did.
    pub granted_by: Option<ParticipantId>,
    /// Who gave the last speech, and the last side, before this turn began: an undone grant leaves no trace in the order.
    pub before: (Option<ParticipantId>, Option<Stance>),
    /// The interrupted grant that goes on by this one.
    pub resumes: Option<GrantNo>,
    /// How long the turn may last, in milliseconds; of a turn that goes on: what was left.
    pub limit_ms: Option<u64>,
    /// How long before the limit the holder is warned, in milliseconds; 0: not at all.
    pub warning_ms: u64,
    /// The warning was given.
    pub warned: bool,
    /// The limit and the grace were passed and the holder kept the floor.
    pub overran: bool,
    /// The clock stands.
    pub pause: Option<Pause>,
    /// Milliseconds for which it stood in former pauses.
    pub paused_ms: u64,
}

impl Grant {
    /// Milliseconds spoken at `now`; pauses do not count.
    pub fn spoken_ms(&self, now: Timestamp) -> u64 {
        let until = self.pause.map_or(now, |pause| pause.since.min(now));
        until.since(self.granted_at).saturating_sub(self.paused_ms)
    }

    /// Milliseconds left at `now`, 0 when the limit is passed; `None`: there is no limit.
    pub fn remaining_ms(&self, now: Timestamp) -> Option<u64> {
        self.limit_ms.map(|limit| limit.saturating_sub(self.spoken_ms(now)))
    }

    /// When the turn reaches its limit if the clock runs on, or would have run on from the pause's beginning.
    pub fn ends_at(&self) -> Option<Timestamp> {
        self.limit_ms.map(|limit| self.granted_at.plus(limit).plus(self.paused_ms))
    }

    /// When the holder is warned; `None`: the warning would come before the turn.
    pub fn warn_at(&self) -> Option<Timestamp> {
        let limit = self.limit_ms?;
        (self.warning_ms > 0 && self.warning_ms < limit)
            .then(|| self.ends_at().map(|end| end.minus(self.warning_ms)))?
    }
}
