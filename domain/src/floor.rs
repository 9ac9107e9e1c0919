//! The floor: at most one holder, and a queue of those who ask for it.

use crate::{AgendaItemId, Event, Grant, GrantNo, ParticipantId, QueueOrder, RequestId, Timestamp};
use serde::{Deserialize, Serialize};

/// What somebody wants the floor for, in order of precedence: the first goes before all others.
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

    /// Whether a request of this kind may interrupt who holds the floor for `other`: only points of order and clarifying
    /// questions interpose, and only what they take precedence over.
    pub fn interposes(self, other: FloorKind) -> bool {
        matches!(self, FloorKind::PointOfOrder | FloorKind::ClarifyingQuestion) && self < other
    }

    /// Whether a turn of this kind is a speech: it counts against a group's time budget, and the circle of `round_robin` and the
    /// alternation of stances go on from it.
    pub fn is_speech(self) -> bool {
        matches!(self, FloorKind::DirectReply | FloorKind::Contribution)
    }
}

/// For or against what is discussed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// For it.
    Pro,
    /// Against it.
    Contra,
}

impl Stance {
    /// The other side.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Stance::Pro => Stance::Contra,
            Stance::Contra => Stance::Pro,
        }
    }
}

/// Which requests the queue lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// All kinds that the phase admits.
    Open,
    /// Points of order only.
    PointsOfOrder,
    /// None.
    Closed,
}

impl Admission {
    /// Whether a request of this kind is let in.
    pub fn admits(self, kind: FloorKind) -> bool {
        match self {
            Admission::Open => true,
            Admission::PointsOfOrder => kind == FloorKind::PointOfOrder,
            Admission::Closed => false,
        }
    }
}

/// What holds a request's place against the automatic order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Hold {
    /// Nothing: the ordering method decides.
    #[default]
    None,
    /// It came among the first positions, which are protected.
    Kept,
    /// A facilitator put it there.
    Placed,
    /// Its person had the floor and yielded it: it stays behind who waited then.
    Yielded,
    /// It was given the last word: nobody comes after it.
    LastWord,
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorRequest {
    /// Its number.
    pub request_id: RequestId,
    /// Who wants to speak.
    pub participant_id: ParticipantId,
    /// What for.
    pub kind: FloorKind,
    /// For or against; contributions only.
    pub stance: Option<Stance>,
    /// What the person wants others to know beforehand.
    pub note: Option<String>,
    /// Who asked on the person's behalf; `None`: the person did.
    pub requested_by: Option<ParticipantId>,
    /// The agenda item it belongs to.
    pub item_id: Option<AgendaItemId>,
    /// Since when.
    pub requested_at: Timestamp,
    /// The kind it is ranked as: its own, unless a facilitator moved it past requests of another kind.
    pub rank: FloorKind,
    /// What holds its place.
    pub hold: Hold,
}

impl FloorRequest {
    /// The request that a [`Event::FloorRequested`] at this time tells of; `None` for any other event.
    pub(crate) fn new(at: Timestamp, event: &Event) -> Option<Self> {
        let Event::FloorRequested { request_id, participant_id, kind, stance, note, requested_by, item_id, yielded } =
            event
        else {
            return None;
        };
        Some(Self {
            request_id: *request_id,
            participant_id: *participant_id,
            kind: *kind,
            stance: *stance,
            note: note.clone(),
            requested_by: *requested_by,
            item_id: *item_id,
            requested_at: at,
            rank: *kind,
            hold: if *yielded { Hold::Yielded } else { Hold::None },
        })
    }
}

/// The floor and its queue. Two holders cannot be expressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Floor {
    /// Which new requests are let in.
    pub admission: Admission,
    /// Who holds the floor.
    pub holder: Option<Grant>,
    /// Whose turns are interrupted, the one that goes on first last. Each was interrupted by a kind of higher precedence, so
    /// there are at most two.
    pub suspended: Vec<Grant>,
    /// Who waits, the next one first.
    pub queue: Vec<FloorRequest>,
    /// The last request's number.
    pub last_request: RequestId,
    /// The last grant's number.
    pub last_grant: GrantNo,
    /// Who gave the last speech that was begun.
    pub last_speaker: Option<ParticipantId>,
    /// The stance of the last contribution that had one.
    pub last_stance: Option<Stance>,
    /// The seed of the lots of `random`; drawn when that method begins to apply.
    pub seed: Option<u64>,
    /// The method that a facilitator chose while the phase runs, before the phase's own.
    pub chosen_order: Option<QueueOrder>,
    /// The method that the queue is in order of.
    pub order: QueueOrder,
}

impl Default for Floor {
    fn default() -> Self {
        Self {
            admission: Admission::Open,
            holder: None,
            suspended: Vec::new(),
            queue: Vec::new(),
            last_request: RequestId(0),
            last_grant: GrantNo(0),
            last_speaker: None,
            last_stance: None,
            seed: None,
            chosen_order: None,
            order: QueueOrder::Fifo,
        }
    }
}

impl Floor {
    /// The waiting request with this number.
    pub fn request(&self, id: RequestId) -> Option<&FloorRequest> {
        self.queue.iter().find(|request| request.request_id == id)
    }

    /// This person's waiting requests, the next one first; at most one of each kind.
    pub fn requests_of(&self, person: ParticipantId) -> impl Iterator<Item = &FloorRequest> {
        self.queue.iter().filter(move |request| request.participant_id == person)
    }

    /// Place of a waiting request, from 1.
    pub fn position(&self, id: RequestId) -> Option<usize> {
        self.queue.iter().position(|request| request.request_id == id).map(|index| index + 1)
    }

    /// Whether this person holds the floor.
    pub fn is_held_by(&self, person: ParticipantId) -> bool {
        self.holder.as_ref().is_some_and(|grant| grant.participant_id == person)
    }

    /// This person's interrupted turn.
    pub fn suspended_turn_of(&self, person: ParticipantId) -> Option<&Grant> {
        self.suspended.iter().find(|grant| grant.participant_id == person)
    }

    /// Whether this person has a turn, running or interrupted; nobody has two.
    pub fn has_turn(&self, person: ParticipantId) -> bool {
        self.is_held_by(person) || self.suspended_turn_of(person).is_some()
    }

    /// Whether the grant of this request interrupts who holds the floor: it is of a kind that interposes, and the person has no turn
    /// already. Nobody interrupts themselves, nor who interrupted them.
    pub(crate) fn is_interrupted_by(&self, request: &FloorRequest) -> bool {
        let interposes = self.holder.as_ref().is_some_and(|holder| request.kind.interposes(holder.kind));
        interposes && !self.has_turn(request.participant_id)
    }

    pub(crate) fn take_out(&mut self, id: RequestId) -> Option<FloorRequest> {
        let index = self.queue.iter().position(|request| request.request_id == id)?;
        Some(self.queue.remove(index))
    }
}
