//! The state of a meeting from its journal.

use super::{answers::Answers, history::History};
use crate::ports::{Claimed, Head};
use orchestrasec_domain::{Meeting, MeetingId, Timestamp};
use orchestrasec_protocol::{EncodedEvent, queue::QueueTeller, record::Body};

/// A meeting as it was when its last event was stored.
#[derive(Debug)]
pub struct Recovered {
    /// The state.
    pub meeting: Meeting,
    /// The record's end.
    pub head: Head,
    /// The fencing number.
    pub epoch: u64,
    /// When the last event happened.
    pub last_at: Timestamp,
    /// The last events.
    pub history: History,
    /// What commands were answered.
    pub answers: Answers,
    /// What clients take the queue to be.
    pub teller: QueueTeller,
}

/// The journal's content is not a meeting's record.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// A stored state cannot be read and there are not all events to replay.
    #[error("there is no state to start from")]
    NoState,
    /// An event is not what this version knows.
    #[error("event {seq} cannot be read: {error}")]
    Unreadable {
        /// Which.
        seq: u64,
        /// Why.
        error: serde_json::Error,
    },
    /// The chain is broken.
    #[error("the chain is broken at event {seq}")]
    BrokenChain {
        /// Where.
        seq: u64,
    },
}

/// Rebuilds a meeting, and checks the chain of what it reads.
///
/// # Errors
/// [`Damage`]: such a meeting is not started.
pub fn recover(meeting_id: MeetingId, claimed: Claimed) -> Result<Recovered, Damage> {
    let mut state: Option<(Meeting, Timestamp)> = match claimed.snapshot {
        Some(snapshot) => {
            let meeting: Meeting = serde_json::from_str(&snapshot.state)
                .map_err(|error| Damage::Unreadable { seq: snapshot.seq.0, error })?;
            let at = meeting.created_at;
            Some((meeting, at))
        }
        None => None,
    };
    let mut history = History::default();
    let mut teller = state.as_ref().map_or_else(QueueTeller::default, |(meeting, _)| QueueTeller::new(meeting));
    let mut prev = claimed.events.first().map(|first| first.prev_hash);
    for mut stored in claimed.events {
        let seq = stored.event.seq.0;
        let unreadable = |error| Damage::Unreadable { seq, error };
        let body = Body::of(meeting_id, &stored.event, stored.command_id.as_deref()).to_json().map_err(unreadable)?;
        if Some(stored.prev_hash) != prev || stored.prev_hash.link(&body) != stored.hash {
            return Err(Damage::BrokenChain { seq });
        }
        prev = Some(stored.hash);
        let event = EncodedEvent::decode(&stored.event.kind, &stored.event.payload).map_err(unreadable)?;
        let at = stored.event.at;
        match &mut state {
            Some((meeting, last_at)) => {
                meeting.note_actor(at, stored.event.actor.map(Into::into), &event);
                meeting.apply(at, &event);
                stored.event.queue = teller.encoded_after(&event, meeting);
                *last_at = at;
            }
            None => state = Some((Meeting::born(at, &event).ok_or(Damage::NoState)?, at)),
        }
        history.push(stored.event);
    }
    if prev.is_some_and(|hash| hash != claimed.head.hash) {
        return Err(Damage::BrokenChain { seq: claimed.head.seq.0 });
    }
    let (meeting, last_at) = state.ok_or(Damage::NoState)?;
    let answers = Answers::from_journal(claimed.answers);
    Ok(Recovered { meeting, head: claimed.head, epoch: claimed.epoch, last_at, history, answers, teller })
}
