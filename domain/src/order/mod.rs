//! In which order people wait.
//!
//! The queue is the concatenation of four ranks, one for each [`FloorKind`] in order of precedence, and of the last word behind them
//! all. Within a rank, requests that are held (by a facilitator, or because they came among the protected first) stay where they
//! are; the others fill the places between them in the order of the method. The order is a function of the state: nobody but this
//! module sorts, and clients never do.

mod alternate_stance;
mod explanation;
mod keys;
mod lots;

pub use explanation::{Explanation, Place, Rule};
pub use lots::{lot, seed};

use crate::{FloorKind, FloorRequest, Meeting, RequestId, floor::Hold};
use serde::{Deserialize, Serialize};

/// The order of those who wait for the same kind of turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// Who asked first is first.
    #[default]
    Fifo,
    /// Who spoke least so far is first.
    LeastTime,
    /// Who had the fewest turns so far is first.
    LeastTurns,
    /// Around the circle of participants in the order of joining, beginning after the last speaker.
    RoundRobin,
    /// For and against by turns, beginning with the other side than the last speech's.
    AlternateStance,
    /// By lots that anybody can draw again from the recorded seed.
    Random,
    /// As a facilitator puts them; new requests at the end of their kind.
    Manual,
}

impl QueueOrder {
    /// Every method.
    pub const ALL: &[QueueOrder] = &[
        QueueOrder::Fifo,
        QueueOrder::LeastTime,
        QueueOrder::LeastTurns,
        QueueOrder::RoundRobin,
        QueueOrder::AlternateStance,
        QueueOrder::Random,
        QueueOrder::Manual,
    ];
}

impl Meeting {
    /// The method that applies now.
    pub fn queue_order(&self) -> QueueOrder {
        self.current_phase().and_then(|phase| phase.rules.queue_order).unwrap_or(self.settings.queue_order)
    }

    /// Brings the queue into the order that the rules give it now.
    pub(crate) fn sort_queue(&mut self) {
        let order = self.queue_order();
        if order != self.floor.order {
            self.floor.order = order;
            self.floor.seed = None;
            // Another method begins afresh: what was put by hand under the old one does not bind it.
            for request in self.floor.queue.iter_mut().filter(|request| request.hold == Hold::Placed) {
                (request.hold, request.rank) = (Hold::None, request.kind);
            }
        }
        let queue = std::mem::take(&mut self.floor.queue);
        self.floor.queue = self.sorted(queue);
        let protected = usize::try_from(self.settings.protected_positions).unwrap_or(usize::MAX);
        for request in self.floor.queue.iter_mut().take(protected).filter(|request| request.hold == Hold::None) {
            request.hold = Hold::Kept;
        }
    }

    /// Where a request that has not been made yet would come, from 1.
    pub(crate) fn position_of_new(&self, request: FloorRequest) -> usize {
        let id = request.request_id;
        let mut queue = self.floor.queue.clone();
        queue.push(request);
        self.sorted(queue).iter().position(|one| one.request_id == id).map_or(0, |index| index + 1)
    }

    fn sorted(&self, mut queue: Vec<FloorRequest>) -> Vec<FloorRequest> {
        let mut sorted = Vec::with_capacity(queue.len());
        for kind in FloorKind::ALL {
            let (rank, rest) = queue.into_iter().partition(|one| one.rank == *kind && one.hold != Hold::LastWord);
            queue = rest;
            self.sort_rank(rank, &mut sorted);
        }
        sorted.extend(queue);
        sorted
    }

    /// Appends one rank: the held ones at their index, the others between them.
    fn sort_rank(&self, rank: Vec<FloorRequest>, sorted: &mut Vec<FloorRequest>) {
        let length = rank.len();
        let (mut held, mut free) = (Vec::new(), Vec::new());
        for (index, request) in rank.into_iter().enumerate() {
            if request.hold == Hold::None { free.push(request) } else { held.push((index, request)) }
        }
        let mut free = self.in_method_order(free).into_iter();
        let mut held = held.into_iter().peekable();
        for index in 0..length {
            let next = held.next_if(|(place, _)| *place == index).map(|(_, request)| request).or_else(|| free.next());
            sorted.extend(next);
        }
        sorted.extend(free);
        sorted.extend(held.map(|(_, request)| request));
    }

    fn in_method_order(&self, mut free: Vec<FloorRequest>) -> Vec<FloorRequest> {
        if free.len() < 2 {
            return free;
        }
        // By time of asking first: all methods decide ties by it.
        free.sort_by_key(|request| request.request_id);
        match self.floor.order {
            QueueOrder::Fifo | QueueOrder::Manual => {}
            QueueOrder::LeastTime => free.sort_by_key(|one| self.spoken_by(one.participant_id)),
            QueueOrder::LeastTurns => free.sort_by_key(|one| self.turns_of(one.participant_id)),
            QueueOrder::RoundRobin => free.sort_by_key(|one| self.steps_around(one.participant_id)),
            QueueOrder::Random => free.sort_by_key(|one| self.lot_of(one.participant_id)),
            QueueOrder::AlternateStance => free = alternate_stance::alternate(free, self.floor.last_stance),
        }
        free
    }

    /// Puts a request at a position by hand. It is ranked with what it stands before or, moved back, behind.
    pub(crate) fn place(&mut self, id: RequestId, position: usize) {
        let Some(before) = self.floor.position(id) else { return };
        let Some(mut request) = self.floor.take_out(id) else { return };
        let queue = &mut self.floor.queue;
        let index = position.saturating_sub(1).min(queue.len());
        request.hold = Hold::Placed;
        request.rank = if position < before {
            queue.iter().skip(index).map(|one| one.rank).chain([request.kind]).min().unwrap_or(request.kind)
        } else {
            queue.iter().take(index).map(|one| one.rank).chain([request.kind]).max().unwrap_or(request.kind)
        };
        queue.insert(index, request);
    }
}
