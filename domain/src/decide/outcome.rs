//! What a command's maker is answered, besides that it was done.

use crate::{Event, FloorRequest, Meeting, RequestId, Timestamp};
use serde::{Deserialize, Serialize};

/// How far a floor request has come (RFC 8855 §4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// In the queue, with a position.
    Accepted,
    /// Its maker holds the floor.
    Granted,
}

/// The answer to a command that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// The request that was made.
    pub request_id: RequestId,
    /// How far it has come.
    pub state: RequestState,
    /// Its place in the queue, from 1; 0 once granted.
    pub position: usize,
}

impl Meeting {
    /// The outcome of a command that will bring about `events`, none of which has been applied.
    pub fn foresee(&self, at: Timestamp, events: &[Event]) -> Option<Outcome> {
        let (request_id, asked) = events.iter().find_map(|event| match event {
            Event::FloorRequested { request_id, .. } => Some((*request_id, event)),
            _ => None,
        })?;
        let is_granted = events
            .iter()
            .any(|event| matches!(event, Event::FloorGranted { request_id: Some(id), .. } if *id == request_id));
        if is_granted {
            return Some(Outcome { request_id, state: RequestState::Granted, position: 0 });
        }
        let position = if let [_] = events {
            self.position_of_new(FloorRequest::new(at, asked)?)
        } else {
            let mut after = self.clone();
            for event in events {
                after.apply(at, event);
            }
            after.floor.position(request_id).unwrap_or(0)
        };
        Some(Outcome { request_id, state: RequestState::Accepted, position })
    }
}
