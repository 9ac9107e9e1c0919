//! Why somebody waits where they wait, as data.

use super::QueueOrder;
use crate::{FloorRequest, Meeting, ParticipantId, RequestId, Stance, floor::Hold};
use serde::{Deserialize, Serialize};

/// The rule that put a request where it is among those of its kind, with the values it went by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// By the time of asking.
    Asked,
    /// By speaking time.
    LeastTime {
        /// What this person spoke so far.
        spoke_ms: u64,
        /// The median of all who may speak.
        median_ms: u64,
    },
    /// By speeches.
    LeastTurns {
        /// How many this person gave so far.
        turns: u32,
    },
    /// Around the circle.
    RoundRobin {
        /// Seats from the last speaker, 1 is the next.
        steps: u32,
        /// The last speaker.
        after: Option<ParticipantId>,
    },
    /// For and against by turns.
    AlternateStance {
        /// The side of the request before, or of the last speech.
        after: Option<Stance>,
    },
    /// By lot.
    Random {
        /// The person's lot; the lowest is first.
        lot: u32,
        /// What it was drawn from.
        seed: u64,
    },
    /// A facilitator put it there.
    Placed,
    /// It came among the protected first positions.
    Kept,
    /// Its person held the floor and let others go first.
    Yielded,
    /// It has the last word.
    LastWord,
}

/// Why a request is where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Explanation {
    /// The rule among those of its kind.
    #[serde(flatten)]
    pub rule: Rule,
    /// Its kind takes precedence over that of somebody who asked earlier and waits behind it.
    pub by_kind: bool,
}

impl Explanation {
    /// What holds for a request when nothing else is said.
    pub const ASKED: Explanation = Explanation { rule: Rule::Asked, by_kind: false };
}

/// A request's place in the queue; the places are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// Whose.
    pub request_id: RequestId,
    /// Why.
    #[serde(flatten)]
    pub explanation: Explanation,
}

impl Meeting {
    /// The queue in order, each place explained.
    pub fn places(&self) -> Vec<Place> {
        let queue = &self.floor.queue;
        if queue.is_empty() {
            return Vec::new();
        }
        let median_ms = if self.floor.order == QueueOrder::LeastTime { self.median_spoken_ms() } else { 0 };
        let mut side = self.floor.last_stance;
        // Of all behind a request: the earliest of a lower rank.
        let mut by_kind = vec![false; queue.len()];
        let mut earliest = [u64::MAX; 4];
        for (request, flag) in queue.iter().zip(&mut by_kind).rev() {
            let lower = earliest.iter().skip(request.kind as usize + 1).min().copied().unwrap_or(u64::MAX);
            *flag = lower < request.request_id.0;
            if let Some(slot) = earliest.get_mut(request.kind as usize) {
                *slot = (*slot).min(request.request_id.0);
            }
        }
        queue
            .iter()
            .zip(by_kind)
            .map(|(request, by_kind)| {
                let rule = self.rule_of(request, median_ms, side);
                side = request.stance.or(side);
                Place { request_id: request.request_id, explanation: Explanation { rule, by_kind } }
            })
            .collect()
    }

    /// Why this request is where it is.
    pub fn explain(&self, id: RequestId) -> Option<Explanation> {
        self.places().into_iter().find(|place| place.request_id == id).map(|place| place.explanation)
    }

    fn rule_of(&self, request: &FloorRequest, median_ms: u64, side: Option<Stance>) -> Rule {
        let person = request.participant_id;
        match (request.hold, self.floor.order) {
            (Hold::LastWord, _) => Rule::LastWord,
            (Hold::Placed, _) => Rule::Placed,
            (Hold::Kept, _) => Rule::Kept,
            (Hold::Yielded, _) => Rule::Yielded,
            (Hold::None, QueueOrder::Fifo | QueueOrder::Manual) => Rule::Asked,
            (Hold::None, QueueOrder::LeastTime) => Rule::LeastTime { spoke_ms: self.spoken_by(person), median_ms },
            (Hold::None, QueueOrder::LeastTurns) => Rule::LeastTurns { turns: self.speeches_of(person) },
            (Hold::None, QueueOrder::RoundRobin) => {
                Rule::RoundRobin { steps: self.steps_around(person), after: self.floor.last_speaker }
            }
            (Hold::None, QueueOrder::AlternateStance) => Rule::AlternateStance { after: side },
            (Hold::None, QueueOrder::Random) => {
                Rule::Random { lot: self.lot_of(person), seed: self.floor.seed.unwrap_or(0) }
            }
        }
    }
}
