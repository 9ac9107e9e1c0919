//! The output gate: nothing leaves the meeting before what it tells of is durable.

use crate::{
    messages::{
        meeting::{Reply, View},
        session::{SessionAddress, SessionId},
    },
    ports::Answer,
};
use orchestrasec_domain::{AccountRole, ParticipantId, Seq};
use orchestrasec_protocol::{EncodedEvent, Problem, Viewer, view::You};
use serde_json::value::RawValue;
use std::{collections::VecDeque, sync::Arc};
use tokio::sync::oneshot;

/// Something that waits to be told.
#[derive(Debug)]
pub enum Output {
    /// An answer to a command.
    Answer(Reply, Result<Answer, Problem>),
    /// An answer to a question.
    View(oneshot::Sender<Result<View, Problem>>, Result<View, Problem>),
    /// Events for everybody.
    Events(Vec<EncodedEvent>),
    /// A session that follows from here on.
    Follow(NewFollower),
}

/// A session whose following begins at its place in the gate.
#[derive(Debug)]
pub struct NewFollower {
    /// Which session.
    pub session_id: SessionId,
    /// Where it is reached.
    pub address: SessionAddress,
    /// Who is behind it.
    pub participant_id: ParticipantId,
    /// The role of the account.
    pub account_role: AccountRole,
    /// What it may see.
    pub viewer: Viewer,
    /// The state it has seen once it got `first`.
    pub seq: Seq,
    /// What it gets first.
    pub first: First,
    /// Who is answered before.
    pub reply: Reply,
}

/// What a new follower gets first.
#[derive(Debug)]
pub enum First {
    /// The whole state, shared by all who join at the same point.
    State {
        /// The receiver.
        you: Box<You>,
        /// `MeetingView` as JSON.
        meeting: Arc<RawValue>,
    },
    /// The events it missed.
    Missed(Vec<EncodedEvent>),
}

/// Outputs in order, each with the event that has to be durable first.
#[derive(Debug, Default)]
pub struct Gate {
    waiting: VecDeque<(Seq, Output)>,
}

impl Gate {
    /// Puts an output behind all others; it may leave once `after` is durable.
    pub fn hold(&mut self, after: Seq, output: Output) {
        self.waiting.push_back((after, output));
    }

    /// The next output that may leave when everything up to `durable` is durable.
    pub fn release(&mut self, durable: Seq) -> Option<Output> {
        let (after, _) = self.waiting.front()?;
        if *after > durable {
            return None;
        }
        self.waiting.pop_front().map(|(_, output)| output)
    }

    /// How many outputs wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Output};
    use orchestrasec_domain::Seq;

    #[test]
    fn nothing_leaves_before_it_is_durable_and_nothing_overtakes() {
        let mut gate = Gate::default();
        gate.hold(Seq(2), Output::Events(Vec::new()));
        gate.hold(Seq(1), Output::Events(Vec::new()));
        assert!(gate.release(Seq(1)).is_none(), "the first in line needs 2");
        assert!(gate.release(Seq(2)).is_some());
        assert!(gate.release(Seq(2)).is_some());
        assert!(gate.is_empty());
    }
}
