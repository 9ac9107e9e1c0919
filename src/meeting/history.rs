//! The last events, for clients that come back.

use orchestrasec_domain::Seq;
use orchestrasec_protocol::{EncodedEvent, limits::RESUME_MAX};
use std::collections::VecDeque;

/// The last [`RESUME_MAX`] events without gaps.
#[derive(Debug, Default)]
pub struct History {
    events: VecDeque<EncodedEvent>,
}

impl History {
    /// Adds the next event.
    pub fn push(&mut self, event: EncodedEvent) {
        if self.events.len() as u64 >= RESUME_MAX {
            self.events.pop_front();
        }
        self.events.push_back(event);
    }

    /// Everything after `after` up to `head`; `None` when that is not all here, or `after` lies in the future.
    pub fn missed(&self, after: Seq, head: Seq) -> Option<Vec<EncodedEvent>> {
        if after == head {
            return Some(Vec::new());
        }
        let first = self.events.front()?.seq;
        if after > head || after.next() < first {
            return None;
        }
        Some(self.events.iter().filter(|event| event.seq > after).cloned().collect())
    }
}
