//! What became of the requests, and how long they waited.

use super::quantile::{median, percentile};
use crate::{Event, ParticipantId, RequestId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Requests by what became of them. `made` is the sum of all others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RequestCounts {
    /// All.
    pub made: u32,
    /// The person got the floor.
    pub granted: u32,
    /// A facilitator refused.
    pub denied: u32,
    /// Taken back, by whomever and for whatever cause.
    pub withdrawn: u32,
    /// Still waiting when the meeting was closed.
    pub never_reached: u32,
    /// Waiting now.
    pub waiting: u32,
}

/// How long granted requests waited for the floor, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitingTimes {
    /// The median.
    pub median_ms: u64,
    /// What nine of ten did not exceed (nearest rank).
    pub p90_ms: u64,
    /// The longest.
    pub max_ms: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Waiting,
    Granted(Timestamp),
    Denied,
    Withdrawn,
    NeverReached,
}

#[derive(Debug, Clone, Copy)]
struct Asked {
    person: ParticipantId,
    at: Timestamp,
    end: End,
}

/// Every request that was made.
#[derive(Debug, Clone, Default)]
pub(super) struct Requests(BTreeMap<RequestId, Asked>);

impl RequestCounts {
    /// These and others.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            made: self.made + other.made,
            granted: self.granted + other.granted,
            denied: self.denied + other.denied,
            withdrawn: self.withdrawn + other.withdrawn,
            never_reached: self.never_reached + other.never_reached,
            waiting: self.waiting + other.waiting,
        }
    }

    fn count(&mut self, end: End) {
        self.made += 1;
        *match end {
            End::Waiting => &mut self.waiting,
            End::Granted(_) => &mut self.granted,
            End::Denied => &mut self.denied,
            End::Withdrawn => &mut self.withdrawn,
            End::NeverReached => &mut self.never_reached,
        } += 1;
    }
}

impl WaitingTimes {
    /// Of these waiting times; `None` of none.
    pub fn of(waits_ms: &[u64]) -> Option<Self> {
        Some(Self {
            median_ms: median(waits_ms)?,
            p90_ms: percentile(waits_ms, 90)?,
            max_ms: waits_ms.iter().copied().max()?,
        })
    }
}

impl Asked {
    fn waited_ms(&self) -> Option<u64> {
        match self.end {
            End::Granted(at) => Some(at.since(self.at)),
            _ => None,
        }
    }
}

impl Requests {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn follow(&mut self, at: Timestamp, event: &Event) {
        match event {
            Event::FloorRequested { request_id, participant_id, .. } => {
                self.0.insert(*request_id, Asked { person: *participant_id, at, end: End::Waiting });
            }
            Event::RequestWithdrawn { request_id, .. } => self.end(*request_id, End::Withdrawn),
            Event::RequestDenied { request_id, .. } => self.end(*request_id, End::Denied),
            // An interrupted turn that goes on answers no request once more.
            Event::FloorGranted { request_id: Some(request_id), resumes: None, .. } => {
                self.end(*request_id, End::Granted(at));
            }
            Event::GrantUndone { request_id: Some(request_id), .. } => self.end(*request_id, End::Waiting),
            Event::MeetingClosed {} => {
                for request in self.0.values_mut().filter(|request| request.end == End::Waiting) {
                    request.end = End::NeverReached;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, id: RequestId, end: End) {
        if let Some(request) = self.0.get_mut(&id) {
            request.end = end;
        }
    }

    pub(super) fn counts(&self) -> RequestCounts {
        let mut counts = RequestCounts::default();
        self.0.values().for_each(|request| counts.count(request.end));
        counts
    }

    pub(super) fn waiting_times(&self) -> Option<WaitingTimes> {
        let waits: Vec<u64> = self.0.values().filter_map(Asked::waited_ms).collect();
        WaitingTimes::of(&waits)
    }

    pub(super) fn by_person(&self) -> BTreeMap<ParticipantId, (RequestCounts, Vec<u64>)> {
        let mut people: BTreeMap<ParticipantId, (RequestCounts, Vec<u64>)> = BTreeMap::new();
        for request in self.0.values() {
            let (counts, waits) = people.entry(request.person).or_default();
            counts.count(request.end);
            waits.extend(request.waited_ms());
        }
        people
    }
}
