//! How clients learn the order of the queue: they never sort. An event that leaves the queue in another order than clients come to by
//! themselves, or for other reasons, carries the places as they are from then on.

use orchestrasec_domain::{
    Event, Meeting, RequestId,
    order::{Explanation, Place},
};
use serde_json::value::{RawValue, to_raw_value};
use std::sync::Arc;

/// What clients take the queue to be.
#[derive(Debug, Clone, Default)]
pub struct QueueTeller {
    told: Vec<Place>,
}

impl QueueTeller {
    /// Clients that were given this state.
    pub fn new(meeting: &Meeting) -> Self {
        Self { told: meeting.places() }
    }

    /// What has to be told with `event`, after which the state is `meeting`; `None`: clients come to it by themselves, by putting
    /// new requests at the end, as asked, and taking out those that were granted, denied or withdrawn.
    pub fn after(&mut self, event: &Event, meeting: &Meeting) -> Option<Vec<Place>> {
        match event {
            Event::FloorRequested { request_id, .. } => {
                self.told.push(Place { request_id: *request_id, explanation: Explanation::ASKED });
            }
            Event::FloorGranted { request_id: Some(id), resumes: None, .. }
            | Event::RequestWithdrawn { request_id: id, .. }
            | Event::RequestDenied { request_id: id, .. } => self.take_out(*id),
            Event::MeetingClosed {} => self.told.clear(),
            _ if self.told.is_empty() && meeting.floor.queue.is_empty() => return None,
            _ => {}
        }
        let places = meeting.places();
        if places == self.told {
            return None;
        }
        self.told.clone_from(&places);
        Some(places)
    }

    /// The same, encoded.
    pub fn encoded_after(&mut self, event: &Event, meeting: &Meeting) -> Option<Arc<RawValue>> {
        let places = self.after(event, meeting)?;
        // A place has no failing Serialize.
        to_raw_value(&places).ok().map(Into::into)
    }

    fn take_out(&mut self, id: RequestId) {
        self.told.retain(|place| place.request_id != id);
    }
}
