//! What a check of a record ends with.

use crate::ports::Head;
use orchestrasec_domain::{MeetingId, Seq};
use orchestrasec_protocol::record::FORMAT;
use std::fmt;

/// A record without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Whose record.
    pub meeting_id: MeetingId,
    /// How many events, redacted ones included.
    pub events: u64,
    /// The last event and its hash.
    pub head: Head,
    /// How many events show only their hash.
    pub redacted: u64,
    /// How many events are of a kind that this version does not know: chained, but not checked for sense.
    pub unknown: u64,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The line, from 1.
    pub line: u64,
    /// The event that has to be on that line; `None` for the header.
    pub seq: Option<Seq>,
    /// What is wrong with it.
    pub what: Fault,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seq {
            Some(seq) => write!(f, "line {} (event {seq}): {}", self.line, self.what),
            None => write!(f, "line {}: {}", self.line, self.what),
        }
    }
}

impl std::error::Error for Break {}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Reading failed.
    #[error("the file cannot be read")]
    Unreadable,
    /// The file ends before it.
    #[error("the line is missing: the file ends too early")]
    Missing,
    /// The file goes on after the last event.
    #[error("nothing may follow the last event")]
    Trailing,
    /// No line feed at its end.
    #[error("the line does not end in a line feed")]
    Unterminated,
    /// Longer than [`LINE_MAX`](super::LINE_MAX).
    #[error("the line is too long")]
    TooLong,
    /// Not a header.
    #[error("the line is no header of a record")]
    NotAHeader,
    /// Not the format this version knows.
    #[error("the record's format is not {FORMAT}")]
    OtherFormat,
    /// Not an event.
    #[error("the line is no event of a record")]
    NotAnEvent,
    /// The same could be written otherwise, so it is not what was written.
    #[error("the line is not written as records are")]
    NotCanonical,
    /// Not the number that has to follow.
    #[error("the event has another number")]
    OtherSeq,
    /// Not this meeting's.
    #[error("the event belongs to another meeting")]
    OtherMeeting,
    /// Event, predecessor and hash do not fit together.
    #[error("the hash does not fit the event and the one before it")]
    OtherHash,
    /// The last hash is not the header's.
    #[error("the header names another last hash than the last event has")]
    OtherHead,
    /// Earlier than the event before, or, for the header, than the last event.
    #[error("the time is before that of what happened before")]
    TimeRanBackwards,
    /// Does not begin with the meeting's creation.
    #[error("a record begins with meeting_created")]
    NotCreated,
    /// The command has no actor, or its id cannot be one.
    #[error("the command's id is not possible")]
    BadCommandId,
    /// Done twice.
    #[error("the same command was done before")]
    RepeatedCommand,
    /// Two people hold the floor.
    #[error("the floor is given while somebody holds it")]
    SecondHolder,
    /// Cannot have happened.
    #[error("this cannot have happened: {0}")]
    Impossible(&'static str),
}
