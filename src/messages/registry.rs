//! To the registry: it knows which meetings live here.

use super::meeting::MeetingAddress;
use actix::prelude::*;
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::Problem;
use tokio::sync::mpsc::UnboundedSender;

/// Where the registry is asked for meetings.
pub type Locator = Recipient<Locate>;

/// Where is this meeting? Starts it when it is not running.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Result<MeetingAddress, Problem>")]
pub struct Locate(pub MeetingId);

/// Stop every meeting and let no new one start; ends when all are saved.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Drain;

/// What a meeting tells the registry about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifeNews {
    /// It has nothing to do and asks to be let go.
    Idle,
    /// It ended as it was told to.
    Ended,
    /// It did not end by itself: it panicked or lost its record.
    Crashed,
}

/// [`LifeNews`] of one life of one meeting, so that news of an old life does not end a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeReport {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// Which of its lives.
    pub life: u64,
    /// What happened.
    pub news: LifeNews,
}

/// One life of a meeting's actor, owned by the actor: whatever ends the actor drops it, and the registry learns of it. (actix's
/// `Supervisor` does not restart after a panic.)
#[derive(Debug)]
pub struct Life {
    meeting_id: MeetingId,
    number: u64,
    reports: UnboundedSender<LifeReport>,
    orderly: bool,
}

impl Life {
    /// A life that reports to the registry.
    pub fn new(meeting_id: MeetingId, number: u64, reports: UnboundedSender<LifeReport>) -> Self {
        Self { meeting_id, number, reports, orderly: false }
    }

    /// Asks to be let go.
    pub fn idle(&self) {
        self.report(LifeNews::Idle);
    }

    /// From now on the end is no crash.
    pub fn ends_orderly(&mut self) {
        self.orderly = true;
    }

    fn report(&self, news: LifeNews) {
        // A registry that is gone needs no news.
        let _ = self.reports.send(LifeReport { meeting_id: self.meeting_id, life: self.number, news });
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.report(if self.orderly { LifeNews::Ended } else { LifeNews::Crashed });
    }
}
