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
use std::collections::VecDeque;

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
    /// Who gave the fewest speeches so far is first.
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
    /// The method that applies now: the one chosen while the phase runs, else the phase's, else the settings'.
    pub fn queue_order(&self) -> QueueOrder {
        let of_phase = || self.current_phase().and_then(|phase| phase.rules.queue_order);
        self.floor.chosen_order.or_else(of_phase).unwrap_or(self.settings.queue_order)
    }

    /// Brings the queue into the order that the rules give it now.
    pub(crate) fn sort_queue(&mut self) {
        let order = self.queue_order();
        if order != self.floor.order {
            self.floor.order = order;
            self.floor.seed = None;
            // Another method begins afresh: what was put or let go first under the old one does not bind it.
            for request in self.floor.queue.iter_mut().filter(|one| matches!(one.hold, Hold::Placed | Hold::Yielded)) {
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
        let mut free = self.in_method_order(free);
        let mut held = held.into_iter().peekable();
        let alternates = self.floor.order == QueueOrder::AlternateStance;
        let mut side = sorted.iter().rev().find_map(|one| one.stance).or(self.floor.last_stance);
        for index in 0..length {
            let next = held
                .next_if(|(place, _)| *place == index)
                .map(|(_, request)| request)
                .or_else(|| if alternates { alternate_stance::take_next(&mut free, side) } else { free.pop_front() });
            side = next.as_ref().and_then(|one| one.stance).or(side);
            sorted.extend(next);
        }
        sorted.extend(free);
        sorted.extend(held.map(|(_, request)| request));
    }

    /// By time of asking where the method ties, and where it decides place by place.
    fn in_method_order(&self, mut free: Vec<FloorRequest>) -> VecDeque<FloorRequest> {
        free.sort_by_key(|request| request.request_id);
        match self.floor.order {
            QueueOrder::Fifo | QueueOrder::Manual | QueueOrder::AlternateStance => {}
            QueueOrder::LeastTime => free.sort_by_key(|one| self.spoken_by(one.participant_id)),
            QueueOrder::LeastTurns => free.sort_by_key(|one| self.speeches_of(one.participant_id)),
            QueueOrder::RoundRobin => free.sort_by_key(|one| self.steps_around(one.participant_id)),
            QueueOrder::Random => free.sort_by_cached_key(|one| self.lot_of(one.participant_id)),
        }
        free.into()
    }

    /// Puts a request at a position by hand, before the last word. It is ranked with its kind or, where that does not belong,
    /// with the neighbour that is nearest to it.
    pub(crate) fn place(&mut self, id: RequestId, position: usize) {
        let Some(mut request) = self.floor.take_out(id) else { return };
        let queue = &mut self.floor.queue;
        let last = queue.iter().position(|one| one.hold == Hold::LastWord).unwrap_or(queue.len());
        let index = position.saturating_sub(1).min(last);
        let rank_at = |at: usize| queue.get(at).filter(|_| at < last).map(|one| one.rank);
        let behind = index.checked_sub(1).and_then(rank_at).map_or(request.kind, |rank| rank.max(request.kind));
        request.hold = Hold::Placed;
        request.rank = rank_at(index).map_or(behind, |rank| rank.min(behind));
        queue.insert(index, request);
    }
}
