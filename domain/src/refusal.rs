//! Why a command is refused. Each reason has one stable code, in `protocol::Code`.

use crate::{MeetingRole, Right};
use thiserror::Error;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FieldProblem {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed.
    #[error("must have at most {max} characters")]
    TooLong {
        /// Most characters.
        max: usize,
    },
    /// Control or direction-changing characters.
    #[error("must not contain control characters or characters that change the writing direction")]
    ForbiddenCharacter,
    /// Outside its bounds.
    #[error("must be between {min} and {max}")]
    OutOfRange {
        /// Least value.
        min: u64,
        /// Greatest value.
        max: u64,
    },
    /// Not `https:` or `http:`.
    #[error("must be a web address that begins with https:// or http://")]
    NotAWebAddress,
    /// Not a stable name.
    #[error("must consist of lower-case letters, digits and underscores")]
    NotAKey,
    /// There twice.
    #[error("must not be there twice")]
    Repeated,
    /// Points to nothing.
    #[error("names something that is not there")]
    Unknown,
    /// Does not belong to the rest.
    #[error("does not fit the kind of the request")]
    DoesNotFit,
}

/// A command that changes nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The role does not allow it.
    #[error("your role in this meeting does not allow this ({right})")]
    NotPermitted {
        /// The right that is missing.
        right: Right,
    },
    /// Not in the meeting.
    #[error("you are not in this meeting; join it first")]
    NotAParticipant,
    /// Put out for good.
    #[error("you were removed from this meeting and cannot come back")]
    Banned,
    /// The role cannot be chosen at joining.
    #[error("one cannot join as {}", match .role { MeetingRole::Facilitator => "facilitator", MeetingRole::Participant => "participant", MeetingRole::Observer => "observer" })]
    RoleNotOffered {
        /// The wanted role.
        role: MeetingRole,
    },
    /// No more room.
    #[error("the meeting is full")]
    MeetingIsFull,
    /// Not started yet, or over.
    #[error("the meeting is not live")]
    MeetingIsNotLive,
    /// Over.
    #[error("the meeting is closed")]
    MeetingIsClosed,
    /// Started before.
    #[error("the meeting has started already")]
    MeetingHasStarted,
    /// Nobody would be left to lead.
    #[error("you are the only facilitator; close the meeting instead")]
    LastFacilitator,
    /// No such person here.
    #[error("there is no such participant in this meeting")]
    ParticipantNotFound,
    /// The person cannot hold the floor.
    #[error("this person cannot hold the floor: not in the meeting, or an observer")]
    NotEligible,
    /// No requests are let in.
    #[error("the queue is closed")]
    QueueIsClosed,
    /// Too many wait.
    #[error("the queue is full")]
    QueueIsFull,
    /// Nobody waits.
    #[error("the queue is empty")]
    QueueIsEmpty,
    /// Waits already.
    #[error("you are in the queue already")]
    AlreadyInQueue,
    /// Holds the floor already.
    #[error("you hold the floor already")]
    AlreadyHolder,
    /// The group has spoken for as long as it may.
    #[error("the speaking time of the group is used up")]
    BudgetIsSpent,
    /// The phase does not admit this kind.
    #[error("this phase does not admit requests of this kind")]
    KindIsNotOpen,
    /// No such waiting request.
    #[error("there is no such request in the queue")]
    RequestNotFound,
    /// No such place.
    #[error("there is no such position in the queue")]
    PositionOutOfRange,
    /// Somebody holds the floor.
    #[error("somebody holds the floor; revoke it first")]
    FloorIsHeld,
    /// Nobody holds the floor.
    #[error("nobody holds the floor")]
    FloorIsFree,
    /// Somebody else holds the floor, or nobody.
    #[error("you do not hold the floor")]
    NotTheHolder,
    /// The phase does not let holders choose who is next.
    #[error("this phase does not let holders hand the floor over")]
    HandOverNotOpen,
    /// The last grant was made by the rules, or is over.
    #[error("there is no grant of a facilitator to undo")]
    NothingToUndo,
    /// The clock stands.
    #[error("the turn is paused already")]
    TurnIsPaused,
    /// The clock runs.
    #[error("the turn is not paused")]
    TurnIsNotPaused,
    /// Nothing can be added to no limit.
    #[error("the turn has no limit")]
    TurnHasNoLimit,
    /// Nothing can be added to no timebox.
    #[error("the phase has no timebox")]
    PhaseHasNoTimebox,
    /// No such item.
    #[error("there is no such item on the agenda")]
    AgendaItemNotFound,
    /// The current item cannot be taken off.
    #[error("this is the current item; go on to another one first")]
    AgendaItemIsCurrent,
    /// No more items.
    #[error("the agenda is full")]
    AgendaIsFull,
    /// There is no next phase.
    #[error("this is the last phase")]
    LastPhase,
    /// There is no phase before.
    #[error("this is the first phase")]
    FirstPhase,
    /// No such template.
    #[error("there is no such template")]
    TemplateNotFound,
    /// A value is out of bounds.
    #[error("{field} {problem}")]
    InvalidField {
        /// Which.
        field: &'static str,
        /// What is wrong.
        problem: FieldProblem,
    },
}
