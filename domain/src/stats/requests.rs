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

#[cfg(test)]
mod tests {
    use super::{RequestCounts, WaitingTimes};
    use crate::{
        Command, FloorKind, RequestId,
        command::{GrantTo, Withdrawal},
        stats::stage::{ADA, BO, FAY, Stage, asks, asks_for},
    };

    #[test]
    fn every_request_has_exactly_one_end() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(5).does(BO, asks()).does(FAY, asks());
        stage.does(FAY, Command::DenyRequest { request_id: RequestId(2), reason: None });
        stage.does(FAY, Command::WithdrawRequest(Withdrawal::Own)).does(BO, asks());
        let counts = RequestCounts { made: 4, granted: 1, denied: 1, withdrawn: 1, never_reached: 0, waiting: 1 };
        assert_eq!(stage.stats().requests, counts);
        stage.does(FAY, Command::CloseMeeting);
        let stats = stage.stats();
        assert_eq!(stats.requests, RequestCounts { never_reached: 1, waiting: 0, ..counts });
        let of_bo = RequestCounts { made: 2, denied: 1, never_reached: 1, ..RequestCounts::default() };
        assert_eq!(stats.of(BO).requests, of_bo);
    }

    #[test]
    fn waiting_is_from_the_request_to_the_floor() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(5).does(BO, asks()).after(30).does(ADA, Command::ReleaseFloor);
        let stats = stage.stats();
        assert_eq!(stats.of(BO).waits_ms, [30_000]);
        let waited = WaitingTimes { median_ms: 15_000, p90_ms: 30_000, max_ms: 30_000 };
        assert_eq!(stats.waiting_time, Some(waited));
        assert_eq!(Stage::open().stats().waiting_time, None);
    }

    #[test]
    fn an_undone_grant_lets_its_request_wait_on() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).does(BO, asks()).after(10).does(ADA, Command::ReleaseFloor);
        stage.after(1).does(FAY, asks()).does(BO, Command::ReleaseFloor).does(FAY, Command::ReleaseFloor);
        stage.does(FAY, Command::UpdateMeeting(chaired())).does(ADA, asks()).after(4);
        stage.does(FAY, Command::GrantFloor(GrantTo::Next)).after(3).does(FAY, Command::UndoGrant);
        assert_eq!((stage.stats().requests.waiting, stage.stats().of(ADA).waits_ms.len()), (1, 1));
        stage.after(2).does(FAY, Command::GrantFloor(GrantTo::Next));
        assert_eq!(stage.stats().of(ADA).waits_ms, [0, 9_000]);
    }

    #[test]
    fn who_goes_on_after_an_interruption_did_not_wait_again() {
        let mut stage = Stage::open();
        stage.does(ADA, asks()).after(10).does(BO, asks_for(FloorKind::ClarifyingQuestion)).after(5);
        stage.does(BO, Command::ReleaseFloor).after(1);
        let stats = stage.stats();
        assert_eq!((stats.requests.granted, stats.of(ADA).waits_ms.as_slice()), (2, &[0][..]));
    }

    fn chaired() -> crate::command::MeetingChange {
        crate::command::MeetingChange {
            settings: crate::SettingsChange { granting: Some(crate::Granting::Chaired), ..<_>::default() },
            ..<_>::default()
        }
    }
}
