//! To the registry: it knows which meetings live here.

use super::meeting::MeetingAddress;
use actix::prelude::*;
use orchestrasec_domain::MeetingId;
use orchestrasec_protocol::Problem;

/// Where the registry is asked for meetings.
pub type Locator = Recipient<Locate>;

/// Where is this meeting? Starts it when it is not running.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "Result<MeetingAddress, Problem>")]
pub struct Locate(pub MeetingId);

/// A meeting's actor ended.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct MeetingEnded {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// Which of its lives, so that news of an old one does not end a new one.
    pub life: u64,
    /// It did not end by itself: it panicked or lost its record.
    pub crashed: bool,
}

/// A meeting has nothing to do and asks to be let go.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct MeetingIdle {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// Which of its lives.
    pub life: u64,
}

/// Stop every meeting and let no new one start; ends when all are saved.
#[derive(Debug, Clone, Copy, Message)]
#[rtype(result = "()")]
pub struct Drain;
